/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "document-check.h"
#include "fuzz.h"
#include "gazette-highlight.h"
#include "gazette-markup.h"

#define BASE "https://example.org/news/today.html"
#define LEAD "https://example.org/news/a-300x200.jpg"

/* It can be written as HTML again, and code in it can have colours. */
static void
check_uses (GazetteDocument *document)
{
  g_autofree char *html = gazette_document_to_html (document, BASE);

  for (guint i = 0; i < gazette_document_get_n_blocks (document); i++)
    {
      g_autoptr (GArray) tokens = gazette_highlight_code (i % 2 == 0 ? "c" : "html", gazette_document_get_block (document, i)->text);

      for (guint j = 0; tokens != NULL && j < tokens->len; j++)
        g_assert_cmpuint (g_array_index (tokens, GazetteToken, j).end, <=, strlen (gazette_document_get_block (document, i)->text));
    }
}

/* Any bytes become a document that keeps all rules, as a page, as the body of an
 * article, and as Markdown. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t size)
{
  g_autofree char *html = g_strndup ((const char *) data, size);
  g_autoptr (GazetteDocument) page = gazette_document_new_from_html ((const char *) data, size, BASE);
  g_autoptr (GazetteDocument) body = gazette_document_new_for_body (html, BASE, "Title", LEAD);
  g_autoptr (GazetteDocument) markdown =
    gazette_document_new_for_type ((const char *) data, (gssize) size, "text/markdown", BASE);

  document_check_rules (page);
  document_check_rules (body);
  document_check_rules (markdown);
  check_uses (page);

  return 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "document-check.h"
#include "fuzz.h"

#define BASE "https://example.org/news/today.html"
#define LEAD "https://example.org/news/a-300x200.jpg"

/* Any bytes become a document that keeps all rules, as a page, as the body of an
 * article, and as Markdown. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *html = g_strndup ((const char *) data, size);
  g_autoptr(GazetteDocument) page = gazette_document_new_from_html ((const char *) data, size, BASE);
  g_autoptr(GazetteDocument) body = gazette_document_new_for_body (html, BASE, "Title", LEAD);
  g_autoptr(GazetteDocument) markdown =
    gazette_document_new_for_type ((const char *) data, (gssize) size, "text/markdown", BASE);

  document_check_rules (page);
  document_check_rules (body);
  document_check_rules (markdown);

  return 0;
}

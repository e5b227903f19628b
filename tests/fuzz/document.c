/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "document-check.h"
#include "fuzz.h"

#define BASE "https://example.org/news/today.html"
#define LEAD "https://example.org/news/a-300x200.jpg"

/* Any bytes become a document that keeps all rules, as a page and as the body
 * of an article. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *html = g_strndup ((const char *) data, size);
  g_autoptr(GazetteDocument) page = gazette_document_new_from_html ((const char *) data, size, BASE);
  g_autoptr(GazetteDocument) body = gazette_document_new_for_body (html, NULL, "Title", LEAD);

  document_check_rules (page);
  document_check_rules (body);

  return 0;
}

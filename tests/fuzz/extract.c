/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "document-check.h"
#include "fuzz.h"
#include "gazette-extract.h"

#define BASE "https://example.org/news/today.html"

/* Any bytes are a page in which an article is found, or not; what is found is
 * text, and HTML that becomes a document that keeps all rules. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr(GazetteExtract) extract = gazette_extract_new_from_html ((const char *) data, size, BASE);
  g_autoptr(GazetteDocument) document = gazette_document_new_from_html (extract->html, -1, NULL);
  g_autoptr(JsonNode) json = gazette_extract_to_json (extract);

  g_assert_true (g_utf8_validate (extract->text, -1, NULL));
  g_assert_true (g_utf8_validate (extract->html, -1, NULL));
  g_assert_true (json_node_is_immutable (json));
  document_check_rules (document);

  return 0;
}

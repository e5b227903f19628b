/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Inference on any bytes, and any of them as blocks. What is inferred must be a
 * dialect, and must read the answer that it was made from.
 */

#include "config.h"

#include <string.h>

#include "fuzz.h"
#include "gazette-blocks.h"
#include "gazette-dialects.h"
#include "gazette-error.h"

static void
try_blocks (GBytes *body)
{
  gsize size;
  const char *data = g_bytes_get_data (body, &size);
  g_autofree char *text = g_strndup (size > 0 ? data : "", size);
  g_autoptr(JsonNode) node = json_node_init_string (json_node_alloc (), text);
  g_autofree char *html = gazette_blocks_to_html (node);

  gazette_blocks_recognise (node);
  if (html != NULL)
    g_assert_true (g_utf8_validate (html, -1, NULL));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  static GazetteDialects *dialects;
  g_autoptr(GBytes) body = g_bytes_new (data, size);
  GazetteAnswer answer = { .body = body, .url = "https://example.org/a/?page=2" };
  g_autoptr(GazetteInference) inference = NULL;
  g_autoptr(GazetteDialect) dialect = NULL;
  g_autoptr(GError) error = NULL;

  if (dialects == NULL)
    dialects = gazette_dialects_new ();

  try_blocks (body);
  inference = gazette_dialects_infer (dialects, &answer, &error);
  if (inference == NULL)
    {
      g_assert_true (g_error_matches (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_READABLE) ||
                     g_error_matches (error, GAZETTE_ERROR, GAZETTE_ERROR_NO_ARTICLES));
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return 0;
    }

  g_assert_cmpuint (inference->n_articles, >, 0);
  g_assert_true (inference->confidence > 0 && inference->confidence <= 1);
  dialect = gazette_dialect_new_from_mapping (inference->mapping, &error);
  g_assert_no_error (error);

  return 0;
}

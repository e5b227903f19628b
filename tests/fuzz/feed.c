/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as a feed. The first byte chooses what the server says of them. */

#include "config.h"

#include "edition-check.h"
#include "fuzz.h"
#include "gazette-dialects.h"
#include "gazette-error.h"
#include "gazette-xml.h"

static const char *const types[] = {
  "application/xml", "text/xml; charset=utf-8", "text/xml; charset=iso-8859-1", "text/xml; charset=shift_jis",
  "text/xml; charset=iso-2022-jp", "text/html",
};

/* What is no feed, for the checks of the tree alone. */
static void
check_tree (const GazetteAnswer *answer)
{
  g_autoptr(JsonNode) root = gazette_xml_parse (answer);
  g_autofree char *text = root != NULL ? json_to_string (root, FALSE) : NULL;

  if (text != NULL)
    g_assert_true (g_utf8_validate (text, -1, NULL));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  static GazetteDialects *dialects;
  g_autoptr(GBytes) body = g_bytes_new (size > 0 ? data + 1 : data, size > 0 ? size - 1 : 0);
  GazetteAnswer answer = { body, "https://example.org/a/feed.xml", types[size > 0 ? *data % G_N_ELEMENTS (types) : 0], NULL };
  g_autoptr(GazetteEdition) edition = NULL;
  g_autoptr(GError) error = NULL;

  if (dialects == NULL)
    dialects = gazette_dialects_new ();

  check_tree (&answer);
  edition = gazette_dialects_read (dialects, NULL, &answer, &error);
  if (edition != NULL)
    edition_check (edition);
  else
    g_assert_true (g_error_matches (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_READABLE) ||
                   g_error_matches (error, GAZETTE_ERROR, GAZETTE_ERROR_NO_ARTICLES));

  return 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The dialect engine on any bytes: as an answer, as a page, as a header, as a
 * dialect file, and, parted by a record separator, as a dialect file and an
 * answer in it. Whatever comes out must keep the promises of an article.
 */

#include "config.h"

#include <string.h>

#include "edition-check.h"
#include "fuzz.h"
#include "gazette-dialects.h"
#include "gazette-error.h"
#include "gazette-url.h"

#define RECORD_SEPARATOR 0x1e

static void
read_answer (GazetteDialects     *dialects,
             const char          *id,
             const GazetteAnswer *answer)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GazetteEdition) edition = gazette_dialects_read (dialects, id, answer, &error);

  if (edition == NULL)
    {
      g_assert_true (g_error_matches (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_READABLE) ||
                     g_error_matches (error, GAZETTE_ERROR, GAZETTE_ERROR_REFUSED) ||
                     g_error_matches (error, GAZETTE_ERROR, GAZETTE_ERROR_NO_ARTICLES));
      return;
    }

  g_assert_no_error (error);
  edition_check (edition);
}

static void
find_candidates (GazetteDialects     *dialects,
                 const GazetteAnswer *answer)
{
  g_autoptr(GPtrArray) candidates = gazette_dialects_discover (dialects, answer);

  for (guint i = 0; i < candidates->len; i++)
    {
      const GazetteCandidate *candidate = candidates->pdata[i];

      g_assert_true (gazette_url_is_web (candidate->url));
      if (candidate->title != NULL)
        {
          g_assert_true (g_utf8_validate (candidate->title, -1, NULL));
          g_assert_null (strpbrk (candidate->title, "\r\n\t"));
        }
    }
}

static void
try_answer (GazetteDialects *dialects,
            GBytes          *body)
{
  g_autoptr(GHashTable) headers = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *header = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  GazetteAnswer answer = { body, "https://example.org/a/?page=2", header, headers };

  g_hash_table_insert (headers, (char *) "link", header);
  g_hash_table_insert (headers, (char *) "x-wp-totalpages", header);

  read_answer (dialects, NULL, &answer);
  read_answer (dialects, "jsonfeed", &answer);
  read_answer (dialects, "wordpress", &answer);
  find_candidates (dialects, &answer);
}

/* What is asked is asked of who was meant. */
static void
try_request (GazetteDialect *dialect)
{
  static const char url[] = "https://example.org/a?b=c";
  g_autoptr(GazetteDialectRequest) request = gazette_dialect_dup_request (dialect, url, "0123456789abcdef");
  g_autofree char *search = gazette_dialect_dup_search_url (dialect, url, "tea & cake");

  g_assert_true (g_str_has_prefix (request->url, "https://example.org/a"));
  g_assert_true (search == NULL || gazette_url_is_web (search));
}

static void
try_dialect (GBytes *file,
             GBytes *body)
{
  g_autoptr(GazetteDialect) dialect = gazette_dialect_new_from_bytes (file, NULL);
  g_autoptr(GazetteDialects) dialects = NULL;
  GazetteAnswer answer = { body, "https://example.org/a/?page=2", NULL, NULL };

  if (dialect == NULL)
    return;

  try_request (dialect);
  dialects = gazette_dialects_new ();
  g_assert_true (gazette_dialects_add (dialects, file, NULL));
  read_answer (dialects, gazette_dialect_get_id (dialect), &answer);
  read_answer (dialects, NULL, &answer);
  find_candidates (dialects, &answer);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  static GazetteDialects *dialects;
  const uint8_t *separator = size > 0 ? memchr (data, RECORD_SEPARATOR, size) : NULL;
  g_autoptr(GBytes) file = g_bytes_new (data, separator != NULL ? (size_t) (separator - data) : size);
  g_autoptr(GBytes) body = NULL;

  if (dialects == NULL)
    dialects = gazette_dialects_new ();

  if (separator != NULL)
    body = g_bytes_new (separator + 1, size - (separator + 1 - data));
  else
    body = g_bytes_ref (file);

  try_answer (dialects, body);
  try_dialect (file, body);

  return 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "dialect-fixture.h"
#include "gazette-error.h"

#define FIXTURE_URL "https://example.org/news/feed.json"

char *
fixture_dup_corpus_path (const char *name)
{
  g_autofree char *beside = g_test_build_filename (G_TEST_DIST, "..", "..", "shared", "corpus", NULL);
  const char *corpus = g_getenv ("GAZETTE_CORPUS");
  g_autofree char *path = g_build_filename (corpus != NULL ? corpus : beside, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS) ? g_steal_pointer (&path) : NULL;
}

GBytes *
fixture_json (const char *json)
{
  char *text = g_strdup (json);

  g_strdelimit (text, "'", '"');
  g_strdelimit (text, "`", '\'');

  return g_bytes_new_take (text, strlen (text));
}

GazetteEdition *
fixture_read (GazetteDialects *dialects,
              const char      *id,
              const char      *json)
{
  g_autoptr(GBytes) body = fixture_json (json);
  GazetteAnswer answer = { .body = body, .url = FIXTURE_URL, .content_type = "application/json" };
  g_autoptr(GError) error = NULL;
  GazetteEdition *edition = gazette_dialects_read (dialects, id, &answer, &error);

  g_assert_no_error (error);

  return edition;
}

GazetteEdition *
fixture_read_headers (GazetteDialects *dialects,
                      const char      *json,
                      const char      *url,
                      const char      *name,
                      const char      *value)
{
  g_autoptr(GBytes) body = fixture_json (json);
  g_autoptr(GHashTable) headers = g_hash_table_new (g_str_hash, g_str_equal);
  GazetteAnswer answer = { .body = body, .url = url, .headers = headers };
  g_autoptr(GError) error = NULL;
  GazetteEdition *edition;

  g_hash_table_insert (headers, (char *) name, (char *) value);
  edition = gazette_dialects_read (dialects, NULL, &answer, &error);
  g_assert_no_error (error);

  return edition;
}

void
fixture_check_refused (GazetteDialects *dialects,
                       GBytes          *body,
                       const char      *content_type,
                       int              code)
{
  GazetteAnswer answer = { .body = body, .url = FIXTURE_URL, .content_type = content_type };
  g_autoptr(GError) error = NULL;

  g_assert_null (gazette_dialects_read (dialects, NULL, &answer, &error));
  g_assert_error (error, GAZETTE_ERROR, code);
}

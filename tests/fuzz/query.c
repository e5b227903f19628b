/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is typed to search, on any bytes: it is never an error, the words are those that
 * the index has, and whatever is typed SQLite takes what becomes of it.
 */

#include "config.h"

#include <string.h>

#include "fuzz.h"
#include "gazette-database.h"
#include "gazette-query.h"
#include "gazette-schema.h"
#include "gazette-search-private.h"
#include "gazette-words.h"

static GazetteDatabase *
open_library (void)
{
  g_autoptr(GError) error = NULL;
  GazetteDatabase *database = gazette_database_open (":memory:", TRUE, &error);

  g_assert_no_error (error);
  g_assert_true (gazette_schema_migrate (database, &error));
  gazette_database_execute (database,
                            "INSERT INTO search_words (rowid, title, summary, text, author, keys)"
                            " VALUES (1, 'The harbour', 'ferry 東京', 'مرحبا a b c', 'Ada Example', '" GAZETTE_WORDS_KEY "a')",
                            &error);
  g_assert_no_error (error);

  return database;
}

static void
check_terms (const GazetteQuery *query)
{
  for (guint i = 0; i < query->terms->len; i++)
    {
      const GazetteTerm *term = query->terms->pdata[i];

      g_assert_true (g_utf8_validate (term->text, -1, NULL));
      g_assert_nonnull (term->words[0]);
      for (guint j = 0; term->words[j] != NULL; j++)
        {
          g_assert_true (g_utf8_validate (term->words[j], -1, NULL));
          g_assert_null (strstr (term->words[j], GAZETTE_WORDS_KEY));
        }
    }
}

static void
check_match (GazetteDatabase    *database,
             const GazetteQuery *query)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *match = gazette_search_make_match (database, query, &error);
  g_autoptr(GazetteStatement) statement = NULL;

  g_assert_no_error (error);
  statement = gazette_database_prepare (database, "SELECT rowid FROM search_words WHERE search_words MATCH ?1", &error);
  g_assert_no_error (error);
  gazette_statement_text (statement, 1, match);
  while (gazette_statement_step (statement, &error))
    continue;
  g_assert_no_error (error);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  static GazetteDatabase *database;
  g_autofree char *text = g_strndup (size > 0 ? (const char *) data : "", size);
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr(GazetteQuery) query = gazette_query_parse (text);
  g_autofree char *excerpt = NULL;
  g_auto(GStrv) words = gazette_query_dup_words (query);

  if (database == NULL)
    database = open_library ();

  check_terms (query);
  check_match (database, query);
  for (guint i = 0; words[i] != NULL; i++)
    g_assert_true (g_utf8_validate (words[i], -1, NULL));

  /* And looked for in itself. */
  excerpt = gazette_search_make_excerpt (query, valid, valid);
  if (excerpt != NULL)
    g_assert_true (g_utf8_validate (excerpt, -1, NULL));

  return 0;
}

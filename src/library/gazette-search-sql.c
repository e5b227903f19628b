/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a query is as an expression of SQLite's full-text search. Only words of
 * the index come into it, each in quotation marks, and no more than a query may
 * have: so it is always valid. */

#include "config.h"

#include "gazette-search-private.h"
#include "gazette-words.h"

/* A name that so many sources have is none. */
#define MAX_SOURCES 200

#define ALL "keys : \"" GAZETTE_WORDS_KEY "a\""

/* Each of the words begins one of the name, and they follow each other. */
static gboolean
is_named (const char *title,
          const char *wanted)
{
  g_autofree char *folded = gazette_query_fold (title);

  return strstr (folded, wanted) != NULL;
}

static gboolean
append_sources (GString           *match,
                GazetteDatabase   *database,
                const GazetteTerm *term,
                GError           **error)
{
  static const char select_sources[] = "SELECT id, title, url FROM sources";
  g_autofree char *words = g_strjoinv (" ", term->words);
  g_autofree char *wanted = g_strconcat (" ", words, NULL);
  g_autoptr(GazetteStatement) statement = NULL;
  g_autoptr(GError) local_error = NULL;
  guint n = 0;

  if ((statement = gazette_database_prepare (database, select_sources, error)) == NULL)
    return FALSE;

  /* No source has the row 0. */
  g_string_append (match, "keys : (\"" GAZETTE_WORDS_KEY "0\"");
  while (n < MAX_SOURCES && gazette_statement_step (statement, &local_error))
    {
      if (!is_named (gazette_statement_get_text (statement, 1), wanted) &&
          !is_named (gazette_statement_get_text (statement, 2), wanted))
        continue;
      g_string_append_printf (match, " OR \"" GAZETTE_WORDS_KEY "%" G_GINT64_FORMAT "\"",
                              gazette_statement_get_int (statement, 0));
      n++;
    }
  g_string_append_c (match, ')');

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

static gboolean
append_muted (GString          *match,
              GazetteDatabase  *database,
              GError          **error)
{
  static const char select_muted[] = "SELECT id FROM sources WHERE muted != 0 LIMIT " G_STRINGIFY (MAX_SOURCES);
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (database, select_muted, error);
  g_autoptr(GArray) ids = NULL;

  if (statement == NULL || (ids = gazette_statement_read_ids (statement, error)) == NULL)
    return FALSE;

  g_string_append (match, "(keys : (\"" GAZETTE_WORDS_KEY "0\"");
  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (match, " OR \"" GAZETTE_WORDS_KEY "%" G_GINT64_FORMAT "\"", g_array_index (ids, gint64, i));
  g_string_append (match, "))");

  return TRUE;
}

/* What is still being typed. */
static gboolean
append_beginning (GString           *match,
                  GazetteDatabase   *database,
                  const GazetteTerm *term,
                  GError           **error)
{
  g_autoptr(GPtrArray) words = NULL;

  if (!gazette_search_find_words (database, term->words[0], &words, error))
    return FALSE;

  if (words == NULL)
    {
      g_string_append_printf (match, "\"%s\" *", term->words[0]);
      return TRUE;
    }

  for (guint i = 0; i < words->len; i++)
    g_string_append_printf (match, "%s\"%s\"", i > 0 ? " OR " : "(", (const char *) words->pdata[i]);
  g_string_append_c (match, ')');

  return TRUE;
}

static void
append_topic (GString           *match,
              const GazetteTerm *term)
{
  g_autofree char *words = g_strjoinv (" " GAZETTE_WORDS_TOPIC, term->words);

  g_string_append_printf (match, "keys : \"" GAZETTE_WORDS_TOPIC "%s\"%s", words, term->is_prefix ? " *" : "");
}

static gboolean
append_term (GString           *match,
             GazetteDatabase   *database,
             const GazetteTerm *term,
             GError           **error)
{
  g_autofree char *words = g_strjoinv (" ", term->words);

  if (term->kind == GAZETTE_TERM_SOURCE)
    return append_sources (match, database, term, error);
  if (term->kind == GAZETTE_TERM_TOPIC)
    {
      append_topic (match, term);
      return TRUE;
    }

  if (term->kind == GAZETTE_TERM_TITLE)
    g_string_append (match, "title : ");
  else if (term->kind == GAZETTE_TERM_AUTHOR)
    g_string_append (match, "author : ");
  if (term->is_typed && term->words[1] == NULL)
    return append_beginning (match, database, term, error);
  g_string_append_printf (match, "\"%s\"%s", words, term->is_prefix ? " *" : "");

  return TRUE;
}

/**
 * gazette_search_make_match:
 * @database: a connection, which knows the sources
 * @query: a query
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what to match search_words with
 */
char *
gazette_search_make_match (GazetteDatabase     *database,
                           const GazetteQuery  *query,
                           GError             **error)
{
  g_autoptr(GString) wanted = g_string_new (NULL);
  g_autoptr(GString) excluded = g_string_new (NULL);

  for (guint i = 0; i < query->terms->len; i++)
    {
      const GazetteTerm *term = query->terms->pdata[i];
      GString *match = term->is_excluded ? excluded : wanted;

      /* (a OR b) AND (c): an alternative goes into the brackets of the last one. */
      if (term->is_alternative && wanted->len > 0)
        {
          g_string_truncate (wanted, wanted->len - 1);
          g_string_append (wanted, " OR ");
        }
      else
        {
          if (match->len > 0)
            g_string_append (match, term->is_excluded ? " OR " : " AND ");
          g_string_append_c (match, '(');
        }
      if (!append_term (match, database, term, error))
        return NULL;
      g_string_append_c (match, ')');
    }

  if (query->muted >= 0)
    {
      GString *match = query->muted > 0 ? wanted : excluded;

      if (match->len > 0)
        g_string_append (match, query->muted > 0 ? " AND " : " OR ");
      if (!append_muted (match, database, error))
        return NULL;
    }

  if (wanted->len == 0)
    g_string_append (wanted, ALL);
  if (excluded->len > 0)
    return g_strdup_printf ("(%s) NOT (%s)", wanted->str, excluded->str);

  return g_string_free_and_steal (g_steal_pointer (&wanted));
}

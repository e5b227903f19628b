/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the search bar and saved searches show. */

#include "config.h"

#include <time.h>

#include "gazette-library-private.h"
#include "gazette-listing.h"
#include "gazette-search-private.h"

/* Nobody reads on beyond these. */
#define MAX_RESULTS 10000

/* What is ranked are the newest of what was found: ranking reads all of it. */
#define MAX_RANKED "2000"

/* What is found is shown when a search has had the processor for so long, in
 * microseconds, and the rest when all is known: words of common characters, of scripts
 * without spaces, are only told apart by where they stand, in each article that has them. */
#define FIRST_TIME 50000

/* Up to so many unread articles are looked up in the index one by one, which is
 * faster then than to look at all that has the words. */
#define FEW_UNREAD 500

/* How many articles that wait for the index are counted. */
#define MAX_QUEUED "100000"

#define IS_UNREAD GAZETTE_IS_UNREAD ("a")
#define COLUMNS "SELECT p.article_id"
#define FROM_WORDS \
  " FROM search_words CROSS JOIN search_places p ON p.place = search_words.rowid CROSS JOIN articles a ON a.id = p.article_id"
#define WHERE_WORDS \
  " WHERE search_words MATCH ?2 AND search_words.rowid >= ?3 AND search_words.rowid < ?4 AND " IS_WANTED
#define IS_WANTED \
  "(?5 < 0 OR ?5 = " IS_UNREAD ") AND (?6 < 0 OR (a.saved != 0) = ?6)" \
  " AND (a.source_id NOT IN (SELECT id FROM sources WHERE removed != 0) OR a.saved != 0" \
  "      OR EXISTS (SELECT 1 FROM highlights h WHERE h.article_id = a.id))"
#define NEWEST_FIRST " ORDER BY search_words.rowid DESC LIMIT "

/* The rows of the index come newest first by themselves. */
static const char select_newest[] = COLUMNS FROM_WORDS WHERE_WORDS NEWEST_FIRST "?1";

/* Words in the title count most. */
static const char select_relevant[] =
  "SELECT article_id FROM"
  " (SELECT p.article_id, p.place, bm25 (search_words, 10.0, 4.0, 1.0, 5.0, 0.0) AS score" FROM_WORDS WHERE_WORDS NEWEST_FIRST MAX_RANKED ")"
  " ORDER BY score, place DESC LIMIT ?1";

/* Where few articles come into question at all. */
#define FROM_FEW \
  " CROSS JOIN search_places p ON p.article_id = a.id CROSS JOIN search_words" \
  " WHERE search_words.rowid = p.place AND search_words MATCH ?2 AND p.place >= ?3 AND p.place < ?4 AND " IS_WANTED \
  " ORDER BY p.place DESC LIMIT ?1"
static const char select_among_saved[] =
  COLUMNS " FROM (SELECT * FROM articles WHERE saved != 0) a" FROM_FEW;
static const char select_among_unread[] =
  COLUMNS " FROM unread CROSS JOIN articles a ON a.id = unread.article_id" FROM_FEW;

static gboolean
read_number (GazetteDatabase  *database,
             const char       *sql,
             gint64            parameter,
             gint64           *number,
             GError          **error)
{
  g_autoptr(GazetteStatement) statement = NULL;

  if ((statement = gazette_database_prepare (database, sql, error)) == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, parameter);

  return gazette_statement_find_int (statement, number, error);
}

/**
 * gazette_search_count_queue:
 * @database: a connection
 * @n_queued: (out): how many articles cannot be found yet as they are, at least
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_search_count_queue (GazetteDatabase  *database,
                            guint            *n_queued,
                            GError          **error)
{
  static const char count_queue[] = "SELECT count (*) FROM (SELECT 1 FROM search_queue LIMIT " MAX_QUEUED ")";
  gint64 number;

  if (!read_number (database, count_queue, 0, &number, error))
    return FALSE;
  *n_queued = number;

  return TRUE;
}

static gboolean
choose_sql (GazetteDatabase     *database,
            const GazetteQuery  *query,
            gboolean             by_relevance,
            const char         **sql,
            GError             **error)
{
  static const char count_unread[] = "SELECT count (*) FROM (SELECT 1 FROM unread LIMIT ?1)";
  gint64 n_unread = FEW_UNREAD;

  *sql = select_newest;
  if (by_relevance)
    *sql = select_relevant;
  else if (query->saved == 1)
    *sql = select_among_saved;
  else if (query->unread == 1 && !read_number (database, count_unread, FEW_UNREAD, &n_unread, error))
    return FALSE;

  if (n_unread < FEW_UNREAD)
    *sql = select_among_unread;

  return TRUE;
}

static gint64 first_time = FIRST_TIME;

/*
 * gazette_search_set_first_time:
 * @microseconds: how long the first part of a search may have the processor
 *
 * For tests, which must not depend on how fast a machine is.
 */
void
gazette_search_set_first_time (gint64 microseconds)
{
  first_time = microseconds;
}

static gint64
get_processor_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);

  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

/* To the end, or until it has taken long and something was found. */
static GArray *
read_first_ids (GazetteStatement  *statement,
                gboolean          *is_whole,
                GError           **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GError) local_error = NULL;
  gint64 begin = get_processor_time ();

  *is_whole = TRUE;
  while (*is_whole && gazette_statement_step (statement, &local_error))
    {
      gint64 id = gazette_statement_get_int (statement, 0);

      g_array_append_val (ids, id);
      *is_whole = get_processor_time () - begin < first_time;
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&ids);
}

static GArray *
find_ids (GazetteDatabase     *database,
          const GazetteQuery  *query,
          gboolean             by_relevance,
          int                  limit,
          gboolean            *is_whole,
          GError             **error)
{
  g_autofree char *match = gazette_search_make_match (database, query, error);
  g_autoptr(GazetteStatement) statement = NULL;
  const char *sql;

  if (match == NULL || !choose_sql (database, query, by_relevance, &sql, error) ||
      (statement = gazette_database_prepare (database, sql, error)) == NULL)
    return NULL;

  gazette_statement_int (statement, 1, limit);
  gazette_statement_text (statement, 2, match);
  gazette_statement_int (statement, 3, query->after);
  gazette_statement_int (statement, 4, query->before);
  gazette_statement_int (statement, 5, query->unread);
  gazette_statement_int (statement, 6, query->saved);

  /* What is ranked is all known before the first of it is. */
  return is_whole != NULL && !by_relevance ? read_first_ids (statement, is_whole, error)
                                           : gazette_statement_read_ids (statement, error);
}

/* What a person looks for is in the search bar, or was saved. */
static GazetteQuery *
read_query (GazetteRequest   *request,
            GazetteDatabase  *database,
            GError          **error)
{
  static const char select_query[] = "SELECT query FROM searches WHERE id = ?1";
  g_autoptr(GazetteStatement) statement = NULL;
  g_autoptr(GError) local_error = NULL;
  GazetteQuery *query = NULL;

  if (request->text != NULL)
    return gazette_query_parse (request->text);

  if ((statement = gazette_database_prepare (database, select_query, error)) == NULL)
    return NULL;

  gazette_statement_int (statement, 1, request->id);
  if (gazette_statement_step (statement, &local_error))
    query = gazette_query_parse (gazette_statement_get_text (statement, 0));
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (query == NULL)
    query = gazette_query_parse ("");

  return query;
}

/**
 * gazette_search_read_ids:
 * @request: text: what was typed, or unset and id: a saved search; by_relevance:
 *   the order
 * @database: a connection
 * @limit: how many at most, or -1
 * @is_whole: (out) (optional): whether these are all that there are up to @limit; where
 *   it is asked for, what takes long is not waited for once something was found
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the articles that are found
 */
GArray *
gazette_search_read_ids (GazetteRequest   *request,
                         GazetteDatabase  *database,
                         int               limit,
                         gboolean         *is_whole,
                         GError          **error)
{
  g_autoptr(GazetteQuery) query = read_query (request, database, error);

  if (is_whole != NULL)
    *is_whole = TRUE;
  if (query == NULL)
    return NULL;
  if (query->is_empty)
    return g_array_new (FALSE, FALSE, sizeof (gint64));

  return find_ids (database, query, request->by_relevance, limit < 0 ? MAX_RESULTS : MIN (limit, MAX_RESULTS), is_whole,
                   error);
}

/**
 * gazette_search_count_unread:
 * @database: a connection
 * @text: a query
 * @max: where counting ends
 * @n_unread: (out): how many unread articles it finds
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_search_count_unread (GazetteDatabase  *database,
                             const char       *text,
                             guint             max,
                             guint            *n_unread,
                             GError          **error)
{
  g_autoptr(GazetteQuery) query = gazette_query_parse (text);
  g_autoptr(GArray) ids = NULL;

  *n_unread = 0;
  if (query->is_empty || query->unread == 0)
    return TRUE;

  query->unread = 1;
  if ((ids = find_ids (database, query, FALSE, max, NULL, error)) == NULL)
    return FALSE;
  *n_unread = ids->len;

  return TRUE;
}

/**
 * gazette_search_read_excerpts:
 * @request: as for gazette_search_read_ids()
 * @database: a connection
 * @rows: (element-type GazetteRow): rows that get their excerpts
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_search_read_excerpts (GazetteRequest   *request,
                              GazetteDatabase  *database,
                              GPtrArray        *rows,
                              GError          **error)
{
  static const char select_html[] =
    "SELECT gazette_unpack (coalesce (full_html, html)) FROM contents WHERE article_id = ?1";
  g_autoptr(GazetteQuery) query = read_query (request, database, error);

  if (query == NULL)
    return FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      GazetteRow *row = rows->pdata[i];
      g_autoptr(GazetteStatement) statement = NULL;
      g_autoptr(GError) local_error = NULL;
      const char *html = NULL;

      if ((statement = gazette_database_prepare (database, select_html, error)) == NULL)
        return FALSE;

      gazette_statement_int (statement, 1, row->id);
      if (gazette_statement_step (statement, &local_error))
        html = gazette_statement_get_text (statement, 0);
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      row->excerpt = gazette_search_make_excerpt (query, row->summary, html);
    }

  return TRUE;
}

/**
 * gazette_search_read_rows:
 * @request: ids: the articles; else as for gazette_search_read_ids()
 * @database: see #GazetteRequestFunc
 * @result: (out): a #GPtrArray of #GazetteRow with excerpts
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_search_read_rows (GazetteRequest   *request,
                          GazetteDatabase  *database,
                          GValue           *result,
                          GError          **error)
{
  return gazette_rows_read_list (request, database, result, error) &&
         gazette_search_read_excerpts (request, database, g_value_get_boxed (result), error);
}

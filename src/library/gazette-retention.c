/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-library-private.h"

/* How many articles one transaction lets go of, so that none takes long. */
#define MAX_LET_GO 100

#define DAY (24 * 60 * 60)

/* An id that a server has not listed for so many seconds is forgotten; how old it
 * may be before it is written down anew. */
#define FORGET_AFTER (180 * DAY)
#define REMEMBER_ANEW DAY

/* What a person has not read, has saved, has written in, or is in the midst of, stays. */
#define IS_UNREAD GAZETTE_IS_UNREAD ("articles")
#define MAY_GO \
  "saved = 0 AND NOT " IS_UNREAD " AND id NOT IN (SELECT article_id FROM positions) AND id NOT IN " GAZETTE_ANNOTATED

static const char select_sources[] = "SELECT id, retention FROM sources WHERE removed = 0";

static const char select_old[] =
  "SELECT id FROM articles WHERE source_id = ?1 AND sort_key < ?2 AND " MAY_GO " ORDER BY sort_key, id LIMIT ?3";

static const char select_many[] =
  "SELECT id FROM articles"
  " WHERE source_id = ?1 AND " MAY_GO
  "   AND (sort_key, id) < (SELECT sort_key, id FROM articles WHERE source_id = ?1"
  "                          ORDER BY sort_key DESC, id DESC LIMIT 1 OFFSET ?2 - 1)"
  " ORDER BY sort_key, id LIMIT ?3";

/* What is wanted of one source. */
typedef struct
{
  gint64 source_id;
  gint64 retention;
} Rule;

/* By the values of GazetteRetention: days, or a number of articles. */
static const struct
{
  guint n_days;
  guint n_articles;
} limits[] = {
  [GAZETTE_RETENTION_MONTH] = { 30, 0 },
  [GAZETTE_RETENTION_QUARTER] = { 90, 0 },
  [GAZETTE_RETENTION_YEAR] = { 365, 0 },
  [GAZETTE_RETENTION_HUNDRED] = { 0, 100 },
  [GAZETTE_RETENTION_THOUSAND] = { 0, 1000 },
};

static GArray *
read_rules (GazetteDatabase  *database,
            gint64            in_general,
            gboolean          in_any_case,
            GError          **error)
{
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (database, select_sources, error);
  g_autoptr(GArray) rules = g_array_new (FALSE, FALSE, sizeof (Rule));
  g_autoptr(GError) local_error = NULL;

  if (statement == NULL)
    return NULL;

  while (gazette_statement_step (statement, &local_error))
    {
      Rule rule = { gazette_statement_get_int (statement, 0), gazette_statement_get_int (statement, 1) };

      if (in_any_case || rule.retention == GAZETTE_RETENTION_AS_SET)
        rule.retention = in_general;
      if (rule.retention > GAZETTE_RETENTION_ALL && rule.retention < (gint64) G_N_ELEMENTS (limits))
        g_array_append_val (rules, rule);
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&rules);
}

static GArray *
read_superfluous (GazetteDatabase  *database,
                  const Rule       *rule,
                  guint             n,
                  GError          **error)
{
  guint n_days = limits[rule->retention].n_days;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (database, n_days > 0 ? select_old : select_many, error);

  if (statement == NULL)
    return NULL;

  gazette_statement_int (statement, 1, rule->source_id);
  gazette_statement_int (statement, 2, n_days > 0 ? now - (gint64) n_days * DAY : limits[rule->retention].n_articles);
  gazette_statement_int (statement, 3, n);

  return gazette_statement_read_ids (statement, error);
}

static gboolean
let_go (GazetteDatabase  *database,
        gint64            article_id,
        gint64            now,
        GError          **error)
{
  static const char remember[] =
    "INSERT OR REPLACE INTO gone (source_id, guid, seen) SELECT source_id, guid, ?2 FROM articles WHERE id = ?1";
  static const char delete_article[] = "DELETE FROM articles WHERE id = ?1";
  g_autoptr(GazetteStatement) note = gazette_database_prepare (database, remember, error);
  g_autoptr(GazetteStatement) forget = NULL;

  if (note == NULL || (forget = gazette_database_prepare (database, delete_article, error)) == NULL)
    return FALSE;

  gazette_statement_int (note, 1, article_id);
  gazette_statement_int (note, 2, now);
  gazette_statement_int (forget, 1, article_id);

  return gazette_statement_run (note, error) && gazette_statement_run (forget, error);
}

static gboolean
forget_unlisted (GazetteDatabase  *database,
                 gint64            now,
                 GError          **error)
{
  static const char delete_gone[] =
    "DELETE FROM gone WHERE (source_id, guid) IN (SELECT source_id, guid FROM gone WHERE seen < ?1 LIMIT ?2)";
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (database, delete_gone, error);

  if (statement == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, now - FORGET_AFTER);
  gazette_statement_int (statement, 2, MAX_LET_GO);

  return gazette_statement_run (statement, error);
}

/**
 * gazette_retention_write:
 * @request: number: the #GazetteRetention of sources without a rule of their own;
 *   id: other than 0 when it holds for all of them
 * @database: see #GazetteRequestFunc
 * @result: (out): how many articles went, a guint
 * @error: return location for an error
 *
 * Lets go of some articles that nobody wants to keep, the oldest of a source first.
 * What they were called is remembered, as long as their server lists them.
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_retention_write (GazetteRequest   *request,
                         GazetteDatabase  *database,
                         GValue           *result,
                         GError          **error)
{
  g_autoptr(GArray) rules = read_rules (database, request->number, request->id != 0, error);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  guint n_gone = 0;

  if (rules == NULL)
    return FALSE;

  for (guint i = 0; i < rules->len && n_gone < MAX_LET_GO; i++)
    {
      g_autoptr(GArray) ids = read_superfluous (database, &g_array_index (rules, Rule, i), MAX_LET_GO - n_gone, error);

      if (ids == NULL)
        return FALSE;

      for (guint j = 0; j < ids->len; j++)
        {
          if (!let_go (database, g_array_index (ids, gint64, j), now, error))
            return FALSE;
        }
      n_gone += ids->len;
    }

  if (n_gone > 0)
    {
      request->sources_changed = TRUE;
      request->articles_changed = TRUE;
    }
  else if (!forget_unlisted (database, now, error))
    {
      return FALSE;
    }

  g_value_init (result, G_TYPE_UINT);
  g_value_set_uint (result, n_gone);

  return TRUE;
}

/**
 * gazette_retention_count_old:
 * @database: a connection
 * @n_old: (out): how many articles gazette_library_let_old_go() would let go of
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_retention_count_old (GazetteDatabase  *database,
                             guint            *n_old,
                             GError          **error)
{
  static const char count_old[] =
    "SELECT count (*) FROM articles WHERE sort_key < ?1 AND " MAY_GO
    "   AND source_id IN (SELECT id FROM sources WHERE removed = 0)";
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (database, count_old, error);

  if (statement == NULL)
    return FALSE;

  gazette_statement_int (statement, 1,
                         g_get_real_time () / G_USEC_PER_SEC - (gint64) limits[GAZETTE_RETENTION_MONTH].n_days * DAY);
  if (!gazette_statement_step (statement, error))
    return FALSE;

  *n_old = (guint) gazette_statement_get_int (statement, 0);

  return TRUE;
}

/**
 * gazette_retention_is_gone:
 * @database: the connection that writes
 * @source_id: a source
 * @guid: what it calls an article
 * @now: seconds since 1970 UTC
 * @is_gone: (out): whether that was let go of, so that it must not come back
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_retention_is_gone (GazetteDatabase  *database,
                           gint64            source_id,
                           const char       *guid,
                           gint64            now,
                           gboolean         *is_gone,
                           GError          **error)
{
  static const char select_gone[] = "SELECT seen FROM gone WHERE source_id = ?1 AND guid = ?2";
  static const char update_gone[] = "UPDATE gone SET seen = ?3 WHERE source_id = ?1 AND guid = ?2";
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (database, select_gone, error);
  g_autoptr(GazetteStatement) update = NULL;

  if (statement == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, source_id);
  gazette_statement_text (statement, 2, guid);
  if (!gazette_statement_find (statement, is_gone, error))
    return FALSE;
  if (!*is_gone || gazette_statement_get_int (statement, 0) > now - REMEMBER_ANEW)
    return TRUE;

  if ((update = gazette_database_prepare (database, update_gone, error)) == NULL)
    return FALSE;

  gazette_statement_int (update, 1, source_id);
  gazette_statement_text (update, 2, guid);
  gazette_statement_int (update, 3, now);

  return gazette_statement_run (update, error);
}

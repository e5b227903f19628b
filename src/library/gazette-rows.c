/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-library-private.h"

static const char select_row[] =
  "SELECT a.source_id, a.title, a.summary, s.title, a.image,"
  "       CASE a.published WHEN 0 THEN a.first_seen ELSE a.published END,"
  "       NOT " GAZETTE_IS_UNREAD ("a") ", a.saved, a.copy"
  "  FROM articles a JOIN sources s ON s.id = a.source_id"
  " WHERE a.id = ?1";

/* Following ones, then those above it, so that there are always some. */
static const char select_older[] =
  "SELECT id FROM articles"
  " WHERE source_id = ?1 AND (sort_key, id) < (?2, ?3)"
  " ORDER BY sort_key DESC, id DESC LIMIT ?4";

static const char select_newer[] =
  "SELECT id FROM articles"
  " WHERE source_id = ?1 AND (sort_key, id) > (?2, ?3)"
  " ORDER BY sort_key DESC, id DESC LIMIT ?4";

/**
 * gazette_row_free:
 * @self: (transfer full): a row
 *
 * Frees it.
 */
void
gazette_row_free (GazetteRow *self)
{
  g_free (self->title);
  g_free (self->summary);
  g_free (self->source_title);
  g_free (self->image);
  g_free (self->excerpt);
  g_free (self);
}

/* NULL with the error unset when there is no such article. */
static GazetteRow *
load_row (GazetteDatabase  *database,
          gint64            article_id,
          GError          **error)
{
  g_autoptr(GazetteStatement) statement = NULL;
  GazetteRow *row;

  if ((statement = gazette_database_prepare (database, select_row, error)) == NULL)
    return NULL;

  gazette_statement_int (statement, 1, article_id);
  if (!gazette_statement_step (statement, error))
    return NULL;

  row = g_new0 (GazetteRow, 1);
  row->id = article_id;
  row->source_id = gazette_statement_get_int (statement, 0);
  row->title = gazette_statement_dup_text (statement, 1);
  row->summary = gazette_statement_dup_text (statement, 2);
  row->source_title = gazette_statement_dup_text (statement, 3);
  row->image = gazette_statement_dup_text (statement, 4);
  row->published = gazette_statement_get_int (statement, 5);
  row->read = gazette_statement_get_int (statement, 6) != 0;
  row->saved = gazette_statement_get_int (statement, 7);
  row->copied = gazette_statement_get_int (statement, 8) != GAZETTE_COPY_NONE;

  return row;
}

/**
 * gazette_rows_load:
 * @request: the request that reads
 * @database: a connection
 * @ids: (element-type gint64): articles
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable) (element-type GazetteRow): their rows in
 *   order, without those that are not there any more
 */
GPtrArray *
gazette_rows_load (GazetteRequest   *request,
                   GazetteDatabase  *database,
                   GArray           *ids,
                   GError          **error)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_full (ids->len, (GDestroyNotify) gazette_row_free);

  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr(GError) local_error = NULL;
      GazetteRow *row = load_row (database, g_array_index (ids, gint64, i), &local_error);

      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }

      if (row == NULL)
        continue;

      row->n_writes = request->n_writes;
      g_ptr_array_add (rows, row);
    }

  return g_steal_pointer (&rows);
}

/**
 * gazette_rows_read_list:
 * @request: ids: the articles
 * @database: see #GazetteRequestFunc
 * @result: (out): a #GPtrArray of #GazetteRow
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_rows_read_list (GazetteRequest   *request,
                        GazetteDatabase  *database,
                        GValue           *result,
                        GError          **error)
{
  GPtrArray *rows = gazette_rows_load (request, database, request->ids, error);

  if (rows == NULL)
    return FALSE;

  g_value_init (result, G_TYPE_PTR_ARRAY);
  g_value_take_boxed (result, rows);

  return TRUE;
}

static gboolean
append_ids (GArray           *ids,
            GazetteDatabase  *database,
            const char       *sql,
            const gint64      parameters[3],
            guint             n,
            GError          **error)
{
  g_autoptr(GazetteStatement) statement = NULL;
  g_autoptr(GArray) found = NULL;

  if ((statement = gazette_database_prepare (database, sql, error)) == NULL)
    return FALSE;

  for (int i = 0; i < 3; i++)
    gazette_statement_int (statement, i + 1, parameters[i]);
  gazette_statement_int (statement, 4, n);

  if ((found = gazette_statement_read_ids (statement, error)) == NULL)
    return FALSE;

  g_array_append_vals (ids, found->data, found->len);

  return TRUE;
}

/**
 * gazette_rows_read_more:
 * @request: id: an article; number: how many rows at most
 * @database: see #GazetteRequestFunc
 * @result: (out): a #GPtrArray of #GazetteRow
 * @error: return location for an error
 *
 * Reads the rows of the articles that follow one in its source, going on at the
 * newest where there are too few.
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_rows_read_more (GazetteRequest   *request,
                        GazetteDatabase  *database,
                        GValue           *result,
                        GError          **error)
{
  static const char select_place[] = "SELECT source_id, sort_key, id FROM articles WHERE id = ?1";
  g_autoptr(GazetteStatement) statement = NULL;
  g_autoptr(GError) local_error = NULL;
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint n = request->number;
  gint64 place[3];

  if ((statement = gazette_database_prepare (database, select_place, error)) == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, request->id);
  if (gazette_statement_step (statement, &local_error))
    {
      for (int i = 0; i < 3; i++)
        place[i] = gazette_statement_get_int (statement, i);

      if (!append_ids (ids, database, select_older, place, n, error) ||
          !append_ids (ids, database, select_newer, place, n - ids->len, error))
        return FALSE;
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  request->ids = g_steal_pointer (&ids);

  return gazette_rows_read_list (request, database, result, error);
}

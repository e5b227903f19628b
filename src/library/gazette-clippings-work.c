/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The work on pages that a person saved: what is to be fetched, what failed, and
 * how far an import is. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-clippings-private.h"
#include "gazette-error.h"

/* More failures than anybody would read. */
#define MAX_FAILURES 1000

/* What may be fetched. */
#define WAITING \
  "  FROM clippings c" \
  "  JOIN articles a ON a.id = c.article_id" \
  "  JOIN sources s ON s.id = a.source_id" \
  "  LEFT JOIN imports i ON i.id = c.import_id" \
  " WHERE c.state = 0 AND a.saved != 0 AND s.removed = 0 AND coalesce (i.stopped, 0) = 0"

static gpointer
copy_clipped (gpointer data)
{
  return g_memdup2 (data, sizeof (GazetteClipped));
}

static gpointer
copy_work (gpointer data)
{
  return g_memdup2 (data, sizeof (GazetteClippingWork));
}

G_DEFINE_BOXED_TYPE (GazetteClipped, gazette_clipped, copy_clipped, g_free)
G_DEFINE_BOXED_TYPE (GazetteClippingWork, gazette_clipping_work, copy_work, g_free)
G_DEFINE_BOXED_TYPE (GazetteClippingsDue, gazette_clippings_due, gazette_clippings_due_ref, gazette_clippings_due_unref)
G_DEFINE_BOXED_TYPE (GazetteImportState, gazette_import_state, gazette_import_state_ref, gazette_import_state_unref)

/**
 * gazette_clippings_due_ref:
 * @self: what is to be fetched
 *
 * Returns: (transfer full): @self
 */
GazetteClippingsDue *
gazette_clippings_due_ref (GazetteClippingsDue *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_due (gpointer data)
{
  GazetteClippingsDue *self = data;

  g_clear_pointer (&self->ids, g_array_unref);
}

/**
 * gazette_clippings_due_unref:
 * @self: (transfer full): what is to be fetched
 */
void
gazette_clippings_due_unref (GazetteClippingsDue *self)
{
  g_atomic_rc_box_release_full (self, clear_due);
}

/**
 * gazette_import_state_ref:
 * @self: a state
 *
 * Returns: (transfer full): @self
 */
GazetteImportState *
gazette_import_state_ref (GazetteImportState *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_state (gpointer data)
{
  GazetteImportState *self = data;

  g_free (self->name);
}

/**
 * gazette_import_state_unref:
 * @self: (transfer full): a state
 */
void
gazette_import_state_unref (GazetteImportState *self)
{
  g_atomic_rc_box_release_full (self, clear_state);
}

static void
failure_free (gpointer data)
{
  GazetteClippingFailure *self = data;

  g_free (self->title);
  g_free (self->url);
  g_free (self->reason);
  g_free (self);
}

static gboolean
read_work (GazetteRequest   *request,
           GazetteDatabase  *database,
           GValue           *result,
           GError          **error)
{
  /* Of several addresses, the one that is not done. */
  static const char select_work[] =
    "SELECT state, n_tries FROM clippings WHERE article_id = ?1 ORDER BY state = 1 LIMIT 1";
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (database, select_work, error);
  g_autoptr(GError) local_error = NULL;
  GazetteClippingWork work = { .article_id = request->id, .state = GAZETTE_CLIPPING_DONE };

  if (statement == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, request->id);
  if (gazette_statement_step (statement, &local_error))
    {
      work.state = gazette_statement_get_int (statement, 0);
      work.n_tries = (guint) gazette_statement_get_int (statement, 1);
    }
  else if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  g_value_init (result, GAZETTE_TYPE_CLIPPING_WORK);
  g_value_set_boxed (result, &work);

  return TRUE;
}

static gboolean
write_note (GazetteRequest   *request,
            GazetteDatabase  *database,
            GValue           *result,
            GError          **error)
{
  static const char update[] =
    "UPDATE clippings SET state = ?2, not_before = ?3, note = ?4,"
    "  n_tries = CASE ?2 WHEN 1 THEN 0 ELSE n_tries + (?4 IS NOT NULL) END"
    " WHERE article_id = ?1 AND state != 1";
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (database, update, error);

  if (statement == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, request->id);
  gazette_statement_int (statement, 2, request->number);
  gazette_statement_int (statement, 3, request->retained_id);
  gazette_statement_text (statement, 4, request->text);

  return gazette_statement_run (statement, error);
}

static gboolean
write_forgotten (GazetteRequest   *request,
                 GazetteDatabase  *database,
                 GValue           *result,
                 GError          **error)
{
  static const char delete_article[] =
    "DELETE FROM articles WHERE id = ?1 AND id IN (SELECT article_id FROM clippings)";
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (database, delete_article, error);

  if (statement == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, request->id);
  request->articles_changed = TRUE;
  request->sources_changed = TRUE;

  return gazette_statement_run (statement, error);
}

static gboolean
read_next (GazetteDatabase  *database,
           gint64            now,
           gint64           *next,
           GError          **error)
{
  static const char select_next[] = "SELECT min (c.not_before)" WAITING " AND c.not_before > ?1";
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (database, select_next, error);

  if (statement == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, now);
  if (!gazette_statement_step (statement, error))
    return FALSE;
  *next = gazette_statement_get_int (statement, 0);

  return TRUE;
}

static gboolean
read_due (GazetteRequest   *request,
          GazetteDatabase  *database,
          GValue           *result,
          GError          **error)
{
  static const char select_due[] =
    "SELECT min (c.article_id)" WAITING " AND c.not_before <= ?1 GROUP BY c.host ORDER BY 1 LIMIT ?2";
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (database, select_due, error);
  g_autoptr(GazetteClippingsDue) due = g_atomic_rc_box_new0 (GazetteClippingsDue);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  if (statement == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, now);
  gazette_statement_int (statement, 2, request->number);
  if ((due->ids = gazette_statement_read_ids (statement, error)) == NULL ||
      !read_next (database, now, &due->next, error))
    return FALSE;

  g_value_init (result, GAZETTE_TYPE_CLIPPINGS_DUE);
  g_value_take_boxed (result, g_steal_pointer (&due));

  return TRUE;
}

static gboolean
read_import (GazetteRequest   *request,
             GazetteDatabase  *database,
             GValue           *result,
             GError          **error)
{
  static const char select_import[] =
    "SELECT i.id, i.name, i.stopped, count (c.identity), total (c.state = 1), total (c.state = 2)"
    "  FROM imports i LEFT JOIN clippings c ON c.import_id = i.id"
    " WHERE i.id = (SELECT max (id) FROM imports)"
    " GROUP BY i.id";
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (database, select_import, error);
  g_autoptr(GError) local_error = NULL;
  GazetteImportState *state = NULL;

  if (statement == NULL)
    return FALSE;

  if (gazette_statement_step (statement, &local_error))
    {
      state = g_atomic_rc_box_new0 (GazetteImportState);
      state->id = gazette_statement_get_int (statement, 0);
      state->name = gazette_statement_dup_text (statement, 1);
      state->is_stopped = gazette_statement_get_int (statement, 2) != 0;
      state->n_all = (guint) gazette_statement_get_int (statement, 3);
      state->n_done = (guint) gazette_statement_get_int (statement, 4);
      state->n_failed = (guint) gazette_statement_get_int (statement, 5);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  g_value_init (result, GAZETTE_TYPE_IMPORT_STATE);
  g_value_take_boxed (result, state);

  return TRUE;
}

static gboolean
write_stopped (GazetteRequest   *request,
               GazetteDatabase  *database,
               GValue           *result,
               GError          **error)
{
  g_autoptr(GazetteStatement) statement =
    gazette_database_prepare (database, "UPDATE imports SET stopped = ?2 WHERE id = ?1", error);

  if (statement == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, request->id);
  gazette_statement_int (statement, 2, request->number);

  return gazette_statement_run (statement, error);
}

static gboolean
write_retry (GazetteRequest   *request,
             GazetteDatabase  *database,
             GValue           *result,
             GError          **error)
{
  static const char update[] =
    "UPDATE clippings SET state = 0, n_tries = 0, not_before = 0 WHERE import_id = ?1 AND state != 1";
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (database, update, error);

  if (statement == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, request->id);

  return gazette_statement_run (statement, error) && write_stopped (request, database, result, error);
}

static gboolean
read_failures (GazetteRequest   *request,
               GazetteDatabase  *database,
               GValue           *result,
               GError          **error)
{
  static const char select_failures[] =
    "SELECT a.id, a.title, a.url, c.note FROM clippings c JOIN articles a ON a.id = c.article_id"
    " WHERE c.import_id = ?1 AND c.state = 2 ORDER BY a.id LIMIT ?2";
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (database, select_failures, error);
  g_autoptr(GPtrArray) failures = g_ptr_array_new_with_free_func (failure_free);
  g_autoptr(GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, request->id);
  gazette_statement_int (statement, 2, MAX_FAILURES);
  while (gazette_statement_step (statement, &local_error))
    {
      GazetteClippingFailure *failure = g_new0 (GazetteClippingFailure, 1);

      failure->article_id = gazette_statement_get_int (statement, 0);
      failure->title = gazette_statement_dup_text (statement, 1);
      failure->url = gazette_statement_dup_text (statement, 2);
      failure->reason = gazette_statement_dup_text (statement, 3);
      g_ptr_array_add (failures, failure);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  g_value_init (result, G_TYPE_PTR_ARRAY);
  g_value_take_boxed (result, g_steal_pointer (&failures));

  return TRUE;
}

/**
 * gazette_library_load_clipping:
 * @self: a library
 * @article_id: an article
 *
 * Returns: (transfer full): a future for a #GazetteClippingWork; an article that
 *   is no saved page, or is gone, is %GAZETTE_CLIPPING_DONE
 */
DexFuture *
gazette_library_load_clipping (GazetteLibrary *self,
                               gint64          article_id)
{
  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  return gazette_library_read (self, gazette_library_ask (self, read_work, article_id), NULL, NULL, NULL);
}

/**
 * gazette_library_note_clipping:
 * @self: a library
 * @article_id: an article
 * @state: how far it is
 * @not_before: when it may be tried again, seconds since 1970 UTC
 * @reason: (nullable): why it failed, in plain words, which counts as a try;
 *   %NULL when it did not
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_library_note_clipping (GazetteLibrary       *self,
                               gint64                article_id,
                               GazetteClippingState  state,
                               gint64                not_before,
                               const char           *reason)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  request = gazette_library_ask (self, write_note, article_id);
  request->number = state;
  request->retained_id = not_before;
  request->text = g_strdup (reason);

  return gazette_library_write (self, request, GAZETTE_DURABLE_NO);
}

/**
 * gazette_library_forget_clipping:
 * @self: a library
 * @article_id: a saved page
 *
 * Deletes it, as if it had not been saved. Other articles are left alone.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_library_forget_clipping (GazetteLibrary *self,
                                 gint64          article_id)
{
  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  return gazette_library_write (self, gazette_library_ask (self, write_forgotten, article_id), GAZETTE_DURABLE_YES);
}

/**
 * gazette_library_list_due_clippings:
 * @self: a library
 * @n: of how many hosts at most
 *
 * Returns: (transfer full): a future for a #GazetteClippingsDue
 */
DexFuture *
gazette_library_list_due_clippings (GazetteLibrary *self,
                                    guint           n)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  request = gazette_library_ask (self, read_due, 0);
  request->number = n;

  return gazette_library_read (self, request, NULL, NULL, NULL);
}

/**
 * gazette_library_load_import:
 * @self: a library
 *
 * Returns: (transfer full): a future for the #GazetteImportState of the last
 *   import, %NULL when there was none
 */
DexFuture *
gazette_library_load_import (GazetteLibrary *self)
{
  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  return gazette_library_read (self, gazette_library_ask (self, read_import, 0), NULL, NULL, NULL);
}

/**
 * gazette_library_stop_import:
 * @self: a library
 * @import_id: an import
 * @is_stopped: whether it is to stop, or to go on
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_library_stop_import (GazetteLibrary *self,
                             gint64          import_id,
                             gboolean        is_stopped)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  request = gazette_library_ask (self, write_stopped, import_id);
  request->number = is_stopped;

  return gazette_library_write (self, request, GAZETTE_DURABLE_YES);
}

/**
 * gazette_library_retry_import:
 * @self: a library
 * @import_id: an import
 *
 * Lets what could not be had be fetched again.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_library_retry_import (GazetteLibrary *self,
                              gint64          import_id)
{
  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  return gazette_library_write (self, gazette_library_ask (self, write_retry, import_id), GAZETTE_DURABLE_YES);
}

/**
 * gazette_library_list_import_failures:
 * @self: a library
 * @import_id: an import
 *
 * Returns: (transfer full): a future for a #GPtrArray of #GazetteClippingFailure,
 *   what could not be had of it; no more than 1000
 */
DexFuture *
gazette_library_list_import_failures (GazetteLibrary *self,
                                      gint64          import_id)
{
  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  return gazette_library_read (self, gazette_library_ask (self, read_failures, import_id), NULL, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Searches that were saved, and what a library is asked for about searching. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-error.h"
#include "gazette-library-private.h"
#include "gazette-search-private.h"
#include "gazette-search.h"

G_DEFINE_BOXED_TYPE (GazetteSearch, gazette_search, gazette_search_ref, gazette_search_unref)

/**
 * gazette_search_ref:
 * @self: a search
 *
 * Takes a reference, on any thread.
 *
 * Returns: (transfer full): @self
 */
GazetteSearch *
gazette_search_ref (GazetteSearch *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_search (gpointer data)
{
  GazetteSearch *self = data;

  g_free (self->name);
  g_free (self->query);
}

/**
 * gazette_search_unref:
 * @self: (transfer full): a search
 *
 * Drops a reference, on any thread.
 */
void
gazette_search_unref (GazetteSearch *self)
{
  g_atomic_rc_box_release_full (self, clear_search);
}

/**
 * gazette_searches_read_list:
 * @request: number: whether to count the unread articles of each
 * @database: see #GazetteRequestFunc
 * @result: (out): a #GPtrArray of #GazetteSearch
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_searches_read_list (GazetteRequest   *request,
                            GazetteDatabase  *database,
                            GValue           *result,
                            GError          **error)
{
  static const char select_searches[] = "SELECT id, name, query FROM searches WHERE removed = 0 ORDER BY id";
  g_autoptr(GazetteStatement) statement = NULL;
  g_autoptr(GError) local_error = NULL;
  g_autoptr(GPtrArray) searches = g_ptr_array_new_with_free_func ((GDestroyNotify) gazette_search_unref);

  if ((statement = gazette_database_prepare (database, select_searches, error)) == NULL)
    return FALSE;

  while (gazette_statement_step (statement, &local_error))
    {
      GazetteSearch *search = g_atomic_rc_box_new0 (GazetteSearch);

      search->id = gazette_statement_get_int (statement, 0);
      search->name = gazette_statement_dup_text (statement, 1);
      search->query = gazette_statement_dup_text (statement, 2);
      g_ptr_array_add (searches, search);
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  for (guint i = 0; request->number != 0 && i < searches->len; i++)
    {
      GazetteSearch *search = searches->pdata[i];

      /* Of a damaged index there is nothing to count until it is made anew. */
      if (!gazette_search_count_unread (database, search->query, GAZETTE_SEARCH_MAX_COUNT, &search->n_unread, error))
        return FALSE;
    }

  g_value_init (result, G_TYPE_PTR_ARRAY);
  g_value_take_boxed (result, g_steal_pointer (&searches));

  return TRUE;
}

/**
 * gazette_searches_write_new:
 * @request: text: the name; value: what it looks for
 * @database: see #GazetteRequestFunc
 * @result: (out): the row of the search, a gint64
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_searches_write_new (GazetteRequest   *request,
                            GazetteDatabase  *database,
                            GValue           *result,
                            GError          **error)
{
  static const char insert_search[] = "INSERT INTO searches (name, query) VALUES (?1, ?2)";
  g_autoptr(GazetteStatement) statement = NULL;

  if ((statement = gazette_database_prepare (database, insert_search, error)) == NULL)
    return FALSE;

  gazette_statement_text (statement, 1, request->text);
  gazette_statement_text (statement, 2, request->value);
  if (!gazette_statement_run (statement, error))
    return FALSE;

  request->searches_changed = TRUE;
  g_value_init (result, G_TYPE_INT64);
  g_value_set_int64 (result, gazette_database_last_id (database));

  return TRUE;
}

static gboolean
finish_write (GazetteRequest   *request,
              GazetteDatabase  *database,
              GError          **error)
{
  if (gazette_database_n_changed (database) == 0)
    {
      g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_FOUND,
                           _("This search is not in the library any more. Choose another one."));
      return FALSE;
    }
  request->searches_changed = TRUE;

  return TRUE;
}

/**
 * gazette_searches_write_name:
 * @request: id: a search; text: its name
 * @database: see #GazetteRequestFunc
 * @result: (out): left alone
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_searches_write_name (GazetteRequest   *request,
                             GazetteDatabase  *database,
                             GValue           *result,
                             GError          **error)
{
  static const char update_name[] = "UPDATE searches SET name = ?2 WHERE id = ?1";
  g_autoptr(GazetteStatement) statement = NULL;

  if ((statement = gazette_database_prepare (database, update_name, error)) == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, request->id);
  gazette_statement_text (statement, 2, request->text);

  return gazette_statement_run (statement, error) && finish_write (request, database, error);
}

/**
 * gazette_searches_write_removed:
 * @request: id: a search; number: whether it is removed
 * @database: see #GazetteRequestFunc
 * @result: (out): left alone
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_searches_write_removed (GazetteRequest   *request,
                                GazetteDatabase  *database,
                                GValue           *result,
                                GError          **error)
{
  static const char update_removed[] = "UPDATE searches SET removed = ?2 WHERE id = ?1";
  g_autoptr(GazetteStatement) statement = NULL;

  if ((statement = gazette_database_prepare (database, update_removed, error)) == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, request->id);
  gazette_statement_int (statement, 2, request->number);

  return gazette_statement_run (statement, error) && finish_write (request, database, error);
}

/**
 * gazette_library_list_searches:
 * @self: a library
 * @with_counts: whether to count what is unread in each, which takes some time
 *
 * Returns: (transfer full): a future for a #GPtrArray of #GazetteSearch, in the
 *   order in which they were saved
 */
DexFuture *
gazette_library_list_searches (GazetteLibrary *self,
                               gboolean        with_counts)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  request = gazette_library_ask (self, gazette_searches_read_list, 0);
  request->number = with_counts;

  return gazette_library_read (self, request, NULL, NULL, NULL);
}

/**
 * gazette_library_add_search:
 * @self: a library
 * @name: what to call it
 * @query: what it looks for
 *
 * Saves a search.
 *
 * Returns: (transfer full): a future for its row, a gint64
 */
DexFuture *
gazette_library_add_search (GazetteLibrary *self,
                            const char     *name,
                            const char     *query)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));
  dex_return_error_if_fail (name != NULL && query != NULL);

  request = gazette_library_ask (self, gazette_searches_write_new, 0);
  request->text = g_strdup (name);
  request->value = g_strdup (query);

  return gazette_library_write (self, request, GAZETTE_DURABLE_YES);
}

/**
 * gazette_library_rename_search:
 * @self: a library
 * @search_id: a search
 * @name: what to call it
 *
 * Rejected with %GAZETTE_ERROR_NOT_FOUND when it is not there.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_library_rename_search (GazetteLibrary *self,
                               gint64          search_id,
                               const char     *name)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));
  dex_return_error_if_fail (name != NULL && *name != '\0');

  request = gazette_library_ask (self, gazette_searches_write_name, search_id);
  request->text = g_strdup (name);

  return gazette_library_write (self, request, GAZETTE_DURABLE_YES);
}

static DexFuture *
write_removed (GazetteLibrary *self,
               gint64          search_id,
               gboolean        removed)
{
  GazetteRequest *request = gazette_library_ask (self, gazette_searches_write_removed, search_id);

  request->number = removed;

  return gazette_library_write (self, request, GAZETTE_DURABLE_YES);
}

/**
 * gazette_library_remove_search:
 * @self: a library
 * @search_id: a search
 *
 * Removes a saved search, not what it finds. gazette_library_restore_search()
 * undoes it until gazette_library_purge_removed().
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_library_remove_search (GazetteLibrary *self,
                               gint64          search_id)
{
  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  return write_removed (self, search_id, TRUE);
}

/**
 * gazette_library_restore_search:
 * @self: a library
 * @search_id: a search that was removed
 *
 * Rejected with %GAZETTE_ERROR_NOT_FOUND when it is gone for good.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_library_restore_search (GazetteLibrary *self,
                                gint64          search_id)
{
  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  return write_removed (self, search_id, FALSE);
}

/**
 * gazette_library_index_anew:
 * @self: a library
 *
 * Lets go of the index of words and queues all articles for a new one, which is
 * made in the background.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_library_index_anew (GazetteLibrary *self)
{
  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  return gazette_library_write (self, gazette_library_ask (self, gazette_index_rebuild, 0), GAZETTE_DURABLE_NO);
}

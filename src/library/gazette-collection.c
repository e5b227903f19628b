/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-collection.h"
#include "gazette-order.h"

static GArray *
read_view (GazetteRequest   *request,
           GazetteDatabase  *database,
           GError          **error)
{
  g_autoptr(GazetteListing) listing = g_atomic_rc_box_new0 (GazetteListing);

  if (!gazette_order_read (request, database, -1, listing, error))
    return NULL;

  return gazette_ids_to_array (listing->ids, 0, listing->ids->n);
}

static gboolean
read_source (GazetteDatabase  *database,
             gint64            id,
             gint64           *source_id,
             GError          **error)
{
  g_autoptr(GazetteStatement) statement =
    gazette_database_prepare (database, "SELECT source_id FROM articles WHERE id = ?1", error);

  if (statement == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, id);

  return gazette_statement_find_int (statement, source_id, error);
}

/* Sources in the order of the first article of each. */
static gboolean
read_groups (GazetteRequest   *request,
             GazetteDatabase  *database,
             GValue           *result,
             GError          **error)
{
  g_autoptr(GArray) ids = request->ids != NULL ? g_array_ref (request->ids) : read_view (request, database, error);
  g_autoptr(GHashTable) by_source = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr(GPtrArray) groups = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr(GArray) keys = NULL;
  GArray *sorted;

  if (ids == NULL)
    return FALSE;

  keys = g_array_sized_new (FALSE, FALSE, sizeof (gint64), ids->len);
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      gint64 source_id;
      GArray *group;

      if (!read_source (database, id, &source_id, error))
        return FALSE;
      if (source_id == 0)
        continue;
      group = g_hash_table_lookup (by_source, &source_id);
      if (group == NULL)
        {
          group = g_array_new (FALSE, FALSE, sizeof (gint64));
          g_array_append_val (keys, source_id);
          g_hash_table_insert (by_source, &g_array_index (keys, gint64, keys->len - 1), group);
          g_ptr_array_add (groups, group);
        }
      g_array_append_val (group, id);
    }

  sorted = g_array_sized_new (FALSE, FALSE, sizeof (gint64), ids->len);
  for (guint i = 0; i < groups->len; i++)
    {
      GArray *group = groups->pdata[i];

      g_array_append_vals (sorted, group->data, group->len);
    }
  g_value_init (result, G_TYPE_ARRAY);
  g_value_take_boxed (result, sorted);

  return TRUE;
}

/**
 * gazette_library_collect:
 * @self: a library
 * @kind: a view that is not a search
 * @source_id: the source, for that view
 * @ids: (element-type gint64) (nullable): articles, in place of a view; not changed
 *   any more
 *
 * Lists articles as they are read one after the other: by source, otherwise in their
 * order. Those that are gone are left out.
 *
 * Returns: (transfer full): a future for a #GArray of their ids, gint64
 */
DexFuture *
gazette_library_collect (GazetteLibrary  *self,
                         GazetteViewKind  kind,
                         gint64           source_id,
                         GArray          *ids)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));
  dex_return_error_if_fail (ids != NULL || kind != GAZETTE_VIEW_SEARCH);

  request = gazette_library_ask (self, read_groups, source_id);
  request->number = kind;
  request->ids = ids != NULL ? g_array_ref (ids) : NULL;

  return gazette_library_read (self, request, NULL, NULL, NULL);
}

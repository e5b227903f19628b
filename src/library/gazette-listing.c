/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-listing.h"
#include "gazette-order.h"

/* How much of a view is read before it is shown, so that this takes as long for
 * ten articles as for a million: more than anybody sees before the rest follows, and
 * no more than GTK makes rows for, since it looks at each that takes another's place. */
#define FIRST_IDS  200
#define FIRST_ROWS 60

/* Each edit costs everybody who follows the list; beyond this many, neighbours
 * become one. */
#define MAX_EDITS 256

G_DEFINE_BOXED_TYPE (GazetteListing, gazette_listing, gazette_listing_ref, gazette_listing_unref)

/**
 * gazette_listing_ref:
 * @self: a listing
 *
 * Takes a reference, on any thread.
 *
 * Returns: (transfer full): @self
 */
GazetteListing *
gazette_listing_ref (GazetteListing *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_listing (gpointer data)
{
  GazetteListing *self = data;

  g_clear_pointer (&self->ids, gazette_ids_unref);
  g_clear_pointer (&self->edits, g_array_unref);
  g_clear_pointer (&self->sections, g_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
}

/**
 * gazette_listing_unref:
 * @self: (transfer full): a listing
 *
 * Drops a reference, on any thread.
 */
void
gazette_listing_unref (GazetteListing *self)
{
  g_atomic_rc_box_release_full (self, clear_listing);
}

/* A search without an index finds nothing, until there is one again. */
static GArray *
read_found (GazetteRequest   *request,
            GazetteDatabase  *database,
            int               limit,
            GazetteListing   *listing,
            GError          **error)
{
  g_autoptr(GError) local_error = NULL;
  g_autoptr(GArray) ids = NULL;

  /* Counting comes first: a connection that has not seen yet that the index was
   * made anew sees it by that, and not by asking the index. */
  if (!gazette_search_count_queue (database, &listing->n_queued, error))
    return NULL;

  ids = gazette_search_read_ids (request, database, limit, limit < 0 ? NULL : &listing->is_whole, &local_error);
  if (ids == NULL && !gazette_database_is_damaged (database))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  listing->is_damaged = ids == NULL;

  return ids != NULL ? g_steal_pointer (&ids) : g_array_new (FALSE, FALSE, sizeof (gint64));
}

static gboolean
contains (GArray *ids,
          gint64  id)
{
  for (guint i = 0; i < ids->len; i++)
    {
      if (g_array_index (ids, gint64, i) == id)
        return TRUE;
    }

  return FALSE;
}

/* Of an article that does not show, found is FALSE. */
static gboolean
read_sort_key (GazetteDatabase  *database,
               gint64            id,
               gboolean         *found,
               gint64           *sort_key,
               GError          **error)
{
  static const char select_sort_key[] =
    "SELECT sort_key FROM articles WHERE id = ?1 AND " GAZETTE_SHOWN;
  g_autoptr(GazetteStatement) statement = NULL;

  if ((statement = gazette_database_prepare (database, select_sort_key, error)) == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, id);
  if (!gazette_statement_find (statement, found, error))
    return FALSE;
  if (*found)
    *sort_key = gazette_statement_get_int (statement, 0);

  return TRUE;
}

/* Puts the article that is open where it would be if the search found it. */
static gboolean
insert_retained (GazetteRequest   *request,
                 GazetteDatabase  *database,
                 GArray           *ids,
                 GError          **error)
{
  gint64 id = request->retained_id;
  gint64 sort_key;
  gboolean found;
  guint low = 0;
  guint high = ids->len;
  guint was_at;

  if (id == 0 || (was_at = gazette_ids_find (request->listed, 0, G_MAXUINT, id)) == G_MAXUINT || contains (ids, id))
    return TRUE;

  if (!read_sort_key (database, id, &found, &sort_key, error))
    return FALSE;
  if (!found)
    return TRUE;

  /* What is ranked has no order that could be told from the article. */
  if (request->by_relevance)
    {
      g_array_insert_val (ids, MIN (was_at, ids->len), id);
      return TRUE;
    }

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      gint64 other = g_array_index (ids, gint64, middle);
      gint64 other_key = 0;

      if (!read_sort_key (database, other, &found, &other_key, error))
        return FALSE;

      if (other_key > sort_key || (other_key == sort_key && other > id))
        low = middle + 1;
      else
        high = middle;
    }

  g_array_insert_val (ids, low, id);

  return TRUE;
}

static gboolean
read_view (GazetteRequest   *request,
           GazetteDatabase  *database,
           int               limit,
           GazetteListing   *listing,
           GError          **error)
{
  g_autoptr(GArray) found = NULL;

  if (request->number != GAZETTE_VIEW_SEARCH)
    return gazette_order_read (request, database, limit, listing, error);

  found = read_found (request, database, limit, listing, error);
  if (found == NULL || (limit < 0 && !insert_retained (request, database, found, error)))
    return FALSE;

  listing->is_whole = limit < 0 || (listing->is_whole && found->len < (guint) limit);
  listing->ids = gazette_ids_new_from_array (found);

  return TRUE;
}

static void
add_edit (GArray *edits,
          guint   old_start,
          guint   n_removed,
          guint   new_start,
          guint   n_added)
{
  GazetteEdit edit = { old_start, n_removed, new_start, n_added };
  GazetteEdit *last = edits->len > 0 ? &g_array_index (edits, GazetteEdit, edits->len - 1) : NULL;

  if (last != NULL && last->old_start + last->n_removed == old_start && last->new_start + last->n_added == new_start)
    {
      last->n_removed += n_removed;
      last->n_added += n_added;
    }
  else
    {
      g_array_append_val (edits, edit);
    }
}

/* Joins edits with at most @gap equal rows between them. */
static GArray *
join_edits (GArray *edits,
            guint   gap)
{
  GArray *joined = g_array_new (FALSE, FALSE, sizeof (GazetteEdit));

  for (guint i = 0; i < edits->len; i++)
    {
      GazetteEdit *edit = &g_array_index (edits, GazetteEdit, i);
      GazetteEdit *last = joined->len > 0 ? &g_array_index (joined, GazetteEdit, joined->len - 1) : NULL;

      if (last != NULL && edit->old_start - (last->old_start + last->n_removed) <= gap)
        {
          last->n_removed = edit->old_start + edit->n_removed - last->old_start;
          last->n_added = edit->new_start + edit->n_added - last->new_start;
        }
      else
        {
          g_array_append_vals (joined, edit, 1);
        }
    }

  return joined;
}

/* Walks both lists at once. @ahead is what the new one has still before it: a
 * row of the old one that is not among them goes. So a row that moved is taken
 * for one that goes and one that comes. */
static void
compare_middle (GArray     *edits,
                GazetteIds *old_ids,
                guint       old_at,
                guint       old_end,
                GazetteIds *new_ids,
                guint       new_at,
                guint       new_end)
{
  g_autoptr(GHashTable) ahead = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr(GArray) keys = gazette_ids_to_array (new_ids, new_at, new_end - new_at);

  for (guint i = 0; i < keys->len; i++)
    g_hash_table_add (ahead, &g_array_index (keys, gint64, i));

  while (old_at < old_end || new_at < new_end)
    {
      gboolean has_old = old_at < old_end;
      gboolean has_new = new_at < new_end;
      gint64 old_id = has_old ? gazette_ids_get (old_ids, old_at) : 0;
      gint64 new_id = has_new ? gazette_ids_get (new_ids, new_at) : 0;
      gboolean moved_down = has_new && old_at + 1 < old_end && gazette_ids_get (old_ids, old_at + 1) == new_id;

      if (has_old && has_new && old_id == new_id)
        {
          g_hash_table_remove (ahead, &new_id);
          old_at++, new_at++;
        }
      else if (has_old && (moved_down || !g_hash_table_contains (ahead, &old_id)))
        {
          add_edit (edits, old_at++, 1, new_at, 0);
        }
      else
        {
          g_hash_table_remove (ahead, &new_id);
          add_edit (edits, old_at, 0, new_at++, 1);
        }
    }
}

/**
 * gazette_listing_compare:
 * @old_ids: a list, each id in it once
 * @new_ids: what it has become
 *
 * Finds the smallest changes. Where rows have moved they may be more than the
 * fewest, and where there are very many, neighbours are joined.
 *
 * Returns: (transfer full) (element-type GazetteEdit): what takes one to the
 *   other
 */
GArray *
gazette_listing_compare (GazetteIds *old_ids,
                         GazetteIds *new_ids)
{
  g_autoptr(GArray) edits = g_array_new (FALSE, FALSE, sizeof (GazetteEdit));
  guint old_end = old_ids->n;
  guint new_end = new_ids->n;
  guint start = 0;

  while (start < old_end && start < new_end && gazette_ids_get (old_ids, start) == gazette_ids_get (new_ids, start))
    start++;

  while (old_end > start && new_end > start &&
         gazette_ids_get (old_ids, old_end - 1) == gazette_ids_get (new_ids, new_end - 1))
    old_end--, new_end--;

  if (old_end > start && new_end > start)
    compare_middle (edits, old_ids, start, old_end, new_ids, start, new_end);
  else if (old_end > start || new_end > start)
    add_edit (edits, start, old_end - start, start, new_end - start);

  for (guint gap = 1; edits->len > MAX_EDITS; gap *= 2)
    {
      GArray *joined = join_edits (edits, gap);

      g_array_unref (edits);
      edits = joined;
    }

  return g_steal_pointer (&edits);
}

/**
 * gazette_listing_begin:
 * @request: number: a #GazetteViewKind; id: the source, for that view; order
 * @database: see #GazetteRequestFunc
 * @result: (out): a #GazetteListing without edits
 * @error: return location for an error
 *
 * Reads the start of a view.
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_listing_begin (GazetteRequest   *request,
                       GazetteDatabase  *database,
                       GValue           *result,
                       GError          **error)
{
  g_autoptr(GazetteListing) listing = g_atomic_rc_box_new0 (GazetteListing);
  g_autoptr(GArray) first = NULL;

  if (!read_view (request, database, FIRST_IDS, listing, error))
    return FALSE;

  first = gazette_ids_to_array (listing->ids, 0, MIN (listing->ids->n, FIRST_ROWS));
  listing->rows = gazette_rows_load (request, database, first, error);
  if (listing->rows == NULL ||
      (request->number == GAZETTE_VIEW_SEARCH &&
       !gazette_search_read_excerpts (request, database, listing->rows, error)))
    return FALSE;

  g_value_init (result, GAZETTE_TYPE_LISTING);
  g_value_take_boxed (result, g_steal_pointer (&listing));

  return TRUE;
}

/**
 * gazette_listing_follow:
 * @request: as for gazette_listing_begin(); listed and sections: the view as it was;
 *   retained_id: an article that stays if it was in the view, or 0
 * @database: see #GazetteRequestFunc
 * @result: (out): a #GazetteListing without rows
 * @error: return location for an error
 *
 * Reads the whole of a view that was read before, and what has changed.
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_listing_follow (GazetteRequest   *request,
                        GazetteDatabase  *database,
                        GValue           *result,
                        GError          **error)
{
  g_autoptr(GazetteListing) listing = g_atomic_rc_box_new0 (GazetteListing);

  if (!read_view (request, database, -1, listing, error))
    return FALSE;

  listing->edits = gazette_listing_compare (request->listed, listing->ids);
  listing->sections_moved = gazette_order_sections_moved (request->sections, request->listed->n, listing->sections,
                                                          listing->edits);

  g_value_init (result, GAZETTE_TYPE_LISTING);
  g_value_take_boxed (result, g_steal_pointer (&listing));

  return TRUE;
}

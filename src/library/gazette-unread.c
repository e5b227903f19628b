/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is unread is a narrow table in the order of lists, `unread`: so that a view of it
 * is one walk, and marking a whole library writes a few bytes for each article. */

#include "config.h"

#include "gazette-library-private.h"

/* From so many on, all that comes into question is walked through once, which is one row
 * after the other; else each article is looked up, wherever it is. */
#define MANY 10000

/* How many rows are between two looks whether it is still wanted. */
#define STRIDE 10000

typedef struct
{
  gint64 sort_key;
  gint64 id;
  gint64 source_id;
} Place;

typedef struct
{
  GazetteDatabase *database;
  GCancellable    *cancellable;
  /* By the source: by how much its number of unread articles changes. */
  GHashTable      *counts;
  GArray          *changed;
} Marking;

typedef gboolean (*PlaceFunc) (Marking      *marking,
                               const Place  *place,
                               gpointer      data,
                               GError      **error);

static gboolean
add_to_count (GazetteDatabase  *database,
              gint64            source_id,
              gint64            n,
              GError          **error)
{
  static const char update_count[] = "UPDATE sources SET n_unread = n_unread + ?2 WHERE id = ?1";
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (database, update_count, error);

  if (statement == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, source_id);
  gazette_statement_int (statement, 2, n);

  return gazette_statement_run (statement, error);
}

static gboolean
run_for_place (GazetteDatabase  *database,
               gboolean          unread,
               const Place      *place,
               gboolean         *changed,
               GError          **error)
{
  static const char insert[] = "INSERT OR IGNORE INTO unread (sort_key, article_id, source_id) VALUES (?1, ?2, ?3)";
  static const char delete[] = "DELETE FROM unread WHERE sort_key = ?1 AND article_id = ?2";
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (database, unread ? insert : delete, error);

  if (statement == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, place->sort_key);
  gazette_statement_int (statement, 2, place->id);
  if (unread)
    gazette_statement_int (statement, 3, place->source_id);
  if (!gazette_statement_run (statement, error))
    return FALSE;
  *changed = gazette_database_n_changed (database) > 0;

  return TRUE;
}

static void
read_place (GazetteStatement *statement,
            Place            *place)
{
  place->sort_key = gazette_statement_get_int (statement, 0);
  place->id = gazette_statement_get_int (statement, 1);
  place->source_id = gazette_statement_get_int (statement, 2);
}

/*
 * gazette_unread_set:
 * @database: a connection that writes
 * @id: an article, which may be gone
 * @unread: whether it is to be unread
 * @changed: (out): whether it was not that before
 * @source_id: (out) (optional): then, whose count is another
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_unread_set (GazetteDatabase  *database,
                    gint64            id,
                    gboolean          unread,
                    gboolean         *changed,
                    gint64           *source_id,
                    GError          **error)
{
  static const char select_place[] = "SELECT sort_key, id, source_id FROM articles WHERE id = ?1";
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (database, select_place, error);
  gboolean found;
  Place place;

  *changed = FALSE;
  if (statement == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, id);
  if (!gazette_statement_find (statement, &found, error))
    return FALSE;
  if (!found)
    return TRUE;

  read_place (statement, &place);
  if (source_id != NULL)
    *source_id = place.source_id;

  return run_for_place (database, unread, &place, changed, error) &&
         (!*changed || add_to_count (database, place.source_id, unread ? 1 : -1, error));
}

static gboolean
mark_few (Marking   *marking,
          GArray    *ids,
          gboolean   unread,
          GError   **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      gboolean changed;

      if (!gazette_unread_set (marking->database, id, unread, &changed, NULL, error))
        return FALSE;
      if (changed)
        g_array_append_val (marking->changed, id);
    }

  return TRUE;
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  return (*(const gint64 *) a > *(const gint64 *) b) - (*(const gint64 *) a < *(const gint64 *) b);
}

static void
note_change (Marking     *marking,
             const Place *place)
{
  gint64 *n = g_hash_table_lookup (marking->counts, &place->source_id);

  if (n == NULL)
    {
      gint64 *key = g_memdup2 (&place->source_id, sizeof (gint64));

      n = g_new0 (gint64, 1);
      g_hash_table_insert (marking->counts, key, n);
    }
  (*n)++;
  g_array_append_val (marking->changed, place->id);
}

/* Calls @func for those of @ids that the query lists; @n_others gets how many others
 * there are. */
static gboolean
walk (Marking     *marking,
      const char  *sql,
      GArray      *ids,
      PlaceFunc    func,
      gpointer     data,
      guint       *n_others,
      GError     **error)
{
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (marking->database, sql, error);
  g_autoptr(GError) local_error = NULL;

  *n_others = 0;
  if (statement == NULL)
    return FALSE;

  for (guint n = 0; gazette_statement_step (statement, &local_error); n++)
    {
      Place place;

      if (n % STRIDE == 0 && g_cancellable_set_error_if_cancelled (marking->cancellable, error))
        return FALSE;

      read_place (statement, &place);
      if (!g_array_binary_search (ids, &place.id, compare_ids, NULL))
        (*n_others)++;
      else if (!func (marking, &place, data, error))
        return FALSE;
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

static gboolean
collect_place (Marking      *marking,
               const Place  *place,
               gpointer      data,
               GError      **error)
{
  g_array_append_vals (data, place, 1);
  note_change (marking, place);

  return TRUE;
}

static gboolean
insert_place (Marking      *marking,
              const Place  *place,
              gpointer      data,
              GError      **error)
{
  gboolean changed;

  if (!run_for_place (marking->database, TRUE, place, &changed, error))
    return FALSE;
  if (changed)
    note_change (marking, place);

  return TRUE;
}

static gboolean
mark_many_read (Marking  *marking,
                GArray   *ids,
                GError  **error)
{
  g_autoptr(GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  guint n_others;

  if (!walk (marking, "SELECT sort_key, article_id, source_id FROM unread", ids, collect_place, places, &n_others,
             error))
    return FALSE;

  /* SQLite then lets go of the pages without looking at a row. */
  if (n_others == 0)
    return gazette_database_execute (marking->database, "DELETE FROM unread", error);

  for (guint i = 0; i < places->len; i++)
    {
      gboolean changed;

      if ((i % STRIDE == 0 && g_cancellable_set_error_if_cancelled (marking->cancellable, error)) ||
          !run_for_place (marking->database, FALSE, &g_array_index (places, Place, i), &changed, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
mark_many (Marking   *marking,
           GArray    *ids,
           gboolean   unread,
           GError   **error)
{
  GHashTableIter iter;
  gpointer source_id, n;
  guint n_others;

  g_array_sort (ids, compare_ids);
  if (unread ? !walk (marking, "SELECT sort_key, id, source_id FROM articles ORDER BY sort_key, id", ids, insert_place,
                      NULL, &n_others, error)
             : !mark_many_read (marking, ids, error))
    return FALSE;

  g_hash_table_iter_init (&iter, marking->counts);
  while (g_hash_table_iter_next (&iter, &source_id, &n))
    {
      if (!add_to_count (marking->database, *(gint64 *) source_id, unread ? *(gint64 *) n : -*(gint64 *) n, error))
        return FALSE;
    }

  return TRUE;
}

/*
 * gazette_unread_mark:
 * @database: a connection that writes
 * @ids: (element-type gint64): articles, some of which may be gone; their order is
 *   changed
 * @unread: whether they are to be unread
 * @cancellable: (nullable): gives it up
 * @changed: (element-type gint64): gets those that were not that before
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_unread_mark (GazetteDatabase  *database,
                     GArray           *ids,
                     gboolean          unread,
                     GCancellable     *cancellable,
                     GArray           *changed,
                     GError          **error)
{
  g_autoptr(GHashTable) counts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  Marking marking = { database, cancellable, counts, changed };

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  return ids->len < MANY ? mark_few (&marking, ids, unread, error) : mark_many (&marking, ids, unread, error);
}

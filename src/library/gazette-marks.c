/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Marking many articles at once, and taking that back. */

#include "config.h"

#include "gazette-library-private.h"
#include "gazette-marks.h"

/* How many articles are marked at once, between two looks whether that is still
 * wanted. */
#define STRIDE 10000

/* With more than so many, nobody is told of each one: lists are read anew as a
 * whole, and so are the headlines that somebody holds. */
#define MAX_TOLD 100

/* What is to be marked. */
typedef struct
{
  GArray       *ids;
  guint         start;
  guint         n;
  GCancellable *cancellable;
  GazetteMarks *marks;
} Order;

G_DEFINE_BOXED_TYPE (GazetteMarks, gazette_marks, gazette_marks_ref, gazette_marks_unref)

/**
 * gazette_marks_ref:
 * @self: what was marked
 *
 * Takes a reference, on any thread.
 *
 * Returns: (transfer full): @self
 */
GazetteMarks *
gazette_marks_ref (GazetteMarks *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_marks (gpointer data)
{
  GazetteMarks *self = data;

  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->states, g_byte_array_unref);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
}

/**
 * gazette_marks_unref:
 * @self: (transfer full): what was marked
 *
 * Drops a reference, on any thread.
 */
void
gazette_marks_unref (GazetteMarks *self)
{
  g_atomic_rc_box_release_full (self, clear_marks);
}

static GazetteMarks *
marks_new (GazetteMark mark)
{
  GazetteMarks *self = g_atomic_rc_box_new0 (GazetteMarks);

  self->mark = mark;
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (mark == GAZETTE_MARK_UNSAVED)
    {
      self->states = g_byte_array_new ();
      self->notes = g_ptr_array_new_with_free_func (g_free);
    }

  return self;
}

static void
order_free (gpointer data)
{
  Order *order = data;

  g_clear_pointer (&order->ids, g_array_unref);
  g_clear_pointer (&order->marks, gazette_marks_unref);
  g_clear_object (&order->cancellable);
  g_free (order);
}

/* Only of what is unsaved is it more than the opposite. */
static gboolean
note_former (GazetteDatabase  *database,
             gint64            id,
             GazetteMarks     *marks,
             gboolean         *is_saved,
             GError          **error)
{
  static const char select_saved[] = "SELECT saved, saved_note FROM articles WHERE id = ?1 AND saved != 0";
  static const char insert_unsaved[] = "INSERT OR IGNORE INTO temp.unsaved (article_id) VALUES (?1)";
  g_autoptr(GazetteStatement) statement = NULL;
  g_autoptr(GazetteStatement) unsaved = NULL;
  guint8 state;

  if ((statement = gazette_database_prepare (database, select_saved, error)) == NULL ||
      (unsaved = gazette_database_prepare (database, insert_unsaved, error)) == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, id);
  if (!gazette_statement_find (statement, is_saved, error))
    return FALSE;
  if (!*is_saved)
    return TRUE;

  state = (guint8) gazette_statement_get_int (statement, 0);
  g_byte_array_append (marks->states, &state, 1);
  g_ptr_array_add (marks->notes, gazette_statement_dup_text (statement, 1));
  gazette_statement_int (unsaved, 1, id);

  return gazette_statement_run (unsaved, error);
}

static gboolean
mark_range (GazetteDatabase  *database,
            gint64            first,
            gint64            last,
            GazetteMarks     *marks,
            GError          **error)
{
  /* Of the articles from ?1 to ?2 those that were not that before. */
  static const char save[] =
    "UPDATE articles SET saved = 1, saved_note = NULL WHERE id BETWEEN ?1 AND ?2 AND saved = 0 RETURNING id";
  static const char unsave[] = "UPDATE articles SET saved = 0, saved_note = NULL WHERE id BETWEEN ?1 AND ?2 RETURNING id";
  g_autoptr(GazetteStatement) statement = NULL;
  g_autoptr(GArray) ids = NULL;
  gboolean applies = TRUE;

  if (marks->mark == GAZETTE_MARK_UNSAVED && !note_former (database, first, marks, &applies, error))
    return FALSE;
  if (!applies)
    return TRUE;

  statement = gazette_database_prepare (database, marks->mark == GAZETTE_MARK_SAVED ? save : unsave, error);
  if (statement == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, first);
  gazette_statement_int (statement, 2, last);
  if ((ids = gazette_statement_read_ids (statement, error)) == NULL)
    return FALSE;

  g_array_append_vals (marks->ids, ids->data, ids->len);

  return TRUE;
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  return (*(const gint64 *) a > *(const gint64 *) b) - (*(const gint64 *) a < *(const gint64 *) b);
}

/* How many of the ids from @i on follow each other without a gap. Each of what is
 * unsaved has its own past. */
static guint
measure_run (GArray      *ids,
             guint        i,
             GazetteMark  mark)
{
  const gint64 *at = &g_array_index (ids, gint64, i);
  guint limit = mark == GAZETTE_MARK_UNSAVED ? 1 : MIN (ids->len - i, STRIDE);
  guint n = 1;

  while (n < limit && at[n] == at[0] + n)
    n++;

  return n;
}

static gboolean
mark_ids (GazetteDatabase  *database,
          GArray           *ids,
          GCancellable     *cancellable,
          GazetteMarks     *marks,
          GError          **error)
{
  guint n_since_look = STRIDE;
  guint n;

  for (guint i = 0; i < ids->len; i += n)
    {
      if (n_since_look >= STRIDE)
        {
          if (g_cancellable_set_error_if_cancelled (cancellable, error))
            return FALSE;
          n_since_look = 0;
        }

      n = measure_run (ids, i, marks->mark);
      n_since_look += n;
      if (!mark_range (database, g_array_index (ids, gint64, i), g_array_index (ids, gint64, i + n - 1), marks, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
mark_all (GazetteDatabase  *database,
          const gint64     *first,
          guint             n,
          GCancellable     *cancellable,
          GazetteMarks     *marks,
          GError          **error)
{
  g_autoptr(GArray) ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n);

  g_array_append_vals (ids, first, n);
  if (marks->mark == GAZETTE_MARK_READ || marks->mark == GAZETTE_MARK_UNREAD)
    return gazette_unread_mark (database, ids, marks->mark == GAZETTE_MARK_UNREAD, cancellable, marks->ids, error);

  /* Where they are in the database is where their numbers are: so they go in that order,
   * in as few statements as there are gaps between them. */
  g_array_sort (ids, compare_ids);

  return mark_ids (database, ids, cancellable, marks, error);
}

static void
tell (GazetteRequest *request,
      GArray         *ids)
{
  if (ids->len == 0)
    return;

  request->sources_changed = TRUE;
  if (ids->len > MAX_TOLD)
    {
      request->articles_changed = TRUE;
      request->titles_changed = TRUE;
      return;
    }

  for (guint i = 0; i < ids->len; i++)
    gazette_request_article_changed (request, g_array_index (ids, gint64, i));
}

static gboolean
write_marks (GazetteRequest   *request,
             GazetteDatabase  *database,
             GValue           *result,
             GError          **error)
{
  Order *order = request->data;
  g_autoptr(GazetteMarks) marks = marks_new (request->number);

  if (order->n > 0 && !mark_all (database, &g_array_index (order->ids, gint64, order->start), order->n,
                                 order->cancellable, marks, error))
    return FALSE;

  tell (request, marks->ids);
  g_value_init (result, GAZETTE_TYPE_MARKS);
  g_value_take_boxed (result, g_steal_pointer (&marks));

  return TRUE;
}

/**
 * gazette_library_mark:
 * @self: a library
 * @mark: what to mark them as
 * @ids: (element-type gint64): articles; not written to while this is under way
 * @start: the first of them that is meant
 * @n: how many are
 * @cancellable: (nullable): gives it up
 *
 * Marks many articles in one transaction. Those that are it already, or are gone,
 * are left alone.
 *
 * Rejected with %G_IO_ERROR_CANCELLED when it was given up: then nothing has
 * changed.
 *
 * Returns: (transfer full): a future for the #GazetteMarks that undo it
 */
DexFuture *
gazette_library_mark (GazetteLibrary *self,
                      GazetteMark     mark,
                      GArray         *ids,
                      guint           start,
                      guint           n,
                      GCancellable   *cancellable)
{
  GazetteRequest *request;
  Order *order;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));
  dex_return_error_if_fail (ids != NULL);
  dex_return_error_if_fail (start <= ids->len && n <= ids->len - start);

  order = g_new0 (Order, 1);
  order->ids = g_array_ref (ids);
  order->start = start;
  order->n = n;
  g_set_object (&order->cancellable, cancellable);

  request = gazette_library_ask (self, write_marks, 0);
  request->number = mark;
  request->data = order;
  request->destroy = order_free;

  return gazette_library_write (self, request, GAZETTE_DURABLE_NO);
}

static gboolean
unmark_saved (GazetteDatabase  *database,
              GazetteMarks     *marks,
              guint             i,
              GError          **error)
{
  static const char update_saved[] = "UPDATE articles SET saved = ?2, saved_note = ?3 WHERE id = ?1 AND saved = 0";
  g_autoptr(GazetteStatement) statement = NULL;

  if ((statement = gazette_database_prepare (database, update_saved, error)) == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, g_array_index (marks->ids, gint64, i));
  gazette_statement_int (statement, 2, marks->states->data[i]);
  gazette_statement_text (statement, 3, g_ptr_array_index (marks->notes, i));

  return gazette_statement_run (statement, error);
}

static gboolean
write_unmarks (GazetteRequest   *request,
               GazetteDatabase  *database,
               GValue           *result,
               GError          **error)
{
  static const GazetteMark opposites[] = {
    GAZETTE_MARK_UNREAD, GAZETTE_MARK_READ, GAZETTE_MARK_UNSAVED, GAZETTE_MARK_SAVED,
  };
  Order *order = request->data;
  GazetteMarks *marks = order->marks;
  g_autoptr(GazetteMarks) undone = marks_new (opposites[marks->mark]);

  for (guint i = 0; marks->states != NULL && i < marks->ids->len; i++)
    {
      if (!unmark_saved (database, marks, i, error))
        return FALSE;
    }
  if (marks->states == NULL && marks->ids->len > 0 &&
      !mark_all (database, &g_array_index (marks->ids, gint64, 0), marks->ids->len, NULL, undone, error))
    return FALSE;

  tell (request, marks->ids);

  return TRUE;
}

/**
 * gazette_library_unmark:
 * @self: a library
 * @marks: what was marked
 *
 * Undoes it: each article is again what it was, but for those that were changed
 * once more since then.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_library_unmark (GazetteLibrary *self,
                        GazetteMarks   *marks)
{
  GazetteRequest *request;
  Order *order;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));
  dex_return_error_if_fail (marks != NULL);

  order = g_new0 (Order, 1);
  order->marks = gazette_marks_ref (marks);

  request = gazette_library_ask (self, write_unmarks, 0);
  request->data = order;
  request->destroy = order_free;

  return gazette_library_write (self, request, GAZETTE_DURABLE_NO);
}

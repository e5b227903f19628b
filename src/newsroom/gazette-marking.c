/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Marking many articles at once, with what saving brings along. */

#include "config.h"

#include "gazette-newsroom-private.h"

typedef struct
{
  GazetteNewsroom *newsroom;
  GazetteMark      mark;
  GArray          *ids;
  guint            start;
  guint            n;
  GCancellable    *cancellable;
  GazetteMarks    *marks;
} Marking;

static void
marking_free (gpointer data)
{
  Marking *marking = data;

  g_clear_object (&marking->newsroom);
  g_clear_object (&marking->cancellable);
  g_clear_pointer (&marking->ids, g_array_unref);
  g_clear_pointer (&marking->marks, gazette_marks_unref);
  g_free (marking);
}

static void
stop_saving (GazetteNewsroom *self,
             GArray          *ids,
             guint            start,
             guint            n)
{
  for (guint i = start; i < start + n && g_hash_table_size (self->saves) > 0; i++)
    gazette_newsroom_stop_saving (self, g_array_index (ids, gint64, i));
}

static DexFuture *
mark_fiber (gpointer user_data)
{
  Marking *marking = user_data;
  GazetteNewsroom *self = marking->newsroom;
  g_autoptr(GazetteMarks) marks = NULL;
  g_autoptr(GError) error = NULL;

  if (marking->mark == GAZETTE_MARK_UNSAVED)
    stop_saving (self, marking->ids, marking->start, marking->n);

  marks = dex_await_boxed (gazette_library_mark (self->library, marking->mark, marking->ids, marking->start, marking->n,
                                                 marking->cancellable),
                           &error);
  if (marks == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (marking->mark == GAZETTE_MARK_SAVED && marks->ids->len > 0)
    dex_future_disown (gazette_newsroom_resume_saves (self));

  return dex_future_new_take_boxed (GAZETTE_TYPE_MARKS, g_steal_pointer (&marks));
}

/**
 * gazette_newsroom_mark:
 * @self: a newsroom
 * @mark: what to mark them as
 * @ids: (element-type gint64): articles; not written to while this is under way
 * @start: the first of them that is meant
 * @n: how many are
 * @cancellable: (nullable): gives it up
 *
 * Marks many articles, see gazette_library_mark(). The pictures of those that are
 * to be saved are fetched after that, of a few articles at a time.
 *
 * Returns: (transfer full): a future for the #GazetteMarks that undo it
 */
DexFuture *
gazette_newsroom_mark (GazetteNewsroom *self,
                       GazetteMark      mark,
                       GArray          *ids,
                       guint            start,
                       guint            n,
                       GCancellable    *cancellable)
{
  Marking *marking;

  dex_return_error_if_fail (GAZETTE_IS_NEWSROOM (self));
  dex_return_error_if_fail (ids != NULL);

  marking = g_new0 (Marking, 1);
  marking->newsroom = g_object_ref (self);
  marking->mark = mark;
  marking->ids = g_array_ref (ids);
  marking->start = start;
  marking->n = n;
  g_set_object (&marking->cancellable, cancellable);

  return gazette_newsroom_spawn (self, NULL, mark_fiber, marking, marking_free);
}

static DexFuture *
unmark_fiber (gpointer user_data)
{
  Marking *marking = user_data;
  GazetteNewsroom *self = marking->newsroom;
  GazetteMarks *marks = marking->marks;
  g_autoptr(GError) error = NULL;

  if (marks->mark == GAZETTE_MARK_SAVED)
    stop_saving (self, marks->ids, 0, marks->ids->len);
  if (!dex_await (gazette_library_unmark (self->library, marks), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  /* Some of it may not have been done. */
  if (marks->mark == GAZETTE_MARK_UNSAVED)
    dex_future_disown (gazette_newsroom_resume_saves (self));

  return dex_future_new_true ();
}

/**
 * gazette_newsroom_unmark:
 * @self: a newsroom
 * @marks: what was marked
 *
 * Undoes it, see gazette_library_unmark().
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_newsroom_unmark (GazetteNewsroom *self,
                         GazetteMarks    *marks)
{
  Marking *marking;

  dex_return_error_if_fail (GAZETTE_IS_NEWSROOM (self));
  dex_return_error_if_fail (marks != NULL);

  marking = g_new0 (Marking, 1);
  marking->newsroom = g_object_ref (self);
  marking->marks = gazette_marks_ref (marks);

  return gazette_newsroom_spawn (self, NULL, unmark_fiber, marking, marking_free);
}

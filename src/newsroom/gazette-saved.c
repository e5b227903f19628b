/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>

#include "gazette-error.h"
#include "gazette-fiber.h"
#include "gazette-newsroom-private.h"
#include "gazette-url.h"
#include "gazette-worker.h"

/* What is done with an article that is saved. */
typedef struct
{
  GazetteNewsroom *newsroom;
  gint64           article_id;
} Task;

/* Two versions of an article, and how they are shown. */
typedef struct
{
  GazetteStored   *before;
  GazetteStored   *after;
  GazetteDocument *old_text;
  GazetteDocument *new_text;
} Comparison;

static void
task_free (gpointer data)
{
  Task *task = data;

  g_object_unref (task->newsroom);
  g_free (task);
}

static DexFuture *
begin_task (GazetteNewsroom *self,
            gint64           article_id,
            DexFiberFunc     fiber)
{
  Task *task = g_new0 (Task, 1);

  task->newsroom = g_object_ref (self);
  task->article_id = article_id;

  return gazette_newsroom_spawn (self, NULL, fiber, task, task_free);
}

static void
comparison_free (gpointer data)
{
  Comparison *comparison = data;

  g_clear_pointer (&comparison->before, gazette_stored_unref);
  g_clear_pointer (&comparison->after, gazette_stored_unref);
  g_clear_pointer (&comparison->old_text, gazette_document_unref);
  g_clear_pointer (&comparison->new_text, gazette_document_unref);
  g_free (comparison);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Comparison, comparison_free)

/* How much of it is not there any more, with the reason for the first. */
static guint
count_damaged (GazetteNewsroom  *self,
               GazetteStored    *stored,
               char            **reason,
               GError          **error)
{
  guint n_damaged = 0;

  for (guint i = 0; stored->kept != NULL && stored->kept[i] != NULL; i++)
    {
      g_autoptr(GError) local_error = NULL;
      DexFuture *check = gazette_library_check_kept (self->library, stored->id, stored->kept[i]);

      if (dex_await (gazette_newsroom_until (self, NULL, check), &local_error))
        continue;
      if (gazette_newsroom_is_cancelled (local_error))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return 0;
        }
      if (n_damaged++ == 0)
        *reason = g_strdup (local_error->message);
    }

  return n_damaged;
}

static DexFuture *
check_fiber (gpointer user_data)
{
  Task *task = user_data;
  GazetteNewsroom *self = task->newsroom;
  g_autoptr(GazetteStored) stored = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *reason = NULL;
  g_autofree char *note = NULL;
  guint n_damaged;

  stored = dex_await_boxed (gazette_library_load_article (self->library, task->article_id), &error);
  if (stored == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (stored->saved != GAZETTE_SAVED_COMPLETE)
    return dex_future_new_for_boolean (FALSE);

  n_damaged = count_damaged (self, stored, &reason, &error);
  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (n_damaged == 0)
    return dex_future_new_for_boolean (TRUE);

  note = gazette_newsroom_dup_missing_note (n_damaged, reason);
  if (!dex_await (gazette_library_note_damage (self->library, task->article_id, note), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_for_boolean (FALSE);
}

/**
 * gazette_newsroom_check_saved:
 * @self: a newsroom
 * @article_id: an article
 *
 * Looks whether all that is kept of an article that was saved as a whole is there,
 * and as it was. Where it is not, the article becomes %GAZETTE_SAVED_INCOMPLETE
 * with a note, and saving it again fetches what is missing.
 *
 * Rejected when the library fails, with %G_IO_ERROR_CANCELLED when the newsroom closes.
 *
 * Returns: (transfer full): a future for a gboolean: whether it is saved as a whole
 */
DexFuture *
gazette_newsroom_check_saved (GazetteNewsroom *self,
                              gint64           article_id)
{
  dex_return_error_if_fail (GAZETTE_IS_NEWSROOM (self));

  return begin_task (self, article_id, check_fiber);
}

/**
 * gazette_newsroom_load_saved_picture:
 * @self: a newsroom
 * @article_id: an article that is saved
 * @url: an http, https or data: address
 *
 * As gazette_newsroom_load_picture(), for a page that is the same without a
 * network: from the library alone, as this article keeps it.
 *
 * Rejected with %GAZETTE_ERROR_NOT_FOUND when it is not kept, or damaged.
 *
 * Returns: (transfer full): a future for the picture's bytes, a #GBytes
 */
DexFuture *
gazette_newsroom_load_saved_picture (GazetteNewsroom *self,
                                     gint64           article_id,
                                     const char      *url)
{
  dex_return_error_if_fail (GAZETTE_IS_NEWSROOM (self));
  dex_return_error_if_fail (url != NULL);

  if (!gazette_url_is_web (url))
    return gazette_newsroom_load_picture (self, url);

  return gazette_library_load_own_picture (self->library, article_id, url);
}

static gboolean
compare_on_thread (gpointer   data,
                   GValue    *result,
                   GError   **error)
{
  const Comparison *comparison = data;

  g_value_init (result, GAZETTE_TYPE_DOCUMENT);
  g_value_take_boxed (result, gazette_document_new_for_changes (comparison->old_text,
                                                                comparison->before->article->title,
                                                                comparison->new_text,
                                                                comparison->after->article->title));

  return TRUE;
}

/* Like is compared with like: a full text with the full text of today, and where
 * that cannot be had, what the source gave with what it gives. */
static gboolean
load_versions (GazetteNewsroom  *self,
               gint64            article_id,
               Comparison       *comparison,
               GError          **error)
{
  g_autofree char *html = NULL;

  comparison->before = dex_await_boxed (gazette_library_load_article (self->library, article_id), error);
  if (comparison->before == NULL)
    return FALSE;
  comparison->after = dex_await_boxed (gazette_library_load_update (self->library, article_id), error);
  if (comparison->after == NULL)
    return FALSE;
  if (comparison->before->full_html == NULL || comparison->after->full_html != NULL ||
      !gazette_url_is_web (comparison->after->article->url))
    return TRUE;

  html = gazette_newsroom_fetch_full_html (self, comparison->after, NULL);
  if (html == NULL || !dex_await (gazette_library_keep_update_html (self->library, article_id, html), NULL))
    return TRUE;

  g_clear_pointer (&comparison->after, gazette_stored_unref);
  comparison->after = dex_await_boxed (gazette_library_load_update (self->library, article_id), error);

  return comparison->after != NULL;
}

static DexFuture *
changes_fiber (gpointer user_data)
{
  Task *task = user_data;
  GazetteNewsroom *self = task->newsroom;
  g_autoptr(Comparison) comparison = g_new0 (Comparison, 1);
  g_autoptr(GError) error = NULL;
  gboolean is_full;

  if (!load_versions (self, task->article_id, comparison, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  is_full = comparison->before->full_html != NULL && comparison->after->full_html != NULL;
  comparison->old_text = dex_await_boxed (gazette_newsroom_make_document (comparison->before, is_full), &error);
  if (comparison->old_text != NULL)
    comparison->new_text = dex_await_boxed (gazette_newsroom_make_document (comparison->after, is_full), &error);
  if (comparison->new_text == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return gazette_worker_run (gazette_worker_get_cpu (), compare_on_thread, g_steal_pointer (&comparison),
                             comparison_free);
}

/**
 * gazette_newsroom_load_changes:
 * @self: a newsroom
 * @article_id: an article that is saved, and is said otherwise at its source by now
 *
 * Compares what was saved with what the source says now, word by word, see
 * gazette_document_new_for_changes(). Where the full text was saved, that of today
 * is fetched for it.
 *
 * Rejected with %GAZETTE_ERROR_NOT_FOUND when there is no other version.
 *
 * Returns: (transfer full): a future for a #GazetteDocument
 */
DexFuture *
gazette_newsroom_load_changes (GazetteNewsroom *self,
                               gint64           article_id)
{
  dex_return_error_if_fail (GAZETTE_IS_NEWSROOM (self));

  return begin_task (self, article_id, changes_fiber);
}

static DexFuture *
take_fiber (gpointer user_data)
{
  Task *task = user_data;
  GazetteNewsroom *self = task->newsroom;
  g_autoptr(GError) error = NULL;

  /* What is under way saves the text that goes. */
  gazette_newsroom_stop_saving (self, task->article_id);
  if (!dex_await (gazette_library_swap_update (self->library, task->article_id), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  dex_future_disown (gazette_newsroom_save (self, task->article_id));

  return dex_future_new_true ();
}

/**
 * gazette_newsroom_take_update:
 * @self: a newsroom
 * @article_id: an article that is saved
 *
 * Puts what the source says now in the place of what was saved, and saves its
 * pictures. What was saved becomes the other version: to undo it, do it again.
 *
 * Rejected with %GAZETTE_ERROR_NOT_FOUND when there is no other version.
 *
 * Returns: (transfer full): a future for %TRUE, once it is the text of the article
 */
DexFuture *
gazette_newsroom_take_update (GazetteNewsroom *self,
                              gint64           article_id)
{
  dex_return_error_if_fail (GAZETTE_IS_NEWSROOM (self));

  return begin_task (self, article_id, take_fiber);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>

#include "gazette-error.h"
#include "gazette-fiber.h"
#include "gazette-newsroom-private.h"

/* One article that is copied. Main thread only. */
typedef struct
{
  GazetteNewsroom *newsroom;
  DexPromise      *stop;
  gint64           article_id;
  guint            n_missing;
} Copy;

typedef struct
{
  Copy *copy;
  char *url;
} Picture;

static void
clear_copy (gpointer data)
{
  Copy *copy = data;

  g_object_unref (copy->newsroom);
  dex_clear (&copy->stop);
}

static void
copy_unref (gpointer copy)
{
  g_rc_box_release_full (copy, clear_copy);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Copy, copy_unref)

static void
picture_free (gpointer data)
{
  Picture *picture = data;

  copy_unref (picture->copy);
  g_free (picture->url);
  g_free (picture);
}

static DexFuture *
picture_fiber (gpointer user_data)
{
  Picture *picture = user_data;
  Copy *copy = picture->copy;
  g_autoptr(GError) error = NULL;

  if (gazette_newsroom_keep_picture (copy->newsroom, copy->stop, copy->article_id, picture->url, &error))
    return dex_future_new_true ();

  /* Without a network, or with a full disk, it is not the picture that is amiss. */
  if (gazette_newsroom_is_cancelled (error) || gazette_error_is_of_library (error) ||
      !copy->newsroom->online)
    return dex_future_new_for_error (g_steal_pointer (&error));

  copy->n_missing++;

  return dex_future_new_true ();
}

static gboolean
keep_pictures (Copy    *copy,
               GStrv    urls,
               GError **error)
{
  g_autoptr(GPtrArray) tasks = g_ptr_array_new_with_free_func (dex_unref);

  for (guint i = 0; urls[i] != NULL && i < GAZETTE_MAX_PICTURES; i++)
    {
      Picture *picture = g_new0 (Picture, 1);

      picture->copy = g_rc_box_acquire (copy);
      picture->url = g_strdup (urls[i]);
      g_ptr_array_add (tasks, gazette_fiber_spawn (picture_fiber, picture, picture_free));
    }

  return tasks->len == 0 || dex_await (dex_future_allv ((DexFuture **) tasks->pdata, tasks->len), error);
}

/* Without its full text it is still worth keeping, unless there is no network. */
static gboolean
keep_full_text (Copy    *copy,
                GError **error)
{
  GazetteNewsroom *self = copy->newsroom;
  g_autoptr(GError) reason = NULL;

  if (dex_await (gazette_newsroom_until (self, copy->stop,
                                         gazette_newsroom_load_full_text (self, copy->article_id, FALSE)),
                 &reason) ||
      (!gazette_newsroom_is_cancelled (reason) && self->online))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&reason));

  return FALSE;
}

/*
 * gazette_newsroom_copy:
 * @self: a newsroom
 * @stop: (nullable): rejected when the copy is not wanted any more
 * @article_id: an article
 * @error: return location for an error
 *
 * Copies an article for offline: its text, and the pictures that its page shows.
 * Pictures that cannot be had are missing; that is no error. Only in a fiber.
 *
 * Returns: whether it is on the disk
 */
gboolean
gazette_newsroom_copy (GazetteNewsroom  *self,
                       DexPromise       *stop,
                       gint64            article_id,
                       GError          **error)
{
  g_autoptr(Copy) copy = g_rc_box_new0 (Copy);
  g_autoptr(GazetteStored) stored = NULL;
  g_autoptr(GazetteDocument) document = NULL;
  g_auto(GStrv) urls = NULL;
  GazetteCopyState state;

  copy->newsroom = g_object_ref (self);
  copy->stop = stop != NULL ? dex_ref (stop) : NULL;
  copy->article_id = article_id;

  if (!keep_full_text (copy, error) ||
      (stored = dex_await_boxed (gazette_library_load_article (self->library, article_id), error)) == NULL ||
      (document = dex_await_boxed (gazette_newsroom_load_document (self, stored), error)) == NULL)
    return FALSE;

  urls = gazette_newsroom_dup_pictures (document, stored->article);

  if (!keep_pictures (copy, urls, error) || !gazette_newsroom_is_wanted (self, stop, error))
    return FALSE;

  state = copy->n_missing == 0 ? GAZETTE_COPY_COMPLETE : GAZETTE_COPY_INCOMPLETE;

  return dex_await (gazette_library_note_copy (self->library, article_id, state), error);
}

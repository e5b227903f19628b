/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "gazette-error.h"
#include "gazette-fiber.h"
#include "gazette-newsroom-private.h"

/* More are a mistake of the page or an attack on the disk. */
#define MAX_PICTURES 200

/* One article that is being saved. Main thread only. */
typedef struct
{
  GazetteNewsroom *newsroom;
  gint64           article_id;
  DexPromise      *stop;
  DexFuture       *task;
  guint            n_pictures;
  guint            n_done;
  guint            n_missing;
  char            *reason;
} Save;

typedef struct
{
  Save *save;
  char *url;
} Picture;

static void
clear_save (gpointer data)
{
  Save *save = data;

  g_object_unref (save->newsroom);
  dex_unref (save->stop);
  dex_clear (&save->task);
  g_free (save->reason);
}

static void
save_unref (gpointer save)
{
  g_rc_box_release_full (save, clear_save);
}

static void
picture_free (gpointer data)
{
  Picture *picture = data;

  save_unref (picture->save);
  g_free (picture->url);
  g_free (picture);
}

/* An article that was unsaved must not be marked as saved by what was under way. */
static gboolean
set_state (Save              *save,
           GazetteSavedState  state,
           const char        *note,
           GError           **error)
{
  return gazette_newsroom_is_wanted (save->newsroom, save->stop, error) &&
         dex_await (gazette_library_set_saved (save->newsroom->library, save->article_id, state, note), error);
}

static void
emit_progress (Save *save)
{
  g_signal_emit_by_name (save->newsroom, "save-progress", save->article_id, save->n_done, save->n_pictures);
}

static gboolean
keep_picture (Save        *save,
              const char  *url,
              GError     **error)
{
  GazetteNewsroom *self = save->newsroom;
  DexFuture *loading = gazette_newsroom_until (self, save->stop, gazette_newsroom_load_to_keep (self, url));
  g_autoptr(GBytes) bytes = dex_await_boxed (loading, error);

  if (bytes == NULL || !gazette_newsroom_is_wanted (self, save->stop, error) ||
      !dex_await (gazette_library_keep_picture (self->library, save->article_id, url, bytes), error))
    return FALSE;

  /* It may have been shown before it was saved. */
  dex_future_disown (gazette_picture_cache_forget (self->pictures, url));

  return TRUE;
}

static DexFuture *
picture_fiber (gpointer user_data)
{
  Picture *picture = user_data;
  Save *save = picture->save;
  DexFuture *turn = gazette_limiter_acquire (save->newsroom->save_limiter, "");
  g_autoptr(GazettePermit) permit = NULL;
  g_autoptr(GError) error = NULL;

  permit = dex_await_boxed (gazette_newsroom_until (save->newsroom, save->stop, turn), &error);
  if (permit != NULL && !keep_picture (save, picture->url, &error))
    {
      save->n_missing++;
      if (save->reason == NULL)
        save->reason = g_strdup (error->message);
    }
  if (gazette_newsroom_is_cancelled (error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  save->n_done++;
  emit_progress (save);

  return dex_future_new_true ();
}

/* Whether the picture has to be fetched; one in a data: address is kept with
 * the text that it is in. */
static gboolean
is_elsewhere (const char *url)
{
  return g_ascii_strncasecmp (url, "data:", 5) != 0;
}

static GStrv
dup_wanted_pictures (GazetteDocument      *document,
                     const GazetteArticle *article)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto(GStrv) pictures = gazette_document_dup_pictures (document);

  if (article->image != NULL && is_elsewhere (article->image))
    {
      g_hash_table_add (seen, article->image);
      g_strv_builder_add (builder, article->image);
    }

  for (guint i = 0; pictures[i] != NULL; i++)
    {
      if (is_elsewhere (pictures[i]) && g_hash_table_add (seen, pictures[i]))
        g_strv_builder_add (builder, pictures[i]);
    }

  return g_strv_builder_end (builder);
}

static gboolean
keep_pictures (Save    *save,
               GStrv    urls,
               GError **error)
{
  g_autoptr(GPtrArray) tasks = g_ptr_array_new_with_free_func (dex_unref);
  guint n_urls = g_strv_length (urls);

  save->n_pictures = n_urls;
  emit_progress (save);
  if (n_urls > MAX_PICTURES)
    {
      save->n_missing = n_urls - MAX_PICTURES;
      save->n_done = save->n_missing;
      save->reason = g_strdup (_("The article has too many of them."));
    }

  for (guint i = 0; i < MIN (n_urls, MAX_PICTURES); i++)
    {
      Picture *picture = g_new0 (Picture, 1);

      picture->save = g_rc_box_acquire (save);
      picture->url = g_strdup (urls[i]);
      g_ptr_array_add (tasks, gazette_fiber_spawn (picture_fiber, picture, picture_free));
    }

  return tasks->len == 0 || dex_await (dex_future_allv ((DexFuture **) tasks->pdata, tasks->len), error);
}

static char *
dup_note (Save *save)
{
  if (save->n_missing == 0)
    return NULL;

  /* TRANSLATORS: the first number is how many of all pictures, which is the
   * second; %s is a sentence that says why the first of them is missing */
  return g_strdup_printf (ngettext ("%u of %u picture could not be saved. %s",
                                    "%u of %u pictures could not be saved. %s", save->n_pictures),
                          save->n_missing, save->n_pictures, save->reason);
}

static gboolean
save_article (Save    *save,
              GError **error)
{
  GazetteNewsroom *self = save->newsroom;
  g_autoptr(GazetteStored) stored = NULL;
  g_autoptr(GazetteDocument) document = NULL;
  g_autoptr(GError) full_text_error = NULL;
  g_auto(GStrv) urls = NULL;
  g_autofree char *note = NULL;
  g_autofree char *reason = NULL;

  if (!set_state (save, GAZETTE_SAVED_SAVING, NULL, error) ||
      !gazette_newsroom_bring_clipping (self, save->stop, save->article_id, &reason, error))
    return FALSE;
  if (reason != NULL)
    return set_state (save, GAZETTE_SAVED_INCOMPLETE, reason, error);

  /* Without its full text it is still worth keeping. */
  if (!dex_await (gazette_newsroom_until (self, save->stop,
                                          gazette_newsroom_load_full_text (self, save->article_id, FALSE)),
                  &full_text_error) &&
      gazette_newsroom_is_cancelled (full_text_error))
    {
      g_propagate_error (error, g_steal_pointer (&full_text_error));
      return FALSE;
    }

  stored = dex_await_boxed (gazette_library_load_article (self->library, save->article_id), error);
  if (stored == NULL)
    return FALSE;

  document = dex_await_boxed (gazette_newsroom_load_document (self, stored), error);
  if (document == NULL)
    return FALSE;

  urls = dup_wanted_pictures (document, stored->article);
  if (!keep_pictures (save, urls, error))
    return FALSE;

  note = dup_note (save);

  return set_state (save, note == NULL ? GAZETTE_SAVED_COMPLETE : GAZETTE_SAVED_INCOMPLETE, note, error);
}

static DexFuture *
save_fiber (gpointer user_data)
{
  Save *save = user_data;
  GazetteNewsroom *self = save->newsroom;
  g_autoptr(GError) error = NULL;
  gboolean success = save_article (save, &error);

  if (g_hash_table_lookup (self->saves, &save->article_id) == save)
    g_hash_table_remove (self->saves, &save->article_id);

  return success ? dex_future_new_true () : dex_future_new_for_error (g_steal_pointer (&error));
}

/**
 * gazette_newsroom_save:
 * @self: a newsroom
 * @article_id: an article
 *
 * Saves an article for offline: its text, and every picture that its page
 * shows. It is saved, with %GAZETTE_SAVED_SAVING, before the first picture is
 * asked for; each is kept as it arrives, and if the program ends it goes on with
 * the next gazette_newsroom_open(). Pictures that cannot be had leave it
 * %GAZETTE_SAVED_INCOMPLETE with a note; that is no error.
 *
 * It goes on when nobody waits for it. Rejected when the library fails, with
 * %G_IO_ERROR_CANCELLED when the article is unsaved or the newsroom closes.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_newsroom_save (GazetteNewsroom *self,
                       gint64           article_id)
{
  Save *save;
  DexFuture *task;

  dex_return_error_if_fail (GAZETTE_IS_NEWSROOM (self));

  if (!dex_future_is_pending (DEX_FUTURE (self->closing)))
    return DEX_FUTURE (dex_ref (self->closing));

  save = g_hash_table_lookup (self->saves, &article_id);
  if (save != NULL)
    return dex_ref (save->task);

  save = g_rc_box_new0 (Save);
  save->newsroom = g_object_ref (self);
  save->article_id = article_id;
  save->stop = dex_promise_new ();
  g_hash_table_insert (self->saves, &save->article_id, save);

  task = gazette_newsroom_spawn (self, save->stop, save_fiber, save, save_unref);
  save->task = dex_ref (task);
  dex_future_disown (dex_ref (task));

  return task;
}

/**
 * gazette_newsroom_unsave:
 * @self: a newsroom
 * @article_id: an article
 *
 * Does not keep an article any longer, and stops saving it. To undo it, save it
 * again: what was kept is still there until a later run of the program.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_newsroom_unsave (GazetteNewsroom *self,
                         gint64           article_id)
{
  Save *save;

  dex_return_error_if_fail (GAZETTE_IS_NEWSROOM (self));

  save = g_hash_table_lookup (self->saves, &article_id);
  if (save != NULL)
    {
      g_hash_table_remove (self->saves, &article_id);
      dex_promise_reject (save->stop, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Unsaved"));
    }

  return gazette_library_set_saved (self->library, article_id, GAZETTE_SAVED_NONE, NULL);
}

static DexFuture *
resume_fiber (gpointer user_data)
{
  GazetteNewsroom *self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) ids = dex_await_boxed (gazette_library_list_saving (self->library), &error);

  if (ids == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  for (guint i = 0; i < ids->len; i++)
    dex_future_disown (gazette_newsroom_save (self, g_array_index (ids, gint64, i)));

  return dex_future_new_true ();
}

/*
 * gazette_newsroom_resume_saves:
 * @self: a newsroom
 *
 * Goes on with what an earlier run of the program did not finish to save.
 *
 * Returns: (transfer full): a future for %TRUE, once that is begun
 */
DexFuture *
gazette_newsroom_resume_saves (GazetteNewsroom *self)
{
  return gazette_newsroom_spawn (self, NULL, resume_fiber, g_object_ref (self), g_object_unref);
}

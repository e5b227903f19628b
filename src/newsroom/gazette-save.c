/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "gazette-error.h"
#include "gazette-fiber.h"
#include "gazette-newsroom-private.h"
#include "gazette-picture-kind.h"
#include "gazette-url.h"

/* How many articles are saved at once when many are to be. */
#define MAX_RESUMED 8

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
  char            *text_reason;
  /* Why it cannot go on. */
  GError          *failure;
} Save;

typedef struct
{
  Save *save;
  char *url;
  /* The article is whole without it. */
  gboolean is_extra;
} Picture;

static void
clear_save (gpointer data)
{
  Save *save = data;

  g_object_unref (save->newsroom);
  dex_unref (save->stop);
  dex_clear (&save->task);
  g_free (save->reason);
  g_free (save->text_reason);
  g_clear_error (&save->failure);
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

/*
 * gazette_newsroom_keep_picture:
 * @self: a newsroom
 * @stop: (nullable): rejected when it is not wanted any more
 * @article_id: an article
 * @url: a picture that it shows
 * @error: return location for an error
 *
 * Has a picture kept with an article, when its turn has come. Only in a fiber.
 *
 * Returns: whether it is on the disk
 */
gboolean
gazette_newsroom_keep_picture (GazetteNewsroom  *self,
                               DexPromise       *stop,
                               gint64            article_id,
                               const char       *url,
                               GError          **error)
{
  DexFuture *turn = gazette_limiter_acquire (self->save_limiter, "");
  g_autoptr(GazettePermit) permit = dex_await_boxed (gazette_newsroom_until (self, stop, turn), error);
  g_autoptr(GBytes) bytes = NULL;

  if (permit == NULL)
    return FALSE;

  bytes = dex_await_boxed (gazette_newsroom_until (self, stop, gazette_newsroom_load_to_keep (self, url)), error);

  /* Whoever shows a picture may have fetched it: that says nothing of its size. */
  return bytes != NULL && gazette_newsroom_is_wanted (self, stop, error) && gazette_picture_check_size (bytes, error) &&
         dex_await (gazette_library_keep_picture (self->library, article_id, url, bytes), error);
}

static DexFuture *
picture_fiber (gpointer user_data)
{
  Picture *picture = user_data;
  Save *save = picture->save;
  GazetteNewsroom *self = save->newsroom;
  g_autoptr(GError) error = NULL;

  /* It may have been shown before it was saved. */
  if (gazette_newsroom_keep_picture (self, save->stop, save->article_id, picture->url, &error))
    dex_future_disown (gazette_picture_cache_forget (self->pictures, picture->url));
  /* What the disk does not take is not missing: it is all to be done again. */
  if (gazette_newsroom_is_cancelled (error) || gazette_error_is_of_library (error))
    {
      if (save->failure == NULL)
        save->failure = g_steal_pointer (&error);
      return dex_future_new_true ();
    }
  if (picture->is_extra)
    return dex_future_new_true ();

  if (error != NULL)
    {
      save->n_missing++;
      if (save->reason == NULL)
        save->reason = g_strdup (error->message);
    }
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

/*
 * gazette_newsroom_dup_pictures:
 * @document: an article as it is shown
 * @article: the article
 *
 * Returns: (transfer full): the addresses of what has to be fetched to show it whole
 */
GStrv
gazette_newsroom_dup_pictures (GazetteDocument      *document,
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

static DexFuture *
begin_picture (Save       *save,
               const char *url,
               gboolean    is_extra)
{
  Picture *picture = g_new0 (Picture, 1);

  picture->save = g_rc_box_acquire (save);
  picture->url = g_strdup (url);
  picture->is_extra = is_extra;

  return gazette_fiber_spawn (picture_fiber, picture, picture_free);
}

static gboolean
keep_pictures (Save        *save,
               GStrv        urls,
               const char  *icon,
               GError     **error)
{
  g_autoptr(GPtrArray) tasks = g_ptr_array_new_with_free_func (dex_unref);
  guint n_urls = g_strv_length (urls);

  save->n_pictures = n_urls;
  if (n_urls > GAZETTE_MAX_PICTURES)
    {
      save->n_missing = n_urls - GAZETTE_MAX_PICTURES;
      save->n_done = save->n_missing;
      save->reason = g_strdup (_("The article has too many of them."));
    }
  emit_progress (save);

  for (guint i = 0; i < MIN (n_urls, GAZETTE_MAX_PICTURES); i++)
    g_ptr_array_add (tasks, begin_picture (save, urls[i], FALSE));
  if (icon != NULL && is_elsewhere (icon) && !g_strv_contains ((const char *const *) urls, icon))
    g_ptr_array_add (tasks, begin_picture (save, icon, TRUE));

  if (tasks->len > 0 && !dex_await (dex_future_allv ((DexFuture **) tasks->pdata, tasks->len), error))
    return FALSE;
  if (save->failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&save->failure));

  return FALSE;
}

/*
 * gazette_newsroom_dup_missing_note:
 * @n_missing: how many pictures of an article are missing
 * @reason: why the first of them is, a sentence
 *
 * Returns: (transfer full): what a person is told
 */
char *
gazette_newsroom_dup_missing_note (guint       n_missing,
                                   const char *reason)
{
  /* TRANSLATORS: %s is a sentence that says why the first of them is missing */
  return g_strdup_printf (ngettext ("Saved, %u picture missing: %s",
                                    "Saved, %u pictures missing: %s", n_missing),
                          n_missing, reason);
}

static char *
dup_note (Save *save)
{
  g_autofree char *pictures = NULL;
  g_autofree char *text = NULL;

  if (save->n_missing > 0)
    pictures = gazette_newsroom_dup_missing_note (save->n_missing, save->reason);
  /* TRANSLATORS: %s is a sentence that says why */
  if (save->text_reason != NULL)
    text = g_strdup_printf (_("Saved without the full text: %s"), save->text_reason);

  if (pictures != NULL && text != NULL)
    return g_strconcat (text, " ", pictures, NULL);

  return g_strdup (text != NULL ? text : pictures);
}

/* Without its full text it is still worth keeping. That the page has none is no
 * failure: what the source gave is all there is. */
static gboolean
keep_full_text (Save    *save,
                GError **error)
{
  GazetteNewsroom *self = save->newsroom;
  g_autoptr(GError) reason = NULL;

  if (dex_await (gazette_newsroom_until (self, save->stop,
                                         gazette_newsroom_load_full_text (self, save->article_id, FALSE)),
                 &reason))
    return TRUE;

  if (gazette_newsroom_is_cancelled (reason) || gazette_error_is_of_library (reason))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  if (!g_error_matches (reason, GAZETTE_ERROR, GAZETTE_ERROR_NO_ARTICLES))
    save->text_reason = g_strdup (reason->message);

  return TRUE;
}

static char *
load_icon (Save          *save,
           GazetteStored *stored)
{
  DexFuture *loading = gazette_library_load_source (save->newsroom->library, stored->source_id);
  g_autoptr(GazetteSource) source = dex_await_boxed (loading, NULL);

  return source != NULL && gazette_url_is_web (source->icon) ? g_strdup (source->icon) : NULL;
}

static gboolean
is_whole (Save    *save,
          GError **error)
{
  GazetteNewsroom *self = save->newsroom;
  DexFuture *checking = gazette_newsroom_check_saved (self, save->article_id);

  return dex_await_boolean (gazette_newsroom_until (self, save->stop, checking), error);
}

static gboolean
save_article (Save    *save,
              GError **error)
{
  GazetteNewsroom *self = save->newsroom;
  g_autoptr(GazetteStored) stored = NULL;
  g_autoptr(GazetteDocument) document = NULL;
  g_auto(GStrv) urls = NULL;
  g_autofree char *icon = NULL;
  g_autofree char *note = NULL;
  g_autofree char *reason = NULL;

  /* What is whole stays so, whatever happens meanwhile. */
  if (is_whole (save, error))
    return TRUE;
  if (*error != NULL || !set_state (save, GAZETTE_SAVED_SAVING, NULL, error) ||
      !gazette_newsroom_bring_clipping (self, save->stop, save->article_id, &reason, error))
    return FALSE;
  if (reason != NULL)
    return set_state (save, GAZETTE_SAVED_INCOMPLETE, reason, error);
  if (!keep_full_text (save, error))
    return FALSE;

  stored = dex_await_boxed (gazette_library_load_article (self->library, save->article_id), error);
  if (stored == NULL)
    return FALSE;

  document = dex_await_boxed (gazette_newsroom_load_document (self, stored), error);
  if (document == NULL)
    return FALSE;

  urls = gazette_newsroom_dup_pictures (document, stored->article);
  icon = load_icon (save, stored);
  if (!keep_pictures (save, urls, icon, error))
    return FALSE;

  note = dup_note (save);

  return set_state (save, note == NULL ? GAZETTE_SAVED_COMPLETE : GAZETTE_SAVED_INCOMPLETE, note, error);
}

static void
retry_cb (gpointer user_data)
{
  GazetteNewsroom *self = user_data;

  self->save_retry = 0;
  if (dex_future_is_pending (DEX_FUTURE (self->closing)))
    dex_future_disown (gazette_newsroom_resume_saves (self));
}

/* The disk does not take it now, as when it is full: what is marked as being saved
 * goes on by itself when there is room. That is told once, not for each article. */
static void
wait_for_disk (Save         *save,
               const GError *error)
{
  GazetteNewsroom *self = save->newsroom;

  if (!dex_future_is_pending (DEX_FUTURE (self->closing)))
    return;

  if (!self->is_disk_in_trouble)
    g_signal_emit_by_name (self, "save-trouble", error->message);
  self->is_disk_in_trouble = TRUE;
  if (self->save_retry == 0)
    self->save_retry = g_timeout_add_once (self->save_retry_pause, retry_cb, self);
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
  if (success)
    self->is_disk_in_trouble = FALSE;
  else if (gazette_error_is_of_library (error))
    wait_for_disk (save, error);

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
 * %GAZETTE_SAVED_INCOMPLETE with a note; that is no error. One that is saved as a
 * whole stays as it is.
 *
 * It goes on when nobody waits for it. Rejected when the library fails, as on a
 * full disk: what was marked by then is tried again every half minute. With
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
 * gazette_newsroom_get_save_progress:
 * @self: a newsroom
 * @article_id: an article
 * @n_done: (out): how many of its pictures were dealt with
 * @n_all: (out): how many it has, 0 while that is not known
 *
 * Returns: whether it is being saved
 */
gboolean
gazette_newsroom_get_save_progress (GazetteNewsroom *self,
                                    gint64           article_id,
                                    guint           *n_done,
                                    guint           *n_all)
{
  Save *save;

  g_return_val_if_fail (GAZETTE_IS_NEWSROOM (self), FALSE);
  g_return_val_if_fail (n_done != NULL && n_all != NULL, FALSE);

  save = g_hash_table_lookup (self->saves, &article_id);
  *n_done = save != NULL ? save->n_done : 0;
  *n_all = save != NULL ? save->n_pictures : 0;

  return save != NULL;
}

/*
 * gazette_newsroom_stop_saving:
 * @self: a newsroom
 * @article_id: an article
 *
 * Breaks off what saves it, if something does. Its state stays.
 */
void
gazette_newsroom_stop_saving (GazetteNewsroom *self,
                              gint64           article_id)
{
  Save *save = g_hash_table_lookup (self->saves, &article_id);

  if (save == NULL)
    return;

  g_hash_table_remove (self->saves, &article_id);
  dex_promise_reject (save->stop, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Unsaved"));
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
  dex_return_error_if_fail (GAZETTE_IS_NEWSROOM (self));

  gazette_newsroom_stop_saving (self, article_id);
  gazette_newsroom_stop_files (self, article_id);

  return gazette_library_set_saved (self->library, article_id, GAZETTE_SAVED_NONE, NULL);
}

/* Begins to save some that were not tried before. */
static GPtrArray *
save_some (GazetteNewsroom *self,
           GArray          *ids,
           GHashTable      *tried)
{
  GPtrArray *saves = g_ptr_array_new_with_free_func (dex_unref);

  for (guint i = 0; i < ids->len && saves->len < MAX_RESUMED; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      if (g_hash_table_contains (tried, &id))
        continue;

      g_hash_table_add (tried, g_memdup2 (&id, sizeof id));
      g_ptr_array_add (saves, gazette_newsroom_save (self, id));
    }

  return saves;
}

/* What is no longer to be saved when its turn comes is not. */
static DexFuture *
resume_fiber (gpointer user_data)
{
  GazetteNewsroom *self = user_data;
  g_autoptr(GHashTable) tried = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  while (TRUE)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GArray) ids = dex_await_boxed (gazette_library_list_saving (self->library), &error);
      g_autoptr(GPtrArray) saves = NULL;

      if (ids == NULL || !gazette_newsroom_is_wanted (self, NULL, &error))
        return dex_future_new_for_error (g_steal_pointer (&error));

      saves = save_some (self, ids, tried);
      if (saves->len == 0)
        return dex_future_new_true ();

      for (guint i = 0; i < saves->len; i++)
        dex_await (dex_ref (saves->pdata[i]), NULL);
    }
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

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Copies of the files that come with articles, which a person asks for one by one. A
 * copy goes from the network to the disk in small pieces; nothing fetches one by itself
 * but what was asked for and not finished by an earlier run. */

#include "config.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "gazette-error.h"
#include "gazette-fiber.h"
#include "gazette-file-keep-private.h"
#include "gazette-worker.h"

static void
clear_keep (gpointer data)
{
  GazetteFileKeep *keep = data;

  g_object_unref (keep->newsroom);
  gazette_attachment_free (keep->attachment);
  dex_unref (keep->stop);
  dex_clear (&keep->task);
  g_free (keep->key);
  g_free (keep->path);
  g_free (keep->validator);
}

void
gazette_file_keep_unref (gpointer keep)
{
  g_rc_box_release_full (keep, clear_keep);
}

static char *
make_key (gint64      article_id,
          const char *url)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT " %s", article_id, url);
}

static GazetteFileKeep *
find_keep (GazetteNewsroom *self,
           gint64           article_id,
           const char      *url)
{
  g_autofree char *key = make_key (article_id, url);

  return g_hash_table_lookup (self->file_keeps, key);
}

static void
emit_changed (GazetteNewsroom *self,
              gint64           article_id,
              const char      *url)
{
  g_signal_emit_by_name (self, "file-changed", article_id, url);
}

void
gazette_file_keep_tell (GazetteFileKeep *keep)
{
  emit_changed (keep->newsroom, keep->article_id, keep->attachment->url);
}

static gboolean
keep_it (GazetteFileKeep  *keep,
         GError          **error)
{
  GazetteNewsroom *self = keep->newsroom;
  const char *url = keep->attachment->url;
  g_autoptr(GazettePermit) permit = NULL;

  if (!gazette_newsroom_is_wanted (self, keep->stop, error) ||
      !dex_await (gazette_library_want_file (self->library, keep->article_id, keep->attachment), error))
    return FALSE;

  permit = dex_await_boxed (gazette_newsroom_until (self, keep->stop, gazette_limiter_acquire (self->file_limiter, "")),
                            error);
  if (permit == NULL)
    return FALSE;
  if (!gazette_newsroom_is_wanted (self, keep->stop, error) || !gazette_file_keep_download (keep, error) ||
      !gazette_newsroom_is_wanted (self, keep->stop, error))
    return FALSE;

  return dex_await (gazette_library_keep_file (self->library, keep->article_id, url, keep->path), error);
}

static DexFuture *
keep_fiber (gpointer user_data)
{
  GazetteFileKeep *keep = user_data;
  GazetteNewsroom *self = keep->newsroom;
  g_autoptr(GError) error = NULL;
  gboolean success = keep_it (keep, &error);

  if (!success)
    gazette_file_keep_leave (keep, error);
  if (!success && !gazette_newsroom_is_cancelled (error))
    dex_await (gazette_library_fail_file (self->library, keep->article_id, keep->attachment->url, error->message), NULL);

  if (g_hash_table_lookup (self->file_keeps, keep->key) == keep)
    g_hash_table_remove (self->file_keeps, keep->key);
  if (dex_future_is_pending (DEX_FUTURE (self->closing)))
    emit_changed (self, keep->article_id, keep->attachment->url);

  return success ? dex_future_new_true () : dex_future_new_for_error (g_steal_pointer (&error));
}

/**
 * gazette_newsroom_keep_file:
 * @self: a newsroom
 * @article_id: an article
 * @attachment: a file that comes with it
 *
 * Keeps a copy of a file, and saves the article, of which it is a part from then on. It
 * goes on when nobody waits for it and, if the program ends, with the next
 * gazette_newsroom_open(). GazetteNewsroom::file-changed tells how far it is.
 *
 * Rejected when it could not be had, which is noted with the file; and with
 * %G_IO_ERROR_CANCELLED when it was stopped or the newsroom closes.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_newsroom_keep_file (GazetteNewsroom         *self,
                            gint64                   article_id,
                            const GazetteAttachment *attachment)
{
  GazetteFileKeep *keep;
  DexFuture *task;

  dex_return_error_if_fail (GAZETTE_IS_NEWSROOM (self));
  dex_return_error_if_fail (attachment != NULL);

  if (!dex_future_is_pending (DEX_FUTURE (self->closing)))
    return DEX_FUTURE (dex_ref (self->closing));

  keep = find_keep (self, article_id, attachment->url);
  if (keep != NULL)
    return dex_ref (keep->task);

  /* What is kept of an article is kept as long as the article is saved. */
  dex_future_disown (gazette_newsroom_save (self, article_id));

  keep = g_rc_box_new0 (GazetteFileKeep);
  keep->newsroom = g_object_ref (self);
  keep->article_id = article_id;
  keep->attachment = gazette_attachment_copy (attachment);
  keep->key = make_key (article_id, attachment->url);
  keep->stop = dex_promise_new ();
  keep->n_all = attachment->size;
  g_hash_table_insert (self->file_keeps, keep->key, keep);

  task = gazette_newsroom_spawn (self, keep->stop, keep_fiber, keep, gazette_file_keep_unref);
  keep->task = dex_ref (task);
  dex_future_disown (dex_ref (task));
  emit_changed (self, article_id, attachment->url);

  return task;
}

/**
 * gazette_newsroom_stop_file:
 * @self: a newsroom
 * @article_id: an article
 * @url: where the file comes from
 *
 * Breaks off what keeps a copy of it, if something does; a person wants none any more.
 */
void
gazette_newsroom_stop_file (GazetteNewsroom *self,
                            gint64           article_id,
                            const char      *url)
{
  GazetteFileKeep *keep;

  g_return_if_fail (GAZETTE_IS_NEWSROOM (self));
  g_return_if_fail (url != NULL);

  keep = find_keep (self, article_id, url);
  if (keep == NULL)
    return;

  keep->is_forgotten = TRUE;
  g_hash_table_remove (self->file_keeps, keep->key);
  dex_future_disown (gazette_newsroom_forget_file (self, article_id, url));
  dex_promise_reject (keep->stop, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Stopped"));
}

/*
 * gazette_newsroom_stop_files:
 * @self: a newsroom
 * @article_id: an article that is not saved any more
 *
 * Breaks off what keeps copies of its files. That they are wanted stays noted.
 */
void
gazette_newsroom_stop_files (GazetteNewsroom *self,
                             gint64           article_id)
{
  g_autoptr(GList) keeps = g_hash_table_get_values (self->file_keeps);

  for (GList *l = keeps; l != NULL; l = l->next)
    {
      GazetteFileKeep *keep = l->data;

      if (keep->article_id != article_id)
        continue;
      g_hash_table_remove (self->file_keeps, keep->key);
      dex_promise_reject (keep->stop, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Unsaved"));
    }
}

/**
 * gazette_newsroom_get_file_progress:
 * @self: a newsroom
 * @article_id: an article
 * @url: where the file comes from
 * @n_received: (out): bytes that are there
 * @n_all: (out): bytes that it has, -1 when that is not known
 *
 * Returns: whether a copy of it is on its way
 */
gboolean
gazette_newsroom_get_file_progress (GazetteNewsroom *self,
                                    gint64           article_id,
                                    const char      *url,
                                    gint64          *n_received,
                                    gint64          *n_all)
{
  GazetteFileKeep *keep;

  g_return_val_if_fail (GAZETTE_IS_NEWSROOM (self), FALSE);
  g_return_val_if_fail (url != NULL && n_received != NULL && n_all != NULL, FALSE);

  keep = find_keep (self, article_id, url);
  *n_received = keep != NULL ? keep->n_received : 0;
  *n_all = keep != NULL ? keep->n_all : -1;

  return keep != NULL;
}

typedef struct
{
  GazetteNewsroom *newsroom;
  gint64           article_id;
  char            *url;
  char            *name;
} Task;

static void
task_free (gpointer data)
{
  Task *task = data;

  g_object_unref (task->newsroom);
  g_free (task->url);
  g_free (task->name);
  g_free (task);
}

static Task *
task_new (GazetteNewsroom *self,
          gint64           article_id,
          const char      *url)
{
  Task *task = g_new0 (Task, 1);

  task->newsroom = g_object_ref (self);
  task->article_id = article_id;
  task->url = g_strdup (url);

  return task;
}

static DexFuture *
changed_cb (DexFuture *future,
            gpointer   user_data)
{
  Task *task = user_data;

  emit_changed (task->newsroom, task->article_id, task->url);

  return dex_ref (future);
}

/**
 * gazette_newsroom_hide_file:
 * @self: a newsroom
 * @article_id: an article
 * @url: where the file comes from
 * @is_hidden: whether its copy is as good as removed
 *
 * Removes a copy so that it can come back, until gazette_newsroom_forget_file() or the
 * next start.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_newsroom_hide_file (GazetteNewsroom *self,
                            gint64           article_id,
                            const char      *url,
                            gboolean         is_hidden)
{
  dex_return_error_if_fail (GAZETTE_IS_NEWSROOM (self));
  dex_return_error_if_fail (url != NULL);

  return dex_future_finally (gazette_library_hide_file (self->library, article_id, url, is_hidden), changed_cb,
                             task_new (self, article_id, url), task_free);
}

/**
 * gazette_newsroom_forget_file:
 * @self: a newsroom
 * @article_id: an article
 * @url: where the file comes from
 *
 * Removes the copy of a file for good.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_newsroom_forget_file (GazetteNewsroom *self,
                              gint64           article_id,
                              const char      *url)
{
  dex_return_error_if_fail (GAZETTE_IS_NEWSROOM (self));
  dex_return_error_if_fail (url != NULL);

  return dex_future_finally (gazette_library_forget_file (self->library, article_id, url), changed_cb,
                             task_new (self, article_id, url), task_free);
}

static DexFuture *
measure_fiber (gpointer user_data)
{
  Task *task = user_data;
  GazetteRequest request = { .url = task->url, .headers = GAZETTE_FILE_HEADERS, .is_linked = TRUE, .is_head = TRUE };
  g_autoptr(GError) error = NULL;
  g_autoptr(GazetteResponse) response =
    dex_await_boxed (gazette_newsroom_fetch (task->newsroom, NULL, &request), &error);
  const char *length = response != NULL ? g_hash_table_lookup (response->headers, "content-length") : NULL;
  guint64 size;

  if (response == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (length == NULL || !g_ascii_string_to_unsigned (length, 10, 1, G_MAXINT64, &size, NULL))
    return dex_future_new_for_int64 (-1);

  return dex_future_new_for_int64 ((gint64) size);
}

/**
 * gazette_newsroom_measure_file:
 * @self: a newsroom
 * @url: where a file is
 *
 * Asks the server how long a file is, and for nothing of it.
 *
 * Rejected as gazette_fetcher_fetch() is.
 *
 * Returns: (transfer full): a future for its bytes, a gint64; -1 when the server
 *   does not say
 */
DexFuture *
gazette_newsroom_measure_file (GazetteNewsroom *self,
                               const char      *url)
{
  dex_return_error_if_fail (GAZETTE_IS_NEWSROOM (self));
  dex_return_error_if_fail (url != NULL);

  return gazette_newsroom_spawn (self, NULL, measure_fiber, task_new (self, 0, url), task_free);
}

/* Links to what is kept: programs get a name that says what it is. What they are given
 * is the same file, which nobody may write to. */
static gboolean
link_on_thread (gpointer   data,
                GValue    *result,
                GError   **error)
{
  const char *const *paths = data;
  g_autofree char *folder = g_path_get_dirname (paths[1]);

  g_unlink (paths[1]);
  if (g_mkdir_with_parents (folder, 0700) != 0 || link (paths[0], paths[1]) != 0)
    {
      g_set_error (error, GAZETTE_ERROR, GAZETTE_ERROR_LIBRARY,
                   /* TRANSLATORS: %s says why, such as “Permission denied” */
                   _("The copy could not be opened (%s). Check the disk and try again."), g_strerror (errno));
      return FALSE;
    }

  g_value_init (result, G_TYPE_STRING);
  g_value_set_string (result, paths[1]);

  return TRUE;
}

static DexFuture *
open_fiber (gpointer user_data)
{
  Task *task = user_data;
  GazetteNewsroom *self = task->newsroom;
  g_autoptr(GError) error = NULL;
  g_autofree char *path =
    dex_await_string (gazette_library_find_file (self->library, task->article_id, task->url), &error);
  g_autofree char *hash = path != NULL ? g_path_get_basename (path) : NULL;
  const char *paths[] = { path, NULL, NULL };
  g_autofree char *named = NULL;

  if (path == NULL && g_error_matches (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_FOUND))
    {
      dex_await (gazette_library_fail_file (self->library, task->article_id, task->url, error->message), NULL);
      emit_changed (self, task->article_id, task->url);
    }
  if (path == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  named = g_build_filename (self->data_folder, "files", GAZETTE_FILE_LINKS, hash, task->name, NULL);
  paths[1] = named;

  return gazette_worker_run (gazette_worker_get_cpu (), link_on_thread, g_strdupv ((GStrv) paths),
                             (GDestroyNotify) g_strfreev);
}

/**
 * gazette_newsroom_open_file:
 * @self: a newsroom
 * @article_id: an article
 * @url: where the file comes from
 * @name: what it is to be called, without slashes
 *
 * Makes the copy of a file ready to be opened by a program: it is what was kept, which
 * takes as long as reading it does, and has a name that people know.
 *
 * Rejected with %GAZETTE_ERROR_NOT_FOUND when it is damaged or not kept.
 *
 * Returns: (transfer full): a future for its path, a string
 */
DexFuture *
gazette_newsroom_open_file (GazetteNewsroom *self,
                            gint64           article_id,
                            const char      *url,
                            const char      *name)
{
  Task *task;

  dex_return_error_if_fail (GAZETTE_IS_NEWSROOM (self));
  dex_return_error_if_fail (url != NULL && name != NULL && strchr (name, '/') == NULL);

  task = task_new (self, article_id, url);
  task->name = g_strdup (name);

  return gazette_newsroom_spawn (self, NULL, open_fiber, task, task_free);
}

static DexFuture *
resume_cb (DexFuture *future,
           gpointer   user_data)
{
  GazetteNewsroom *self = user_data;
  const GValue *value = dex_future_get_value (future, NULL);
  GPtrArray *files = value != NULL ? g_value_get_boxed (value) : NULL;

  for (guint i = 0; files != NULL && i < files->len; i++)
    {
      const GazetteKeptFile *file = files->pdata[i];
      GazetteAttachment attachment = { file->url, file->type, file->title, file->size, -1 };

      dex_future_disown (gazette_newsroom_keep_file (self, file->article_id, &attachment));
    }

  return NULL;
}

/*
 * gazette_newsroom_resume_files:
 * @self: a newsroom
 *
 * Goes on with what an earlier run of the program did not finish to keep.
 */
void
gazette_newsroom_resume_files (GazetteNewsroom *self)
{
  dex_future_disown (dex_future_finally (gazette_library_list_files (self->library, 0), resume_cb,
                                         g_object_ref (self), g_object_unref));
}

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
#include <sys/statvfs.h>

#include "gazette-error.h"
#include "gazette-fiber.h"
#include "gazette-file-keep.h"
#include "gazette-newsroom-private.h"
#include "gazette-url.h"
#include "gazette-worker.h"

/* What is left to others on the disk. */
#define RESERVE (G_GINT64_CONSTANT (64) * 1024 * 1024)

/* Between two words on how far one is, in µs. */
#define PROGRESS_PAUSE (100 * 1000)

/* As they are: a packed film is no smaller, and its length is not known. */
static const char *const headers[] = { "Accept-Encoding", "identity", NULL };

/* One file on its way. Main thread only. */
typedef struct
{
  GazetteNewsroom   *newsroom;
  gint64             article_id;
  GazetteAttachment *attachment;
  char              *key;
  DexPromise        *stop;
  DexFuture         *task;
  char              *path;
  gint64             n_received;
  gint64             n_all;
  gint64             told;
} Keep;

/* What it is written to. Held by the thread and by who waits for it. */
typedef struct
{
  char   *path;
  gint64  n_free;
} Draft;

static void
clear_keep (gpointer data)
{
  Keep *keep = data;

  g_object_unref (keep->newsroom);
  gazette_attachment_free (keep->attachment);
  dex_unref (keep->stop);
  dex_clear (&keep->task);
  g_free (keep->key);
  g_free (keep->path);
}

static void
keep_unref (gpointer keep)
{
  g_rc_box_release_full (keep, clear_keep);
}

static void
clear_draft (gpointer data)
{
  g_free (((Draft *) data)->path);
}

static void
draft_unref (gpointer draft)
{
  g_atomic_rc_box_release_full (draft, clear_draft);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Draft, draft_unref)

static char *
make_key (gint64      article_id,
          const char *url)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT " %s", article_id, url);
}

static Keep *
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

static void
progress_cb (guint64  n_received,
             gint64   n_all,
             gpointer user_data)
{
  Keep *keep = user_data;
  gint64 now = g_get_monotonic_time ();

  keep->n_received = (gint64) n_received;
  keep->n_all = n_all;
  if (now - keep->told < PROGRESS_PAUSE)
    return;

  keep->told = now;
  emit_changed (keep->newsroom, keep->article_id, keep->attachment->url);
}

static gboolean
open_on_thread (gpointer   data,
                GValue    *result,
                GError   **error)
{
  Draft *draft = data;
  g_autoptr(GFile) file = g_file_new_for_path (draft->path);
  struct statvfs info;
  GFileOutputStream *stream;

  draft->n_free = statvfs (draft->path, &info) == 0 ? (gint64) info.f_bavail * (gint64) info.f_frsize : G_MAXINT64;
  stream = g_file_append_to (file, G_FILE_CREATE_PRIVATE, NULL, error);
  if (stream == NULL)
    return FALSE;

  g_value_init (result, G_TYPE_OUTPUT_STREAM);
  g_value_take_object (result, stream);

  return TRUE;
}

static gboolean
unlink_on_thread (gpointer   data,
                  GValue    *result,
                  GError   **error)
{
  g_unlink (data);

  return TRUE;
}

static void
set_no_room (gint64    n_left,
             GError  **error)
{
  g_autofree char *left = g_format_size ((guint64) MAX (n_left, 0));

  g_set_error (error, GAZETTE_ERROR, GAZETTE_ERROR_TOO_LARGE,
               /* TRANSLATORS: %s is a size such as 20 MB */
               _("The file does not fit on the disk, where %s are left for it. Make room on it and try again."), left);
}

static void
set_too_large (gint64    max_size,
               GError  **error)
{
  g_autofree char *most = g_format_size_full ((guint64) max_size, G_FORMAT_SIZE_IEC_UNITS);

  g_set_error (error, GAZETTE_ERROR, GAZETTE_ERROR_TOO_LARGE,
               /* TRANSLATORS: %s is a size such as 2 GiB */
               _("The file is larger than %s, of which no copy is kept. Open it in a browser."), most);
}

/* How many bytes it may have; 0 when what is known of it says that it has more. */
static gint64
get_room (Keep    *keep,
          gint64   n_free,
          GError **error)
{
  gint64 room = n_free - RESERVE;
  gint64 max_size = keep->newsroom->max_file_size;

  if (keep->attachment->size > max_size)
    {
      set_too_large (max_size, error);
      return 0;
    }
  if (room <= 0 || keep->attachment->size > room)
    {
      set_no_room (room, error);
      return 0;
    }

  return MIN (room, max_size);
}

static gboolean
is_played (const GazetteAttachment *attachment)
{
  return attachment->type != NULL &&
         (g_ascii_strncasecmp (attachment->type, "audio/", 6) == 0 ||
          g_ascii_strncasecmp (attachment->type, "video/", 6) == 0);
}

/* Servers that want something first, or have it no more, say so in a page. */
static gboolean
check_answer (Keep             *keep,
              GazetteResponse  *response,
              GError          **error)
{
  g_autofree char *host = gazette_url_dup_host (keep->attachment->url);

  if (is_played (keep->attachment) && response->content_type != NULL &&
      g_ascii_strncasecmp (response->content_type, "text/html", 9) == 0)
    {
      g_set_error (error, GAZETTE_ERROR, GAZETTE_ERROR_REFUSED,
                   /* TRANSLATORS: %s is the name of a site */
                   _("“%s” has sent a page rather than the file. Open it in a browser to see why."), host);
      return FALSE;
    }
  if (keep->n_received == 0)
    {
      g_set_error (error, GAZETTE_ERROR, GAZETTE_ERROR_REFUSED,
                   /* TRANSLATORS: %s is the name of a site */
                   _("“%s” has sent an empty file. Try again later."), host);
      return FALSE;
    }

  return TRUE;
}

static gboolean
download (Keep    *keep,
          GError **error)
{
  GazetteNewsroom *self = keep->newsroom;
  g_autoptr(Draft) draft = g_atomic_rc_box_new0 (Draft);
  g_autoptr(GOutputStream) output = NULL;
  g_autoptr(GazetteResponse) response = NULL;
  g_autoptr(GError) local_error = NULL;
  GazetteRequest request = { .url = keep->attachment->url, .headers = headers, .progress = progress_cb };
  gint64 room;

  draft->path = g_strdup (keep->path);
  output = dex_await_object (gazette_worker_run (gazette_worker_get_cpu (), open_on_thread,
                                                 g_atomic_rc_box_acquire (draft), draft_unref),
                             error);
  if (output == NULL || (room = get_room (keep, draft->n_free, error)) == 0)
    return FALSE;

  request.output = output;
  request.max_size = (gsize) room;
  request.progress_data = g_rc_box_acquire (keep);
  request.progress_destroy = keep_unref;
  response = dex_await_boxed (gazette_newsroom_fetch (self, keep->stop, &request), &local_error);
  if (g_error_matches (local_error, GAZETTE_ERROR, GAZETTE_ERROR_TOO_LARGE))
    {
      if (room < self->max_file_size)
        set_no_room (room, error);
      else
        set_too_large (self->max_file_size, error);
      return FALSE;
    }
  if (response == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return check_answer (keep, response, error) && dex_await (dex_output_stream_close (output, G_PRIORITY_DEFAULT), error);
}

static gboolean
keep_it (Keep    *keep,
         GError **error)
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
  keep->path = dex_await_string (gazette_library_begin_file (self->library), error);
  if (keep->path == NULL || !gazette_newsroom_is_wanted (self, keep->stop, error) || !download (keep, error) ||
      !gazette_newsroom_is_wanted (self, keep->stop, error))
    return FALSE;

  return dex_await (gazette_library_keep_file (self->library, keep->article_id, url, keep->path), error);
}

static DexFuture *
keep_fiber (gpointer user_data)
{
  Keep *keep = user_data;
  GazetteNewsroom *self = keep->newsroom;
  g_autoptr(GError) error = NULL;
  gboolean success = keep_it (keep, &error);

  if (!success && keep->path != NULL)
    dex_future_disown (gazette_worker_run (gazette_worker_get_cpu (), unlink_on_thread, g_strdup (keep->path), g_free));
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
  Keep *keep;
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

  keep = g_rc_box_new0 (Keep);
  keep->newsroom = g_object_ref (self);
  keep->article_id = article_id;
  keep->attachment = gazette_attachment_copy (attachment);
  keep->key = make_key (article_id, attachment->url);
  keep->stop = dex_promise_new ();
  keep->n_all = attachment->size;
  g_hash_table_insert (self->file_keeps, keep->key, keep);

  task = gazette_newsroom_spawn (self, keep->stop, keep_fiber, keep, keep_unref);
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
  Keep *keep;

  g_return_if_fail (GAZETTE_IS_NEWSROOM (self));
  g_return_if_fail (url != NULL);

  keep = find_keep (self, article_id, url);
  if (keep == NULL)
    return;

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
      Keep *keep = l->data;

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
  Keep *keep;

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
  GazetteRequest request = { .url = task->url, .headers = headers, .is_head = TRUE };
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

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A file that comes with an article, from the network to the disk. What broke off goes
 * on where it did, also in another run of the program, as long as the server has the
 * same file: RFC 9110, 13.1.5 and 14. */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixoutputstream.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "gazette-error.h"
#include "gazette-fiber.h"
#include "gazette-file-keep-private.h"
#include "gazette-pictures.h"
#include "gazette-url.h"
#include "gazette-worker.h"

/* What is left to others on the disk. */
#define RESERVE (G_GINT64_CONSTANT (64) * 1024 * 1024)

/* Between two words on how far one is, in µs. */
#define PROGRESS_PAUSE (100 * 1000)

/* What it is written to. Held by the thread and by who waits for it. */
typedef struct
{
  char   *path;
  gint64  length;
  gint64  n_free;
} Draft;

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

static void
progress_cb (guint64  n_received,
             gint64   n_all,
             gpointer user_data)
{
  GazetteFileKeep *keep = user_data;
  gint64 now = g_get_monotonic_time ();

  keep->n_received = (gint64) n_received;
  keep->n_all = n_all;
  if (now - keep->told < PROGRESS_PAUSE)
    return;

  keep->told = now;
  gazette_file_keep_tell (keep);
}

/* Two processes that have the same library open do not write to the same draft. Where
 * files cannot be locked, nobody else is there. */
static gboolean
open_on_thread (gpointer   data,
                GValue    *result,
                GError   **error)
{
  Draft *draft = data;
  struct statvfs disk;
  struct stat info;
  int fd = g_open (draft->path, O_WRONLY | O_APPEND | O_CLOEXEC, 0);
  int number;

  if (fd == -1 || fstat (fd, &info) != 0 || (flock (fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK))
    {
      number = errno;
      if (fd != -1)
        g_close (fd, NULL);
      gazette_pictures_set_error (draft->path, number, error);
      return FALSE;
    }

  draft->length = info.st_size;
  draft->n_free = fstatvfs (fd, &disk) == 0 ? (gint64) disk.f_bavail * (gint64) disk.f_frsize : G_MAXINT64;
  g_value_init (result, G_TYPE_OUTPUT_STREAM);
  g_value_take_object (result, g_unix_output_stream_new (fd, TRUE));

  return TRUE;
}

static gboolean
empty_on_thread (gpointer   data,
                 GValue    *result,
                 GError   **error)
{
  if (truncate (data, 0) == 0)
    return TRUE;

  gazette_pictures_set_error (data, errno, error);

  return FALSE;
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

/* How many bytes all of it may have; 0 when what is known of it says that it has more. */
static gint64
get_room (GazetteFileKeep  *keep,
          gint64            n_free,
          GError          **error)
{
  /* What came before is on the disk already. */
  gint64 room = n_free - RESERVE + keep->n_there;
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
check_answer (GazetteFileKeep  *keep,
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

static GOutputStream *
open_draft (GazetteFileKeep  *keep,
            const char       *path,
            gint64           *n_free,
            GError          **error)
{
  g_autoptr(Draft) draft = g_atomic_rc_box_new0 (Draft);
  GOutputStream *output;

  draft->path = g_strdup (path);
  output = dex_await_object (gazette_worker_run (gazette_worker_get_cpu (), open_on_thread,
                                                 g_atomic_rc_box_acquire (draft), draft_unref),
                             error);
  if (output == NULL)
    return NULL;

  g_set_str (&keep->path, path);
  keep->n_there = keep->n_received = draft->length;
  *n_free = draft->n_free;

  return output;
}

/* What came of it before, in this run or in another. */
static GOutputStream *
open_former (GazetteFileKeep *keep,
             gint64          *n_free)
{
  g_autoptr(GPtrArray) files =
    dex_await_boxed (gazette_library_list_files (keep->newsroom->library, keep->article_id), NULL);

  for (guint i = 0; files != NULL && i < files->len; i++)
    {
      const GazetteKeptFile *file = files->pdata[i];
      GOutputStream *output;

      if (!g_str_equal (file->url, keep->attachment->url) || file->draft == NULL || file->validator == NULL)
        continue;
      output = open_draft (keep, file->draft, n_free, NULL);
      if (output != NULL)
        g_set_str (&keep->validator, file->validator);
      return output;
    }

  return NULL;
}

static GOutputStream *
open_output (GazetteFileKeep  *keep,
             gint64           *n_free,
             GError          **error)
{
  GOutputStream *output = open_former (keep, n_free);
  g_autofree char *path = NULL;

  if (output != NULL)
    return output;

  path = dex_await_string (gazette_library_begin_file (keep->newsroom->library), error);

  return path != NULL ? open_draft (keep, path, n_free, error) : NULL;
}

typedef struct
{
  GazetteFileKeep *keep;
  gboolean         is_whole;
  char            *validator;
} Beginning;

static void
beginning_free (gpointer data)
{
  Beginning *beginning = data;

  gazette_file_keep_unref (beginning->keep);
  g_free (beginning->validator);
  g_free (beginning);
}

/* Bytes and what they are told from others by always belong together, wherever the
 * program ends: nothing is there while the one changes. */
static DexFuture *
begin_fiber (gpointer user_data)
{
  Beginning *beginning = user_data;
  GazetteFileKeep *keep = beginning->keep;
  g_autoptr(GError) error = NULL;

  if (beginning->is_whole && keep->n_there > 0)
    {
      if (!dex_await (gazette_worker_run (gazette_worker_get_cpu (), empty_on_thread, g_strdup (keep->path), g_free), &error))
        return dex_future_new_for_error (g_steal_pointer (&error));
      keep->n_there = 0;
    }
  g_set_str (&keep->validator, beginning->validator);

  return gazette_library_note_draft (keep->newsroom->library, keep->article_id, keep->attachment->url, keep->path,
                                     keep->validator);
}

static DexFuture *
begin_cb (gint64      offset,
          const char *validator,
          gpointer    user_data)
{
  Beginning *beginning = g_new0 (Beginning, 1);

  beginning->keep = g_rc_box_acquire (user_data);
  beginning->is_whole = offset == 0;
  beginning->validator = g_strdup (validator);

  return gazette_fiber_spawn (begin_fiber, beginning, beginning_free);
}

static GazetteResponse *
fetch (GazetteFileKeep  *keep,
       GOutputStream    *output,
       gint64            room,
       GError          **error)
{
  GazetteRequest request = {
    .url = keep->attachment->url,
    .headers = GAZETTE_FILE_HEADERS,
    .max_size = (gsize) room,
    .is_linked = TRUE,
    .output = output,
    .offset = keep->n_there,
    .validator = keep->validator,
    .begin = begin_cb,
    .progress = progress_cb,
    .progress_data = g_rc_box_acquire (keep),
    .progress_destroy = gazette_file_keep_unref,
  };

  return dex_await_boxed (gazette_newsroom_fetch (keep->newsroom, keep->stop, &request), error);
}

static gboolean
fetch_all (GazetteFileKeep  *keep,
           GOutputStream    *output,
           gint64            room,
           GError          **error)
{
  GazetteNewsroom *self = keep->newsroom;
  g_autoptr(GError) local_error = NULL;
  g_autoptr(GazetteResponse) response = fetch (keep, output, room, &local_error);

  /* Such as 416, when there is no rest, or another part than was asked for. */
  if (keep->n_there > 0 && g_error_matches (local_error, GAZETTE_ERROR, GAZETTE_ERROR_REFUSED))
    {
      g_clear_error (&local_error);
      g_clear_pointer (&keep->validator, g_free);
      response = fetch (keep, output, room, &local_error);
    }
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

  return check_answer (keep, response, error);
}

/*
 * gazette_file_keep_download:
 * @keep: a file that is wanted
 * @error: return location for an error
 *
 * Writes all of it to its path. On a fiber.
 *
 * Returns: whether all of it is there
 */
gboolean
gazette_file_keep_download (GazetteFileKeep  *keep,
                            GError          **error)
{
  gint64 n_free = 0;
  g_autoptr(GOutputStream) output = open_output (keep, &n_free, error);
  gboolean success;
  gint64 room;

  if (output == NULL)
    return FALSE;

  room = get_room (keep, n_free, error);
  success = room > 0 && fetch_all (keep, output, room, error);

  /* Also what broke off: a person may try again at once, and it is to be free then. */
  return dex_await (dex_output_stream_close (output, G_PRIORITY_DEFAULT), success ? error : NULL) && success;
}

/*
 * gazette_file_keep_leave:
 * @keep: a file that is not there as a whole
 * @reason: why
 *
 * Removes what came of it, unless the rest may be had some time.
 */
void
gazette_file_keep_leave (GazetteFileKeep *keep,
                         const GError    *reason)
{
  gboolean may_go_on = keep->validator != NULL && !keep->is_forgotten &&
                       (gazette_newsroom_is_cancelled (reason) || gazette_newsroom_may_pass (reason));

  if (keep->path != NULL && !may_go_on)
    dex_future_disown (gazette_worker_run (gazette_worker_get_cpu (), unlink_on_thread, g_strdup (keep->path), g_free));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "gazette-backup-private.h"
#include "gazette-error.h"
#include "gazette-files.h"
#include "gazette-newsroom-private.h"
#include "gazette-user-dialects.h"

/* As large as a picture that is saved, and as a dialect, may be. */
#define MAX_PICTURE (20 * 1024 * 1024)
#define MAX_DIALECT (1024 * 1024)

/* How much of a file is unpacked at once. */
#define PIECE_SIZE (64 * 1024)

/* A backup that is being restored. One thread at a time works on it. */
typedef struct
{
  GazetteNewsroom *newsroom;
  GazetteBackup   *backup;
  GCancellable    *cancellable;
  char            *data_folder;
  GStrv            dialect_errors;
} Run;

typedef struct
{
  Run  *run;
  guint position;
  /* Where a file is written to. */
  char *path;
} Picture;

static void
clear_run (gpointer data)
{
  Run *run = data;

  g_object_unref (run->newsroom);
  g_object_unref (run->cancellable);
  gazette_backup_unref (run->backup);
  g_strfreev (run->dialect_errors);
  g_free (run->data_folder);
}

static void
run_unref (gpointer run)
{
  g_atomic_rc_box_release_full (run, clear_run);
}

static void
picture_free (gpointer data)
{
  Picture *picture = data;

  run_unref (picture->run);
  g_free (picture->path);
  g_free (picture);
}

static gboolean
open_on_thread (gpointer   data,
                GValue    *result,
                GError   **error)
{
  GazetteBackup *backup = gazette_backup_open (data, error);

  if (backup == NULL)
    return FALSE;

  g_value_init (result, GAZETTE_TYPE_BACKUP);
  g_value_take_boxed (result, backup);

  return TRUE;
}

static gboolean
find_manifest_on_thread (gpointer   data,
                         GValue    *result,
                         GError   **error)
{
  g_autoptr(GazetteUnzip) unzip = gazette_unzip_new (data, NULL);

  g_value_init (result, G_TYPE_BOOLEAN);
  g_value_set_boolean (result, unzip != NULL && gazette_unzip_find (unzip, GAZETTE_BACKUP_MANIFEST) != NULL &&
                                 gazette_unzip_find (unzip, GAZETTE_BACKUP_TABLES "articles.jsonl") != NULL);

  return TRUE;
}

/**
 * gazette_newsroom_is_backup:
 * @self: a newsroom
 * @path: a file
 *
 * Looks whether a file may be a backup, by the names of what is in it alone: other
 * programs write ZIP files as well.
 *
 * Returns: (transfer full): a future for a gboolean
 */
DexFuture *
gazette_newsroom_is_backup (GazetteNewsroom *self,
                            const char      *path)
{
  dex_return_error_if_fail (GAZETTE_IS_NEWSROOM (self));
  dex_return_error_if_fail (path != NULL);

  return gazette_worker_run (gazette_worker_get_cpu (), find_manifest_on_thread, g_strdup (path), g_free);
}

/**
 * gazette_newsroom_look_at_backup:
 * @self: a newsroom
 * @path: a file
 *
 * Looks whether a file is a backup, and whether all of it is sound but for pictures.
 * Nothing is changed.
 *
 * Rejected with %GAZETTE_ERROR_NOT_READABLE, which says in words what is wrong with it.
 *
 * Returns: (transfer full): a future for the #GazetteBackup
 */
DexFuture *
gazette_newsroom_look_at_backup (GazetteNewsroom *self,
                                 const char      *path)
{
  dex_return_error_if_fail (GAZETTE_IS_NEWSROOM (self));
  dex_return_error_if_fail (path != NULL);

  return gazette_worker_run (gazette_backup_get_worker (), open_on_thread, g_strdup (path), g_free);
}

/* Those that are here stay as they are, and so does what is broken. */
static gboolean
restore_dialects_on_thread (gpointer   data,
                            GValue    *result,
                            GError   **error)
{
  Run *run = data;
  GazetteUnzip *unzip = run->backup->unzip;

  for (guint i = 0; i < gazette_unzip_get_n_entries (unzip); i++)
    {
      const GazetteUnzipEntry *entry = gazette_unzip_get_entry (unzip, i);
      const char *name = entry->name + strlen (GAZETTE_BACKUP_DIALECTS);
      g_autoptr(GBytes) bytes = NULL;

      if (!g_str_has_prefix (entry->name, GAZETTE_BACKUP_DIALECTS) || !g_str_has_suffix (name, ".json") ||
          *name == '.' || strchr (name, '/') != NULL)
        continue;
      bytes = gazette_unzip_read_all (unzip, entry, MAX_DIALECT, NULL);
      if (bytes != NULL && !gazette_user_dialects_restore (run->data_folder, name, bytes, error))
        return FALSE;
    }

  g_value_init (result, GAZETTE_TYPE_DIALECTS);
  g_value_take_object (result, gazette_user_dialects_load (run->data_folder, &run->dialect_errors));

  return TRUE;
}

static gboolean
restore_dialects (Run     *run,
                  GError **error)
{
  GazetteNewsroom *self = run->newsroom;
  g_autoptr(GazetteDialects) dialects =
    dex_await_object (gazette_worker_run (gazette_backup_get_worker (), restore_dialects_on_thread,
                                          g_atomic_rc_box_acquire (run), run_unref),
                      error);

  if (dialects == NULL || !gazette_newsroom_is_wanted (self, NULL, error))
    return FALSE;

  g_set_object (&self->dialects, dialects);

  return TRUE;
}

static gboolean
read_picture_on_thread (gpointer   data,
                        GValue    *result,
                        GError   **error)
{
  Picture *picture = data;
  GazetteUnzip *unzip = picture->run->backup->unzip;
  GBytes *bytes = gazette_unzip_read_all (unzip, gazette_unzip_get_entry (unzip, picture->position), MAX_PICTURE,
                                          error);

  if (bytes == NULL)
    return FALSE;

  g_value_init (result, G_TYPE_BYTES);
  g_value_take_boxed (result, bytes);

  return TRUE;
}

/* One that is damaged is missing, and the article that shows it says so. */
static gboolean
restore_picture (Run         *run,
                 guint        position,
                 const char  *hash,
                 GError     **error)
{
  Picture *picture = g_new0 (Picture, 1);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) local_error = NULL;

  picture->run = g_atomic_rc_box_acquire (run);
  picture->position = position;
  bytes = dex_await_boxed (gazette_worker_run (gazette_backup_get_worker (), read_picture_on_thread, picture,
                                               picture_free),
                           &local_error);
  if (bytes != NULL &&
      dex_await (gazette_library_restore_picture (run->newsroom->library, hash, bytes), &local_error))
    return TRUE;
  if (g_error_matches (local_error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_READABLE))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

/* A piece at a time: it may be longer than there is memory. */
static gboolean
write_file_on_thread (gpointer   data,
                      GValue    *result,
                      GError   **error)
{
  Picture *file = data;
  GazetteUnzip *unzip = file->run->backup->unzip;
  g_autofree guchar *piece = g_malloc (PIECE_SIZE);
  g_autoptr(GFile) target = g_file_new_for_path (file->path);
  g_autoptr(GFileOutputStream) output = g_file_append_to (target, G_FILE_CREATE_PRIVATE, NULL, error);
  gssize n = -1;

  if (output == NULL || !gazette_unzip_begin (unzip, gazette_unzip_get_entry (unzip, file->position), error))
    return FALSE;

  while (!g_cancellable_set_error_if_cancelled (file->run->cancellable, error) &&
         (n = gazette_unzip_read (unzip, piece, PIECE_SIZE, error)) > 0)
    {
      if (!g_output_stream_write_all (G_OUTPUT_STREAM (output), piece, (gsize) n, NULL, NULL, error))
        return FALSE;
    }

  return n == 0 && g_output_stream_close (G_OUTPUT_STREAM (output), NULL, error);
}

/* One that is damaged is not kept, and is said to be so. */
static gboolean
restore_file (Run         *run,
              guint        position,
              const char  *hash,
              GError     **error)
{
  GazetteLibrary *library = run->newsroom->library;
  g_autofree char *path = dex_await_string (gazette_library_begin_file (library), error);
  g_autoptr(GError) local_error = NULL;
  Picture *file;

  if (path == NULL)
    return FALSE;

  file = g_new0 (Picture, 1);
  file->run = g_atomic_rc_box_acquire (run);
  file->position = position;
  file->path = g_strdup (path);
  if (dex_await (gazette_worker_run (gazette_backup_get_worker (), write_file_on_thread, file, picture_free),
                 &local_error) &&
      dex_await (gazette_library_restore_file (library, hash, path), &local_error))
    return TRUE;

  g_unlink (path);
  if (g_error_matches (local_error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_READABLE))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static gboolean
restore_pictures (Run     *run,
                  GError **error)
{
  GazetteUnzip *unzip = run->backup->unzip;

  for (guint i = 0; i < gazette_unzip_get_n_entries (unzip); i++)
    {
      const char *name = gazette_unzip_get_entry (unzip, i)->name;

      if (g_str_has_prefix (name, GAZETTE_BACKUP_FILES) &&
          !restore_file (run, i, name + strlen (GAZETTE_BACKUP_FILES), error))
        return FALSE;
      if (g_cancellable_set_error_if_cancelled (run->cancellable, error) ||
          !gazette_newsroom_is_wanted (run->newsroom, NULL, error))
        return FALSE;
      if (g_str_has_prefix (name, GAZETTE_BACKUP_PICTURES) &&
          !restore_picture (run, i, name + strlen (GAZETTE_BACKUP_PICTURES), error))
        return FALSE;
    }

  return TRUE;
}

static DexFuture *
restore_fiber (gpointer user_data)
{
  static const GazetteBackupSource source = { gazette_backup_begin_table, gazette_backup_next_row };
  Run *run = user_data;
  GazetteNewsroom *self = run->newsroom;
  g_autoptr(GazetteRestored) restored = NULL;
  g_autoptr(GError) error = NULL;

  if (!restore_pictures (run, &error) || !restore_dialects (run, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  restored = dex_await_boxed (gazette_library_restore (self->library, &source, gazette_backup_ref (run->backup),
                                                       (GDestroyNotify) gazette_backup_unref),
                              &error);
  if (restored == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  /* What was under way there goes on here. */
  if (gazette_newsroom_is_wanted (self, NULL, NULL))
    {
      gazette_newsroom_follow_archives (self);
      dex_future_disown (gazette_newsroom_resume_saves (self));
      gazette_newsroom_resume_files (self);
    }

  return dex_future_new_take_boxed (GAZETTE_TYPE_RESTORED, g_steal_pointer (&restored));
}

/**
 * gazette_newsroom_restore:
 * @self: a newsroom
 * @backup: a backup; it is restored once at a time
 * @cancellable: ends it early, as long as it has only pictures
 *
 * Takes in what a backup holds. What is here stays, see gazette_library_restore().
 * Pictures and files come first, each of which has to be what it is said to be; then dialects
 * whose names nobody has here; then all else, whole or not at all.
 *
 * Rejected when a file cannot be written, when the library fails, and with
 * %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full): a future for the #GazetteRestored
 */
DexFuture *
gazette_newsroom_restore (GazetteNewsroom *self,
                          GazetteBackup   *backup,
                          GCancellable    *cancellable)
{
  Run *run;

  dex_return_error_if_fail (GAZETTE_IS_NEWSROOM (self));
  dex_return_error_if_fail (backup != NULL);
  dex_return_error_if_fail (G_IS_CANCELLABLE (cancellable));

  run = g_atomic_rc_box_new0 (Run);
  run->newsroom = g_object_ref (self);
  run->backup = gazette_backup_ref (backup);
  run->cancellable = g_object_ref (cancellable);
  run->data_folder = g_strdup (self->data_folder);

  return gazette_newsroom_spawn (self, NULL, restore_fiber, run, run_unref);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>
#include <unistd.h>

#include "gazette-backup-private.h"
#include "gazette-newsroom-private.h"
#include "gazette-time.h"
#include "gazette-user-dialects.h"
#include "gazette-zip.h"

/* How much of a file is read at once. */
#define PIECE_SIZE (64 * 1024)

/* A backup that is being made. One thread at a time works on it. */
typedef struct
{
  GazetteNewsroom *newsroom;
  GCancellable    *cancellable;
  char            *path;
  char            *preferences;
  char            *data_folder;

  GazetteDraft    *draft;
  GazetteZip      *zip;
  JsonBuilder     *tables;
  guint            n_pictures;

  /* The table that is written. */
  char            *table;
  GChecksum       *checksum;
  guint            n_rows;
} Run;

static void
clear_run (gpointer data)
{
  Run *run = data;

  g_clear_pointer (&run->zip, gazette_zip_free);
  g_clear_pointer (&run->draft, gazette_draft_free);
  g_clear_pointer (&run->checksum, g_checksum_free);
  g_clear_object (&run->tables);
  g_clear_object (&run->newsroom);
  g_object_unref (run->cancellable);
  g_free (run->path);
  g_free (run->preferences);
  g_free (run->data_folder);
  g_free (run->table);
}

static void
run_unref (gpointer run)
{
  g_atomic_rc_box_release_full (run, clear_run);
}

/*
 * gazette_backup_get_worker:
 *
 * Of its own: it is busy for long, and others do not wait for it.
 *
 * Returns: (transfer none): the thread of backups
 */
GazetteWorker *
gazette_backup_get_worker (void)
{
  static GazetteWorker *worker;

  if (worker == NULL)
    worker = gazette_worker_new ("backup", 1);

  return worker;
}

static void
end_table (Run *run)
{
  if (run->table == NULL)
    return;

  gazette_zip_end (run->zip);
  json_builder_begin_object (run->tables);
  json_builder_set_member_name (run->tables, "name");
  json_builder_add_string_value (run->tables, run->table);
  json_builder_set_member_name (run->tables, "rows");
  json_builder_add_int_value (run->tables, run->n_rows);
  json_builder_set_member_name (run->tables, "sha256");
  json_builder_add_string_value (run->tables, g_checksum_get_string (run->checksum));
  json_builder_end_object (run->tables);
  g_clear_pointer (&run->table, g_free);
  g_clear_pointer (&run->checksum, g_checksum_free);
}

static gboolean
check (Run     *run,
       GError **error)
{
  return !g_cancellable_set_error_if_cancelled (run->cancellable, error) && gazette_draft_check (run->draft, error);
}

static gboolean
begin_table (const char  *name,
             gpointer     data,
             GError     **error)
{
  Run *run = data;
  g_autofree char *file = g_strconcat (GAZETTE_BACKUP_TABLES, name, ".jsonl", NULL);

  end_table (run);
  run->table = g_strdup (name);
  run->checksum = g_checksum_new (G_CHECKSUM_SHA256);
  run->n_rows = 0;
  gazette_zip_begin (run->zip, file, GAZETTE_ZIP_DEFLATED);

  return check (run, error);
}

static gboolean
add_row (const char  *json,
         gpointer     data,
         GError     **error)
{
  Run *run = data;
  gsize length = strlen (json);

  gazette_zip_write (run->zip, json, length);
  gazette_zip_write (run->zip, "\n", 1);
  g_checksum_update (run->checksum, (const guchar *) json, (gssize) length);
  g_checksum_update (run->checksum, (const guchar *) "\n", 1);
  run->n_rows++;

  return check (run, error);
}

static gboolean
add_picture (const char  *hash,
             GBytes      *bytes,
             gpointer     data,
             GError     **error)
{
  Run *run = data;
  g_autofree char *file = g_strconcat (GAZETTE_BACKUP_PICTURES, hash, NULL);

  end_table (run);
  gazette_zip_add (run->zip, file, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), GAZETTE_ZIP_STORED);
  run->n_pictures++;

  return check (run, error);
}

/* A piece at a time: it may be longer than there is memory. */
static gboolean
add_file (const char  *hash,
          const char  *path,
          gpointer     data,
          GError     **error)
{
  Run *run = data;
  g_autofree char *name = g_strconcat (GAZETTE_BACKUP_FILES, hash, NULL);
  g_autofree guchar *piece = g_malloc (PIECE_SIZE);
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  gssize n = -1;

  /* One that cannot be read is missing here as well. */
  if (fd == -1)
    return TRUE;

  end_table (run);
  gazette_zip_begin (run->zip, name, GAZETTE_ZIP_STORED);
  while (check (run, error) && ((n = read (fd, piece, PIECE_SIZE)) > 0 || (n == -1 && errno == EINTR)))
    {
      if (n > 0)
        gazette_zip_write (run->zip, piece, (gsize) n);
    }
  gazette_zip_end (run->zip);
  g_close (fd, NULL);

  return check (run, error);
}

static void
add_dialects (Run *run)
{
  g_autofree char *folder = g_build_filename (run->data_folder, "dialects", NULL);
  g_autoptr(GPtrArray) paths = gazette_user_dialects_list (folder);

  for (guint i = 0; i < paths->len; i++)
    {
      g_autofree char *name = g_path_get_basename (paths->pdata[i]);
      g_autofree char *file = g_strconcat (GAZETTE_BACKUP_DIALECTS, name, NULL);
      g_autoptr(GBytes) bytes = gazette_user_dialects_load_file (paths->pdata[i], NULL);

      if (bytes == NULL || !g_utf8_validate (name, -1, NULL))
        continue;
      gazette_zip_add (run->zip, file, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                       GAZETTE_ZIP_DEFLATED);
    }
}

static gboolean
begin_on_thread (gpointer   data,
                 GValue    *result,
                 GError   **error)
{
  Run *run = data;

  run->draft = gazette_draft_new (run->path, error);
  if (run->draft == NULL)
    return FALSE;

  run->zip = gazette_zip_new (run->draft);
  run->tables = json_builder_new ();
  json_builder_begin_array (run->tables);
  if (run->preferences != NULL)
    gazette_zip_add (run->zip, GAZETTE_BACKUP_PREFERENCES, run->preferences, strlen (run->preferences),
                     GAZETTE_ZIP_DEFLATED);
  add_dialects (run);

  return TRUE;
}

static void
add_manifest (Run *run)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(JsonNode) node = NULL;
  g_autofree char *made = gazette_time_format_rfc3339 (gazette_newsroom_now ());
  g_autofree char *text = NULL;

  json_builder_end_array (run->tables);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "format");
  json_builder_add_string_value (builder, GAZETTE_BACKUP_FORMAT);
  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, GAZETTE_BACKUP_VERSION);
  json_builder_set_member_name (builder, "library");
  json_builder_add_int_value (builder, gazette_library_get_version ());
  json_builder_set_member_name (builder, "program");
  json_builder_add_string_value (builder, PACKAGE_VERSION);
  json_builder_set_member_name (builder, "made");
  json_builder_add_string_value (builder, made);
  json_builder_set_member_name (builder, "tables");
  json_builder_add_value (builder, json_builder_get_root (run->tables));
  json_builder_set_member_name (builder, "pictures");
  json_builder_add_int_value (builder, run->n_pictures);
  json_builder_end_object (builder);
  node = json_builder_get_root (builder);
  text = json_to_string (node, TRUE);
  gazette_zip_add (run->zip, GAZETTE_BACKUP_MANIFEST, text, strlen (text), GAZETTE_ZIP_DEFLATED);
}

static gboolean
finish_on_thread (gpointer   data,
                  GValue    *result,
                  GError   **error)
{
  Run *run = data;

  end_table (run);
  add_manifest (run);
  gazette_zip_finish (run->zip);

  return check (run, error) && gazette_draft_finish (run->draft, error);
}

/* What is removed beside the file may take a while, and is the thread's own. */
static gboolean
end_on_thread (gpointer   data,
               GValue    *result,
               GError   **error)
{
  Run *run = data;

  g_clear_pointer (&run->zip, gazette_zip_free);
  g_clear_pointer (&run->draft, gazette_draft_free);

  return TRUE;
}

static DexFuture *
run_step (Run             *run,
          GazetteWorkFunc  func)
{
  return gazette_worker_run (gazette_backup_get_worker (), func, g_atomic_rc_box_acquire (run), run_unref);
}

static DexFuture *
back_up_fiber (gpointer user_data)
{
  static const GazetteBackupSink sink = { begin_table, add_row, add_picture, add_file };
  Run *run = user_data;
  g_autoptr(GError) error = NULL;
  gboolean success;

  success = dex_await (run_step (run, begin_on_thread), &error) &&
            dex_await (gazette_library_back_up (run->newsroom->library, &sink, g_atomic_rc_box_acquire (run),
                                                run_unref),
                       &error) &&
            dex_await (run_step (run, finish_on_thread), &error);
  dex_await (run_step (run, end_on_thread), NULL);
  /* A thread of the library may be the last to hold the rest. */
  g_clear_object (&run->newsroom);

  return success ? dex_future_new_true () : dex_future_new_for_error (g_steal_pointer (&error));
}

/**
 * gazette_newsroom_back_up:
 * @self: a newsroom
 * @path: the file that it becomes
 * @preferences: (nullable): what else belongs to it, as a text
 * @cancellable: ends it early
 *
 * Writes all that a person has into one file: articles, what was read and saved, texts,
 * pictures, kept files, sources, searches and the person's own dialects. Keys are not in it. What
 * is at the path stays as it is until all of it is written.
 *
 * Rejected with %GAZETTE_ERROR_FAILED, which says in words what to do, when the
 * library fails, and with %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_newsroom_back_up (GazetteNewsroom *self,
                          const char      *path,
                          const char      *preferences,
                          GCancellable    *cancellable)
{
  Run *run;

  dex_return_error_if_fail (GAZETTE_IS_NEWSROOM (self));
  dex_return_error_if_fail (path != NULL);
  dex_return_error_if_fail (G_IS_CANCELLABLE (cancellable));

  run = g_atomic_rc_box_new0 (Run);
  run->newsroom = g_object_ref (self);
  run->cancellable = g_object_ref (cancellable);
  run->path = g_strdup (path);
  run->preferences = g_strdup (preferences);
  run->data_folder = g_strdup (self->data_folder);

  return gazette_newsroom_spawn (self, NULL, back_up_fiber, run, run_unref);
}

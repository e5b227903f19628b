/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <utime.h>

#include "gazette-error.h"
#include "gazette-picture-cache.h"
#include "gazette-picture-kind.h"
#include "gazette-worker.h"

/* The part of the cache that the thread works with. */
typedef struct
{
  char    *folder;
  guint64  max_size;
  guint64  size;
  gboolean is_measured;
} Folder;

struct _GazettePictureCache
{
  GObject        parent_instance;

  GazetteWorker *worker;
  Folder        *folder;
};

G_DEFINE_FINAL_TYPE (GazettePictureCache, gazette_picture_cache, G_TYPE_OBJECT)

typedef struct
{
  Folder *folder;
  char   *url;
  GBytes *bytes;
} CacheWork;

typedef struct
{
  char    *path;
  gint64   used;
  guint64  size;
} CachedFile;

static void
clear_folder (gpointer data)
{
  g_free (((Folder *) data)->folder);
}

static void
folder_unref (Folder *folder)
{
  g_atomic_rc_box_release_full (folder, clear_folder);
}

static void
cache_work_free (gpointer data)
{
  CacheWork *work = data;

  folder_unref (work->folder);
  g_free (work->url);
  g_clear_pointer (&work->bytes, g_bytes_unref);
  g_free (work);
}

static void
cached_file_clear (gpointer data)
{
  g_free (((CachedFile *) data)->path);
}

static char *
dup_path (Folder     *folder,
          const char *url)
{
  g_autofree char *name = g_compute_checksum_for_string (G_CHECKSUM_SHA256, url, -1);

  return g_build_filename (folder->folder, name, NULL);
}

static GArray *
list_files (Folder *folder)
{
  GArray *files = g_array_new (FALSE, FALSE, sizeof (CachedFile));
  g_autoptr(GDir) dir = g_dir_open (folder->folder, 0, NULL);
  const char *name;

  g_array_set_clear_func (files, cached_file_clear);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder->folder, name, NULL);
      CachedFile file;
      GStatBuf buffer;

      if (g_lstat (path, &buffer) != 0 || !S_ISREG (buffer.st_mode))
        continue;

      file.path = g_steal_pointer (&path);
      file.used = buffer.st_mtime;
      file.size = buffer.st_size;
      g_array_append_val (files, file);
    }

  return files;
}

static int
compare_files (gconstpointer a,
               gconstpointer b)
{
  const CachedFile *file_a = a;
  const CachedFile *file_b = b;

  return (file_a->used > file_b->used) - (file_a->used < file_b->used);
}

static void
prune_to (Folder  *folder,
          guint64  max_size,
          guint64  wanted_size)
{
  g_autoptr(GArray) files = list_files (folder);

  folder->size = 0;
  folder->is_measured = TRUE;
  for (guint i = 0; i < files->len; i++)
    folder->size += g_array_index (files, CachedFile, i).size;

  if (folder->size <= max_size)
    return;

  g_array_sort (files, compare_files);
  for (guint i = 0; i < files->len && folder->size > wanted_size; i++)
    {
      const CachedFile *file = &g_array_index (files, CachedFile, i);

      if (g_unlink (file->path) == 0)
        folder->size -= file->size;
    }
}

/* Down to nine tenths of the bound, so that not every picture prunes. */
static void
prune (Folder *folder)
{
  prune_to (folder, folder->max_size, folder->max_size / 10 * 9);
}

static gboolean
measure_on_thread (gpointer   data,
                   GValue    *result,
                   GError   **error)
{
  CacheWork *work = data;

  prune (work->folder);
  g_value_init (result, G_TYPE_UINT64);
  g_value_set_uint64 (result, work->folder->size);

  return TRUE;
}

static gboolean
clear_on_thread (gpointer   data,
                 GValue    *result,
                 GError   **error)
{
  CacheWork *work = data;

  prune_to (work->folder, 0, 0);

  return TRUE;
}

static gboolean
prune_on_thread (gpointer   data,
                 GValue    *result,
                 GError   **error)
{
  CacheWork *work = data;

  prune (work->folder);

  return TRUE;
}

static gboolean
load_on_thread (gpointer   data,
                GValue    *result,
                GError   **error)
{
  CacheWork *work = data;
  g_autofree char *path = dup_path (work->folder, work->url);
  g_autofree char *contents = NULL;
  g_autoptr(GBytes) bytes = NULL;
  gsize length;

  if (g_file_get_contents (path, &contents, &length, NULL))
    bytes = g_bytes_new_take (g_steal_pointer (&contents), length);

  if (bytes == NULL || !gazette_picture_is_one (bytes))
    {
      g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_FOUND, _("The picture is not at hand."));
      return FALSE;
    }

  /* What was used last is pruned last. */
  utime (path, NULL);
  g_value_init (result, G_TYPE_BYTES);
  g_value_take_boxed (result, g_steal_pointer (&bytes));

  return TRUE;
}

static gboolean
store_on_thread (gpointer   data,
                 GValue    *result,
                 GError   **error)
{
  CacheWork *work = data;
  g_autofree char *path = dup_path (work->folder, work->url);
  gsize size = g_bytes_get_size (work->bytes);

  if (g_mkdir_with_parents (work->folder->folder, 0700) != 0)
    {
      g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
      return FALSE;
    }
  if (!g_file_set_contents_full (path, g_bytes_get_data (work->bytes, NULL), (gssize) size,
                                 G_FILE_SET_CONTENTS_CONSISTENT, 0600, error))
    return FALSE;

  work->folder->size += size;
  if (!work->folder->is_measured || work->folder->size > work->folder->max_size)
    prune (work->folder);

  return TRUE;
}

static gboolean
forget_on_thread (gpointer   data,
                  GValue    *result,
                  GError   **error)
{
  CacheWork *work = data;
  g_autofree char *path = dup_path (work->folder, work->url);
  GStatBuf buffer;

  if (g_lstat (path, &buffer) == 0 && g_unlink (path) == 0)
    work->folder->size -= MIN (work->folder->size, (guint64) buffer.st_size);

  return TRUE;
}

static DexFuture *
run_work (GazettePictureCache *self,
          GazetteWorkFunc      func,
          const char          *url,
          GBytes              *bytes)
{
  CacheWork *work = g_new0 (CacheWork, 1);

  work->folder = g_atomic_rc_box_acquire (self->folder);
  work->url = g_strdup (url);
  work->bytes = bytes != NULL ? g_bytes_ref (bytes) : NULL;

  return gazette_worker_run (self->worker, func, work, cache_work_free);
}

static void
gazette_picture_cache_finalize (GObject *object)
{
  GazettePictureCache *self = GAZETTE_PICTURE_CACHE (object);

  g_clear_object (&self->worker);
  g_clear_pointer (&self->folder, folder_unref);

  G_OBJECT_CLASS (gazette_picture_cache_parent_class)->finalize (object);
}

static void
gazette_picture_cache_class_init (GazettePictureCacheClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gazette_picture_cache_finalize;
}

static void
gazette_picture_cache_init (GazettePictureCache *self)
{
  self->worker = gazette_worker_new ("gazette-cache", 1);
}

/*
 * gazette_picture_cache_new:
 * @folder: where the files are; made when there is something to store
 * @max_size: bound of all files together in bytes
 *
 * Returns: (transfer full): a cache
 */
GazettePictureCache *
gazette_picture_cache_new (const char *folder,
                           guint64     max_size)
{
  GazettePictureCache *self = g_object_new (GAZETTE_TYPE_PICTURE_CACHE, NULL);

  self->folder = g_atomic_rc_box_new0 (Folder);
  self->folder->folder = g_strdup (folder);
  self->folder->max_size = max_size;

  return self;
}

/*
 * gazette_picture_cache_load:
 * @self: a cache
 * @url: where the picture comes from
 *
 * Returns: (transfer full): a future for the picture, a #GBytes; rejected with
 *   %GAZETTE_ERROR_NOT_FOUND when it is not there
 */
DexFuture *
gazette_picture_cache_load (GazettePictureCache *self,
                            const char          *url)
{
  return run_work (self, load_on_thread, url, NULL);
}

/*
 * gazette_picture_cache_store:
 * @self: a cache
 * @url: where the picture comes from
 * @bytes: the picture
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_picture_cache_store (GazettePictureCache *self,
                             const char          *url,
                             GBytes              *bytes)
{
  return run_work (self, store_on_thread, url, bytes);
}

/*
 * gazette_picture_cache_forget:
 * @self: a cache
 * @url: where the picture comes from
 *
 * Removes a picture that is kept elsewhere.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_picture_cache_forget (GazettePictureCache *self,
                              const char          *url)
{
  return run_work (self, forget_on_thread, url, NULL);
}

/*
 * gazette_picture_cache_prune:
 * @self: a cache
 *
 * Removes the files that were not used for longest, when all are over the bound.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_picture_cache_prune (GazettePictureCache *self)
{
  return run_work (self, prune_on_thread, NULL, NULL);
}

/*
 * gazette_picture_cache_measure:
 * @self: a cache
 *
 * Returns: (transfer full): a future for the bytes that it takes, a guint64
 */
DexFuture *
gazette_picture_cache_measure (GazettePictureCache *self)
{
  return run_work (self, measure_on_thread, NULL, NULL);
}

/*
 * gazette_picture_cache_clear:
 * @self: a cache
 *
 * Removes all files.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_picture_cache_clear (GazettePictureCache *self)
{
  return run_work (self, clear_on_thread, NULL, NULL);
}

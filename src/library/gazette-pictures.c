/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>
#include <utime.h>

#include "gazette-error.h"
#include "gazette-pictures.h"

/* Length of a SHA-256 in hexadecimal digits. */
#define HASH_LENGTH 64

/* How much of a file is read at once where all of it may be much. */
#define PIECE_SIZE (64 * 1024)

/**
 * gazette_pictures_set_error:
 * @path: of a file or folder
 * @number: why it could not be read or written, as in `errno`
 * @error: return location for a %GAZETTE_ERROR_LIBRARY
 */
void
gazette_pictures_set_error (const char  *path,
                            int          number,
                            GError     **error)
{
  if (number == ENOSPC || number == EDQUOT)
    g_set_error (error, GAZETTE_ERROR, GAZETTE_ERROR_LIBRARY,
                 _("The disk that holds %s is full. Make room on it and try again."), path);
  else if (number == EACCES || number == EPERM || number == EROFS)
    g_set_error (error, GAZETTE_ERROR, GAZETTE_ERROR_LIBRARY,
                 _("%s may not be changed. Allow writing to it and to its folder, then try again."), path);
  else
    g_set_error (error, GAZETTE_ERROR, GAZETTE_ERROR_LIBRARY,
                 _("%s could not be read or written (%s). Check the disk and try again."), path, g_strerror (number));
}

static char *
build_folder (const char *folder,
              const char *hash)
{
  const char start[] = { hash[0], hash[1], '\0' };

  return g_build_filename (folder, start, NULL);
}

/**
 * gazette_pictures_sync:
 * @folder: a folder
 *
 * Sees to it that what was made or renamed in a folder is so after a power failure.
 *
 * Returns: whether it is; else errno says why
 */
gboolean
gazette_pictures_sync (const char *folder)
{
  int fd = open (folder, O_RDONLY | O_CLOEXEC);
  gboolean success;

  if (fd == -1)
    return FALSE;

  success = fsync (fd) == 0;

  return g_close (fd, NULL) && success;
}

/* Not by its size alone: what is damaged is to be written again. */
static gboolean
is_whole (const char *path,
          GBytes     *bytes)
{
  GStatBuf info;
  g_autofree char *contents = NULL;
  gsize size;

  return g_stat (path, &info) == 0 && S_ISREG (info.st_mode) && (gsize) info.st_size == g_bytes_get_size (bytes) &&
         g_file_get_contents (path, &contents, &size, NULL) && size == g_bytes_get_size (bytes) &&
         memcmp (contents, g_bytes_get_data (bytes, NULL), size) == 0;
}

static gboolean
write_all (int         fd,
           const char *data,
           gsize       size)
{
  while (size > 0)
    {
      gssize n = write (fd, data, size);

      if (n == -1 && errno == EINTR)
        continue;
      if (n == -1)
        return FALSE;

      data += n;
      size -= n;
    }

  return fsync (fd) == 0;
}

static gboolean
write_file (const char *folder,
            const char *path,
            GBytes     *bytes)
{
  g_autofree char *temporary = g_build_filename (folder, ".new-XXXXXX", NULL);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  int fd = g_mkstemp_full (temporary, O_WRONLY | O_CLOEXEC, 0600);
  gboolean success;
  int number;

  if (fd == -1)
    return FALSE;

  success = write_all (fd, data, size);
  number = errno;
  g_close (fd, NULL);

  if (success && g_rename (temporary, path) == 0)
    return gazette_pictures_sync (folder);

  if (success)
    number = errno;
  g_unlink (temporary);
  errno = number;

  return FALSE;
}

/**
 * gazette_pictures_hash:
 * @bytes: a picture
 *
 * Returns: (transfer full): what its file is called: its SHA-256
 */
char *
gazette_pictures_hash (GBytes *bytes)
{
  return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
}

/**
 * gazette_pictures_write:
 * @folder: where pictures are kept
 * @hash: of @bytes
 * @bytes: a picture
 * @error: return location for an error
 *
 * Writes a picture so that either the whole of it is on the disk, even after a
 * power failure, or nothing. One that is there already is marked as new, so
 * that no clean-up takes it before it is referenced.
 *
 * Returns: whether it is there
 */
gboolean
gazette_pictures_write (const char  *folder,
                        const char  *hash,
                        GBytes      *bytes,
                        GError     **error)
{
  g_autofree char *subfolder = build_folder (folder, hash);
  g_autofree char *path = g_build_filename (subfolder, hash, NULL);

  if (is_whole (path, bytes) && g_utime (path, NULL) == 0)
    return TRUE;

  /* The entry of a new subfolder must be on the disk too. */
  if (g_mkdir_with_parents (subfolder, 0700) != 0 || !gazette_pictures_sync (folder) || !write_file (subfolder, path, bytes))
    {
      gazette_pictures_set_error (path, errno, error);
      return FALSE;
    }

  return TRUE;
}

/* Reads it a piece at a time, however long it is. One that is new is on the disk
 * after that. NULL for errno. */
static char *
hash_file (const char *path,
           gboolean    is_new)
{
  g_autofree guchar *piece = g_malloc (PIECE_SIZE);
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  int number;
  gssize n;

  if (fd == -1)
    return NULL;

  while ((n = read (fd, piece, PIECE_SIZE)) > 0 || (n == -1 && errno == EINTR))
    {
      if (n > 0)
        g_checksum_update (checksum, piece, n);
    }
  if (n == 0 && is_new && fsync (fd) != 0)
    n = -1;
  number = errno;
  g_close (fd, NULL);
  errno = number;

  return n == 0 ? g_strdup (g_checksum_get_string (checksum)) : NULL;
}

/* Nobody writes to it by the name that a program gets to open it. */
static gboolean
move_into_place (const char *folder,
                 const char *path,
                 const char *hash)
{
  g_autofree char *subfolder = build_folder (folder, hash);
  g_autofree char *target = g_build_filename (subfolder, hash, NULL);

  return g_chmod (path, 0400) == 0 && g_mkdir_with_parents (subfolder, 0700) == 0 &&
         gazette_pictures_sync (folder) && g_utime (path, NULL) == 0 && g_rename (path, target) == 0 &&
         gazette_pictures_sync (subfolder);
}

/**
 * gazette_pictures_adopt:
 * @folder: where files are kept
 * @path: a file in a subfolder of it, which nobody writes to any more
 * @hash: (nullable): what it has to be
 * @error: return location for an error
 *
 * Keeps a file that was written by somebody else, without reading it into memory. In
 * any case there is nothing at @path any more.
 *
 * Fails with %GAZETTE_ERROR_NOT_READABLE when it is not what it has to be.
 *
 * Returns: (transfer full) (nullable): what its file is called now: its SHA-256
 */
char *
gazette_pictures_adopt (const char  *folder,
                        const char  *path,
                        const char  *hash,
                        GError     **error)
{
  g_autofree char *found = hash_file (path, TRUE);

  if (found != NULL && hash != NULL && !g_str_equal (found, hash))
    {
      g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_READABLE, "Not the file that it is said to be");
      g_unlink (path);
      return NULL;
    }
  if (found != NULL && move_into_place (folder, path, found))
    return g_steal_pointer (&found);

  gazette_pictures_set_error (path, errno, error);
  g_unlink (path);

  return NULL;
}

/**
 * gazette_pictures_dup_path:
 * @folder: where pictures are kept
 * @hash: what a file is called
 *
 * Returns: (transfer full): where it is
 */
char *
gazette_pictures_dup_path (const char *folder,
                           const char *hash)
{
  g_autofree char *subfolder = build_folder (folder, hash);

  return g_build_filename (subfolder, hash, NULL);
}

static void
set_damaged (GError **error)
{
  g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_FOUND,
                       _("This picture is damaged on the disk. Save the article again to fetch it."));
}

static void
set_gone (GError **error)
{
  g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_FOUND,
                       _("This picture is not in the library any more. Save the article again to fetch it."));
}

static void
set_unreadable (const char  *reason,
                GError     **error)
{
  g_set_error (error, GAZETTE_ERROR, GAZETTE_ERROR_LIBRARY,
               _("A picture could not be read (%s). Check the disk and try again."), reason);
}

/**
 * gazette_pictures_read:
 * @folder: where pictures are kept
 * @hash: what its file is called
 * @error: return location for an error
 *
 * What is read is what was written: a file that was changed since is none of a
 * picture that can be trusted.
 *
 * Returns: (transfer full) (nullable): the picture, or %GAZETTE_ERROR_NOT_FOUND
 */
GBytes *
gazette_pictures_read (const char  *folder,
                       const char  *hash,
                       GError     **error)
{
  g_autofree char *subfolder = build_folder (folder, hash);
  g_autofree char *path = g_build_filename (subfolder, hash, NULL);
  g_autoptr(GError) local_error = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autofree char *found = NULL;
  char *contents;
  gsize size;

  if (!g_file_get_contents (path, &contents, &size, &local_error))
    {
      if (g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        set_gone (error);
      else
        set_unreadable (local_error->message, error);
      return NULL;
    }

  bytes = g_bytes_new_take (contents, size);
  found = gazette_pictures_hash (bytes);
  if (g_str_equal (found, hash))
    return g_steal_pointer (&bytes);

  set_damaged (error);

  return NULL;
}

/**
 * gazette_pictures_check:
 * @folder: where pictures are kept
 * @hash: what its file is called
 * @error: return location for a %GAZETTE_ERROR_NOT_FOUND
 *
 * Reads it a piece at a time, however long it is.
 *
 * Returns: whether it is there, and what was written
 */
gboolean
gazette_pictures_check (const char  *folder,
                        const char  *hash,
                        GError     **error)
{
  g_autofree char *path = gazette_pictures_dup_path (folder, hash);
  g_autofree char *found = hash_file (path, FALSE);

  if (found == NULL)
    {
      if (errno == ENOENT)
        set_gone (error);
      else
        set_unreadable (g_strerror (errno), error);
      return FALSE;
    }
  if (g_str_equal (found, hash))
    return TRUE;

  set_damaged (error);

  return FALSE;
}

static gboolean
is_hash (const char *name)
{
  return strlen (name) == HASH_LENGTH && strspn (name, "0123456789abcdef") == HASH_LENGTH;
}

/**
 * gazette_pictures_measure:
 * @folder: where pictures are kept
 * @hash: what its file is called, or anything
 *
 * Returns: how many bytes the picture has, -1 when it is not there
 */
gint64
gazette_pictures_measure (const char *folder,
                          const char *hash)
{
  g_autofree char *subfolder = NULL;
  g_autofree char *path = NULL;
  GStatBuf info;

  if (!is_hash (hash))
    return -1;

  subfolder = build_folder (folder, hash);
  path = g_build_filename (subfolder, hash, NULL);

  return g_stat (path, &info) == 0 && S_ISREG (info.st_mode) ? info.st_size : -1;
}

static gboolean
is_leftover (const char         *path,
             const char         *name,
             gint64              before,
             GazettePictureFunc  is_needed,
             gpointer            data)
{
  GStatBuf info;

  /* What is neither a picture nor the start of one is somebody else's. */
  if (!g_str_has_prefix (name, ".new-") && !is_hash (name))
    return FALSE;

  return g_lstat (path, &info) == 0 &&
         S_ISREG (info.st_mode) &&
         info.st_mtime < before &&
         !is_needed (name, data);
}

static void
find_in_subfolder (const char         *subfolder,
                   gint64              before,
                   GazettePictureFunc  is_needed,
                   gpointer            data,
                   GPtrArray          *paths)
{
  g_autoptr(GDir) dir = g_dir_open (subfolder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (subfolder, name, NULL);

      if (is_leftover (path, name, before, is_needed, data))
        g_ptr_array_add (paths, g_steal_pointer (&path));
    }
}

/**
 * gazette_pictures_find_leftovers:
 * @folder: where pictures are kept
 * @before: only files written before this moment are looked at
 * @is_needed: (scope call): tells which to keep
 * @data: for @is_needed
 * @paths: (element-type filename): gets the files of pictures that nobody needs
 *
 * Looks for what may be removed. What cannot be looked at stays for the next time.
 */
void
gazette_pictures_find_leftovers (const char         *folder,
                                 gint64              before,
                                 GazettePictureFunc  is_needed,
                                 gpointer            data,
                                 GPtrArray          *paths)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *subfolder = g_build_filename (folder, name, NULL);

      if (strlen (name) == 2)
        find_in_subfolder (subfolder, before, is_needed, data, paths);
    }
}

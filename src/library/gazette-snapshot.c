/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Copies of the database of a library, in its folder: the newest, and the one
 * before. What a copy is of tells the time of its file. */

#include "config.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "gazette-error.h"
#include "gazette-pictures.h"
#include "gazette-snapshot.h"

#define DAY_SECONDS (24 * 60 * 60)

/* What has to stay free on a disk beside a copy. */
#define FREE_MARGIN (256 * 1024 * 1024)

static const char *const names[] = { "newest.db", "before.db" };

static char *
build_path (const char *folder,
            const char *name)
{
  return g_build_filename (folder, "snapshots", name, NULL);
}

static gboolean
read_time (const char *path,
           gint64     *time)
{
  GStatBuf info;

  if (g_stat (path, &info) != 0)
    return FALSE;

  *time = info.st_mtime;

  return TRUE;
}

/* A copy must not be what fills the disk. */
static gboolean
has_room (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (folder);
  g_autoptr(GFileInfo) info = g_file_query_filesystem_info (file, G_FILE_ATTRIBUTE_FILESYSTEM_FREE, NULL, NULL);
  GStatBuf database;

  if (info == NULL || g_stat (path, &database) != 0)
    return TRUE;

  return g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_FILESYSTEM_FREE) >
         (guint64) database.st_size + FREE_MARGIN;
}

static gboolean
is_sound (const char *path)
{
  g_autoptr(GazetteDatabase) database = gazette_database_open (path, FALSE, NULL);
  GazetteCondition condition;

  /* An index of words that is damaged is made anew by itself. */
  return database != NULL &&
         gazette_database_check (database, &condition, NULL) &&
         condition != GAZETTE_CONDITION_DAMAGED;
}

/**
 * gazette_snapshot_find:
 * @folder: of a library
 *
 * Reads copies through, which takes seconds for each gigabyte.
 *
 * Returns: (transfer full) (nullable): the newest copy that is sound
 */
char *
gazette_snapshot_find (const char *folder)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = build_path (folder, names[i]);

      if (g_file_test (path, G_FILE_TEST_IS_REGULAR) && is_sound (path))
        return g_steal_pointer (&path);
    }

  return NULL;
}

/**
 * gazette_snapshot_is_due:
 * @folder: of a library
 * @now: seconds since 1970 UTC
 *
 * Returns: whether the newest copy is older than a day, or, on a clock that was
 *   set back, from a time to come
 */
gboolean
gazette_snapshot_is_due (const char *folder,
                         gint64      now)
{
  g_autofree char *path = build_path (folder, names[0]);
  gint64 time;

  return !read_time (path, &time) || now - time >= DAY_SECONDS || now < time;
}

/**
 * gazette_snapshot_make:
 * @folder: of a library
 * @database: a connection to it, at rest
 * @unwanted: see gazette_database_copy()
 * @error: return location for an error
 *
 * Copies the database. At any time at least one of the former copies is there.
 *
 * Returns: whether there is a new copy
 */
gboolean
gazette_snapshot_make (const char       *folder,
                       GazetteDatabase  *database,
                       int              *unwanted,
                       GError          **error)
{
  g_autofree char *snapshots = g_build_filename (folder, "snapshots", NULL);
  g_autofree char *made = build_path (folder, ".new.db");
  g_autofree char *newest = build_path (folder, names[0]);
  g_autofree char *before = build_path (folder, names[1]);

  /* What a run that was killed has left. */
  g_unlink (made);
  if (!has_room (folder))
    {
      g_set_error (error, GAZETTE_ERROR, GAZETTE_ERROR_LIBRARY,
                   _("The disk that holds %s is full. Make room on it and try again."), snapshots);
      return FALSE;
    }

  if (g_mkdir_with_parents (snapshots, 0700) == 0)
    {
      if (!gazette_database_copy (database, made, unwanted, error))
        {
          g_unlink (made);
          return FALSE;
        }

      if ((g_rename (newest, before) == 0 || errno == ENOENT) &&
          g_rename (made, newest) == 0 &&
          gazette_pictures_sync (snapshots))
        return TRUE;
    }

  g_set_error (error, GAZETTE_ERROR, GAZETTE_ERROR_LIBRARY,
               _("%s could not be read or written (%s). Check the disk and try again."), snapshots, g_strerror (errno));

  return FALSE;
}

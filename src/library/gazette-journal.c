/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>
#ifdef __linux__
#include <linux/magic.h>
#include <sys/vfs.h>
#endif

#include "gazette-journal.h"

/* How often to look where SQLite does not wait by itself. */
#define RETRY_MS 5

/* Of the usual ones the kernel says so at once. Of others it is found among all that is
 * mounted, which takes the longer the more that is. */
static gboolean
is_known_as_local (const char *folder)
{
#ifdef __linux__
  struct statfs info;

  if (statfs (folder, &info) != 0)
    return FALSE;

  switch ((guint32) info.f_type)
    {
    case BTRFS_SUPER_MAGIC:
    case EXT4_SUPER_MAGIC:
    case F2FS_SUPER_MAGIC:
    case TMPFS_MAGIC:
    case XFS_SUPER_MAGIC:
      return TRUE;

    default:
      break;
    }
#endif

  return FALSE;
}

/**
 * gazette_journal_choose:
 * @path: file of a database, which may not be there yet
 *
 * Two computers share no memory, and what a file system of another computer says of
 * shared memory need not be so: see https://www.sqlite.org/wal.html. Where that is not
 * known by itself, as with some of FUSE, a person may say so: `GAZETTE_JOURNAL=rollback`.
 *
 * Returns: the journal that is safe there
 */
GazetteJournal
gazette_journal_choose (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr(GFile) file = g_file_new_for_path (folder);
  g_autoptr(GFileInfo) info = NULL;

  if (g_strcmp0 (g_getenv ("GAZETTE_JOURNAL"), "rollback") == 0)
    return GAZETTE_JOURNAL_ROLLBACK;
  if (is_known_as_local (folder))
    return GAZETTE_JOURNAL_LOG;

  info = g_file_query_filesystem_info (file, G_FILE_ATTRIBUTE_FILESYSTEM_REMOTE, NULL, NULL);

  return info != NULL && g_file_info_get_attribute_boolean (info, G_FILE_ATTRIBUTE_FILESYSTEM_REMOTE)
         ? GAZETTE_JOURNAL_ROLLBACK
         : GAZETTE_JOURNAL_LOG;
}

/**
 * gazette_journal_set:
 * @journal: what to go over to
 * @handle: a connection that writes
 * @timeout: how long to wait for others, in milliseconds
 *
 * Going over needs the file alone, and SQLite does not wait for that: two programs that
 * open a new library at once would fail.
 *
 * Returns: a code of SQLite
 */
int
gazette_journal_set (GazetteJournal  journal,
                     sqlite3        *handle,
                     int             timeout)
{
  const char *sql = journal == GAZETTE_JOURNAL_LOG ? "PRAGMA journal_mode = WAL; PRAGMA journal_size_limit = 16777216;"
                                                   : "PRAGMA journal_mode = DELETE;";
  int code = sqlite3_exec (handle, sql, NULL, NULL, NULL);

  for (int waited = 0; code == SQLITE_BUSY && waited < timeout; waited += RETRY_MS)
    {
      g_usleep (RETRY_MS * 1000);
      code = sqlite3_exec (handle, sql, NULL, NULL, NULL);
    }

  return code;
}

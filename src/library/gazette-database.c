/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "gazette-database-private.h"
#include "gazette-error.h"
#include "gazette-journal.h"
#include "gazette-pack.h"
#include "gazette-words.h"

/* How long to wait for another connection that writes; with a rollback journal, for
 * those that read, too, and that on a slow disk. */
#define BUSY_TIMEOUT_MS      10000
#define LONG_BUSY_TIMEOUT_MS 60000

/* After how many steps of its machine SQLite looks whether it is to go on. */
#define WATCH_STEPS 1000

struct _GazetteDatabase
{
  sqlite3    *handle;
  char       *path;
  GazetteJournal journal;

  /* The text of a statement (a string constant, told by its address) to the
   * statement, so that each is compiled once in the life of a connection. */
  GHashTable *statements;

  /* Of the last call that failed: SQLite forgets it with the next one. */
  int code;
};

/* Of a new database, in bytes: a packed text is about 1 kB long, and the larger the
 * pages the less room is left over in each. */
#define PAGE_SIZE 8192

/* Room in the file that nothing needs is given back when it is more than so many
 * pages, and more than such a part of all; so much at once. */
#define SPARE_PAGES 64
#define SPARE_PART  64
#define SPARE_STEP  256

/* How much is copied at once, and how long others go first after it: 16 MB, and
 * at most 800 MB a second. */
#define COPY_PAGES    2048
#define COPY_PAUSE_MS 20

/* A check has seen enough then. */
#define CHECK_FINDINGS 20

/* What a connection is known by to those who have only its handle. */
#define CLIENT_DATA "gazette-database"

/* Whether it is the file system that cannot lock a file, or share memory through one. */
static gboolean
is_about_locks (sqlite3 *handle,
                int      code)
{
  switch (handle != NULL ? sqlite3_extended_errcode (handle) : code)
    {
    case SQLITE_IOERR_LOCK:
    case SQLITE_IOERR_UNLOCK:
    case SQLITE_IOERR_RDLOCK:
    case SQLITE_IOERR_CHECKRESERVEDLOCK:
    case SQLITE_IOERR_SHMLOCK:
    case SQLITE_IOERR_SHMMAP:
    case SQLITE_PROTOCOL:
      return TRUE;

    default:
      return FALSE;
    }
}

/*
 * gazette_database_set_error:
 * @handle: (nullable): a connection that has failed, %NULL for one that is closed
 * @path: the file of its database
 * @error: return location for an error
 *
 * Says in plain words what went wrong.
 */
void
gazette_database_set_error (sqlite3     *handle,
                            const char  *path,
                            GError     **error)
{
  const char *message = handle != NULL ? sqlite3_errmsg (handle) : "closed";
  int code = handle != NULL ? sqlite3_errcode (handle) : SQLITE_MISUSE;
  GazetteDatabase *self = handle != NULL ? sqlite3_get_clientdata (handle, CLIENT_DATA) : NULL;

  if (self != NULL)
    self->code = code;
  g_debug ("%s: %s (%d)", path, message, handle != NULL ? sqlite3_extended_errcode (handle) : code);

  if (is_about_locks (handle, code))
    {
      g_set_error (error, GAZETTE_ERROR, GAZETTE_ERROR_LIBRARY,
                   _("The disk that holds %s does not let programs lock files, as disks in a network may. Move the library to a disk of this computer, or have locking turned on."),
                   path);
      return;
    }

  switch (code)
    {
    case SQLITE_FULL:
      g_set_error (error, GAZETTE_ERROR, GAZETTE_ERROR_LIBRARY,
                   _("The disk that holds %s is full. Make room on it and try again."), path);
      break;

    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      g_set_error (error, GAZETTE_ERROR, GAZETTE_ERROR_LIBRARY,
                   _("%s may not be changed. Allow writing to it and to its folder, then try again."), path);
      break;

    case SQLITE_CANTOPEN:
      g_set_error (error, GAZETTE_ERROR, GAZETTE_ERROR_LIBRARY,
                   _("%s could not be opened. Check that its folder exists and may be read and changed."), path);
      break;

    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      g_set_error (error, GAZETTE_ERROR, GAZETTE_ERROR_DAMAGED,
                   _("%s is damaged. Start the program again to have it repaired."), path);
      break;

    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      g_set_error (error, GAZETTE_ERROR, GAZETTE_ERROR_LIBRARY,
                   _("Another program keeps %s busy. Close that program and try again."), path);
      break;

    case SQLITE_MISUSE:
      g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_LIBRARY,
                           _("The library is closed. Start the program again."));
      break;

    default:
      g_set_error (error, GAZETTE_ERROR, GAZETTE_ERROR_LIBRARY,
                   _("%s could not be read or written (%s). Check the disk and try again."), path, message);
      break;
    }
}

static void
finalize_statement (gpointer statement)
{
  sqlite3_finalize (statement);
}

/* Says how a database that is being made is laid out. In one that is there it would
 * change nothing, but write each time: that takes room on the disk, and time. */
static gboolean
lay_out (GazetteDatabase  *self,
         GError          **error)
{
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (self, "PRAGMA page_count", error);
  g_autoptr(GError) local_error = NULL;
  gboolean is_new;

  if (statement == NULL)
    return FALSE;

  is_new = gazette_statement_step (statement, &local_error) && gazette_statement_get_int (statement, 0) == 0;
  g_clear_pointer (&statement, gazette_statement_release);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return !is_new || gazette_database_execute (self,
                                              "PRAGMA page_size = " G_STRINGIFY (PAGE_SIZE) ";"
                                              "PRAGMA auto_vacuum = INCREMENTAL;",
                                              error);
}

/**
 * gazette_database_open:
 * @path: file of the database; made when @writable and absent
 * @writable: whether this connection will write
 * @error: return location for an error
 *
 * Opens a connection, on any thread.
 *
 * Returns: (transfer full) (nullable): the connection
 */
GazetteDatabase *
gazette_database_open (const char  *path,
                       gboolean     writable,
                       GError     **error)
{
  g_autoptr(GazetteDatabase) self = NULL;
  int flags = SQLITE_OPEN_NOMUTEX;
  int timeout;

  g_return_val_if_fail (path != NULL, NULL);

  /* A reader opens for writing too: it may have to recover the log of a process
   * that was killed, and query_only keeps it from anything else. */
  flags |= SQLITE_OPEN_READWRITE | (writable ? SQLITE_OPEN_CREATE : 0);

  self = g_new0 (GazetteDatabase, 1);
  self->path = g_strdup (path);
  self->journal = gazette_journal_choose (path);
  self->statements = g_hash_table_new_full (NULL, NULL, NULL, finalize_statement);

  if (sqlite3_open_v2 (path, &self->handle, flags, NULL) != SQLITE_OK)
    {
      gazette_database_set_error (self->handle, path, error);
      return NULL;
    }

  sqlite3_set_clientdata (self->handle, CLIENT_DATA, self, NULL);
  timeout = self->journal == GAZETTE_JOURNAL_LOG ? BUSY_TIMEOUT_MS : LONG_BUSY_TIMEOUT_MS;
  sqlite3_busy_timeout (self->handle, timeout);
  if (!gazette_words_register (self->handle) || !gazette_pack_register (self->handle))
    {
      gazette_database_set_error (self->handle, path, error);
      return NULL;
    }

  /* synchronous=NORMAL never damages a database with a log, but the last
   * transactions before a power failure may be undone: fit for what can be
   * fetched again. gazette_database_begin() asks for more where a person was
   * promised more. */
  if (!gazette_database_execute (self,
                                 "PRAGMA foreign_keys = ON;"
                                 "PRAGMA synchronous = NORMAL;"
                                 "PRAGMA temp_store = MEMORY;"
                                 "PRAGMA trusted_schema = OFF;",
                                 error) ||
      (writable && !lay_out (self, error)))
    return NULL;

  if (writable && gazette_journal_set (self->journal, self->handle, timeout) != SQLITE_OK)
    {
      gazette_database_set_error (self->handle, path, error);
      return NULL;
    }

  if (!writable && !gazette_database_execute (self, "PRAGMA query_only = ON;", error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * gazette_database_close:
 * @self: a connection
 *
 * Closes it. Later calls on it fail with %GAZETTE_ERROR_LIBRARY.
 */
void
gazette_database_close (GazetteDatabase *self)
{
  g_hash_table_remove_all (self->statements);
  g_clear_pointer (&self->handle, sqlite3_close_v2);
}

/**
 * gazette_database_free:
 * @self: (transfer full): a connection
 *
 * Closes and frees it.
 */
void
gazette_database_free (GazetteDatabase *self)
{
  gazette_database_close (self);
  g_hash_table_unref (self->statements);
  g_free (self->path);
  g_free (self);
}

/**
 * gazette_database_rest:
 * @self: a connection that is not in a transaction
 *
 * Lets go of the pages that it holds in case they are asked for again. They are read
 * anew then, mostly from the memory of the system, which has them as well.
 */
void
gazette_database_rest (GazetteDatabase *self)
{
  sqlite3_db_release_memory (self->handle);
}

/**
 * gazette_database_execute:
 * @self: a connection
 * @sql: one or more statements that take no parameters
 * @error: return location for an error
 *
 * Returns: whether all of them were done
 */
gboolean
gazette_database_execute (GazetteDatabase  *self,
                          const char       *sql,
                          GError          **error)
{
  if (self->handle == NULL || sqlite3_exec (self->handle, sql, NULL, NULL, NULL) != SQLITE_OK)
    {
      gazette_database_set_error (self->handle, self->path, error);
      return FALSE;
    }

  return TRUE;
}

/**
 * gazette_database_prepare:
 * @self: a connection
 * @sql: a statement; the address stays valid as long as the connection, and
 *   always holds the same text, as that of a string constant does
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the statement; released before it is
 *   asked for again
 */
GazetteStatement *
gazette_database_prepare (GazetteDatabase  *self,
                          const char       *sql,
                          GError          **error)
{
  sqlite3_stmt *statement = g_hash_table_lookup (self->statements, sql);

  if (statement != NULL)
    return statement;

  if (self->handle == NULL ||
      sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK)
    {
      gazette_database_set_error (self->handle, self->path, error);
      return NULL;
    }

  g_hash_table_insert (self->statements, (gpointer) sql, statement);

  return statement;
}

/**
 * gazette_database_begin:
 * @self: a connection that writes
 * @durable: whether it must outlive a power failure that follows its end. The
 *   log is one file written in order, so this covers all that was written
 *   before as well.
 * @error: return location for an error
 *
 * Begins a transaction that writes. End it with gazette_database_end().
 *
 * Returns: whether it has begun
 */
gboolean
gazette_database_begin (GazetteDatabase  *self,
                        GazetteDurable    durable,
                        GError          **error)
{
  return gazette_database_execute (self,
                                   durable == GAZETTE_DURABLE_YES || self->journal == GAZETTE_JOURNAL_ROLLBACK
                                   ? "PRAGMA synchronous = FULL; BEGIN IMMEDIATE"
                                   : "PRAGMA synchronous = NORMAL; BEGIN IMMEDIATE",
                                   error);
}

/**
 * gazette_database_end:
 * @self: a connection in a transaction
 * @success: whether to keep what was done in it
 * @error: return location for an error of keeping it; an error that was already
 *   set stays when @success is %FALSE
 *
 * Ends the transaction. What could not be kept is undone as a whole.
 *
 * Returns: whether it was kept
 */
gboolean
gazette_database_end (GazetteDatabase  *self,
                      gboolean          success,
                      GError          **error)
{
  if (success && gazette_database_execute (self, "COMMIT", error))
    return TRUE;

  /* Some errors, such as a full disk, have undone it already. */
  if (self->handle != NULL && !sqlite3_get_autocommit (self->handle))
    sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);

  return FALSE;
}

static int
is_unwanted (void *unwanted)
{
  return g_atomic_int_get ((int *) unwanted);
}

/**
 * gazette_database_watch:
 * @self: a connection
 * @unwanted: (nullable): becomes other than 0, on any thread, when what this
 *   connection does is not wanted any more; %NULL to go on to the end
 *
 * What is under way then fails.
 */
void
gazette_database_watch (GazetteDatabase *self,
                        int             *unwanted)
{
  /* One that could not be opened does nothing. */
  if (self->handle != NULL)
    sqlite3_progress_handler (self->handle, WATCH_STEPS, unwanted != NULL ? is_unwanted : NULL, unwanted);
}

/**
 * gazette_database_is_damaged:
 * @self: a connection whose last call has failed
 *
 * Returns: whether what it has read, and not the disk or another program, is why
 */
gboolean
gazette_database_is_damaged (GazetteDatabase *self)
{
  return self->code == SQLITE_CORRUPT || self->code == SQLITE_ERROR;
}

/**
 * gazette_database_check:
 * @self: a connection
 * @condition: (out): what was found
 * @error: return location for an error, that of gazette_database_watch() included
 *
 * Reads all that there is and looks whether it fits together. That takes
 * seconds for each gigabyte. See https://www.sqlite.org/pragma.html#pragma_quick_check
 *
 * Returns: whether it came to an end
 */
gboolean
gazette_database_check (GazetteDatabase   *self,
                        GazetteCondition  *condition,
                        GError           **error)
{
  g_autoptr(GazetteStatement) statement = NULL;
  g_autoptr(GError) local_error = NULL;

  *condition = GAZETTE_CONDITION_SOUND;
  statement = gazette_database_prepare (self, "PRAGMA quick_check(" G_STRINGIFY (CHECK_FINDINGS) ")", &local_error);
  while (statement != NULL && gazette_statement_step (statement, &local_error))
    {
      const char *finding = gazette_statement_get_text (statement, 0);

      if (g_strcmp0 (finding, "ok") == 0)
        continue;

      g_debug ("%s: %s", self->path, finding);
      if (*condition == GAZETTE_CONDITION_SOUND && finding != NULL && strstr (finding, "FTS5 table") != NULL)
        *condition = GAZETTE_CONDITION_INDEX_DAMAGED;
      else if (finding == NULL || strstr (finding, "FTS5 table") == NULL)
        *condition = GAZETTE_CONDITION_DAMAGED;
    }

  /* So bad that not even a check comes through. */
  if (g_error_matches (local_error, GAZETTE_ERROR, GAZETTE_ERROR_DAMAGED))
    *condition = GAZETTE_CONDITION_DAMAGED;
  else if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    return TRUE;

  return *condition == GAZETTE_CONDITION_DAMAGED;
}

static gboolean
copy_pages (GazetteDatabase  *self,
            sqlite3          *copy,
            const char       *path,
            int              *unwanted,
            GError          **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (copy, "main", self->handle, "main");
  int code = backup != NULL ? SQLITE_OK : SQLITE_ERROR;

  while (code == SQLITE_OK && !g_atomic_int_get (unwanted))
    {
      code = sqlite3_backup_step (backup, COPY_PAGES);
      if (code == SQLITE_OK)
        g_usleep (COPY_PAUSE_MS * 1000);
    }

  if (backup != NULL)
    sqlite3_backup_finish (backup);

  if (code == SQLITE_OK)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
  else if (code != SQLITE_DONE)
    gazette_database_set_error (copy, path, error);

  return code == SQLITE_DONE;
}

/**
 * gazette_database_copy:
 * @self: a connection that is at rest
 * @path: where to put the copy; nothing is there
 * @unwanted: becomes other than 0, on any thread, when the copy is not wanted
 *   any more
 * @error: return location for an error
 *
 * Copies the database as it is now into one file, in peace: others go on reading
 * and writing. Of a copy that does not come to an end there may be a piece.
 *
 * Returns: whether it is there, and will outlive a power failure
 */
gboolean
gazette_database_copy (GazetteDatabase  *self,
                       const char       *path,
                       int              *unwanted,
                       GError          **error)
{
  sqlite3 *copy = NULL;
  gboolean success;

  if (sqlite3_open_v2 (path, &copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
    {
      gazette_database_set_error (copy, path, error);
      sqlite3_close (copy);
      return FALSE;
    }

  /* Reading something fixes the moment that is copied: without it, whatever is
   * written meanwhile would begin the copy anew. With a rollback journal nobody could
   * write as long. */
  success = (self->journal == GAZETTE_JOURNAL_ROLLBACK ||
             gazette_database_execute (self, "BEGIN; SELECT 1 FROM sqlite_schema;", error)) &&
            copy_pages (self, copy, path, unwanted, error);
  sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);

  /* What is copied says that it has a log beside it. */
  if (success && sqlite3_exec (copy, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL) != SQLITE_OK)
    {
      gazette_database_set_error (copy, path, error);
      success = FALSE;
    }
  sqlite3_close (copy);

  return success;
}

/**
 * gazette_database_give_back:
 * @self: the connection that writes, in a transaction
 * @is_more: (out): whether there is more to give back
 * @error: return location for an error
 *
 * Makes the file smaller where what was deleted has left room in it: a little, so
 * that others can write in between. A database from before that was thought of keeps
 * its room for what comes.
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_database_give_back (GazetteDatabase  *self,
                            gboolean         *is_more,
                            GError          **error)
{
  static const char select_room[] =
    "SELECT freelist_count > max (" G_STRINGIFY (SPARE_PAGES) ", page_count / " G_STRINGIFY (SPARE_PART) ")"
    "  FROM pragma_freelist_count, pragma_page_count, pragma_auto_vacuum WHERE auto_vacuum = 2";
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (self, select_room, error);
  g_autoptr(GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;

  *is_more = gazette_statement_step (statement, &local_error) && gazette_statement_get_int (statement, 0) != 0;
  g_clear_pointer (&statement, gazette_statement_release);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return !*is_more ||
         gazette_database_execute (self, "PRAGMA incremental_vacuum (" G_STRINGIFY (SPARE_STEP) ")", error);
}

/**
 * gazette_database_last_id:
 * @self: a connection
 *
 * Returns: the row that was inserted last
 */
gint64
gazette_database_last_id (GazetteDatabase *self)
{
  return sqlite3_last_insert_rowid (self->handle);
}

/**
 * gazette_database_n_changed:
 * @self: a connection
 *
 * Returns: how many rows the last statement changed, triggers not counted
 */
guint
gazette_database_n_changed (GazetteDatabase *self)
{
  return sqlite3_changes (self->handle);
}

/**
 * gazette_database_run_for:
 * @self: a connection
 * @sql: a statement with one parameter
 * @id: that
 * @error: return location for an error
 *
 * Returns: whether it was done
 */
gboolean
gazette_database_run_for (GazetteDatabase  *self,
                          const char       *sql,
                          gint64            id,
                          GError          **error)
{
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (self, sql, error);

  if (statement == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, id);

  return gazette_statement_run (statement, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A damaged library is replaced by its newest copy, with all in it that can
 * still be read of the damaged one, which is set aside and kept. The new one is
 * made beside the old one and takes its place at the end: wherever this is cut
 * off, the next start does it from the beginning or brings it to its end. */

#include "config.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "gazette-backup-private.h"
#include "gazette-error.h"
#include "gazette-pack.h"
#include "gazette-rescue.h"
#include "gazette-schema.h"
#include "gazette-snapshot.h"

/* How many rows between two that can be read are looked for one by one. */
#define MAX_GAP 5000000

/* What is unread goes the way of what articles came as: what the library knew is put there
 * first, and read from there in the end. */
#define IS_READ     "NOT " GAZETTE_IS_UNREAD ("articles")
#define NOTE_UNREAD "UPDATE articles SET read = " IS_READ " WHERE read != " IS_READ
#define READ_UNREAD "DELETE FROM unread;" GAZETTE_SCHEMA_UNREAD_ALL

/* Where a library says what is unread. */
typedef enum
{
  UNREAD_IN_ARTICLES,
  UNREAD_IN_TABLE,
  UNREAD_LOST,
} UnreadPlace;

typedef struct
{
  GazetteDatabase *from;
  GazetteDatabase *to;
  UnreadPlace      unread;
} Rescue;

/* What both databases know of a table: its columns, and how its rows are ordered. */
typedef struct
{
  const GazetteTable *table;
  char               *columns;
  /* The same as they are read from the damaged library. */
  char               *selected;
  char               *order;
  char               *order_down;
  guint               n_columns;
  GazetteStatement   *insert;
} Common;

static void
common_free (gpointer data)
{
  Common *common = data;

  g_free (common->columns);
  g_free (common->selected);
  g_free (common->order);
  g_free (common->order_down);
  g_clear_pointer (&common->insert, gazette_statement_release);
  g_free (common);
}

static char *
build_marker (const char *folder)
{
  return g_build_filename (folder, "library.damaged", NULL);
}

/**
 * gazette_rescue_demand:
 * @folder: of a library
 *
 * Notes that the library is damaged, for the next time that it is opened. Any
 * thread may.
 */
void
gazette_rescue_demand (const char *folder)
{
  g_autofree char *marker = build_marker (folder);
  g_autoptr(GError) error = NULL;

  if (!g_file_set_contents (marker, "", 0, &error))
    g_warning ("The damage of the library could not be noted: %s", error->message);
}

/**
 * gazette_rescue_is_wanted:
 * @folder: of a library
 *
 * Returns: whether the library is known to be damaged
 */
gboolean
gazette_rescue_is_wanted (const char *folder)
{
  g_autofree char *marker = build_marker (folder);

  return g_file_test (marker, G_FILE_TEST_EXISTS);
}

static gboolean
knows_column (Rescue     *rescue,
              const char *table,
              const char *column)
{
  static const char select_column[] = "SELECT 1 FROM pragma_table_info (?1) WHERE name = ?2";
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (rescue->from, select_column, NULL);

  if (statement == NULL)
    return FALSE;

  gazette_statement_text (statement, 1, table);
  gazette_statement_text (statement, 2, column);

  return gazette_statement_step (statement, NULL);
}

/* A library from before has no such table; of one that is damaged not all can be read. */
static UnreadPlace
find_unread (Rescue *rescue)
{
  g_autoptr(GazetteStatement) statement = NULL;
  g_autoptr(GError) error = NULL;

  if (!knows_column (rescue, "unread", "article_id"))
    return UNREAD_IN_ARTICLES;

  statement = gazette_database_prepare (rescue->from, "SELECT sort_key, article_id FROM unread", &error);
  while (statement != NULL && gazette_statement_step (statement, &error))
    ;

  return error == NULL ? UNREAD_IN_TABLE : UNREAD_LOST;
}

/* A row that is there takes the values of the damaged library, which are newer,
 * where they differ: an update that changes nothing would have all of it indexed
 * anew. */
static const char *
make_insert (Common    *common,
             GPtrArray *values)
{
  const char *name = common->table->name;
  g_autoptr(GString) sql = g_string_new (NULL);
  g_autoptr(GString) changes = g_string_new (NULL);
  g_autoptr(GString) olds = g_string_new (NULL);
  g_autoptr(GString) news = g_string_new (NULL);

  g_string_append_printf (sql, "INSERT INTO %s (%s) VALUES (?1", name, common->columns);
  for (guint i = 1; i < common->n_columns; i++)
    g_string_append_printf (sql, ", ?%u", i + 1);
  g_string_append (sql, ") ON CONFLICT DO ");

  for (guint i = 0; i < values->len; i++)
    {
      const char *column = values->pdata[i];
      const char *comma = i > 0 ? ", " : "";

      g_string_append_printf (changes, "%s%s = excluded.%s", comma, column, column);
      g_string_append_printf (olds, "%s%s.%s", comma, name, column);
      g_string_append_printf (news, "%sexcluded.%s", comma, column);
    }
  if (values->len == 0)
    g_string_append (sql, "NOTHING");
  else
    g_string_append_printf (sql, "UPDATE SET %s WHERE (%s) IS NOT (%s)", changes->str, olds->str, news->str);

  /* A statement is known by where its text is. */
  return g_intern_string (sql->str);
}

/* NULL with the error unset when the damaged library does not know it. */
static Common *
find_common (Rescue              *rescue,
             const GazetteTable  *table,
             GError             **error)
{
  g_autoptr(GPtrArray) columns = g_ptr_array_new ();
  g_autoptr(GPtrArray) keys = g_ptr_array_new ();
  g_autoptr(GPtrArray) values = g_ptr_array_new ();
  g_autoptr(GString) selected = g_string_new (NULL);
  g_autofree char *downwards = NULL;
  Common *common;

  for (guint i = 0; i < table->columns->len; i++)
    {
      const GazetteColumn *column = &g_array_index (table->columns, GazetteColumn, i);

      if (!knows_column (rescue, table->name, column->name) || (column->is_read && rescue->unread == UNREAD_LOST))
        continue;
      g_string_append_printf (selected, "%s%s", columns->len > 0 ? ", " : "",
                              column->is_read && rescue->unread == UNREAD_IN_TABLE ? IS_READ : column->name);
      g_ptr_array_add (columns, column->name);
      g_ptr_array_add (column->is_key ? keys : values, column->name);
    }
  if (columns->len == 0)
    return NULL;

  common = g_new0 (Common, 1);
  common->table = table;
  common->n_columns = columns->len;
  g_ptr_array_add (columns, NULL);
  g_ptr_array_add (keys, NULL);
  common->columns = g_strjoinv (", ", (char **) columns->pdata);
  common->selected = g_string_free_and_steal (g_steal_pointer (&selected));
  common->order = table->has_rowid ? g_strdup ("rowid") : g_strjoinv (", ", (char **) keys->pdata);
  downwards = g_strjoinv (" DESC, ", (char **) keys->pdata);
  common->order_down = table->has_rowid ? g_strdup ("rowid DESC") : g_strconcat (downwards, " DESC", NULL);
  common->insert = gazette_database_prepare (rescue->to, make_insert (common, values), error);
  if (common->insert == NULL)
    g_clear_pointer (&common, common_free);

  return common;
}

static GPtrArray *
list_common (Rescue     *rescue,
             GPtrArray  *tables,
             GError    **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func (common_free);

  for (guint i = 0; i < tables->len; i++)
    {
      g_autoptr(GError) local_error = NULL;
      Common *common = find_common (rescue, tables->pdata[i], &local_error);

      if (common != NULL)
        g_ptr_array_add (list, common);
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
    }

  return g_steal_pointer (&list);
}

static gboolean
is_text_valid (GazetteStatement *row,
               int               column)
{
  switch (sqlite3_column_type (row, column))
    {
    case SQLITE_TEXT:
      return g_utf8_validate ((const char *) sqlite3_column_text (row, column), sqlite3_column_bytes (row, column), NULL);

    case SQLITE_BLOB:
      return g_strcmp0 (sqlite3_column_decltype (row, column), "ANY") != 0 ||
             gazette_pack_is_whole (sqlite3_column_blob (row, column), (gsize) sqlite3_column_bytes (row, column));

    default:
      return TRUE;
    }
}

/* What does not fit, such as the text of an article that is lost, stays out. */
static gboolean
put_row (Common            *common,
         GazetteStatement  *row,
         GError           **error)
{
  g_autoptr(GError) local_error = NULL;
  gboolean is_misfit;

  /* The first column is the rowid. */
  for (guint i = 0; i < common->n_columns; i++)
    {
      if (!is_text_valid (row, i + 1))
        return TRUE;
      sqlite3_bind_value (common->insert, i + 1, sqlite3_column_value (row, i + 1));
    }

  gazette_statement_step (common->insert, &local_error);
  is_misfit = sqlite3_errcode (sqlite3_db_handle (common->insert)) == SQLITE_CONSTRAINT;
  gazette_statement_release (common->insert);
  if (local_error == NULL || is_misfit)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

/* Reads on until the end or the damage, which is told by @is_whole; @last is the
 * rowid that was read last. */
static gboolean
put_rows (Common            *common,
          GazetteStatement  *rows,
          gint64            *last,
          gboolean          *is_whole,
          GError           **error)
{
  g_autoptr(GError) read_error = NULL;

  while (gazette_statement_step (rows, &read_error))
    {
      if (!put_row (common, rows, error))
        return FALSE;
      *last = gazette_statement_get_int (rows, 0);
    }
  *is_whole = read_error == NULL;

  return TRUE;
}

static GazetteStatement *
select_rows (Rescue     *rescue,
             Common     *common,
             const char *where,
             const char *order)
{
  g_autofree char *sql = g_strdup_printf ("SELECT %s, %s FROM %s %s ORDER BY %s",
                                          common->table->has_rowid ? "rowid" : "0", common->selected,
                                          common->table->name, where, order);

  return gazette_database_prepare (rescue->from, g_intern_string (sql), NULL);
}

/* Looks for what lies between two places that are damaged, row by row. */
static gboolean
put_between (Rescue  *rescue,
             Common  *common,
             gint64   low,
             gint64   high,
             GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT rowid, %s FROM %s WHERE rowid = ?1", common->selected,
                                          common->table->name);
  g_autoptr(GazetteStatement) row = gazette_database_prepare (rescue->from, g_intern_string (sql), NULL);

  for (gint64 id = low + 1; row != NULL && id < high && id - low < MAX_GAP; id++)
    {
      gazette_statement_int (row, 1, id);
      if (gazette_statement_step (row, NULL) && !put_row (common, row, error))
        return FALSE;
      gazette_statement_release (row);
    }

  return TRUE;
}

static gboolean
put_table (Rescue      *rescue,
           Common      *common,
           const char  *where,
           GError     **error)
{
  g_autoptr(GazetteStatement) up = select_rows (rescue, common, where, common->order);
  g_autoptr(GazetteStatement) down = NULL;
  gboolean is_whole = FALSE;
  gint64 low = 0;
  gint64 high = 0;

  if (up != NULL && !put_rows (common, up, &low, &is_whole, error))
    return FALSE;
  if (is_whole)
    return TRUE;

  if ((down = select_rows (rescue, common, where, common->order_down)) != NULL &&
      !put_rows (common, down, &high, &is_whole, error))
    return FALSE;

  return is_whole || !common->table->has_rowid || put_between (rescue, common, low, high, error);
}

/* All of it that can be read, or only what is saved, in a transaction of its own. */
static gboolean
put_tables (Rescue    *rescue,
            GPtrArray *list,
            gboolean   only_saved,
            GError   **error)
{
  gboolean success;

  if (!gazette_database_begin (rescue->to, GAZETTE_DURABLE_NO, error))
    return FALSE;

  success = TRUE;
  for (guint i = 0; i < list->len && success; i++)
    {
      Common *common = g_ptr_array_index (list, i);
      const char *where = "";

      if (only_saved && g_str_equal (common->table->name, "articles"))
        where = "WHERE saved != 0";
      else if (only_saved && gazette_table_find_column (common->table, "article_id") != NULL)
        where = "WHERE article_id IN (SELECT id FROM articles WHERE saved != 0)";
      success = put_table (rescue, common, where, error);
    }

  /* Triggers have counted on top of what the damaged library had counted. And
   * what has lost its text gets it again from a source that still has it. */
  success = success &&
            gazette_database_execute (rescue->to,
                                      READ_UNREAD
                                      "UPDATE sources SET etag = NULL, last_modified = NULL,"
                                      " n_articles = (SELECT count (*) FROM articles WHERE source_id = sources.id),"
                                      " n_unread = (SELECT count (*) FROM articles"
                                      "             WHERE source_id = sources.id AND read = 0);"
                                      "UPDATE articles SET digest = 0 WHERE id NOT IN (SELECT article_id FROM contents);"
                                      "INSERT INTO contents (article_id)"
                                      " SELECT id FROM articles WHERE id NOT IN (SELECT article_id FROM contents);",
                                      error);

  return gazette_database_end (rescue->to, success, error);
}

static gboolean
salvage (const char       *damaged,
         GazetteDatabase  *to,
         GError          **error)
{
  g_autoptr(GazetteDatabase) from = gazette_database_open (damaged, FALSE, NULL);
  g_autoptr(GPtrArray) tables = NULL;
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(GError) local_error = NULL;
  Rescue rescue = { from, to, UNREAD_IN_ARTICLES };
  gboolean success;

  /* It is nothing that could be read at all. */
  if (from == NULL)
    return TRUE;

  rescue.unread = find_unread (&rescue);
  success = gazette_database_execute (to, NOTE_UNREAD, error) &&
            (tables = gazette_tables_load (to, error)) != NULL &&
            (list = list_common (&rescue, tables, error)) != NULL &&
            put_tables (&rescue, list, TRUE, error);
  /* What is saved is there: better without the rest than nothing. */
  if (success && !put_tables (&rescue, list, FALSE, &local_error))
    g_warning ("Not all of the damaged library could be taken over: %s", local_error->message);

  /* Statements go before their connections. */
  g_clear_pointer (&list, g_ptr_array_unref);
  gazette_database_close (from);
  gazette_database_close (to);

  return success;
}

static gboolean
make_rescued (const char  *damaged,
              const char  *snapshot,
              const char  *rescued,
              GError     **error)
{
  g_autoptr(GFile) file = g_file_new_for_path (rescued);
  g_autoptr(GazetteDatabase) to = NULL;

  g_unlink (rescued);
  if (snapshot != NULL)
    {
      g_autoptr(GFile) copy = g_file_new_for_path (snapshot);

      if (!g_file_copy (copy, file, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, error))
        return FALSE;
    }

  return (to = gazette_database_open (rescued, TRUE, error)) != NULL &&
         gazette_schema_migrate (to, error) &&
         salvage (damaged, to, error);
}

/* Returns: (transfer full): the new folder for what is damaged */
static char *
make_aside (const char  *folder,
            GError     **error)
{
  for (guint i = 1;; i++)
    {
      g_autofree char *name = g_strdup_printf ("damaged-%u", i);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_mkdir (path, 0700) == 0)
        return g_steal_pointer (&path);

      if (errno != EEXIST)
        {
          g_set_error (error, GAZETTE_ERROR, GAZETTE_ERROR_LIBRARY,
                       _("The folder %s could not be made (%s). Check the disk and try again."), path, g_strerror (errno));
          return NULL;
        }
    }
}

/* The database goes first: without it this is known to be half done. */
static gboolean
replace (const char  *folder,
         const char  *damaged,
         const char  *rescued,
         const char  *aside,
         GError     **error)
{
  static const char *const suffixes[] = { "", "-wal", "-shm", "-journal" };
  gboolean success = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (suffixes) && success; i++)
    {
      g_autofree char *from = g_strconcat (damaged, suffixes[i], NULL);
      g_autofree char *name = g_path_get_basename (from);
      g_autofree char *to = g_build_filename (aside, name, NULL);

      success = g_rename (from, to) == 0 || errno == ENOENT;
    }

  success = success && g_rename (rescued, damaged) == 0;
  if (!success)
    g_set_error (error, GAZETTE_ERROR, GAZETTE_ERROR_LIBRARY,
                 _("%s could not be read or written (%s). Check the disk and try again."), damaged, g_strerror (errno));

  return success;
}

static char *
describe (const char *snapshot,
          const char *aside)
{
  GStatBuf info;
  g_autoptr(GDateTime) time = NULL;
  g_autofree char *day = NULL;

  if (snapshot == NULL || g_stat (snapshot, &info) != 0 ||
      (time = g_date_time_new_from_unix_local (info.st_mtime)) == NULL ||
      (day = g_date_time_format (time, "%x")) == NULL)
    return g_strdup_printf (_("The library was damaged, and there was no copy of it yet. What could still be read is here. The damaged library is kept in %s."),
                            aside);

  return g_strdup_printf (_("The library was damaged. Its copy of %s has taken its place, with what came later as far as it could still be read. The damaged library is kept in %s."),
                          day, aside);
}

/**
 * gazette_rescue_run:
 * @folder: of a library that nobody has open
 * @note: (out) (transfer full): what was done, in plain words
 * @error: return location for an error
 *
 * Puts a sound library in the place of a damaged one. That takes as long as
 * reading it three times.
 *
 * Returns: whether that was done
 */
gboolean
gazette_rescue_run (const char  *folder,
                    char       **note,
                    GError     **error)
{
  g_autofree char *damaged = g_build_filename (folder, "library.db", NULL);
  g_autofree char *rescued = g_build_filename (folder, "library.rescued.db", NULL);
  g_autofree char *marker = build_marker (folder);
  g_autofree char *snapshot = NULL;
  g_autofree char *aside = NULL;

  gazette_rescue_demand (folder);
  snapshot = gazette_snapshot_find (folder);
  /* Without the damaged one, an earlier run was cut off right at the end. */
  if ((g_file_test (damaged, G_FILE_TEST_EXISTS) || !g_file_test (rescued, G_FILE_TEST_EXISTS)) &&
      !make_rescued (damaged, snapshot, rescued, error))
    return FALSE;

  if ((aside = make_aside (folder, error)) == NULL ||
      !replace (folder, damaged, rescued, aside, error))
    return FALSE;

  g_unlink (marker);
  *note = describe (snapshot, aside);

  return TRUE;
}

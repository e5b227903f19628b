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

#include "gazette-database.h"
#include "gazette-error.h"
#include "gazette-rescue.h"
#include "gazette-schema.h"
#include "gazette-snapshot.h"

/* How many rows between two that can be read are looked for one by one. */
#define MAX_GAP 5000000

typedef struct
{
  GazetteDatabase *from;
  GazetteDatabase *to;

  /* The texts of statements, which have to stay: see gazette_database_prepare(). */
  GPtrArray       *sql;
} Rescue;

/* A table and what both databases know of it. */
typedef struct
{
  char     *name;
  gboolean  has_rowid;
  gboolean  has_article;
  char     *columns;
  char     *order;
  char     *order_down;
  guint     n_columns;

  GazetteStatement *insert;
} Table;

static void
table_free (gpointer data)
{
  Table *table = data;

  g_free (table->name);
  g_free (table->columns);
  g_free (table->order);
  g_free (table->order_down);
  g_clear_pointer (&table->insert, gazette_statement_release);
  g_free (table);
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

static const char *
hold (Rescue *rescue,
      char   *sql)
{
  g_ptr_array_add (rescue->sql, sql);

  return sql;
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

/* A row that is there takes the values of the damaged library, which are newer,
 * where they differ: an update that changes nothing would have all of it indexed
 * anew. */
static char *
build_insert (Table     *table,
              GPtrArray *values)
{
  g_autoptr(GString) sql = g_string_new (NULL);
  g_autofree char *others = NULL;

  g_string_append_printf (sql, "INSERT INTO %s (%s) VALUES (?1", table->name, table->columns);
  for (guint i = 1; i < table->n_columns; i++)
    g_string_append_printf (sql, ", ?%u", i + 1);
  g_string_append (sql, ") ON CONFLICT DO ");

  if (values->len == 0)
    return g_strconcat (sql->str, "NOTHING", NULL);

  g_ptr_array_add (values, NULL);
  others = g_strjoinv (", excluded.", (char **) values->pdata);
  g_string_append (sql, "UPDATE SET ");
  for (guint i = 0; i + 1 < values->len; i++)
    g_string_append_printf (sql, "%s%s = excluded.%s", i > 0 ? ", " : "", (char *) values->pdata[i], (char *) values->pdata[i]);
  g_string_append (sql, " WHERE (");
  for (guint i = 0; i + 1 < values->len; i++)
    g_string_append_printf (sql, "%s%s.%s", i > 0 ? ", " : "", table->name, (char *) values->pdata[i]);
  g_string_append_printf (sql, ") IS NOT (excluded.%s)", others);

  return g_string_free_and_steal (g_steal_pointer (&sql));
}

/* NULL with the error unset when the damaged library does not know it. */
static Table *
describe_table (Rescue      *rescue,
                const char  *name,
                gboolean     has_rowid,
                GError     **error)
{
  static const char select_columns[] = "SELECT name, pk FROM pragma_table_info (?1)";
  Table *table = g_new0 (Table, 1);
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (rescue->to, select_columns, error);
  g_autoptr(GPtrArray) columns = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) keys = g_ptr_array_new ();
  g_autoptr(GPtrArray) values = g_ptr_array_new ();
  g_autofree char *downwards = NULL;

  table->name = g_strdup (name);
  table->has_rowid = has_rowid;
  gazette_statement_text (statement, 1, name);
  while (gazette_statement_step (statement, error))
    {
      char *column = gazette_statement_dup_text (statement, 0);

      if (!knows_column (rescue, name, column))
        {
          g_free (column);
          continue;
        }

      g_ptr_array_add (columns, column);
      g_ptr_array_add (gazette_statement_get_int (statement, 1) != 0 ? keys : values, column);
      table->has_article |= g_str_equal (column, "article_id");
    }

  if (columns->len == 0)
    {
      table_free (table);
      return NULL;
    }

  table->n_columns = columns->len;
  g_ptr_array_add (columns, NULL);
  g_ptr_array_add (keys, NULL);
  table->columns = g_strjoinv (", ", (char **) columns->pdata);
  table->order = has_rowid ? g_strdup ("rowid") : g_strjoinv (", ", (char **) keys->pdata);
  downwards = g_strjoinv (" DESC, ", (char **) keys->pdata);
  table->order_down = has_rowid ? g_strdup ("rowid DESC") : g_strconcat (downwards, " DESC", NULL);
  table->insert = gazette_database_prepare (rescue->to, hold (rescue, build_insert (table, values)), error);
  if (table->insert == NULL)
    g_clear_pointer (&table, table_free);

  return table;
}

/* In the order in which they were made: what refers to another comes after it.
 * The index of words is made anew of what changes. */
static GPtrArray *
list_tables (Rescue  *rescue,
             GError **error)
{
  static const char select_tables[] =
    "SELECT s.name, t.wr"
    "  FROM sqlite_schema s JOIN pragma_table_list t ON t.name = s.name AND t.schema = 'main'"
    " WHERE s.type = 'table' AND t.type = 'table' AND s.name NOT GLOB 'sqlite_*' AND s.name NOT GLOB 'search_*'"
    " ORDER BY s.rowid";
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (rescue->to, select_tables, error);
  g_autoptr(GPtrArray) tables = g_ptr_array_new_with_free_func (table_free);
  g_autoptr(GError) local_error = NULL;

  while (statement != NULL && gazette_statement_step (statement, &local_error))
    {
      Table *table = describe_table (rescue, gazette_statement_get_text (statement, 0),
                                     gazette_statement_get_int (statement, 1) == 0, &local_error);

      if (table != NULL)
        g_ptr_array_add (tables, table);
      if (local_error != NULL)
        break;
    }

  if (statement == NULL || local_error != NULL)
    {
      if (local_error != NULL)
        g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&tables);
}

static gboolean
is_text_valid (GazetteStatement *row,
               int               column)
{
  return sqlite3_column_type (row, column) != SQLITE_TEXT ||
         g_utf8_validate ((const char *) sqlite3_column_text (row, column), sqlite3_column_bytes (row, column), NULL);
}

/* What does not fit, such as the text of an article that is lost, stays out. */
static gboolean
put_row (Table             *table,
         GazetteStatement  *row,
         GError           **error)
{
  g_autoptr(GError) local_error = NULL;
  gboolean is_misfit;

  /* The first column is the rowid. */
  for (guint i = 0; i < table->n_columns; i++)
    {
      if (!is_text_valid (row, i + 1))
        return TRUE;
      sqlite3_bind_value (table->insert, i + 1, sqlite3_column_value (row, i + 1));
    }

  gazette_statement_step (table->insert, &local_error);
  is_misfit = sqlite3_errcode (sqlite3_db_handle (table->insert)) == SQLITE_CONSTRAINT;
  gazette_statement_release (table->insert);
  if (local_error == NULL || is_misfit)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

/* Reads on until the end or the damage, which is told by @is_whole; @last is the
 * rowid that was read last. */
static gboolean
put_rows (Table             *table,
          GazetteStatement  *rows,
          gint64            *last,
          gboolean          *is_whole,
          GError           **error)
{
  g_autoptr(GError) read_error = NULL;

  while (gazette_statement_step (rows, &read_error))
    {
      if (!put_row (table, rows, error))
        return FALSE;
      *last = gazette_statement_get_int (rows, 0);
    }
  *is_whole = read_error == NULL;

  return TRUE;
}

static GazetteStatement *
select_rows (Rescue     *rescue,
             Table      *table,
             const char *where,
             const char *order)
{
  char *sql = g_strdup_printf ("SELECT %s, %s FROM %s %s ORDER BY %s", table->has_rowid ? "rowid" : "0", table->columns,
                               table->name, where, order);

  return gazette_database_prepare (rescue->from, hold (rescue, sql), NULL);
}

/* Looks for what lies between two places that are damaged, row by row. */
static gboolean
put_between (Rescue  *rescue,
             Table   *table,
             gint64   low,
             gint64   high,
             GError **error)
{
  char *sql = g_strdup_printf ("SELECT rowid, %s FROM %s WHERE rowid = ?1", table->columns, table->name);
  g_autoptr(GazetteStatement) row = gazette_database_prepare (rescue->from, hold (rescue, sql), NULL);

  for (gint64 id = low + 1; row != NULL && id < high && id - low < MAX_GAP; id++)
    {
      gazette_statement_int (row, 1, id);
      if (gazette_statement_step (row, NULL) && !put_row (table, row, error))
        return FALSE;
      gazette_statement_release (row);
    }

  return TRUE;
}

static gboolean
put_table (Rescue      *rescue,
           Table       *table,
           const char  *where,
           GError     **error)
{
  g_autoptr(GazetteStatement) up = select_rows (rescue, table, where, table->order);
  g_autoptr(GazetteStatement) down = NULL;
  gboolean is_whole = FALSE;
  gint64 low = 0;
  gint64 high = 0;

  if (up != NULL && !put_rows (table, up, &low, &is_whole, error))
    return FALSE;
  if (is_whole)
    return TRUE;

  if ((down = select_rows (rescue, table, where, table->order_down)) != NULL &&
      !put_rows (table, down, &high, &is_whole, error))
    return FALSE;

  return is_whole || !table->has_rowid || put_between (rescue, table, low, high, error);
}

/* All of it that can be read, or only what is saved, in a transaction of its own. */
static gboolean
put_tables (Rescue    *rescue,
            GPtrArray *tables,
            gboolean   only_saved,
            GError   **error)
{
  gboolean success;

  if (!gazette_database_begin (rescue->to, GAZETTE_DURABLE_NO, error))
    return FALSE;

  success = TRUE;
  for (guint i = 0; i < tables->len && success; i++)
    {
      Table *table = g_ptr_array_index (tables, i);
      const char *where = "";

      if (only_saved && g_str_equal (table->name, "articles"))
        where = "WHERE saved != 0";
      else if (only_saved && table->has_article)
        where = "WHERE article_id IN (SELECT id FROM articles WHERE saved != 0)";
      success = put_table (rescue, table, where, error);
    }

  /* Triggers have counted on top of what the damaged library had counted. And
   * what has lost its text gets it again from a source that still has it. */
  success = success &&
            gazette_database_execute (rescue->to,
                                      "UPDATE sources SET etag = NULL, last_modified = NULL,"
                                      " n_articles = (SELECT count (*) FROM articles WHERE source_id = sources.id),"
                                      " n_unread = (SELECT count (*) FROM articles"
                                      "             WHERE source_id = sources.id AND read = 0);"
                                      "UPDATE articles SET digest = 0 WHERE id NOT IN (SELECT article_id FROM contents);",
                                      error);

  return gazette_database_end (rescue->to, success, error);
}

static gboolean
salvage (const char       *damaged,
         GazetteDatabase  *to,
         GError          **error)
{
  g_autoptr(GPtrArray) sql = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GazetteDatabase) from = gazette_database_open (damaged, FALSE, NULL);
  g_autoptr(GPtrArray) tables = NULL;
  g_autoptr(GError) local_error = NULL;
  Rescue rescue = { from, to, sql };
  gboolean success;

  /* It is nothing that could be read at all. */
  if (from == NULL)
    return TRUE;

  success = (tables = list_tables (&rescue, error)) != NULL && put_tables (&rescue, tables, TRUE, error);
  /* What is saved is there: better without the rest than nothing. */
  if (success && !put_tables (&rescue, tables, FALSE, &local_error))
    g_warning ("Not all of the damaged library could be taken over: %s", local_error->message);

  /* Statements go before their connections, and those before the texts. */
  g_clear_pointer (&tables, g_ptr_array_unref);
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
  static const char *const suffixes[] = { "", "-wal", "-shm" };
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

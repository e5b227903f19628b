/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-backup-private.h"

/* What a library consists of is asked of the database, so that a table or a column
 * that is added to it is in a backup from then on. The index of words is made anew, and
 * whether an article is unread is said with the article. */
#define SELECT_TABLES \
  "SELECT s.name, t.wr" \
  " FROM sqlite_master s JOIN pragma_table_list t ON t.name = s.name AND t.schema = 'main'" \
  " WHERE s.type = 'table' AND s.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'" \
  "   AND s.name NOT LIKE 'search\\_%' ESCAPE '\\' AND s.name != 'unread' ORDER BY s.rowid"
#define SELECT_COLUMNS \
  "SELECT c.name, f.\"table\", coalesce (f.\"to\", 'id'), c.name = 'id' AND c.pk = 1, c.pk, c.type = 'ANY'" \
  " FROM pragma_table_info (?1) AS c LEFT JOIN pragma_foreign_key_list (?1) AS f ON f.\"from\" = c.name" \
  " ORDER BY c.cid"

static void
clear_column (gpointer data)
{
  GazetteColumn *column = data;

  g_free (column->name);
  g_free (column->parent);
  g_free (column->parent_column);
}

static void
table_free (gpointer data)
{
  GazetteTable *self = data;

  g_free (self->name);
  g_array_unref (self->columns);
  g_free (self);
}

static gboolean
read_columns (GazetteTable     *self,
              GazetteDatabase  *database,
              GError          **error)
{
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (database, SELECT_COLUMNS, error);
  g_autoptr(GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;

  gazette_statement_text (statement, 1, self->name);
  while (gazette_statement_step (statement, &local_error))
    {
      GazetteColumn column = {
        .name = gazette_statement_dup_text (statement, 0),
        .parent = gazette_statement_dup_text (statement, 1),
        .is_id = gazette_statement_get_int (statement, 3) != 0,
        .is_key = gazette_statement_get_int (statement, 4) != 0,
        .is_packed = gazette_statement_get_int (statement, 5) != 0,
      };

      column.is_read = g_str_equal (self->name, "articles") && g_str_equal (column.name, "read");
      column.parent_column = column.parent != NULL ? gazette_statement_dup_text (statement, 2) : NULL;
      g_array_append_val (self->columns, column);
    }
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return error == NULL || *error == NULL;
}

/*
 * gazette_tables_load:
 * @database: a connection
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type GazetteTable): the tables of a library, but
 *   for those of the index of words and of what is unread, each after those that it refers to
 */
GPtrArray *
gazette_tables_load (GazetteDatabase  *database,
                     GError          **error)
{
  g_autoptr(GPtrArray) tables = g_ptr_array_new_with_free_func (table_free);
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (database, SELECT_TABLES, error);
  g_autoptr(GError) local_error = NULL;

  if (statement == NULL)
    return NULL;

  while (gazette_statement_step (statement, &local_error))
    {
      GazetteTable *table = g_new0 (GazetteTable, 1);

      table->name = gazette_statement_dup_text (statement, 0);
      table->has_rowid = gazette_statement_get_int (statement, 1) == 0;
      table->columns = g_array_new (FALSE, FALSE, sizeof (GazetteColumn));
      g_array_set_clear_func (table->columns, clear_column);
      g_ptr_array_add (tables, table);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  for (guint i = 0; i < tables->len; i++)
    {
      if (!read_columns (tables->pdata[i], database, error))
        return NULL;
    }

  return g_steal_pointer (&tables);
}

/*
 * gazette_table_find_column:
 * @self: a table
 * @name: of a column
 *
 * Returns: (transfer none) (nullable): the column
 */
const GazetteColumn *
gazette_table_find_column (const GazetteTable *self,
                           const char         *name)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      const GazetteColumn *column = &g_array_index (self->columns, GazetteColumn, i);

      if (strcmp (column->name, name) == 0)
        return column;
    }

  return NULL;
}

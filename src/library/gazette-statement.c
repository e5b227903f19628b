/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is asked of a connection, row by row. */

#include "config.h"

#include "gazette-database-private.h"

/**
 * gazette_statement_release:
 * @self: (transfer full): a statement
 *
 * Gives it back to its connection.
 */
void
gazette_statement_release (GazetteStatement *self)
{
  sqlite3_reset (self);
  sqlite3_clear_bindings (self);
}

/**
 * gazette_statement_step:
 * @self: a statement
 * @error: return location for an error
 *
 * Goes to its next row.
 *
 * Returns: whether there is one; %FALSE with @error unset at the end
 */
gboolean
gazette_statement_step (GazetteStatement  *self,
                        GError           **error)
{
  sqlite3 *handle;

  switch (sqlite3_step (self))
    {
    case SQLITE_ROW:
      return TRUE;

    case SQLITE_DONE:
      return FALSE;

    default:
      handle = sqlite3_db_handle (self);
      gazette_database_set_error (handle, sqlite3_db_filename (handle, NULL), error);
      return FALSE;
    }
}

/**
 * gazette_statement_find:
 * @self: a statement that was not stepped yet
 * @found: (out): whether it has a row, at which it is then
 * @error: return location for an error
 *
 * Goes to its first row, which is the only one that is wanted.
 *
 * Returns: whether it succeeded; it has where there is no row, too
 */
gboolean
gazette_statement_find (GazetteStatement  *self,
                        gboolean          *found,
                        GError           **error)
{
  g_autoptr(GError) local_error = NULL;

  *found = gazette_statement_step (self, &local_error);
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

/**
 * gazette_statement_find_int:
 * @self: a statement that was not stepped yet
 * @value: (out): what is in the first column of its first row, 0 where there is none
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_statement_find_int (GazetteStatement  *self,
                            gint64            *value,
                            GError           **error)
{
  gboolean found;

  if (!gazette_statement_find (self, &found, error))
    return FALSE;

  *value = found ? gazette_statement_get_int (self, 0) : 0;

  return TRUE;
}

/**
 * gazette_statement_run:
 * @self: a statement
 * @error: return location for an error
 *
 * Does it to its end and resets it, so that it can be given other parameters
 * and run again.
 *
 * Returns: whether it was done
 */
gboolean
gazette_statement_run (GazetteStatement  *self,
                       GError           **error)
{
  g_autoptr(GError) local_error = NULL;

  while (gazette_statement_step (self, &local_error))
    continue;

  sqlite3_reset (self);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

/**
 * gazette_statement_read_ids:
 * @self: a statement with an id in its first column
 * @error: return location for an error
 *
 * Goes to its end.
 *
 * Returns: (transfer full) (nullable) (element-type gint64): the ids
 */
GArray *
gazette_statement_read_ids (GazetteStatement  *self,
                            GError           **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GError) local_error = NULL;

  while (gazette_statement_step (self, &local_error))
    {
      gint64 id = gazette_statement_get_int (self, 0);

      g_array_append_val (ids, id);
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&ids);
}

/**
 * gazette_statement_int:
 * @self: a statement that was not stepped yet
 * @parameter: its number, from 1
 * @value: what it stands for
 *
 * Sets a parameter.
 */
void
gazette_statement_int (GazetteStatement *self,
                       int               parameter,
                       gint64            value)
{
  sqlite3_bind_int64 (self, parameter, value);
}

/**
 * gazette_statement_text:
 * @self: a statement that was not stepped yet
 * @parameter: its number, from 1
 * @value: (nullable): what it stands for; stays valid until @self is released,
 *   reset or given another value
 *
 * Sets a parameter.
 */
void
gazette_statement_text (GazetteStatement *self,
                        int               parameter,
                        const char       *value)
{
  sqlite3_bind_text (self, parameter, value, -1, SQLITE_STATIC);
}

/**
 * gazette_statement_get_int:
 * @self: a statement at a row
 * @column: its number, from 0
 *
 * Returns: the value, 0 for NULL
 */
gint64
gazette_statement_get_int (GazetteStatement *self,
                           int               column)
{
  return sqlite3_column_int64 (self, column);
}

/**
 * gazette_statement_get_text:
 * @self: a statement at a row
 * @column: its number, from 0
 *
 * Returns: (transfer none) (nullable): the value, valid until the next step
 */
const char *
gazette_statement_get_text (GazetteStatement *self,
                            int               column)
{
  return (const char *) sqlite3_column_text (self, column);
}

/**
 * gazette_statement_dup_text:
 * @self: a statement at a row
 * @column: its number, from 0
 *
 * Returns: (transfer full) (nullable): the value
 */
char *
gazette_statement_dup_text (GazetteStatement *self,
                            int               column)
{
  return g_strdup (gazette_statement_get_text (self, column));
}

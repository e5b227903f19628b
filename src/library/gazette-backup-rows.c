/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-backup-private.h"
#include "gazette-error.h"
#include "gazette-pictures.h"
#include "gazette-schema.h"

/* What was removed is not there any more, but an article that is saved or has
 * highlights stays, and with it the hidden row of its source. */
#define IS_KEPT "(saved != 0 OR id IN " GAZETTE_ANNOTATED ")"
#define KEPT_SOURCES \
  "SELECT id FROM sources WHERE removed = 0 OR id IN (SELECT source_id FROM articles WHERE " IS_KEPT ")"
#define KEPT_ARTICLES \
  "SELECT id FROM articles WHERE " IS_KEPT " OR source_id IN (SELECT id FROM sources WHERE removed = 0)"

typedef struct
{
  GazetteBackupSink sink;
  gpointer          data;
  GDestroyNotify    destroy;
} Backup;

static void
backup_free (gpointer data)
{
  Backup *backup = data;

  if (backup->destroy != NULL)
    backup->destroy (backup->data);
  g_free (backup);
}

static void
append_condition (GString             *sql,
                  const GazetteColumn *column)
{
  if (g_strcmp0 (column->parent, "sources") == 0)
    g_string_append_printf (sql, " AND \"%s\" IN (" KEPT_SOURCES ")", column->name);
  else if (g_strcmp0 (column->parent, "articles") == 0)
    g_string_append_printf (sql, " AND \"%s\" IN (" KEPT_ARTICLES ")", column->name);
}

static const char *
make_sql (const GazetteTable *table)
{
  g_autoptr(GString) sql = g_string_new ("SELECT json_object (");
  g_autoptr(GString) conditions = g_string_new (NULL);

  for (guint i = 0; i < table->columns->len; i++)
    {
      const GazetteColumn *column = &g_array_index (table->columns, GazetteColumn, i);

      g_string_append_printf (sql, "%s'%s', ", i > 0 ? ", " : "", column->name);
      if (column->is_packed)
        g_string_append_printf (sql, "gazette_unpack (\"%s\")", column->name);
      else if (column->is_read)
        g_string_append (sql, "NOT " GAZETTE_IS_UNREAD ("articles"));
      else
        g_string_append_printf (sql, "\"%s\"", column->name);
      append_condition (conditions, column);
    }
  g_string_append_printf (sql, ") FROM \"%s\" WHERE TRUE%s", table->name, conditions->str);
  if (strcmp (table->name, "sources") == 0)
    g_string_append (sql, " AND id IN (" KEPT_SOURCES ")");
  else if (strcmp (table->name, "articles") == 0)
    g_string_append (sql, " AND id IN (" KEPT_ARTICLES ")");
  else if (strcmp (table->name, "pictures") == 0)
    g_string_append (sql, " AND hash IN (SELECT hash FROM article_pictures WHERE article_id IN (" KEPT_ARTICLES "))");
  else if (gazette_table_find_column (table, "removed") != NULL)
    g_string_append (sql, " AND removed = 0");

  /* A statement is known by where its text is. */
  return g_intern_string (sql->str);
}

static gboolean
write_table (Backup              *backup,
             GazetteDatabase     *database,
             const GazetteTable  *table,
             GError             **error)
{
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (database, make_sql (table), error);
  g_autoptr(GError) local_error = NULL;

  if (statement == NULL || !backup->sink.begin_table (table->name, backup->data, error))
    return FALSE;

  while (gazette_statement_step (statement, &local_error))
    {
      if (!backup->sink.add_row (gazette_statement_get_text (statement, 0), backup->data, error))
        return FALSE;
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

typedef gboolean (*HashFunc) (GazetteRequest  *request,
                              const char      *hash,
                              GError         **error);

static gboolean
write_each (GazetteRequest   *request,
            GazetteDatabase  *database,
            const char       *select_hashes,
            HashFunc          func,
            GError          **error)
{
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (database, select_hashes, error);
  g_autoptr(GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;

  while (gazette_statement_step (statement, &local_error))
    {
      if (!func (request, gazette_statement_get_text (statement, 0), error))
        return FALSE;
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

static const char select_pictures[] =
  "SELECT DISTINCT hash FROM article_pictures WHERE article_id IN (" KEPT_ARTICLES ") ORDER BY hash";
static const char select_files[] =
  "SELECT DISTINCT hash FROM files WHERE state = 1 AND removed = 0"
  "   AND article_id IN (" KEPT_ARTICLES ") ORDER BY hash";

/* One that cannot be read is missing here as well. */
static gboolean
add_picture (GazetteRequest  *request,
             const char      *hash,
             GError         **error)
{
  Backup *backup = request->data;
  g_autoptr(GBytes) bytes = gazette_pictures_read (gazette_store_get_pictures (request->store), hash, NULL);

  return bytes == NULL || backup->sink.add_picture (hash, bytes, backup->data, error);
}

static gboolean
add_file (GazetteRequest  *request,
          const char      *hash,
          GError         **error)
{
  Backup *backup = request->data;
  g_autofree char *path = gazette_pictures_dup_path (gazette_store_get_files (request->store), hash);

  return !g_file_test (path, G_FILE_TEST_IS_REGULAR) || backup->sink.add_file (hash, path, backup->data, error);
}

/* All of it is read in one transaction, so that it is of one moment. */
static gboolean
read_all (GazetteRequest   *request,
          GazetteDatabase  *database,
          GValue           *result,
          GError          **error)
{
  g_autoptr(GPtrArray) tables = gazette_tables_load (database, error);

  if (tables == NULL)
    return FALSE;

  for (guint i = 0; i < tables->len; i++)
    {
      if (!write_table (request->data, database, tables->pdata[i], error))
        return FALSE;
    }

  return write_each (request, database, select_pictures, add_picture, error) &&
         write_each (request, database, select_files, add_file, error);
}

/**
 * gazette_library_get_version:
 *
 * Returns: which version of its form a library has: one of a higher version may hold
 *   what this program does not know
 */
guint
gazette_library_get_version (void)
{
  return g_strv_length ((char **) gazette_schema_get_steps ());
}

/**
 * gazette_library_back_up:
 * @self: a library
 * @sink: what takes it; copied
 * @data: for @sink
 * @destroy: (nullable): frees @data, on any thread
 *
 * Reads the whole library as it is at one moment: the rows of all of its tables, then
 * its pictures and files. Numbers of rows are those of this library. Nothing else is held up.
 *
 * Rejected when the library or @sink fails.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_library_back_up (GazetteLibrary          *self,
                         const GazetteBackupSink *sink,
                         gpointer                 data,
                         GDestroyNotify           destroy)
{
  GazetteRequest *request;
  Backup *backup;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));
  dex_return_error_if_fail (sink != NULL);

  backup = g_new0 (Backup, 1);
  backup->sink = *sink;
  backup->data = data;
  backup->destroy = destroy;
  request = gazette_library_ask (self, read_all, 0);
  request->data = backup;
  request->destroy = backup_free;

  return gazette_library_read (self, request, NULL, NULL, NULL);
}

static gboolean
write_picture (GazetteRequest   *request,
               GazetteDatabase  *database,
               GValue           *result,
               GError          **error)
{
  g_autofree char *hash = gazette_pictures_hash (request->bytes);

  if (strcmp (hash, request->text) != 0)
    {
      g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_READABLE, "Not the picture that it is said to be");
      return FALSE;
    }

  return gazette_pictures_write (gazette_store_get_pictures (request->store), hash, request->bytes, error);
}

/**
 * gazette_library_restore_picture:
 * @self: a library
 * @hash: of the picture
 * @bytes: what is said to be the picture
 *
 * Writes a picture before the rows that speak of it. Without these it is removed again
 * at a later start.
 *
 * Rejected with %GAZETTE_ERROR_NOT_READABLE when it is another picture.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_library_restore_picture (GazetteLibrary *self,
                                 const char     *hash,
                                 GBytes         *bytes)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));
  dex_return_error_if_fail (hash != NULL && bytes != NULL);

  /* No row is touched: it need not wait for those who write some. */
  request = gazette_library_ask (self, write_picture, 0);
  request->text = g_strdup (hash);
  request->bytes = g_bytes_ref (bytes);

  return gazette_library_read (self, request, NULL, NULL, NULL);
}

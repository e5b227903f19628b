/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <sqlite3.h>
#include <string.h>

#include "gazette-backup-private.h"
#include "gazette-pictures.h"
#include "gazette-url.h"

/* What is the number of a row in the backup, and what is it here. `takes` says
 * whether the article has here what the backup says of it: it is new, or it is saved
 * there and was not here. */
#define CREATE_NUMBERS \
  "CREATE TEMP TABLE restored (kind TEXT NOT NULL, old INTEGER NOT NULL, new INTEGER NOT NULL," \
  " takes INTEGER NOT NULL, PRIMARY KEY (kind, old)) WITHOUT ROWID"
#define NEW_NUMBER "(SELECT new FROM temp.restored WHERE kind = '%s' AND old = ?1->>'$.\"%s\"')"

typedef struct
{
  GazetteBackupSource source;
  gpointer            data;
  GDestroyNotify      destroy;
} Restore;

/* A table that is being filled. */
typedef struct
{
  GazetteRequest     *request;
  GazetteDatabase    *database;
  const GazetteTable *table;
  GazetteRestored    *restored;
  /* The columns that the backup has, too. */
  GPtrArray          *columns;
  const char         *sql;
  /* Whether the row was refused, rather than there already. */
  gboolean            is_at_fault;
} Filling;

static GazetteRestored *
restored_copy (GazetteRestored *restored)
{
  return g_memdup2 (restored, sizeof *restored);
}

G_DEFINE_BOXED_TYPE (GazetteRestored, gazette_restored, restored_copy, g_free)

static void
restore_free (gpointer data)
{
  Restore *restore = data;

  if (restore->destroy != NULL)
    restore->destroy (restore->data);
  g_free (restore);
}

static void
filling_clear (Filling *self)
{
  g_clear_pointer (&self->columns, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Filling, filling_clear)

/* What a person may open or the program may fetch is on the web. */
static void
is_address (sqlite3_context  *context,
            int               n_arguments,
            sqlite3_value   **arguments)
{
  const char *text = (const char *) sqlite3_value_text (arguments[0]);

  sqlite3_result_int (context, text == NULL || g_str_has_prefix (text, "data:image/") ||
                               g_str_has_prefix (text, "gazette:") || gazette_url_is_web (text));
}

static gboolean
has_address (const char *column)
{
  return strcmp (column, "url") == 0 || g_str_has_suffix (column, "_url") || strcmp (column, "image") == 0 ||
         strcmp (column, "icon") == 0;
}

/* Runs a statement that a row of the backup is given to.
 *
 * Returns: whether it succeeded; %FALSE without an error when the row is at fault */
static gboolean
run_for_row (GazetteStatement  *statement,
             const char        *row,
             GError           **error)
{
  g_autoptr(GError) local_error = NULL;

  gazette_statement_text (statement, 1, row);
  if (gazette_statement_run (statement, &local_error))
    return TRUE;

  switch (sqlite3_errcode (sqlite3_db_handle (statement)) & 0xff)
    {
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
    case SQLITE_TOOBIG:
    case SQLITE_ERROR:
      return FALSE;

    default:
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
}

static gboolean
run (GazetteDatabase  *database,
     const char       *sql,
     const char       *row,
     GError          **error)
{
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (database, sql, error);

  return statement != NULL && run_for_row (statement, row, error);
}

/* Returns: the first number that the query gives, 0 for none */
static gint64
find (GazetteDatabase  *database,
      const char       *sql,
      const char       *row,
      GError          **error)
{
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (database, sql, error);

  if (statement == NULL)
    return 0;

  gazette_statement_text (statement, 1, row);

  return gazette_statement_step (statement, NULL) ? gazette_statement_get_int (statement, 0) : 0;
}

/* A file that is not in the backup, or is another one, is not kept. ?2 is its size, -1
 * where it is not there. */
static char *
make_value_of_file (const char *column)
{
  if (strcmp (column, "hash") == 0)
    return g_strdup ("iif (?2 >= 0, ?1->>'$.hash', NULL)");
  if (strcmp (column, "size") == 0)
    return g_strdup ("iif (?2 >= 0, ?2, ?1->>'$.size')");
  if (strcmp (column, "state") == 0)
    return g_strdup ("iif (?2 >= 0, 1, iif (?1->>'$.state' = 0, 0, 2))");
  /* What came of one that is on its way is on another disk. */
  if (strcmp (column, "draft") == 0 || strcmp (column, "validator") == 0)
    return g_strdup ("NULL");

  return g_strdup_printf ("?1->>'$.\"%s\"'", column);
}

/* How the value of a column is taken from the row of a backup. */
static char *
make_value (const GazetteTable  *table,
            const GazetteColumn *column)
{
  if (g_strcmp0 (column->parent_column, "id") == 0)
    return g_strdup_printf (NEW_NUMBER, column->parent, column->name);
  if (strcmp (table->name, "articles") == 0 && strcmp (column->name, "saved") == 0)
    return g_strdup ("max (0, min (3, ?1->>'$.saved'))");
  if (strcmp (table->name, "articles") == 0 && strcmp (column->name, "read") == 0)
    return g_strdup ("?1->>'$.read' != 0");
  /* Triggers count them as they come. */
  if (strcmp (table->name, "sources") == 0 && g_str_has_prefix (column->name, "n_"))
    return g_strdup ("0");
  if (strcmp (table->name, "pictures") == 0 && strcmp (column->name, "size") == 0)
    return g_strdup ("?2");
  if (strcmp (table->name, "files") == 0)
    return make_value_of_file (column->name);

  return g_strdup_printf (column->is_packed ? "gazette_pack (?1->>'$.\"%s\"')" : "?1->>'$.\"%s\"'", column->name);
}

/* Rows that have a number of their own are told by all else, so that none is twice. */
static void
append_unlike (GString *sql,
               Filling *self)
{
  if (gazette_table_find_column (self->table, "id") == NULL || strcmp (self->table->name, "sources") == 0 ||
      strcmp (self->table->name, "articles") == 0)
    return;

  g_string_append_printf (sql, " AND NOT EXISTS (SELECT 1 FROM \"%s\" WHERE TRUE", self->table->name);
  for (guint i = 0; i < self->columns->len; i++)
    {
      const GazetteColumn *column = self->columns->pdata[i];
      g_autofree char *value = make_value (self->table, column);

      g_string_append_printf (sql, " AND \"%s\" IS %s", column->name, value);
    }
  g_string_append_c (sql, ')');
}

/* What stays as it is here is ignored, but for the text of an article that was saved. */
static const char *
make_sql (Filling *self)
{
  const char *name = self->table->name;
  gboolean replaces = strcmp (name, "contents") == 0;
  g_autoptr(GString) sql = g_string_new (NULL);
  g_autoptr(GString) values = g_string_new (NULL);
  g_autoptr(GString) conditions = g_string_new (NULL);

  g_string_append_printf (sql, "INSERT OR %s INTO \"%s\" (", replaces ? "REPLACE" : "IGNORE", name);
  for (guint i = 0; i < self->columns->len; i++)
    {
      const GazetteColumn *column = self->columns->pdata[i];
      g_autofree char *value = make_value (self->table, column);

      g_string_append_printf (sql, "%s\"%s\"", i > 0 ? ", " : "", column->name);
      g_string_append_printf (values, "%s%s", i > 0 ? ", " : "", value);
      if (has_address (column->name))
        g_string_append_printf (conditions, " AND gazette_is_address (%s)", value);
      if (g_strcmp0 (column->parent, "pictures") == 0)
        g_string_append_printf (conditions, " AND EXISTS (SELECT 1 FROM pictures WHERE hash = %s)", value);
    }
  if (replaces)
    g_string_append (conditions, " AND (SELECT takes FROM temp.restored"
                                 " WHERE kind = 'articles' AND old = ?1->>'$.article_id')");
  append_unlike (conditions, self);
  g_string_append_printf (sql, ") SELECT %s WHERE TRUE%s", values->str, conditions->str);

  /* A statement is known by where its text is. */
  return g_intern_string (sql->str);
}

/* All rows of a table have the same columns: those that it had when they were written. */
static gboolean
begin_filling (Filling     *self,
               const char  *row,
               GError     **error)
{
  g_autoptr(GazetteStatement) statement =
    gazette_database_prepare (self->database, "SELECT json_type (?1, '$.\"' || ?2 || '\"')", error);

  if (statement == NULL)
    return FALSE;

  self->columns = g_ptr_array_new ();
  for (guint i = 0; i < self->table->columns->len; i++)
    {
      GazetteColumn *column = &g_array_index (self->table->columns, GazetteColumn, i);

      if (column->is_id)
        continue;
      gazette_statement_text (statement, 1, row);
      gazette_statement_text (statement, 2, column->name);
      if (gazette_statement_step (statement, NULL) && gazette_statement_get_text (statement, 0) != NULL)
        g_ptr_array_add (self->columns, column);
      sqlite3_reset (statement);
    }
  self->sql = make_sql (self);

  return TRUE;
}

static gboolean
insert (Filling     *self,
        const char  *row,
        gint64       size,
        gint64      *id,
        GError     **error)
{
  g_autoptr(GazetteStatement) statement = NULL;

  if (self->columns->len == 0)
    return FALSE;

  statement = gazette_database_prepare (self->database, self->sql, error);
  if (statement == NULL)
    return FALSE;

  if (strcmp (self->table->name, "pictures") == 0 || strcmp (self->table->name, "files") == 0)
    gazette_statement_int (statement, 2, size);
  self->is_at_fault = !run_for_row (statement, row, error);
  if (self->is_at_fault || gazette_database_n_changed (self->database) == 0)
    return FALSE;
  if (id != NULL)
    *id = gazette_database_last_id (self->database);

  return TRUE;
}

static gboolean
note_number (Filling     *self,
             const char  *row,
             gint64       id,
             gboolean     takes,
             GError     **error)
{
  static const char insert_number[] =
    "INSERT OR IGNORE INTO temp.restored (kind, old, new, takes) SELECT ?2, ?1->>'$.id', ?3, ?4";
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (self->database, insert_number, error);

  if (statement == NULL)
    return FALSE;

  gazette_statement_text (statement, 2, self->table->name);
  gazette_statement_int (statement, 3, id);
  gazette_statement_int (statement, 4, takes);

  return run_for_row (statement, row, error);
}

static gboolean
restore_source (Filling     *self,
                const char  *row,
                GError     **error)
{
  gint64 id = find (self->database, "SELECT id FROM sources WHERE url = ?1->>'$.url'", row, error);

  if (id != 0)
    return run (self->database,
                "UPDATE sources SET removed = 0 WHERE url = ?1->>'$.url' AND removed != 0 AND ?1->>'$.removed' = 0",
                row, error) &&
           note_number (self, row, id, FALSE, error);

  if (!insert (self, row, 0, &id, error))
    return FALSE;
  self->restored->n_sources++;

  return note_number (self, row, id, TRUE, error);
}

#define THE_ARTICLE \
  "source_id = (SELECT new FROM temp.restored WHERE kind = 'sources' AND old = ?1->>'$.source_id')" \
  " AND guid = ?1->>'$.guid'"

/* Nothing is lost: what was read or saved in either is so now. */
static gboolean
restore_article (Filling     *self,
                 const char  *row,
                 GError     **error)
{
  static const char update_saved[] =
    "UPDATE articles SET saved = min (3, ?1->>'$.saved'), saved_note = ?1->>'$.saved_note'"
    " WHERE " THE_ARTICLE " AND saved = 0 AND ?1->>'$.saved' > 0";
  gint64 id = find (self->database, "SELECT id FROM articles WHERE " THE_ARTICLE, row, error);
  gboolean changed, takes;

  if (id == 0)
    {
      if (!insert (self, row, 0, &id, error))
        return FALSE;
      self->restored->n_articles++;

      return note_number (self, row, id, TRUE, error);
    }

  if (find (self->database, "SELECT ?1->>'$.read' != 0", row, error) != 0 &&
      !gazette_unread_set (self->database, id, FALSE, &changed, NULL, error))
    return FALSE;
  if (!run (self->database, update_saved, row, error))
    return FALSE;
  takes = gazette_database_n_changed (self->database) > 0;
  self->restored->n_known++;

  return note_number (self, row, id, takes, error);
}

/* A picture of the article was damaged, or is not in the backup. */
static gboolean
mark_incomplete (Filling     *self,
                 const char  *row,
                 GError     **error)
{
  static const char update_saved[] =
    "UPDATE articles SET saved = 3, saved_note = ?2 WHERE saved = 2"
    " AND id = (SELECT new FROM temp.restored WHERE kind = 'articles' AND old = ?1->>'$.article_id' AND takes)"
    " AND NOT EXISTS (SELECT 1 FROM pictures WHERE hash = ?1->>'$.hash')";
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (self->database, update_saved, error);

  if (statement == NULL)
    return FALSE;

  gazette_statement_text (statement, 2, _("A picture is damaged in the backup that the article came from."));
  if (run_for_row (statement, row, error))
    self->restored->n_incomplete += gazette_database_n_changed (self->database);

  return *error == NULL;
}

/* How large the file is that a row speaks of; -1 when it is not there. */
static gint64
measure (Filling     *self,
         const char  *folder,
         const char  *row,
         GError     **error)
{
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (self->database, "SELECT ?1->>'$.hash'", error);
  const char *hash;

  if (statement == NULL)
    return -1;

  gazette_statement_text (statement, 1, row);
  hash = gazette_statement_step (statement, NULL) ? gazette_statement_get_text (statement, 0) : NULL;

  return hash != NULL ? gazette_pictures_measure (folder, hash) : -1;
}

/* Returns: whether the row is there now; %FALSE without an error when it is at fault */
static gboolean
restore_row (Filling     *self,
             const char  *row,
             GError     **error)
{
  const char *name = self->table->name;
  gint64 size = 0;

  if (strcmp (name, "sources") == 0)
    return restore_source (self, row, error);
  if (strcmp (name, "articles") == 0)
    return restore_article (self, row, error);

  if (strcmp (name, "pictures") == 0)
    size = measure (self, gazette_store_get_pictures (self->request->store), row, error);
  else if (strcmp (name, "files") == 0)
    size = measure (self, gazette_store_get_files (self->request->store), row, error);
  if (*error != NULL || (size < 0 && strcmp (name, "pictures") == 0))
    return FALSE;

  if (insert (self, row, size, NULL, error) || *error != NULL)
    return *error == NULL;
  if (strcmp (name, "article_pictures") == 0 && !mark_incomplete (self, row, error))
    return FALSE;

  /* That it is there already is as good. */
  return *error == NULL && !self->is_at_fault;
}

static gboolean
restore_table (Restore             *restore,
               GazetteRequest      *request,
               GazetteDatabase     *database,
               const GazetteTable  *table,
               GazetteRestored     *restored,
               GError             **error)
{
  g_auto(Filling) filling = { request, database, table, restored, NULL, NULL, FALSE };
  g_autoptr(GError) local_error = NULL;
  const char *row;

  if (!restore->source.begin_table (table->name, restore->data, &local_error))
    {
      /* It is of a library that did not have it yet. */
      if (local_error == NULL)
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  while ((row = restore->source.next_row (restore->data, &local_error)) != NULL)
    {
      if (filling.columns == NULL && !begin_filling (&filling, row, error))
        return FALSE;
      if (!restore_row (&filling, row, &local_error))
        restored->n_skipped++;
      if (local_error != NULL)
        break;
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

static gboolean
restore_all (GazetteRequest   *request,
             GazetteDatabase  *database,
             GValue           *result,
             GError          **error)
{
  GazetteRestored restored = { 0 };
  g_autoptr(GPtrArray) tables = gazette_tables_load (database, error);
  g_autoptr(GazetteStatement) any = NULL;

  if (tables == NULL || !gazette_database_execute (database, CREATE_NUMBERS, error))
    return FALSE;
  any = gazette_database_prepare (database, "SELECT 1", error);
  if (any == NULL)
    return FALSE;
  sqlite3_create_function (sqlite3_db_handle (any), "gazette_is_address", 1, SQLITE_UTF8 | SQLITE_DIRECTONLY, NULL,
                           is_address, NULL, NULL);

  for (guint i = 0; i < tables->len; i++)
    {
      if (!restore_table (request->data, request, database, tables->pdata[i], &restored, error))
        return FALSE;
    }
  if (!gazette_database_execute (database, "DROP TABLE temp.restored", error))
    return FALSE;

  request->sources_changed = TRUE;
  request->articles_changed = TRUE;
  request->searches_changed = TRUE;
  request->highlights_changed = TRUE;
  request->search_changed = TRUE;
  g_value_init (result, GAZETTE_TYPE_RESTORED);
  g_value_set_boxed (result, &restored);

  return TRUE;
}

/**
 * gazette_library_restore:
 * @self: a library
 * @source: what gives the rows; copied
 * @data: for @source
 * @destroy: (nullable): frees @data, on any thread
 *
 * Takes in the rows of a backup, whose pictures were restored before, all of them or,
 * when something fails, none. What is here stays: a source of the same address and an
 * article of the same id in it are the same, and are read or saved when they are so in
 * either. Of an article that is saved in the backup and not here, the text is that of
 * the backup. Rows that are not as they have to be are passed over.
 *
 * Rejected when the library or @source fails.
 *
 * Returns: (transfer full): a future for the #GazetteRestored
 */
DexFuture *
gazette_library_restore (GazetteLibrary            *self,
                         const GazetteBackupSource *source,
                         gpointer                   data,
                         GDestroyNotify             destroy)
{
  GazetteRequest *request;
  Restore *restore;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));
  dex_return_error_if_fail (source != NULL);

  restore = g_new0 (Restore, 1);
  restore->source = *source;
  restore->data = data;
  restore->destroy = destroy;
  request = gazette_library_ask (self, restore_all, 0);
  request->data = restore;
  request->destroy = restore_free;

  return gazette_library_write (self, request, GAZETTE_DURABLE_YES);
}

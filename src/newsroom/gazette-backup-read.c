/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "gazette-backup-private.h"
#include "gazette-error.h"
#include "gazette-time.h"

/* More than any backup has. */
#define MAX_MANIFEST (1024 * 1024)
#define MAX_PREFERENCES (256 * 1024)
#define MAX_ROW (64 * 1024 * 1024)

#define CHUNK (64 * 1024)

G_DEFINE_BOXED_TYPE (GazetteBackup, gazette_backup, gazette_backup_ref, gazette_backup_unref)

static gboolean
set_damaged (GError **error)
{
  g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_READABLE,
                       _("The file is damaged or not complete. Use another copy of it."));

  return FALSE;
}

static gboolean
set_other (GError **error)
{
  g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_READABLE,
                       _("The file is not a backup of Gazette. Choose one that was made with “Back Up”."));

  return FALSE;
}

/**
 * gazette_backup_ref:
 * @self: a backup
 *
 * Returns: (transfer full): @self
 */
GazetteBackup *
gazette_backup_ref (GazetteBackup *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_backup (gpointer data)
{
  GazetteBackup *self = data;

  g_clear_pointer (&self->unzip, gazette_unzip_free);
  g_clear_pointer (&self->tables, g_hash_table_unref);
  g_clear_pointer (&self->buffer, g_byte_array_unref);
  g_free (self->preferences);
}

/**
 * gazette_backup_unref:
 * @self: (transfer full): a backup
 */
void
gazette_backup_unref (GazetteBackup *self)
{
  g_atomic_rc_box_release_full (self, clear_backup);
}

/**
 * gazette_backup_get_made:
 * @self: a backup
 *
 * Returns: when it was made, seconds since 1970 UTC, 0 when it does not say
 */
gint64
gazette_backup_get_made (GazetteBackup *self)
{
  return self->made;
}

/**
 * gazette_backup_get_n_rows:
 * @self: a backup
 * @table: the name of a table, such as "articles"
 *
 * Returns: how many rows it has of it
 */
guint
gazette_backup_get_n_rows (GazetteBackup *self,
                           const char    *table)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->tables, table));
}

/**
 * gazette_backup_get_n_pictures:
 * @self: a backup
 *
 * Returns: how many pictures are in it
 */
guint
gazette_backup_get_n_pictures (GazetteBackup *self)
{
  return self->n_pictures;
}

/**
 * gazette_backup_get_preferences:
 * @self: a backup
 *
 * Returns: (nullable): what was given to gazette_newsroom_back_up(), or what anybody
 *   has put there: text in UTF-8
 */
const char *
gazette_backup_get_preferences (GazetteBackup *self)
{
  return self->preferences;
}

static const GazetteUnzipEntry *
find_table (GazetteBackup *self,
            const char    *name)
{
  g_autofree char *file = g_strconcat (GAZETTE_BACKUP_TABLES, name, ".jsonl", NULL);

  return gazette_unzip_find (self->unzip, file);
}

/* Reads it to its end, so that what is taken in later is known to be whole. */
static gboolean
check_table (GazetteBackup  *self,
             const char     *name,
             const char     *sha256,
             GError        **error)
{
  const GazetteUnzipEntry *entry = find_table (self, name);
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guchar *part = g_malloc (CHUNK);
  gssize n;

  if (entry == NULL || sha256 == NULL)
    return set_damaged (error);
  if (!gazette_unzip_begin (self->unzip, entry, error))
    return FALSE;

  while ((n = gazette_unzip_read (self->unzip, part, CHUNK, error)) > 0)
    g_checksum_update (checksum, part, n);
  if (n < 0)
    return FALSE;

  return strcmp (g_checksum_get_string (checksum), sha256) == 0 || set_damaged (error);
}

static const char *
get_string (JsonObject *object,
            const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
           ? json_node_get_string (node)
           : NULL;
}

static gint64
get_number (JsonObject *object,
            const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64
           ? json_node_get_int (node)
           : -1;
}

static gboolean
read_table (GazetteBackup  *self,
            JsonNode       *node,
            GError        **error)
{
  JsonObject *table = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *name = table != NULL ? get_string (table, "name") : NULL;

  if (name == NULL)
    return set_damaged (error);
  if (!check_table (self, name, get_string (table, "sha256"), error))
    return FALSE;

  g_hash_table_insert (self->tables, g_strdup (name),
                       GUINT_TO_POINTER ((guint) CLAMP (get_number (table, "rows"), 0, G_MAXINT)));

  return TRUE;
}

static gboolean
read_manifest (GazetteBackup  *self,
               JsonObject     *manifest,
               GError        **error)
{
  JsonNode *tables = json_object_get_member (manifest, "tables");
  const char *made = get_string (manifest, "made");
  gint64 version = get_number (manifest, "version");
  gint64 library = get_number (manifest, "library");

  if (g_strcmp0 (get_string (manifest, "format"), GAZETTE_BACKUP_FORMAT) != 0)
    return set_other (error);
  if (version > GAZETTE_BACKUP_VERSION || library > (gint64) gazette_library_get_version ())
    {
      g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_READABLE,
                           _("The backup was made by a newer version of this program. Update the program to restore it."));
      return FALSE;
    }
  if (version < 1 || library < 1 || tables == NULL || !JSON_NODE_HOLDS_ARRAY (tables))
    return set_damaged (error);

  for (guint i = 0; i < json_array_get_length (json_node_get_array (tables)); i++)
    {
      if (!read_table (self, json_array_get_element (json_node_get_array (tables), i), error))
        return FALSE;
    }
  self->made = made != NULL ? gazette_time_parse (made) : 0;

  return TRUE;
}

static void
read_rest (GazetteBackup *self)
{
  const GazetteUnzipEntry *entry = gazette_unzip_find (self->unzip, GAZETTE_BACKUP_PREFERENCES);
  g_autoptr(GBytes) bytes = NULL;

  for (guint i = 0; i < gazette_unzip_get_n_entries (self->unzip); i++)
    self->n_pictures += g_str_has_prefix (gazette_unzip_get_entry (self->unzip, i)->name, GAZETTE_BACKUP_PICTURES);

  if (entry != NULL)
    bytes = gazette_unzip_read_all (self->unzip, entry, MAX_PREFERENCES, NULL);
  if (bytes != NULL && g_utf8_validate_len (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL))
    self->preferences = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/*
 * gazette_backup_open:
 * @path: a file
 * @error: return location for an error
 *
 * Opens a backup and reads it, but for its pictures: what it says of itself has to be
 * so. Takes long.
 *
 * Fails with %GAZETTE_ERROR_NOT_READABLE, in words.
 *
 * Returns: (transfer full) (nullable): the backup
 */
GazetteBackup *
gazette_backup_open (const char  *path,
                     GError     **error)
{
  g_autoptr(GazetteBackup) self = g_atomic_rc_box_new0 (GazetteBackup);
  const GazetteUnzipEntry *entry;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(JsonParser) parser = json_parser_new_immutable ();
  JsonNode *root;

  self->tables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->buffer = g_byte_array_new ();
  self->unzip = gazette_unzip_new (path, error);
  if (self->unzip == NULL)
    return NULL;

  entry = gazette_unzip_find (self->unzip, GAZETTE_BACKUP_MANIFEST);
  if (entry == NULL)
    {
      set_other (error);
      return NULL;
    }
  bytes = gazette_unzip_read_all (self->unzip, entry, MAX_MANIFEST, error);
  if (bytes == NULL)
    return NULL;
  if (!json_parser_load_from_data (parser, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL) ||
      (root = json_parser_get_root (parser)) == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      set_other (error);
      return NULL;
    }
  if (!read_manifest (self, json_node_get_object (root), error))
    return NULL;
  read_rest (self);

  return g_steal_pointer (&self);
}

/*
 * gazette_backup_begin_table:
 * @name: of a table
 * @data: a #GazetteBackup
 * @error: return location for an error
 *
 * Returns: whether the backup has it; its rows follow
 */
gboolean
gazette_backup_begin_table (const char  *name,
                            gpointer     data,
                            GError     **error)
{
  GazetteBackup *self = data;

  g_byte_array_set_size (self->buffer, 0);
  self->at = 0;
  self->at_end = FALSE;

  return g_hash_table_contains (self->tables, name) &&
         gazette_unzip_begin (self->unzip, find_table (self, name), error);
}

/* Makes room for more of the table, and reads that. */
static gboolean
read_more (GazetteBackup  *self,
           GError        **error)
{
  gsize length;
  gssize n;

  if (self->at > 0)
    g_byte_array_remove_range (self->buffer, 0, (guint) self->at);
  self->at = 0;
  length = self->buffer->len;
  if (length > MAX_ROW)
    return set_damaged (error);

  g_byte_array_set_size (self->buffer, (guint) (length + CHUNK));
  n = gazette_unzip_read (self->unzip, self->buffer->data + length, CHUNK, error);
  g_byte_array_set_size (self->buffer, (guint) (length + (gsize) MAX (n, 0)));
  self->at_end = n == 0;

  return n >= 0;
}

/*
 * gazette_backup_next_row:
 * @data: a #GazetteBackup whose table was begun
 * @error: return location for an error
 *
 * Returns: (transfer none) (nullable): the next line of it, %NULL at its end
 */
const char *
gazette_backup_next_row (gpointer   data,
                         GError   **error)
{
  GazetteBackup *self = data;
  gsize looked = 0;

  for (;;)
    {
      guchar *start = self->buffer->data + self->at;
      gsize length = self->buffer->len - self->at;
      guchar *end = length > looked ? memchr (start + looked, '\n', length - looked) : NULL;

      if (end != NULL)
        {
          *end = '\0';
          self->at += (gsize) (end - start) + 1;
          if (g_utf8_validate ((char *) start, -1, NULL))
            return (char *) start;
          /* An empty row is passed over as one that is wrong. */
          return "";
        }
      if (self->at_end)
        return NULL;
      looked = length;
      if (!read_more (self, error))
        return NULL;
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Archives: Omnivore's, with the text of each page in a file of its own, and
 * those in which others send a file or two, such as Pocket's. */

#include "config.h"

#include <string.h>

#include "gazette-import-json.h"
#include "gazette-unzip.h"

/* In bytes: one file of an archive, and the text of a page in one; all that is
 * unpacked of it. */
#define MAX_FILE (64 * 1024 * 1024)
#define MAX_PAGE (5 * 1024 * 1024)
#define MAX_UNPACKED (512 * 1024 * 1024)

typedef struct
{
  GazetteImportWriter *writer;
  GazetteUnzip        *zip;
  /* By name: number of the file. */
  GHashTable          *pages;
  gsize                n_unpacked;
} Reader;

static GBytes *
read_file (Reader *reader,
           guint   i,
           gsize   max_size)
{
  GBytes *bytes = NULL;

  if (reader->n_unpacked < MAX_UNPACKED)
    bytes = gazette_unzip_read_all (reader->zip, gazette_unzip_get_entry (reader->zip, i), max_size, NULL);
  /* One that failed was work as well. */
  reader->n_unpacked += bytes != NULL ? g_bytes_get_size (bytes) : max_size / 64;

  return bytes;
}

static gboolean
has_ending (const char *name,
            const char *ending)
{
  gsize length = strlen (name);
  gsize n = strlen (ending);

  return length >= n && g_ascii_strcasecmp (name + length - n, ending) == 0;
}

static void
take_page (Reader          *reader,
           GazetteClipping *clipping,
           const char      *slug)
{
  g_autofree char *name = slug != NULL ? g_strconcat (slug, ".html", NULL) : NULL;
  gpointer number = name != NULL ? g_hash_table_lookup (reader->pages, name) : NULL;
  g_autoptr(GBytes) bytes = number != NULL ? read_file (reader, GPOINTER_TO_UINT (number) - 1, MAX_PAGE) : NULL;
  g_autofree char *html = bytes != NULL ? gazette_import_decode (bytes) : NULL;

  gazette_import_set_html (reader->writer, clipping, html);
}

static gboolean
is_omnivore (JsonNode *root)
{
  JsonArray *array = root != NULL && JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root) : NULL;
  JsonNode *first = array != NULL && json_array_get_length (array) > 0 ? json_array_get_element (array, 0) : NULL;

  return first != NULL && JSON_NODE_HOLDS_OBJECT (first) &&
         json_object_has_member (json_node_get_object (first), "slug");
}

static void
read_metadata (Reader *reader,
               guint   i)
{
  g_autoptr(GBytes) bytes = read_file (reader, i, MAX_FILE);
  g_autoptr(JsonNode) root = bytes != NULL ? gazette_import_parse_json (bytes) : NULL;
  JsonArray *array;

  if (!is_omnivore (root))
    return;

  array = json_node_get_array (root);
  reader->writer->import->format = GAZETTE_IMPORT_OMNIVORE;
  for (guint j = 0; j < json_array_get_length (array); j++)
    {
      JsonNode *node = json_array_get_element (array, j);
      JsonObject *entry = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      GazetteClipping *clipping = entry != NULL ? gazette_import_take_omnivore (reader->writer, entry) : NULL;

      if (clipping != NULL)
        take_page (reader, clipping, json_object_get_string_member_with_default (entry, "slug", NULL));
    }
}

static void
read_other (Reader *reader,
            guint   i)
{
  g_autoptr(GBytes) bytes = read_file (reader, i, MAX_FILE);
  g_autofree char *text = NULL;

  if (bytes == NULL || gazette_import_read_json (reader->writer, bytes))
    return;

  text = gazette_import_decode (bytes);
  if (!gazette_import_read_bookmarks (reader->writer, text) && !gazette_import_read_table (reader->writer, text) &&
      has_ending (gazette_unzip_get_entry (reader->zip, i)->name, ".txt"))
    gazette_import_read_text (reader->writer, text);
}

/* Where its texts lie is known before the list of what they are of is read. */
static void
find_pages (Reader *reader)
{
  for (guint i = 0; i < gazette_unzip_get_n_entries (reader->zip); i++)
    {
      const char *name = gazette_unzip_get_entry (reader->zip, i)->name;
      const char *slash = strrchr (name, '/');

      if (slash != NULL && has_ending (name, ".html"))
        g_hash_table_insert (reader->pages, (char *) slash + 1, GUINT_TO_POINTER (i + 1));
    }
}

/*
 * gazette_import_read_zip:
 * @self: where to add
 * @bytes: a file
 *
 * Returns: whether it is an archive, with pages in it or not
 */
gboolean
gazette_import_read_zip (GazetteImportWriter *self,
                         GBytes              *bytes)
{
  g_autoptr(GazetteUnzip) zip = gazette_unzip_new_for_bytes (bytes, NULL);
  g_autoptr(GHashTable) pages = g_hash_table_new (g_str_hash, g_str_equal);
  Reader reader = { .writer = self, .zip = zip, .pages = pages };

  if (zip == NULL)
    return FALSE;

  find_pages (&reader);
  for (guint i = 0; i < gazette_unzip_get_n_entries (zip); i++)
    {
      const char *name = gazette_unzip_get_entry (zip, i)->name;
      const char *slash = strrchr (name, '/');

      if (g_str_has_prefix (slash != NULL ? slash + 1 : name, "metadata_") && has_ending (name, ".json"))
        read_metadata (&reader, i);
    }
  if (self->import->clippings->len > 0)
    return TRUE;

  for (guint i = 0; i < gazette_unzip_get_n_entries (zip); i++)
    {
      static const char *const endings[] = { ".csv", ".json", ".html", ".htm", ".txt" };

      for (guint j = 0; j < G_N_ELEMENTS (endings); j++)
        {
          if (has_ending (gazette_unzip_get_entry (zip, i)->name, endings[j]))
            read_other (&reader, i);
        }
    }

  return TRUE;
}

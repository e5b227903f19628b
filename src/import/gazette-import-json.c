/* SPDX-License-Identifier: GPL-3.0-or-later */

/* JSON: wallabag, Pinboard, the backup of Firefox, and what lies in an archive of
 * Omnivore. All but Firefox write a list of objects, whose members tell them apart. */

#include "config.h"

#include <string.h>

#include "gazette-import-json.h"
#include "gazette-payload.h"
#include "gazette-text.h"
#include "gazette-time.h"
#include "gazette-url.h"

#define MAX_DEPTH 256

static const char *
get_text (JsonObject *object,
          const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

/* True, 1, "1", "yes". */
static gboolean
get_flag (JsonObject *object,
          const char *name)
{
  JsonNode *node = json_object_get_member (object, name);
  const char *text;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return FALSE;

  text = json_node_get_string (node);
  if (text != NULL)
    return g_str_equal (text, "1") || g_ascii_strcasecmp (text, "yes") == 0 || g_ascii_strcasecmp (text, "true") == 0;

  return json_node_get_value_type (node) == G_TYPE_BOOLEAN ? json_node_get_boolean (node) : json_node_get_int (node) != 0;
}

static void
set_added (GazetteClipping *clipping,
           JsonObject      *object,
           const char      *name)
{
  JsonNode *node = json_object_get_member (object, name);
  g_autofree char *number = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return;

  if (json_node_get_string (node) == NULL)
    number = g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  gazette_import_set_added (clipping, number != NULL ? number : json_node_get_string (node));
}

/* A list of texts, or of objects that have a name. */
static void
add_all (GazetteClipping *clipping,
         JsonObject      *object,
         const char      *name,
         void           (*add) (GazetteClipping *clipping, const char *text))
{
  JsonNode *node = json_object_get_member (object, name);
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      JsonObject *inner = JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL;

      if (inner != NULL)
        add (clipping, get_text (inner, "name") != NULL ? get_text (inner, "name") : get_text (inner, "label"));
      else if (JSON_NODE_HOLDS_VALUE (element))
        add (clipping, json_node_get_string (element));
    }
}

static void
set_language (GazetteClipping *clipping,
              const char      *language)
{
  if (language != NULL && *language != '\0' && strlen (language) < 36 && clipping->article->language == NULL)
    clipping->article->language = g_strdelimit (gazette_text_fold (language), "_", '-');
}

static void
set_image (GazetteClipping *clipping,
           const char      *image)
{
  if (image != NULL && clipping->article->image == NULL)
    clipping->article->image = gazette_url_resolve (clipping->article->url, image);
}

static void
set_published (GazetteClipping *clipping,
               const char      *published)
{
  if (published != NULL && clipping->article->published == 0)
    clipping->article->published = gazette_time_parse (published);
}

/*
 * gazette_import_take_omnivore:
 * @self: where to add
 * @entry: an object of `metadata_….json`
 *
 * Returns: (transfer none) (nullable): what was added
 */
GazetteClipping *
gazette_import_take_omnivore (GazetteImportWriter *self,
                              JsonObject          *entry)
{
  GazetteClipping *clipping = gazette_import_add (self, get_text (entry, "url"));

  if (clipping == NULL)
    return NULL;

  gazette_import_set_title (clipping, get_text (entry, "title"));
  gazette_import_set_summary (clipping, get_text (entry, "description"));
  gazette_import_add_author (clipping, get_text (entry, "author"));
  set_added (clipping, entry, "savedAt");
  set_published (clipping, get_text (entry, "publishedAt"));
  set_image (clipping, get_text (entry, "thumbnail"));
  add_all (clipping, entry, "labels", gazette_import_add_tag);
  if (g_strcmp0 (get_text (entry, "state"), "Archived") == 0)
    clipping->read = TRUE;

  return clipping;
}

static void
take_wallabag (GazetteImportWriter *self,
               JsonObject          *entry)
{
  GazetteClipping *clipping = gazette_import_add (self, get_text (entry, "url"));
  const char *mimetype = get_text (entry, "mimetype");

  if (clipping == NULL)
    return;

  gazette_import_set_title (clipping, get_text (entry, "title"));
  set_added (clipping, entry, "created_at");
  set_published (clipping, get_text (entry, "published_at"));
  set_language (clipping, get_text (entry, "language"));
  set_image (clipping, get_text (entry, "preview_picture"));
  add_all (clipping, entry, "published_by", gazette_import_add_author);
  add_all (clipping, entry, "tags", gazette_import_add_tag);
  if (get_flag (entry, "is_archived"))
    clipping->read = TRUE;
  if (get_flag (entry, "is_starred"))
    gazette_import_set_favourite (clipping);
  /* Of anything else than a page wallabag has only words that say so. */
  if (!get_flag (entry, "is_not_parsed") && (mimetype == NULL || g_str_has_prefix (mimetype, "text/html")))
    gazette_import_set_html (self, clipping, get_text (entry, "content"));
}

static void
take_pinboard (GazetteImportWriter *self,
               JsonObject          *entry)
{
  GazetteClipping *clipping = gazette_import_add (self, get_text (entry, "href"));

  if (clipping == NULL)
    return;

  gazette_import_set_title (clipping, get_text (entry, "description"));
  gazette_import_set_summary (clipping, get_text (entry, "extended"));
  set_added (clipping, entry, "time");
  gazette_import_add_tags (clipping, get_text (entry, "tags"), " ");
  if (json_object_has_member (entry, "toread"))
    clipping->read = !get_flag (entry, "toread");
}

/* The roots of Firefox are no words for a page. */
static gboolean
is_firefox_root (JsonObject *folder)
{
  const char *root = get_text (folder, "root");
  const char *guid = get_text (folder, "guid");

  return root != NULL || (guid != NULL && g_str_has_suffix (guid, "_____"));
}

static void
take_firefox (GazetteImportWriter *self,
              JsonObject          *item,
              GPtrArray           *folders)
{
  JsonNode *node = json_object_get_member (item, "children");
  JsonArray *children = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  gboolean is_tag = !is_firefox_root (item) && get_text (item, "title") != NULL;
  GazetteClipping *clipping;

  /* A folder, or a line between two of them. */
  if (get_text (item, "uri") == NULL)
    {
      if (folders->len == MAX_DEPTH)
        return;
      if (is_tag)
        g_ptr_array_add (folders, (char *) get_text (item, "title"));
      for (guint i = 0; children != NULL && i < json_array_get_length (children); i++)
        {
          JsonNode *child = json_array_get_element (children, i);

          if (JSON_NODE_HOLDS_OBJECT (child))
            take_firefox (self, json_node_get_object (child), folders);
        }
      if (is_tag)
        g_ptr_array_set_size (folders, folders->len - 1);
      return;
    }

  clipping = gazette_import_add (self, get_text (item, "uri"));
  if (clipping == NULL)
    return;

  gazette_import_set_title (clipping, get_text (item, "title"));
  set_added (clipping, item, "dateAdded");
  gazette_import_add_tags (clipping, get_text (item, "tags"), ",");
  for (guint i = 0; i < folders->len; i++)
    gazette_import_add_tag (clipping, folders->pdata[i]);
}

static JsonObject *
get_first (JsonArray *array)
{
  JsonNode *node = json_array_get_length (array) > 0 ? json_array_get_element (array, 0) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static gboolean
read_list (GazetteImportWriter *self,
           JsonArray           *array)
{
  JsonObject *first = get_first (array);

  if (first == NULL)
    return FALSE;
  if (json_object_has_member (first, "href"))
    self->import->format = GAZETTE_IMPORT_PINBOARD;
  else if (json_object_has_member (first, "is_archived") && json_object_has_member (first, "url"))
    self->import->format = GAZETTE_IMPORT_WALLABAG;
  else if (json_object_has_member (first, "slug") && json_object_has_member (first, "url"))
    self->import->format = GAZETTE_IMPORT_OMNIVORE;
  else
    return FALSE;

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      JsonObject *entry = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

      if (entry == NULL)
        self->import->n_passed_over++;
      else if (self->import->format == GAZETTE_IMPORT_PINBOARD)
        take_pinboard (self, entry);
      else if (self->import->format == GAZETTE_IMPORT_WALLABAG)
        take_wallabag (self, entry);
      else
        gazette_import_take_omnivore (self, entry);
    }

  return TRUE;
}

/*
 * gazette_import_parse_json:
 * @bytes: a file
 *
 * Returns: (transfer full) (nullable): what it is as JSON, %NULL when it is not
 */
JsonNode *
gazette_import_parse_json (GBytes *bytes)
{
  GazetteAnswer answer = { .body = bytes };
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  gsize i = 0;

  if (size >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    i = 3;
  while (i < size && g_ascii_isspace (text[i]))
    i++;
  if (i == size || strchr ("[{", text[i]) == NULL)
    return NULL;

  return gazette_payload_parse (&answer, NULL);
}

/*
 * gazette_import_read_json:
 * @self: where to add
 * @bytes: a file
 *
 * Returns: whether it is such a file
 */
gboolean
gazette_import_read_json (GazetteImportWriter *self,
                          GBytes              *bytes)
{
  g_autoptr(JsonNode) root = gazette_import_parse_json (bytes);
  g_autoptr(GPtrArray) folders = g_ptr_array_new ();

  if (root == NULL)
    return FALSE;
  if (JSON_NODE_HOLDS_ARRAY (root))
    return read_list (self, json_node_get_array (root));
  if (!JSON_NODE_HOLDS_OBJECT (root) || !json_object_has_member (json_node_get_object (root), "children"))
    return FALSE;

  self->import->format = GAZETTE_IMPORT_BOOKMARKS;
  take_firefox (self, json_node_get_object (root), folders);

  return TRUE;
}

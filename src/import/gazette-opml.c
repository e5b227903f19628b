/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lists of sources as news readers exchange them: OPML 2.0 (opml.org/spec2.opml). */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "gazette-error.h"
#include "gazette-opml.h"
#include "gazette-text.h"
#include "gazette-url.h"
#include "gazette-xml.h"

#define MAX_SOURCES 2000

/* What is a feed says nothing more; a dialect of another name is told by it. */
#define TYPE_FEED "rss"

typedef struct
{
  GPtrArray  *sources;
  GHashTable *known;
} Reading;

static const char *
get_string (JsonObject *object,
            const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
           ? json_node_get_string (node)
           : NULL;
}

/* The attribute, where it is not blank. */
static char *
dup_words (JsonObject *object,
           const char *name)
{
  const char *value = get_string (object, name);
  char *words = value != NULL ? gazette_text_fold (value) : NULL;

  if (words != NULL && *words == '\0')
    g_clear_pointer (&words, g_free);

  return words;
}

/* `text` is what a person calls it, `title` what it calls itself. */
static void
take_names (GazetteSource *source,
            JsonObject    *outline)
{
  g_autofree char *text = dup_words (outline, "text");
  g_autofree char *title = dup_words (outline, "title");

  g_set_str (&source->title, source->url);
  if (title != NULL)
    g_set_str (&source->title, title);
  if (text != NULL)
    g_set_str (&source->title, text);
  if (text != NULL && title != NULL && !g_str_equal (text, title))
    source->own_title = g_steal_pointer (&title);
}

static void
read_source (Reading    *self,
             JsonObject *outline)
{
  const char *address = get_string (outline, "xmlurl");
  const char *home = get_string (outline, "htmlurl");
  const char *type = get_string (outline, "type");
  g_autofree char *url = address != NULL ? gazette_url_resolve (NULL, address) : NULL;
  GazetteSource *source;

  if (url == NULL || !gazette_url_is_web (url) || self->sources->len == MAX_SOURCES ||
      !g_hash_table_add (self->known, g_strdup (url)))
    return;

  source = gazette_source_new (url);
  take_names (source, outline);
  g_set_str (&source->dialect, type == NULL || g_ascii_strcasecmp (type, TYPE_FEED) == 0 ? "feed" : type);
  if (gazette_url_is_web (home))
    source->home_url = g_strdup (home);
  g_ptr_array_add (self->sources, source);
}

/* Folders are outlines as well. How deep they lie in each other is bounded by who reads
 * the XML; here nothing is called by itself. */
static void
read_outlines (Reading    *self,
               JsonObject *body)
{
  g_autoptr(GPtrArray) waiting = g_ptr_array_new ();

  g_ptr_array_add (waiting, body);
  while (waiting->len > 0)
    {
      JsonObject *object = g_ptr_array_steal_index (waiting, waiting->len - 1);
      JsonNode *node = json_object_get_member (object, "outline");
      JsonArray *outlines = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
      guint n = outlines != NULL ? json_array_get_length (outlines) : 0;

      if (object != body)
        read_source (self, object);
      for (guint i = n; i > 0; i--)
        {
          JsonNode *child = json_array_get_element (outlines, i - 1);

          if (JSON_NODE_HOLDS_OBJECT (child))
            g_ptr_array_add (waiting, json_node_get_object (child));
        }
    }
}

static JsonObject *
find_body (JsonNode *root)
{
  JsonObject *object = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  JsonNode *opml = object != NULL ? json_object_get_member (object, "opml") : NULL;
  JsonNode *bodies = NULL;

  if (opml != NULL && JSON_NODE_HOLDS_OBJECT (opml))
    bodies = json_object_get_member (json_node_get_object (opml), "body");
  if (bodies == NULL || !JSON_NODE_HOLDS_ARRAY (bodies) || json_array_get_length (json_node_get_array (bodies)) == 0 ||
      !JSON_NODE_HOLDS_OBJECT (json_array_get_element (json_node_get_array (bodies), 0)))
    return NULL;

  return json_array_get_object_element (json_node_get_array (bodies), 0);
}

/**
 * gazette_opml_read:
 * @bytes: what is in a file
 * @error: return location for a %GAZETTE_ERROR_NOT_READABLE or %GAZETTE_ERROR_TOO_LARGE
 *
 * Reads a list of sources: of each, its address and what it is called. Those in folders
 * come in the order in which one reads them. What is no address of the web is left out,
 * and an address that comes again.
 *
 * May be called on any thread, but wants more stack than a fiber has.
 *
 * Returns: (transfer full) (element-type GazetteSource): the sources, one at least
 */
GPtrArray *
gazette_opml_read (GBytes  *bytes,
                   GError **error)
{
  GazetteAnswer answer = { .body = bytes };
  g_autoptr(GPtrArray) sources = g_ptr_array_new_with_free_func ((GDestroyNotify) gazette_source_unref);
  g_autoptr(GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Reading reading = { sources, known };
  g_autoptr(JsonNode) root = NULL;
  JsonObject *body;

  g_return_val_if_fail (bytes != NULL, NULL);

  if (g_bytes_get_size (bytes) > GAZETTE_OPML_MAX_SIZE)
    {
      g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_TOO_LARGE,
                           _("The file is too large to be read. Part it into smaller ones."));
      return NULL;
    }

  root = gazette_xml_parse (&answer);
  body = find_body (root);
  if (body != NULL)
    read_outlines (&reading, body);
  if (sources->len > 0)
    return g_steal_pointer (&sources);

  g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_READABLE,
                       _("There is no list of sources in this file. Choose an OPML file that a news reader exported."));

  return NULL;
}

static void
append_attribute (GString    *xml,
                  const char *name,
                  const char *value)
{
  g_autofree char *escaped = value != NULL ? g_markup_escape_text (value, -1) : NULL;

  if (escaped != NULL)
    g_string_append_printf (xml, " %s=\"%s\"", name, escaped);
}

/**
 * gazette_opml_write:
 * @sources: (element-type GazetteSource): sources
 * @title: what the list is called
 *
 * Writes a list of sources that other news readers, and gazette_opml_read(), take.
 * Sources that are not on the web, such as saved pages, are not in it.
 *
 * Returns: (transfer full): the list, XML in UTF-8
 */
char *
gazette_opml_write (GPtrArray  *sources,
                    const char *title)
{
  g_autofree char *head = g_markup_escape_text (title, -1);
  g_autoptr(GString) xml = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n");

  g_string_append_printf (xml, "<head><title>%s</title></head>\n<body>\n", head);
  for (guint i = 0; i < sources->len; i++)
    {
      const GazetteSource *source = sources->pdata[i];

      if (!gazette_url_is_web (source->url))
        continue;
      g_string_append (xml, "<outline");
      append_attribute (xml, "text", source->title);
      append_attribute (xml, "title", source->own_title != NULL ? source->own_title : source->title);
      append_attribute (xml, "type", g_str_equal (source->dialect, "feed") ? TYPE_FEED : source->dialect);
      append_attribute (xml, "xmlUrl", source->url);
      append_attribute (xml, "htmlUrl", source->home_url);
      g_string_append (xml, "/>\n");
    }
  g_string_append (xml, "</body>\n</opml>\n");

  return g_string_free_and_steal (g_steal_pointer (&xml));
}

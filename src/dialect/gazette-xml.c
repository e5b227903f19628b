/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From XML to the tree that dialects are read from. An element is an object: its
 * attributes are texts, the elements in it lists by their names, its own text is
 * "text". The tree is built while the parser reads; there is no other one.
 */

#include "config.h"

#include <libxml/xmlreader.h>
#include <string.h>

#include "gazette-url.h"
#include "gazette-xml-private.h"
#include "gazette-xml.h"

#define PARSE_OPTIONS \
  (XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA)

/* The word by which an answer that was XML is recognised. */
#define MARK "?xml"

/* An element that is open. */
typedef struct
{
  char *name;
  char *base;
  JsonObject *object;
  GString *text;
  GString *markup;
  gboolean is_content;
  gboolean has_elements;
} Level;

typedef struct
{
  xmlTextReader *reader;
  const char *url;
  JsonObject *root;
  GPtrArray *levels;
  char *root_prefix;
  gboolean is_feed;
  gboolean is_atom;
} Reading;

static void
level_free (gpointer data)
{
  Level *level = data;

  g_free (level->name);
  g_free (level->base);
  g_clear_pointer (&level->object, json_object_unref);
  if (level->text != NULL)
    g_string_free (level->text, TRUE);
  if (level->markup != NULL)
    g_string_free (level->markup, TRUE);
  g_free (level);
}

static Level *
get_level (Reading *self)
{
  return self->levels->len > 0 ? self->levels->pdata[self->levels->len - 1] : NULL;
}

/* The element around whose markup is being written, %NULL where there is none. */
static Level *
get_content (Reading *self)
{
  for (guint i = self->levels->len; i > 0; i--)
    {
      Level *level = self->levels->pdata[i - 1];

      if (level->object != NULL)
        return level->is_content ? level : NULL;
    }

  return NULL;
}

/* Without the prefix that the first element has too. */
static char *
dup_name (Reading *self)
{
  g_autofree char *name = gazette_feed_dup_name ((const char *) xmlTextReaderConstNamespaceUri (self->reader),
                                                 (const char *) xmlTextReaderConstPrefix (self->reader),
                                                 (const char *) xmlTextReaderConstLocalName (self->reader));
  const char *colon = strchr (name, ':');

  if (self->root_prefix == NULL)
    self->root_prefix = g_strndup (name, colon != NULL ? (gsize) (colon + 1 - name) : 0);

  return g_strdup (*self->root_prefix != '\0' && g_str_has_prefix (name, self->root_prefix)
                     ? name + strlen (self->root_prefix)
                     : name);
}

static void
append_escaped (GString    *markup,
                const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append (markup, escaped);
}

static gboolean
is_address (const char *name)
{
  return g_str_equal (name, "href") || g_str_equal (name, "src") || g_str_equal (name, "poster");
}

static void
write_attribute (Level      *level,
                 GString    *markup,
                 const char *name,
                 const char *value)
{
  g_autofree char *url = level->base != NULL && is_address (name) ? gazette_url_resolve (level->base, value) : NULL;

  g_string_append_printf (markup, " %s=\"", name);
  append_escaped (markup, url != NULL ? url : value);
  g_string_append_c (markup, '"');
}

/* The base of an element counts for its own attributes too (XML Base, 4.2). */
static void
read_base (Reading     *self,
           Level       *level,
           const Level *outer)
{
  xmlChar *base = xmlTextReaderGetAttributeNs (self->reader, BAD_CAST "base", XML_XML_NAMESPACE);
  const char *before = outer != NULL && outer->base != NULL ? outer->base : self->url;

  level->base = base != NULL ? gazette_url_resolve (before, (const char *) base) : NULL;
  if (level->base == NULL && outer != NULL)
    level->base = g_strdup (outer->base);
  xmlFree (base);
}

static void
read_attributes (Reading *self,
                 Level   *level,
                 GString *markup)
{
  while (xmlTextReaderMoveToNextAttribute (self->reader) == 1)
    {
      const char *value = (const char *) xmlTextReaderConstValue (self->reader);
      g_autofree char *name = NULL;

      if (xmlTextReaderIsNamespaceDecl (self->reader) == 1 || value == NULL)
        continue;

      name = dup_name (self);
      if (markup == NULL)
        json_object_set_string_member (level->object, name, value);
      else if (strchr (name, ':') == NULL)
        write_attribute (level, markup, name, value);
    }

  xmlTextReaderMoveToElement (self->reader);
}

/* An element of HTML within a text. Prefixes have no meaning in HTML. */
static void
start_markup (Reading *self,
              Level   *level,
              Level   *content)
{
  const char *colon = strrchr (level->name, ':');

  if (content->markup == NULL)
    {
      content->markup = g_string_new (NULL);
      append_escaped (content->markup, content->text->str);
    }
  g_string_append_printf (content->markup, "<%s", colon != NULL ? colon + 1 : level->name);
  read_attributes (self, level, content->markup);
  g_string_append_c (content->markup, '>');
}

static void
start_element (Reading *self)
{
  Level *outer = get_level (self);
  Level *content = get_content (self);
  Level *level = g_new0 (Level, 1);

  level->name = dup_name (self);
  read_base (self, level, outer);
  g_ptr_array_add (self->levels, level);

  if (content != NULL)
    {
      start_markup (self, level, content);
      return;
    }

  if (outer == NULL)
    {
      self->is_feed = gazette_feed_is_root (level->name);
      self->is_atom = g_str_equal (level->name, "feed") || g_str_equal (level->name, "entry");
    }
  level->object = json_object_new ();
  level->text = g_string_new (NULL);
  level->is_content = outer != NULL && self->is_feed && gazette_feed_is_content (level->name);
  read_attributes (self, level, NULL);
}

static void
read_text (Reading *self)
{
  Level *level = get_level (self);
  Level *content = get_content (self);
  const char *text = (const char *) xmlTextReaderConstValue (self->reader);

  if (level == NULL || text == NULL)
    return;
  if (content == NULL)
    {
      g_string_append (level->text, text);
      return;
    }

  g_string_append (content->text, text);
  if (content->markup != NULL)
    append_escaped (content->markup, text);
}

static void
add_child (JsonObject *parent,
           const char *name,
           JsonObject *child)
{
  JsonNode *node = json_object_get_member (parent, name);
  JsonArray *list;

  /* An element counts for more than an attribute of the same name. */
  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    {
      list = json_array_new ();
      json_object_set_array_member (parent, name, list);
    }
  else
    {
      list = json_node_get_array (node);
    }

  json_array_add_object_element (list, child);
}

static gboolean
is_atom_element (Reading    *self,
                 const char *name)
{
  return g_str_has_prefix (name, "atom:") || (self->is_atom && strchr (name, ':') == NULL);
}

static void
finish_element (Reading *self,
                Level   *level)
{
  if (level->is_content)
    gazette_feed_set_content (level->object, level->text->str, level->markup != NULL ? level->markup->str : NULL,
                              is_atom_element (self, level->name), level->base);
  else if (level->text->str[strspn (level->text->str, " \t\r\n")] != '\0')
    json_object_set_string_member (level->object, "text", level->text->str);

  if (!self->is_feed)
    return;
  if (level->base != NULL)
    gazette_feed_resolve (level->object, level->name, level->base);
  gazette_feed_fill_in (level->object, level->name);
}

static void
end_element (Reading *self)
{
  Level *level = get_level (self);
  Level *content = get_content (self);
  Level *outer;

  if (level == NULL)
    return;

  g_ptr_array_steal_index (self->levels, self->levels->len - 1);
  outer = get_level (self);
  if (level->object == NULL)
    {
      const char *colon = strrchr (level->name, ':');
      const char *name = colon != NULL ? colon + 1 : level->name;

      if (!gazette_feed_is_void (name))
        g_string_append_printf (content->markup, "</%s>", name);
    }
  else
    {
      finish_element (self, level);
      if (outer != NULL)
        add_child (outer->object, level->name, g_steal_pointer (&level->object));
      else
        json_object_set_object_member (self->root, level->name, g_steal_pointer (&level->object));
    }

  level_free (level);
}

static void
read_all (Reading *self)
{
  while (xmlTextReaderRead (self->reader) == 1)
    {
      int type = xmlTextReaderNodeType (self->reader);
      gboolean is_empty = type == XML_READER_TYPE_ELEMENT && xmlTextReaderIsEmptyElement (self->reader) == 1;

      if (type == XML_READER_TYPE_ELEMENT)
        start_element (self);
      else if (type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA || type == XML_READER_TYPE_WHITESPACE ||
               type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE)
        read_text (self);

      if (is_empty || type == XML_READER_TYPE_END_ELEMENT)
        end_element (self);
    }

  /* Where the parser stopped early, what it had read by then is kept. */
  while (self->levels->len > 0)
    end_element (self);
}

static GString *
dup_xml (const GazetteAnswer *answer)
{
  g_autofree char *converted = NULL;
  gsize length;
  const char *text = gazette_xml_decode (answer, &converted, &length);

  return gazette_xml_guard (text, length);
}

/*
 * gazette_xml_parse:
 * @answer: what a server said
 *
 * Reads the body as XML, with patience: what is not well-formed is mended, see
 * gazette_xml_guard(). Entities that the answer declares are not looked at, so
 * nothing is expanded and nothing is loaded.
 *
 * Returns: (transfer full) (nullable): the tree, %NULL when there is no element
 */
JsonNode *
gazette_xml_parse (const GazetteAnswer *answer)
{
  g_autoptr(GString) xml = NULL;
  g_autoptr(GPtrArray) levels = g_ptr_array_new_with_free_func (level_free);
  g_autoptr(JsonObject) root = json_object_new ();
  Reading self = { .url = answer->url, .levels = levels, .root = root };

  xml = dup_xml (answer);
  if (xml->len == 0 || xml->len > G_MAXINT)
    return NULL;

  self.reader = xmlReaderForMemory (xml->str, (int) xml->len, NULL, "UTF-8", PARSE_OPTIONS);
  if (self.reader == NULL)
    return NULL;
  json_object_set_string_member (root, MARK, "1.0");
  read_all (&self);
  xmlFreeTextReader (self.reader);
  g_free (self.root_prefix);

  return json_node_init_object (json_node_alloc (), root);
}

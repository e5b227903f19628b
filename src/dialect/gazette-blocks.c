/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Articles that are no text but a tree of blocks, as editors in browsers store
 * them. The kinds of blocks are told by what they are called, and many names are
 * known for each; what is not known is looked through for text.
 */

#include "config.h"

#include <string.h>

#include "gazette-blocks-private.h"

#define MAX_DEPTH 40
#define MAX_NODES 100000
#define MAX_HTML (8 * 1024 * 1024)

/* How many elements tell whether a list is one of blocks. */
#define MAX_LOOKED_AT 12

static void add_block (GazetteBlocksWriter *self,
                       JsonNode            *node);

/* Each step down is counted, so that hostile input ends. */
gboolean
gazette_blocks_enter (GazetteBlocksWriter *self)
{
  if (self->depth >= MAX_DEPTH || self->n_nodes >= MAX_NODES || self->html->len >= MAX_HTML)
    return FALSE;
  self->depth++;
  self->n_nodes++;

  return TRUE;
}

void
gazette_blocks_leave (GazetteBlocksWriter *self)
{
  self->depth--;
}

/* Whether a text is HTML already: an element, or a character reference. */
static gboolean
is_html (const char *text)
{
  for (const char *p = strpbrk (text, "<&"); p != NULL; p = strpbrk (p + 1, "<&"))
    {
      gsize length = strspn (p + 1, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789#/");

      if (length > 0 && (*p == '<' ? g_ascii_isalpha (p[1 + (p[1] == '/')]) && strchr (p, '>') != NULL : p[1 + length] == ';'))
        return TRUE;
    }

  return FALSE;
}

/*
 * gazette_blocks_add_text:
 * @self: a writer
 * @text: plain text, or HTML
 *
 * Writes a text; the ends of its lines are kept.
 */
void
gazette_blocks_add_text (GazetteBlocksWriter *self,
                         const char          *text)
{
  g_autofree char *valid = g_utf8_validate (text, -1, NULL) ? g_strdup (text) : g_utf8_make_valid (text, -1);
  g_autofree char *escaped = NULL;
  g_auto (GStrv) lines = NULL;

  if (is_html (valid))
    {
      g_string_append (self->html, valid);
      return;
    }
  escaped = g_markup_escape_text (valid, -1);
  lines = g_strsplit (escaped, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    g_string_append_printf (self->html, "%s%s", i > 0 ? "<br>" : "", lines[i]);
}

static const char *
find_caption (JsonObject *block)
{
  static const char *const names[] = { "caption", "alt", "altText", "alternativeText", "description", "title" };
  static const char *const holders[] = { NULL, "data", "attrs", "attributes", "fields" };

  for (guint i = 0; i < G_N_ELEMENTS (holders); i++)
    {
      JsonObject *object = holders[i] != NULL ? gazette_block_get_object (block, holders[i]) : block;

      for (guint j = 0; object != NULL && j < G_N_ELEMENTS (names); j++)
        {
          const char *text = gazette_block_get_text (object, names[j]);

          if (text != NULL)
            return text;
        }
    }

  return NULL;
}

/*
 * gazette_blocks_add_image:
 * @self: a writer
 * @block: a block with a picture
 *
 * Writes the picture and what is said of it.
 */
void
gazette_blocks_add_image (GazetteBlocksWriter *self,
                          JsonObject          *block)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), block);
  const char *address = gazette_block_find_address (node, 0);
  const char *caption = find_caption (block);
  const char *type = gazette_block_get_text (block, "type");
  JsonNode *own = type != NULL ? json_object_get_member (block, type) : NULL;
  g_autofree char *escaped = NULL;

  if (address == NULL && own != NULL)
    address = gazette_block_find_address (own, 0);
  if (address == NULL)
    return;

  escaped = g_markup_escape_text (address, -1);
  g_string_append_printf (self->html, "<figure><img src=\"%s\">", escaped);
  if (caption != NULL)
    {
      g_string_append (self->html, "<figcaption>");
      gazette_blocks_add_text (self, caption);
      g_string_append (self->html, "</figcaption>");
    }
  g_string_append (self->html, "</figure>");
}

static void
add_embed (GazetteBlocksWriter *self,
           JsonObject          *block)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), block);
  JsonNode *content = gazette_block_get_content (block);
  const char *address = gazette_block_find_address (node, 0);
  const char *text = content != NULL && JSON_NODE_HOLDS_VALUE (content) ? json_node_get_string (content) : NULL;
  g_autofree char *escaped = NULL;

  if (text != NULL && is_html (text))
    {
      g_string_append (self->html, text);
      return;
    }
  if (address == NULL)
    return;
  escaped = g_markup_escape_text (address, -1);
  g_string_append_printf (self->html, "<p><a href=\"%s\">%s</a></p>", escaped, escaped);
}

static gboolean
is_inline (JsonNode *node)
{
  GazetteBlockKind kind;

  if (JSON_NODE_HOLDS_VALUE (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;
  kind = gazette_block_get_kind (json_node_get_object (node), NULL);
  if (kind == GAZETTE_BLOCK_UNKNOWN)
    {
      JsonNode *content = gazette_block_get_content (json_node_get_object (node));

      return content == NULL || JSON_NODE_HOLDS_VALUE (content);
    }

  return kind == GAZETTE_BLOCK_TEXT || kind == GAZETTE_BLOCK_LINK || kind == GAZETTE_BLOCK_BREAK;
}

/* Whether what is in a block are runs of text, and not more blocks. */
static gboolean
holds_inline (JsonNode *content)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (content) ? json_node_get_array (content) : NULL;

  for (guint i = 0; array != NULL && i < MIN (json_array_get_length (array), MAX_LOOKED_AT); i++)
    {
      if (!is_inline (json_array_get_element (array, i)))
        return FALSE;
    }

  return array != NULL || is_inline (content);
}

static void
add_within (GazetteBlocksWriter *self,
            const char          *tag,
            JsonObject          *block,
            JsonNode            *content)
{
  gsize length = self->html->len;
  gsize start;

  g_string_append_printf (self->html, "<%s>", tag);
  start = self->html->len;
  if (holds_inline (content))
    {
      g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), block);

      /* Marks stand beside a text, so the block is read as its run. */
      gazette_blocks_add_inline (self, JSON_NODE_HOLDS_VALUE (content) && json_object_get_member (block, "text") == content ? node : content,
                                 block);
    }
  else
    {
      add_block (self, content);
    }
  if (self->html->len == start)
    g_string_truncate (self->html, length);
  else
    g_string_append_printf (self->html, "</%s>", tag);
}

/* The items of a list, however deep: texts, {"content": …, "items": […]}, or blocks. */
static void
add_items (GazetteBlocksWriter *self,
           JsonNode            *content)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (content) ? json_node_get_array (content) : NULL;

  if (array == NULL || !gazette_blocks_enter (self))
    return;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      JsonObject *item = JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL;
      JsonNode *inner = item != NULL ? gazette_block_get_content (item) : NULL;
      JsonNode *more = item != NULL ? json_object_get_member (item, "items") : NULL;

      g_string_append (self->html, "<li>");
      if (inner != NULL && !holds_inline (inner))
        add_block (self, inner);
      else if (inner != NULL || item == NULL)
        gazette_blocks_add_inline (self, inner != NULL ? inner : element, item);
      if (more != NULL && more != inner && JSON_NODE_HOLDS_ARRAY (more) && json_array_get_length (json_node_get_array (more)) > 0)
        {
          g_string_append (self->html, "<ul>");
          add_items (self, more);
          g_string_append (self->html, "</ul>");
        }
      g_string_append (self->html, "</li>");
    }
  gazette_blocks_leave (self);
}

static gboolean
is_numbered (JsonObject *block)
{
  static const char *const names[] = { "style", "listType", "format", "tag" };
  JsonObject *data = gazette_block_get_object (block, "data");

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *own = gazette_block_get_text (block, names[i]);
      const char *style = own == NULL && data != NULL ? gazette_block_get_text (data, names[i]) : own;

      if (style != NULL && (g_str_equal (style, "ordered") || g_str_equal (style, "number") || g_str_equal (style, "ol") || g_str_equal (style, "numbered")))
        return TRUE;
    }

  return FALSE;
}

static void
add_list (GazetteBlocksWriter *self,
          JsonObject          *block,
          JsonNode            *content,
          gboolean             numbered)
{
  const char *tag = numbered || is_numbered (block) ? "ol" : "ul";
  JsonObject *data = gazette_block_get_object (block, "data");
  JsonNode *items = data != NULL ? json_object_get_member (data, "items") : json_object_get_member (block, "items");

  g_string_append_printf (self->html, "<%s>", tag);
  add_items (self, items != NULL ? items : content);
  g_string_append_printf (self->html, "</%s>", tag);
}

static void
add_cells (GazetteBlocksWriter *self,
           JsonNode            *row)
{
  JsonArray *cells = JSON_NODE_HOLDS_ARRAY (row) ? json_node_get_array (row) : NULL;

  g_string_append (self->html, "<tr>");
  for (guint i = 0; cells != NULL && i < json_array_get_length (cells); i++)
    {
      g_string_append (self->html, "<td>");
      gazette_blocks_add_inline (self, json_array_get_element (cells, i), NULL);
      g_string_append (self->html, "</td>");
    }
  g_string_append (self->html, "</tr>");
}

/* Rows of cells, as lists of lists or as blocks of their own. */
static void
add_table (GazetteBlocksWriter *self,
           JsonObject          *block,
           JsonNode            *content)
{
  JsonArray *rows = content != NULL && JSON_NODE_HOLDS_ARRAY (content) ? json_node_get_array (content) : NULL;

  if (rows == NULL)
    return;
  g_string_append (self->html, "<table>");
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonNode *row = json_array_get_element (rows, i);

      if (JSON_NODE_HOLDS_OBJECT (row))
        row = gazette_block_get_content (json_node_get_object (row));
      if (row != NULL)
        add_cells (self, row);
    }
  g_string_append (self->html, "</table>");
}

static void
add_known (GazetteBlocksWriter *self,
           JsonObject          *block,
           GazetteBlockKind     kind,
           int                  level,
           JsonNode            *content)
{
  static const char *const headings[] = { "h1", "h2", "h3", "h4", "h5", "h6" };
  const char *text = JSON_NODE_HOLDS_VALUE (content) ? json_node_get_string (content) : NULL;

  if (kind == GAZETTE_BLOCK_HEADING)
    add_within (self, headings[level - 1], block, content);
  else if (kind == GAZETTE_BLOCK_QUOTE)
    add_within (self, "blockquote", block, content);
  else if (kind == GAZETTE_BLOCK_CODE)
    add_within (self, "pre", block, content);
  else if (kind == GAZETTE_BLOCK_ITEM || kind == GAZETTE_BLOCK_NUMBERED_ITEM)
    add_within (self, "li", block, content);
  else if (kind == GAZETTE_BLOCK_LIST || kind == GAZETTE_BLOCK_NUMBERED_LIST)
    add_list (self, block, content, kind == GAZETTE_BLOCK_NUMBERED_LIST);
  else if (kind == GAZETTE_BLOCK_TABLE)
    add_table (self, block, content);
  else if (text != NULL && (kind == GAZETTE_BLOCK_HTML || (is_html (text) && strstr (text, "<p") != NULL)))
    g_string_append (self->html, text);
  else if (kind != GAZETTE_BLOCK_HTML && holds_inline (content))
    add_within (self, "p", block, content);
  else
    add_block (self, content);
}

static void
add_object (GazetteBlocksWriter *self,
            JsonObject          *block)
{
  int level = 2;
  GazetteBlockKind kind = gazette_block_get_kind (block, &level);
  JsonNode *content = gazette_block_get_content (block);

  if (kind == GAZETTE_BLOCK_RULE)
    g_string_append (self->html, "<hr>");
  else if (kind == GAZETTE_BLOCK_IMAGE)
    gazette_blocks_add_image (self, block);
  else if (kind == GAZETTE_BLOCK_EMBED)
    add_embed (self, block);
  else if (content != NULL)
    add_known (self, block, kind, level, content);
}

static const char *
get_list_tag (JsonNode *node)
{
  GazetteBlockKind kind = JSON_NODE_HOLDS_OBJECT (node) ? gazette_block_get_kind (json_node_get_object (node), NULL) : 0;

  return kind == GAZETTE_BLOCK_ITEM ? "ul" : kind == GAZETTE_BLOCK_NUMBERED_ITEM ? "ol"
                                                                                 : NULL;
}

/* Items of a list that follow each other have no list around them in some forms. */
static void
add_array (GazetteBlocksWriter *self,
           JsonArray           *array)
{
  const char *open = NULL;

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      const char *tag = get_list_tag (element);

      if (g_strcmp0 (tag, open) != 0)
        {
          if (open != NULL)
            g_string_append_printf (self->html, "</%s>", open);
          if (tag != NULL)
            g_string_append_printf (self->html, "<%s>", tag);
          open = tag;
        }
      add_block (self, element);
    }
  if (open != NULL)
    g_string_append_printf (self->html, "</%s>", open);
}

static void
add_block (GazetteBlocksWriter *self,
           JsonNode            *node)
{
  if (!gazette_blocks_enter (self))
    return;

  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      add_array (self, json_node_get_array (node));
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *entities = gazette_block_get_object (json_node_get_object (node), "entityMap");

      if (entities != NULL)
        self->entities = entities;
      add_object (self, json_node_get_object (node));
    }
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    {
      const char *text = json_node_get_string (node);

      if (text[strspn (text, " \t\r\n")] != '\0')
        {
          g_string_append (self->html, "<p>");
          gazette_blocks_add_text (self, text);
          g_string_append (self->html, "</p>");
        }
    }
  gazette_blocks_leave (self);
}

/* The tree within a text that is JSON again; %NULL when it is not. */
static JsonNode *
parse_text (JsonNode *node)
{
  const char *text = json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : "";
  g_autoptr (JsonParser) parser = NULL;

  text += strspn (text, " \t\r\n");
  if ((*text != '{' && *text != '[') || strnlen (text, MAX_HTML) == MAX_HTML)
    return NULL;
  parser = json_parser_new_immutable ();
  json_parser_set_strict (parser, TRUE);

  return json_parser_load_from_data (parser, text, -1, NULL) ? json_parser_steal_root (parser) : NULL;
}

/* A block that can only be one: of a known kind, with something in it. */
static gboolean
is_plainly_block (JsonNode *node)
{
  JsonObject *block = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonNode *content = block != NULL ? gazette_block_get_content (block) : NULL;
  GazetteBlockKind kind;

  if (content == NULL)
    return FALSE;
  kind = gazette_block_get_kind (block, NULL);
  if (kind == GAZETTE_BLOCK_UNKNOWN)
    {
      JsonNode *children = json_object_get_member (block, "children");
      JsonNode *first = children != NULL && JSON_NODE_HOLDS_ARRAY (children) && json_array_get_length (json_node_get_array (children)) > 0
                        ? json_array_get_element (json_node_get_array (children), 0)
                        : NULL;

      return first != NULL && JSON_NODE_HOLDS_OBJECT (first) && json_object_has_member (json_node_get_object (first), "text");
    }

  return (kind >= GAZETTE_BLOCK_PARAGRAPH && kind <= GAZETTE_BLOCK_CODE) || kind == GAZETTE_BLOCK_HTML;
}

static gboolean
is_block_list (JsonArray *array)
{
  guint length = MIN (json_array_get_length (array), MAX_LOOKED_AT);
  guint n_blocks = 0;
  guint n_typed = 0;

  for (guint i = 0; i < length; i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      n_blocks += is_plainly_block (element);
      n_typed += JSON_NODE_HOLDS_OBJECT (element) && gazette_block_get_kind (json_node_get_object (element), NULL) != GAZETTE_BLOCK_UNKNOWN;
    }

  return n_blocks > 0 && MAX (n_typed, n_blocks) * 2 > length;
}

/*
 * gazette_blocks_recognise:
 * @node: part of an answer
 *
 * Returns: whether it is an article, or a part of one, in blocks
 */
gboolean
gazette_blocks_recognise (JsonNode *node)
{
  static const char *const names[] = { "blocks", "children", "content", "nodes", "root", "document" };
  g_autoptr (JsonNode) parsed = JSON_NODE_HOLDS_VALUE (node) ? parse_text (node) : NULL;
  JsonObject *object;

  if (parsed != NULL)
    node = parsed;
  if (JSON_NODE_HOLDS_ARRAY (node))
    return is_block_list (json_node_get_array (node));
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;

  object = json_node_get_object (node);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      JsonNode *inner = json_object_get_member (object, names[i]);
      GazetteBlockKind kind;

      if (inner == NULL)
        continue;
      if (i >= 4)
        return JSON_NODE_HOLDS_OBJECT (inner) && json_object_get_size (object) <= 3 &&
               json_object_has_member (json_node_get_object (inner), "children") && gazette_blocks_recognise (inner);
      kind = gazette_block_get_kind (object, NULL);
      if (JSON_NODE_HOLDS_ARRAY (inner) && (kind == GAZETTE_BLOCK_HOLDER || (i == 0 && json_object_get_size (object) <= 4) || json_object_get_size (object) == 1))
        return is_block_list (json_node_get_array (inner));
    }

  return FALSE;
}

/**
 * gazette_blocks_to_html:
 * @node: an article as a tree of blocks, or as a text that is such a tree in JSON
 *
 * Writes it as HTML: paragraphs, headings, lists, quotations, code, tables,
 * pictures, and links to what is embedded. Understood are the forms of the
 * editors that are common on the web: a list of blocks with a type each, with
 * their text in them or in runs with marks or ranges, nested to any depth; lists
 * of paragraphs; and what is like them. Input of any size and depth costs little.
 *
 * Returns: (transfer full) (nullable): untrusted HTML; %NULL when there is nothing
 *   to read in it
 */
char *
gazette_blocks_to_html (JsonNode *node)
{
  GazetteBlocksWriter writer = { 0 };
  g_autoptr (JsonNode) parsed = NULL;
  g_autoptr (GString) html = g_string_new (NULL);

  g_return_val_if_fail (node != NULL, NULL);

  if (JSON_NODE_HOLDS_VALUE (node))
    parsed = parse_text (node);
  writer.html = html;
  add_block (&writer, parsed != NULL ? parsed : node);

  return html->len > 0 ? g_string_free (g_steal_pointer (&html), FALSE) : NULL;
}

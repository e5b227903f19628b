/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is within a block: runs of text with their marks, links, pictures. */

#include "config.h"

#include <string.h>

#include "gazette-blocks-private.h"

#define MAX_RANGES 200

/* A stretch of a text that is bold, a link, … in UTF-16 units, as editors that
 * run in browsers count. */
typedef struct
{
  gint64      start;
  gint64      end;
  const char *tag;
  const char *href;
} Range;

static const struct
{
  const char *name;
  const char *tag;
} marks[] = {
  { "bold", "b" },
  { "strong", "b" },
  { "b", "b" },
  { "italic", "i" },
  { "em", "i" },
  { "emphasis", "i" },
  { "i", "i" },
  { "underline", "u" },
  { "u", "u" },
  { "strike", "s" },
  { "strikethrough", "s" },
  { "strike-through", "s" },
  { "s", "s" },
  { "code", "code" },
  { "inlinecode", "code" },
  { "superscript", "sup" },
  { "sup", "sup" },
  { "subscript", "sub" },
  { "sub", "sub" },
};

static const char *
get_tag (const char *mark)
{
  for (guint i = 0; mark != NULL && i < G_N_ELEMENTS (marks); i++)
    {
      if (g_ascii_strcasecmp (marks[i].name, mark) == 0)
        return marks[i].tag;
    }

  return NULL;
}

static gboolean
is_true (JsonObject *object,
         const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_BOOLEAN && json_node_get_boolean (node);
}

static void
open_link (GazetteBlocksWriter *self,
           const char          *href)
{
  g_autofree char *escaped = g_markup_escape_text (href, -1);

  g_string_append_printf (self->html, "<a href=\"%s\">", escaped);
}

static void
open_tag (GString    *html,
          const char *tag,
          GPtrArray  *open)
{
  if (tag == NULL || g_ptr_array_find_with_equal_func (open, tag, g_str_equal, NULL))
    return;
  g_string_append_printf (html, "<%s>", tag);
  g_ptr_array_add (open, (char *) tag);
}

/* What a mark that is only a key stands for. */
static const char *
find_definition (JsonObject *parent,
                 const char *key)
{
  JsonNode *node = parent != NULL ? json_object_get_member (parent, "markDefs") : NULL;
  JsonArray *definitions = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; definitions != NULL && i < MIN (json_array_get_length (definitions), MAX_RANGES); i++)
    {
      JsonNode *element = json_array_get_element (definitions, i);

      if (JSON_NODE_HOLDS_OBJECT (element) &&
          g_strcmp0 (gazette_block_get_text (json_node_get_object (element), "_key"), key) == 0)
        return gazette_block_find_address (element, 0);
    }

  return NULL;
}

static void
open_marks (GazetteBlocksWriter *self,
            JsonArray           *array,
            JsonObject          *parent,
            GPtrArray           *open)
{
  for (guint i = 0; i < MIN (json_array_get_length (array), 16); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      JsonObject *mark = JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL;
      const char *name = mark != NULL ? gazette_block_get_text (mark, "type") : json_node_get_string (element);
      const char *href = NULL;

      if (mark != NULL && g_strcmp0 (name, "link") == 0)
        href = gazette_block_find_address (element, 0);
      else if (mark == NULL && name != NULL)
        href = find_definition (parent, name);
      if (href != NULL && !g_ptr_array_find_with_equal_func (open, "a", g_str_equal, NULL))
        {
          open_link (self, href);
          g_ptr_array_add (open, (char *) "a");
        }
      open_tag (self->html, get_tag (name), open);
    }
}

/* Lexical has one bit for each. */
static void
open_bits (GazetteBlocksWriter *self,
           JsonObject          *run,
           GPtrArray           *open)
{
  static const char *const tags[] = { "b", "i", "s", "u", "code", "sub", "sup" };
  JsonNode *node = json_object_get_member (run, "format");

  if (node == NULL || json_node_get_value_type (node) != G_TYPE_INT64)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    {
      if ((json_node_get_int (node) & (G_GINT64_CONSTANT (1) << i)) != 0)
        open_tag (self->html, tags[i], open);
    }
}

static void
add_run (GazetteBlocksWriter *self,
         JsonObject          *run,
         const char          *text,
         JsonObject          *parent)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new ();
  JsonObject *notes = gazette_block_get_object (run, "annotations");
  const char *href = gazette_block_get_text (run, "href");
  JsonNode *list = json_object_get_member (run, "marks");

  if (href != NULL)
    {
      open_link (self, href);
      g_ptr_array_add (open, (char *) "a");
    }
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      if (is_true (run, marks[i].name) || (notes != NULL && is_true (notes, marks[i].name)))
        open_tag (self->html, marks[i].tag, open);
    }
  if (list != NULL && JSON_NODE_HOLDS_ARRAY (list))
    open_marks (self, json_node_get_array (list), parent, open);
  open_bits (self, run, open);

  gazette_blocks_add_text (self, text);
  for (guint i = open->len; i > 0; i--)
    g_string_append_printf (self->html, "</%s>", (char *) open->pdata[i - 1]);
}

static gint64
get_number (JsonObject *object,
            const char *name,
            gint64      otherwise)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node) : otherwise;
}

/* Where a range of a text leads to, when it is a link. */
static const char *
find_entity (GazetteBlocksWriter *self,
             JsonObject          *range)
{
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, get_number (range, "key", -1));
  JsonNode *entity = self->entities != NULL ? json_object_get_member (self->entities, key) : NULL;

  return entity != NULL ? gazette_block_find_address (entity, 0) : NULL;
}

static void
collect_ranges (GazetteBlocksWriter *self,
                JsonObject          *block,
                const char          *name,
                GArray              *ranges)
{
  JsonNode *node = json_object_get_member (block, name);
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array) && ranges->len < MAX_RANGES; i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      JsonObject *object = JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL;
      const char *style = NULL;
      Range range = { 0 };

      if (object == NULL)
        continue;
      style = gazette_block_get_text (object, "style");
      range.tag = get_tag (style != NULL ? style : gazette_block_get_text (object, "type"));
      range.start = get_number (object, "offset", get_number (object, "start", -1));
      range.end = get_number (object, "end", -1);
      if (range.end < 0)
        range.end = range.start + CLAMP (get_number (object, "length", 0), 0, G_MAXINT);
      if (range.tag == NULL)
        range.href = json_object_has_member (object, "key") ? find_entity (self, object) : gazette_block_find_address (element, 0);
      if (range.start >= 0 && range.end > range.start && (range.tag != NULL || range.href != NULL))
        g_array_append_val (ranges, range);
    }
}

static gboolean
has_border (GArray *ranges,
            gint64  unit)
{
  for (guint i = 0; i < ranges->len; i++)
    {
      const Range *range = &g_array_index (ranges, Range, i);

      if (range->start == unit || range->end == unit)
        return TRUE;
    }

  return FALSE;
}

/* One piece of a text that no range begins or ends in. */
static void
add_piece (GazetteBlocksWriter *self,
           const char          *text,
           gsize                length,
           GArray              *ranges,
           gint64               unit)
{
  g_autofree char *piece = g_strndup (text, length);
  g_autoptr (GPtrArray) open = g_ptr_array_new ();

  if (length == 0)
    return;
  for (guint i = 0; i < ranges->len; i++)
    {
      const Range *range = &g_array_index (ranges, Range, i);

      if (range->start > unit || range->end <= unit)
        continue;
      if (range->tag != NULL)
        {
          open_tag (self->html, range->tag, open);
        }
      else if (!g_ptr_array_find_with_equal_func (open, "a", g_str_equal, NULL))
        {
          open_link (self, range->href);
          g_ptr_array_add (open, (char *) "a");
        }
    }
  gazette_blocks_add_text (self, piece);
  for (guint i = open->len; i > 0; i--)
    g_string_append_printf (self->html, "</%s>", (char *) open->pdata[i - 1]);
}

/* A text whose marks stand beside it as ranges. */
static void
add_ranged (GazetteBlocksWriter *self,
            const char          *text,
            GArray              *ranges)
{
  const char *start = text;
  gint64 start_unit = 0;
  gint64 unit = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (unit > start_unit && has_border (ranges, unit))
        {
          add_piece (self, start, p - start, ranges, start_unit);
          start = p;
          start_unit = unit;
        }
      unit += g_utf8_get_char (p) > 0xffff ? 2 : 1;
    }
  add_piece (self, start, strlen (start), ranges, start_unit);
}

static void
add_object (GazetteBlocksWriter *self,
            JsonObject          *object,
            JsonObject          *parent)
{
  GazetteBlockKind kind = gazette_block_get_kind (object, NULL);
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (Range));
  JsonNode *content = gazette_block_get_content (object);
  const char *text = gazette_block_get_text (object, "plain_text");
  g_autoptr (JsonNode) whole = NULL;

  if (text == NULL && content != NULL && JSON_NODE_HOLDS_VALUE (content))
    text = json_node_get_string (content);
  if (kind == GAZETTE_BLOCK_BREAK)
    {
      g_string_append (self->html, "<br>");
      return;
    }
  if (kind == GAZETTE_BLOCK_IMAGE)
    {
      gazette_blocks_add_image (self, object);
      return;
    }
  if (kind == GAZETTE_BLOCK_LINK && content != NULL && JSON_NODE_HOLDS_ARRAY (content))
    {
      const char *href = NULL;

      whole = json_node_init_object (json_node_alloc (), object);
      href = gazette_block_find_address (whole, 0);
      if (href != NULL)
        open_link (self, href);
      gazette_blocks_add_inline (self, content, object);
      g_string_append (self->html, href != NULL ? "</a>" : "");
      return;
    }
  if (text == NULL)
    {
      if (content != NULL)
        gazette_blocks_add_inline (self, content, object);
      return;
    }

  collect_ranges (self, object, "inlineStyleRanges", ranges);
  collect_ranges (self, object, "entityRanges", ranges);
  collect_ranges (self, object, "spans", ranges);
  if (ranges->len > 0 && g_utf8_validate (text, -1, NULL))
    add_ranged (self, text, ranges);
  else
    add_run (self, object, text, parent);
}

/*
 * gazette_blocks_add_inline:
 * @self: a writer
 * @node: a text, a run of text, or a list of them
 * @parent: (nullable): the block that they are in
 *
 * Writes what is within a block.
 */
void
gazette_blocks_add_inline (GazetteBlocksWriter *self,
                           JsonNode            *node,
                           JsonObject          *parent)
{
  if (!gazette_blocks_enter (self))
    return;

  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        gazette_blocks_add_inline (self, json_array_get_element (array, i), parent);
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      add_object (self, json_node_get_object (node), parent);
    }
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    {
      gazette_blocks_add_text (self, json_node_get_string (node));
    }
  gazette_blocks_leave (self);
}

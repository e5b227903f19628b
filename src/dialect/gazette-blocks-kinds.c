/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the blocks of many editors are called, and where in them the text is. */

#include "config.h"

#include <string.h>

#include "gazette-blocks-private.h"

static const struct
{
  GazetteBlockKind  kind;
  const char       *names;
} kinds[] = {
  { GAZETTE_BLOCK_PARAGRAPH, " paragraph p unstyled normal para block absatz parrafo parágrafo paragrafo абзац lead textblock textparagraph bodytext richtext intro " },
  { GAZETTE_BLOCK_TEXT, " text span " },
  { GAZETTE_BLOCK_HEADING, " heading header h1 h2 h3 h4 h5 h6 heading1 heading2 heading3 heading4 heading5 heading6 headerone headertwo headerthree "
                           "headerfour headerfive headersix headingone headingtwo headingthree headingfour crosshead subhead subheading subheadline intertitle "
                           "zwischentitel title subtitle headline " },
  { GAZETTE_BLOCK_LIST, " list bulletlist bulletedlist unorderedlist ul checklist " },
  { GAZETTE_BLOCK_NUMBERED_LIST, " orderedlist numberedlist ol " },
  { GAZETTE_BLOCK_ITEM, " listitem li bulletedlistitem unorderedlistitem listitemtext checklistitem todo listitemblock " },
  { GAZETTE_BLOCK_NUMBERED_ITEM, " numberedlistitem orderedlistitem olistitem " },
  { GAZETTE_BLOCK_QUOTE, " quote blockquote pullquote zitat cita citation callout " },
  { GAZETTE_BLOCK_CODE, " code codeblock preformatted pre " },
  { GAZETTE_BLOCK_IMAGE, " image picture photo img figure embeddedasset embeddedassetblock imageblock bild foto gallery simpleimage atomic mainimage " },
  { GAZETTE_BLOCK_RULE, " hr divider delimiter thematicbreak horizontalrule separator " },
  { GAZETTE_BLOCK_BREAK, " hardbreak linebreak break br softbreak " },
  { GAZETTE_BLOCK_EMBED, " embed video iframe youtube tweet twitter audio oembed bookmark linktool instagram vimeo file attaches facebook socialembed " },
  { GAZETTE_BLOCK_HTML, " html raw freeform rawhtml customhtml " },
  { GAZETTE_BLOCK_TABLE, " table " },
  { GAZETTE_BLOCK_ROW, " tablerow row tr " },
  { GAZETTE_BLOCK_CELL, " tablecell tableheader tableheadercell cell td th " },
  { GAZETTE_BLOCK_LINK, " link hyperlink a autolink anchor entryhyperlink " },
  { GAZETTE_BLOCK_HOLDER, " doc document root section group column columns container div columnlist " },
};

/* A text member, "" counting as none. */
const char *
gazette_block_get_text (JsonObject *object,
                        const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING && *json_node_get_string (node) != '\0'
         ? json_node_get_string (node)
         : NULL;
}

JsonObject *
gazette_block_get_object (JsonObject *object,
                          const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static gboolean
has_suffix (GString    *word,
            const char *suffix)
{
  return word->len > strlen (suffix) && g_str_has_suffix (word->str, suffix);
}

/* "core/paragraph", "ParagraphBlock" and "paragraph" are one. */
static GazetteBlockKind
parse_kind (const char *name,
            int        *level)
{
  g_autoptr (GString) word = g_string_new (" ");

  if (strlen (name) > 48)
    return GAZETTE_BLOCK_UNKNOWN;
  for (const char *p = name; *p != '\0'; p++)
    {
      if (g_ascii_isalnum (*p) || (guchar) *p >= 0x80)
        g_string_append_c (word, g_ascii_tolower (*p));
      if (level != NULL && g_ascii_isdigit (*p))
        *level = *p - '0';
    }
  if (g_str_has_prefix (word->str, " core") && word->len > 5)
    g_string_erase (word, 1, 4);
  if (word->len == 1)
    return GAZETTE_BLOCK_UNKNOWN;

  for (guint pass = 0; pass < 2; pass++)
    {
      g_autofree char *whole = g_strconcat (word->str, " ", NULL);

      for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
        {
          if (strstr (kinds[i].names, whole) != NULL)
            return kinds[i].kind;
        }
      if (has_suffix (word, "block") || has_suffix (word, "element"))
        g_string_truncate (word, word->len - (has_suffix (word, "block") ? 5 : 7));
      else
        break;
    }

  return GAZETTE_BLOCK_UNKNOWN;
}

static int
get_level (JsonObject *block)
{
  static const char *const holders[] = { NULL, "data", "attrs", "attributes" };

  for (guint i = 0; i < G_N_ELEMENTS (holders); i++)
    {
      JsonObject *object = holders[i] != NULL ? gazette_block_get_object (block, holders[i]) : block;
      JsonNode *node = object != NULL ? json_object_get_member (object, "level") : NULL;

      if (node != NULL && json_node_get_value_type (node) == G_TYPE_INT64)
        return (int) CLAMP (json_node_get_int (node), 1, 6);
    }

  return 0;
}

/*
 * gazette_block_get_kind:
 * @block: a block or a run of text
 * @level: (out) (optional): of a heading, from 1 to 6
 *
 * Returns: what it is
 */
GazetteBlockKind
gazette_block_get_kind (JsonObject *block,
                        int        *level)
{
  static const char *const names[] = { "type", "_type", "nodeType", "blockName", "kind", "tag", "tagName", "__typename",
                                       "elementType", "blockType", "component", "@type", "typ", "tipo", "acf_fc_layout", "slice_type", "__component", "style" };
  GazetteBlockKind kind = GAZETTE_BLOCK_UNKNOWN;
  const char *style = gazette_block_get_text (block, "style");
  int found = 0;

  for (guint i = 0; i < G_N_ELEMENTS (names) && kind == GAZETTE_BLOCK_UNKNOWN; i++)
    {
      const char *name = gazette_block_get_text (block, names[i]);

      if (name != NULL)
        kind = parse_kind (name, &found);
    }
  /* Portable Text calls all of them "block" and says more beside. */
  if (kind == GAZETTE_BLOCK_PARAGRAPH && style != NULL && parse_kind (style, &found) != GAZETTE_BLOCK_UNKNOWN)
    kind = parse_kind (style, &found);
  if (kind == GAZETTE_BLOCK_PARAGRAPH && gazette_block_get_text (block, "listItem") != NULL)
    kind = g_str_equal (gazette_block_get_text (block, "listItem"), "number") ? GAZETTE_BLOCK_NUMBERED_ITEM : GAZETTE_BLOCK_ITEM;
  if (kind == GAZETTE_BLOCK_HEADING && level != NULL)
    {
      int own = get_level (block);
      const char *tag = gazette_block_get_text (block, "tag");

      if (own == 0 && tag != NULL && tag[0] == 'h' && g_ascii_isdigit (tag[1]))
        own = tag[1] - '0';
      *level = CLAMP (own > 0 ? own : found > 0 ? found
                                                : 2,
                      1, 6);
    }

  return kind;
}

static JsonNode *
get_content_in (JsonObject *object)
{
  static const char *const names[] = { "children", "content", "rich_text", "richText", "nodes", "text", "html", "innerHTML", "bodyHtml",
                                       "value", "body", "paragraph", "code", "items", "innerBlocks", "blocks", "texto", "inhalt", "texte",
                                       "paragraphs", "components", "elements", "quote", "title", "rendered" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      JsonNode *node = json_object_get_member (object, names[i]);

      if (node == NULL || JSON_NODE_HOLDS_NULL (node) ||
          (JSON_NODE_HOLDS_ARRAY (node) && json_array_get_length (json_node_get_array (node)) == 0) ||
          (JSON_NODE_HOLDS_VALUE (node) &&
           (json_node_get_value_type (node) != G_TYPE_STRING || *json_node_get_string (node) == '\0')))
        continue;
      return node;
    }

  return NULL;
}

/*
 * gazette_block_get_content:
 * @block: a block
 *
 * Returns: (transfer none) (nullable): what is in it: a text, runs of text, or
 *   more blocks
 */
JsonNode *
gazette_block_get_content (JsonObject *block)
{
  static const char *const holders[] = { "data", "attrs", "attributes", "fields", "props", "primary", "textTypeData" };
  JsonNode *content = get_content_in (block);
  const char *type = gazette_block_get_text (block, "type");
  JsonObject *own = type != NULL ? gazette_block_get_object (block, type) : NULL;

  if (content == NULL && own != NULL)
    content = get_content_in (own);
  for (guint i = 0; i < G_N_ELEMENTS (holders) && content == NULL; i++)
    {
      JsonObject *holder = gazette_block_get_object (block, holders[i]);

      if (holder != NULL)
        content = get_content_in (holder);
    }

  return content;
}

/*
 * gazette_block_find_address:
 * @node: something with an address in it
 * @depth: 0
 *
 * Returns: (transfer none) (nullable): the address
 */
const char *
gazette_block_find_address (JsonNode *node,
                            guint     depth)
{
  static const char *const names[] = { "url", "src", "href", "uri", "source_url", "sourceUrl", "imageUrl", "contentUrl", "source", "embed", "link", "original", "large", "path" };
  static const char *const holders[] = { "data", "attrs", "attributes", "fields", "file", "image", "asset", "target", "external", "media", "photo", "props", "picture", "primary", "value", "src", "link", "video", "content" };
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  if (object == NULL || depth > 4)
    return NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *text = gazette_block_get_text (object, names[i]);

      if (text != NULL && (strstr (text, "://") != NULL || *text == '/' || strchr (text, '.') != NULL || *text == '#') && strpbrk (text, " <>\n") == NULL)
        return text;
    }
  for (guint i = 0; i < G_N_ELEMENTS (holders); i++)
    {
      JsonNode *inner = json_object_get_member (object, holders[i]);
      const char *found = NULL;

      if (inner != NULL && JSON_NODE_HOLDS_ARRAY (inner) && json_array_get_length (json_node_get_array (inner)) > 0)
        inner = json_array_get_element (json_node_get_array (inner), 0);
      if (inner != NULL)
        found = gazette_block_find_address (inner, depth + 1);
      if (found != NULL)
        return found;
    }

  return NULL;
}

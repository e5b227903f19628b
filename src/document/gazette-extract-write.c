/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-address.h"
#include "gazette-code.h"
#include "gazette-extract-private.h"

#define MAX_ATTRIBUTE 200

/* An element that is open; its tag is written when there is something in it. */
typedef struct
{
  guint           item;
  const char     *name;
  char           *attributes;
  const GumboNode *picture;
  gboolean        is_written;
} Open;

typedef struct
{
  GazetteOutline *outline;
  GazetteBase     base;
  GString        *html;
  GArray         *open;
  guint           block;
} Writer;

/* What is written as it is. Other elements are a `div` or nothing. */
static const GumboTag kept_tags[] = {
  GUMBO_TAG_P, GUMBO_TAG_H1, GUMBO_TAG_H2, GUMBO_TAG_H3, GUMBO_TAG_H4, GUMBO_TAG_H5, GUMBO_TAG_H6, GUMBO_TAG_UL,
  GUMBO_TAG_OL, GUMBO_TAG_LI, GUMBO_TAG_DL, GUMBO_TAG_DT, GUMBO_TAG_DD, GUMBO_TAG_BLOCKQUOTE, GUMBO_TAG_PRE,
  GUMBO_TAG_CODE, GUMBO_TAG_TABLE, GUMBO_TAG_CAPTION, GUMBO_TAG_THEAD, GUMBO_TAG_TBODY, GUMBO_TAG_TFOOT,
  GUMBO_TAG_TR, GUMBO_TAG_TD, GUMBO_TAG_TH, GUMBO_TAG_FIGURE, GUMBO_TAG_FIGCAPTION, GUMBO_TAG_A, GUMBO_TAG_EM,
  GUMBO_TAG_I, GUMBO_TAG_STRONG, GUMBO_TAG_B, GUMBO_TAG_U, GUMBO_TAG_S, GUMBO_TAG_DEL, GUMBO_TAG_INS, GUMBO_TAG_SUB,
  GUMBO_TAG_SUP, GUMBO_TAG_SMALL, GUMBO_TAG_MARK, GUMBO_TAG_KBD, GUMBO_TAG_SAMP, GUMBO_TAG_VAR, GUMBO_TAG_CITE,
  GUMBO_TAG_Q, GUMBO_TAG_ABBR, GUMBO_TAG_RUBY, GUMBO_TAG_RT, GUMBO_TAG_RP, GUMBO_TAG_DETAILS, GUMBO_TAG_SUMMARY,
  GUMBO_TAG_BDI, GUMBO_TAG_BDO, GUMBO_TAG_DFN,
};

typedef struct
{
  GumboTag    tag;
  const char *name;
} Attribute;

static const Attribute kept_attributes[] = {
  { GUMBO_TAG_TD, "colspan" }, { GUMBO_TAG_TD, "rowspan" }, { GUMBO_TAG_TD, "align" }, { GUMBO_TAG_TH, "colspan" },
  { GUMBO_TAG_TH, "rowspan" }, { GUMBO_TAG_TH, "align" }, { GUMBO_TAG_TH, "scope" }, { GUMBO_TAG_OL, "start" },
  { GUMBO_TAG_OL, "type" }, { GUMBO_TAG_OL, "reversed" }, { GUMBO_TAG_LI, "value" }, { GUMBO_TAG_ABBR, "title" },
  { GUMBO_TAG_DFN, "title" }, { GUMBO_TAG_DETAILS, "open" },
  { GUMBO_TAG_LAST, "id" }, { GUMBO_TAG_LAST, "dir" }, { GUMBO_TAG_LAST, "lang" },
};

static void
clear_open (gpointer data)
{
  Open *open = data;

  g_free (open->attributes);
}

static gboolean
is_kept (GumboTag tag)
{
  for (guint i = 0; i < G_N_ELEMENTS (kept_tags); i++)
    {
      if (kept_tags[i] == tag)
        return TRUE;
    }

  return FALSE;
}

static void
add_attribute (GString    *text,
               const char *name,
               const char *value)
{
  g_autofree char *escaped = g_markup_escape_text (value, -1);

  g_string_append_printf (text, " %s=\"%s\"", name, escaped);
}

static char *
dup_attributes (Writer          *self,
                const GumboNode *node)
{
  GumboTag tag = node->v.element.tag;
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kept_attributes); i++)
    {
      const Attribute *attribute = &kept_attributes[i];
      const char *value = attribute->tag == tag || attribute->tag == GUMBO_TAG_LAST
                          ? gazette_html_get_attribute (node, attribute->name)
                          : NULL;

      if (value != NULL && strlen (value) < MAX_ATTRIBUTE)
        add_attribute (text, attribute->name, value);
    }

  if (tag == GUMBO_TAG_A)
    {
      const char *reference = gazette_html_get_attribute (node, "href");
      g_autofree char *href = reference != NULL ? gazette_base_resolve_link (&self->base, reference) : NULL;

      if (href != NULL)
        add_attribute (text, "href", href);
    }
  if (tag == GUMBO_TAG_PRE)
    {
      g_autofree char *language = gazette_code_dup_language (node);
      g_autofree char *names = language != NULL ? g_strconcat ("language-", language, NULL) : NULL;

      if (names != NULL)
        add_attribute (text, "class", names);
    }

  return g_string_free (text, FALSE);
}

/* Writes the tags that were put off until there is something in them. */
static void
write_open_tags (Writer *self)
{
  for (guint i = 0; i < self->open->len; i++)
    {
      Open *open = &g_array_index (self->open, Open, i);

      if (open->name != NULL && !open->is_written)
        g_string_append_printf (self->html, "<%s%s>", open->name, open->attributes);
      open->is_written = TRUE;
    }
}

static void
close_element (Writer *self)
{
  Open *open = &g_array_index (self->open, Open, self->open->len - 1);

  if (open->name != NULL && open->is_written)
    g_string_append_printf (self->html, "</%s>", open->name);
  g_array_set_size (self->open, self->open->len - 1);
}

static gboolean
is_open (Writer     *self,
         const char *name)
{
  for (guint i = 0; i < self->open->len; i++)
    {
      if (g_strcmp0 (g_array_index (self->open, Open, i).name, name) == 0)
        return TRUE;
    }

  return FALSE;
}

static const char *
choose_name (Writer                   *self,
             const GazetteOutlineItem *item)
{
  static const struct
  {
    GazetteStyle style;
    const char  *name;
  } styles[] = {
    { GAZETTE_STYLE_CODE, "code" }, { GAZETTE_STYLE_SUPERSCRIPT, "sup" }, { GAZETTE_STYLE_SUBSCRIPT, "sub" },
    { GAZETTE_STYLE_STRONG, "b" }, { GAZETTE_STYLE_EMPHASIS, "i" }, { GAZETTE_STYLE_DELETED, "s" },
  };
  const GumboNode *node = item->node;
  GazetteElement element;

  if ((item->flags & GAZETTE_ELEMENT_FIGURE) != 0)
    return is_open (self, "figure") ? NULL : "figure";
  if ((item->flags & GAZETTE_ELEMENT_CAPTION) != 0)
    return is_open (self, "figcaption") ? NULL : "figcaption";
  if (is_kept (node->v.element.tag))
    return gumbo_normalized_tagname (node->v.element.tag);
  if ((item->flags & GAZETTE_ELEMENT_BLOCK) != 0)
    return "div";

  /* An old tag, or a style of its own, says what others do. */
  gazette_element_read (node, &element);
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    {
      if ((element.style & styles[i].style) != 0)
        return styles[i].name;
    }

  return NULL;
}

/*
 * gazette_extract_append_picture:
 * @html: where it goes
 * @block: a picture with an address
 */
void
gazette_extract_append_picture (GString            *html,
                                const GazetteBlock *block)
{
  g_string_append (html, "<img");
  add_attribute (html, "src", block->src);
  if (block->alt != NULL)
    add_attribute (html, "alt", block->alt);
  if (block->width > 0)
    g_string_append_printf (html, " width=\"%d\"", block->width);
  if (block->height > 0)
    g_string_append_printf (html, " height=\"%d\"", block->height);
  g_string_append_c (html, '>');
}

static void
write_picture (Writer          *self,
               const GumboNode *img,
               const GumboNode *picture)
{
  g_autoptr(GazetteBlock) block = gazette_picture_read (&self->base, img, picture);

  if (block == NULL)
    return;

  write_open_tags (self);
  if (block->src == NULL)
    {
      g_autofree char *alt = g_markup_escape_text (block->alt, -1);

      g_string_append (self->html, alt);
      return;
    }

  gazette_extract_append_picture (self->html, block);
}

static void
write_embed (Writer          *self,
             const GumboNode *node)
{
  g_autoptr(GazetteBlock) block = gazette_embed_read (&self->base, node);

  if (block == NULL)
    return;

  write_open_tags (self);
  g_string_append (self->html, "<iframe");
  add_attribute (self->html, "src", block->href);
  if (block->alt != NULL)
    add_attribute (self->html, "title", block->alt);
  g_string_append (self->html, "></iframe>");
}

/* Pictures for readers without scripts. */
static void
write_fallback (Writer          *self,
                const GumboNode *root)
{
  for (const GumboNode *node = root; node != NULL; node = gazette_html_next (root, node))
    {
      if (!gazette_element_is (node, GUMBO_TAG_IMG))
        continue;
      g_string_append (self->html, "<noscript>");
      write_picture (self, node, NULL);
      g_string_append (self->html, "</noscript>");
    }
}

static gboolean
is_embed (const GumboNode *node)
{
  switch ((guint) node->v.element.tag)
    {
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_VIDEO:
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_EMBED:
    case GUMBO_TAG_OBJECT:
      return TRUE;

    default:
      return gazette_element_is_named (node, "amp-youtube") || gazette_element_is_named (node, "amp-iframe");
    }
}

/* Writes an element that has nothing in it for a reader. Returns whether it is one. */
static gboolean
write_leaf (Writer          *self,
            const GumboNode *node)
{
  const Open *outer = self->open->len > 0 ? &g_array_index (self->open, Open, self->open->len - 1) : NULL;

  if (node->v.element.tag == GUMBO_TAG_IMG || gazette_element_is_named (node, "amp-img") ||
      (is_open (self, "figure") && gazette_picture_is_stand_in (node)))
    write_picture (self, node, outer != NULL ? outer->picture : NULL);
  else if (node->v.element.tag == GUMBO_TAG_NOSCRIPT)
    write_fallback (self, node);
  else if (is_embed (node))
    write_embed (self, node);
  else if (node->v.element.tag == GUMBO_TAG_BR && self->html->len > 0)
    g_string_append (self->html, "<br>");
  else if (node->v.element.tag == GUMBO_TAG_HR)
    g_string_append (self->html, "<hr>");
  else
    return FALSE;

  return TRUE;
}

static void
write_text (Writer *self,
            guint   item)
{
  const GazetteOutlineBlock *block = NULL;
  const GumboNode *node = gazette_outline_item (self->outline, item)->node;
  g_autofree char *escaped = NULL;

  while (self->block < self->outline->blocks->len && gazette_outline_block (self->outline, self->block)->last < item)
    self->block++;
  if (self->block < self->outline->blocks->len)
    block = gazette_outline_block (self->outline, self->block);
  if (block == NULL || block->first > item || block->is_cut)
    return;

  if (node->type != GUMBO_NODE_WHITESPACE)
    write_open_tags (self);
  escaped = g_markup_escape_text (node->v.text.text, -1);
  g_string_append (self->html, escaped);
}

/* Whether nothing of the text in an element was kept: its pictures belonged to that. */
static gboolean
is_emptied (GazetteOutline           *outline,
            const GazetteOutlineItem *item)
{
  for (guint i = item->first_block; i < item->end_block; i++)
    {
      if (!gazette_outline_block (outline, i)->is_cut)
        return FALSE;
    }

  return item->end_block > item->first_block && (item->flags & GAZETTE_ELEMENT_BLOCK) != 0;
}

/* Writes an item. Returns whether to go on with what is within it. */
static gboolean
write_item (Writer *self,
            guint   position)
{
  const GazetteOutlineItem *item = gazette_outline_item (self->outline, position);
  Open open = { .item = position };

  /* The text beside a picture in a figure may have been a button that enlarges it. */
  if (item->is_cut || (is_emptied (self->outline, item) && !is_open (self, "figure")))
    return FALSE;
  if (item->node->type != GUMBO_NODE_ELEMENT)
    {
      write_text (self, position);
      return TRUE;
    }
  if (write_leaf (self, item->node))
    return FALSE;

  if (self->open->len > 0)
    open.picture = g_array_index (self->open, Open, self->open->len - 1).picture;
  if (item->node->v.element.tag == GUMBO_TAG_PICTURE)
    open.picture = item->node;
  open.name = choose_name (self, item);
  open.attributes = dup_attributes (self, item->node);
  g_array_append_val (self->open, open);

  return TRUE;
}

/* Pictures after the text belong to it only where it stands. */
static guint
find_end (GazetteOutline *outline,
          guint           root)
{
  const GazetteOutlineItem *article = gazette_outline_item (outline, root);

  for (guint i = article->end_block; i > article->first_block; i--)
    {
      const GazetteOutlineBlock *block = gazette_outline_block (outline, i - 1);

      if (!block->is_cut)
        return gazette_outline_item (outline, gazette_outline_find_anchor (outline, block))->end;
    }

  return article->end;
}

static char *
write_html (GazetteOutline *outline,
            guint           root,
            const char     *base_url)
{
  g_autoptr(GazetteWriter) limits = gazette_writer_new ();
  Writer writer = { .outline = outline, .base = { .url = (char *) base_url, .writer = limits } };
  guint end = find_end (outline, root);
  guint position = root;

  writer.html = g_string_new (NULL);
  writer.open = g_array_new (FALSE, FALSE, sizeof (Open));
  g_array_set_clear_func (writer.open, clear_open);

  while (position < MIN (end, gazette_outline_item (outline, root)->end))
    {
      while (writer.open->len > 0 &&
             !gazette_outline_is_within (outline, position,
                                         g_array_index (writer.open, Open, writer.open->len - 1).item))
        close_element (&writer);
      position = write_item (&writer, position) ? position + 1 : gazette_outline_item (outline, position)->end;
    }
  while (writer.open->len > 0)
    close_element (&writer);
  g_array_unref (writer.open);

  return g_string_free (writer.html, FALSE);
}

static guint
find_around (GazetteOutline *outline,
             guint           item,
             GumboTag        tag)
{
  while (item != 0 && gazette_outline_get_tag (outline, item) != tag)
    item = gazette_outline_item (outline, item)->parent;

  return item;
}

/* What parts two blocks of plain text: cells of a row, rows and items are near. */
static const char *
choose_separator (GazetteOutline            *outline,
                  const GazetteOutlineBlock *before,
                  const GazetteOutlineBlock *block)
{
  guint row = find_around (outline, before->home, GUMBO_TAG_TR);
  guint table = find_around (outline, before->home, GUMBO_TAG_TABLE);

  if (row != 0 && row == find_around (outline, block->home, GUMBO_TAG_TR))
    return "\t";
  if (row != 0 && table == find_around (outline, block->home, GUMBO_TAG_TABLE))
    return "\n";

  return before->is_item && block->is_item ? "\n" : "\n\n";
}

static char *
write_plain (GazetteOutline *outline,
             guint           root)
{
  const GazetteOutlineItem *article = gazette_outline_item (outline, root);
  const GazetteOutlineBlock *before = NULL;
  GString *text = g_string_new (NULL);

  for (guint i = article->first_block; i < article->end_block; i++)
    {
      const GazetteOutlineBlock *block = gazette_outline_block (outline, i);

      if (block->is_cut || block->is_caption)
        continue;
      if (before != NULL)
        g_string_append (text, choose_separator (outline, before, block));
      g_string_append (text, block->text);
      before = block;
    }

  return g_string_free (text, FALSE);
}

/*
 * gazette_extract_write:
 * @outline: a page
 * @root: the item of the article in it
 * @base_url: (nullable): what relative addresses are relative to
 * @extract: where the text goes, as plain text and as HTML
 *
 * Writes what was not cut.
 */
void
gazette_extract_write (GazetteOutline *outline,
                       guint           root,
                       const char     *base_url,
                       GazetteExtract *extract)
{
  g_free (extract->text);
  g_free (extract->html);
  extract->text = write_plain (outline, root);
  extract->html = *extract->text != '\0' ? write_html (outline, root, base_url) : g_strdup ("");
}

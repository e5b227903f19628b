/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-extract-private.h"
#include "gazette-text.h"

/* The largest recorded pages have some 20000. */
#define MAX_ITEMS 400000

/* Stands for a line break until white space is folded. No text has it. */
#define LINE_END "\x1f"

/* An element that is open while the page is walked through. */
typedef struct
{
  guint    item;
  gboolean is_link;
  gboolean is_heading;
  gboolean is_item;
  gboolean is_caption;
  gboolean is_preformatted;
  /* The innermost block element. */
  guint    home;
} Open;

typedef struct
{
  GazetteOutline *outline;
  GArray         *open;
  /* The block that is being written, and its text. */
  GString        *text;
  GString        *link_text;
  Open            place;
  guint           first;
  guint           last;
  guint           n_breaks;
} Builder;

static void
clear_block (gpointer data)
{
  GazetteOutlineBlock *block = data;

  g_free (block->text);
}

static gboolean
is_ideograph (gunichar c)
{
  return c >= 0x2e80 && g_unichar_iswide (c);
}

static guint
weigh (const char *text)
{
  guint weight = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    weight += is_ideograph (g_utf8_get_char (p)) ? 2 : 1;

  return weight;
}

static gboolean
is_stop (gunichar c)
{
  switch (c)
    {
    case '.':
    case ',':
    case ';':
    case ':':
    case '!':
    case '?':
    case 0x0589:
    case 0x060c:
    case 0x061b:
    case 0x061f:
    case 0x06d4:
    case 0x0964:
    case 0x2026:
    case 0x3001:
    case 0x3002:
    case 0xff01:
    case 0xff0c:
    case 0xff0e:
    case 0xff1a:
    case 0xff1b:
    case 0xff1f:
      return TRUE;

    default:
      return FALSE;
    }
}

/* A mark counts at the end of a word, unlike the point in "3.14". */
static void
measure (GazetteOutlineBlock *block)
{
  gboolean in_word = FALSE;

  for (const char *p = block->text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      const char *next = g_utf8_next_char (p);

      if (is_ideograph (c))
        block->n_words += in_word ? 0 : 1;
      else if (g_unichar_isalnum (c) && !in_word)
        block->n_words++;
      in_word = g_unichar_isalnum (c) && !is_ideograph (c);
      if (is_stop (c) && (c >= 0x3000 || *next == '\0' || !g_unichar_isalnum (g_utf8_get_char (next))))
        block->n_stops++;
    }
}

static char *
fold_lines (const char *text)
{
  g_auto(GStrv) lines = NULL;

  if (strstr (text, LINE_END) == NULL)
    return gazette_text_fold (text);

  lines = g_strsplit (text, LINE_END, -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *folded = gazette_text_fold (lines[i]);

      g_free (lines[i]);
      lines[i] = folded;
    }

  return g_strstrip (g_strjoinv ("\n", lines));
}

static void
end_block (Builder *self)
{
  g_autofree char *text = NULL;
  g_autofree char *link_text = NULL;
  GazetteOutlineBlock block = { 0 };

  self->n_breaks = 0;
  if (self->text->len == 0)
    return;

  text = self->place.is_preformatted ? g_strdup (g_strchomp (self->text->str)) : fold_lines (self->text->str);
  link_text = gazette_text_fold (self->link_text->str);
  g_string_truncate (self->text, 0);
  g_string_truncate (self->link_text, 0);
  if (*text == '\0')
    return;

  block.n_chars = weigh (text);
  block.n_link_chars = MIN (weigh (link_text), block.n_chars);
  block.text = g_steal_pointer (&text);
  block.home = self->place.home;
  block.first = self->first;
  block.last = self->last;
  block.is_heading = self->place.is_heading;
  block.is_item = self->place.is_item;
  block.is_caption = self->place.is_caption;
  measure (&block);
  g_array_append_val (self->outline->blocks, block);
}

static guint
add_item (Builder         *self,
          const GumboNode *node,
          guint            parent)
{
  GazetteOutlineItem item = { .node = node, .parent = parent, .end = self->outline->items->len + 1 };

  item.first_block = item.end_block = self->outline->blocks->len;
  g_array_append_val (self->outline->items, item);

  return self->outline->items->len - 1;
}

static void
add_text (Builder         *self,
          const GumboNode *node)
{
  const Open *open = &g_array_index (self->open, Open, self->open->len - 1);
  guint item = add_item (self, node, open->item);

  if (self->text->len == 0)
    {
      self->first = item;
      self->place = *open;
    }
  self->last = item;
  if (node->type != GUMBO_NODE_WHITESPACE)
    self->n_breaks = 0;
  g_string_append (self->text, node->v.text.text);
  if (open->is_link)
    g_string_append (self->link_text, node->v.text.text);
}

static void
close_element (Builder *self)
{
  Open open = g_array_index (self->open, Open, self->open->len - 1);
  GazetteOutlineItem *item = gazette_outline_item (self->outline, open.item);

  if ((item->flags & GAZETTE_ELEMENT_BLOCK) != 0)
    end_block (self);
  item->end = self->outline->items->len;
  item->end_block = self->outline->blocks->len;
  g_array_set_size (self->open, self->open->len - 1);
}

/* A link within the page is no way out of the article. */
static gboolean
is_link (const GumboNode *node)
{
  const char *href = gazette_html_get_attribute (node, "href");

  return gazette_element_is (node, GUMBO_TAG_A) && href != NULL && *href != '#';
}

static gboolean
is_heading (GumboTag tag)
{
  return tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6;
}

static void
open_element (Builder              *self,
              const GumboNode      *node,
              const GazetteElement *element)
{
  const Open *outer = self->open->len > 0 ? &g_array_index (self->open, Open, self->open->len - 1) : NULL;
  GumboTag tag = node->v.element.tag;
  Open open = outer != NULL ? *outer : (Open) { 0 };
  GazetteOutlineItem *item;

  if ((element->flags & GAZETTE_ELEMENT_BLOCK) != 0)
    end_block (self);

  open.item = add_item (self, node, open.item);
  item = gazette_outline_item (self->outline, open.item);
  item->flags = element->flags;
  item->signals = gazette_signals_read (node);
  if ((element->flags & GAZETTE_ELEMENT_BLOCK) != 0 || outer == NULL)
    open.home = open.item;
  open.is_link |= is_link (node);
  open.is_heading |= is_heading (tag);
  open.is_item |= tag == GUMBO_TAG_LI || tag == GUMBO_TAG_DD || tag == GUMBO_TAG_DT;
  open.is_preformatted |= (element->flags & GAZETTE_ELEMENT_PREFORMATTED) != 0;
  open.is_caption |= (element->flags & GAZETTE_ELEMENT_CAPTION) != 0 || (item->signals & GAZETTE_SIGNAL_CAPTION) != 0;
  g_array_append_val (self->open, open);

  /* Two line breaks are where a paragraph ends. */
  if (tag == GUMBO_TAG_BR)
    {
      if (self->text->len > 0)
        g_string_append (self->text, self->place.is_preformatted ? "\n" : LINE_END);
      if (++self->n_breaks == 2)
        end_block (self);
    }
}

/* What can be seen, and tags that no article has. */
static gboolean
is_visible (const GumboNode      *node,
            const GazetteElement *element)
{
  const char *aria = gazette_html_get_attribute (node, "aria-hidden");

  if ((element->flags & (GAZETTE_ELEMENT_DROPPED | GAZETTE_ELEMENT_PICTURES_ONLY)) != 0)
    return FALSE;
  if (aria != NULL && g_ascii_strcasecmp (aria, "true") == 0 && node->v.element.tag != GUMBO_TAG_BODY)
    return FALSE;

  return TRUE;
}

static gboolean
visit (Builder         *self,
       const GumboNode *node)
{
  GazetteElement element;

  if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE || node->type == GUMBO_NODE_CDATA)
    add_text (self, node);
  if (node->type != GUMBO_NODE_ELEMENT)
    return FALSE;

  gazette_element_read (node, &element);
  if (!is_visible (node, &element))
    {
      /* A picture for readers without scripts is looked for when it is written. */
      if ((element.flags & GAZETTE_ELEMENT_PICTURES_ONLY) != 0)
        add_item (self, node, g_array_index (self->open, Open, self->open->len - 1).item);
      return FALSE;
    }
  open_element (self, node, &element);

  return TRUE;
}

/*
 * gazette_outline_new:
 * @root: an element of a page, such as its `body`
 *
 * Lists what can be seen within @root, and its texts.
 *
 * Returns: (transfer full): the outline, whose first item is @root. It borrows
 *   the nodes
 */
GazetteOutline *
gazette_outline_new (const GumboNode *root)
{
  GazetteOutline *self = g_new0 (GazetteOutline, 1);
  Builder builder = { .outline = self };
  const GumboNode *node = root;

  self->items = g_array_new (FALSE, FALSE, sizeof (GazetteOutlineItem));
  self->blocks = g_array_new (FALSE, FALSE, sizeof (GazetteOutlineBlock));
  g_array_set_clear_func (self->blocks, clear_block);
  builder.open = g_array_new (FALSE, FALSE, sizeof (Open));
  builder.text = g_string_new (NULL);
  builder.link_text = g_string_new (NULL);

  open_element (&builder, root, &(GazetteElement) { .flags = GAZETTE_ELEMENT_BLOCK });
  node = gazette_html_next (root, node);
  while (node != NULL && self->items->len < MAX_ITEMS)
    {
      while (gazette_outline_item (self, g_array_index (builder.open, Open, builder.open->len - 1).item)->node !=
             node->parent)
        close_element (&builder);
      node = visit (&builder, node) ? gazette_html_next (root, node) : gazette_html_next_skipping (root, node);
    }
  while (builder.open->len > 0)
    close_element (&builder);

  g_array_unref (builder.open);
  g_string_free (builder.text, TRUE);
  g_string_free (builder.link_text, TRUE);

  return self;
}

/*
 * gazette_outline_free:
 * @self: (transfer full): an outline
 */
void
gazette_outline_free (GazetteOutline *self)
{
  g_array_unref (self->items);
  g_array_unref (self->blocks);
  g_free (self);
}

/*
 * gazette_outline_cut:
 * @self: an outline
 * @item: position of an item
 *
 * Leaves out @item and all within it.
 */
void
gazette_outline_cut (GazetteOutline *self,
                     guint           item)
{
  GazetteOutlineItem *own = gazette_outline_item (self, item);

  own->is_cut = TRUE;
  for (guint i = own->first_block; i < own->end_block; i++)
    gazette_outline_block (self, i)->is_cut = TRUE;
}

/*
 * gazette_outline_is_within:
 * @self: an outline
 * @item: position of an item
 * @ancestor: position of another
 *
 * Returns: whether @item is @ancestor, or within it
 */
gboolean
gazette_outline_is_within (GazetteOutline *self,
                           guint           item,
                           guint           ancestor)
{
  return item >= ancestor && item < gazette_outline_item (self, ancestor)->end;
}

/*
 * gazette_outline_get_tag:
 * @self: an outline
 * @item: position of an item
 *
 * Returns: its tag, %GUMBO_TAG_LAST for text
 */
GumboTag
gazette_outline_get_tag (GazetteOutline *self,
                         guint           item)
{
  const GumboNode *node = gazette_outline_item (self, item)->node;

  return node->type == GUMBO_NODE_ELEMENT ? node->v.element.tag : GUMBO_TAG_LAST;
}

/*
 * gazette_outline_is_part:
 * @tag: a tag
 *
 * Returns: whether it stands for a part of a text, rather than a place for texts
 */
gboolean
gazette_outline_is_part (GumboTag tag)
{
  switch ((guint) tag)
    {
    case GUMBO_TAG_P:
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_H4:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6:
    case GUMBO_TAG_LI:
    case GUMBO_TAG_UL:
    case GUMBO_TAG_OL:
    case GUMBO_TAG_DL:
    case GUMBO_TAG_DT:
    case GUMBO_TAG_DD:
    case GUMBO_TAG_BLOCKQUOTE:
    case GUMBO_TAG_PRE:
    case GUMBO_TAG_TABLE:
    case GUMBO_TAG_TBODY:
    case GUMBO_TAG_THEAD:
    case GUMBO_TAG_TR:
    case GUMBO_TAG_TD:
    case GUMBO_TAG_TH:
    case GUMBO_TAG_FIGURE:
    case GUMBO_TAG_CENTER:
    case GUMBO_TAG_FONT:
    case GUMBO_TAG_SPAN:
      return TRUE;

    default:
      return FALSE;
    }
}

/*
 * gazette_outline_find_anchor:
 * @self: an outline
 * @block: one of its blocks
 *
 * Returns: position of the item in which the texts beside @block stand
 */
guint
gazette_outline_find_anchor (GazetteOutline            *self,
                             const GazetteOutlineBlock *block)
{
  guint anchor = block->home;
  const GazetteOutlineItem *item;

  while (anchor != 0 && gazette_outline_is_part (gazette_outline_get_tag (self, anchor)))
    anchor = gazette_outline_item (self, anchor)->parent;

  /* A paragraph in a box of its own. */
  item = gazette_outline_item (self, anchor);
  while (anchor != 0 && item->end_block - item->first_block == 1 &&
         gazette_outline_get_tag (self, anchor) != GUMBO_TAG_ARTICLE)
    {
      anchor = item->parent;
      item = gazette_outline_item (self, anchor);
    }

  return anchor;
}

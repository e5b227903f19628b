/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-caption.h"
#include "gazette-code.h"
#include "gazette-reader-private.h"

/* More would leave no room for text. */
#define MAX_NESTING 16

static GazetteFrame *
get_top (GazetteReader *self)
{
  return gazette_reader_get_frame (self, self->frames->len - 1);
}

static void
deepen (guint *depth)
{
  if (*depth < MAX_NESTING)
    (*depth)++;
}

static void
enter_preformatted (GazetteReader   *self,
                    GazetteFrame    *frame,
                    const GumboNode *node)
{
  if (!gazette_frame_is_in_paragraphs (frame))
    return;

  gazette_writer_end_block (self->writer);
  frame->context.flow = GAZETTE_FLOW_PREFORMATTED;
  frame->context.style = GAZETTE_STYLE_NONE;
  frame->context.language = gazette_writer_take_string (self->writer, gazette_code_dup_language (node));
}

static void
enter_heading (GazetteReader *self,
               GazetteFrame  *frame,
               guint          level)
{
  if (!gazette_frame_is_in_paragraphs (frame))
    return;

  gazette_writer_end_block (self->writer);
  frame->context.flow = GAZETTE_FLOW_HEADING;
  frame->context.level = level;
}

static void
enter_list (GazetteReader   *self,
            GazetteFrame    *frame,
            const GumboNode *node,
            gboolean         has_markers)
{
  const GazetteFrame *outer = gazette_reader_get_frame (self, frame->list);

  gazette_list_begin (&frame->own_list, node, outer != NULL ? &outer->own_list : NULL, has_markers);
  frame->list = self->frames->len;
  deepen (&frame->context.list_depth);
}

static void
enter_item (GazetteReader   *self,
            GazetteFrame    *frame,
            const GumboNode *node)
{
  GazetteFrame *list = gazette_reader_get_frame (self, frame->list);
  GazetteList stray;
  g_autofree char *marker = NULL;

  /* An item outside of a list is one in a list of its own. */
  if (list == NULL)
    {
      gazette_list_begin (&stray, NULL, NULL, TRUE);
      deepen (&frame->context.list_depth);
    }

  marker = gazette_list_dup_marker (list != NULL ? &list->own_list : &stray, node);
  gazette_writer_begin_item (self->writer, marker);
  frame->is_item = frame->has_marker = TRUE;
}

static gboolean
has_summary (const GumboNode *details)
{
  const GumboVector *children = &details->v.element.children;

  for (guint i = 0; i < children->length; i++)
    {
      if (gazette_element_is (children->data[i], GUMBO_TAG_SUMMARY))
        return TRUE;
    }

  return FALSE;
}

/* What can be folded away hangs under its title as what belongs to an item of a
 * list does. Without a title there would be nothing to unfold it by. */
static void
enter_details (GazetteFrame    *frame,
               const GumboNode *node)
{
  if (!gazette_frame_is_in_paragraphs (frame))
    return;

  deepen (&frame->context.list_depth);
  frame->context.role = GAZETTE_ROLE_NONE;
  if (!has_summary (node))
    return;

  deepen (&frame->context.details_depth);
  frame->context.is_open = gazette_html_get_attribute (node, "open") != NULL;
}

static void
enter_summary (GazetteReader   *self,
               GazetteFrame    *frame,
               const GumboNode *node)
{
  if (!gazette_frame_is_in_paragraphs (frame) || !gazette_element_is (node->parent, GUMBO_TAG_DETAILS))
    return;

  frame->context.role = GAZETTE_ROLE_SUMMARY;
  gazette_writer_set_marker (self->writer, "▾");
  frame->has_marker = TRUE;
}

static void
enter_caption (GazetteReader *self,
               GazetteFrame  *frame)
{
  if (!gazette_frame_is_in_paragraphs (frame))
    return;

  gazette_writer_end_block (self->writer);
  frame->context.flow = GAZETTE_FLOW_CAPTION;
  frame->is_caption = TRUE;
}

/* The parts of a table that is shown as one. */
static void
enter_table_part (GazetteReader   *self,
                  GazetteFrame    *frame,
                  const GumboNode *node)
{
  if (frame->context.flow != GAZETTE_FLOW_TABLE)
    return;

  switch ((guint) node->v.element.tag)
    {
    case GUMBO_TAG_CAPTION:
      gazette_writer_end_block (self->writer);
      frame->context.flow = GAZETTE_FLOW_PARAGRAPH;
      frame->context.role = GAZETTE_ROLE_CAPTION;
      break;

    case GUMBO_TAG_TR:
      gazette_table_begin_row (&self->table, self->writer, &frame->context, node);
      break;

    case GUMBO_TAG_TH:
    case GUMBO_TAG_TD:
      gazette_table_begin_cell (&self->table, self->writer, node);
      break;

    default:
      break;
    }
}

static void
enter_table (GazetteReader   *self,
             GazetteFrame    *frame,
             const GumboNode *node)
{
  if (!gazette_frame_is_in_paragraphs (frame) || !gazette_table_is_data (node))
    return;

  gazette_writer_end_block (self->writer);
  frame->context.flow = GAZETTE_FLOW_TABLE;
  gazette_table_begin (&self->table);
}

/* What an element means beyond its flags. */
static void
enter_tag (GazetteReader        *self,
           GazetteFrame         *frame,
           const GumboNode      *node,
           const GazetteElement *element)
{
  switch ((guint) node->v.element.tag)
    {
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_H4:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6:
      enter_heading (self, frame, node->v.element.tag - GUMBO_TAG_H1 + 1);
      break;

    case GUMBO_TAG_BLOCKQUOTE:
      deepen (&frame->context.quote_depth);
      frame->context.role = GAZETTE_ROLE_NONE;
      gazette_writer_begin_quote (self->writer);
      frame->is_quote = TRUE;
      break;

    case GUMBO_TAG_DETAILS:
      enter_details (frame, node);
      break;

    case GUMBO_TAG_SUMMARY:
      enter_summary (self, frame, node);
      break;

    case GUMBO_TAG_OL:
    case GUMBO_TAG_UL:
    case GUMBO_TAG_MENU:
    case GUMBO_TAG_DIR:
      enter_list (self, frame, node, (element->flags & GAZETTE_ELEMENT_NO_MARKER) == 0);
      break;

    case GUMBO_TAG_LI:
      enter_item (self, frame, node);
      break;

    case GUMBO_TAG_DT:
      frame->context.role = GAZETTE_ROLE_TERM;
      break;

    case GUMBO_TAG_DD:
      deepen (&frame->context.list_depth);
      gazette_writer_set_marker (self->writer, NULL);
      break;

    case GUMBO_TAG_PICTURE:
      frame->picture = node;
      break;

    case GUMBO_TAG_TABLE:
      enter_table (self, frame, node);
      break;

    default:
      enter_table_part (self, frame, node);
      break;
    }
}

static void
take_base (GazetteReader   *self,
           const GumboNode *node)
{
  const char *href = gazette_html_get_attribute (node, "href");
  char *url = href != NULL && !self->has_base ? gazette_base_resolve (&self->base, href) : NULL;

  if (url == NULL)
    return;

  g_free (self->base.url);
  self->base.url = url;
  self->has_base = TRUE;
}

/* The sign after many a heading that only links to the heading itself. */
static gboolean
is_anchor (const GazetteFrame *frame,
           const GumboNode    *node)
{
  static const char *const signs[] = { "#", "¶", "§", "🔗", "⚓", "∞" };
  const GumboVector *children = &node->v.element.children;
  const GumboNode *child = children->length == 1 ? children->data[0] : NULL;

  if (frame->context.flow != GAZETTE_FLOW_HEADING || node->v.element.tag != GUMBO_TAG_A || child == NULL ||
      child->type != GUMBO_NODE_TEXT)
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    {
      if (strcmp (child->v.text.text, signs[i]) == 0)
        return TRUE;
    }

  return FALSE;
}

/* What links lead to it by. */
static void
take_anchors (GazetteReader   *self,
              const GumboNode *node)
{
  const char *id = gazette_html_get_attribute (node, "id");
  const char *name = node->v.element.tag == GUMBO_TAG_A ? gazette_html_get_attribute (node, "name") : NULL;

  if (id != NULL)
    gazette_writer_anchor (self->writer, id);
  if (name != NULL && g_strcmp0 (id, name) != 0)
    gazette_writer_anchor (self->writer, name);
}

/* Whether @node is left out or written at once, so that nothing in it is to be
 * walked through. */
static gboolean
is_done_with (GazetteReader        *self,
              const GazetteFrame   *outer,
              const GumboNode      *node,
              const GazetteElement *element)
{
  if (node->v.element.tag == GUMBO_TAG_BASE)
    take_base (self, node);

  if ((element->flags & GAZETTE_ELEMENT_DROPPED) != 0 || is_anchor (outer, node) ||
      (node->v.element.tag == GUMBO_TAG_FORM && gazette_element_is_form (node)))
    {
      if ((element->flags & GAZETTE_ELEMENT_BLOCK) != 0)
        gazette_writer_break (self->writer);
      return TRUE;
    }

  if (!gazette_reader_write_leaf (self, outer, node, element))
    return FALSE;

  take_anchors (self, node);

  return TRUE;
}

/* What elements are only where they stand. */
static void
read_place (GazetteFrame    *frame,
            const GumboNode *node,
            GazetteElement  *element)
{
  GumboTag tag = node->v.element.tag;

  if ((tag == GUMBO_TAG_CITE || tag == GUMBO_TAG_FOOTER || tag == GUMBO_TAG_P) && frame->context.quote_depth > 0 &&
      gazette_frame_is_in_paragraphs (frame) && gazette_element_is_attribution (node))
    {
      element->flags |= GAZETTE_ELEMENT_BLOCK;
      frame->context.role = GAZETTE_ROLE_ATTRIBUTION;
    }

  /* Beside the caption of a figure or in it. */
  if ((element->flags & GAZETTE_ELEMENT_CREDIT) != 0 && frame->figure >= 0)
    {
      element->flags |= GAZETTE_ELEMENT_BLOCK | GAZETTE_ELEMENT_CAPTION;
      element->style |= GAZETTE_STYLE_SMALL;
    }
}

/* Where an element begins or ends. */
static void
break_at (GazetteReader      *self,
          const GazetteFrame *frame)
{
  if (frame->is_paragraph)
    gazette_writer_set_apart (self->writer);
  else if (frame->is_block)
    gazette_writer_break (self->writer);
}

/* Opens an element. Returns whether to walk through what is in it. */
static gboolean
enter (GazetteReader   *self,
       const GumboNode *node)
{
  const GazetteFrame *outer = get_top (self);
  GazetteElement element;
  GazetteFrame frame;

  gazette_element_read (node, &element);
  if (is_done_with (self, outer, node, &element))
    return FALSE;

  frame = *outer;
  frame.is_caption = frame.is_item = frame.is_quote = frame.has_marker = FALSE;
  frame.is_captioned = gazette_frame_is_in_paragraphs (outer) && gazette_caption_is_box (node);
  frame.after = NULL;
  read_place (&frame, node, &element);
  frame.is_block = (element.flags & GAZETTE_ELEMENT_BLOCK) != 0;
  frame.is_paragraph = gazette_element_is (node, GUMBO_TAG_P);
  frame.pictures_only |= (element.flags & GAZETTE_ELEMENT_PICTURES_ONLY) != 0;
  frame.context.style |= element.style;
  frame.context.style &= ~element.no_style;
  if (frame.context.flow == GAZETTE_FLOW_PREFORMATTED)
    frame.context.style &= ~GAZETTE_STYLE_CODE;

  break_at (self, &frame);
  if (frame.is_captioned || (element.flags & GAZETTE_ELEMENT_FIGURE) != 0)
    gazette_writer_begin_figure (self->writer, &frame.own_figure);
  if ((element.flags & GAZETTE_ELEMENT_FIGURE) != 0)
    frame.figure = self->frames->len;
  if (element.flags & GAZETTE_ELEMENT_PREFORMATTED)
    enter_preformatted (self, &frame, node);
  enter_tag (self, &frame, node, &element);
  if (element.flags & GAZETTE_ELEMENT_CAPTION)
    enter_caption (self, &frame);
  gazette_reader_enter_inline (self, &frame, node);
  take_anchors (self, node);

  g_array_append_val (self->frames, frame);

  return TRUE;
}

static void
leave (GazetteReader *self)
{
  GazetteFrame frame = *get_top (self);
  const GazetteFrame *outer = gazette_reader_get_frame (self, self->frames->len - 2);

  g_array_set_size (self->frames, self->frames->len - 1);

  if (frame.after != NULL)
    gazette_writer_text (self->writer, &frame.context, frame.after);
  if (frame.is_caption)
    gazette_writer_end_caption (self->writer, gazette_reader_get_figure (self, outer));
  else if (frame.is_captioned)
    gazette_writer_take_caption (self->writer, &frame.own_figure);

  /* Where text becomes something else, what it was is over. */
  if (frame.context.flow != outer->context.flow)
    gazette_writer_end_block (self->writer);
  else
    break_at (self, &frame);

  if (frame.is_item)
    gazette_writer_end_item (self->writer);
  if (frame.is_quote)
    gazette_writer_end_quote (self->writer);
  if (frame.has_marker)
    gazette_writer_set_marker (self->writer, NULL);
}

static void
write_text (GazetteReader *self,
            const char    *text)
{
  const GazetteFrame *frame = get_top (self);

  if (!frame->pictures_only)
    gazette_writer_text (self->writer, &frame->context, text);
}

/* Goes through all below @root, each element before and after what is in it. */
static void
walk (GazetteReader   *self,
      const GumboNode *root)
{
  const GumboNode *node = root;

  while (node != NULL && !gazette_writer_is_full (self->writer))
    {
      gboolean is_element = node->type == GUMBO_NODE_ELEMENT;

      if (is_element && enter (self, node))
        {
          if (node->v.element.children.length > 0)
            {
              node = node->v.element.children.data[0];
              continue;
            }
          leave (self);
        }
      else if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE || node->type == GUMBO_NODE_CDATA)
        {
          write_text (self, node->v.text.text);
        }

      while (node != root)
        {
          const GumboVector *siblings = &node->parent->v.element.children;

          if (node->index_within_parent + 1 < siblings->length)
            break;
          node = node->parent;
          leave (self);
        }
      node = node != root ? node->parent->v.element.children.data[node->index_within_parent + 1] : NULL;
    }
}

/*
 * gazette_document_read:
 * @html: an HTML page or fragment, from anywhere
 * @length: of @html in bytes, or -1 when it is nul-terminated
 * @base_url: (nullable): what relative addresses in it are relative to
 * @kept: (nullable): the addresses of pictures that are chosen before others
 *
 * Returns: (transfer full): as gazette_document_new_from_html()
 */
GazetteDocument *
gazette_document_read (const char *html,
                       gssize      length,
                       const char *base_url,
                       GHashTable *kept)
{
  g_autoptr(GazetteHtml) parsed = NULL;
  g_autoptr(GazetteWriter) writer = NULL;
  g_autoptr(GArray) frames = NULL;
  GazetteReader self = { 0 };
  GazetteFrame outermost = { .figure = -1, .list = -1 };

  parsed = gazette_html_parse (html, length);
  writer = gazette_writer_new ();
  frames = g_array_new (FALSE, FALSE, sizeof (GazetteFrame));
  g_array_append_val (frames, outermost);

  self.writer = writer;
  self.base.url = g_strdup (base_url);
  self.base.writer = writer;
  self.base.kept = kept;
  self.frames = frames;

  if (gazette_html_is_truncated (parsed))
    gazette_writer_set_truncated (writer);
  walk (&self, gazette_html_get_root (parsed));
  g_free (self.base.url);

  return gazette_writer_finish (writer, base_url);
}

/**
 * gazette_document_new_from_html:
 * @html: an HTML page or fragment, from anywhere
 * @length: of @html in bytes, or -1 when it is nul-terminated
 * @base_url: (nullable): what relative addresses in it are relative to
 *
 * Reads HTML as a browser shows it: white space folds, what is hidden is left
 * out, and so is everything that is not text, a picture, or a link to something
 * that plays. There is no HTML that it refuses; where a limit is met, the rest
 * is left out, see gazette_document_is_truncated(). Takes time in proportion to
 * @length.
 *
 * May be called on any thread, but wants more stack than a fiber has.
 *
 * Returns: (transfer full): a document, maybe without blocks
 */
GazetteDocument *
gazette_document_new_from_html (const char *html,
                                gssize      length,
                                const char *base_url)
{
  g_return_val_if_fail (html != NULL, NULL);

  return gazette_document_read (html, length, base_url, NULL);
}

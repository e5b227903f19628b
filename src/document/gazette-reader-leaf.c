/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-reader-private.h"

/* Words in a title of a picture that says more than a file name. */
#define MIN_TITLE_WORDS 5

/*
 * gazette_reader_get_frame:
 * @self: a reader
 * @position: which of the elements that are open, or -1
 *
 * Returns: (transfer none) (nullable): the element; valid until another is opened
 */
GazetteFrame *
gazette_reader_get_frame (GazetteReader *self,
                          gint           position)
{
  return position >= 0 ? &g_array_index (self->frames, GazetteFrame, position) : NULL;
}

/*
 * gazette_reader_get_figure:
 * @self: a reader
 * @frame: an element
 *
 * Returns: (transfer none) (nullable): the figure in which it stands
 */
GazetteFigure *
gazette_reader_get_figure (GazetteReader      *self,
                           const GazetteFrame *frame)
{
  GazetteFrame *holder = gazette_reader_get_frame (self, frame->figure);

  return holder != NULL ? &holder->own_figure : NULL;
}

/*
 * gazette_frame_is_in_paragraphs:
 * @frame: an element
 *
 * Returns: whether other kinds of blocks may begin in it, as they may not within
 *   a table, code or a caption
 */
gboolean
gazette_frame_is_in_paragraphs (const GazetteFrame *frame)
{
  return frame->context.flow == GAZETTE_FLOW_PARAGRAPH || frame->context.flow == GAZETTE_FLOW_HEADING;
}

static void
add_block (GazetteReader      *self,
           const GazetteFrame *frame,
           GazetteBlock       *block)
{
  gazette_writer_add (self->writer, &frame->context, block, gazette_reader_get_figure (self, frame));
}

static guint
count_words (const char *text)
{
  guint n = 0;

  for (const char *p = text; p != NULL; p = strchr (p + 1, ' '))
    n++;

  return n;
}

/* Some comics have half of the joke in it. In a figure there is a caption. */
static void
caption_with_title (const GazetteFrame *frame,
                    const GumboNode    *node,
                    GazetteBlock       *block)
{
  g_autofree char *title = frame->figure < 0 ? gazette_element_dup_label (node, "title") : NULL;

  if (title == NULL || count_words (title) < MIN_TITLE_WORDS)
    return;

  g_free (block->text);
  block->text = g_steal_pointer (&title);
}

static void
write_picture (GazetteReader      *self,
               const GazetteFrame *frame,
               const GumboNode    *node)
{
  GazetteBlock *block = gazette_picture_read (&self->base, node, frame->picture);
  const GazetteBlock *last;

  if (block == NULL)
    return;

  if (block->src == NULL)
    {
      if (!frame->pictures_only)
        gazette_writer_text (self->writer, &frame->context, block->alt);
      gazette_block_free (block);
      return;
    }

  /* For readers without scripts, many pages show a picture a second time. */
  last = gazette_writer_get_last (self->writer);
  if ((frame->pictures_only || self->last_is_fallback) && last != NULL && last->kind == GAZETTE_BLOCK_PICTURE &&
      gazette_picture_is_same (last->src, block->src))
    {
      gazette_block_free (block);
      return;
    }

  if (frame->context.href != NULL && *frame->context.href != '#')
    {
      block->href = g_strdup (frame->context.href);
      block->link = frame->context.link;
    }
  caption_with_title (frame, node, block);
  self->last_is_fallback = frame->pictures_only;
  add_block (self, frame, block);
}

static gboolean
write_embed (GazetteReader      *self,
             const GazetteFrame *frame,
             const GumboNode    *node)
{
  GazetteBlock *block = frame->pictures_only ? NULL : gazette_embed_read (&self->base, node);

  if (block != NULL)
    add_block (self, frame, block);

  return block != NULL;
}

/* Elements that HTML does not know, and scripts replace. */
static gboolean
write_custom (GazetteReader      *self,
              const GazetteFrame *frame,
              const GumboNode    *node)
{
  static const char *const players[] = {
    "amp-iframe", "amp-video", "amp-audio", "amp-youtube", "lite-youtube", "amp-vimeo", "lite-vimeo",
    "amp-dailymotion", "amp-twitter", "amp-instagram", "amp-facebook", "amp-tiktok",
  };

  if (node->v.element.tag != GUMBO_TAG_UNKNOWN)
    return FALSE;

  if (gazette_element_is_named (node, "amp-img"))
    {
      write_picture (self, frame, node);
      return TRUE;
    }

  for (guint i = 0; i < G_N_ELEMENTS (players); i++)
    {
      if (gazette_element_is_named (node, players[i]))
        {
          write_embed (self, frame, node);
          return TRUE;
        }
    }

  return FALSE;
}

/* An item of a list that can be ticked shows whether it is. */
static void
write_tick (GazetteReader      *self,
            const GazetteFrame *frame,
            const GumboNode    *node)
{
  const char *type = gazette_html_get_attribute (node, "type");

  if (frame->list >= 0 && type != NULL && g_ascii_strcasecmp (type, "checkbox") == 0)
    gazette_writer_change_marker (self->writer, gazette_html_get_attribute (node, "checked") != NULL ? "☑" : "☐");
}

static gboolean
write_known (GazetteReader      *self,
             const GazetteFrame *frame,
             const GumboNode    *node)
{
  switch ((guint) node->v.element.tag)
    {
    case GUMBO_TAG_IMG:
    case GUMBO_TAG_IMAGE:
      write_picture (self, frame, node);
      return TRUE;

    case GUMBO_TAG_EMBED:
    case GUMBO_TAG_OBJECT:
      if (gazette_picture_is_object (node))
        write_picture (self, frame, node);
      else
        write_embed (self, frame, node);
      return TRUE;

    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_VIDEO:
    case GUMBO_TAG_AUDIO:
      write_embed (self, frame, node);
      return TRUE;

    case GUMBO_TAG_BR:
      if (!frame->pictures_only)
        gazette_writer_line_break (self->writer, &frame->context);
      return TRUE;

    case GUMBO_TAG_INPUT:
      write_tick (self, frame, node);
      return TRUE;

    case GUMBO_TAG_HR:
      if (gazette_frame_is_in_paragraphs (frame) && !frame->pictures_only)
        add_block (self, frame, gazette_block_new (GAZETTE_BLOCK_RULE));
      return TRUE;

    case GUMBO_TAG_DIV:
    case GUMBO_TAG_SPAN:
      if (frame->figure < 0 || !gazette_picture_is_stand_in (node))
        return FALSE;
      write_picture (self, frame, node);
      return TRUE;

    default:
      break;
    }

  return write_custom (self, frame, node);
}

/* A card that shows what a link leads to: its title is enough. */
static gboolean
write_card (GazetteReader      *self,
            const GazetteFrame *frame,
            const GumboNode    *node)
{
  GazetteBlock *block = frame->pictures_only ? NULL : gazette_embed_read_bookmark (&self->base, node);

  if (block != NULL)
    add_block (self, frame, block);

  return block != NULL;
}

/*
 * gazette_reader_write_leaf:
 * @self: a reader
 * @frame: the element around @node
 * @node: an element
 * @element: what it is
 *
 * Writes an element that has no text of its own to be walked through, such as a
 * picture, or leaves it out.
 *
 * Returns: whether @node is such an element
 */
gboolean
gazette_reader_write_leaf (GazetteReader        *self,
                           const GazetteFrame   *frame,
                           const GumboNode      *node,
                           const GazetteElement *element)
{
  if (node->v.element.tag_namespace == GUMBO_NAMESPACE_MATHML && !frame->pictures_only)
    gazette_reader_write_math (self, frame, node);
  if (node->v.element.tag_namespace != GUMBO_NAMESPACE_HTML || node->v.element.tag == GUMBO_TAG_SVG)
    return TRUE;

  if ((element->flags & GAZETTE_ELEMENT_EMBED) != 0 && write_embed (self, frame, node))
    return TRUE;

  if ((element->flags & GAZETTE_ELEMENT_BOOKMARK) != 0 && node->v.element.tag == GUMBO_TAG_A &&
      write_card (self, frame, node))
    return TRUE;

  return write_known (self, frame, node);
}

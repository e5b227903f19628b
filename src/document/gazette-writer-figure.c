/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-writer-private.h"

static GazetteBlock *
get_last (GazetteWriter *self)
{
  return self->blocks->len > 0 ? g_ptr_array_index (self->blocks, self->blocks->len - 1) : NULL;
}

/*
 * gazette_writer_begin_figure:
 * @self: a writer
 * @figure: (out caller-allocates): a group of what follows
 */
void
gazette_writer_begin_figure (GazetteWriter *self,
                             GazetteFigure *figure)
{
  figure->first = self->blocks->len;
  figure->caption = -1;
  figure->has_caption = FALSE;
}

/*
 * gazette_block_add_caption:
 * @self: a picture or an embed
 * @caption: a text about it
 *
 * Adds the text to its caption, on a line of its own.
 */
void
gazette_block_add_caption (GazetteBlock       *self,
                           const GazetteBlock *caption)
{
  guint offset = strlen (self->text) + (*self->text != '\0' ? 1 : 0);
  char *text = g_strconcat (self->text, offset > 0 ? "\n" : "", caption->text, NULL);

  for (guint i = 0; i < caption->runs->len; i++)
    {
      GazetteRun run = g_array_index (caption->runs, GazetteRun, i);

      run.start += offset;
      run.end += offset;
      g_array_append_val (self->runs, run);
    }

  for (guint i = 0; caption->anchors != NULL && i < caption->anchors->len; i++)
    {
      GazetteAnchor anchor = g_array_index (caption->anchors, GazetteAnchor, i);

      anchor.at += offset;
      if (self->anchors == NULL)
        self->anchors = g_array_new (FALSE, FALSE, sizeof (GazetteAnchor));
      g_array_append_val (self->anchors, anchor);
    }

  g_free (self->text);
  self->text = text;
}

/* One that has a caption already takes another from the same figure alone. */
static gboolean
takes_caption (const GazetteBlock  *block,
               const GazetteFigure *figure)
{
  if (block != NULL && *block->text != '\0' && (figure == NULL || !figure->has_caption))
    return FALSE;

  return block != NULL && (block->kind == GAZETTE_BLOCK_PICTURE || block->kind == GAZETTE_BLOCK_EMBED);
}

/* Says what the blocks of a figure are that are no pictures: a quotation's caption
 * says whose it is. */
static void
give_role (GazetteWriter       *self,
           GazetteBlock        *caption,
           const GazetteFigure *figure)
{
  const GazetteBlock *last = get_last (self);

  caption->role = GAZETTE_ROLE_CAPTION;
  if (figure == NULL || last == NULL || self->blocks->len <= figure->first || last->quote_depth <= caption->quote_depth)
    return;

  caption->role = GAZETTE_ROLE_ATTRIBUTION;
  caption->quote_depth = last->quote_depth;
}

/*
 * gazette_writer_end_caption:
 * @self: a writer
 * @figure: (nullable): to which it belongs
 *
 * What was written since the last block, with %GAZETTE_FLOW_CAPTION, is a
 * caption: that of the picture before it, else of the next one in the figure.
 * Where there is none, it is a paragraph. A figure may have several.
 */
void
gazette_writer_end_caption (GazetteWriter *self,
                            GazetteFigure *figure)
{
  g_autoptr(GazetteBlock) caption = NULL;
  GazetteBlock *last = get_last (self);

  if (self->open == NULL || self->flow != GAZETTE_FLOW_CAPTION)
    return;

  gazette_writer_close_text (self);
  caption = g_steal_pointer (&self->open);
  if (gazette_writer_has_no_text (caption->text))
    {
      gazette_writer_keep_anchors (self);
      return;
    }
  gazette_writer_give_anchors (self, caption);

  if (takes_caption (last, figure) && (figure == NULL || self->blocks->len > figure->first))
    {
      gazette_block_add_caption (last, caption);
      if (figure != NULL)
        figure->has_caption = TRUE;
      return;
    }

  if (!gazette_writer_has_room (self))
    return;
  give_role (self, caption, figure);
  if (figure != NULL && caption->role == GAZETTE_ROLE_CAPTION)
    figure->caption = self->blocks->len;
  gazette_writer_give_marker (self, caption);
  g_ptr_array_add (self->blocks, g_steal_pointer (&caption));
}

/*
 * gazette_writer_take_caption:
 * @self: a writer
 * @box: a group that holds a picture and a text below it
 *
 * Makes the text that is being written the caption of the picture before it.
 */
void
gazette_writer_take_caption (GazetteWriter       *self,
                             const GazetteFigure *box)
{
  if (self->open == NULL || self->flow != GAZETTE_FLOW_PARAGRAPH || self->blocks->len <= box->first ||
      !takes_caption (get_last (self), NULL))
    return;

  self->flow = GAZETTE_FLOW_CAPTION;
  gazette_writer_end_caption (self, NULL);
}

/* Whether the open block is not parted by what has no place in it. */
static gboolean
is_whole (GazetteWriter *self)
{
  return self->flow == GAZETTE_FLOW_TABLE || (self->flow == GAZETTE_FLOW_HEADING && !self->at_start);
}

/*
 * gazette_writer_add:
 * @self: a writer
 * @context: what holds for it
 * @block: (transfer full): a picture, a rule or an embed
 * @figure: (nullable): to which it belongs
 *
 * Adds a block that is complete, but for its caption.
 */
void
gazette_writer_add (GazetteWriter        *self,
                    const GazetteContext *context,
                    GazetteBlock         *block,
                    GazetteFigure        *figure)
{
  g_autoptr(GazetteBlock) owned = block;
  GazetteBlock *last;

  if (self->open != NULL && self->flow != GAZETTE_FLOW_CAPTION && !is_whole (self))
    gazette_writer_end_block (self);
  if (!gazette_writer_has_room (self))
    return;

  gazette_block_place (block, context);
  if (self->open != NULL && is_whole (self))
    {
      g_ptr_array_add (self->after_open, g_steal_pointer (&owned));
      return;
    }

  last = get_last (self);
  if (block->kind == GAZETTE_BLOCK_RULE && last != NULL && last->kind == GAZETTE_BLOCK_RULE)
    return;

  gazette_writer_give_marker (self, block);
  /* Those of a caption that is being written are its own. */
  if (self->open == NULL)
    gazette_writer_give_anchors (self, block);
  if (figure != NULL && figure->caption >= 0 && takes_caption (block, figure))
    {
      GazetteBlock **caption = (GazetteBlock **) &self->blocks->pdata[figure->caption];

      gazette_block_add_caption (block, *caption);
      block->items += (*caption)->items;
      if (block->marker == NULL)
        block->marker = g_steal_pointer (&(*caption)->marker);
      g_clear_pointer (caption, gazette_block_free);
      figure->caption = -1;
      figure->has_caption = TRUE;
    }
  g_ptr_array_add (self->blocks, g_steal_pointer (&owned));
}

/*
 * gazette_writer_get_last:
 * @self: a writer
 *
 * Returns: (transfer none) (nullable): the block before this place, %NULL when
 *   there is none or text is being written
 */
const GazetteBlock *
gazette_writer_get_last (GazetteWriter *self)
{
  return self->open == NULL ? get_last (self) : NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-url.h"
#include "gazette-writer-private.h"

/* A thick book has 2 MB of text, and a long article a few hundred blocks. */
#define MAX_BLOCKS  10000
#define MAX_TEXT    (2 * 1024 * 1024)
#define MAX_RUNS    50000

/* Each address costs reading it and the one that it is relative to. */
#define MAX_ADDRESSES (16 * 1024 * 1024)

/*
 * gazette_writer_new:
 *
 * Returns: (transfer full): a writer without anything written
 */
GazetteWriter *
gazette_writer_new (void)
{
  GazetteWriter *self = g_new0 (GazetteWriter, 1);

  self->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) gazette_block_free);
  self->after_table = g_ptr_array_new_with_free_func ((GDestroyNotify) gazette_block_free);
  self->strings = g_string_chunk_new (1024);
  self->text = g_string_new (NULL);
  self->runs = g_array_new (FALSE, FALSE, sizeof (GazetteRun));
  self->text_left = MAX_TEXT;
  self->addresses_left = MAX_ADDRESSES;
  self->runs_left = MAX_RUNS;

  return self;
}

/*
 * gazette_writer_free:
 * @self: (transfer full): a writer
 */
void
gazette_writer_free (GazetteWriter *self)
{
  g_clear_pointer (&self->blocks, g_ptr_array_unref);
  g_ptr_array_unref (self->after_table);
  g_clear_pointer (&self->strings, g_string_chunk_free);
  gazette_block_free (self->open);
  g_string_free (self->text, TRUE);
  g_array_unref (self->runs);
  g_free (self->marker);
  g_free (self);
}

/*
 * gazette_writer_is_full:
 * @self: a writer
 *
 * Returns: whether a limit is met, so that nothing more can be written
 */
gboolean
gazette_writer_is_full (GazetteWriter *self)
{
  return self->full;
}

/*
 * gazette_writer_set_truncated:
 * @self: a writer
 *
 * Says that something is missing.
 */
void
gazette_writer_set_truncated (GazetteWriter *self)
{
  self->truncated = TRUE;
}

/*
 * gazette_writer_take_string:
 * @self: a writer
 * @string: (transfer full) (nullable): an address, or the name of a language
 *
 * Returns: (transfer none) (nullable): the same, for a #GazetteContext
 */
const char *
gazette_writer_take_string (GazetteWriter *self,
                            char          *string)
{
  g_autofree char *owned = string;

  return owned != NULL ? g_string_chunk_insert (self->strings, owned) : NULL;
}

/*
 * gazette_writer_spend:
 * @self: a writer
 * @length: how many bytes of addresses are to be read
 *
 * Returns: whether that is within the limit
 */
gboolean
gazette_writer_spend (GazetteWriter *self,
                      gsize          length)
{
  if (length > self->addresses_left)
    {
      self->truncated = TRUE;
      return FALSE;
    }

  self->addresses_left -= length;

  return TRUE;
}

/*
 * gazette_writer_set_marker:
 * @self: a writer
 * @marker: (nullable): what stands before the next block in a list
 */
void
gazette_writer_set_marker (GazetteWriter *self,
                           const char    *marker)
{
  g_set_str (&self->marker, marker);
}

/*
 * gazette_writer_change_marker:
 * @self: a writer
 * @marker: what stands before the next block instead of the marker that is set
 */
void
gazette_writer_change_marker (GazetteWriter *self,
                              const char    *marker)
{
  if (self->marker != NULL)
    g_set_str (&self->marker, marker);
}

/* Characters that are not seen; of those that say in which direction text
 * runs, a block may well consist, but not be shown. */
static gboolean
is_blank (gunichar c)
{
  return g_unichar_isspace (c) || (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) ||
         (c >= 0x2060 && c <= 0x2069);
}

static gboolean
has_no_text (const char *text)
{
  while (*text != '\0' && is_blank (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);

  return *text == '\0';
}

static void
place (GazetteBlock         *block,
       const GazetteContext *context)
{
  block->quote_depth = context->quote_depth;
  block->list_depth = context->list_depth;
}

static void
give_marker (GazetteWriter *self,
             GazetteBlock  *block)
{
  if (block->list_depth > 0)
    block->marker = g_steal_pointer (&self->marker);
}

static gboolean
has_room (GazetteWriter *self)
{
  if (self->blocks->len + self->after_table->len < MAX_BLOCKS)
    return TRUE;

  self->truncated = TRUE;
  self->full = TRUE;

  return FALSE;
}

/*
 * gazette_writer_open_block:
 * @self: a writer without an open block
 * @context: what holds for it
 *
 * Returns: whether there is room for another block, which is open now
 */
gboolean
gazette_writer_open_block (GazetteWriter        *self,
                           const GazetteContext *context)
{
  static const GazetteBlockKind kinds[] = {
    [GAZETTE_FLOW_PARAGRAPH] = GAZETTE_BLOCK_PARAGRAPH,
    [GAZETTE_FLOW_HEADING] = GAZETTE_BLOCK_HEADING,
    [GAZETTE_FLOW_PREFORMATTED] = GAZETTE_BLOCK_PREFORMATTED,
    [GAZETTE_FLOW_TABLE] = GAZETTE_BLOCK_TABLE,
    [GAZETTE_FLOW_CAPTION] = GAZETTE_BLOCK_PARAGRAPH,
  };

  if (!has_room (self))
    return FALSE;

  self->open = gazette_block_new (kinds[context->flow]);
  self->flow = context->flow;
  self->at_start = TRUE;
  self->pending = GAZETTE_PENDING_NOTHING;
  place (self->open, context);
  if (context->flow == GAZETTE_FLOW_HEADING)
    self->open->level = context->level;
  if (context->flow == GAZETTE_FLOW_PREFORMATTED)
    self->open->language = g_strdup (context->language);
  if (context->flow != GAZETTE_FLOW_CAPTION)
    give_marker (self, self->open);

  return TRUE;
}

/*
 * gazette_writer_row_is_empty:
 * @self: a writer, in a table
 *
 * Returns: whether there is nothing to be seen in the last row
 */
gboolean
gazette_writer_row_is_empty (GazetteWriter *self)
{
  return has_no_text (self->text->str + self->row_start);
}

/*
 * gazette_writer_get_visible_length:
 * @self: a writer
 *
 * Returns: how many bytes of the text are left without what is blank at its end;
 *   of a table, without a last row that has nothing in it
 */
gsize
gazette_writer_get_visible_length (GazetteWriter *self)
{
  const char *start = self->text->str;
  const char *end = start + self->text->len;

  if (self->flow == GAZETTE_FLOW_TABLE)
    return gazette_writer_row_is_empty (self) ? MAX (self->row_start, 1) - 1 : self->text->len;

  while (end > start)
    {
      const char *before = g_utf8_prev_char (end);

      if (!g_unichar_isspace (g_utf8_get_char (before)))
        break;
      end = before;
    }

  return end - start;
}

/*
 * gazette_writer_cut_text:
 * @self: a writer
 * @length: how many bytes of the open block's text are left, and the runs in there
 */
void
gazette_writer_cut_text (GazetteWriter *self,
                         gsize          length)
{
  for (guint i = self->runs->len; i > 0; i--)
    {
      GazetteRun *run = &g_array_index (self->runs, GazetteRun, i - 1);

      run->end = MIN (run->end, length);
      if (run->start < run->end)
        break;
      g_array_set_size (self->runs, i - 1);
    }

  g_string_truncate (self->text, length);
}

/* Moves text and runs into the open block. */
static void
close_text (GazetteWriter *self)
{
  gazette_writer_cut_text (self, gazette_writer_get_visible_length (self));

  g_free (self->open->text);
  self->open->text = g_strndup (self->text->str, self->text->len);
  if (self->runs->len > 0)
    g_array_append_vals (self->open->runs, self->runs->data, self->runs->len);

  g_string_truncate (self->text, 0);
  g_array_set_size (self->runs, 0);
  self->pending = GAZETTE_PENDING_NOTHING;
}

static void
flush_after_table (GazetteWriter *self)
{
  for (guint i = 0; i < self->after_table->len; i++)
    {
      g_ptr_array_add (self->blocks, self->after_table->pdata[i]);
      self->after_table->pdata[i] = NULL;
    }
  g_ptr_array_set_size (self->after_table, 0);
}

/*
 * gazette_writer_end_block:
 * @self: a writer
 *
 * Ends the block that is being written, if there is one. One without visible
 * text never was.
 */
void
gazette_writer_end_block (GazetteWriter *self)
{
  if (self->open == NULL)
    return;

  close_text (self);
  if (has_no_text (self->open->text))
    {
      if (self->marker == NULL)
        self->marker = g_steal_pointer (&self->open->marker);
      g_clear_pointer (&self->open, gazette_block_free);
    }
  else
    {
      g_ptr_array_add (self->blocks, g_steal_pointer (&self->open));
    }

  flush_after_table (self);
}

/*
 * gazette_writer_break:
 * @self: a writer
 *
 * An element that stands apart begins or ends: so does a block, or a line in
 * what is one block all the same.
 */
void
gazette_writer_break (GazetteWriter *self)
{
  if (self->open == NULL)
    return;

  switch (self->flow)
    {
    case GAZETTE_FLOW_PREFORMATTED:
      if (self->text->len > 0 && self->text->str[self->text->len - 1] != '\n')
        self->pending = GAZETTE_PENDING_LINE;
      break;
    case GAZETTE_FLOW_HEADING:
    case GAZETTE_FLOW_CAPTION:
      if (!self->at_start)
        self->pending = GAZETTE_PENDING_LINE;
      break;
    case GAZETTE_FLOW_TABLE:
      if (!self->at_start && self->pending == GAZETTE_PENDING_NOTHING)
        self->pending = GAZETTE_PENDING_SPACE;
      break;
    case GAZETTE_FLOW_PARAGRAPH:
    default:
      gazette_writer_end_block (self);
      break;
    }
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
}

static void
move_text (GazetteBlock *from,
           GazetteBlock *to)
{
  g_free (to->text);
  to->text = g_steal_pointer (&from->text);
  g_array_unref (to->runs);
  to->runs = g_steal_pointer (&from->runs);
  from->text = g_strdup ("");
  from->runs = g_array_new (FALSE, FALSE, sizeof (GazetteRun));
}

static GazetteBlock *
get_last (GazetteWriter *self)
{
  return self->blocks->len > 0 ? g_ptr_array_index (self->blocks, self->blocks->len - 1) : NULL;
}

static gboolean
wants_caption (const GazetteBlock *block)
{
  return block != NULL && *block->text == '\0' &&
         (block->kind == GAZETTE_BLOCK_PICTURE || block->kind == GAZETTE_BLOCK_EMBED);
}

/*
 * gazette_writer_end_caption:
 * @self: a writer
 * @figure: (nullable): to which it belongs
 *
 * What was written since the last block, with %GAZETTE_FLOW_CAPTION, is a
 * caption: that of the picture before it, else of the next one in the figure.
 * Where there is none, it is a paragraph.
 */
void
gazette_writer_end_caption (GazetteWriter *self,
                            GazetteFigure *figure)
{
  g_autoptr(GazetteBlock) caption = NULL;
  GazetteBlock *last = get_last (self);

  if (self->open == NULL || self->flow != GAZETTE_FLOW_CAPTION)
    return;

  close_text (self);
  caption = g_steal_pointer (&self->open);
  if (has_no_text (caption->text))
    return;

  if (wants_caption (last) && (figure == NULL || self->blocks->len > figure->first))
    {
      move_text (caption, last);
      return;
    }

  if (!has_room (self))
    return;
  if (figure != NULL)
    figure->caption = self->blocks->len;
  give_marker (self, caption);
  g_ptr_array_add (self->blocks, g_steal_pointer (&caption));
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

  if (self->open != NULL && self->flow != GAZETTE_FLOW_CAPTION && self->flow != GAZETTE_FLOW_TABLE)
    gazette_writer_end_block (self);
  if (!has_room (self))
    return;

  place (block, context);
  if (self->open != NULL && self->flow == GAZETTE_FLOW_TABLE)
    {
      g_ptr_array_add (self->after_table, g_steal_pointer (&owned));
      return;
    }

  last = get_last (self);
  if (block->kind == GAZETTE_BLOCK_RULE && last != NULL && last->kind == GAZETTE_BLOCK_RULE)
    return;

  give_marker (self, block);
  if (figure != NULL && figure->caption >= 0 && wants_caption (block))
    {
      GazetteBlock **caption = (GazetteBlock **) &self->blocks->pdata[figure->caption];

      move_text (*caption, block);
      g_clear_pointer (caption, gazette_block_free);
      figure->caption = -1;
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

/* Without a title, it is called after the site where it is. */
static void
name_embed (GazetteBlock *block)
{
  char *host = gazette_url_dup_host (block->href);

  if (host == NULL)
    return;

  g_free (block->text);
  block->text = host;
}

/*
 * gazette_writer_finish:
 * @self: a writer, not to be used any more
 *
 * Returns: (transfer full): all that was written
 */
GazetteDocument *
gazette_writer_finish (GazetteWriter *self)
{
  GazetteDocument *document = g_atomic_rc_box_new0 (GazetteDocument);

  gazette_writer_end_block (self);

  document->blocks = g_ptr_array_new_full (self->blocks->len, (GDestroyNotify) gazette_block_free);
  document->strings = g_steal_pointer (&self->strings);
  document->truncated = self->truncated;
  for (guint i = 0; i < self->blocks->len; i++)
    {
      GazetteBlock *block = g_steal_pointer (&self->blocks->pdata[i]);

      if (block == NULL)
        continue;
      if (block->kind == GAZETTE_BLOCK_EMBED && *block->text == '\0')
        name_embed (block);
      g_ptr_array_add (document->blocks, block);
    }

  return document;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-caption.h"
#include "gazette-writer-private.h"

/* A thick book has 2 MB of text, and a long article a few hundred blocks. */
#define MAX_BLOCKS  10000
#define MAX_TEXT    (2 * 1024 * 1024)
#define MAX_RUNS    50000
#define MAX_ANCHORS 10000
#define MAX_ID      256

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
  self->after_open = g_ptr_array_new_with_free_func ((GDestroyNotify) gazette_block_free);
  self->strings = g_string_chunk_new (1024);
  self->text = g_string_new (NULL);
  self->runs = g_array_new (FALSE, FALSE, sizeof (GazetteRun));
  self->anchors = g_array_new (FALSE, FALSE, sizeof (GazetteAnchor));
  self->cells = g_array_new (FALSE, FALSE, sizeof (GazetteCell));
  self->text_left = MAX_TEXT;
  self->addresses_left = MAX_ADDRESSES;
  self->runs_left = MAX_RUNS;
  self->anchors_left = MAX_ANCHORS;

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
  g_ptr_array_unref (self->after_open);
  g_clear_pointer (&self->strings, g_string_chunk_free);
  gazette_block_free (self->open);
  g_string_free (self->text, TRUE);
  g_array_unref (self->runs);
  g_array_unref (self->anchors);
  g_array_unref (self->cells);
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
 * @string: (transfer full) (nullable): an address, a title or the name of a language
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
 * gazette_writer_anchor:
 * @self: a writer
 * @id: what leads to this place as the fragment of an address
 */
void
gazette_writer_anchor (GazetteWriter *self,
                       const char    *id)
{
  GazetteAnchor anchor = { self->open != NULL ? self->text->len : 0, NULL };

  if (*id == '\0' || self->anchors_left == 0 || strnlen (id, MAX_ID) == MAX_ID || !g_utf8_validate (id, -1, NULL))
    return;

  self->anchors_left--;
  anchor.id = g_string_chunk_insert (self->strings, id);
  g_array_append_val (self->anchors, anchor);
}

/*
 * gazette_writer_begin_item:
 * @self: a writer
 * @marker: (nullable): of an item of a list that begins here
 */
void
gazette_writer_begin_item (GazetteWriter *self,
                           const char    *marker)
{
  gazette_writer_set_marker (self, marker);

  /* Within a table there are no other blocks. */
  if (self->open != NULL && self->flow == GAZETTE_FLOW_TABLE)
    self->open->items++;
  else
    self->items++;
}

/*
 * gazette_writer_end_item:
 * @self: a writer
 *
 * Ends the item that was begun last. One with nothing in it never was.
 */
void
gazette_writer_end_item (GazetteWriter *self)
{
  if (self->items > 0)
    self->items--;
}

/*
 * gazette_writer_begin_quote:
 * @self: a writer
 *
 * A quotation begins, with what comes next.
 */
void
gazette_writer_begin_quote (GazetteWriter *self)
{
  self->quotes++;
}

/*
 * gazette_writer_end_quote:
 * @self: a writer
 *
 * Ends the quotation that was begun last. One with nothing in it never was.
 */
void
gazette_writer_end_quote (GazetteWriter *self)
{
  if (self->quotes > 0)
    self->quotes--;
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

/*
 * gazette_writer_has_no_text:
 * @text: the text of a block
 *
 * Returns: whether there is nothing to be seen in it
 */
gboolean
gazette_writer_has_no_text (const char *text)
{
  while (*text != '\0' && is_blank (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);

  return *text == '\0';
}

/*
 * gazette_block_place:
 * @block: a block
 * @context: what holds for it
 *
 * Says in what it stands.
 */
void
gazette_block_place (GazetteBlock         *block,
                     const GazetteContext *context)
{
  block->quote_depth = context->quote_depth;
  block->list_depth = context->list_depth;
  block->details_depth = context->details_depth;
  block->direction = context->direction;
}

/*
 * gazette_writer_give_marker:
 * @self: a writer
 * @block: a block
 *
 * Gives it the marker of the item that begins with it, and says of how many items
 * and quotations it is the first.
 */
void
gazette_writer_give_marker (GazetteWriter *self,
                            GazetteBlock  *block)
{
  if (block->list_depth > 0)
    block->marker = g_steal_pointer (&self->marker);
  block->items = self->items;
  block->quotes = MIN (self->quotes, block->quote_depth);
  self->items = self->quotes = 0;
}

/*
 * gazette_writer_keep_anchors:
 * @self: a writer
 *
 * The block will not be: what leads into it leads to the beginning of the next one.
 */
void
gazette_writer_keep_anchors (GazetteWriter *self)
{
  for (guint i = 0; i < self->anchors->len; i++)
    g_array_index (self->anchors, GazetteAnchor, i).at = 0;
}

/*
 * gazette_writer_give_anchors:
 * @self: a writer
 * @block: a block
 *
 * Gives it the anchors that came in it, or before it.
 */
void
gazette_writer_give_anchors (GazetteWriter *self,
                             GazetteBlock  *block)
{
  if (self->anchors->len == 0)
    return;

  if (block->anchors == NULL)
    block->anchors = g_array_new (FALSE, FALSE, sizeof (GazetteAnchor));
  g_array_append_vals (block->anchors, self->anchors->data, self->anchors->len);
  g_array_set_size (self->anchors, 0);
}

/*
 * gazette_writer_has_room:
 * @self: a writer
 *
 * Returns: whether another block is within the limit; if not, the writer is full
 */
gboolean
gazette_writer_has_room (GazetteWriter *self)
{
  if (self->blocks->len + self->after_open->len < MAX_BLOCKS)
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

  if (!gazette_writer_has_room (self))
    return FALSE;

  self->open = gazette_block_new (kinds[context->flow]);
  self->flow = context->flow;
  self->at_start = TRUE;
  self->pending = GAZETTE_PENDING_NOTHING;
  gazette_block_place (self->open, context);
  if (context->flow == GAZETTE_FLOW_PARAGRAPH ||
      (context->flow == GAZETTE_FLOW_HEADING && context->role == GAZETTE_ROLE_SUMMARY))
    self->open->role = context->role;
  if (self->open->role == GAZETTE_ROLE_SUMMARY)
    self->open->is_open = context->is_open;
  if (context->flow == GAZETTE_FLOW_HEADING)
    self->open->level = context->level;
  if (context->flow == GAZETTE_FLOW_PREFORMATTED)
    self->open->language = g_strdup (context->language);
  if (context->flow != GAZETTE_FLOW_CAPTION)
    gazette_writer_give_marker (self, self->open);

  return TRUE;
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
 * @length: how many bytes of the open block's text are left, with the runs and
 *   anchors in there
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

  for (guint i = self->anchors->len; i > 0; i--)
    {
      GazetteAnchor *anchor = &g_array_index (self->anchors, GazetteAnchor, i - 1);

      if (anchor->at <= length)
        break;
      anchor->at = (guint) length;
    }

  g_string_truncate (self->text, length);
}

static gboolean
is_space_only (GazetteWriter    *self,
               const GazetteRun *run)
{
  for (guint i = run->start; i < run->end; i++)
    {
      if (!g_ascii_isspace (self->text->str[i]))
        return FALSE;
    }

  return TRUE;
}

/* Nobody can follow a link that has only white space in it. */
static void
drop_blank_links (GazetteWriter *self)
{
  GazetteRun *runs = (GazetteRun *) (gpointer) self->runs->data;
  guint n_kept = 0;
  guint next;

  for (guint i = 0; i < self->runs->len; i = next)
    {
      gboolean is_blank_link = runs[i].link != 0;

      for (next = i; next < self->runs->len && (next == i || (runs[i].link != 0 && runs[next].link == runs[i].link)); next++)
        is_blank_link = is_blank_link && is_space_only (self, &runs[next]);

      for (guint j = i; j < next; j++)
        {
          GazetteRun run = runs[j];

          if (is_blank_link)
            {
              run.link = 0;
              run.href = NULL;
            }
          if (run.link != 0 || run.style != GAZETTE_STYLE_NONE || run.title != NULL)
            runs[n_kept++] = run;
        }
    }

  g_array_set_size (self->runs, n_kept);
}

/*
 * gazette_writer_close_text:
 * @self: a writer with an open block
 *
 * Moves text, runs and cells into the open block.
 */
void
gazette_writer_close_text (GazetteWriter *self)
{
  if (self->flow == GAZETTE_FLOW_TABLE)
    gazette_writer_close_cells (self);
  gazette_writer_cut_text (self, gazette_writer_get_visible_length (self));
  drop_blank_links (self);

  g_free (self->open->text);
  self->open->text = g_strndup (self->text->str, self->text->len);
  if (self->runs->len > 0)
    g_array_append_vals (self->open->runs, self->runs->data, self->runs->len);

  g_string_truncate (self->text, 0);
  g_array_set_size (self->runs, 0);
  self->pending = GAZETTE_PENDING_NOTHING;
}

static void
flush_after_open (GazetteWriter *self)
{
  for (guint i = 0; i < self->after_open->len; i++)
    {
      g_ptr_array_add (self->blocks, self->after_open->pdata[i]);
      self->after_open->pdata[i] = NULL;
    }
  g_ptr_array_set_size (self->after_open, 0);
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

  gazette_writer_close_text (self);
  if (gazette_writer_has_no_text (self->open->text))
    {
      if (self->marker == NULL)
        self->marker = g_steal_pointer (&self->open->marker);
      self->items += self->open->items;
      self->quotes += self->open->quotes;
      gazette_writer_keep_anchors (self);
      g_clear_pointer (&self->open, gazette_block_free);
    }
  else
    {
      gazette_writer_give_anchors (self, self->open);
      g_ptr_array_add (self->blocks, g_steal_pointer (&self->open));
    }

  flush_after_open (self);
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
    case GAZETTE_FLOW_TABLE:
      if (!self->at_start)
        self->pending = GAZETTE_PENDING_LINE;
      break;
    case GAZETTE_FLOW_PARAGRAPH:
    default:
      gazette_writer_end_block (self);
      break;
    }
}

/*
 * gazette_writer_set_apart:
 * @self: a writer
 *
 * A paragraph begins or ends, which in preformatted text an empty line shows.
 */
void
gazette_writer_set_apart (GazetteWriter *self)
{
  gazette_writer_break (self);
  if (self->open != NULL && self->flow == GAZETTE_FLOW_PREFORMATTED && self->text->len > 0 &&
      !g_str_has_suffix (self->text->str, "\n\n"))
    self->pending = GAZETTE_PENDING_GAP;
}

/*
 * gazette_writer_finish:
 * @self: a writer, not to be used any more
 * @base_url: (nullable): where it was
 *
 * Returns: (transfer full): all that was written
 */
GazetteDocument *
gazette_writer_finish (GazetteWriter *self,
                       const char    *base_url)
{
  GazetteDocument *document = g_atomic_rc_box_new0 (GazetteDocument);

  gazette_writer_end_block (self);

  document->blocks = g_ptr_array_new_full (self->blocks->len, (GDestroyNotify) gazette_block_free);
  document->strings = g_steal_pointer (&self->strings);
  document->truncated = self->truncated;
  for (guint i = 0; i < self->blocks->len; i++)
    {
      GazetteBlock *block = g_steal_pointer (&self->blocks->pdata[i]);

      if (block != NULL)
        g_ptr_array_add (document->blocks, block);
    }

  /* What leads to the very end. */
  if (document->blocks->len > 0)
    {
      GazetteBlock *last = g_ptr_array_index (document->blocks, document->blocks->len - 1);

      for (guint i = 0; i < self->anchors->len; i++)
        g_array_index (self->anchors, GazetteAnchor, i).at = strlen (last->text);
      gazette_writer_give_anchors (self, last);
    }

  gazette_document_find_credits (document);
  gazette_document_join_links (document, base_url);
  gazette_document_find_attributions (document);
  gazette_document_align_lists (document);

  return document;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What becomes a part of another document. */

#include "config.h"

#include "gazette-document-private.h"

/*
 * gazette_document_new_empty:
 *
 * Returns: (transfer full): a document that is being made
 */
GazetteDocument *
gazette_document_new_empty (void)
{
  GazetteDocument *self = g_atomic_rc_box_new0 (GazetteDocument);

  self->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) gazette_block_free);
  self->strings = g_string_chunk_new (1024);

  return self;
}

static const char *
keep_string (GazetteDocument *self,
             const char      *string)
{
  return string != NULL ? g_string_chunk_insert_const (self->strings, string) : NULL;
}

/*
 * gazette_document_add_run:
 * @self: a document that is being made
 * @to: a block of it
 * @run: how a stretch after the last one looks
 *
 * One that looks as the one before it becomes a part of that.
 */
void
gazette_document_add_run (GazetteDocument *self,
                          GazetteBlock    *to,
                          GazetteRun       run)
{
  GazetteRun *last = to->runs->len > 0 ? &g_array_index (to->runs, GazetteRun, to->runs->len - 1) : NULL;

  if (run.style == 0 && run.href == NULL && run.title == NULL)
    return;

  run.href = keep_string (self, run.href);
  run.title = keep_string (self, run.title);
  if (last != NULL && last->end == run.start && last->style == run.style && last->link == run.link &&
      last->href == run.href && last->title == run.title)
    last->end = run.end;
  else
    g_array_append_val (to->runs, run);
}

/*
 * gazette_document_add_looks:
 * @self: a document that is being made
 * @to: a block of it
 * @at: which byte of its text
 * @from: a block of another one
 * @start: first byte of its text
 * @end: byte after the last one
 * @style: how that looks besides
 *
 * Copies how a stretch of a text looks. What is deleted leads nowhere any more.
 */
void
gazette_document_add_looks (GazetteDocument    *self,
                            GazetteBlock       *to,
                            guint               at,
                            const GazetteBlock *from,
                            guint               start,
                            guint               end,
                            GazetteStyle        style)
{
  guint low = 0;
  guint high = from->runs->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (from->runs, GazetteRun, middle).end <= start)
        low = middle + 1;
      else
        high = middle;
    }

  while (start < end)
    {
      const GazetteRun *run = low < from->runs->len ? &g_array_index (from->runs, GazetteRun, low) : NULL;
      gboolean is_in = run != NULL && run->start <= start;
      guint stop = run == NULL ? end : MIN (end, is_in ? run->end : run->start);
      GazetteRun part = { 0 };

      if (is_in)
        part = *run;
      if (style == GAZETTE_STYLE_DELETED)
        part.link = 0, part.href = NULL;
      part.style |= style;
      part.start = at;
      part.end = at + stop - start;
      gazette_document_add_run (self, to, part);

      at = part.end;
      start = stop;
      if (is_in && run->end <= stop)
        low++;
    }
}

/*
 * gazette_block_copy_frame:
 * @block: a block
 *
 * Returns: (transfer full): the same without its text and what is in that
 */
GazetteBlock *
gazette_block_copy_frame (const GazetteBlock *block)
{
  GazetteBlock *copy = gazette_block_new (block->kind);
  g_autoptr(GArray) runs = g_steal_pointer (&copy->runs);

  g_free (copy->text);
  *copy = *block;
  copy->runs = g_steal_pointer (&runs);
  copy->anchors = NULL;
  copy->text = NULL;
  copy->cells = block->cells != NULL ? g_array_copy (block->cells) : NULL;
  copy->marker = g_strdup (block->marker);
  copy->language = g_strdup (block->language);
  copy->src = g_strdup (block->src);
  copy->alt = g_strdup (block->alt);
  copy->href = g_strdup (block->href);

  return copy;
}

/*
 * gazette_document_copy_anchors:
 * @self: a document that is being made
 * @to: a block of it
 * @from: a block of another one, with the same text
 */
void
gazette_document_copy_anchors (GazetteDocument    *self,
                               GazetteBlock       *to,
                               const GazetteBlock *from)
{
  if (from->anchors == NULL)
    return;

  to->anchors = g_array_copy (from->anchors);
  for (guint i = 0; i < to->anchors->len; i++)
    {
      GazetteAnchor *anchor = &g_array_index (to->anchors, GazetteAnchor, i);

      anchor->id = keep_string (self, anchor->id);
    }
}

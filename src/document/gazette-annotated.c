/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-annotated.h"
#include "gazette-document-private.h"

/* A number in a text, which leads to a note. */
typedef struct
{
  guint block;
  guint at;
  guint number;
} Reference;

typedef struct
{
  GazetteDocument      *document;
  GazetteAnnotatedForm  form;
  GArray               *passages;
  /* Disjoint and in order, as excerpts; and the numbers, in order. */
  GArray               *stretches;
  GArray               *references;
  guint                 next_stretch;
  guint                 next_reference;
  guint                 n_links;
} Annotated;

static gboolean
is_before (guint block,
           guint at,
           guint other_block,
           guint other_at)
{
  return block < other_block || (block == other_block && at < other_at);
}

static int
compare_passages (gconstpointer a,
                  gconstpointer b)
{
  const GazettePassage *passage_a = a;
  const GazettePassage *passage_b = b;

  /* What is not in the text comes last. */
  if (passage_a->is_found != passage_b->is_found)
    return passage_a->is_found ? -1 : 1;
  if (!passage_a->is_found)
    return 0;
  if (is_before (passage_a->excerpt.first, passage_a->excerpt.start, passage_b->excerpt.first, passage_b->excerpt.start))
    return -1;

  return is_before (passage_b->excerpt.first, passage_b->excerpt.start, passage_a->excerpt.first,
                    passage_a->excerpt.start);
}

static int
compare_references (gconstpointer a,
                    gconstpointer b)
{
  const Reference *reference_a = a;
  const Reference *reference_b = b;

  if (is_before (reference_a->block, reference_a->at, reference_b->block, reference_b->at))
    return -1;

  return is_before (reference_b->block, reference_b->at, reference_a->block, reference_a->at);
}

static void
add_stretch (Annotated            *self,
             const GazetteExcerpt *excerpt)
{
  GazetteExcerpt *last = self->stretches->len > 0
                           ? &g_array_index (self->stretches, GazetteExcerpt, self->stretches->len - 1)
                           : NULL;

  if (last == NULL || is_before (last->last, last->end, excerpt->first, excerpt->start))
    {
      g_array_append_val (self->stretches, *excerpt);
    }
  else if (is_before (last->last, last->end, excerpt->last, excerpt->end))
    {
      last->last = excerpt->last;
      last->end = excerpt->end;
    }
}

/* Where the number of a passage that ends at a byte of a block stands: in a table, in the
 * last cell that has something of it. */
static guint
find_number_place (const GazetteBlock *block,
                   guint               at)
{
  for (guint i = block->cells != NULL ? block->cells->len : 0; i > 0; i--)
    {
      const GazetteCell *cell = &g_array_index (block->cells, GazetteCell, i - 1);

      if (cell->start < at)
        return MIN (at, cell->end);
    }

  return at;
}

static void
plan (Annotated *self,
      GPtrArray *blocks)
{
  guint number = 0;

  for (guint i = 0; i < self->passages->len; i++)
    {
      const GazettePassage *passage = &g_array_index (self->passages, GazettePassage, i);
      Reference reference = { passage->excerpt.last, passage->excerpt.end, number + 1 };

      if (!passage->is_found)
        break;
      add_stretch (self, &passage->excerpt);
      if (passage->note == NULL)
        continue;
      number++;
      reference.at = find_number_place (blocks->pdata[reference.block], reference.at);
      g_array_append_val (self->references, reference);
    }
  g_array_sort (self->references, compare_references);
}

static void
add_part (Annotated          *self,
          GazetteBlock       *to,
          GString            *text,
          const GazetteBlock *from,
          guint               start,
          guint               end,
          gboolean            is_marked)
{
  if (end <= start)
    return;

  gazette_document_add_looks (self->document, to, (guint) text->len, from, start, end,
                              is_marked ? GAZETTE_STYLE_MARK : GAZETTE_STYLE_NONE);
  g_string_append_len (text, from->text + start, end - start);
}

/* Code is to be copied as it is: nothing is put in there. */
static gboolean
takes_numbers (const GazetteBlock *block)
{
  return block->kind == GAZETTE_BLOCK_PARAGRAPH || block->kind == GAZETTE_BLOCK_HEADING ||
         block->kind == GAZETTE_BLOCK_TABLE;
}

/* Cells know where they are in their text: what is put in makes one longer, and those
 * after it come later. */
static void
make_room_in_cells (GazetteBlock *block,
                    guint         at,
                    guint         length)
{
  for (guint i = 0; block->cells != NULL && i < block->cells->len; i++)
    {
      GazetteCell *cell = &g_array_index (block->cells, GazetteCell, i);

      if (cell->start >= at)
        cell->start += length;
      if (cell->end >= at)
        cell->end += length;
    }
}

static void
add_number (Annotated    *self,
            GazetteBlock *to,
            GString      *text,
            guint         number)
{
  g_autofree char *digits = g_strdup_printf ("%u", number);
  g_autofree char *href = g_strdup_printf ("#gazette-note-%u", number);
  GazetteRun run = {
    .start = (guint) text->len,
    .end = (guint) (text->len + strlen (digits)),
    .style = GAZETTE_STYLE_SUPERSCRIPT,
    .link = ++self->n_links,
    .href = href,
  };

  for (guint i = 0; to->anchors != NULL && i < to->anchors->len; i++)
    {
      GazetteAnchor *anchor = &g_array_index (to->anchors, GazetteAnchor, i);

      if (anchor->at >= run.start)
        anchor->at += run.end - run.start;
    }
  make_room_in_cells (to, run.start, run.end - run.start);
  gazette_document_add_run (self->document, to, run);
  g_string_append (text, digits);
}

/* The first byte from @at on where something begins or ends. */
static guint
find_next (Annotated *self,
           guint      block,
           guint      at,
           guint      length,
           gboolean  *is_marked)
{
  const GazetteExcerpt *stretch = self->next_stretch < self->stretches->len
                                    ? &g_array_index (self->stretches, GazetteExcerpt, self->next_stretch)
                                    : NULL;
  const Reference *reference = self->next_reference < self->references->len
                                 ? &g_array_index (self->references, Reference, self->next_reference)
                                 : NULL;
  guint next = length;

  *is_marked = stretch != NULL && !is_before (block, at, stretch->first, stretch->start);
  if (*is_marked && stretch->last == block)
    next = MIN (next, stretch->end);
  else if (!*is_marked && stretch != NULL && stretch->first == block)
    next = MIN (next, stretch->start);
  if (reference != NULL && reference->block == block)
    next = MIN (next, MAX (reference->at, at));

  return next;
}

static void
copy_text (Annotated          *self,
           GazetteBlock       *copy,
           const GazetteBlock *block,
           guint               position)
{
  guint length = (guint) strlen (block->text);
  g_autoptr(GString) text = g_string_sized_new (length);
  guint at = 0;

  for (;;)
    {
      gboolean is_marked;
      guint next = find_next (self, position, at, length, &is_marked);

      add_part (self, copy, text, block, at, next, is_marked);
      at = next;
      for (; self->next_reference < self->references->len; self->next_reference++)
        {
          const Reference *reference = &g_array_index (self->references, Reference, self->next_reference);

          if (is_before (position, at, reference->block, reference->at))
            break;
          if (takes_numbers (block))
            add_number (self, copy, text, reference->number);
        }
      while (self->next_stretch < self->stretches->len)
        {
          const GazetteExcerpt *stretch = &g_array_index (self->stretches, GazetteExcerpt, self->next_stretch);

          if (is_before (position, at, stretch->last, stretch->end))
            break;
          self->next_stretch++;
        }
      if (at >= length)
        break;
    }

  copy->text = g_string_free_and_steal (g_steal_pointer (&text));
}

static GazetteBlock *
copy_block (Annotated          *self,
            const GazetteBlock *block,
            guint               position)
{
  GazetteBlock *copy = gazette_block_copy_frame (block);

  gazette_document_copy_anchors (self->document, copy, block);
  if (self->form == GAZETTE_ANNOTATED_MARKED)
    {
      copy_text (self, copy, block, position);
      return copy;
    }

  copy->text = g_strdup (block->text);
  gazette_document_add_looks (self->document, copy, 0, block, 0, (guint) strlen (block->text), GAZETTE_STYLE_NONE);

  return copy;
}

static GazetteBlock *
add_paragraph (Annotated  *self,
               const char *text,
               guint       quote_depth)
{
  GazetteBlock *block = gazette_block_new (GAZETTE_BLOCK_PARAGRAPH);

  g_set_str (&block->text, text);
  block->quote_depth = quote_depth;
  g_ptr_array_add (self->document->blocks, block);

  return block;
}

/* A line of it was a block. */
static void
add_quote (Annotated  *self,
           const char *quote)
{
  g_auto(GStrv) lines = g_strsplit (quote, "\n", -1);

  gboolean is_first = TRUE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_strstrip (lines[i]);
      if (*lines[i] == '\0')
        continue;
      add_paragraph (self, lines[i], 1)->quotes = is_first;
      is_first = FALSE;
    }
}

static void
add_note (Annotated  *self,
          const char *note,
          guint       number)
{
  g_autofree char *text = number > 0 ? g_strdup_printf ("%u %s", number, note) : g_strdup (note);
  g_autofree char *id = g_strdup_printf ("gazette-note-%u", number);
  GazetteBlock *block = add_paragraph (self, text, 0);
  GazetteAnchor anchor = { 0, g_string_chunk_insert_const (self->document->strings, id) };
  GazetteRun run = { .end = (guint) (strlen (text) - strlen (note)), .style = GAZETTE_STYLE_SUPERSCRIPT };

  if (number == 0)
    return;

  run.end--;
  gazette_document_add_run (self->document, block, run);
  block->anchors = g_array_new (FALSE, FALSE, sizeof (GazetteAnchor));
  g_array_append_val (block->anchors, anchor);
}

static void
add_heading (Annotated  *self,
             const char *heading)
{
  GazetteBlock *block = add_paragraph (self, heading, 0);

  block->kind = GAZETTE_BLOCK_HEADING;
  block->level = 2;
}

static void
add_section (Annotated  *self,
             const char *heading,
             const char *remark)
{
  gboolean is_marked = self->form == GAZETTE_ANNOTATED_MARKED;
  gboolean has_heading = FALSE;
  guint number = 0;

  for (guint i = 0; i < self->passages->len; i++)
    {
      const GazettePassage *passage = &g_array_index (self->passages, GazettePassage, i);
      gboolean is_numbered = is_marked && passage->is_found && passage->note != NULL;

      if (is_marked && passage->is_found && !is_numbered)
        continue;
      if (!has_heading)
        add_heading (self, heading);
      has_heading = TRUE;

      add_quote (self, passage->quote);
      if (passage->note != NULL)
        add_note (self, passage->note, is_numbered ? ++number : 0);
      if (!passage->is_found)
        {
          GazetteBlock *block = add_paragraph (self, remark, 0);
          GazetteRun run = { .end = (guint) strlen (remark), .style = GAZETTE_STYLE_EMPHASIS };

          gazette_document_add_run (self->document, block, run);
        }
    }
}

static guint
count_links (GazetteDocument *document)
{
  guint n = 0;

  for (guint i = 0; i < document->blocks->len; i++)
    {
      const GazetteBlock *block = document->blocks->pdata[i];

      n = MAX (n, block->link);
      for (guint j = 0; j < block->runs->len; j++)
        n = MAX (n, g_array_index (block->runs, GazetteRun, j).link);
    }

  return n;
}

/**
 * gazette_document_new_annotated:
 * @document: a document
 * @form: how it is to show what was marked in it
 * @passages: (element-type GazettePassage): that
 * @heading: what stands above those that are below the text
 * @remark: what is said of one that is not in the text any more
 *
 * Makes what is exported and printed of an article with highlights. May be called on
 * any thread; takes time in proportion to the document.
 *
 * Returns: (transfer full): a document
 */
GazetteDocument *
gazette_document_new_annotated (GazetteDocument      *document,
                                GazetteAnnotatedForm  form,
                                GArray               *passages,
                                const char           *heading,
                                const char           *remark)
{
  g_autoptr(GArray) stretches = g_array_new (FALSE, FALSE, sizeof (GazetteExcerpt));
  g_autoptr(GArray) references = g_array_new (FALSE, FALSE, sizeof (Reference));
  g_autoptr(GArray) sorted = NULL;
  Annotated self = { .form = form, .stretches = stretches, .references = references };

  g_return_val_if_fail (document != NULL && passages != NULL, NULL);
  g_return_val_if_fail (heading != NULL && remark != NULL, NULL);

  self.document = gazette_document_new_empty ();
  self.document->truncated = document->truncated;
  self.document->shows_changes = document->shows_changes;
  self.n_links = count_links (document);
  sorted = g_array_copy (passages);
  g_array_sort (sorted, compare_passages);
  self.passages = sorted;
  plan (&self, document->blocks);

  for (guint i = 0; i < document->blocks->len; i++)
    g_ptr_array_add (self.document->blocks, copy_block (&self, document->blocks->pdata[i], i));
  if (document->lead != NULL)
    {
      self.document->lead = gazette_block_copy_frame (document->lead);
      self.document->lead->text = g_strdup (document->lead->text);
      gazette_document_add_looks (self.document, self.document->lead, 0, document->lead, 0,
                                  (guint) strlen (document->lead->text), GAZETTE_STYLE_NONE);
    }
  add_section (&self, heading, remark);

  return self.document;
}

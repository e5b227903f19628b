/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-page-buffer-private.h"
#include "gazette-page-folds.h"

static GazettePiece *
get_piece (GazettePageBuffer *page,
           guint              position)
{
  return &g_array_index (page->pieces, GazettePiece, position);
}

static GazettePageFold *
get_fold (GazettePageBuffer *page,
          int                fold)
{
  return &g_array_index (page->folds, GazettePageFold, fold);
}

static gboolean
is_summary (const GazettePiece *piece)
{
  return piece->block != NULL && piece->block->role == GAZETTE_ROLE_SUMMARY;
}

/* What follows the summary in the same details. */
static void
add_fold (GazettePageBuffer *page,
          guint              summary)
{
  const GazetteBlock *block = get_piece (page, summary)->block;
  GazettePageFold fold = { summary, summary + 1, summary + 1, block->is_open };

  while (fold.first < page->pieces->len && is_summary (get_piece (page, fold.first)) &&
         get_piece (page, fold.first)->block->marker == NULL)
    fold.first++;

  for (fold.end = fold.first; fold.end < page->pieces->len; fold.end++)
    {
      const GazetteBlock *next = get_piece (page, fold.end)->block;

      if (next == NULL || next->details_depth < block->details_depth ||
          (next->details_depth == block->details_depth && next->role == GAZETTE_ROLE_SUMMARY && next->marker != NULL))
        break;
    }
  if (fold.end > fold.first)
    g_array_append_val (page->folds, fold);
}

/* Hides whole lines with what parts them from the next one. */
static void
apply_tag (GazettePageBuffer *page,
           guint              first,
           guint              end)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (page);
  GtkTextTag *tag = gazette_page_tags_get (page->tags, GAZETTE_TAG_HIDDEN);
  GtkTextIter from;
  GtkTextIter to;

  gtk_text_buffer_get_iter_at_offset (buffer, &from, get_piece (page, first)->start);
  gtk_text_buffer_get_iter_at_offset (buffer, &to, get_piece (page, end)->start);
  if (get_piece (page, first)->is_hidden)
    gtk_text_buffer_apply_tag (buffer, tag, &from, &to);
  else
    gtk_text_buffer_remove_tag (buffer, tag, &from, &to);
}

/* What is in a fold that is closed is hidden, however many there are around it. */
static void
update (GazettePageBuffer *page,
        guint              first,
        guint              end)
{
  g_autofree gboolean *hidden = g_new0 (gboolean, end - first);
  guint next;

  for (guint i = 0; i < page->folds->len; i++)
    {
      const GazettePageFold *fold = get_fold (page, (int) i);

      for (guint j = MAX (fold->first, first); !fold->is_open && j < MIN (fold->end, end); j++)
        hidden[j - first] = TRUE;
    }

  for (guint i = first; i < end; i = next)
    {
      gboolean before = get_piece (page, i)->is_hidden;

      for (next = i; next < end && hidden[next - first] == hidden[i - first] && get_piece (page, next)->is_hidden == before; next++)
        ;
      for (guint j = i; j < next; j++)
        get_piece (page, j)->is_hidden = hidden[i - first];
      if (before != hidden[i - first])
        apply_tag (page, i, next);
    }
}

/**
 * gazette_page_folds_find:
 * @page: a page that is written
 *
 * Finds what can be folded away, and folds away what is not open at first.
 */
void
gazette_page_folds_find (GazettePageBuffer *page)
{
  for (guint i = 0; i < page->pieces->len; i++)
    {
      if (is_summary (get_piece (page, i)) && get_piece (page, i)->block->marker != NULL)
        add_fold (page, i);
    }
  if (page->folds->len > 0)
    update (page, get_fold (page, 0)->first, page->pieces->len - 1);
}

/**
 * gazette_page_folds_get_at:
 * @page: a page
 * @offset: a character
 *
 * Returns: the fold whose summary has the character, -1 when there is none
 */
int
gazette_page_folds_get_at (GazettePageBuffer *page,
                           int                offset)
{
  guint position = page->folds->len > 0 ? gazette_page_buffer_find_piece (page, offset) : 0;

  for (guint i = 0; i < page->folds->len; i++)
    {
      const GazettePageFold *fold = get_fold (page, (int) i);

      if (position >= fold->summary && position < fold->first && offset >= get_piece (page, position)->start)
        return (int) i;
    }

  return -1;
}

/**
 * gazette_page_folds_is_open:
 * @page: a page
 * @fold: one of its folds
 *
 * Returns: whether it is unfolded
 */
gboolean
gazette_page_folds_is_open (GazettePageBuffer *page,
                            int                fold)
{
  return get_fold (page, fold)->is_open;
}

/**
 * gazette_page_folds_get_sign:
 * @is_open: whether a fold is open
 * @rtl: whether its summary is read from right to left
 *
 * Returns: the sign before the summary, one character
 */
const char *
gazette_page_folds_get_sign (gboolean is_open,
                             gboolean rtl)
{
  if (is_open)
    return GAZETTE_FOLD_OPEN;

  return rtl ? GAZETTE_FOLD_CLOSED_RTL : GAZETTE_FOLD_CLOSED;
}

/* The sign is a character for a character: no place on the page becomes another. */
static void
write_sign (GazettePageBuffer     *page,
            const GazettePageFold *fold)
{
  const GazettePiece *piece = get_piece (page, fold->summary);
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (page);
  GtkTextIter start;
  GtkTextIter end;

  if (!piece->indent.hanging)
    return;

  /* After the tab; what is put in before what is there looks as that does. */
  gtk_text_buffer_get_iter_at_offset (buffer, &start, piece->start + 1);
  gtk_text_buffer_insert (buffer, &start, gazette_page_folds_get_sign (fold->is_open, piece->indent.rtl), -1);
  end = start;
  gtk_text_iter_forward_char (&end);
  gtk_text_buffer_delete (buffer, &start, &end);
}

/**
 * gazette_page_folds_toggle:
 * @page: a page
 * @fold: one of its folds
 *
 * Folds away what is there to see, or the other way round.
 */
void
gazette_page_folds_toggle (GazettePageBuffer *page,
                           int                fold)
{
  GazettePageFold *it = get_fold (page, fold);

  it->is_open = !it->is_open;
  write_sign (page, it);
  update (page, it->first, it->end);
}

/**
 * gazette_page_folds_reveal:
 * @page: a page
 * @offset: a character
 *
 * Unfolds all that the character is in.
 *
 * Returns: whether something was folded
 */
gboolean
gazette_page_folds_reveal (GazettePageBuffer *page,
                           int                offset)
{
  guint position = gazette_page_buffer_find_piece (page, offset);
  gboolean was_folded = FALSE;

  if (position >= page->pieces->len || !get_piece (page, position)->is_hidden)
    return FALSE;

  for (guint i = 0; i < page->folds->len; i++)
    {
      const GazettePageFold *fold = get_fold (page, (int) i);

      if (fold->is_open || position < fold->first || position >= fold->end)
        continue;
      gazette_page_folds_toggle (page, (int) i);
      was_folded = TRUE;
    }

  return was_folded;
}

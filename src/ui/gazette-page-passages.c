/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where highlights are on a page, in the order in which one reads them, and how those in
 * its text are drawn; tables and code draw their own. */

#include "config.h"

#include <string.h>

#include "gazette-page-buffer-private.h"
#include "gazette-page-cards.h"
#include "gazette-page-passages.h"

static const GazetteTag colours[GAZETTE_N_COLOURS] = {
  [GAZETTE_COLOUR_YELLOW] = GAZETTE_TAG_HIGHLIGHT_YELLOW,
  [GAZETTE_COLOUR_GREEN] = GAZETTE_TAG_HIGHLIGHT_GREEN,
  [GAZETTE_COLOUR_BLUE] = GAZETTE_TAG_HIGHLIGHT_BLUE,
  [GAZETTE_COLOUR_PINK] = GAZETTE_TAG_HIGHLIGHT_PINK,
};

static void
clear_passage (gpointer data)
{
  gazette_annotation_unref (((GazettePassageShown *) data)->annotation);
}

/**
 * gazette_page_passages_new:
 *
 * Returns: (transfer full) (element-type GazettePassageShown): an array for
 *   gazette_page_passages_find()
 */
GArray *
gazette_page_passages_new (void)
{
  GArray *passages = g_array_new (FALSE, FALSE, sizeof (GazettePassageShown));

  g_array_set_clear_func (passages, clear_passage);

  return passages;
}

/**
 * gazette_page_passages_get:
 * @passages: highlights
 * @position: one of them
 *
 * Returns: (transfer none): that
 */
GazettePassageShown *
gazette_page_passages_get (GArray *passages,
                           guint   position)
{
  return &g_array_index (passages, GazettePassageShown, position);
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  const GazettePassageShown *passage_a = a;
  const GazettePassageShown *passage_b = b;

  if (passage_a->start != passage_b->start)
    return passage_a->start - passage_b->start;

  return (passage_a->card_start > passage_b->card_start) - (passage_a->card_start < passage_b->card_start);
}

/* The pieces that have the text of each block of the document. A picture's text is its
 * caption. Tables and code have texts of their own, and stand for all of these. */
static GHashTable *
map_pieces (GazettePageBuffer *page)
{
  GHashTable *pieces = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < page->pieces->len; i++)
    {
      GazettePiece *piece = &g_array_index (page->pieces, GazettePiece, i);

      if (piece->block != NULL && (piece->anchor == NULL || gazette_page_cards_is_card (piece)))
        g_hash_table_insert (pieces, (gpointer) piece->block, piece);
    }

  return pieces;
}

static int
get_offset (const GazettePiece *piece,
            guint               byte)
{
  return MIN (piece->end, piece->text_start + (int) g_utf8_strlen (piece->block->text, byte));
}

/* Returns: whether something of it is there */
static gboolean
place (GazettePageBuffer    *page,
       GHashTable           *pieces,
       const GazetteExcerpt *excerpt,
       GazettePassageShown  *passage)
{
  gboolean found = FALSE;

  for (guint i = excerpt->first; i <= excerpt->last; i++)
    {
      const GazetteBlock *block = gazette_document_get_block (page->document, i);
      const GazettePiece *piece = g_hash_table_lookup (pieces, block);
      guint start = i == excerpt->first ? excerpt->start : 0;
      guint end = i == excerpt->last ? excerpt->end : (guint) strlen (block->text);
      gboolean is_card = piece != NULL && gazette_page_cards_is_card (piece);

      if (piece == NULL)
        continue;
      if (!found)
        {
          passage->start = is_card ? piece->start : get_offset (piece, start);
          passage->card = is_card ? piece : NULL;
          passage->card_start = is_card ? start : 0;
          passage->card_end = is_card ? end : 0;
        }
      passage->end = i == excerpt->last && !is_card ? get_offset (piece, end) : piece->end;
      found = TRUE;
    }

  return found && passage->end > passage->start;
}

/**
 * gazette_page_passages_find:
 * @page: a page
 * @annotations: what is highlighted in its document
 * @passages: (inout): those of them that are on the page, by place
 */
void
gazette_page_passages_find (GazettePageBuffer  *page,
                            GazetteAnnotations *annotations,
                            GArray             *passages)
{
  g_autoptr(GHashTable) pieces = annotations->all->len > 0 ? map_pieces (page) : NULL;

  g_array_set_size (passages, 0);
  for (guint i = 0; i < annotations->all->len; i++)
    {
      const GazettePassage *passage = &g_array_index (annotations->passages, GazettePassage, i);
      GazettePassageShown shown = { .annotation = annotations->all->pdata[i] };

      if (!passage->is_found || !place (page, pieces, &passage->excerpt, &shown))
        continue;
      gazette_annotation_ref (shown.annotation);
      g_array_append_val (passages, shown);
    }
  g_array_sort (passages, compare);
}

/**
 * gazette_page_passages_find_id:
 * @passages: highlights
 * @id: one of them
 *
 * Returns: its position, that after the last when it is not there
 */
guint
gazette_page_passages_find_id (GArray *passages,
                               gint64  id)
{
  guint i = 0;

  while (i < passages->len && gazette_page_passages_get (passages, i)->annotation->id != id)
    i++;

  return i;
}

/**
 * gazette_page_passages_find_around:
 * @passages: highlights
 * @start: a character of the page
 * @end: another one
 *
 * Returns: the position of the innermost of those that are at both, that after the last
 *   when there is none
 */
guint
gazette_page_passages_find_around (GArray *passages,
                                   int     start,
                                   int     end)
{
  guint found = passages->len;

  for (guint i = 0; i < passages->len && gazette_page_passages_get (passages, i)->start <= start; i++)
    {
      const GazettePassageShown *passage = gazette_page_passages_get (passages, i);

      if (passage->end >= end &&
          (found == passages->len || passage->end - passage->start <= gazette_page_passages_get (passages, found)->end -
                                                                        gazette_page_passages_get (passages, found)->start))
        found = i;
    }

  return found;
}

/**
 * gazette_page_passages_find_beside:
 * @passages: highlights
 * @offset: a character of the page
 * @byte: of a table or code, a byte of its text, else 0
 * @direction: 1 or -1
 *
 * Returns: the position of the first that begins after that place or of the last that
 *   begins before it, that after the last when there is none
 */
guint
gazette_page_passages_find_beside (GArray *passages,
                                   int     offset,
                                   guint   byte,
                                   int     direction)
{
  const GazettePassageShown place = { .start = offset, .card_start = byte };

  for (guint i = 0; i < passages->len; i++)
    {
      guint position = direction > 0 ? i : passages->len - 1 - i;

      if (compare (gazette_page_passages_get (passages, position), &place) * direction > 0)
        return position;
    }

  return passages->len;
}

/* Markers of lists and the ends of lines are not of the passage. */
static void
draw_part (GazettePageBuffer *page,
           GazetteTag         tag,
           int                from,
           int                to)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (page);
  GtkTextIter start;
  GtkTextIter end;

  if (from >= to)
    return;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, from);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, to);
  gtk_text_buffer_apply_tag (buffer, gazette_page_tags_get (page->tags, tag), &start, &end);
}

/**
 * gazette_page_passages_draw:
 * @page: a page
 * @passage: a highlight of it
 *
 * Colours what is in the text of the page itself.
 */
void
gazette_page_passages_draw (GazettePageBuffer         *page,
                            const GazettePassageShown *passage)
{
  for (guint i = gazette_page_buffer_find_piece (page, passage->start); i < page->pieces->len; i++)
    {
      const GazettePiece *piece = gazette_page_buffer_get_piece (page, i);
      int start = MAX (passage->start, piece->text_start);
      int end = MIN (passage->end, piece->end);

      if (piece->start >= passage->end)
        break;
      if (piece->block == NULL || piece->anchor != NULL)
        continue;
      draw_part (page, colours[passage->annotation->colour], start, end);
      if (passage->annotation->note != NULL)
        draw_part (page, GAZETTE_TAG_HIGHLIGHT_NOTE, start, end);
    }
}

/**
 * gazette_page_passages_erase:
 * @page: a page
 *
 * Takes all colours of highlights from its text.
 */
void
gazette_page_passages_erase (GazettePageBuffer *page)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (page);
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  for (guint i = 0; i < GAZETTE_N_COLOURS; i++)
    gtk_text_buffer_remove_tag (buffer, gazette_page_tags_get (page->tags, colours[i]), &start, &end);
  gtk_text_buffer_remove_tag (buffer, gazette_page_tags_get (page->tags, GAZETTE_TAG_HIGHLIGHT_NOTE), &start, &end);
}

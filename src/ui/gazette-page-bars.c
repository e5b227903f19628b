/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-page-bars.h"

/* What is drawn of a page, and where. */
typedef struct
{
  GtkTextView           *view;
  GazettePageBuffer     *page;
  const GazettePageLook *look;
  int                    column;
  GtkSnapshot           *snapshot;
} Drawing;

static void
fill (Drawing *drawing,
      float    alpha,
      int      x,
      int      y,
      int      width,
      int      height)
{
  GdkRGBA shade = drawing->look->text;

  shade.alpha = alpha;
  gtk_snapshot_append_color (drawing->snapshot, &shade, &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) height));
}

/* How many quotations go on from the piece above. */
static guint
count_shared (const GazettePiece *piece,
              const GazettePiece *previous)
{
  guint shared = previous != NULL ? MIN (previous->indent.quote_depth, piece->indent.quote_depth) : 0;

  if (previous == NULL || piece->block == NULL || previous->block == piece->block)
    return shared;

  return MIN (shared, piece->block->quote_depth - piece->block->quotes);
}

/* Bars stand at the side that text begins at, one for each quotation. */
static void
draw_bars (Drawing            *drawing,
           const GazettePiece *piece,
           const GazettePiece *previous,
           int                 top,
           int                 bottom)
{
  int margin = gtk_text_view_get_left_margin (drawing->view);
  guint shared = count_shared (piece, previous);

  for (guint i = 0; i < piece->indent.quote_depth; i++)
    {
      int y = i < shared ? top : top + gazette_page_buffer_get_gap (drawing->page, piece);
      int x = margin + (int) i * GAZETTE_QUOTE_STEP;

      if (piece->indent.rtl)
        x = 2 * margin + drawing->column - x - GAZETTE_QUOTE_BAR;
      fill (drawing, 0.22f, x, y, GAZETTE_QUOTE_BAR, bottom - y);
    }
}

static void
draw_rule (Drawing *drawing,
           int      bottom)
{
  int margin = gtk_text_view_get_left_margin (drawing->view);
  int width = MIN (drawing->column, 120);

  fill (drawing, 0.2f, margin + (drawing->column - width) / 2, bottom - 5, width, 1);
}

static void
draw_piece (Drawing            *drawing,
            const GazettePiece *piece,
            const GazettePiece *previous,
            int                 top,
            int                 bottom)
{
  if (piece->indent.quote_depth > 0)
    draw_bars (drawing, piece, previous, top, bottom);
  if (piece->block != NULL && piece->block->kind == GAZETTE_BLOCK_RULE)
    draw_rule (drawing, bottom);
}

static gboolean
is_drawn (const GazettePiece *piece)
{
  return piece->indent.quote_depth > 0 || (piece->block != NULL && piece->block->kind == GAZETTE_BLOCK_RULE);
}

/* The lines that a character is in, from one edge of them to the other. */
static void
get_lines (Drawing *drawing,
           int      offset,
           int     *top,
           int     *bottom)
{
  GtkTextIter iter;
  int height;

  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (drawing->page), &iter, offset);
  gtk_text_view_get_line_yrange (drawing->view, &iter, top, &height);
  *bottom = *top + height;
}

/**
 * gazette_page_bars_draw:
 * @view: shows a page
 * @page: the page
 * @look: its look
 * @column: how wide the column is, in pixels, without margins
 * @snapshot: where the layer below the text goes
 *
 * Draws the bars of quotations and the rules that are on the screen.
 */
void
gazette_page_bars_draw (GtkTextView           *view,
                        GazettePageBuffer     *page,
                        const GazettePageLook *look,
                        int                    column,
                        GtkSnapshot           *snapshot)
{
  Drawing drawing = { view, page, look, column, snapshot };
  const GazettePiece *previous = NULL;
  guint n_pieces = gazette_page_buffer_get_n_pieces (page);
  GdkRectangle visible;
  GtkTextIter iter;
  guint first;

  gtk_text_view_get_visible_rect (view, &visible);
  gtk_text_view_get_line_at_y (view, &iter, visible.y, NULL);
  first = gazette_page_buffer_find_piece (page, gtk_text_iter_get_offset (&iter));
  if (first > 0)
    previous = gazette_page_buffer_get_piece (page, first - 1);

  for (guint i = first; i < n_pieces; i++)
    {
      const GazettePiece *piece = gazette_page_buffer_get_piece (page, i);
      int top;
      int last_top;
      int bottom;

      if (piece->is_hidden)
        continue;
      get_lines (&drawing, piece->start, &top, &bottom);
      if (top > visible.y + visible.height)
        break;
      if (is_drawn (piece))
        {
          get_lines (&drawing, piece->end, &last_top, &bottom);
          draw_piece (&drawing, piece, previous, top, bottom);
        }
      previous = piece;
    }
}

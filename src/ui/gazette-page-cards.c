/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Highlights in tables and in code, which are widgets with texts of their own. */

#include "config.h"

#include "gazette-code-text-private.h"
#include "gazette-page-buffer-private.h"
#include "gazette-page-cards.h"
#include "gazette-page-code.h"
#include "gazette-page-table.h"

/**
 * gazette_page_cards_is_card:
 * @piece: a piece of a page
 *
 * Returns: whether it is a table or code
 */
gboolean
gazette_page_cards_is_card (const GazettePiece *piece)
{
  return piece->anchor != NULL && piece->block != NULL &&
         (piece->block->kind == GAZETTE_BLOCK_TABLE || piece->block->kind == GAZETTE_BLOCK_PREFORMATTED);
}

/* The bytes of a block that are of a passage. */
static gboolean
find_part (GazettePageBuffer    *page,
           const GazettePassage *passage,
           const GazetteBlock   *block,
           guint                *start,
           guint                *end)
{
  const GazetteExcerpt *excerpt = &passage->excerpt;

  for (guint i = excerpt->first; passage->is_found && i <= excerpt->last; i++)
    {
      if (gazette_document_get_block (page->document, i) != block)
        continue;
      *start = i == excerpt->first ? excerpt->start : 0;
      *end = i == excerpt->last ? excerpt->end : G_MAXUINT;
      return TRUE;
    }

  return FALSE;
}

static GdkRGBA
get_colour (GazettePageBuffer *page,
            GazetteColour      colour)
{
  static const GazetteTag tags[GAZETTE_N_COLOURS] = {
    [GAZETTE_COLOUR_YELLOW] = GAZETTE_TAG_HIGHLIGHT_YELLOW,
    [GAZETTE_COLOUR_GREEN] = GAZETTE_TAG_HIGHLIGHT_GREEN,
    [GAZETTE_COLOUR_BLUE] = GAZETTE_TAG_HIGHLIGHT_BLUE,
    [GAZETTE_COLOUR_PINK] = GAZETTE_TAG_HIGHLIGHT_PINK,
  };
  g_autoptr(GdkRGBA) rgba = NULL;

  g_object_get (gazette_page_tags_get (page->tags, tags[colour]), "background-rgba", &rgba, NULL);

  return *rgba;
}

/**
 * gazette_page_cards_get_widget:
 * @piece: a piece of a page
 *
 * Returns: (transfer none) (nullable): the table or the code that stands for it, %NULL
 *   when it is something else or not there yet
 */
GtkWidget *
gazette_page_cards_get_widget (const GazettePiece *piece)
{
  g_autofree GtkWidget **widgets = NULL;
  guint n_widgets = 0;

  if (!gazette_page_cards_is_card (piece))
    return NULL;

  widgets = gtk_text_child_anchor_get_widgets (piece->anchor, &n_widgets);

  return n_widgets > 0 ? widgets[0] : NULL;
}

/**
 * gazette_page_cards_show_in:
 * @page: a page
 * @annotations: what is highlighted in its text
 * @piece: a piece of it
 *
 * Shows the highlights in a table or in code, instead of those that it shows.
 */
void
gazette_page_cards_show_in (GazettePageBuffer  *page,
                            GazetteAnnotations *annotations,
                            const GazettePiece *piece)
{
  GtkWidget *widget = gazette_page_cards_get_widget (piece);
  g_autoptr(GArray) marks = NULL;

  if (widget == NULL)
    return;

  marks = g_array_new (FALSE, FALSE, sizeof (GazetteCardMark));
  for (guint i = 0; i < annotations->all->len; i++)
    {
      const GazetteAnnotation *annotation = annotations->all->pdata[i];
      GazetteCardMark mark;

      if (!find_part (page, &g_array_index (annotations->passages, GazettePassage, i), piece->block, &mark.start, &mark.end))
        continue;
      mark.colour = get_colour (page, annotation->colour);
      g_array_append_val (marks, mark);
    }
  if (GAZETTE_IS_PAGE_TABLE (widget))
    gazette_page_table_set_highlights (GAZETTE_PAGE_TABLE (widget), marks);
  else
    gazette_code_text_set_highlights (gazette_page_code_get_text (GAZETTE_PAGE_CODE (widget)), marks);
}

/**
 * gazette_page_cards_show:
 * @page: a page
 * @annotations: what is highlighted in its text
 *
 * Shows the highlights in its tables and its code, as far as those are there.
 */
void
gazette_page_cards_show (GazettePageBuffer  *page,
                         GazetteAnnotations *annotations)
{
  for (guint i = 0; i < page->pieces->len; i++)
    gazette_page_cards_show_in (page, annotations, &g_array_index (page->pieces, GazettePiece, i));
}

/**
 * gazette_page_cards_get_at:
 * @page: a page
 * @annotations: what is highlighted in its text
 * @piece: a table or code of it
 * @start: a byte of the text of that
 * @end: the one after the last
 *
 * Returns: (transfer none) (nullable): the shortest highlight that has something of it
 */
GazetteAnnotation *
gazette_page_cards_get_at (GazettePageBuffer  *page,
                           GazetteAnnotations *annotations,
                           const GazettePiece *piece,
                           guint               start,
                           guint               end)
{
  GazetteAnnotation *found = NULL;
  guint length = 0;

  for (guint i = 0; i < annotations->all->len; i++)
    {
      guint from;
      guint to;

      if (!find_part (page, &g_array_index (annotations->passages, GazettePassage, i), piece->block, &from, &to) ||
          from >= end || to <= start || (found != NULL && to - from >= length))
        continue;
      found = annotations->all->pdata[i];
      length = to - from;
    }

  return found;
}

/**
 * gazette_page_cards_get_selection:
 * @page: a page
 * @excerpt: (out): the part of its document that is selected
 * @piece: (out): the table or the code that it is in
 *
 * Returns: whether something is selected in a table or in code
 */
gboolean
gazette_page_cards_get_selection (GazettePageBuffer   *page,
                                  GazetteExcerpt      *excerpt,
                                  const GazettePiece **piece)
{
  for (guint i = 0; i < page->pieces->len; i++)
    {
      GtkWidget *widget;
      guint block = 0;

      *piece = &g_array_index (page->pieces, GazettePiece, i);
      widget = gazette_page_cards_get_widget (*piece);
      if (widget == NULL)
        continue;
      if (GAZETTE_IS_PAGE_TABLE (widget)
            ? !gazette_page_table_get_selected (GAZETTE_PAGE_TABLE (widget), &excerpt->start, &excerpt->end)
            : !gazette_code_text_get_selected (gazette_page_code_get_text (GAZETTE_PAGE_CODE (widget)), &excerpt->start,
                                               &excerpt->end))
        continue;
      while (gazette_document_get_block (page->document, block) != (*piece)->block)
        block++;
      excerpt->first = excerpt->last = block;
      return TRUE;
    }

  return FALSE;
}

/**
 * gazette_page_cards_select:
 * @page: a page
 * @piece: (nullable): a table or code of it
 * @start: a byte of the text of that
 * @end: the one after the last
 *
 * Selects that, and nothing else in any table and code: in a table, what of it is in the
 * first of its cells.
 *
 * Returns: (transfer none) (nullable): the cell or the code that it is in, %NULL where
 *   that is not there yet
 */
GtkWidget *
gazette_page_cards_select (GazettePageBuffer  *page,
                           const GazettePiece *piece,
                           guint               start,
                           guint               end)
{
  GtkWidget *selected = NULL;

  for (guint i = 0; i < page->pieces->len; i++)
    {
      const GazettePiece *other = &g_array_index (page->pieces, GazettePiece, i);
      GtkWidget *widget = gazette_page_cards_get_widget (other);
      GtkWidget *found = NULL;
      guint from = other == piece ? start : 0;
      guint to = other == piece ? end : 0;

      if (GAZETTE_IS_PAGE_TABLE (widget))
        found = gazette_page_table_select (GAZETTE_PAGE_TABLE (widget), from, to);
      else if (widget != NULL)
        found = GTK_WIDGET (gazette_page_code_get_text (GAZETTE_PAGE_CODE (widget)));
      if (GAZETTE_IS_CODE_TEXT (found))
        gazette_code_text_select (GAZETTE_CODE_TEXT (found), from, to);
      if (other == piece)
        selected = found;
    }

  return selected;
}

/**
 * gazette_page_cards_scroll_to:
 * @view: the view of a page
 * @widget: a cell of a table in it, or code
 * @character: of code, a character
 * @where: where it comes to stand, from 0.0 for the top to 1.0 for the bottom
 *
 * Scrolls the view, which a table or code may be higher than, and the table or code, which
 * may be wider than the column.
 */
void
gazette_page_cards_scroll_to (GtkTextView *view,
                              GtkWidget   *widget,
                              guint        character,
                              double       where)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  GtkWidget *viewport = gtk_widget_get_ancestor (widget, GTK_TYPE_VIEWPORT);
  GdkRectangle place = { 0 };
  graphene_point_t point;

  if (GAZETTE_IS_CODE_TEXT (widget))
    {
      gazette_code_text_get_place (GAZETTE_CODE_TEXT (widget), character, &place);
      gtk_adjustment_clamp_page (gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (viewport)), place.x - 60, place.x + 200);
    }
  else if (viewport != NULL)
    {
      gtk_viewport_scroll_to (GTK_VIEWPORT (viewport), widget, NULL);
    }
  if (gtk_widget_compute_point (widget, GTK_WIDGET (view), &GRAPHENE_POINT_INIT (0, (float) place.y), &point))
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + point.y -
                                            where * gtk_adjustment_get_page_size (adjustment));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-page-buffer-private.h"
#include "gazette-page-chips.h"

/* How much wider a chip is than its text at each side, and how round, in pixels. */
#define PADDING 2
#define RADIUS 5

/* How high it is, of the body's font size. */
#define HEIGHT 1.3

/* Keys stand out a little more. */
static const struct
{
  GazetteTag tag;
  float      alpha;
} chips[] = {
  { GAZETTE_TAG_CODE, 0.08f },
  { GAZETTE_TAG_KEY, 0.14f },
};

static void
get_place (GtkTextView  *view,
           GtkTextIter  *iter,
           GdkRectangle *place)
{
  gtk_text_view_get_iter_location (view, iter, place);
  /* What is read from the right is measured from there. */
  if (place->width < 0)
    {
      place->x += place->width;
      place->width = -place->width;
    }
}

/* The one after the last character before @stop that is on the line of @start. */
static GtkTextIter
find_end_of_line (GtkTextView       *view,
                  const GtkTextIter *start,
                  const GtkTextIter *stop)
{
  GtkTextIter end = *start;
  GdkRectangle first;
  int low = gtk_text_iter_get_offset (start);
  int high = gtk_text_iter_get_offset (stop) - 1;

  gtk_text_view_get_iter_location (view, start, &first);
  while (low < high)
    {
      int middle = low + (high - low + 1) / 2;
      GdkRectangle place;

      gtk_text_iter_set_offset (&end, middle);
      gtk_text_view_get_iter_location (view, &end, &place);
      if (place.y == first.y)
        low = middle;
      else
        high = middle - 1;
    }
  gtk_text_iter_set_offset (&end, low + 1);

  return end;
}

static void
draw_chip (GtkTextView       *view,
           GtkSnapshot       *snapshot,
           const GtkTextIter *start,
           const GtkTextIter *end,
           const GdkRGBA     *colour,
           int                height)
{
  GtkTextIter first = *start;
  GtkTextIter last = *end;
  GdkRectangle place;
  GdkRectangle other;
  GskRoundedRect shape;

  /* A space at which the line is broken is not seen. */
  do
    gtk_text_iter_backward_char (&last);
  while (gtk_text_iter_compare (&last, &first) > 0 && g_unichar_isspace (gtk_text_iter_get_char (&last)));

  get_place (view, &first, &place);
  get_place (view, &last, &other);
  gdk_rectangle_union (&place, &other, &place);
  gsk_rounded_rect_init_from_rect (&shape,
                                   &GRAPHENE_RECT_INIT ((float) (place.x - PADDING),
                                                        (float) place.y + (float) (place.height - height) / 2,
                                                        (float) (place.width + 2 * PADDING), (float) height),
                                   RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, colour, &shape.bounds);
  gtk_snapshot_pop (snapshot);
}

static void
draw_chips (GtkTextView   *view,
            GtkSnapshot   *snapshot,
            GtkTextTag    *tag,
            const GdkRGBA *colour,
            int            height)
{
  GdkRectangle visible;
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_view_get_visible_rect (view, &visible);
  gtk_text_view_get_line_at_y (view, &start, visible.y, NULL);
  gtk_text_view_get_line_at_y (view, &end, visible.y + visible.height, NULL);
  gtk_text_iter_forward_line (&end);

  while ((gtk_text_iter_has_tag (&start, tag) || gtk_text_iter_forward_to_tag_toggle (&start, tag)) &&
         gtk_text_iter_compare (&start, &end) < 0)
    {
      GtkTextIter stop = start;

      gtk_text_iter_forward_to_tag_toggle (&stop, tag);
      while (gtk_text_iter_compare (&start, &stop) < 0)
        {
          GtkTextIter line_end = find_end_of_line (view, &start, &stop);

          draw_chip (view, snapshot, &start, &line_end, colour, height);
          start = line_end;
        }
    }
}

/**
 * gazette_page_chips_draw:
 * @view: a view
 * @page: its page
 * @look: of the page
 * @snapshot: the layer below its text
 *
 * Draws a chip with round ends behind inline code and keys on the screen, one on
 * each line: the background of a tag would be as high as the line, and square.
 */
void
gazette_page_chips_draw (GtkTextView           *view,
                         GazettePageBuffer     *page,
                         const GazettePageLook *look,
                         GtkSnapshot           *snapshot)
{
  g_return_if_fail (GTK_IS_TEXT_VIEW (view));
  g_return_if_fail (GAZETTE_IS_PAGE_BUFFER (page));

  for (gsize i = 0; i < G_N_ELEMENTS (chips); i++)
    {
      GdkRGBA colour = look->text;

      colour.alpha *= chips[i].alpha;
      draw_chips (view, snapshot, gazette_page_tags_get (page->tags, chips[i].tag), &colour,
                  (int) (look->font_size * HEIGHT));
    }
}

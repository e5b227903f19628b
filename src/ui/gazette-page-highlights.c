/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-error.h"
#include "gazette-highlight-popover.h"
#include "gazette-page-buffer-private.h"
#include "gazette-page-cards.h"
#include "gazette-page-code.h"
#include "gazette-page-folds.h"
#include "gazette-page-highlights.h"
#include "gazette-page-markdown.h"
#include "gazette-page-passages.h"
#include "gazette-page-table.h"
#include "gazette-ticket.h"
#include "gazette-toast.h"

/* How long highlights are drawn at a time, in microseconds. */
#define SLICE 1000

/* Where on the screen the one that is gone to comes to stand. */
#define WHERE 0.3

/* How many characters of a highlight are said aloud. */
#define MAX_ANNOUNCED 200

struct _GazettePageHighlights
{
  GObject             parent_instance;

  GazettePageView    *view;
  GtkWidget          *holder; /* NULL when the view goes */
  GtkWidget          *popover; /* made when it is opened first */

  GazetteNewsroom    *newsroom;
  GazettePageBuffer  *page;
  GazetteAnnotations *annotations;
  GArray             *shown;
  gint64              serial;

  /* The next one to be drawn. */
  guint               next;
  guint               draw_source;

  /* Which one is to be gone to in which article, and which one opened, once they are
   * drawn. */
  gint64              going_to;
  gint64              going_to_article;
  gint64              opening;
  /* Whether another page is on its way. */
  gboolean            is_leaving;

  /* The one that was gone to last. */
  gint64              selected;
};

G_DEFINE_FINAL_TYPE (GazettePageHighlights, gazette_page_highlights, G_TYPE_OBJECT)

static GazettePassageShown *
get_shown (GazettePageHighlights *self,
           guint                  position)
{
  return gazette_page_passages_get (self->shown, position);
}

static GtkTextBuffer *
get_buffer (GazettePageHighlights *self)
{
  return GTK_TEXT_BUFFER (self->page);
}

static void
get_place (GazettePageHighlights *self,
           int                    offset,
           GdkRectangle          *place)
{
  graphene_point_t point;
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_offset (get_buffer (self), &iter, offset);
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (self->view), &iter, place);
  gtk_text_view_buffer_to_window_coords (GTK_TEXT_VIEW (self->view), GTK_TEXT_WINDOW_WIDGET, place->x, place->y,
                                         &place->x, &place->y);
  if (gtk_widget_compute_point (GTK_WIDGET (self->view), self->holder, &GRAPHENE_POINT_INIT (place->x, place->y), &point))
    {
      place->x = CLAMP ((int) point.x, 0, gtk_widget_get_width (self->holder));
      place->y = CLAMP ((int) point.y, 0, gtk_widget_get_height (self->holder) - place->height);
    }
  place->width = MAX (1, place->width);
}

static void changed_cb (GazettePageHighlights *self,
                        gint64                 id,
                        guint                  colour,
                        const char            *note);

static void
open_popover (GazettePageHighlights *self,
              GazetteAnnotation     *annotation,
              const GdkRectangle    *place)
{
  if (self->popover == NULL)
    {
      self->popover = gazette_highlight_popover_new ();
      gtk_widget_set_parent (self->popover, self->holder);
      g_signal_connect_object (self->popover, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
    }

  gazette_highlight_popover_open (GAZETTE_HIGHLIGHT_POPOVER (self->popover), annotation, place);
}

static void
open_at (GazettePageHighlights *self,
         const GazettePassageShown *shown,
         int                    offset)
{
  GdkRectangle place;

  get_place (self, offset, &place);
  open_popover (self, shown->annotation, &place);
}

/* It is selected, so that one sees which it is, and a screen reader says it. */
static void
select_shown (GazettePageHighlights *self,
              guint                  position)
{
  const GazettePassageShown *shown = get_shown (self, position);
  const char *exact = shown->annotation->quote.exact;
  g_autofree char *text = g_utf8_substring (exact, 0, MIN (g_utf8_strlen (exact, -1), MAX_ANNOUNCED));
  g_autofree char *words = NULL;
  GtkWidget *card;
  GtkTextIter start;
  GtkTextIter end;

  card = gazette_page_cards_select (self->page, shown->card, shown->card_start, shown->card_end);
  if (card != NULL && gtk_widget_get_mapped (card))
    gazette_page_cards_scroll_to (GTK_TEXT_VIEW (self->view), card,
                                  (guint) g_utf8_strlen (shown->card->block->text, shown->card_start), WHERE);
  else
    gazette_page_view_scroll_to (self->view, shown->start, WHERE);
  gtk_text_buffer_get_iter_at_offset (get_buffer (self), &start, shown->start);
  gtk_text_buffer_get_iter_at_offset (get_buffer (self), &end, card != NULL ? shown->start : shown->end);
  gtk_text_buffer_select_range (get_buffer (self), &start, &end);
  self->selected = shown->annotation->id;

  /* TRANSLATORS: said by a screen reader: which highlight of how many, what it says,
   * and the note beside it */
  words = shown->annotation->note != NULL ? g_strdup_printf (_("Highlight %u of %u: %s. Note: %s"), position + 1,
                                                             self->shown->len, text, shown->annotation->note)
                                          : g_strdup_printf (_("Highlight %u of %u: %s"), position + 1,
                                                             self->shown->len, text);
  gtk_accessible_announce (GTK_ACCESSIBLE (self->view), words, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
finish_drawing (GazettePageHighlights *self)
{
  gint64 opening = self->opening;
  guint position;

  self->opening = 0;
  if (self->going_to != 0 && !self->is_leaving &&
      self->going_to_article == gazette_page_buffer_get_stored (self->page)->id)
    {
      position = gazette_page_passages_find_id (self->shown, self->going_to);
      self->going_to = 0;
      if (position < self->shown->len)
        select_shown (self, position);
      else
        gazette_toast_tell (self->holder, _("This passage is not in the text any more."));
    }
  position = opening != 0 ? gazette_page_passages_find_id (self->shown, opening) : self->shown->len;
  if (position < self->shown->len)
    open_at (self, get_shown (self, position), get_shown (self, position)->end - 1);
}

static gboolean
draw_some (GazettePageHighlights *self)
{
  gint64 until = g_get_monotonic_time () + SLICE;

  while (self->next < self->shown->len)
    {
      gazette_page_passages_draw (self->page, get_shown (self, self->next++));
      if (g_get_monotonic_time () >= until)
        return self->next < self->shown->len;
    }

  return FALSE;
}

static gboolean
draw_cb (gpointer user_data)
{
  GazettePageHighlights *self = user_data;

  if (draw_some (self))
    return G_SOURCE_CONTINUE;

  self->draw_source = 0;
  finish_drawing (self);

  return G_SOURCE_REMOVE;
}

static void
draw (GazettePageHighlights *self)
{
  g_clear_handle_id (&self->draw_source, g_source_remove);
  self->next = 0;
  if (draw_some (self))
    self->draw_source = g_idle_add_full (GDK_PRIORITY_REDRAW + 1, draw_cb, self, NULL);
  else
    finish_drawing (self);
}

/* Those that are in the text now and were not, and the other way round. */
static void
note_lost (GazettePageHighlights *self)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GazetteLibrary *library = gazette_newsroom_get_library (self->newsroom);

  for (guint i = 0; i < self->annotations->all->len; i++)
    {
      const GazetteAnnotation *annotation = self->annotations->all->pdata[i];

      if (annotation->is_lost == g_array_index (self->annotations->passages, GazettePassage, i).is_found)
        g_array_append_val (ids, annotation->id);
    }
  if (ids->len > 0)
    dex_future_disown (gazette_library_note_lost_highlights (library,
                                                             gazette_page_buffer_get_stored (self->page)->id, ids));
}

static DexFuture *
found_cb (DexFuture *future,
          gpointer   user_data)
{
  GazetteTicket *ticket = user_data;
  g_autoptr(GazettePageHighlights) self = gazette_ticket_dup_owner (ticket);
  const GValue *value = dex_future_get_value (future, NULL);

  if (self == NULL || self->serial != ticket->id || value == NULL || self->holder == NULL)
    return NULL;

  if (self->shown->len > 0)
    gazette_page_passages_erase (self->page);
  g_clear_pointer (&self->annotations, gazette_annotations_unref);
  self->annotations = g_value_dup_boxed (value);
  gazette_page_passages_find (self->page, self->annotations, self->shown);
  draw (self);
  gazette_page_cards_show (self->page, self->annotations);
  note_lost (self);

  return NULL;
}

static void
load (GazettePageHighlights *self)
{
  DexFuture *found;

  self->serial++;
  if (self->page == NULL)
    return;

  found = gazette_newsroom_find_highlights (self->newsroom, gazette_page_buffer_get_stored (self->page)->id,
                                            self->page->document);
  dex_future_disown (dex_future_finally (found, found_cb, gazette_ticket_new (self, self->serial), gazette_ticket_free));
}

static void
highlights_changed_cb (GazettePageHighlights *self,
                       gint64                 article_id)
{
  if (self->page != NULL && (article_id == 0 || article_id == gazette_page_buffer_get_stored (self->page)->id))
    load (self);
}

/* In a table or in code, at a place of the holder. */
static void
open_in_card (GazettePageHighlights *self,
              const GazettePiece    *piece,
              guint                  start,
              guint                  end,
              GtkWidget             *widget,
              double                 x,
              double                 y)
{
  GazetteAnnotation *annotation = gazette_page_cards_get_at (self->page, self->annotations, piece, start, end);
  graphene_point_t point;
  GdkRectangle place;

  if (annotation == NULL ||
      !gtk_widget_compute_point (widget, self->holder, &GRAPHENE_POINT_INIT ((float) x, (float) y), &point))
    return;

  place = (GdkRectangle) { (int) point.x, (int) point.y, 1, 1 };
  open_popover (self, annotation, &place);
}

static void
code_clicked_cb (GazettePageHighlights *self,
                 guint                  byte,
                 GazetteCodeText       *text)
{
  for (guint i = 0; self->page != NULL && self->annotations != NULL && i < self->page->pieces->len; i++)
    {
      const GazettePiece *piece = gazette_page_buffer_get_piece (self->page, i);
      GtkWidget *widget = gazette_page_cards_get_widget (piece);
      GdkRectangle place;

      if (!GAZETTE_IS_PAGE_CODE (widget) || gazette_page_code_get_text (GAZETTE_PAGE_CODE (widget)) != text)
        continue;
      gazette_code_text_get_place (text, (guint) g_utf8_strlen (piece->block->text, byte), &place);
      open_in_card (self, piece, byte, byte + 1, GTK_WIDGET (text), place.x, place.y + place.height);
    }
}

/**
 * gazette_page_highlights_show_in:
 * @self: the highlights of a view
 * @piece: a piece of the page, whose widget has just come
 *
 * Shows what is highlighted in it.
 */
void
gazette_page_highlights_show_in (GazettePageHighlights *self,
                                 const GazettePiece    *piece)
{
  GtkWidget *widget = gazette_page_cards_get_widget (piece);

  if (GAZETTE_IS_PAGE_CODE (widget))
    g_signal_connect_object (gazette_page_code_get_text (GAZETTE_PAGE_CODE (widget)), "clicked", G_CALLBACK (code_clicked_cb),
                             self, G_CONNECT_SWAPPED);
  if (self->page != NULL && self->annotations != NULL)
    gazette_page_cards_show_in (self->page, self->annotations, piece);
}

/* Returns: whether it is in a table, whose cells know what is highlighted in them */
static gboolean
open_in_table (GazettePageHighlights *self,
               double                 x,
               double                 y)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self->view), x, y, GTK_PICK_DEFAULT);
  GtkWidget *table = picked != NULL ? gtk_widget_get_ancestor (picked, GAZETTE_TYPE_PAGE_TABLE) : NULL;
  guint start;
  guint end;

  if (table == NULL)
    return FALSE;
  if (self->annotations == NULL || !gazette_page_table_find_cell (GAZETTE_PAGE_TABLE (table), picked, &start, &end))
    return TRUE;

  for (guint i = 0; i < self->page->pieces->len; i++)
    {
      const GazettePiece *piece = gazette_page_buffer_get_piece (self->page, i);

      if (gazette_page_cards_get_widget (piece) == table)
        open_in_card (self, piece, start, end, GTK_WIDGET (self->view), x, y);
    }

  return TRUE;
}

static void
released_cb (GazettePageHighlights *self,
             int                    n_press,
             double                 x,
             double                 y)
{
  GtkTextIter iter;
  int buffer_x;
  int buffer_y;
  int offset;
  guint position;

  /* Who drags over a highlight wants its words. */
  if (n_press != 1 || self->page == NULL || gtk_text_buffer_get_has_selection (get_buffer (self)) ||
      open_in_table (self, x, y))
    return;

  gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (self->view), GTK_TEXT_WINDOW_WIDGET, (int) x, (int) y, &buffer_x,
                                         &buffer_y);
  if (!gtk_text_view_get_iter_at_position (GTK_TEXT_VIEW (self->view), &iter, NULL, buffer_x, buffer_y))
    return;

  offset = gtk_text_iter_get_offset (&iter);
  position = gazette_page_passages_find_around (self->shown, offset, offset + 1);
  if (position < self->shown->len && gazette_page_buffer_get_link (self->page, offset, NULL, NULL) == NULL &&
      gazette_page_folds_get_at (self->page, offset) < 0)
    open_at (self, get_shown (self, position), offset);
}

static DexFuture *
failed_cb (DexFuture *future,
           gpointer   user_data)
{
  g_autoptr(GazettePageHighlights) self = gazette_ticket_dup_owner (user_data);
  g_autoptr(GError) error = NULL;

  dex_future_get_value (future, &error);
  if (self != NULL && self->holder != NULL && error != NULL && error->domain == GAZETTE_ERROR)
    gazette_toast_tell (self->holder, error->message);

  return NULL;
}

static void
changed_cb (GazettePageHighlights *self,
            gint64                 id,
            guint                  colour,
            const char            *note)
{
  DexFuture *changed;

  if (self->newsroom == NULL)
    return;

  changed = gazette_library_change_highlight (gazette_newsroom_get_library (self->newsroom), id, colour, note);
  dex_future_disown (dex_future_catch (changed, failed_cb, gazette_ticket_new (self, 0), gazette_ticket_free));
}

static void
gazette_page_highlights_finalize (GObject *object)
{
  GazettePageHighlights *self = GAZETTE_PAGE_HIGHLIGHTS (object);

  g_clear_handle_id (&self->draw_source, g_source_remove);
  g_clear_pointer (&self->annotations, gazette_annotations_unref);
  g_clear_object (&self->page);
  g_clear_object (&self->newsroom);
  g_array_unref (self->shown);

  G_OBJECT_CLASS (gazette_page_highlights_parent_class)->finalize (object);
}

static void
gazette_page_highlights_class_init (GazettePageHighlightsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gazette_page_highlights_finalize;
}

static void
gazette_page_highlights_init (GazettePageHighlights *self)
{
  self->shown = gazette_page_passages_new ();
}

/**
 * gazette_page_highlights_new:
 * @view: the view of the page
 * @holder: what the popover of a highlight belongs to; both live as long as nobody has
 *   called gazette_page_highlights_end()
 *
 * Returns: (transfer full): the highlights of a view without a page
 */
GazettePageHighlights *
gazette_page_highlights_new (GazettePageView *view,
                             GtkWidget       *holder)
{
  GazettePageHighlights *self = g_object_new (GAZETTE_TYPE_PAGE_HIGHLIGHTS, NULL);
  GtkEventController *click = GTK_EVENT_CONTROLLER (gtk_gesture_click_new ());

  self->view = view;
  self->holder = holder;
  g_signal_connect_object (click, "released", G_CALLBACK (released_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (view), click);

  return self;
}

/**
 * gazette_page_highlights_begin:
 * @self: the highlights of a view
 * @newsroom: where they are kept
 * @page: (nullable): the page that the view shows from now on, %NULL for one that has
 *   no highlights
 */
void
gazette_page_highlights_begin (GazettePageHighlights *self,
                               GazetteNewsroom       *newsroom,
                               GazettePageBuffer     *page)
{
  g_return_if_fail (GAZETTE_IS_PAGE_HIGHLIGHTS (self));
  g_return_if_fail (GAZETTE_IS_NEWSROOM (newsroom));

  if (self->newsroom != newsroom)
    {
      if (self->newsroom != NULL)
        g_signal_handlers_disconnect_by_data (gazette_newsroom_get_library (self->newsroom), self);
      g_set_object (&self->newsroom, newsroom);
      g_signal_connect_object (gazette_newsroom_get_library (newsroom), "highlights-changed",
                               G_CALLBACK (highlights_changed_cb), self, G_CONNECT_SWAPPED);
    }

  if (self->popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
  g_clear_handle_id (&self->draw_source, g_source_remove);
  g_clear_pointer (&self->annotations, gazette_annotations_unref);
  g_array_set_size (self->shown, 0);
  self->opening = 0;
  self->is_leaving = FALSE;
  g_set_object (&self->page, page);
  load (self);
}

/**
 * gazette_page_highlights_leave:
 * @self: the highlights of a view
 *
 * Says that the page will be another one soon: what is gone to until then is gone to
 * on that one.
 */
void
gazette_page_highlights_leave (GazettePageHighlights *self)
{
  g_return_if_fail (GAZETTE_IS_PAGE_HIGHLIGHTS (self));

  self->is_leaving = TRUE;
}

/**
 * gazette_page_highlights_end:
 * @self: the highlights of a view that goes
 */
void
gazette_page_highlights_end (GazettePageHighlights *self)
{
  g_return_if_fail (GAZETTE_IS_PAGE_HIGHLIGHTS (self));

  self->serial++;
  g_clear_handle_id (&self->draw_source, g_source_remove);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  self->holder = NULL;
}

static DexFuture *
added_cb (DexFuture *future,
          gpointer   user_data)
{
  GazetteTicket *ticket = user_data;
  g_autoptr(GazettePageHighlights) self = gazette_ticket_dup_owner (ticket);

  /* Its drawing comes after this. */
  if (self != NULL && ticket->id != 0)
    self->opening = g_value_get_int64 (dex_future_get_value (future, NULL));

  return dex_ref (future);
}

static DexFuture *
add_excerpt (GazettePageHighlights *self,
             const GazetteExcerpt  *excerpt,
             gboolean               with_note)
{
  return dex_future_then (gazette_newsroom_highlight (self->newsroom, gazette_page_buffer_get_stored (self->page)->id,
                                                      self->page->document, excerpt),
                          added_cb, gazette_ticket_new (self, with_note), gazette_ticket_free);
}

static DexFuture *
add_in_card (GazettePageHighlights *self,
             const GazettePiece    *piece,
             const GazetteExcerpt  *excerpt,
             gboolean               with_note)
{
  GazetteAnnotation *there = NULL;

  if (self->annotations != NULL)
    there = gazette_page_cards_get_at (self->page, self->annotations, piece, excerpt->start, excerpt->end);
  if (there == NULL)
    return add_excerpt (self, excerpt, with_note);

  open_in_card (self, piece, excerpt->start, excerpt->end, gazette_page_cards_get_widget (piece), 0, 0);

  return dex_future_new_for_int64 (0);
}

/**
 * gazette_page_highlights_add:
 * @self: the highlights of a view
 * @with_note: whether it is opened for a note
 *
 * Highlights what is selected. What is highlighted already is opened.
 *
 * Rejected with %GAZETTE_ERROR_FAILED when nothing of the text is selected, and as
 * gazette_newsroom_highlight() is.
 *
 * Returns: (transfer full): a future for the row of the new highlight, a gint64; 0 when
 *   there is none
 */
DexFuture *
gazette_page_highlights_add (GazettePageHighlights *self,
                             gboolean               with_note)
{
  const GazettePiece *piece;
  GazetteExcerpt excerpt;
  GtkTextIter start;
  GtkTextIter end;
  guint position;

  dex_return_error_if_fail (GAZETTE_IS_PAGE_HIGHLIGHTS (self));

  if (self->page != NULL && !gtk_text_buffer_get_has_selection (get_buffer (self)) &&
      gazette_page_cards_get_selection (self->page, &excerpt, &piece))
    return add_in_card (self, piece, &excerpt, with_note);
  if (self->page == NULL || !gazette_page_find_excerpt (self->page, &excerpt))
    return dex_future_new_reject (GAZETTE_ERROR, GAZETTE_ERROR_FAILED,
                                  _("Select a passage of the text first, to highlight it."));

  gtk_text_buffer_get_selection_bounds (get_buffer (self), &start, &end);
  position = gazette_page_passages_find_around (self->shown, gtk_text_iter_get_offset (&start), gtk_text_iter_get_offset (&end));
  if (position < self->shown->len)
    {
      open_at (self, get_shown (self, position), gtk_text_iter_get_offset (&end) - 1);
      return dex_future_new_for_int64 (0);
    }

  gtk_text_buffer_place_cursor (get_buffer (self), &end);

  return add_excerpt (self, &excerpt, with_note);
}

/**
 * gazette_page_highlights_go_to:
 * @self: the highlights of a view
 * @article_id: the article that is shown, or will be shown next
 * @id: a highlight of it
 *
 * Scrolls to it once the page is there, and selects it.
 */
void
gazette_page_highlights_go_to (GazettePageHighlights *self,
                               gint64                 article_id,
                               gint64                 id)
{
  g_return_if_fail (GAZETTE_IS_PAGE_HIGHLIGHTS (self));

  self->going_to_article = article_id;
  self->going_to = id;
  if (self->page != NULL && self->annotations != NULL && self->draw_source == 0)
    finish_drawing (self);
}

/* The one that was gone to last, as long as it is what is selected: several may begin at
 * one character of the page, which a table or code is. */
static guint
find_selected (GazettePageHighlights *self)
{
  guint position = gazette_page_passages_find_id (self->shown, self->selected);
  const GazettePassageShown *shown = position < self->shown->len ? get_shown (self, position) : NULL;
  const GazettePiece *piece;
  GazetteExcerpt excerpt;
  GtkTextIter start;
  GtkTextIter end;
  gboolean is_selected;

  if (shown == NULL)
    return self->shown->len;

  if (gtk_text_buffer_get_selection_bounds (get_buffer (self), &start, &end))
    is_selected = gtk_text_iter_get_offset (&start) == shown->start && gtk_text_iter_get_offset (&end) == shown->end;
  else
    is_selected = gazette_page_cards_get_selection (self->page, &excerpt, &piece) && piece == shown->card &&
                  excerpt.start == shown->card_start;

  return is_selected ? position : self->shown->len;
}

/* The character that what is selected begins at, or the one before the top of the screen;
 * of a table or code, with the byte of its text. */
static int
get_current_offset (GazettePageHighlights *self,
                    guint                 *byte)
{
  const GazettePiece *piece;
  GazetteExcerpt excerpt;
  GdkRectangle visible;
  GtkTextIter start;
  GtkTextIter end;

  *byte = 0;
  if (gtk_text_buffer_get_selection_bounds (get_buffer (self), &start, &end))
    return gtk_text_iter_get_offset (&start);
  if (gazette_page_cards_get_selection (self->page, &excerpt, &piece))
    {
      *byte = excerpt.start;
      return piece->start;
    }

  gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (self->view), &visible);
  gtk_text_view_get_line_at_y (GTK_TEXT_VIEW (self->view), &start, visible.y, NULL);

  return gtk_text_iter_get_offset (&start) - 1;
}

/**
 * gazette_page_highlights_move:
 * @self: the highlights of a view
 * @direction: 1 for the next one, -1 for the one before
 *
 * Goes to the highlight after or before what is selected, or at the top of the screen.
 *
 * Returns: whether there is one
 */
gboolean
gazette_page_highlights_move (GazettePageHighlights *self,
                              int                    direction)
{
  guint position;
  guint byte;
  int offset;

  g_return_val_if_fail (GAZETTE_IS_PAGE_HIGHLIGHTS (self), FALSE);

  if (self->page == NULL || self->shown->len == 0)
    return FALSE;

  position = find_selected (self);
  /* Before the first there is none: that is no position either. */
  if (position < self->shown->len)
    {
      position += (guint) direction;
    }
  else
    {
      offset = get_current_offset (self, &byte);
      position = gazette_page_passages_find_beside (self->shown, offset, byte, direction);
    }
  if (position >= self->shown->len)
    return FALSE;

  select_shown (self, position);

  return TRUE;
}

/**
 * gazette_page_highlights_get_all:
 * @self: the highlights of a view
 *
 * Returns: (transfer none) (nullable): what is highlighted on the page that is shown,
 *   %NULL while that is not known
 */
GazetteAnnotations *
gazette_page_highlights_get_all (GazettePageHighlights *self)
{
  g_return_val_if_fail (GAZETTE_IS_PAGE_HIGHLIGHTS (self), NULL);

  return self->annotations;
}

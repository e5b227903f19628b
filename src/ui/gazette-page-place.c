/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-page-buffer-private.h"
#include "gazette-page-place.h"

/* How long scrolling rests before the place is kept, in milliseconds. */
#define REST 1000

/* The text view lays out lines beyond the screen bit by bit when it is idle, and
 * what is on the screen moves with them: the place is held until there is time for
 * what is less urgent than that, and it has rested for as many frames; and no longer
 * than for as many as that. */
#define RESTED_FRAMES 3
#define MAX_FRAMES 600

struct _GazettePagePlace
{
  GObject            parent_instance;

  GazettePageView   *view;
  GtkAdjustment     *adjustment;
  GazetteLibrary    *library;
  double             progress;

  /* The character at the top of the screen. */
  int                top;

  /* The character that is to stay where it is while lines are laid out anew, -1 for
   * none: from 0.0 for the top of the screen to 1.0 for its bottom. */
  int                held;
  double             where;
  guint              n_frames;
  guint              n_rested;
  double             upper;
  guint              tick;
  guint              idle_source;

  /* The place that the library has, and when another one is kept. */
  GazettePosition    kept;
  guint              rest_source;
};

G_DEFINE_FINAL_TYPE (GazettePagePlace, gazette_page_place, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_PROGRESS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static guint
find_block (GazetteDocument    *document,
            const GazetteBlock *block)
{
  guint n = gazette_document_get_n_blocks (document);
  guint i = 0;

  while (i < n && gazette_document_get_block (document, i) != block)
    i++;

  return i;
}

/* What is above the text is its beginning. */
static GazettePosition
get_position (GazettePageBuffer *page,
              int                offset)
{
  guint i = gazette_page_buffer_find_piece (page, offset);
  const GazettePiece *piece = i < page->pieces->len ? gazette_page_buffer_get_piece (page, i) : NULL;
  GazettePosition position = { 0 };

  if (piece == NULL || piece->block == NULL)
    return position;

  position.block = find_block (page->document, piece->block);
  if (piece->anchor == NULL)
    position.character = (guint) MAX (0, offset - piece->text_start);

  return position;
}

/* Returns: the character there, 0 when the text has become shorter than that */
static int
find_position (GazettePageBuffer     *page,
               const GazettePosition *position)
{
  const GazetteBlock *block;

  if ((position->block == 0 && position->character == 0) ||
      position->block >= gazette_document_get_n_blocks (page->document))
    return 0;

  block = gazette_document_get_block (page->document, position->block);
  for (guint i = 0; i < page->pieces->len; i++)
    {
      const GazettePiece *piece = gazette_page_buffer_get_piece (page, i);

      if (piece->block == block)
        return piece->anchor != NULL ? piece->start
                                     : (int) MIN ((guint) (piece->end - piece->text_start), position->character) + piece->text_start;
    }

  return 0;
}

/* The line on the screen at that height: its first character, and its last. */
static void
find_line (GazettePagePlace *self,
           int               y,
           int              *start,
           int              *end)
{
  GtkTextView *view = GTK_TEXT_VIEW (self->view);
  GdkRectangle visible;
  GtkTextIter iter;

  gtk_text_view_get_visible_rect (view, &visible);
  gtk_text_view_get_iter_at_location (view, &iter, visible.x + visible.width / 2, visible.y + y);
  gtk_text_view_backward_display_line_start (view, &iter);
  *start = gtk_text_iter_get_offset (&iter);
  gtk_text_view_forward_display_line_end (view, &iter);
  *end = gtk_text_iter_get_offset (&iter);
}

/* A word in the midst of the line stays the one that is meant: with each change of
 * width the beginning of the line would move a little. */
static gboolean
has_line (GazettePagePlace *self,
          int               offset,
          int              *start)
{
  int end;

  find_line (self, 1, start, &end);

  return offset >= *start && offset <= end;
}

static const GazettePiece *
get_foot (GazettePageBuffer *page)
{
  guint n = gazette_page_buffer_get_n_pieces (page);
  const GazettePiece *last = n > 0 ? gazette_page_buffer_get_piece (page, n - 1) : NULL;

  return last != NULL && last->kind == GAZETTE_PIECE_FOOT ? last : NULL;
}

/* Whether the last line of the text is on the screen, or above it. */
static gboolean
is_at_end (GazettePagePlace *self)
{
  const GazettePiece *foot = get_foot (gazette_page_view_get_page (self->view));
  int start;
  int end;

  find_line (self, (int) gtk_adjustment_get_page_size (self->adjustment) - 1, &start, &end);

  return foot != NULL && end >= foot->start - 1;
}

static void
update_progress (GazettePagePlace *self)
{
  GazettePageBuffer *page = gazette_page_view_get_page (self->view);
  const GazettePiece *foot = page != NULL ? get_foot (page) : NULL;
  double progress = -1;

  if (foot != NULL)
    {
      double way;
      GtkTextIter iter;
      int y;

      gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (page), &iter, foot->start);
      gtk_text_view_get_line_yrange (GTK_TEXT_VIEW (self->view), &iter, &y, NULL);
      way = y - gtk_adjustment_get_page_size (self->adjustment);
      if (way > 1)
        progress = CLAMP (gtk_adjustment_get_value (self->adjustment) / way, 0, 1);
    }
  if (progress == self->progress)
    return;

  self->progress = progress;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
}

static gboolean
rest_cb (gpointer user_data)
{
  GazettePagePlace *self = user_data;

  self->rest_source = 0;
  gazette_page_place_keep (self);

  return G_SOURCE_REMOVE;
}

static void
scrolled_cb (GazettePagePlace *self)
{
  int start = 0;

  if (gazette_page_view_get_page (self->view) == NULL)
    return;

  update_progress (self);
  if (self->held >= 0)
    return;
  if (gtk_adjustment_get_value (self->adjustment) < 1 ? self->top == 0 : has_line (self, self->top, &start))
    return;

  self->top = start;
  if (self->library == NULL)
    return;
  g_clear_handle_id (&self->rest_source, g_source_remove);
  self->rest_source = g_timeout_add (REST, rest_cb, self);
}

static void
let_go (GazettePagePlace *self)
{
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->view), self->tick);
  self->tick = 0;
  g_clear_handle_id (&self->idle_source, g_source_remove);
  self->held = -1;
}

static gboolean
is_there (GazettePagePlace *self)
{
  int start;

  return self->where > 0 ? gazette_page_view_is_at (self->view, self->held, self->where)
                         : has_line (self, self->held, &start);
}

/* A place near the beginning or the end may be one that no page can scroll to. */
static gboolean
is_at_an_end (GazettePagePlace *self)
{
  double value = gtk_adjustment_get_value (self->adjustment);

  return (self->where > 0 && value < 1) || value + gtk_adjustment_get_page_size (self->adjustment) >=
                                             gtk_adjustment_get_upper (self->adjustment) - 1;
}

static gboolean
idle_cb (gpointer user_data)
{
  GazettePagePlace *self = user_data;

  self->idle_source = 0;

  return G_SOURCE_REMOVE;
}

static void
wait_for_layout (GazettePagePlace *self)
{
  self->n_rested = 0;
  if (self->idle_source == 0)
    self->idle_source = g_idle_add (idle_cb, self);
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  GazettePagePlace *self = user_data;
  double upper = gtk_adjustment_get_upper (self->adjustment);

  if (upper != self->upper)
    wait_for_layout (self);
  self->upper = upper;
  if (!is_there (self))
    {
      gazette_page_view_scroll_once (self->view, self->held, self->where);
      if (!is_at_an_end (self))
        wait_for_layout (self);
    }
  if (self->idle_source == 0)
    self->n_rested++;
  if (self->n_rested < RESTED_FRAMES && ++self->n_frames < MAX_FRAMES)
    return G_SOURCE_CONTINUE;

  self->tick = 0;
  let_go (self);
  scrolled_cb (self);

  return G_SOURCE_REMOVE;
}

static void
hold (GazettePagePlace *self,
      int               offset,
      double            where)
{
  self->held = offset;
  self->where = where;
  self->n_frames = 0;
  wait_for_layout (self);
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self->view), tick_cb, self, NULL);
}

/* Somebody wants to be there. */
static void
going_cb (GazettePagePlace *self,
          int               offset,
          double            where)
{
  hold (self, offset, where);
}

static void
hold_top (GazettePagePlace *self)
{
  hold (self, self->top, 0);
  gazette_page_view_scroll_once (self->view, self->top, 0);
}

/* Goes to what is to be at the top of the screen. */
static void
go_to_top (GazettePagePlace *self)
{
  self->held = self->top;
  gtk_adjustment_set_value (self->adjustment, 0);
  if (self->top > 0)
    hold_top (self);
  else
    self->held = -1;
}

/* Nobody is held who wants to be elsewhere. */
static gboolean
event_cb (GazettePagePlace *self,
          GdkEvent         *event)
{
  switch ((int) gdk_event_get_event_type (event))
    {
    case GDK_SCROLL:
    case GDK_KEY_PRESS:
    case GDK_BUTTON_PRESS:
    case GDK_TOUCH_BEGIN:
      let_go (self);
      break;

    default:
      break;
    }

  return GDK_EVENT_PROPAGATE;
}

/* What is at the very top has nothing above it that could grow. */
static void
relayout_cb (GazettePagePlace *self)
{
  if (gazette_page_view_get_page (self->view) == NULL)
    return;

  if (self->held >= 0)
    hold (self, self->held, self->where);
  else if (self->top > 0)
    hold_top (self);
}

static void
gazette_page_place_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_PROGRESS:
      g_value_set_double (value, GAZETTE_PAGE_PLACE (object)->progress);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gazette_page_place_dispose (GObject *object)
{
  GazettePagePlace *self = GAZETTE_PAGE_PLACE (object);

  g_clear_handle_id (&self->rest_source, g_source_remove);
  g_clear_handle_id (&self->idle_source, g_source_remove);
  if (self->view != NULL)
    let_go (self);
  g_clear_weak_pointer (&self->view);
  g_clear_object (&self->adjustment);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (gazette_page_place_parent_class)->dispose (object);
}

static void
gazette_page_place_class_init (GazettePagePlaceClass *klass)
{
  G_OBJECT_CLASS (klass)->get_property = gazette_page_place_get_property;
  G_OBJECT_CLASS (klass)->dispose = gazette_page_place_dispose;

  properties[PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, -1, 1, -1,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
}

static void
gazette_page_place_init (GazettePagePlace *self)
{
  self->progress = -1;
  self->held = -1;
}

/**
 * gazette_page_place_new:
 * @view: shows the pages
 * @adjustment: scrolls them
 *
 * Returns: (transfer full): the place on them
 */
GazettePagePlace *
gazette_page_place_new (GazettePageView *view,
                        GtkAdjustment   *adjustment)
{
  GazettePagePlace *self = g_object_new (GAZETTE_TYPE_PAGE_PLACE, NULL);
  GtkEventController *events = gtk_event_controller_legacy_new ();

  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect_object (events, "event", G_CALLBACK (event_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (view), events);

  g_set_weak_pointer (&self->view, view);
  self->adjustment = g_object_ref (adjustment);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (update_progress), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "relayout", G_CALLBACK (relayout_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "going", G_CALLBACK (going_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * gazette_page_place_begin:
 * @self: the place on a page
 * @library: (nullable): where it is kept
 *
 * Goes to where the article that the view shows from now on was read last.
 */
void
gazette_page_place_begin (GazettePagePlace *self,
                          GazetteLibrary   *library)
{
  GazettePageBuffer *page;

  g_return_if_fail (GAZETTE_IS_PAGE_PLACE (self));

  let_go (self);
  g_clear_handle_id (&self->rest_source, g_source_remove);
  g_set_object (&self->library, library);
  page = gazette_page_view_get_page (self->view);
  self->kept = gazette_page_buffer_get_stored (page)->position;
  self->top = find_position (page, &self->kept);
  go_to_top (self);
  update_progress (self);
}

/**
 * gazette_page_place_go_on:
 * @self: the place on a page
 *
 * Stays where it is on a page that takes the place of one of the same article.
 */
void
gazette_page_place_go_on (GazettePagePlace *self)
{
  int length;

  g_return_if_fail (GAZETTE_IS_PAGE_PLACE (self));

  length = gtk_text_buffer_get_char_count (GTK_TEXT_BUFFER (gazette_page_view_get_page (self->view)));
  self->top = MIN (self->top, length);
  go_to_top (self);
  update_progress (self);
}

/**
 * gazette_page_place_get_top:
 * @self: the place on a page
 *
 * Returns: the character that is at the top of the screen, or will be
 */
int
gazette_page_place_get_top (GazettePagePlace *self)
{
  g_return_val_if_fail (GAZETTE_IS_PAGE_PLACE (self), 0);

  return self->top;
}

/**
 * gazette_page_place_keep:
 * @self: the place on a page
 *
 * Keeps the place now, if it is another one since.
 */
void
gazette_page_place_keep (GazettePagePlace *self)
{
  GazettePageBuffer *page;
  GazettePosition position = { 0 };

  g_return_if_fail (GAZETTE_IS_PAGE_PLACE (self));

  g_clear_handle_id (&self->rest_source, g_source_remove);
  page = self->view != NULL ? gazette_page_view_get_page (self->view) : NULL;
  if (page == NULL || self->library == NULL)
    return;

  /* What is held is not where it will be yet. */
  if (self->top > 0 && (self->held >= 0 || !is_at_end (self)))
    position = get_position (page, self->top);
  if (position.block == self->kept.block && position.character == self->kept.character)
    return;

  self->kept = position;
  dex_future_disown (gazette_library_keep_position (self->library, gazette_page_buffer_get_stored (page)->id, position));
}

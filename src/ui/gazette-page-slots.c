/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stdlib.h>

#include "gazette-file-row.h"
#include "gazette-page-buffer-private.h"
#include "gazette-page-code.h"
#include "gazette-page-embed.h"
#include "gazette-page-foot.h"
#include "gazette-page-slots.h"
#include "gazette-page-table.h"
#include "gazette-url.h"

/* How long widgets are made in one frame, in microseconds: to lay them out takes
 * as long again, and longer. */
#define SLICE 3000

/* What fills a screen, in characters, and how many of them a widget stands for. */
#define SCREEN 4000
#define SLOT 400

/* As many cells of a table as a screen shows. */
#define SCREEN_CELLS 60

struct _GazettePageSlots
{
  GObject              parent_instance;

  GazettePageView     *view;
  GazettePagePictures *pictures;

  /* The page whose widgets are on their way, and which of its pieces they are for,
   * the nearest ones first. */
  GazettePageBuffer   *page;
  GazetteNewsroom     *newsroom;
  GazettePicture      *lead;
  GArray              *queue;
  guint                next;
  guint                tick;

  /* The last of them, the same on every page, which becomes longer as one gets there. */
  GazettePageFoot     *foot;
  guint                foot_source;

  /* The tables among them that have further rows. */
  GPtrArray           *tables;
};

/* A piece, and how far it is from the place that is read, in characters. */
typedef struct
{
  guint position;
  int   distance;
} Wanted;

G_DEFINE_FINAL_TYPE (GazettePageSlots, gazette_page_slots, G_TYPE_OBJECT)

enum
{
  ADDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
stop (GazettePageSlots *self)
{
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->view), self->tick);
  self->tick = 0;
  self->next = 0;
  g_array_set_size (self->queue, 0);
  g_ptr_array_set_size (self->tables, 0);
  g_clear_object (&self->page);
  g_clear_object (&self->newsroom);
  g_clear_object (&self->lead);
}

static void
gazette_page_slots_dispose (GObject *object)
{
  GazettePageSlots *self = GAZETTE_PAGE_SLOTS (object);

  if (self->view != NULL)
    stop (self);
  g_clear_handle_id (&self->foot_source, g_source_remove);
  g_clear_object (&self->foot);
  g_clear_weak_pointer (&self->view);
  g_clear_object (&self->pictures);

  G_OBJECT_CLASS (gazette_page_slots_parent_class)->dispose (object);
}

static void
gazette_page_slots_finalize (GObject *object)
{
  GazettePageSlots *self = GAZETTE_PAGE_SLOTS (object);

  g_array_unref (self->queue);
  g_ptr_array_unref (self->tables);

  G_OBJECT_CLASS (gazette_page_slots_parent_class)->finalize (object);
}

static void
gazette_page_slots_class_init (GazettePageSlotsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gazette_page_slots_dispose;
  object_class->finalize = gazette_page_slots_finalize;

  signals[ADDED] = g_signal_new ("added", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 1, G_TYPE_POINTER);
}

static void
gazette_page_slots_init (GazettePageSlots *self)
{
  self->queue = g_array_new (FALSE, FALSE, sizeof (Wanted));
  self->tables = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * gazette_page_slots_new:
 * @view: shows the pages; it is not kept alive
 * @pictures: those of the view
 *
 * Returns: (transfer full): what puts widgets into the view
 */
GazettePageSlots *
gazette_page_slots_new (GazettePageView     *view,
                        GazettePagePictures *pictures)
{
  GazettePageSlots *self = g_object_new (GAZETTE_TYPE_PAGE_SLOTS, NULL);

  g_set_weak_pointer (&self->view, view);
  self->pictures = g_object_ref (pictures);

  return self;
}

static void
add_table (GazettePageSlots   *self,
           const GazettePiece *piece)
{
  GtkWidget *table = gazette_page_table_new (piece->block,
                                             gazette_page_buffer_get_stored (self->page)->article->language);

  gazette_page_view_add_slot (self->view, piece, table);
  if (gazette_page_table_fill (GAZETTE_PAGE_TABLE (table), SCREEN_CELLS, G_MAXINT64))
    g_ptr_array_add (self->tables, g_object_ref (table));
}

/* What is a file can be kept; anything else is shown by its site alone. */
static void
add_embed (GazettePageSlots   *self,
           const GazettePiece *piece)
{
  GazetteStored *stored = gazette_page_buffer_get_stored (self->page);
  g_autofree char *host = gazette_url_dup_host (piece->block->href);
  const char *title = g_strcmp0 (host, piece->block->alt) != 0 ? piece->block->alt : NULL;
  g_autoptr(GazetteAttachment) media = gazette_attachment_new_for_media (piece->block->href, title);
  GtkWidget *card = media != NULL ? gazette_file_row_new_card (self->newsroom, stored->id, media)
                                  : gazette_page_embed_new (piece->block);

  gazette_page_view_add_slot (self->view, piece, card);
}

/* A text view finds out that a widget has grown when it gives it room, and has the whole
 * window laid out again then. A line whose tags have changed it lays out before that. */
static void
lay_out_foot (GazettePageSlots *self)
{
  GazettePageBuffer *page = gazette_page_view_get_page (self->view);
  GtkTextTag *tag = gazette_page_tags_get (page->tags, GAZETTE_TAG_SLOT);
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (GTK_TEXT_BUFFER (page), &end);
  start = end;
  gtk_text_iter_backward_char (&start);
  gtk_text_buffer_remove_tag (GTK_TEXT_BUFFER (page), tag, &start, &end);
  gtk_text_buffer_apply_tag (GTK_TEXT_BUFFER (page), tag, &start, &end);
}

static gboolean
show_more_cb (gpointer user_data)
{
  GazettePageSlots *self = user_data;
  GtkTextView *view = GTK_TEXT_VIEW (self->view);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  GdkRectangle visible;
  GtkTextIter iter;
  int room;
  int y;
  int height;

  self->foot_source = 0;
  if (self->foot == NULL || gtk_widget_get_parent (GTK_WIDGET (self->foot)) != GTK_WIDGET (view))
    return G_SOURCE_REMOVE;

  gtk_text_buffer_get_end_iter (gtk_text_view_get_buffer (view), &iter);
  gtk_text_view_get_line_yrange (view, &iter, &y, &height);
  gtk_text_view_get_visible_rect (view, &visible);
  room = visible.y + visible.height - y - height;
  /* Who scrolls has it ahead. */
  if (gtk_adjustment_get_value (adjustment) >= 1)
    room += visible.height;
  if (gazette_page_foot_show_more (self->foot, room))
    lay_out_foot (self);

  return G_SOURCE_REMOVE;
}

static void
add_foot (GazettePageSlots   *self,
          const GazettePiece *piece)
{
  if (self->foot == NULL)
    {
      self->foot = g_object_ref_sink (GAZETTE_PAGE_FOOT (gazette_page_foot_new ()));
      g_signal_connect_object (self->foot, "listed", G_CALLBACK (gazette_page_slots_update), self, G_CONNECT_SWAPPED);
    }
  gazette_page_foot_show_article (self->foot, self->newsroom, gazette_page_buffer_get_stored (self->page));
  gazette_page_view_add_slot (self->view, piece, GTK_WIDGET (self->foot));
}

static void
add_widget (GazettePageSlots   *self,
            const GazettePiece *piece)
{
  if (piece->kind == GAZETTE_PIECE_FOOT)
    add_foot (self, piece);
  else if (piece->block != NULL && piece->block->kind == GAZETTE_BLOCK_TABLE)
    add_table (self, piece);
  else if (piece->block != NULL && piece->block->kind == GAZETTE_BLOCK_PREFORMATTED)
    gazette_page_view_add_slot (self->view, piece, gazette_page_code_new (piece->block));
  else if (piece->block != NULL && piece->block->kind == GAZETTE_BLOCK_EMBED)
    add_embed (self, piece);
  else
    gazette_page_pictures_add (self->pictures, piece, self->lead);
  g_signal_emit (self, signals[ADDED], 0, piece);
}

/* Goes on until that time. */
static gboolean
go_on (GazettePageSlots *self,
       gint64            until)
{
  while (self->tables->len > 0)
    {
      if (gazette_page_table_fill (g_ptr_array_index (self->tables, 0), G_MAXUINT, until))
        return TRUE;
      g_ptr_array_remove_index (self->tables, 0);
    }

  while (self->next < self->queue->len)
    {
      const Wanted *wanted = &g_array_index (self->queue, Wanted, self->next++);

      add_widget (self, gazette_page_buffer_get_piece (self->page, wanted->position));
      if (self->tables->len > 0 || g_get_monotonic_time () >= until)
        return TRUE;
    }
  gazette_page_pictures_update (self->pictures);

  return FALSE;
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  GazettePageSlots *self = user_data;

  if (go_on (self, g_get_monotonic_time () + SLICE))
    return G_SOURCE_CONTINUE;

  self->tick = 0;
  stop (self);

  return G_SOURCE_REMOVE;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  return ((const Wanted *) a)->distance - ((const Wanted *) b)->distance;
}

/* What stands above the place counts as farther than what follows it. */
static void
fill_queue (GazettePageSlots *self,
            int               place)
{
  for (guint i = 0; i < gazette_page_buffer_get_n_pieces (self->page); i++)
    {
      const GazettePiece *piece = gazette_page_buffer_get_piece (self->page, i);
      Wanted wanted = { i, abs (piece->start - place) };

      if (piece->anchor == NULL)
        continue;
      if (piece->start < place)
        wanted.distance *= 2;
      g_array_append_val (self->queue, wanted);
    }
  g_array_sort (self->queue, compare);
}

/**
 * gazette_page_slots_begin:
 * @self: what puts widgets into a view
 * @newsroom: who gets what they show
 * @lead: (nullable): the lead picture
 * @place: the character that will be at the top of the screen
 *
 * Puts the widgets that will be on the screen into the page that the view shows
 * from now on. The others follow; what is on the screen does not move for them.
 */
void
gazette_page_slots_begin (GazettePageSlots *self,
                          GazetteNewsroom  *newsroom,
                          GazettePicture   *lead,
                          int               place)
{
  g_return_if_fail (GAZETTE_IS_PAGE_SLOTS (self));

  stop (self);
  self->page = g_object_ref (gazette_page_view_get_page (self->view));
  self->newsroom = g_object_ref (newsroom);
  g_set_object (&self->lead, lead);
  fill_queue (self, place);

  while (self->next < self->queue->len)
    {
      const Wanted *wanted = &g_array_index (self->queue, Wanted, self->next);

      if (wanted->distance + (int) self->next * SLOT > SCREEN)
        break;
      self->next++;
      add_widget (self, gazette_page_buffer_get_piece (self->page, wanted->position));
    }

  if (self->next < self->queue->len || self->tables->len > 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self->view), tick_cb, self, NULL);
  else
    stop (self);
}

/**
 * gazette_page_slots_finish:
 * @self: what puts widgets into a view
 *
 * Puts those that are still missing into the page at once, for who needs them all.
 */
void
gazette_page_slots_finish (GazettePageSlots *self)
{
  g_return_if_fail (GAZETTE_IS_PAGE_SLOTS (self));

  if (self->page == NULL)
    return;

  while (go_on (self, G_MAXINT64))
    ;
  stop (self);
}

/**
 * gazette_page_slots_update:
 * @self: what puts widgets into a view
 *
 * Says that the page has moved or changed. The foot becomes longer, as far as it can be
 * seen, once a text view has laid out its lines and knows where it is, and before they are
 * drawn.
 */
void
gazette_page_slots_update (GazettePageSlots *self)
{
  g_return_if_fail (GAZETTE_IS_PAGE_SLOTS (self));

  if (self->foot_source == 0 && self->foot != NULL)
    self->foot_source = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, show_more_cb, self, NULL);
}

/**
 * gazette_page_slots_is_done:
 * @self: what puts widgets into a view
 *
 * Returns: whether the page has all of its widgets
 */
gboolean
gazette_page_slots_is_done (GazettePageSlots *self)
{
  g_return_val_if_fail (GAZETTE_IS_PAGE_SLOTS (self), FALSE);

  return self->page == NULL;
}

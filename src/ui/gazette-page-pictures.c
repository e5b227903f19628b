/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-page-pictures.h"

/* Screens above and below within which pictures are asked for, and beyond which
 * they are let go. */
#define NEAR 1.5
#define FAR 8.0

/* In pixels, before the fonts are known. */
#define LIKELY_COLUMN 700

/* So that the ones on the screen are not the last to come. */
#define MAX_LOADING 6

typedef struct
{
  GazettePicture *picture;
  int             offset;
} Entry;

struct _GazettePagePictures
{
  GObject          parent_instance;

  GazettePageView *view;
  GazetteNewsroom *newsroom;
  GArray          *entries;
  guint            update_source;
};

G_DEFINE_FINAL_TYPE (GazettePagePictures, gazette_page_pictures, G_TYPE_OBJECT)

static void
clear_entry (gpointer data)
{
  Entry *entry = data;

  g_clear_object (&entry->picture);
}

static void
forget (GazettePagePictures *self)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      GazettePicture *picture = g_array_index (self->entries, Entry, i).picture;

      g_signal_handlers_disconnect_by_data (picture, self);
      gazette_picture_unload (picture);
    }
  g_array_set_size (self->entries, 0);
}

static void
gazette_page_pictures_dispose (GObject *object)
{
  GazettePagePictures *self = GAZETTE_PAGE_PICTURES (object);

  g_clear_handle_id (&self->update_source, g_source_remove);
  forget (self);
  g_clear_object (&self->newsroom);
  g_clear_weak_pointer (&self->view);

  G_OBJECT_CLASS (gazette_page_pictures_parent_class)->dispose (object);
}

static void
gazette_page_pictures_finalize (GObject *object)
{
  g_array_unref (GAZETTE_PAGE_PICTURES (object)->entries);

  G_OBJECT_CLASS (gazette_page_pictures_parent_class)->finalize (object);
}

static void
gazette_page_pictures_class_init (GazettePagePicturesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gazette_page_pictures_dispose;
  G_OBJECT_CLASS (klass)->finalize = gazette_page_pictures_finalize;
}

static void
gazette_page_pictures_init (GazettePagePictures *self)
{
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (self->entries, clear_entry);
}

static guint
count_loading (GazettePagePictures *self)
{
  guint n = 0;

  for (guint i = 0; i < self->entries->len; i++)
    n += gazette_picture_get_state (g_array_index (self->entries, Entry, i).picture) == GAZETTE_PICTURE_LOADING;

  return n;
}

/* How many screens lie between the picture and what is on the screen. */
static double
get_distance (GazettePagePictures *self,
              const Entry         *entry,
              const GdkRectangle  *visible)
{
  GtkTextIter iter;
  int y;
  int height;

  gtk_text_buffer_get_iter_at_offset (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)), &iter, entry->offset);
  gtk_text_view_get_line_yrange (GTK_TEXT_VIEW (self->view), &iter, &y, &height);
  if (y + height < visible->y)
    return (double) (visible->y - y - height) / MAX (1, visible->height);
  if (y > visible->y + visible->height)
    return (double) (y - visible->y - visible->height) / MAX (1, visible->height);

  return 0;
}

static gboolean
update_cb (gpointer user_data)
{
  GazettePagePictures *self = user_data;
  GdkRectangle visible;
  guint n_loading;

  self->update_source = 0;
  if (self->view == NULL || self->newsroom == NULL || self->entries->len == 0 ||
      !gtk_widget_get_mapped (GTK_WIDGET (self->view)))
    return G_SOURCE_REMOVE;

  gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (self->view), &visible);
  n_loading = count_loading (self);
  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);
      double distance = get_distance (self, entry, &visible);

      if (distance > FAR)
        {
          gazette_picture_unload (entry->picture);
        }
      else if (distance < NEAR && n_loading < MAX_LOADING &&
               gazette_picture_get_state (entry->picture) == GAZETTE_PICTURE_WAITING)
        {
          gazette_page_pictures_load (self, entry->picture, self->newsroom);
          n_loading++;
        }
    }

  return G_SOURCE_REMOVE;
}

/**
 * gazette_page_pictures_new:
 * @view: the view; it is not kept alive
 *
 * Returns: (transfer full): the pictures of a view without a page
 */
GazettePagePictures *
gazette_page_pictures_new (GazettePageView *view)
{
  GazettePagePictures *self = g_object_new (GAZETTE_TYPE_PAGE_PICTURES, NULL);

  g_set_weak_pointer (&self->view, view);

  return self;
}

/**
 * gazette_page_pictures_reset:
 * @self: pictures
 * @newsroom: (nullable): who gets them
 *
 * Forgets the pictures of the former page, and no longer gets those on their way.
 */
void
gazette_page_pictures_reset (GazettePagePictures *self,
                             GazetteNewsroom     *newsroom)
{
  g_return_if_fail (GAZETTE_IS_PAGE_PICTURES (self));

  forget (self);
  g_set_object (&self->newsroom, newsroom);
}

/**
 * gazette_page_pictures_load:
 * @self: pictures
 * @picture: one for the view, whether or not it is in it yet
 * @newsroom: who gets it
 *
 * Gets a picture, as large as the view needs it.
 */
void
gazette_page_pictures_load (GazettePagePictures *self,
                            GazettePicture      *picture,
                            GazetteNewsroom     *newsroom)
{
  int scale = MAX (1, gtk_widget_get_scale_factor (GTK_WIDGET (self->view)));
  int column;

  g_return_if_fail (GAZETTE_IS_PAGE_PICTURES (self));

  /* At its widest, so that a window may grow without decoding anew. */
  g_object_get (self->view, "column-width", &column, NULL);
  gazette_picture_load (picture, newsroom, (column > 0 ? column : LIKELY_COLUMN) * scale);
}

/**
 * gazette_page_pictures_add:
 * @self: pictures
 * @piece: a piece of the view's page that is a picture
 * @lead: (nullable): the lead picture, when the piece is for that
 *
 * Puts a picture into the page. It is asked for when it is near.
 */
void
gazette_page_pictures_add (GazettePagePictures *self,
                           const GazettePiece  *piece,
                           GazettePicture      *lead)
{
  const GazetteBlock *block = piece->block;
  Entry entry = { NULL, piece->start };

  if (block != NULL)
    {
      entry.picture = GAZETTE_PICTURE (gazette_picture_new (block->src, block->alt, block->width, block->height));
      gazette_picture_set_href (entry.picture, block->href);
    }
  else
    {
      block = gazette_page_buffer_get_lead (gazette_page_view_get_page (self->view));
      entry.picture = lead;
      if (block != NULL)
        gazette_picture_describe (lead, block->alt, block->width, block->height);
    }

  g_object_ref (entry.picture);
  g_signal_connect_swapped (entry.picture, "notify::state", G_CALLBACK (gazette_page_pictures_update), self);
  g_array_append_val (self->entries, entry);
  gazette_page_view_add_slot (self->view, piece, GTK_WIDGET (entry.picture));
}

/**
 * gazette_page_pictures_update:
 * @self: pictures
 *
 * Says that the page has moved or changed. What is to be done is done once the
 * lines are laid out, when it is known where the pictures are.
 */
void
gazette_page_pictures_update (GazettePagePictures *self)
{
  g_return_if_fail (GAZETTE_IS_PAGE_PICTURES (self));

  if (self->update_source == 0)
    self->update_source = g_idle_add (update_cb, self);
}

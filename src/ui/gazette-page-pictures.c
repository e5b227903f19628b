/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-page-pictures.h"

/* Screens above and below within which pictures are asked for, and beyond which
 * they are let go. */
#define NEAR 1.5
#define FAR 8.0

/* In pixels, before the fonts are known. */
#define LIKELY_COLUMN 700

/* A column whose width has not changed for so many milliseconds keeps it. */
#define FIT_DELAY 250

/* So that the ones on the screen are not the last to come. */
#define MAX_LOADING 6

/* In bytes, what all that are decoded may take. Some screens full of them are
 * less; what is more than that is made to fill the memory. */
#define BUDGET (96 * 1000 * 1000)

typedef struct
{
  GazettePicture *picture;
  int             offset;
  double          distance;
} Entry;

struct _GazettePagePictures
{
  GObject          parent_instance;

  GazettePageView *view;
  GazetteNewsroom *newsroom;
  GArray          *entries;
  guint            update_source;
  guint            fit_source;
  /* The article of the page, if it is saved: its pictures come from the library. */
  gint64           saved_id;
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
  g_clear_handle_id (&self->fit_source, g_source_remove);
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

  g_signal_new ("enlarge", GAZETTE_TYPE_PAGE_PICTURES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, GAZETTE_TYPE_PICTURE);
}

static void
gazette_page_pictures_init (GazettePagePictures *self)
{
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (self->entries, clear_entry);
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
is_held (const Entry *entry)
{
  GazettePictureState state = gazette_picture_get_state (entry->picture);

  return state == GAZETTE_PICTURE_LOADING || state == GAZETTE_PICTURE_SHOWN;
}

/* The nearest one that is to be loaded, or NULL. */
static Entry *
find_wanted (GazettePagePictures *self)
{
  Entry *nearest = NULL;

  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = &g_array_index (self->entries, Entry, i);

      if (gazette_picture_get_state (entry->picture) == GAZETTE_PICTURE_WAITING && entry->distance < NEAR &&
          (nearest == NULL || entry->distance < nearest->distance))
        nearest = entry;
    }

  return nearest;
}

/* Lets go of what is farthest and farther than @distance. */
static gboolean
let_go (GazettePagePictures *self,
        double               distance,
        gsize               *held)
{
  Entry *farthest = NULL;

  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = &g_array_index (self->entries, Entry, i);

      if (is_held (entry) && entry->distance > distance &&
          (farthest == NULL || entry->distance > farthest->distance))
        farthest = entry;
    }
  if (farthest == NULL)
    return FALSE;

  *held -= MIN (*held, gazette_picture_get_cost (farthest->picture));
  gazette_picture_unload (farthest->picture);

  return TRUE;
}

/* Of those that are near, the nearest first, as many as there is room for. */
static void
load_near (GazettePagePictures *self,
           guint                n_loading,
           gsize                held)
{
  Entry *entry;

  while (n_loading < MAX_LOADING && (entry = find_wanted (self)) != NULL)
    {
      gsize cost = gazette_picture_get_cost (entry->picture);

      while (held + cost > BUDGET && let_go (self, entry->distance, &held))
        ;
      if (held > 0 && held + cost > BUDGET)
        return;

      gazette_page_pictures_load (self, entry->picture, self->newsroom);
      held += cost;
      n_loading++;
    }
}

/* As wide as it is, or will be once it has its place. */
static int
get_room (GazettePagePictures *self,
          GazettePicture      *picture)
{
  int width = gtk_widget_get_width (GTK_WIDGET (picture));
  int column = gazette_page_view_get_column (self->view);

  if (width > 1)
    return width;

  return column > 0 ? column : LIKELY_COLUMN;
}

static int
get_scale (GazettePagePictures *self)
{
  return MAX (1, gtk_widget_get_scale_factor (GTK_WIDGET (self->view)));
}

static gboolean
is_unfit (GazettePagePictures *self,
          const Entry         *entry)
{
  return entry->distance < NEAR && !gazette_picture_fits (entry->picture, get_room (self, entry->picture), get_scale (self));
}

static gboolean
fit_cb (gpointer user_data)
{
  GazettePagePictures *self = user_data;

  self->fit_source = 0;
  for (guint i = 0; self->view != NULL && i < self->entries->len; i++)
    {
      Entry *entry = &g_array_index (self->entries, Entry, i);

      if (is_unfit (self, entry))
        gazette_picture_fit (entry->picture, get_room (self, entry->picture), get_scale (self));
    }

  return G_SOURCE_REMOVE;
}

static gboolean
update_cb (gpointer user_data)
{
  GazettePagePictures *self = user_data;
  GdkRectangle visible;
  gboolean has_unfit = FALSE;
  guint n_loading = 0;
  gsize held = 0;

  self->update_source = 0;
  if (self->view == NULL || self->newsroom == NULL || self->entries->len == 0 ||
      !gtk_widget_get_mapped (GTK_WIDGET (self->view)))
    return G_SOURCE_REMOVE;

  gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (self->view), &visible);
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = &g_array_index (self->entries, Entry, i);

      entry->distance = get_distance (self, entry, &visible);
      gazette_picture_set_in_view (entry->picture, entry->distance <= 0);
      if (entry->distance > FAR)
        gazette_picture_unload (entry->picture);
      if (is_held (entry))
        held += gazette_picture_get_cost (entry->picture);
      n_loading += gazette_picture_get_state (entry->picture) == GAZETTE_PICTURE_LOADING;
      has_unfit |= is_unfit (self, entry);
    }
  g_clear_handle_id (&self->fit_source, g_source_remove);
  if (has_unfit)
    self->fit_source = g_timeout_add (FIT_DELAY, fit_cb, self);
  while (held > BUDGET && let_go (self, 0, &held))
    ;
  load_near (self, n_loading, held);

  return G_SOURCE_REMOVE;
}

static void
enlarge_cb (GazettePagePictures *self,
            GazettePicture      *picture)
{
  g_signal_emit_by_name (self, "enlarge", picture);
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
 * gazette_page_pictures_set_saved:
 * @self: pictures
 * @saved_id: the article of the page, if it is saved; else 0
 *
 * From now on, pictures of the page come from the library alone, or not. What
 * could not be had is tried again: it may have been saved by now.
 */
void
gazette_page_pictures_set_saved (GazettePagePictures *self,
                                 gint64               saved_id)
{
  g_return_if_fail (GAZETTE_IS_PAGE_PICTURES (self));

  self->saved_id = saved_id;
  for (guint i = 0; i < self->entries->len; i++)
    {
      GazettePicture *picture = g_array_index (self->entries, Entry, i).picture;

      gazette_picture_set_saved (picture, saved_id);
      if (saved_id != 0 && self->newsroom != NULL && gazette_picture_get_state (picture) == GAZETTE_PICTURE_FAILED)
        gazette_page_pictures_load (self, picture, self->newsroom);
    }
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
  g_return_if_fail (GAZETTE_IS_PAGE_PICTURES (self));

  gazette_picture_load (picture, newsroom, get_room (self, picture), get_scale (self));
}

/* In the order of the page, in which they do not come. */
static void
insert (GazettePagePictures *self,
        const Entry         *entry)
{
  guint i = self->entries->len;

  while (i > 0 && g_array_index (self->entries, Entry, i - 1).offset > entry->offset)
    i--;
  g_array_insert_vals (self->entries, i, entry, 1);
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
  GazettePageBuffer *page = gazette_page_view_get_page (self->view);
  const GazetteBlock *block = piece->block;
  Entry entry = { lead, piece->start, G_MAXDOUBLE };

  if (block != NULL)
    {
      entry.picture = GAZETTE_PICTURE (gazette_picture_new (block->src, block->alt, block->width, block->height));
      gazette_picture_set_saved (entry.picture, self->saved_id);
      gazette_picture_set_caption (entry.picture, block->text);
      gazette_picture_set_href (entry.picture, block->href);
    }
  else
    {
      const char *caption = gazette_page_buffer_get_stored (page)->article->image_caption;

      block = gazette_page_buffer_get_lead (page);
      if (block != NULL)
        gazette_picture_describe (lead, block->alt, block->width, block->height);
      gazette_picture_set_caption (lead, (caption == NULL || caption[0] == 0) && block != NULL ? block->text : caption);
    }

  g_object_ref (entry.picture);
  g_signal_connect_swapped (entry.picture, "notify::state", G_CALLBACK (gazette_page_pictures_update), self);
  g_signal_connect_swapped (entry.picture, "enlarge", G_CALLBACK (enlarge_cb), self);
  insert (self, &entry);
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

/**
 * gazette_page_pictures_dup_all:
 * @self: pictures
 *
 * Returns: (transfer full) (element-type GazettePicture): the pictures of the page,
 *   in their order
 */
GPtrArray *
gazette_page_pictures_dup_all (GazettePagePictures *self)
{
  GPtrArray *pictures = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (GAZETTE_IS_PAGE_PICTURES (self), pictures);

  for (guint i = 0; i < self->entries->len; i++)
    g_ptr_array_add (pictures, g_object_ref (g_array_index (self->entries, Entry, i).picture));

  return pictures;
}

/**
 * gazette_page_pictures_reveal:
 * @self: pictures
 * @picture: one of them, or of a former page
 *
 * Gives the focus to a picture, and scrolls to it where it is not seen.
 *
 * Returns: whether it is one of them
 */
gboolean
gazette_page_pictures_reveal (GazettePagePictures *self,
                              GazettePicture      *picture)
{
  g_return_val_if_fail (GAZETTE_IS_PAGE_PICTURES (self), FALSE);

  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);
      GdkRectangle visible;
      double distance;

      if (entry->picture != picture)
        continue;

      gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (self->view), &visible);
      distance = get_distance (self, entry, &visible);
      gtk_widget_grab_focus (GTK_WIDGET (picture));
      if (distance > 0)
        gazette_page_view_scroll_to (self->view, entry->offset, 0.3);
      return TRUE;
    }

  return FALSE;
}

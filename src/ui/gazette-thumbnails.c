/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <gdk-pixbuf/gdk-pixbuf.h>

#include "gazette-error.h"
#include "gazette-newsroom.h"
#include "gazette-thumbnails.h"
#include "gazette-worker.h"

/* Some screens full of rows; a thumbnail is 16 to 64 kB. */
#define MAX_THUMBNAILS 200

/* No picture of a news page is larger; made-up ones are, to fill the memory. */
#define MAX_PIXELS (100 * 1000 * 1000)

struct _GazetteThumbnails
{
  GObject          parent_instance;

  GazetteNewsroom *newsroom;

  /* char* → Thumbnail, also as a queue from the one used last to the oldest. */
  GHashTable      *thumbnails;
  GQueue           used;
};

G_DEFINE_FINAL_TYPE (GazetteThumbnails, gazette_thumbnails, G_TYPE_OBJECT)

typedef struct
{
  GList       link;
  char       *key;
  /* NULL when it could not be had. */
  GdkTexture *texture;
} Thumbnail;

/* What is on its way. */
typedef struct
{
  GWeakRef  thumbnails;
  char     *key;
  guint     size;
} Load;

typedef struct
{
  GBytes *bytes;
  guint   size;
} Decode;

static void
thumbnail_free (gpointer data)
{
  Thumbnail *thumbnail = data;

  g_free (thumbnail->key);
  g_clear_object (&thumbnail->texture);
  g_free (thumbnail);
}

static void
load_free (gpointer data)
{
  Load *load = data;

  g_weak_ref_clear (&load->thumbnails);
  g_free (load->key);
  g_free (load);
}

static void
decode_free (gpointer data)
{
  Decode *decode = data;

  g_bytes_unref (decode->bytes);
  g_free (decode);
}

static char *
make_key (const char *url,
          guint       size)
{
  return g_strdup_printf ("%u %s", size, url);
}

static void
forget (GazetteThumbnails *self,
        Thumbnail         *thumbnail)
{
  g_queue_unlink (&self->used, &thumbnail->link);
  g_hash_table_remove (self->thumbnails, thumbnail->key);
}

static void
remember (GazetteThumbnails *self,
          const char        *key,
          GdkTexture        *texture)
{
  Thumbnail *thumbnail = g_hash_table_lookup (self->thumbnails, key);

  if (thumbnail == NULL)
    {
      thumbnail = g_new0 (Thumbnail, 1);
      thumbnail->link.data = thumbnail;
      thumbnail->key = g_strdup (key);
      g_hash_table_insert (self->thumbnails, thumbnail->key, thumbnail);
      g_queue_push_head_link (&self->used, &thumbnail->link);
    }
  g_set_object (&thumbnail->texture, texture);

  while (self->used.length > MAX_THUMBNAILS)
    forget (self, self->used.tail->data);
}

/* What failed may work now. */
static void
forget_failures (GazetteThumbnails *self)
{
  for (GList *l = self->used.head, *next; l != NULL; l = next)
    {
      Thumbnail *thumbnail = l->data;

      next = l->next;
      if (thumbnail->texture == NULL)
        forget (self, thumbnail);
    }
}

static void
gazette_thumbnails_finalize (GObject *object)
{
  GazetteThumbnails *self = GAZETTE_THUMBNAILS (object);

  g_clear_pointer (&self->thumbnails, g_hash_table_unref);
  g_clear_object (&self->newsroom);

  G_OBJECT_CLASS (gazette_thumbnails_parent_class)->finalize (object);
}

static void
gazette_thumbnails_class_init (GazetteThumbnailsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gazette_thumbnails_finalize;
}

static void
gazette_thumbnails_init (GazetteThumbnails *self)
{
  self->thumbnails = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, thumbnail_free);
}

/**
 * gazette_thumbnails_new:
 * @newsroom: where pictures come from
 *
 * Returns: (transfer full): thumbnails, none as yet
 */
GazetteThumbnails *
gazette_thumbnails_new (GazetteNewsroom *newsroom)
{
  GazetteThumbnails *self;

  g_return_val_if_fail (GAZETTE_IS_NEWSROOM (newsroom), NULL);

  self = g_object_new (GAZETTE_TYPE_THUMBNAILS, NULL);
  self->newsroom = g_object_ref (newsroom);
  g_signal_connect_object (newsroom, "notify::online", G_CALLBACK (forget_failures), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (newsroom, "notify::refreshing", G_CALLBACK (forget_failures), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * gazette_thumbnails_peek:
 * @self: thumbnails
 * @url: the address of a picture
 * @size: width and height in pixels of the screen
 * @texture: (out) (transfer none) (nullable): the thumbnail, %NULL when there is
 *   none to be had
 *
 * Looks whether a thumbnail is at hand.
 *
 * Returns: whether it is known; if not, ask gazette_thumbnails_load()
 */
gboolean
gazette_thumbnails_peek (GazetteThumbnails *self,
                         const char        *url,
                         guint              size,
                         GdkTexture       **texture)
{
  g_autofree char *key = NULL;
  Thumbnail *thumbnail;

  g_return_val_if_fail (GAZETTE_IS_THUMBNAILS (self), FALSE);
  g_return_val_if_fail (url != NULL, FALSE);
  g_return_val_if_fail (texture != NULL, FALSE);

  *texture = NULL;
  key = make_key (url, size);
  thumbnail = g_hash_table_lookup (self->thumbnails, key);
  if (thumbnail == NULL)
    return FALSE;

  g_queue_unlink (&self->used, &thumbnail->link);
  g_queue_push_head_link (&self->used, &thumbnail->link);
  *texture = thumbnail->texture;

  return TRUE;
}

static void
size_prepared_cb (GdkPixbufLoader *loader,
                  int              width,
                  int              height,
                  gpointer         user_data)
{
  const Decode *decode = user_data;
  double scale;

  if (width <= 0 || height <= 0 || (gint64) width * height > MAX_PIXELS)
    {
      /* The loader then gives up. */
      gdk_pixbuf_loader_set_size (loader, 0, 0);
      return;
    }

  /* So that the shorter side fills the square. */
  scale = (double) decode->size / MIN (width, height);
  gdk_pixbuf_loader_set_size (loader, MAX (1, (int) (width * scale + 0.5)), MAX (1, (int) (height * scale + 0.5)));
}

static GdkPixbuf *
load_pixbuf (const Decode  *decode,
             GError       **error)
{
  g_autoptr(GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  GdkPixbuf *pixbuf;
  gboolean success;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), (gpointer) decode);
  success = gdk_pixbuf_loader_write_bytes (loader, decode->bytes, error);
  /* It has to be closed in any case; the first reason counts. */
  success = gdk_pixbuf_loader_close (loader, success ? error : NULL) && success;
  if (!success)
    return NULL;

  pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  if (pixbuf == NULL)
    {
      g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_A_PICTURE, _("The picture cannot be shown."));
      return NULL;
    }

  return gdk_pixbuf_apply_embedded_orientation (pixbuf);
}

/**
 * gazette_thumbnails_decode:
 * @bytes: a picture in any format that can be shown
 * @size: width and height in pixels
 * @error: return location for an error
 *
 * Decodes a picture small, and cuts the middle out of it. On any thread.
 *
 * Returns: (transfer full): the thumbnail, or %NULL
 */
GdkTexture *
gazette_thumbnails_decode (GBytes  *bytes,
                           guint    size,
                           GError **error)
{
  Decode decode = { bytes, size };
  g_autoptr(GdkPixbuf) pixbuf = load_pixbuf (&decode, error);
  g_autoptr(GdkPixbuf) square = NULL;
  g_autoptr(GBytes) pixels = NULL;
  int width;
  int height;
  int side;

  if (pixbuf == NULL)
    return NULL;

  width = gdk_pixbuf_get_width (pixbuf);
  height = gdk_pixbuf_get_height (pixbuf);
  side = MIN (MIN (width, height), (int) size);
  square = gdk_pixbuf_new_subpixbuf (pixbuf, (width - side) / 2, (height - side) / 2, side, side);
  /* A copy, so that the rest goes. */
  g_set_object (&pixbuf, NULL);
  pixbuf = gdk_pixbuf_copy (square);
  pixels = gdk_pixbuf_read_pixel_bytes (pixbuf);

  return gdk_memory_texture_new (side, side,
                                 gdk_pixbuf_get_has_alpha (pixbuf) ? GDK_MEMORY_R8G8B8A8 : GDK_MEMORY_R8G8B8,
                                 pixels, gdk_pixbuf_get_rowstride (pixbuf));
}

static gboolean
decode_on_thread (gpointer   data,
                  GValue    *result,
                  GError   **error)
{
  Decode *decode = data;
  GdkTexture *texture = gazette_thumbnails_decode (decode->bytes, decode->size, error);

  if (texture == NULL)
    return FALSE;

  g_value_init (result, GDK_TYPE_TEXTURE);
  g_value_take_object (result, texture);

  return TRUE;
}

static DexFuture *
bytes_loaded_cb (DexFuture *future,
                 gpointer   user_data)
{
  Load *load = user_data;
  Decode *decode = g_new0 (Decode, 1);

  decode->bytes = g_value_dup_boxed (dex_future_get_value (future, NULL));
  decode->size = load->size;

  return gazette_worker_run (gazette_worker_get_cpu (), decode_on_thread, decode, decode_free);
}

static DexFuture *
texture_loaded_cb (DexFuture *future,
                   gpointer   user_data)
{
  Load *load = user_data;
  g_autoptr(GazetteThumbnails) self = g_weak_ref_get (&load->thumbnails);
  g_autoptr(GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (self != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    remember (self, load->key, value != NULL ? g_value_get_object (value) : NULL);

  return dex_ref (future);
}

static Load *
load_new (GazetteThumbnails *self,
          const char        *url,
          guint              size)
{
  Load *load = g_new0 (Load, 1);

  g_weak_ref_init (&load->thumbnails, self);
  load->key = make_key (url, size);
  load->size = size;

  return load;
}

/**
 * gazette_thumbnails_load:
 * @self: thumbnails
 * @url: the address of a picture
 * @size: width and height in pixels of the screen
 *
 * Loads a thumbnail. Dropping the future gives up.
 *
 * Rejected as gazette_newsroom_load_picture() is, and with what is wrong with
 * the picture.
 *
 * Returns: (transfer full): a future for the #GdkTexture
 */
DexFuture *
gazette_thumbnails_load (GazetteThumbnails *self,
                         const char        *url,
                         guint              size)
{
  DexFuture *future;

  dex_return_error_if_fail (GAZETTE_IS_THUMBNAILS (self));
  dex_return_error_if_fail (url != NULL);
  dex_return_error_if_fail (size > 0);

  future = gazette_newsroom_load_picture (self->newsroom, url);
  future = dex_future_then (future, bytes_loaded_cb, load_new (self, url, size), load_free);

  return dex_future_finally (future, texture_loaded_cb, load_new (self, url, size), load_free);
}

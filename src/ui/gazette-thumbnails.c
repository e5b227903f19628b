/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-picture-decode.h"
#include "gazette-thumbnails.h"

/* Some screens full of rows; a thumbnail is 16 to 64 kB. */
#define MAX_THUMBNAILS 200

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

static DexFuture *
bytes_loaded_cb (DexFuture *future,
                 gpointer   user_data)
{
  Load *load = user_data;

  return gazette_picture_decode_square (g_value_get_boxed (dex_future_get_value (future, NULL)), (int) load->size);
}

static DexFuture *
decoded_cb (DexFuture *future,
            gpointer   user_data)
{
  Load *load = user_data;
  g_autoptr(GazetteThumbnails) self = g_weak_ref_get (&load->thumbnails);
  g_autoptr(GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);
  GdkTexture *texture = value != NULL ? ((GazetteDecoded *) g_value_get_boxed (value))->texture : NULL;

  if (self != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    remember (self, load->key, texture);

  return texture != NULL ? dex_future_new_take_object (g_object_ref (texture)) : dex_ref (future);
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
 * gazette_thumbnails_get_newsroom:
 * @self: thumbnails
 *
 * Returns: (transfer none): where pictures come from
 */
GazetteNewsroom *
gazette_thumbnails_get_newsroom (GazetteThumbnails *self)
{
  g_return_val_if_fail (GAZETTE_IS_THUMBNAILS (self), NULL);

  return self->newsroom;
}

/**
 * gazette_thumbnails_load:
 * @self: thumbnails
 * @url: the address of a picture
 * @size: width and height in pixels of the screen
 * @saved_id: the article that it is of, if that is saved: then it comes from the
 *   library alone; else 0
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
                         guint              size,
                         gint64             saved_id)
{
  DexFuture *future;

  dex_return_error_if_fail (GAZETTE_IS_THUMBNAILS (self));
  dex_return_error_if_fail (url != NULL);
  dex_return_error_if_fail (size > 0);

  future = saved_id != 0 ? gazette_newsroom_load_saved_picture (self->newsroom, saved_id, url)
                         : gazette_newsroom_load_picture (self->newsroom, url);
  future = dex_future_then (future, bytes_loaded_cb, load_new (self, url, size), load_free);

  return dex_future_finally (future, decoded_cb, load_new (self, url, size), load_free);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n-lib.h>

#include "gazette-error.h"
#include "gazette-picture-decode.h"
#include "gazette-worker.h"

/* What is larger is not decoded: some formats are taken apart as a whole first,
 * four bytes a pixel, and a file of a few bytes can claim any size. */
#define MAX_PIXELS (40 * 1000 * 1000)

/* What is drawn is no larger, however tall the picture. */
#define MAX_TEXTURE (12 * 1000 * 1000)

/* So that two pictures at most are in memory as a whole. */
#define N_THREADS 2

G_DEFINE_BOXED_TYPE (GazetteDecoded, gazette_decoded, gazette_decoded_ref, gazette_decoded_unref)

typedef struct
{
  GBytes  *bytes;
  int      max_width;
  int      width;
  int      height;
  gboolean too_large;
  gboolean turned;
} Work;

static void
clear_decoded (gpointer data)
{
  g_clear_object (&((GazetteDecoded *) data)->texture);
}

/**
 * gazette_decoded_ref:
 * @self: a decoded picture
 *
 * Returns: (transfer full): the same
 */
GazetteDecoded *
gazette_decoded_ref (GazetteDecoded *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * gazette_decoded_unref:
 * @self: (transfer full): a decoded picture
 */
void
gazette_decoded_unref (GazetteDecoded *self)
{
  g_atomic_rc_box_release_full (self, clear_decoded);
}

static void
work_free (gpointer data)
{
  Work *work = data;

  g_bytes_unref (work->bytes);
  g_free (work);
}

static void
size_prepared_cb (GdkPixbufLoader *loader,
                  int              width,
                  int              height,
                  gpointer         user_data)
{
  Work *work = user_data;
  double scale;

  work->width = width;
  work->height = height;
  work->too_large = (gint64) width * height > MAX_PIXELS;

  /* A size of zero tells the loader to stop. */
  if (work->too_large)
    {
      gdk_pixbuf_loader_set_size (loader, 0, 0);
      return;
    }

  scale = MIN (1, (double) work->max_width / MAX (1, width));
  while (scale * width * (scale * height) > MAX_TEXTURE)
    scale *= 0.9;
  if (scale < 1)
    gdk_pixbuf_loader_set_size (loader, MAX (1, (int) (width * scale)), MAX (1, (int) (height * scale)));
}

static GdkPixbuf *
load (Work    *work,
      GError **error)
{
  g_autoptr(GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  const char *orientation;
  GdkPixbuf *pixbuf;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), work);
  if (!gdk_pixbuf_loader_write_bytes (loader, work->bytes, error))
    {
      gdk_pixbuf_loader_close (loader, NULL);
      return NULL;
    }
  /* What was cut off is shown as far as it goes. */
  gdk_pixbuf_loader_close (loader, error);
  pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  if (pixbuf == NULL)
    return NULL;

  g_clear_error (error);

  /* From 5 to 8 the camera was held upright. */
  orientation = gdk_pixbuf_get_option (pixbuf, "orientation");
  work->turned = orientation != NULL && orientation[0] >= '5' && orientation[0] <= '8';

  return gdk_pixbuf_apply_embedded_orientation (pixbuf);
}

static GdkTexture *
make_texture (GdkPixbuf *pixbuf)
{
  g_autoptr(GBytes) pixels = gdk_pixbuf_read_pixel_bytes (pixbuf);
  GdkMemoryFormat format = gdk_pixbuf_get_has_alpha (pixbuf) ? GDK_MEMORY_R8G8B8A8 : GDK_MEMORY_R8G8B8;

  return gdk_memory_texture_new (gdk_pixbuf_get_width (pixbuf), gdk_pixbuf_get_height (pixbuf), format,
                                 pixels, (gsize) gdk_pixbuf_get_rowstride (pixbuf));
}

static gboolean
decode_on_thread (gpointer   data,
                  GValue    *result,
                  GError   **error)
{
  Work *work = data;
  g_autoptr(GError) reason = NULL;
  g_autoptr(GdkPixbuf) pixbuf = load (work, &reason);
  GazetteDecoded *decoded;

  if (pixbuf == NULL || work->too_large)
    {
      if (work->too_large)
        g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_TOO_LARGE, _("The picture is too large to be shown."));
      else
        g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_A_PICTURE,
                             _("The picture is damaged, or of a kind that cannot be shown here."));
      return FALSE;
    }

  decoded = g_atomic_rc_box_new0 (GazetteDecoded);
  decoded->texture = make_texture (pixbuf);
  decoded->width = work->turned ? work->height : work->width;
  decoded->height = work->turned ? work->width : work->height;
  g_value_init (result, GAZETTE_TYPE_DECODED);
  g_value_take_boxed (result, decoded);

  return TRUE;
}

/**
 * gazette_picture_decode:
 * @bytes: a picture in any format that the system reads
 * @max_width: how wide it will be drawn at most, in device pixels
 *
 * Decodes a picture on a thread, no larger than it is needed. Of one that moves
 * it takes the first frame.
 *
 * Rejected with %GAZETTE_ERROR_NOT_A_PICTURE and %GAZETTE_ERROR_TOO_LARGE.
 *
 * Returns: (transfer full): a future for the #GazetteDecoded
 */
DexFuture *
gazette_picture_decode (GBytes *bytes,
                        int     max_width)
{
  static GazetteWorker *worker;
  Work *work = g_new0 (Work, 1);

  if (worker == NULL)
    worker = gazette_worker_new ("pictures", N_THREADS);

  work->bytes = g_bytes_ref (bytes);
  work->max_width = MAX (1, max_width);

  return gazette_worker_run (worker, decode_on_thread, work, work_free);
}

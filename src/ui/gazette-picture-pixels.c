/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <sys/mman.h>

#include "gazette-error.h"
#include "gazette-picture-pixels.h"
#include "gazette-picture-plate.h"

/* What is drawn in a page is no larger, however tall the picture. */
#define MAX_DRAWN (12 * 1000 * 1000)

/* In bytes, of GDK_MEMORY_DEFAULT; and below which a picture is as well off on a heap. */
#define PIXEL 4
#define MIN_MAPPED (128 * 1024)

typedef struct
{
  GazetteFit *fit;
  gboolean    too_large;
} Load;

/* By how much it is made smaller, or larger for a square. */
static double
get_scale (const GazetteFit *fit,
           int               width,
           int               height)
{
  double scale = 1;

  if (fit->square > 0)
    scale = (double) fit->square / MIN (width, height);
  else if (fit->max_width > 0)
    scale = MIN (1, (double) fit->max_width / width);
  else
    return 1;

  while (scale * width * (scale * height) > MAX_DRAWN)
    scale *= 0.9;

  return scale;
}

static void
scale_size (double  scale,
            int    *width,
            int    *height)
{
  *width = MAX (1, (int) (*width * scale + 0.5));
  *height = MAX (1, (int) (*height * scale + 0.5));
}

static void
size_prepared_cb (GdkPixbufLoader *loader,
                  int              width,
                  int              height,
                  gpointer         user_data)
{
  Load *load = user_data;

  load->fit->width = width;
  load->fit->height = height;
  load->too_large = !gazette_pixels_check_size (width, height, NULL);

  /* A size of zero tells the loader to stop. */
  if (load->too_large)
    {
      gdk_pixbuf_loader_set_size (loader, 0, 0);
      return;
    }

  scale_size (get_scale (load->fit, width, height), &width, &height);
  if (width != load->fit->width || height != load->fit->height)
    gdk_pixbuf_loader_set_size (loader, width, height);
}

/* Of what was cut off, as far as it goes. */
static GdkPixbuf *
load_upright (GBytes *bytes,
              Load   *load)
{
  g_autoptr(GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  GdkPixbuf *pixbuf;
  const char *orientation;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), load);
  gdk_pixbuf_loader_write_bytes (loader, bytes, NULL);
  /* It has to be closed in any case. */
  gdk_pixbuf_loader_close (loader, NULL);
  pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  if (pixbuf == NULL || load->too_large)
    return NULL;

  /* From 5 to 8 the camera was held upright. */
  orientation = gdk_pixbuf_get_option (pixbuf, "orientation");
  if (orientation != NULL && orientation[0] >= '5' && orientation[0] <= '8')
    {
      int width = load->fit->width;

      load->fit->width = load->fit->height;
      load->fit->height = width;
    }

  return gdk_pixbuf_apply_embedded_orientation (pixbuf);
}

/* The middle of it, as a copy, so that the rest goes. */
static GdkPixbuf *
cut_square (GdkPixbuf *pixbuf,
            int        square)
{
  int width = gdk_pixbuf_get_width (pixbuf);
  int height = gdk_pixbuf_get_height (pixbuf);
  int side = MIN (MIN (width, height), square);
  g_autoptr(GdkPixbuf) middle = gdk_pixbuf_new_subpixbuf (pixbuf, (width - side) / 2, (height - side) / 2, side, side);

  return gdk_pixbuf_copy (middle);
}

/**
 * gazette_pixels_load:
 * @bytes: a picture that does not move, in any format that the system reads
 * @fit: at which size it is needed; it is told the picture's own
 * @error: return location for a %GAZETTE_ERROR_NOT_A_PICTURE or
 *   %GAZETTE_ERROR_TOO_LARGE
 *
 * Decodes a picture, turned as it was held. Takes its time; any thread.
 *
 * Returns: (transfer full): its pixels, %NULL with @error
 */
GdkPixbuf *
gazette_pixels_load (GBytes      *bytes,
                     GazetteFit  *fit,
                     GError     **error)
{
  Load load = { fit, FALSE };
  g_autoptr(GdkPixbuf) pixbuf = load_upright (bytes, &load);

  if (pixbuf != NULL)
    return fit->square > 0 ? cut_square (pixbuf, fit->square) : g_steal_pointer (&pixbuf);

  if (!load.too_large || gazette_pixels_check_size (fit->width, fit->height, error))
    g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_A_PICTURE,
                         _("The picture is damaged, or of a kind that cannot be shown here."));

  return NULL;
}

/**
 * gazette_pixels_fit:
 * @pixbuf: a picture
 * @fit: at which size it is needed; it is told the picture's own
 *
 * As gazette_pixels_load() does, for what is decoded.
 *
 * Returns: (transfer full) (nullable): a copy, %NULL where there is no memory for it
 */
GdkPixbuf *
gazette_pixels_fit (GdkPixbuf  *pixbuf,
                    GazetteFit *fit)
{
  g_autoptr(GdkPixbuf) fitting = NULL;
  int width = gdk_pixbuf_get_width (pixbuf);
  int height = gdk_pixbuf_get_height (pixbuf);

  fit->width = width;
  fit->height = height;
  scale_size (get_scale (fit, width, height), &width, &height);
  fitting = width == fit->width && height == fit->height
            ? gdk_pixbuf_copy (pixbuf)
            : gdk_pixbuf_scale_simple (pixbuf, width, height, GDK_INTERP_BILINEAR);

  return fitting != NULL && fit->square > 0 ? cut_square (fitting, fit->square) : g_steal_pointer (&fitting);
}

typedef struct
{
  void *start;
  gsize size;
} Mapping;

static void
unmap (gpointer data)
{
  Mapping *mapping = data;

  munmap (mapping->start, mapping->size);
  g_free (mapping);
}

/* Memory that is on no heap, so that none of it stays when it is let go of: the C library
 * takes even what is as large as that onto its heaps once it has seen something larger
 * freed, and pictures that come and go would leave holes there.
 *
 * Returns: (transfer full) (nullable): the bytes, which are 0 */
static GBytes *
map (gsize   size,
     guchar **start)
{
  void *pages = mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  Mapping *mapping;

  if (pages == MAP_FAILED)
    return NULL;

  mapping = g_new (Mapping, 1);
  *mapping = (Mapping) { pages, size };
  *start = pages;

  return g_bytes_new_with_free_func (pages, size, unmap, mapping);
}

/* As what draws has them: else that makes them so on the main thread, the processor's at
 * each drawing. */
static GdkTexture *
convert (GdkTexture *texture)
{
  GdkTextureDownloader *downloader = gdk_texture_downloader_new (texture);
  gsize stride = (gsize) gdk_texture_get_width (texture) * PIXEL;
  gsize size = stride * (gsize) gdk_texture_get_height (texture);
  g_autoptr(GBytes) pixels = NULL;
  guchar *start;

  gdk_texture_downloader_set_format (downloader, GDK_MEMORY_DEFAULT);
  if (size >= MIN_MAPPED && (pixels = map (size, &start)) != NULL)
    gdk_texture_downloader_download_into (downloader, start, stride);
  else
    pixels = gdk_texture_downloader_download_bytes (downloader, &stride);
  gdk_texture_downloader_free (downloader);

  return gdk_memory_texture_new (gdk_texture_get_width (texture), gdk_texture_get_height (texture),
                                 GDK_MEMORY_DEFAULT, pixels, stride);
}

/**
 * gazette_pixels_make_texture:
 * @pixbuf: pixels, which do not change any more
 *
 * Takes its time; any thread.
 *
 * Returns: (transfer full): a texture of them, which knows its #GazetteInk
 */
GdkTexture *
gazette_pixels_make_texture (GdkPixbuf *pixbuf)
{
  g_autoptr(GBytes) pixels = gdk_pixbuf_read_pixel_bytes (pixbuf);
  GdkMemoryFormat format = gdk_pixbuf_get_has_alpha (pixbuf) ? GDK_MEMORY_R8G8B8A8 : GDK_MEMORY_R8G8B8;
  int width = gdk_pixbuf_get_width (pixbuf);
  int height = gdk_pixbuf_get_height (pixbuf);
  g_autoptr(GdkTexture) texture = gdk_memory_texture_new (width, height, format, pixels,
                                                          (gsize) gdk_pixbuf_get_rowstride (pixbuf));

  GdkTexture *drawn;

  /* What is larger is looked at by itself, and would be in memory twice. */
  drawn = (gint64) width * height <= MAX_DRAWN ? convert (texture) : g_steal_pointer (&texture);
  gazette_ink_note (drawn, gazette_ink_read (pixbuf));

  return drawn;
}

/**
 * gazette_pixels_check_size:
 * @width: in pixels
 * @height: in pixels
 * @error: return location for a %GAZETTE_ERROR_TOO_LARGE
 *
 * Returns: whether a picture of this size is decoded
 */
gboolean
gazette_pixels_check_size (int      width,
                           int      height,
                           GError **error)
{
  if (width > 0 && height > 0 && (gint64) width * height <= GAZETTE_MAX_PIXELS)
    return TRUE;

  g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_TOO_LARGE, _("The picture is too large to be shown."));

  return FALSE;
}

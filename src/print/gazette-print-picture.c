/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "gazette-error.h"
#include "gazette-print-picture.h"

/* What is larger is not decoded: a file of a few bytes can claim any size. */
#define MAX_PIXELS (40 * 1000 * 1000)

/* A column of paper is some 6.5 inches wide, and a printer shows 300 dots in one. */
#define MAX_WIDTH 2000
#define MAX_HEIGHT 2800

struct _GazettePrintPicture
{
  GBytes  *bytes;
  gboolean is_jpeg;
  int      width;
  int      height;
  int      pixel_width;
  int      pixel_height;
};

G_DEFINE_BOXED_TYPE (GazettePrintPicture, gazette_print_picture, gazette_print_picture_ref, gazette_print_picture_unref)

/* The size of the picture as its file has it, 0 when it is too large. */
typedef struct
{
  int width;
  int height;
} Size;

static void
size_prepared_cb (GdkPixbufLoader *loader,
                  int              width,
                  int              height,
                  gpointer         user_data)
{
  Size *size = user_data;
  double scale = MIN (1, MIN ((double) MAX_WIDTH / MAX (1, width), (double) MAX_HEIGHT / MAX (1, height)));

  /* A size of zero tells the loader to stop. */
  if ((gint64) width * height > MAX_PIXELS)
    {
      gdk_pixbuf_loader_set_size (loader, 0, 0);
      return;
    }

  size->width = width;
  size->height = height;
  if (scale < 1)
    gdk_pixbuf_loader_set_size (loader, MAX (1, (int) (width * scale)), MAX (1, (int) (height * scale)));
}

/* As far as it goes, when the end of it is missing. */
static GdkPixbuf *
load (GBytes   *bytes,
      Size     *size,
      gboolean *is_jpeg)
{
  g_autoptr(GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  GdkPixbufFormat *format;
  g_autofree char *name = NULL;
  GdkPixbuf *pixbuf;
  gboolean good;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), size);
  good = gdk_pixbuf_loader_write_bytes (loader, bytes, NULL);
  gdk_pixbuf_loader_close (loader, NULL);
  pixbuf = good && size->width > 0 ? gdk_pixbuf_loader_get_pixbuf (loader) : NULL;
  if (pixbuf == NULL)
    return NULL;

  format = gdk_pixbuf_loader_get_format (loader);
  name = format != NULL ? gdk_pixbuf_format_get_name (format) : NULL;
  *is_jpeg = g_strcmp0 (name, "jpeg") == 0 || (g_strcmp0 (name, "webp") == 0 && !gdk_pixbuf_get_has_alpha (pixbuf));

  return gdk_pixbuf_apply_embedded_orientation (pixbuf);
}

/**
 * gazette_print_picture_new:
 * @bytes: a picture in any format that the system reads
 * @error: return location for a %GAZETTE_ERROR_NOT_A_PICTURE
 *
 * Decodes a picture, puts it on white, and keeps what a printer can show of it: a
 * photograph as JPEG, all else without loss. Of one that moves it takes the first
 * frame. May be called on any thread but the main one, since it takes its time.
 *
 * Returns: (transfer full) (nullable): the picture, %NULL when it cannot be shown
 */
GazettePrintPicture *
gazette_print_picture_new (GBytes  *bytes,
                           GError **error)
{
  Size size = { 0, 0 };
  gboolean is_jpeg = FALSE;
  g_autoptr(GdkPixbuf) loaded = NULL;
  g_autoptr(GdkPixbuf) pixbuf = NULL;
  g_autoptr(GazettePrintPicture) self = NULL;
  char *buffer = NULL;
  gsize length = 0;
  gboolean good;

  g_return_val_if_fail (bytes != NULL, NULL);

  loaded = load (bytes, &size, &is_jpeg);
  if (loaded == NULL)
    {
      g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_A_PICTURE,
                           _("The picture is damaged, or of a kind that cannot be shown here."));
      return NULL;
    }

  self = g_atomic_rc_box_new0 (GazettePrintPicture);
  self->is_jpeg = is_jpeg;
  self->pixel_width = gdk_pixbuf_get_width (loaded);
  self->pixel_height = gdk_pixbuf_get_height (loaded);
  /* Turned by the camera's word, sides change places. */
  self->width = (self->pixel_width > self->pixel_height) == (size.width > size.height) ? size.width : size.height;
  self->height = self->width == size.width ? size.height : size.width;

  pixbuf = gdk_pixbuf_composite_color_simple (loaded, self->pixel_width, self->pixel_height, GDK_INTERP_NEAREST, 255,
                                              16, 0xffffffff, 0xffffffff);
  if (pixbuf != NULL && is_jpeg)
    good = gdk_pixbuf_save_to_buffer (pixbuf, &buffer, &length, "jpeg", error, "quality", "90", NULL);
  else
    good = pixbuf != NULL && gdk_pixbuf_save_to_buffer (pixbuf, &buffer, &length, "png", error, "compression", "1", NULL);
  if (!good)
    return NULL;
  self->bytes = g_bytes_new_take (buffer, length);

  return g_steal_pointer (&self);
}

/**
 * gazette_print_picture_ref:
 * @self: a picture
 *
 * Returns: (transfer full): @self
 */
GazettePrintPicture *
gazette_print_picture_ref (GazettePrintPicture *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_picture (gpointer data)
{
  g_clear_pointer (&((GazettePrintPicture *) data)->bytes, g_bytes_unref);
}

/**
 * gazette_print_picture_unref:
 * @self: (transfer full): a picture
 */
void
gazette_print_picture_unref (GazettePrintPicture *self)
{
  g_atomic_rc_box_release_full (self, clear_picture);
}

/**
 * gazette_print_picture_get_width:
 * @self: a picture
 *
 * Returns: how wide it is by itself, in pixels
 */
int
gazette_print_picture_get_width (GazettePrintPicture *self)
{
  return self->width;
}

/**
 * gazette_print_picture_get_height:
 * @self: a picture
 *
 * Returns: how high it is by itself, in pixels
 */
int
gazette_print_picture_get_height (GazettePrintPicture *self)
{
  return self->height;
}

/**
 * gazette_print_picture_get_bytes:
 * @self: a picture
 *
 * Returns: (transfer none): the file that it is by now, a JPEG or a PNG
 */
GBytes *
gazette_print_picture_get_bytes (GazettePrintPicture *self)
{
  return self->bytes;
}

/**
 * gazette_print_picture_is_jpeg:
 * @self: a picture
 *
 * Returns: whether it is a JPEG by now, rather than a PNG
 */
gboolean
gazette_print_picture_is_jpeg (GazettePrintPicture *self)
{
  return self->is_jpeg;
}

typedef struct
{
  GBytes *bytes;
  gsize   at;
} Reading;

static cairo_status_t
read_cb (void          *closure,
         unsigned char *data,
         unsigned int   length)
{
  Reading *reading = closure;
  gsize size;
  const guchar *bytes = g_bytes_get_data (reading->bytes, &size);

  if (length > size - reading->at)
    return CAIRO_STATUS_READ_ERROR;
  memcpy (data, bytes + reading->at, length);
  reading->at += length;

  return CAIRO_STATUS_SUCCESS;
}

/**
 * gazette_print_picture_make_surface:
 * @self: a picture
 *
 * Makes what is drawn on a page of a PDF. A JPEG goes into that as it is; its pixels
 * are there by size alone.
 *
 * Returns: (transfer full): a surface, to be kept until the page is shown
 */
cairo_surface_t *
gazette_print_picture_make_surface (GazettePrintPicture *self)
{
  Reading reading = { self->bytes, 0 };
  cairo_surface_t *surface;
  gsize size;
  const guchar *bytes = g_bytes_get_data (self->bytes, &size);

  if (!self->is_jpeg)
    return cairo_image_surface_create_from_png_stream (read_cb, &reading);

  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, self->pixel_width, self->pixel_height);
  cairo_surface_set_mime_data (surface, CAIRO_MIME_TYPE_JPEG, bytes, size, (cairo_destroy_func_t) g_bytes_unref,
                               g_bytes_ref (self->bytes));

  return surface;
}

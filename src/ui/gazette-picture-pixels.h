/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gdk/gdk.h>

G_BEGIN_DECLS

/**
 * GAZETTE_MAX_PIXELS:
 *
 * What is larger is not decoded: some formats are taken apart as a whole first,
 * four bytes a pixel, and a file of a few bytes can claim any size.
 */
#define GAZETTE_MAX_PIXELS (40 * 1000 * 1000)

/**
 * GazetteFit:
 * @max_width: how wide it is needed at most, in pixels; 0 for all there is
 * @square: for a square, its side in pixels, which the shorter side fills; else 0
 * @width: (out): how wide the picture is by itself, as it is held
 * @height: (out): how high
 *
 * At which size a picture is decoded.
 */
typedef struct
{
  int max_width;
  int square;
  int width;
  int height;
} GazetteFit;

GdkPixbuf  *gazette_pixels_load         (GBytes      *bytes,
                                         GazetteFit  *fit,
                                         GError     **error);
GdkPixbuf  *gazette_pixels_fit          (GdkPixbuf   *pixbuf,
                                         GazetteFit  *fit);
GdkTexture *gazette_pixels_make_texture (GdkPixbuf   *pixbuf);
gboolean    gazette_pixels_check_size   (int          width,
                                         int          height,
                                         GError     **error);

G_END_DECLS

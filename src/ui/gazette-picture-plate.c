/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <adwaita.h>

#include "gazette-picture-plate.h"

#define INK_KEY "gazette-ink"

/* So many pixels are looked at in each direction. */
#define N_SAMPLES 128

/* Less of it, and it is but the corners of a picture that are cut off. */
#define MIN_CLEAR 0.08

/* How much of what can be seen has to be dark, and how much light. Light parts
 * are often the inside of what is drawn in dark lines. */
#define MIN_DARK  0.1
#define MIN_LIGHT 0.7

#define DARKEST_LIGHT 0.66
#define LIGHTEST_DARK 0.1

/* From 0 to 1, with squares for what sRGB does (WCAG 2.2 has it exactly). */
static double
get_luminance (const guchar *pixel)
{
  return (0.2126 * pixel[0] * pixel[0] + 0.7152 * pixel[1] * pixel[1] + 0.0722 * pixel[2] * pixel[2]) / (255.0 * 255.0);
}

/*
 * gazette_ink_read:
 * @pixbuf: a picture
 *
 * Looks at some of its pixels. Any thread.
 *
 * Returns: what it is drawn with
 */
GazetteInk
gazette_ink_read (GdkPixbuf *pixbuf)
{
  int width = gdk_pixbuf_get_width (pixbuf);
  int height = gdk_pixbuf_get_height (pixbuf);
  int across = MAX (1, width / N_SAMPLES);
  int down = MAX (1, height / N_SAMPLES);
  guint n_clear = 0;
  guint n_dark = 0;
  guint n_light = 0;
  guint n_seen = 0;

  if (!gdk_pixbuf_get_has_alpha (pixbuf))
    return GAZETTE_INK_NONE;

  for (int y = 0; y < height; y += down)
    {
      const guchar *row = gdk_pixbuf_read_pixels (pixbuf) + (gsize) y * (gsize) gdk_pixbuf_get_rowstride (pixbuf);

      for (int x = 0; x < width; x += across)
        {
          const guchar *pixel = row + 4 * x;

          n_clear += pixel[3] < 64;
          if (pixel[3] < 128)
            continue;
          n_seen++;
          n_dark += get_luminance (pixel) <= LIGHTEST_DARK;
          n_light += get_luminance (pixel) >= DARKEST_LIGHT;
        }
    }

  if (n_clear < MIN_CLEAR * (n_clear + n_seen) || n_seen == 0)
    return GAZETTE_INK_NONE;
  if (n_dark >= MIN_DARK * n_seen)
    return GAZETTE_INK_DARK;

  return n_light >= MIN_LIGHT * n_seen ? GAZETTE_INK_LIGHT : GAZETTE_INK_NONE;
}

/*
 * gazette_ink_note:
 * @texture: a picture that nobody else has yet
 * @ink: what it is drawn with
 */
void
gazette_ink_note (GdkTexture *texture,
                  GazetteInk  ink)
{
  if (ink != GAZETTE_INK_NONE)
    g_object_set_data (G_OBJECT (texture), INK_KEY, GUINT_TO_POINTER (ink));
}

/*
 * gazette_ink_get:
 * @texture: a picture
 *
 * Returns: what was noted of it
 */
GazetteInk
gazette_ink_get (GdkTexture *texture)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (texture), INK_KEY));
}

/*
 * gazette_plate_append:
 * @snapshot: what is drawn on
 * @texture: the picture that will be drawn
 * @bounds: where
 *
 * Draws what the picture is meant to lie on, if the page is not that: a diagram in
 * black would not be seen on a dark page.
 */
void
gazette_plate_append (GtkSnapshot           *snapshot,
                      GdkTexture            *texture,
                      const graphene_rect_t *bounds)
{
  static const GdkRGBA light = { 1, 1, 1, 1 };
  static const GdkRGBA dark = { 0.13f, 0.13f, 0.15f, 1 };
  gboolean is_dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  GazetteInk ink = gazette_ink_get (texture);

  if (ink == GAZETTE_INK_DARK && is_dark)
    gtk_snapshot_append_color (snapshot, &light, bounds);
  else if (ink == GAZETTE_INK_LIGHT && !is_dark)
    gtk_snapshot_append_color (snapshot, &dark, bounds);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

/* Pictures made up for tests. Frame N of those that move is wholly of the colour
 * N modulo 4 of PICTURE_FIXTURE_COLOURS. */
static const guint32 PICTURE_FIXTURE_COLOURS[] = { 0xff0000ff, 0x00ff00ff, 0x0000ffff, 0xffffffff };

GBytes *picture_fixture_png      (int           width,
                                  int           height);
GBytes *picture_fixture_gif      (int           width,
                                  int           height,
                                  guint         n_frames,
                                  guint         delay,
                                  int           loops);
GBytes *picture_fixture_webp     (int           width,
                                  int           height,
                                  guint         n_frames,
                                  guint         delay);
GBytes *picture_fixture_apng     (int           width,
                                  int           height,
                                  guint         n_frames,
                                  guint         delay);
GBytes *picture_fixture_cut      (GBytes       *bytes,
                                  gsize         length);
guint32 picture_fixture_colour   (GdkTexture   *texture,
                                  int           x,
                                  int           y);
char   *picture_fixture_data_url (GBytes       *bytes,
                                  const char   *type);

G_END_DECLS

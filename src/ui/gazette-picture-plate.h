/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GazetteInk:
 * @GAZETTE_INK_NONE: a picture that covers what is below it, or can be seen on anything
 * @GAZETTE_INK_DARK: dark lines on nothing, such as a diagram
 * @GAZETTE_INK_LIGHT: light lines on nothing, such as a sign for dark pages
 *
 * On what a picture that can be seen through is meant to lie.
 */
typedef enum
{
  GAZETTE_INK_NONE,
  GAZETTE_INK_DARK,
  GAZETTE_INK_LIGHT,
} GazetteInk;

GazetteInk gazette_ink_read     (GdkPixbuf             *pixbuf);
void       gazette_ink_note     (GdkTexture            *texture,
                                 GazetteInk             ink);
GazetteInk gazette_ink_get      (GdkTexture            *texture);
void       gazette_plate_append (GtkSnapshot           *snapshot,
                                 GdkTexture            *texture,
                                 const graphene_rect_t *bounds);

G_END_DECLS

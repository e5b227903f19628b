/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GazettePictureCanvas:
 *
 * A picture that can be looked at closely: it fits into the widget, or is larger
 * and moved about, by pointer, fingers, wheel, and what calls it.
 *
 * Property, read-only: zoom (double, 1.0 for a pixel of the picture on one of the
 * layout).
 *
 * GazettePictureCanvas::beside: what is around the picture was clicked.
 */
#define GAZETTE_TYPE_PICTURE_CANVAS (gazette_picture_canvas_get_type ())
G_DECLARE_FINAL_TYPE (GazettePictureCanvas, gazette_picture_canvas, GAZETTE, PICTURE_CANVAS, GtkWidget)

void        gazette_picture_canvas_show        (GazettePictureCanvas *self,
                                                GdkTexture           *texture,
                                                int                   width,
                                                int                   height);
void        gazette_picture_canvas_fit         (GazettePictureCanvas *self);
void        gazette_picture_canvas_zoom        (GazettePictureCanvas *self,
                                                double                factor);
gboolean    gazette_picture_canvas_pan         (GazettePictureCanvas *self,
                                                double                x,
                                                double                y);
gboolean    gazette_picture_canvas_can_zoom    (GazettePictureCanvas *self,
                                                gboolean              closer);
double      gazette_picture_canvas_get_zoom    (GazettePictureCanvas *self);
GdkTexture *gazette_picture_canvas_get_texture (GazettePictureCanvas *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>
#include <glib-object.h>

G_BEGIN_DECLS

/**
 * GazettePrintPicture:
 *
 * A picture, made ready for paper: on white, and no finer than a printer is. A value.
 */
#define GAZETTE_TYPE_PRINT_PICTURE (gazette_print_picture_get_type ())
typedef struct _GazettePrintPicture GazettePrintPicture;

GType                gazette_print_picture_get_type     (void) G_GNUC_CONST;
GazettePrintPicture *gazette_print_picture_new          (GBytes              *bytes,
                                                         GError             **error);
GazettePrintPicture *gazette_print_picture_ref          (GazettePrintPicture *self);
void                 gazette_print_picture_unref        (GazettePrintPicture *self);
int                  gazette_print_picture_get_width    (GazettePrintPicture *self);
int                  gazette_print_picture_get_height   (GazettePrintPicture *self);
GBytes              *gazette_print_picture_get_bytes    (GazettePrintPicture *self);
gboolean             gazette_print_picture_is_jpeg      (GazettePrintPicture *self);
cairo_surface_t     *gazette_print_picture_make_surface (GazettePrintPicture *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazettePrintPicture, gazette_print_picture_unref)

G_END_DECLS

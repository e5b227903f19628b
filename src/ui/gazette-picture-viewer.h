/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gazette-picture.h"

G_BEGIN_DECLS

/**
 * GazettePictureViewer:
 *
 * The pictures of an article, one at a time, over the whole window and as large
 * as they are; decoded anew, off the main thread.
 *
 * GazettePictureViewer::closed: a person has seen enough.
 *
 * Actions: viewer.close, viewer.previous, viewer.next, viewer.zoom-in,
 * viewer.zoom-out, viewer.fit, viewer.save, viewer.copy, viewer.copy-address,
 * viewer.open-link, viewer.play.
 */
#define GAZETTE_TYPE_PICTURE_VIEWER (gazette_picture_viewer_get_type ())
G_DECLARE_FINAL_TYPE (GazettePictureViewer, gazette_picture_viewer, GAZETTE, PICTURE_VIEWER, AdwBin)

GtkWidget      *gazette_picture_viewer_new         (GazetteNewsroom      *newsroom,
                                                    GPtrArray            *pictures,
                                                    guint                 position);
GazettePicture *gazette_picture_viewer_get_picture (GazettePictureViewer *self);

G_END_DECLS

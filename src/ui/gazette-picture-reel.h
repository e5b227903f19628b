/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gdk/gdk.h>

#include "gazette-picture-pixels.h"

G_BEGIN_DECLS

/**
 * GazetteReel:
 *
 * Decodes the frames of a picture that moves, one at a time: of all of them it
 * keeps the canvas, and what a frame has covered for as long as it is shown.
 * For one thread at a time; references may cross threads.
 */
typedef struct _GazetteReel GazetteReel;

GazetteReel *gazette_reel_new        (GBytes           *bytes,
                                      const GazetteFit *fit);
GazetteReel *gazette_reel_ref        (GazetteReel      *self);
void         gazette_reel_unref      (GazetteReel      *self);
GdkTexture  *gazette_reel_next       (GazetteReel      *self,
                                      int              *delay,
                                      GError          **error);
void         gazette_reel_get_canvas (GazetteReel      *self,
                                      int              *width,
                                      int              *height);
gboolean     gazette_reel_moves      (GazetteReel      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteReel, gazette_reel_unref)

G_END_DECLS

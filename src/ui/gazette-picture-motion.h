/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gazette-newsroom.h"
#include "gazette-picture-decode.h"

G_BEGIN_DECLS

/**
 * GazetteMotion:
 *
 * Plays a picture that moves, while the widget that shows it is in view and on
 * the screen. It asks to be started where a person wants no animations, and
 * where more pictures move at once than there is memory for. Frames are decoded
 * on a thread, one ahead of what is shown. Main thread only.
 *
 * GazetteMotion::changed: there is another frame to draw, or it came to rest or
 *   began.
 */
#define GAZETTE_TYPE_MOTION (gazette_motion_get_type ())
G_DECLARE_FINAL_TYPE (GazetteMotion, gazette_motion, GAZETTE, MOTION, GObject)

GazetteMotion *gazette_motion_new         (GtkWidget            *widget,
                                           GazetteNewsroom      *newsroom,
                                           const char           *url,
                                           int                   max_width,
                                           const GazetteDecoded *decoded);
void           gazette_motion_set_in_view (GazetteMotion        *self,
                                           gboolean              in_view);
void           gazette_motion_toggle      (GazetteMotion        *self);
gboolean       gazette_motion_is_playing  (GazetteMotion        *self);
GdkTexture    *gazette_motion_get_texture (GazetteMotion        *self);

G_END_DECLS

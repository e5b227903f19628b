/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gdk/gdk.h>

#include "gazette-newsroom.h"

G_BEGIN_DECLS

/**
 * GazetteThumbnails:
 *
 * The small pictures of headlines: square, decoded on another thread at the
 * size they are shown in. The last ones used are kept. Main thread only.
 */
#define GAZETTE_TYPE_THUMBNAILS (gazette_thumbnails_get_type ())
G_DECLARE_FINAL_TYPE (GazetteThumbnails, gazette_thumbnails, GAZETTE, THUMBNAILS, GObject)

GazetteThumbnails *gazette_thumbnails_new    (GazetteNewsroom   *newsroom);
gboolean           gazette_thumbnails_peek   (GazetteThumbnails *self,
                                              const char        *url,
                                              guint              size,
                                              GdkTexture       **texture);
DexFuture         *gazette_thumbnails_load   (GazetteThumbnails *self,
                                              const char        *url,
                                              guint              size,
                                              gint64             saved_id);
GazetteNewsroom   *gazette_thumbnails_get_newsroom
                                             (GazetteThumbnails *self);

G_END_DECLS

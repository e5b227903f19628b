/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gazette-newsroom.h"

G_BEGIN_DECLS

/**
 * GazetteBackground:
 *
 * What the program does by itself, as the settings say: asks sources for news,
 * goes on without a window, tells of new articles. Main thread only.
 *
 * Property, read-only: refusal (string, nullable): why a setting could not be
 *   followed, in plain words.
 *
 * GazetteBackground::ended: () the program is not to go on without a window.
 */
#define GAZETTE_TYPE_BACKGROUND (gazette_background_get_type ())
G_DECLARE_FINAL_TYPE (GazetteBackground, gazette_background, GAZETTE, BACKGROUND, GObject)

GazetteBackground *gazette_background_new          (GApplication      *application);
void               gazette_background_set_newsroom (GazetteBackground *self,
                                                    GazetteNewsroom   *newsroom);
gboolean           gazette_background_stay         (GazetteBackground *self);
void               gazette_background_follow       (GazetteBackground *self,
                                                    GtkWindow         *window);
const char        *gazette_background_get_refusal  (GazetteBackground *self);

G_END_DECLS

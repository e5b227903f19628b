/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gazette-page.h"

G_BEGIN_DECLS

/**
 * GazetteSavedBar:
 *
 * Above a page: what there is to say, and to decide, about an article that is
 * saved and was changed at its source since.
 *
 * Actions: saved-bar.see-changes, saved-bar.take-update, saved-bar.keep-saved.
 * Activates win.take-update (x).
 */
#define GAZETTE_TYPE_SAVED_BAR (gazette_saved_bar_get_type ())
G_DECLARE_FINAL_TYPE (GazetteSavedBar, gazette_saved_bar, GAZETTE, SAVED_BAR, AdwBin)

void gazette_saved_bar_set_page (GazetteSavedBar *self,
                                 GazettePage     *page);
void gazette_saved_bar_show     (GazetteSavedBar *self,
                                 GazetteNewsroom *newsroom,
                                 GazetteStored   *stored);

G_END_DECLS

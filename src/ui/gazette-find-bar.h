/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gazette-page-view.h"

G_BEGIN_DECLS

/**
 * GazetteFindBar:
 *
 * Finds words in the page that a view shows: highlights all, goes from one to
 * the next, and counts them.
 */
#define GAZETTE_TYPE_FIND_BAR (gazette_find_bar_get_type ())
G_DECLARE_FINAL_TYPE (GazetteFindBar, gazette_find_bar, GAZETTE, FIND_BAR, AdwBin)

void     gazette_find_bar_set_view (GazetteFindBar  *self,
                                    GazettePageView *view);
void     gazette_find_bar_suggest  (GazetteFindBar  *self,
                                    const char      *words);
void     gazette_find_bar_open     (GazetteFindBar  *self);
gboolean gazette_find_bar_close    (GazetteFindBar  *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * GazetteSearchBar:
 *
 * Where a person types what to look for in all articles. Its menu has the order
 * of what is found and the action win.save-search.
 *
 * GazetteSearchBar::changed: () something else is looked for, or in another
 *   order; a moment after the last letter was typed.
 * GazetteSearchBar::closed: () nothing is looked for any more.
 */
#define GAZETTE_TYPE_SEARCH_BAR (gazette_search_bar_get_type ())
G_DECLARE_FINAL_TYPE (GazetteSearchBar, gazette_search_bar, GAZETTE, SEARCH_BAR, AdwBin)

void        gazette_search_bar_open             (GazetteSearchBar *self,
                                                 const char       *text);
void        gazette_search_bar_close            (GazetteSearchBar *self);
const char *gazette_search_bar_get_text         (GazetteSearchBar *self);
gboolean    gazette_search_bar_get_by_relevance (GazetteSearchBar *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gazette-library.h"

G_BEGIN_DECLS

/**
 * GazetteHighlightList:
 *
 * All highlights, those of an article together, with a field to search them. It follows
 * the library while it is on the screen.
 *
 * Activates win.show-highlight (xx: an article and a highlight of it) and
 * win.remove-highlight (x).
 */
#define GAZETTE_TYPE_HIGHLIGHT_LIST (gazette_highlight_list_get_type ())
G_DECLARE_FINAL_TYPE (GazetteHighlightList, gazette_highlight_list, GAZETTE, HIGHLIGHT_LIST, AdwBin)

void   gazette_highlight_list_set_library   (GazetteHighlightList *self,
                                             GazetteLibrary       *library);
gint64 gazette_highlight_list_get_neighbour (GazetteHighlightList *self,
                                             gint64                article_id,
                                             int                   direction);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-annotations.h"
#include "gazette-page-view.h"

G_BEGIN_DECLS

/**
 * GazettePageHighlights:
 *
 * The highlights of the page in a view: it finds them in the text, shows them, follows
 * the library, and opens them for their notes.
 */
#define GAZETTE_TYPE_PAGE_HIGHLIGHTS (gazette_page_highlights_get_type ())
G_DECLARE_FINAL_TYPE (GazettePageHighlights, gazette_page_highlights, GAZETTE, PAGE_HIGHLIGHTS, GObject)

GazettePageHighlights *gazette_page_highlights_new   (GazettePageView       *view,
                                                      GtkWidget             *holder);
void                   gazette_page_highlights_begin (GazettePageHighlights *self,
                                                      GazetteNewsroom       *newsroom,
                                                      GazettePageBuffer     *page);
void                   gazette_page_highlights_leave (GazettePageHighlights *self);
void                   gazette_page_highlights_show_in (GazettePageHighlights *self,
                                                      const GazettePiece    *piece);
void                   gazette_page_highlights_end   (GazettePageHighlights *self);
DexFuture             *gazette_page_highlights_add   (GazettePageHighlights *self,
                                                      gboolean               with_note);
void                   gazette_page_highlights_go_to (GazettePageHighlights *self,
                                                      gint64                 article_id,
                                                      gint64                 id);
GazetteAnnotations    *gazette_page_highlights_get_all (GazettePageHighlights *self);
gboolean               gazette_page_highlights_move  (GazettePageHighlights *self,
                                                      int                    direction);

G_END_DECLS

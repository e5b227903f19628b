/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-page-view.h"

G_BEGIN_DECLS

/**
 * GazettePagePlace:
 *
 * Where a person reads on a page. The text at the top of the screen stays there
 * when fonts, widths or heights change; how far an article was read is kept in
 * the library once scrolling rests, and found again when it is opened. An article
 * that was read to its end begins at the top the next time.
 *
 * Properties, read-only: progress (double; how much of the text has passed, from
 * 0.0 to 1.0, and -1.0 where all of it fits on the screen).
 */
#define GAZETTE_TYPE_PAGE_PLACE (gazette_page_place_get_type ())
G_DECLARE_FINAL_TYPE (GazettePagePlace, gazette_page_place, GAZETTE, PAGE_PLACE, GObject)

GazettePagePlace *gazette_page_place_new     (GazettePageView  *view,
                                              GtkAdjustment    *adjustment);
void              gazette_page_place_begin   (GazettePagePlace *self,
                                              GazetteLibrary   *library);
void              gazette_page_place_go_on   (GazettePagePlace *self);
int               gazette_page_place_get_top (GazettePagePlace *self);
void              gazette_page_place_keep    (GazettePagePlace *self);

G_END_DECLS

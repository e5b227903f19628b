/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-page-pictures.h"

G_BEGIN_DECLS

/**
 * GazettePageSlots:
 *
 * Puts the widgets of a page into its text: those near the place that is read at
 * once, the others a few in each frame, so that none of them holds up the window.
 */
#define GAZETTE_TYPE_PAGE_SLOTS (gazette_page_slots_get_type ())

G_DECLARE_FINAL_TYPE (GazettePageSlots, gazette_page_slots, GAZETTE, PAGE_SLOTS, GObject)

GazettePageSlots *gazette_page_slots_new     (GazettePageView     *view,
                                              GazettePagePictures *pictures);
void              gazette_page_slots_begin   (GazettePageSlots    *self,
                                              GazetteNewsroom     *newsroom,
                                              GazettePicture      *lead,
                                              int                  place);
void              gazette_page_slots_finish  (GazettePageSlots    *self);
void              gazette_page_slots_update  (GazettePageSlots    *self);
gboolean          gazette_page_slots_is_done (GazettePageSlots    *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gazette-newsroom.h"

G_BEGIN_DECLS

/**
 * GazettePageFoot:
 *
 * What comes after an article's text: its files, its topics, the way to it on
 * the web, and "More from SOURCE", for which there are rows once there is room for them
 * on the screen, or somebody gets to the foot otherwise.
 *
 * Activates page.open-link (s), page.open-in-browser, page.show-article (x) and, for a
 * topic, win.search-for (s).
 *
 * GazettePageFoot::listed: () it is known what is more from the source
 */
#define GAZETTE_TYPE_PAGE_FOOT (gazette_page_foot_get_type ())
G_DECLARE_FINAL_TYPE (GazettePageFoot, gazette_page_foot, GAZETTE, PAGE_FOOT, AdwBin)

GtkWidget *gazette_page_foot_new          (void);
void       gazette_page_foot_show_article (GazettePageFoot *self,
                                           GazetteNewsroom *newsroom,
                                           GazetteStored   *stored);
gboolean   gazette_page_foot_show_more    (GazettePageFoot *self,
                                           int              room);

G_END_DECLS

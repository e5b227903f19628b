/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gazette-newsroom.h"
#include "gazette-thumbnails.h"

G_BEGIN_DECLS

/**
 * GazetteFindingPage:
 *
 * What was found behind an address, before it is added: how it speaks, its first
 * articles, what to call it, and what can be chosen about it.
 *
 * GazetteFindingPage::added: (source_id: gint64, name: utf8) it was added
 *
 * GazetteFindingPage::edit: (finding: GazetteFinding) somebody wants to change
 *   how it is read; gazette_finding_page_show() takes what comes of that
 */
#define GAZETTE_TYPE_FINDING_PAGE (gazette_finding_page_get_type ())
G_DECLARE_FINAL_TYPE (GazetteFindingPage, gazette_finding_page, GAZETTE, FINDING_PAGE, AdwNavigationPage)

AdwNavigationPage *gazette_finding_page_new  (GazetteNewsroom    *newsroom,
                                              GazetteThumbnails  *thumbnails,
                                              GPtrArray          *findings);
void               gazette_finding_page_show (GazetteFindingPage *self,
                                              GazetteFinding     *finding);
GtkWidget         *gazette_finding_page_get_add_button (GazetteFindingPage *self);

G_END_DECLS

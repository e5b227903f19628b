/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gazette-newsroom.h"
#include "gazette-thumbnails.h"

G_BEGIN_DECLS

/**
 * GazetteMappingPage:
 *
 * How an answer is read, to be changed: where each field of an article is, and
 * what comes of it.
 *
 * GazetteMappingPage::changed: (finding: GazetteFinding) it is read so now
 */
#define GAZETTE_TYPE_MAPPING_PAGE (gazette_mapping_page_get_type ())
G_DECLARE_FINAL_TYPE (GazetteMappingPage, gazette_mapping_page, GAZETTE, MAPPING_PAGE, AdwNavigationPage)

AdwNavigationPage *gazette_mapping_page_new (GazetteNewsroom   *newsroom,
                                             GazetteThumbnails *thumbnails,
                                             GazetteFinding    *finding);

G_END_DECLS

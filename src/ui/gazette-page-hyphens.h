/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>

#include "gazette-page-view.h"

G_BEGIN_DECLS

/**
 * GazettePageHyphens:
 *
 * Where the words of a page may be broken, if its lines are to be equally long.
 * Patterns are looked up on a thread of its own, and syllables are marked bit by bit;
 * a page does not wait long for them.
 *
 * A syllable is a "word" to the layout, which may be broken before and after with a
 * hyphen. The text itself stays as it is: no soft hyphens for those who copy it,
 * search it, listen to it or count its characters.
 *
 * GazettePageHyphens::ready: (page: GazettePageBuffer) a page need not wait any more.
 */
#define GAZETTE_TYPE_PAGE_HYPHENS (gazette_page_hyphens_get_type ())
G_DECLARE_FINAL_TYPE (GazettePageHyphens, gazette_page_hyphens, GAZETTE, PAGE_HYPHENS, GObject)

GazettePageHyphens *gazette_page_hyphens_new   (GazettePageView    *view);
gboolean            gazette_page_hyphens_begin (GazettePageHyphens *self,
                                                GazettePageBuffer  *page);

G_END_DECLS

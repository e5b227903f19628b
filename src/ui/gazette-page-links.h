/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-page-buffer.h"
#include "gazette-page-menu.h"

G_BEGIN_DECLS

/**
 * GazettePageLinks:
 *
 * The links of a page in a text view: by pointer, by keyboard, and in the
 * menu of the text.
 *
 * Property, read-only: current (nullable string), where the link leads that is
 * pointed at or has the focus.
 *
 * Activates page.open-link (s).
 */
#define GAZETTE_TYPE_PAGE_LINKS (gazette_page_links_get_type ())
G_DECLARE_FINAL_TYPE (GazettePageLinks, gazette_page_links, GAZETTE, PAGE_LINKS, GObject)

GazettePageLinks *gazette_page_links_new           (GtkTextView       *view,
                                                    GazettePageMenu   *menu);
void              gazette_page_links_set_page      (GazettePageLinks  *self,
                                                    GazettePageBuffer *page);
gboolean          gazette_page_links_move          (GazettePageLinks  *self,
                                                    GtkDirectionType   direction);
void              gazette_page_links_popup_focused (GazettePageLinks  *self);

G_END_DECLS

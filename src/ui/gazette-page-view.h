/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-page-buffer.h"
#include "gazette-page-menu.h"

G_BEGIN_DECLS

/**
 * GazettePageView:
 *
 * Shows a #GazettePageBuffer in one column: its text, the bars of quotations,
 * and widgets where the page has anchors. It has links and copies text that
 * reads well.
 *
 * Properties, read-only: column-width (int, how wide the column is at most, in
 * pixels, margins included), hovered-link (nullable string; pointed at, or with
 * the focus).
 *
 * GazettePageView::relayout: () all lines are about to be laid out anew: another
 *   width, other fonts.
 *
 * GazettePageView::going: (offset: int) (where: double) it scrolls to a character,
 *   as gazette_page_view_scroll_to() was told to.
 *
 * Activates page.open-link (s) for a link that is clicked.
 */
#define GAZETTE_TYPE_PAGE_VIEW (gazette_page_view_get_type ())
G_DECLARE_FINAL_TYPE (GazettePageView, gazette_page_view, GAZETTE, PAGE_VIEW, GtkTextView)

GtkWidget         *gazette_page_view_new          (void);
void               gazette_page_view_set_page     (GazettePageView    *self,
                                                   GazettePageBuffer  *page);
GazettePageBuffer *gazette_page_view_get_page     (GazettePageView    *self);
void               gazette_page_view_add_slot     (GazettePageView    *self,
                                                   const GazettePiece *piece,
                                                   GtkWidget          *widget);
GazettePageMenu   *gazette_page_view_get_menu     (GazettePageView    *self);
int                gazette_page_view_get_column   (GazettePageView    *self);
void               gazette_page_view_toggle_fold  (GazettePageView    *self,
                                                   int                 fold);
void               gazette_page_view_scroll_once  (GazettePageView    *self,
                                                   int                 offset,
                                                   double              where);
gboolean           gazette_page_view_is_at        (GazettePageView    *self,
                                                   int                 offset,
                                                   double              where);
void               gazette_page_view_scroll_to    (GazettePageView    *self,
                                                   int                 offset,
                                                   double              where);

G_END_DECLS

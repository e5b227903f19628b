/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-annotations.h"
#include "gazette-page-buffer.h"

G_BEGIN_DECLS

gboolean           gazette_page_cards_is_card        (const GazettePiece *piece);
void               gazette_page_cards_show           (GazettePageBuffer  *page,
                                                      GazetteAnnotations *annotations);
void               gazette_page_cards_show_in        (GazettePageBuffer  *page,
                                                      GazetteAnnotations *annotations,
                                                      const GazettePiece *piece);
GazetteAnnotation *gazette_page_cards_get_at         (GazettePageBuffer  *page,
                                                      GazetteAnnotations *annotations,
                                                      const GazettePiece *piece,
                                                      guint               start,
                                                      guint               end);
gboolean           gazette_page_cards_get_selection  (GazettePageBuffer  *page,
                                                      GazetteExcerpt     *excerpt,
                                                      const GazettePiece **piece);
GtkWidget         *gazette_page_cards_get_widget     (const GazettePiece *piece);
GtkWidget         *gazette_page_cards_select         (GazettePageBuffer  *page,
                                                      const GazettePiece *piece,
                                                      guint               start,
                                                      guint               end);
void               gazette_page_cards_scroll_to      (GtkTextView        *view,
                                                      GtkWidget          *widget,
                                                      guint               character,
                                                      double              where);

G_END_DECLS

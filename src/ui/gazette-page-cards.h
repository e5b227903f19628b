/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-annotations.h"
#include "gazette-page-buffer.h"

G_BEGIN_DECLS

GHashTable        *gazette_page_cards_map_pieces     (GazettePageBuffer  *page);
gboolean           gazette_page_cards_find           (GazettePageBuffer  *page,
                                                      GHashTable         *pieces,
                                                      const GazetteExcerpt *excerpt,
                                                      int                *start,
                                                      int                *end);
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

G_END_DECLS

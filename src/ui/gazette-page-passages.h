/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-annotations.h"
#include "gazette-page-buffer.h"

G_BEGIN_DECLS

/**
 * GazettePassageShown:
 * @annotation: a highlight
 * @start: its first character on the page
 * @end: the one after the last
 * @card: (nullable): the table or the code that it begins in, which is one character of
 *   the page
 * @card_start: the first byte of the text of the card
 * @card_end: the one after the last that is in this card
 *
 * A highlight where it is on a page.
 */
typedef struct
{
  GazetteAnnotation  *annotation;
  int                 start;
  int                 end;
  const GazettePiece *card;
  guint               card_start;
  guint               card_end;
} GazettePassageShown;

GArray              *gazette_page_passages_new         (void);
void                 gazette_page_passages_find        (GazettePageBuffer         *page,
                                                        GazetteAnnotations        *annotations,
                                                        GArray                    *passages);
GazettePassageShown *gazette_page_passages_get         (GArray                    *passages,
                                                        guint                      position);
guint                gazette_page_passages_find_id     (GArray                    *passages,
                                                        gint64                     id);
guint                gazette_page_passages_find_around (GArray                    *passages,
                                                        int                        start,
                                                        int                        end);
guint                gazette_page_passages_find_beside (GArray                    *passages,
                                                        int                        offset,
                                                        guint                      byte,
                                                        int                        direction);
void                 gazette_page_passages_draw        (GazettePageBuffer         *page,
                                                        const GazettePassageShown *passage);
void                 gazette_page_passages_erase       (GazettePageBuffer         *page);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gazette-headline-row.h"

G_BEGIN_DECLS

/**
 * GazetteHeadlineItem:
 *
 * A row of a #GazetteHeadlineList, as themes and assistive technology know it, around
 * the headline that it shows: one after the other, or the end of the list.
 */
#define GAZETTE_TYPE_HEADLINE_ITEM (gazette_headline_item_get_type ())
G_DECLARE_FINAL_TYPE (GazetteHeadlineItem, gazette_headline_item, GAZETTE, HEADLINE_ITEM, AdwBin)

GtkWidget       *gazette_headline_item_new          (void);
GtkWidget       *gazette_headline_item_new_end      (GtkWidget           *child);
guint            gazette_headline_item_get_position (GazetteHeadlineItem *self);
void             gazette_headline_item_set_position (GazetteHeadlineItem *self,
                                                     guint                position,
                                                     guint                n_items);
GazetteHeadline *gazette_headline_item_get_headline (GazetteHeadlineItem *self);
void             gazette_headline_item_bind         (GazetteHeadlineItem *self,
                                                     GazetteHeadline     *headline,
                                                     GazetteThumbnails   *thumbnails);
void             gazette_headline_item_unbind       (GazetteHeadlineItem *self);
void             gazette_headline_item_set_selected (GazetteHeadlineItem *self,
                                                     gboolean             selected);

G_END_DECLS

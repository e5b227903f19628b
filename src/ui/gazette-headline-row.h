/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gazette-headline.h"
#include "gazette-thumbnails.h"

G_BEGIN_DECLS

/**
 * GazetteHeadlineRow:
 *
 * A headline in the list. All rows have the same height, whatever is in them.
 */
#define GAZETTE_TYPE_HEADLINE_ROW (gazette_headline_row_get_type ())
G_DECLARE_FINAL_TYPE (GazetteHeadlineRow, gazette_headline_row, GAZETTE, HEADLINE_ROW, GtkWidget)

GtkWidget       *gazette_headline_row_new          (void);
void             gazette_headline_row_bind         (GazetteHeadlineRow *self,
                                                    GazetteHeadline    *headline,
                                                    GazetteThumbnails  *thumbnails);
void             gazette_headline_row_unbind       (GazetteHeadlineRow *self);
GazetteHeadline *gazette_headline_row_get_headline (GazetteHeadlineRow *self);
char            *gazette_headline_row_dup_name     (GazetteHeadlineRow *self);
char            *gazette_headline_row_dup_remark   (GazetteHeadlineRow *self);

G_END_DECLS

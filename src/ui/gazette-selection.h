/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gazette-headlines.h"

G_BEGIN_DECLS

/**
 * GazetteSelection:
 *
 * The rows of the sidebar: headlines in sections. It is a #GtkSelectionModel: mostly
 * the one headline that is open is selected; with Ctrl or Shift, with Ctrl+A or by gazette_selection_begin() a person begins
 * to select several, and then moving along the rows opens none. Positions of rows
 * are kept, not rows: a million are selected as fast as one. Main thread only.
 *
 * Properties, read-only and notified: selecting (gboolean: several can be
 * selected), n-selected (uint: how many are).
 *
 * GazetteSelection::chosen: (position: uint) a person moved to another headline,
 *   while not selecting several
 */
#define GAZETTE_TYPE_SELECTION (gazette_selection_get_type ())
G_DECLARE_FINAL_TYPE (GazetteSelection, gazette_selection, GAZETTE, SELECTION, GObject)

GazetteSelection *gazette_selection_new           (GazetteHeadlines    *headlines);
guint             gazette_selection_get_open      (GazetteSelection    *self);
void              gazette_selection_set_open      (GazetteSelection    *self,
                                                   guint                position);
gboolean          gazette_selection_get_selecting (GazetteSelection    *self);
guint             gazette_selection_get_n         (GazetteSelection    *self);
void              gazette_selection_begin         (GazetteSelection    *self);
void              gazette_selection_end           (GazetteSelection    *self);
void              gazette_selection_toggle        (GazetteSelection    *self,
                                                   guint                position);
GArray           *gazette_selection_dup_ids       (GazetteSelection    *self);
gboolean          gazette_selection_has_sections  (GazetteSelection    *self);
char             *gazette_selection_dup_title     (GazetteSelection    *self,
                                                   guint                position);

G_END_DECLS

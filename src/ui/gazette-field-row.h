/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gazette-finding.h"

G_BEGIN_DECLS

/**
 * GazetteFieldRow:
 *
 * Where one field of an article is: a path to be typed or chosen, and what the
 * first article has there.
 *
 * GazetteFieldRow::changed: () another path was typed or chosen
 */
#define GAZETTE_TYPE_FIELD_ROW (gazette_field_row_get_type ())
G_DECLARE_FINAL_TYPE (GazetteFieldRow, gazette_field_row, GAZETTE, FIELD_ROW, AdwPreferencesRow)

GtkWidget  *gazette_field_row_new        (const char      *name);
void        gazette_field_row_show       (GazetteFieldRow *self,
                                          GazetteField    *field,
                                          GPtrArray       *places);
const char *gazette_field_row_get_path   (GazetteFieldRow *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gazette-choice.h"

G_BEGIN_DECLS

/**
 * GazetteChoiceRow:
 *
 * A view in the chooser: its name, how many articles wait there, and a mark when
 * its source is in trouble.
 */
#define GAZETTE_TYPE_CHOICE_ROW (gazette_choice_row_get_type ())
G_DECLARE_FINAL_TYPE (GazetteChoiceRow, gazette_choice_row, GAZETTE, CHOICE_ROW, AdwBin)

GtkWidget     *gazette_choice_row_new        (void);
void           gazette_choice_row_set_choice (GazetteChoiceRow *self,
                                              GazetteChoice    *choice);
GazetteChoice *gazette_choice_row_get_choice (GazetteChoiceRow *self);
char          *gazette_choice_row_dup_remark (GazetteChoiceRow *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gazette-annotation.h"

G_BEGIN_DECLS

/**
 * GazetteHighlightRow:
 *
 * A highlight in a list: its words, a bar in its colour, its note, and whether it is in
 * the text of its article still.
 */
#define GAZETTE_TYPE_HIGHLIGHT_ROW (gazette_highlight_row_get_type ())
G_DECLARE_FINAL_TYPE (GazetteHighlightRow, gazette_highlight_row, GAZETTE, HIGHLIGHT_ROW, AdwBin)

GtkWidget  *gazette_highlight_row_new            (void);
void        gazette_highlight_row_set_annotation (GazetteHighlightRow     *self,
                                                  const GazetteAnnotation *annotation);
char       *gazette_highlight_row_dup_remark     (GazetteHighlightRow     *self);

G_END_DECLS

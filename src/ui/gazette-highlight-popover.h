/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gazette-annotation.h"

G_BEGIN_DECLS

/**
 * GazetteHighlightPopover:
 *
 * A highlight at its place: its note, its colour, and what can be done with it.
 *
 * GazetteHighlightPopover::changed: (id: gint64) (colour: guint) (note: nullable string)
 *   a person has changed it; of its note, that is when the popover closes.
 *
 * Activates win.remove-highlight (x).
 */
#define GAZETTE_TYPE_HIGHLIGHT_POPOVER (gazette_highlight_popover_get_type ())
G_DECLARE_FINAL_TYPE (GazetteHighlightPopover, gazette_highlight_popover, GAZETTE, HIGHLIGHT_POPOVER, GtkPopover)

GtkWidget *gazette_highlight_popover_new  (void);
void       gazette_highlight_popover_open (GazetteHighlightPopover *self,
                                           GazetteAnnotation       *annotation,
                                           const GdkRectangle      *place);

G_END_DECLS

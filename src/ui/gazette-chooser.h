/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gazette-choices.h"

G_BEGIN_DECLS

/**
 * GazetteChooser:
 *
 * The list of every view, to choose one: it activates the action win.view. A
 * source has a menu besides, with win.refresh-source, win.copy-source-address,
 * win.mute-source or win.unmute-source, and win.remove-source, whose parameter is its
 * row in the library.
 */
#define GAZETTE_TYPE_CHOOSER (gazette_chooser_get_type ())
G_DECLARE_FINAL_TYPE (GazetteChooser, gazette_chooser, GAZETTE, CHOOSER, GtkPopover)

void gazette_chooser_set_choices (GazetteChooser  *self,
                                  GazetteChoices  *choices);
void gazette_chooser_set_current (GazetteChooser  *self,
                                  GazetteViewKind  kind,
                                  gint64           source_id);

G_END_DECLS

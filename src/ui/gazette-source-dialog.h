/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gazette-newsroom.h"

G_BEGIN_DECLS

/**
 * GazetteSourceDialog:
 *
 * The properties of one source: its name, where it is and how it speaks, how it
 * does, and its archive. It closes when the source is removed.
 */
#define GAZETTE_TYPE_SOURCE_DIALOG (gazette_source_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GazetteSourceDialog, gazette_source_dialog, GAZETTE, SOURCE_DIALOG, AdwDialog)

GazetteSourceDialog *gazette_source_dialog_new (GazetteNewsroom *newsroom,
                                                gint64           source_id);

G_END_DECLS

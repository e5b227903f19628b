/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gazette-newsroom.h"

G_BEGIN_DECLS

/**
 * GazetteTakeDialog:
 *
 * Takes articles along for where there is no network: how many, or how many
 * minutes of reading; and how far that is. Closed, it goes no further.
 */
#define GAZETTE_TYPE_TAKE_DIALOG (gazette_take_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GazetteTakeDialog, gazette_take_dialog, GAZETTE, TAKE_DIALOG, AdwDialog)

AdwDialog *gazette_take_dialog_new (GazetteNewsroom *newsroom,
                                    gint64           source_id);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gazette-newsroom.h"

G_BEGIN_DECLS

/**
 * GazetteKeyDialog:
 *
 * Asks for the key of a source that is there already.
 *
 * GazetteKeyDialog::entered: (source_id: gint64, key: utf8) a key was given; the
 *   dialog closes
 */
#define GAZETTE_TYPE_KEY_DIALOG (gazette_key_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GazetteKeyDialog, gazette_key_dialog, GAZETTE, KEY_DIALOG, AdwAlertDialog)

AdwDialog *gazette_key_dialog_new (GazetteNewsroom *newsroom,
                                   GazetteSource   *source);

G_END_DECLS

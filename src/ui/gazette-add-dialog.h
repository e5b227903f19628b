/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gazette-newsroom.h"

G_BEGIN_DECLS

/**
 * GazetteAddDialog:
 *
 * Asks for the address of a source, or offers some, shows what is there, and
 * adds it. Closing it gives up.
 *
 * GazetteAddDialog::added: (source_id: gint64, name: utf8) it is there; the dialog
 *   closes.
 */
#define GAZETTE_TYPE_ADD_DIALOG (gazette_add_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GazetteAddDialog, gazette_add_dialog, GAZETTE, ADD_DIALOG, AdwDialog)

GazetteAddDialog *gazette_add_dialog_new (GazetteNewsroom  *newsroom);
void              gazette_add_dialog_add (GazetteAddDialog *self,
                                          const char       *address);

G_END_DECLS

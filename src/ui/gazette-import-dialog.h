/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gazette-newsroom.h"

G_BEGIN_DECLS

/**
 * GazetteImportDialog:
 *
 * Takes pages over that a person kept elsewhere: shows what is in a file, how far
 * the last import is, and what could not be had of it.
 *
 * GazetteImportDialog::article-activated: (article_id: gint64) a page that could
 *   not be had is wanted
 */
#define GAZETTE_TYPE_IMPORT_DIALOG (gazette_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GazetteImportDialog, gazette_import_dialog, GAZETTE, IMPORT_DIALOG, AdwDialog)

GazetteImportDialog *gazette_import_dialog_new  (GazetteNewsroom     *newsroom);
void                 gazette_import_dialog_read (GazetteImportDialog *self,
                                                 GBytes              *bytes,
                                                 const char          *name);
void                 gazette_import_dialog_tell (GazetteImportDialog *self,
                                                 const char          *message);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gazette-export.h"

G_BEGIN_DECLS

/**
 * GazetteExportWhat:
 * @GAZETTE_EXPORT_THIS: the article that is open
 * @GAZETTE_EXPORT_SHOWN: those that are listed
 * @GAZETTE_EXPORT_SAVED: all that are saved
 * @GAZETTE_EXPORT_SELECTED: several that are selected
 */
typedef enum
{
  GAZETTE_EXPORT_THIS,
  GAZETTE_EXPORT_SHOWN,
  GAZETTE_EXPORT_SAVED,
  GAZETTE_EXPORT_SELECTED,
} GazetteExportWhat;

/**
 * GazetteExportDialog:
 *
 * Asks which articles are to be exported, and as what.
 *
 * GazetteExportDialog::chosen: (what: uint, format: uint, with_pictures: gboolean) a
 *   #GazetteExportWhat and a #GazetteExportFormat; the dialog closes
 */
#define GAZETTE_TYPE_EXPORT_DIALOG (gazette_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GazetteExportDialog, gazette_export_dialog, GAZETTE, EXPORT_DIALOG, AdwAlertDialog)

AdwDialog *gazette_export_dialog_new (const char        *shown_title,
                                      guint              n_shown,
                                      guint              n_saved,
                                      gboolean           has_article,
                                      guint              n_selected,
                                      GazetteExportWhat  wanted);

G_END_DECLS

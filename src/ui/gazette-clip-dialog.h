/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * GazetteClipDialog:
 *
 * Asks for the address of a page to save.
 *
 * GazetteClipDialog::entered: (address: string) a person gave one
 */
#define GAZETTE_TYPE_CLIP_DIALOG (gazette_clip_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GazetteClipDialog, gazette_clip_dialog, GAZETTE, CLIP_DIALOG, AdwAlertDialog)

AdwDialog *gazette_clip_dialog_new (void);

G_END_DECLS

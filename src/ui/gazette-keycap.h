/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * GazetteKeycap:
 *
 * Names a key as it is named on the keyboard of the person.
 *
 * Properties: accelerator (write-only, as gtk_accelerator_parse() reads it).
 */
#define GAZETTE_TYPE_KEYCAP (gazette_keycap_get_type ())
G_DECLARE_FINAL_TYPE (GazetteKeycap, gazette_keycap, GAZETTE, KEYCAP, AdwBin)

G_END_DECLS

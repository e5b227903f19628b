/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gazette-background.h"

G_BEGIN_DECLS

/**
 * GazettePreferences:
 *
 * What a person wants of the program in general.
 */
#define GAZETTE_TYPE_PREFERENCES (gazette_preferences_get_type ())
G_DECLARE_FINAL_TYPE (GazettePreferences, gazette_preferences, GAZETTE, PREFERENCES, AdwPreferencesDialog)

AdwDialog *gazette_preferences_new (GazetteNewsroom   *newsroom,
                                    GazetteBackground *background);

G_END_DECLS

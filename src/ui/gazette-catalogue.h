/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * GazetteCatalogue:
 *
 * Sources that a newcomer can pick, by topic, those in the person's own
 * languages first; from `catalogue.json`, which comes with the program.
 *
 * GazetteCatalogue::chosen: (address: utf8) one was picked
 */
#define GAZETTE_TYPE_CATALOGUE (gazette_catalogue_get_type ())
G_DECLARE_FINAL_TYPE (GazetteCatalogue, gazette_catalogue, GAZETTE, CATALOGUE, AdwBin)


G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gazette-newsroom.h"

G_BEGIN_DECLS

/**
 * GazetteStoragePage:
 *
 * What takes how much of the disk, and what of it may go.
 */
#define GAZETTE_TYPE_STORAGE_PAGE (gazette_storage_page_get_type ())
G_DECLARE_FINAL_TYPE (GazetteStoragePage, gazette_storage_page, GAZETTE, STORAGE_PAGE, AdwPreferencesPage)

void gazette_storage_page_set_newsroom (GazetteStoragePage *self,
                                        GazetteNewsroom    *newsroom);

G_END_DECLS

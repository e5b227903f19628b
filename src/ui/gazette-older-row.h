/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gazette-archive-watch.h"

G_BEGIN_DECLS

/**
 * GazetteOlderRow:
 *
 * The end of the headlines of one source: offers to load older articles, says
 * that it does, why it could not, or that there are none.
 */
#define GAZETTE_TYPE_OLDER_ROW (gazette_older_row_get_type ())
G_DECLARE_FINAL_TYPE (GazetteOlderRow, gazette_older_row, GAZETTE, OLDER_ROW, AdwBin)

GtkWidget *gazette_older_row_new       (GazetteArchiveWatch *watch);
char      *gazette_older_row_dup_name  (GazetteOlderRow     *self);
gboolean   gazette_older_row_is_needed (GazetteArchiveWatch *watch);

G_END_DECLS

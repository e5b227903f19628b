/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-database.h"

G_BEGIN_DECLS

char     *gazette_snapshot_find    (const char        *folder);
gboolean  gazette_snapshot_is_due  (const char        *folder,
                                    gint64             now);
gboolean  gazette_snapshot_make    (const char        *folder,
                                    GazetteDatabase   *database,
                                    int               *unwanted,
                                    GError           **error);

G_END_DECLS

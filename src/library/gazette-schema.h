/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-database.h"

G_BEGIN_DECLS

gboolean gazette_schema_migrate       (GazetteDatabase     *database,
                                       GError             **error);
const char *const *gazette_schema_get_steps (void);
gboolean gazette_schema_migrate_steps (GazetteDatabase     *database,
                                       const char *const   *steps,
                                       GError             **error);

G_END_DECLS

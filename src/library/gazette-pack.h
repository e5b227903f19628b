/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-database.h"

G_BEGIN_DECLS

/* The setting that says up to which article texts may not be packed yet. */
#define GAZETTE_PACK_NEXT "pack-next"

gboolean gazette_pack_register (sqlite3          *handle);
gboolean gazette_pack_is_whole (gconstpointer     data,
                                gsize             size);
gboolean gazette_pack_step     (GazetteDatabase  *database,
                                gboolean         *is_more,
                                GError          **error);

G_END_DECLS

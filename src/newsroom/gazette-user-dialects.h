/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-dialects.h"

G_BEGIN_DECLS

GazetteDialects *gazette_user_dialects_load   (const char       *data_folder,
                                               GStrv            *errors);
GazetteDialect  *gazette_user_dialects_store  (const char       *data_folder,
                                               GazetteDialects  *dialects,
                                               GazetteDialect   *dialect,
                                               const char       *name,
                                               GError          **error);
void             gazette_user_dialects_remove (const char      *data_folder,
                                               GazetteDialect  *dialect);

G_END_DECLS

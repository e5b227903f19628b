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
GPtrArray       *gazette_user_dialects_list      (const char       *folder);
GBytes          *gazette_user_dialects_load_file (const char       *path,
                                                  GError          **error);
gboolean         gazette_user_dialects_restore   (const char       *data_folder,
                                                  const char       *name,
                                                  GBytes           *file,
                                                  GError          **error);

G_END_DECLS

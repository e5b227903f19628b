/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-newsroom.h"

G_BEGIN_DECLS

DexFuture *gazette_newsroom_import_sources (GazetteNewsroom *self,
                                            GBytes          *bytes);
DexFuture *gazette_newsroom_export_sources (GazetteNewsroom *self,
                                            const char      *path,
                                            const char      *title);

G_END_DECLS

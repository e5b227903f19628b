/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-headlines.h"

G_BEGIN_DECLS

DexFuture *gazette_library_collect (GazetteLibrary  *self,
                                    GazetteViewKind  kind,
                                    gint64           source_id,
                                    GArray          *ids);

G_END_DECLS

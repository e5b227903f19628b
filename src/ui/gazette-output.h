/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-newsroom.h"
#include "gazette-print.h"

G_BEGIN_DECLS

DexFuture *gazette_output_write (GazetteNewsroom *newsroom,
                                 GazettePrint    *print,
                                 const char      *path,
                                 GCancellable    *cancellable);

G_END_DECLS

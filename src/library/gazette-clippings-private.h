/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-clippings.h"
#include "gazette-library-private.h"

G_BEGIN_DECLS

/* What is asked of pages that were saved. */
gboolean gazette_clippings_write_new      (GazetteRequest   *request,
                                           GazetteDatabase  *database,
                                           GValue           *result,
                                           GError          **error);
gboolean gazette_clippings_count_known    (GazetteRequest   *request,
                                           GazetteDatabase  *database,
                                           GValue           *result,
                                           GError          **error);
gboolean gazette_clippings_write_article  (GazetteRequest   *request,
                                           GazetteDatabase  *database,
                                           GValue           *result,
                                           GError          **error);

G_END_DECLS

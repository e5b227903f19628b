/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-finding-private.h"

G_BEGIN_DECLS

GBytes    *gazette_mapping_to_file     (JsonNode       *mapping,
                                        const char     *id,
                                        const char     *name);
gboolean   gazette_mapping_read_again  (GazetteFound   *found,
                                        GStrv           paths,
                                        GError        **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-dialect.h"

G_BEGIN_DECLS

JsonNode *gazette_payload_parse (const GazetteAnswer  *answer,
                                 GError              **error);
char     *gazette_payload_decode (const GazetteAnswer *answer,
                                  gsize                max_length,
                                  gsize               *length);

G_END_DECLS

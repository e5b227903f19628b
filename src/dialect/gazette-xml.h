/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-dialect.h"

G_BEGIN_DECLS

/* An answer that is XML, as the same tree of JSON that other answers are: see
 * "XML" in docs/dialects.md. */

gboolean gazette_xml_is_xml (const GazetteAnswer *answer);
JsonNode *gazette_xml_parse (const GazetteAnswer *answer);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "gazette-import-private.h"

G_BEGIN_DECLS

JsonNode        *gazette_import_parse_json    (GBytes              *bytes);
GazetteClipping *gazette_import_take_omnivore (GazetteImportWriter *self,
                                               JsonObject          *entry);

G_END_DECLS

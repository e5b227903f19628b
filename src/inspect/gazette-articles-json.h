/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "gazette-edition.h"

G_BEGIN_DECLS

JsonNode *gazette_articles_to_json (GPtrArray *articles);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

gboolean gazette_blocks_recognise (JsonNode *node);
char *gazette_blocks_to_html (JsonNode *node);

G_END_DECLS

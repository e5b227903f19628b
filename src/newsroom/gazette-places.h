/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

GPtrArray *gazette_places_list       (JsonNode   *root,
                                      const char *list_path);
GPtrArray *gazette_places_list_lists (JsonNode   *root);

G_END_DECLS

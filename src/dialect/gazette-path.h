/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * GazettePath:
 *
 * A way through a JSON tree: the part of JSONPath (RFC 9535) that a dialect
 * needs. Compiled once; immutable, so any thread may use it.
 */
typedef struct _GazettePath GazettePath;

GazettePath *gazette_path_new   (const char  *text);
void         gazette_path_free  (GazettePath *self);
JsonNode    *gazette_path_find  (GazettePath *self,
                                 JsonNode    *root);
void         gazette_path_match (GazettePath *self,
                                 JsonNode    *root,
                                 GPtrArray   *matches,
                                 guint        max_matches);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazettePath, gazette_path_free)

G_END_DECLS

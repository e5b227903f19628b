/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What addresses of a site look like: "example.org/blog/{name}". Compiled once;
 * immutable, so any thread may use it. */
typedef struct _GazettePattern GazettePattern;

GazettePattern *gazette_pattern_new          (const char     *text);
void            gazette_pattern_free         (GazettePattern *self);
gboolean        gazette_pattern_knows_site   (GazettePattern *self);
GHashTable     *gazette_pattern_match        (GazettePattern *self,
                                              const char     *url);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazettePattern, gazette_pattern_free)

G_END_DECLS

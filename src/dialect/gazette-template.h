/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* A text with places in it that are filled in: "{$.path}" by what is there in a
 * tree, "{name}" by the value of that name. Compiled once; immutable, so any
 * thread may use it. */
typedef struct _GazetteTemplate GazetteTemplate;

GazetteTemplate *gazette_template_new    (const char      *text);
void             gazette_template_free   (GazetteTemplate *self);
char            *gazette_template_expand (GazetteTemplate *self,
                                          JsonNode        *root,
                                          GHashTable      *names,
                                          gboolean         in_address);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteTemplate, gazette_template_free)

G_END_DECLS

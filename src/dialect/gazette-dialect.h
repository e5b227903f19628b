/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "gazette-edition.h"

G_BEGIN_DECLS

/**
 * GazetteAnswer:
 * @body: the bytes as they came, decoded from transfer and content coding
 * @url: (nullable): the address that answered, after redirects; relative
 *   addresses are resolved against it
 * @content_type: (nullable): media type with parameters
 * @headers: (nullable): lower-case name to value, repeated ones joined by ", "
 *
 * What a server said, as far as reading articles from it needs to know. The
 * fields are borrowed.
 */
typedef struct
{
  GBytes     *body;
  const char *url;
  const char *content_type;
  GHashTable *headers;
} GazetteAnswer;

/**
 * GazetteDialect:
 *
 * How one kind of JSON API speaks: how to recognise an answer of it, what to
 * ask, and where the fields of an article are. Made from a dialect file (see
 * docs/dialects.md). Immutable: any thread may use it.
 */
#define GAZETTE_TYPE_DIALECT (gazette_dialect_get_type ())
G_DECLARE_FINAL_TYPE (GazetteDialect, gazette_dialect, GAZETTE, DIALECT, GObject)

GazetteDialect *gazette_dialect_new_from_bytes   (GBytes               *file,
                                                  GError              **error);
GazetteDialect *gazette_dialect_new_from_mapping (JsonNode             *mapping,
                                                  GError              **error);
const char     *gazette_dialect_get_id          (GazetteDialect       *self);
const char     *gazette_dialect_get_name        (GazetteDialect       *self);
JsonNode       *gazette_dialect_get_mapping     (GazetteDialect       *self);
char           *gazette_dialect_dup_request_url (GazetteDialect       *self,
                                                 const char           *source_url);
gboolean        gazette_dialect_recognises      (GazetteDialect       *self,
                                                 JsonNode             *root);
GazetteEdition *gazette_dialect_read            (GazetteDialect       *self,
                                                 JsonNode             *root,
                                                 const GazetteAnswer  *answer,
                                                 GError              **error);

G_END_DECLS

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
 * GazetteDialectRequest:
 * @url: what to ask
 * @headers: (array zero-terminated=1): names and values of headers in turn
 *
 * What to send to an API. There may be a key in it, so it is neither kept nor
 * shown.
 */
typedef struct
{
  char  *url;
  GStrv  headers;
} GazetteDialectRequest;

/**
 * GazetteDialect:
 *
 * How one kind of API speaks: how to recognise an answer of it, what to
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
JsonNode       *gazette_dialect_dup_mapping     (GazetteDialect       *self);
gboolean        gazette_dialect_is_at           (GazetteDialect       *self,
                                                 const char           *url);
char           *gazette_dialect_dup_request_url (GazetteDialect       *self,
                                                 const char           *source_url);
GazetteDialectRequest *gazette_dialect_dup_request (GazetteDialect    *self,
                                                 const char           *source_url,
                                                 const char           *key);
gboolean        gazette_dialect_takes_key       (GazetteDialect       *self,
                                                 const char           *url);
gboolean        gazette_dialect_needs_key       (GazetteDialect       *self,
                                                 const char           *url);
const char     *gazette_dialect_get_key_hint    (GazetteDialect       *self);
const char     *gazette_dialect_get_key_url     (GazetteDialect       *self);
char           *gazette_dialect_dup_key_of_url  (GazetteDialect       *self,
                                                 const char           *url);
gboolean        gazette_dialect_can_search      (GazetteDialect       *self);
char           *gazette_dialect_dup_search_url  (GazetteDialect       *self,
                                                 const char           *source_url,
                                                 const char           *term);
gboolean        gazette_dialect_recognises      (GazetteDialect       *self,
                                                 JsonNode             *root);
char           *gazette_dialect_dup_error       (GazetteDialect       *self,
                                                 JsonNode             *root);
GazetteEdition *gazette_dialect_read            (GazetteDialect       *self,
                                                 JsonNode             *root,
                                                 const GazetteAnswer  *answer,
                                                 GError              **error);

void            gazette_dialect_request_free    (GazetteDialectRequest *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteDialectRequest, gazette_dialect_request_free)

G_END_DECLS

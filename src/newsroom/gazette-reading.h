/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-dialects.h"
#include "gazette-fetcher.h"

G_BEGIN_DECLS

/* What to ask for where articles are hoped for, or a page that leads to them. */
#define GAZETTE_ACCEPT_ARTICLES \
  "application/feed+json, application/json;q=0.9, application/atom+xml;q=0.8, application/rss+xml;q=0.8, " \
  "application/rdf+xml;q=0.8, application/xml;q=0.7, text/xml;q=0.7, text/html;q=0.6, */*;q=0.5"

/**
 * GazetteReadFlags:
 * @GAZETTE_READ_PLAINLY: there are articles in it, or there are not
 * @GAZETTE_READ_DISCOVER: look for other addresses when there are no articles
 * @GAZETTE_READ_INFER: make out how to read it when no dialect does
 */
typedef enum
{
  GAZETTE_READ_PLAINLY = 0,
  GAZETTE_READ_DISCOVER = 1 << 0,
  GAZETTE_READ_INFER = 1 << 1,
} GazetteReadFlags;

/**
 * GazetteReading:
 * @edition: (nullable): the articles, when there are some to read
 * @candidates: (element-type GazetteCandidate) (nullable): where they may be
 *   instead, when there are none
 * @inferred: (nullable): how to read @edition, when no dialect that is known does
 * @error: (nullable): why there are none
 * @digest: of the body
 *
 * What came of reading one answer: a value.
 */
typedef struct
{
  GazetteEdition *edition;
  GPtrArray      *candidates;
  GazetteDialect *inferred;
  GError         *error;
  char           *digest;
} GazetteReading;

#define GAZETTE_TYPE_READING (gazette_reading_get_type ())

GType           gazette_reading_get_type       (void) G_GNUC_CONST;
GazetteReading *gazette_reading_ref            (GazetteReading      *self);
void            gazette_reading_unref          (GazetteReading      *self);

DexFuture      *gazette_reading_run            (GazetteDialects     *dialects,
                                                const char          *dialect_id,
                                                const GazetteAnswer *answer,
                                                GazetteReadFlags     flags);
DexFuture      *gazette_reading_run_response   (GazetteDialects     *dialects,
                                                const char          *dialect_id,
                                                GazetteResponse     *response,
                                                GazetteReadFlags     flags);

char           *gazette_dialect_dup_source_url (GazetteDialect      *dialect,
                                                const char          *request_url);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteReading, gazette_reading_unref)

G_END_DECLS

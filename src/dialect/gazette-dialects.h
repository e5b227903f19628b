/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-infer.h"

G_BEGIN_DECLS

/**
 * GazetteCandidate:
 * @url: absolute address of what may be a source
 * @title: (nullable): what the page calls it
 * @dialect: (nullable): id of the dialect in which it may be
 * @is_guess: whether nothing but the habits of some sites points there
 *
 * One place that may be a source, or an index that leads to one.
 */
typedef struct
{
  char     *url;
  char     *title;
  char     *dialect;
  gboolean  is_guess;
} GazetteCandidate;

/**
 * GazetteDialects:
 *
 * All dialects that are known: the built-in ones, and those added later, which
 * win over built-in ones of the same id. Add before sharing; from then on any
 * thread may use it.
 */
#define GAZETTE_TYPE_DIALECTS (gazette_dialects_get_type ())
G_DECLARE_FINAL_TYPE (GazetteDialects, gazette_dialects, GAZETTE, DIALECTS, GObject)

GazetteDialects *gazette_dialects_new      (void);
GazetteDialects *gazette_dialects_new_with (GazetteDialects      *others,
                                            GazetteDialect       *dialect);
gboolean         gazette_dialects_add      (GazetteDialects      *self,
                                            GBytes               *file,
                                            GError              **error);
GazetteDialect  *gazette_dialects_lookup   (GazetteDialects      *self,
                                            const char           *id);
GazetteEdition  *gazette_dialects_read     (GazetteDialects      *self,
                                            const char           *dialect_id,
                                            const GazetteAnswer  *answer,
                                            GError              **error);
GazetteDialect  *gazette_dialects_lookup_for_url
                                           (GazetteDialects      *self,
                                            const char           *url);
char            *gazette_dialects_dup_explanation
                                           (GazetteDialects      *self,
                                            const GazetteAnswer  *answer);
GazetteInference *
                 gazette_dialects_infer    (GazetteDialects      *self,
                                            const GazetteAnswer  *answer,
                                            GError              **error);
GPtrArray       *gazette_dialects_discover (GazetteDialects      *self,
                                            const GazetteAnswer  *answer);
GPtrArray       *gazette_dialects_discover_address
                                           (GazetteDialects      *self,
                                            const char           *url);

void             gazette_candidate_free    (GazetteCandidate     *self);

G_END_DECLS

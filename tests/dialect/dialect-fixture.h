/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-dialects.h"

G_BEGIN_DECLS

/* A path of the corpus of recorded answers, %NULL when it is not there. */
char           *fixture_dup_corpus_path (const char      *name);

/* @json: with apostrophes for quotation marks, and "`" for apostrophes, so that
 * it can be read in C. */
GBytes         *fixture_json            (const char      *json);
GazetteEdition *fixture_read            (GazetteDialects *dialects,
                                         const char      *id,
                                         const char      *json);
GazetteEdition *fixture_read_headers    (GazetteDialects *dialects,
                                         const char      *json,
                                         const char      *url,
                                         const char      *name,
                                         const char      *value);
void            fixture_check_refused   (GazetteDialects *dialects,
                                         GBytes          *body,
                                         const char      *content_type,
                                         int              code);

G_END_DECLS

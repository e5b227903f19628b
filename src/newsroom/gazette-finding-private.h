/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-dialect.h"
#include "gazette-fetcher.h"
#include "gazette-finding.h"

G_BEGIN_DECLS

/* What the newsroom remembers with a finding, to go on from there: who reads it,
 * and whether that dialect is known to this finding only; the answer that it was
 * read from; who may read what was only offered; the address without what was
 * searched for; the key that opened it. */
typedef struct
{
  GazetteFinding   finding;
  GazetteDialect  *dialect;
  gboolean         is_own_dialect;
  GazetteResponse *response;
  char            *dialect_hint;
  char            *base_url;
  char            *key;
} GazetteFound;

GazetteFound *gazette_found_new     (const char    *url);
GazetteFound *gazette_found_copy    (GazetteFound  *self);
void          gazette_found_set_dialect (GazetteFound   *self,
                                         GazetteDialect *dialect,
                                         gboolean        is_own);

GazettePlace *gazette_place_new     (const char    *path,
                                     const char    *value);
void          gazette_place_free    (gpointer       place);
GazetteField *gazette_field_new     (const char    *name,
                                     const char    *path);
void          gazette_field_free    (gpointer       field);

static inline GazetteFound *
gazette_finding_get_found (GazetteFinding *finding)
{
  return (GazetteFound *) finding;
}

static inline void
gazette_found_unref (GazetteFound *self)
{
  gazette_finding_unref (&self->finding);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteFound, gazette_found_unref)

G_END_DECLS

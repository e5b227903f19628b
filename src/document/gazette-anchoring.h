/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-markdown-export.h"
#include "gazette-quote.h"

G_BEGIN_DECLS

/**
 * GazetteAnchoring:
 *
 * The text of a document, in which passages are found again that were marked in it,
 * or in what it was before. Used by one thread at a time.
 *
 * Characters are counted after all that is white became one space, also what stands
 * between blocks, and without what is not seen: that does not depend on how a text
 * is divided and laid out.
 */
typedef struct _GazetteAnchoring GazetteAnchoring;

GazetteAnchoring *gazette_anchoring_new  (GazetteDocument      *document);
void              gazette_anchoring_free (GazetteAnchoring     *self);
gboolean          gazette_anchoring_take (GazetteAnchoring     *self,
                                          const GazetteExcerpt *excerpt,
                                          GazetteQuote         *quote);
gboolean          gazette_anchoring_find (GazetteAnchoring     *self,
                                          const GazetteQuote   *quote,
                                          GazetteExcerpt       *excerpt);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteAnchoring, gazette_anchoring_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-article.h"

G_BEGIN_DECLS

/**
 * GazetteClipping:
 * @article: its address, which is one without marks of where a reader came from,
 *   and what else is known; without a body it is yet to be fetched
 * @added: when a person wanted to keep it, seconds since 1970 UTC, 0 for now
 * @read: whether it was read
 *
 * A page of the web that a person wants to keep: a value, under the rules of
 * #GazetteArticle.
 */
typedef struct
{
  GazetteArticle *article;
  gint64          added;
  gboolean        read;
} GazetteClipping;

#define GAZETTE_TYPE_CLIPPING (gazette_clipping_get_type ())

GType            gazette_clipping_get_type (void) G_GNUC_CONST;
GazetteClipping *gazette_clipping_new      (const char      *url);
GazetteClipping *gazette_clipping_ref      (GazetteClipping *self);
void             gazette_clipping_unref    (GazetteClipping *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteClipping, gazette_clipping_unref)

G_END_DECLS

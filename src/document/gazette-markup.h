/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-document.h"

G_BEGIN_DECLS

/**
 * GazetteMarkup:
 *
 * Writes blocks as HTML, whole or in part, one after the other.
 */
typedef struct _GazetteMarkup GazetteMarkup;

GazetteMarkup *gazette_markup_new         (const char         *url);
void           gazette_markup_free        (GazetteMarkup      *self);
void           gazette_markup_add         (GazetteMarkup      *self,
                                           const GazetteBlock *block,
                                           gsize               start,
                                           gsize               end);
void           gazette_markup_add_text    (GazetteMarkup      *self,
                                           const char         *element,
                                           const char         *text);
char          *gazette_markup_finish      (GazetteMarkup      *self);
char          *gazette_document_to_html   (GazetteDocument    *document,
                                           const char         *url);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteMarkup, gazette_markup_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-document.h"

G_BEGIN_DECLS

/**
 * GazetteMarkupPictureFunc:
 * @src: the address of a picture
 * @data: what was given with the function
 *
 * Returns: (transfer full) (nullable): where the picture is, seen from the file that
 *   is written; %NULL when it is not to be had
 */
typedef char *(*GazetteMarkupPictureFunc) (const char *src,
                                           gpointer    data);

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
char          *gazette_document_to_file_markup (GazetteDocument          *document,
                                                const char               *url,
                                                const char               *prefix,
                                                GazetteMarkupPictureFunc  picture,
                                                gpointer                  data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteMarkup, gazette_markup_free)

G_END_DECLS

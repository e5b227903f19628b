/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-markdown-export.h"

G_BEGIN_DECLS

/**
 * GazettePassage:
 * @is_found: whether it is in the text
 * @excerpt: where, if it is
 * @quote: what it says, or said
 * @note: (nullable): what a person wrote beside it, plain text
 *
 * A passage of a document that a person marked.
 */
typedef struct
{
  gboolean        is_found;
  GazetteExcerpt  excerpt;
  const char     *quote;
  const char     *note;
} GazettePassage;

/**
 * GazetteAnnotatedForm:
 * @GAZETTE_ANNOTATED_MARKED: passages are marked in the text, and a number leads to the
 *   note below it; there is also what is not in the text any more
 * @GAZETTE_ANNOTATED_LISTED: the text stays as it is, and all passages are below it
 *
 * How a document shows what was marked in it.
 */
typedef enum
{
  GAZETTE_ANNOTATED_MARKED,
  GAZETTE_ANNOTATED_LISTED,
} GazetteAnnotatedForm;

GazetteDocument *gazette_document_new_annotated (GazetteDocument      *document,
                                                 GazetteAnnotatedForm  form,
                                                 GArray               *passages,
                                                 const char           *heading,
                                                 const char           *remark);

G_END_DECLS

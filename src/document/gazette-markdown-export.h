/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-markup.h"

G_BEGIN_DECLS

/**
 * GazetteExcerpt:
 * @first: the first block
 * @start: its first byte, of its text
 * @last: the last block
 * @end: the byte after its last one
 *
 * A part of a document. Of a block without text, all or nothing is in it.
 */
typedef struct
{
  guint first;
  guint start;
  guint last;
  guint end;
} GazetteExcerpt;

char *gazette_document_to_markdown      (GazetteDocument          *self,
                                         const GazetteExcerpt     *excerpt);
char *gazette_document_to_file_markdown (GazetteDocument          *self,
                                         GazetteMarkupPictureFunc  picture,
                                         gpointer                  data);
char *gazette_markdown_escape           (const char               *text);

G_END_DECLS

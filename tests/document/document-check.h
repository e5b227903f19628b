/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-document.h"

G_BEGIN_DECLS

/**
 * DocumentCase:
 * @html: a piece of HTML
 * @blocks: what document_check_describe() says of its document
 */
typedef struct
{
  const char *html;
  const char *blocks;
} DocumentCase;

void  document_check_cases    (const DocumentCase *cases,
                               const char         *base_url);
char *document_check_describe (GazetteDocument    *document);
void  document_check_rules    (GazetteDocument    *document);

G_END_DECLS

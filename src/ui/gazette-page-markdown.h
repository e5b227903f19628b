/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-markdown-export.h"
#include "gazette-page-buffer.h"
#include "gazette-page.h"

G_BEGIN_DECLS

DexFuture *gazette_page_make_markdown (GazettePage       *self);
gboolean   gazette_page_find_excerpt  (GazettePageBuffer *page,
                                       GazetteExcerpt    *excerpt);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-document.h"
#include "gazette-html.h"

G_BEGIN_DECLS

gboolean gazette_caption_is_box        (const GumboNode *node);
gboolean gazette_caption_is_credit     (const char      *text);
void     gazette_document_find_credits (GazetteDocument *self);

G_END_DECLS

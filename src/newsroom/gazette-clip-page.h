/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-article.h"
#include "gazette-dialects.h"

G_BEGIN_DECLS

GazetteArticle *gazette_clip_page_read (GazetteDialects      *dialects,
                                        const GazetteArticle *known,
                                        const GazetteAnswer  *answer,
                                        GError              **error);

G_END_DECLS

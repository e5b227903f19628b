/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-article.h"
#include "gazette-document.h"

G_BEGIN_DECLS

char     *gazette_byline_new            (const GazetteArticle *article,
                                         gint64                first_seen,
                                         guint                 minutes);
guint     gazette_byline_count_minutes  (GazetteDocument      *document);
gboolean  gazette_byline_has_standfirst (const GazetteArticle *article,
                                         GazetteDocument      *document);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-database.h"
#include "gazette-query.h"

G_BEGIN_DECLS

/* gazette-search-sql.c */
char *gazette_search_make_match   (GazetteDatabase     *database,
                                   const GazetteQuery  *query,
                                   GError             **error);

/* gazette-search-words.c */
gboolean gazette_search_sample_words (GazetteDatabase  *database,
                                      const char       *beginning,
                                      GPtrArray       **words,
                                      GError          **error);
gboolean gazette_search_find_words   (GazetteDatabase  *database,
                                      const char       *beginning,
                                      GPtrArray       **words,
                                      GError          **error);

/* gazette-search.c */
void     gazette_search_set_first_time (gint64          microseconds);
gboolean gazette_search_count_unread (GazetteDatabase  *database,
                                      const char       *text,
                                      guint             max,
                                      guint            *n_unread,
                                      GError          **error);

/* gazette-search-excerpt.c */
char *gazette_search_make_excerpt (const GazetteQuery  *query,
                                   const char          *summary,
                                   const char          *html);

G_END_DECLS

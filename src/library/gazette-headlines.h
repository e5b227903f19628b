/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "gazette-headline.h"

G_BEGIN_DECLS

typedef enum
{
  GAZETTE_VIEW_ALL,
  GAZETTE_VIEW_UNREAD,
  GAZETTE_VIEW_SAVED,
  GAZETTE_VIEW_SOURCE,
  GAZETTE_VIEW_SEARCH,
  GAZETTE_VIEW_HIGHLIGHTS,
} GazetteViewKind;

/**
 * GazetteHeadlines:
 *
 * A #GListModel of #GazetteHeadline, newest first: the articles of one view of
 * the library. It holds row ids; row objects are made when asked for and their
 * fields read in pages on a library thread. It follows the library's changes
 * with the smallest items-changed. Main thread only.
 *
 * What was searched for is a view as well, newest first or the most relevant
 * first. Its headlines have excerpts.
 */
#define GAZETTE_TYPE_HEADLINES (gazette_headlines_get_type ())
G_DECLARE_FINAL_TYPE (GazetteHeadlines, gazette_headlines, GAZETTE, HEADLINES, GObject)

GazetteHeadlines *gazette_headlines_new          (GazetteLibrary   *library);
DexFuture        *gazette_headlines_set_view     (GazetteHeadlines *self,
                                                  GazetteViewKind   kind,
                                                  gint64            source_id);
DexFuture        *gazette_headlines_set_search   (GazetteHeadlines *self,
                                                  const char       *query,
                                                  gint64            search_id,
                                                  gboolean          by_relevance);
const char       *gazette_headlines_get_query    (GazetteHeadlines *self);
guint             gazette_headlines_get_n_queued (GazetteHeadlines *self);
GazetteViewKind   gazette_headlines_get_view     (GazetteHeadlines *self,
                                                  gint64           *source_id);
void              gazette_headlines_set_retained (GazetteHeadlines *self,
                                                  gint64            article_id);
guint             gazette_headlines_find         (GazetteHeadlines *self,
                                                  gint64            article_id);
GArray           *gazette_headlines_get_ids      (GazetteHeadlines *self);

G_END_DECLS

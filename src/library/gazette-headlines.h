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
  GAZETTE_VIEW_TODAY,
  GAZETTE_VIEW_HIGHLIGHTS,
  GAZETTE_VIEW_MUTED,
} GazetteViewKind;

#define GAZETTE_N_VIEWS (GAZETTE_VIEW_MUTED + 1)

/**
 * GazetteOrder:
 * @GAZETTE_ORDER_NEWEST: the newest first
 * @GAZETTE_ORDER_OLDEST: the oldest first
 * @GAZETTE_ORDER_SOURCE: source by source, by their titles, and of each the newest
 *   first
 * @GAZETTE_ORDER_LONGEST: the longest text first
 *
 * How articles are listed. The values are kept in settings.
 */
typedef enum
{
  GAZETTE_ORDER_NEWEST,
  GAZETTE_ORDER_OLDEST,
  GAZETTE_ORDER_SOURCE,
  GAZETTE_ORDER_LONGEST,
} GazetteOrder;

/**
 * GazetteSection:
 * @start: the position of its first row
 * @key: the day, as 20261126, in local time; or the source
 *
 * Rows that belong together.
 */
typedef struct
{
  guint  start;
  gint64 key;
} GazetteSection;

/**
 * GazetteHeadlines:
 *
 * A #GListModel of #GazetteHeadline in an order: the articles of one view of
 * the library. It holds row ids; row objects are made when asked for and their
 * fields read in pages on a library thread. It follows the library's changes
 * with the smallest items-changed. Main thread only.
 *
 * What was searched for is a view as well, newest first or the most relevant
 * first, whatever the order. Its headlines have excerpts.
 *
 * By date, its days are sections; by source, its sources are.
 *
 * GazetteHeadlines::sections-changed: () rows that stay have come to another
 *   section; what items-changed tells of is not told again.
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
DexFuture        *gazette_headlines_set_order    (GazetteHeadlines *self,
                                                  GazetteOrder      order);
GazetteOrder      gazette_headlines_get_order    (GazetteHeadlines *self);
gboolean          gazette_headlines_get_section  (GazetteHeadlines *self,
                                                  guint             position,
                                                  GazetteSection   *section,
                                                  guint            *end);
gint64            gazette_headlines_get_article  (GazetteHeadlines *self,
                                                  guint             position);
const char       *gazette_headlines_get_query    (GazetteHeadlines *self);
guint             gazette_headlines_get_n_queued (GazetteHeadlines *self);
GazetteViewKind   gazette_headlines_get_view     (GazetteHeadlines *self,
                                                  gint64           *source_id);
void              gazette_headlines_set_retained (GazetteHeadlines *self,
                                                  gint64            article_id);
guint             gazette_headlines_find         (GazetteHeadlines *self,
                                                  gint64            article_id);
GArray           *gazette_headlines_dup_ids      (GazetteHeadlines *self);

G_END_DECLS

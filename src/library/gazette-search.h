/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-library.h"
#include "gazette-query.h"

G_BEGIN_DECLS

/* How far the unread articles of a saved search are counted. */
#define GAZETTE_SEARCH_MAX_COUNT 1000

/**
 * GazetteSearch:
 * @id: row of the search in the library
 * @name: what a person calls it
 * @query: what it looks for, see gazette_query_parse()
 * @n_unread: how many unread articles it finds, up to %GAZETTE_SEARCH_MAX_COUNT;
 *   0 where that was not asked for
 *
 * A search that was saved: a value.
 */
typedef struct
{
  gint64  id;
  char   *name;
  char   *query;
  guint   n_unread;
} GazetteSearch;

#define GAZETTE_TYPE_SEARCH (gazette_search_get_type ())

GType          gazette_search_get_type        (void) G_GNUC_CONST;
GazetteSearch *gazette_search_ref             (GazetteSearch  *self);
void           gazette_search_unref           (GazetteSearch  *self);

DexFuture     *gazette_library_list_searches  (GazetteLibrary *self,
                                               gboolean        with_counts);
DexFuture     *gazette_library_add_search     (GazetteLibrary *self,
                                               const char     *name,
                                               const char     *query);
DexFuture     *gazette_library_rename_search  (GazetteLibrary *self,
                                               gint64          search_id,
                                               const char     *name);
DexFuture     *gazette_library_remove_search  (GazetteLibrary *self,
                                               gint64          search_id);
DexFuture     *gazette_library_restore_search (GazetteLibrary *self,
                                               gint64          search_id);
DexFuture     *gazette_library_index_all      (GazetteLibrary *self);
DexFuture     *gazette_library_index_anew     (GazetteLibrary *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteSearch, gazette_search_unref)

G_END_DECLS

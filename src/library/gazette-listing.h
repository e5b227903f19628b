/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-headlines.h"
#include "gazette-library-private.h"

G_BEGIN_DECLS

/**
 * GazetteEdit:
 * @old_start: where it begins in the old list
 * @n_removed: how many rows of the old list go
 * @new_start: where it begins in the new list
 * @n_added: how many rows of the new list come in their place
 */
typedef struct
{
  guint old_start;
  guint n_removed;
  guint new_start;
  guint n_added;
} GazetteEdit;

/**
 * GazetteListing:
 * @ids: the articles of a view, in its order
 * @sections: (element-type GazetteSection) (nullable): where its days or sources
 *   begin
 * @sections_moved: whether rows that are in both lists are in other sections
 * @is_whole: whether these are all of them
 * @edits: (element-type GazetteEdit): what takes the old list to @ids, in
 *   order; between them both are equal
 * @rows: (element-type GazetteRow) (nullable): the first rows
 * @n_queued: of a search: how many articles it cannot find yet
 * @is_damaged: of a search: there is no index to find anything with
 *
 * A view as read from the database: a value. Only its rows may be taken.
 */
typedef struct
{
  GazetteIds *ids;
  GArray     *sections;
  gboolean    sections_moved;
  gboolean    is_whole;
  GArray     *edits;
  GPtrArray  *rows;
  guint       n_queued;
  gboolean    is_damaged;
} GazetteListing;

#define GAZETTE_TYPE_LISTING (gazette_listing_get_type ())

GType           gazette_listing_get_type (void) G_GNUC_CONST;
GazetteListing *gazette_listing_ref      (GazetteListing   *self);
void            gazette_listing_unref    (GazetteListing   *self);

gboolean        gazette_listing_begin    (GazetteRequest   *request,
                                          GazetteDatabase  *database,
                                          GValue           *result,
                                          GError          **error);
gboolean        gazette_listing_follow   (GazetteRequest   *request,
                                          GazetteDatabase  *database,
                                          GValue           *result,
                                          GError          **error);
GArray         *gazette_listing_compare  (GazetteIds       *old_ids,
                                          GazetteIds       *new_ids);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteListing, gazette_listing_unref)

G_END_DECLS

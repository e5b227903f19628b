/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GazetteDraft:
 *
 * A file that is being written beside the one that it becomes when it is whole.
 * Used by one thread at a time.
 */
typedef struct _GazetteDraft GazetteDraft;

GazetteDraft *gazette_draft_new         (const char    *path,
                                         GError       **error);
void          gazette_draft_free        (GazetteDraft  *self);
gboolean      gazette_draft_write       (GazetteDraft  *self,
                                         gconstpointer  data,
                                         gsize          length);
gboolean      gazette_draft_write_at    (GazetteDraft  *self,
                                         guint64        offset,
                                         gconstpointer  data,
                                         gsize          length);
gboolean      gazette_draft_append      (GazetteDraft  *self,
                                         GazetteDraft  *other);
guint64       gazette_draft_get_length  (GazetteDraft  *self);
void          gazette_draft_fail        (GazetteDraft  *self,
                                         int            number);
gboolean      gazette_draft_check       (GazetteDraft  *self,
                                         GError       **error);
gboolean      gazette_draft_finish      (GazetteDraft  *self,
                                         GError       **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteDraft, gazette_draft_free)

G_END_DECLS

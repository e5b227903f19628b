/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-newsroom.h"

G_BEGIN_DECLS

/**
 * GazetteArchiveWatch:
 *
 * Follows how far one source was read back. Main thread only.
 *
 * GazetteArchiveWatch::changed: something else is known of it.
 */
#define GAZETTE_TYPE_ARCHIVE_WATCH (gazette_archive_watch_get_type ())
G_DECLARE_FINAL_TYPE (GazetteArchiveWatch, gazette_archive_watch, GAZETTE, ARCHIVE_WATCH, GObject)

GazetteArchiveWatch *gazette_archive_watch_new           (GazetteNewsroom     *newsroom);
void                 gazette_archive_watch_set_source_id (GazetteArchiveWatch *self,
                                                          gint64               source_id);
GazetteArchive      *gazette_archive_watch_get_archive   (GazetteArchiveWatch *self);
gboolean             gazette_archive_watch_get_loading   (GazetteArchiveWatch *self);

G_END_DECLS

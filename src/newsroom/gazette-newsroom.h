/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-document.h"
#include "gazette-finding.h"
#include "gazette-library.h"

G_BEGIN_DECLS

/**
 * GazetteNewsroom:
 *
 * The conductor: joins the network, the dialects and the library. Knows no
 * widget. Main thread only; everything slow happens elsewhere.
 *
 * Properties, read-only: refreshing (gboolean), progress (double, 0 to 1,
 * of the running refresh), online (gboolean).
 *
 * GazetteNewsroom::save-progress: (article_id: gint64, done: uint, total: uint)
 *   while an article is being saved.
 *
 * GazetteNewsroom::key-not-kept: () there is no keyring for a key that a person
 *   gave: it lasts until the program ends
 *
 * GazetteNewsroom::archive-changed: (source_id: gint64) gazette_library_load_archive()
 *   or gazette_newsroom_is_loading_older() says something else now.
 *
 * GazetteNewsroom::clippings-changed: () what is to be fetched of saved pages, or
 *   how far an import is, has changed: see gazette-clip.h.
 */
#define GAZETTE_TYPE_NEWSROOM (gazette_newsroom_get_type ())
G_DECLARE_FINAL_TYPE (GazetteNewsroom, gazette_newsroom, GAZETTE, NEWSROOM, GObject)

DexFuture      *gazette_newsroom_open               (const char      *data_folder,
                                                     const char      *cache_folder);
DexFuture      *gazette_newsroom_close              (GazetteNewsroom *self);
GazetteLibrary *gazette_newsroom_get_library        (GazetteNewsroom *self);
GStrv           gazette_newsroom_dup_dialect_errors (GazetteNewsroom *self);
gboolean        gazette_newsroom_get_refreshing     (GazetteNewsroom *self);
double          gazette_newsroom_get_progress       (GazetteNewsroom *self);
gboolean        gazette_newsroom_get_online         (GazetteNewsroom *self);

DexFuture      *gazette_newsroom_add_starter        (GazetteNewsroom *self,
                                                     GBytes          *edition);
DexFuture      *gazette_newsroom_look               (GazetteNewsroom *self,
                                                     const char      *address);
DexFuture      *gazette_newsroom_look_again         (GazetteNewsroom *self,
                                                     GazetteFinding  *finding,
                                                     const char      *terms,
                                                     const char      *key);
DexFuture      *gazette_newsroom_read_again         (GazetteNewsroom *self,
                                                     GazetteFinding  *finding,
                                                     GStrv            paths);
DexFuture      *gazette_newsroom_take               (GazetteNewsroom *self,
                                                     GazetteFinding  *finding,
                                                     const char      *name);
DexFuture      *gazette_newsroom_add_source         (GazetteNewsroom *self,
                                                     const char      *address);
DexFuture      *gazette_newsroom_refresh            (GazetteNewsroom *self);
DexFuture      *gazette_newsroom_refresh_source     (GazetteNewsroom *self,
                                                     gint64           source_id);
gboolean        gazette_newsroom_wants_key          (GazetteNewsroom *self,
                                                     gint64           source_id);
DexFuture      *gazette_newsroom_set_key            (GazetteNewsroom *self,
                                                     gint64           source_id,
                                                     const char      *key);
char           *gazette_newsroom_dup_key_hint       (GazetteNewsroom *self,
                                                     GazetteSource   *source,
                                                     char           **url);
DexFuture      *gazette_newsroom_load_older         (GazetteNewsroom *self,
                                                     gint64           source_id);
gboolean        gazette_newsroom_is_loading_older   (GazetteNewsroom *self,
                                                     gint64           source_id);
DexFuture      *gazette_newsroom_download_archive   (GazetteNewsroom *self,
                                                     gint64           source_id);
DexFuture      *gazette_newsroom_stop_download      (GazetteNewsroom *self,
                                                     gint64           source_id);
char           *gazette_newsroom_dup_dialect_name   (GazetteNewsroom *self,
                                                     const char      *dialect_id);
DexFuture      *gazette_newsroom_save               (GazetteNewsroom *self,
                                                     gint64           article_id);
DexFuture      *gazette_newsroom_unsave             (GazetteNewsroom *self,
                                                     gint64           article_id);
DexFuture      *gazette_newsroom_load_document      (GazetteNewsroom *self,
                                                     GazetteStored   *stored);
DexFuture      *gazette_newsroom_load_full_text     (GazetteNewsroom *self,
                                                     gint64           article_id,
                                                     gboolean         is_asked_for);
DexFuture      *gazette_newsroom_load_picture       (GazetteNewsroom *self,
                                                     const char      *url);
DexFuture      *gazette_newsroom_load_kept_picture  (GazetteNewsroom *self,
                                                     const char      *url);

G_END_DECLS

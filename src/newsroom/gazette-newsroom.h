/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-document.h"
#include "gazette-finding.h"
#include "gazette-marks.h"
#include "gazette-schedule.h"

G_BEGIN_DECLS

/**
 * GazetteAhead:
 * @n_days: unread articles of so many days are copied of sources without a rule of
 *   their own, 0 for none
 * @budget: how many bytes all copies may take
 * @on_metered: whether that is done where the network costs by what comes
 * @on_battery: whether it is done on battery and while power is to be saved
 *
 * What is copied for offline without being asked for.
 */
typedef struct
{
  guint    n_days;
  gint64   budget;
  gboolean on_metered;
  gboolean on_battery;
} GazetteAhead;

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
 * GazetteNewsroom::save-trouble: (message: string) the disk does not take what is
 *   being saved; it is tried again by itself.
 *
 * GazetteNewsroom::key-not-kept: () there is no keyring for a key that a person
 *   gave: it lasts until the program ends
 *
 * GazetteNewsroom::news: (n_articles: uint, n_sources: uint, source_id: int64) a
 *   refresh has brought new articles of sources that a person wants to be told of;
 *   @source_id is 0 when there are several.
 *
 * GazetteNewsroom::journey-progress: (done: uint, total: uint) while articles are
 *   taken along.
 *
 * GazetteNewsroom::archive-changed: (source_id: gint64) gazette_library_load_archive()
 *   or gazette_newsroom_is_loading_older() says something else now.
 *
 * GazetteNewsroom::file-changed: (article_id: gint64, url: string) what is known of the
 *   copy of a file has changed, or how far it is: see gazette-file-keep.h.
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
void            gazette_newsroom_set_schedule       (GazetteNewsroom *self,
                                                     const GazetteSchedule *schedule);
void            gazette_newsroom_set_ahead          (GazetteNewsroom *self,
                                                     const GazetteAhead *ahead);
void            gazette_newsroom_set_retention      (GazetteNewsroom *self,
                                                     GazetteRetention in_general);
DexFuture      *gazette_newsroom_measure_cache      (GazetteNewsroom *self);
DexFuture      *gazette_newsroom_clear_cache        (GazetteNewsroom *self);
DexFuture      *gazette_newsroom_let_read_copies_go (GazetteNewsroom *self);
DexFuture      *gazette_newsroom_let_old_go         (GazetteNewsroom *self);
DexFuture      *gazette_newsroom_take_along         (GazetteNewsroom *self,
                                                     gint64           source_id,
                                                     guint            n_articles,
                                                     guint            n_minutes);
void            gazette_newsroom_set_tells          (GazetteNewsroom *self,
                                                     gboolean         by_default);
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
DexFuture      *gazette_newsroom_mark               (GazetteNewsroom *self,
                                                     GazetteMark      mark,
                                                     GArray          *ids,
                                                     guint            start,
                                                     guint            n,
                                                     GCancellable    *cancellable);
DexFuture      *gazette_newsroom_unmark             (GazetteNewsroom *self,
                                                     GazetteMarks    *marks);
gboolean        gazette_newsroom_get_save_progress  (GazetteNewsroom *self,
                                                     gint64           article_id,
                                                     guint           *n_done,
                                                     guint           *n_all);
DexFuture      *gazette_newsroom_check_saved        (GazetteNewsroom *self,
                                                     gint64           article_id);
DexFuture      *gazette_newsroom_load_saved_picture (GazetteNewsroom *self,
                                                     gint64           article_id,
                                                     const char      *url);
DexFuture      *gazette_newsroom_load_changes       (GazetteNewsroom *self,
                                                     gint64           article_id);
DexFuture      *gazette_newsroom_take_update        (GazetteNewsroom *self,
                                                     gint64           article_id);
DexFuture      *gazette_newsroom_load_document      (GazetteNewsroom *self,
                                                     GazetteStored   *stored);
gboolean        gazette_newsroom_may_want_full_text (GazetteStored   *stored);
DexFuture      *gazette_newsroom_load_full_text     (GazetteNewsroom *self,
                                                     gint64           article_id,
                                                     gboolean         is_asked_for);
DexFuture      *gazette_newsroom_load_picture       (GazetteNewsroom *self,
                                                     const char      *url);
DexFuture      *gazette_newsroom_load_kept_picture  (GazetteNewsroom *self,
                                                     const char      *url);

G_END_DECLS

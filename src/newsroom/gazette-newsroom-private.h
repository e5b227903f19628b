/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-dialects.h"
#include "gazette-fetcher.h"
#include "gazette-keyring.h"
#include "gazette-limiter.h"
#include "gazette-newsroom.h"
#include "gazette-picture-cache.h"
#include "gazette-schedule.h"

G_BEGIN_DECLS

/* That are kept with an article: more are a mistake of the page or an attack on the
 * disk. */
#define GAZETTE_MAX_PICTURES 200

/* The address of the source that comes with the program; it is never asked. */
#define GAZETTE_STARTER_URL "gazette:starter"

/* Saved pages that are fetched at once, each of another server. */
#define GAZETTE_MAX_CLIPPINGS_AT_ONCE 4

/* What is asked of a source: its address, or that of a further page; the key of
 * the person for its API, if it is not the one in the keyring; and what an earlier
 * answer gave. */
typedef struct
{
  const char *url;
  const char *key;
  const char *etag;
  const char *last_modified;
} GazetteQuestion;

struct _GazetteNewsroom
{
  GObject              parent_instance;

  GazetteLibrary      *library;
  GazetteFetcher      *fetcher;
  /* Replaced as a whole when one is added. */
  GazetteDialects     *dialects;
  char                *data_folder;
  GStrv                dialect_errors;
  GazettePictureCache *pictures;
  GazetteKeyring      *keyring;

  /* Rejected when the newsroom closes; every task gives up then. */
  DexPromise          *closing;

  /* The refresh that runs, and how many of its sources are done. */
  DexFuture           *refresh;
  GazetteLimiter      *refresh_limiter;
  guint                n_refreshed;
  guint                n_to_refresh;
  /* By source: digest of the last body, for those without validators; and what
   * is known of one that fails. */
  GHashTable          *digests;
  GHashTable          *failures;

  /* Whether the refresh that runs asks all sources that may be asked, rather than
   * those that are due. */
  gboolean             refreshes_all;
  GHashTable          *refreshed;
  /* What it brought that a person wants to be told of. */
  guint                n_news;
  guint                n_news_sources;
  gint64               news_source_id;
  gboolean             tells_by_default;

  /* When sources are asked by themselves, once that is known; by source, when it
   * was last asked; and the timer of the next one. */
  GazetteSchedule      schedule;
  gboolean             has_schedule;
  gboolean             is_planning;
  gint64               started;
  GHashTable          *attempts;
  GSource             *timer;

  /* What is copied for offline by itself, once that is known, and the milliseconds
   * before that begins; and how often a person takes articles along now. */
  GazetteAhead         ahead;
  gboolean             has_ahead;
  gboolean             is_ahead_running;
  guint                ahead_delay;
  guint                ahead_source;
  GPowerProfileMonitor *power; /* once it was asked */
  guint                n_journeys;

  /* What stays of sources without a rule of their own, once that is known; and
   * milliseconds before the first step of letting the rest go, and between two. */
  GazetteRetention     retention;
  gboolean             has_retention;
  gboolean             is_letting_go;
  guint                retention_delay;
  guint                retention_pause;
  guint                retention_source;

  /* What goes on that earlier runs left half-way, soon after the start. */
  guint                resume_source;

  /* By article: what is being saved. */
  GHashTable          *saves;
  GazetteLimiter      *save_limiter;
  /* What the disk did not take is tried again after so many milliseconds. */
  guint                save_retry_pause;
  guint                save_retry;
  gboolean             is_disk_in_trouble;

  /* By article and address: the files that are being kept. */
  GHashTable          *file_keeps;
  GazetteLimiter      *file_limiter;
  gint64               max_file_size;

  /* By source: the older pages that are being read, and what was read of them
   * in this run of the program. */
  GHashTable          *walks;
  GHashTable          *trails;
  GazetteLimiter      *archive_limiter;
  /* Milliseconds between two pages of a download, and how many pages are read
   * before it is taken for endless. */
  guint                archive_pause;
  guint                archive_max_pages;
  guint                is_following_downloads : 1;
  guint                follow_again : 1;

  /* By article: the saved pages that are being fetched. */
  GHashTable          *bringing;
  GazetteLimiter      *clip_limiter;
  /* Milliseconds between two pages of a server. */
  guint                clip_pause;
  /* Until the next one may be tried again. */
  guint                clip_timer;
  guint                is_listing_due : 1;
  guint                list_due_again : 1;

  /* By address: what is being loaded. */
  GHashTable          *picture_loads;

  double               progress;
  gboolean             refreshing;
  gboolean             online;
};

DexFuture *gazette_newsroom_spawn              (GazetteNewsroom  *self,
                                                DexPromise       *stop,
                                                DexFiberFunc      fiber,
                                                gpointer          data,
                                                GDestroyNotify    destroy);
void       gazette_newsroom_set_online         (GazetteNewsroom  *self,
                                                gboolean          online);
void       gazette_newsroom_set_refresh_state  (GazetteNewsroom  *self,
                                                gboolean          refreshing,
                                                double            progress);
DexFuture *gazette_newsroom_until              (GazetteNewsroom  *self,
                                                DexPromise       *stop,
                                                DexFuture        *future);
gboolean   gazette_newsroom_is_wanted          (GazetteNewsroom  *self,
                                                DexPromise       *stop,
                                                GError          **error);
DexFuture *gazette_newsroom_fetch              (GazetteNewsroom  *self,
                                                DexPromise       *stop,
                                                const GazetteRequest *request);
gboolean   gazette_newsroom_check_new          (GazetteNewsroom  *self,
                                                const char       *url,
                                                GError          **error);
gboolean   gazette_newsroom_check_rest         (const GazetteSource *source,
                                                GError          **error);
gint64     gazette_newsroom_get_wait           (GazetteNewsroom  *self,
                                                GazetteSource    *source,
                                                const GazetteClocks *now);
gint64     gazette_newsroom_get_rest           (GazetteNewsroom  *self,
                                                const GazetteSource *source);
DexFuture *gazette_newsroom_refresh_due        (GazetteNewsroom  *self);
void       gazette_newsroom_note_attempt       (GazetteNewsroom  *self,
                                                gint64            source_id,
                                                gboolean          reached);
void       gazette_newsroom_start_schedule     (GazetteNewsroom  *self);
void       gazette_newsroom_end_schedule       (GazetteNewsroom  *self);
void       gazette_newsroom_plan               (GazetteNewsroom  *self);
void       gazette_newsroom_emit_news          (GazetteNewsroom  *self);
gboolean   gazette_newsroom_ask_anew           (GazetteNewsroom  *self,
                                                GazetteSource    *source,
                                                GError          **error);
void       gazette_newsroom_follow_archives    (GazetteNewsroom  *self);
void       gazette_newsroom_follow_clippings   (GazetteNewsroom  *self);
gboolean   gazette_newsroom_bring_clipping     (GazetteNewsroom  *self,
                                                DexPromise       *stop,
                                                gint64            article_id,
                                                char            **note,
                                                GError          **error);
DexFuture *gazette_newsroom_add_clippings      (GazetteNewsroom  *self,
                                                GPtrArray        *clippings,
                                                const char       *import_name);
gboolean   gazette_newsroom_may_pass           (const GError     *error);
GHashTable *gazette_newsroom_make_trails       (void);
GazetteDialectRequest *
           gazette_newsroom_build_request      (GazetteNewsroom  *self,
                                                GazetteDialect   *dialect,
                                                const char       *url,
                                                const char       *key);
GazetteResponse *
           gazette_newsroom_ask                (GazetteNewsroom  *self,
                                                DexPromise       *stop,
                                                GazetteDialect   *dialect,
                                                const GazetteQuestion *question,
                                                GError          **error);
GError    *gazette_newsroom_error_for_key      (GazetteDialect   *dialect,
                                                const char       *url,
                                                const char       *key);
void       gazette_newsroom_keep_key           (GazetteNewsroom  *self,
                                                GazetteDialect   *dialect,
                                                const char       *url,
                                                const char       *key);
gint64     gazette_newsroom_now                (void);
DexFuture *gazette_newsroom_load_to_keep       (GazetteNewsroom  *self,
                                                const char       *url);
gboolean   gazette_newsroom_keep_picture       (GazetteNewsroom  *self,
                                                DexPromise       *stop,
                                                gint64            article_id,
                                                const char       *url,
                                                GError          **error);
GStrv      gazette_newsroom_dup_pictures       (GazetteDocument  *document,
                                                const GazetteArticle *article);
gboolean   gazette_newsroom_copy               (GazetteNewsroom  *self,
                                                DexPromise       *stop,
                                                gint64            article_id,
                                                GError          **error);
void       gazette_newsroom_plan_ahead         (GazetteNewsroom  *self);
void       gazette_newsroom_plan_retention     (GazetteNewsroom  *self);
void       gazette_newsroom_stop_saving        (GazetteNewsroom  *self,
                                                gint64            article_id);
DexFuture *gazette_newsroom_make_document      (GazetteStored    *stored,
                                                gboolean          is_full);
char      *gazette_newsroom_fetch_full_html    (GazetteNewsroom  *self,
                                                GazetteStored    *stored,
                                                GError          **error);
char      *gazette_newsroom_dup_missing_note   (guint             n_missing,
                                                const char       *reason);
DexFuture *gazette_newsroom_resume_saves       (GazetteNewsroom  *self);
void       gazette_newsroom_stop_files         (GazetteNewsroom  *self,
                                                gint64            article_id);
void       gazette_newsroom_resume_files       (GazetteNewsroom  *self);
gboolean   gazette_newsroom_is_cancelled       (const GError     *error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>

#include "gazette-error.h"
#include "gazette-fiber.h"
#include "gazette-newsroom-private.h"
#include "gazette-user-dialects.h"
#include "gazette-worker.h"

#define MAX_CACHE_SIZE (200 * 1024 * 1024)

/* Bytes of the longest file that a copy is kept of. */
#define MAX_FILE_SIZE (G_GINT64_CONSTANT (2) * 1024 * 1024 * 1024)

/* Until articles are copied by themselves, in milliseconds: what a person does
 * meanwhile goes first. */
#define AHEAD_DELAY 3000

/* Until articles are let go of, and between two steps of that, in milliseconds. */
#define RETENTION_DELAY 20000
#define RETENTION_PAUSE 500

/* Between two pages of an archive, in milliseconds. */
#define ARCHIVE_PAUSE 1000

/* Until what the disk did not take is tried again, in milliseconds. */
#define SAVE_RETRY_PAUSE (30 * 1000)

/* Between two saved pages of one server, in milliseconds. */
#define CLIP_PAUSE 1000

/* How many pages of an archive are read before it is taken for endless. */
#define ARCHIVE_MAX_PAGES 2000

G_DEFINE_FINAL_TYPE (GazetteNewsroom, gazette_newsroom, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_REFRESHING,
  PROP_PROGRESS,
  PROP_ONLINE,
  N_PROPS
};

enum {
  SAVE_PROGRESS,
  SAVE_TROUBLE,
  KEY_NOT_KEPT,
  NEWS,
  JOURNEY_PROGRESS,
  ARCHIVE_CHANGED,
  CLIPPINGS_CHANGED,
  FILE_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* Held by the thread and by who waits for it, who may give up. */
typedef struct
{
  char  *folder;
  GStrv  errors;
} DialectWork;

typedef struct
{
  char        *data_folder;
  char        *cache_folder;
  DialectWork *work;
  /* Both are on their way before the fiber begins. */
  DexFuture   *dialects;
  DexFuture   *library;
} Opening;

static void
network_changed_cb (GazetteNewsroom *self,
                    gboolean         available)
{
  gazette_newsroom_set_online (self, available);
}

static void
gazette_newsroom_dispose (GObject *object)
{
  GazetteNewsroom *self = GAZETTE_NEWSROOM (object);

  dex_clear (&self->refresh);
  gazette_newsroom_end_schedule (self);
  g_clear_handle_id (&self->save_retry, g_source_remove);
  g_clear_handle_id (&self->clip_timer, g_source_remove);
  g_hash_table_remove_all (self->saves);
  g_hash_table_remove_all (self->file_keeps);
  g_hash_table_remove_all (self->walks);
  g_hash_table_remove_all (self->picture_loads);
  g_clear_object (&self->pictures);
  g_clear_object (&self->fetcher);
  g_clear_object (&self->dialects);
  g_clear_object (&self->keyring);
  g_clear_object (&self->power);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (gazette_newsroom_parent_class)->dispose (object);
}

static void
gazette_newsroom_finalize (GObject *object)
{
  GazetteNewsroom *self = GAZETTE_NEWSROOM (object);

  dex_clear (&self->closing);
  g_clear_object (&self->refresh_limiter);
  g_clear_object (&self->save_limiter);
  g_clear_object (&self->file_limiter);
  g_clear_object (&self->archive_limiter);
  g_clear_object (&self->clip_limiter);
  g_hash_table_unref (self->bringing);
  g_hash_table_unref (self->digests);
  g_hash_table_unref (self->failures);
  g_hash_table_unref (self->refreshed);
  g_hash_table_unref (self->attempts);
  g_hash_table_unref (self->saves);
  g_hash_table_unref (self->file_keeps);
  g_hash_table_unref (self->walks);
  g_hash_table_unref (self->trails);
  g_hash_table_unref (self->picture_loads);
  g_strfreev (self->dialect_errors);
  g_free (self->data_folder);

  G_OBJECT_CLASS (gazette_newsroom_parent_class)->finalize (object);
}

static void
gazette_newsroom_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  GazetteNewsroom *self = GAZETTE_NEWSROOM (object);

  switch (prop_id)
    {
    case PROP_REFRESHING:
      g_value_set_boolean (value, self->refreshing);
      break;
    case PROP_PROGRESS:
      g_value_set_double (value, self->progress);
      break;
    case PROP_ONLINE:
      g_value_set_boolean (value, self->online);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gazette_newsroom_class_init (GazetteNewsroomClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gazette_newsroom_dispose;
  object_class->finalize = gazette_newsroom_finalize;
  object_class->get_property = gazette_newsroom_get_property;

  properties[PROP_REFRESHING] =
    g_param_spec_boolean ("refreshing", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PROGRESS] =
    g_param_spec_double ("progress", NULL, NULL, 0, 1, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ONLINE] =
    g_param_spec_boolean ("online", NULL, NULL, TRUE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SAVE_PROGRESS] =
    g_signal_new ("save-progress", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 3, G_TYPE_INT64, G_TYPE_UINT, G_TYPE_UINT);
  signals[SAVE_TROUBLE] =
    g_signal_new ("save-trouble", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[KEY_NOT_KEPT] =
    g_signal_new ("key-not-kept", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[NEWS] =
    g_signal_new ("news", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 3, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_INT64);
  signals[JOURNEY_PROGRESS] =
    g_signal_new ("journey-progress", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
  signals[ARCHIVE_CHANGED] =
    g_signal_new ("archive-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[CLIPPINGS_CHANGED] =
    g_signal_new ("clippings-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FILE_CHANGED] =
    g_signal_new ("file-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_STRING);
}

static void
gazette_newsroom_init (GazetteNewsroom *self)
{
  self->online = TRUE;
  self->closing = dex_promise_new ();
  self->fetcher = gazette_fetcher_new ();
  self->keyring = gazette_keyring_new ();
  /* Twice what the fetcher serves at once, so that it has work while answers
   * are read: more would only hold answers in memory that nobody has read yet. */
  self->refresh_limiter = gazette_limiter_new (16, 2);
  self->save_limiter = gazette_limiter_new (4, 0);
  self->save_retry_pause = SAVE_RETRY_PAUSE;
  self->file_limiter = gazette_limiter_new (2, 0);
  self->max_file_size = MAX_FILE_SIZE;
  self->file_keeps = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, NULL);
  /* However many there are, a server is asked by one at a time. */
  self->archive_limiter = gazette_limiter_new (4, 1);
  self->archive_pause = ARCHIVE_PAUSE;
  self->ahead_delay = AHEAD_DELAY;
  self->retention_delay = RETENTION_DELAY;
  self->retention_pause = RETENTION_PAUSE;
  self->clip_limiter = gazette_limiter_new (GAZETTE_MAX_CLIPPINGS_AT_ONCE, 1);
  self->clip_pause = CLIP_PAUSE;
  self->bringing = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->archive_max_pages = ARCHIVE_MAX_PAGES;
  self->walks = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, NULL);
  self->trails = gazette_newsroom_make_trails ();
  self->digests = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->failures = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->refreshed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->attempts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->saves = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, NULL);
  self->picture_loads = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, NULL);

  g_signal_connect_object (g_network_monitor_get_default (), "network-changed",
                           G_CALLBACK (network_changed_cb), self, G_CONNECT_SWAPPED);
  gazette_newsroom_start_schedule (self);
}

/*
 * gazette_newsroom_now:
 *
 * Returns: seconds since 1970 UTC
 */
gint64
gazette_newsroom_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

/*
 * gazette_newsroom_is_cancelled:
 * @error: why a task ended
 *
 * Returns: whether nobody wants it any more, so that there is nothing to tell
 */
gboolean
gazette_newsroom_is_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
unwanted_cb (GCancellable *cancellable,
             gpointer      user_data)
{
  DexPromise *stop = user_data;

  if (dex_future_is_pending (DEX_FUTURE (stop)))
    dex_promise_reject (stop, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled"));
}

/*
 * gazette_newsroom_may_pass:
 * @error: why something could not be had
 *
 * Returns: whether it may well be different the next time
 */
gboolean
gazette_newsroom_may_pass (const GError *error)
{
  return g_error_matches (error, GAZETTE_ERROR, GAZETTE_ERROR_TOO_MANY_REQUESTS) ||
         g_error_matches (error, GAZETTE_ERROR, GAZETTE_ERROR_SERVER) ||
         g_error_matches (error, GAZETTE_ERROR, GAZETTE_ERROR_UNREACHABLE) ||
         g_error_matches (error, GAZETTE_ERROR, GAZETTE_ERROR_UNKNOWN_HOST) ||
         g_error_matches (error, GAZETTE_ERROR, GAZETTE_ERROR_TIMED_OUT);
}

static void
drop_stop (gpointer  data,
           GClosure *closure)
{
  dex_unref (data);
}

/*
 * gazette_newsroom_spawn:
 * @self: a newsroom
 * @stop: (nullable): the task is unwanted when it is rejected, and it is
 *   rejected when the future is dropped
 * @fiber: the task
 * @data: for @fiber
 * @destroy: (nullable): frees @data
 *
 * Starts a task on the main thread whose future is rejected when the newsroom
 * closes. The fiber itself is not cancelled: it waits with
 * gazette_newsroom_until() for what may take long.
 *
 * Returns: (transfer full): a future for what @fiber returns
 */
DexFuture *
gazette_newsroom_spawn (GazetteNewsroom *self,
                        DexPromise      *stop,
                        DexFiberFunc     fiber,
                        gpointer         data,
                        GDestroyNotify   destroy)
{
  DexFuture *future = gazette_newsroom_until (self, stop, gazette_fiber_spawn (fiber, data, destroy));
  DexPromise *dropped;

  if (stop == NULL)
    return future;

  dropped = dex_promise_new_cancellable ();
  g_signal_connect_data (dex_promise_get_cancellable (dropped), "cancelled", G_CALLBACK (unwanted_cb),
                         dex_ref (stop), drop_stop, G_CONNECT_DEFAULT);

  return dex_future_first (future, DEX_FUTURE (dropped), NULL);
}

/*
 * gazette_newsroom_until:
 * @self: a newsroom
 * @stop: (nullable): see gazette_newsroom_spawn()
 * @future: (transfer full): what a task waits for
 *
 * Returns: (transfer full): a future for the same, which is rejected, and drops
 *   it, when the task is not wanted any more
 */
DexFuture *
gazette_newsroom_until (GazetteNewsroom *self,
                        DexPromise      *stop,
                        DexFuture       *future)
{
  return dex_future_first (future,
                           DEX_FUTURE (dex_ref (self->closing)),
                           stop != NULL ? DEX_FUTURE (dex_ref (stop)) : NULL,
                           NULL);
}

/*
 * gazette_newsroom_is_wanted:
 * @self: a newsroom
 * @stop: (nullable): see gazette_newsroom_spawn()
 * @error: return location for a %G_IO_ERROR_CANCELLED
 *
 * Returns: whether a task is to go on
 */
gboolean
gazette_newsroom_is_wanted (GazetteNewsroom  *self,
                            DexPromise       *stop,
                            GError          **error)
{
  if (dex_future_is_pending (DEX_FUTURE (self->closing)) &&
      (stop == NULL || dex_future_is_pending (DEX_FUTURE (stop))))
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");

  return FALSE;
}

/*
 * gazette_newsroom_set_online:
 * @self: a newsroom
 * @online: whether the network seems to work
 */
void
gazette_newsroom_set_online (GazetteNewsroom *self,
                             gboolean         online)
{
  online = !!online;
  if (self->online == online)
    return;

  self->online = online;
  if (online)
    gazette_newsroom_follow_clippings (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ONLINE]);
}

/*
 * gazette_newsroom_set_refresh_state:
 * @self: a newsroom
 * @refreshing: whether a refresh runs
 * @progress: of it, 0 to 1
 */
void
gazette_newsroom_set_refresh_state (GazetteNewsroom *self,
                                    gboolean         refreshing,
                                    double           progress)
{
  refreshing = !!refreshing;

  if (self->progress != progress)
    {
      self->progress = progress;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
    }
  if (self->refreshing != refreshing)
    {
      self->refreshing = refreshing;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REFRESHING]);
      if (!refreshing)
        gazette_library_rest (self->library);
    }
}

/*
 * gazette_newsroom_emit_news:
 * @self: a newsroom
 *
 * Tells what a refresh has brought, if a person wants to be told of it.
 */
void
gazette_newsroom_emit_news (GazetteNewsroom *self)
{
  if (self->n_news > 0)
    g_signal_emit (self, signals[NEWS], 0, self->n_news, self->n_news_sources,
                   self->n_news_sources == 1 ? self->news_source_id : (gint64) 0);
}

static DexFuture *
fetched_cb (DexFuture *future,
            gpointer   user_data)
{
  GazetteNewsroom *self = user_data;
  g_autoptr(GError) error = NULL;

  dex_future_get_value (future, &error);
  if (gazette_newsroom_is_cancelled (error))
    return dex_ref (future);

  /* A name that does not resolve may be a wrong name: it takes a machine that
   * was reached and is not any more. */
  if (g_error_matches (error, GAZETTE_ERROR, GAZETTE_ERROR_UNREACHABLE) ||
      g_error_matches (error, GAZETTE_ERROR, GAZETTE_ERROR_UNKNOWN_HOST))
    {
      if (!g_network_monitor_get_network_available (g_network_monitor_get_default ()))
        gazette_newsroom_set_online (self, FALSE);
    }
  else
    {
      gazette_newsroom_set_online (self, TRUE);
    }

  return dex_ref (future);
}

/*
 * gazette_newsroom_fetch:
 * @self: a newsroom
 * @stop: (nullable): see gazette_newsroom_spawn()
 * @request: what to ask
 *
 * Asks the network until that is not wanted any more, and learns from the answer whether there is one.
 *
 * Returns: (transfer full): a future for a #GazetteResponse
 */
DexFuture *
gazette_newsroom_fetch (GazetteNewsroom      *self,
                        DexPromise           *stop,
                        const GazetteRequest *request)
{
  DexFuture *future = dex_future_finally (gazette_fetcher_fetch (self->fetcher, request), fetched_cb,
                                          g_object_ref (self), g_object_unref);

  return gazette_newsroom_until (self, stop, future);
}

static void
clear_dialect_work (gpointer data)
{
  DialectWork *work = data;

  g_free (work->folder);
  g_strfreev (work->errors);
}

static void
dialect_work_unref (gpointer work)
{
  g_atomic_rc_box_release_full (work, clear_dialect_work);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DialectWork, dialect_work_unref)

static gboolean
load_dialects_on_thread (gpointer   data,
                         GValue    *result,
                         GError   **error)
{
  DialectWork *work = data;

  g_value_init (result, GAZETTE_TYPE_DIALECTS);
  g_value_take_object (result, gazette_user_dialects_load (work->folder, &work->errors));

  return TRUE;
}

static void
archive_changed_cb (GazetteNewsroom *self,
                    gint64           source_id)
{
  gazette_newsroom_follow_archives (self);
  g_signal_emit (self, signals[ARCHIVE_CHANGED], 0, source_id);
}

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_free (opening->data_folder);
  g_free (opening->cache_folder);
  g_clear_pointer (&opening->work, dialect_work_unref);
  dex_clear (&opening->dialects);
  dex_clear (&opening->library);
  g_free (opening);
}

static gboolean
resume_cb (gpointer user_data)
{
  GazetteNewsroom *self = user_data;

  self->resume_source = 0;
  dex_future_disown (gazette_picture_cache_prune (self->pictures));
  dex_future_disown (gazette_newsroom_resume_saves (self));
  gazette_newsroom_resume_files (self);
  gazette_newsroom_follow_archives (self);
  gazette_newsroom_follow_clippings (self);

  return G_SOURCE_REMOVE;
}

/* What nobody has to wait for. The library does the first in this order, before all
 * that is asked later, so that what is removed in this run can be undone. The rest reads,
 * and lets go first who shows headlines. */
static void
keep_house (GazetteNewsroom *self)
{
  dex_future_disown (gazette_library_purge_removed (self->library));
  dex_future_disown (gazette_library_clean (self->library));
  self->resume_source = g_idle_add_full (G_PRIORITY_LOW, resume_cb, self, NULL);
}

static DexFuture *
open_fiber (gpointer user_data)
{
  Opening *opening = user_data;
  g_autoptr(GazetteNewsroom) self = NULL;
  g_autoptr(GazetteLibrary) library = NULL;
  g_autoptr(GazetteDialects) dialects = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *pictures = g_build_filename (opening->cache_folder, "pictures", NULL);

  dialects = dex_await_object (g_steal_pointer (&opening->dialects), &error);
  if (dialects == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  library = dex_await_object (g_steal_pointer (&opening->library), &error);
  if (library == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  self = g_object_new (GAZETTE_TYPE_NEWSROOM, NULL);
  self->library = g_steal_pointer (&library);
  self->dialects = g_steal_pointer (&dialects);
  self->data_folder = g_strdup (opening->data_folder);
  self->dialect_errors = g_steal_pointer (&opening->work->errors);
  self->pictures = gazette_picture_cache_new (pictures, MAX_CACHE_SIZE);
  g_signal_connect_object (self->library, "archive-changed", G_CALLBACK (archive_changed_cb), self, G_CONNECT_SWAPPED);
  /* A removed source is left alone, and it may come back. */
  g_signal_connect_object (self->library, "sources-changed", G_CALLBACK (gazette_newsroom_follow_archives), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->library, "sources-changed", G_CALLBACK (gazette_newsroom_plan_ahead), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->library, "sources-changed", G_CALLBACK (gazette_newsroom_follow_clippings), self,
                           G_CONNECT_SWAPPED);
  keep_house (self);

  return dex_future_new_take_object (g_steal_pointer (&self));
}

/**
 * gazette_newsroom_open:
 * @data_folder: where the library is, and the user's dialects in `dialects/`
 * @cache_folder: where pictures are kept that may be lost
 *
 * Opens the newsroom. What earlier runs left half-way goes on: articles that
 * were being saved are saved, removed sources are forgotten. Threads begin with it
 * at once, before the main loop runs.
 *
 * Rejected as gazette_library_open() is.
 *
 * Returns: (transfer full): a future for the #GazetteNewsroom
 */
DexFuture *
gazette_newsroom_open (const char *data_folder,
                       const char *cache_folder)
{
  Opening *opening;

  dex_return_error_if_fail (data_folder != NULL);
  dex_return_error_if_fail (cache_folder != NULL);

  opening = g_new0 (Opening, 1);
  opening->data_folder = g_strdup (data_folder);
  opening->cache_folder = g_strdup (cache_folder);
  opening->work = g_atomic_rc_box_new0 (DialectWork);
  opening->work->folder = g_strdup (data_folder);
  opening->library = gazette_library_open (data_folder);
  opening->dialects = gazette_worker_run (gazette_worker_get_cpu (), load_dialects_on_thread,
                                          g_atomic_rc_box_acquire (opening->work), dialect_work_unref);

  return gazette_fiber_spawn (open_fiber, opening, opening_free);
}

/**
 * gazette_newsroom_close:
 * @self: a newsroom
 *
 * Ends what it does and closes the library. What was being saved goes on when
 * it is opened again. What is asked of it later is rejected.
 *
 * Returns: (transfer full): a future for %TRUE, once all is written
 */
DexFuture *
gazette_newsroom_close (GazetteNewsroom *self)
{
  dex_return_error_if_fail (GAZETTE_IS_NEWSROOM (self));

  if (dex_future_is_pending (DEX_FUTURE (self->closing)))
    dex_promise_reject (self->closing, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Closed"));
  gazette_newsroom_end_schedule (self);

  return gazette_library_close (self->library);
}

/**
 * gazette_newsroom_get_library:
 * @self: a newsroom
 *
 * Returns: (transfer none): its library
 */
GazetteLibrary *
gazette_newsroom_get_library (GazetteNewsroom *self)
{
  g_return_val_if_fail (GAZETTE_IS_NEWSROOM (self), NULL);

  return self->library;
}

/**
 * gazette_newsroom_dup_dialect_errors:
 * @self: a newsroom
 *
 * Returns: (transfer full): a message for each of the user's dialect files that
 *   could not be used, with its path
 */
GStrv
gazette_newsroom_dup_dialect_errors (GazetteNewsroom *self)
{
  g_return_val_if_fail (GAZETTE_IS_NEWSROOM (self), NULL);

  return g_strdupv (self->dialect_errors);
}

/**
 * gazette_newsroom_dup_dialect_name:
 * @self: a newsroom
 * @dialect_id: a dialect, such as that of a source
 *
 * Returns: (transfer full) (nullable): its name for people, %NULL when it is not
 *   known
 */
char *
gazette_newsroom_dup_dialect_name (GazetteNewsroom *self,
                                   const char      *dialect_id)
{
  GazetteDialect *dialect;

  g_return_val_if_fail (GAZETTE_IS_NEWSROOM (self), NULL);
  g_return_val_if_fail (dialect_id != NULL, NULL);

  dialect = gazette_dialects_lookup (self->dialects, dialect_id);

  return dialect != NULL ? g_strdup (gazette_dialect_get_name (dialect)) : NULL;
}

/**
 * gazette_newsroom_get_refreshing:
 * @self: a newsroom
 *
 * Returns: whether a refresh runs
 */
gboolean
gazette_newsroom_get_refreshing (GazetteNewsroom *self)
{
  g_return_val_if_fail (GAZETTE_IS_NEWSROOM (self), FALSE);

  return self->refreshing;
}

/**
 * gazette_newsroom_get_progress:
 * @self: a newsroom
 *
 * Returns: how much of the refresh that runs is done, 0 to 1
 */
double
gazette_newsroom_get_progress (GazetteNewsroom *self)
{
  g_return_val_if_fail (GAZETTE_IS_NEWSROOM (self), 0);

  return self->progress;
}

/**
 * gazette_newsroom_get_online:
 * @self: a newsroom
 *
 * Returns: %FALSE when there is no network, as far as is known
 */
gboolean
gazette_newsroom_get_online (GazetteNewsroom *self)
{
  g_return_val_if_fail (GAZETTE_IS_NEWSROOM (self), FALSE);

  return self->online;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-error.h"
#include "gazette-library-private.h"
#include "gazette-memory.h"
#include "gazette-search.h"
#include "gazette-upkeep.h"
#include "gazette-worker.h"

/* What changed is taken into the index when nothing has for so many
 * milliseconds, or at last after so many: a refresh goes first. */
#define INDEX_DELAY     400
#define INDEX_MAX_DELAY 4000

struct _GazetteLibrary
{
  GObject        parent_instance;

  GazetteStore  *store;
  GazetteWorker *writer;
  GazetteWorker *readers;
  gboolean       is_open;
  GazetteUpkeep *upkeep;

  /* Every headline that somebody holds, by id; not owned. Shared with the
   * headlines, which leave it when they go, perhaps after the library. */
  GHashTable    *headlines;

  /* After how many writes the last change of rows was told: rows that were read
   * before it and arrive after it may not have it. */
  guint          changed_at;

  /* What waits for the index, the moment since which it does, in microseconds,
   * and the steps that are under way. */
  guint          index_source;
  gint64         index_since;
  DexPromise    *indexing;
  guint          index_again : 1;
  guint          was_mended : 1;
};

G_DEFINE_FINAL_TYPE (GazetteLibrary, gazette_library, G_TYPE_OBJECT)

enum
{
  SOURCES_CHANGED,
  ARTICLES_CHANGED,
  ARTICLE_CHANGED,
  ARCHIVE_CHANGED,
  HIGHLIGHTS_CHANGED,
  SEARCH_CHANGED,
  SEARCHES_CHANGED,
  DAMAGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What to tell once a request that writes is done. */
typedef struct
{
  GazetteLibrary *library;
  GazetteRequest *request;
} Report;

static void
report_free (gpointer data)
{
  Report *report = data;

  g_object_unref (report->library);
  gazette_request_unref (report->request);
  g_free (report);
}

/* What follows a request is chained before it is done: else it would be called at
 * once, in the midst of whatever its caller is about, and signals would come from
 * calls that are said to return at once. The worker tells that it is done in a later
 * turn of the main loop; there, too, ends what waited for it: headlines are of that
 * thread. */
static DexFuture *
follow (DexFuture         *future,
        DexFutureCallback  callback,
        gpointer           data,
        GDestroyNotify     destroy)
{
  return callback != NULL ? dex_future_finally (future, callback, data, destroy) : future;
}

static gboolean
open_on_thread (gpointer   data,
                GValue    *result,
                GError   **error)
{
  return gazette_store_open (data, error);
}

static gboolean
close_on_thread (gpointer   data,
                 GValue    *result,
                 GError   **error)
{
  gazette_store_close (data);

  return TRUE;
}

static gboolean
rest_on_thread (gpointer   data,
                GValue    *result,
                GError   **error)
{
  gazette_store_rest (data);
  gazette_memory_give_back ();

  return TRUE;
}

static DexFuture *
rows_loaded_cb (DexFuture *future,
                gpointer   user_data)
{
  const GValue *value = dex_future_get_value (future, NULL);
  g_autoptr(GPtrArray) headlines = NULL;

  if (value == NULL)
    return dex_ref (future);

  headlines = gazette_library_take_rows (user_data, g_value_get_boxed (value));

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&headlines));
}

static void
reload_headlines (GazetteLibrary *self,
                  GArray         *ids)
{
  GazetteRequest *request;

  if (ids->len == 0)
    return;

  request = gazette_library_ask (self, gazette_rows_read_list, 0);
  request->ids = g_array_ref (ids);
  dex_future_disown (gazette_library_load_headlines (self, request));
}

/* Those of the articles that somebody shows. */
static GArray *
select_shown (GazetteLibrary *self,
              GArray         *ids)
{
  GArray *shown = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      if (g_hash_table_contains (self->headlines, &id))
        g_array_append_val (shown, id);
    }

  return shown;
}

static GArray *
list_shown (GazetteLibrary *self)
{
  GArray *shown = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->headlines);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_array_append_vals (shown, key, 1);

  return shown;
}

static gboolean
index_cb (gpointer user_data)
{
  GazetteLibrary *self = user_data;

  self->index_source = 0;
  dex_future_disown (gazette_library_index_all (self));

  return G_SOURCE_REMOVE;
}

static void
queue_index (GazetteLibrary *self)
{
  gint64 now = g_get_monotonic_time ();

  if (!self->is_open)
    return;

  if (self->index_source == 0)
    self->index_since = now;
  else if (now - self->index_since > INDEX_MAX_DELAY * 1000)
    return;

  g_clear_handle_id (&self->index_source, g_source_remove);
  self->index_source = g_timeout_add (INDEX_DELAY, index_cb, self);
}

static void
emit_search_changes (GazetteLibrary *self,
                     GazetteRequest *request)
{
  if (request->search_changed)
    g_signal_emit (self, signals[SEARCH_CHANGED], 0);

  if (request->searches_changed)
    g_signal_emit (self, signals[SEARCHES_CHANGED], 0);

  if (request->func != gazette_index_write_step &&
      (request->articles_changed || request->changed_ids != NULL || request->search_changed))
    queue_index (self);
}

static DexFuture *
report_cb (DexFuture *future,
           gpointer   user_data)
{
  Report *report = user_data;
  GazetteLibrary *self = report->library;
  GazetteRequest *request = report->request;

  g_autoptr(GArray) shown = NULL;

  if (!dex_future_is_resolved (future))
    return dex_ref (future);

  if (request->titles_changed)
    shown = list_shown (self);
  else if (request->changed_ids != NULL)
    shown = select_shown (self, request->changed_ids);

  if (shown != NULL)
    {
      self->changed_at = gazette_store_get_n_writes (self->store);
      reload_headlines (self, shown);
    }

  if (request->articles_changed)
    g_signal_emit (self, signals[ARTICLES_CHANGED], 0, request->articles_source_id);

  for (guint i = 0; request->changed_ids != NULL && i < request->changed_ids->len; i++)
    g_signal_emit (self, signals[ARTICLE_CHANGED], 0, g_array_index (request->changed_ids, gint64, i));

  if (request->archive_source_id != 0)
    g_signal_emit (self, signals[ARCHIVE_CHANGED], 0, request->archive_source_id);

  if (request->sources_changed)
    g_signal_emit (self, signals[SOURCES_CHANGED], 0, request->counted_source_id);

  if (request->highlights_changed)
    g_signal_emit (self, signals[HIGHLIGHTS_CHANGED], 0, request->highlights_article_id);

  emit_search_changes (self, request);

  return dex_ref (future);
}

static void
gazette_library_dispose (GObject *object)
{
  GazetteLibrary *self = GAZETTE_LIBRARY (object);

  g_clear_handle_id (&self->index_source, g_source_remove);
  /* Closing may have to write: not here. */
  if (self->is_open)
    dex_future_disown (gazette_library_close (self));
  self->is_open = FALSE;

  G_OBJECT_CLASS (gazette_library_parent_class)->dispose (object);
}

static void
gazette_library_finalize (GObject *object)
{
  GazetteLibrary *self = GAZETTE_LIBRARY (object);

  dex_clear (&self->indexing);
  g_clear_pointer (&self->upkeep, gazette_upkeep_free);
  g_clear_object (&self->writer);
  g_clear_object (&self->readers);
  g_clear_pointer (&self->headlines, g_hash_table_unref);
  g_clear_pointer (&self->store, gazette_store_unref);

  G_OBJECT_CLASS (gazette_library_parent_class)->finalize (object);
}

static void
gazette_library_class_init (GazetteLibraryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gazette_library_dispose;
  object_class->finalize = gazette_library_finalize;

  signals[SOURCES_CHANGED] =
    g_signal_new ("sources-changed", GAZETTE_TYPE_LIBRARY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[ARTICLES_CHANGED] =
    g_signal_new ("articles-changed", GAZETTE_TYPE_LIBRARY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[ARTICLE_CHANGED] =
    g_signal_new ("article-changed", GAZETTE_TYPE_LIBRARY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[ARCHIVE_CHANGED] =
    g_signal_new ("archive-changed", GAZETTE_TYPE_LIBRARY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[HIGHLIGHTS_CHANGED] =
    g_signal_new ("highlights-changed", GAZETTE_TYPE_LIBRARY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SEARCH_CHANGED] =
    g_signal_new ("search-changed", GAZETTE_TYPE_LIBRARY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
  signals[SEARCHES_CHANGED] =
    g_signal_new ("searches-changed", GAZETTE_TYPE_LIBRARY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
  signals[DAMAGED] =
    g_signal_new ("damaged", GAZETTE_TYPE_LIBRARY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gazette_library_init (GazetteLibrary *self)
{
  self->writer = gazette_worker_new ("library-writer", 1);
  self->readers = gazette_worker_new ("library-reader", GAZETTE_N_READERS);
  self->headlines = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, NULL);
}

/**
 * gazette_library_ask:
 * @self: a library
 * @func: what to do
 * @id: the row it is about, or 0
 *
 * Returns: (transfer full): a request to this library, for the caller to fill in
 */
GazetteRequest *
gazette_library_ask (GazetteLibrary     *self,
                     GazetteRequestFunc  func,
                     gint64              id)
{
  return gazette_request_new (self->store, func, id);
}

/**
 * gazette_library_read:
 * @self: a library
 * @request: (transfer full): a request that reads
 * @callback: (nullable): what follows it, whether it succeeds or not; never
 *   called before this returns
 * @data: for @callback
 * @destroy: (nullable): frees @data
 *
 * Returns: (transfer full): a future for its result, or for what @callback makes
 *   of it
 */
DexFuture *
gazette_library_read (GazetteLibrary    *self,
                      GazetteRequest    *request,
                      DexFutureCallback  callback,
                      gpointer           data,
                      GDestroyNotify     destroy)
{
  DexFuture *future = gazette_worker_run (self->readers, gazette_request_read, request, (GDestroyNotify) gazette_request_unref);

  return follow (future, callback, data, destroy);
}

/* Made before the request is given away. */
static Report *
report_new (GazetteLibrary *self,
            GazetteRequest *request)
{
  Report *report = g_new0 (Report, 1);

  report->library = g_object_ref (self);
  report->request = gazette_request_ref (request);

  return report;
}

static DexFuture *
report_later (Report    *report,
              DexFuture *future)
{
  future = dex_future_finally (future, report_cb, report, report_free);
  dex_future_disown (dex_ref (future));

  return future;
}

/**
 * gazette_library_write:
 * @self: a library
 * @request: (transfer full): a request that writes
 * @durable: whether it must outlive a power failure once it has resolved
 *
 * Does a request and then tells what it changed, even if the future is dropped.
 *
 * Returns: (transfer full): a future for its result
 */
DexFuture *
gazette_library_write (GazetteLibrary *self,
                       GazetteRequest *request,
                       GazetteDurable  durable)
{
  Report *report = report_new (self, request);

  request->durable = durable;

  return report_later (report, gazette_worker_run (self->writer, gazette_request_write, request,
                                                   (GDestroyNotify) gazette_request_unref));
}

/**
 * gazette_library_write_joined:
 * @self: a library
 * @request: (transfer full): a request that writes, and changes nothing but the database
 *
 * Like gazette_library_write(), not durable, and in one transaction with others that are
 * asked for in the same way within a few milliseconds. It resolves when that is kept.
 *
 * Returns: (transfer full): a future for its result
 */
DexFuture *
gazette_library_write_joined (GazetteLibrary *self,
                              GazetteRequest *request)
{
  Report *report = report_new (self, request);

  request->durable = GAZETTE_DURABLE_NO;

  return report_later (report, gazette_worker_run_joined (self->writer, gazette_request_write_joined, request,
                                                          (GDestroyNotify) gazette_request_unref));
}

/**
 * gazette_library_load_headlines:
 * @self: a library
 * @request: (transfer full): a request whose result is a #GPtrArray of #GazetteRow
 *
 * Reads rows into their headlines, also when nobody waits for it.
 *
 * Returns: (transfer full): a future for a #GPtrArray of #GazetteHeadline
 */
DexFuture *
gazette_library_load_headlines (GazetteLibrary *self,
                                GazetteRequest *request)
{
  return gazette_library_read (self, request, rows_loaded_cb, g_object_ref (self), g_object_unref);
}

/**
 * gazette_library_dup_headline:
 * @self: a library
 * @article_id: an article
 *
 * Main thread only.
 *
 * Returns: (transfer full): its headline: the one that somebody holds, or a new
 *   one that is not loaded
 */
GazetteHeadline *
gazette_library_dup_headline (GazetteLibrary *self,
                              gint64          article_id)
{
  GazetteHeadline *headline = g_hash_table_lookup (self->headlines, &article_id);

  if (headline != NULL)
    return g_object_ref (headline);

  return gazette_headline_new (article_id, self->headlines);
}

/**
 * gazette_library_has_headline:
 * @self: a library
 * @article_id: an article
 *
 * Main thread only.
 *
 * Returns: whether somebody holds its headline, loaded
 */
gboolean
gazette_library_has_headline (GazetteLibrary *self,
                              gint64          article_id)
{
  GazetteHeadline *headline = g_hash_table_lookup (self->headlines, &article_id);

  return headline != NULL && gazette_headline_get_loaded (headline);
}

/**
 * gazette_library_take_rows:
 * @self: a library
 * @rows: (element-type GazetteRow): rows that were read; their fields are taken
 *
 * A headline that nobody held was not reloaded by what changed while its row was
 * on the way: it is now. Main thread only.
 *
 * Returns: (transfer full) (element-type GazetteHeadline): their headlines,
 *   loaded, in the same order
 */
GPtrArray *
gazette_library_take_rows (GazetteLibrary *self,
                           GPtrArray      *rows)
{
  GPtrArray *headlines = g_ptr_array_new_full (rows->len, g_object_unref);
  g_autoptr(GArray) late = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < rows->len; i++)
    {
      GazetteRow *row = g_ptr_array_index (rows, i);
      GazetteHeadline *headline = gazette_library_dup_headline (self, row->id);

      if (!gazette_headline_get_loaded (headline) && (gint) (self->changed_at - row->n_writes) > 0)
        g_array_append_val (late, row->id);
      gazette_headline_apply (headline, row);
      g_ptr_array_add (headlines, headline);
    }

  reload_headlines (self, late);

  return headlines;
}

static void take_index_step (GazetteLibrary *self);

static DexFuture *
index_step_cb (DexFuture *future,
               gpointer   user_data)
{
  GazetteLibrary *self = user_data;
  g_autoptr(DexPromise) indexing = NULL;
  g_autoptr(GError) error = NULL;
  const GValue *is_more = dex_future_get_value (future, &error);

  if (is_more != NULL && self->is_open && (g_value_get_boolean (is_more) || self->index_again))
    {
      take_index_step (self);
      return NULL;
    }

  indexing = g_steal_pointer (&self->indexing);
  if (error != NULL)
    dex_promise_reject (indexing, g_steal_pointer (&error));
  else
    dex_promise_resolve_boolean (indexing, TRUE);

  return NULL;
}

/* What else is to be written comes between two steps. */
static void
take_index_step (GazetteLibrary *self)
{
  DexFuture *future = gazette_library_write (self, gazette_library_ask (self, gazette_index_write_step, 0),
                                             GAZETTE_DURABLE_NO);

  self->index_again = FALSE;
  dex_future_disown (dex_future_finally (future, index_step_cb, g_object_ref (self), g_object_unref));
}

/**
 * gazette_library_index_all:
 * @self: a library
 *
 * Takes what has changed into the index of words, step by step, in the
 * background. A library that is open does that by itself soon after each change.
 *
 * Returns: (transfer full): a future for %TRUE, when all that there was can be
 *   found, or the library was closed
 */
DexFuture *
gazette_library_index_all (GazetteLibrary *self)
{
  DexFuture *future;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  self->index_again = self->indexing != NULL;
  if (self->indexing != NULL)
    return dex_ref (DEX_FUTURE (self->indexing));

  self->indexing = dex_promise_new ();
  future = dex_ref (DEX_FUTURE (self->indexing));
  take_index_step (self);

  return future;
}

/**
 * gazette_library_mend_index:
 * @self: a library
 *
 * Begins the index of words anew because it is damaged; once in the life of a
 * library, as a disk that fails damages it again. Main thread only.
 */
void
gazette_library_mend_index (GazetteLibrary *self)
{
  if (!self->was_mended)
    dex_future_disown (gazette_library_index_anew (self));
  self->was_mended = TRUE;
}

static void
checked_cb (GazetteCondition condition,
            gpointer         user_data)
{
  GazetteLibrary *self = user_data;

  if (condition == GAZETTE_CONDITION_INDEX_DAMAGED)
    gazette_library_mend_index (self);
  else if (condition == GAZETTE_CONDITION_DAMAGED)
    g_signal_emit (self, signals[DAMAGED], 0);
}

static DexFuture *
opened_cb (DexFuture *future,
           gpointer   user_data)
{
  GazetteLibrary *self = user_data;

  self->is_open = TRUE;
  self->upkeep = gazette_upkeep_new (self->store, checked_cb, self);
  queue_index (self);

  return dex_future_new_for_object (self);
}

/**
 * gazette_library_open:
 * @folder: where everything is kept; made when it is absent
 *
 * Opens a library. Several may be open on one folder, in several processes;
 * each tells only of its own changes.
 *
 * Rejected with %GAZETTE_ERROR_LIBRARY when the folder may not be written, or when
 * a newer version of the program has used it. One that is damaged is set aside in
 * the same folder; its newest copy takes its place, with what can still be read
 * of it: see gazette_library_get_note(). Nothing is ever deleted to make it open.
 *
 * Returns: (transfer full): a future for the #GazetteLibrary
 */
DexFuture *
gazette_library_open (const char *folder)
{
  GazetteLibrary *self;
  DexFuture *future;

  dex_return_error_if_fail (folder != NULL);

  self = g_object_new (GAZETTE_TYPE_LIBRARY, NULL);
  self->store = gazette_store_new (folder);
  future = gazette_worker_run (self->writer,
                               open_on_thread,
                               gazette_store_ref (self->store),
                               (GDestroyNotify) gazette_store_unref);

  return dex_future_then (future, opened_cb, self, g_object_unref);
}

/**
 * gazette_library_get_is_new:
 * @self: a library
 *
 * Returns: whether it was made when it was opened
 */
gboolean
gazette_library_get_is_new (GazetteLibrary *self)
{
  g_return_val_if_fail (GAZETTE_IS_LIBRARY (self), FALSE);

  return gazette_store_get_is_new (self->store);
}

/**
 * gazette_library_get_note:
 * @self: a library
 *
 * Returns: (transfer none) (nullable): what was done at its opening because it
 *   was damaged, in plain words; %NULL if it was not
 */
const char *
gazette_library_get_note (GazetteLibrary *self)
{
  g_return_val_if_fail (GAZETTE_IS_LIBRARY (self), NULL);

  return gazette_store_get_note (self->store);
}

/**
 * gazette_library_check:
 * @self: an open library
 *
 * Looks whether it is sound, and, if it is, copies it when the newest copy is
 * older than a day; both in the background. A library that is open does that by
 * itself once a day. What is damaged is told by GazetteLibrary::damaged, and is
 * repaired when the library is opened again.
 *
 * Rejected with %GAZETTE_ERROR_LIBRARY when it could not be copied.
 *
 * Returns: (transfer full): a future that resolves once that is done
 */
DexFuture *
gazette_library_check (GazetteLibrary *self)
{
  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));
  dex_return_error_if_fail (self->is_open);

  return gazette_upkeep_run (self->upkeep);
}

/**
 * gazette_library_rest:
 * @self: a library
 *
 * Gives back the memory that was needed for something that is done, once what is
 * asked to be written is. What is asked later takes hardly longer.
 */
void
gazette_library_rest (GazetteLibrary *self)
{
  g_return_if_fail (GAZETTE_IS_LIBRARY (self));

  dex_future_disown (gazette_worker_run (self->writer,
                                         rest_on_thread,
                                         gazette_store_ref (self->store),
                                         (GDestroyNotify) gazette_store_unref));
}

static DexFuture *
close_cb (DexFuture *future,
          gpointer   user_data)
{
  GazetteLibrary *self = user_data;

  return gazette_worker_run (self->writer,
                             close_on_thread,
                             gazette_store_ref (self->store),
                             (GDestroyNotify) gazette_store_unref);
}

/**
 * gazette_library_close:
 * @self: a library
 *
 * Closes it once all that was asked to be written is written. What is asked of
 * it later is rejected with %GAZETTE_ERROR_LIBRARY. A library that is dropped
 * closes itself, but nobody can wait for that.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_library_close (GazetteLibrary *self)
{
  DexFuture *upkeep;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  self->is_open = FALSE;
  g_clear_handle_id (&self->index_source, g_source_remove);
  upkeep = self->upkeep != NULL ? gazette_upkeep_stop (self->upkeep) : NULL;

  return upkeep != NULL ? dex_future_finally (upkeep, close_cb, g_object_ref (self), g_object_unref)
                        : close_cb (NULL, self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-error.h"
#include "gazette-library-private.h"
#include "gazette-worker.h"

struct _GazetteLibrary
{
  GObject        parent_instance;

  GazetteStore  *store;
  GazetteWorker *writer;
  GazetteWorker *readers;
  gboolean       is_open;

  /* Every headline that somebody holds, by id; not owned. Shared with the
   * headlines, which leave it when they go, perhaps after the library. */
  GHashTable    *headlines;
};

G_DEFINE_FINAL_TYPE (GazetteLibrary, gazette_library, G_TYPE_OBJECT)

enum {
  SOURCES_CHANGED,
  ARTICLES_CHANGED,
  ARTICLE_CHANGED,
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

static gboolean
read_on_thread (gpointer   data,
                GValue    *result,
                GError   **error)
{
  GazetteRequest *request = data;
  GazetteDatabase *database = gazette_store_take_reader (request->store);
  gboolean success;

  /* All that one request reads is of one and the same moment. */
  success = gazette_database_execute (database, "BEGIN", error);
  if (success)
    success = gazette_database_end (database, request->func (request, database, result, error), error);

  gazette_store_give_reader (request->store, database);

  return success;
}

static gboolean
write_on_thread (gpointer   data,
                 GValue    *result,
                 GError   **error)
{
  GazetteRequest *request = data;
  GazetteDatabase *database = gazette_store_get_writer (request->store);

  return gazette_database_begin (database, request->durable, error) &&
         gazette_database_end (database, request->func (request, database, result, error), error);
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

static DexFuture *
rows_loaded_cb (DexFuture *future,
                gpointer   user_data)
{
  const GValue *value = dex_future_get_value (future, NULL);
  g_autoptr(GPtrArray) headlines = gazette_library_take_rows (user_data, g_value_get_boxed (value));

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&headlines));
}

/* Reads the rows of those of the articles that somebody shows. */
static void
reload_headlines (GazetteLibrary *self,
                  GArray         *ids)
{
  g_autoptr(GazetteRequest) request = NULL;

  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      if (!g_hash_table_contains (self->headlines, &id))
        continue;

      if (request == NULL)
        {
          request = gazette_library_ask (self, gazette_rows_read_list, 0);
          request->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
        }
      g_array_append_val (request->ids, id);
    }

  if (request != NULL)
    dex_future_disown (gazette_library_load_headlines (self, g_steal_pointer (&request)));
}

static DexFuture *
report_cb (DexFuture *future,
           gpointer   user_data)
{
  Report *report = user_data;
  GazetteLibrary *self = report->library;
  GazetteRequest *request = report->request;

  if (request->changed_ids != NULL)
    reload_headlines (self, request->changed_ids);

  if (request->articles_changed)
    g_signal_emit (self, signals[ARTICLES_CHANGED], 0, request->articles_source_id);

  for (guint i = 0; request->changed_ids != NULL && i < request->changed_ids->len; i++)
    g_signal_emit (self, signals[ARTICLE_CHANGED], 0, g_array_index (request->changed_ids, gint64, i));

  if (request->sources_changed)
    g_signal_emit (self, signals[SOURCES_CHANGED], 0);

  return dex_ref (future);
}

/* Takes the request. It is done, and what it changed told, even if the future is
 * dropped. */
static DexFuture *
write_request (GazetteLibrary *self,
               GazetteRequest *request,
               GazetteDurable  durable)
{
  Report *report = g_new0 (Report, 1);
  DexFuture *future;

  request->durable = durable;
  report->library = g_object_ref (self);
  report->request = gazette_request_ref (request);

  future = gazette_worker_run (self->writer, write_on_thread, request, (GDestroyNotify) gazette_request_unref);
  future = dex_future_then (future, report_cb, report, report_free);
  dex_future_disown (dex_ref (future));

  return future;
}

static void
gazette_library_dispose (GObject *object)
{
  GazetteLibrary *self = GAZETTE_LIBRARY (object);

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
                  G_TYPE_NONE, 0);
  signals[ARTICLES_CHANGED] =
    g_signal_new ("articles-changed", GAZETTE_TYPE_LIBRARY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[ARTICLE_CHANGED] =
    g_signal_new ("article-changed", GAZETTE_TYPE_LIBRARY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_INT64);
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
 *
 * Returns: (transfer full): a future for its result
 */
DexFuture *
gazette_library_read (GazetteLibrary *self,
                      GazetteRequest *request)
{
  return gazette_worker_run (self->readers, read_on_thread, request, (GDestroyNotify) gazette_request_unref);
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
  return dex_future_then (gazette_library_read (self, request), rows_loaded_cb, g_object_ref (self), g_object_unref);
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
 * Main thread only.
 *
 * Returns: (transfer full) (element-type GazetteHeadline): their headlines,
 *   loaded, in the same order
 */
GPtrArray *
gazette_library_take_rows (GazetteLibrary *self,
                           GPtrArray      *rows)
{
  GPtrArray *headlines = g_ptr_array_new_full (rows->len, g_object_unref);

  for (guint i = 0; i < rows->len; i++)
    {
      GazetteRow *row = g_ptr_array_index (rows, i);
      GazetteHeadline *headline = gazette_library_dup_headline (self, row->id);

      gazette_headline_apply (headline, row);
      g_ptr_array_add (headlines, headline);
    }

  return headlines;
}

static DexFuture *
opened_cb (DexFuture *future,
           gpointer   user_data)
{
  GazetteLibrary *self = user_data;

  self->is_open = TRUE;

  return dex_future_new_for_object (self);
}

/**
 * gazette_library_open:
 * @folder: where everything is kept; made when it is absent
 *
 * Opens a library. Several may be open on one folder, in several processes;
 * each tells only of its own changes.
 *
 * Rejected with %GAZETTE_ERROR_LIBRARY when the folder may not be written, when
 * a newer version of the program has used it, or when it is damaged. Nothing is
 * ever deleted to make it open.
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
  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  self->is_open = FALSE;

  return gazette_worker_run (self->writer,
                             close_on_thread,
                             gazette_store_ref (self->store),
                             (GDestroyNotify) gazette_store_unref);
}

/**
 * gazette_library_list_sources:
 * @self: a library
 *
 * Returns: (transfer full): a future for a #GPtrArray of #GazetteSource with
 *   their counts, in the order of their titles
 */
DexFuture *
gazette_library_list_sources (GazetteLibrary *self)
{
  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  return gazette_library_read (self, gazette_library_ask (self, gazette_sources_read_list, 0));
}

/**
 * gazette_library_load_source:
 * @self: a library
 * @source_id: a source
 *
 * Rejected with %GAZETTE_ERROR_NOT_FOUND when it was removed.
 *
 * Returns: (transfer full): a future for the #GazetteSource
 */
DexFuture *
gazette_library_load_source (GazetteLibrary *self,
                             gint64          source_id)
{
  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  return gazette_library_read (self, gazette_library_ask (self, gazette_sources_read, source_id));
}

/**
 * gazette_library_load_counts:
 * @self: a library
 *
 * Returns: (transfer full): a future for the #GazetteCounts
 */
DexFuture *
gazette_library_load_counts (GazetteLibrary *self)
{
  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  return gazette_library_read (self, gazette_library_ask (self, gazette_sources_read_counts, 0));
}

/**
 * gazette_library_add_source:
 * @self: a library
 * @source: what to add; its id and counts are ignored
 * @edition: (nullable): what a fetch brought of it
 *
 * Adds a source and its articles. What the edition says of the source fills in
 * what @source does not know; a title that equals the address is none. A source
 * that was removed comes back, with those of its articles that are still there.
 *
 * Rejected with %GAZETTE_ERROR_EXISTS when there is one with this address.
 *
 * Returns: (transfer full): a future for the row of the source, a gint64
 */
DexFuture *
gazette_library_add_source (GazetteLibrary *self,
                            GazetteSource  *source,
                            GazetteEdition *edition)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));
  dex_return_error_if_fail (source != NULL);

  request = gazette_library_ask (self, gazette_sources_write_new, 0);
  request->source = gazette_source_ref (source);
  request->edition = edition != NULL ? gazette_edition_ref (edition) : NULL;

  return write_request (self, request, GAZETTE_DURABLE_YES);
}

/**
 * gazette_library_store_edition:
 * @self: a library
 * @source: the source as it is after the fetch; its counts are ignored
 * @edition: what the fetch brought
 *
 * Writes all fields of the source, filled in as gazette_library_add_source()
 * does, and the articles: new ones, and those that differ from what is known,
 * which keep whether they were read. A saved article stays as it was saved. An
 * article without a date, or with one to come, is placed by when it was first
 * seen.
 *
 * Rejected with %GAZETTE_ERROR_NOT_FOUND when the source is not there.
 *
 * Returns: (transfer full): a future for the number of new articles, a guint
 */
DexFuture *
gazette_library_store_edition (GazetteLibrary *self,
                               GazetteSource  *source,
                               GazetteEdition *edition)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));
  dex_return_error_if_fail (source != NULL);
  dex_return_error_if_fail (edition != NULL);

  request = gazette_library_ask (self, gazette_sources_write_edition, source->id);
  request->source = gazette_source_ref (source);
  request->edition = gazette_edition_ref (edition);

  return write_request (self, request, GAZETTE_DURABLE_NO);
}

/**
 * gazette_library_update_source:
 * @self: a library
 * @source: the source as it should be; its counts are ignored
 *
 * Writes all fields of a source. An address that another source has is not
 * taken over. Rejected with %GAZETTE_ERROR_NOT_FOUND when it is not there.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_library_update_source (GazetteLibrary *self,
                               GazetteSource  *source)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));
  dex_return_error_if_fail (source != NULL);

  request = gazette_library_ask (self, gazette_sources_write, source->id);
  request->source = gazette_source_ref (source);

  return write_request (self, request, GAZETTE_DURABLE_NO);
}

static DexFuture *
write_removed (GazetteLibrary *self,
               gint64          source_id,
               gboolean        removed)
{
  GazetteRequest *request = gazette_library_ask (self, gazette_sources_write_removed, source_id);

  request->number = removed;

  return write_request (self, request, GAZETTE_DURABLE_YES);
}

/**
 * gazette_library_remove_source:
 * @self: a library
 * @source_id: a source
 *
 * Hides a source and its articles, but for the saved ones, which stay among the
 * saved. gazette_library_restore_source() undoes it.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_library_remove_source (GazetteLibrary *self,
                               gint64          source_id)
{
  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  return write_removed (self, source_id, TRUE);
}

/**
 * gazette_library_restore_source:
 * @self: a library
 * @source_id: a source that was removed
 *
 * Shows it again with all that is kept of it. Rejected with
 * %GAZETTE_ERROR_NOT_FOUND when nothing is.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_library_restore_source (GazetteLibrary *self,
                                gint64          source_id)
{
  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  return write_removed (self, source_id, FALSE);
}

/**
 * gazette_library_purge_removed:
 * @self: a library
 *
 * Forgets removed sources for good, once there is no more Undo for them: at the
 * start of the program. Their saved articles stay.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_library_purge_removed (GazetteLibrary *self)
{
  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  return write_request (self, gazette_library_ask (self, gazette_sources_purge, 0), GAZETTE_DURABLE_NO);
}

/**
 * gazette_library_load_article:
 * @self: a library
 * @article_id: an article
 *
 * Rejected with %GAZETTE_ERROR_NOT_FOUND when it is not there.
 *
 * Returns: (transfer full): a future for the #GazetteStored
 */
DexFuture *
gazette_library_load_article (GazetteLibrary *self,
                              gint64          article_id)
{
  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  return gazette_library_read (self, gazette_library_ask (self, gazette_articles_read, article_id));
}

/**
 * gazette_library_list_more:
 * @self: a library
 * @article_id: an article
 * @n: how many at most
 *
 * Reads the headlines that follow an article in its source: older ones, newest
 * first, and where there are too few also the newest of those above it.
 *
 * Returns: (transfer full): a future for a #GPtrArray of #GazetteHeadline, all
 *   of them loaded; empty when there are no others
 */
DexFuture *
gazette_library_list_more (GazetteLibrary *self,
                           gint64          article_id,
                           guint           n)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  request = gazette_library_ask (self, gazette_rows_read_more, article_id);
  request->number = n;

  return gazette_library_load_headlines (self, request);
}

/**
 * gazette_library_set_read:
 * @self: a library
 * @article_id: an article
 * @read: whether it was read
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_library_set_read (GazetteLibrary *self,
                          gint64          article_id,
                          gboolean        read)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  request = gazette_library_ask (self, gazette_articles_write_read, article_id);
  request->number = read;

  return write_request (self, request, GAZETTE_DURABLE_NO);
}

/**
 * gazette_library_set_saved:
 * @self: a library
 * @article_id: an article
 * @saved: the new state
 * @note: (nullable): why it is not complete, in plain words
 *
 * Saves an article or not. When the future resolves, the state, and all that
 * was kept before, is on the disk. An article that is not saved any more keeps
 * its pictures until gazette_library_clean() is called by a later run of the
 * program, so that Undo brings it back whole, also without a network.
 *
 * Rejected with %GAZETTE_ERROR_NOT_FOUND when the article is not there.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_library_set_saved (GazetteLibrary    *self,
                           gint64             article_id,
                           GazetteSavedState  saved,
                           const char        *note)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));
  dex_return_error_if_fail (saved <= GAZETTE_SAVED_INCOMPLETE);

  request = gazette_library_ask (self, gazette_articles_write_saved, article_id);
  request->number = saved;
  request->text = g_strdup (note);

  return write_request (self, request, GAZETTE_DURABLE_YES);
}

/**
 * gazette_library_list_saving:
 * @self: a library
 *
 * Returns: (transfer full): a future for a #GArray of gint64 (boxed as
 *   %G_TYPE_ARRAY): the articles that are %GAZETTE_SAVED_SAVING, newest first
 */
DexFuture *
gazette_library_list_saving (GazetteLibrary *self)
{
  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  return gazette_library_read (self, gazette_library_ask (self, gazette_articles_read_saving, 0));
}

/**
 * gazette_library_keep_picture:
 * @self: a library
 * @article_id: the article that shows it
 * @url: where it comes from, as the article says it
 * @bytes: the picture
 *
 * Keeps a picture of an article. Equal pictures are kept once. Its file is on
 * the disk when the future resolves.
 *
 * Rejected with %GAZETTE_ERROR_NOT_FOUND when the article is not there, with
 * %GAZETTE_ERROR_LIBRARY when it could not be written.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_library_keep_picture (GazetteLibrary *self,
                              gint64          article_id,
                              const char     *url,
                              GBytes         *bytes)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));
  dex_return_error_if_fail (url != NULL);
  dex_return_error_if_fail (bytes != NULL);

  request = gazette_library_ask (self, gazette_keep_write_picture, article_id);
  request->text = g_strdup (url);
  request->bytes = g_bytes_ref (bytes);

  return write_request (self, request, GAZETTE_DURABLE_NO);
}

/**
 * gazette_library_load_picture:
 * @self: a library
 * @url: where it comes from
 *
 * Rejected with %GAZETTE_ERROR_NOT_FOUND when it is not kept.
 *
 * Returns: (transfer full): a future for the picture, a #GBytes
 */
DexFuture *
gazette_library_load_picture (GazetteLibrary *self,
                              const char     *url)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));
  dex_return_error_if_fail (url != NULL);

  request = gazette_library_ask (self, gazette_keep_read_picture, 0);
  request->text = g_strdup (url);

  return gazette_library_read (self, request);
}

/**
 * gazette_library_clean:
 * @self: a library
 *
 * Removes pictures of articles that are not saved any more, and files that
 * earlier runs of the program left half-way. Never one of a saved article, and
 * none of what was unsaved since the library was opened.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_library_clean (GazetteLibrary *self)
{
  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  return write_request (self, gazette_library_ask (self, gazette_keep_clean, 0), GAZETTE_DURABLE_NO);
}

/**
 * gazette_library_load_setting:
 * @self: a library
 * @name: what it is called
 *
 * Returns: (transfer full): a future for a string, %NULL when it has no value
 */
DexFuture *
gazette_library_load_setting (GazetteLibrary *self,
                              const char     *name)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));
  dex_return_error_if_fail (name != NULL);

  request = gazette_library_ask (self, gazette_keep_read_setting, 0);
  request->text = g_strdup (name);

  return gazette_library_read (self, request);
}

/**
 * gazette_library_store_setting:
 * @self: a library
 * @name: what it is called
 * @value: (nullable): its value, %NULL to forget it
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_library_store_setting (GazetteLibrary *self,
                               const char     *name,
                               const char     *value)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));
  dex_return_error_if_fail (name != NULL);

  request = gazette_library_ask (self, gazette_keep_write_setting, 0);
  request->text = g_strdup (name);
  request->value = g_strdup (value);

  return write_request (self, request, GAZETTE_DURABLE_NO);
}

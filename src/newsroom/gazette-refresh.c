/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "gazette-error.h"
#include "gazette-fiber.h"
#include "gazette-newsroom-private.h"
#include "gazette-reading.h"
#include "gazette-url.h"

/* A source that fails is left out for five minutes, then twice as long each
 * time, up to an hour; unless a person asks for this one. */
#define FIRST_BACK_OFF (5 * 60)
#define LAST_BACK_OFF  (60 * 60)

/* One source that is being refreshed. */
typedef struct
{
  GazetteNewsroom *newsroom;
  GazetteSource   *source;
} Refreshing;

typedef struct
{
  GazetteNewsroom *newsroom;
  gint64           source_id;
} OneSource;

/* A source that failed: how often in a row, and until when it is left out; and
 * whether it takes a key to go on. */
typedef struct
{
  guint    n;
  gint64   until;
  gboolean wants_key;
} Failure;

static void
refreshing_free (gpointer data)
{
  Refreshing *refreshing = data;

  g_object_unref (refreshing->newsroom);
  gazette_source_unref (refreshing->source);
  g_free (refreshing);
}

static void
one_source_free (gpointer data)
{
  OneSource *one = data;

  g_object_unref (one->newsroom);
  g_free (one);
}

/* What is wrong on this side, or on the way, says nothing about the source. */
static gboolean
is_fault_of_source (const GError *error)
{
  return !g_error_matches (error, GAZETTE_ERROR, GAZETTE_ERROR_UNREACHABLE) &&
         !g_error_matches (error, GAZETTE_ERROR, GAZETTE_ERROR_UNKNOWN_HOST) &&
         !g_error_matches (error, GAZETTE_ERROR, GAZETTE_ERROR_TIMED_OUT);
}

static void
count_failure (GazetteNewsroom *self,
               gint64           source_id,
               const GError    *error)
{
  Failure *failure = g_hash_table_lookup (self->failures, &source_id);

  if (failure == NULL)
    {
      failure = g_new0 (Failure, 1);
      g_hash_table_insert (self->failures, g_memdup2 (&source_id, sizeof source_id), failure);
    }

  failure->until = gazette_newsroom_now () + MIN ((gint64) FIRST_BACK_OFF << MIN (failure->n, 10), LAST_BACK_OFF);
  failure->n++;
  failure->wants_key = g_error_matches (error, GAZETTE_ERROR, GAZETTE_ERROR_NEEDS_KEY);
}

static void
note_failure (GazetteNewsroom *self,
              GazetteSource   *source,
              const GError    *error)
{
  g_set_str (&source->error, error->message);
  source->not_before = gazette_fetch_error_get_retry_at (error);

  if (g_error_matches (error, GAZETTE_ERROR, GAZETTE_ERROR_GONE))
    source->ended = TRUE;
  if (is_fault_of_source (error))
    count_failure (self, source->id, error);
}

static void
note_success (GazetteNewsroom *self,
              GazetteSource   *source,
              GazetteResponse *response)
{
  GazetteDialect *dialect = gazette_dialects_lookup (self->dialects, source->dialect);

  /* One that was gone is there again, and may be asked from now on. */
  if (source->error != NULL)
    source->ended = FALSE;

  g_hash_table_remove (self->failures, &source->id);
  g_clear_pointer (&source->error, g_free);
  source->not_before = 0;
  source->fetched = gazette_newsroom_now ();

  /* A 304 may leave the validators out; those that were sent still hold. */
  if (!response->not_modified || response->etag != NULL || response->last_modified != NULL)
    {
      g_set_str (&source->etag, response->etag);
      g_set_str (&source->last_modified, response->last_modified);
    }

  if (response->moved_to != NULL)
    {
      g_free (source->url);
      source->url = dialect != NULL ? gazette_dialect_dup_source_url (dialect, response->moved_to)
                                    : g_strdup (response->moved_to);
    }
}

static void
note_news (GazetteNewsroom     *self,
           const GazetteSource *source,
           guint                n_new)
{
  if (n_new == 0 || source->muted || source->notify == GAZETTE_NOTIFY_NEVER ||
      (source->notify == GAZETTE_NOTIFY_AS_SET && !self->tells_by_default))
    return;

  self->n_news += n_new;
  self->n_news_sources++;
  self->news_source_id = source->id;
}

static gboolean
store_answer (GazetteNewsroom  *self,
              GazetteSource    *source,
              GazetteResponse  *response,
              GError          **error)
{
  g_autoptr(GazetteReading) reading = NULL;
  g_autoptr(GError) reason = NULL;
  guint n_new;

  if (response->not_modified)
    {
      note_success (self, source, response);
      return dex_await (gazette_library_update_source (self->library, source), error);
    }

  reading = dex_await_boxed (gazette_reading_run_response (self->dialects, source->dialect, response, GAZETTE_READ_PLAINLY), error);
  if (reading == NULL)
    return FALSE;
  if (reading->edition == NULL)
    {
      g_propagate_error (error, g_error_copy (reading->error));
      return FALSE;
    }

  note_success (self, source, response);
  source->ended = reading->edition->ended;
  /* Those without validators send what they have again and again. */
  if (g_strcmp0 (g_hash_table_lookup (self->digests, &source->id), reading->digest) == 0)
    return dex_await (gazette_library_update_source (self->library, source), error);

  g_set_str (&source->dialect, reading->edition->dialect);
  n_new = dex_await_uint (gazette_library_store_edition (self->library, source, reading->edition), &reason);
  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }

  note_news (self, source, n_new);
  g_hash_table_insert (self->digests, g_memdup2 (&source->id, sizeof source->id), g_strdup (reading->digest));

  return TRUE;
}

static gboolean
refresh_source (GazetteNewsroom  *self,
                GazetteSource    *known,
                GError          **error)
{
  g_autoptr(GazetteSource) source = gazette_source_copy (known);
  g_autoptr(GazetteResponse) response = NULL;
  g_autoptr(GError) reason = NULL;
  GazetteQuestion question = { .url = source->url, .etag = source->etag, .last_modified = source->last_modified };

  response = gazette_newsroom_ask (self, NULL, gazette_dialects_lookup (self->dialects, source->dialect), &question,
                                   &reason);
  gazette_newsroom_note_attempt (self, source->id, reason == NULL || is_fault_of_source (reason));
  if (response != NULL && store_answer (self, source, response, &reason))
    return TRUE;

  /* A library that fails cannot keep the reason, and a source that is not
   * there any more needs none. */
  if (!gazette_newsroom_is_cancelled (reason) && (response == NULL ||
      !(gazette_error_is_of_library (reason) ||
        g_error_matches (reason, GAZETTE_ERROR, GAZETTE_ERROR_NOT_FOUND))))
    {
      g_autoptr(GazetteSource) failed = gazette_source_copy (known);

      note_failure (self, failed, reason);
      dex_await (gazette_library_update_source (self->library, failed), NULL);
    }

  g_propagate_error (error, g_steal_pointer (&reason));

  return FALSE;
}

static void
count_one_done (GazetteNewsroom *self)
{
  /* Late, of a refresh that was ended. */
  if (self->refresh == NULL)
    return;

  self->n_refreshed++;
  gazette_newsroom_set_refresh_state (self, TRUE, (double) self->n_refreshed / self->n_to_refresh);
}

static DexFuture *
refresh_one_fiber (gpointer user_data)
{
  Refreshing *refreshing = user_data;
  GazetteNewsroom *self = refreshing->newsroom;
  g_autofree char *host = gazette_url_dup_host (refreshing->source->url);
  DexFuture *turn = gazette_limiter_acquire (self->refresh_limiter, host != NULL ? host : "");
  g_autoptr(GazettePermit) permit = NULL;
  g_autoptr(GError) error = NULL;

  permit = dex_await_boxed (gazette_newsroom_until (self, NULL, turn), &error);
  if (permit == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  /* Why it failed is noted with the source; the others go on. */
  if (!refresh_source (self, refreshing->source, &error) && gazette_newsroom_is_cancelled (error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  count_one_done (self);

  return dex_future_new_true ();
}

/*
 * gazette_newsroom_get_rest:
 * @self: a newsroom
 * @source: a source
 *
 * Returns: until when it is left alone, since its server wants that or since it
 *   failed; seconds since 1970 UTC, 0 for no such moment
 */
gint64
gazette_newsroom_get_rest (GazetteNewsroom     *self,
                           const GazetteSource *source)
{
  const Failure *failure = g_hash_table_lookup (self->failures, &source->id);

  return failure != NULL ? MAX (failure->until, source->not_before) : source->not_before;
}

static gboolean
may_be_asked (GazetteNewsroom     *self,
              GazetteSource       *source,
              const GazetteClocks *now)
{
  if (g_hash_table_contains (self->refreshed, &source->id))
    return FALSE;
  if (!self->refreshes_all)
    return gazette_newsroom_get_wait (self, source, now) <= gazette_schedule_get_slack (&self->schedule) &&
           gazette_newsroom_get_rest (self, source) <= now->wall;

  return !source->ended && gazette_newsroom_get_rest (self, source) <= now->wall &&
         gazette_url_has_web_scheme (source->url);
}

static gboolean
refresh_sources (GazetteNewsroom  *self,
                 GPtrArray        *sources,
                 GError          **error)
{
  g_autoptr(GPtrArray) tasks = g_ptr_array_new_with_free_func (dex_unref);
  GazetteClocks now = { 0 };

  gazette_clocks_read (&now);
  for (guint i = 0; i < sources->len; i++)
    {
      GazetteSource *source = sources->pdata[i];
      Refreshing *refreshing;

      if (!may_be_asked (self, source, &now))
        continue;

      g_hash_table_add (self->refreshed, g_memdup2 (&source->id, sizeof source->id));
      refreshing = g_new0 (Refreshing, 1);
      refreshing->newsroom = g_object_ref (self);
      refreshing->source = gazette_source_ref (source);
      g_ptr_array_add (tasks, gazette_fiber_spawn (refresh_one_fiber, refreshing, refreshing_free));
    }

  self->n_refreshed = 0;
  self->n_to_refresh = tasks->len;

  return tasks->len == 0 || dex_await (dex_future_allv ((DexFuture **) tasks->pdata, tasks->len), error);
}

static DexFuture *
refresh_fiber (gpointer user_data)
{
  GazetteNewsroom *self = user_data;
  g_autoptr(GPtrArray) sources = NULL;
  g_autoptr(GError) error = NULL;
  gboolean was_all;

  sources = dex_await_boxed (gazette_library_list_sources (self->library), &error);
  if (sources == NULL || !gazette_newsroom_is_wanted (self, NULL, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  /* A person may ask for all while those that are due are asked. */
  do
    {
      was_all = self->refreshes_all;
      if (!refresh_sources (self, sources, &error))
        return dex_future_new_for_error (g_steal_pointer (&error));
    }
  while (was_all != self->refreshes_all);

  return dex_future_new_true ();
}

static DexFuture *
refreshed_cb (DexFuture *future,
              gpointer   user_data)
{
  GazetteNewsroom *self = user_data;

  dex_clear (&self->refresh);
  g_hash_table_remove_all (self->refreshed);
  gazette_newsroom_emit_news (self);
  gazette_newsroom_set_refresh_state (self, FALSE, 0);

  return dex_ref (future);
}

static DexFuture *
begin_refresh (GazetteNewsroom *self,
               gboolean         all)
{
  DexFuture *task;

  if (!dex_future_is_pending (DEX_FUTURE (self->closing)))
    return DEX_FUTURE (dex_ref (self->closing));

  self->refreshes_all = all;
  self->n_news = 0;
  self->n_news_sources = 0;
  gazette_newsroom_set_refresh_state (self, TRUE, 0);
  task = gazette_newsroom_spawn (self, NULL, refresh_fiber, g_object_ref (self), g_object_unref);
  self->refresh = dex_future_finally (task, refreshed_cb, g_object_ref (self), g_object_unref);
  /* It goes on when the one who asked for it does not wait. */
  dex_future_disown (dex_ref (self->refresh));

  return dex_ref (self->refresh);
}

/**
 * gazette_newsroom_refresh:
 * @self: a newsroom
 *
 * Asks all sources that may be asked for news. Whoever calls it while it runs
 * joins. What goes wrong with one source is noted with it and keeps it from
 * being asked for a while; the others are refreshed all the same.
 *
 * Rejected when the library cannot be read and when the newsroom closes.
 *
 * Returns: (transfer full): a future for %TRUE, when every source has been asked
 */
DexFuture *
gazette_newsroom_refresh (GazetteNewsroom *self)
{
  dex_return_error_if_fail (GAZETTE_IS_NEWSROOM (self));

  if (self->refresh == NULL)
    return begin_refresh (self, TRUE);

  self->refreshes_all = TRUE;

  return dex_ref (self->refresh);
}

/*
 * gazette_newsroom_refresh_due:
 * @self: a newsroom with a schedule
 *
 * Asks the sources that are due, and those that are soon.
 *
 * Returns: (transfer full): as gazette_newsroom_refresh() does
 */
DexFuture *
gazette_newsroom_refresh_due (GazetteNewsroom *self)
{
  return self->refresh == NULL ? begin_refresh (self, FALSE) : dex_ref (self->refresh);
}

/**
 * gazette_newsroom_set_tells:
 * @self: a newsroom
 * @by_default: whether #GazetteNewsroom::news tells of sources of which nothing
 *   else is wanted
 */
void
gazette_newsroom_set_tells (GazetteNewsroom *self,
                            gboolean         by_default)
{
  g_return_if_fail (GAZETTE_IS_NEWSROOM (self));

  self->tells_by_default = by_default;
}

/*
 * gazette_newsroom_check_rest:
 * @source: a source
 * @error: return location for a %GAZETTE_ERROR_TOO_MANY_REQUESTS
 *
 * Returns: whether its server wants to be asked
 */
gboolean
gazette_newsroom_check_rest (const GazetteSource  *source,
                             GError              **error)
{
  g_autoptr(GDateTime) moment = NULL;
  g_autoptr(GError) reason = NULL;
  g_autofree char *time = NULL;

  if (source->not_before <= gazette_newsroom_now ())
    return TRUE;

  moment = g_date_time_new_from_unix_local (source->not_before);
  time = g_date_time_format (moment, "%X");
  reason = g_error_new (GAZETTE_ERROR, GAZETTE_ERROR_TOO_MANY_REQUESTS,
                        /* TRANSLATORS: %s is a time of day */
                        _("This source asks not to be disturbed until %s. Try again then."), time);
  gazette_error_set_retry_at (reason, source->not_before);
  g_propagate_error (error, g_steal_pointer (&reason));

  return FALSE;
}

/*
 * gazette_newsroom_ask_anew:
 * @self: a newsroom
 * @source: a source
 * @error: return location for an error
 *
 * Refreshes a source as if nothing were known of its last answer. In a fiber.
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_newsroom_ask_anew (GazetteNewsroom  *self,
                           GazetteSource    *source,
                           GError          **error)
{
  g_autoptr(GazetteSource) known = gazette_source_copy (source);

  g_clear_pointer (&known->etag, g_free);
  g_clear_pointer (&known->last_modified, g_free);
  g_hash_table_remove (self->digests, &source->id);

  return refresh_source (self, known, error);
}

static DexFuture *
refresh_source_fiber (gpointer user_data)
{
  OneSource *one = user_data;
  g_autoptr(GazetteSource) source = NULL;
  g_autoptr(GError) error = NULL;

  source = dex_await_boxed (gazette_library_load_source (one->newsroom->library, one->source_id), &error);
  if (source == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (!gazette_newsroom_check_rest (source, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (!gazette_url_is_web (source->url))
    return dex_future_new_true ();

  if (!refresh_source (one->newsroom, source, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_true ();
}

/**
 * gazette_newsroom_refresh_source:
 * @self: a newsroom
 * @source_id: a source
 *
 * Asks one source for news, also one that has ended or that failed just now.
 * Rejected with why that failed, and with %GAZETTE_ERROR_TOO_MANY_REQUESTS when
 * its server wants to be left alone for a while.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_newsroom_refresh_source (GazetteNewsroom *self,
                                 gint64           source_id)
{
  OneSource *one;

  dex_return_error_if_fail (GAZETTE_IS_NEWSROOM (self));

  one = g_new0 (OneSource, 1);
  one->newsroom = g_object_ref (self);
  one->source_id = source_id;

  return gazette_newsroom_spawn (self, NULL, refresh_source_fiber, one, one_source_free);
}

/**
 * gazette_newsroom_wants_key:
 * @self: a newsroom
 * @source_id: a source
 *
 * Returns: whether it was refused for want of a key, or of a better one, when it
 *   was last asked in this run of the program
 */
gboolean
gazette_newsroom_wants_key (GazetteNewsroom *self,
                            gint64           source_id)
{
  const Failure *failure;

  g_return_val_if_fail (GAZETTE_IS_NEWSROOM (self), FALSE);

  failure = g_hash_table_lookup (self->failures, &source_id);

  return failure != NULL && failure->wants_key;
}

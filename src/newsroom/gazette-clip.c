/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pages of the web that a person saves: each becomes an article of one source, and
 * is fetched when its turn has come. What is to be done stands in the library. */

#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "gazette-clip-page.h"
#include "gazette-clip.h"
#include "gazette-error.h"
#include "gazette-newsroom-private.h"
#include "gazette-url.h"
#include "gazette-worker.h"

#define ACCEPT_PAGE "text/html, application/xhtml+xml;q=0.9, */*;q=0.5"

/* In seconds: a page that could not be had is tried again after a minute, then
 * after twice as long each time, up to six hours; so often in a row. */
#define FIRST_BACK_OFF 60
#define LAST_BACK_OFF  (6 * 60 * 60)
#define MAX_TRIES 12

/* Without a network, how long until that is tried. */
#define OFFLINE_WAIT 60

typedef struct
{
  GazetteNewsroom *newsroom;
  gint64           article_id;
} Bringing;

/* A page, and what was known of it. */
typedef struct
{
  GazetteDialects *dialects;
  GazetteArticle  *known;
  GazetteResponse *response;
  GError          *error;
} Work;

static void
clear_work (gpointer data)
{
  Work *work = data;

  g_clear_object (&work->dialects);
  g_clear_pointer (&work->known, gazette_article_unref);
  g_clear_pointer (&work->response, gazette_response_unref);
  g_clear_error (&work->error);
}

static void
work_unref (gpointer work)
{
  g_atomic_rc_box_release_full (work, clear_work);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Work, work_unref)

static void
bringing_free (gpointer data)
{
  Bringing *bringing = data;

  g_object_unref (bringing->newsroom);
  g_free (bringing);
}

static gboolean
read_on_thread (gpointer   data,
                GValue    *result,
                GError   **error)
{
  Work *work = data;
  GazetteAnswer answer = {
    .url = work->response->url,
    .body = work->response->body,
    .headers = work->response->headers,
    .content_type = work->response->content_type,
  };

  g_value_init (result, GAZETTE_TYPE_ARTICLE);
  g_value_take_boxed (result, gazette_clip_page_read (work->dialects, work->known, &answer, &work->error));

  return TRUE;
}

static DexFuture *
rested_cb (DexFuture *future,
           gpointer   user_data)
{
  return NULL;
}

/* One page of a server at a time, and a pause after it. */
static GazettePermit *
take_turn (GazetteNewsroom  *self,
           DexPromise       *stop,
           const char       *url,
           GError          **error)
{
  g_autofree char *host = gazette_url_dup_host (url);
  DexFuture *turn = gazette_limiter_acquire (self->clip_limiter, host != NULL ? host : "");

  return dex_await_boxed (gazette_newsroom_until (self, stop, turn), error);
}

static void
end_turn (GazetteNewsroom *self,
          GazettePermit   *permit)
{
  DexFuture *pause = gazette_newsroom_until (self, NULL, dex_timeout_new_msec (self->clip_pause));

  dex_future_disown (dex_future_finally (pause, rested_cb, permit, (GDestroyNotify) gazette_permit_unref));
}

/* Asks for the page and makes an article of it. With @reason there may be both: an
 * article, and why it is not all that one would like. */
static GazetteArticle *
fetch_page (GazetteNewsroom  *self,
            DexPromise       *stop,
            GazetteArticle   *known,
            GError          **reason)
{
  GazetteRequest request = { .url = known->url, .accept = ACCEPT_PAGE };
  GazettePermit *permit = take_turn (self, stop, known->url, reason);
  g_autoptr(GazetteResponse) response = NULL;
  g_autoptr(Work) work = NULL;
  GazetteArticle *article;

  if (permit == NULL)
    return NULL;
  response = dex_await_boxed (gazette_newsroom_fetch (self, stop, &request), reason);
  end_turn (self, permit);
  if (response == NULL)
    return NULL;

  work = g_atomic_rc_box_new0 (Work);
  work->dialects = g_object_ref (self->dialects);
  work->known = gazette_article_ref (known);
  work->response = g_steal_pointer (&response);
  article = dex_await_boxed (gazette_worker_run (gazette_worker_get_cpu (), read_on_thread,
                                                 g_atomic_rc_box_acquire (work), work_unref),
                             reason);
  if (article != NULL && work->error != NULL)
    g_propagate_error (reason, g_steal_pointer (&work->error));

  return article;
}

/* Notes why it could not be had, and when it is tried again. */
static gboolean
note_failure (GazetteNewsroom            *self,
              const GazetteClippingWork  *work,
              const GError               *reason,
              char                      **note,
              GError                    **error)
{
  gint64 wait = MIN ((gint64) FIRST_BACK_OFF << MIN (work->n_tries, 16), LAST_BACK_OFF);
  gint64 retry_at = gazette_fetch_error_get_retry_at (reason);
  gboolean is_passing = gazette_newsroom_may_pass (reason) && work->n_tries + 1 < MAX_TRIES;
  gboolean is_offline = gazette_newsroom_may_pass (reason) && !self->online;
  gint64 not_before = MAX (gazette_newsroom_now () + (is_offline ? OFFLINE_WAIT : wait), retry_at);
  DexFuture *noting;

  if (is_passing || is_offline)
    /* TRANSLATORS: %s is a sentence that says why a page could not be had */
    *note = g_strdup_printf (_("%s It will be tried again by itself."), reason->message);
  else
    *note = g_strdup (reason->message);

  /* Without a network it is not the page that fails. */
  noting = gazette_library_note_clipping (self->library, work->article_id,
                                          is_passing || is_offline ? GAZETTE_CLIPPING_WAITING : GAZETTE_CLIPPING_FAILED,
                                          not_before, is_offline ? NULL : reason->message);

  return dex_await (noting, error);
}

static gboolean
note_done (GazetteNewsroom            *self,
           const GazetteClippingWork  *work,
           GError                    **error)
{
  return dex_await (gazette_library_note_clipping (self->library, work->article_id, GAZETTE_CLIPPING_DONE, 0, NULL),
                    error);
}

/* Keeps what was found. It may turn out to be a page that is there already. */
static gboolean
store_page (GazetteNewsroom            *self,
            const GazetteClippingWork  *work,
            GazetteArticle             *article,
            GError                    **error)
{
  g_autoptr(GError) reason = NULL;
  gint64 id = dex_await_int64 (gazette_library_store_clipping (self->library, work->article_id, article), &reason);

  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  if (id == work->article_id)
    return TRUE;

  gazette_newsroom_follow_clippings (self);
  g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_EXISTS,
                       _("This page was saved before, by another address. It is among your saved pages."));

  return FALSE;
}

/*
 * gazette_newsroom_bring_clipping:
 * @self: a newsroom
 * @stop: the task is unwanted when it is rejected
 * @article_id: an article that is being saved
 * @note: (out) (nullable): why its page could not be had, in plain words
 * @error: return location for an error
 *
 * Fetches the page of an article that a person saved by its address, unless that
 * was done. In a fiber; any other article is left alone.
 *
 * Returns: whether there is an article to save: %FALSE with %GAZETTE_ERROR_EXISTS
 *   when it is another one, which was there before
 */
gboolean
gazette_newsroom_bring_clipping (GazetteNewsroom  *self,
                                 DexPromise       *stop,
                                 gint64            article_id,
                                 char            **note,
                                 GError          **error)
{
  g_autofree GazetteClippingWork *work = NULL;
  g_autoptr(GazetteStored) stored = NULL;
  g_autoptr(GazetteArticle) article = NULL;
  g_autoptr(GError) reason = NULL;
  gboolean success;

  *note = NULL;
  work = dex_await_boxed (gazette_library_load_clipping (self->library, article_id), error);
  if (work == NULL)
    return FALSE;
  if (work->state == GAZETTE_CLIPPING_DONE)
    return TRUE;

  stored = dex_await_boxed (gazette_library_load_article (self->library, article_id), error);
  if (stored == NULL)
    return FALSE;
  /* An import brought it. */
  if (stored->article->html != NULL || stored->article->url == NULL)
    return note_done (self, work, error);

  article = fetch_page (self, stop, stored->article, &reason);
  if (gazette_newsroom_is_cancelled (reason) || !gazette_newsroom_is_wanted (self, stop, NULL))
    return gazette_newsroom_is_wanted (self, stop, error);

  success = (article == NULL || store_page (self, work, article, error)) &&
            (reason != NULL ? note_failure (self, work, reason, note, error) : note_done (self, work, error));
  g_signal_emit_by_name (self, "clippings-changed");

  return success;
}

static gboolean
follow_later_cb (gpointer user_data)
{
  GazetteNewsroom *self = user_data;

  self->clip_timer = 0;
  gazette_newsroom_follow_clippings (self);

  return G_SOURCE_REMOVE;
}

static void
follow_in (GazetteNewsroom *self,
           gint64           seconds)
{
  g_clear_handle_id (&self->clip_timer, g_source_remove);
  self->clip_timer = g_timeout_add_seconds ((guint) CLAMP (seconds, 1, LAST_BACK_OFF), follow_later_cb, self);
}

static DexFuture *
brought_cb (DexFuture *future,
            gpointer   user_data)
{
  Bringing *bringing = user_data;
  GazetteNewsroom *self = bringing->newsroom;
  g_autoptr(GError) error = NULL;

  dex_future_get_value (future, &error);
  g_hash_table_remove (self->bringing, &bringing->article_id);
  if (!gazette_newsroom_is_wanted (self, NULL, NULL))
    return NULL;

  /* A disk that is full, say, is the same for all of them. */
  if (!self->online || gazette_error_is_of_library (error))
    follow_in (self, OFFLINE_WAIT);
  else
    gazette_newsroom_follow_clippings (self);

  return NULL;
}

static void
bring (GazetteNewsroom *self,
       gint64           article_id)
{
  Bringing *bringing;

  if (g_hash_table_contains (self->bringing, &article_id))
    return;

  bringing = g_new0 (Bringing, 1);
  bringing->newsroom = g_object_ref (self);
  bringing->article_id = article_id;
  g_hash_table_add (self->bringing, g_memdup2 (&article_id, sizeof article_id));
  dex_future_disown (dex_future_finally (gazette_newsroom_save (self, article_id), brought_cb, bringing, bringing_free));
}

static DexFuture *
due_listed_cb (DexFuture *future,
               gpointer   user_data)
{
  GazetteNewsroom *self = user_data;
  const GValue *value = dex_future_get_value (future, NULL);
  GazetteClippingsDue *due = value != NULL ? g_value_get_boxed (value) : NULL;
  guint most = self->online ? GAZETTE_MAX_CLIPPINGS_AT_ONCE : 1;

  self->is_listing_due = FALSE;
  if (due == NULL || !gazette_newsroom_is_wanted (self, NULL, NULL))
    return NULL;

  for (guint i = 0; i < due->ids->len && g_hash_table_size (self->bringing) < most; i++)
    bring (self, g_array_index (due->ids, gint64, i));
  if (due->next != 0)
    follow_in (self, due->next - gazette_newsroom_now () + 1);
  if (self->list_due_again)
    gazette_newsroom_follow_clippings (self);

  return NULL;
}

/*
 * gazette_newsroom_follow_clippings:
 * @self: a newsroom
 *
 * Begins to fetch what the library names: called when that may have changed, and
 * at the start, where it goes on with what an earlier run left.
 */
void
gazette_newsroom_follow_clippings (GazetteNewsroom *self)
{
  DexFuture *future;

  self->list_due_again = self->is_listing_due;
  if (self->is_listing_due || !gazette_newsroom_is_wanted (self, NULL, NULL))
    return;

  self->is_listing_due = TRUE;
  /* Those that are under way are named as well. */
  future = gazette_library_list_due_clippings (self->library, 2 * GAZETTE_MAX_CLIPPINGS_AT_ONCE);
  future = dex_future_finally (future, due_listed_cb, g_object_ref (self), g_object_unref);
  dex_future_disown (gazette_newsroom_until (self, NULL, future));
}

static DexFuture *
clipped_cb (DexFuture *future,
            gpointer   user_data)
{
  GazetteNewsroom *self = user_data;
  const GazetteClipped *clipped = g_value_get_boxed (dex_future_get_value (future, NULL));

  /* What a person waits for does not wait for an import. */
  if (clipped->import_id == 0 && gazette_newsroom_is_wanted (self, NULL, NULL))
    bring (self, clipped->article_id);
  gazette_newsroom_follow_clippings (self);
  g_signal_emit_by_name (self, "clippings-changed");

  return dex_ref (future);
}

/*
 * gazette_newsroom_add_clippings:
 * @self: a newsroom
 * @clippings: (element-type GazetteClipping): what to keep
 * @import_name: (nullable): the name of the file that they come from
 *
 * Returns: (transfer full): a future for a #GazetteClipped
 */
DexFuture *
gazette_newsroom_add_clippings (GazetteNewsroom *self,
                                GPtrArray       *clippings,
                                const char      *import_name)
{
  return dex_future_then (gazette_library_add_clippings (self->library, clippings, import_name), clipped_cb,
                          g_object_ref (self), g_object_unref);
}

/**
 * gazette_newsroom_clip:
 * @self: a newsroom
 * @addresses: (array zero-terminated=1): addresses of pages, as they were typed
 *   or found
 *
 * Saves pages: each is an article when the future resolves, and is fetched and
 * saved in the background, also after a restart. What cannot be had has the reason
 * as its note, and is tried again by itself where that may help. A page that was
 * saved before is that article.
 *
 * Rejected with %GAZETTE_ERROR_BAD_ADDRESS, and none saved, when one is no address.
 *
 * Returns: (transfer full): a future for a #GazetteClipped
 */
DexFuture *
gazette_newsroom_clip (GazetteNewsroom    *self,
                       const char *const  *addresses)
{
  g_autoptr(GPtrArray) clippings = g_ptr_array_new_with_free_func ((GDestroyNotify) gazette_clipping_unref);

  dex_return_error_if_fail (GAZETTE_IS_NEWSROOM (self));
  dex_return_error_if_fail (addresses != NULL && addresses[0] != NULL);

  for (guint i = 0; addresses[i] != NULL; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *url = gazette_url_from_typed (addresses[i], &error);

      if (url == NULL)
        return dex_future_new_for_error (g_steal_pointer (&error));
      g_ptr_array_add (clippings, gazette_clipping_new (url));
    }

  return gazette_newsroom_add_clippings (self, clippings, NULL);
}

/**
 * gazette_newsroom_forget_clipping:
 * @self: a newsroom
 * @article_id: a saved page
 *
 * Deletes a page that was saved, as if it had not been, and stops fetching it.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_newsroom_forget_clipping (GazetteNewsroom *self,
                                  gint64           article_id)
{
  dex_return_error_if_fail (GAZETTE_IS_NEWSROOM (self));

  /* The writer does one after the other. */
  dex_future_disown (gazette_newsroom_unsave (self, article_id));

  return gazette_library_forget_clipping (self->library, article_id);
}

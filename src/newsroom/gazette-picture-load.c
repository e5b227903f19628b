/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "gazette-error.h"
#include "gazette-fiber.h"
#include "gazette-newsroom-private.h"
#include "gazette-picture-kind.h"
#include "gazette-url.h"
#include "gazette-worker.h"

#define MAX_PICTURE_SIZE (20 * 1024 * 1024)

/* AVIF is read when it comes, but not asked for: not every system can show it. */
#define ACCEPT_PICTURES "image/webp, image/png, image/jpeg, image/gif, image/svg+xml, image/*;q=0.8, */*;q=0.1"

/* One picture on its way, for all who want it. Main thread only. */
typedef struct
{
  GazetteNewsroom *newsroom;
  char            *url;
  gboolean         to_keep;
  GPtrArray       *waiters;
  DexPromise      *stop;
} PictureLoad;

typedef struct
{
  PictureLoad *load;
  DexPromise  *promise;
} Waiter;

static void
clear_load (gpointer data)
{
  PictureLoad *load = data;

  g_object_unref (load->newsroom);
  g_free (load->url);
  g_ptr_array_unref (load->waiters);
  dex_unref (load->stop);
}

static void
load_unref (gpointer load)
{
  g_rc_box_release_full (load, clear_load);
}

static gboolean
decode_on_thread (gpointer   data,
                  GValue    *result,
                  GError   **error)
{
  GBytes *bytes = gazette_picture_decode_data_url (data, error);

  if (bytes == NULL)
    return FALSE;

  g_value_init (result, G_TYPE_BYTES);
  g_value_take_boxed (result, bytes);

  return TRUE;
}

static GBytes *
fetch_picture (PictureLoad  *load,
               GError      **error)
{
  GazetteNewsroom *self = load->newsroom;
  GazetteRequest request = {
    .url = load->url,
    .accept = ACCEPT_PICTURES,
    .max_size = MAX_PICTURE_SIZE,
    .is_linked = TRUE,
  };
  g_autoptr(GazetteResponse) response = dex_await_boxed (gazette_newsroom_fetch (self, load->stop, &request), error);

  if (response == NULL || !gazette_picture_check (response->body, error))
    return NULL;

  /* Without a cache, as on a full disk, there is still the picture. */
  if (!load->to_keep)
    dex_future_disown (gazette_picture_cache_store (self->pictures, load->url, response->body));

  return g_bytes_ref (response->body);
}

static DexFuture *
load_fiber (gpointer user_data)
{
  PictureLoad *load = user_data;
  GazetteNewsroom *self = load->newsroom;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;

  bytes = dex_await_boxed (gazette_library_load_picture (self->library, load->url), &error);
  if (bytes == NULL && !gazette_newsroom_is_cancelled (error))
    {
      g_clear_error (&error);
      bytes = dex_await_boxed (gazette_picture_cache_load (self->pictures, load->url), &error);
    }
  if (bytes == NULL && !gazette_newsroom_is_cancelled (error))
    {
      g_clear_error (&error);
      bytes = fetch_picture (load, &error);
    }

  if (bytes == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_boxed (G_TYPE_BYTES, g_steal_pointer (&bytes));
}

/* Out of the table, unless another one has taken the place. */
static void
forget_load (PictureLoad *load)
{
  if (g_hash_table_lookup (load->newsroom->picture_loads, load->url) == load)
    g_hash_table_remove (load->newsroom->picture_loads, load->url);
}

static DexFuture *
loaded_cb (DexFuture *future,
           gpointer   user_data)
{
  PictureLoad *load = user_data;
  g_autoptr(GPtrArray) waiters = g_steal_pointer (&load->waiters);
  g_autoptr(GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  load->waiters = g_ptr_array_new_with_free_func (dex_unref);
  forget_load (load);
  for (guint i = 0; i < waiters->len; i++)
    {
      if (value != NULL)
        dex_promise_resolve (waiters->pdata[i], value);
      else
        dex_promise_reject (waiters->pdata[i], g_error_copy (error));
    }

  return dex_future_new_true ();
}

static void
waiter_free (gpointer  data,
             GClosure *closure)
{
  load_unref (((Waiter *) data)->load);
  g_free (data);
}

static void
waiter_cancelled_cb (GCancellable *cancellable,
                     gpointer      user_data)
{
  Waiter *waiter = user_data;
  PictureLoad *load = waiter->load;
  g_autoptr(DexPromise) promise = dex_ref (waiter->promise);

  if (!g_ptr_array_remove_fast (load->waiters, promise))
    return;

  dex_promise_reject (promise, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled"));
  if (load->waiters->len > 0)
    return;

  forget_load (load);
  if (dex_future_is_pending (DEX_FUTURE (load->stop)))
    dex_promise_reject (load->stop, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled"));
}

/* The handler holds the load, and while it is on its way the load holds the
 * promise that the handler is of; the promise is dropped when it is done. */
static DexFuture *
join_load (PictureLoad *load)
{
  DexPromise *promise = dex_promise_new_cancellable ();
  Waiter *waiter = g_new0 (Waiter, 1);

  waiter->load = g_rc_box_acquire (load);
  waiter->promise = promise;
  g_signal_connect_data (dex_promise_get_cancellable (promise), "cancelled", G_CALLBACK (waiter_cancelled_cb),
                         waiter, waiter_free, G_CONNECT_DEFAULT);
  g_ptr_array_add (load->waiters, dex_ref (promise));

  /* A promise does not learn that nobody holds it; what waits for one does when
   * it is dropped. */
  return dex_future_first (DEX_FUTURE (promise), NULL);
}

static PictureLoad *
start_load (GazetteNewsroom *self,
            const char      *url,
            gboolean         to_keep)
{
  PictureLoad *load = g_rc_box_new0 (PictureLoad);
  DexFuture *task;

  load->newsroom = g_object_ref (self);
  load->url = g_strdup (url);
  load->to_keep = to_keep;
  load->waiters = g_ptr_array_new_with_free_func (dex_unref);
  load->stop = dex_promise_new ();
  g_hash_table_insert (self->picture_loads, load->url, load);

  task = gazette_newsroom_spawn (self, load->stop, load_fiber, g_rc_box_acquire (load), load_unref);
  dex_future_disown (dex_future_finally (task, loaded_cb, g_rc_box_acquire (load), load_unref));

  return load;
}

static DexFuture *
load_from_web (GazetteNewsroom *self,
               const char      *url,
               gboolean         to_keep)
{
  PictureLoad *load;
  DexFuture *future;

  if (!gazette_url_is_web (url))
    return dex_future_new_reject (GAZETTE_ERROR, GAZETTE_ERROR_BAD_ADDRESS,
                                  _("The picture has no address on the web."));

  if (!dex_future_is_pending (DEX_FUTURE (self->closing)))
    return DEX_FUTURE (dex_ref (self->closing));

  load = g_hash_table_lookup (self->picture_loads, url);
  if (load != NULL)
    return join_load (load);

  load = start_load (self, url, to_keep);
  future = join_load (load);
  load_unref (load);

  return future;
}

/**
 * gazette_newsroom_load_picture:
 * @self: a newsroom
 * @url: an http, https or data: address
 *
 * Gets a picture from the library, else from the cache, else from the network.
 * One that is asked for several times at once is fetched once, and no longer
 * fetched when nobody waits for it.
 *
 * Rejected with %GAZETTE_ERROR_NOT_A_PICTURE when what is there is something
 * else, and as gazette_fetcher_fetch() is.
 *
 * Returns: (transfer full): a future for the picture's bytes, a #GBytes
 */
DexFuture *
gazette_newsroom_load_picture (GazetteNewsroom *self,
                               const char      *url)
{
  dex_return_error_if_fail (GAZETTE_IS_NEWSROOM (self));
  dex_return_error_if_fail (url != NULL);

  if (g_ascii_strncasecmp (url, "data:", 5) == 0)
    return gazette_worker_run (gazette_worker_get_cpu (), decode_on_thread, g_strdup (url), g_free);

  return load_from_web (self, url, FALSE);
}

/*
 * gazette_newsroom_load_to_keep:
 * @self: a newsroom
 * @url: an http or https address
 *
 * As gazette_newsroom_load_picture(), for a picture that will be in the library
 * and is therefore of no use in the cache.
 *
 * Returns: (transfer full): a future for the picture's bytes, a #GBytes
 */
DexFuture *
gazette_newsroom_load_to_keep (GazetteNewsroom *self,
                               const char      *url)
{
  return load_from_web (self, url, TRUE);
}

typedef struct
{
  GazetteNewsroom *newsroom;
  char            *url;
} Kept;

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  g_object_unref (kept->newsroom);
  g_free (kept->url);
  g_free (kept);
}

static DexFuture *
load_kept_fiber (gpointer user_data)
{
  Kept *kept = user_data;
  g_autoptr(GBytes) bytes = dex_await_boxed (gazette_library_load_picture (kept->newsroom->library, kept->url), NULL);
  g_autoptr(GError) error = NULL;

  if (bytes == NULL)
    bytes = dex_await_boxed (gazette_picture_cache_load (kept->newsroom->pictures, kept->url), &error);
  if (bytes == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_boxed (G_TYPE_BYTES, g_steal_pointer (&bytes));
}

/**
 * gazette_newsroom_load_kept_picture:
 * @self: a newsroom
 * @url: an http, https or data: address
 *
 * As gazette_newsroom_load_picture(), but never asks the network.
 *
 * Rejected when the picture is neither in the library nor in the cache.
 *
 * Returns: (transfer full): a future for the picture's bytes, a #GBytes
 */
DexFuture *
gazette_newsroom_load_kept_picture (GazetteNewsroom *self,
                                    const char      *url)
{
  Kept *kept;

  dex_return_error_if_fail (GAZETTE_IS_NEWSROOM (self));
  dex_return_error_if_fail (url != NULL);

  if (g_ascii_strncasecmp (url, "data:", 5) == 0)
    return gazette_worker_run (gazette_worker_get_cpu (), decode_on_thread, g_strdup (url), g_free);

  kept = g_new0 (Kept, 1);
  kept->newsroom = g_object_ref (self);
  kept->url = g_strdup (url);

  return gazette_fiber_spawn (load_kept_fiber, kept, kept_free);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-error.h"
#include "gazette-net-private.h"

#define MAX_CONNECTIONS 8
#define MAX_CONNECTIONS_TO_HOST 2

/* Seconds that a connection is kept for the next request: long enough for the
 * pictures of an article, short enough not to occupy a server. */
#define KEEP_ALIVE 30

#define CONNECT_TIMEOUT 20
#define IDLE_TIMEOUT 30
#define WHOLE_TIMEOUT 300

/* RFC 9110, 10.1.5: product, version, and in brackets who it is. Nothing about
 * the person or the machine. */
#define USER_AGENT "Gazette/" PACKAGE_VERSION " (" APP_ID ")"

struct _GazetteFetcher
{
  GObject parent_instance;

  SoupSession *session; /* NULL until something is asked */
  gboolean is_over;
  GazetteLimiter *limiter;
  GazetteTimeouts timeouts;
  /* Of GazetteTransfer, which belong to themselves until they are over. */
  GHashTable *transfers;
};

G_DEFINE_FINAL_TYPE (GazetteFetcher, gazette_fetcher, G_TYPE_OBJECT)

static void
transfer_over_cb (GazetteTransfer *transfer,
                  gpointer         user_data)
{
  GazetteFetcher *self = user_data;

  g_hash_table_remove (self->transfers, transfer);
}

static gboolean
let_go_cb (gpointer user_data)
{
  return G_SOURCE_REMOVE;
}

/* What was broken off in HTTP/2 has something to say yet (RFC 9113, 5.4.2). */
static void
let_go_of_session (SoupSession *session)
{
  g_idle_add_full (G_PRIORITY_LOW, let_go_cb, session, g_object_unref);
}

static void
gazette_fetcher_dispose (GObject *object)
{
  GazetteFetcher *self = GAZETTE_FETCHER (object);
  GHashTableIter iter;
  gpointer transfer;

  /* Whoever learns of it may start or end others meanwhile. */
  while (g_hash_table_iter_init (&iter, self->transfers), g_hash_table_iter_next (&iter, &transfer, NULL))
    gazette_transfer_cancel (transfer);
  self->is_over = TRUE;
  g_clear_pointer (&self->session, let_go_of_session);

  G_OBJECT_CLASS (gazette_fetcher_parent_class)->dispose (object);
}

static void
gazette_fetcher_finalize (GObject *object)
{
  GazetteFetcher *self = GAZETTE_FETCHER (object);

  g_object_unref (self->limiter);
  g_hash_table_unref (self->transfers);

  G_OBJECT_CLASS (gazette_fetcher_parent_class)->finalize (object);
}

static void
gazette_fetcher_class_init (GazetteFetcherClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gazette_fetcher_dispose;
  object_class->finalize = gazette_fetcher_finalize;
}

static void
gazette_fetcher_init (GazetteFetcher *self)
{
  self->transfers = g_hash_table_new (NULL, NULL);
  self->limiter = gazette_limiter_new (MAX_CONNECTIONS, MAX_CONNECTIONS_TO_HOST);
  self->timeouts = (GazetteTimeouts) { CONNECT_TIMEOUT, IDLE_TIMEOUT, WHOLE_TIMEOUT };
}

/* A start that asks nothing needs none: libsoup is half a megabyte. */
static SoupSession *
make_session (void)
{
  /* Times are kept by the transfers, which know what they wait for. Cookies and
   * referrers are not in a session unless they are put there, and the languages
   * of the person are nobody's business. */
  SoupSession *session = soup_session_new_with_options ("max-conns", MAX_CONNECTIONS,
                                                        "max-conns-per-host", MAX_CONNECTIONS_TO_HOST,
                                                        "timeout", 0,
                                                        "idle-timeout", KEEP_ALIVE,
                                                        "user-agent", USER_AGENT,
                                                        "accept-language-auto", FALSE,
                                                        NULL);

  /* It would read the body of a 401 to its end, however long that is. */
  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);

  return session;
}

/**
 * gazette_fetcher_new:
 *
 * Returns: (transfer full): a fetcher that has asked nothing yet
 */
GazetteFetcher *
gazette_fetcher_new (void)
{
  return g_object_new (GAZETTE_TYPE_FETCHER, NULL);
}

/**
 * gazette_fetcher_set_timeouts:
 * @self: a fetcher
 * @timeouts: seconds, each at least 1
 *
 * Changes how long requests that are made from now on may take.
 */
void
gazette_fetcher_set_timeouts (GazetteFetcher        *self,
                              const GazetteTimeouts *timeouts)
{
  g_return_if_fail (GAZETTE_IS_FETCHER (self));
  g_return_if_fail (timeouts->connect > 0 && timeouts->idle > 0 && timeouts->whole > 0);

  self->timeouts = *timeouts;
}

static DexFuture *
pass_on_cb (DexFuture *future,
            gpointer   user_data)
{
  return dex_ref (future);
}

/**
 * gazette_fetcher_fetch:
 * @self: a fetcher
 * @request: what to ask
 *
 * Asks a server, as soon as a connection is free. Redirects are followed.
 * Dropping the future, or the fetcher, breaks it off.
 *
 * Rejected with a #GazetteError whose message names the host and can be shown,
 * and with %G_IO_ERROR_CANCELLED when the fetcher is gone.
 *
 * Returns: (transfer full): a future for a #GazetteResponse
 */
DexFuture *
gazette_fetcher_fetch (GazetteFetcher       *self,
                       const GazetteRequest *request)
{
  GazetteTransferSetting setting;
  GazetteTransfer *transfer = NULL;
  DexFuture *future;

  dex_return_error_if_fail (GAZETTE_IS_FETCHER (self));
  dex_return_error_if_fail (request != NULL && request->url != NULL);

  if (self->is_over)
    {
      if (request->progress_destroy != NULL)
        request->progress_destroy (request->progress_data);
      return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
    }

  if (self->session == NULL)
    self->session = make_session ();
  setting = (GazetteTransferSetting) {
    .session = self->session,
    .limiter = self->limiter,
    .timeouts = self->timeouts,
    .over = transfer_over_cb,
    .user_data = self,
  };
  future = gazette_transfer_start (request, &setting, &transfer);
  if (transfer != NULL)
    g_hash_table_add (self->transfers, transfer);

  /* A promise does not learn that nobody holds it; what waits for one does when
   * it is dropped. */
  return dex_future_finally (future, pass_on_cb, NULL, NULL);
}

/**
 * gazette_fetch_error_get_retry_at:
 * @error: what gazette_fetcher_fetch() was rejected with
 *
 * Returns: when the server wants to be asked again, seconds since 1970 UTC; 0
 *   when it did not say
 */
gint64
gazette_fetch_error_get_retry_at (const GError *error)
{
  return gazette_error_get_retry_at (error);
}

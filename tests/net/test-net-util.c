/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "test-net-util.h"

void
net_open (Net *net)
{
  net->server = gazette_test_server_new ();
  net->fetcher = gazette_fetcher_new ();
}

void
net_close (Net *net)
{
  if (net->fetcher != NULL)
    g_assert_finalize_object (g_steal_pointer (&net->fetcher));
  /* What was broken off is let go of in the next turns. The server says goodbye
   * to each connection, which takes somebody who listens or has left. */
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_clear_pointer (&net->server, gazette_test_server_free);
}

void
net_answer (Net                     *net,
            const char              *path,
            const GazetteTestAnswer *answer)
{
  gazette_test_server_add (net->server, path, answer);
}

DexFuture *
net_start (Net        *net,
           const char *path)
{
  g_autofree char *url = gazette_test_server_dup_url (net->server, path);

  return gazette_fetcher_fetch (net->fetcher, &(GazetteRequest) { .url = url });
}

void
net_wait (DexFuture *future)
{
  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);
}

/* Takes the future. */
GazetteResponse *
net_finish (DexFuture  *future,
            GError    **error)
{
  const GValue *value;
  GazetteResponse *response = NULL;

  net_wait (future);
  value = dex_future_get_value (future, error);
  if (value != NULL)
    response = g_value_dup_boxed (value);
  dex_unref (future);

  return response;
}

GazetteResponse *
net_ask (Net                   *net,
         const GazetteRequest  *request,
         GError               **error)
{
  return net_finish (gazette_fetcher_fetch (net->fetcher, request), error);
}

/* It must succeed. */
GazetteResponse *
net_get (Net        *net,
         const char *path)
{
  g_autoptr(GError) error = NULL;
  GazetteResponse *response = net_finish (net_start (net, path), &error);

  g_assert_no_error (error);

  return response;
}

/* It must fail. */
GError *
net_fail (Net        *net,
          const char *path)
{
  GError *error = NULL;
  GazetteResponse *response = net_finish (net_start (net, path), &error);

  g_assert_null (response);
  g_assert_nonnull (error);

  return error;
}

void
net_assert_body (GazetteResponse *response,
                 const char      *body)
{
  gsize size;
  const char *bytes = g_bytes_get_data (response->body, &size);

  g_assert_cmpmem (bytes, size, body, strlen (body));
}

/* Whether a person is told of what, and where. */
void
net_assert_words (const GError *error,
                  GazetteError  code,
                  const char   *words)
{
  g_assert_error (error, GAZETTE_ERROR, (int) code);
  if (strstr (error->message, "“127.0.0.1”") == NULL || strstr (error->message, words) == NULL)
    g_error ("“127.0.0.1” and “%s” should be in: %s", words, error->message);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How an API is asked for articles, and what it means when it refuses. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-error.h"
#include "gazette-newsroom-private.h"
#include "gazette-reading.h"
#include "gazette-url.h"
#include "gazette-worker.h"

typedef struct
{
  GazetteDialects *dialects;
  GBytes          *body;
} Explaining;

/*
 * gazette_newsroom_build_request:
 * @self: a newsroom
 * @dialect: (nullable): how the API speaks, as far as that is known
 * @url: the address of a source, or of a further page of it
 * @key: (nullable): the key of the person for this API
 *
 * Makes what is sent when the articles at an address are asked for: the one place
 * where a key goes into a request. An address that can only be of one dialect is
 * asked as this one wants it, even before it has answered.
 *
 * Returns: (transfer full): the request, which is neither kept nor shown
 */
GazetteDialectRequest *
gazette_newsroom_build_request (GazetteNewsroom *self,
                                GazetteDialect  *dialect,
                                const char      *url,
                                const char      *key)
{
  GazetteDialectRequest *request;

  if (dialect == NULL)
    dialect = gazette_dialects_lookup_for_url (self->dialects, url);
  if (dialect != NULL)
    return gazette_dialect_dup_request (dialect, url, key);

  request = g_new0 (GazetteDialectRequest, 1);
  request->url = g_strdup (url);

  return request;
}

static void
explaining_free (gpointer data)
{
  Explaining *explaining = data;

  g_object_unref (explaining->dialects);
  g_bytes_unref (explaining->body);
  g_free (explaining);
}

static gboolean
explain_on_thread (gpointer   data,
                   GValue    *result,
                   GError   **error)
{
  Explaining *explaining = data;
  GazetteAnswer answer = { .body = explaining->body };

  g_value_init (result, G_TYPE_STRING);
  g_value_take_string (result, gazette_dialects_dup_explanation (explaining->dialects, &answer));

  return TRUE;
}

/* What the API says itself, in its own language. */
static char *
await_words (GazetteNewsroom *self,
             const GError    *reason)
{
  GBytes *body = gazette_error_get_body (reason);
  Explaining *explaining;

  if (body == NULL)
    return NULL;
  explaining = g_new0 (Explaining, 1);
  explaining->dialects = g_object_ref (self->dialects);
  explaining->body = g_bytes_ref (body);

  return dex_await_string (gazette_worker_run (gazette_worker_get_cpu (), explain_on_thread, explaining,
                                               explaining_free),
                           NULL);
}

/*
 * gazette_newsroom_error_for_key:
 * @dialect: a dialect whose API wants a key
 * @url: the address of a source
 * @key: (nullable): the key that it did not accept
 *
 * Returns: (transfer full): a %GAZETTE_ERROR_NEEDS_KEY that says where to get one
 */
GError *
gazette_newsroom_error_for_key (GazetteDialect *dialect,
                                const char     *url,
                                const char     *key)
{
  g_autofree char *host = gazette_url_dup_host (url);
  const char *hint = gazette_dialect_get_key_hint (dialect);

  if (key != NULL)
    return g_error_new (GAZETTE_ERROR, GAZETTE_ERROR_NEEDS_KEY,
                        /* TRANSLATORS: %s is the name of a site; “key” as in “API key” */
                        _("“%s” does not accept the key. Check that it is complete and still valid."), host);

  return g_error_new (GAZETTE_ERROR, GAZETTE_ERROR_NEEDS_KEY,
                      /* TRANSLATORS: the first %s is the name of a site, the second a sentence on where to
                       * get a key; “key” as in “API key” */
                      _("“%s” gives its articles only to those who have a key. %s"), host, hint);
}

/* Says what went wrong with what the API tells about it. */
static GError *
explain (GazetteNewsroom *self,
         GazetteDialect  *dialect,
         const char      *url,
         const char      *key,
         const GError    *reason)
{
  gboolean is_closed = g_error_matches (reason, GAZETTE_ERROR, GAZETTE_ERROR_UNAUTHORIZED) ||
                       g_error_matches (reason, GAZETTE_ERROR, GAZETTE_ERROR_FORBIDDEN);
  g_autofree char *words = await_words (self, reason);
  GError *error;

  if (dialect != NULL && is_closed && gazette_dialect_takes_key (dialect, url))
    error = gazette_newsroom_error_for_key (dialect, url, key);
  else
    error = g_error_copy (reason);

  if (words != NULL)
    {
      g_autofree char *message = g_steal_pointer (&error->message);

      /* TRANSLATORS: the first %s is what went wrong, the second what the site says of it, in its own language */
      error->message = g_strdup_printf (_("%s The site says: “%s”"), message, words);
    }

  return error;
}

/* The key that goes along: the one that is to be tried, or the one that is kept. */
static char *
await_key (GazetteNewsroom        *self,
           DexPromise             *stop,
           GazetteDialect         *dialect,
           const GazetteQuestion  *question)
{
  if (question->key != NULL)
    return g_strdup (question->key);
  if (dialect == NULL || !gazette_dialect_takes_key (dialect, question->url))
    return NULL;

  return dex_await_string (gazette_newsroom_until (self, stop,
                                                   gazette_keyring_look_up (self->keyring,
                                                                            gazette_dialect_get_id (dialect),
                                                                            question->url)),
                           NULL);
}

/*
 * gazette_newsroom_ask:
 * @self: a newsroom
 * @stop: (nullable): rejected when the answer is not wanted any more
 * @dialect: (nullable): how the API speaks, as far as that is known
 * @question: what to ask
 * @error: return location for an error whose message can be shown
 *
 * Asks an API for articles. What it says when it refuses is part of the error.
 * Only in a fiber.
 *
 * Returns: (transfer full): the answer
 */
GazetteResponse *
gazette_newsroom_ask (GazetteNewsroom        *self,
                      DexPromise             *stop,
                      GazetteDialect         *dialect,
                      const GazetteQuestion  *question,
                      GError                **error)
{
  g_autoptr(GazetteDialectRequest) made = NULL;
  g_autofree char *key = NULL;
  g_autoptr(GError) reason = NULL;
  GazetteResponse *response;
  GazetteRequest request = {
    .accept = GAZETTE_ACCEPT_ARTICLES,
    .etag = question->etag,
    .last_modified = question->last_modified,
  };

  if (dialect == NULL)
    dialect = gazette_dialects_lookup_for_url (self->dialects, question->url);
  key = await_key (self, stop, dialect, question);
  if (key == NULL && dialect != NULL && gazette_dialect_needs_key (dialect, question->url))
    {
      g_propagate_error (error, gazette_newsroom_error_for_key (dialect, question->url, NULL));
      return NULL;
    }

  made = gazette_newsroom_build_request (self, dialect, question->url, key);
  request.url = made->url;
  request.headers = (const char *const *) made->headers;
  response = dex_await_boxed (gazette_newsroom_fetch (self, stop, &request), &reason);
  if (response != NULL)
    return response;

  if (gazette_newsroom_is_cancelled (reason))
    g_propagate_error (error, g_steal_pointer (&reason));
  else
    g_propagate_error (error, explain (self, dialect, question->url, key, reason));

  return NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How the API of a source is asked. */

#include "config.h"

#include "gazette-newsroom-private.h"

/*
 * gazette_newsroom_ask:
 * @self: a newsroom
 * @stop: (nullable): see gazette_newsroom_spawn()
 * @dialect: (nullable): how the source speaks, as far as that is known
 * @request: its url is the address of the source, or of a further page of it
 * @error: return location for an error
 *
 * Asks a source what its dialect makes of its address. In a fiber.
 *
 * Returns: (transfer full): the answer
 */
GazetteResponse *
gazette_newsroom_ask (GazetteNewsroom       *self,
                      DexPromise            *stop,
                      GazetteDialect        *dialect,
                      const GazetteRequest  *request,
                      GError               **error)
{
  g_autofree char *url = dialect != NULL ? gazette_dialect_dup_request_url (dialect, request->url)
                                         : g_strdup (request->url);
  GazetteRequest whole = *request;

  whole.url = url;

  return dex_await_boxed (gazette_newsroom_fetch (self, stop, &whole), error);
}

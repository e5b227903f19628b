/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-error.h"
#include "gazette-fetcher.h"
#include "gazette-test-server.h"

G_BEGIN_DECLS

/* A server and who asks it. */
typedef struct
{
  GazetteTestServer *server;
  GazetteFetcher    *fetcher;
} Net;

/* Turns the main loop until the server has seen what it should. */
#define wait_until(condition) \
  while (!(condition)) \
    { \
      g_main_context_iteration (NULL, FALSE); \
      g_usleep (1000); \
    }

void             net_open     (Net                     *net);
void             net_close    (Net                     *net);
void             net_answer   (Net                     *net,
                               const char              *path,
                               const GazetteTestAnswer *answer);
DexFuture       *net_start    (Net                     *net,
                               const char              *path);
void             net_wait     (DexFuture               *future);
GazetteResponse *net_finish   (DexFuture               *future,
                               GError                 **error);
GazetteResponse *net_ask      (Net                     *net,
                               const GazetteRequest    *request,
                               GError                 **error);
GazetteResponse *net_get      (Net                     *net,
                               const char              *path);
GError          *net_fail     (Net                     *net,
                               const char              *path);

void             net_assert_body  (GazetteResponse     *response,
                                   const char          *body);
void             net_assert_words (const GError        *error,
                                   GazetteError         code,
                                   const char          *words);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Net, net_close)

G_END_DECLS

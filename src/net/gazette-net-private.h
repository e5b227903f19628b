/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "gazette-fetcher.h"
#include "gazette-limiter.h"

G_BEGIN_DECLS

/* One request on its way, redirects and all. Main thread only. */
typedef struct _GazetteTransfer GazetteTransfer;

/* What transfers share. Copied by each; @over is called when one ends in
 * whatever way. */
typedef struct
{
  SoupSession     *session;
  GazetteLimiter  *limiter;
  GazetteTimeouts  timeouts;
  void           (*over) (GazetteTransfer *transfer,
                          gpointer         user_data);
  gpointer         user_data;
} GazetteTransferSetting;

DexFuture       *gazette_transfer_start      (const GazetteRequest          *request,
                                              const GazetteTransferSetting  *setting,
                                              GazetteTransfer              **transfer);
void             gazette_transfer_cancel     (GazetteTransfer               *self);

GazetteResponse *gazette_response_new        (const char                    *url,
                                              const char                    *moved_to,
                                              SoupMessage                   *message,
                                              GBytes                        *body);

typedef enum
{
  GAZETTE_TIMEOUT_CONNECT,
  GAZETTE_TIMEOUT_IDLE,
  GAZETTE_TIMEOUT_WHOLE,
} GazetteTimeout;

GError *gazette_fetch_error_for_reason    (const GError         *reason,
                                           const char           *url,
                                           GTlsCertificateFlags  tls_errors);
GError *gazette_fetch_error_for_status    (SoupMessage          *message,
                                           const char           *url);
GError *gazette_fetch_error_for_timeout   (GazetteTimeout        which,
                                           guint                 seconds,
                                           const char           *url);
GError *gazette_fetch_error_for_size      (gsize                 limit,
                                           const char           *url);
GError *gazette_fetch_error_for_cut_off   (const char           *url);
GError *gazette_fetch_error_for_redirects (const char           *url);
GError *gazette_fetch_error_for_target    (const char           *url);
GError *gazette_fetch_error_for_address   (void);

G_END_DECLS

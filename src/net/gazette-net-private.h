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

SoupMessage *gazette_message_new         (const char  *url,
                                          const char  *accept,
                                          const char  *etag,
                                          const char  *last_modified);
void         gazette_message_add_headers (SoupMessage *message,
                                          const char *const *headers);
void         gazette_message_ask_for_rest (SoupMessage *message,
                                          goffset      offset,
                                          const char  *validator);
gboolean     gazette_message_is_rest     (SoupMessage *message,
                                          goffset      offset,
                                          const char  *validator);
char        *gazette_message_dup_validator (SoupMessage *message);
char        *gazette_message_dup_place   (SoupMessage *message);
gboolean     gazette_message_is_redirect (SoupMessage *message,
                                          gboolean    *permanent);
gboolean     gazette_message_is_good     (SoupMessage *message);
goffset      gazette_message_get_length  (SoupMessage *message);

typedef enum
{
  GAZETTE_TIMEOUT_CONNECT,
  GAZETTE_TIMEOUT_IDLE,
  GAZETTE_TIMEOUT_WHOLE,
} GazetteTimeout;

typedef struct _GazetteClock GazetteClock;

typedef void (*GazetteClockFunc) (GazetteTimeout which,
                                  guint          seconds,
                                  gpointer       user_data);

GazetteClock *gazette_clock_new   (const GazetteTimeouts *timeouts,
                                   GazetteClockFunc       func,
                                   gpointer               user_data);
void          gazette_clock_free  (GazetteClock          *self);
void          gazette_clock_begin (GazetteClock          *self,
                                   GazetteTimeout         phase);
void          gazette_clock_stop  (GazetteClock          *self);
void          gazette_clock_extend (GazetteClock         *self,
                                   gint64                 usec);

GError *gazette_fetch_error_for_reason    (const GError         *reason,
                                           const char           *url,
                                           GTlsCertificateFlags  tls_errors,
                                           gboolean              is_linked);
GError *gazette_fetch_error_for_status    (SoupMessage          *message,
                                           const char           *url,
                                           gboolean              is_linked);
GError *gazette_fetch_error_for_timeout   (GazetteTimeout        which,
                                           guint                 seconds,
                                           const char           *url);
GError *gazette_fetch_error_for_size      (gsize                 limit,
                                           const char           *url,
                                           gboolean              is_linked);
GError *gazette_fetch_error_for_cut_off   (const char           *url);
GError *gazette_fetch_error_for_redirects (const char           *url,
                                           gboolean              is_linked);
GError *gazette_fetch_error_for_target    (const char           *url,
                                           gboolean              is_linked);
GError *gazette_fetch_error_for_address   (void);
GError *gazette_fetch_error_for_output    (const GError         *reason);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <libdex.h>

G_BEGIN_DECLS

/**
 * GazetteProgressFunc:
 * @n_received: bytes of the body that came so far
 * @n_all: how many the server says there are, -1 when it does not
 * @data: what was given with the function
 *
 * Told on the main thread how far an answer is.
 */
typedef void (*GazetteProgressFunc) (guint64  n_received,
                                     gint64   n_all,
                                     gpointer data);

/**
 * GazetteBeginFunc:
 * @offset: which byte of the whole body comes first: 0, or what was asked for
 * @validator: (nullable): what the rest can be asked for with, should it break off
 * @data: what was given with the function
 *
 * Told on the main thread what is about to be written.
 *
 * Returns: (transfer full): a future; the body is read once it is resolved, and the
 *   request fails with it if it is rejected
 */
typedef DexFuture *(*GazetteBeginFunc) (gint64      offset,
                                        const char *validator,
                                        gpointer    data);

/**
 * GazetteRequest:
 * @url: http or https
 * @accept: (nullable): value of the Accept header; %NULL for anything
 * @etag: (nullable): validator of an earlier answer
 * @last_modified: (nullable): validator of the same earlier answer
 * @headers: (nullable) (array zero-terminated=1): names and values of further
 *   headers in turn, such as a key; a redirect to elsewhere does not get them
 * @max_size: limit of the decoded body in bytes, 0 for the default
 * @is_linked: nobody typed the address, it is one of an article, such as that of a picture:
 *   what goes wrong is told in words that fit that
 * @is_head: only what the server says of the answer is wanted, not its body
 * @output: (nullable): where the body is written as it comes, rather than into the
 *   response: it is never in memory as a whole. The stream is not closed. Such a
 *   request may take longer than others, as long as something comes
 * @offset: how many bytes of the body are there from an earlier answer: only the rest
 *   is asked for, and the whole comes if it is not the same any more; 0 for the whole
 * @validator: (nullable): what that answer was told from others by, with @offset
 * @begin: (nullable): told what comes before it is written to @output
 * @progress: (nullable): told how far that is
 * @progress_data: for @begin and @progress
 * @progress_destroy: (nullable): frees @progress_data, also when nothing was asked
 *
 * What to ask. The other fields are borrowed for the call only.
 */
typedef struct
{
  const char *url;
  const char *accept;
  const char *etag;
  const char *last_modified;
  const char *const *headers;
  gsize       max_size;
  gboolean    is_linked;
  gboolean    is_head;
  GOutputStream       *output;
  gint64               offset;
  const char          *validator;
  GazetteBeginFunc     begin;
  GazetteProgressFunc  progress;
  gpointer             progress_data;
  GDestroyNotify       progress_destroy;
} GazetteRequest;

/**
 * GazetteResponse:
 * @url: the address that answered, after redirects
 * @moved_to: (nullable): where the request's address has moved for good: set
 *   when every redirect from the start was permanent (301 or 308)
 * @not_modified: the server said 304: the earlier answer still holds; @body is empty
 * @etag: (nullable): validator of this answer
 * @last_modified: (nullable): validator of this answer
 * @content_type: (nullable): media type with parameters
 * @headers: lower-case name to value, repeated ones joined by ", "
 * @body: decoded from transfer and content coding
 *
 * A successful answer: a value, references may cross threads. Everything that
 * is not success or 304 rejects the future with a #GazetteError instead.
 */
typedef struct
{
  char       *url;
  char       *moved_to;
  gboolean    not_modified;
  char       *etag;
  char       *last_modified;
  char       *content_type;
  GHashTable *headers;
  GBytes     *body;
} GazetteResponse;

#define GAZETTE_TYPE_RESPONSE (gazette_response_get_type ())

GType            gazette_response_get_type (void) G_GNUC_CONST;
GazetteResponse *gazette_response_ref      (GazetteResponse *self);
void             gazette_response_unref    (GazetteResponse *self);

/**
 * GazetteFetcher:
 *
 * The only door to the network: one libsoup session with its limits and its
 * manners. Used from the main thread.
 */
#define GAZETTE_TYPE_FETCHER (gazette_fetcher_get_type ())
G_DECLARE_FINAL_TYPE (GazetteFetcher, gazette_fetcher, GAZETTE, FETCHER, GObject)

/**
 * GazetteTimeouts:
 * @connect: seconds until a connection must stand
 * @idle: seconds without a byte
 * @whole: seconds for all of one request, redirects included; waiting for a
 *   free connection does not count
 */
typedef struct
{
  guint connect;
  guint idle;
  guint whole;
} GazetteTimeouts;

GazetteFetcher *gazette_fetcher_new          (void);
void            gazette_fetcher_set_timeouts (GazetteFetcher        *self,
                                              const GazetteTimeouts *timeouts);
DexFuture      *gazette_fetcher_fetch        (GazetteFetcher        *self,
                                              const GazetteRequest  *request);
gint64          gazette_fetch_error_get_retry_at (const GError      *error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteResponse, gazette_response_unref)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-error.h"
#include "gazette-net-private.h"
#include "gazette-url.h"

/* RFC 9110, 15.4 asks for a bound; browsers stop at 20. */
#define MAX_REDIRECTS 10

#define DEFAULT_MAX_SIZE (20 * 1024 * 1024)

/* A body that goes elsewhere may be long: each byte of it gives the request so many
 * µs more, so that it ends only for who sends less than 4 kB a second. */
#define GRACE_FOR_BYTE (G_USEC_PER_SEC / 4096)

/* How much of the body of a refusal is read. */
#define MAX_REFUSAL_SIZE (16 * 1024)

/* How much is read, and decoded, before the main loop gets its turn. */
#define CHUNK_SIZE (32 * 1024)

/* Below painting (G_PRIORITY_HIGH_IDLE + 20), so that the window stays smooth. */
#define PRIORITY (G_PRIORITY_HIGH_IDLE + 30)

/* Written as callbacks and not as a fiber: libsoup decodes inside of them, for
 * which the stack of a fiber is small.
 *
 * Each operation that is under way holds a reference. There is a promise until
 * the transfer is over. */
struct _GazetteTransfer
{
  GazetteTransferSetting setting;
  GMainContext          *context;

  DexPromise            *promise;
  gulong                 cancelled_id;
  GCancellable          *cancellable;

  /* The request; @url is where it has got to. */
  char                  *url;
  char                  *accept;
  char                  *etag;
  char                  *last_modified;
  /* They may hold a key, which is for who was asked first. */
  GStrv                  headers;
  char                  *first_place;
  gboolean               is_first_secure;
  gsize                  max_size;
  gboolean               is_linked;
  gboolean               is_head;

  /* What is there already of the body, and the place in it that comes first. */
  goffset                offset;
  char                  *validator;
  goffset                start;

  /* Where the body goes, rather than into @body; and who is told how far it is. */
  GOutputStream         *output;
  GazetteBeginFunc       begin;
  GazetteProgressFunc    progress;
  gpointer               progress_data;
  GDestroyNotify         progress_destroy;

  /* What the server's refusal means, while the words of it are read. */
  GError                *refusal;

  guint                  n_redirects;
  gboolean               has_moved;

  /* The place among all connections: waited for, then held. */
  char                  *place;
  DexFuture             *waiting;
  GazettePermit         *permit;

  SoupMessage           *message;
  GTlsCertificateFlags   tls_errors;
  gboolean               has_headers;
  GInputStream          *stream;
  GByteArray            *body;
  gsize                  length;
  guint64                n_received;

  GazetteClock          *clock;
};

static void ask (GazetteTransfer *self);
static void read_more (GazetteTransfer *self);

static void
clear_transfer (gpointer data)
{
  GazetteTransfer *self = data;

  g_assert (self->promise == NULL && self->waiting == NULL && self->clock == NULL);

  g_object_unref (self->setting.session);
  g_object_unref (self->setting.limiter);
  g_main_context_unref (self->context);
  g_object_unref (self->cancellable);
  g_free (self->url);
  g_free (self->accept);
  g_free (self->etag);
  g_free (self->last_modified);
  g_free (self->validator);
  g_strfreev (self->headers);
  g_clear_error (&self->refusal);
  g_clear_object (&self->output);
  if (self->progress_destroy != NULL)
    self->progress_destroy (self->progress_data);
  g_free (self->first_place);
  g_free (self->place);
  g_clear_object (&self->message);
  g_clear_object (&self->stream);
  g_clear_pointer (&self->body, g_byte_array_unref);
  /* The place is given up when libsoup is through with the connection. */
  g_clear_pointer (&self->permit, gazette_permit_unref);
}

static GazetteTransfer *
transfer_ref (GazetteTransfer *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
transfer_unref (gpointer self)
{
  g_atomic_rc_box_release_full (self, clear_transfer);
}

static void
transfer_unref_closure (gpointer  data,
                        GClosure *closure)
{
  transfer_unref (data);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteTransfer, transfer_unref)

static gboolean
is_over (GazetteTransfer *self)
{
  return self->promise == NULL;
}

static void
closed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GazetteTransfer) self = user_data;

  g_input_stream_close_finish (G_INPUT_STREAM (object), result, NULL);
}

/* Without having read all of it, so that libsoup drops the connection. */
static void
abandon_stream (GazetteTransfer *self)
{
  g_autoptr(GInputStream) stream = g_steal_pointer (&self->stream);

  if (stream != NULL)
    g_input_stream_close_async (stream, PRIORITY, NULL, closed_cb, transfer_ref (self));
}

/* Makes it over. Nothing but what is under way holds it any more. */
static DexPromise *
take_promise (GazetteTransfer *self)
{
  DexPromise *promise = g_steal_pointer (&self->promise);

  self->setting.over (self, self->setting.user_data);
  g_clear_pointer (&self->clock, gazette_clock_free);
  dex_clear (&self->waiting);
  if (self->message != NULL)
    g_signal_handlers_disconnect_by_data (self->message, self);
  g_signal_handler_disconnect (dex_promise_get_cancellable (promise), self->cancelled_id);

  return promise;
}

static void
fail (GazetteTransfer *self,
      GError          *error)
{
  g_autoptr(GazetteTransfer) guard = transfer_ref (self);
  g_autoptr(DexPromise) promise = NULL;

  if (is_over (self))
    {
      g_error_free (error);
      return;
    }

  promise = take_promise (self);
  /* Between the headers and sent_cb() there is a moment in which libsoup before
   * 3.6.6 ends a message that is cancelled twice, and crashes. sent_cb() comes at
   * once then anyway. */
  if (!self->has_headers)
    g_cancellable_cancel (self->cancellable);
  /* One that is being read is closed when the read has ended. */
  if (self->stream != NULL && !g_input_stream_has_pending (self->stream))
    abandon_stream (self);
  dex_promise_reject (promise, error);
}

static void
fail_for_reason (GazetteTransfer *self,
                 const GError    *reason)
{
  fail (self, gazette_fetch_error_for_reason (reason, self->url, self->tls_errors, self->is_linked));
}

static void
succeed (GazetteTransfer *self)
{
  g_autoptr(GazetteTransfer) guard = transfer_ref (self);
  g_autoptr(DexPromise) promise = take_promise (self);
  g_autoptr(GBytes) body = NULL;

  g_byte_array_set_size (self->body, self->output != NULL ? 0 : self->length);
  body = g_byte_array_free_to_bytes (g_steal_pointer (&self->body));
  g_clear_pointer (&self->permit, gazette_permit_unref);
  dex_promise_resolve_boxed (promise, GAZETTE_TYPE_RESPONSE,
                             gazette_response_new (self->url, self->has_moved ? self->url : NULL,
                                                   self->message, body));
}

static gboolean
cancel_cb (gpointer user_data)
{
  fail (user_data, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled"));

  return G_SOURCE_REMOVE;
}

/* Whoever drops a future may do so on any thread. */
static void
promise_cancelled_cb (GCancellable *cancellable,
                      gpointer      user_data)
{
  GazetteTransfer *self = user_data;

  g_main_context_invoke_full (self->context, G_PRIORITY_DEFAULT, cancel_cb, transfer_ref (self), transfer_unref);
}

static void
timed_out_cb (GazetteTimeout which,
              guint          seconds,
              gpointer       user_data)
{
  GazetteTransfer *self = user_data;

  if (self->refusal != NULL)
    fail (self, g_steal_pointer (&self->refusal));
  else
    fail (self, gazette_fetch_error_for_timeout (which, seconds, self->url));
}

static void
starting_cb (SoupMessage     *message,
             GazetteTransfer *self)
{
  gazette_clock_begin (self->clock, GAZETTE_TIMEOUT_IDLE);
}

/* libsoup tries anew when a connection that was kept turns out to be closed. */
static void
restarted_cb (SoupMessage     *message,
              GazetteTransfer *self)
{
  self->has_headers = FALSE;
  gazette_clock_begin (self->clock, GAZETTE_TIMEOUT_CONNECT);
}

static gboolean
accept_certificate_cb (SoupMessage          *message,
                       GTlsCertificate      *certificate,
                       GTlsCertificateFlags  errors,
                       GazetteTransfer      *self)
{
  self->tls_errors = errors;

  return FALSE;
}

/* libsoup would read the body of a 421 to its end, to ask again. */
static void
got_headers_cb (SoupMessage     *message,
                GazetteTransfer *self)
{
  gazette_clock_begin (self->clock, GAZETTE_TIMEOUT_IDLE);
  if (soup_message_get_status (message) == SOUP_STATUS_MISDIRECTED_REQUEST)
    fail (self, gazette_fetch_error_for_status (message, self->url, self->is_linked));
  self->has_headers = TRUE;
}

static void
got_body_data_cb (SoupMessage     *message,
                  guint            size,
                  GazetteTransfer *self)
{
  self->n_received += size;
}

static gboolean
is_secure (const char *url)
{
  return g_str_has_prefix (url, "https:");
}

/* A redirect to elsewhere does not get them, nor one that anybody on the way
 * could read. */
static void
add_headers (GazetteTransfer *self,
             SoupMessage     *message)
{
  g_autofree char *place = gazette_message_dup_place (message);

  if (self->first_place == NULL)
    {
      self->first_place = g_strdup (place);
      self->is_first_secure = is_secure (self->url);
    }

  if (g_str_equal (place, self->first_place) && is_secure (self->url) == self->is_first_secure)
    gazette_message_add_headers (message, (const char *const *) self->headers);
}

static SoupMessage *
message_new (GazetteTransfer *self)
{
  SoupMessage *message = gazette_message_new (self->url, self->accept, self->etag, self->last_modified);

  if (message == NULL)
    return NULL;

  if (self->is_head)
    soup_message_set_method (message, SOUP_METHOD_HEAD);
  if (self->offset > 0)
    gazette_message_ask_for_rest (message, self->offset, self->validator);
  add_headers (self, message);
  g_signal_connect (message, "starting", G_CALLBACK (starting_cb), self);
  g_signal_connect (message, "restarted", G_CALLBACK (restarted_cb), self);
  g_signal_connect (message, "accept-certificate", G_CALLBACK (accept_certificate_cb), self);
  g_signal_connect (message, "got-headers", G_CALLBACK (got_headers_cb), self);
  g_signal_connect (message, "got-body-data", G_CALLBACK (got_body_data_cb), self);

  return message;
}

static void
left_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GazetteTransfer) self = user_data;

  g_input_stream_close_finish (G_INPUT_STREAM (object), result, NULL);
  g_clear_object (&self->stream);
  if (is_over (self))
    return;

  gazette_clock_stop (self->clock);
  self->n_received = 0;
  g_signal_handlers_disconnect_by_data (self->message, self);
  g_clear_object (&self->message);
  ask (self);
}

static void
skipped_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GazetteTransfer) self = user_data;

  /* A connection that broke is not used again, that is all. */
  g_input_stream_skip_finish (G_INPUT_STREAM (object), result, NULL);
  g_input_stream_close_async (self->stream, PRIORITY, NULL, left_cb, transfer_ref (self));
}

/* The body of a redirect is read when it is short, so that the connection can
 * be used again, and the connection is closed otherwise. */
static void
leave_place (GazetteTransfer *self)
{
  goffset length = gazette_message_get_length (self->message);

  if (length >= 0 && length < CHUNK_SIZE)
    g_input_stream_skip_async (self->stream, CHUNK_SIZE, PRIORITY, self->cancellable, skipped_cb, transfer_ref (self));
  else
    g_input_stream_close_async (self->stream, PRIORITY, NULL, left_cb, transfer_ref (self));
}

/* RFC 9110, 10.2.2 and 15.4. */
static void
follow_redirect (GazetteTransfer *self,
                 gboolean         permanent)
{
  const char *location = soup_message_headers_get_one (soup_message_get_response_headers (self->message), "Location");
  g_autofree char *target = location != NULL ? gazette_url_resolve (self->url, location) : NULL;

  if (target == NULL)
    {
      fail (self, gazette_fetch_error_for_target (self->url, self->is_linked));
      return;
    }
  if (self->n_redirects == MAX_REDIRECTS)
    {
      fail (self, gazette_fetch_error_for_redirects (self->url, self->is_linked));
      return;
    }

  /* A source that has once been secure is not made insecure for good. */
  self->has_moved = permanent &&
                    (self->n_redirects == 0 || self->has_moved) &&
                    (!is_secure (self->url) || is_secure (target));
  self->n_redirects++;
  g_set_str (&self->url, target);

  leave_place (self);
}

/* RFC 9112, 8. libsoup lets it pass when the server meant to close the
 * connection anyway. In HTTP/2 the frames see to it. */
static gboolean
is_cut_off (GazetteTransfer *self)
{
  goffset length = gazette_message_get_length (self->message);

  return !self->is_head && length > 0 && (guint64) length > self->n_received;
}

static void
finished_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GazetteTransfer) self = user_data;

  g_input_stream_close_finish (G_INPUT_STREAM (object), result, NULL);
  g_clear_object (&self->stream);
  if (!is_over (self))
    succeed (self);
}

/* An API says in a few words why it refuses. Pages for people are not read: they
 * are long, and say it in no form that could be told from the rest. */
static void
refuse (GazetteTransfer *self)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);
  const char *type = soup_message_headers_get_content_type (headers, NULL);

  self->refusal = gazette_fetch_error_for_status (self->message, self->url, self->is_linked);
  if (type != NULL && strstr (type, "json") != NULL)
    read_more (self);
  else
    fail (self, g_steal_pointer (&self->refusal));
}

/* Words that are too long, or do not come, are done without. */
static void
read_words_of_refusal (GazetteTransfer *self,
                       gssize           n_read)
{
  g_autoptr(GBytes) body = NULL;

  self->length += MAX (n_read, 0);
  if (n_read > 0 && self->length <= MAX_REFUSAL_SIZE)
    {
      read_more (self);
      return;
    }

  if (n_read == 0 && !is_cut_off (self))
    {
      body = g_bytes_new (self->body->data, self->length);
      gazette_error_set_body (self->refusal, body);
    }
  fail (self, g_steal_pointer (&self->refusal));
}

static void
wrote_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GazetteTransfer) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean success = g_output_stream_write_all_finish (G_OUTPUT_STREAM (object), result, NULL, &error);
  goffset length;

  if (is_over (self))
    return;
  if (!success)
    {
      fail (self, gazette_fetch_error_for_output (error));
      return;
    }

  gazette_clock_begin (self->clock, GAZETTE_TIMEOUT_IDLE);
  length = gazette_message_get_length (self->message);
  if (self->progress != NULL)
    self->progress ((guint64) self->start + self->length, length >= 0 ? self->start + length : -1, self->progress_data);
  read_more (self);
}

/* The next piece is read when this one is written, so that there is never more than
 * one in memory. How long the disk takes is not the server's fault. */
static void
pass_on (GazetteTransfer *self,
         gsize            n_read)
{
  gazette_clock_stop (self->clock);
  gazette_clock_extend (self->clock, (gint64) n_read * GRACE_FOR_BYTE);
  g_output_stream_write_all_async (self->output, self->body->data, n_read, PRIORITY, self->cancellable,
                                   wrote_cb, transfer_ref (self));
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GazetteTransfer) self = user_data;
  g_autoptr(GError) error = NULL;
  gssize n_read = g_input_stream_read_finish (G_INPUT_STREAM (object), result, &error);

  if (is_over (self))
    {
      abandon_stream (self);
      return;
    }
  if (self->refusal != NULL)
    {
      read_words_of_refusal (self, n_read);
      return;
    }
  if (n_read < 0)
    {
      fail_for_reason (self, error);
      return;
    }

  gazette_clock_begin (self->clock, GAZETTE_TIMEOUT_IDLE);
  self->length += n_read;
  if ((gsize) self->start + self->length > self->max_size)
    fail (self, gazette_fetch_error_for_size (self->max_size, self->url, self->is_linked));
  else if (n_read > 0 && self->output != NULL)
    pass_on (self, n_read);
  else if (n_read > 0)
    read_more (self);
  else if (is_cut_off (self))
    fail (self, gazette_fetch_error_for_cut_off (self->url));
  else
    /* The connection is free for others when this is done. */
    g_input_stream_close_async (self->stream, PRIORITY, NULL, finished_cb, transfer_ref (self));
}

/* Reads behind what there is, unless that was passed on. The array grows by
 * doubling, so that each byte is moved about once. */
static void
read_more (GazetteTransfer *self)
{
  gsize start = self->output != NULL && self->refusal == NULL ? 0 : self->length;

  g_byte_array_set_size (self->body, start + CHUNK_SIZE);
  g_input_stream_read_async (self->stream, self->body->data + start, CHUNK_SIZE, PRIORITY,
                             self->cancellable, read_cb, transfer_ref (self));
}

static gboolean
is_rest (GazetteTransfer *self)
{
  return self->offset > 0 && gazette_message_is_rest (self->message, self->offset, self->validator);
}

static DexFuture *
begun_cb (DexFuture *future,
          gpointer   user_data)
{
  GazetteTransfer *self = user_data;
  g_autoptr(GError) error = NULL;

  if (is_over (self))
    return dex_future_new_true ();

  if (dex_future_get_value (future, &error) == NULL)
    {
      fail (self, g_steal_pointer (&error));
      return dex_future_new_true ();
    }

  gazette_clock_begin (self->clock, GAZETTE_TIMEOUT_IDLE);
  read_more (self);

  return dex_future_new_true ();
}

/* How long it takes to get ready for it is not the server's fault. */
static void
begin_body (GazetteTransfer *self)
{
  g_autofree char *validator = NULL;

  if (self->begin == NULL)
    {
      read_more (self);
      return;
    }

  validator = self->start > 0 ? g_strdup (self->validator) : gazette_message_dup_validator (self->message);
  gazette_clock_stop (self->clock);
  dex_future_disown (dex_future_finally (self->begin (self->start, validator, self->progress_data),
                                         begun_cb, transfer_ref (self), transfer_unref));
}

static void
sent_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GazetteTransfer) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean permanent;
  goffset length;

  self->stream = soup_session_send_finish (SOUP_SESSION (object), result, &error);
  self->has_headers = FALSE;
  if (is_over (self))
    {
      abandon_stream (self);
      return;
    }
  if (self->stream == NULL)
    {
      fail_for_reason (self, error);
      return;
    }

  length = gazette_message_get_length (self->message);
  self->start = is_rest (self) ? self->offset : 0;
  if (gazette_message_is_redirect (self->message, &permanent))
    follow_redirect (self, permanent);
  else if (self->start == 0 && !gazette_message_is_good (self->message))
    refuse (self);
  else if (!self->is_head && length > 0 && (guint64) (self->start + length) > self->max_size)
    fail (self, gazette_fetch_error_for_size (self->max_size, self->url, self->is_linked));
  else
    begin_body (self);
}

static void
send_message (GazetteTransfer *self)
{
  gazette_clock_begin (self->clock, GAZETTE_TIMEOUT_CONNECT);
  soup_session_send_async (self->setting.session, self->message, PRIORITY, self->cancellable,
                           sent_cb, transfer_ref (self));
}

static DexFuture *
placed_cb (DexFuture *future,
           gpointer   user_data)
{
  GazetteTransfer *self = user_data;
  const GValue *permit = dex_future_get_value (future, NULL);

  if (permit != NULL && !is_over (self))
    {
      self->permit = g_value_dup_boxed (permit);
      send_message (self);
    }

  return dex_future_new_true ();
}

/* Asks @url, which may be where a redirect led to, when there is a place. */
static void
ask (GazetteTransfer *self)
{
  g_autofree char *place = NULL;

  self->message = message_new (self);
  if (self->message == NULL)
    {
      fail (self, gazette_fetch_error_for_target (self->url, self->is_linked));
      return;
    }

  place = gazette_message_dup_place (self->message);
  if (self->permit != NULL && g_strcmp0 (place, self->place) == 0)
    {
      send_message (self);
      return;
    }

  g_clear_pointer (&self->permit, gazette_permit_unref);
  g_set_str (&self->place, place);
  dex_clear (&self->waiting);
  self->waiting = dex_future_then (gazette_limiter_acquire (self->setting.limiter, place),
                                   placed_cb, transfer_ref (self), transfer_unref);
}

/*
 * gazette_transfer_start:
 * @request: what to ask
 * @setting: copied
 * @transfer: (out) (nullable): the transfer, valid until it is over; %NULL when
 *   there is nothing to do
 *
 * Returns: (transfer full): a future for a #GazetteResponse
 */
DexFuture *
gazette_transfer_start (const GazetteRequest          *request,
                        const GazetteTransferSetting  *setting,
                        GazetteTransfer              **transfer)
{
  g_autofree char *url = gazette_url_resolve (NULL, request->url);
  g_autoptr(GazetteTransfer) self = NULL;
  DexFuture *future;

  *transfer = NULL;
  if (url == NULL)
    {
      if (request->progress_destroy != NULL)
        request->progress_destroy (request->progress_data);
      return dex_future_new_for_error (gazette_fetch_error_for_address ());
    }

  self = g_atomic_rc_box_new0 (GazetteTransfer);
  self->setting = *setting;
  g_object_ref (self->setting.session);
  g_object_ref (self->setting.limiter);
  self->context = g_main_context_ref_thread_default ();
  self->cancellable = g_cancellable_new ();
  self->url = g_steal_pointer (&url);
  self->accept = g_strdup (request->accept);
  self->etag = g_strdup (request->etag);
  self->last_modified = g_strdup (request->last_modified);
  self->headers = g_strdupv ((GStrv) request->headers);
  self->max_size = request->max_size > 0 ? request->max_size : DEFAULT_MAX_SIZE;
  self->is_linked = request->is_linked;
  self->is_head = request->is_head;
  self->output = request->output != NULL ? g_object_ref (request->output) : NULL;
  /* Without something to tell it by, a rest may be that of anything. */
  self->offset = request->validator != NULL ? request->offset : 0;
  self->validator = g_strdup (request->validator);
  self->begin = request->begin;
  self->progress = request->progress;
  self->progress_data = request->progress_data;
  self->progress_destroy = request->progress_destroy;
  self->body = g_byte_array_new ();
  self->clock = gazette_clock_new (&setting->timeouts, timed_out_cb, self);
  self->promise = dex_promise_new_cancellable ();
  self->cancelled_id =
    g_signal_connect_data (dex_promise_get_cancellable (self->promise), "cancelled",
                           G_CALLBACK (promise_cancelled_cb), transfer_ref (self), transfer_unref_closure,
                           G_CONNECT_DEFAULT);
  future = DEX_FUTURE (dex_ref (self->promise));

  ask (self);
  if (!is_over (self))
    *transfer = self;

  return future;
}

/*
 * gazette_transfer_cancel:
 * @self: a transfer that is not over
 *
 * Breaks it off.
 */
void
gazette_transfer_cancel (GazetteTransfer *self)
{
  cancel_cb (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <libsoup/soup.h>

#include "gazette-test-private.h"

/* How a test in another process asks what this server saw. */
#define HITS_PATH "/__hits"

/* How many connections a listener without backlog takes before it is silent. */
#define N_FILLERS 3

/* All that is known of one path. */
typedef struct
{
  GPtrArray          *answers;
  guint               next;
  guint               hits;
  guint               running;
  guint               most;
  guint               dropped;
  guint64             sent;
  SoupMessageHeaders *headers;
} Record;

struct _GazetteTestServer
{
  GThread      *thread;
  GMainContext *context;
  SoupServer   *server;
  GCancellable *cancellable;
  char         *base;
  GSocket      *refusing;
  GSocket      *silent;
  GPtrArray    *fillers;

  /* Used on the thread only: what is not over, and how many of it are raw. */
  GList        *requests;
  guint         n_raw;

  /* On the thread, too: libsoup shakes hands without holding the connection,
   * which a message holds, and lets go of it when the server stops. */
  GPtrArray    *held;

  /* Guards all below. */
  GMutex        mutex;
  GHashTable   *records;
  Record        total;
  char         *complaint;
  gboolean      stopping;
};

/* A request from when it was read to when its answer is over. */
typedef struct
{
  GazetteTestServer *server;
  Record            *record;
  SoupServerMessage *message;
  TestAnswer        *answer;
  GSource           *delay;
} Request;

static Record *
record_new (void)
{
  Record *record = g_new0 (Record, 1);

  record->answers = g_ptr_array_new_with_free_func ((GDestroyNotify) test_answer_unref);

  return record;
}

static void
record_free (gpointer data)
{
  Record *record = data;

  g_ptr_array_unref (record->answers);
  g_clear_pointer (&record->headers, soup_message_headers_unref);
  g_free (record);
}

static void
request_free (gpointer data)
{
  Request *request = data;

  if (request->delay != NULL)
    g_source_destroy (request->delay);
  g_clear_pointer (&request->delay, g_source_unref);
  if (request->message != NULL)
    g_signal_handlers_disconnect_by_data (request->message, request);
  g_clear_object (&request->message);
  g_clear_pointer (&request->answer, test_answer_unref);
  g_free (request);
}

static void
request_end (Request  *request,
             gboolean  dropped)
{
  GazetteTestServer *self = request->server;

  g_mutex_lock (&self->mutex);
  request->record->running--;
  request->record->dropped += dropped;
  self->total.running--;
  self->total.dropped += dropped;
  g_mutex_unlock (&self->mutex);

  self->requests = g_list_remove (self->requests, request);
  request_free (request);
}

static void
raw_sent_cb (gsize    length,
             gpointer user_data)
{
  Request *request = user_data;

  g_mutex_lock (&request->server->mutex);
  request->record->sent += length;
  request->server->total.sent += length;
  g_mutex_unlock (&request->server->mutex);
}

static void
raw_done_cb (gboolean dropped,
             gpointer user_data)
{
  Request *request = user_data;

  request->server->n_raw--;
  request_end (request, dropped);
}

static void
finished_cb (SoupServerMessage *message,
             gpointer           user_data)
{
  Request *request = user_data;

  raw_sent_cb (soup_server_message_get_response_body (message)->length, request);
  request_end (request, FALSE);
}

static void
set_header (SoupMessageHeaders *headers,
            const char         *line)
{
  g_auto(GStrv) pair = g_strsplit (line, ":", 2);

  g_assert (pair[0] != NULL && pair[1] != NULL);
  soup_message_headers_append (headers, pair[0], g_strstrip (pair[1]));
}

static void
set_answer (SoupServerMessage *message,
            TestAnswer        *answer)
{
  soup_server_message_set_status (message, answer->status, NULL);
  for (guint i = 0; answer->headers[i] != NULL; i++)
    set_header (soup_server_message_get_response_headers (message), answer->headers[i]);
  if (g_bytes_get_size (answer->body) > 0)
    soup_message_body_append_bytes (soup_server_message_get_response_body (message), answer->body);
}

static gboolean
delay_cb (gpointer user_data)
{
  soup_server_message_unpause (user_data);

  return G_SOURCE_REMOVE;
}

static void
send_honest (Request *request)
{
  TestAnswer *answer = request->answer;

  set_answer (request->message, answer);
  g_signal_connect (request->message, "finished", G_CALLBACK (finished_cb), request);

  if (answer->delay > 0)
    {
      soup_server_message_pause (request->message);
      request->delay = g_timeout_source_new (answer->delay);
      g_source_set_callback (request->delay, delay_cb, request->message, NULL);
      g_source_attach (request->delay, request->server->context);
    }
}

static void
send_raw (Request *request)
{
  g_autoptr(GIOStream) stream = soup_server_message_steal_connection (request->message);

  /* The message went with the connection. */
  g_clear_object (&request->message);
  request->server->n_raw++;
  test_raw_send (stream, request->answer, request->server->cancellable, raw_sent_cb, raw_done_cb, request);
}

/* What differs from what was expected of the request. */
static char *
find_fault (TestAnswer         *answer,
            SoupMessageHeaders *headers)
{
  for (guint i = 0; answer->expect[i] != NULL; i++)
    {
      const char *line = answer->expect[i];
      g_auto(GStrv) pair = g_strsplit (*line == '!' ? line + 1 : line, ":", 2);
      const char *value = soup_message_headers_get_list (headers, pair[0]);

      if (*line == '!' && value != NULL)
        return g_strdup_printf ("%s: %s was not expected", pair[0], value);
      if (*line != '!' && g_strcmp0 (value, g_strstrip (pair[1])) != 0)
        return g_strdup_printf ("%s was expected, not %s", line, value != NULL ? value : "nothing");
    }

  return NULL;
}

/* Counts the request, and picks what comes next; the last answer repeats. */
static TestAnswer *
take_answer_locked (GazetteTestServer  *self,
                    Record             *record,
                    SoupMessageHeaders *headers)
{
  g_autofree char *fault = NULL;
  TestAnswer *answer;

  record->hits++;
  record->running++;
  record->most = MAX (record->most, record->running);
  self->total.hits++;
  self->total.running++;
  self->total.most = MAX (self->total.most, self->total.running);

  g_clear_pointer (&record->headers, soup_message_headers_unref);
  record->headers = soup_message_headers_ref (headers);

  if (record->answers->len == 0)
    return test_answer_new (&(GazetteTestAnswer) { .status = 404 }, self->base);

  answer = g_ptr_array_index (record->answers, MIN (record->next, record->answers->len - 1));
  record->next = MIN (record->next + 1, record->answers->len);

  fault = find_fault (answer, headers);
  if (fault == NULL)
    return test_answer_ref (answer);

  g_set_str (&self->complaint, fault);

  return test_answer_new (&(GazetteTestAnswer) { .status = 400, .body = fault }, self->base);
}

static Record *
ensure_record_locked (GazetteTestServer *self,
                      const char        *path)
{
  Record *record = g_hash_table_lookup (self->records, path);

  if (record == NULL)
    {
      record = record_new ();
      g_hash_table_insert (self->records, g_strdup (path), record);
    }

  return record;
}

static Record *
find_record_locked (GazetteTestServer *self,
                    const char        *path,
                    const char        *query)
{
  g_autofree char *whole = g_strconcat (path, "?", query, NULL);
  Record *record = g_hash_table_lookup (self->records, whole);

  return record != NULL ? record : ensure_record_locked (self, path);
}

static void
answer_hits (GazetteTestServer *self,
             SoupServerMessage *message,
             GHashTable        *query)
{
  const char *path = query != NULL ? g_hash_table_lookup (query, "path") : NULL;
  g_autofree char *json = g_strdup_printf ("{\"hits\": %u, \"most\": %u, \"running\": %u, \"dropped\": %u}\n",
                                           gazette_test_server_get_hits (self, path),
                                           gazette_test_server_get_most (self, path),
                                           gazette_test_server_get_running (self, path),
                                           gazette_test_server_get_dropped (self, path));

  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, json, strlen (json));
}

static void
request_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  GazetteTestServer *self = user_data;
  GUri *uri = soup_server_message_get_uri (message);
  Request *request;

  if (g_str_equal (path, HITS_PATH))
    {
      answer_hits (self, message, query);
      return;
    }

  request = g_new0 (Request, 1);
  request->server = self;
  request->message = g_object_ref (message);
  self->requests = g_list_prepend (self->requests, request);

  g_mutex_lock (&self->mutex);
  request->record = find_record_locked (self, g_uri_get_path (uri), g_uri_get_query (uri));
  request->answer = take_answer_locked (self, request->record, soup_server_message_get_request_headers (message));
  g_mutex_unlock (&self->mutex);

  if (test_answer_is_raw (request->answer))
    send_raw (request);
  else
    send_honest (request);
}

static gboolean
is_stopping (GazetteTestServer *self)
{
  gboolean stopping;

  g_mutex_lock (&self->mutex);
  stopping = self->stopping;
  g_mutex_unlock (&self->mutex);

  return stopping;
}

static void
request_started_cb (SoupServer        *server,
                    SoupServerMessage *message,
                    gpointer           user_data)
{
  GazetteTestServer *self = user_data;

  g_ptr_array_add (self->held, g_object_ref (message));
}

static gpointer
serve_on_thread (gpointer user_data)
{
  GazetteTestServer *self = user_data;

  g_main_context_push_thread_default (self->context);
  while (!is_stopping (self))
    g_main_context_iteration (self->context, TRUE);

  g_cancellable_cancel (self->cancellable);
  soup_server_disconnect (self->server);
  while (self->n_raw > 0 || g_main_context_pending (self->context))
    g_main_context_iteration (self->context, TRUE);
  g_list_free_full (g_steal_pointer (&self->requests), request_free);
  g_clear_pointer (&self->held, g_ptr_array_unref);
  g_clear_object (&self->server);
  g_main_context_pop_thread_default (self->context);

  return NULL;
}

static GazetteTestServer *
server_start (GTlsCertificate *certificate)
{
  GazetteTestServer *self = g_new0 (GazetteTestServer, 1);
  g_autoslist(GUri) uris = NULL;
  g_autoptr(GError) error = NULL;
  SoupServerListenOptions options = SOUP_SERVER_LISTEN_IPV4_ONLY;

  g_mutex_init (&self->mutex);
  self->records = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, record_free);
  self->cancellable = g_cancellable_new ();
  self->fillers = g_ptr_array_new_with_free_func (g_object_unref);
  self->context = g_main_context_new ();

  g_main_context_push_thread_default (self->context);
  self->server = soup_server_new ("tls-certificate", certificate, NULL);
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);
  self->held = g_ptr_array_new_with_free_func (g_object_unref);
  if (certificate != NULL)
    {
      options |= SOUP_SERVER_LISTEN_HTTPS;
      g_signal_connect (self->server, "request-started", G_CALLBACK (request_started_cb), self);
    }
  soup_server_listen_local (self->server, 0, options, &error);
  g_assert_no_error (error);
  g_main_context_pop_thread_default (self->context);

  uris = soup_server_get_uris (self->server);
  self->base = g_strdup_printf ("%s://127.0.0.1:%d", certificate != NULL ? "https" : "http",
                                g_uri_get_port (uris->data));
  self->thread = g_thread_new ("test-server", serve_on_thread, self);

  return self;
}

/**
 * gazette_test_server_new:
 *
 * Starts a server on a free port of the loopback interface. Every path is 404
 * until it is given an answer.
 *
 * Returns: (transfer full): the server
 */
GazetteTestServer *
gazette_test_server_new (void)
{
  return server_start (NULL);
}

/**
 * gazette_test_server_new_tls:
 * @certificate: how it proves who it is
 *
 * As gazette_test_server_new(), for https.
 *
 * Returns: (transfer full): the server
 */
GazetteTestServer *
gazette_test_server_new_tls (GazetteTestCertificate certificate)
{
  g_autofree char *path = gazette_test_certificate_dup_path (certificate);
  g_autoptr(GError) error = NULL;
  g_autoptr(GTlsCertificate) loaded = g_tls_certificate_new_from_file (path, &error);

  g_assert_no_error (error);

  return server_start (loaded);
}

/**
 * gazette_test_server_free:
 * @self: (transfer full): a server
 *
 * Breaks what is under way, and waits for the thread to end.
 */
void
gazette_test_server_free (GazetteTestServer *self)
{
  g_mutex_lock (&self->mutex);
  self->stopping = TRUE;
  g_mutex_unlock (&self->mutex);
  g_main_context_wakeup (self->context);
  g_thread_join (self->thread);

  g_main_context_unref (self->context);
  g_hash_table_unref (self->records);
  g_ptr_array_unref (self->fillers);
  g_clear_object (&self->refusing);
  g_clear_object (&self->silent);
  g_clear_object (&self->cancellable);
  g_mutex_clear (&self->mutex);
  g_free (self->complaint);
  g_free (self->base);
  g_free (self);
}

/**
 * gazette_test_server_get_base:
 * @self: a server
 *
 * Returns: (transfer none): its address without a slash at the end
 */
const char *
gazette_test_server_get_base (GazetteTestServer *self)
{
  return self->base;
}

/**
 * gazette_test_server_dup_url:
 * @self: a server
 * @path: begins with a slash
 *
 * Returns: (transfer full): the address of @path
 */
char *
gazette_test_server_dup_url (GazetteTestServer *self,
                             const char        *path)
{
  return g_strconcat (self->base, path, NULL);
}

static GSocket *
bind_socket (void)
{
  g_autoptr(GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr(GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr(GError) error = NULL;
  GSocket *socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &error);

  g_assert_no_error (error);
  g_socket_bind (socket, address, FALSE, &error);
  g_assert_no_error (error);

  return socket;
}

static char *
dup_socket_url (GSocket *socket)
{
  g_autoptr(GSocketAddress) address = g_socket_get_local_address (socket, NULL);

  return g_strdup_printf ("http://127.0.0.1:%u/",
                          g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address)));
}

/**
 * gazette_test_server_dup_refusing_url:
 * @self: a server
 *
 * Returns: (transfer full): an address whose port refuses connections for as
 *   long as @self lives
 */
char *
gazette_test_server_dup_refusing_url (GazetteTestServer *self)
{
  /* Held but not listened on: nobody else can take it. */
  if (self->refusing == NULL)
    self->refusing = bind_socket ();

  return dup_socket_url (self->refusing);
}

/**
 * gazette_test_server_dup_silent_url:
 * @self: a server
 *
 * Returns: (transfer full): an address where no connection ever stands, nor is
 *   refused
 */
char *
gazette_test_server_dup_silent_url (GazetteTestServer *self)
{
  g_autoptr(GSocketAddress) address = NULL;
  g_autoptr(GError) error = NULL;

  if (self->silent == NULL)
    {
      self->silent = bind_socket ();
      g_socket_set_listen_backlog (self->silent, 0);
      g_socket_listen (self->silent, &error);
      g_assert_no_error (error);
      address = g_socket_get_local_address (self->silent, NULL);

      for (guint i = 0; i < N_FILLERS; i++)
        {
          GSocket *filler = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);

          g_socket_set_blocking (filler, FALSE);
          g_socket_connect (filler, address, NULL, NULL);
          g_ptr_array_add (self->fillers, filler);
        }
    }

  return dup_socket_url (self->silent);
}

/**
 * gazette_test_server_add:
 * @self: a server
 * @path: with its query, or without for whatever the query is
 * @answer: what is answered
 *
 * Adds an answer: a path gives its answers one after the other, and the last
 * one for ever. @answer is copied.
 */
void
gazette_test_server_add (GazetteTestServer       *self,
                         const char              *path,
                         const GazetteTestAnswer *answer)
{
  g_mutex_lock (&self->mutex);
  g_ptr_array_add (ensure_record_locked (self, path)->answers, test_answer_new (answer, self->base));
  g_mutex_unlock (&self->mutex);
}

/**
 * gazette_test_server_add_folder:
 * @self: a server
 * @path: of the folder on the server, without a slash at the end; "" for the top
 * @folder: a folder on disk
 *
 * Adds an answer for each file in @folder and below, under its name. The type
 * is guessed from the name.
 */
void
gazette_test_server_add_folder (GazetteTestServer *self,
                                const char        *path,
                                const char        *folder)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GDir) dir = g_dir_open (folder, 0, &error);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (folder, name, NULL);
      g_autofree char *its_path = g_strconcat (path, "/", name, NULL);
      g_autofree char *content_type = g_content_type_guess (name, NULL, 0, NULL);
      g_autofree char *type = g_content_type_get_mime_type (content_type);
      g_autofree char *header = g_strconcat ("Content-Type: ", type, NULL);

      if (g_file_test (file, G_FILE_TEST_IS_DIR))
        gazette_test_server_add_folder (self, its_path, file);
      else
        gazette_test_server_add (self, its_path, &(GazetteTestAnswer) { .headers = header, .file = file });
    }
}

/* The record of @path, or of all paths when it is NULL. */
static Record
copy_record (GazetteTestServer *self,
             const char        *path)
{
  Record copy = { 0 };
  const Record *record;

  g_mutex_lock (&self->mutex);
  record = path != NULL ? g_hash_table_lookup (self->records, path) : &self->total;
  if (record != NULL)
    copy = *record;
  g_mutex_unlock (&self->mutex);

  return copy;
}

/**
 * gazette_test_server_get_hits:
 * @self: a server
 * @path: (nullable): a path as it was added, %NULL for all of those
 *
 * Returns: how often it was asked for
 */
guint
gazette_test_server_get_hits (GazetteTestServer *self,
                              const char        *path)
{
  return copy_record (self, path).hits;
}

/**
 * gazette_test_server_get_running:
 * @self: a server
 * @path: (nullable): a path as it was added, %NULL for all of those
 *
 * Returns: how many requests are being answered now
 */
guint
gazette_test_server_get_running (GazetteTestServer *self,
                                 const char        *path)
{
  return copy_record (self, path).running;
}

/**
 * gazette_test_server_get_most:
 * @self: a server
 * @path: (nullable): a path as it was added, %NULL for all of those
 *
 * Returns: the most requests that were being answered at once
 */
guint
gazette_test_server_get_most (GazetteTestServer *self,
                              const char        *path)
{
  return copy_record (self, path).most;
}

/**
 * gazette_test_server_get_dropped:
 * @self: a server
 * @path: (nullable): a path as it was added, %NULL for all of those
 *
 * Returns: how many answers the other side did not wait for. Counted for those
 *   with a fault, a pace or chunks; the others are over too soon
 */
guint
gazette_test_server_get_dropped (GazetteTestServer *self,
                                 const char        *path)
{
  return copy_record (self, path).dropped;
}

/**
 * gazette_test_server_get_sent:
 * @self: a server
 * @path: (nullable): a path as it was added, %NULL for all of those
 *
 * Returns: how many bytes were sent as answers
 */
guint64
gazette_test_server_get_sent (GazetteTestServer *self,
                              const char        *path)
{
  return copy_record (self, path).sent;
}

/**
 * gazette_test_server_dup_header:
 * @self: a server
 * @path: a path as it was added
 * @name: of a header
 *
 * Returns: (transfer full) (nullable): what the last request said
 */
char *
gazette_test_server_dup_header (GazetteTestServer *self,
                                const char        *path,
                                const char        *name)
{
  char *value = NULL;
  Record *record;

  g_mutex_lock (&self->mutex);
  record = g_hash_table_lookup (self->records, path);
  if (record != NULL && record->headers != NULL)
    value = g_strdup (soup_message_headers_get_list (record->headers, name));
  g_mutex_unlock (&self->mutex);

  return value;
}

/**
 * gazette_test_server_dup_complaint:
 * @self: a server
 *
 * Returns: (transfer full) (nullable): what was wrong with the last request
 *   that was not as expected
 */
char *
gazette_test_server_dup_complaint (GazetteTestServer *self)
{
  char *complaint;

  g_mutex_lock (&self->mutex);
  complaint = g_strdup (self->complaint);
  g_mutex_unlock (&self->mutex);

  return complaint;
}

/**
 * gazette_test_certificate_dup_path:
 * @certificate: which
 *
 * Returns: (transfer full): its file, for who wants to trust it
 */
char *
gazette_test_certificate_dup_path (GazetteTestCertificate certificate)
{
  static const char * const names[] = { "good.pem", "expired.pem", "wrong-name.pem" };

  return g_build_filename (TEST_SERVER_DIR, names[certificate], NULL);
}

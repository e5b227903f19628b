/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is said in secret. It runs a second time with SOUP_SERVER_HTTP2 set, with
 * which the server speaks HTTP/2, as most do to whom one speaks in secret. */

#include "config.h"

#include <glib/gstdio.h>
#include <libsoup/soup.h>

#include "test-net-util.h"

/* What all certificates of the servers are in. It is read when it is used. */
static char *trusted_path;

static char *
make_trusted (void)
{
  const GazetteTestCertificate certificates[] = {
    GAZETTE_TEST_CERTIFICATE_GOOD,
    GAZETTE_TEST_CERTIFICATE_EXPIRED,
    GAZETTE_TEST_CERTIFICATE_WRONG_NAME,
  };
  g_autoptr(GString) all = g_string_new (NULL);
  char *name = NULL;
  int fd;

  for (guint i = 0; i < G_N_ELEMENTS (certificates); i++)
    {
      g_autofree char *path = gazette_test_certificate_dup_path (certificates[i]);
      g_autofree char *pem = NULL;

      g_assert_true (g_file_get_contents (path, &pem, NULL, NULL));
      g_string_append (all, pem);
    }
  fd = g_file_open_tmp ("gazette-XXXXXX.pem", &name, NULL);
  g_assert_cmpint (fd, >=, 0);
  g_assert_true (g_close (fd, NULL));
  g_assert_true (g_file_set_contents (name, all->str, -1, NULL));

  return name;
}

/* As if this machine trusted who signed the certificates, or not. */
static void
trust (gboolean whom_signed)
{
  g_autoptr(GTlsDatabase) database = NULL;
  g_autoptr(GError) error = NULL;

  if (whom_signed)
    {
      database = g_tls_file_database_new (trusted_path, &error);
      g_assert_no_error (error);
    }
  g_tls_backend_set_default_database (g_tls_backend_get_default (), database);
}

static void
net_open_tls (Net                    *net,
              GazetteTestCertificate  certificate)
{
  net->server = gazette_test_server_new_tls (certificate);
  net->fetcher = gazette_fetcher_new ();
  net_answer (net, "/", &(GazetteTestAnswer) { .body = "secret" });
}

static void
test_certificates_are_looked_at (void)
{
  g_auto(Net) good = { 0 };
  g_auto(Net) expired = { 0 };
  g_auto(Net) wrong_name = { 0 };
  g_autoptr(GazetteResponse) response = NULL;
  g_autoptr(GError) expired_error = NULL;
  g_autoptr(GError) wrong_name_error = NULL;

  trust (TRUE);
  net_open_tls (&good, GAZETTE_TEST_CERTIFICATE_GOOD);
  net_open_tls (&expired, GAZETTE_TEST_CERTIFICATE_EXPIRED);
  net_open_tls (&wrong_name, GAZETTE_TEST_CERTIFICATE_WRONG_NAME);

  response = net_get (&good, "/");
  net_assert_body (response, "secret");
  expired_error = net_fail (&expired, "/");
  net_assert_words (expired_error, GAZETTE_ERROR_TLS, "expired");
  wrong_name_error = net_fail (&wrong_name, "/");
  net_assert_words (wrong_name_error, GAZETTE_ERROR_TLS, "for another site");
  g_assert_cmpuint (gazette_test_server_get_hits (expired.server, NULL), ==, 0);
  g_assert_cmpuint (gazette_test_server_get_hits (wrong_name.server, NULL), ==, 0);
}

static void
test_a_certificate_of_nobody (void)
{
  g_auto(Net) net = { 0 };
  g_autoptr(GError) error = NULL;

  trust (FALSE);
  net_open_tls (&net, GAZETTE_TEST_CERTIFICATE_GOOD);
  error = net_fail (&net, "/");
  net_assert_words (error, GAZETTE_ERROR_TLS, "nobody whom this computer trusts");
  g_assert_cmpuint (gazette_test_server_get_hits (net.server, NULL), ==, 0);
}

/* As servers do that are asked for a secret in public. */
static gboolean
answer_in_plain_cb (GSocketService    *service,
                    GSocketConnection *connection,
                    GObject           *source,
                    gpointer           user_data)
{
  static const char answer[] = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n";

  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), answer, strlen (answer),
                             NULL, NULL, NULL);

  return TRUE;
}

static void
test_a_server_that_is_not_secure (void)
{
  g_auto(Net) net = { 0 };
  g_autoptr(GSocketService) service = g_socket_service_new ();
  g_autoptr(GError) error = NULL;
  g_autofree char *url = NULL;
  guint16 port;

  net_open (&net);
  port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (service), NULL, &error);
  g_assert_no_error (error);
  g_signal_connect (service, "incoming", G_CALLBACK (answer_in_plain_cb), NULL);
  url = g_strdup_printf ("https://127.0.0.1:%u/", port);

  g_assert_null (net_ask (&net, &(GazetteRequest) { .url = url }, &error));
  net_assert_words (error, GAZETTE_ERROR_TLS, "No secure connection");
  g_socket_service_stop (service);
  g_socket_listener_close (G_SOCKET_LISTENER (service));
}

static void
test_what_was_secure_is_not_made_insecure_for_good (void)
{
  g_auto(Net) secure = { 0 };
  g_auto(Net) plain = { 0 };
  g_autofree char *to_plain = NULL;
  g_autofree char *to_secure = NULL;
  g_autofree char *url = NULL;
  g_autoptr(GazetteResponse) down = NULL;
  g_autoptr(GazetteResponse) up = NULL;

  trust (TRUE);
  net_open_tls (&secure, GAZETTE_TEST_CERTIFICATE_GOOD);
  net_open (&plain);
  url = gazette_test_server_dup_url (secure.server, "/");
  to_plain = g_strdup_printf ("Location: %s/", gazette_test_server_get_base (plain.server));
  to_secure = g_strdup_printf ("Location: %s", url);
  net_answer (&plain, "/", &(GazetteTestAnswer) { .body = "open" });
  net_answer (&plain, "/up", &(GazetteTestAnswer) { .status = 301, .headers = to_secure });
  net_answer (&secure, "/down", &(GazetteTestAnswer) { .status = 301, .headers = to_plain });

  down = net_get (&secure, "/down");
  net_assert_body (down, "open");
  g_assert_null (down->moved_to);
  up = net_get (&plain, "/up");
  net_assert_body (up, "secret");
  g_assert_cmpstr (up->moved_to, ==, url);
}

static void
sent_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  GInputStream **stream = user_data;
  g_autoptr(GError) error = NULL;

  *stream = soup_session_send_finish (SOUP_SESSION (object), result, &error);
  g_assert_no_error (error);
}

/* Otherwise the second run would be one of the same. */
static void
test_the_version_is_the_one_to_be_tested (void)
{
  g_auto(Net) net = { 0 };
  g_autoptr(SoupSession) session = soup_session_new ();
  g_autoptr(SoupMessage) message = NULL;
  g_autoptr(GInputStream) stream = NULL;
  g_autofree char *url = NULL;

  trust (TRUE);
  net_open_tls (&net, GAZETTE_TEST_CERTIFICATE_GOOD);
  url = gazette_test_server_dup_url (net.server, "/");
  message = soup_message_new (SOUP_METHOD_GET, url);
  soup_session_send_async (session, message, G_PRIORITY_DEFAULT, NULL, sent_cb, &stream);
  while (stream == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (soup_message_get_http_version (message), ==,
                   g_getenv ("SOUP_SERVER_HTTP2") != NULL ? SOUP_HTTP_2_0 : SOUP_HTTP_1_1);
}

static void
test_brotli_is_asked_for_and_undone (void)
{
  g_auto(Net) net = { 0 };
  g_autoptr(GazetteResponse) response = NULL;
  g_autofree char *complaint = NULL;

  trust (TRUE);
  net_open_tls (&net, GAZETTE_TEST_CERTIFICATE_GOOD);
  net_answer (&net, "/br", &(GazetteTestAnswer) {
    .body = "the same again",
    .coding = GAZETTE_TEST_CODING_BROTLI,
    .expect = "Accept-Encoding: gzip, deflate, br\n!Accept-Language\n!Cookie\n!Referer",
  });
  response = net_get (&net, "/br");
  complaint = gazette_test_server_dup_complaint (net.server);
  g_assert_cmpstr (complaint, ==, NULL);
  net_assert_body (response, "the same again");
}

static void
test_redirects_and_validators_work (void)
{
  g_auto(Net) net = { 0 };
  g_autoptr(GazetteResponse) response = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *url = NULL;
  g_autofree char *end = NULL;

  trust (TRUE);
  net_open_tls (&net, GAZETTE_TEST_CERTIFICATE_GOOD);
  url = gazette_test_server_dup_url (net.server, "/old");
  end = gazette_test_server_dup_url (net.server, "/new");
  net_answer (&net, "/old", &(GazetteTestAnswer) { .status = 301, .headers = "Location: /new", .body = "moved" });
  net_answer (&net, "/new", &(GazetteTestAnswer) { .status = 304, .expect = "If-None-Match: \"a\"" });
  response = net_ask (&net, &(GazetteRequest) { .url = url, .etag = "\"a\"" }, &error);

  g_assert_no_error (error);
  g_assert_true (response->not_modified);
  g_assert_cmpstr (response->moved_to, ==, end);
}

static void
test_large_answers_come_whole_beside_others (void)
{
  gsize size = 2 * 1024 * 1024 + 5;
  g_auto(Net) net = { 0 };
  g_autofree char *body = g_strnfill (size, 'x');
  DexFuture *futures[9];

  trust (TRUE);
  net_open_tls (&net, GAZETTE_TEST_CERTIFICATE_GOOD);
  net_answer (&net, "/large", &(GazetteTestAnswer) { .body = body });
  for (guint i = 0; i < G_N_ELEMENTS (futures); i++)
    futures[i] = net_start (&net, i % 2 == 0 ? "/large" : "/");
  for (guint i = 0; i < G_N_ELEMENTS (futures); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GazetteResponse) response = net_finish (futures[i], &error);

      g_assert_no_error (error);
      net_assert_body (response, i % 2 == 0 ? body : "secret");
    }
  g_assert_cmpuint (gazette_test_server_get_most (net.server, NULL), <=, 2);
}

static void
test_what_is_too_large_is_stopped (void)
{
  gsize size = 8 * 1024 * 1024;
  g_auto(Net) net = { 0 };
  g_autofree char *body = g_malloc0 (size);
  g_autofree char *plain = NULL;
  g_autofree char *bomb = NULL;
  g_autoptr(GError) plain_error = NULL;
  g_autoptr(GError) bomb_error = NULL;
  g_autoptr(GazetteResponse) response = NULL;

  trust (TRUE);
  net_open_tls (&net, GAZETTE_TEST_CERTIFICATE_GOOD);
  plain = gazette_test_server_dup_url (net.server, "/plain");
  bomb = gazette_test_server_dup_url (net.server, "/bomb");
  net_answer (&net, "/plain", &(GazetteTestAnswer) { .body = body, .length = size });
  net_answer (&net, "/bomb", &(GazetteTestAnswer) {
    .body = body, .length = size, .coding = GAZETTE_TEST_CODING_GZIP });

  g_assert_null (net_ask (&net, &(GazetteRequest) { .url = plain, .max_size = 100000 }, &plain_error));
  net_assert_words (plain_error, GAZETTE_ERROR_TOO_LARGE, "larger than");
  g_assert_null (net_ask (&net, &(GazetteRequest) { .url = bomb, .max_size = 100000 }, &bomb_error));
  net_assert_words (bomb_error, GAZETTE_ERROR_TOO_LARGE, "larger than");
  /* The connection is of use for others, or another one is made. */
  response = net_get (&net, "/");
  net_assert_body (response, "secret");
}

static void
test_what_is_dropped_leaves_others_alone (void)
{
  g_auto(Net) net = { 0 };
  g_autofree char *body = g_strnfill (4 * 1024 * 1024, 'x');
  g_autoptr(GazetteResponse) response = NULL;
  g_autoptr(GError) error = NULL;

  trust (TRUE);
  net_open_tls (&net, GAZETTE_TEST_CERTIFICATE_GOOD);
  net_answer (&net, "/large", &(GazetteTestAnswer) { .body = body });
  for (guint i = 0; i < 40; i++)
    {
      DexFuture *dropped = net_start (&net, "/large");
      DexFuture *wanted = net_start (&net, "/");

      /* Each time at another moment: before it is sent, in the headers, in the body. */
      for (guint j = 0; j < i; j++)
        g_main_context_iteration (NULL, FALSE);
      dex_unref (dropped);
      response = net_finish (wanted, &error);
      g_assert_no_error (error);
      net_assert_body (response, "secret");
      g_clear_pointer (&response, gazette_response_unref);
    }
  wait_until (gazette_test_server_get_running (net.server, NULL) == 0);
}

static void
test_nothing_goes_on_without_the_fetcher (void)
{
  g_auto(Net) net = { 0 };
  g_autofree char *body = g_strnfill (4 * 1024 * 1024, 'x');

  trust (TRUE);
  net_open_tls (&net, GAZETTE_TEST_CERTIFICATE_GOOD);
  net_answer (&net, "/large", &(GazetteTestAnswer) { .body = body });
  for (guint i = 0; i < 40; i++)
    {
      g_autoptr(GazetteResponse) response = net_get (&net, "/");
      g_autoptr(DexFuture) future = net_start (&net, "/large");

      /* Each time at another moment, as above. */
      for (guint j = 0; j < i; j++)
        g_main_context_iteration (NULL, FALSE);
      g_assert_finalize_object (g_steal_pointer (&net.fetcher));
      g_assert_false (dex_future_is_pending (future));
      net.fetcher = gazette_fetcher_new ();
    }
}

/* Somebody who takes connections and never says a word. */
static void
test_a_handshake_may_be_dropped_and_may_take_too_long (void)
{
  g_auto(Net) net = { 0 };
  g_autoptr(GSocketListener) listener = g_socket_listener_new ();
  g_autoptr(GError) error = NULL;
  g_autofree char *url = NULL;
  GazetteRequest request = { 0 };
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, &error);

  g_assert_no_error (error);
  url = g_strdup_printf ("https://127.0.0.1:%u/", port);
  request.url = url;
  net_open (&net);
  gazette_fetcher_set_timeouts (net.fetcher, &(GazetteTimeouts) { 1, 30, 60 });
  for (guint i = 0; i < 20; i++)
    {
      DexFuture *dropped = gazette_fetcher_fetch (net.fetcher, &request);

      for (guint j = 0; j < i; j++)
        g_main_context_iteration (NULL, FALSE);
      dex_unref (dropped);
    }
  g_assert_null (net_ask (&net, &request, &error));
  net_assert_words (error, GAZETTE_ERROR_TIMED_OUT, "within 1 second.");
  g_socket_listener_close (listener);
}

static void
test_silence_is_noticed (void)
{
  g_auto(Net) net = { 0 };
  g_autoptr(GError) error = NULL;
  g_autoptr(GazetteResponse) response = NULL;

  trust (TRUE);
  net_open_tls (&net, GAZETTE_TEST_CERTIFICATE_GOOD);
  gazette_fetcher_set_timeouts (net.fetcher, &(GazetteTimeouts) { 30, 1, 60 });
  net_answer (&net, "/slow", &(GazetteTestAnswer) { .delay = 600000 });
  error = net_fail (&net, "/slow");
  net_assert_words (error, GAZETTE_ERROR_TIMED_OUT, "nothing for 1 second.");
  response = net_get (&net, "/");
  net_assert_body (response, "secret");
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  dex_init ();
  trusted_path = make_trusted ();

  g_test_add_func ("/net/secure/the-version-is-the-one-to-be-tested", test_the_version_is_the_one_to_be_tested);
  g_test_add_func ("/net/secure/certificates-are-looked-at", test_certificates_are_looked_at);
  g_test_add_func ("/net/secure/a-certificate-of-nobody", test_a_certificate_of_nobody);
  g_test_add_func ("/net/secure/a-server-that-is-not-secure", test_a_server_that_is_not_secure);
  g_test_add_func ("/net/secure/what-was-secure-is-not-made-insecure-for-good",
                   test_what_was_secure_is_not_made_insecure_for_good);
  g_test_add_func ("/net/secure/brotli-is-asked-for-and-undone", test_brotli_is_asked_for_and_undone);
  g_test_add_func ("/net/secure/redirects-and-validators-work", test_redirects_and_validators_work);
  g_test_add_func ("/net/secure/large-answers-come-whole-beside-others", test_large_answers_come_whole_beside_others);
  g_test_add_func ("/net/secure/what-is-too-large-is-stopped", test_what_is_too_large_is_stopped);
  g_test_add_func ("/net/secure/what-is-dropped-leaves-others-alone", test_what_is_dropped_leaves_others_alone);
  g_test_add_func ("/net/secure/nothing-goes-on-without-the-fetcher", test_nothing_goes_on_without_the_fetcher);
  g_test_add_func ("/net/secure/a-handshake-may-be-dropped-and-may-take-too-long",
                   test_a_handshake_may_be_dropped_and_may_take_too_long);
  g_test_add_func ("/net/secure/silence-is-noticed", test_silence_is_noticed);

  status = g_test_run ();
  g_assert_cmpint (g_unlink (trusted_path), ==, 0);
  g_free (trusted_path);

  return status;
}

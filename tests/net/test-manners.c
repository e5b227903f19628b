/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How the fetcher behaves: what it tells of itself, how many connections it
 * takes, and that it stops when nobody wants an answer any more. */

#include "config.h"

#include "test-net-util.h"

static void
test_no_more_is_told_than_needed (void)
{
  g_auto(Net) net = { 0 };
  g_autoptr(GazetteResponse) response = NULL;
  g_autofree char *complaint = NULL;

  net_open (&net);
  net_answer (&net, "/", &(GazetteTestAnswer) {
    .expect = "User-Agent: Gazette/" PACKAGE_VERSION " (" APP_ID ")\nAccept: */*\n"
              "!Accept-Language\n!Cookie\n!Referer\n!From\n!If-None-Match\n!If-Modified-Since\n!Authorization",
  });
  response = net_get (&net, "/");
  complaint = gazette_test_server_dup_complaint (net.server);
  g_assert_cmpstr (complaint, ==, NULL);
}

static void
test_cookies_are_not_brought_back (void)
{
  g_auto(Net) net = { 0 };
  g_autoptr(GazetteResponse) first = NULL;
  g_autoptr(GazetteResponse) second = NULL;

  net_open (&net);
  net_answer (&net, "/", &(GazetteTestAnswer) {
    .status = 302, .headers = "Set-Cookie: a=1; Path=/\nLocation: /next", .expect = "!Cookie\n!Referer" });
  net_answer (&net, "/next", &(GazetteTestAnswer) { .headers = "Set-Cookie: b=1", .expect = "!Cookie\n!Referer" });
  first = net_get (&net, "/");
  second = net_get (&net, "/");
  g_assert_cmpuint (gazette_test_server_get_hits (net.server, NULL), ==, 4);
}

static char *
dup_url_with_user (GazetteTestServer *server,
                   const char        *path)
{
  return g_strconcat ("http://me:se%3Acret@", gazette_test_server_get_base (server) + strlen ("http://"), path, NULL);
}

static void
test_the_password_of_an_address_is_for_its_server_only (void)
{
  g_auto(Net) net = { 0 };
  g_auto(Net) other = { 0 };
  g_autoptr(GazetteResponse) response = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *url = NULL;
  g_autofree char *to_other = NULL;
  g_autofree char *complaint = NULL;
  g_autofree char *other_complaint = NULL;

  net_open (&net);
  net_open (&other);
  url = dup_url_with_user (net.server, "/");
  to_other = g_strdup_printf ("Location: %s/", gazette_test_server_get_base (other.server));
  net_answer (&net, "/", &(GazetteTestAnswer) {
    .status = 302, .headers = to_other, .expect = "Authorization: Basic bWU6c2U6Y3JldA==" });
  net_answer (&other, "/", &(GazetteTestAnswer) { .expect = "!Authorization" });
  response = net_ask (&net, &(GazetteRequest) { .url = url }, &error);
  complaint = gazette_test_server_dup_complaint (net.server);
  other_complaint = gazette_test_server_dup_complaint (other.server);

  g_assert_cmpstr (complaint, ==, NULL);
  g_assert_cmpstr (other_complaint, ==, NULL);
  g_assert_no_error (error);
}

/* Also not when the other one listens beside it on the same host. */
static void
test_a_key_in_a_header_is_for_its_server_only (void)
{
  static const char *const headers[] = { "X-Key", "secret", "X-Bad", "1\r\nX-Worse: 2", NULL };
  GazetteRequest request = { .headers = headers };
  g_auto(Net) net = { 0 };
  g_auto(Net) other = { 0 };
  g_autoptr(GazetteResponse) response = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *url = NULL;
  g_autofree char *to_other = NULL;
  g_autofree char *complaint = NULL;
  g_autofree char *other_complaint = NULL;

  net_open (&net);
  net_open (&other);
  url = gazette_test_server_dup_url (net.server, "/");
  to_other = g_strdup_printf ("Location: %s/", gazette_test_server_get_base (other.server));
  net_answer (&net, "/", &(GazetteTestAnswer) { .status = 302, .headers = "Location: /next", .expect = "X-Key: secret" });
  net_answer (&net, "/next", &(GazetteTestAnswer) { .status = 302, .headers = to_other, .expect = "X-Key: secret\n!X-Bad" });
  net_answer (&other, "/", &(GazetteTestAnswer) { .expect = "!X-Key" });
  request.url = url;
  response = net_ask (&net, &request, &error);
  complaint = gazette_test_server_dup_complaint (net.server);
  other_complaint = gazette_test_server_dup_complaint (other.server);

  g_assert_cmpstr (complaint, ==, NULL);
  g_assert_cmpstr (other_complaint, ==, NULL);
  g_assert_no_error (error);
}

/* What an API wants to be asked for is asked for, and nothing beside it. */
static void
test_a_header_takes_the_place_of_the_usual_one (void)
{
  static const char *const headers[] = { "accept", "application/x", NULL };
  GazetteRequest request = { .accept = "text/html", .headers = headers };
  g_auto(Net) net = { 0 };
  g_autoptr(GazetteResponse) response = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *url = NULL;
  g_autofree char *accept = NULL;

  net_open (&net);
  url = gazette_test_server_dup_url (net.server, "/");
  net_answer (&net, "/", &(GazetteTestAnswer) { 0 });
  request.url = url;
  response = net_ask (&net, &request, &error);
  g_assert_no_error (error);
  accept = gazette_test_server_dup_header (net.server, "/", "Accept");

  g_assert_cmpstr (accept, ==, "application/x");
}

static void
wait_for_all (DexFuture **futures,
              guint       n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GazetteResponse) response = net_finish (futures[i], &error);

      g_assert_no_error (error);
    }
}

static void
test_two_at_once_to_one_host (void)
{
  g_auto(Net) net = { 0 };
  DexFuture *futures[9];

  net_open (&net);
  net_answer (&net, "/", &(GazetteTestAnswer) { .delay = 20 });
  for (guint i = 0; i < G_N_ELEMENTS (futures); i++)
    futures[i] = net_start (&net, "/");
  wait_for_all (futures, G_N_ELEMENTS (futures));

  g_assert_cmpuint (gazette_test_server_get_hits (net.server, "/"), ==, 9);
  g_assert_cmpuint (gazette_test_server_get_most (net.server, "/"), ==, 2);
}

static void
test_eight_at_once_to_all_hosts (void)
{
  Net nets[5] = { 0 };
  DexFuture *futures[15];
  guint n_running = 0;

  net_open (&nets[0]);
  for (guint i = 0; i < G_N_ELEMENTS (nets); i++)
    {
      if (i > 0)
        nets[i].server = gazette_test_server_new ();
      net_answer (&nets[i], "/", &(GazetteTestAnswer) { .fault = GAZETTE_TEST_FAULT_NEVER });
    }
  for (guint i = 0; i < G_N_ELEMENTS (futures); i++)
    {
      g_autofree char *url = gazette_test_server_dup_url (nets[i % 5].server, "/");

      futures[i] = gazette_fetcher_fetch (nets[0].fetcher, &(GazetteRequest) { .url = url });
    }

  while (n_running < 8)
    {
      g_main_context_iteration (NULL, FALSE);
      n_running = 0;
      for (guint i = 0; i < G_N_ELEMENTS (nets); i++)
        n_running += gazette_test_server_get_running (nets[i].server, "/");
    }
  /* A ninth would come with the next turns. */
  for (guint i = 0; i < 100; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (500);
    }
  n_running = 0;
  for (guint i = 0; i < G_N_ELEMENTS (nets); i++)
    n_running += gazette_test_server_get_hits (nets[i].server, "/");
  g_assert_cmpuint (n_running, ==, 8);

  for (guint i = 0; i < G_N_ELEMENTS (futures); i++)
    dex_unref (futures[i]);
  for (guint i = 0; i < G_N_ELEMENTS (nets); i++)
    net_close (&nets[i]);
}

static void
test_to_wait_for_a_connection_takes_no_time (void)
{
  g_auto(Net) net = { 0 };
  DexFuture *futures[12];

  net_open (&net);
  /* Two at once and 0.4 s each: the last one begins long after a second. */
  gazette_fetcher_set_timeouts (net.fetcher, &(GazetteTimeouts) { 30, 30, 1 });
  net_answer (&net, "/", &(GazetteTestAnswer) { .delay = 250 });
  for (guint i = 0; i < G_N_ELEMENTS (futures); i++)
    futures[i] = net_start (&net, "/");
  wait_for_all (futures, G_N_ELEMENTS (futures));
  g_assert_cmpuint (gazette_test_server_get_hits (net.server, "/"), ==, 12);
}

static void
test_a_dropped_answer_is_not_loaded (void)
{
  g_auto(Net) net = { 0 };
  DexFuture *before_headers;
  DexFuture *in_body;

  net_open (&net);
  net_answer (&net, "/never", &(GazetteTestAnswer) { .fault = GAZETTE_TEST_FAULT_NEVER });
  net_answer (&net, "/body", &(GazetteTestAnswer) {
    .fault = GAZETTE_TEST_FAULT_ENDLESS, .body = ".", .chunk_size = 1, .pace = 5 });

  before_headers = net_start (&net, "/never");
  in_body = net_start (&net, "/body");
  wait_until (gazette_test_server_get_running (net.server, "/never") == 1);
  wait_until (gazette_test_server_get_sent (net.server, "/body") > 3);
  g_assert_true (dex_future_is_pending (before_headers));
  g_assert_true (dex_future_is_pending (in_body));

  dex_unref (before_headers);
  dex_unref (in_body);
  wait_until (gazette_test_server_get_dropped (net.server, NULL) == 2);
  g_assert_cmpuint (gazette_test_server_get_running (net.server, NULL), ==, 0);
}

static void
test_a_dropped_wait_gives_its_place_up (void)
{
  g_auto(Net) net = { 0 };
  DexFuture *held[2];
  DexFuture *waiting;
  g_autoptr(GazetteResponse) response = NULL;

  net_open (&net);
  net_answer (&net, "/never", &(GazetteTestAnswer) { .fault = GAZETTE_TEST_FAULT_NEVER });
  net_answer (&net, "/", &(GazetteTestAnswer) { .body = "a" });
  held[0] = net_start (&net, "/never");
  held[1] = net_start (&net, "/never");
  waiting = net_start (&net, "/unwanted");
  wait_until (gazette_test_server_get_running (net.server, "/never") == 2);

  dex_unref (waiting);
  dex_unref (held[0]);
  response = net_get (&net, "/");
  net_assert_body (response, "a");
  g_assert_cmpuint (gazette_test_server_get_hits (net.server, "/unwanted"), ==, 0);
  dex_unref (held[1]);
}

static void
assert_cancelled (DexFuture *future)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GazetteResponse) response = net_finish (future, &error);

  g_assert_null (response);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_nothing_goes_on_without_the_fetcher (void)
{
  g_auto(Net) net = { 0 };
  DexFuture *before_headers;
  DexFuture *in_body;
  DexFuture *waiting;

  net_open (&net);
  net_answer (&net, "/never", &(GazetteTestAnswer) { .fault = GAZETTE_TEST_FAULT_NEVER });
  net_answer (&net, "/body", &(GazetteTestAnswer) {
    .fault = GAZETTE_TEST_FAULT_ENDLESS, .body = ".", .chunk_size = 1, .pace = 5 });
  before_headers = net_start (&net, "/never");
  in_body = net_start (&net, "/body");
  waiting = net_start (&net, "/unwanted");
  wait_until (gazette_test_server_get_running (net.server, "/never") == 1);
  wait_until (gazette_test_server_get_sent (net.server, "/body") > 3);

  g_assert_finalize_object (g_steal_pointer (&net.fetcher));
  assert_cancelled (before_headers);
  assert_cancelled (in_body);
  assert_cancelled (waiting);
  wait_until (gazette_test_server_get_dropped (net.server, NULL) == 2);
  g_assert_cmpuint (gazette_test_server_get_hits (net.server, "/unwanted"), ==, 0);
}

static void
test_a_fetcher_may_go_before_it_has_begun (void)
{
  g_auto(Net) net = { 0 };
  DexFuture *future;

  net_open (&net);
  net_answer (&net, "/", &(GazetteTestAnswer) { .body = "a" });
  future = net_start (&net, "/");
  g_assert_finalize_object (g_steal_pointer (&net.fetcher));
  assert_cancelled (future);
}

static DexFuture *
drop_fetcher_cb (DexFuture *future,
                 gpointer   user_data)
{
  Net *net = user_data;

  g_clear_object (&net->fetcher);

  return dex_ref (future);
}

static void
test_the_fetcher_may_go_with_an_answer (void)
{
  g_auto(Net) net = { 0 };
  DexFuture *answered;
  DexFuture *pending;
  g_autoptr(GazetteResponse) response = NULL;
  g_autoptr(GError) error = NULL;

  net_open (&net);
  net_answer (&net, "/", &(GazetteTestAnswer) { .body = "a" });
  net_answer (&net, "/never", &(GazetteTestAnswer) { .fault = GAZETTE_TEST_FAULT_NEVER });
  pending = net_start (&net, "/never");
  answered = dex_future_finally (net_start (&net, "/"), drop_fetcher_cb, &net, NULL);
  response = net_finish (answered, &error);
  g_assert_no_error (error);
  net_assert_body (response, "a");
  assert_cancelled (pending);
}

/* A server that counts its connections, and closes each after some answers.
 * Nothing else tells whether a connection was used again. */
typedef struct
{
  GSocketService *service;
  char           *url;
  guint           n_connections;
  guint           n_open;
  guint           answers_each;
} Counting;

static gboolean
incoming_cb (GThreadedSocketService *service,
             GSocketConnection      *connection,
             GObject                *source,
             gpointer                user_data)
{
  static const char answer[] = "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na";
  static const char moved[] = "HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 5\r\n\r\nmoved";
  Counting *counting = user_data;
  g_autoptr(GDataInputStream) input = g_data_input_stream_new (g_io_stream_get_input_stream (G_IO_STREAM (connection)));
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (connection));

  g_atomic_int_inc (&counting->n_connections);
  g_atomic_int_inc (&counting->n_open);
  g_data_input_stream_set_newline_type (input, G_DATA_STREAM_NEWLINE_TYPE_CR_LF);
  for (guint i = 0; i < counting->answers_each; i++)
    {
      const char *text = answer;
      char *line;
      gsize length;

      while ((line = g_data_input_stream_read_line (input, &length, NULL, NULL)) != NULL && length > 0)
        {
          if (g_str_has_prefix (line, "GET /moved "))
            text = moved;
          g_free (line);
        }
      if (line == NULL)
        break;
      g_free (line);
      g_output_stream_write_all (output, text, strlen (text), NULL, NULL, NULL);
    }
  g_atomic_int_add (&counting->n_open, -1);

  return TRUE;
}

static void
counting_open (Counting     *counting,
               GInetAddress *loopback,
               guint         answers_each)
{
  g_autoptr(GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr(GSocketAddress) effective = NULL;
  g_autoptr(GError) error = NULL;
  gboolean is_6 = g_inet_address_get_family (loopback) == G_SOCKET_FAMILY_IPV6;

  counting->answers_each = answers_each;
  counting->service = g_threaded_socket_service_new (10);
  g_signal_connect (counting->service, "run", G_CALLBACK (incoming_cb), counting);
  g_socket_listener_add_address (G_SOCKET_LISTENER (counting->service), address, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &effective, &error);
  g_assert_no_error (error);
  counting->url = g_strdup_printf ("http://%s:%u/", is_6 ? "[::1]" : "127.0.0.1",
                                   g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective)));
}

static void
counting_close (Counting *counting)
{
  /* The fetcher is gone: so are its connections, in the next turns. */
  wait_until (g_atomic_int_get (&counting->n_open) == 0);
  g_socket_service_stop (counting->service);
  g_socket_listener_close (G_SOCKET_LISTENER (counting->service));
  g_clear_object (&counting->service);
  g_free (counting->url);
}

static void
ask_counting (Counting       *counting,
              GazetteFetcher *fetcher,
              const char     *path)
{
  g_autofree char *url = g_strconcat (counting->url, path, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GazetteResponse) response =
    net_finish (gazette_fetcher_fetch (fetcher, &(GazetteRequest) { .url = url }), &error);

  g_assert_no_error (error);
  net_assert_body (response, "a");
}

static void
test_a_connection_is_used_again (void)
{
  g_autoptr(GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr(GazetteFetcher) fetcher = gazette_fetcher_new ();
  Counting counting = { 0 };

  counting_open (&counting, loopback, 100);
  for (guint i = 0; i < 5; i++)
    ask_counting (&counting, fetcher, i % 2 == 0 ? "" : "moved");
  g_assert_cmpuint (counting.n_connections, ==, 1);

  g_assert_finalize_object (g_steal_pointer (&fetcher));
  counting_close (&counting);
}

static void
test_a_connection_that_was_closed_is_made_anew (void)
{
  g_autoptr(GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr(GazetteFetcher) fetcher = gazette_fetcher_new ();
  Counting counting = { 0 };

  counting_open (&counting, loopback, 1);
  for (guint i = 0; i < 5; i++)
    ask_counting (&counting, fetcher, "");
  g_assert_cmpuint (counting.n_connections, ==, 5);

  g_assert_finalize_object (g_steal_pointer (&fetcher));
  counting_close (&counting);
}

static gboolean
has_ipv6 (GInetAddress *loopback)
{
  g_autoptr(GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr(GSocket) socket = g_socket_new (G_SOCKET_FAMILY_IPV6, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);

  return socket != NULL && g_socket_bind (socket, address, FALSE, NULL);
}

static void
test_ipv6_is_spoken (void)
{
  g_autoptr(GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV6);
  g_autoptr(GazetteFetcher) fetcher = gazette_fetcher_new ();
  Counting counting = { 0 };

  if (!has_ipv6 (loopback))
    {
      g_test_skip ("no IPv6 here");
      return;
    }

  counting_open (&counting, loopback, 100);
  ask_counting (&counting, fetcher, "");
  ask_counting (&counting, fetcher, "moved");
  g_assert_cmpuint (counting.n_connections, ==, 1);

  g_assert_finalize_object (g_steal_pointer (&fetcher));
  counting_close (&counting);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  g_test_add_func ("/net/no-more-is-told-than-needed", test_no_more_is_told_than_needed);
  g_test_add_func ("/net/cookies-are-not-brought-back", test_cookies_are_not_brought_back);
  g_test_add_func ("/net/the-password-of-an-address-is-for-its-server-only",
                   test_the_password_of_an_address_is_for_its_server_only);
  g_test_add_func ("/net/a-key-in-a-header-is-for-its-server-only", test_a_key_in_a_header_is_for_its_server_only);
  g_test_add_func ("/net/a-header-takes-the-place-of-the-usual-one", test_a_header_takes_the_place_of_the_usual_one);
  g_test_add_func ("/net/two-at-once-to-one-host", test_two_at_once_to_one_host);
  g_test_add_func ("/net/eight-at-once-to-all-hosts", test_eight_at_once_to_all_hosts);
  g_test_add_func ("/net/to-wait-for-a-connection-takes-no-time", test_to_wait_for_a_connection_takes_no_time);
  g_test_add_func ("/net/a-dropped-answer-is-not-loaded", test_a_dropped_answer_is_not_loaded);
  g_test_add_func ("/net/a-dropped-wait-gives-its-place-up", test_a_dropped_wait_gives_its_place_up);
  g_test_add_func ("/net/nothing-goes-on-without-the-fetcher", test_nothing_goes_on_without_the_fetcher);
  g_test_add_func ("/net/a-fetcher-may-go-before-it-has-begun", test_a_fetcher_may_go_before_it_has_begun);
  g_test_add_func ("/net/the-fetcher-may-go-with-an-answer", test_the_fetcher_may_go_with_an_answer);
  g_test_add_func ("/net/a-connection-is-used-again", test_a_connection_is_used_again);
  g_test_add_func ("/net/a-connection-that-was-closed-is-made-anew", test_a_connection_that_was_closed_is_made_anew);
  g_test_add_func ("/net/ipv6-is-spoken", test_ipv6_is_spoken);

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <libsoup/soup.h>

#include "gazette-test-server.h"

/* Asks as plainly as can be: what comes back is all that the server sent. */
static char *
ask (GazetteTestServer *server,
     const char        *path,
     const char        *headers)
{
  g_autoptr(GSocketClient) client = g_socket_client_new ();
  g_autoptr(GUri) uri = g_uri_parse (gazette_test_server_get_base (server), G_URI_FLAGS_NONE, NULL);
  g_autofree char *request = g_strdup_printf ("GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n%s\r\n", path, headers);
  g_autoptr(GSocketConnection) connection = NULL;
  g_autoptr(GOutputStream) answer = g_memory_output_stream_new_resizable ();
  g_autoptr(GError) error = NULL;

  connection = g_socket_client_connect_to_host (client, "127.0.0.1", (guint16) g_uri_get_port (uri), NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), request, strlen (request),
                             NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_splice (answer, g_io_stream_get_input_stream (G_IO_STREAM (connection)),
                          G_OUTPUT_STREAM_SPLICE_NONE, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (answer, "", 1, NULL, NULL, NULL);
  g_output_stream_close (answer, NULL, NULL);

  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (answer));
}

static const char *
get_body (const char *answer)
{
  const char *end = strstr (answer, "\r\n\r\n");

  return end != NULL ? end + 4 : NULL;
}

static void
assert_body (GazetteTestServer *server,
             const char        *path,
             const char        *body)
{
  g_autofree char *answer = ask (server, path, "");

  g_assert_cmpstr (get_body (answer), ==, body);
}

static void
test_answers_come_in_sequence_and_the_last_repeats (void)
{
  g_autoptr(GazetteTestServer) server = gazette_test_server_new ();

  gazette_test_server_add (server, "/a", &(GazetteTestAnswer) { .body = "one" });
  gazette_test_server_add (server, "/a", &(GazetteTestAnswer) { .body = "two" });
  assert_body (server, "/a", "one");
  assert_body (server, "/a", "two");
  assert_body (server, "/a", "two");
  gazette_test_server_add (server, "/a", &(GazetteTestAnswer) { .body = "three" });
  assert_body (server, "/a", "three");

  g_assert_cmpuint (gazette_test_server_get_hits (server, "/a"), ==, 4);
  g_assert_cmpuint (gazette_test_server_get_hits (server, "/b"), ==, 0);
}

static void
test_a_query_may_have_an_answer_of_its_own (void)
{
  g_autoptr(GazetteTestServer) server = gazette_test_server_new ();

  gazette_test_server_add (server, "/a", &(GazetteTestAnswer) { .body = "any" });
  gazette_test_server_add (server, "/a?page=2", &(GazetteTestAnswer) { .body = "second" });
  assert_body (server, "/a?page=1", "any");
  assert_body (server, "/a?page=2", "second");
}

static void
test_what_was_not_expected_is_complained_of (void)
{
  g_autoptr(GazetteTestServer) server = gazette_test_server_new ();
  g_autofree char *good = NULL;
  g_autofree char *bad = NULL;
  g_autofree char *complaint = NULL;

  gazette_test_server_add (server, "/a", &(GazetteTestAnswer) { .expect = "X-A: 1\n!X-B" });
  good = ask (server, "/a", "X-A: 1\r\n");
  g_assert_true (g_str_has_prefix (good, "HTTP/1.1 200 "));
  g_assert_null (gazette_test_server_dup_complaint (server));

  bad = ask (server, "/a", "X-A: 1\r\nX-B: 2\r\n");
  g_assert_true (g_str_has_prefix (bad, "HTTP/1.1 400 "));
  complaint = gazette_test_server_dup_complaint (server);
  g_assert_cmpstr (complaint, ==, "X-B: 2 was not expected");
}

static void
test_the_base_address_is_filled_in (void)
{
  g_autoptr(GazetteTestServer) server = gazette_test_server_new ();
  g_autofree char *url = gazette_test_server_dup_url (server, "/x");

  gazette_test_server_add (server, "/a", &(GazetteTestAnswer) { .body = "{{base}}/x" });
  assert_body (server, "/a", url);
}

static void
test_faults_are_sent_as_they_were_ordered (void)
{
  g_autoptr(GazetteTestServer) server = gazette_test_server_new ();
  g_autofree char *garbage = NULL;
  g_autofree char *cut_off = NULL;
  g_autofree char *wrong = NULL;
  g_autofree char *chunked = NULL;

  gazette_test_server_add (server, "/garbage", &(GazetteTestAnswer) {
    .fault = GAZETTE_TEST_FAULT_GARBAGE, .body = "no HTTP" });
  garbage = ask (server, "/garbage", "");
  g_assert_cmpstr (garbage, ==, "no HTTP");

  gazette_test_server_add (server, "/cut-off", &(GazetteTestAnswer) {
    .fault = GAZETTE_TEST_FAULT_CUT_OFF, .cut_off = 3, .body = "abcdef" });
  cut_off = ask (server, "/cut-off", "");
  g_assert_cmpstr (get_body (cut_off), ==, "abc");
  g_assert_nonnull (strstr (cut_off, "Content-Length: 6\r\n"));

  gazette_test_server_add (server, "/wrong", &(GazetteTestAnswer) {
    .fault = GAZETTE_TEST_FAULT_WRONG_LENGTH, .claimed_length = 2, .body = "abcdef" });
  wrong = ask (server, "/wrong", "");
  g_assert_cmpstr (get_body (wrong), ==, "abcdef");
  g_assert_nonnull (strstr (wrong, "Content-Length: 2\r\n"));

  gazette_test_server_add (server, "/chunked", &(GazetteTestAnswer) {
    .chunked = TRUE, .chunk_size = 4, .body = "abcdef" });
  chunked = ask (server, "/chunked", "");
  g_assert_cmpstr (get_body (chunked), ==, "4\r\nabcd\r\n2\r\nef\r\n0\r\n\r\n");
}

static gpointer
ask_slow (gpointer server)
{
  g_free (ask (server, "/slow", ""));

  return NULL;
}

static void
test_the_most_at_once_are_counted (void)
{
  g_autoptr(GazetteTestServer) server = gazette_test_server_new ();
  GThread *threads[3];

  gazette_test_server_add (server, "/slow", &(GazetteTestAnswer) { .delay = 150 });
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("ask", ask_slow, server);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  ask_slow (server);

  g_assert_cmpuint (gazette_test_server_get_hits (server, NULL), ==, 4);
  g_assert_cmpuint (gazette_test_server_get_most (server, "/slow"), ==, 3);
}

static void
test_a_server_may_end_in_the_middle_of_an_answer (void)
{
  GazetteTestServer *server = gazette_test_server_new ();
  g_autoptr(GSocketClient) client = g_socket_client_new ();
  g_autoptr(GUri) uri = g_uri_parse (gazette_test_server_get_base (server), G_URI_FLAGS_NONE, NULL);
  const char *paths[] = { "/slow", "/never", "/endless" };
  GSocketConnection *connections[G_N_ELEMENTS (paths)];

  gazette_test_server_add (server, "/slow", &(GazetteTestAnswer) { .delay = 60000 });
  gazette_test_server_add (server, "/never", &(GazetteTestAnswer) { .fault = GAZETTE_TEST_FAULT_NEVER });
  gazette_test_server_add (server, "/endless", &(GazetteTestAnswer) {
    .fault = GAZETTE_TEST_FAULT_ENDLESS, .body = "and so on " });

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *request = g_strdup_printf ("GET %s HTTP/1.1\r\nHost: x\r\n\r\n", paths[i]);

      connections[i] = g_socket_client_connect_to_host (client, "127.0.0.1", (guint16) g_uri_get_port (uri), NULL, NULL);
      g_assert_nonnull (connections[i]);
      g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connections[i])),
                                 request, strlen (request), NULL, NULL, NULL);
    }
  while (gazette_test_server_get_running (server, NULL) < G_N_ELEMENTS (paths))
    g_usleep (1000);

  gazette_test_server_free (server);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    g_object_unref (connections[i]);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/server/answers-come-in-sequence-and-the-last-repeats", test_answers_come_in_sequence_and_the_last_repeats);
  g_test_add_func ("/server/a-query-may-have-an-answer-of-its-own", test_a_query_may_have_an_answer_of_its_own);
  g_test_add_func ("/server/what-was-not-expected-is-complained-of", test_what_was_not_expected_is_complained_of);
  g_test_add_func ("/server/the-base-address-is-filled-in", test_the_base_address_is_filled_in);
  g_test_add_func ("/server/faults-are-sent-as-they-were-ordered", test_faults_are_sent_as_they_were_ordered);
  g_test_add_func ("/server/the-most-at-once-are-counted", test_the_most_at_once_are_counted);
  g_test_add_func ("/server/a-server-may-end-in-the-middle-of-an-answer", test_a_server_may_end_in_the_middle_of_an_answer);

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Everything that goes wrong, and what a person is told of it. */

#include "config.h"

#include <string.h>

#include "test-net-util.h"

/* Short enough for a test. What should time out says nothing for ever, so that
 * a slow machine changes nothing. */
static const GazetteTimeouts quick = { 1, 1, 60 };

static void
test_every_status_has_its_words (void)
{
  const struct
  {
    guint status;
    GazetteError code;
    const char *words;
  } cases[] = {
    { 401, GAZETTE_ERROR_UNAUTHORIZED, "signed in" },
    { 403, GAZETTE_ERROR_FORBIDDEN, "browser" },
    { 404, GAZETTE_ERROR_NOT_FOUND, "Check the address" },
    { 410, GAZETTE_ERROR_GONE, "for good" },
    { 429, GAZETTE_ERROR_TOO_MANY_REQUESTS, "later" },
    { 500, GAZETTE_ERROR_SERVER, "error 500" },
    { 503, GAZETTE_ERROR_SERVER, "error 503" },
    { 599, GAZETTE_ERROR_SERVER, "error 599" },
    { 400, GAZETTE_ERROR_REFUSED, "error 400" },
    { 406, GAZETTE_ERROR_REFUSED, "error 406" },
    { 421, GAZETTE_ERROR_REFUSED, "error 421" },
    { 451, GAZETTE_ERROR_REFUSED, "error 451" },
    { 300, GAZETTE_ERROR_REFUSED, "error 300" },
    { 206, GAZETTE_ERROR_REFUSED, "error 206" },
    /* Not asked for: there was no earlier answer. */
    { 304, GAZETTE_ERROR_REFUSED, "error 304" },
  };
  g_auto(Net) net = { 0 };

  net_open (&net);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/%u", cases[i].status);
      g_autoptr(GError) error = NULL;

      net_answer (&net, path, &(GazetteTestAnswer) { .status = cases[i].status, .body = "<p>no" });
      error = net_fail (&net, path);
      net_assert_words (error, cases[i].code, cases[i].words);
      g_assert_cmpint (gazette_fetch_error_get_retry_at (error), ==, 0);
      g_assert_cmpuint (gazette_test_server_get_hits (net.server, path), ==, 1);
    }
}

/* What an article leads to has an address that nobody can check. */
static void
test_who_typed_no_address_is_told_of_none (void)
{
  const struct
  {
    GazetteTestAnswer answer;
    GazetteError code;
    const char *words;
  } cases[] = {
    { { .status = 401 }, GAZETTE_ERROR_UNAUTHORIZED, "signed in" },
    { { .status = 403 }, GAZETTE_ERROR_FORBIDDEN, "everybody" },
    { { .status = 404 }, GAZETTE_ERROR_NOT_FOUND, "any more" },
    { { .status = 410 }, GAZETTE_ERROR_GONE, "any more" },
    { { .status = 406 }, GAZETTE_ERROR_REFUSED, "error 406" },
    { { .body = "<p>A body that is far larger than was asked for" }, GAZETTE_ERROR_TOO_LARGE, "larger than" },
    { { .fault = GAZETTE_TEST_FAULT_GARBAGE, .body = "220 mail ready\r\n\r\n" }, GAZETTE_ERROR_FAILED, "damaged" },
  };
  g_auto(Net) net = { 0 };

  net_open (&net);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/%u", i);
      g_autofree char *url = gazette_test_server_dup_url (net.server, path);
      g_autoptr(GError) error = NULL;

      net_answer (&net, path, &cases[i].answer);
      g_assert_null (net_ask (&net, &(GazetteRequest) { .url = url, .max_size = 16, .is_linked = TRUE }, &error));
      net_assert_words (error, cases[i].code, cases[i].words);
      g_assert_null (strstr (error->message, "address"));
    }
}

static gint64
get_retry_at (Net        *net,
              guint       status,
              const char *value)
{
  static guint n_asked;
  g_autofree char *path = g_strdup_printf ("/%u", n_asked++);
  g_autofree char *header = g_strdup_printf ("Retry-After: %s", value);
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) copy = NULL;

  net_answer (net, path, &(GazetteTestAnswer) { .status = status, .headers = header });
  error = net_fail (net, path);
  copy = g_error_copy (error);

  return gazette_fetch_error_get_retry_at (copy);
}

static void
test_when_to_ask_again_is_told (void)
{
  g_auto(Net) net = { 0 };
  gint64 before = g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr(GDateTime) hour = g_date_time_new_from_unix_utc (before + 3600);
  g_autofree char *date = g_date_time_format (hour, "%a, %d %b %Y %H:%M:%S GMT");
  gint64 seconds;
  gint64 too_long;
  gint64 after;

  net_open (&net);
  seconds = get_retry_at (&net, 429, "120");
  too_long = get_retry_at (&net, 503, "99999999999");
  after = g_get_real_time () / G_USEC_PER_SEC;

  g_assert_cmpint (seconds, >=, before + 120);
  g_assert_cmpint (seconds, <=, after + 120);
  g_assert_cmpint (too_long, >=, before + 24 * 3600);
  g_assert_cmpint (too_long, <=, after + 24 * 3600);
  g_assert_cmpint (get_retry_at (&net, 503, date), ==, before + 3600);
  g_assert_cmpint (get_retry_at (&net, 503, "Wed, 21 Oct 2015 07:28:00 GMT"), ==, 0);
  g_assert_cmpint (get_retry_at (&net, 503, "soon"), ==, 0);
  g_assert_cmpint (get_retry_at (&net, 503, "-5"), ==, 0);
}

static void
test_a_name_that_is_none (void)
{
  g_auto(Net) net = { 0 };
  g_autoptr(GError) error = NULL;

  net_open (&net);
  /* RFC 6761, 6.4: never there. */
  g_assert_null (net_ask (&net, &(GazetteRequest) { .url = "http://news.invalid/" }, &error));
  g_assert_error (error, GAZETTE_ERROR, GAZETTE_ERROR_UNKNOWN_HOST);
  g_assert_nonnull (strstr (error->message, "“news.invalid”"));
}

static void
test_a_port_that_refuses (void)
{
  g_auto(Net) net = { 0 };
  g_autoptr(GError) error = NULL;
  g_autofree char *url = NULL;

  net_open (&net);
  url = gazette_test_server_dup_refusing_url (net.server);
  g_assert_null (net_ask (&net, &(GazetteRequest) { .url = url }, &error));
  net_assert_words (error, GAZETTE_ERROR_UNREACHABLE, "refuses");
}

static void
test_a_connection_that_never_stands (void)
{
  g_auto(Net) net = { 0 };
  g_autoptr(GError) error = NULL;
  g_autofree char *url = NULL;

  net_open (&net);
  gazette_fetcher_set_timeouts (net.fetcher, &quick);
  url = gazette_test_server_dup_silent_url (net.server);
  g_assert_null (net_ask (&net, &(GazetteRequest) { .url = url }, &error));
  net_assert_words (error, GAZETTE_ERROR_TIMED_OUT, "within 1 second.");
}

static void
test_silence_before_the_headers (void)
{
  g_auto(Net) net = { 0 };
  g_autoptr(GError) error = NULL;

  net_open (&net);
  gazette_fetcher_set_timeouts (net.fetcher, &(GazetteTimeouts) { 30, 1, 60 });
  net_answer (&net, "/", &(GazetteTestAnswer) { .fault = GAZETTE_TEST_FAULT_NEVER });
  error = net_fail (&net, "/");
  net_assert_words (error, GAZETTE_ERROR_TIMED_OUT, "nothing for 1 second.");
}

static void
test_silence_in_the_body (void)
{
  g_auto(Net) net = { 0 };
  g_autoptr(GError) error = NULL;

  net_open (&net);
  gazette_fetcher_set_timeouts (net.fetcher, &(GazetteTimeouts) { 30, 1, 60 });
  net_answer (&net, "/", &(GazetteTestAnswer) { .body = "abcdef", .chunk_size = 3, .pace = 600000 });
  error = net_fail (&net, "/");
  net_assert_words (error, GAZETTE_ERROR_TIMED_OUT, "nothing for 1 second.");
}

static void
test_a_body_that_drips_for_ever (void)
{
  g_auto(Net) net = { 0 };
  g_autoptr(GError) error = NULL;

  net_open (&net);
  gazette_fetcher_set_timeouts (net.fetcher, &(GazetteTimeouts) { 30, 30, 1 });
  net_answer (&net, "/", &(GazetteTestAnswer) { .fault = GAZETTE_TEST_FAULT_ENDLESS, .body = ".", .chunk_size = 1, .pace = 20 });
  error = net_fail (&net, "/");
  net_assert_words (error, GAZETTE_ERROR_TIMED_OUT, "finished its answer within 1 second.");
}

static void
test_redirects_do_not_prolong_the_whole (void)
{
  g_auto(Net) net = { 0 };
  g_autoptr(GError) error = NULL;

  net_open (&net);
  gazette_fetcher_set_timeouts (net.fetcher, &(GazetteTimeouts) { 30, 30, 1 });
  /* Each of them alone would be in time. */
  net_answer (&net, "/", &(GazetteTestAnswer) { .status = 302, .headers = "Location: /", .delay = 300 });
  error = net_fail (&net, "/");
  net_assert_words (error, GAZETTE_ERROR_TIMED_OUT, "finished its answer within 1 second.");
}

static void
test_a_slow_answer_is_an_answer (void)
{
  g_auto(Net) net = { 0 };
  g_autoptr(GazetteResponse) response = NULL;

  net_open (&net);
  net_answer (&net, "/", &(GazetteTestAnswer) { .body = "abcdef", .delay = 50, .chunk_size = 1, .pace = 10 });
  response = net_get (&net, "/");
  net_assert_body (response, "abcdef");
}

static void
test_a_body_that_is_cut_off (void)
{
  g_auto(Net) net = { 0 };
  const GazetteTestCoding codings[] = {
    GAZETTE_TEST_CODING_NONE,
    GAZETTE_TEST_CODING_GZIP,
    GAZETTE_TEST_CODING_DEFLATE,
    GAZETTE_TEST_CODING_BROTLI,
  };

  net_open (&net);
  for (guint i = 0; i < G_N_ELEMENTS (codings) * 2; i++)
    {
      g_autofree char *path = g_strdup_printf ("/%u", i);
      g_autoptr(GError) error = NULL;

      net_answer (&net, path, &(GazetteTestAnswer) { .fault = GAZETTE_TEST_FAULT_CUT_OFF, .cut_off = 12, .body = "the same again, the same again, and more", .coding = codings[i / 2], .chunked = i % 2 == 1 });
      error = net_fail (&net, path);
      net_assert_words (error, GAZETTE_ERROR_UNREACHABLE, "broke off");
    }
}

static void
test_what_is_no_http (void)
{
  g_auto(Net) net = { 0 };
  g_autoptr(GError) error = NULL;

  net_open (&net);
  net_answer (&net, "/", &(GazetteTestAnswer) { .fault = GAZETTE_TEST_FAULT_GARBAGE, .body = "220 mail ready\r\n\r\n" });
  error = net_fail (&net, "/");
  net_assert_words (error, GAZETTE_ERROR_FAILED, "damaged");
}

static void
test_a_length_over_the_limit_is_not_read (void)
{
  g_auto(Net) net = { 0 };
  g_autoptr(GError) error = NULL;

  net_open (&net);
  net_answer (&net, "/", &(GazetteTestAnswer) { .fault = GAZETTE_TEST_FAULT_WRONG_LENGTH, .claimed_length = 4000000000, .body = "x" });
  error = net_fail (&net, "/");
  net_assert_words (error, GAZETTE_ERROR_TOO_LARGE, "larger than 21.0");
}

static void
test_a_body_over_the_limit_is_stopped (void)
{
  g_auto(Net) net = { 0 };
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) endless = NULL;
  g_autoptr(GazetteResponse) response = NULL;
  g_autofree char *just = NULL;
  g_autofree char *over = NULL;

  net_open (&net);
  just = gazette_test_server_dup_url (net.server, "/just");
  over = gazette_test_server_dup_url (net.server, "/over");
  net_answer (&net, "/just", &(GazetteTestAnswer) { .body = "0123456789", .chunked = TRUE });
  net_answer (&net, "/over", &(GazetteTestAnswer) { .body = "0123456789a", .chunked = TRUE });
  net_answer (&net, "/endless", &(GazetteTestAnswer) { .fault = GAZETTE_TEST_FAULT_ENDLESS, .body = "and so on and so on and so on and so on and so on ", .chunked = TRUE });

  response = net_ask (&net, &(GazetteRequest) { .url = just, .max_size = 10 }, &error);
  g_assert_no_error (error);
  net_assert_body (response, "0123456789");
  g_assert_null (net_ask (&net, &(GazetteRequest) { .url = over, .max_size = 10 }, &error));
  net_assert_words (error, GAZETTE_ERROR_TOO_LARGE, "larger than 10 bytes");
}

static void
test_an_endless_body_is_stopped (void)
{
  g_auto(Net) net = { 0 };
  g_autoptr(GError) error = NULL;
  g_autofree char *piece = g_strnfill (100000, 'x');

  net_open (&net);
  net_answer (&net, "/", &(GazetteTestAnswer) { .fault = GAZETTE_TEST_FAULT_ENDLESS, .body = piece });
  error = net_fail (&net, "/");
  net_assert_words (error, GAZETTE_ERROR_TOO_LARGE, "larger than");
}

static void
test_a_bomb_does_not_go_off (void)
{
  const GazetteTestCoding codings[] = {
    GAZETTE_TEST_CODING_GZIP,
    GAZETTE_TEST_CODING_DEFLATE,
    GAZETTE_TEST_CODING_BROTLI,
  };
  gsize size = 64 * 1024 * 1024;
  g_auto(Net) net = { 0 };
  g_autofree char *zeroes = g_malloc0 (size);

  net_open (&net);
  for (guint i = 0; i < G_N_ELEMENTS (codings); i++)
    {
      g_autofree char *path = g_strdup_printf ("/%u", i);
      g_autofree char *url = gazette_test_server_dup_url (net.server, path);
      g_autoptr(GError) error = NULL;

      net_answer (&net, path, &(GazetteTestAnswer) { .body = zeroes, .length = size, .coding = codings[i] });
      g_assert_null (net_ask (&net, &(GazetteRequest) { .url = url, .max_size = 1024 * 1024 }, &error));
      net_assert_words (error, GAZETTE_ERROR_TOO_LARGE, "larger than 1.0");
    }
}

/* The words of an API come with its refusal; pages, and what is long or broken
 * off, do without. */
static void
test_a_refusal_brings_its_words (void)
{
  static const struct { const char *type; gsize length; GazetteTestFault fault; gboolean has_words; } cases[] = {
    { "application/json; charset=utf-8", 60, GAZETTE_TEST_FAULT_NONE, TRUE },
    { "application/problem+json", 16 * 1024, GAZETTE_TEST_FAULT_NONE, TRUE },
    { "application/json", 16 * 1024 + 1, GAZETTE_TEST_FAULT_NONE, FALSE },
    { "application/json", 60, GAZETTE_TEST_FAULT_ENDLESS, FALSE },
    { "application/json", 60, GAZETTE_TEST_FAULT_CUT_OFF, FALSE },
    { "text/html", 60, GAZETTE_TEST_FAULT_NONE, FALSE },
  };
  g_auto(Net) net = { 0 };

  net_open (&net);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/%u?key=secret", i);
      g_autofree char *place = g_strdup_printf ("/%u", i);
      g_autofree char *headers = g_strconcat ("Content-Type: ", cases[i].type, NULL);
      g_autofree char *body = g_strnfill (cases[i].length, 'x');
      g_autoptr(GError) error = NULL;
      GBytes *words;

      net_answer (&net, place, &(GazetteTestAnswer) {
        .status = 403, .headers = headers, .body = body, .fault = cases[i].fault, .cut_off = 10 });
      error = net_fail (&net, path);
      words = gazette_error_get_body (error);

      g_test_message ("%s, %" G_GSIZE_FORMAT, cases[i].type, cases[i].length);
      g_assert_error (error, GAZETTE_ERROR, GAZETTE_ERROR_FORBIDDEN);
      g_assert_null (strstr (error->message, "secret"));
      g_assert_cmpint (words != NULL, ==, cases[i].has_words);
      if (words != NULL)
        g_assert_cmpmem (g_bytes_get_data (words, NULL), g_bytes_get_size (words), body, cases[i].length);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  g_test_add_func ("/net/a-refusal-brings-its-words", test_a_refusal_brings_its_words);
  g_test_add_func ("/net/every-status-has-its-words", test_every_status_has_its_words);
  g_test_add_func ("/net/who-typed-no-address-is-told-of-none", test_who_typed_no_address_is_told_of_none);
  g_test_add_func ("/net/when-to-ask-again-is-told", test_when_to_ask_again_is_told);
  g_test_add_func ("/net/a-name-that-is-none", test_a_name_that_is_none);
  g_test_add_func ("/net/a-port-that-refuses", test_a_port_that_refuses);
  g_test_add_func ("/net/a-connection-that-never-stands", test_a_connection_that_never_stands);
  g_test_add_func ("/net/silence-before-the-headers", test_silence_before_the_headers);
  g_test_add_func ("/net/silence-in-the-body", test_silence_in_the_body);
  g_test_add_func ("/net/a-body-that-drips-for-ever", test_a_body_that_drips_for_ever);
  g_test_add_func ("/net/redirects-do-not-prolong-the-whole", test_redirects_do_not_prolong_the_whole);
  g_test_add_func ("/net/a-slow-answer-is-an-answer", test_a_slow_answer_is_an_answer);
  g_test_add_func ("/net/a-body-that-is-cut-off", test_a_body_that_is_cut_off);
  g_test_add_func ("/net/what-is-no-http", test_what_is_no_http);
  g_test_add_func ("/net/a-length-over-the-limit-is-not-read", test_a_length_over_the_limit_is_not_read);
  g_test_add_func ("/net/a-body-over-the-limit-is-stopped", test_a_body_over_the_limit_is_stopped);
  g_test_add_func ("/net/an-endless-body-is-stopped", test_an_endless_body_is_stopped);
  g_test_add_func ("/net/a-bomb-does-not-go-off", test_a_bomb_does_not_go_off);

  return g_test_run ();
}

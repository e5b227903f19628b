/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What comes back when all is well: bodies, codings, validators, redirects. */

#include "config.h"

#include "test-net-util.h"

static void
test_an_answer_tells_all_about_itself (void)
{
  g_auto(Net) net = { 0 };
  g_autoptr(GazetteResponse) response = NULL;
  g_autofree char *url = NULL;

  net_open (&net);
  url = gazette_test_server_dup_url (net.server, "/feed");
  net_answer (&net, "/feed", &(GazetteTestAnswer) {
    .headers = "Content-Type: application/feed+json; charset=utf-8\nETag: \"a1\"\n"
               "Last-Modified: Tue, 01 Sep 2026 10:00:00 GMT\nLink: </a>; rel=x\nLINK: </b>; rel=y",
    .body = "{\"title\": \"Größe\"}",
  });
  response = net_get (&net, "/feed");

  net_assert_body (response, "{\"title\": \"Größe\"}");
  g_assert_cmpstr (response->url, ==, url);
  g_assert_null (response->moved_to);
  g_assert_false (response->not_modified);
  g_assert_cmpstr (response->etag, ==, "\"a1\"");
  g_assert_cmpstr (response->last_modified, ==, "Tue, 01 Sep 2026 10:00:00 GMT");
  g_assert_cmpstr (response->content_type, ==, "application/feed+json; charset=utf-8");
  g_assert_cmpstr (g_hash_table_lookup (response->headers, "link"), ==, "</a>; rel=x, </b>; rel=y");
  g_assert_null (g_hash_table_lookup (response->headers, "Link"));
}

static void
test_bodies_of_all_sizes_and_kinds_come_whole (void)
{
  const gsize sizes[] = { 1, 32 * 1024 - 1, 32 * 1024, 32 * 1024 + 1, 3 * 1024 * 1024 + 7 };
  g_auto(Net) net = { 0 };

  net_open (&net);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *path = g_strdup_printf ("/%u", i);
      g_autofree char *chunked_path = g_strdup_printf ("/chunked-%u", i);
      g_autofree guint8 *body = g_malloc (sizes[i]);
      g_autoptr(GazetteResponse) response = NULL;
      g_autoptr(GazetteResponse) chunked = NULL;

      for (gsize j = 0; j < sizes[i]; j++)
        body[j] = (guint8) (j * 7 + j / 251);
      net_answer (&net, path, &(GazetteTestAnswer) { .body = (char *) body, .length = sizes[i] });
      net_answer (&net, chunked_path, &(GazetteTestAnswer) {
        .body = (char *) body, .length = sizes[i], .chunked = TRUE, .chunk_size = 70001 });

      response = net_get (&net, path);
      g_assert_cmpmem (g_bytes_get_data (response->body, NULL), g_bytes_get_size (response->body), body, sizes[i]);
      chunked = net_get (&net, chunked_path);
      g_assert_cmpmem (g_bytes_get_data (chunked->body, NULL), g_bytes_get_size (chunked->body), body, sizes[i]);
    }
}

static void
test_an_empty_answer_is_an_answer (void)
{
  g_auto(Net) net = { 0 };
  g_autoptr(GazetteResponse) empty = NULL;
  g_autoptr(GazetteResponse) no_content = NULL;

  net_open (&net);
  net_answer (&net, "/empty", &(GazetteTestAnswer) { 0 });
  net_answer (&net, "/204", &(GazetteTestAnswer) { .status = 204 });
  empty = net_get (&net, "/empty");
  no_content = net_get (&net, "/204");

  net_assert_body (empty, "");
  net_assert_body (no_content, "");
  g_assert_null (empty->etag);
  g_assert_null (empty->content_type);
}

static void
test_codings_are_undone (void)
{
  const GazetteTestCoding codings[] = {
    GAZETTE_TEST_CODING_GZIP, GAZETTE_TEST_CODING_DEFLATE, GAZETTE_TEST_CODING_BROTLI,
  };
  g_auto(Net) net = { 0 };

  net_open (&net);
  for (guint i = 0; i < G_N_ELEMENTS (codings); i++)
    {
      g_autofree char *path = g_strdup_printf ("/%u", i);
      g_autofree char *complaint = NULL;
      g_autoptr(GazetteResponse) response = NULL;

      net_answer (&net, path, &(GazetteTestAnswer) {
        .body = "the same again, the same again", .coding = codings[i], .expect = "Accept-Encoding: gzip, deflate" });
      response = net_get (&net, path);
      complaint = gazette_test_server_dup_complaint (net.server);
      g_assert_cmpstr (complaint, ==, NULL);
      net_assert_body (response, "the same again, the same again");
    }
}

static void
test_validators_are_sent_and_304_is_an_answer (void)
{
  g_auto(Net) net = { 0 };
  GazetteRequest request;
  g_autoptr(GazetteResponse) response = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *url = NULL;
  g_autofree char *complaint = NULL;

  net_open (&net);
  url = gazette_test_server_dup_url (net.server, "/feed");
  net_answer (&net, "/feed", &(GazetteTestAnswer) {
    .status = 304, .headers = "ETag: W/\"b\"",
    .expect = "If-None-Match: W/\"a\"\nIf-Modified-Since: Tue, 01 Sep 2026 10:00:00 GMT\nAccept: application/json",
  });
  request = (GazetteRequest) { url, "application/json", "W/\"a\"", "Tue, 01 Sep 2026 10:00:00 GMT", 0 };
  response = net_ask (&net, &request, &error);
  complaint = gazette_test_server_dup_complaint (net.server);

  g_assert_cmpstr (complaint, ==, NULL);
  g_assert_no_error (error);
  g_assert_true (response->not_modified);
  g_assert_cmpstr (response->etag, ==, "W/\"b\"");
  g_assert_null (response->last_modified);
  net_assert_body (response, "");
}

static void
test_a_validator_that_is_no_line_is_not_sent (void)
{
  g_auto(Net) net = { 0 };
  g_autoptr(GazetteResponse) response = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *url = NULL;

  net_open (&net);
  url = gazette_test_server_dup_url (net.server, "/feed");
  net_answer (&net, "/feed", &(GazetteTestAnswer) { .expect = "!If-None-Match\n!X-Evil\n!If-Modified-Since" });
  response = net_ask (&net, &(GazetteRequest) { .url = url, .etag = "\"a\"\r\nX-Evil: 1" }, &error);
  g_assert_no_error (error);
}

static void
test_permanent_redirects_are_moves (void)
{
  g_auto(Net) net = { 0 };
  g_autoptr(GazetteResponse) response = NULL;
  g_autofree char *url = NULL;

  net_open (&net);
  url = gazette_test_server_dup_url (net.server, "/end?a=1");
  net_answer (&net, "/old", &(GazetteTestAnswer) { .status = 301, .headers = "Location: {{base}}/middle" });
  net_answer (&net, "/middle", &(GazetteTestAnswer) { .status = 308, .headers = "Location: end?a=1" });
  net_answer (&net, "/end?a=1", &(GazetteTestAnswer) { .body = "here" });
  response = net_get (&net, "/old");

  net_assert_body (response, "here");
  g_assert_cmpstr (response->url, ==, url);
  g_assert_cmpstr (response->moved_to, ==, url);
}

static void
test_one_temporary_redirect_and_nothing_has_moved (void)
{
  const guint codes[] = { 302, 303, 307 };
  g_auto(Net) net = { 0 };
  g_autofree char *url = NULL;

  net_open (&net);
  url = gazette_test_server_dup_url (net.server, "/end");
  net_answer (&net, "/end", &(GazetteTestAnswer) { .body = "here" });
  net_answer (&net, "/permanent", &(GazetteTestAnswer) { .status = 301, .headers = "Location: /end" });

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autofree char *first = g_strdup_printf ("/first-%u", codes[i]);
      g_autofree char *last = g_strdup_printf ("/last-%u", codes[i]);
      g_autofree char *to_last = g_strdup_printf ("Location: %s", last);
      g_autoptr(GazetteResponse) temporary_first = NULL;
      g_autoptr(GazetteResponse) temporary_last = NULL;

      net_answer (&net, first, &(GazetteTestAnswer) { .status = codes[i], .headers = "Location: /permanent" });
      net_answer (&net, last, &(GazetteTestAnswer) { .status = codes[i], .headers = "Location: /end" });
      net_answer (&net, "/to-last", &(GazetteTestAnswer) { .status = 301, .headers = to_last });

      temporary_first = net_get (&net, first);
      g_assert_cmpstr (temporary_first->url, ==, url);
      g_assert_null (temporary_first->moved_to);
      temporary_last = net_get (&net, "/to-last");
      g_assert_cmpstr (temporary_last->url, ==, url);
      g_assert_null (temporary_last->moved_to);
    }
}

static void
test_validators_go_along_with_redirects (void)
{
  g_auto(Net) net = { 0 };
  g_autoptr(GazetteResponse) response = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *url = NULL;
  g_autofree char *end = NULL;

  net_open (&net);
  url = gazette_test_server_dup_url (net.server, "/old");
  end = gazette_test_server_dup_url (net.server, "/new");
  net_answer (&net, "/old", &(GazetteTestAnswer) {
    .status = 301, .headers = "Location: /new", .body = "<a href='/new'>moved</a>" });
  net_answer (&net, "/new", &(GazetteTestAnswer) { .status = 304, .expect = "If-None-Match: \"a\"" });
  response = net_ask (&net, &(GazetteRequest) { .url = url, .etag = "\"a\"" }, &error);

  g_assert_no_error (error);
  g_assert_true (response->not_modified);
  g_assert_cmpstr (response->moved_to, ==, end);
}

static void
test_ten_redirects_are_followed_and_not_one_more (void)
{
  g_auto(Net) net = { 0 };
  g_autoptr(GazetteResponse) response = NULL;
  g_autoptr(GError) error = NULL;

  net_open (&net);
  for (guint i = 0; i < 11; i++)
    {
      g_autofree char *path = g_strdup_printf ("/%u", i);
      g_autofree char *location = g_strdup_printf ("Location: /%u", i + 1);

      net_answer (&net, path, &(GazetteTestAnswer) { .status = 302, .headers = location });
    }
  net_answer (&net, "/11", &(GazetteTestAnswer) { .body = "at last" });

  response = net_get (&net, "/1");
  net_assert_body (response, "at last");
  g_assert_cmpuint (gazette_test_server_get_hits (net.server, NULL), ==, 11);
  error = net_fail (&net, "/0");
  net_assert_words (error, GAZETTE_ERROR_TOO_MANY_REDIRECTS, "without end");
  g_assert_cmpuint (gazette_test_server_get_hits (net.server, "/11"), ==, 1);
}

static void
test_a_loop_ends (void)
{
  g_auto(Net) net = { 0 };
  g_autoptr(GError) error = NULL;

  net_open (&net);
  net_answer (&net, "/a", &(GazetteTestAnswer) { .status = 301, .headers = "Location: /b" });
  net_answer (&net, "/b", &(GazetteTestAnswer) { .status = 301, .headers = "Location: /a" });
  error = net_fail (&net, "/a");
  net_assert_words (error, GAZETTE_ERROR_TOO_MANY_REDIRECTS, "without end");
  g_assert_cmpuint (gazette_test_server_get_hits (net.server, NULL), ==, 11);
}

static void
test_redirects_lead_to_the_web_only (void)
{
  const char *const targets[] = {
    "Location: file:///etc/passwd", "Location: javascript:alert(1)", "Location: data:text/plain,a",
    "Location: ftp://127.0.0.1/a", "Location: http://", "Location: https://a b/", "X-Location: none",
  };
  g_auto(Net) net = { 0 };

  net_open (&net);
  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      g_autofree char *path = g_strdup_printf ("/%u", i);
      g_autoptr(GError) error = NULL;

      net_answer (&net, path, &(GazetteTestAnswer) { .status = 302, .headers = targets[i] });
      error = net_fail (&net, path);
      net_assert_words (error, GAZETTE_ERROR_BAD_ADDRESS, "not a web address");
    }
}

static void
test_an_address_that_is_none_is_not_asked (void)
{
  const char *const urls[] = { "", "file:///etc/passwd", "nonsense", "http://", "http://a b/", "mailto:a@example.org" };
  g_auto(Net) net = { 0 };

  net_open (&net);
  for (guint i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (net_ask (&net, &(GazetteRequest) { .url = urls[i] }, &error));
      g_assert_error (error, GAZETTE_ERROR, GAZETTE_ERROR_BAD_ADDRESS);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  g_test_add_func ("/net/an-answer-tells-all-about-itself", test_an_answer_tells_all_about_itself);
  g_test_add_func ("/net/bodies-of-all-sizes-and-kinds-come-whole", test_bodies_of_all_sizes_and_kinds_come_whole);
  g_test_add_func ("/net/an-empty-answer-is-an-answer", test_an_empty_answer_is_an_answer);
  g_test_add_func ("/net/codings-are-undone", test_codings_are_undone);
  g_test_add_func ("/net/validators-are-sent-and-304-is-an-answer", test_validators_are_sent_and_304_is_an_answer);
  g_test_add_func ("/net/a-validator-that-is-no-line-is-not-sent", test_a_validator_that_is_no_line_is_not_sent);
  g_test_add_func ("/net/permanent-redirects-are-moves", test_permanent_redirects_are_moves);
  g_test_add_func ("/net/one-temporary-redirect-and-nothing-has-moved", test_one_temporary_redirect_and_nothing_has_moved);
  g_test_add_func ("/net/validators-go-along-with-redirects", test_validators_go_along_with_redirects);
  g_test_add_func ("/net/ten-redirects-are-followed-and-not-one-more", test_ten_redirects_are_followed_and_not_one_more);
  g_test_add_func ("/net/a-loop-ends", test_a_loop_ends);
  g_test_add_func ("/net/redirects-lead-to-the-web-only", test_redirects_lead_to_the_web_only);
  g_test_add_func ("/net/an-address-that-is-none-is-not-asked", test_an_address_that_is_none_is_not_asked);

  return g_test_run ();
}

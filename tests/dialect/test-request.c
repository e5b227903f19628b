/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is asked of an API: pages, searches, headers and keys. */

#include "config.h"

#include <string.h>

#include "dialect-fixture.h"
#include "gazette-error.h"

static GazetteDialect *
make_dialect (const char *part)
{
  g_autofree char *text = g_strdup_printf ("{ 'id': 'mine', 'name': 'Mine', %s, 'articles': ['$.items'],"
                                           "  'article': { 'id': [{ 'path': '$.id' }] } }",
                                           part);
  g_autoptr(GBytes) file = fixture_json (text);
  g_autoptr(GError) error = NULL;
  GazetteDialect *dialect = gazette_dialect_new_from_bytes (file, &error);

  g_assert_no_error (error);

  return dialect;
}

static GazetteEdition *
read_page (const char *part,
           const char *url,
           const char *json)
{
  g_autoptr(GazetteDialect) dialect = make_dialect (part);
  g_autoptr(GBytes) body = fixture_json (json);
  g_autoptr(JsonParser) parser = json_parser_new ();
  GazetteAnswer answer = { .body = body, .url = url };
  g_autoptr(GError) error = NULL;
  GazetteEdition *edition;

  g_assert_true (json_parser_load_from_data (parser, g_bytes_get_data (body, NULL), g_bytes_get_size (body), NULL));
  edition = gazette_dialect_read (dialect, json_parser_get_root (parser), &answer, &error);
  g_assert_no_error (error);

  return edition;
}

#define TWO "'items': [{ 'id': 1 }, { 'id': 'z 9' }]"

static void
test_the_next_page_is_found (void)
{
  static const struct { const char *rule; const char *url; const char *json; const char *next; guint n_total; } cases[] = {
    /* Numbers of pages. */
    { "'count': 'pages', 'parameter': 'p', 'pages': '$.n'", "https://a.example/x", "'n': 3, " TWO, "https://a.example/x?p=2", 6 },
    { "'count': 'pages', 'parameter': 'p', 'pages': '$.n'", "https://a.example/x?p=2&q=1", "'n': '3', " TWO,
      "https://a.example/x?p=3&q=1", 6 },
    { "'count': 'pages', 'parameter': 'p', 'pages': '$.n'", "https://a.example/x?p=3", "'n': 3, " TWO, NULL, 6 },
    { "'count': 'pages', 'parameter': 'p', 'pages': '$.n', 'first': 0", "https://a.example/x", "'n': 2, " TWO,
      "https://a.example/x?p=1", 4 },
    { "'count': 'pages', 'parameter': 'p', 'pages': '$.n', 'first': 0", "https://a.example/x?p=1", "'n': 2, " TWO, NULL, 4 },
    { "'count': 'pages', 'parameter': 'p', 'total': '$.n', 'size': 2", "https://a.example/x?p=1", "'n': 3, " TWO,
      "https://a.example/x?p=2", 3 },
    { "'count': 'pages', 'parameter': 'p', 'total': '$.n', 'size': 2", "https://a.example/x?p=2", "'n': 3, " TWO, NULL, 3 },
    { "'count': 'pages', 'parameter': 'p', 'size': 2", "https://a.example/x", TWO, "https://a.example/x?p=2", 0 },
    { "'count': 'pages', 'parameter': 'p', 'size': 3", "https://a.example/x", TWO, NULL, 0 },
    { "'count': 'pages', 'parameter': 'p'", "https://a.example/x", TWO, "https://a.example/x?p=2", 0 },
    { "'count': 'pages', 'parameter': 'p'", "https://a.example/x", "'items': []", NULL, 0 },
    { "'count': 'pages', 'parameter': 'p'", "https://a.example/x?p=nonsense#p=7", TWO, "https://a.example/x?p=2#p=7", 0 },
    { "'count': 'pages', 'parameter': 'p'", "https://a.example/x?p=-5", TWO, "https://a.example/x?p=2", 0 },
    { "'count': 'pages', 'parameter': 'p'", "https://a.example/x?p=99999999999999999999", TWO, NULL, 0 },
    { "'count': 'pages', 'parameter': 'p'", NULL, TWO, NULL, 0 },
    /* Numbers in the path. */
    { "'count': 'pages', 'segment': 'page'", "https://a.example/new.json", TWO, "https://a.example/new/page/2.json", 0 },
    { "'count': 'pages', 'segment': 'page'", "https://a.example/page/9.json?a=1", TWO, "https://a.example/page/10.json?a=1", 0 },
    { "'count': 'pages', 'segment': 'page'", "https://a.example/", TWO, "https://a.example/page/2", 0 },
    { "'count': 'pages', 'segment': 'page'", "https://a.example/x?y=/page/7", TWO, "https://a.example/x/page/2?y=/page/7", 0 },
    /* Numbers of articles. */
    { "'count': 'articles', 'parameter': 'o'", "https://a.example/x", TWO, "https://a.example/x?o=2", 0 },
    { "'count': 'articles', 'parameter': 'o'", "https://a.example/x?o=40", TWO, "https://a.example/x?o=42", 0 },
    { "'count': 'articles', 'parameter': 'o', 'total': '$.n'", "https://a.example/x?o=40", "'n': 42, " TWO, NULL, 42 },
    { "'count': 'articles', 'parameter': 'o', 'size': 3", "https://a.example/x", TWO, NULL, 0 },
    /* What the answer says. */
    { "'path': '$.c', 'parameter': 'after'", "https://a.example/x", "'c': 't3_a&b', " TWO, "https://a.example/x?after=t3_a%26b", 0 },
    { "'path': '$.c', 'parameter': 'after'", "https://a.example/x", "'c': null, " TWO, NULL, 0 },
    { "'path': '$.n', 'total': '$.t'", "https://a.example/x", "'n': '/y', 't': 9, " TWO, "https://a.example/y", 9 },
    { "'path': '$.n'", "https://a.example/x", "'n': '/x', " TWO, NULL, 0 },
    { "'path': '$.n'", "https://a.example/x", "'n': 'javascript:x', " TWO, NULL, 0 },
    { "'path': '$.n', 'extension': '.json'", "https://a.example/x", "'n': '/latest?page=1', " TWO,
      "https://a.example/latest.json?page=1", 0 },
    { "'path': '$.n', 'extension': '.json'", "https://a.example/x", "'n': '/latest.json?page=1', " TWO,
      "https://a.example/latest.json?page=1", 0 },
    { "'last': '$.id', 'parameter': 'max_id'", "https://a.example/x", TWO, "https://a.example/x?max_id=z%209", 0 },
    { "'last': '$.id', 'parameter': 'max_id'", "https://a.example/x", "'items': []", NULL, 0 },
    { "'merge': '$.c'", "https://a.example/x?a=1&b=2", "'c': { 'b': 'c|d', 'n': 5, 'o': {} }, " TWO,
      "https://a.example/x?a=1&b=c%7Cd&n=5", 0 },
    { "'merge': '$.c'", "https://a.example/x", "'c': 'x', " TWO, NULL, 0 },
    { "'merge': '$.c'", "https://a.example/x", "'c': {}, " TWO, NULL, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *part = g_strdup_printf ("'next': [{ %s }]", cases[i].rule);
      g_autofree char *json = g_strdup_printf ("{ %s }", cases[i].json);
      g_autoptr(GazetteEdition) edition = read_page (part, cases[i].url, json);

      g_test_message ("%s: %s", cases[i].rule, cases[i].url);
      g_assert_cmpstr (edition->next_url, ==, cases[i].next);
      g_assert_cmpuint (edition->n_total, ==, cases[i].n_total);
    }
}

#define KEY "'request': { 'hosts': ['api.example'], 'key': { 'parameter': 'k', 'required': true, 'hint': 'Ask.', 'url': 'https://x.example/' } }"

static void
test_a_key_is_sent_and_not_kept (void)
{
  g_autoptr(GazetteDialect) dialect = make_dialect (KEY ", 'next': [{ 'count': 'pages', 'parameter': 'p' }]");
  g_autoptr(GazetteDialectRequest) request = gazette_dialect_dup_request (dialect, "https://api.example/a?q=1", "s&cret");
  g_autoptr(GazetteDialectRequest) without = gazette_dialect_dup_request (dialect, "https://api.example/a?k=old", NULL);
  g_autoptr(GazetteEdition) edition = read_page (KEY ", 'next': [{ 'count': 'pages', 'parameter': 'p' }]",
                                                 "https://api.example/a?k=secret&p=4", "{ " TWO " }");
  g_autofree char *key = gazette_dialect_dup_key_of_url (dialect, "https://api.example/a?b=1&k=s%26cret#k=x");

  g_assert_cmpstr (request->url, ==, "https://api.example/a?q=1&k=s%26cret");
  g_assert_null (*request->headers);
  g_assert_cmpstr (without->url, ==, "https://api.example/a");
  g_assert_cmpstr (edition->next_url, ==, "https://api.example/a?p=5");
  g_assert_cmpstr (key, ==, "s&cret");
  g_assert_true (gazette_dialect_needs_key (dialect, "https://api.example/a"));
  g_assert_cmpstr (gazette_dialect_get_key_hint (dialect), ==, "Ask.");
  g_assert_cmpstr (gazette_dialect_get_key_url (dialect), ==, "https://x.example/");
}

/* Whoever answers like the API does not get the key that is for the API. */
static void
test_a_key_is_for_its_hosts_only (void)
{
  static const char *const strangers[] = {
    "https://api.example.evil.example/a", "https://evil.example/api.example", "https://api.example:8443/",
    "https://user@evil.example/", "https://xapi.example/", "nonsense",
  };
  g_autoptr(GazetteDialect) dialect = make_dialect (KEY);

  g_assert_true (gazette_dialect_takes_key (dialect, "https://API.example/"));
  for (guint i = 0; i < G_N_ELEMENTS (strangers); i++)
    {
      g_autoptr(GazetteDialectRequest) request = gazette_dialect_dup_request (dialect, strangers[i], "secret");

      g_assert_null (strstr (request->url, "secret"));
      g_assert_false (gazette_dialect_takes_key (dialect, strangers[i]));
      g_assert_false (gazette_dialect_is_at (dialect, strangers[i]));
    }
}

static void
test_headers_are_sent (void)
{
  g_autoptr(GazetteDialect) dialect = make_dialect ("'request': { 'headers': { 'Accept': 'application/x', 'X-V': '2' },"
                                                    " 'key': { 'header': 'Authorization', 'prefix': 'Bearer ', 'hint':"
                                                    " { 'en': 'Ask.', 'xx': 'Kas.' } } }");
  g_autoptr(GazetteDialectRequest) request = gazette_dialect_dup_request (dialect, "https://a.example/", "secret");
  g_autofree char *headers = g_strjoinv ("|", request->headers);

  g_assert_cmpstr (headers, ==, "Accept|application/x|X-V|2|Authorization|Bearer secret");
  g_assert_cmpstr (request->url, ==, "https://a.example/");
  g_assert_false (gazette_dialect_needs_key (dialect, "https://a.example/"));
  g_assert_cmpstr (gazette_dialect_get_key_hint (dialect), ==, "Ask.");
}

static void
test_a_search_is_a_source (void)
{
  g_autoptr(GazetteDialect) here = make_dialect ("'request': { 'search': { 'parameter': 'q' } }");
  g_autoptr(GazetteDialect) there = make_dialect ("'request': { 'search': { 'parameter': 'q', 'url': '/find?s=new' },"
                                                  " 'key': { 'parameter': 'k', 'hint': 'Ask.' } }");
  g_autoptr(GazetteDialect) nowhere = make_dialect ("'request': { }");
  g_autofree char *url = gazette_dialect_dup_search_url (here, "https://a.example/x?q=old&n=1", "black & white");
  g_autofree char *other_url = gazette_dialect_dup_search_url (there, "https://a.example/x?k=secret", "tea");

  g_assert_cmpstr (url, ==, "https://a.example/x?q=black%20%26%20white&n=1");
  g_assert_cmpstr (other_url, ==, "https://a.example/find?s=new&q=tea");
  g_assert_true (gazette_dialect_can_search (here));
  g_assert_false (gazette_dialect_can_search (nowhere));
  g_assert_null (gazette_dialect_dup_search_url (nowhere, "https://a.example/", "tea"));
}

static void
test_an_api_says_what_is_wrong (void)
{
  static const struct { const char *json; const char *words; } cases[] = {
    { "{ 'status': 'error', 'code': 'apiKeyMissing', 'message': 'Your key is missing.' }", "Your key is missing." },
    { "{ 'code': 'rest_forbidden', 'message': 'Not <b>you</b>.', 'data': { 'status': 401 } }", "Not you." },
    { "{ 'response': { 'status': 'error', 'message': 'Too much' } }", "Too much" },
    { "{ 'error': { 'code': 'x', 'info': 'No such thing' } }", "No such thing" },
    { "{ 'errors': [{ 'status': '400', 'title': 'Bad Request', 'detail': 'No field_x.' }] }", "No field_x." },
    { "{ 'response': { 'status': 'error', 'results': [] } }", "not what" },
  };
  g_autoptr(GazetteDialects) dialects = gazette_dialects_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GBytes) body = fixture_json (cases[i].json);
      GazetteAnswer answer = { .body = body };
      g_autoptr(GError) error = NULL;

      g_assert_null (gazette_dialects_read (dialects, NULL, &answer, &error));
      g_assert_error (error, GAZETTE_ERROR, GAZETTE_ERROR_REFUSED);
      g_assert_nonnull (strstr (error->message, cases[i].words));
    }
}

static void
test_words_of_an_api_are_bounded (void)
{
  g_autoptr(GazetteDialects) dialects = gazette_dialects_new ();
  g_autofree char *long_text = g_strnfill (5000, 'x');
  g_autofree char *json = g_strdup_printf ("{ 'status': 'error', 'code': 'c', 'message': '%s' }", long_text);
  g_autoptr(GBytes) body = fixture_json (json);
  g_autoptr(GBytes) page = g_bytes_new_static ("<h1>Sorry", strlen ("<h1>Sorry"));
  GazetteAnswer answer = { .body = body };
  GazetteAnswer other = { .body = page };
  g_autofree char *words = gazette_dialects_dup_explanation (dialects, &answer);

  g_assert_cmpint (g_utf8_strlen (words, -1), <=, 201);
  g_assert_null (gazette_dialects_dup_explanation (dialects, &other));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/request/next", test_the_next_page_is_found);
  g_test_add_func ("/request/key", test_a_key_is_sent_and_not_kept);
  g_test_add_func ("/request/hosts", test_a_key_is_for_its_hosts_only);
  g_test_add_func ("/request/headers", test_headers_are_sent);
  g_test_add_func ("/request/search", test_a_search_is_a_source);
  g_test_add_func ("/request/errors", test_an_api_says_what_is_wrong);
  g_test_add_func ("/request/words", test_words_of_an_api_are_bounded);

  return g_test_run ();
}

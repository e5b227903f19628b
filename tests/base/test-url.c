/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-error.h"
#include "gazette-url-clean.h"
#include "gazette-url.h"

static void
test_what_is_typed_becomes_an_address (void)
{
  static const struct { const char *typed; const char *url; } cases[] = {
    { "example.org", "https://example.org/" },
    { "  example.org/feed.json \n", "https://example.org/feed.json" },
    { "http://example.org", "http://example.org/" },
    { "HTTPS://Example.ORG/Feed", "https://example.org/Feed" },
    { "example.org:8080/feed", "https://example.org:8080/feed" },
    { "localhost:8080/feed.json", "http://localhost:8080/feed.json" },
    { "127.0.0.1:8080", "http://127.0.0.1:8080/" },
    { "[::1]:8080/a", "http://[::1]:8080/a" },
    { "192.168.1.4/feed", "https://192.168.1.4/feed" },
    { "feed:https://example.org/feed.json", "https://example.org/feed.json" },
    { "feed://example.org/feed.json", "https://example.org/feed.json" },
    { "feed:example.org", "https://example.org/" },
    { "zeitung.example/straße", "https://zeitung.example/stra%C3%9Fe" },
    { "bücher.example", "https://xn--bcher-kva.example/" },
    { "https://example.org/a b?q=c d", "https://example.org/a%20b?q=c%20d" },
    { "https://example.org/?q=%C3%9F&r=a%20b", "https://example.org/?q=%C3%9F&r=a%20b" },
    { "https://user:secret@example.org/", "https://user:secret@example.org/" },
    { "http://intranet/feed", "http://intranet/feed" },
    { "https://example.org:443/", "https://example.org/" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *url = gazette_url_from_typed (cases[i].typed, &error);

      g_test_message ("%s", cases[i].typed);
      g_assert_no_error (error);
      g_assert_cmpstr (url, ==, cases[i].url);
    }
}

static void
test_what_is_no_address_is_refused_in_words (void)
{
  static const char *const texts[] = {
    "", "   ", "hello", "hello world", "some words.with a dot", "ftp://example.org/", "file:///etc/passwd",
    "javascript:alert(1)", "data:text/html,x", "mailto:someone@example.org", "https://", "https:///path", "http://",
    "https://exa mple.org", "https://example..org", "https://.", ".", "..", "/feed.json", "https://example.org:99999/",
    "https://[::1", "feed:", "feed://", "about:blank", "https://example.org:0/", "?", "#", "\\", "https://a_b c/",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *url = gazette_url_from_typed (texts[i], &error);

      g_test_message ("%s", texts[i]);
      g_assert_null (url);
      g_assert_error (error, GAZETTE_ERROR, GAZETTE_ERROR_BAD_ADDRESS);
      g_assert_true (g_str_has_suffix (error->message, "."));
    }
}

static void
test_references_are_resolved_as_in_a_browser (void)
{
  static const struct { const char *base; const char *reference; const char *url; } cases[] = {
    { "https://example.org/a/b", "c.png", "https://example.org/a/c.png" },
    { "https://example.org/a/b", "../c.png", "https://example.org/c.png" },
    { "https://example.org/a/b", "/c.png", "https://example.org/c.png" },
    { "https://example.org/a/b?x=1", "?y=2", "https://example.org/a/b?y=2" },
    { "https://example.org/a/b", "", "https://example.org/a/b" },
    { "https://example.org/a/b", "//cdn.example.net/c.png", "https://cdn.example.net/c.png" },
    { "http://example.org/", "//cdn.example.net/c.png", "http://cdn.example.net/c.png" },
    { NULL, "//cdn.example.net/c.png", "https://cdn.example.net/c.png" },
    { NULL, "https://example.org/c.png", "https://example.org/c.png" },
    { NULL, "c.png", NULL },
    { "https://example.org/", " my picture (1).png ", "https://example.org/my%20picture%20(1).png" },
    { "https://example.org/", "/фото.jpg?q=ü", "https://example.org/%D1%84%D0%BE%D1%82%D0%BE.jpg?q=%C3%BC" },
    { "https://example.org/", "100%.png", "https://example.org/100%25.png" },
    { "https://example.org/", "a\n\tb.png", "https://example.org/ab.png" },
    { "https://example.org/", "\\a\\b.png", "https://example.org/a/b.png" },
    { "https://example.org/", "https://bücher.example/x", "https://xn--bcher-kva.example/x" },
    { "https://example.org/", "a|b[c]{d}", "https://example.org/a%7Cb[c]%7Bd%7D" },
    { "https://example.org/", "\xff\xfe.png", "https://example.org/%FF%FE.png" },
    { "https://example.org/", "javascript:alert(1)", NULL },
    { "https://example.org/", "data:image/png;base64,AA==", NULL },
    { "https://example.org/", "mailto:a@example.org", NULL },
    { "https://example.org/", "http://", NULL },
    { "https://example.org/", "https://a;b/c", NULL },
    { "https://a;b/c", "d", NULL },
    { "https://example.org/", "ftp://example.org/x", NULL },
    { "nonsense", "x.png", NULL },
    { "https://example.org/a#top", "#part", "https://example.org/a#part" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *url = gazette_url_resolve (cases[i].base, cases[i].reference);

      g_test_message ("%s + %s", cases[i].base, cases[i].reference);
      g_assert_cmpstr (url, ==, cases[i].url);
    }
}

static void
test_a_data_address_is_encoded_once (void)
{
  g_autofree char *url = gazette_url_encode (" data:image/svg+xml,%3Csvg x='\\a'>\n ");
  g_autofree char *again = gazette_url_encode (url);

  g_assert_cmpstr (url, ==, "data:image/svg+xml,%3Csvg%20x='%5Ca'%3E");
  g_assert_cmpstr (again, ==, url);
}

static void
test_only_http_and_https_are_the_web (void)
{
  g_assert_true (gazette_url_is_web ("https://example.org"));
  g_assert_true (gazette_url_is_web ("http://[::1]:80/"));
  g_assert_false (gazette_url_is_web (NULL));
  g_assert_false (gazette_url_is_web (""));
  g_assert_false (gazette_url_is_web ("example.org"));
  g_assert_false (gazette_url_is_web ("https:///x"));
  g_assert_false (gazette_url_is_web ("gazette:starter"));
  g_assert_false (gazette_url_is_web ("file:///etc/passwd"));

  g_assert_true (gazette_url_has_web_scheme ("HTTPS://example.org/feed"));
  g_assert_true (gazette_url_has_web_scheme ("http://example.org"));
  g_assert_false (gazette_url_has_web_scheme ("gazette:starter"));
  g_assert_false (gazette_url_has_web_scheme ("httpx://example.org"));
  g_assert_false (gazette_url_has_web_scheme ("example.org"));
}

static void
test_a_host_is_shown_as_a_person_writes_it (void)
{
  g_autofree char *plain = gazette_url_dup_host ("https://www.example.org:8080/x");
  g_autofree char *idn = gazette_url_dup_host ("https://www.xn--bcher-kva.example/");
  g_autofree char *short_one = gazette_url_dup_host ("https://www.org/");

  g_assert_cmpstr (plain, ==, "example.org");
  g_assert_cmpstr (idn, ==, "bücher.example");
  g_assert_cmpstr (short_one, ==, "www.org");
  g_assert_null (gazette_url_dup_host ("gazette:starter"));
  g_assert_null (gazette_url_dup_host ("nonsense"));
}

static void
test_a_parameter_is_set_and_the_rest_left_alone (void)
{
  static const struct { const char *url; const char *name; const char *value; const char *result; } cases[] = {
    { "https://example.org/", "page", "2", "https://example.org/?page=2" },
    { "https://example.org/?a=1", "page", "2", "https://example.org/?a=1&page=2" },
    { "https://example.org/?page=1&a=%41", "page", "2", "https://example.org/?page=2&a=%41" },
    { "https://example.org/?a=1&page=1&page=3#x", "page", "2", "https://example.org/?a=1&page=2#x" },
    { "https://example.org/#x", "page", "2", "https://example.org/?page=2#x" },
    { "https://example.org/?", "page", "2", "https://example.org/?page=2" },
    { "https://example.org/?pages=1", "page", "a&b=ü", "https://example.org/?pages=1&page=a%26b%3D%C3%BC" },
    { "https://example.org/?page%5Boffset%5D=1", "page[offset]", "2", "https://example.org/?page%5Boffset%5D=2" },
    { "https://example.org/?_embed", "_embed", "1", "https://example.org/?_embed=1" },
    { "https://example.org/?a=1&_embed=1", "_embed", NULL, "https://example.org/?a=1" },
    { "https://example.org/?_embed=1", "_embed", NULL, "https://example.org/" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *url = gazette_url_with_query (cases[i].url, cases[i].name, cases[i].value);

      g_assert_cmpstr (url, ==, cases[i].result);
    }
}

static void
test_marks_of_where_a_reader_came_from_go (void)
{
  static const struct { const char *url; const char *clean; const char *identity; } cases[] = {
    { "https://example.org/a?utm_source=x&id=7&utm_medium=y", "https://example.org/a?id=7", "//example.org/a?id=7" },
    { "https://www.example.org/a/?fbclid=1#part", "https://www.example.org/a/", "//example.org/a" },
    { "http://example.org/", "http://example.org/", "//example.org" },
    { "https://example.org/?UTM_Campaign=x", "https://example.org/", "//example.org" },
    { "https://example.org/?utm=x&ref=y&gclid", "https://example.org/?utm=x&ref=y", "//example.org?utm=x&ref=y" },
    { "https://example.org/#!/page?utm_source=x", "https://example.org/#!/page?utm_source=x",
      "//example.org#!/page?utm_source=x" },
    { "https://example.org/a#utm_source=x", "https://example.org/a", "//example.org/a" },
    { "https://example.org/a?&&b=1&", "https://example.org/a?b=1", "//example.org/a?b=1" },
    { "https://example.org/a?q=a%20b&q=c", "https://example.org/a?q=a%20b&q=c", "//example.org/a?q=a%20b&q=c" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *clean = gazette_url_clean (cases[i].url);
      g_autofree char *identity = gazette_url_dup_identity (cases[i].url);
      g_autofree char *again = gazette_url_dup_identity (clean);

      g_assert_cmpstr (clean, ==, cases[i].clean);
      g_assert_cmpstr (identity, ==, cases[i].identity);
      g_assert_cmpstr (again, ==, identity);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/url/what-is-typed-becomes-an-address", test_what_is_typed_becomes_an_address);
  g_test_add_func ("/base/url/what-is-no-address-is-refused-in-words", test_what_is_no_address_is_refused_in_words);
  g_test_add_func ("/base/url/references-are-resolved-as-in-a-browser", test_references_are_resolved_as_in_a_browser);
  g_test_add_func ("/base/url/a-data-address-is-encoded-once", test_a_data_address_is_encoded_once);
  g_test_add_func ("/base/url/only-http-and-https-are-the-web", test_only_http_and_https_are_the_web);
  g_test_add_func ("/base/url/a-host-is-shown-as-a-person-writes-it", test_a_host_is_shown_as_a_person_writes_it);
  g_test_add_func ("/base/url/a-parameter-is-set-and-the-rest-left-alone", test_a_parameter_is_set_and_the_rest_left_alone);
  g_test_add_func ("/base/url/marks-of-where-a-reader-came-from-go", test_marks_of_where_a_reader_came_from_go);

  return g_test_run ();
}

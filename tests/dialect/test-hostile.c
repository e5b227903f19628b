/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What servers send that they should not. */

#include "config.h"

#include <string.h>

#include "dialect-fixture.h"
#include "gazette-error.h"

#define FEED(items) "{ 'version': 'https://jsonfeed.org/version/1.1', 'items': [" items "] }"

static GazetteDialects *dialects;

static GazetteEdition *
read_bytes (GBytes     *body,
            const char *content_type)
{
  GazetteAnswer answer = { .body = body, .content_type = content_type };
  g_autoptr(GError) error = NULL;
  GazetteEdition *edition = gazette_dialects_read (dialects, NULL, &answer, &error);

  g_assert_no_error (error);

  return edition;
}

static const GazetteArticle *
get_first (const GazetteEdition *edition)
{
  g_assert_cmpuint (edition->articles->len, >, 0);

  return edition->articles->pdata[0];
}

static void
test_what_is_not_json_is_refused (void)
{
  static const char *const bodies[] = {
    "", " \n", "<!DOCTYPE html><title>News</title>", "callback({ 'items': [] })", "while(1);{ 'items': [] }",
    "for(;;);{ 'items': [] }", ")]}`\n{ 'items': [] }", "var feed = { 'items': [] }", "{ 'items': [",
    "{ 'items': [], }", "{ items: [] }", "{ 'items': [] } trailing", "{ 'items': [] } { 'items': [] }",
    "// comment\n{ 'items': [] }",
    "{ 'items': [{ 'title': 'a\nb' }] }", "NaN", "{ 'items': [01] }", "\\ud800",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr(GBytes) body = fixture_json (bodies[i]);

      g_test_message ("%s", bodies[i]);
      fixture_check_refused (dialects, body, NULL, GAZETTE_ERROR_NOT_READABLE);
    }
}

static void
test_json_without_articles_is_refused (void)
{
  static const char *const bodies[] = {
    "null", "true", "1", "'text'", "{}", "[]", "[[]]", "[1, 2, 3]", "[null]", "{ 'items': 7 }", "{ 'items': [] }",
    "{ 'items': {} }", "{ 'version': 'https://jsonfeed.org/version/1' }", "{ 'version': 1, 'items': [] }",
    FEED ("1, 'a', null, [], {}"), "{ 'error': { 'message': 'No' } }",
    "{ 'version': 'https://jsonfeed.org/version/1', 'items': null }",
    "{ 'version': 'https://jsonfeed.org/version/1', 'items': 'text' }",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr(GBytes) body = fixture_json (bodies[i]);

      g_test_message ("%s", bodies[i]);
      fixture_check_refused (dialects, body, NULL, GAZETTE_ERROR_NO_ARTICLES);
    }
}

static void
test_zero_bytes_are_refused (void)
{
  static const char zero[] = "{ \"version\": \"https://jsonfeed.org/version/1\", \"items\": [{ \"id\": \"a\0b\" }] }";
  g_autoptr(GBytes) body = g_bytes_new_static (zero, sizeof zero - 1);

  fixture_check_refused (dialects, body, NULL, GAZETTE_ERROR_NOT_READABLE);
}

static void
test_depth_is_bounded (void)
{
  static const char *const openings[] = { "[", "{\"items\":" };

  for (guint i = 0; i < G_N_ELEMENTS (openings); i++)
    {
      g_autoptr(GString) deep = g_string_new (NULL);
      g_autoptr(GBytes) body = NULL;

      for (guint j = 0; j < 200000; j++)
        g_string_append (deep, openings[i]);
      body = g_bytes_new (deep->str, deep->len);
      fixture_check_refused (dialects, body, NULL, GAZETTE_ERROR_NOT_READABLE);
    }
}

/* One list in another in another, where a text should be. */
static void
test_lists_for_texts_are_opened (void)
{
  g_autoptr(GString) json = g_string_new ("{ 'version': 'https://jsonfeed.org/version/1', 'items': [{ 'id': ");
  g_autoptr(GazetteEdition) edition = NULL;

  for (guint i = 0; i < 900; i++)
    g_string_append_c (json, '[');
  g_string_append (json, "7");
  for (guint i = 0; i < 900; i++)
    g_string_append_c (json, ']');
  g_string_append (json, ", 'title': ['A', 'B'], 'url': ['https://example.org/a'], 'authors': 'Ada', 'tags': 'x' }] }");
  edition = fixture_read (dialects, NULL, json->str);

  g_assert_cmpstr (get_first (edition)->id, ==, "7");
  g_assert_cmpstr (get_first (edition)->title, ==, "A");
  g_assert_cmpstr (get_first (edition)->url, ==, "https://example.org/a");
  g_assert_cmpstr (get_first (edition)->tags[0], ==, "x");
}

static void
test_wrong_types_are_left_out (void)
{
  static const char json[] =
    "{ 'version': 'https://jsonfeed.org/version/1', 'title': { 'a': 1 }, 'home_page_url': 5, 'icon': [],"
    "  'language': 'not a language', 'author': 'Ada', 'expired': 'no', 'next_url': {},"
    "  'items': [{ 'id': 'a', 'url': {}, 'title': true, 'content_html': 1, 'summary': [[]], 'image': {},"
    "    'date_published': [], 'authors': [1, null, { 'name': ['Bob'] }], 'tags': [{}, [], 'x', 1], 'language': 'x y',"
    "    'attachments': [{ 'url': 1 }, { 'url': '/a', 'size_in_bytes': -4, 'duration_in_seconds': '1e99' }, 3] }] }";
  g_autoptr(GazetteEdition) edition = fixture_read (dialects, NULL, json);
  const GazetteArticle *article = get_first (edition);
  const GazetteAttachment *attachment;

  g_assert_null (edition->title);
  g_assert_null (edition->home_url);
  g_assert_null (edition->icon);
  g_assert_null (edition->language);
  g_assert_null (edition->next_url);
  g_assert_false (edition->ended);
  g_assert_null (article->url);
  g_assert_cmpstr (article->title, ==, "");
  g_assert_cmpstr (article->html, ==, "1");
  g_assert_cmpstr (article->summary, ==, "1");
  g_assert_null (article->image);
  g_assert_cmpint (article->published, ==, 0);
  g_assert_cmpstr (article->authors[0], ==, "Bob");
  g_assert_cmpstr (article->tags[0], ==, "x");
  g_assert_null (article->language);
  g_assert_cmpuint (article->attachments->len, ==, 1);
  attachment = article->attachments->pdata[0];
  g_assert_cmpint (attachment->size, ==, -1);
  g_assert_cmpint (attachment->duration, ==, -1);
}

static void
test_bytes_that_are_not_utf8_do_no_harm (void)
{
  static const char latin1[] =
    "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{\"id\":\"\xe4\",\"title\":\"K\xf6ln\","
    "\"content_html\":\"<p>\xfc\"}]}";
  g_autoptr(GBytes) body = g_bytes_new_static (latin1, sizeof latin1 - 1);
  g_autoptr(GazetteEdition) unnamed = read_bytes (body, "application/json");
  g_autoptr(GazetteEdition) named = read_bytes (body, "application/json; charset=\"ISO-8859-1\"");
  g_autoptr(GazetteEdition) nonsense = read_bytes (body, "application/json; charset=nonsense");

  g_assert_cmpstr (get_first (unnamed)->title, ==, "K\357\277\275ln");
  g_assert_cmpstr (get_first (named)->title, ==, "Köln");
  g_assert_true (g_utf8_validate (get_first (unnamed)->html, -1, NULL));
  g_assert_cmpstr (get_first (nonsense)->title, ==, "K\357\277\275ln");
}

static void
test_half_surrogates_do_no_harm (void)
{
  static const char json[] =
    FEED ("{ 'id': '\\ud800', 'title': 'a\\udc00b\\ud83d\\ude00', 'content_html': '\\ud800' }");
  g_autoptr(GBytes) body = fixture_json (json);
  GazetteAnswer answer = { .body = body };
  g_autoptr(GazetteEdition) edition = gazette_dialects_read (dialects, NULL, &answer, NULL);

  if (edition != NULL)
    {
      g_assert_true (g_utf8_validate (get_first (edition)->id, -1, NULL));
      g_assert_true (g_utf8_validate (get_first (edition)->title, -1, NULL));
      g_assert_true (g_utf8_validate (get_first (edition)->html, -1, NULL));
    }
}

static void
test_other_encodings_are_read (void)
{
  static const struct { const char *charset; const char *mark; gsize length; } cases[] = {
    { "UTF-8", "\xef\xbb\xbf", 3 },
    { "UTF-16LE", "\xff\xfe", 2 },
    { "UTF-16BE", "\xfe\xff", 2 },
    { "UTF-32LE", "\xff\xfe\0\0", 4 },
    { "UTF-32BE", "\0\0\xfe\xff", 4 },
    { "UTF-16LE", "", 0 },
    { "UTF-16BE", "", 0 },
    { "UTF-32LE", "", 0 },
    { "UTF-32BE", "", 0 },
  };
  g_autoptr(GBytes) json = fixture_json (FEED ("{ 'id': 1, 'title': 'Köln, 東京 😀' }"));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GByteArray) bytes = g_byte_array_new ();
      g_autoptr(GazetteEdition) edition = NULL;
      g_autoptr(GBytes) body = NULL;
      g_autofree char *converted = NULL;
      gsize length;

      converted = g_convert (g_bytes_get_data (json, NULL), (gssize) g_bytes_get_size (json), cases[i].charset,
                             "UTF-8", NULL, &length, NULL);
      g_byte_array_append (bytes, (const guint8 *) cases[i].mark, cases[i].length);
      g_byte_array_append (bytes, (const guint8 *) converted, length);
      body = g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
      edition = read_bytes (body, NULL);

      g_assert_cmpstr (get_first (edition)->title, ==, "Köln, 東京 😀");
    }
}

static void
test_amounts_are_bounded (void)
{
  g_autoptr(GString) json = g_string_new ("{ 'version': 'https://jsonfeed.org/version/1', 'items': [{ 'id': '");
  g_autoptr(GazetteEdition) edition = NULL;
  const GazetteArticle *article;

  for (guint i = 0; i < 100000; i++)
    g_string_append (json, "x ");
  g_string_append (json, "', 'title': '");
  for (guint i = 0; i < 100000; i++)
    g_string_append (json, "wörd ");
  g_string_append (json, "', 'tags': [");
  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (json, "'%u',", i);
  g_string_append (json, "0]");
  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (json, ", 'member-%u': %u", i, i);
  g_string_append (json, "}");
  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (json, ", { 'id': %u }", i);
  g_string_append (json, "] }");
  edition = fixture_read (dialects, NULL, json->str);
  article = get_first (edition);

  g_assert_cmpuint (edition->articles->len, ==, 5000);
  g_assert_true (g_str_has_prefix (article->id, "sha256:"));
  g_assert_cmpint (g_utf8_strlen (article->title, -1), <=, 501);
  g_assert_true (g_utf8_validate (article->title, -1, NULL));
  g_assert_cmpuint (g_strv_length (article->tags), <=, 64);
}

static void
test_large_pictures_in_addresses_are_left_out (void)
{
  g_autofree char *data = g_strnfill (1024 * 1024, 'A');
  g_autofree char *json = g_strdup_printf (FEED ("{ 'id': 1, 'image': 'data:image/png;base64,%s' }"), data);
  g_autoptr(GazetteEdition) edition = fixture_read (dialects, NULL, json);

  g_assert_null (get_first (edition)->image);
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  dialects = gazette_dialects_new ();

  g_test_add_func ("/hostile/not-json", test_what_is_not_json_is_refused);
  g_test_add_func ("/hostile/no-articles", test_json_without_articles_is_refused);
  g_test_add_func ("/hostile/zeros", test_zero_bytes_are_refused);
  g_test_add_func ("/hostile/depth", test_depth_is_bounded);
  g_test_add_func ("/hostile/lists", test_lists_for_texts_are_opened);
  g_test_add_func ("/hostile/types", test_wrong_types_are_left_out);
  g_test_add_func ("/hostile/utf8", test_bytes_that_are_not_utf8_do_no_harm);
  g_test_add_func ("/hostile/surrogates", test_half_surrogates_do_no_harm);
  g_test_add_func ("/hostile/encodings", test_other_encodings_are_read);
  g_test_add_func ("/hostile/amounts", test_amounts_are_bounded);
  g_test_add_func ("/hostile/large-pictures", test_large_pictures_in_addresses_are_left_out);

  status = g_test_run ();
  g_object_unref (dialects);

  return status;
}

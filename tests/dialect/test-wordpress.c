/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "dialect-fixture.h"
#include "gazette-error.h"

#define API "https://blog.example/wp-json/wp/v2/posts"

static GazetteDialects *dialects;

static const char *const POSTS =
  "[{ 'id': 42, 'date': '2024-05-06T09:00:00', 'date_gmt': '2024-05-06T07:00:00',"
  "   'modified_gmt': '2024-05-07T07:00:00',"
  "   'guid': { 'rendered': 'https://blog.example/?p=42' }, 'link': 'https://blog.example/a/',"
  "   'title': { 'rendered': 'Fish &#038; Chips &#8211; <em>now</em>' },"
  "   'content': { 'rendered': '<p>Text</p>', 'protected': false },"
  "   'excerpt': { 'rendered': '<p>It begins [&hellip;]</p>\\n' }, 'author': 1,"
  "   '_embedded': {"
  "     'author': [{ 'id': 1, 'name': 'Ada &amp; Bob' }],"
  "     'wp:featuredmedia': [{ 'source_url': 'https://blog.example/full.jpg', 'alt_text': 'A fish',"
  "       'caption': { 'rendered': '<p>The <b>fish</b></p>' },"
  "       'media_details': { 'sizes': { 'large': { 'source_url': 'https://blog.example/large.jpg' } } } }],"
  "     'wp:term': [[{ 'taxonomy': 'category', 'name': 'Food &amp; Drink' }],"
  "       [{ 'taxonomy': 'post_tag', 'name': 'fish' }], [{ 'taxonomy': 'post_format', 'name': 'Aside' }]] } },"
  " { 'id': 41, 'date': '2024-05-05T09:00:00', 'date_gmt': null, 'link': 'https://blog.example/b/',"
  "   'title': { 'rendered': '' }, 'content': { 'rendered': '' }, 'excerpt': { 'rendered': '<p>Short</p>' },"
  "   '_embedded': { 'author': [{ 'code': 'rest_user_cannot_view', 'message': 'No', 'data': { 'status': 401 } }],"
  "     'wp:featuredmedia': [{ 'code': 'rest_forbidden' }], 'wp:term': [] } },"
  " { 'id': 40, 'link': 'https://blog.example/c/', 'title': { 'rendered': 'C' }, '_embedded': [] }]";

static void
test_posts_are_read_in_full (void)
{
  g_autoptr(GazetteEdition) edition = fixture_read (dialects, NULL, POSTS);
  const GazetteArticle *first = edition->articles->pdata[0];
  g_autofree char *tags = NULL;

  g_assert_cmpstr (edition->dialect, ==, "wordpress");
  g_assert_cmpuint (edition->articles->len, ==, 3);
  g_assert_null (edition->title);

  g_assert_cmpstr (first->id, ==, "42");
  g_assert_cmpstr (first->url, ==, "https://blog.example/a/");
  g_assert_cmpstr (first->title, ==, "Fish & Chips – now");
  g_assert_cmpint (first->published, ==, 1714978800);
  g_assert_cmpint (first->modified, ==, 1715065200);
  g_assert_cmpstr (first->summary, ==, "It begins…");
  g_assert_cmpstr (first->html, ==, "<p>Text</p>");
  g_assert_cmpstr (first->image, ==, "https://blog.example/large.jpg");
  g_assert_cmpstr (first->image_caption, ==, "The fish");
  g_assert_cmpstr (first->authors[0], ==, "Ada & Bob");
  tags = g_strjoinv ("|", first->tags);
  g_assert_cmpstr (tags, ==, "Food & Drink|fish");
}

static void
test_what_was_refused_to_embed_is_left_out (void)
{
  g_autoptr(GazetteEdition) edition = fixture_read (dialects, NULL, POSTS);
  const GazetteArticle *second = edition->articles->pdata[1];

  g_assert_cmpstr (second->title, ==, "");
  g_assert_cmpstr (second->summary, ==, "Short");
  g_assert_cmpint (second->published, ==, 1714899600);
  g_assert_null (second->authors);
  g_assert_null (second->image);
  g_assert_null (second->tags);
}

static void
test_a_single_post_is_an_edition (void)
{
  static const char json[] =
    "{ 'id': 7, 'link': 'https://blog.example/a/', 'title': { 'rendered': 'Alone' } }";
  g_autoptr(GazetteEdition) edition = fixture_read (dialects, NULL, json);

  g_assert_cmpuint (edition->articles->len, ==, 1);
}

static void
test_the_request_asks_for_all (void)
{
  GazetteDialect *dialect = gazette_dialects_lookup (dialects, "wordpress");
  static const struct { const char *source; const char *request; } cases[] = {
    { API, API "?_embed=author%2Cwp%3Afeaturedmedia%2Cwp%3Aterm&per_page=50" },
    { "https://blog.example/?rest_route=/wp/v2/posts",
      "https://blog.example/?rest_route=/wp/v2/posts&_embed=author%2Cwp%3Afeaturedmedia%2Cwp%3Aterm&per_page=50" },
    { API "?categories=3&per_page=5",
      API "?categories=3&per_page=50&_embed=author%2Cwp%3Afeaturedmedia%2Cwp%3Aterm" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *request = gazette_dialect_dup_request_url (dialect, cases[i].source);

      g_assert_cmpstr (request, ==, cases[i].request);
    }
}

static void
test_the_next_page_is_counted (void)
{
  static const struct { const char *url; const char *n_pages; const char *next; } cases[] = {
    { API, "3", API "?page=2" },
    { API "?page=2&per_page=50", "3", API "?page=3&per_page=50" },
    { API "?page=3", "3", NULL },
    { API, "1", NULL },
    { API, "nonsense", NULL },
    { API "?page=-5", "99999999999999999999", API "?page=2" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *header = cases[i].n_pages;
      const char *url = cases[i].url;
      g_autoptr(GazetteEdition) edition = fixture_read_headers (dialects, POSTS, url, "x-wp-totalpages", header);

      g_assert_cmpstr (edition->next_url, ==, cases[i].next);
    }
}

static void
test_the_next_page_is_linked (void)
{
  static const char header[] =
    "<https://blog.example/>; rel=shortlink, </wp-json/wp/v2/posts?page=2>; title=\"a, <b>\"; REL=\"prev next\"";
  g_autoptr(GazetteEdition) edition = fixture_read_headers (dialects, POSTS, API, "link", header);

  g_assert_cmpstr (edition->next_url, ==, API "?page=2");
}

static void
test_no_posts_are_known_only_when_expected (void)
{
  g_autoptr(GBytes) body = fixture_json ("[]");
  g_autoptr(GazetteEdition) edition = fixture_read (dialects, "wordpress", "[]");

  g_assert_cmpuint (edition->articles->len, ==, 0);
  fixture_check_refused (dialects, body, NULL, GAZETTE_ERROR_NO_ARTICLES);
}

static void
test_other_lists_have_no_articles (void)
{
  static const char *const answers[] = {
    "[{ 'id': 7, 'name': 'Topic', 'link': 'https://blog.example/topic/', 'taxonomy': 'category' }]",
    "{ 'post': { 'databaseId': 1, 'title': 'x' } }",
  };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr(GBytes) body = fixture_json (answers[i]);

      fixture_check_refused (dialects, body, NULL, GAZETTE_ERROR_NO_ARTICLES);
    }
}

static void
test_an_error_is_told_in_the_words_of_the_site (void)
{
  g_autoptr(GBytes) body = fixture_json ("{ 'code': 'rest_forbidden', 'message': 'Sign in &amp; try again.',"
                                         "  'data': { 'status': 401 } }");
  GazetteAnswer answer = { .body = body };
  g_autofree char *words = gazette_dialects_dup_explanation (dialects, &answer);

  fixture_check_refused (dialects, body, NULL, GAZETTE_ERROR_REFUSED);
  g_assert_cmpstr (words, ==, "Sign in & try again.");
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  dialects = gazette_dialects_new ();

  g_test_add_func ("/wordpress/in-full", test_posts_are_read_in_full);
  g_test_add_func ("/wordpress/refused", test_what_was_refused_to_embed_is_left_out);
  g_test_add_func ("/wordpress/single", test_a_single_post_is_an_edition);
  g_test_add_func ("/wordpress/request", test_the_request_asks_for_all);
  g_test_add_func ("/wordpress/pages", test_the_next_page_is_counted);
  g_test_add_func ("/wordpress/link", test_the_next_page_is_linked);
  g_test_add_func ("/wordpress/empty", test_no_posts_are_known_only_when_expected);
  g_test_add_func ("/wordpress/error", test_an_error_is_told_in_the_words_of_the_site);
  g_test_add_func ("/wordpress/others", test_other_lists_have_no_articles);

  status = g_test_run ();
  g_object_unref (dialects);

  return status;
}

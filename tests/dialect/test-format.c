/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a dialect file can say of the places of a field. */

#include "config.h"

#include <string.h>

#include "dialect-fixture.h"

/* The first article of @json, by @article as the fields of one. */
static GazetteArticle *
read_first (const char *more,
            const char *article,
            const char *json)
{
  g_autofree char *text = g_strdup_printf ("{ 'id': 'mine', 'name': 'Mine', %s 'articles': ['$.items'], 'article': { %s } }",
                                           more, article);
  g_autoptr(GazetteDialects) dialects = gazette_dialects_new ();
  g_autoptr(GBytes) file = fixture_json (text);
  g_autoptr(GazetteEdition) edition = NULL;
  g_autoptr(GError) error = NULL;

  gazette_dialects_add (dialects, file, &error);
  g_assert_no_error (error);
  edition = fixture_read (dialects, "mine", json);

  return edition->articles->len > 0 ? gazette_article_ref (edition->articles->pdata[0]) : NULL;
}

static void
assert_url (const char *more,
            const char *url,
            const char *json,
            const char *expected)
{
  g_autofree char *fields = g_strdup_printf ("'id': [{ 'path': '$.id' }], 'url': [%s]", url);
  g_autoptr(GazetteArticle) article = read_first (more, fields, json);

  g_test_message ("%s", url);
  g_assert_nonnull (article);
  g_assert_cmpstr (article->url, ==, expected);
}

static void
test_how_long_ago_is_a_date (void)
{
  gint64 before = g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr(GazetteArticle) article = read_first ("", "'title': [{ 'path': '$.t' }], 'published': [{ 'path': '$.d' }], "
                                                      "'modified': [{ 'path': '$.d' }]",
                                                  "{ 'items': [{ 't': 'A', 'd': '2 hours ago' }] }");
  gint64 after = g_get_real_time () / G_USEC_PER_SEC;

  g_assert_true (article->is_published_roughly);
  g_assert_cmpint (article->published, >=, before - 7200);
  g_assert_cmpint (article->published, <=, after - 7200);
  /* It would be another one each time. */
  g_assert_cmpint (article->modified, ==, 0);
}

static void
test_templates_make_one_of_several (void)
{
  static const struct { const char *url; const char *item; const char *expected; } cases[] = {
    { "{ 'template': '/t/{$.slug}/{$.id}' }", "'id': 7, 'slug': 'a-b'", "https://example.org/t/a-b/7" },
    { "{ 'template': 'https://other.example{$.path}' }", "'id': 7, 'path': '/r/x/1/'", "https://other.example/r/x/1/" },
    { "{ 'template': '/i?id={$.id}' }", "'id': '7&admin=1'", "https://example.org/i?id=7%26admin%3D1" },
    { "{ 'template': '/{$.a.b[0]}' }", "'id': 7, 'a': { 'b': ['ü %C3%BC%'] }", "https://example.org/%C3%BC%20%C3%BC%25" },
    { "{ 'template': '/t/{$.slug}/{$.id}' }", "'id': 7", NULL },
    { "{ 'template': '/t/{$.slug}/{$.id}' }", "'id': 7, 'slug': '  '", NULL },
    { "{ 'template': '/t/{$.slug}/{$.id}' }", "'id': 7, 'slug': { }", NULL },
    { "{ 'template': '{$.scheme}:alert(1)' }", "'id': 7, 'scheme': 'javascript'", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *json = g_strdup_printf ("{ 'items': [{ %s }] }", cases[i].item);

      assert_url ("", cases[i].url, json, cases[i].expected);
    }
}

static void
test_a_template_in_a_title_is_not_escaped (void)
{
  g_autoptr(GazetteArticle) article = read_first ("", "'title': [{ 'template': '{$.a}: {$.b}' }]",
                                                  "{ 'items': [{ 'a': 'A & B', 'b': 'c d' }] }");

  g_assert_cmpstr (article->title, ==, "A & B: c d");
}

static void
test_the_largest_is_chosen (void)
{
  static const char way[] = "{ 'path': '$.files[*]', 'largest': '$.w', 'then': { 'path': '$.src' } }";
  static const struct { const char *files; const char *expected; } cases[] = {
    { "[{ 'w': 10, 'src': '/a' }, { 'w': 30, 'src': '/b' }, { 'w': 20, 'src': '/c' }]", "https://example.org/b" },
    { "[{ 'w': '10', 'src': '/a' }, { 'w': '300', 'src': '/b' }]", "https://example.org/b" },
    { "[{ 'w': null, 'src': '/a' }, { 'src': '/b' }]", "https://example.org/a" },
    { "[{ 'w': 10, 'src': '/a' }, { 'w': 10, 'src': '/b' }]", "https://example.org/a" },
    { "[]", NULL },
    { "'none'", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *json = g_strdup_printf ("{ 'items': [{ 'id': 1, 'files': %s }] }", cases[i].files);

      assert_url ("", way, json, cases[i].expected);
    }
}

static void
test_references_are_followed (void)
{
  static const char by_type[] = "'related': { 'all': { 'path': '$.all[*]', 'keys': ['$.t', '$.id'] } },";
  static const char by_id[] = "'related': { 'all': { 'path': '$.all[*]', 'keys': ['$.id'] } },";
  static const char by_name[] = "'related': { 'all': { 'path': '$.all' } },";
  static const char in_item[] = "'related': { 'all': { 'path': '$.media', 'each': true } },";
  static const char one[] = "{ 'path': '$.ref', 'related': 'all', 'then': { 'path': '$.u' } }";
  static const char two[] =
    "{ 'path': '$.ref', 'related': 'all', 'then': { 'path': '$.ref', 'related': 'all', 'then': { 'path': '$.u' } } }";
  static const struct { const char *more; const char *way; const char *item; const char *all; const char *url; } cases[] = {
    { by_type, one, "'ref': { 't': 'f', 'id': 1 }", "[{ 't': 'e', 'id': 1, 'u': '/a' }, { 't': 'f', 'id': '1', 'u': '/b' }]",
      "https://example.org/b" },
    { by_type, two, "'ref': [{ 't': 'm', 'id': 1 }]",
      "[{ 't': 'f', 'id': 2, 'u': '/b' }, { 't': 'm', 'id': 1, 'ref': { 't': 'f', 'id': 2 } }]", "https://example.org/b" },
    { by_id, one, "'ref': 2", "[{ 'id': 1, 'u': '/a' }, { 'id': 2, 'u': '/b' }, { 'id': 2, 'u': '/c' }]",
      "https://example.org/b" },
    { by_name, one, "'ref': 'x'", "{ 'w': { 'u': '/a' }, 'x': { 'u': '/b' } }", "https://example.org/b" },
    { in_item, one, "'ref': 'x', 'media': { 'x': { 'u': '/b' } }", "{ 'x': { 'u': '/a' } }", "https://example.org/b" },
    /* To itself, to nothing, and to what is no key. */
    { by_id, two, "'ref': 1", "[{ 'id': 1, 'ref': 1, 'u': '/a' }]", "https://example.org/a" },
    { by_id, one, "'ref': 3", "[{ 'id': 1, 'u': '/a' }]", NULL },
    { by_id, one, "'ref': null", "[{ 'id': 1, 'u': '/a' }]", NULL },
    { by_id, one, "'ref': { }", "[{ 'id': 1, 'u': '/a' }]", NULL },
    { by_id, one, "'ref': [[[]]]", "'none'", NULL },
    { by_type, one, "'ref': { 't': 'f' }", "[{ 't': 'f', 'u': '/a' }]", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *json = g_strdup_printf ("{ 'items': [{ 'id': 1, %s }], 'all': %s }", cases[i].item, cases[i].all);

      assert_url (cases[i].more, cases[i].way, json, cases[i].url);
    }
}

/* A table of an article is not that of the one before it. */
static void
test_each_article_has_its_own_table (void)
{
  static const char file[] =
    "{ 'id': 'mine', 'name': 'Mine', 'related': { 'all': { 'path': '$.media', 'each': true } }, 'articles': ['$'],"
    "  'article': { 'title': [{ 'path': '$.ref', 'related': 'all' }] } }";
  g_autoptr(GazetteDialects) dialects = gazette_dialects_new ();
  g_autoptr(GBytes) bytes = fixture_json (file);
  g_autoptr(GazetteEdition) edition = NULL;

  g_assert_true (gazette_dialects_add (dialects, bytes, NULL));
  edition = fixture_read (dialects, "mine", "[{ 'ref': 'a', 'media': { 'a': 'One' } }, { 'ref': 'a', 'media': { 'a': 'Two' } },"
                                            " { 'ref': 'a', 'media': { 'b': 'Three' } }]");

  g_assert_cmpuint (edition->articles->len, ==, 2);
  g_assert_cmpstr (((GazetteArticle *) edition->articles->pdata[1])->title, ==, "Two");
}

static void
test_values_that_mean_nothing_are_passed_over (void)
{
  g_autoptr(GazetteArticle) article =
    read_first ("", "'title': [{ 'path': '$.a', 'unless': ['NOT FOR YOU', 'gone'] }, { 'path': '$.b' }],"
                    "'tags': [{ 'path': '$.c[*]', 'unless': ['gone'] }]",
                "{ 'items': [{ 'a': 'NOT FOR YOU', 'b': 'But this', 'c': ['one', 'gone', 'two'] }] }");

  g_assert_cmpstr (article->title, ==, "But this");
  g_assert_cmpstr (article->tags[1], ==, "two");
}

static void
test_ends_are_cut (void)
{
  static const struct { const char *cut; const char *title; const char *expected; } cases[] = {
    { "' - {$.from}'", "News - The Paper", "News" },
    { "' - {$.from}'", "News - Another", "News - Another" },
    { "' - {$.from}'", "The Paper - The Paper", "The Paper" },
    { "'[+# chars]'", "It began [+4874 chars]", "It began" },
    { "'[+# chars]'", "It began [+4,874 chars]", "It began" },
    { "'[+# chars]'", "It began [+ chars]", "It began [+ chars]" },
    { "'By '", "By Ada", "Ada" },
    { "'By ', '!'", "By Ada!", "Ada" },
    { "'#'", "12 monkeys 34", "monkeys" },
    { "'{$.nothing}'", "News", "News" },
    { "'News'", "News", "" },
    { "'a longer text than that'", "x", "x" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *fields = g_strdup_printf ("'id': [{ 'path': '$.from' }],"
                                                 "'title': [{ 'path': '$.title', 'cut': [%s] }]",
                                                 cases[i].cut);
      g_autofree char *json = g_strdup_printf ("{ 'items': [{ 'title': '%s', 'from': 'The Paper' }] }", cases[i].title);
      g_autoptr(GazetteArticle) article = read_first ("", fields, json);

      g_test_message ("%s: %s", cases[i].cut, cases[i].title);
      g_assert_cmpstr (article->title, ==, cases[i].expected);
    }
}

static void
test_bylines_are_parted (void)
{
  static const struct { const char *byline; const char *names; } cases[] = {
    { "By Ada Lovelace and Charles Babbage", "Ada Lovelace|Charles Babbage" },
    { "by A, B & C", "A|B|C" },
    { "Andrew Byrd", "Andrew Byrd" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *json = g_strdup_printf ("{ 'items': [{ 't': 'T', 'b': '%s' }] }", cases[i].byline);
      g_autoptr(GazetteArticle) article = read_first ("", "'title': [{ 'path': '$.t' }],"
                                                          "'authors': [{ 'path': '$.b', 'as': 'byline' }]",
                                                      json);
      g_autofree char *names = g_strjoinv ("|", article->authors);

      g_assert_cmpstr (names, ==, cases[i].names);
    }
}

static void
test_bodies_come_in_markdown_and_in_pieces (void)
{
  g_autoptr(GazetteArticle) markdown = read_first ("", "'html': [{ 'path': '$.body', 'as': 'markdown' }]",
                                                   "{ 'items': [{ 'body': '# Hello\\n\\n*you* ~~there~~' }] }");
  g_autoptr(GazetteArticle) pieces = read_first ("", "'html': [{ 'path': '$.none[*].h', 'all': true }, { 'path': '$.blocks[*].h', 'all': true }]",
                                                 "{ 'items': [{ 'blocks': [{ 'h': '<p>a</p>' }, { }, { 'h': '<p>b</p>' }] }] }");
  g_autoptr(GazetteArticle) first = read_first ("", "'html': [{ 'path': '$.blocks[*].h' }]",
                                                "{ 'items': [{ 'blocks': [{ }, { 'h': '<p>a</p>' }, { 'h': '<p>b</p>' }] }] }");

  g_assert_cmpstr (first->html, ==, "<p>a</p>");
  g_assert_cmpstr (markdown->html, ==, "<h1>Hello</h1>\n<p><em>you</em> <del>there</del></p>\n");
  g_assert_cmpstr (pieces->html, ==, "<p>a</p><p>b</p>");
}

static void
test_tests_are_joined (void)
{
  static const char items[] =
    "{ 'items': [{ 'id': 1, 'f': [{ 'k': 'a', 'n': 1, 'y': true, 'u': '/1' }, { 'k': 'b', 'n': 2, 'y': false, 'u': '/2' },"
    " { 'k': 'b', 'n': 3.5, 'u': '/3' }] }] }";
  static const struct { const char *test; const char *expected; } cases[] = {
    { "@.k == `b` && @.n == 3.5", "https://example.org/3" },
    { "@.k == `c` || @.k == `b` && @.y == false", "https://example.org/2" },
    { "@.k == `a` && @.n == 2 || @.y == true", "https://example.org/1" },
    { "@.y && @.k != `a`", "https://example.org/2" },
    { "@.n != 1 && @.n != 2", "https://example.org/3" },
    { "@.k == `a` && @.n == 3", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *url = g_strdup_printf ("{ 'path': '$.f[?%s].u' }", cases[i].test);

      assert_url ("", url, items, cases[i].expected);
    }
}

static void
test_what_is_no_article_is_skipped (void)
{
  static const char skip[] = "'skip': [[{ 'path': '$.ad', 'is': 'true' }], [{ 'path': '$.t', 'is': 'nothing' }]],";
  g_autoptr(GazetteArticle) article = read_first (skip, "'title': [{ 'path': '$.t' }], 'id': [{ 'path': '$.i' }]",
                                                  "{ 'items': [{ 't': 'Buy', 'ad': true }, { 'i': 1 }, { 't': 'Read', 'ad': false }] }");
  g_autoptr(GazetteArticle) none = read_first (skip, "'title': [{ 'path': '$.t' }]",
                                               "{ 'items': [{ 't': 'Buy', 'ad': true }] }");

  g_assert_cmpstr (article->title, ==, "Read");
  g_assert_null (none);
}

static void
test_the_same_twice_is_one (void)
{
  static const char file[] = "{ 'id': 'mine', 'name': 'Mine', 'articles': ['$'],"
                             "  'article': { 'id': [{ 'path': '$.i' }], 'url': [{ 'path': '$.u' }] } }";
  g_autoptr(GazetteDialects) dialects = gazette_dialects_new ();
  g_autoptr(GBytes) bytes = fixture_json (file);
  g_autoptr(GazetteEdition) edition = NULL;

  g_assert_true (gazette_dialects_add (dialects, bytes, NULL));
  edition = fixture_read (dialects, "mine", "[{ 'i': 1, 'u': '/a' }, { 'i': 1, 'u': '/a' }, { 'i': 1, 'u': '/a' },"
                                            " { 'i': 1, 'u': '/b' }, { 'i': 2, 'u': '/a' }]");

  g_assert_cmpuint (edition->articles->len, ==, 3);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/format/how-long-ago-is-a-date", test_how_long_ago_is_a_date);
  g_test_add_func ("/format/templates", test_templates_make_one_of_several);
  g_test_add_func ("/format/template-of-text", test_a_template_in_a_title_is_not_escaped);
  g_test_add_func ("/format/largest", test_the_largest_is_chosen);
  g_test_add_func ("/format/references", test_references_are_followed);
  g_test_add_func ("/format/tables-of-articles", test_each_article_has_its_own_table);
  g_test_add_func ("/format/unless", test_values_that_mean_nothing_are_passed_over);
  g_test_add_func ("/format/cut", test_ends_are_cut);
  g_test_add_func ("/format/bylines", test_bylines_are_parted);
  g_test_add_func ("/format/bodies", test_bodies_come_in_markdown_and_in_pieces);
  g_test_add_func ("/format/tests", test_tests_are_joined);
  g_test_add_func ("/format/skip", test_what_is_no_article_is_skipped);
  g_test_add_func ("/format/twice", test_the_same_twice_is_one);

  return g_test_run ();
}

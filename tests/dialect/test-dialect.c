/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Dialect files as an author writes them. */

#include "config.h"

#include "dialect-fixture.h"
#include "gazette-error.h"

/* Everything that a dialect file may say; the built-in ones need not all of it. */
static const char GAZETTEER[] =
  "{ 'id': 'gazetteer', 'name': 'Gazetteer', '_note': 'of the author',"
  "  'recognise': [[{ 'path': '$.kind', 'contains': 'gazetteer', 'is': 'text' },"
  "                 { 'path': '$.total', 'is': 'number' }],"
  "                [{ 'path': '$.top.stories', 'is': 'list' }, { 'path': '$.top', 'is': 'object' }]],"
  "  'request': { 'parameters': { 'show': 'all & everything', 'count': '10' } },"
  "  'next': [{ 'path': '$.more' }, { 'path': '$.cursor', 'parameter': 'after' }],"
  "  'discover': [{ 'link': 'service', 'append': 'stories' }, { 'path': '$.index.stories', 'append': 'all' }],"
  "  'source': { 'title': [{ 'path': '$.paper.name' }], 'language': [{ 'path': '$.paper.lang' }] },"
  "  'articles': ['$.sections[*].stories', '$.top.stories', '$.single'],"
  "  'article': {"
  "    'id': [{ 'path': '$.key' }],"
  "    'title': [{ 'path': '$.headline', 'as': 'html-text' }, { 'path': '$.name', 'as': 'text' }],"
  "    'url': [{ 'path': '$.link' }, { 'path': '$.key', 'as': 'absolute-url' }],"
  "    'authors': [{ 'path': '$.byline', 'as': 'list' }],"
  "    'image': [{ 'path': '$.html', 'as': 'html-image' }],"
  "    'html': [{ 'path': '$.html' }],"
  "    'published': [{ 'path': '$.when' }],"
  "    'attachments': { 'each': ['$.files[*]', '$.file'], 'url': [{ 'path': '$.href' }],"
  "                     'size': [{ 'path': '$.bytes' }] } } }";

static GazetteDialects *
new_dialects (const char *file)
{
  GazetteDialects *dialects = gazette_dialects_new ();
  g_autoptr(GBytes) bytes = fixture_json (file);
  g_autoptr(GError) error = NULL;

  gazette_dialects_add (dialects, bytes, &error);
  g_assert_no_error (error);

  return dialects;
}

static void
test_a_dialect_of_the_user_is_used (void)
{
  static const char json[] =
    "{ 'kind': 'gazetteer/2', 'total': 2, 'paper': { 'name': 'The Times &amp; Tides', 'lang': 'en' }, 'cursor': 17,"
    "  'sections': [{ 'stories': [{ 'key': 'https://example.com/k', 'headline': '<b>A</b> &lt;div&gt;',"
    "    'byline': 'Ada, Bob; Ada', 'when': 1714972089, 'files': [],"
    "    'html': '<figure><img src=pixel.gif width=1 height=1> <img src=a.png></figure><p>T</p>',"
    "    'file': { 'href': 'a.pdf', 'bytes': '12' } }] },"
    "   { 'stories': [{ 'headline': 5, 'name': 'Two', 'html': '<p>Text <img src=late.png>' }] }, { 'stories': 3 }] }";
  g_autoptr(GazetteDialects) dialects = new_dialects (GAZETTEER);
  g_autoptr(GazetteEdition) edition = fixture_read (dialects, NULL, json);
  const GazetteArticle *first;
  const GazetteArticle *second;
  g_autofree char *authors = NULL;

  g_assert_cmpstr (edition->dialect, ==, "gazetteer");
  g_assert_cmpstr (edition->title, ==, "The Times & Tides");
  g_assert_cmpstr (edition->next_url, ==, "https://example.org/news/feed.json?after=17");
  g_assert_cmpuint (edition->articles->len, ==, 2);

  first = edition->articles->pdata[0];
  authors = g_strjoinv ("|", first->authors);
  g_assert_cmpstr (first->title, ==, "A <div>");
  g_assert_cmpstr (first->url, ==, "https://example.com/k");
  g_assert_cmpstr (authors, ==, "Ada|Bob");
  g_assert_cmpint (first->published, ==, 1714972089);
  g_assert_cmpstr (first->image, ==, "https://example.org/news/a.png");
  g_assert_cmpstr (first->language, ==, "en");
  g_assert_cmpuint (first->attachments->len, ==, 1);
  g_assert_cmpint (((GazetteAttachment *) first->attachments->pdata[0])->size, ==, 12);

  second = edition->articles->pdata[1];
  g_assert_cmpstr (second->title, ==, "5");
  g_assert_null (second->image);
  g_assert_null (second->url);
}

static void
test_one_article_may_stand_alone (void)
{
  g_autoptr(GazetteDialects) dialects = new_dialects (GAZETTEER);
  g_autoptr(GazetteEdition) edition = fixture_read (dialects, "gazetteer", "{ 'single': { 'headline': 'A' } }");

  g_assert_cmpuint (edition->articles->len, ==, 1);
}

static void
test_requests_are_made_by_the_file (void)
{
  g_autoptr(GazetteDialects) dialects = new_dialects (GAZETTEER);
  GazetteDialect *dialect = gazette_dialects_lookup (dialects, "gazetteer");
  g_autofree char *url = gazette_dialect_dup_request_url (dialect, "https://example.org/api#top");

  g_assert_cmpstr (url, ==, "https://example.org/api?show=all%20%26%20everything&count=10#top");
}

static void
test_the_mapping_is_the_file (void)
{
  g_autoptr(GBytes) bytes = fixture_json (GAZETTEER);
  g_autoptr(GazetteDialect) dialect = gazette_dialect_new_from_bytes (bytes, NULL);
  g_autoptr(JsonNode) file = gazette_dialect_dup_mapping (dialect);
  JsonObject *mapping = json_node_get_object (file);

  g_assert_cmpstr (gazette_dialect_get_name (dialect), ==, "Gazetteer");
  g_assert_cmpstr (json_object_get_string_member (mapping, "id"), ==, "gazetteer");
  g_assert_cmpstr (json_object_get_string_member (mapping, "_note"), ==, "of the author");
}

static void
test_the_same_id_wins_over_the_built_in (void)
{
  static const char file[] =
    "{ 'id': 'jsonfeed', 'name': 'Mine', 'recognise': [[{ 'path': '$.items' }]], 'articles': ['$.items'],"
    "  'article': { 'title': [{ 'path': '$.name' }] } }";
  static const char json[] = "{ 'version': 'https://jsonfeed.org/version/1', 'items': [{ 'name': 'A' }] }";
  g_autoptr(GazetteDialects) dialects = new_dialects (file);
  g_autoptr(GBytes) again = fixture_json (file);
  g_autoptr(GazetteEdition) edition = fixture_read (dialects, NULL, json);

  g_assert_cmpstr (((GazetteArticle *) edition->articles->pdata[0])->title, ==, "A");
  g_assert_cmpstr (gazette_dialect_get_name (gazette_dialects_lookup (dialects, "jsonfeed")), ==, "Mine");
  g_assert_true (gazette_dialects_add (dialects, again, NULL));
  g_assert_nonnull (gazette_dialects_lookup (dialects, "wordpress"));
  g_assert_null (gazette_dialects_lookup (dialects, "nothing"));
  g_assert_null (gazette_dialects_lookup (dialects, NULL));
}

static void
test_an_unknown_dialect_reads_nothing (void)
{
  g_autoptr(GazetteDialects) dialects = gazette_dialects_new ();
  g_autoptr(GBytes) body = fixture_json ("{ 'version': 'https://jsonfeed.org/version/1', 'items': [] }");
  GazetteAnswer answer = { .body = body };
  g_autoptr(GError) error = NULL;

  g_assert_null (gazette_dialects_read (dialects, "gone", &answer, &error));
  g_assert_error (error, GAZETTE_ERROR, GAZETTE_ERROR_NO_ARTICLES);
}

static void
test_mistakes_of_an_author_are_named (void)
{
#define HEAD "'id': 'x', 'name': 'X', 'articles': ['$']"
  static const struct { const char *file; const char *words; } cases[] = {
    { "", "JSON" },
    { "nonsense", "JSON" },
    { "[]", "“$” must be an object" },
    { "{ 'name': 'X' }", "id" },
    { "{ 'id': 'x' }", "name" },
    { "{ 'id': 'X Y', 'name': 'X' }", "“X Y”" },
    { "{ 'id': 7, 'name': 'X' }", "“id”" },
    { "{ " HEAD " }", "“article” must be an object" },
    { "{ 'id': 'x', 'name': 'X', 'article': {} }", "“articles” must be a list" },
    { "{ 'id': 'x', 'name': 'X', 'article': {}, 'articles': ['items'] }", "“articles[0]”" },
    { "{ " HEAD ", 'artikle': {} }", "“artikle”" },
    { "{ " HEAD ", 'article': { 'titel': [] } }", "“titel” in “article”" },
    { "{ " HEAD ", 'article': { 'title': '$.a' } }", "“article.title” must be a list" },
    { "{ " HEAD ", 'article': { 'title': ['$.a'] } }", "“article.title[0]” must be an object" },
    { "{ " HEAD ", 'article': { 'title': [{ 'as': 'text' }] } }", "“article.title[0]”" },
    { "{ " HEAD ", 'article': { 'title': [{ 'path': '$..a' }] } }", "“article.title[0]” must be a path" },
    { "{ " HEAD ", 'article': { 'title': [{ 'path': '$.a', 'as': 'date' }] } }", "text, html-text" },
    { "{ " HEAD ", 'article': { 'title': [{ 'path': '$.a', 'as': 1 }] } }", "“as” in “article.title[0]”" },
    { "{ " HEAD ", 'article': { 'attachments': {} } }", "“article.attachments.each”" },
    { "{ " HEAD ", 'article': {}, 'recognise': [[]] }", "“recognise[0]” is empty" },
    { "{ " HEAD ", 'article': {}, 'recognise': [{}] }", "“recognise[0]” must be a list" },
    { "{ " HEAD ", 'article': {}, 'recognise': [[{ 'path': '$', 'is': 'array' }]] }", "“recognise[0][0]”" },
    { "{ " HEAD ", 'article': {}, 'recognise': [[{ 'path': '$', 'contains': '' }]] }", "“contains”" },
    { "{ " HEAD ", 'article': {}, 'next': [{}] }", "“next[0]” needs" },
    { "{ " HEAD ", 'article': {}, 'next': [{ 'header': 'X' }] }", "parameter" },
    { "{ " HEAD ", 'article': {}, 'next': [{ 'header': 'X', 'link': 'next' }] }", "“next[0]” needs" },
    { "{ " HEAD ", 'article': {}, 'discover': [{}] }", "“discover[0]” needs" },
    { "{ " HEAD ", 'article': {}, 'discover': [{ 'link': 'x', 'except': 'y' }] }", "“discover[0].except”" },
    { "{ " HEAD ", 'article': {}, 'discover': [{ 'link': 'x', 'except': [1] }] }", "“discover[0].except”" },
    { "{ " HEAD ", 'article': {}, 'request': { 'parameters': [] } }", "“request.parameters”" },
    { "{ " HEAD ", 'article': {}, 'request': { 'parameters': { 'n': 5 } } }", "“n” in “request.parameters”" },
    { "{ " HEAD ", 'article': {}, 'source': [] }", "“source” must be an object" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GBytes) file = fixture_json (cases[i].file);
      g_autoptr(GError) error = NULL;

      g_assert_null (gazette_dialect_new_from_bytes (file, &error));
      g_assert_error (error, GAZETTE_ERROR, GAZETTE_ERROR_FAILED);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, cases[i].words));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/dialect/used", test_a_dialect_of_the_user_is_used);
  g_test_add_func ("/dialect/alone", test_one_article_may_stand_alone);
  g_test_add_func ("/dialect/request", test_requests_are_made_by_the_file);
  g_test_add_func ("/dialect/mapping", test_the_mapping_is_the_file);
  g_test_add_func ("/dialect/wins", test_the_same_id_wins_over_the_built_in);
  g_test_add_func ("/dialect/unknown", test_an_unknown_dialect_reads_nothing);
  g_test_add_func ("/dialect/mistakes", test_mistakes_of_an_author_are_named);

  return g_test_run ();
}

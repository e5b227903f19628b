/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "dialect-fixture.h"
#include "gazette-error.h"

static GazetteDialects *dialects;

static const GazetteArticle *
get_article (const GazetteEdition *edition,
             guint                 i)
{
  g_assert_cmpuint (i, <, edition->articles->len);

  return edition->articles->pdata[i];
}

static void
assert_names (GStrv       names,
              const char *expected)
{
  g_autofree char *joined = names != NULL ? g_strjoinv ("|", names) : NULL;

  g_assert_cmpstr (joined, ==, expected);
}

static void
test_version_1_1_is_read_in_full (void)
{
  static const char json[] =
    "{ 'title': 'A  &amp; B', 'home_page_url': 'https://example.org/', 'icon': '/icon.png', 'language': 'en_GB',"
    "  'next_url': '?page=2', 'expired': true,"
    "  'items': [{ 'id': 'a', 'url': '../story', 'title': 'One\\n two', 'summary': 'Short.',"
    "    'content_html': '<p>Text</p>', 'image': 'https://example.org/a b.jpg', 'language': 'de',"
    "    'date_published': '2024-05-06T07:08:09+02:00', 'date_modified': '2024-05-06T08:00:00Z',"
    "    'authors': [{ 'name': 'Ada' }, { 'name': 'Bob' }, { 'url': 'https://example.org/' }],"
    "    'tags': ['x', 'y &amp; z', 'x'],"
    "    'attachments': [{ 'url': '/a.mp3', 'mime_type': 'audio/mpeg', 'title': 'Sound', 'size_in_bytes': 1234,"
    "      'duration_in_seconds': '61.5' }, { 'mime_type': 'audio/mpeg' }] }],"
    "  'version': 'https://jsonfeed.org/version/1.1' }";
  g_autoptr(GazetteEdition) edition = fixture_read (dialects, NULL, json);
  const GazetteArticle *article = get_article (edition, 0);
  const GazetteAttachment *attachment;

  g_assert_cmpstr (edition->dialect, ==, "jsonfeed");
  g_assert_cmpstr (edition->title, ==, "A & B");
  g_assert_cmpstr (edition->home_url, ==, "https://example.org/");
  g_assert_cmpstr (edition->icon, ==, "https://example.org/icon.png");
  g_assert_cmpstr (edition->language, ==, "en-GB");
  g_assert_cmpstr (edition->next_url, ==, "https://example.org/news/feed.json?page=2");
  g_assert_true (edition->ended);

  g_assert_cmpstr (article->id, ==, "a");
  g_assert_cmpstr (article->url, ==, "https://example.org/story");
  g_assert_cmpstr (article->title, ==, "One two");
  g_assert_cmpstr (article->summary, ==, "Short.");
  g_assert_cmpstr (article->html, ==, "<p>Text</p>");
  g_assert_cmpstr (article->image, ==, "https://example.org/a%20b.jpg");
  g_assert_cmpstr (article->language, ==, "de");
  g_assert_cmpint (article->published, ==, 1714972089);
  g_assert_cmpint (article->modified, ==, 1714982400);
  assert_names (article->authors, "Ada|Bob");
  assert_names (article->tags, "x|y & z");

  g_assert_cmpuint (article->attachments->len, ==, 1);
  attachment = article->attachments->pdata[0];
  g_assert_cmpstr (attachment->url, ==, "https://example.org/a.mp3");
  g_assert_cmpstr (attachment->type, ==, "audio/mpeg");
  g_assert_cmpstr (attachment->title, ==, "Sound");
  g_assert_cmpint (attachment->size, ==, 1234);
  g_assert_cmpint (attachment->duration, ==, 61);
}

static void
test_authors_are_inherited (void)
{
  static const char json[] =
    "{ 'version': 'https://jsonfeed.org/version/1', 'author': { 'name': 'Root' },"
    "  'items': [{ 'id': 1, 'title': 'a' }, { 'id': 2, 'author': { 'name': 'Old' } },"
    "    { 'id': 3, 'author': { 'name': 'Old' }, 'authors': [{ 'name': 'New' }] },"
    "    { 'id': 4, 'authors': { 'name': 'Single' } }, { 'id': 5, 'authors': [], 'author': { 'name': '' } }] }";
  g_autoptr(GazetteEdition) edition = fixture_read (dialects, NULL, json);

  g_assert_cmpuint (edition->articles->len, ==, 5);
  g_assert_cmpstr (get_article (edition, 0)->id, ==, "1");
  assert_names (get_article (edition, 0)->authors, "Root");
  assert_names (get_article (edition, 1)->authors, "Old");
  assert_names (get_article (edition, 2)->authors, "New");
  assert_names (get_article (edition, 3)->authors, "Single");
  assert_names (get_article (edition, 4)->authors, "Root");
}

static void
test_plain_content_becomes_html (void)
{
  static const char json[] =
    "{ 'version': 'https://jsonfeed.org/version/1.1', 'items': ["
    "  { 'id': 'a', 'content_text': 'One <two>\\n\\nThree' },"
    "  { 'id': 'b', 'content_html': ['x'], 'content_text': 'ignored' },"
    "  { 'id': 'c', 'content_html': {}, 'content_text': 'kept' }, { 'id': 'd', 'summary': 'All there is' }] }";
  g_autoptr(GazetteEdition) edition = fixture_read (dialects, NULL, json);

  g_assert_cmpstr (get_article (edition, 0)->html, ==, "<p>One &lt;two&gt;</p><p>Three</p>");
  g_assert_cmpstr (get_article (edition, 0)->summary, ==, "One <two> Three");
  g_assert_cmpstr (get_article (edition, 0)->title, ==, "");
  g_assert_cmpstr (get_article (edition, 1)->html, ==, "x");
  g_assert_cmpstr (get_article (edition, 2)->html, ==, "<p>kept</p>");
  g_assert_cmpstr (get_article (edition, 3)->html, ==, "<p>All there is</p>");
}

static void
test_summaries_are_short (void)
{
  g_autofree char *words = g_strnfill (600, 'a');
  g_autofree char *json = NULL;
  g_autoptr(GazetteEdition) edition = NULL;

  for (guint i = 6; i < 600; i += 7)
    words[i] = ' ';
  json = g_strdup_printf ("{ 'version': 'https://jsonfeed.org/version/1.1', 'items': [{ 'id': 1, 'summary': '%s' },"
                          "  { 'id': 2, 'content_html': '<script>%s</script><h1>Head</h1><p>%s&hellip;</p>' },"
                          "  { 'id': 3, 'summary': 'It ends [&hellip;]' }, { 'id': 4, 'summary': 'AT&amp;T <b>' }] }",
                          words, words, words);
  edition = fixture_read (dialects, NULL, json);

  g_assert_cmpint (g_utf8_strlen (get_article (edition, 0)->summary, -1), ==, 98);
  g_assert_true (g_str_has_suffix (get_article (edition, 0)->summary, " aaaaaa…"));
  g_assert_true (g_str_has_prefix (get_article (edition, 1)->summary, "Head aaaaaa"));
  g_assert_true (g_str_has_suffix (get_article (edition, 1)->summary, " aaaaaa…"));
  g_assert_cmpstr (get_article (edition, 2)->summary, ==, "It ends…");
}

static void
test_titles_are_plain_text (void)
{
  static const struct { const char *written; const char *title; } cases[] = {
    { "Fish &amp; chips", "Fish & chips" },
    { "AT&T's &#8220;news&#8221;", "AT&T's “news”" },
    { "All about <em>Emma</em>", "All about Emma" },
    { "What <em> means", "What <em> means" },
    { "How &lt;div&gt; works", "How &lt;div&gt; works" },
    { "1 < 2 > 0", "1 < 2 > 0" },
    { "<a href=x>Link</a> &amp; more", "Link & more" },
    { "I </3 you, <3", "I </3 you, <3" },
    { "\\u00a0 Wide\\t\\n\\u2003space ", "Wide space" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *written = g_strdelimit (g_strdup (cases[i].written), "'", '`');
      g_autofree char *json = g_strdup_printf ("{ 'items': [{ 'content_text': 'x', 'title': '%s' }] }", written);
      g_autoptr(GazetteEdition) edition = fixture_read (dialects, NULL, json);

      g_assert_cmpstr (get_article (edition, 0)->title, ==, cases[i].title);
    }
}

static void
test_pictures_may_be_in_the_address (void)
{
  static const char json[] =
    "{ 'version': 'https://jsonfeed.org/version/1.1', 'items': ["
    "  { 'id': 'a', 'image': 'data:image/svg+xml,%3Csvg x=1/%3E' }, { 'id': 'b', 'image': 'data:text/html,x' },"
    "  { 'id': 'c', 'image': 'javascript:x', 'banner_image': '//example.com/b.png' }, { 'id': 'd', 'image': 7 }] }";
  g_autoptr(GazetteEdition) edition = fixture_read (dialects, NULL, json);

  g_assert_cmpstr (get_article (edition, 0)->image, ==, "data:image/svg+xml,%3Csvg%20x=1/%3E");
  g_assert_null (get_article (edition, 1)->image);
  g_assert_cmpstr (get_article (edition, 2)->image, ==, "https://example.com/b.png");
  g_assert_null (get_article (edition, 3)->image);
}

static void
test_every_article_has_an_id_of_its_own (void)
{
  static const char json[] =
    "{ 'version': 'https://jsonfeed.org/version/1.1', 'items': ["
    "  { 'id': 'a', 'url': '/1' }, { 'id': 'a', 'url': '/2' }, { 'id': 'a', 'url': '/2' },"
    "  { 'url': '/3', 'title': 'x' }, { 'title': 'x' }, { 'title': 'y' }, { 'title': 'x' },"
    "  { 'id': '', 'content_text': 'p' }, { 'id': null, 'content_text': 'q' }, {}, 7, null, [], 'text',"
    "  { 'id': 9007199254740993 }, { 'id': 1.5 }, { 'id': 1e3 }, { 'id': true }, { 'id': { 'a': 1 } }] }";
  g_autoptr(GazetteEdition) edition = fixture_read (dialects, NULL, json);
  g_autoptr(GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < edition->articles->len; i++)
    g_assert_true (g_hash_table_add (ids, get_article (edition, i)->id));

  g_assert_cmpuint (edition->articles->len, ==, 10);
  g_assert_cmpstr (get_article (edition, 0)->id, ==, "a");
  g_assert_cmpstr (get_article (edition, 1)->id, ==, "https://example.org/2");
  g_assert_cmpstr (get_article (edition, 2)->id, ==, "https://example.org/3");
  g_assert_true (g_str_has_prefix (get_article (edition, 3)->id, "sha256:"));
  g_assert_cmpstr (get_article (edition, 7)->id, ==, "9007199254740993");
  g_assert_cmpstr (get_article (edition, 8)->id, ==, "1.5");
  g_assert_cmpstr (get_article (edition, 9)->id, ==, "1000");
}

static void
test_dates_are_read_or_unknown (void)
{
  static const char json[] =
    "{ 'version': 'https://jsonfeed.org/version/1.1', 'items': ["
    "  { 'id': 1, 'date_published': 'Sat, 07 Sep 2024 00:00:00 GMT' },"
    "  { 'id': 2, 'date_published': '2018-01-06T08:00' },"
    "  { 'id': 3, 'date_published': 1725667200 }, { 'id': 4, 'date_published': 1725667200000 },"
    "  { 'id': 5, 'date_published': 'soon' }, { 'id': 6 }, { 'id': 7, 'date_published': false }] }";
  g_autoptr(GazetteEdition) edition = fixture_read (dialects, NULL, json);
  static const gint64 expected[] = { 1725667200, 1515225600, 1725667200, 1725667200, 0, 0, 0 };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpint (get_article (edition, i)->published, ==, expected[i]);
}

static void
test_feeds_without_version_are_recognised (void)
{
  static const char *const feeds[] = {
    "{ 'items': [{ 'content_text': 'x' }] }",
    "{ 'version': '1.0', 'items': [{ 'id': 1, 'date_published': '2024-01-01' }] }",
    "{ 'feed_url': 'https://example.org/feed.json', 'items': [{ 'title': 'x' }] }",
  };

  for (guint i = 0; i < G_N_ELEMENTS (feeds); i++)
    {
      g_autoptr(GazetteEdition) edition = fixture_read (dialects, NULL, feeds[i]);

      g_assert_cmpuint (edition->articles->len, ==, 1);
      g_assert_null (edition->next_url);
      g_assert_false (edition->ended);
    }
}

static void
test_an_empty_feed_is_a_feed (void)
{
  static const char json[] =
    "{ 'version': 'https://jsonfeed.org/version/1.1', 'title': 'Quiet', 'items': [] }";
  g_autoptr(GazetteEdition) edition = fixture_read (dialects, NULL, json);

  g_assert_cmpstr (edition->title, ==, "Quiet");
  g_assert_cmpuint (edition->articles->len, ==, 0);
}

static void
test_a_page_is_not_its_own_next (void)
{
  static const char json[] =
    "{ 'version': 'https://jsonfeed.org/version/1.1', 'next_url': 'https://example.org/news/feed.json', 'items': [] }";
  g_autoptr(GazetteEdition) edition = fixture_read (dialects, NULL, json);

  g_assert_null (edition->next_url);
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  dialects = gazette_dialects_new ();

  g_test_add_func ("/jsonfeed/in-full", test_version_1_1_is_read_in_full);
  g_test_add_func ("/jsonfeed/authors", test_authors_are_inherited);
  g_test_add_func ("/jsonfeed/content", test_plain_content_becomes_html);
  g_test_add_func ("/jsonfeed/summaries", test_summaries_are_short);
  g_test_add_func ("/jsonfeed/titles", test_titles_are_plain_text);
  g_test_add_func ("/jsonfeed/pictures", test_pictures_may_be_in_the_address);
  g_test_add_func ("/jsonfeed/ids", test_every_article_has_an_id_of_its_own);
  g_test_add_func ("/jsonfeed/dates", test_dates_are_read_or_unknown);
  g_test_add_func ("/jsonfeed/recognition", test_feeds_without_version_are_recognised);
  g_test_add_func ("/jsonfeed/empty", test_an_empty_feed_is_a_feed);
  g_test_add_func ("/jsonfeed/next", test_a_page_is_not_its_own_next);

  status = g_test_run ();
  g_object_unref (dialects);

  return status;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An answer made up for each built-in dialect that has no test of its own. */

#include "config.h"

#include <string.h>

#include "dialect-fixture.h"

/* What the first of @n_articles says; @html, @author and @tag are in it. */
typedef struct
{
  const char *id;
  const char *url;
  const char *json;
  guint       n_articles;
  const char *title;
  const char *article_url;
  gint64      published;
  const char *image;
  const char *html;
  const char *author;
  const char *tag;
  const char *next_url;
} Case;

static const Case cases[] = {
  { "discourse", "https://f.example/latest.json",
    "{ 'users': [{ 'id': 3, 'username': 'ada', 'name': 'Ada L.' }], 'topic_list': { 'more_topics_url': '/latest?page=1',"
    " 'topics': [{ 'id': 5, 'slug': 'tea-time', 'title': 'Tea & time', 'created_at': '2024-05-06T07:08:09.000Z',"
    " 'image_url': '/i.png', 'excerpt': 'Is it &hellip;', 'tags': ['tea'], 'posters': [{ 'user_id': 3 }] }] } }",
    1, "Tea & time", "https://f.example/t/tea-time/5", 1714979289, "https://f.example/i.png", "Is it", "Ada L.", "tea",
    "https://f.example/latest.json?page=1" },
  { "discourse", "https://f.example/t/5.json",
    "{ 'post_stream': { 'posts': [{ 'id': 9, 'topic_slug': 'tea-time', 'topic_id': 5, 'post_number': 1, 'username': 'ada',"
    " 'cooked': '<p>Tea</p>', 'created_at': '2024-05-06T07:08:09Z' }] } }",
    1, "", "https://f.example/t/tea-time/5/1", 1714979289, NULL, "<p>Tea</p>", "ada", NULL, NULL },
  { "drupal", "https://d.example/jsonapi/node/article?include=uid",
    "{ 'jsonapi': { 'version': '1.0' }, 'links': { 'next': { 'href': 'https://d.example/jsonapi/node/article?page=2' } },"
    " 'data': [{ 'type': 'node--article', 'id': 'u-1', 'attributes': { 'title': 'Herbs', 'created': '2024-05-06T07:08:09+00:00',"
    " 'path': { 'alias': '/herbs' }, 'body': { 'value': 'x', 'processed': '<p>Grow</p>' }, 'langcode': 'en' }, 'relationships': {"
    " 'uid': { 'data': { 'type': 'user--user', 'id': 'u-2' } }, 'field_tags': { 'data': [{ 'type': 'term', 'id': 't-1' }] },"
    " 'field_media_image': { 'data': { 'type': 'media--image', 'id': 'm-1' } } } }],"
    " 'included': [{ 'type': 'user--user', 'id': 'u-2', 'attributes': { 'display_name': 'Ada' } },"
    " { 'type': 'term', 'id': 't-1', 'attributes': { 'name': 'Garden' } },"
    " { 'type': 'media--image', 'id': 'm-1', 'relationships': { 'field_media_image': { 'data': { 'type': 'file--file',"
    " 'id': 'f-1' } } } }, { 'type': 'file--file', 'id': 'f-1', 'attributes': { 'uri': { 'url': '/sites/h.jpg' } } }] }",
    1, "Herbs", "https://d.example/herbs", 1714979289, "https://d.example/sites/h.jpg", "<p>Grow</p>", "Ada", "Garden",
    "https://d.example/jsonapi/node/article?page=2" },
  { "forem", "https://dev.to/api/articles/latest?per_page=50",
    "[{ 'type_of': 'article', 'id': 7, 'title': 'C', 'url': 'https://dev.to/ada/c', 'canonical_url': 'https://ada.example/c',"
    " 'description': 'On C...', 'published_at': '2024-05-06T07:08:09Z', 'cover_image': null, 'social_image': 'https://dev.to/s.png',"
    " 'tag_list': ['c', 'code'], 'tags': 'c, code', 'user': { 'name': 'Ada' } }]",
    1, "C", "https://dev.to/ada/c", 1714979289, "https://dev.to/s.png", "On C", "Ada", "c", NULL },
  { "forem", "https://dev.to/api/articles/7",
    "{ 'type_of': 'article', 'id': 7, 'title': 'C', 'url': 'https://dev.to/ada/c', 'canonical_url': 'https://ada.example/c',"
    " 'published_at': '2024-05-06T07:08:09Z', 'body_markdown': '**C**', 'tag_list': 'c, code', 'tags': ['c', 'code'] }",
    1, "C", "https://dev.to/ada/c", 1714979289, NULL, "<strong>C</strong>", NULL, "code", NULL },
  { "ghost", "https://g.example/ghost/api/content/posts/?key=secret",
    "{ 'posts': [{ 'id': 'a1', 'title': 'Boo', 'url': 'https://g.example/boo/', 'published_at': '2024-05-06T07:08:09.000+00:00',"
    " 'html': '<p>Boo</p>', 'feature_image': 'https://g.example/b.png', 'authors': [{ 'name': 'Ada' }],"
    " 'tags': [{ 'name': '#hidden', 'visibility': 'internal' }, { 'name': 'Night', 'visibility': 'public' }] }],"
    " 'meta': { 'pagination': { 'page': 1, 'next': 2 } } }",
    1, "Boo", "https://g.example/boo/", 1714979289, "https://g.example/b.png", "<p>Boo</p>", "Ada", "Night",
    "https://g.example/ghost/api/content/posts/?page=2" },
  { "guardian", "https://content.guardianapis.com/search?page=2&api-key=secret",
    "{ 'response': { 'status': 'ok', 'currentPage': 2, 'pages': 3, 'orderBy': 'newest', 'results': [{ 'id': 'a/b', 'webTitle': 'Web',"
    " 'webUrl': 'https://www.theguardian.com/a/b', 'webPublicationDate': '2024-05-06T07:08:09Z', 'sectionName': 'World',"
    " 'fields': { 'headline': 'Head', 'trailText': '<b>Trail</b>', 'body': '<p>Body</p>', 'thumbnail': 'https://i.example/140.jpg',"
    " 'byline': 'Ada Lovelace and Charles Babbage' }, 'elements': [{ 'type': 'image', 'relation': 'body', 'assets': [{ 'file':"
    " 'https://i.example/other.jpg', 'typeData': { 'width': 9000 } }] }, { 'type': 'image', 'relation': 'main', 'assets': ["
    " { 'file': 'https://i.example/500.jpg', 'typeData': { 'width': 500 } }, { 'file': 'https://i.example/1000.jpg',"
    " 'typeData': { 'width': '1000' } }] }] }] } }",
    1, "Head", "https://www.theguardian.com/a/b", 1714979289, "https://i.example/1000.jpg", "<p>Body</p>", "Charles Babbage",
    "World", "https://content.guardianapis.com/search?page=3" },
  { "gnews", "https://gnews.io/api/v4/search?q=tea",
    "{ 'totalArticles': 120, 'articles': [{ 'title': 'Tea - Daily', 'description': 'D', 'content': 'About tea... [1234 chars]',"
    " 'url': 'https://n.example/tea', 'image': 'https://n.example/t.jpg', 'publishedAt': '2024-05-06T07:08:09Z',"
    " 'source': { 'name': 'Daily' } }] }",
    1, "Tea", "https://n.example/tea", 1714979289, "https://n.example/t.jpg", "About tea...</p>", "Daily", NULL,
    "https://gnews.io/api/v4/search?q=tea&page=2" },
  { "hackernews", "https://hn.algolia.com/api/v1/search?tags=front_page",
    "{ 'hits': [{ 'objectID': '42', 'title': 'Show: tea', 'url': null, 'author': 'ada', 'created_at_i': 1714979289,"
    " 'created_at': '2024-05-06T07:08:09.000Z', 'story_text': 'Tea<p>and cake' }], 'page': 0, 'nbHits': 90, 'nbPages': 2 }",
    1, "Show: tea", "https://news.ycombinator.com/item?id=42", 1714979289, NULL, "cake", "ada", NULL,
    "https://hn.algolia.com/api/v1/search?tags=front_page&page=1" },
  { "lobsters", "https://lobste.rs/page/1.json",
    "[{ 'short_id': 'abc', 'url': '', 'comments_url': 'https://lobste.rs/s/abc/tea', 'title': 'Tea', 'created_at':"
    " '2024-05-06T02:08:09.000-05:00', 'submitter_user': { 'username': 'ada' }, 'description': '<p>Ask</p>', 'tags': ['ask'] }]",
    1, "Tea", "https://lobste.rs/s/abc/tea", 1714979289, NULL, "<p>Ask</p>", "ada", "ask", NULL },
  { "mastodon", "https://m.example/api/v1/timelines/public?local=true",
    "[{ 'id': '9', 'url': 'https://m.example/@ada/9', 'created_at': '2024-05-06T07:08:09.609Z', 'visibility': 'public',"
    " 'content': '<p>Tea</p>', 'spoiler_text': '', 'account': { 'acct': 'ada', 'display_name': 'Ada' }, 'media_attachments':"
    " [{ 'type': 'image', 'url': 'https://m.example/t.png' }], 'tags': [{ 'name': 'tea' }] }]",
    1, "", "https://m.example/@ada/9", 1714979289, "https://m.example/t.png", "<p>Tea</p>", "Ada", "tea",
    "https://m.example/api/v1/timelines/public?local=true&max_id=9" },
  { "mediawiki", "https://w.example/w/api.php?action=query",
    "{ 'continue': { 'gcmcontinue': 'x|1', 'continue': 'gcm||' }, 'query': { 'pages': [{ 'pageid': 5, 'title': 'Tea',"
    " 'fullurl': 'https://w.example/wiki/Tea', 'extract': '<p>A drink</p>', 'thumbnail': { 'source': 'https://w.example/t.jpg' },"
    " 'revisions': [{ 'timestamp': '2024-05-06T07:08:09Z' }] }] } }",
    1, "Tea", "https://w.example/wiki/Tea", 1714979289, "https://w.example/t.jpg", "A drink", NULL, NULL,
    "https://w.example/w/api.php?action=query&gcmcontinue=x%7C1&continue=gcm%7C%7C" },
  { "mediawiki", "https://en.wikipedia.org/api/rest_v1/feed/featured/2024/05/06",
    "{ 'tfa': { 'title': 'Not_this' }, 'news': [{ 'story': '<!--May 6-->A <b>kettle</b> boils', 'links': [{ 'title': 'Kettle',"
    " 'content_urls': { 'desktop': { 'page': 'https://en.wikipedia.org/wiki/Kettle' } }, 'thumbnail': { 'source':"
    " 'https://u.example/k.jpg' } }] }] }",
    1, "A kettle boils", "https://en.wikipedia.org/wiki/Kettle", 0, "https://u.example/k.jpg", "kettle", NULL, NULL, NULL },
  { "newsapi", "https://newsapi.org/v2/everything?q=tea&page=2",
    "{ 'status': 'ok', 'totalResults': 101, 'articles': [{ 'title': '[Removed]', 'url': 'https://removed.com' },"
    " { 'source': { 'id': null, 'name': 'The Daily' }, 'author': 'By Ada', 'title': 'Tea - hot - The Daily', 'description': 'D',"
    " 'url': 'https://n.example/tea', 'urlToImage': null, 'publishedAt': '2024-05-06T07:08:09Z',"
    " 'content': 'S&amp;P on tea… [+4874 chars]' }] }",
    1, "Tea - hot", "https://n.example/tea", 1714979289, NULL, "S&amp;P on tea…", "Ada", NULL,
    "https://newsapi.org/v2/everything?q=tea&page=3" },
  { "newsdata", "https://newsdata.io/api/1/latest",
    "{ 'status': 'success', 'totalResults': 2, 'nextPage': '17x', 'results': [{ 'article_id': 'n1', 'title': 'Tea',"
    " 'link': 'https://n.example/tea', 'keywords': ['tea'], 'creator': ['Ada'], 'description': 'Hot', 'content':"
    " 'ONLY AVAILABLE IN PAID PLANS', 'pubDate': '2024-05-06 07:08:09', 'image_url': 'https://n.example/t.jpg' },"
    " { 'article_id': 'n2', 'title': 'Tea', 'duplicate': true }] }",
    1, "Tea", "https://n.example/tea", 1714979289, "https://n.example/t.jpg", "Hot", "Ada", "tea",
    "https://newsdata.io/api/1/latest?page=17x" },
  { "nytimes", "https://api.nytimes.com/svc/topstories/v2/home.json?api-key=secret",
    "{ 'status': 'OK', 'section': 'Home', 'num_results': 1, 'results': [{ 'title': 'Tea', 'abstract': 'Hot', 'url':"
    " 'https://www.nytimes.com/tea', 'byline': 'By ADA L and C. BABBAGE', 'published_date': '2024-05-06T03:08:09-04:00',"
    " 'uri': 'nyt://article/1', 'des_facet': ['Drinks'], 'multimedia': [{ 'url': 'https://s.example/s.jpg', 'width': 75 },"
    " { 'url': 'https://s.example/l.jpg', 'width': 2048 }] }] }",
    1, "Tea", "https://www.nytimes.com/tea", 1714979289, "https://s.example/l.jpg", "Hot", "C. BABBAGE", "Drinks", NULL },
  { "nytimes", "https://api.nytimes.com/svc/search/v2/articlesearch.json?q=tea",
    "{ 'status': 'OK', 'response': { 'docs': [{ '_id': 'nyt://article/1', 'headline': { 'main': 'Tea' }, 'web_url':"
    " 'https://www.nytimes.com/tea', 'pub_date': '2024-05-06T07:08:09+0000', 'abstract': 'Hot', 'keywords': [{ 'value': 'Drinks' }],"
    " 'byline': { 'original': 'By Ada' }, 'multimedia': [{ 'url': 'images/l.jpg', 'width': 600 }] }],"
    " 'meta': { 'hits': 30, 'offset': 0 } } }",
    1, "Tea", "https://www.nytimes.com/tea", 1714979289, "https://static01.nyt.com/images/l.jpg", "Hot", "Ada", "Drinks",
    "https://api.nytimes.com/svc/search/v2/articlesearch.json?q=tea&page=1" },
  { "reddit", "https://www.reddit.com/r/tea.json?raw_json=1",
    "{ 'kind': 'Listing', 'data': { 'after': 't3_b', 'children': [{ 'kind': 't3', 'data': { 'name': 't3_a', 'title': 'Tea',"
    " 'permalink': '/r/tea/comments/a/tea/', 'url': 'https://www.reddit.com/gallery/a', 'author': 'ada', 'created_utc':"
    " 1714979289.0, 'selftext_html': '<p>Hot</p>', 'thumbnail': 'self', 'subreddit': 'tea', 'gallery_data': { 'items':"
    " [{ 'media_id': 'y' }, { 'media_id': 'x' }] }, 'media_metadata': { 'x': { 's': { 'u': 'https://i.example/x.jpg' } },"
    " 'y': { 's': { 'u': 'https://i.example/y.jpg' } } } } }, { 'kind': 't1', 'data': { 'name': 't1_c', 'body': 'No' } }] } }",
    1, "Tea", "https://www.reddit.com/gallery/a", 1714979289, "https://i.example/y.jpg", "<p>Hot</p>", "ada", "tea",
    "https://www.reddit.com/r/tea.json?raw_json=1&after=t3_b" },
  { "spaceflight", "https://api.spaceflightnewsapi.net/v4/articles/",
    "{ 'count': 2, 'next': 'https://api.spaceflightnewsapi.net/v4/articles/?limit=1&offset=1', 'previous': null, 'results':"
    " [{ 'id': 7, 'title': 'Lift', 'url': 'https://s.example/lift', 'image_url': 'https://s.example/l.png', 'news_site': 'Space',"
    " 'summary': 'Up', 'published_at': '2024-05-06T07:08:09Z', 'authors': [{ 'name': 'Ada' }] }] }",
    1, "Lift", "https://s.example/lift", 1714979289, "https://s.example/l.png", "Up", "Ada", "Space",
    "https://api.spaceflightnewsapi.net/v4/articles/?limit=1&offset=1" },
  { "substack", "https://a.substack.com/api/v1/posts?sort=new",
    "[{ 'id': 3, 'title': 'Letter', 'canonical_url': 'https://a.substack.com/p/letter', 'post_date': '2024-05-06T07:08:09.112Z',"
    " 'audience': 'everyone', 'description': 'Short', 'body_html': '<p>Dear</p>', 'cover_image': 'https://s.example/c.png',"
    " 'publishedBylines': [{ 'name': 'Ada' }], 'postTags': [{ 'name': 'Post' }], 'podcast_url': '' }]",
    1, "Letter", "https://a.substack.com/p/letter", 1714979289, "https://s.example/c.png", "<p>Dear</p>", "Ada", "Post", NULL },
};

static void
check_case (GazetteDialects *dialects,
            const Case      *expected)
{
  g_autoptr(GBytes) body = fixture_json (expected->json);
  GazetteAnswer answer = { .body = body, .url = expected->url };
  g_autoptr(GError) error = NULL;
  g_autoptr(GazetteEdition) edition = gazette_dialects_read (dialects, NULL, &answer, &error);
  const GazetteArticle *article;

  g_assert_no_error (error);
  g_assert_cmpstr (edition->dialect, ==, expected->id);
  g_assert_cmpstr (edition->next_url, ==, expected->next_url);
  g_assert_cmpuint (edition->articles->len, ==, expected->n_articles);

  article = edition->articles->pdata[0];
  g_assert_cmpstr (article->title, ==, expected->title);
  g_assert_cmpstr (article->url, ==, expected->article_url);
  g_assert_cmpint (article->published, ==, expected->published);
  g_assert_cmpstr (article->image, ==, expected->image);
  g_assert_nonnull (strstr (article->html, expected->html));
  if (expected->author != NULL)
    g_assert_true (g_strv_contains ((const char *const *) article->authors, expected->author));
  else
    g_assert_null (article->authors);
  if (expected->tag != NULL)
    g_assert_true (g_strv_contains ((const char *const *) article->tags, expected->tag));
  else
    g_assert_null (article->tags);
}

static void
test_each_reads_its_answers (void)
{
  g_autoptr(GazetteDialects) dialects = gazette_dialects_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s: %s", cases[i].id, cases[i].url);
      check_case (dialects, &cases[i]);
    }
}

/* An answer is recognised by one dialect, whatever the order they are asked in. */
static void
test_only_one_recognises_an_answer (void)
{
  static const char *const ids[] = {
    "discourse", "drupal", "forem", "ghost", "gnews", "guardian", "hackernews", "jsonfeed", "lobsters", "mastodon",
    "mediawiki", "newsapi", "newsdata", "nytimes", "reddit", "spaceflight", "substack", "wordpress",
  };
  g_autoptr(GazetteDialects) dialects = gazette_dialects_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GBytes) body = fixture_json (cases[i].json);
      g_autoptr(JsonParser) parser = json_parser_new ();

      g_assert_true (json_parser_load_from_data (parser, g_bytes_get_data (body, NULL), g_bytes_get_size (body), NULL));
      for (guint j = 0; j < G_N_ELEMENTS (ids); j++)
        {
          GazetteDialect *dialect = gazette_dialects_lookup (dialects, ids[j]);

          g_assert_nonnull (dialect);
          g_test_message ("%s: %s", cases[i].url, ids[j]);
          g_assert_cmpint (gazette_dialect_recognises (dialect, json_parser_get_root (parser)), ==,
                           g_str_equal (ids[j], cases[i].id));
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/built-in/answers", test_each_reads_its_answers);
  g_test_add_func ("/built-in/alone", test_only_one_recognises_an_answer);

  return g_test_run ();
}

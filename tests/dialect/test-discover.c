/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From the address of a site to where its articles may be. */

#include "config.h"

#include "dialect-fixture.h"

static GazetteDialects *dialects;

static GPtrArray *
discover (const char *body,
          const char *link)
{
  g_autoptr(GBytes) bytes = g_bytes_new (body, strlen (body));
  g_autoptr(GHashTable) headers = g_hash_table_new (g_str_hash, g_str_equal);
  GazetteAnswer answer = { .body = bytes, .url = "https://example.org/blog/", .headers = headers };

  if (link != NULL)
    g_hash_table_insert (headers, (char *) "link", (char *) link);

  return gazette_dialects_discover (dialects, &answer);
}

static char *
join_urls (GPtrArray *candidates)
{
  g_autoptr(GString) urls = g_string_new (NULL);

  for (guint i = 0; i < candidates->len; i++)
    g_string_append_printf (urls, "%s%s", i > 0 ? " " : "", ((GazetteCandidate *) candidates->pdata[i])->url);

  return g_string_free (g_steal_pointer (&urls), FALSE);
}

static void
assert_candidates (GPtrArray  *candidates,
                   const char *expected)
{
  g_autofree char *urls = join_urls (candidates);

  g_assert_cmpstr (urls, ==, expected);
}

/* What is found in a page stands before the guesses. */
static void
assert_candidates_of_page (GPtrArray  *candidates,
                           const char *site,
                           const char *expected)
{
  static const char *const guesses[] = { "/feed.json", "/wp-json/wp/v2/posts", "/?rest_route=/wp/v2/posts" };
  g_autoptr(GString) all = g_string_new (expected);

  for (guint i = 0; i < G_N_ELEMENTS (guesses); i++)
    {
      g_autofree char *url = g_strconcat (site, guesses[i], NULL);

      if (strstr (expected, url) == NULL)
        g_string_append_printf (all, "%s%s", all->len > 0 ? " " : "", url);
    }

  assert_candidates (candidates, all->str);
}

static void
assert_found (const char *body,
              const char *link,
              const char *expected)
{
  g_autoptr(GPtrArray) candidates = discover (body, link);

  if (*body == '{')
    assert_candidates (candidates, expected);
  else
    assert_candidates_of_page (candidates, "https://example.org", expected);
}

static void
test_links_of_a_page_are_followed (void)
{
  static const struct { const char *html; const char *urls; } cases[] = {
    { "<link rel=alternate type=application/feed+json href=feed.json>", "https://example.org/blog/feed.json" },
    { "<LINK HREF='/f?a=1&amp;b=2' TYPE='Application/Feed+JSON; charset=utf-8' REL='home  ALTERNATE'>",
      "https://example.org/f?a=1&b=2" },
    { "<base href='//cdn.example/x/'><link rel=alternate type=application/feed+json href=feed.json>",
      "https://cdn.example/x/feed.json" },
    { "<link rel=alternate type=application/json href=a.json>"
      "<link rel=alternate type=application/feed+json href=b.json>",
      "https://example.org/blog/b.json https://example.org/blog/a.json" },
    { "<link rel=alternate type=application/json href=/wp-json/wp/v2/pages/2>"
      "<link rel='https://api.w.org/' href=/wp-json/>",
      "https://example.org/wp-json/wp/v2/posts" },
    { "<link rel='https://api.w.org/' href='https://example.org/index.php?rest_route=/'>",
      "https://example.org/index.php?rest_route=/wp/v2/posts" },
    { "<link rel='https://api.w.org/' href='https://example.org/wp-json'>", "https://example.org/wp-json/wp/v2/posts" },
    { "<link rel=alternate type=application/feed+json href=feed.json><link rel=alternate type=application/feed+json "
      "href=./feed.json>", "https://example.org/blog/feed.json" },
    { "<link rel=alternate type=application/rss+xml title=Comments href=/comments/feed/>"
      "<link rel=alternate type=application/rss+xml href=/feed/><link rel=alternate type='text/xml' href=/old.xml>"
      "<link rel=alternate type=application/rdf+xml href=/rdf><link rel=alternate type=application/atom+xml href=/atom>"
      "<link rel='https://api.w.org/' href=/wp-json/>"
      "<link rel=alternate type=application/feed+json href=/feed.json>",
      "https://example.org/feed.json https://example.org/wp-json/wp/v2/posts https://example.org/atom "
      "https://example.org/feed/ https://example.org/rdf https://example.org/old.xml "
      "https://example.org/comments/feed/" },
    { "<link rel=alternate type=text/css href=feed><link rel=alternate type=application/json+oembed href=o>"
      "<link rel=stylesheet type=application/feed+json href=x><link rel=alternate href=y>"
      "<link rel=alternate type=application/feed+json><link type=application/feed+json href=z>"
      "<link rel=alternate type=application/feed+json href='javascript:x'>", "" },
    { "<!-- <link rel=alternate type=application/feed+json href=feed.json> -->", "" },
    { "", "" },
    { "[1, 2", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].html);
      assert_found (cases[i].html, NULL, cases[i].urls);
    }
}

static void
test_links_of_a_header_are_followed (void)
{
  static const struct { const char *link; const char *urls; } cases[] = {
    { "<https://example.org/wp-json/>; rel=\"https://api.w.org/\"", "https://example.org/wp-json/wp/v2/posts" },
    { "<https://example.org/?rest_route=/>; rel=\"https://api.w.org/\", <https://wp.me/x>; rel=shortlink",
      "https://example.org/?rest_route=/wp/v2/posts" },
    { "</feed.json> ; title=\"a;b,\\\"<c>\" ; Type = application/feed+json ; REL = \"alternate\"",
      "https://example.org/feed.json" },
    { "<a>; rel=prev, <b>; rel=alternate; rel=other; type=application/feed+json", "https://example.org/blog/b" },
    { "</feed>; rel=alternate; type=\"application/rss+xml\"", "https://example.org/feed" },
    { "<unclosed", "" },
    { "<>; rel=alternate; type=\"application/feed+json", "https://example.org/blog/" },
    { "nothing", "" },
    { "<a>;;;=;rel", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].link);
      assert_found ("<p>Hello", cases[i].link, cases[i].urls);
    }
}

static void
test_an_index_of_an_api_leads_to_the_articles (void)
{
  static const char json[] =
    "{ \"name\": \"A &amp; B\", \"namespaces\": [\"wp/v2\"], \"routes\": { \"/wp/v2/posts\": { \"_links\": {"
    "  \"self\": [{ \"href\": \"https://example.org/wp-json/wp/v2/posts\" }] } } } }";
  static const char old[] =
    "{ \"routes\": { \"/wp/v2/posts\": { \"_links\": { \"self\": \"https://example.org/wp-json/wp/v2/posts\" } } } }";
  g_autoptr(GPtrArray) candidates = discover (json, NULL);

  assert_candidates (candidates, "https://example.org/wp-json/wp/v2/posts");
  g_assert_cmpstr (((GazetteCandidate *) candidates->pdata[0])->title, ==, "A & B");
  assert_found (old, NULL, "https://example.org/wp-json/wp/v2/posts");
}

static void
test_candidates_have_names (void)
{
  static const struct { const char *html; const char *title; } cases[] = {
    { "<title>Home | Site</title><link rel=alternate type=application/feed+json href=f title=' The  Feed '>",
      "The Feed" },
    { "<title>Home | Site</title><link rel=alternate type=application/feed+json href=f>", "Home | Site" },
    { "<title>Home</title><meta property=og:site_name content='The Site'>"
      "<link rel=alternate type=application/feed+json href=f title=''>", "The Site" },
    { "<svg><title>Icon</title></svg><link rel=alternate type=application/feed+json href=f>", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GPtrArray) candidates = discover (cases[i].html, NULL);

      g_assert_cmpuint (candidates->len, >=, 1);
      g_assert_cmpstr (((GazetteCandidate *) candidates->pdata[0])->title, ==, cases[i].title);
    }
}

static void
test_candidates_are_few (void)
{
  g_autoptr(GString) html = g_string_new (NULL);
  g_autoptr(GPtrArray) candidates = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (html, "<link rel=alternate type=application/feed+json href=%u>", i);
  candidates = discover (html->str, NULL);

  g_assert_cmpuint (candidates->len, ==, 20);
}

static void
test_what_made_a_page_tells_its_api (void)
{
  static const struct { const char *url; const char *html; const char *first; } cases[] = {
    { "https://f.example/", "<meta name=Generator content='Discourse 3.4.0 - https://…'>", "https://f.example/latest.json" },
    { "https://f.example/c/news/5/", "<meta name=generator content='discourse'>", "https://f.example/c/news/5.json" },
    { "https://f.example/tag/x", "<meta name=generator content='Discourse'>", "https://f.example/tag/x.json" },
    { "https://f.example/a/b", "<meta name=generator content='Drupal 11 (https://www.drupal.org)'>", "https://f.example/jsonapi" },
    { "https://f.example/", "<meta name=generator content=Other><meta name=generator content='Ghost 5.1'>",
      "https://f.example/ghost/api/content/posts/" },
    { "https://f.example/@ada", "<meta name=generator content='Mastodon v4.5'>",
      "https://f.example/api/v1/accounts/lookup?acct=ada" },
    { "https://f.example/@ada", "<link rel=alternate type=application/activity+json href=/users/ada>",
      "https://f.example/api/v1/accounts/lookup?acct=ada" },
    { "https://f.example/about", "<meta name=generator content='Mastodon v4.5'>",
      "https://f.example/api/v1/timelines/public?local=true" },
    { "https://w.example/wiki/A", "<meta name=generator content='MediaWiki 1.43'>"
      "<link rel=EditURI type=application/rsd+xml href='//w.example/w/api.php?action=rsd'>",
      "https://w.example/w/api.php?action=query" },
    /* WordPress has the same relation. */
    { "https://w.example/", "<meta name=generator content='WordPress 6.7'>"
      "<link rel=EditURI type=application/rsd+xml href='/xmlrpc.php?rsd'>", "https://w.example/feed.json" },
    { "https://f.example/", "<meta name=description content='Discourse'>", "https://f.example/feed.json" },
    { "https://f.example/@ada", "<p>Hello", "https://f.example/feed.json" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new (cases[i].html, strlen (cases[i].html));
      GazetteAnswer answer = { .body = bytes, .url = cases[i].url };
      g_autoptr(GPtrArray) candidates = gazette_dialects_discover (dialects, &answer);
      g_autofree char *urls = join_urls (candidates);

      g_test_message ("%s %s", cases[i].url, urls);
      g_assert_true (g_str_has_prefix (urls, cases[i].first));
    }
}

static void
test_headers_tell_an_api (void)
{
  static const struct { const char *name; const char *value; const char *first; } cases[] = {
    { "x-served-by", "Substack", "https://example.org/api/v1/posts?sort=new" },
    { "x-generator", "Drupal 10 (https://www.drupal.org)", "https://example.org/jsonapi" },
    { "x-served-by", "cache-fra", "https://example.org/feed.json" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new ("<p>", 3);
      g_autoptr(GHashTable) headers = g_hash_table_new (g_str_hash, g_str_equal);
      GazetteAnswer answer = { .body = bytes, .url = "https://example.org/p/x", .headers = headers };
      g_autoptr(GPtrArray) candidates = NULL;

      g_hash_table_insert (headers, (char *) cases[i].name, (char *) cases[i].value);
      candidates = gazette_dialects_discover (dialects, &answer);
      g_assert_cmpstr (((GazetteCandidate *) candidates->pdata[0])->url, ==, cases[i].first);
    }
}

static void
test_known_sites_need_not_be_asked (void)
{
  static const struct { const char *url; const char *found; } cases[] = {
    { "https://www.theguardian.com/", "https://content.guardianapis.com/search?order-by=newest" },
    { "https://www.theguardian.com/environment/climate-crisis", "https://content.guardianapis.com/environment/climate-crisis" },
    { "https://news.ycombinator.com", "https://hn.algolia.com/api/v1/search?tags=front_page" },
    { "https://news.ycombinator.com/newest?p=2", "https://hn.algolia.com/api/v1/search_by_date?tags=story" },
    { "https://lobste.rs/", "https://lobste.rs/page/1.json" },
    { "https://lobste.rs/t/rust,go", "https://lobste.rs/t/rust%2Cgo.json" },
    { "https://old.reddit.com/r/C_Programming/", "https://www.reddit.com/r/C_Programming.json" },
    { "https://www.reddit.com/r/linux/top", "https://www.reddit.com/r/linux/top.json" },
    { "https://dev.to/ada", "https://dev.to/api/articles?username=ada" },
    { "https://dev.to/t/c", "https://dev.to/api/articles?tag=c" },
    { "https://some.substack.com/", "https://some.substack.com/api/v1/posts?sort=new" },
    { "https://www.nytimes.com/section/world", "https://api.nytimes.com/svc/topstories/v2/world.json" },
    { "https://www.spaceflightnewsapi.net", "https://api.spaceflightnewsapi.net/v4/articles/" },
    { "https://theguardian.com.evil.example/world", "" },
    { "https://example.org/@ada", "" },
    { "nonsense", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GPtrArray) candidates = gazette_dialects_discover_address (dialects, cases[i].url);

      g_test_message ("%s", cases[i].url);
      assert_candidates (candidates, cases[i].found);
    }
}

static void
test_the_second_step_is_found (void)
{
  static const struct { const char *url; const char *json; const char *found; } cases[] = {
    { "https://f.example/api/v1/accounts/lookup?acct=ada", "{ 'id': '12', 'acct': 'ada', 'display_name': 'Ada' }",
      "https://f.example/api/v1/accounts/12/statuses?exclude_replies=true&exclude_reblogs=true" },
    { "https://f.example/elsewhere", "{ 'id': '12', 'acct': 'ada' }", "" },
    { "https://f.example/jsonapi", "{ 'links': { 'node--article': { 'href': 'https://f.example/jsonapi/node/article' } } }",
      "https://f.example/jsonapi/node/article?include=uid,field_image,field_tags "
      "https://f.example/jsonapi/node/article?include=uid,field_media_image.field_media_image,field_tags "
      "https://f.example/jsonapi/node/article?include=uid https://f.example/jsonapi/node/article" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GBytes) bytes = fixture_json (cases[i].json);
      GazetteAnswer answer = { .body = bytes, .url = cases[i].url };
      g_autoptr(GPtrArray) candidates = gazette_dialects_discover (dialects, &answer);

      assert_candidates (candidates, cases[i].found);
    }
}

static void
test_addresses_are_of_a_dialect (void)
{
  GazetteDialect *dialect = gazette_dialects_lookup_for_url (dialects, "https://newsapi.org/v2/everything?q=x");

  g_assert_nonnull (dialect);
  g_assert_cmpstr (gazette_dialect_get_id (dialect), ==, "newsapi");
  g_assert_null (gazette_dialects_lookup_for_url (dialects, "https://example.org/newsapi.org"));
}

/* The headers that were recorded with a page. */
static GHashTable *
load_headers (const char *path)
{
  g_autofree char *stem = g_strndup (path, strlen (path) - strlen (".html"));
  g_autofree char *file = g_strconcat (stem, ".headers.json", NULL);
  GHashTable *headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr(JsonParser) parser = json_parser_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (!json_parser_load_from_file (parser, file, NULL))
    return headers;

  node = json_object_get_member (json_node_get_object (json_parser_get_root (parser)), "headers");
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &name, &node))
    {
      JsonArray *lines = json_node_get_array (node);
      g_autoptr(GString) value = g_string_new (json_array_get_string_element (lines, 0));

      for (guint i = 1; i < json_array_get_length (lines); i++)
        g_string_append_printf (value, ", %s", json_array_get_string_element (lines, i));
      g_hash_table_insert (headers, g_strdup (name), g_strdup (value->str));
    }

  return headers;
}

/* Recorded home pages, where there is a corpus: what a look at them tells. */
static void
test_recorded_pages (void)
{
  static const struct { const char *name; const char *urls; } known[] = {
    { "ghost-front-matter", "https://example.org/ghost/api/content/posts/ https://example.org/atom/ "
      "https://blog.front-matter.io/rss/" },
    { "quarto-andrewheiss", "" },
    { "wordpress_subfolder-rzepa", "https://www.ch.ic.ac.uk/rzepa/blog/index.php?rest_route=/wp/v2/posts "
      "https://www.ch.ic.ac.uk/rzepa/blog/?feed=rss2 https://www.ch.ic.ac.uk/rzepa/blog/?feed=comments-rss2" },
  };
  g_autofree char *folder = fixture_dup_corpus_path ("discovery");
  g_autoptr(GDir) dir = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr(GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);
      g_autoptr(GBytes) body = g_mapped_file_get_bytes (file);
      g_autoptr(GHashTable) headers = NULL;
      g_autoptr(GPtrArray) candidates = NULL;
      GazetteAnswer answer = { .body = body, .url = "https://example.org/" };

      if (!g_str_has_suffix (name, ".html"))
        continue;

      answer.headers = headers = load_headers (path);
      candidates = gazette_dialects_discover (dialects, &answer);
      g_test_message ("%s: %u candidates", name, candidates->len);
      for (guint i = 0; i < G_N_ELEMENTS (known); i++)
        {
          if (strstr (name, known[i].name) != NULL)
            assert_candidates_of_page (candidates, "https://example.org", known[i].urls);
        }
    }
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  dialects = gazette_dialects_new ();

  g_test_add_func ("/discover/page", test_links_of_a_page_are_followed);
  g_test_add_func ("/discover/header", test_links_of_a_header_are_followed);
  g_test_add_func ("/discover/index", test_an_index_of_an_api_leads_to_the_articles);
  g_test_add_func ("/discover/names", test_candidates_have_names);
  g_test_add_func ("/discover/few", test_candidates_are_few);
  g_test_add_func ("/discover/generator", test_what_made_a_page_tells_its_api);
  g_test_add_func ("/discover/headers", test_headers_tell_an_api);
  g_test_add_func ("/discover/known-sites", test_known_sites_need_not_be_asked);
  g_test_add_func ("/discover/second-step", test_the_second_step_is_found);
  g_test_add_func ("/discover/addresses", test_addresses_are_of_a_dialect);
  g_test_add_func ("/discover/recorded", test_recorded_pages);

  status = g_test_run ();
  g_object_unref (dialects);

  return status;
}

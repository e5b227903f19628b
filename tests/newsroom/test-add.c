/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "test-newsroom-util.h"

#define ONE_ARTICLE FEED (ITEM ("1", "One", "<p>Text</p>"))
#define POSTS "/wp-json/wp/v2/posts"
#define WORDPRESS_POSTS \
  "[{\"id\":7,\"link\":\"{{base}}/seven\",\"title\":{\"rendered\":\"Seven &amp; more\"}," \
  "\"date_gmt\":\"2024-05-01T10:00:00\",\"content\":{\"rendered\":\"<p>Text</p>\"}}]"

static void
assert_source (Room       *room,
               gint64      source_id,
               const char *path,
               const char *dialect,
               const char *title)
{
  g_autoptr(GazetteSource) source = room_load_source (room, source_id);
  g_autofree char *url = gazette_test_server_dup_url (room->server, path);

  g_assert_cmpstr (source->url, ==, url);
  g_assert_cmpstr (source->dialect, ==, dialect);
  g_assert_cmpstr (source->title, ==, title);
  g_assert_cmpint (source->fetched, >, 0);
  g_assert_cmpstr (source->error, ==, NULL);
  g_assert_cmpuint (source->n_articles, ==, 1);
}

static void
test_a_feed_is_added (void)
{
  g_auto(Room) room = { 0 };
  g_autofree char *titles = NULL;
  g_autoptr(GazetteSource) source = NULL;
  gint64 id;

  room_open (&room);
  room_serve (&room, "/feed.json", JSON_TYPE "\nETag: \"one\"\nLast-Modified: Wed, 01 May 2024 10:00:00 GMT", ONE_ARTICLE);
  id = room_add (&room, "/feed.json");

  assert_source (&room, id, "/feed.json", "jsonfeed", "The Feed");
  titles = room_list (&room);
  g_assert_cmpstr (titles, ==, "One,");
  source = room_load_source (&room, id);
  g_assert_cmpstr (source->etag, ==, "\"one\"");
  g_assert_cmpstr (source->last_modified, ==, "Wed, 01 May 2024 10:00:00 GMT");
  g_assert_cmpuint (gazette_test_server_get_hits (room.server, NULL), ==, 1);
}

static void
test_undated_articles_keep_the_order_of_the_source (void)
{
  g_auto(Room) room = { 0 };
  g_autofree char *titles = NULL;

  room_open (&room);
  room_serve (&room, "/feed.json", JSON_TYPE, FEED (ITEM ("c", "One", "1") "," ITEM ("a", "Two", "2") "," ITEM ("b", "Three", "3")));
  room_add (&room, "/feed.json");

  titles = room_list (&room);
  g_assert_cmpstr (titles, ==, "One,Two,Three,");
}

static void
test_the_feed_of_a_page_is_found (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GazetteSource) source = NULL;
  g_autofree char *page = NULL;
  gint64 id;

  room_open (&room);
  room_serve (&room, "/", HTML_TYPE,
              "<!DOCTYPE html><title>The Site</title>"
              "<link rel='alternate' type='application/rss+xml' href='/rss.xml'>"
              "<link rel='alternate' type='application/feed+json' title='News' href='feed.json'>");
  room_serve (&room, "/feed.json", JSON_TYPE, ONE_ARTICLE);
  id = room_add (&room, "/");

  assert_source (&room, id, "/feed.json", "jsonfeed", "The Feed");
  source = room_load_source (&room, id);
  page = gazette_test_server_dup_url (room.server, "/");
  g_assert_cmpstr (source->home_url, ==, page);
}

static void
test_the_feed_in_a_header_is_found (void)
{
  g_auto(Room) room = { 0 };

  room_open (&room);
  room_serve (&room, "/", HTML_TYPE "\nLink: </news.json>; rel=\"alternate\"; type=\"application/feed+json\"",
              "<!DOCTYPE html><title>The Site</title>");
  room_serve (&room, "/news.json", JSON_TYPE, ONE_ARTICLE);

  assert_source (&room, room_add (&room, "/"), "/news.json", "jsonfeed", "The Feed");
}

static void
serve_posts (Room *room)
{
  room_answer (room, POSTS, &(GazetteTestAnswer) {
    .headers = "Content-Type: application/json\nX-WP-Total: 1\nX-WP-TotalPages: 1",
    .body = WORDPRESS_POSTS,
  });
}

static void
test_wordpress_is_found_by_its_link (void)
{
  g_auto(Room) room = { 0 };
  g_autofree char *titles = NULL;

  room_open (&room);
  room_serve (&room, "/", HTML_TYPE, "<!DOCTYPE html><title>The Site</title><link rel='https://api.w.org/' href='/wp-json/'>");
  serve_posts (&room);

  assert_source (&room, room_add (&room, "/"), POSTS, "wordpress", "The Site");
  titles = room_list (&room);
  g_assert_cmpstr (titles, ==, "Seven & more,");
}

static void
test_wordpress_is_found_by_its_header (void)
{
  g_auto(Room) room = { 0 };

  room_open (&room);
  room_serve (&room, "/", HTML_TYPE "\nLink: <{{base}}/wp-json/>; rel=\"https://api.w.org/\"",
              "<!DOCTYPE html><title>The Site</title>");
  serve_posts (&room);

  assert_source (&room, room_add (&room, "/"), POSTS, "wordpress", "The Site");
}

/* What a dialect adds to an address is no part of the source's. */
static void
test_what_a_refresh_would_ask_has_to_work (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GError) error = NULL;

  room_open (&room);
  serve_posts (&room);
  room_answer (&room, POSTS, &(GazetteTestAnswer) { .status = 500 });

  error = room_fail_to_add (&room, POSTS);
  g_assert_error (error, GAZETTE_ERROR, GAZETTE_ERROR_SERVER);
  g_assert_cmpuint (gazette_test_server_get_hits (room.server, NULL), ==, 2);
}

static void
test_one_source_has_one_address (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GError) error = NULL;

  room_open (&room);
  serve_posts (&room);

  assert_source (&room, room_add (&room, POSTS "?per_page=50&_embed=author%2Cwp%3Afeaturedmedia%2Cwp%3Aterm"),
                 POSTS, "wordpress", "127.0.0.1");
  error = room_fail_to_add (&room, POSTS "?_embed=author,wp:featuredmedia,wp:term&per_page=50");
  test_assert_words (error, GAZETTE_ERROR_EXISTS, "“127.0.0.1”");
  g_assert_cmpuint (room_count_sources (&room), ==, 1);
}

/* Those that fail are passed over, whatever is wrong with them. */
static void
test_the_first_candidate_with_articles_is_taken (void)
{
  g_auto(Room) room = { 0 };

  room_open (&room);
  room_serve (&room, "/", HTML_TYPE,
              "<!DOCTYPE html><title>The Site</title>"
              "<link rel='alternate' type='application/feed+json' href='/missing.json'>"
              "<link rel='alternate' type='application/feed+json' href='/page.json'>"
              "<link rel='alternate' type='application/feed+json' href='/good.json'>"
              "<link rel='alternate' type='application/feed+json' href='/other.json'>");
  room_answer (&room, "/missing.json", &(GazetteTestAnswer) { .status = 404 });
  room_serve (&room, "/page.json", HTML_TYPE, "<!DOCTYPE html><title>No news</title>");
  room_serve (&room, "/good.json", JSON_TYPE, ONE_ARTICLE);
  room_serve (&room, "/other.json", JSON_TYPE, ONE_ARTICLE);

  assert_source (&room, room_add (&room, "/"), "/good.json", "jsonfeed", "The Feed");
  g_assert_cmpuint (gazette_test_server_get_hits (room.server, "/missing.json"), ==, 1);
  g_assert_cmpuint (gazette_test_server_get_hits (room.server, "/other.json"), ==, 0);
}

static void
test_a_page_with_countless_candidates_is_not_asked_for_all (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GString) page = g_string_new ("<!DOCTYPE html><title>The Site</title>");
  g_autoptr(GError) error = NULL;

  room_open (&room);
  for (guint i = 0; i < 100; i++)
    g_string_append_printf (page, "<link rel='alternate' type='application/feed+json' href='/%u.json'>", i);
  room_serve (&room, "/", HTML_TYPE, page->str);

  error = room_fail_to_add (&room, "/");
  test_assert_words (error, GAZETTE_ERROR_NOT_READABLE, "No news was found");
  g_assert_cmpuint (gazette_test_server_get_hits (room.server, "/5.json"), ==, 1);
  g_assert_cmpuint (gazette_test_server_get_hits (room.server, "/6.json"), ==, 0);
}

/* Of several that fail, the reason that tells something. */
static void
test_the_reason_of_a_candidate_is_told (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GError) error = NULL;

  room_open (&room);
  room_serve (&room, "/", HTML_TYPE,
              "<!DOCTYPE html><title>The Site</title>"
              "<link rel='alternate' type='application/feed+json' href='/missing.json'>"
              "<link rel='alternate' type='application/feed+json' href='/private.json'>");
  room_answer (&room, "/private.json", &(GazetteTestAnswer) { .status = 401 });

  error = room_fail_to_add (&room, "/");
  test_assert_words (error, GAZETTE_ERROR_UNAUTHORIZED, "signed in");
}

static void
test_a_moved_feed_is_added_where_it_is (void)
{
  g_auto(Room) room = { 0 };

  room_open (&room);
  room_answer (&room, "/old.json", &(GazetteTestAnswer) { .status = 301, .headers = "Location: /new.json" });
  room_answer (&room, "/away.json", &(GazetteTestAnswer) { .status = 302, .headers = "Location: /today.json" });
  room_serve (&room, "/new.json", JSON_TYPE, ONE_ARTICLE);
  room_serve (&room, "/today.json", JSON_TYPE, ONE_ARTICLE);

  assert_source (&room, room_add (&room, "/old.json"), "/new.json", "jsonfeed", "The Feed");
  assert_source (&room, room_add (&room, "/away.json"), "/away.json", "jsonfeed", "The Feed");
}

static void
test_what_is_there_is_not_added_twice (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GError) again = NULL;
  g_autoptr(GError) by_page = NULL;

  room_open (&room);
  room_serve (&room, "/", HTML_TYPE, "<!DOCTYPE html><link rel='alternate' type='application/feed+json' href='/feed.json'>");
  room_serve (&room, "/feed.json", JSON_TYPE, ONE_ARTICLE);
  room_add (&room, "/feed.json");

  again = room_fail_to_add (&room, "/feed.json");
  test_assert_words (again, GAZETTE_ERROR_EXISTS, "“The Feed”");
  g_assert_cmpuint (gazette_test_server_get_hits (room.server, NULL), ==, 1);
  by_page = room_fail_to_add (&room, "/");
  test_assert_words (by_page, GAZETTE_ERROR_EXISTS, "“The Feed”");
  /* In the same words, whenever it is found out. */
  g_assert_cmpstr (again->message, ==, by_page->message);
  g_assert_cmpuint (room_count_sources (&room), ==, 1);
}

/* Which of the two is first is up to the network. */
static void
test_what_is_added_twice_at_once_is_there_once (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GError) error = NULL;
  gboolean first_is_in;
  DexFuture *first;
  DexFuture *second;

  room_open (&room);
  room_serve (&room, "/feed.json", JSON_TYPE, ONE_ARTICLE);
  first = room_start_to_add (&room, "/feed.json");
  second = room_start_to_add (&room, "/feed.json");
  test_wait (first);
  first_is_in = dex_future_is_resolved (first);
  test_await (first_is_in ? first : second);
  error = test_await_error (first_is_in ? second : first);

  test_assert_words (error, GAZETTE_ERROR_EXISTS, "“The Feed”");
  g_assert_cmpuint (room_count_sources (&room), ==, 1);
}

static void
test_each_status_has_its_words (void)
{
  static const struct
  {
    guint         status;
    GazetteError  code;
    const char   *words;
  } cases[] = {
    { 401, GAZETTE_ERROR_UNAUTHORIZED, "signed in" },
    { 403, GAZETTE_ERROR_FORBIDDEN, "does not allow" },
    { 404, GAZETTE_ERROR_NOT_FOUND, "nothing at this address" },
    { 410, GAZETTE_ERROR_GONE, "ended for good" },
    { 429, GAZETTE_ERROR_TOO_MANY_REQUESTS, "too often" },
    { 500, GAZETTE_ERROR_SERVER, "500" },
    { 503, GAZETTE_ERROR_SERVER, "503" },
    { 406, GAZETTE_ERROR_REFUSED, "406" },
  };
  g_auto(Room) room = { 0 };

  room_open (&room);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/%u.json", cases[i].status);
      g_autoptr(GError) error = NULL;

      room_answer (&room, path, &(GazetteTestAnswer) { .status = cases[i].status, .body = "no" });
      error = room_fail_to_add (&room, path);
      test_assert_words (error, cases[i].code, cases[i].words);
      test_assert_words (error, cases[i].code, "“127.0.0.1”");
    }
  g_assert_cmpuint (room_count_sources (&room), ==, 0);
}

static void
test_what_cannot_be_read_has_its_words (void)
{
  static const struct
  {
    const char   *headers;
    const char   *body;
    GazetteError  code;
  } cases[] = {
    { HTML_TYPE, "<!DOCTYPE html><title>No news</title>", GAZETTE_ERROR_NOT_READABLE },
    { HTML_TYPE, "", GAZETTE_ERROR_NOT_READABLE },
    { JSON_TYPE, "{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": [", GAZETTE_ERROR_NOT_READABLE },
    { JSON_TYPE, "{\"name\": \"something else\"}", GAZETTE_ERROR_NO_ARTICLES },
    { JSON_TYPE, "[]", GAZETTE_ERROR_NO_ARTICLES },
    { "Content-Type: image/png", "\x89PNG\r\n\x1a\n the rest", GAZETTE_ERROR_NOT_READABLE },
  };
  g_auto(Room) room = { 0 };

  room_open (&room);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/%u", i);
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", path);
      room_serve (&room, path, cases[i].headers, cases[i].body);
      error = room_fail_to_add (&room, path);
      g_assert_error (error, GAZETTE_ERROR, (int) cases[i].code);
      /* What happened, then what to do. */
      g_assert_nonnull (strstr (error->message, ". "));
    }
  g_assert_cmpuint (room_count_sources (&room), ==, 0);
}

static void
test_an_address_that_is_none_asks_nobody (void)
{
  static const char *const addresses[] = { "", "   ", "ftp://127.0.0.1/feed", "file:///etc/passwd", "http://", "not an address" };
  g_auto(Room) room = { 0 };

  room_open (&room);
  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr(GError) error = room_fail_to_add (&room, addresses[i]);

      g_test_message ("%s", addresses[i]);
      g_assert_error (error, GAZETTE_ERROR, GAZETTE_ERROR_BAD_ADDRESS);
    }
}

static void
test_who_cannot_be_reached_has_its_words (void)
{
  g_auto(Room) room = { 0 };
  g_autofree char *refusing = NULL;
  g_autoptr(GError) unknown = NULL;
  g_autoptr(GError) refused = NULL;

  room_open (&room);
  /* RFC 6761, 6.4: a name that never resolves. */
  unknown = room_fail_to_add (&room, "http://gazette.invalid/feed.json");
  test_assert_words (unknown, GAZETTE_ERROR_UNKNOWN_HOST, "“gazette.invalid”");

  refusing = gazette_test_server_dup_refusing_url (room.server);
  refused = room_fail_to_add (&room, refusing);
  test_assert_words (refused, GAZETTE_ERROR_UNREACHABLE, "refuses");
}

static void
test_who_does_not_wait_gives_up (void)
{
  g_auto(Room) room = { 0 };
  DexFuture *future;

  room_open (&room);
  room_answer (&room, "/slow.json", &(GazetteTestAnswer) { .fault = GAZETTE_TEST_FAULT_NEVER });
  future = room_start_to_add (&room, "/slow.json");
  room_wait_for (&room, gazette_test_server_get_running, "/slow.json", 1);
  dex_unref (future);

  room_wait_for (&room, gazette_test_server_get_dropped, "/slow.json", 1);
  g_assert_cmpuint (room_count_sources (&room), ==, 0);
}

static void
test_closing_ends_it (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GError) error = NULL;
  DexFuture *future;

  room_open (&room);
  room_answer (&room, "/slow.json", &(GazetteTestAnswer) { .fault = GAZETTE_TEST_FAULT_NEVER });
  future = room_start_to_add (&room, "/slow.json");
  room_wait_for (&room, gazette_test_server_get_running, "/slow.json", 1);
  room_leave (&room);

  error = test_await_error (future);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func) g_test_add_func ("/newsroom/add/" name, func)
  ADD ("feed", test_a_feed_is_added);
  ADD ("undated", test_undated_articles_keep_the_order_of_the_source);
  ADD ("page", test_the_feed_of_a_page_is_found);
  ADD ("header", test_the_feed_in_a_header_is_found);
  ADD ("wordpress-link", test_wordpress_is_found_by_its_link);
  ADD ("wordpress-header", test_wordpress_is_found_by_its_header);
  ADD ("request", test_what_a_refresh_would_ask_has_to_work);
  ADD ("one-address", test_one_source_has_one_address);
  ADD ("candidates", test_the_first_candidate_with_articles_is_taken);
  ADD ("countless-candidates", test_a_page_with_countless_candidates_is_not_asked_for_all);
  ADD ("reason-of-a-candidate", test_the_reason_of_a_candidate_is_told);
  ADD ("moved", test_a_moved_feed_is_added_where_it_is);
  ADD ("twice", test_what_is_there_is_not_added_twice);
  ADD ("twice-at-once", test_what_is_added_twice_at_once_is_there_once);
  ADD ("status", test_each_status_has_its_words);
  ADD ("unreadable", test_what_cannot_be_read_has_its_words);
  ADD ("no-address", test_an_address_that_is_none_asks_nobody);
  ADD ("unreachable", test_who_cannot_be_reached_has_its_words);
  ADD ("given-up", test_who_does_not_wait_gives_up);
  ADD ("closing", test_closing_ends_it);
#undef ADD

  return g_test_run ();
}

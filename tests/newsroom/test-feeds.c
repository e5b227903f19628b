/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sites that offer RSS or Atom. */

#include "config.h"

#include <string.h>

#include "test-newsroom-util.h"

#define RSS(items) "<?xml version='1.0'?><rss version='2.0'><channel><title>The Gazetteer</title>" items "</channel></rss>"
#define RSS_ITEM(id, title) "<item><guid isPermaLink='false'>" id "</guid><title>" title "</title><link>/" id "</link></item>"
#define RSS_TYPE "Content-Type: application/rss+xml"

static void
assert_list (Room       *room,
             const char *expected)
{
  g_autofree char *titles = room_list (room);

  g_assert_cmpstr (titles, ==, expected);
}

static void
assert_source (Room       *room,
               gint64      source_id,
               const char *path)
{
  g_autoptr(GazetteSource) source = room_load_source (room, source_id);
  g_autofree char *url = gazette_test_server_dup_url (room->server, path);

  g_assert_cmpstr (source->url, ==, url);
  g_assert_cmpstr (source->dialect, ==, "feed");
  g_assert_cmpstr (source->title, ==, "The Gazetteer");
  g_assert_cmpstr (source->error, ==, NULL);
}

/* What the page offers as JSON is tried first, its comments never. */
static void
test_the_feed_of_a_page_is_found (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GazetteStored) stored = NULL;
  gint64 id;

  room_open (&room);
  room_serve (&room, "/", HTML_TYPE,
              "<!DOCTYPE html><title>The Site</title>"
              "<link rel='alternate' type='application/rss+xml' href='/comments/feed/'>"
              "<link rel='alternate' type='application/rss+xml' href='/feed/'>"
              "<link rel='alternate' type='application/feed+json' href='/feed.json'>"
              "<link rel='https://api.w.org/' href='/wp-json/'>");
  room_answer (&room, "/feed.json", &(GazetteTestAnswer) { .status = 404 });
  room_answer (&room, "/wp-json/wp/v2/posts", &(GazetteTestAnswer) { .status = 401 });
  room_serve (&room, "/feed/", RSS_TYPE, RSS (RSS_ITEM ("2", "Two &amp; more") RSS_ITEM ("1", "One")));
  id = room_add (&room, "/");

  assert_source (&room, id, "/feed/");
  assert_list (&room, "Two & more,One,");
  g_assert_cmpuint (gazette_test_server_get_hits (room.server, "/feed.json"), ==, 1);
  g_assert_cmpuint (gazette_test_server_get_hits (room.server, "/comments/feed/"), ==, 0);
}

static void
test_a_feed_is_refreshed (void)
{
  g_auto(Room) room = { 0 };
  g_autofree char *complaint = NULL;
  gint64 id;

  room_open (&room);
  room_answer (&room, "/rss", &(GazetteTestAnswer) {
    .headers = RSS_TYPE "\nETag: \"one\"", .body = RSS (RSS_ITEM ("1", "One")),
  });
  room_answer (&room, "/rss", &(GazetteTestAnswer) { .status = 304, .expect = "If-None-Match: \"one\"" });
  room_answer (&room, "/rss", &(GazetteTestAnswer) {
    .headers = RSS_TYPE "\nETag: \"two\"", .expect = "If-None-Match: \"one\"",
    .body = RSS (RSS_ITEM ("2", "Two") RSS_ITEM ("1", "One, corrected")),
  });
  id = room_add (&room, "/rss");
  assert_list (&room, "One,");

  test_await (gazette_newsroom_refresh (room.newsroom));
  assert_list (&room, "One,");
  assert_source (&room, id, "/rss");

  test_await (gazette_newsroom_refresh (room.newsroom));
  assert_list (&room, "Two,One, corrected,");
  assert_source (&room, id, "/rss");

  complaint = gazette_test_server_dup_complaint (room.server);
  g_assert_cmpstr (complaint, ==, NULL);
  g_assert_cmpuint (gazette_test_server_get_hits (room.server, "/rss"), ==, 3);
}

/* Servers call their feeds many things. */
static void
test_the_type_does_not_matter (void)
{
  static const char *const types[] = {
    "Content-Type: text/html; charset=UTF-8", "Content-Type: text/plain", "Content-Type: application/octet-stream", "",
  };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_auto(Room) room = { 0 };

      room_open (&room);
      room_serve (&room, "/index.php", types[i], "\n" RSS (RSS_ITEM ("1", "One")));
      assert_source (&room, room_add (&room, "/index.php"), "/index.php");
    }
}

/* A source that begins to speak otherwise stays the same source. */
static void
test_a_source_may_change_to_a_feed (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GazetteSource) source = NULL;
  gint64 id;

  room_open (&room);
  room_serve (&room, "/news", JSON_TYPE, FEED (ITEM ("1", "One", "1")));
  room_serve (&room, "/news", RSS_TYPE, RSS (RSS_ITEM ("2", "Two") RSS_ITEM ("1", "One")));
  id = room_add (&room, "/news");
  test_await (gazette_newsroom_refresh (room.newsroom));

  source = room_load_source (&room, id);
  g_assert_cmpstr (source->dialect, ==, "feed");
  assert_list (&room, "Two,One,");
}

static void
test_a_site_without_a_feed_is_told_so (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GError) error = NULL;

  room_open (&room);
  room_serve (&room, "/", HTML_TYPE,
              "<!DOCTYPE html><title>The Site</title><link rel='alternate' type='application/rss+xml' href='/feed/'>");
  room_serve (&room, "/feed/", HTML_TYPE, "<!DOCTYPE html><title>Not here</title>");

  error = room_fail_to_add (&room, "/");
  test_assert_words (error, GAZETTE_ERROR_NOT_READABLE, "If the site offers a feed, copy its address");
}

int
main (int   argc,
      char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func) g_test_add_func ("/newsroom/feeds/" name, func)
  ADD ("page", test_the_feed_of_a_page_is_found);
  ADD ("refresh", test_a_feed_is_refreshed);
  ADD ("type", test_the_type_does_not_matter);
  ADD ("change", test_a_source_may_change_to_a_feed);
  ADD ("none", test_a_site_without_a_feed_is_told_so);
#undef ADD

  return g_test_run ();
}

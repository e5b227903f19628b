/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sites that offer RSS or Atom. */

#include "config.h"

#include <string.h>

#include "test-newsroom-util.h"

#define RSS(items) "<?xml version='1.0'?><rss version='2.0'><channel><title>The Gazetteer</title>" items "</channel></rss>"
#define RSS_ITEM(id, title) "<item><guid isPermaLink='false'>" id "</guid><title>" title "</title><link>/" id "</link></item>"
#define RSS_TYPE "Content-Type: application/rss+xml"

/* A page of RSS with its links, and the same of Atom. */
#define ATOM_NS "http://www.w3.org/2005/Atom"
#define RSS_PAGE(links, items) \
  "<rss xmlns:atom='" ATOM_NS "'><channel><title>The Gazetteer</title>" links items "</channel></rss>"
#define RSS_LINK(rel, href) "<atom:link rel='" rel "' href='" href "'/>"
#define ATOM_PAGE(links, entries) \
  "<feed xmlns='" ATOM_NS "'><title>The Gazetteer</title>" links entries "</feed>"
#define ATOM_LINK(rel, href) "<link rel='" rel "' href='" href "'/>"
#define ATOM_UPDATED(id, title, day) \
  "<entry><id>urn:" id "</id><title>" title "</title><updated>2024-05-0" day "T10:00:00Z</updated></entry>"
#define ATOM_ENTRY(id, title) ATOM_UPDATED (id, title, id)
#define ATOM_TYPE "Content-Type: application/atom+xml"

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
  room_assert_list (&room, "Two & more,One,");
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
  room_assert_list (&room, "One,");

  test_await (gazette_newsroom_refresh (room.newsroom));
  room_assert_list (&room, "One,");
  assert_source (&room, id, "/rss");

  test_await (gazette_newsroom_refresh (room.newsroom));
  room_assert_list (&room, "Two,One, corrected,");
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
  room_assert_list (&room, "Two,One,");
}

/* The place where the archive goes on, %NULL at its end. */
static void
assert_next (Room       *room,
             gint64      source_id,
             const char *path)
{
  g_autoptr(GazetteArchive) archive =
    test_await_boxed (gazette_library_load_archive (room_get_library (room), source_id));
  g_autofree char *url = path != NULL ? gazette_test_server_dup_url (room->server, path) : NULL;

  g_assert_cmpstr (archive->next_url, ==, url);
  g_assert_cmpint (archive->ended, ==, path == NULL);
  g_assert_cmpstr (archive->note, ==, NULL);
}

/* RFC 5005, 3: of its links only "next" leads to what is older. */
static void
test_a_paged_feed_is_paged_through (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GazetteSource) source = NULL;
  gint64 id;

  room_open (&room);
  room_serve (&room, "/rss", RSS_TYPE,
              RSS_PAGE (RSS_LINK ("self", "/rss") RSS_LINK ("last", "?page=3") RSS_LINK ("next", "?page=2"),
                        RSS_ITEM ("5", "Five") RSS_ITEM ("4", "Four")));
  /* What was the last of the first page has moved on to this one meanwhile. */
  room_serve (&room, "/rss?page=2", RSS_TYPE,
              RSS_PAGE (RSS_LINK ("first", "/rss") RSS_LINK ("previous", "/rss") RSS_LINK ("next", "?page=3"),
                        RSS_ITEM ("4", "Four") RSS_ITEM ("3", "Three") RSS_ITEM ("2", "Two")));
  room_serve (&room, "/rss?page=3", RSS_TYPE,
              RSS_PAGE (RSS_LINK ("previous", "?page=2"), RSS_ITEM ("1", "One")));
  id = room_add (&room, "/rss");
  assert_next (&room, id, "/rss?page=2");

  g_assert_cmpuint (room_load_older (&room, id), ==, 2);
  assert_next (&room, id, "/rss?page=3");
  room_assert_list (&room, "Five,Four,Three,Two,");

  g_assert_cmpuint (room_load_older (&room, id), ==, 1);
  assert_next (&room, id, NULL);
  room_assert_list (&room, "Five,Four,Three,Two,One,");

  g_assert_cmpuint (room_load_older (&room, id), ==, 0);
  g_assert_cmpuint (gazette_test_server_get_hits (room.server, "/rss?page=2"), ==, 1);
  g_assert_cmpuint (gazette_test_server_get_hits (room.server, "/rss?page=3"), ==, 1);
  source = room_load_source (&room, id);
  g_assert_cmpuint (source->n_articles, ==, 5);
  g_assert_cmpuint (source->n_unread, ==, 2);
}

/* RFC 5005, 4: "prev-archive" leads back from document to document, in each of
 * which "current" and "next-archive" lead forward again. */
static void
test_an_archived_feed_is_read_back (void)
{
  g_auto(Room) room = { 0 };
  gint64 id;

  room_open (&room);
  room_serve (&room, "/atom", ATOM_TYPE, ATOM_PAGE (ATOM_LINK ("prev-archive", "/2024/2"), ATOM_ENTRY ("4", "Four")));
  room_serve (&room, "/atom", ATOM_TYPE, ATOM_PAGE (ATOM_LINK ("prev-archive", "/2024/3"), ATOM_ENTRY ("5", "Five")));
  room_serve (&room, "/2024/2", ATOM_TYPE,
              ATOM_PAGE (ATOM_LINK ("next-archive", "/2024/3") ATOM_LINK ("prev-archive", "1"),
                         ATOM_ENTRY ("3", "Three") ATOM_ENTRY ("2", "Two")));
  room_serve (&room, "/2024/1", ATOM_TYPE,
              ATOM_PAGE (ATOM_LINK ("current", "/atom") ATOM_LINK ("next-archive", "2"), ATOM_ENTRY ("1", "One")));
  id = room_add (&room, "/atom");
  assert_next (&room, id, "/2024/2");

  g_assert_cmpuint (room_load_older (&room, id), ==, 2);
  assert_next (&room, id, "/2024/1");
  room_assert_list (&room, "Four,Three,Two,");

  /* What is new does not lead away from the place that was reached. */
  test_await (gazette_newsroom_refresh (room.newsroom));
  assert_next (&room, id, "/2024/1");

  g_assert_cmpuint (room_load_older (&room, id), ==, 1);
  assert_next (&room, id, NULL);
  room_assert_list (&room, "Five,Four,Three,Two,One,");
  g_assert_cmpuint (gazette_test_server_get_hits (room.server, "/2024/3"), ==, 0);
  assert_source (&room, id, "/atom");
}

/* RFC 5005, 4: what was changed since is in an archive as it was before. */
static void
test_an_archive_takes_no_correction_back (void)
{
  g_auto(Room) room = { 0 };

  room_open (&room);
  room_serve (&room, "/atom", ATOM_TYPE,
              ATOM_PAGE (ATOM_LINK ("prev-archive", "/2024/1"), ATOM_UPDATED ("2", "Two, corrected", "5")));
  room_serve (&room, "/2024/1", ATOM_TYPE,
              ATOM_PAGE (ATOM_LINK ("current", "/atom"), ATOM_ENTRY ("2", "Two") ATOM_ENTRY ("1", "One")));

  g_assert_cmpuint (room_load_older (&room, room_add (&room, "/atom")), ==, 1);
  room_assert_list (&room, "Two, corrected,One,");
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
  ADD ("pages", test_a_paged_feed_is_paged_through);
  ADD ("archive", test_an_archived_feed_is_read_back);
  ADD ("corrected", test_an_archive_takes_no_correction_back);
  ADD ("none", test_a_site_without_a_feed_is_told_so);
#undef ADD

  return g_test_run ();
}

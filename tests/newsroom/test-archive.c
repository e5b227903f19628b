/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-newsroom-private.h"
#include "test-newsroom-util.h"

/* A page that goes on at @next. */
#define PAGE(next, items) \
  "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"The Feed\"," \
  "\"next_url\":\"{{base}}" next "\",\"items\":[" items "]}"
#define POST(id, title) \
  "[{\"id\":" id ",\"link\":\"{{base}}/" id "\",\"title\":{\"rendered\":\"" title "\"}," \
  "\"date_gmt\":\"2024-05-01T10:00:0" id "\",\"content\":{\"rendered\":\"<p>Text</p>\"}}]"
#define WP_TYPE "Content-Type: application/json"
#define ATOM_TYPE "Content-Type: application/atom+xml"
#define ATOM(links, entries) \
  "<feed xmlns='http://www.w3.org/2005/Atom'><id>urn:f</id><title>The Feed</title>" links entries "</feed>"
#define ENTRY(id, title) \
  "<entry><id>urn:" id "</id><title>" title "</title><updated>2024-05-01T10:00:0" id "Z</updated>" \
  "<content>Text</content></entry>"

/* No test waits longer than it has to. */
static void
enter (Room *room)
{
  room_enter (room);
  room->newsroom->archive_pause = 1;
}

static void
open_room (Room *room)
{
  room_open (room);
  room->newsroom->archive_pause = 1;
}

static GazetteArchive *
load_archive (Room   *room,
              gint64  source_id)
{
  return test_await_boxed (gazette_library_load_archive (room_get_library (room), source_id));
}

static void
begin_download (Room   *room,
                gint64  source_id)
{
  test_await (gazette_newsroom_download_archive (room->newsroom, source_id));
}

/* Waits until nothing is read of an archive any more. */
static GazetteArchive *
await_download (Room   *room,
                gint64  source_id)
{
  while (TRUE)
    {
      g_autoptr(GazetteArchive) archive = load_archive (room, source_id);

      if (!archive->downloading && !gazette_newsroom_is_loading_older (room->newsroom, source_id))
        return g_steal_pointer (&archive);
      g_main_context_iteration (NULL, FALSE);
    }
}

/* Three pages of one article each. */
static gint64
add_three_pages (Room *room)
{
  room_serve (room, "/feed.json", JSON_TYPE, PAGE ("/2.json", ITEM ("1", "One", "1")));
  room_serve (room, "/2.json", JSON_TYPE, PAGE ("/3.json", ITEM ("2", "Two", "2")));
  room_serve (room, "/3.json", JSON_TYPE, FEED (ITEM ("3", "Three", "3")));

  return room_add (room, "/feed.json");
}

static void
test_older_articles_follow_below (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GazetteArchive) begun = NULL;
  g_autoptr(GazetteArchive) done = NULL;
  g_autoptr(GazetteSource) source = NULL;
  gint64 id;

  open_room (&room);
  id = add_three_pages (&room);
  begun = load_archive (&room, id);
  g_assert_true (g_str_has_suffix (begun->next_url, "/2.json"));
  room_assert_hits (&room, "/2.json", 0);

  g_assert_cmpuint (room_load_older (&room, id), ==, 1);
  room_assert_list (&room, "One,Two,");
  g_assert_cmpuint (room_load_older (&room, id), ==, 1);
  room_assert_list (&room, "One,Two,Three,");

  done = load_archive (&room, id);
  g_assert_true (done->ended);
  g_assert_null (done->next_url);
  g_assert_null (done->note);
  g_assert_cmpuint (done->n_pages, ==, 2);
  g_assert_cmpuint (done->n_articles, ==, 2);
  /* They are no news. */
  source = room_load_source (&room, id);
  g_assert_cmpuint (source->n_articles, ==, 3);
  g_assert_cmpuint (source->n_unread, ==, 1);

  g_assert_cmpuint (room_load_older (&room, id), ==, 0);
  room_assert_hits (&room, "/3.json", 1);
}

static void
test_a_refresh_does_not_lose_the_place (void)
{
  g_auto(Room) room = { 0 };
  gint64 id;

  open_room (&room);
  room_serve (&room, "/feed.json", JSON_TYPE, PAGE ("/2.json", ITEM ("1", "One", "1")));
  /* By then what was on the first page has gone on to the second. */
  room_serve (&room, "/feed.json", JSON_TYPE, PAGE ("/2.json?from=0", ITEM ("0", "Zero", "0")));
  room_serve (&room, "/2.json", JSON_TYPE, PAGE ("/3.json", ITEM ("2", "Two", "2")));
  room_serve (&room, "/3.json", JSON_TYPE, FEED (ITEM ("2", "Two", "2") "," ITEM ("3", "Three", "3")));
  id = room_add (&room, "/feed.json");

  room_load_older (&room, id);
  test_await (gazette_newsroom_refresh (room.newsroom));
  room_leave (&room);
  enter (&room);
  g_assert_cmpuint (room_load_older (&room, id), ==, 1);

  room_assert_hits (&room, "/2.json?from=0", 0);
  room_assert_hits (&room, "/2.json", 1);
  room_assert_list (&room, "Zero,One,Two,Three,");
}

static void
test_as_long_as_nothing_older_is_read_the_first_page_counts (void)
{
  g_auto(Room) room = { 0 };
  gint64 id;

  open_room (&room);
  room_serve (&room, "/feed.json", JSON_TYPE, PAGE ("/2.json?before=1", ITEM ("1", "One", "1")));
  room_serve (&room, "/feed.json", JSON_TYPE, PAGE ("/2.json?before=2", ITEM ("2", "Two", "2")));
  room_serve (&room, "/2.json?before=2", JSON_TYPE, FEED (ITEM ("1", "One", "1") "," ITEM ("0", "Zero", "0")));
  id = room_add (&room, "/feed.json");
  test_await (gazette_newsroom_refresh (room.newsroom));

  g_assert_cmpuint (room_load_older (&room, id), ==, 1);
  room_assert_list (&room, "Two,One,Zero,");
}

static void
test_pages_are_counted_by_a_header (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GazetteArchive) archive = NULL;
  gint64 id;

  open_room (&room);
  /* As it was typed, and as every refresh asks. */
  room_serve (&room, "/wp/v2/posts", WP_TYPE "\nX-WP-TotalPages: 2", POST ("3", "Three"));
  room_serve (&room, "/wp/v2/posts", WP_TYPE "\nX-WP-TotalPages: 2", POST ("3", "Three"));
  room_serve (&room, "/wp/v2/posts", WP_TYPE "\nX-WP-TotalPages: 2", POST ("2", "Two"));
  id = room_add (&room, "/wp/v2/posts");

  g_assert_cmpuint (room_load_older (&room, id), ==, 1);
  room_assert_list (&room, "Three,Two,");
  archive = load_archive (&room, id);
  g_assert_true (archive->ended);
  /* As many as the pages hold, if each is like the first. */
  g_assert_cmpuint (archive->n_total, ==, 2);
}

static void
test_pages_follow_a_link_header (void)
{
  g_auto(Room) room = { 0 };
  gint64 id;

  open_room (&room);
  room_serve (&room, "/wp/v2/posts", WP_TYPE "\nLink: <{{base}}/more>; rel=\"next\"", POST ("3", "Three"));
  room_serve (&room, "/more", WP_TYPE, POST ("2", "Two"));
  id = room_add (&room, "/wp/v2/posts");

  g_assert_cmpuint (room_load_older (&room, id), ==, 1);
  room_assert_list (&room, "Three,Two,");
}

/* RFC 5005, 4: what a feed held before is in documents that do not change. */
static void
test_a_feed_leads_to_its_archive (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GazetteArchive) archive = NULL;
  gint64 id;

  open_room (&room);
  room_serve (&room, "/feed.xml", ATOM_TYPE,
              ATOM ("<link rel='prev-archive' href='/2.xml'/>", ENTRY ("3", "Three")));
  room_serve (&room, "/2.xml", ATOM_TYPE, ATOM ("<link rel='prev-archive' href='/1.xml'/>", ENTRY ("2", "Two")));
  room_serve (&room, "/1.xml", ATOM_TYPE, ATOM ("<link rel='next-archive' href='/2.xml'/>", ENTRY ("1", "One")));
  id = room_add (&room, "/feed.xml");
  begin_download (&room, id);
  archive = await_download (&room, id);

  g_assert_true (archive->ended);
  room_assert_list (&room, "Three,Two,One,");
}

/* As after an update of the program: nothing was noted when it was added. */
static void
test_where_nothing_is_known_the_first_page_tells (void)
{
  g_auto(Room) room = { 0 };
  g_autofree char *url = NULL;
  g_autoptr(GazetteSource) source = NULL;
  g_autoptr(DexFuture) added = NULL;
  gint64 id;

  open_room (&room);
  room_answer (&room, "/feed.json", &(GazetteTestAnswer) {
    .headers = JSON_TYPE, .expect = "!If-None-Match", .body = PAGE ("/2.json", ITEM ("1", "One", "1")),
  });
  room_serve (&room, "/2.json", JSON_TYPE, FEED (ITEM ("2", "Two", "2")));
  url = gazette_test_server_dup_url (room.server, "/feed.json");
  source = gazette_source_new (url);
  g_set_str (&source->etag, "\"known\"");
  added = gazette_library_add_source (room_get_library (&room), source, NULL);
  test_wait (added);
  id = g_value_get_int64 (dex_future_get_value (added, NULL));

  g_assert_cmpuint (room_load_older (&room, id), ==, 1);
  room_assert_list (&room, "One,Two,");
}

static void
test_a_source_without_older_articles_says_so (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GazetteArchive) archive = NULL;
  gint64 id;

  open_room (&room);
  room_serve (&room, "/feed.json", JSON_TYPE, FEED (ITEM ("1", "One", "1")));
  id = room_add (&room, "/feed.json");

  g_assert_cmpuint (room_load_older (&room, id), ==, 0);
  archive = load_archive (&room, id);
  g_assert_true (archive->ended);
  g_assert_nonnull (strstr (archive->note, "no older articles"));
  room_assert_hits (&room, "/feed.json", 1);
}

static void
test_who_wants_rest_has_it (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GazetteArchive) archive = NULL;
  g_autoptr(GazetteSource) source = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) later = NULL;
  gint64 id;

  open_room (&room);
  room_answer (&room, "/2.json", &(GazetteTestAnswer) { .status = 429, .headers = "Retry-After: 3600" });
  id = add_three_pages (&room);
  error = test_await_error (gazette_newsroom_load_older (room.newsroom, id));
  later = test_await_error (gazette_newsroom_load_older (room.newsroom, id));

  test_assert_words (error, GAZETTE_ERROR_TOO_MANY_REQUESTS, "too");
  test_assert_words (later, GAZETTE_ERROR_TOO_MANY_REQUESTS, "not to be disturbed");
  room_assert_hits (&room, "/2.json", 1);
  source = room_load_source (&room, id);
  g_assert_cmpint (source->not_before, >, gazette_newsroom_now () + 3000);
  /* Its news are not in trouble. */
  g_assert_null (source->error);
  archive = load_archive (&room, id);
  g_assert_cmpstr (archive->note, ==, later->message);
  g_assert_cmpuint (archive->n_pages, ==, 0);
}

static void
test_what_failed_can_be_tried_again (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GazetteArchive) archive = NULL;
  g_autoptr(GError) error = NULL;
  gint64 id;

  open_room (&room);
  room_serve (&room, "/2.json", HTML_TYPE, "<!DOCTYPE html><title>Closed</title>");
  id = add_three_pages (&room);
  error = test_await_error (gazette_newsroom_load_older (room.newsroom, id));
  test_assert_words (error, GAZETTE_ERROR_NOT_READABLE, "no news");
  g_assert_cmpuint (room_load_older (&room, id), ==, 1);

  archive = load_archive (&room, id);
  g_assert_null (archive->note);
  room_assert_list (&room, "One,Two,");
}

static void
test_who_comes_later_joins (void)
{
  g_auto(Room) room = { 0 };
  DexFuture *first;
  DexFuture *second;
  gint64 id;

  open_room (&room);
  id = add_three_pages (&room);
  first = gazette_newsroom_load_older (room.newsroom, id);
  second = gazette_newsroom_load_older (room.newsroom, id);
  g_assert_true (gazette_newsroom_is_loading_older (room.newsroom, id));
  /* It goes on for the one when the other does not wait. */
  dex_unref (first);
  test_await (second);

  g_assert_false (gazette_newsroom_is_loading_older (room.newsroom, id));
  room_assert_hits (&room, "/2.json", 1);
  room_assert_hits (&room, "/3.json", 0);
}

static DexFuture *
note_pages_cb (DexFuture *future,
               gpointer   n_pages)
{
  const GazetteArchive *archive = g_value_get_boxed (dex_future_get_value (future, NULL));

  g_hash_table_add (n_pages, GUINT_TO_POINTER (archive->n_pages));

  return NULL;
}

static void
note_progress_cb (GazetteNewsroom *newsroom,
                  gint64           source_id,
                  GHashTable      *n_pages)
{
  DexFuture *loading = gazette_library_load_archive (gazette_newsroom_get_library (newsroom), source_id);

  dex_future_disown (dex_future_then (loading, note_pages_cb, g_hash_table_ref (n_pages),
                                      (GDestroyNotify) g_hash_table_unref));
}

static void
test_an_archive_is_downloaded (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GHashTable) n_pages = g_hash_table_new (NULL, NULL);
  g_autoptr(GazetteArchive) archive = NULL;
  gint64 id;

  open_room (&room);
  id = add_three_pages (&room);
  g_signal_connect (room.newsroom, "archive-changed", G_CALLBACK (note_progress_cb), n_pages);
  begin_download (&room, id);
  archive = await_download (&room, id);

  g_assert_true (archive->ended);
  g_assert_null (archive->note);
  g_assert_cmpuint (archive->n_pages, ==, 2);
  room_assert_list (&room, "One,Two,Three,");
  room_assert_hits (&room, "/2.json", 1);
  room_assert_hits (&room, "/3.json", 1);
  g_assert_true (g_hash_table_contains (n_pages, GUINT_TO_POINTER (2)));
}

/* What was removed from the middle, and what came while nobody read, is found. */
static void
test_a_second_download_begins_anew (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GazetteArchive) first = NULL;
  g_autoptr(GazetteArchive) second = NULL;
  gint64 id;

  open_room (&room);
  id = add_three_pages (&room);
  room_serve (&room, "/2.json", JSON_TYPE, PAGE ("/3.json", ITEM ("2", "Two", "2") "," ITEM ("2b", "Late", "2b")));
  begin_download (&room, id);
  first = await_download (&room, id);
  begin_download (&room, id);
  second = await_download (&room, id);

  g_assert_true (second->ended);
  g_assert_cmpuint (second->n_pages, ==, 2);
  g_assert_cmpuint (second->n_articles, ==, 1);
  room_assert_hits (&room, "/feed.json", 2);
  room_assert_hits (&room, "/3.json", 2);
  room_assert_list (&room, "One,Two,Three,Late,");
}

static void
test_a_circle_is_noticed (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GazetteArchive) archive = NULL;
  gint64 id;

  open_room (&room);
  room_serve (&room, "/feed.json", JSON_TYPE, PAGE ("/2.json", ITEM ("1", "One", "1")));
  room_serve (&room, "/2.json", JSON_TYPE, PAGE ("/3.json", ITEM ("2", "Two", "2")));
  room_serve (&room, "/3.json", JSON_TYPE, PAGE ("/2.json", ITEM ("3", "Three", "3")));
  id = room_add (&room, "/feed.json");
  begin_download (&room, id);
  archive = await_download (&room, id);

  g_assert_true (archive->ended);
  g_assert_nonnull (strstr (archive->note, "taken for the end"));
  room_assert_hits (&room, "/2.json", 1);
  room_assert_hits (&room, "/3.json", 1);
  room_assert_list (&room, "One,Two,Three,");
}

/* A server that does not understand the address gives its first page for ever. */
static void
test_the_same_under_other_addresses_is_noticed (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GazetteArchive) archive = NULL;
  gint64 id;

  open_room (&room);
  room_serve (&room, "/feed.json", JSON_TYPE, PAGE ("/feed.json?page=2", ITEM ("1", "One", "1")));
  room_serve (&room, "/feed.json", JSON_TYPE, PAGE ("/feed.json?page=3", ITEM ("1", "One", "1")));
  room_serve (&room, "/feed.json", JSON_TYPE, PAGE ("/feed.json?page=4", ITEM ("1", "One", "1")));
  room_serve (&room, "/feed.json", JSON_TYPE, PAGE ("/feed.json?page=5", ITEM ("1", "One", "1")));
  id = room_add (&room, "/feed.json");
  begin_download (&room, id);
  archive = await_download (&room, id);

  g_assert_true (archive->ended);
  g_assert_nonnull (strstr (archive->note, "taken for the end"));
  room_assert_hits (&room, "/feed.json", 3);
}

static void
test_a_page_without_articles_is_the_end (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GazetteArchive) archive = NULL;
  gint64 id;

  open_room (&room);
  room_serve (&room, "/feed.json", JSON_TYPE, PAGE ("/2.json", ITEM ("1", "One", "1")));
  room_serve (&room, "/2.json", JSON_TYPE, PAGE ("/3.json", ""));
  id = room_add (&room, "/feed.json");
  begin_download (&room, id);
  archive = await_download (&room, id);

  g_assert_true (archive->ended);
  room_assert_hits (&room, "/3.json", 0);
}

static void
serve_endlessly (Room *room)
{
  for (guint i = 1; i <= 10; i++)
    {
      g_autofree char *path = g_strdup_printf (i == 1 ? "/feed.json" : "/%u.json", i);
      g_autofree char *body = g_strdup_printf (PAGE ("/%u.json", ITEM ("%u", "Article %u", "1")), i + 1, i, i);

      room_serve (room, path, JSON_TYPE, body);
    }
}

static void
test_an_endless_archive_is_left (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GazetteArchive) archive = NULL;
  g_autoptr(GazetteArchive) further = NULL;
  gint64 id;

  open_room (&room);
  room.newsroom->archive_max_pages = 3;
  serve_endlessly (&room);
  id = room_add (&room, "/feed.json");
  begin_download (&room, id);
  archive = await_download (&room, id);

  g_assert_false (archive->ended);
  g_assert_cmpuint (archive->n_pages, ==, 3);
  g_assert_nonnull (strstr (archive->note, "no end after 3 pages"));
  room_assert_hits (&room, "/5.json", 0);

  /* Who wants more gets more. */
  begin_download (&room, id);
  further = await_download (&room, id);
  g_assert_cmpuint (further->n_pages, ==, 6);
  room_assert_hits (&room, "/4.json", 1);
}

static void
test_a_download_outlasts_a_failure (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GazetteArchive) archive = NULL;
  gint64 id;

  open_room (&room);
  room_answer (&room, "/2.json", &(GazetteTestAnswer) { .status = 500 });
  room_answer (&room, "/2.json", &(GazetteTestAnswer) {
    .body = FEED (""), .fault = GAZETTE_TEST_FAULT_CUT_OFF, .cut_off = 10,
  });
  id = add_three_pages (&room);
  begin_download (&room, id);
  archive = await_download (&room, id);

  g_assert_true (archive->ended);
  g_assert_null (archive->note);
  room_assert_hits (&room, "/2.json", 3);
  room_assert_list (&room, "One,Two,Three,");
}

static void
test_a_download_waits_as_long_as_it_is_told (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GazetteArchive) archive = NULL;
  gint64 start;
  gint64 id;

  open_room (&room);
  room_answer (&room, "/3.json", &(GazetteTestAnswer) { .status = 503, .headers = "Retry-After: 2" });
  id = add_three_pages (&room);
  start = g_get_monotonic_time ();
  begin_download (&room, id);
  archive = await_download (&room, id);

  g_assert_true (archive->ended);
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 1900 * 1000);
  room_assert_hits (&room, "/3.json", 2);
}

static void
test_what_is_wrong_for_good_ends_a_download (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GazetteArchive) archive = NULL;
  gint64 id;

  open_room (&room);
  room_answer (&room, "/3.json", &(GazetteTestAnswer) { .status = 403 });
  id = add_three_pages (&room);
  begin_download (&room, id);
  archive = await_download (&room, id);

  g_assert_false (archive->ended);
  g_assert_nonnull (archive->note);
  g_assert_true (g_str_has_suffix (archive->next_url, "/3.json"));
  room_assert_hits (&room, "/3.json", 1);
}

static void
test_a_download_is_stopped (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GazetteArchive) archive = NULL;
  g_autoptr(GazetteArchive) done = NULL;
  gint64 id;

  open_room (&room);
  room_answer (&room, "/3.json", &(GazetteTestAnswer) { .fault = GAZETTE_TEST_FAULT_NEVER });
  id = add_three_pages (&room);
  begin_download (&room, id);
  room_wait_for (&room, gazette_test_server_get_running, "/3.json", 1);
  test_await (gazette_newsroom_stop_download (room.newsroom, id));
  room_wait_for (&room, gazette_test_server_get_dropped, "/3.json", 1);
  archive = await_download (&room, id);
  g_assert_false (archive->ended);
  g_assert_null (archive->note);
  room_assert_list (&room, "One,Two,");

  /* It stays stopped, and goes on from there when it is wanted again. */
  room_leave (&room);
  enter (&room);
  g_assert_false (gazette_newsroom_is_loading_older (room.newsroom, id));
  begin_download (&room, id);
  done = await_download (&room, id);
  g_assert_true (done->ended);
  room_assert_hits (&room, "/2.json", 1);
  room_assert_list (&room, "One,Two,Three,");
}

static void
test_who_stops_and_begins_at_once_goes_on (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GazetteArchive) archive = NULL;
  gint64 id;

  open_room (&room);
  room_answer (&room, "/3.json", &(GazetteTestAnswer) { .fault = GAZETTE_TEST_FAULT_NEVER });
  id = add_three_pages (&room);
  begin_download (&room, id);
  room_wait_for (&room, gazette_test_server_get_running, "/3.json", 1);
  dex_future_disown (gazette_newsroom_stop_download (room.newsroom, id));
  begin_download (&room, id);
  archive = await_download (&room, id);

  g_assert_true (archive->ended);
  room_assert_list (&room, "One,Two,Three,");
}

static void
test_a_download_goes_on_after_a_restart (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GazetteArchive) archive = NULL;
  gint64 id;

  open_room (&room);
  room_answer (&room, "/3.json", &(GazetteTestAnswer) { .fault = GAZETTE_TEST_FAULT_NEVER });
  id = add_three_pages (&room);
  begin_download (&room, id);
  room_wait_for (&room, gazette_test_server_get_running, "/3.json", 1);
  room_leave (&room);
  enter (&room);
  archive = await_download (&room, id);

  g_assert_true (archive->ended);
  room_assert_hits (&room, "/2.json", 1);
  room_assert_list (&room, "One,Two,Three,");
}

static void
test_a_removed_source_is_left_alone (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GazetteArchive) archive = NULL;
  gint64 id;

  open_room (&room);
  room_answer (&room, "/3.json", &(GazetteTestAnswer) { .fault = GAZETTE_TEST_FAULT_NEVER });
  id = add_three_pages (&room);
  begin_download (&room, id);
  room_wait_for (&room, gazette_test_server_get_running, "/3.json", 1);
  test_await (gazette_library_remove_source (room_get_library (&room), id));
  room_wait_for (&room, gazette_test_server_get_dropped, "/3.json", 1);
  while (gazette_newsroom_is_loading_older (room.newsroom, id))
    g_main_context_iteration (NULL, TRUE);
  room_assert_hits (&room, "/3.json", 1);

  /* Undone, it is as if nothing had been. */
  test_await (gazette_library_restore_source (room_get_library (&room), id));
  archive = await_download (&room, id);
  g_assert_true (archive->ended);
  room_assert_list (&room, "One,Two,Three,");
}

static void
test_a_server_is_asked_by_one_at_a_time (void)
{
  g_auto(Room) room = { 0 };
  gint64 ids[3];

  open_room (&room);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autofree char *path = g_strdup_printf ("/%u.json", i);
      g_autofree char *body = g_strdup_printf (PAGE ("/older.json?of=%u", ITEM ("1", "One", "1")), i);

      room_serve (&room, path, JSON_TYPE, body);
      ids[i] = room_add (&room, path);
    }
  room_answer (&room, "/older.json", &(GazetteTestAnswer) {
    .headers = JSON_TYPE, .body = FEED (ITEM ("2", "Two", "2")), .delay = 50,
  });
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    begin_download (&room, ids[i]);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr(GazetteArchive) archive = await_download (&room, ids[i]);

      g_assert_true (archive->ended);
    }

  room_assert_hits (&room, "/older.json", 3);
  g_assert_cmpuint (gazette_test_server_get_most (room.server, "/older.json"), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/archive/older-below", test_older_articles_follow_below);
  g_test_add_func ("/archive/refresh", test_a_refresh_does_not_lose_the_place);
  g_test_add_func ("/archive/first-page", test_as_long_as_nothing_older_is_read_the_first_page_counts);
  g_test_add_func ("/archive/header", test_pages_are_counted_by_a_header);
  g_test_add_func ("/archive/link", test_pages_follow_a_link_header);
  g_test_add_func ("/archive/feed", test_a_feed_leads_to_its_archive);
  g_test_add_func ("/archive/unknown", test_where_nothing_is_known_the_first_page_tells);
  g_test_add_func ("/archive/nothing-older", test_a_source_without_older_articles_says_so);
  g_test_add_func ("/archive/rest", test_who_wants_rest_has_it);
  g_test_add_func ("/archive/again", test_what_failed_can_be_tried_again);
  g_test_add_func ("/archive/joins", test_who_comes_later_joins);
  g_test_add_func ("/archive/download", test_an_archive_is_downloaded);
  g_test_add_func ("/archive/download-anew", test_a_second_download_begins_anew);
  g_test_add_func ("/archive/circle", test_a_circle_is_noticed);
  g_test_add_func ("/archive/same", test_the_same_under_other_addresses_is_noticed);
  g_test_add_func ("/archive/empty-page", test_a_page_without_articles_is_the_end);
  g_test_add_func ("/archive/endless", test_an_endless_archive_is_left);
  g_test_add_func ("/archive/outlasts", test_a_download_outlasts_a_failure);
  g_test_add_func ("/archive/waits", test_a_download_waits_as_long_as_it_is_told);
  g_test_add_func ("/archive/wrong-for-good", test_what_is_wrong_for_good_ends_a_download);
  g_test_add_func ("/archive/stopped", test_a_download_is_stopped);
  g_test_add_func ("/archive/stopped-and-begun", test_who_stops_and_begins_at_once_goes_on);
  g_test_add_func ("/archive/restart", test_a_download_goes_on_after_a_restart);
  g_test_add_func ("/archive/removed", test_a_removed_source_is_left_alone);
  g_test_add_func ("/archive/one-at-a-time", test_a_server_is_asked_by_one_at_a_time);

  return g_test_run ();
}

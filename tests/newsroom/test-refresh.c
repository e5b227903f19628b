/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "test-newsroom-util.h"

#define ONE_ARTICLE FEED (ITEM ("1", "One", "1"))
#define TWO_ARTICLES FEED (ITEM ("2", "Two", "2") "," ITEM ("1", "One", "1"))
#define VALIDATORS "\nETag: \"one\"\nLast-Modified: Wed, 01 May 2024 10:00:00 GMT"
#define NO_VALIDATORS "!If-None-Match\n!If-Modified-Since"
#define WITH_VALIDATORS "If-None-Match: \"one\"\nIf-Modified-Since: Wed, 01 May 2024 10:00:00 GMT"

static void
refresh (Room *room)
{
  test_await (gazette_newsroom_refresh (room->newsroom));
}

static void
refresh_source (Room   *room,
                gint64  source_id)
{
  test_await (gazette_newsroom_refresh_source (room->newsroom, source_id));
}

static void
assert_error (Room       *room,
              gint64      source_id,
              const char *words)
{
  g_autoptr(GazetteSource) source = room_load_source (room, source_id);

  if (words == NULL)
    g_assert_cmpstr (source->error, ==, NULL);
  else
    g_assert_nonnull (strstr (source->error, words));
}

static void
count_cb (guint *n)
{
  *n += 1;
}

static void
test_validators_outlive_the_program (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GazetteSource) source = NULL;
  gint64 id;

  room_open (&room);
  room_answer (&room, "/feed.json", &(GazetteTestAnswer) {
    .headers = JSON_TYPE VALIDATORS, .expect = NO_VALIDATORS, .body = ONE_ARTICLE,
  });
  /* Such an answer need not say them again; they hold all the same. */
  room_answer (&room, "/feed.json", &(GazetteTestAnswer) { .status = 304, .expect = WITH_VALIDATORS });
  id = room_add (&room, "/feed.json");

  for (guint i = 0; i < 3; i++)
    {
      room_restart (&room);
      refresh (&room);
    }
  room_assert_hits (&room, "/feed.json", 4);
  room_assert_list (&room, "One,");
  source = room_load_source (&room, id);
  g_assert_cmpstr (source->etag, ==, "\"one\"");
  g_assert_cmpstr (source->error, ==, NULL);
}

/* They belong together: the one of an old answer says nothing of a new one. */
static void
test_validators_are_of_the_last_answer (void)
{
  g_auto(Room) room = { 0 };

  room_open (&room);
  room_serve (&room, "/feed.json", JSON_TYPE VALIDATORS, ONE_ARTICLE);
  room_serve (&room, "/feed.json", JSON_TYPE "\nETag: \"two\"", TWO_ARTICLES);
  room_answer (&room, "/feed.json", &(GazetteTestAnswer) {
    .status = 304, .expect = "If-None-Match: \"two\"\n!If-Modified-Since",
  });
  room_add (&room, "/feed.json");
  refresh (&room);
  refresh (&room);

  room_assert_hits (&room, "/feed.json", 3);
}

static void
test_what_is_unchanged_changes_nothing (void)
{
  g_auto(Room) room = { 0 };
  guint n_changes = 0;

  room_open (&room);
  room_serve (&room, "/feed.json", JSON_TYPE, ONE_ARTICLE);
  room_add (&room, "/feed.json");
  g_signal_connect_swapped (room_get_library (&room), "articles-changed", G_CALLBACK (count_cb), &n_changes);
  g_signal_connect_swapped (room_get_library (&room), "article-changed", G_CALLBACK (count_cb), &n_changes);
  g_signal_connect_swapped (room_get_library (&room), "sources-changed", G_CALLBACK (count_cb), &n_changes);
  refresh (&room);
  refresh (&room);

  room_assert_hits (&room, "/feed.json", 3);
  g_assert_cmpuint (n_changes, ==, 0);
}

static void
test_what_is_new_is_on_top (void)
{
  g_auto(Room) room = { 0 };
  guint n_changes = 0;

  room_open (&room);
  room_serve (&room, "/feed.json", JSON_TYPE, ONE_ARTICLE);
  room_serve (&room, "/feed.json", JSON_TYPE, TWO_ARTICLES);
  room_add (&room, "/feed.json");
  g_signal_connect_swapped (room_get_library (&room), "articles-changed", G_CALLBACK (count_cb), &n_changes);
  refresh (&room);

  room_assert_list (&room, "Two,One,");
  g_assert_cmpuint (n_changes, ==, 1);
}

static void
test_a_move_for_good_is_remembered (void)
{
  g_auto(Room) room = { 0 };

  room_open (&room);
  room_serve (&room, "/old.json", JSON_TYPE, ONE_ARTICLE);
  room_answer (&room, "/old.json", &(GazetteTestAnswer) { .status = 301, .headers = "Location: /new.json" });
  room_serve (&room, "/new.json", JSON_TYPE, ONE_ARTICLE);
  room_add (&room, "/old.json");
  refresh (&room);
  room_restart (&room);
  refresh (&room);

  room_assert_hits (&room, "/old.json", 2);
  room_assert_hits (&room, "/new.json", 2);
}

static void
test_a_passing_move_is_not_remembered (void)
{
  g_auto(Room) room = { 0 };

  room_open (&room);
  room_serve (&room, "/here.json", JSON_TYPE, ONE_ARTICLE);
  room_answer (&room, "/here.json", &(GazetteTestAnswer) { .status = 302, .headers = "Location: /there.json" });
  room_serve (&room, "/there.json", JSON_TYPE, ONE_ARTICLE);
  room_add (&room, "/here.json");
  refresh (&room);
  refresh (&room);

  room_assert_hits (&room, "/here.json", 3);
  room_assert_hits (&room, "/there.json", 2);
}

/* Two sources stay two, and both work. */
static void
test_a_move_to_the_place_of_another_source (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GazetteSource) source = NULL;
  gint64 id;

  room_open (&room);
  room_serve (&room, "/old.json", JSON_TYPE, ONE_ARTICLE);
  room_answer (&room, "/old.json", &(GazetteTestAnswer) { .status = 301, .headers = "Location: /new.json" });
  room_serve (&room, "/new.json", JSON_TYPE, TWO_ARTICLES);
  id = room_add (&room, "/old.json");
  room_add (&room, "/new.json");
  refresh (&room);

  source = room_load_source (&room, id);
  g_assert_cmpstr (source->error, ==, NULL);
  g_assert_cmpuint (source->n_articles, ==, 2);
  g_assert_cmpuint (room_count_sources (&room), ==, 2);
}

static void
test_what_is_gone_is_not_asked_again (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GazetteSource) source = NULL;
  gint64 id;

  room_open (&room);
  room_serve (&room, "/feed.json", JSON_TYPE, ONE_ARTICLE);
  room_answer (&room, "/feed.json", &(GazetteTestAnswer) { .status = 410 });
  id = room_add (&room, "/feed.json");
  refresh (&room);
  room_restart (&room);
  refresh (&room);

  room_assert_hits (&room, "/feed.json", 2);
  room_assert_list (&room, "One,");
  source = room_load_source (&room, id);
  g_assert_true (source->ended);
  g_assert_nonnull (strstr (source->error, "ended for good"));
}

/* What a source says of itself stays true when it is said again after a failure. */
static void
test_what_has_ended_by_its_own_word_stays_so (void)
{
  static const char ended[] =
    "{\"version\":\"https://jsonfeed.org/version/1.1\",\"expired\":true,\"items\":[" ITEM ("1", "One", "1") "]}";
  g_auto(Room) room = { 0 };
  g_autoptr(GazetteSource) source = NULL;
  g_autoptr(GError) error = NULL;
  gint64 id;

  room_open (&room);
  room_serve (&room, "/feed.json", JSON_TYPE, ended);
  room_serve (&room, "/feed.json", JSON_TYPE, ended);
  room_answer (&room, "/feed.json", &(GazetteTestAnswer) { .status = 500 });
  room_serve (&room, "/feed.json", JSON_TYPE, ended);
  id = room_add (&room, "/feed.json");
  refresh (&room);
  room_assert_hits (&room, "/feed.json", 1);
  refresh_source (&room, id);
  error = test_await_error (gazette_newsroom_refresh_source (room.newsroom, id));
  refresh_source (&room, id);

  source = room_load_source (&room, id);
  g_assert_true (source->ended);
  g_assert_cmpstr (source->error, ==, NULL);
}

static void
run_rest (guint status)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GazetteSource) source = NULL;
  g_autoptr(GError) error = NULL;
  gint64 id;

  room_open (&room);
  room_serve (&room, "/feed.json", JSON_TYPE, ONE_ARTICLE);
  room_answer (&room, "/feed.json", &(GazetteTestAnswer) { .status = status, .headers = "Retry-After: 3600" });
  id = room_add (&room, "/feed.json");
  refresh (&room);
  room_restart (&room);
  refresh (&room);
  error = test_await_error (gazette_newsroom_refresh_source (room.newsroom, id));

  room_assert_hits (&room, "/feed.json", 2);
  test_assert_words (error, GAZETTE_ERROR_TOO_MANY_REQUESTS, "not to be disturbed");
  source = room_load_source (&room, id);
  g_assert_cmpint (source->not_before, >, g_get_real_time () / G_USEC_PER_SEC + 3000);
  g_assert_nonnull (source->error);
}

static void
test_who_is_asked_too_often_is_left_alone (void)
{
  run_rest (429);
}

static void
test_who_is_overloaded_is_left_alone (void)
{
  run_rest (503);
}

static void
test_a_failure_is_told_and_over_with_the_next_success (void)
{
  g_auto(Room) room = { 0 };
  guint n_changes = 0;
  gint64 id;

  room_open (&room);
  room_serve (&room, "/feed.json", JSON_TYPE VALIDATORS, ONE_ARTICLE);
  room_answer (&room, "/feed.json", &(GazetteTestAnswer) { .status = 500 });
  room_answer (&room, "/feed.json", &(GazetteTestAnswer) { .status = 304, .expect = WITH_VALIDATORS });
  id = room_add (&room, "/feed.json");
  g_signal_connect_swapped (room_get_library (&room), "sources-changed", G_CALLBACK (count_cb), &n_changes);

  refresh (&room);
  assert_error (&room, id, "trouble of its own");
  room_assert_list (&room, "One,");
  g_assert_cmpuint (n_changes, ==, 1);

  /* It is left out for a while, until a person asks for it. */
  refresh (&room);
  room_assert_hits (&room, "/feed.json", 2);
  refresh_source (&room, id);
  assert_error (&room, id, NULL);
  g_assert_cmpuint (n_changes, ==, 2);
  refresh (&room);
  room_assert_hits (&room, "/feed.json", 4);
}

/* What does not lie with the source is tried again with the next refresh. */
static void
test_a_broken_connection_is_tried_again (void)
{
  g_auto(Room) room = { 0 };
  gint64 id;

  room_open (&room);
  room_serve (&room, "/feed.json", JSON_TYPE, ONE_ARTICLE);
  room_answer (&room, "/feed.json", &(GazetteTestAnswer) {
    .body = ONE_ARTICLE, .fault = GAZETTE_TEST_FAULT_CUT_OFF, .cut_off = 10,
  });
  room_serve (&room, "/feed.json", JSON_TYPE, TWO_ARTICLES);
  id = room_add (&room, "/feed.json");
  refresh (&room);
  assert_error (&room, id, "broke off");
  refresh (&room);

  assert_error (&room, id, NULL);
  room_assert_list (&room, "Two,One,");
}

static void
test_what_cannot_be_read_costs_no_article (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GazetteSource) source = NULL;
  gint64 id;

  room_open (&room);
  room_serve (&room, "/feed.json", JSON_TYPE VALIDATORS, ONE_ARTICLE);
  room_serve (&room, "/feed.json", HTML_TYPE "\nETag: \"page\"", "<!DOCTYPE html><title>Closed today</title>");
  id = room_add (&room, "/feed.json");
  refresh (&room);

  assert_error (&room, id, "no news at this address");
  room_assert_list (&room, "One,");
  source = room_load_source (&room, id);
  g_assert_cmpstr (source->etag, ==, "\"one\"");
}

static void
test_a_source_may_learn_another_dialect (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GazetteSource) source = NULL;
  gint64 id;

  room_open (&room);
  room_serve (&room, "/news", JSON_TYPE, ONE_ARTICLE);
  room_serve (&room, "/news", "Content-Type: application/json",
              "[{\"id\":7,\"link\":\"{{base}}/seven\",\"title\":{\"rendered\":\"Seven\"},"
              "\"date_gmt\":\"2024-05-01T10:00:00\",\"content\":{\"rendered\":\"<p>Text</p>\"}}]");
  id = room_add (&room, "/news");
  refresh (&room);

  source = room_load_source (&room, id);
  g_assert_cmpstr (source->dialect, ==, "wordpress");
  room_assert_list (&room, "One,Seven,");
}

static void
test_a_slow_source_holds_up_no_other (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GError) error = NULL;
  DexFuture *future;
  gint64 id;

  room_open (&room);
  room_serve (&room, "/slow.json", JSON_TYPE, FEED (ITEM ("s", "Slow", "s")));
  room_answer (&room, "/slow.json", &(GazetteTestAnswer) { .fault = GAZETTE_TEST_FAULT_NEVER });
  room_serve (&room, "/feed.json", JSON_TYPE, ONE_ARTICLE);
  room_serve (&room, "/feed.json", JSON_TYPE, TWO_ARTICLES);
  room_add (&room, "/slow.json");
  id = room_add (&room, "/feed.json");

  future = gazette_newsroom_refresh (room.newsroom);
  room_wait_for (&room, gazette_test_server_get_running, "/slow.json", 1);
  while (gazette_newsroom_get_progress (room.newsroom) < 0.5)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (gazette_newsroom_get_refreshing (room.newsroom));
  g_assert_true (dex_future_is_pending (future));
  room_assert_list (&room, "Two,One,Slow,");
  assert_error (&room, id, NULL);

  /* The slow one is broken off in mid-flight. */
  test_await (gazette_newsroom_close (room.newsroom));
  error = test_await_error (future);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  room_leave (&room);
  room_wait_for (&room, gazette_test_server_get_dropped, "/slow.json", 1);
  room_enter (&room);
  room_assert_list (&room, "Two,One,Slow,");
}

static void
note_progress_cb (GazetteNewsroom *newsroom,
                  GParamSpec      *pspec,
                  GString         *steps)
{
  g_string_append_printf (steps, "%s%.0f%% ", gazette_newsroom_get_refreshing (newsroom) ? "" : "not ",
                          gazette_newsroom_get_progress (newsroom) * 100);
}

static void
test_progress_is_told (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GString) steps = g_string_new (NULL);

  room_open (&room);
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *path = g_strdup_printf ("/%u.json", i);

      room_serve (&room, path, JSON_TYPE, ONE_ARTICLE);
      if (i == 3)
        room_answer (&room, path, &(GazetteTestAnswer) { .status = 500 });
      room_add (&room, path);
    }
  g_signal_connect (room.newsroom, "notify::progress", G_CALLBACK (note_progress_cb), steps);
  g_signal_connect (room.newsroom, "notify::refreshing", G_CALLBACK (note_progress_cb), steps);
  refresh (&room);

  /* One that fails is done too. */
  g_assert_cmpstr (steps->str, ==, "0% 25% 50% 75% 100% 0% not 0% ");
}

static void
test_nothing_to_ask_is_soon_done (void)
{
  g_auto(Room) room = { 0 };

  room_open (&room);
  refresh (&room);
  g_assert_false (gazette_newsroom_get_refreshing (room.newsroom));
}

static void
test_who_comes_later_joins (void)
{
  g_auto(Room) room = { 0 };
  DexFuture *first;
  DexFuture *second;

  room_open (&room);
  room_serve (&room, "/feed.json", JSON_TYPE, ONE_ARTICLE);
  room_add (&room, "/feed.json");
  first = gazette_newsroom_refresh (room.newsroom);
  second = gazette_newsroom_refresh (room.newsroom);
  /* It goes on for the one when the other does not wait. */
  dex_unref (first);
  test_await (second);
  room_assert_hits (&room, "/feed.json", 2);

  refresh (&room);
  room_assert_hits (&room, "/feed.json", 3);
}

static void
test_a_source_removed_meanwhile_stays_away (void)
{
  g_auto(Room) room = { 0 };
  DexFuture *future;
  gint64 id;

  room_open (&room);
  room_serve (&room, "/feed.json", JSON_TYPE, ONE_ARTICLE);
  room_answer (&room, "/feed.json", &(GazetteTestAnswer) { .headers = JSON_TYPE, .body = TWO_ARTICLES, .delay = 100 });
  id = room_add (&room, "/feed.json");
  future = gazette_newsroom_refresh (room.newsroom);
  room_wait_for (&room, gazette_test_server_get_running, "/feed.json", 1);
  test_await (gazette_library_remove_source (room_get_library (&room), id));
  test_await (future);

  g_assert_cmpuint (room_count_sources (&room), ==, 0);
  room_assert_list (&room, "");
}

static void
test_a_closed_newsroom_asks_nobody (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GError) all = NULL;
  g_autoptr(GError) one = NULL;
  gint64 id;

  room_open (&room);
  room_serve (&room, "/feed.json", JSON_TYPE, ONE_ARTICLE);
  id = room_add (&room, "/feed.json");
  test_await (gazette_newsroom_close (room.newsroom));

  all = test_await_error (gazette_newsroom_refresh (room.newsroom));
  g_assert_error (all, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  one = test_await_error (gazette_newsroom_refresh_source (room.newsroom, id));
  g_assert_error (one, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (gazette_newsroom_get_refreshing (room.newsroom));
  room_assert_hits (&room, "/feed.json", 1);
}

int
main (int   argc,
      char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func) g_test_add_func ("/newsroom/refresh/" name, func)
  ADD ("validators", test_validators_outlive_the_program);
  ADD ("validators-of-the-last-answer", test_validators_are_of_the_last_answer);
  ADD ("unchanged", test_what_is_unchanged_changes_nothing);
  ADD ("new", test_what_is_new_is_on_top);
  ADD ("moved", test_a_move_for_good_is_remembered);
  ADD ("moved-for-now", test_a_passing_move_is_not_remembered);
  ADD ("moved-to-another", test_a_move_to_the_place_of_another_source);
  ADD ("gone", test_what_is_gone_is_not_asked_again);
  ADD ("ended-by-its-own-word", test_what_has_ended_by_its_own_word_stays_so);
  ADD ("too-often", test_who_is_asked_too_often_is_left_alone);
  ADD ("overloaded", test_who_is_overloaded_is_left_alone);
  ADD ("failure", test_a_failure_is_told_and_over_with_the_next_success);
  ADD ("broken-connection", test_a_broken_connection_is_tried_again);
  ADD ("unreadable", test_what_cannot_be_read_costs_no_article);
  ADD ("another-dialect", test_a_source_may_learn_another_dialect);
  ADD ("slow", test_a_slow_source_holds_up_no_other);
  ADD ("progress", test_progress_is_told);
  ADD ("nothing", test_nothing_to_ask_is_soon_done);
  ADD ("join", test_who_comes_later_joins);
  ADD ("removed-meanwhile", test_a_source_removed_meanwhile_stays_away);
  ADD ("closed", test_a_closed_newsroom_asks_nobody);
#undef ADD

  return g_test_run ();
}

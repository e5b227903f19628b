/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-newsroom-private.h"
#include "test-newsroom-util.h"

#define MINUTE 60
#define HOUR   (60 * MINUTE)
#define DAY    (24 * HOUR)

/* Some moment of the calendar, and another one of the steady clock. */
#define NOW    1700000000
#define STEADY 500000

#define ONE_ARTICLE FEED (ITEM ("1", "One", "1"))
#define TWO_ARTICLES FEED (ITEM ("2", "Two", "2") "," ITEM ("1", "One", "1"))
#define THREE_ARTICLES FEED (ITEM ("3", "Three", "3") "," ITEM ("2", "Two", "2") "," ITEM ("1", "One", "1"))

static const GazetteSchedule hourly = { .interval = HOUR, .at_start = TRUE, .on_metered = TRUE };

/* How long a source waits that was fetched @age seconds ago, by the calendar. */
static gint64
wait_for (const GazetteSchedule *schedule,
          gint64                 age,
          gint64                 rest,
          const GazetteAttempt  *attempt)
{
  g_autoptr(GazetteSource) source = gazette_source_new ("https://example.org/feed");
  GazetteClocks now = { .wall = NOW, .steady = STEADY, .started = STEADY - 10 * MINUTE };

  source->fetched = NOW - age;

  return gazette_schedule_get_wait (schedule, source, rest != 0 ? NOW + rest : 0, attempt, &now);
}

static void
test_a_source_is_due_after_its_interval (void)
{
  g_assert_cmpint (wait_for (&hourly, HOUR, 0, NULL), ==, 0);
  g_assert_cmpint (wait_for (&hourly, 3 * DAY, 0, NULL), ==, 0);
  g_assert_cmpint (wait_for (&hourly, 20 * MINUTE, 0, NULL), ==, 40 * MINUTE);
  /* One that was never asked. */
  g_assert_cmpint (wait_for (&hourly, NOW, 0, NULL), ==, 0);
}

static void
test_the_steady_clock_counts_where_it_can (void)
{
  GazetteAttempt attempt = { .asked = STEADY - 5 * MINUTE, .reached = TRUE };

  /* The clock on the wall says a year, and a day to come. */
  g_assert_cmpint (wait_for (&hourly, 365 * DAY, 0, &attempt), ==, 55 * MINUTE);
  g_assert_cmpint (wait_for (&hourly, -DAY, 0, &attempt), ==, 55 * MINUTE);
  /* The machine slept for nine hours. */
  attempt.asked = STEADY - 9 * HOUR;
  g_assert_cmpint (wait_for (&hourly, 5 * MINUTE, 0, &attempt), ==, 0);
}

/* The clock was set back after the fetch, in an earlier run of the program. */
static void
test_a_fetch_to_come_keeps_nobody_waiting (void)
{
  g_assert_cmpint (wait_for (&hourly, -400 * DAY, 0, NULL), ==, 0);
}

static void
test_a_server_that_wants_rest_has_it (void)
{
  GazetteAttempt attempt = { .asked = STEADY - 2 * HOUR, .reached = TRUE };

  g_assert_cmpint (wait_for (&hourly, 2 * HOUR, 3 * HOUR, NULL), ==, 3 * HOUR);
  g_assert_cmpint (wait_for (&hourly, 2 * HOUR, 3 * HOUR, &attempt), ==, 3 * HOUR);
  g_assert_cmpint (wait_for (&hourly, 2 * HOUR, -MINUTE, NULL), ==, 0);
  g_assert_cmpint (wait_for (&hourly, 30 * MINUTE, MINUTE, NULL), ==, 30 * MINUTE);
  /* The clock was set back by a year: that is no rest of a year. */
  g_assert_cmpint (wait_for (&hourly, 2 * HOUR, 365 * DAY, NULL), ==, DAY);
}

static void
test_what_the_network_did_not_let_through_is_tried_soon (void)
{
  GazetteAttempt attempt = { .asked = STEADY - MINUTE, .reached = FALSE };
  GazetteSchedule at_start = { .at_start = TRUE };

  g_assert_cmpint (wait_for (&hourly, 2 * HOUR, 0, &attempt), ==, 4 * MINUTE);
  g_assert_cmpint (wait_for (&at_start, 2 * HOUR, 0, &attempt), ==, 4 * MINUTE);
}

static void
test_never_is_never (void)
{
  static const GazetteSchedule never = { .interval = 0 };
  static const GazetteSchedule at_start = { .interval = 0, .at_start = TRUE };
  GazetteAttempt attempt = { .asked = STEADY - DAY, .reached = TRUE };

  g_assert_cmpint (wait_for (&never, DAY, 0, NULL), ==, GAZETTE_SCHEDULE_NEVER);
  g_assert_cmpint (wait_for (&never, DAY, 0, &attempt), ==, GAZETTE_SCHEDULE_NEVER);
  /* Once in a run, unless it is still fresh. */
  g_assert_cmpint (wait_for (&at_start, DAY, 0, NULL), ==, 0);
  g_assert_cmpint (wait_for (&at_start, 5 * MINUTE, 0, NULL), ==, GAZETTE_SCHEDULE_NEVER);
  g_assert_cmpint (wait_for (&at_start, DAY, 0, &attempt), ==, GAZETTE_SCHEDULE_NEVER);
}

static void
test_a_start_may_ask_for_nothing (void)
{
  static const GazetteSchedule later = { .interval = HOUR, .at_start = FALSE };

  /* The program runs for ten minutes. */
  g_assert_cmpint (wait_for (&later, 3 * DAY, 0, NULL), ==, 50 * MINUTE);
  g_assert_cmpint (wait_for (&later, 5 * MINUTE, 0, NULL), ==, 55 * MINUTE);
}

static void
test_some_sources_are_not_asked (void)
{
  g_autoptr(GazetteSource) ended = gazette_source_new ("https://example.org/feed");
  g_autoptr(GazetteSource) starter = gazette_source_new (GAZETTE_STARTER_URL);
  GazetteClocks now = { NOW, STEADY, STEADY };

  ended->ended = TRUE;
  g_assert_cmpint (gazette_schedule_get_wait (&hourly, ended, 0, NULL, &now), ==, GAZETTE_SCHEDULE_NEVER);
  g_assert_cmpint (gazette_schedule_get_wait (&hourly, starter, 0, NULL, &now), ==, GAZETTE_SCHEDULE_NEVER);
}

static void
test_those_that_are_soon_due_go_along (void)
{
  static const GazetteSchedule often = { .interval = 15 * MINUTE };
  static const GazetteSchedule daily = { .interval = DAY };

  g_assert_cmpint (gazette_schedule_get_slack (&often), ==, 90);
  g_assert_cmpint (gazette_schedule_get_slack (&daily), ==, 5 * MINUTE);
}

/* As if it had been fetched an hour and more ago. */
static void
let_time_pass (Room   *room,
               gint64  source_id)
{
  g_autoptr(GazetteSource) source = room_load_source (room, source_id);
  g_autoptr(GazetteSource) older = gazette_source_copy (source);

  older->fetched -= 2 * HOUR;
  g_hash_table_remove (room->newsroom->attempts, &source_id);
  test_await (gazette_library_update_source (room_get_library (room), older));
}

static void
test_only_what_is_due_is_asked (void)
{
  g_auto(Room) room = { 0 };
  gint64 due;

  room_open (&room);
  room_serve (&room, "/due.json", JSON_TYPE, ONE_ARTICLE);
  room_serve (&room, "/due.json", JSON_TYPE, TWO_ARTICLES);
  room_serve (&room, "/fresh.json", JSON_TYPE, ONE_ARTICLE);
  due = room_add (&room, "/due.json");
  room_add (&room, "/fresh.json");
  let_time_pass (&room, due);
  g_assert_null (room.newsroom->timer);

  gazette_newsroom_set_schedule (room.newsroom, &hourly);
  while (room.newsroom->timer == NULL)
    g_main_context_iteration (NULL, TRUE);
  room_assert_hits (&room, "/due.json", 2);
  room_assert_hits (&room, "/fresh.json", 1);
  room_assert_list (&room, "Two,One,One,");
}

static void
test_a_timer_asks_again (void)
{
  g_auto(Room) room = { 0 };
  static const GazetteSchedule hasty = { .interval = 1, .on_metered = TRUE };

  room_open (&room);
  room_serve (&room, "/feed.json", JSON_TYPE, ONE_ARTICLE);
  room_add (&room, "/feed.json");
  gazette_newsroom_set_schedule (room.newsroom, &hasty);
  while (gazette_test_server_get_hits (room.server, "/feed.json") < 3)
    g_main_context_iteration (NULL, TRUE);
}

/* Who asks while those that are due are asked gets all. */
static void
test_a_person_asks_for_all (void)
{
  g_auto(Room) room = { 0 };
  gint64 due;

  room_open (&room);
  room_serve (&room, "/due.json", JSON_TYPE, ONE_ARTICLE);
  room_serve (&room, "/fresh.json", JSON_TYPE, ONE_ARTICLE);
  due = room_add (&room, "/due.json");
  room_add (&room, "/fresh.json");
  let_time_pass (&room, due);
  gazette_newsroom_set_schedule (room.newsroom, &hourly);
  while (!gazette_newsroom_get_refreshing (room.newsroom))
    g_main_context_iteration (NULL, TRUE);
  test_await (gazette_newsroom_refresh (room.newsroom));

  room_assert_hits (&room, "/due.json", 2);
  room_assert_hits (&room, "/fresh.json", 2);
}

/* A failing source is left alone for longer than the interval: that must not end
 * in asking whether it is due again and again. */
static void
test_a_failing_source_is_waited_for (void)
{
  g_auto(Room) room = { 0 };
  static const GazetteSchedule hasty = { .interval = 1, .at_start = TRUE, .on_metered = TRUE };
  GazetteClocks now = { 0 };
  g_autoptr(GazetteSource) source = NULL;
  gint64 id;

  room_open (&room);
  room_serve (&room, "/feed.json", JSON_TYPE, ONE_ARTICLE);
  room_answer (&room, "/feed.json", &(GazetteTestAnswer) { .status = 500 });
  id = room_add (&room, "/feed.json");
  test_await (gazette_newsroom_refresh (room.newsroom));
  gazette_newsroom_set_schedule (room.newsroom, &hasty);
  while (room.newsroom->timer == NULL)
    g_main_context_iteration (NULL, TRUE);

  source = room_load_source (&room, id);
  gazette_clocks_read (&now);
  g_assert_cmpint (gazette_newsroom_get_wait (room.newsroom, source, &now), >, 4 * MINUTE);
  room_assert_hits (&room, "/feed.json", 2);
}

static void
news_cb (GString *news,
         guint    n_articles,
         guint    n_sources,
         gint64   source_id)
{
  g_string_append_printf (news, "%u of %u (%s) ", n_articles, n_sources, source_id != 0 ? "one" : "several");
}

static void
test_news_are_told (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GString) news = g_string_new (NULL);
  gint64 quiet, loud;

  room_open (&room);
  room_serve (&room, "/quiet.json", JSON_TYPE, ONE_ARTICLE);
  room_serve (&room, "/quiet.json", JSON_TYPE, TWO_ARTICLES);
  room_serve (&room, "/quiet.json", JSON_TYPE, THREE_ARTICLES);
  room_serve (&room, "/quiet.json", JSON_TYPE, THREE_ARTICLES);
  room_serve (&room, "/quiet.json", JSON_TYPE, FEED (ITEM ("4", "Four", "4")));
  room_serve (&room, "/quiet.json", JSON_TYPE, FEED (ITEM ("5", "Five", "5")));
  room_serve (&room, "/loud.json", JSON_TYPE, ONE_ARTICLE);
  room_serve (&room, "/loud.json", JSON_TYPE, THREE_ARTICLES);
  room_serve (&room, "/loud.json", JSON_TYPE, THREE_ARTICLES);
  quiet = room_add (&room, "/quiet.json");
  loud = room_add (&room, "/loud.json");
  g_signal_connect_swapped (room.newsroom, "news", G_CALLBACK (news_cb), news);

  /* Only of the one that a person wants to be told of. */
  test_await (gazette_library_set_rule (room_get_library (&room), loud, GAZETTE_SOURCE_RULE_NOTIFY,
                                        GAZETTE_NOTIFY_ALWAYS));
  test_await (gazette_newsroom_refresh (room.newsroom));
  g_assert_cmpstr (news->str, ==, "2 of 1 (one) ");

  gazette_newsroom_set_tells (room.newsroom, TRUE);
  test_await (gazette_newsroom_refresh (room.newsroom));
  g_assert_cmpstr (news->str, ==, "2 of 1 (one) 1 of 1 (one) ");
  /* Nothing new is nothing to tell. */
  test_await (gazette_newsroom_refresh (room.newsroom));
  g_assert_cmpstr (news->str, ==, "2 of 1 (one) 1 of 1 (one) ");

  test_await (gazette_library_set_rule (room_get_library (&room), quiet, GAZETTE_SOURCE_RULE_NOTIFY,
                                        GAZETTE_NOTIFY_NEVER));
  test_await (gazette_newsroom_refresh (room.newsroom));
  room_assert_hits (&room, "/quiet.json", 5);
  g_assert_cmpstr (news->str, ==, "2 of 1 (one) 1 of 1 (one) ");

  /* One that is muted says nothing, whatever was wanted of it before. */
  test_await (gazette_library_set_rule (room_get_library (&room), quiet, GAZETTE_SOURCE_RULE_NOTIFY,
                                        GAZETTE_NOTIFY_ALWAYS));
  test_await (gazette_library_set_rule (room_get_library (&room), quiet, GAZETTE_SOURCE_RULE_MUTED, TRUE));
  test_await (gazette_newsroom_refresh (room.newsroom));
  room_assert_hits (&room, "/quiet.json", 6);
  g_assert_cmpstr (news->str, ==, "2 of 1 (one) 1 of 1 (one) ");
}

static void
test_news_of_several_sources_are_summed_up (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GString) news = g_string_new (NULL);

  room_open (&room);
  room_serve (&room, "/a.json", JSON_TYPE, ONE_ARTICLE);
  room_serve (&room, "/a.json", JSON_TYPE, TWO_ARTICLES);
  room_serve (&room, "/b.json", JSON_TYPE, ONE_ARTICLE);
  room_serve (&room, "/b.json", JSON_TYPE, THREE_ARTICLES);
  room_add (&room, "/a.json");
  room_add (&room, "/b.json");
  gazette_newsroom_set_tells (room.newsroom, TRUE);
  g_signal_connect_swapped (room.newsroom, "news", G_CALLBACK (news_cb), news);
  test_await (gazette_newsroom_refresh (room.newsroom));

  g_assert_cmpstr (news->str, ==, "3 of 2 (several) ");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();

  g_test_add_func ("/schedule/a-source-is-due-after-its-interval", test_a_source_is_due_after_its_interval);
  g_test_add_func ("/schedule/the-steady-clock-counts-where-it-can", test_the_steady_clock_counts_where_it_can);
  g_test_add_func ("/schedule/a-fetch-to-come-keeps-nobody-waiting", test_a_fetch_to_come_keeps_nobody_waiting);
  g_test_add_func ("/schedule/a-server-that-wants-rest-has-it", test_a_server_that_wants_rest_has_it);
  g_test_add_func ("/schedule/what-the-network-did-not-let-through-is-tried-soon",
                   test_what_the_network_did_not_let_through_is_tried_soon);
  g_test_add_func ("/schedule/never-is-never", test_never_is_never);
  g_test_add_func ("/schedule/a-start-may-ask-for-nothing", test_a_start_may_ask_for_nothing);
  g_test_add_func ("/schedule/some-sources-are-not-asked", test_some_sources_are_not_asked);
  g_test_add_func ("/schedule/those-that-are-soon-due-go-along", test_those_that_are_soon_due_go_along);
  g_test_add_func ("/schedule/only-what-is-due-is-asked", test_only_what_is_due_is_asked);
  g_test_add_func ("/schedule/a-timer-asks-again", test_a_timer_asks_again);
  g_test_add_func ("/schedule/a-person-asks-for-all", test_a_person_asks_for_all);
  g_test_add_func ("/schedule/a-failing-source-is-waited-for", test_a_failing_source_is_waited_for);
  g_test_add_func ("/schedule/news-are-told", test_news_are_told);
  g_test_add_func ("/schedule/news-of-several-sources-are-summed-up", test_news_of_several_sources_are_summed_up);

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "test-newsroom-util.h"

#define BODY FEED (ITEM ("1", "One", ""))

/* 410 ends a source and keeps it from being asked for a while; the wait is over
 * here at once. */
static void
end_source (Room   *room,
            gint64  id)
{
  g_autoptr(GazetteSource) ended = NULL;
  g_autoptr(GazetteSource) patient = NULL;
  g_autoptr(GError) error = NULL;

  error = test_await_error (gazette_newsroom_refresh_source (room->newsroom, id));
  g_assert_error (error, GAZETTE_ERROR, GAZETTE_ERROR_GONE);

  ended = room_load_source (room, id);
  g_assert_true (ended->ended);
  g_assert_cmpstr (ended->error, ==, error->message);

  patient = gazette_source_copy (ended);
  patient->not_before = 0;
  test_await (gazette_library_update_source (room_get_library (room), patient));
}

static void
check_return (const GazetteTestAnswer *first,
              const GazetteTestAnswer *again)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GazetteSource) source = NULL;
  gint64 id;

  room_open (&room);
  room_answer (&room, "/feed", first);
  room_answer (&room, "/feed", first);
  room_answer (&room, "/feed", &(GazetteTestAnswer) { .status = 410 });
  room_answer (&room, "/feed", again);

  id = room_add (&room, "/feed");
  /* Only a refresh remembers what a body was. */
  test_await (gazette_newsroom_refresh_source (room.newsroom, id));
  end_source (&room, id);

  test_await (gazette_newsroom_refresh_source (room.newsroom, id));
  source = room_load_source (&room, id);
  g_assert_false (source->ended);
  g_assert_null (source->error);

  /* It takes part again. */
  test_await (gazette_newsroom_refresh (room.newsroom));
  g_assert_cmpuint (gazette_test_server_get_hits (room.server, "/feed"), ==, 5);
}

static void
test_a_source_that_was_gone_returns_unchanged (void)
{
  check_return (&(GazetteTestAnswer) { .headers = "ETag: \"1\"", .body = BODY },
                &(GazetteTestAnswer) { .status = 304, .expect = "If-None-Match: \"1\"" });
}

static void
test_a_source_that_was_gone_returns_with_the_same_body (void)
{
  check_return (&(GazetteTestAnswer) { .body = BODY }, &(GazetteTestAnswer) { .body = BODY });
}

int
main (int   argc,
      char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/newsroom/return/unchanged", test_a_source_that_was_gone_returns_unchanged);
  g_test_add_func ("/newsroom/return/with-the-same-body", test_a_source_that_was_gone_returns_with_the_same_body);

  return g_test_run ();
}

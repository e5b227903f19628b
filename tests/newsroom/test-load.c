/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "test-newsroom-util.h"

#define PICTURE "\x89PNG\r\n\x1a\n the rest"
#define PICTURE_TYPE "Content-Type: image/png"

static DexFuture *
start (Room       *room,
       const char *path)
{
  g_autofree char *url = *path == '/' ? gazette_test_server_dup_url (room->server, path) : g_strdup (path);

  return gazette_newsroom_load_picture (room->newsroom, url);
}

/* Takes the future. */
static void
assert_loaded (DexFuture *future)
{
  g_autoptr(GBytes) bytes = test_await_boxed (future);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  g_assert_cmpmem (data, size, PICTURE, strlen (PICTURE));
}

static void
test_a_picture_is_fetched_once (void)
{
  g_auto(Room) room = { 0 };

  room_open (&room);
  room_serve (&room, "/a.png", PICTURE_TYPE, PICTURE);
  assert_loaded (start (&room, "/a.png"));
  assert_loaded (start (&room, "/a.png"));
  room_restart (&room);
  assert_loaded (start (&room, "/a.png"));

  room_assert_hits (&room, "/a.png", 1);
}

static void
test_who_asks_meanwhile_joins (void)
{
  g_auto(Room) room = { 0 };
  DexFuture *first;
  DexFuture *second;

  room_open (&room);
  room_serve (&room, "/a.png", PICTURE_TYPE, PICTURE);
  first = start (&room, "/a.png");
  second = start (&room, "/a.png");
  assert_loaded (first);
  assert_loaded (second);

  room_assert_hits (&room, "/a.png", 1);
}

static void
test_one_who_does_not_wait_is_no_harm_to_others (void)
{
  g_auto(Room) room = { 0 };
  DexFuture *first;
  DexFuture *second;

  room_open (&room);
  room_answer (&room, "/a.png", &(GazetteTestAnswer) { .headers = PICTURE_TYPE, .body = PICTURE, .delay = 50 });
  first = start (&room, "/a.png");
  second = start (&room, "/a.png");
  room_wait_for (&room, gazette_test_server_get_running, "/a.png", 1);
  dex_unref (first);
  assert_loaded (second);

  room_assert_hits (&room, "/a.png", 1);
}

static void
test_when_nobody_waits_it_is_broken_off (void)
{
  g_auto(Room) room = { 0 };
  DexFuture *first;
  DexFuture *second;

  room_open (&room);
  room_answer (&room, "/a.png", &(GazetteTestAnswer) { .fault = GAZETTE_TEST_FAULT_NEVER });
  room_serve (&room, "/a.png", PICTURE_TYPE, PICTURE);
  first = start (&room, "/a.png");
  second = start (&room, "/a.png");
  room_wait_for (&room, gazette_test_server_get_running, "/a.png", 1);
  dex_unref (first);
  dex_unref (second);

  /* Who wants it now does not join what is being broken off. */
  assert_loaded (start (&room, "/a.png"));
  room_wait_for (&room, gazette_test_server_get_dropped, "/a.png", 1);
  room_assert_hits (&room, "/a.png", 2);
}

static void
test_what_is_no_picture_is_refused (void)
{
  static const char *const others[] = {
    "", "<!DOCTYPE html><title>Sign in</title>", "{\"not\": \"found\"}", "%PDF-1.7", "#!/bin/sh\n", "MZ\x90",
  };
  g_auto(Room) room = { 0 };

  room_open (&room);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *path = g_strdup_printf ("/%u.png", i);
      g_autoptr(GError) error = NULL;

      room_serve (&room, path, PICTURE_TYPE, others[i]);
      error = test_await_error (start (&room, path));
      test_assert_words (error, GAZETTE_ERROR_NOT_A_PICTURE, "not a picture");
      /* It may be one the next time. */
      g_clear_error (&error);
      error = test_await_error (start (&room, path));
      room_assert_hits (&room, path, 2);
    }
}

/* Servers say all sorts of things. */
static void
test_what_it_is_counts_not_what_it_is_called (void)
{
  g_auto(Room) room = { 0 };

  room_open (&room);
  room_serve (&room, "/a", "Content-Type: text/html", PICTURE);

  assert_loaded (start (&room, "/a"));
}

static void
test_a_huge_picture_is_not_loaded (void)
{
  g_auto(Room) room = { 0 };
  g_autofree char *rest = g_strnfill (1024 * 1024, 'x');
  g_autofree char *body = g_strconcat (PICTURE, rest, NULL);
  g_autoptr(GError) announced = NULL;
  g_autoptr(GError) endless = NULL;

  room_open (&room);
  room_answer (&room, "/announced.png", &(GazetteTestAnswer) {
    .headers = PICTURE_TYPE, .body = PICTURE, .fault = GAZETTE_TEST_FAULT_WRONG_LENGTH, .claimed_length = 21 * 1024 * 1024,
  });
  room_answer (&room, "/endless.png", &(GazetteTestAnswer) {
    .headers = PICTURE_TYPE, .body = body, .fault = GAZETTE_TEST_FAULT_ENDLESS,
  });

  announced = test_await_error (start (&room, "/announced.png"));
  test_assert_words (announced, GAZETTE_ERROR_TOO_LARGE, "larger than");
  endless = test_await_error (start (&room, "/endless.png"));
  test_assert_words (endless, GAZETTE_ERROR_TOO_LARGE, "larger than");
}

static void
test_only_the_web_is_asked (void)
{
  static const char *const addresses[] = {
    "file:///etc/passwd", "ftp://127.0.0.1/a.png", "gazette:starter", "a.png", "", "javascript:alert(1)",
  };
  g_auto(Room) room = { 0 };

  room_open (&room);
  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr(GError) error = test_await_error (start (&room, addresses[i]));

      g_assert_error (error, GAZETTE_ERROR, GAZETTE_ERROR_BAD_ADDRESS);
    }
}

static void
test_a_damaged_cache_is_no_harm (void)
{
  g_auto(Room) room = { 0 };
  g_autofree char *folder = NULL;

  room_open (&room);
  room_serve (&room, "/a.png", PICTURE_TYPE, PICTURE);
  folder = g_build_filename (room.cache, "pictures", NULL);
  /* No folder can be made where a file is. */
  g_assert_true (g_file_set_contents (folder, "in the way", -1, NULL));

  assert_loaded (start (&room, "/a.png"));
  assert_loaded (start (&room, "/a.png"));
  room_assert_hits (&room, "/a.png", 2);
}

static void
test_closing_ends_it (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) later = NULL;
  DexFuture *future;

  room_open (&room);
  room_answer (&room, "/a.png", &(GazetteTestAnswer) { .fault = GAZETTE_TEST_FAULT_NEVER });
  future = start (&room, "/a.png");
  room_wait_for (&room, gazette_test_server_get_running, "/a.png", 1);
  test_await (gazette_newsroom_close (room.newsroom));

  error = test_await_error (future);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  later = test_await_error (start (&room, "/a.png"));
  g_assert_error (later, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  room_leave (&room);
  room_wait_for (&room, gazette_test_server_get_dropped, "/a.png", 1);
}

int
main (int   argc,
      char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func) g_test_add_func ("/newsroom/load/" name, func)
  ADD ("once", test_a_picture_is_fetched_once);
  ADD ("join", test_who_asks_meanwhile_joins);
  ADD ("one-dropped", test_one_who_does_not_wait_is_no_harm_to_others);
  ADD ("all-dropped", test_when_nobody_waits_it_is_broken_off);
  ADD ("no-picture", test_what_is_no_picture_is_refused);
  ADD ("wrong-type", test_what_it_is_counts_not_what_it_is_called);
  ADD ("huge", test_a_huge_picture_is_not_loaded);
  ADD ("only-the-web", test_only_the_web_is_asked);
  ADD ("damaged-cache", test_a_damaged_cache_is_no_harm);
  ADD ("closing", test_closing_ends_it);
#undef ADD

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-newsroom-private.h"
#include "test-newsroom-util.h"

#define PNG "\x89PNG\r\n\x1a\n"
#define PICTURE_TYPE "Content-Type: image/png"

/* In kilobytes, with the server, which is in this process as well. */
#define MAX_MEMORY (200 * 1024)

typedef struct
{
  const char        *path;
  GazetteTestAnswer  answer;
  /* Of the reason that a person is told. */
  const char        *words;
} Attack;

/* Decoded it is more than a picture may have, sent it is a few kilobytes. */
#define BOMB_SIZE (24 * 1024 * 1024)

static char *bomb;

/* A picture of a hundred thousand pixels on each side, as its head says. */
static const char huge_png[] = PNG "\0\0\0\rIHDR\0\x01\x86\xa0\0\x01\x86\xa0\x08\x06\0\0\0 and so on, a few bytes";

static char *
save_and_dup_note (Room       *room,
                   const char *path)
{
  g_autofree char *feed = g_strdup_printf (FEED (ITEM ("1", "%s", "<p>Text</p><img src='{{base}}%s'>")), path, path);
  g_autofree char *address = g_strconcat (path, ".json", NULL);
  g_autoptr(GazetteStored) stored = NULL;
  gint64 id;

  room_serve (room, address, JSON_TYPE, feed);
  room_add (room, address);
  id = room_find (room, path);
  test_await (gazette_newsroom_save (room->newsroom, id));
  stored = room_load_article (room, id);
  g_assert_cmpint (stored->saved, ==, GAZETTE_SAVED_INCOMPLETE);

  return g_strdup (stored->saved_note);
}

static guint64
measure_folder (const char *path)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  guint64 size = 0;

  g_assert_true (g_file_measure_disk_usage (file, G_FILE_MEASURE_APPARENT_SIZE, NULL, NULL, NULL, &size, NULL, NULL, NULL));

  return size;
}

/* The most that this process ever had, in kilobytes. */
static guint64
get_peak (void)
{
  g_autofree char *status = NULL;
  const char *line;

  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));
  line = strstr (status, "VmHWM:");
  g_assert_nonnull (line);

  return g_ascii_strtoull (line + strlen ("VmHWM:"), NULL, 10);
}

static void
test_a_hostile_server (void)
{
  const Attack attacks[] = {
    { "/endless", { .headers = PICTURE_TYPE, .body = PNG "again and again ", .fault = GAZETTE_TEST_FAULT_ENDLESS }, "large" },
    { "/gigabyte", { .headers = PICTURE_TYPE, .body = PNG "much", .fault = GAZETTE_TEST_FAULT_WRONG_LENGTH,
                     .claimed_length = 1024 * 1024 * 1024 }, "large" },
    { "/bomb", { .headers = PICTURE_TYPE, .body = bomb, .length = BOMB_SIZE, .coding = GAZETTE_TEST_CODING_GZIP }, "large" },
    { "/huge", { .headers = PICTURE_TYPE, .body = huge_png, .length = sizeof huge_png }, "100000 × 100000" },
    { "/type", { .headers = "Content-Type: image/jpeg", .body = "<!DOCTYPE html><title>Sign in</title>" }, "not a picture" },
    { "/never", { .fault = GAZETTE_TEST_FAULT_NEVER }, "second" },
    { "/drip", { .headers = PICTURE_TYPE, .body = PNG "drop by drop, drop by drop, drop by drop, drop by drop, drop by "
                 "drop, drop by drop, drop by drop", .chunk_size = 1, .pace = 200 }, "second" },
    { "/circle", { .status = 302, .headers = "Location: {{base}}/circle" }, "without end" },
    { "/broken", { .status = 500 }, "trouble" },
    { "/busy", { .status = 503 }, "" },
    { "/cut", { .headers = PICTURE_TYPE, .body = PNG "a picture that ends too early, and is no picture then",
                .fault = GAZETTE_TEST_FAULT_CUT_OFF, .cut_off = 20 }, "" },
    { "/garbage", { .body = "neither HTTP nor a picture\n", .fault = GAZETTE_TEST_FAULT_GARBAGE }, "" },
  };
  g_auto(Room) room = { 0 };

  room_open (&room);
  for (guint i = 0; i < G_N_ELEMENTS (attacks); i++)
    {
      g_autofree char *note = NULL;

      /* What is sent without end is broken off for its size, and what drips for its time. */
      gazette_fetcher_set_timeouts (room.newsroom->fetcher,
                                    &(GazetteTimeouts) { 5, 2, attacks[i].answer.pace > 0 ? 3 : 100 });
      room_answer (&room, attacks[i].path, &attacks[i].answer);
      note = save_and_dup_note (&room, attacks[i].path);
      g_test_message ("%s: %s", attacks[i].path, note);
      g_assert_true (g_str_has_prefix (note, "Saved, 1 picture missing: "));
      g_assert_nonnull (strstr (note, attacks[i].words));
    }

  /* The pages and their text are all that is kept. */
  g_assert_cmpuint (measure_folder (room.cache), <, 1024 * 1024);
  g_assert_cmpuint (measure_folder (room.data), <, 8 * 1024 * 1024);
  g_test_message ("At most %" G_GUINT64_FORMAT " kB", get_peak ());
#ifndef __SANITIZE_ADDRESS__
  g_assert_cmpuint (get_peak (), <, MAX_MEMORY);
#endif
}

/* What is on the screen was fetched to be shown, and is in the cache by then. */
static void
test_a_picture_that_is_shown (void)
{
  g_auto(Room) room = { 0 };
  g_autofree char *url = NULL;
  g_autofree char *note = NULL;

  room_open (&room);
  room_answer (&room, "/huge", &(GazetteTestAnswer) { .headers = PICTURE_TYPE, .body = huge_png, .length = sizeof huge_png });
  url = gazette_test_server_dup_url (room.server, "/huge");
  test_await (gazette_newsroom_load_picture (room.newsroom, url));
  note = save_and_dup_note (&room, "/huge");
  g_assert_nonnull (strstr (note, "100000 × 100000"));
}

int
main (int   argc,
      char *argv[])
{
  int result;

  dex_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  bomb = g_malloc0 (BOMB_SIZE);
  memcpy (bomb, PNG, strlen (PNG));

  g_test_add_func ("/newsroom/hostile", test_a_hostile_server);
  g_test_add_func ("/newsroom/a-picture-that-is-shown", test_a_picture_that_is_shown);
  result = g_test_run ();
  g_free (bomb);

  return result;
}

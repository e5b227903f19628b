/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Copies of the files that come with articles, on request. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "podcast.h"

#define MEGABYTE (1024 * 1024)

/* In kilobytes, with the server, which is in this process as well. */
#define MAX_MEMORY (200 * 1024)

static void
test_kept (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GazetteStored) stored = NULL;
  g_autofree char *path = NULL;
  g_autofree char *name = NULL;
  g_autofree char *contents = NULL;
  GStatBuf info;
  gint64 id;

  room_open (&room);
  podcast_serve (&room);
  id = podcast_add (&room, PODCAST (""));
  test_await (podcast_keep (&room, id));
  podcast_assert_state (&room, id, "kept");
  /* What was begun with it may still be under way. */
  test_await (gazette_newsroom_save (room.newsroom, id));

  /* It is a part of the saved article, and needs no server. */
  room_restart (&room);
  stored = room_load_article (&room, id);
  g_assert_cmpint (stored->saved, ==, GAZETTE_SAVED_COMPLETE);
  podcast_assert_state (&room, id, "kept");
  path = podcast_find (&room, id);
  name = g_path_get_basename (path);
  g_assert_cmpstr (name, ==, "The first- hear!.mp3");
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, SOUND);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0400);
  room_assert_hits (&room, "/one.mp3", 1);
}

/* The upkeep of a start is done while one reads: what a program was given meanwhile stays,
 * and what one was given in an earlier run goes. */
static void
test_stays_open (void)
{
  g_auto(Room) room = { 0 };
  g_autofree char *path = NULL;
  gint64 id;

  room_open (&room);
  podcast_serve (&room);
  id = podcast_add (&room, PODCAST (""));
  test_await (podcast_keep (&room, id));
  path = podcast_find (&room, id);
  test_await (gazette_library_clean (gazette_newsroom_get_library (room.newsroom)));
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));

  room_restart (&room);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  podcast_assert_state (&room, id, "kept");
}

static void
test_nothing_is_fetched_unasked (void)
{
  g_auto(Room) room = { 0 };
  gint64 id;

  room_open (&room);
  podcast_serve (&room);
  id = podcast_add (&room, PODCAST (""));
  test_await (gazette_newsroom_save (room.newsroom, id));
  test_await (gazette_newsroom_take_along (room.newsroom, 0, 10, 0));
  room_restart (&room);
  test_await (gazette_newsroom_save (room.newsroom, id));
  podcast_assert_state (&room, id, NULL);
  room_assert_hits (&room, "/one.mp3", 0);
}

static void
test_measured (void)
{
  /* Whoever asked for the file would get none. */
  const GazetteTestAnswer answer = {
    .headers = SOUND_TYPE,
    .body = SOUND,
    .fault = GAZETTE_TEST_FAULT_WRONG_LENGTH,
    .claimed_length = 1024 * MEGABYTE,
  };
  g_auto(Room) room = { 0 };
  g_autofree char *url = NULL;
  g_autoptr(DexFuture) size = NULL;
  g_autoptr(GError) error = NULL;

  room_open (&room);
  room_answer (&room, "/one.mp3", &answer);
  url = gazette_test_server_dup_url (room.server, "/one.mp3");
  size = gazette_newsroom_measure_file (room.newsroom, url);
  test_wait (size);
  g_assert_cmpint (g_value_get_int64 (dex_future_get_value (size, NULL)), ==, 1024 * MEGABYTE);

  g_set_str (&url, "{{nowhere}}");
  error = test_await_error (gazette_newsroom_measure_file (room.newsroom, url));
  g_assert_error (error, GAZETTE_ERROR, GAZETTE_ERROR_BAD_ADDRESS);
}

typedef struct
{
  guint  n;
  gint64 most;
  gint64 all;
} Progress;

static void
file_changed_cb (GazetteNewsroom *newsroom,
                 gint64           article_id,
                 const char      *url,
                 Progress        *progress)
{
  gint64 n_received, n_all;

  progress->n++;
  if (gazette_newsroom_get_file_progress (newsroom, article_id, url, &n_received, &n_all))
    {
      progress->most = MAX (progress->most, n_received);
      progress->all = n_all;
    }
}

static void
test_stopped (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GazetteAttachment) attachment = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *much = g_malloc0 (4 * MEGABYTE);
  const GazetteTestAnswer answer = {
    .headers = SOUND_TYPE,
    .body = much,
    .length = 4 * MEGABYTE,
    .chunk_size = 64 * 1024,
    .pace = 150,
  };
  Progress progress = { 0 };
  DexFuture *keeping;
  gint64 id;

  room_open (&room);
  room_answer (&room, "/one.mp3", &answer);
  id = podcast_add (&room, PODCAST (""));
  attachment = podcast_load (&room, id);
  g_signal_connect (room.newsroom, "file-changed", G_CALLBACK (file_changed_cb), &progress);
  keeping = podcast_keep (&room, id);
  while (progress.most == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (progress.all, ==, 4 * MEGABYTE);
  g_assert_cmpint (progress.most, <, 4 * MEGABYTE);

  gazette_newsroom_stop_file (room.newsroom, id, attachment->url);
  error = test_await_error (keeping);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  podcast_wait_for_files (&room, 0);
  podcast_settle (&room);
  podcast_assert_state (&room, id, NULL);
  g_signal_handlers_disconnect_by_data (room.newsroom, &progress);
}

static void
test_goes_on_after_the_end (void)
{
  g_auto(Room) room = { 0 };
  gint64 id;

  room_open (&room);
  room_answer (&room, "/one.mp3", &(GazetteTestAnswer) { .fault = GAZETTE_TEST_FAULT_NEVER });
  id = podcast_add (&room, PODCAST (""));
  dex_future_disown (podcast_keep (&room, id));
  room_wait_for (&room, gazette_test_server_get_running, "/one.mp3", 1);
  room_leave (&room);
  podcast_serve (&room);
  room_enter (&room);
  podcast_wait_until_kept (&room, id);
  room_assert_hits (&room, "/one.mp3", 2);
}

static void
test_removed_and_back (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GazetteAttachment) attachment = NULL;
  g_autofree char *path = NULL;
  g_autoptr(GazetteStored) stored = NULL;
  gint64 id;

  room_open (&room);
  podcast_serve (&room);
  id = podcast_add (&room, PODCAST (""));
  attachment = podcast_load (&room, id);
  test_await (podcast_keep (&room, id));
  test_await (gazette_newsroom_save (room.newsroom, id));
  path = podcast_find (&room, id);

  test_await (gazette_newsroom_hide_file (room.newsroom, id, attachment->url, TRUE));
  podcast_assert_state (&room, id, NULL);
  test_await (gazette_newsroom_hide_file (room.newsroom, id, attachment->url, FALSE));
  podcast_assert_state (&room, id, "kept");
  room_assert_hits (&room, "/one.mp3", 1);

  /* For good, with the name that a program was given. The article stays. */
  test_await (gazette_newsroom_forget_file (room.newsroom, id, attachment->url));
  podcast_assert_state (&room, id, NULL);
  podcast_wait_for_files (&room, 0);
  stored = room_load_article (&room, id);
  g_assert_cmpint (stored->saved, ==, GAZETTE_SAVED_COMPLETE);

  /* One that was left hidden is gone at the next start. */
  test_await (podcast_keep (&room, id));
  test_await (gazette_newsroom_hide_file (room.newsroom, id, attachment->url, TRUE));
  room_restart (&room);
  test_await (gazette_newsroom_hide_file (room.newsroom, id, attachment->url, FALSE));
  podcast_assert_state (&room, id, NULL);
}

static void
test_goes_with_its_article (void)
{
  g_auto(Room) room = { 0 };
  g_autofree char *folder = NULL;
  gint64 id;

  room_open (&room);
  podcast_serve (&room);
  id = podcast_add (&room, PODCAST (""));
  test_await (podcast_keep (&room, id));
  test_await (gazette_newsroom_unsave (room.newsroom, id));
  podcast_assert_state (&room, id, "kept");
  test_await (gazette_newsroom_save (room.newsroom, id));
  room_restart (&room);
  podcast_assert_state (&room, id, "kept");

  test_await (gazette_newsroom_unsave (room.newsroom, id));
  room_leave (&room);
  folder = g_build_filename (room.data, "files", NULL);
  podcast_age_files (folder);
  room_enter (&room);
  podcast_settle (&room);
  podcast_assert_state (&room, id, NULL);
  podcast_wait_for_files (&room, 0);
}

static void
test_damaged (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GazetteAttachment) attachment = NULL;
  g_autofree char *path = NULL;
  g_autofree char *state = NULL;
  g_autoptr(GError) error = NULL;
  gint64 id;

  room_open (&room);
  podcast_serve (&room);
  id = podcast_add (&room, PODCAST (""));
  attachment = podcast_load (&room, id);
  test_await (podcast_keep (&room, id));
  path = podcast_find (&room, id);

  /* As long as before, so that only its hash tells. */
  g_assert_cmpint (g_chmod (path, 0600), ==, 0);
  g_assert_true (g_file_set_contents_full (path, "xD3 a sound that is not long, but long enough to be sent in pieces", -1,
                                           G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  error = test_await_error (gazette_newsroom_open_file (room.newsroom, id, attachment->url, "a.mp3"));
  test_assert_words (error, GAZETTE_ERROR_NOT_FOUND, "damaged");
  state = podcast_dup_state (&room, id);
  g_assert_nonnull (strstr (state, "damaged"));
  test_await (podcast_keep (&room, id));
  podcast_assert_state (&room, id, "kept");
}

static void
test_storage (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GazetteStorage) storage = NULL;
  const GazetteShare *share;
  gint64 id;

  room_open (&room);
  podcast_serve (&room);
  id = podcast_add (&room, PODCAST (""));
  test_await (podcast_keep (&room, id));
  storage = test_await_boxed (gazette_library_load_storage (room_get_library (&room)));
  g_assert_cmpint (storage->files, ==, strlen (SOUND));
  share = storage->shares->pdata[0];
  g_assert_cmpint (share->files, ==, strlen (SOUND));
  g_assert_cmpint (storage->pictures, ==, 0);
}

static void
test_said_to_be_too_large (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GError) error = NULL;
  gint64 id;

  room_open (&room);
  podcast_serve (&room);
  id = podcast_add (&room, PODCAST (",\"size_in_bytes\":3221225472"));
  error = test_await_error (podcast_keep (&room, id));
  test_assert_words (error, GAZETTE_ERROR_TOO_LARGE, "larger than 2.0");
  room_assert_hits (&room, "/one.mp3", 0);
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

typedef struct
{
  const char        *name;
  GazetteTestAnswer  answer;
  /* Of the reason that a person is told. */
  const char        *words;
} Attack;

static void
test_a_hostile_server (void)
{
  const Attack attacks[] = {
    { "endless", { .headers = SOUND_TYPE, .body = SOUND, .fault = GAZETTE_TEST_FAULT_ENDLESS }, "larger than 8.0" },
    { "said to be long", { .headers = SOUND_TYPE, .body = SOUND, .fault = GAZETTE_TEST_FAULT_WRONG_LENGTH,
                           .claimed_length = 1024 * MEGABYTE }, "larger than 8.0" },
    { "shorter than said", { .headers = SOUND_TYPE, .body = SOUND, .fault = GAZETTE_TEST_FAULT_CUT_OFF, .cut_off = 20 },
      "broke off" },
    { "never", { .fault = GAZETTE_TEST_FAULT_NEVER }, "second" },
    { "drip", { .headers = SOUND_TYPE, .body = SOUND, .chunk_size = 1, .pace = 200 }, "second" },
    { "circle", { .status = 302, .headers = "Location: {{base}}/one.mp3" }, "without end" },
    { "broken", { .status = 500 }, "trouble" },
    { "gone", { .status = 404 }, "does not have it any more" },
    { "page", { .headers = HTML_TYPE, .body = "<!DOCTYPE html><title>Sign in</title>" }, "a page rather than the file" },
    { "empty", { .headers = SOUND_TYPE }, "empty file" },
    { "garbage", { .body = "neither HTTP nor a sound\n", .fault = GAZETTE_TEST_FAULT_GARBAGE }, "" },
  };
  g_auto(Room) room = { 0 };
  g_autofree char *folder = NULL;
  guint64 size = 0;
  gint64 id;

  room_open (&room);
  room.newsroom->max_file_size = 8 * MEGABYTE;
  id = podcast_add (&room, PODCAST (""));
  for (guint i = 0; i < G_N_ELEMENTS (attacks); i++)
    {
      g_autofree char *state = NULL;
      g_autoptr(DexFuture) keeping = NULL;

      gazette_fetcher_set_timeouts (room.newsroom->fetcher,
                                    &(GazetteTimeouts) { 5, 2, attacks[i].answer.pace > 0 ? 3 : 100 });
      room_answer (&room, "/one.mp3", &attacks[i].answer);
      keeping = podcast_keep (&room, id);
      test_wait (keeping);
      state = podcast_dup_state (&room, id);
      g_test_message ("%s: %s", attacks[i].name, state);
      g_assert_cmpstr (state, !=, "kept");
      g_assert_cmpstr (state, !=, "wanted");
      g_assert_nonnull (strstr (state, attacks[i].words));
      podcast_wait_for_files (&room, 0);
    }

  folder = g_build_filename (room.data, "files", NULL);
  g_assert_cmpuint (podcast_count_files (folder, &size), ==, 0);
  g_test_message ("At most %" G_GUINT64_FORMAT " kB", get_peak ());
#ifndef __SANITIZE_ADDRESS__
  g_assert_cmpuint (get_peak (), <, MAX_MEMORY);
#endif
}

/* Longer than all that this process may have, were it held in memory. */
static void
test_a_long_one (void)
{
  g_auto(Room) room = { 0 };
  g_autofree char *part = g_malloc0 (MEGABYTE);
  g_autofree char *source = NULL;
  g_autofree char *path = NULL;
  guint64 before;
  GStatBuf info;
  FILE *file;
  gint64 id;

  room_open (&room);
  source = g_build_filename (room.cache, "long.mp3", NULL);
  file = g_fopen (source, "wb");
  for (guint i = 0; i < 96; i++)
    g_assert_cmpuint (fwrite (part, 1, MEGABYTE, file), ==, MEGABYTE);
  fclose (file);
  room_answer (&room, "/one.mp3", &(GazetteTestAnswer) { .headers = SOUND_TYPE, .file = source });
  id = podcast_add (&room, PODCAST (""));
  before = get_peak ();
  test_await (podcast_keep (&room, id));
  path = podcast_find (&room, id);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_size, ==, 96 * MEGABYTE);
  g_test_message ("%" G_GUINT64_FORMAT " kB before, %" G_GUINT64_FORMAT " kB after", before, get_peak ());
#ifndef __SANITIZE_ADDRESS__
  /* The kernel counts by and by: what it says may be a little less later. */
  g_assert_cmpuint (get_peak (), <, before + 32 * 1024);
#endif
}

int
main (int   argc,
      char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, test) g_test_add_func ("/newsroom/files/" path, test)
  ADD ("kept", test_kept);
  ADD ("stays-open", test_stays_open);
  ADD ("nothing-unasked", test_nothing_is_fetched_unasked);
  ADD ("measured", test_measured);
  ADD ("stopped", test_stopped);
  ADD ("goes-on", test_goes_on_after_the_end);
  ADD ("removed", test_removed_and_back);
  ADD ("goes-with-its-article", test_goes_with_its_article);
  ADD ("damaged", test_damaged);
  ADD ("storage", test_storage);
  ADD ("said-to-be-too-large", test_said_to_be_too_large);
  ADD ("hostile", test_a_hostile_server);
  ADD ("long", test_a_long_one);
#undef ADD

  return g_test_run ();
}

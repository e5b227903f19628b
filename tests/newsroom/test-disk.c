/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For unshare(). */
#define _GNU_SOURCE 1

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sched.h>
#include <string.h>
#include <sys/mount.h>
#include <unistd.h>

#include "gazette-newsroom-private.h"
#include "saved-check.h"
#include "test-newsroom-util.h"

/* The disk that the library is on becomes full at moments that are drawn by lot:
 * GAZETTE_FILLS of them, from GAZETTE_SEED. It is a small one in memory, which only
 * this process sees. */

#define DISK_SIZE "size=12m"
#define N_ARTICLES 20
#define N_PICTURES 3
#define PICTURE_SIZE 20000

/* Requests until the disk is full, at most. */
#define MAX_HITS 40

static gboolean has_own_mounts;

static gboolean
write_text (const char *path,
            const char *text)
{
  int fd = g_open (path, O_WRONLY | O_CLOEXEC, 0);
  gboolean success = fd != -1 && write (fd, text, strlen (text)) == (gssize) strlen (text);

  if (fd != -1)
    g_close (fd, NULL);

  return success;
}

/* Only as long as there is one thread. */
static gboolean
get_own_mounts (void)
{
  g_autofree char *users = g_strdup_printf ("0 %u 1", getuid ());
  g_autofree char *groups = g_strdup_printf ("0 %u 1", getgid ());

  if (unshare (CLONE_NEWNS) == 0)
    return mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;

  return unshare (CLONE_NEWUSER | CLONE_NEWNS) == 0 &&
         write_text ("/proc/self/setgroups", "deny") &&
         write_text ("/proc/self/uid_map", users) &&
         write_text ("/proc/self/gid_map", groups);
}

static void
serve (Room  *room,
       guint  round)
{
  g_autoptr(GString) items = g_string_new (NULL);
  g_autofree char *feed = NULL;

  for (guint i = 0; i < N_ARTICLES; i++)
    {
      g_string_append_printf (items, "%s{\"id\":\"%u-%u\",\"title\":\"Article %u %u\",\"content_html\":\"<p>Text</p>",
                              i > 0 ? "," : "", round, i, round, i);
      for (guint j = 0; j < N_PICTURES; j++)
        {
          g_autofree char *path = g_strdup_printf ("/%u-%u-%u.png", round, i, j);
          g_autofree char *body = g_malloc0 (PICTURE_SIZE);

          g_snprintf (body, PICTURE_SIZE, "\x89PNG\r\n\x1a\n %s", path);
          room_answer (room, path, &(GazetteTestAnswer) { .headers = "Content-Type: image/png", .body = body, .length = PICTURE_SIZE });
          g_string_append_printf (items, "<img src='{{base}}%s'><p>and</p>", path);
        }
      g_string_append (items, "\"}");
    }
  feed = g_strdup_printf ("{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"F\",\"items\":[%s]}", items->str);
  room_serve (room, "/feed.json", JSON_TYPE, feed);
}

/* Takes all the room that there is. */
static void
fill (const char *path)
{
  static const char zeros[4096];
  int fd = g_open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

  g_assert_cmpint (fd, !=, -1);
  while (write (fd, zeros, sizeof zeros) > 0)
    continue;
  g_assert_cmpint (errno, ==, ENOSPC);
  g_close (fd, NULL);
}

static void
note_trouble_cb (GazetteNewsroom *newsroom,
                 const char      *message,
                 GString         *messages)
{
  g_string_append_printf (messages, "%s\n", message);
}

static gboolean
wake_up_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static guint
count_complete (Room *room)
{
  g_autoptr(GHashTable) complete = saved_check_list_complete (room->data);

  return g_hash_table_size (complete);
}

static void
settle (GPtrArray *futures)
{
  for (guint i = 0; i < futures->len; i++)
    test_wait (futures->pdata[i]);
}

static void
save_round (Room       *room,
            guint       round,
            GRand      *rand,
            GString    *messages,
            const char *ballast)
{
  g_autoptr(GPtrArray) futures = g_ptr_array_new_with_free_func (dex_unref);
  guint n_hits;
  guint n_before;

  serve (room, round);
  test_await (gazette_newsroom_refresh (room->newsroom));
  n_hits = gazette_test_server_get_hits (room->server, NULL) + (guint) g_rand_int_range (rand, 0, MAX_HITS);
  for (guint i = 0; i < N_ARTICLES; i++)
    {
      g_autofree char *title = g_strdup_printf ("Article %u %u", round, i);

      g_ptr_array_add (futures, gazette_newsroom_save (room->newsroom, room_find (room, title)));
    }
  while (gazette_test_server_get_hits (room->server, NULL) < n_hits)
    g_main_context_iteration (NULL, TRUE);
  fill (ballast);
  settle (futures);
  n_before = round * N_ARTICLES;
  g_assert_cmpuint (count_complete (room), >=, n_before);

  /* There is room again, and it goes on by itself: nobody asks. */
  g_assert_cmpint (g_unlink (ballast), ==, 0);
  for (guint i = 0; i < N_ARTICLES; i++)
    {
      g_autofree char *title = g_strdup_printf ("Article %u %u", round, i);
      gint64 id = room_find (room, title);
      g_autoptr(GazetteStored) stored = room_load_article (room, id);

      /* What was not even marked was told at once, and is asked for again. */
      if (stored->saved == GAZETTE_SAVED_NONE)
        test_await (gazette_newsroom_save (room->newsroom, id));
      while (stored->saved != GAZETTE_SAVED_COMPLETE)
        {
          g_main_context_iteration (NULL, TRUE);
          g_clear_pointer (&stored, gazette_stored_unref);
          stored = room_load_article (room, id);
        }
    }
}

static guint
get_number (const char *name,
            guint       otherwise)
{
  const char *value = g_getenv (name);

  return value != NULL ? (guint) g_ascii_strtoull (value, NULL, 10) : otherwise;
}

static void
test_a_full_disk (void)
{
  g_auto(Room) room = { 0 };
  guint n_fills = get_number ("GAZETTE_FILLS", 3);
  g_autoptr(GRand) rand = g_rand_new_with_seed (get_number ("GAZETTE_SEED", 1));
  g_autoptr(GString) messages = g_string_new (NULL);
  g_autofree char *ballast = NULL;
  g_auto(GStrv) lines = NULL;
  guint timer;

  room.server = gazette_test_server_new ();
  room.data = test_make_folder ();
  room.cache = test_make_folder ();
  if (!has_own_mounts || mount ("tmpfs", room.data, "tmpfs", 0, n_fills > 3 ? "size=48m" : DISK_SIZE) != 0)
    {
      g_test_skip ("No small disk can be mounted here");
      return;
    }

  room_enter (&room);
  room.newsroom->save_retry_pause = 50;
  timer = g_timeout_add (5, wake_up_cb, NULL);
  g_signal_connect (room.newsroom, "save-trouble", G_CALLBACK (note_trouble_cb), messages);
  ballast = g_build_filename (room.data, "ballast", NULL);
  room_serve (&room, "/feed.json", JSON_TYPE, FEED (ITEM ("1", "One", "Text")));
  room_add (&room, "/feed.json");

  for (guint i = 0; i < n_fills; i++)
    save_round (&room, i, rand, messages, ballast);

  /* In words for people, once for each time. */
  lines = g_strsplit (messages->str, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines) - 1, >, 0);
  for (guint i = 0; lines[i] != NULL && lines[i][0] != '\0'; i++)
    {
      g_test_message ("%s", lines[i]);
      g_assert_true (g_str_has_suffix (lines[i], " is full. Make room on it and try again."));
    }
  g_source_remove (timer);
  room_leave (&room);
  saved_check_library (room.data, N_PICTURES);
  saved_check_age_files (room.data);
  room_enter (&room);
  room_leave (&room);
  saved_check_no_orphans (room.data);
  g_assert_cmpuint (count_complete (&room), ==, n_fills * N_ARTICLES);
  umount2 (room.data, MNT_DETACH);
}

int
main (int   argc,
      char *argv[])
{
  has_own_mounts = get_own_mounts ();
  dex_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/newsroom/disk", test_a_full_disk);

  return g_test_run ();
}

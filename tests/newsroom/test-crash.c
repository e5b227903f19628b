/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "saved-check.h"
#include "test-newsroom-util.h"

/* A program that saves and refreshes is killed at moments that are drawn by lot:
 * GAZETTE_KILLS of them, from GAZETTE_SEED. It is this program, started anew with
 * "--work" or, for the last time, "--finish". It says in a file what it reported. */

#define N_SOURCES  20
#define N_ARTICLES 5
#define N_PICTURES 3

/* Between two kills so much happens at most: requests, and reports. */
#define MAX_EVENTS 150

static void
serve_source (GazetteTestServer *server,
              guint              source,
              guint              edition)
{
  g_autoptr(GString) items = g_string_new (NULL);
  g_autofree char *path = g_strdup_printf ("/%u.json", source);
  g_autofree char *feed = NULL;

  for (guint i = 0; i < N_ARTICLES; i++)
    {
      /* One picture is of this article, one of the source, one of all. */
      g_string_append_printf (items,
                              "%s{\"id\":\"%u\",\"title\":\"Article %u %u\",\"content_html\":\"<p>In edition %u.</p>"
                              "<img src='{{base}}/p/%u-%u.png'><p>And</p><img src='{{base}}/p/%u.png'><p>then</p>"
                              "<img src='{{base}}/p/all.png'>\"}",
                              i > 0 ? "," : "", i, source, i, edition, source, i, source);
    }
  feed = g_strdup_printf ("{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"Source %u\",\"items\":[%s]}",
                          source, items->str);
  gazette_test_server_add (server, path, &(GazetteTestAnswer) { .headers = JSON_TYPE, .body = feed });
}

static void
serve_picture (GazetteTestServer *server,
               const char        *name)
{
  g_autofree char *path = g_strdup_printf ("/p/%s.png", name);
  g_autofree char *body = g_strdup_printf ("\x89PNG\r\n\x1a\n this is the picture %s, and no other", name);

  gazette_test_server_add (server, path, &(GazetteTestAnswer) { .headers = "Content-Type: image/png", .body = body });
}

static void
serve_all (GazetteTestServer *server,
           guint              edition)
{
  for (guint i = 0; i < N_SOURCES; i++)
    serve_source (server, i, edition);
}

static void
serve_pictures (GazetteTestServer *server)
{
  serve_picture (server, "all");
  for (guint i = 0; i < N_SOURCES; i++)
    {
      g_autofree char *of_source = g_strdup_printf ("%u", i);

      serve_picture (server, of_source);
      for (guint j = 0; j < N_ARTICLES; j++)
        {
          g_autofree char *of_article = g_strdup_printf ("%u-%u", i, j);

          serve_picture (server, of_article);
        }
    }
}

/* The program that is killed. */

static int report_fd = -1;

static void
report (const char *what,
        gint64      id)
{
  g_autofree char *line = g_strdup_printf ("%s %" G_GINT64_FORMAT "\n", what, id);

  g_assert_cmpint (write (report_fd, line, strlen (line)), ==, (gssize) strlen (line));
}

static DexFuture *
reported_cb (DexFuture *future,
             gpointer   user_data)
{
  if (dex_future_get_value (future, NULL) != NULL)
    report ("saved", *(gint64 *) user_data);

  return NULL;
}

static DexFuture *
begin_to_save (Room   *room,
               gint64  id)
{
  return dex_future_finally (gazette_newsroom_save (room->newsroom, id), reported_cb,
                             g_memdup2 (&id, sizeof id), g_free);
}

static GArray *
list_articles (Room *room)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < N_SOURCES; i++)
    {
      for (guint j = 0; j < N_ARTICLES; j++)
        {
          g_autofree char *title = g_strdup_printf ("Article %u %u", i, j);
          gint64 id = room_find (room, title);

          g_array_append_val (ids, id);
        }
    }

  return ids;
}

static void
add_sources (Room       *room,
             const char *base)
{
  for (guint i = 0; i < N_SOURCES; i++)
    {
      g_autofree char *url = g_strdup_printf ("%s/%u.json", base, i);
      DexFuture *future = gazette_newsroom_add_source (room->newsroom, url);

      g_autoptr(GError) error = NULL;

      test_wait (future);
      dex_future_get_value (future, &error);
      if (!g_error_matches (error, GAZETTE_ERROR, GAZETTE_ERROR_EXISTS))
        g_assert_no_error (error);
      dex_unref (future);
    }
}

static void
save_all (Room   *room,
          GArray *ids)
{
  g_autoptr(GPtrArray) futures = g_ptr_array_new_with_free_func (dex_unref);
  DexFuture *refresh = gazette_newsroom_refresh (room->newsroom);

  for (guint i = 0; i < ids->len; i++)
    g_ptr_array_add (futures, begin_to_save (room, g_array_index (ids, gint64, i)));
  for (guint i = 0; i < futures->len; i++)
    test_wait (futures->pdata[i]);
  test_await (refresh);
}

static void
unsave_some (Room   *room,
             GArray *ids)
{
  for (guint i = 0; i < ids->len; i += 2)
    {
      gint64 id = g_array_index (ids, gint64, i);

      report ("unsaving", id);
      test_await (gazette_newsroom_unsave (room->newsroom, id));
    }
}

static int
work (char *argv[])
{
  Room room = { .data = argv[2], .cache = argv[3] };
  gboolean finish = g_str_equal (argv[1], "--finish");
  g_autoptr(GArray) ids = NULL;

  report_fd = g_open (argv[5], O_WRONLY | O_APPEND | O_CREAT, 0600);
  room_enter (&room);
  add_sources (&room, argv[4]);
  ids = list_articles (&room);
  save_all (&room, ids);
  while (!finish)
    {
      unsave_some (&room, ids);
      save_all (&room, ids);
    }
  room_leave (&room);

  return 0;
}

/* The test. */

static GPid
start (Room       *room,
       const char *mode,
       const char *reports)
{
  const char *argv[] = {
    "/proc/self/exe", mode, room->data, room->cache, gazette_test_server_get_base (room->server), reports, NULL,
  };
  g_autoptr(GError) error = NULL;
  GPid pid = 0;

  g_spawn_async (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, &error);
  g_assert_no_error (error);

  return pid;
}

static guint
count_events (Room       *room,
              const char *reports)
{
  GStatBuf info;

  return gazette_test_server_get_hits (room->server, NULL) +
         (g_stat (reports, &info) == 0 ? (guint) info.st_size / 10 : 0);
}

static void
wait_for_end (GPid pid)
{
  int status;

  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
  g_spawn_close_pid (pid);
}

static void
kill_after (Room       *room,
            GPid        pid,
            const char *reports,
            guint       n_events,
            guint       delay)
{
  guint from = count_events (room, reports);
  int status = 0;

  while (count_events (room, reports) < from + n_events)
    {
      g_assert_cmpint (waitpid (pid, &status, WNOHANG), ==, 0);
      g_usleep (500);
    }
  g_usleep (delay);
  g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_spawn_close_pid (pid);
}

/* What was reported saved, and not let go of since, is saved. */
static void
check_reports (Room       *room,
               const char *reports)
{
  g_autoptr(GHashTable) complete = saved_check_list_complete (room->data);
  g_autoptr(GHashTable) expected = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;
  GHashTableIter iter;
  gpointer id;

  if (!g_file_get_contents (reports, &text, NULL, NULL))
    return;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL && lines[i][0] != '\0'; i++)
    {
      gint64 number = g_ascii_strtoll (strchr (lines[i], ' '), NULL, 10);

      if (g_str_has_prefix (lines[i], "saved "))
        g_hash_table_add (expected, g_memdup2 (&number, sizeof number));
      else
        g_hash_table_remove (expected, &number);
    }

  g_hash_table_iter_init (&iter, expected);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      if (!g_hash_table_contains (complete, id))
        g_test_message ("Article %" G_GINT64_FORMAT " was reported saved, and is not", *(gint64 *) id);
      g_assert_true (g_hash_table_contains (complete, id));
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
test_it_survives_being_killed (void)
{
  g_auto(Room) room = { 0 };
  guint n_kills = get_number ("GAZETTE_KILLS", 8);
  g_autoptr(GRand) rand = g_rand_new_with_seed (get_number ("GAZETTE_SEED", 1));
  g_autofree char *reports = NULL;
  g_autoptr(GHashTable) complete = NULL;

  room.server = gazette_test_server_new ();
  room.data = test_make_folder ();
  room.cache = test_make_folder ();
  reports = g_build_filename (room.cache, "reports", NULL);
  serve_pictures (room.server);
  serve_all (room.server, 0);

  for (guint i = 0; i < n_kills; i++)
    {
      GPid pid = start (&room, "--work", reports);

      kill_after (&room, pid, reports, (guint) g_rand_int_range (rand, 1, MAX_EVENTS),
                  (guint) g_rand_int_range (rand, 0, 5000));
      check_reports (&room, reports);
      saved_check_library (room.data, N_PICTURES);
      saved_check_age_files (room.data);
      serve_all (room.server, i + 1);
    }

  /* The rest is completed, and nothing is left over: the one after it clears away. */
  for (guint i = 0; i < 2; i++)
    {
      saved_check_age_files (room.data);
      wait_for_end (start (&room, "--finish", reports));
    }
  saved_check_library (room.data, N_PICTURES);
  saved_check_no_orphans (room.data);
  complete = saved_check_list_complete (room.data);
  g_assert_cmpuint (g_hash_table_size (complete), ==, N_SOURCES * N_ARTICLES);
}

int
main (int   argc,
      char *argv[])
{
  dex_init ();
  if (argc == 6)
    return work (argv);

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/newsroom/crash", test_it_survives_being_killed);

  return g_test_run ();
}

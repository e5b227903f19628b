/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "test-newsroom-util.h"

#define ANSWER "{\"things\":[{\"number\":7,\"headline\":\"Seven\"}]}"

static const char mine[] =
  "{\"id\":\"mine\",\"name\":\"My own\","
  "\"recognise\":[[{\"path\":\"$.things[*].headline\"}]],"
  "\"request\":{\"parameters\":{\"count\":\"9\"}},"
  "\"articles\":[\"$.things[*]\"],"
  "\"article\":{"
  "\"id\":[{\"path\":\"$.number\",\"as\":\"text\"}],"
  "\"title\":[{\"path\":\"$.headline\",\"as\":\"text\"}]}}";

/* The same things as what the built-in one is called. */
static const char replacement[] =
  "{\"id\":\"jsonfeed\",\"name\":\"Another\","
  "\"recognise\":[[{\"path\":\"$.version\"}]],"
  "\"articles\":[\"$.items[*]\"],"
  "\"article\":{"
  "\"id\":[{\"path\":\"$.id\",\"as\":\"text\"}],"
  "\"title\":[{\"path\":\"$.content_html\",\"as\":\"text\"}]}}";

static char *
put_file (Room       *room,
          const char *name,
          const char *contents)
{
  g_autofree char *folder = g_build_filename (room->data, "dialects", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, contents, -1, NULL));

  return g_steal_pointer (&path);
}

static void
test_a_dialect_of_the_user_is_spoken (void)
{
  g_auto(Room) room = { 0 };
  g_autofree char *path = NULL;
  g_autofree char *url = NULL;
  g_autoptr(GazetteSource) source = NULL;
  g_auto(GStrv) errors = NULL;

  room_open (&room);
  path = put_file (&room, "mine.json", mine);
  room_restart (&room);
  errors = gazette_newsroom_dup_dialect_errors (room.newsroom);
  g_assert_cmpuint (g_strv_length (errors), ==, 0);
  room_serve (&room, "/api", "Content-Type: application/json", ANSWER);

  source = room_load_source (&room, room_add (&room, "/api"));
  url = gazette_test_server_dup_url (room.server, "/api");
  g_assert_cmpstr (source->dialect, ==, "mine");
  g_assert_cmpstr (source->url, ==, url);
  g_assert_cmpstr (source->title, ==, "127.0.0.1");
  room_find (&room, "Seven");
  /* What was typed, and what the dialect makes of it. */
  g_assert_cmpuint (gazette_test_server_get_hits (room.server, "/api"), ==, 2);
}

static void
test_a_dialect_of_the_user_replaces_a_built_in_one (void)
{
  g_auto(Room) room = { 0 };
  g_autofree char *path = NULL;

  room_open (&room);
  path = put_file (&room, "another.json", replacement);
  room_restart (&room);
  room_serve (&room, "/feed.json", JSON_TYPE, FEED (ITEM ("1", "One", "Text")));
  room_add (&room, "/feed.json");

  room_find (&room, "Text");
}

static void
test_files_that_are_no_dialects_are_told (void)
{
  g_auto(Room) room = { 0 };
  g_autofree char *huge = g_strnfill (2 * 1024 * 1024, ' ');
  g_autofree char *broken_path = NULL;
  g_autofree char *good_path = NULL;
  g_autofree char *huge_path = NULL;
  g_autofree char *notes_path = NULL;
  g_auto(GStrv) errors = NULL;

  room_open (&room);
  broken_path = put_file (&room, "a.json", "{\"id\": ");
  good_path = put_file (&room, "b.json", mine);
  huge_path = put_file (&room, "c.json", huge);
  notes_path = put_file (&room, "notes.txt", "not meant");
  room_restart (&room);

  errors = gazette_newsroom_dup_dialect_errors (room.newsroom);
  g_assert_cmpuint (g_strv_length (errors), ==, 2);
  g_assert_true (g_str_has_prefix (errors[0], broken_path));
  g_assert_true (g_str_has_prefix (errors[1], huge_path));
  /* The good one is none the worse for it. */
  room_serve (&room, "/api", "Content-Type: application/json", ANSWER);
  room_add (&room, "/api");
}

static void
test_a_dialect_may_go_and_return (void)
{
  g_auto(Room) room = { 0 };
  g_autofree char *path = NULL;
  g_autofree char *path_again = NULL;
  g_autoptr(GazetteSource) lost = NULL;
  g_autoptr(GazetteSource) found = NULL;
  gint64 id;

  room_open (&room);
  path = put_file (&room, "mine.json", mine);
  room_restart (&room);
  room_serve (&room, "/api", "Content-Type: application/json", ANSWER);
  id = room_add (&room, "/api");

  g_assert_cmpint (g_unlink (path), ==, 0);
  room_restart (&room);
  test_await (gazette_newsroom_refresh (room.newsroom));
  lost = room_load_source (&room, id);
  g_assert_nonnull (strstr (lost->error, "There is no dialect “mine”"));
  g_assert_cmpuint (lost->n_articles, ==, 1);

  path_again = put_file (&room, "mine.json", mine);
  room_restart (&room);
  test_await (gazette_newsroom_refresh (room.newsroom));
  found = room_load_source (&room, id);
  g_assert_cmpstr (found->error, ==, NULL);
}

int
main (int   argc,
      char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func) g_test_add_func ("/newsroom/dialects/" name, func)
  ADD ("own", test_a_dialect_of_the_user_is_spoken);
  ADD ("replaced", test_a_dialect_of_the_user_replaces_a_built_in_one);
  ADD ("errors", test_files_that_are_no_dialects_are_told);
  ADD ("gone-and-back", test_a_dialect_may_go_and_return);
#undef ADD

  return g_test_run ();
}

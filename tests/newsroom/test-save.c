/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "test-newsroom-util.h"

#define PICTURE_A "\x89PNG\r\n\x1a\n the first picture"
#define PICTURE_B "\xff\xd8\xff\xe0 the second picture"
#define PICTURE_C "GIF89a the third picture"
#define PICTURE_TYPE "Content-Type: image/png"
#define IMG(path) "<img src='{{base}}" path "'>"
#define DOT "<img src='data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'>"

/* One with a lead picture, two in the text of which one comes twice, and one
 * that is in the text itself. */
#define ILLUSTRATED \
  "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"The Feed\",\"items\":[{" \
  "\"id\":\"1\",\"title\":\"One\",\"url\":\"{{base}}/one.html\",\"image\":\"{{base}}/a.png\"," \
  "\"content_html\":\"<p>First.</p>" IMG ("/b.jpg") "<p>Second.</p>" IMG ("/c.gif") IMG ("/b.jpg") DOT "\"}]}"

static gint64
add_illustrated (Room *room)
{
  room_serve (room, "/feed.json", JSON_TYPE, ILLUSTRATED);
  room_add (room, "/feed.json");

  return room_find (room, "One");
}

static void
serve_pictures (Room *room)
{
  room_serve (room, "/a.png", PICTURE_TYPE, PICTURE_A);
  room_serve (room, "/b.jpg", PICTURE_TYPE, PICTURE_B);
  room_serve (room, "/c.gif", PICTURE_TYPE, PICTURE_C);
}

static void
save (Room   *room,
      gint64  article_id)
{
  test_await (gazette_newsroom_save (room->newsroom, article_id));
}

static void
assert_state (Room              *room,
              gint64             article_id,
              GazetteSavedState  state,
              const char        *note)
{
  g_autoptr(GazetteStored) stored = room_load_article (room, article_id);

  g_assert_cmpint (stored->saved, ==, state);
  g_assert_cmpstr (stored->saved_note, ==, note);
}

static void
assert_picture (Room       *room,
                const char *url,
                const char *expected)
{
  g_autoptr(GBytes) bytes = test_await_boxed (gazette_newsroom_load_picture (room->newsroom, url));
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  g_assert_cmpmem (data, size, expected, strlen (expected));
}

static guint
count_cached (Room *room)
{
  g_autofree char *folder = g_build_filename (room->cache, "pictures", NULL);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static void
note_progress_cb (GazetteNewsroom *newsroom,
                  gint64           article_id,
                  guint            n_done,
                  guint            n_all,
                  GString         *steps)
{
  g_string_append_printf (steps, "%u/%u ", n_done, n_all);
}

static GString *
watch_progress (Room *room)
{
  GString *steps = g_string_new (NULL);

  g_signal_connect (room->newsroom, "save-progress", G_CALLBACK (note_progress_cb), steps);

  return steps;
}

/* Waits until @steps ends with @end. */
static void
wait_for_progress (GString    *steps,
                   const char *end)
{
  while (!g_str_has_suffix (steps->str, end))
    g_main_context_iteration (NULL, TRUE);
}

static void
test_the_page_is_the_same_without_the_server (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GString) steps = NULL;
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;
  g_autofree char *c = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gint64 id;

  room_open (&room);
  id = add_illustrated (&room);
  serve_pictures (&room);
  a = gazette_test_server_dup_url (room.server, "/a.png");
  b = gazette_test_server_dup_url (room.server, "/b.jpg");
  c = gazette_test_server_dup_url (room.server, "/c.gif");
  before = room_load_text (&room, id);
  steps = watch_progress (&room);
  save (&room, id);

  g_assert_cmpstr (steps->str, ==, "0/3 1/3 2/3 3/3 ");
  assert_state (&room, id, GAZETTE_SAVED_COMPLETE, NULL);
  g_assert_cmpuint (gazette_test_server_get_hits (room.server, NULL), ==, 4);

  g_clear_pointer (&room.server, gazette_test_server_free);
  room_restart (&room);
  assert_state (&room, id, GAZETTE_SAVED_COMPLETE, NULL);
  after = room_load_text (&room, id);
  g_assert_cmpstr (after, ==, before);
  g_assert_nonnull (strstr (after, "Second."));
  assert_picture (&room, a, PICTURE_A);
  assert_picture (&room, b, PICTURE_B);
  assert_picture (&room, c, PICTURE_C);
  g_assert_cmpuint (count_cached (&room), ==, 0);
}

/* Also not what was shown before it was saved. */
static void
test_nothing_of_it_is_in_the_cache (void)
{
  g_auto(Room) room = { 0 };
  g_autofree char *a = NULL;
  gint64 id;

  room_open (&room);
  id = add_illustrated (&room);
  serve_pictures (&room);
  a = gazette_test_server_dup_url (room.server, "/a.png");
  assert_picture (&room, a, PICTURE_A);
  while (count_cached (&room) == 0)
    g_main_context_iteration (NULL, FALSE);
  save (&room, id);

  g_assert_cmpuint (gazette_test_server_get_hits (room.server, "/a.png"), ==, 1);
  while (count_cached (&room) > 0)
    g_main_context_iteration (NULL, FALSE);
  assert_picture (&room, a, PICTURE_A);
  g_assert_cmpuint (gazette_test_server_get_hits (room.server, "/a.png"), ==, 1);
  g_assert_cmpuint (count_cached (&room), ==, 0);
}

static void
test_it_goes_on_after_the_program_ended (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GString) steps = NULL;
  g_autoptr(GString) more_steps = NULL;
  g_autoptr(GError) error = NULL;
  DexFuture *future;
  gint64 id;

  room_open (&room);
  id = add_illustrated (&room);
  room_answer (&room, "/c.gif", &(GazetteTestAnswer) { .fault = GAZETTE_TEST_FAULT_NEVER });
  serve_pictures (&room);
  steps = watch_progress (&room);
  future = gazette_newsroom_save (room.newsroom, id);
  wait_for_progress (steps, "2/3 ");
  room_wait_for (&room, gazette_test_server_get_running, "/c.gif", 1);
  assert_state (&room, id, GAZETTE_SAVED_SAVING, NULL);

  test_await (gazette_newsroom_close (room.newsroom));
  error = test_await_error (future);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  room_leave (&room);
  g_assert_cmpstr (steps->str, ==, "0/3 1/3 2/3 ");

  room_enter (&room);
  more_steps = watch_progress (&room);
  wait_for_progress (more_steps, "3/3 ");
  /* Who asks meanwhile joins. */
  save (&room, id);
  assert_state (&room, id, GAZETTE_SAVED_COMPLETE, NULL);
  /* What was kept already is not fetched again. */
  g_assert_cmpuint (gazette_test_server_get_hits (room.server, "/a.png"), ==, 1);
  g_assert_cmpuint (gazette_test_server_get_hits (room.server, "/b.jpg"), ==, 1);
  g_assert_cmpuint (gazette_test_server_get_hits (room.server, "/c.gif"), ==, 2);
}

static void
test_a_missing_picture_is_told_and_can_be_had_later (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GString) steps = NULL;
  gint64 id;

  room_open (&room);
  id = add_illustrated (&room);
  room_answer (&room, "/b.jpg", &(GazetteTestAnswer) { .status = 404 });
  serve_pictures (&room);
  steps = watch_progress (&room);
  save (&room, id);

  assert_state (&room, id, GAZETTE_SAVED_INCOMPLETE,
                "Saved, 1 picture missing: “127.0.0.1” does not have it any more.");
  g_assert_cmpstr (steps->str, ==, "0/3 1/3 2/3 3/3 ");

  save (&room, id);
  assert_state (&room, id, GAZETTE_SAVED_COMPLETE, NULL);
  g_assert_cmpuint (gazette_test_server_get_hits (room.server, "/a.png"), ==, 1);
  g_assert_cmpuint (gazette_test_server_get_hits (room.server, "/b.jpg"), ==, 2);
}

static void
test_what_is_no_picture_is_missing (void)
{
  g_auto(Room) room = { 0 };
  gint64 id;

  room_open (&room);
  id = add_illustrated (&room);
  room_serve (&room, "/b.jpg", "Content-Type: image/jpeg", "<!DOCTYPE html><title>Sign in</title>");
  serve_pictures (&room);
  save (&room, id);

  assert_state (&room, id, GAZETTE_SAVED_INCOMPLETE,
                "Saved, 1 picture missing: What is there is not a picture that can be shown.");
}

static void
test_without_pictures_it_is_complete (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GString) steps = NULL;
  gint64 id;

  room_open (&room);
  room_serve (&room, "/feed.json", JSON_TYPE, FEED (ITEM ("1", "One", "<p>Text</p>")));
  room_add (&room, "/feed.json");
  id = room_find (&room, "One");
  steps = watch_progress (&room);
  save (&room, id);

  assert_state (&room, id, GAZETTE_SAVED_COMPLETE, NULL);
  g_assert_cmpstr (steps->str, ==, "0/0 ");
}

static void
test_an_endless_gallery_is_not_saved_whole (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GString) html = g_string_new (NULL);
  g_autofree char *feed = NULL;
  g_autoptr(GazetteStored) stored = NULL;
  gint64 id;

  room_open (&room);
  for (guint i = 0; i < 203; i++)
    {
      g_autofree char *path = g_strdup_printf ("/%u.png", i);

      g_string_append_printf (html, "<p><img src='{{base}}%s'></p>", path);
      room_serve (&room, path, PICTURE_TYPE, PICTURE_A);
    }
  feed = g_strdup_printf (FEED (ITEM ("1", "One", "%s")), html->str);
  room_serve (&room, "/feed.json", JSON_TYPE, feed);
  room_add (&room, "/feed.json");
  id = room_find (&room, "One");
  save (&room, id);

  stored = room_load_article (&room, id);
  g_assert_cmpint (stored->saved, ==, GAZETTE_SAVED_INCOMPLETE);
  g_assert_true (g_str_has_prefix (stored->saved_note, "Saved, 3 pictures missing: "));
  g_assert_cmpuint (gazette_test_server_get_hits (room.server, NULL), ==, 201);
}

static void
test_unsaving_stops_it (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GError) error = NULL;
  DexFuture *future;
  gint64 id;

  room_open (&room);
  id = add_illustrated (&room);
  room_answer (&room, "/c.gif", &(GazetteTestAnswer) { .fault = GAZETTE_TEST_FAULT_NEVER });
  serve_pictures (&room);
  future = gazette_newsroom_save (room.newsroom, id);
  room_wait_for (&room, gazette_test_server_get_running, "/c.gif", 1);
  test_await (gazette_newsroom_unsave (room.newsroom, id));

  error = test_await_error (future);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_state (&room, id, GAZETTE_SAVED_NONE, NULL);
  room_wait_for (&room, gazette_test_server_get_dropped, "/c.gif", 1);

  /* Nor does it go on with the next start. */
  room_restart (&room);
  assert_state (&room, id, GAZETTE_SAVED_NONE, NULL);
  save (&room, id);
  assert_state (&room, id, GAZETTE_SAVED_COMPLETE, NULL);
}

/* Before it has begun, too. */
static void
test_saving_and_unsaving_at_once_saves_nothing (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GError) error = NULL;
  DexFuture *save_future;
  DexFuture *unsave_future;
  gint64 id;

  room_open (&room);
  id = add_illustrated (&room);
  serve_pictures (&room);
  save_future = gazette_newsroom_save (room.newsroom, id);
  unsave_future = gazette_newsroom_unsave (room.newsroom, id);
  error = test_await_error (save_future);
  test_await (unsave_future);
  room_restart (&room);

  assert_state (&room, id, GAZETTE_SAVED_NONE, NULL);
  g_assert_cmpuint (gazette_test_server_get_hits (room.server, NULL), ==, 1);
}

/* The one that stops must not end the one that begins. */
static void
test_unsaving_and_saving_at_once_saves (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GError) error = NULL;
  DexFuture *first;
  DexFuture *unsave;
  DexFuture *second;
  gint64 id;

  room_open (&room);
  id = add_illustrated (&room);
  serve_pictures (&room);
  first = gazette_newsroom_save (room.newsroom, id);
  unsave = gazette_newsroom_unsave (room.newsroom, id);
  second = gazette_newsroom_save (room.newsroom, id);

  error = test_await_error (first);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  test_await (unsave);
  test_await (second);
  assert_state (&room, id, GAZETTE_SAVED_COMPLETE, NULL);
}

static void
test_unsaving_can_be_undone_without_the_server (void)
{
  g_auto(Room) room = { 0 };
  gint64 id;

  room_open (&room);
  id = add_illustrated (&room);
  serve_pictures (&room);
  save (&room, id);
  g_clear_pointer (&room.server, gazette_test_server_free);

  test_await (gazette_newsroom_unsave (room.newsroom, id));
  assert_state (&room, id, GAZETTE_SAVED_NONE, NULL);
  save (&room, id);
  assert_state (&room, id, GAZETTE_SAVED_COMPLETE, NULL);
}

/* Nobody has to wait for it. */
static void
test_it_goes_on_when_it_is_dropped (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GString) steps = NULL;
  gint64 id;

  room_open (&room);
  id = add_illustrated (&room);
  serve_pictures (&room);
  steps = watch_progress (&room);
  dex_unref (gazette_newsroom_save (room.newsroom, id));
  wait_for_progress (steps, "3/3 ");
  save (&room, id);

  assert_state (&room, id, GAZETTE_SAVED_COMPLETE, NULL);
}

static void
test_two_articles_share_a_picture (void)
{
  static const char shared[] = FEED (ITEM ("1", "One", IMG ("/a.png")) "," ITEM ("2", "Two", IMG ("/a.png")));
  g_auto(Room) room = { 0 };
  g_autofree char *a = NULL;
  DexFuture *first;
  DexFuture *second;
  gint64 one;
  gint64 two;

  room_open (&room);
  room_serve (&room, "/feed.json", JSON_TYPE, shared);
  serve_pictures (&room);
  room_add (&room, "/feed.json");
  one = room_find (&room, "One");
  two = room_find (&room, "Two");
  first = gazette_newsroom_save (room.newsroom, one);
  second = gazette_newsroom_save (room.newsroom, two);
  test_await (first);
  test_await (second);

  /* The one that is left has it for itself. */
  test_await (gazette_newsroom_unsave (room.newsroom, one));
  a = gazette_test_server_dup_url (room.server, "/a.png");
  room_leave (&room);
  g_clear_pointer (&room.server, gazette_test_server_free);
  room_enter (&room);
  assert_picture (&room, a, PICTURE_A);
  assert_state (&room, two, GAZETTE_SAVED_COMPLETE, NULL);
}

int
main (int   argc,
      char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func) g_test_add_func ("/newsroom/save/" name, func)
  ADD ("without-the-server", test_the_page_is_the_same_without_the_server);
  ADD ("not-in-the-cache", test_nothing_of_it_is_in_the_cache);
  ADD ("restart", test_it_goes_on_after_the_program_ended);
  ADD ("missing", test_a_missing_picture_is_told_and_can_be_had_later);
  ADD ("no-picture", test_what_is_no_picture_is_missing);
  ADD ("without-pictures", test_without_pictures_it_is_complete);
  ADD ("gallery", test_an_endless_gallery_is_not_saved_whole);
  ADD ("unsave", test_unsaving_stops_it);
  ADD ("save-and-unsave", test_saving_and_unsaving_at_once_saves_nothing);
  ADD ("unsave-and-save", test_unsaving_and_saving_at_once_saves);
  ADD ("undo", test_unsaving_can_be_undone_without_the_server);
  ADD ("dropped", test_it_goes_on_when_it_is_dropped);
  ADD ("shared", test_two_articles_share_a_picture);
#undef ADD

  return g_test_run ();
}

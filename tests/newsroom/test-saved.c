/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "gazette-newsroom-private.h"
#include "test-newsroom-util.h"

#define PICTURE_A "\x89PNG\r\n\x1a\n the first picture"
#define PICTURE_B "\x89PNG\r\n\x1a\n another one, later"
#define PICTURE_C "GIF89a the third picture"
#define PICTURE_TYPE "Content-Type: image/png"
#define IMG(path) "<img src='{{base}}" path "'>"

#define LONG_TEXT \
  "The harbour woke before the town did, and with it the gulls, the ropes, the horns and the smell of coffee. " \
  "Nobody on the quay looked up when the first ferry came in, since they had seen it on every day of their lives. " \
  "What was new stood on the second deck, wrapped in canvas, guarded by a boy of ten, and it was very tall. "

static gint64
add (Room       *room,
     const char *feed)
{
  room_serve (room, "/feed.json", JSON_TYPE, feed);
  room_add (room, "/feed.json");

  return room_find (room, "One");
}

static void
save (Room   *room,
      gint64  article_id)
{
  test_await (gazette_newsroom_save (room->newsroom, article_id));
}

static void
refresh (Room       *room,
         const char *feed)
{
  room_serve (room, "/feed.json", JSON_TYPE, feed);
  /* What was asked a moment ago is asked again when a person wants it. */
  test_await (gazette_newsroom_refresh (room->newsroom));
}

static gboolean
await_boolean (DexFuture *future)
{
  g_autoptr(DexFuture) owned = future;
  g_autoptr(GError) error = NULL;
  const GValue *value;

  test_wait (future);
  value = dex_future_get_value (future, &error);
  g_assert_no_error (error);

  return g_value_get_boolean (value);
}

static void
assert_picture (Room       *room,
                gint64      article_id,
                const char *path,
                const char *expected)
{
  g_autofree char *base = NULL;
  g_autoptr(GBytes) bytes = NULL;
  gsize size;
  const char *data;

  base = g_strconcat (gazette_test_server_get_base (room->server), path, NULL);
  bytes = test_await_boxed (gazette_newsroom_load_saved_picture (room->newsroom, article_id, base));
  data = g_bytes_get_data (bytes, &size);
  g_assert_cmpmem (data, size, expected, strlen (expected));
}

static char *
dup_picture_path (Room       *room,
                  const char *picture)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, picture, -1);
  g_autofree char *start = g_strndup (hash, 2);

  return g_build_filename (room->data, "pictures", start, hash, NULL);
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
assert_text (Room       *room,
             gint64      article_id,
             const char *expected)
{
  g_autofree char *text = room_load_text (room, article_id);

  g_assert_cmpstr (text, ==, expected);
}

static gboolean
is_updated (Room   *room,
            gint64  article_id)
{
  g_autoptr(GazetteStored) stored = room_load_article (room, article_id);

  return stored->is_updated;
}

/* All that the window does when an article is opened. */
static void
open_page (Room   *room,
           gint64  article_id)
{
  g_autofree char *text = room_load_text (room, article_id);

  dex_unref (gazette_newsroom_load_full_text (room->newsroom, article_id, FALSE));
  g_assert_false (await_boolean (gazette_newsroom_load_full_text (room->newsroom, article_id, FALSE)));
  await_boolean (gazette_newsroom_check_saved (room->newsroom, article_id));
}

static void
test_nothing_is_asked_when_it_is_opened (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GError) error = NULL;
  g_autofree char *b = NULL;
  gint64 id;
  guint n_hits;

  room_open (&room);
  room_serve (&room, "/a.png", PICTURE_TYPE, PICTURE_A);
  /* It is short, has an address, and one of its pictures is missing. */
  id = add (&room, FEED ("{\"id\":\"1\",\"title\":\"One\",\"url\":\"{{base}}/one.html\","
                         "\"content_html\":\"Short…" IMG ("/a.png") IMG ("/b.png") "\"}"));
  save (&room, id);
  n_hits = gazette_test_server_get_hits (room.server, NULL);

  open_page (&room, id);
  assert_picture (&room, id, "/a.png", PICTURE_A);
  b = gazette_test_server_dup_url (room.server, "/b.png");
  error = test_await_error (gazette_newsroom_load_saved_picture (room.newsroom, id, b));
  g_assert_error (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_FOUND);
  room_restart (&room);
  open_page (&room, id);
  assert_picture (&room, id, "/a.png", PICTURE_A);

  g_assert_cmpuint (gazette_test_server_get_hits (room.server, NULL), ==, n_hits);
}

static void
spoil (const char *path,
       gboolean    keep_size)
{
  g_autofree char *contents = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &contents, &size, NULL));
  contents[size - 1] ^= 1;
  g_assert_true (g_file_set_contents (path, contents, keep_size ? (gssize) size : (gssize) size / 2, NULL));
}

static void
assert_damage_is_mended (Room   *room,
                         gint64  id)
{
  g_autoptr(GazetteStored) stored = NULL;

  g_assert_false (await_boolean (gazette_newsroom_check_saved (room->newsroom, id)));
  stored = room_load_article (room, id);
  g_assert_cmpint (stored->saved, ==, GAZETTE_SAVED_INCOMPLETE);
  g_assert_true (g_str_has_prefix (stored->saved_note, "Saved, 1 picture missing: This picture is "));

  save (room, id);
  assert_state (room, id, GAZETTE_SAVED_COMPLETE, NULL);
  assert_picture (room, id, "/a.png", PICTURE_A);
  g_assert_true (await_boolean (gazette_newsroom_check_saved (room->newsroom, id)));
}

static void
test_damage_is_found_and_mended (void)
{
  g_auto(Room) room = { 0 };
  g_autofree char *path = NULL;
  gint64 id;

  room_open (&room);
  room_serve (&room, "/a.png", PICTURE_TYPE, PICTURE_A);
  room_serve (&room, "/c.gif", PICTURE_TYPE, PICTURE_C);
  id = add (&room, FEED (ITEM ("1", "One", IMG ("/a.png") IMG ("/c.gif"))));
  save (&room, id);
  g_assert_true (await_boolean (gazette_newsroom_check_saved (room.newsroom, id)));
  path = dup_picture_path (&room, PICTURE_A);

  spoil (path, TRUE);
  assert_damage_is_mended (&room, id);
  spoil (path, FALSE);
  assert_damage_is_mended (&room, id);
  g_assert_cmpint (g_unlink (path), ==, 0);
  assert_damage_is_mended (&room, id);
  g_assert_cmpuint (gazette_test_server_get_hits (room.server, "/a.png"), ==, 4);
  g_assert_cmpuint (gazette_test_server_get_hits (room.server, "/c.gif"), ==, 1);
}

/* Saved by name, not by what another article has of the same name. */
static void
test_each_article_has_its_own_picture (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GBytes) bytes = g_bytes_new_static (PICTURE_B, strlen (PICTURE_B));
  g_autofree char *a = NULL;
  gint64 one;
  gint64 two;

  room_open (&room);
  room_serve (&room, "/a.png", PICTURE_TYPE, PICTURE_A);
  one = add (&room, FEED (ITEM ("1", "One", IMG ("/a.png")) "," ITEM ("2", "Two", IMG ("/a.png"))));
  two = room_find (&room, "Two");
  save (&room, one);
  save (&room, two);
  a = gazette_test_server_dup_url (room.server, "/a.png");
  test_await (gazette_library_keep_picture (room_get_library (&room), two, a, bytes));

  assert_picture (&room, one, "/a.png", PICTURE_A);
  assert_picture (&room, two, "/a.png", PICTURE_B);
}

/* The one that was chosen stays, also when it would not be chosen now. */
static void
test_a_choice_is_made_once (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GBytes) bytes = g_bytes_new_static (PICTURE_B, strlen (PICTURE_B));
  g_autofree char *small = NULL;
  g_autofree char *large = NULL;
  g_auto(GStrv) before = NULL;
  g_auto(GStrv) after = NULL;
  g_autoptr(GazetteStored) stored = NULL;
  g_autoptr(GazetteStored) saved = NULL;
  g_autoptr(GazetteDocument) document = NULL;
  g_autoptr(GazetteDocument) saved_document = NULL;
  gint64 id;

  room_open (&room);
  id = add (&room, FEED ("{\"id\":\"1\",\"title\":\"One\",\"image\":\"{{base}}/lead.png\",\"content_html\":"
                         "\"<img src='{{base}}/s.png' srcset='{{base}}/s.png 300w, {{base}}/l.png 1600w'>\"}"));
  small = gazette_test_server_dup_url (room.server, "/s.png");
  large = gazette_test_server_dup_url (room.server, "/l.png");
  stored = room_load_article (&room, id);
  document = test_await_boxed (gazette_newsroom_load_document (room.newsroom, stored));
  before = gazette_document_dup_pictures (document);
  g_assert_cmpstr (before[0], ==, large);

  /* As a version with other rules had saved it. */
  test_await (gazette_library_keep_picture (room_get_library (&room), id, small, bytes));
  test_await (gazette_library_set_saved (room_get_library (&room), id, GAZETTE_SAVED_COMPLETE, NULL));
  saved = room_load_article (&room, id);
  /* That the lead picture is kept as well does not change what is chosen. */
  saved_document = test_await_boxed (gazette_newsroom_load_document (room.newsroom, saved));
  after = gazette_document_dup_pictures (saved_document);
  g_assert_cmpstr (after[0], ==, small);
  g_assert_cmpuint (g_strv_length (after), ==, 1);
}

static void
test_a_full_text_that_cannot_be_had_is_told (void)
{
  g_auto(Room) room = { 0 };
  gint64 id;

  room_open (&room);
  room_answer (&room, "/one.html", &(GazetteTestAnswer) { .status = 503 });
  id = add (&room, FEED ("{\"id\":\"1\",\"title\":\"One\",\"url\":\"{{base}}/one.html\",\"content_html\":\"Short…\"}"));
  save (&room, id);
  {
    g_autoptr(GazetteStored) stored = room_load_article (&room, id);

    g_assert_cmpint (stored->saved, ==, GAZETTE_SAVED_INCOMPLETE);
    g_assert_true (g_str_has_prefix (stored->saved_note, "Saved without the full text: "));
  }

  room_serve (&room, "/one.html", HTML_TYPE, "<article><h1>One</h1><p>" LONG_TEXT "</p><p>" LONG_TEXT "</p></article>");
  save (&room, id);
  assert_state (&room, id, GAZETTE_SAVED_COMPLETE, NULL);
  {
    g_autofree char *text = room_load_text (&room, id);

    g_assert_nonnull (strstr (text, "wrapped in canvas"));
  }
}

/* Its source is recognised by its sign also without a network; but an article is
 * whole without it. */
static void
test_the_icon_of_the_source_is_kept (void)
{
  static const char feed[] =
    "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"The Feed\",\"favicon\":\"{{base}}/icon.png\","
    "\"items\":[" ITEM ("1", "One", "Text") "]}";
  g_auto(Room) room = { 0 };
  gint64 id;

  room_open (&room);
  id = add (&room, feed);
  save (&room, id);
  assert_state (&room, id, GAZETTE_SAVED_COMPLETE, NULL);

  room_serve (&room, "/icon.png", PICTURE_TYPE, PICTURE_B);
  test_await (gazette_newsroom_unsave (room.newsroom, id));
  save (&room, id);
  assert_state (&room, id, GAZETTE_SAVED_COMPLETE, NULL);
  assert_picture (&room, id, "/icon.png", PICTURE_B);
}

static void
test_progress_can_be_asked (void)
{
  g_auto(Room) room = { 0 };
  guint n_done = 9;
  guint n_all = 9;
  DexFuture *future;
  gint64 id;

  room_open (&room);
  room_serve (&room, "/a.png", PICTURE_TYPE, PICTURE_A);
  room_answer (&room, "/c.gif", &(GazetteTestAnswer) { .fault = GAZETTE_TEST_FAULT_NEVER });
  id = add (&room, FEED (ITEM ("1", "One", IMG ("/a.png") IMG ("/c.gif"))));
  g_assert_false (gazette_newsroom_get_save_progress (room.newsroom, id, &n_done, &n_all));
  future = gazette_newsroom_save (room.newsroom, id);
  do
    {
      g_main_context_iteration (NULL, TRUE);
      g_assert_true (gazette_newsroom_get_save_progress (room.newsroom, id, &n_done, &n_all));
    }
  while (n_done == 0);
  g_assert_cmpuint (n_done, ==, 1);
  g_assert_cmpuint (n_all, ==, 2);

  test_await (gazette_newsroom_unsave (room.newsroom, id));
  g_assert_false (gazette_newsroom_get_save_progress (room.newsroom, id, &n_done, &n_all));
  dex_unref (future);
}

#define OLD_TEXT "The cat sat on the mat."
#define NEW_TEXT "The dog sat on the mat."

static void
test_an_update_is_offered (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GazetteDocument) changes = NULL;
  g_autofree char *text = NULL;
  gint64 id;

  room_open (&room);
  id = add (&room, FEED (ITEM ("1", "One", OLD_TEXT)));
  save (&room, id);
  g_assert_false (is_updated (&room, id));
  refresh (&room, FEED (ITEM ("1", "One", NEW_TEXT)));

  assert_text (&room, id, OLD_TEXT);
  g_assert_true (is_updated (&room, id));
  changes = test_await_boxed (gazette_newsroom_load_changes (room.newsroom, id));
  text = gazette_document_to_text (changes);
  g_assert_cmpstr (text, ==, "The catdog sat on the mat.");

  /* It goes back. */
  refresh (&room, FEED (ITEM ("1", "One", OLD_TEXT)));
  g_assert_false (is_updated (&room, id));
}

static void
test_what_was_declined_is_not_offered_again (void)
{
  g_auto(Room) room = { 0 };
  gint64 id;

  room_open (&room);
  id = add (&room, FEED (ITEM ("1", "One", OLD_TEXT)));
  save (&room, id);
  refresh (&room, FEED (ITEM ("1", "One", NEW_TEXT)));
  test_await (gazette_library_decline_update (room_get_library (&room), id));
  g_assert_false (is_updated (&room, id));
  refresh (&room, FEED (ITEM ("1", "One", NEW_TEXT)));
  g_assert_false (is_updated (&room, id));

  refresh (&room, FEED (ITEM ("1", "One", "The bird sat on the mat.")));
  g_assert_true (is_updated (&room, id));
  assert_text (&room, id, OLD_TEXT);
}

/* HTML that is written anew each time, but says the same. */
static void
test_no_update_where_the_words_are_the_same (void)
{
  g_auto(Room) room = { 0 };
  gint64 id;

  room_open (&room);
  id = add (&room, FEED (ITEM ("1", "One", "<p class='a1'>The <i>cat</i> sat.</p>")));
  save (&room, id);
  refresh (&room, FEED (ITEM ("1", "One", "<p class='b2'>The\\n <i>cat</i> sat.</p>")));

  g_assert_false (is_updated (&room, id));
}

static void
test_an_update_is_taken_and_undone (void)
{
  g_auto(Room) room = { 0 };
  gint64 id;

  room_open (&room);
  room_serve (&room, "/a.png", PICTURE_TYPE, PICTURE_A);
  room_serve (&room, "/b.png", PICTURE_TYPE, PICTURE_B);
  id = add (&room, FEED (ITEM ("1", "One", OLD_TEXT IMG ("/a.png"))));
  save (&room, id);
  refresh (&room, FEED (ITEM ("1", "One", NEW_TEXT IMG ("/b.png"))));
  test_await (gazette_newsroom_take_update (room.newsroom, id));
  save (&room, id);

  assert_text (&room, id, NEW_TEXT);
  assert_state (&room, id, GAZETTE_SAVED_COMPLETE, NULL);
  assert_picture (&room, id, "/b.png", PICTURE_B);
  g_assert_false (is_updated (&room, id));
  /* What its source says is what is saved. */
  refresh (&room, FEED (ITEM ("1", "One", NEW_TEXT IMG ("/b.png"))));
  g_assert_false (is_updated (&room, id));

  /* Also without a network. */
  g_clear_pointer (&room.server, gazette_test_server_free);
  test_await (gazette_newsroom_take_update (room.newsroom, id));
  save (&room, id);
  assert_text (&room, id, OLD_TEXT);
  assert_state (&room, id, GAZETTE_SAVED_COMPLETE, NULL);
}

/* The old text's pictures are not those of the new one: what is under way for it
 * ends, and the article is not called complete. */
static void
test_an_update_is_taken_while_it_is_saved (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GError) error = NULL;
  DexFuture *first;
  gint64 id;

  room_open (&room);
  room_answer (&room, "/a.png", &(GazetteTestAnswer) { .fault = GAZETTE_TEST_FAULT_NEVER });
  room_serve (&room, "/b.png", PICTURE_TYPE, PICTURE_B);
  id = add (&room, FEED (ITEM ("1", "One", OLD_TEXT IMG ("/a.png"))));
  first = gazette_newsroom_save (room.newsroom, id);
  room_wait_for (&room, gazette_test_server_get_running, "/a.png", 1);
  refresh (&room, FEED (ITEM ("1", "One", NEW_TEXT IMG ("/b.png"))));
  test_await (gazette_newsroom_take_update (room.newsroom, id));
  error = test_await_error (first);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  save (&room, id);

  assert_state (&room, id, GAZETTE_SAVED_COMPLETE, NULL);
  assert_picture (&room, id, "/b.png", PICTURE_B);
}

/* Like is compared with like. */
static void
test_full_texts_are_compared (void)
{
  static const char feed[] =
    FEED ("{\"id\":\"1\",\"title\":\"One\",\"url\":\"{{base}}/one.html\",\"content_html\":\"%s…\"}");
  g_auto(Room) room = { 0 };
  g_autofree char *first = g_strdup_printf (feed, "Short");
  g_autofree char *second = g_strdup_printf (feed, "Brief");
  g_autoptr(GazetteDocument) changes = NULL;
  g_autofree char *text = NULL;
  gint64 id;

  room_open (&room);
  room_serve (&room, "/one.html", HTML_TYPE, "<article><h1>One</h1><p>" LONG_TEXT "</p><p>" LONG_TEXT "</p></article>");
  id = add (&room, first);
  save (&room, id);
  room_serve (&room, "/one.html", HTML_TYPE,
              "<article><h1>One</h1><p>" LONG_TEXT "</p><p>" LONG_TEXT "A colleague corrected this.</p></article>");
  refresh (&room, second);
  g_assert_true (is_updated (&room, id));
  changes = test_await_boxed (gazette_newsroom_load_changes (room.newsroom, id));
  text = gazette_document_to_text (changes);

  g_assert_nonnull (strstr (text, "very tall. A colleague corrected this."));
  g_assert_null (strstr (text, "Short"));

  /* And it is there when it is taken: nothing is asked again. */
  g_clear_pointer (&room.server, gazette_test_server_free);
  test_await (gazette_newsroom_take_update (room.newsroom, id));
  save (&room, id);
  assert_state (&room, id, GAZETTE_SAVED_COMPLETE, NULL);
  g_free (text);
  text = room_load_text (&room, id);
  g_assert_nonnull (strstr (text, "A colleague corrected this."));
}

int
main (int   argc,
      char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func) g_test_add_func ("/newsroom/saved/" name, func)
  ADD ("opened", test_nothing_is_asked_when_it_is_opened);
  ADD ("damage", test_damage_is_found_and_mended);
  ADD ("own-picture", test_each_article_has_its_own_picture);
  ADD ("choice", test_a_choice_is_made_once);
  ADD ("full-text", test_a_full_text_that_cannot_be_had_is_told);
  ADD ("icon", test_the_icon_of_the_source_is_kept);
  ADD ("progress", test_progress_can_be_asked);
  ADD ("update", test_an_update_is_offered);
  ADD ("declined", test_what_was_declined_is_not_offered_again);
  ADD ("same-words", test_no_update_where_the_words_are_the_same);
  ADD ("taken", test_an_update_is_taken_and_undone);
  ADD ("taken-while-saving", test_an_update_is_taken_while_it_is_saved);
  ADD ("full-texts", test_full_texts_are_compared);
#undef ADD

  return g_test_run ();
}

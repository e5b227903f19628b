/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "test-newsroom-util.h"

#define FIRST \
  "The harbour woke before the town did, and with it the gulls, the ropes, the horns and the smell of coffee on the quay."
#define SECOND \
  "Nobody on the quay looked up when the first ferry came in, since they had seen it come in on every day of their lives."
#define THIRD \
  "What was new this morning stood on the second deck, wrapped in canvas, guarded by a boy of ten, and it was very tall."
#define PICTURE "\x89PNG\r\n\x1a\n the picture of a page"
#define PAGE \
  "<title>One</title><nav><a href='/'>Home</a></nav><article><h1>One</h1><p>" FIRST "</p><figure><img src='/deck.png' " \
  "alt='Deck'></figure><p>" SECOND "</p><p>" THIRD "</p></article><aside>More of us, every day.</aside>"

#define LED_PAGE \
  "<meta property=og:image content='/tall.png'><div><h1>One</h1><img src='/tall.png' alt='The tall thing'></div>" PAGE

#define WEB_ITEM(id, title, html) \
  "{\"id\":\"" id "\",\"title\":\"" title "\",\"url\":\"{{base}}/" id ".html\",\"content_html\":\"" html "\"}"

#define SHORT WEB_ITEM ("1", "One", "<p>The harbour woke…</p>")
#define LONG WEB_ITEM ("1", "One", "<p>" FIRST FIRST FIRST FIRST "</p>")
#define ILLUSTRATED WEB_ITEM ("2", "Two", "<p>Look!</p><img src='/a.png'>")
#define PICTURED \
  "{\"id\":\"2\",\"title\":\"Two\",\"url\":\"{{base}}/2.html\",\"image\":\"/own.png\",\"summary\":\"Look…\"}"
#define OTHER ITEM ("2", "Two", "Fog.")

static gint64
add (Room       *room,
     const char *items)
{
  room_serve (room, "/feed.json", JSON_TYPE, items);
  room_add (room, "/feed.json");

  return room_find (room, "One");
}

static gboolean
load (Room     *room,
      gint64    article_id,
      gboolean  is_asked_for)
{
  g_autoptr(DexFuture) future = gazette_newsroom_load_full_text (room->newsroom, article_id, is_asked_for);
  g_autoptr(GError) error = NULL;
  const GValue *value;

  test_wait (future);
  value = dex_future_get_value (future, &error);
  g_assert_no_error (error);

  return g_value_get_boolean (value);
}

static GError *
fail_to_load (Room   *room,
              gint64  article_id)
{
  return test_await_error (gazette_newsroom_load_full_text (room->newsroom, article_id, TRUE));
}

static char *
dup_shown (Room   *room,
           gint64  article_id)
{
  g_autoptr(GazetteStored) stored = room_load_article (room, article_id);
  g_autoptr(GazetteDocument) document = test_await_boxed (gazette_newsroom_load_document (room->newsroom, stored));

  return gazette_document_to_text (document);
}

static void
assert_full (Room     *room,
             gint64    article_id,
             gboolean  is_full)
{
  g_autofree char *text = dup_shown (room, article_id);

  g_assert_true ((strstr (text, SECOND) != NULL) == is_full);
  g_assert_null (strstr (text, "Home"));
}

static void
test_of_a_short_text (Room *room)
{
  gint64 id = add (room, FEED (SHORT));

  room_serve (room, "/1.html", HTML_TYPE, PAGE);
  assert_full (room, id, FALSE);
  g_assert_true (load (room, id, FALSE));
  assert_full (room, id, TRUE);

  /* It is there now. */
  g_assert_false (load (room, id, FALSE));
  g_assert_false (load (room, id, TRUE));
  g_assert_cmpuint (gazette_test_server_get_hits (room->server, "/1.html"), ==, 1);
}

static void
test_is_not_asked_for_long_or_illustrated (Room *room)
{
  gint64 id = add (room, FEED (LONG "," ILLUSTRATED));

  room_serve (room, "/1.html", HTML_TYPE, PAGE);
  room_serve (room, "/2.html", HTML_TYPE, PAGE);
  g_assert_false (load (room, id, FALSE));
  g_assert_false (load (room, room_find (room, "Two"), FALSE));
  g_assert_cmpuint (gazette_test_server_get_hits (room->server, "/1.html"), ==, 0);
  g_assert_cmpuint (gazette_test_server_get_hits (room->server, "/2.html"), ==, 0);

  /* Unless a person does. */
  g_assert_true (load (room, room_find (room, "Two"), TRUE));
}

static void
test_as_the_source_is_set (Room *room)
{
  gint64 id = add (room, FEED (SHORT "," ILLUSTRATED));
  g_autoptr(GazetteStored) stored = room_load_article (room, id);
  g_autoptr(GazetteSource) source = NULL;

  room_serve (room, "/1.html", HTML_TYPE, PAGE);
  room_serve (room, "/2.html", HTML_TYPE, PAGE);
  g_assert_cmpint (stored->full_text, ==, GAZETTE_FULL_TEXT_WHEN_SHORT);

  test_await (gazette_library_set_full_text (room_get_library (room), stored->source_id, GAZETTE_FULL_TEXT_NEVER));
  g_assert_false (load (room, id, FALSE));
  g_assert_cmpuint (gazette_test_server_get_hits (room->server, "/1.html"), ==, 0);

  test_await (gazette_library_set_full_text (room_get_library (room), stored->source_id, GAZETTE_FULL_TEXT_ALWAYS));
  source = room_load_source (room, stored->source_id);
  g_assert_cmpint (source->full_text, ==, GAZETTE_FULL_TEXT_ALWAYS);
  g_assert_true (load (room, room_find (room, "Two"), FALSE));
}

static void
test_cannot_be_had (Room *room)
{
  gint64 id = add (room, FEED (SHORT "," OTHER));
  g_autoptr(GError) missing = fail_to_load (room, id);
  g_autoptr(GError) without_address = fail_to_load (room, room_find (room, "Two"));
  g_autoptr(GError) empty = NULL;

  test_assert_words (missing, GAZETTE_ERROR_NOT_FOUND, "does not have it any more");
  test_assert_words (without_address, GAZETTE_ERROR_BAD_ADDRESS, "where this article is");

  room_serve (room, "/1.html", HTML_TYPE, "<nav><a href='/'>Home</a></nav><p>Wait.</p>");
  empty = fail_to_load (room, id);
  test_assert_words (empty, GAZETTE_ERROR_NO_ARTICLES, "no more text");
  assert_full (room, id, FALSE);
}

static void
test_outlives_updates_but_not_changes (Room *room)
{
  gint64 id = add (room, FEED (SHORT));
  g_autoptr(GazetteStored) stored = room_load_article (room, id);

  room_serve (room, "/1.html", HTML_TYPE, PAGE);
  g_assert_true (load (room, id, FALSE));

  room_serve (room, "/feed.json", JSON_TYPE, FEED (SHORT "," OTHER));
  test_await (gazette_newsroom_refresh_source (room->newsroom, stored->source_id));
  assert_full (room, id, TRUE);

  room_serve (room, "/feed.json", JSON_TYPE, FEED (WEB_ITEM ("1", "One", "<p>The harbour slept…</p>")));
  test_await (gazette_newsroom_refresh_source (room->newsroom, stored->source_id));
  assert_full (room, id, FALSE);
}

/* A picture that the page shows above the text comes along where the source names none. */
static void
test_with_the_picture_above_it (Room *room)
{
  gint64 id = add (room, FEED (SHORT "," PICTURED));
  gint64 pictured_id = room_find (room, "Two");
  g_autoptr(GazetteStored) stored = NULL;
  g_autoptr(GazetteStored) pictured = NULL;

  room_serve (room, "/1.html", HTML_TYPE, LED_PAGE);
  room_serve (room, "/2.html", HTML_TYPE, LED_PAGE);
  g_assert_true (load (room, id, FALSE));
  g_assert_true (load (room, pictured_id, FALSE));
  stored = room_load_article (room, id);
  pictured = room_load_article (room, pictured_id);

  g_assert_true (g_str_has_prefix (stored->full_html, "<figure><img src=\""));
  g_assert_nonnull (strstr (stored->full_html, "/tall.png\" alt=\"The tall thing\"></figure>"));
  g_assert_nonnull (pictured->article->image);
  g_assert_null (strstr (pictured->full_html, "/tall.png"));
}

static void
test_is_saved_with_its_pictures (Room *room)
{
  gint64 id = add (room, FEED (SHORT));
  g_autofree char *url = gazette_test_server_dup_url (room->server, "/deck.png");
  g_autoptr(GazetteStored) stored = NULL;
  g_autoptr(GBytes) bytes = NULL;

  room_serve (room, "/1.html", HTML_TYPE, PAGE);
  room_serve (room, "/deck.png", "Content-Type: image/png", PICTURE);
  test_await (gazette_newsroom_save (room->newsroom, id));
  stored = room_load_article (room, id);
  bytes = test_await_boxed (gazette_library_load_picture (room_get_library (room), url));

  g_assert_cmpint (stored->saved, ==, GAZETTE_SAVED_COMPLETE);
  g_assert_nonnull (stored->full_html);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, strlen (PICTURE));
}

/* Nothing of the page is an obstacle to saving what is there, but that is not all. */
static void
test_is_saved_without_it (Room *room)
{
  gint64 id = add (room, FEED (SHORT));
  g_autoptr(GazetteStored) stored = NULL;

  test_await (gazette_newsroom_save (room->newsroom, id));
  stored = room_load_article (room, id);
  g_assert_cmpint (stored->saved, ==, GAZETTE_SAVED_INCOMPLETE);
  g_assert_nonnull (stored->saved_note);
  g_assert_null (stored->full_html);
}

static void
run (gconstpointer data)
{
  void (*test) (Room *room) = data;
  g_auto(Room) room = { 0 };

  room_open (&room);
  test (&room);
}

int
main (int   argc,
      char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func) g_test_add_data_func ("/newsroom/full-text/" name, func, run)
  ADD ("short", test_of_a_short_text);
  ADD ("long-or-illustrated", test_is_not_asked_for_long_or_illustrated);
  ADD ("source", test_as_the_source_is_set);
  ADD ("failure", test_cannot_be_had);
  ADD ("update", test_outlives_updates_but_not_changes);
  ADD ("picture-above", test_with_the_picture_above_it);
  ADD ("save", test_is_saved_with_its_pictures);
  ADD ("save-without", test_is_saved_without_it);
#undef ADD

  return g_test_run ();
}

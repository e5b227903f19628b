/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pages that a person saves by their addresses. */

#include "config.h"

#include <string.h>

#include "gazette-clip.h"
#include "gazette-newsroom-private.h"
#include "test-newsroom-util.h"

#define WORDS \
  "The harbour woke before the town did, and with it the gulls, the ropes, the horns and the smell of coffee on the quay. "
#define PICTURE "\x89PNG\r\n\x1a\n the picture of a page"
#define PAGE(head) \
  "<!DOCTYPE html><title>Ropes of the harbour</title><meta name=author content='Ada Lovelace'>" head \
  "<nav><a href='/'>Home</a></nav><article><h1>Ropes of the harbour</h1><p>" WORDS "</p><figure><img src='/rope.png' " \
  "alt=Rope></figure><p>" WORDS WORDS "</p><p>" WORDS "</p></article>"

static void
enter (Room *room)
{
  room->newsroom->clip_pause = 1;
}

static GazetteClipped
take_clipped (DexFuture *future)
{
  g_autofree GazetteClipped *clipped = test_await_boxed (future);

  return *clipped;
}

static GazetteClipped
clip_url (Room       *room,
          const char *url)
{
  const char *addresses[] = { url, NULL };

  return take_clipped (gazette_newsroom_clip (room->newsroom, addresses));
}

static GazetteClipped
clip (Room       *room,
      const char *path)
{
  g_autofree char *url = gazette_test_server_dup_url (room->server, path);

  return clip_url (room, url);
}

static GazetteStored *
find_article (Room   *room,
              gint64  id)
{
  g_autoptr(DexFuture) future = gazette_library_load_article (room_get_library (room), id);
  const GValue *value;

  test_wait (future);
  value = dex_future_get_value (future, NULL);

  return value != NULL ? g_value_dup_boxed (value) : NULL;
}

static GazetteClippingWork
load_work (Room   *room,
           gint64  id)
{
  g_autofree GazetteClippingWork *work =
    test_await_boxed (gazette_library_load_clipping (room_get_library (room), id));

  return *work;
}

/* Until all that is to be done for it is done. */
static GazetteStored *
await_saved (Room   *room,
             gint64  id)
{
  while (TRUE)
    {
      g_autoptr(GazetteStored) stored = find_article (room, id);

      if (stored == NULL)
        return NULL;
      if (stored->saved != GAZETTE_SAVED_SAVING && g_hash_table_size (room->newsroom->bringing) == 0 &&
          (load_work (room, id).state != GAZETTE_CLIPPING_WAITING || load_work (room, id).n_tries > 0 ||
           !room->newsroom->online))
        return room_load_article (room, id);
      g_main_context_iteration (NULL, TRUE);
    }
}

static void
test_a_page_is_saved_whole (Room *room)
{
  GazetteClipped clipped;
  g_autoptr(GazetteStored) stored = NULL;
  g_autoptr(GazetteSource) source = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autofree char *url = gazette_test_server_dup_url (room->server, "/rope.png");

  room_serve (room, "/ropes", HTML_TYPE, PAGE (""));
  room_serve (room, "/rope.png", "Content-Type: image/png", PICTURE);
  clipped = clip (room, "/ropes?utm_source=paper");
  g_assert_cmpuint (clipped.n_new, ==, 1);
  g_assert_cmpint (clipped.import_id, ==, 0);

  stored = await_saved (room, clipped.article_id);
  g_assert_cmpint (stored->saved, ==, GAZETTE_SAVED_COMPLETE);
  g_assert_cmpstr (stored->article->title, ==, "Ropes of the harbour");
  g_assert_cmpstr (stored->article->authors[0], ==, "Ada Lovelace");
  g_assert_nonnull (strstr (stored->article->html, "coffee on the quay"));
  g_assert_null (strstr (stored->article->html, "Home"));
  g_assert_null (strstr (stored->article->url, "utm_source"));
  g_assert_false (stored->read);
  bytes = test_await_boxed (gazette_library_load_picture (room_get_library (room), url));
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, strlen (PICTURE));

  source = room_load_source (room, stored->source_id);
  g_assert_cmpstr (source->title, ==, "Saved Pages");
  g_assert_cmpuint (source->n_articles, ==, 1);
  /* It has no news. */
  test_await (gazette_newsroom_refresh (room->newsroom));
  test_await (gazette_newsroom_refresh_source (room->newsroom, source->id));
  room_assert_hits (room, "/ropes", 1);
}

static void
test_the_same_page_is_one_article (Room *room)
{
  GazetteClipped first;
  GazetteClipped again;
  GazetteClipped other;
  g_autoptr(GazetteStored) stored = NULL;
  g_autoptr(GazetteStored) gone = NULL;

  room_serve (room, "/ropes", HTML_TYPE, PAGE ("<link rel=canonical href='/ropes'>"));
  room_serve (room, "/print/ropes", HTML_TYPE, PAGE ("<link rel=canonical href='/ropes'>"));
  first = clip (room, "/ropes");
  stored = await_saved (room, first.article_id);
  again = clip (room, "/ropes/?fbclid=1#top");
  g_assert_cmpint (again.article_id, ==, first.article_id);
  g_assert_cmpuint (again.n_known, ==, 1);
  room_assert_hits (room, "/ropes", 1);

  other = clip (room, "/print/ropes");
  g_assert_cmpuint (other.n_new, ==, 1);
  gone = await_saved (room, other.article_id);
  g_assert_null (gone);
  /* That address is known from now on. */
  again = clip (room, "/print/ropes");
  g_assert_cmpint (again.article_id, ==, first.article_id);
  room_assert_hits (room, "/print/ropes", 1);
  room_assert_list (room, "Ropes of the harbour,");
}

/* What a page says of its address counts as far as it can be believed. */
static void
test_foreign_addresses_are_not_believed (Room *room)
{
  g_autoptr(GazetteStored) stored = NULL;
  g_autoptr(GazetteStored) front = NULL;
  GazetteClipped clipped;

  room_serve (room, "/a", HTML_TYPE, PAGE ("<link rel=canonical href='https://other.example/a'>"));
  room_serve (room, "/b", HTML_TYPE, PAGE ("<link rel=canonical href='/'>"));
  clipped = clip (room, "/a");
  stored = await_saved (room, clipped.article_id);
  g_assert_true (g_str_has_suffix (stored->article->url, "/a"));
  g_assert_null (strstr (stored->article->url, "other.example"));
  clipped = clip (room, "/b");
  front = await_saved (room, clipped.article_id);
  g_assert_true (g_str_has_suffix (front->article->url, "/b"));
}

static void
test_redirects_are_followed (Room *room)
{
  g_autoptr(GazetteStored) stored = NULL;
  GazetteClipped clipped;

  room_answer (room, "/short", &(GazetteTestAnswer) { .status = 301, .headers = "Location: {{base}}/ropes" });
  room_serve (room, "/ropes", HTML_TYPE, PAGE (""));
  clipped = clip (room, "/short");
  stored = await_saved (room, clipped.article_id);
  g_assert_true (g_str_has_suffix (stored->article->url, "/ropes"));
  clipped = clip (room, "/ropes");
  g_assert_cmpint (clipped.article_id, ==, stored->id);
}

typedef struct
{
  const char *path;
  const char *headers;
  const char *body;
  const char *title;
  const char *html;
  const char *note;
} Kind;

static const Kind kinds[] = {
  { "/a/rope.png", "Content-Type: image/png", PICTURE, "rope.png", "<figure><img src=", NULL },
  { "/a/tides.txt", "Content-Type: text/plain", "High at six.\n\nLow at <noon>.", "tides.txt",
    "<p>Low at &lt;noon&gt;.</p>", NULL },
  { "/a/notes.md", "Content-Type: text/markdown", "# Notes\n\nA *rope*.", "notes.md", "<em>rope</em>", NULL },
  { "/a/tides.json", "Content-Type: application/json", "{\"high\": \"<six>\"}", "tides.json", "&lt;six&gt;", NULL },
  { "/a/chart.pdf", "Content-Type: application/pdf", "%PDF-1.7 chart", "chart.pdf", NULL, "PDF document" },
  { "/a/horn.mp3", "Content-Type: audio/mpeg", "ID3 horn", "horn.mp3", NULL, "audio/mpeg" },
  { "/a/feed.json", JSON_TYPE, FEED (ITEM ("1", "One", "Fog.")), "feed.json", NULL, "Add it as a source" },
  { "/a/empty", HTML_TYPE, "<!DOCTYPE html><title>The quay at night, in four parts</title><script>show ()</script>",
    "The quay at night, in four parts", NULL, "no text on this page" },
  { "/a/gone", NULL, NULL, NULL, NULL, "nothing at this address" },
};

static void
test_of_other_kinds (Room *room)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const Kind *kind = &kinds[i];
      g_autoptr(GazetteStored) stored = NULL;
      GazetteClipped clipped;

      if (kind->headers != NULL)
        room_serve (room, kind->path, kind->headers, kind->body);
      clipped = clip (room, kind->path);
      stored = await_saved (room, clipped.article_id);

      g_test_message ("%s: %s", kind->path, stored->saved_note);
      if (kind->title != NULL)
        g_assert_cmpstr (stored->article->title, ==, kind->title);
      else
        g_assert_cmpstr (stored->article->title, ==, stored->article->url);
      if (kind->html != NULL)
        g_assert_nonnull (strstr (stored->article->html, kind->html));
      g_assert_cmpint (stored->saved, ==, kind->note == NULL ? GAZETTE_SAVED_COMPLETE : GAZETTE_SAVED_INCOMPLETE);
      g_assert_cmpint (load_work (room, stored->id).state, ==,
                       kind->note == NULL ? GAZETTE_CLIPPING_DONE : GAZETTE_CLIPPING_FAILED);
      if (kind->note != NULL)
        g_assert_nonnull (strstr (stored->saved_note, kind->note));
    }
}

/* What may pass is tried again, at once when a person asks for it. */
static void
test_a_server_in_trouble (Room *room)
{
  g_autoptr(GazetteStored) failed = NULL;
  g_autoptr(GazetteStored) stored = NULL;
  g_autoptr(GazetteClippingsDue) due = NULL;
  GazetteClipped clipped;

  room_answer (room, "/ropes", &(GazetteTestAnswer) { .status = 503 });
  clipped = clip (room, "/ropes");
  failed = await_saved (room, clipped.article_id);
  g_assert_cmpint (failed->saved, ==, GAZETTE_SAVED_INCOMPLETE);
  g_assert_nonnull (strstr (failed->saved_note, "tried again"));
  g_assert_cmpint (load_work (room, failed->id).state, ==, GAZETTE_CLIPPING_WAITING);
  due = test_await_boxed (gazette_library_list_due_clippings (room_get_library (room), 4));
  g_assert_cmpuint (due->ids->len, ==, 0);
  g_assert_cmpint (due->next, >, gazette_newsroom_now ());

  room_serve (room, "/ropes", HTML_TYPE, PAGE (""));
  test_await (gazette_newsroom_save (room->newsroom, failed->id));
  stored = await_saved (room, failed->id);
  g_assert_cmpstr (stored->article->title, ==, "Ropes of the harbour");
  g_assert_cmpint (load_work (room, stored->id).state, ==, GAZETTE_CLIPPING_DONE);
}

static void
test_goes_on_after_a_restart (Room *room)
{
  g_autoptr(GazetteStored) stored = NULL;
  GazetteClipped clipped;

  room_answer (room, "/ropes", &(GazetteTestAnswer) { .fault = GAZETTE_TEST_FAULT_NEVER });
  clipped = clip (room, "/ropes");
  room_wait_for (room, gazette_test_server_get_running, "/ropes", 1);
  room_leave (room);

  room_serve (room, "/ropes", HTML_TYPE, PAGE (""));
  room_enter (room);
  enter (room);
  stored = await_saved (room, clipped.article_id);
  g_assert_cmpstr (stored->article->title, ==, "Ropes of the harbour");
}

static void
test_undo_and_removal (Room *room)
{
  g_autoptr(GazetteStored) stored = NULL;
  g_autoptr(GazetteStored) gone = NULL;
  GazetteClipped clipped;

  room_serve (room, "/ropes", HTML_TYPE, PAGE (""));
  room_answer (room, "/slow", &(GazetteTestAnswer) { .fault = GAZETTE_TEST_FAULT_NEVER });
  clipped = clip (room, "/slow");
  room_wait_for (room, gazette_test_server_get_running, "/slow", 1);
  test_await (gazette_newsroom_forget_clipping (room->newsroom, clipped.article_id));
  gone = find_article (room, clipped.article_id);
  g_assert_null (gone);

  clipped = clip (room, "/ropes");
  stored = await_saved (room, clipped.article_id);
  test_await (gazette_library_remove_source (room_get_library (room), stored->source_id));
  g_assert_cmpuint (room_count_sources (room), ==, 0);
  /* Saving another page brings it back. */
  clip (room, "/slow");
  g_assert_cmpuint (room_count_sources (room), ==, 1);
}

static void
test_a_wrong_address (Room *room)
{
  const char *addresses[] = { "https://harbour.example/a", "mailto:ada@harbour.example", NULL };
  g_autoptr(GError) error = test_await_error (gazette_newsroom_clip (room->newsroom, addresses));

  test_assert_words (error, GAZETTE_ERROR_BAD_ADDRESS, "mailto:");
  g_assert_cmpuint (room_count_sources (room), ==, 0);
}

static void
test_a_page_in_a_file (Room *room)
{
  g_autofree char *url = gazette_test_server_dup_url (room->server, "/ropes");
  g_autofree char *page = g_strdup_printf (PAGE ("<link rel=canonical href='%s'>"), url);
  g_autoptr(GBytes) bytes = g_bytes_new (page, strlen (page));
  g_autoptr(GBytes) bare = g_bytes_new_static (PAGE (""), strlen (PAGE ("")));
  g_autoptr(GBytes) nothing = g_bytes_new_static ("<p></p>", 7);
  g_autoptr(GazetteStored) stored = NULL;
  g_autoptr(GazetteStored) unknown = NULL;
  g_autoptr(GError) error = NULL;
  GazetteClipped clipped;

  clipped = take_clipped (gazette_newsroom_clip_file (room->newsroom, bytes, "ropes.html"));
  stored = await_saved (room, clipped.article_id);
  g_assert_cmpstr (stored->article->url, ==, url);
  room_assert_hits (room, "/ropes", 0);
  room_assert_hits (room, "/rope.png", 1);

  clipped = take_clipped (gazette_newsroom_clip_file (room->newsroom, bare, "ropes.html"));
  unknown = await_saved (room, clipped.article_id);
  g_assert_null (unknown->article->url);
  clipped = take_clipped (gazette_newsroom_clip_file (room->newsroom, bare, "other.html"));
  g_assert_cmpint (clipped.article_id, ==, unknown->id);

  error = test_await_error (gazette_newsroom_clip_file (room->newsroom, nothing, "nothing.html"));
  test_assert_words (error, GAZETTE_ERROR_NOT_READABLE, "nothing.html");
}

static GazetteImportOffer *
read_import (Room       *room,
             const char *text)
{
  g_autofree char *whole = g_strdup (text);
  g_auto(GStrv) parts = g_strsplit (whole, "{{base}}", -1);
  g_autofree char *filled = g_strjoinv (gazette_test_server_get_base (room->server), parts);
  g_autoptr(GBytes) bytes = g_bytes_new (filled, strlen (filled));

  return test_await_boxed (gazette_newsroom_read_import (room->newsroom, bytes));
}

static GazetteImportState *
load_state (Room *room)
{
  return test_await_boxed (gazette_library_load_import (room_get_library (room)));
}

static void
wait_for_import (Room  *room,
                 guint  n)
{
  while (TRUE)
    {
      g_autoptr(GazetteImportState) state = load_state (room);

      if (state->n_done + state->n_failed == n && g_hash_table_size (room->newsroom->bringing) == 0)
        return;
      g_main_context_iteration (NULL, TRUE);
    }
}

static void
test_an_import (Room *room)
{
  g_autoptr(GazetteImportOffer) offer = NULL;
  g_autoptr(GazetteImportOffer) again = NULL;
  g_autoptr(GazetteImportState) state = NULL;
  g_autoptr(GPtrArray) failures = NULL;
  g_autoptr(GazetteStored) stored = NULL;
  GazetteClipped clipped;

  room_serve (room, "/ropes", HTML_TYPE, PAGE (""));
  room_serve (room, "/old", HTML_TYPE, PAGE (""));
  clip (room, "/old");
  offer = read_import (room, "[{\"is_archived\":1,\"url\":\"{{base}}/text\",\"title\":\"Text\",\"tags\":[\"knots\"],"
                             "\"content\":\"<p>A rope is many threads.</p>\",\"created_at\":\"2020-01-02T00:00:00Z\"},"
                             "{\"url\":\"{{base}}/ropes\",\"tags\":[\"boats\"]},{\"url\":\"{{base}}/gone\",\"title\":\"Gone\"},"
                             "{\"url\":\"{{base}}/old\"}]");
  g_assert_cmpuint (offer->import->clippings->len, ==, 4);
  g_assert_cmpuint (offer->n_known, ==, 1);
  g_assert_cmpuint (offer->import->n_with_text, ==, 1);

  clipped = take_clipped (gazette_newsroom_take_import (room->newsroom, offer, "wallabag.json"));
  g_assert_cmpuint (clipped.n_new, ==, 3);
  g_assert_cmpuint (clipped.n_known, ==, 1);
  wait_for_import (room, 3);
  state = load_state (room);
  g_assert_cmpstr (state->name, ==, "wallabag.json");
  g_assert_cmpuint (state->n_all, ==, 3);
  g_assert_cmpuint (state->n_failed, ==, 1);

  /* What came with the file is not asked for. */
  room_assert_hits (room, "/text", 0);
  stored = room_load_article (room, clipped.article_id);
  g_assert_cmpint (stored->saved, ==, GAZETTE_SAVED_COMPLETE);
  g_assert_cmpstr (stored->article->tags[0], ==, "knots");
  g_assert_true (stored->read);
  room_assert_hits (room, "/ropes", 1);

  failures = test_await_boxed (gazette_library_list_import_failures (room_get_library (room), state->id));
  g_assert_cmpuint (failures->len, ==, 1);
  g_assert_cmpstr (((GazetteClippingFailure *) failures->pdata[0])->title, ==, "Gone");
  g_assert_nonnull (strstr (((GazetteClippingFailure *) failures->pdata[0])->reason, "nothing at this address"));

  room_serve (room, "/gone", HTML_TYPE, PAGE (""));
  test_await (gazette_newsroom_retry_import (room->newsroom, state->id));
  wait_for_import (room, 3);
  again = read_import (room, "{{base}}/gone");
  g_assert_cmpuint (again->n_known, ==, 1);
  room_assert_hits (room, "/gone", 2);
}

/* However many of a server there are, it is asked for one at a time. */
static void
test_an_import_is_polite_and_stops (Room *room)
{
  g_autoptr(GString) list = g_string_new (NULL);
  g_autoptr(GazetteImportOffer) offer = NULL;
  g_autoptr(GazetteImportState) stopped = NULL;
  g_autoptr(GazetteImportState) state = NULL;
  GazetteClipped clipped;

  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *path = g_strdup_printf ("/page/%u", i);

      g_string_append_printf (list, "{{base}}%s\n", path);
      if (i > 0)
        room_serve (room, path, HTML_TYPE, PAGE (""));
    }
  room_answer (room, "/page/0", &(GazetteTestAnswer) { .fault = GAZETTE_TEST_FAULT_NEVER });
  offer = read_import (room, list->str);
  clipped = take_clipped (gazette_newsroom_take_import (room->newsroom, offer, "list.txt"));
  room_wait_for (room, gazette_test_server_get_running, "/page/0", 1);
  for (guint i = 1; i < 12; i++)
    {
      g_autofree char *path = g_strdup_printf ("/page/%u", i);

      room_assert_hits (room, path, 0);
    }

  test_await (gazette_newsroom_stop_import (room->newsroom, clipped.import_id, TRUE));
  room_serve (room, "/page/0", HTML_TYPE, PAGE (""));
  room_restart (room);
  enter (room);
  stopped = load_state (room);
  g_assert_true (stopped->is_stopped);
  room_assert_hits (room, "/page/1", 0);

  test_await (gazette_newsroom_stop_import (room->newsroom, clipped.import_id, FALSE));
  wait_for_import (room, 12);
  state = load_state (room);
  g_assert_cmpuint (state->n_done, ==, 12);
}

static void
run (gconstpointer data)
{
  void (*test) (Room *room) = data;
  g_auto(Room) room = { 0 };

  room_open (&room);
  enter (&room);
  test (&room);
}

int
main (int   argc,
      char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func) g_test_add_data_func ("/newsroom/clip/" name, func, run)
  ADD ("page", test_a_page_is_saved_whole);
  ADD ("same", test_the_same_page_is_one_article);
  ADD ("foreign", test_foreign_addresses_are_not_believed);
  ADD ("redirect", test_redirects_are_followed);
  ADD ("kinds", test_of_other_kinds);
  ADD ("trouble", test_a_server_in_trouble);
  ADD ("restart", test_goes_on_after_a_restart);
  ADD ("undo", test_undo_and_removal);
  ADD ("wrong", test_a_wrong_address);
  ADD ("file", test_a_page_in_a_file);
  ADD ("import", test_an_import);
  ADD ("polite", test_an_import_is_polite_and_stops);
#undef ADD

  return g_test_run ();
}

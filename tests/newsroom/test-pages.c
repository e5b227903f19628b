/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "saved-check.h"
#include "test-newsroom-util.h"

/* Recorded pages, with all that they show from a server here: saved, and read when
 * that is gone. */

#define N_PAGES 30

/* Of each page, what it was before the server was gone. */
typedef struct
{
  gint64  id;
  char   *name;
  char   *text;
  char   *blocks;
  GStrv   pictures;
} Page;

static void
page_free (gpointer data)
{
  Page *page = data;

  g_free (page->name);
  g_free (page->text);
  g_free (page->blocks);
  g_strfreev (page->pictures);
  g_free (page);
}

/* The folder that GAZETTE_CORPUS names, or the one beside the checkout. */
static char *
dup_corpus (void)
{
  const char *folder = g_getenv ("GAZETTE_CORPUS");

  if (folder != NULL)
    return g_build_filename (folder, "readability", NULL);

  return g_build_filename (g_getenv ("G_TEST_SRCDIR"), "..", "..", "shared", "corpus", "readability", NULL);
}

/* Whatever the page refers to is on our server: nothing of it asks the internet. */
static char *
make_local (const char *html)
{
  g_autoptr(GRegex) regex = g_regex_new ("https?://|(?<![:\\w/])//(?=[\\w-]+\\.)", G_REGEX_RAW, 0, NULL);

  return g_regex_replace_literal (regex, html, -1, 0, "{{base}}/at/", 0, NULL);
}

static GPtrArray *
list_pages (void)
{
  g_autofree char *corpus = dup_corpus ();
  g_autoptr(GDir) dir = g_dir_open (corpus, 0, NULL);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *pages = g_ptr_array_new_with_free_func (page_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort_values (names, (GCompareFunc) strcmp);

  for (guint i = 0; i < names->len && pages->len < N_PAGES; i++)
    {
      g_autofree char *path = g_build_filename (corpus, names->pdata[i], "source.html", NULL);
      Page *page;

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        continue;
      page = g_new0 (Page, 1);
      page->name = g_strdup (names->pdata[i]);
      g_ptr_array_add (pages, page);
    }

  return pages;
}

static void
serve_page (Room       *room,
            const char *name)
{
  g_autofree char *corpus = dup_corpus ();
  g_autofree char *file = g_build_filename (corpus, name, "source.html", NULL);
  g_autofree char *path = g_strdup_printf ("/page/%s/", name);
  g_autofree char *html = NULL;
  g_autofree char *local = NULL;

  g_assert_true (g_file_get_contents (file, &html, NULL, NULL));
  local = make_local (html);
  room_serve (room, path, HTML_TYPE, local);
}

static void
serve_feed (Room      *room,
            GPtrArray *pages)
{
  g_autoptr(GString) items = g_string_new (NULL);
  g_autofree char *feed = NULL;

  for (guint i = 0; i < pages->len; i++)
    {
      const Page *page = pages->pdata[i];

      g_string_append_printf (items, "%s{\"id\":\"%u\",\"title\":\"%s\",\"url\":\"{{base}}/page/%s/\","
                                     "\"content_html\":\"Short…\"}",
                              i > 0 ? "," : "", i, page->name, page->name);
    }
  feed = g_strdup_printf ("{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"Recorded\",\"items\":[%s]}",
                          items->str);
  room_serve (room, "/feed.json", JSON_TYPE, feed);
}

static char *
dup_picture (const char *url)
{
  return g_strdup_printf ("\x89PNG\r\n\x1a\n what is at %s", url);
}

static char *
dup_blocks (GazetteDocument *document)
{
  g_autoptr(JsonNode) json = gazette_document_to_json (document);

  return json_to_string (json, TRUE);
}

/* As the window has it. */
static GazetteDocument *
load_document (Room   *room,
               gint64  id)
{
  g_autoptr(GazetteStored) stored = room_load_article (room, id);

  return test_await_boxed (gazette_newsroom_load_document (room->newsroom, stored));
}

static void
read_page (Room *room,
           Page *page)
{
  const char *base = gazette_test_server_get_base (room->server);
  DexFuture *full_text;
  g_autoptr(GazetteDocument) document = NULL;

  page->id = room_find (room, page->name);
  /* Some have no more than a few words; then what the source says is the text. */
  full_text = gazette_newsroom_load_full_text (room->newsroom, page->id, TRUE);
  test_wait (full_text);
  dex_unref (full_text);

  document = load_document (room, page->id);
  page->text = gazette_document_to_text (document);
  page->blocks = dup_blocks (document);
  page->pictures = gazette_document_dup_pictures (document);
  for (guint i = 0; page->pictures[i] != NULL; i++)
    {
      g_autofree char *body = dup_picture (page->pictures[i]);

      if (g_str_has_prefix (page->pictures[i], base))
        room_serve (room, page->pictures[i] + strlen (base), "Content-Type: image/png", body);
    }
}

static void
check_page (Room *room,
            Page *page)
{
  g_autoptr(GazetteStored) stored = room_load_article (room, page->id);
  g_autoptr(GazetteDocument) document = load_document (room, page->id);
  g_autofree char *text = gazette_document_to_text (document);
  g_autofree char *blocks = dup_blocks (document);

  g_assert_cmpstr (stored->saved_note, ==, NULL);
  g_assert_cmpint (stored->saved, ==, GAZETTE_SAVED_COMPLETE);
  g_assert_cmpstr (text, ==, page->text);
  g_assert_cmpstr (blocks, ==, page->blocks);

  for (guint i = 0; page->pictures[i] != NULL; i++)
    {
      g_autofree char *expected = dup_picture (page->pictures[i]);
      g_autoptr(GBytes) bytes = NULL;

      bytes = test_await_boxed (gazette_newsroom_load_saved_picture (room->newsroom, page->id, page->pictures[i]));
      if (!g_str_has_prefix (page->pictures[i], "data:"))
        g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), expected, strlen (expected));
    }
}

static void
test_recorded_pages (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GPtrArray) pages = list_pages ();
  guint n_pictures = 0;

  if (pages->len == 0)
    {
      g_test_skip ("There are no recorded pages here");
      return;
    }

  room_open (&room);
  for (guint i = 0; i < pages->len; i++)
    serve_page (&room, ((Page *) pages->pdata[i])->name);
  serve_feed (&room, pages);
  room_add (&room, "/feed.json");
  for (guint i = 0; i < pages->len; i++)
    {
      Page *page = pages->pdata[i];

      read_page (&room, page);
      n_pictures += g_strv_length (page->pictures);
      test_await (gazette_newsroom_save (room.newsroom, page->id));
    }

  room_leave (&room);
  g_clear_pointer (&room.server, gazette_test_server_free);
  saved_check_library (room.data, 0);
  room_enter (&room);
  for (guint i = 0; i < pages->len; i++)
    check_page (&room, pages->pdata[i]);
  g_test_message ("%u pages with %u pictures", pages->len, n_pictures);
}

int
main (int   argc,
      char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/newsroom/pages", test_recorded_pages);

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "gazette-annotations.h"
#include "gazette-export-run.h"
#include "gazette-unzip.h"
#include "test-newsroom-util.h"

#define PICTURE "\xff\xd8\xff\xe0 a picture"
#define IMG(path) "<img src='{{base}}" path "' alt='What it shows'>"
#define ILLUSTRATED \
  "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"The Feed\",\"items\":[{" \
  "\"id\":\"1\",\"title\":\"One & all\",\"url\":\"{{base}}/one.html\"," \
  "\"content_html\":\"<p>First.</p>" IMG ("/a.jpg") IMG ("/gone.jpg") "\"}," ITEM ("2", "Two", "<p>Second.</p>") "]}"

static void
open_illustrated (Room *room)
{
  room_open (room);
  room_serve (room, "/feed.json", JSON_TYPE, ILLUSTRATED);
  room_serve (room, "/a.jpg", "Content-Type: image/jpeg", PICTURE);
  room_add (room, "/feed.json");
  test_await (gazette_newsroom_save (room->newsroom, room_find (room, "One & all")));
}

static GazetteExportOrder
make_order (GazetteExportFormat  format,
            const char          *path,
            const char          *title)
{
  return (GazetteExportOrder) {
    .format = format,
    .path = path,
    .title = title,
    .with_pictures = TRUE,
    .kind = GAZETTE_VIEW_ALL,
  };
}

static void
count_cb (guint    done,
          guint    total,
          gpointer data)
{
  guint *n = data;

  g_assert_cmpuint (done, ==, *n);
  g_assert_cmpuint (total, ==, 2);
  ++*n;
}

static char *
read_entry (GazetteUnzip *unzip,
            const char   *name)
{
  const GazetteUnzipEntry *entry = gazette_unzip_find (unzip, name);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = NULL;

  g_assert_nonnull (entry);
  bytes = gazette_unzip_read_all (unzip, entry, 1024 * 1024, &error);
  g_assert_no_error (error);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* Nothing is fetched for it, and what is not at hand says what it shows. */
static void
test_all_articles_are_in_it (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *path = NULL;
  g_autofree char *nav = NULL;
  g_autofree char *article = NULL;
  g_autoptr(GazetteExportReport) report = NULL;
  g_autoptr(GazetteUnzip) unzip = NULL;
  GazetteExportOrder order;
  guint n = 0;

  open_illustrated (&room);
  path = g_build_filename (room.cache, "book.epub", NULL);
  order = make_order (GAZETTE_EXPORT_EPUB, path, "My book");
  report = test_await_boxed (gazette_newsroom_export (room.newsroom, &order, cancellable, count_cb, &n, NULL));
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (report->n_articles, ==, 2);
  g_assert_cmpuint (report->n_missing, ==, 1);

  unzip = gazette_unzip_new (path, NULL);
  g_assert_nonnull (unzip);
  g_assert_cmpstr (gazette_unzip_get_entry (unzip, 0)->name, ==, "mimetype");
  nav = read_entry (unzip, "EPUB/nav.xhtml");
  g_assert_nonnull (strstr (nav, "<span dir=\"auto\">The Feed</span>"));
  g_assert_nonnull (strstr (nav, ">One &amp; all</a>"));
  article = read_entry (unzip, "EPUB/article-1.xhtml");
  g_assert_nonnull (strstr (article, "src=\"pictures/"));
  g_assert_nonnull (strstr (article, "<span class=\"missing\">What it shows</span>"));
  room_assert_hits (&room, "/a.jpg", 1);
  room_assert_hits (&room, "/gone.jpg", 1);
}

static void
test_only_those_that_are_named_are_in_it (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *path = NULL;
  g_autofree char *html = NULL;
  g_autoptr(GazetteExportReport) report = NULL;
  GazetteExportOrder order;
  gint64 gone = 4711;
  gint64 two;

  open_illustrated (&room);
  two = room_find (&room, "Two");
  g_array_append_val (ids, gone);
  g_array_append_val (ids, two);
  path = g_build_filename (room.cache, "page.html", NULL);
  order = make_order (GAZETTE_EXPORT_HTML, path, NULL);
  order.ids = ids;
  report = test_await_boxed (gazette_newsroom_export (room.newsroom, &order, cancellable, NULL, NULL, NULL));
  g_assert_cmpuint (report->n_articles, ==, 1);
  g_assert_true (g_file_get_contents (path, &html, NULL, NULL));
  g_assert_nonnull (strstr (html, "Second."));
  g_assert_null (strstr (html, "First."));
  g_assert_null (strstr (html, "<nav"));
}

static void
add_highlight (Room       *room,
               const char *title,
               const char *words,
               const char *note)
{
  g_autoptr(GazetteAnnotation) annotation = gazette_annotation_new (room_find (room, title));

  annotation->quote = (GazetteQuote) { g_strdup (words), g_strdup (""), g_strdup (""), 0 };
  annotation->note = g_strdup (note);
  /* What has no note is the newer one. */
  annotation->created = note == NULL ? 2000 : 1000;
  test_await (gazette_library_add_highlight (room_get_library (room), annotation));
}

static char *
export (Room                *room,
        GazetteExportFormat  format,
        const char          *name,
        const char          *entry)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *path = g_build_filename (room->cache, name, NULL);
  GazetteExportOrder order = make_order (format, path, "My book");
  g_autoptr(GazetteUnzip) unzip = NULL;
  char *text;

  test_await (gazette_newsroom_export (room->newsroom, &order, cancellable, NULL, NULL, NULL));
  if (entry != NULL)
    {
      unzip = gazette_unzip_new (path, NULL);
      g_assert_nonnull (unzip);
      return read_entry (unzip, entry);
    }
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));

  return text;
}

static void
test_highlights_are_in_it (void)
{
  g_auto(Room) room = { 0 };
  g_autofree char *html = NULL;
  g_autofree char *epub = NULL;
  g_autofree char *markdown = NULL;
  g_autofree char *pdf = NULL;
  g_autofree char *path = NULL;
  g_autofree char *alone = NULL;
  g_autoptr(GError) error = NULL;

  open_illustrated (&room);
  path = g_build_filename (room.cache, "highlights.md", NULL);
  error = test_await_error (gazette_newsroom_export_highlights (room.newsroom, path));
  g_assert_error (error, GAZETTE_ERROR, GAZETTE_ERROR_FAILED);
  add_highlight (&room, "One & all", "First", "Why *not*\nhere?");
  add_highlight (&room, "Two", "What was here before", NULL);

  html = export (&room, GAZETTE_EXPORT_HTML, "page.html", NULL);
  g_assert_nonnull (strstr (html, "<mark>First</mark><a href=\"#"));
  g_assert_nonnull (strstr (html, "Why *not*"));
  g_assert_nonnull (strstr (html, "<p>What was here before</p>"));
  g_assert_nonnull (strstr (html, "This passage is not in the text any more."));

  epub = export (&room, GAZETTE_EXPORT_EPUB, "book.epub", "EPUB/article-1.xhtml");
  g_assert_nonnull (strstr (epub, "<mark>First</mark><a href=\"#"));

  markdown = export (&room, GAZETTE_EXPORT_MARKDOWN, "texts.zip", "The Feed/One & all.md");
  g_assert_null (strstr (markdown, "<mark>"));
  g_assert_nonnull (strstr (markdown, "## Highlights\n\n> First\n\nWhy \\*not\\*"));

  pdf = export (&room, GAZETTE_EXPORT_PDF, "paper.pdf", NULL);
  g_assert_true (g_str_has_prefix (pdf, "%PDF-"));

  test_await (gazette_newsroom_export_highlights (room.newsroom, path));
  g_assert_true (g_file_get_contents (path, &alone, NULL, NULL));
  g_assert_true (g_str_has_prefix (alone, "# Highlights\n\n## "));
  g_assert_nonnull (strstr (alone, "Two"));
  g_assert_true (strstr (alone, "Two") < strstr (alone, "One & all"));
  g_assert_nonnull (strstr (alone, "/one.html>)\n\nThe Feed\n\n> First\n\nWhy \\*not\\*\n\nhere?\n"));
}

static void
test_a_view_without_articles_says_so (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *path = NULL;
  g_autoptr(GError) error = NULL;
  GazetteExportOrder order;

  room_open (&room);
  path = g_build_filename (room.cache, "page.pdf", NULL);
  order = make_order (GAZETTE_EXPORT_PDF, path, "None");
  error = test_await_error (gazette_newsroom_export (room.newsroom, &order, cancellable, NULL, NULL, NULL));
  test_assert_words (error, GAZETTE_ERROR_FAILED, "no article to export");
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
cancel_cb (guint    done,
           guint    total,
           gpointer data)
{
  if (done == 1)
    g_cancellable_cancel (data);
}

/* What was there before is there still, and nothing beside it. */
static void
test_stopping_leaves_what_was_there (void)
{
  g_auto(Room) room = { 0 };

  open_illustrated (&room);
  for (guint i = 0; i < GAZETTE_EXPORT_N_FORMATS; i++)
    {
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      g_autofree char *folder = test_make_folder ();
      g_autofree char *path = g_build_filename (folder, "file", NULL);
      g_autofree char *contents = NULL;
      g_autoptr(GError) error = NULL;
      g_autoptr(GDir) dir = NULL;
      GazetteExportOrder order = make_order (i, path, "Stopped");

      g_assert_true (g_file_set_contents (path, "before", -1, NULL));
      error = test_await_error (gazette_newsroom_export (room.newsroom, &order, cancellable, cancel_cb, cancellable,
                                                         NULL));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
      g_assert_cmpstr (contents, ==, "before");
      dir = g_dir_open (folder, 0, NULL);
      g_assert_cmpstr (g_dir_read_name (dir), ==, "file");
      g_assert_null (g_dir_read_name (dir));
    }
}

static void
test_a_folder_that_is_gone_is_told (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *path = NULL;

  open_illustrated (&room);
  path = g_build_filename (room.cache, "no", "file", NULL);
  for (guint i = 0; i < GAZETTE_EXPORT_N_FORMATS; i++)
    {
      GazetteExportOrder order = make_order (i, path, "Lost");
      g_autoptr(GError) error =
        test_await_error (gazette_newsroom_export (room.newsroom, &order, cancellable, NULL, NULL, NULL));

      test_assert_words (error, GAZETTE_ERROR_FAILED, "Choose another one.");
    }
}

int
main (int   argc,
      char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func) g_test_add_func ("/newsroom/export/" name, func)
  ADD ("all", test_all_articles_are_in_it);
  ADD ("named", test_only_those_that_are_named_are_in_it);
  ADD ("highlights", test_highlights_are_in_it);
  ADD ("none", test_a_view_without_articles_says_so);
  ADD ("stop", test_stopping_leaves_what_was_there);
  ADD ("gone", test_a_folder_that_is_gone_is_told);
#undef ADD

  return g_test_run ();
}

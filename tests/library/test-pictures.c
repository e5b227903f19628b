/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <utime.h>

#include "gazette-error.h"
#include "library-fixture.h"

#define URL "https://example.org/news.json"
#define PICTURE "https://example.org/lion.png"
#define LONG_AGO (24 * 60 * 60)

static GBytes *
make_picture (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static void
keep (GazetteLibrary *library,
      gint64          article_id,
      const char     *url,
      const char     *text)
{
  g_autoptr(GBytes) bytes = make_picture (text);

  fixture_await (gazette_library_keep_picture (library, article_id, url, bytes));
}

static void
assert_picture (GazetteLibrary *library,
                const char     *url,
                const char     *text)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) expected = make_picture (text);
  g_autoptr(GBytes) bytes = dex_await_boxed (gazette_library_load_picture (library, url), &error);

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (bytes, expected));
}

static void
assert_no_picture (GazetteLibrary *library,
                   const char     *url)
{
  fixture_await_error (gazette_library_load_picture (library, url), GAZETTE_ERROR_NOT_FOUND);
}

static char *
build_picture_path (const char *folder,
                    const char *text)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  g_autofree char *start = g_strndup (hash, 2);

  return g_build_filename (folder, "pictures", start, hash, NULL);
}

static void
assert_file (const char *folder,
             const char *text,
             gboolean    expected)
{
  g_autofree char *path = build_picture_path (folder, text);

  g_assert_cmpint (g_file_test (path, G_FILE_TEST_IS_REGULAR), ==, expected);
}

static void
make_old (const char *path)
{
  struct utimbuf times;

  times.actime = times.modtime = g_get_real_time () / G_USEC_PER_SEC - LONG_AGO;
  g_assert_cmpint (g_utime (path, &times), ==, 0);
}

static void
make_picture_old (const char *folder,
                  const char *text)
{
  g_autofree char *path = build_picture_path (folder, text);

  make_old (path);
}

static GazetteLibrary *
open_with_articles (const char *folder,
                    gint64     *a,
                    gint64     *b)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = gazette_edition_new ("jsonfeed");

  fixture_add_article (edition, "a", "a", 1700000000);
  fixture_add_article (edition, "b", "b", 1700000001);
  fixture_add_source (library, URL, edition);
  *a = fixture_find (library, 0, "a");
  *b = fixture_find (library, 0, "b");

  return library;
}

static GazetteLibrary *
reopen (GazetteLibrary *library,
        const char     *folder)
{
  fixture_close (library);

  return fixture_open (folder);
}

static void
test_kept_picture_comes_back (const char *folder)
{
  gint64 a, b;
  GazetteLibrary *library = open_with_articles (folder, &a, &b);

  assert_no_picture (library, PICTURE);
  keep (library, a, PICTURE, "lion");
  library = reopen (library, folder);

  assert_picture (library, PICTURE, "lion");
  assert_file (folder, "lion", TRUE);
  fixture_close (library);
}

static void
test_equal_pictures_are_kept_once (const char *folder)
{
  gint64 a, b;
  GazetteLibrary *library = open_with_articles (folder, &a, &b);

  keep (library, a, PICTURE, "lion");
  make_picture_old (folder, "lion");
  keep (library, b, "https://example.com/same.png", "lion");

  assert_picture (library, PICTURE, "lion");
  assert_picture (library, "https://example.com/same.png", "lion");
  fixture_close (library);
}

static void
test_picture_that_was_cut_off_is_written_again (const char *folder)
{
  gint64 a, b;
  GazetteLibrary *library = open_with_articles (folder, &a, &b);
  g_autofree char *path = build_picture_path (folder, "lion");

  keep (library, a, PICTURE, "lion");
  g_assert_true (g_file_set_contents (path, "li", -1, NULL));
  keep (library, b, PICTURE, "lion");

  assert_picture (library, PICTURE, "lion");
  fixture_close (library);
}

static void
test_newer_picture_of_an_address_takes_its_place (const char *folder)
{
  gint64 a, b;
  GazetteLibrary *library = open_with_articles (folder, &a, &b);

  keep (library, a, PICTURE, "lion");
  keep (library, a, PICTURE, "tiger");

  assert_picture (library, PICTURE, "tiger");
  fixture_close (library);
}

static void
test_picture_of_no_article_is_refused (const char *folder)
{
  gint64 a, b;
  GazetteLibrary *library = open_with_articles (folder, &a, &b);
  g_autoptr(GBytes) bytes = make_picture ("lion");

  fixture_await_error (gazette_library_keep_picture (library, 12345, PICTURE, bytes), GAZETTE_ERROR_NOT_FOUND);
  assert_no_picture (library, PICTURE);
  fixture_close (library);
}

static void
test_lost_file_is_said (const char *folder)
{
  gint64 a, b;
  GazetteLibrary *library = open_with_articles (folder, &a, &b);
  g_autofree char *path = build_picture_path (folder, "lion");

  keep (library, a, PICTURE, "lion");
  g_assert_cmpint (g_unlink (path), ==, 0);
  assert_no_picture (library, PICTURE);
  fixture_close (library);
}

static void
test_clean_leaves_saved_pictures (const char *folder)
{
  gint64 a, b;
  GazetteLibrary *library = open_with_articles (folder, &a, &b);

  keep (library, a, PICTURE, "lion");
  fixture_await (gazette_library_set_saved (library, a, GAZETTE_SAVED_COMPLETE, NULL));
  make_picture_old (folder, "lion");
  library = reopen (library, folder);
  fixture_await (gazette_library_clean (library));

  assert_picture (library, PICTURE, "lion");
  fixture_close (library);
}

static void
test_clean_leaves_pictures_that_another_article_shows (const char *folder)
{
  gint64 a, b;
  GazetteLibrary *library = open_with_articles (folder, &a, &b);

  keep (library, a, PICTURE, "lion");
  keep (library, b, PICTURE, "lion");
  fixture_await (gazette_library_set_saved (library, b, GAZETTE_SAVED_COMPLETE, NULL));
  make_picture_old (folder, "lion");
  library = reopen (library, folder);
  fixture_await (gazette_library_clean (library));

  assert_picture (library, PICTURE, "lion");
  fixture_close (library);
}

static void
test_unsaved_pictures_last_until_the_next_start (const char *folder)
{
  gint64 a, b;
  GazetteLibrary *library = open_with_articles (folder, &a, &b);

  keep (library, a, PICTURE, "lion");
  fixture_await (gazette_library_set_saved (library, a, GAZETTE_SAVED_COMPLETE, NULL));
  make_picture_old (folder, "lion");
  fixture_await (gazette_library_set_saved (library, a, GAZETTE_SAVED_NONE, NULL));
  fixture_await (gazette_library_clean (library));

  /* Undo has all of it. */
  assert_picture (library, PICTURE, "lion");

  library = reopen (library, folder);
  fixture_await (gazette_library_clean (library));
  assert_no_picture (library, PICTURE);
  assert_file (folder, "lion", FALSE);
  fixture_close (library);
}

static void
test_clean_takes_leftovers_of_earlier_runs_alone (const char *folder)
{
  gint64 a, b;
  GazetteLibrary *library = open_with_articles (folder, &a, &b);
  g_autofree char *old_path = build_picture_path (folder, "lion");
  g_autofree char *new_path = build_picture_path (folder, "tiger");
  g_autofree char *old_folder = g_path_get_dirname (old_path);
  g_autofree char *new_folder = g_path_get_dirname (new_path);
  g_autofree char *half = g_build_filename (old_folder, ".new-ABCDEF", NULL);
  g_autofree char *strange = g_build_filename (old_folder, "holiday.png", NULL);

  g_assert_cmpint (g_mkdir_with_parents (old_folder, 0700), ==, 0);
  g_assert_cmpint (g_mkdir_with_parents (new_folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (old_path, "lion", -1, NULL));
  g_assert_true (g_file_set_contents (new_path, "tiger", -1, NULL));
  g_assert_true (g_file_set_contents (half, "li", -1, NULL));
  g_assert_true (g_file_set_contents (strange, "mine", -1, NULL));
  make_old (old_path);
  make_old (half);
  make_old (strange);
  fixture_await (gazette_library_clean (library));

  g_assert_false (g_file_test (old_path, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (half, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (new_path, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (strange, G_FILE_TEST_EXISTS));
  fixture_close (library);
}

static void
test_picture_folder_that_cannot_be_written_is_said (const char *folder)
{
  gint64 a, b;
  GazetteLibrary *library = open_with_articles (folder, &a, &b);
  g_autofree char *path = build_picture_path (folder, "lion");
  g_autofree char *subfolder = g_path_get_dirname (path);
  g_autoptr(GBytes) bytes = make_picture ("lion");

  g_assert_true (g_file_set_contents (subfolder, "in the way", -1, NULL));
  fixture_await_error (gazette_library_keep_picture (library, a, PICTURE, bytes), GAZETTE_ERROR_LIBRARY);
  assert_no_picture (library, PICTURE);
  fixture_close (library);
}

int
main (int   argc,
      char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);

  fixture_add ("/pictures/kept-comes-back", test_kept_picture_comes_back);
  fixture_add ("/pictures/equal-are-kept-once", test_equal_pictures_are_kept_once);
  fixture_add ("/pictures/cut-off-is-written-again", test_picture_that_was_cut_off_is_written_again);
  fixture_add ("/pictures/newer-of-an-address-takes-its-place", test_newer_picture_of_an_address_takes_its_place);
  fixture_add ("/pictures/of-no-article-is-refused", test_picture_of_no_article_is_refused);
  fixture_add ("/pictures/lost-file-is-said", test_lost_file_is_said);
  fixture_add ("/pictures/clean-leaves-saved", test_clean_leaves_saved_pictures);
  fixture_add ("/pictures/clean-leaves-those-that-another-article-shows",
               test_clean_leaves_pictures_that_another_article_shows);
  fixture_add ("/pictures/unsaved-last-until-the-next-start", test_unsaved_pictures_last_until_the_next_start);
  fixture_add ("/pictures/clean-takes-leftovers-of-earlier-runs-alone", test_clean_takes_leftovers_of_earlier_runs_alone);
  fixture_add ("/pictures/folder-that-cannot-be-written-is-said", test_picture_folder_that_cannot_be_written_is_said);

  return g_test_run ();
}

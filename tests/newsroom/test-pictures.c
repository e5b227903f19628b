/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "gazette-error.h"
#include "gazette-picture-cache.h"
#include "gazette-picture-kind.h"
#include "test-newsroom-util.h"

#define PNG "\x89PNG\r\n\x1a\n the rest"

static GBytes *
bytes_new (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static void
test_pictures_are_known_by_their_first_bytes (void)
{
  static const char *const pictures[] = {
    PNG, "\xff\xd8\xff\xe0 jpeg", "GIF89a gif", "GIF87a gif", "RIFF1234WEBPVP8L webp", "1234ftypavif avif", "BM6 bitmap",
    "<svg xmlns='http://www.w3.org/2000/svg'/>", "\xef\xbb\xbf\n<?xml version='1.0'?>\n<!-- drawn -->\n<svg/>",
    "<!DOCTYPE svg PUBLIC '' ''><svg/>",
  };
  static const char *const others[] = {
    "", "x", "\x89PNG", "GIF89a", "<!DOCTYPE html><svg/>", "<html><svg/></html>", "<?xml version='1.0'?><rss/>",
    "{\"svg\": \"<svg\"}", "%PDF-1.7", "1234ftypmp42 video", "RIFF1234WAVEfmt ",
  };

  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      g_autoptr(GBytes) bytes = bytes_new (pictures[i]);

      g_test_message ("%s", pictures[i]);
      g_assert_true (gazette_picture_is_one (bytes));
    }

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr(GBytes) bytes = bytes_new (others[i]);

      g_test_message ("%s", others[i]);
      g_assert_false (gazette_picture_is_one (bytes));
    }
}

static void
test_data_addresses_are_decoded (void)
{
  static const char *const good[] = {
    "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7",
    "DATA:image/gif;BASE64,R0lGODlhAQABAIAAAAAAAP%2F%2F%2FyH5BAEAAAAALAAAAAABAAEAAAIBRAA7",
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E",
    "data:image/svg+xml;charset=utf-8,<svg xmlns='http://www.w3.org/2000/svg'/>",
  };
  static const char *const bad[] = {
    "data:", "data:,", "data:image/png;base64,", "data:text/html,<p>x</p>", "data:image/png;base64,!!!!", "data:image/png", ";base64,",
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) bytes = gazette_picture_decode_data_url (good[i], &error);

      g_test_message ("%s", good[i]);
      g_assert_no_error (error);
      g_assert_nonnull (bytes);
    }

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) bytes = gazette_picture_decode_data_url (bad[i], &error);

      g_test_message ("%s", bad[i]);
      g_assert_null (bytes);
      g_assert_error (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_A_PICTURE);
    }
}

static DexFuture *
keep_fiber (gpointer user_data)
{
  g_autofree char *folder = test_make_folder ();
  g_autoptr(GazettePictureCache) cache = gazette_picture_cache_new (folder, 1000);
  g_autoptr(GBytes) picture = bytes_new (PNG);
  g_autoptr(GBytes) loaded = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_null (dex_await_boxed (gazette_picture_cache_load (cache, "https://example.org/a.png"), &error));
  g_assert_error (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_FOUND);
  g_clear_error (&error);

  dex_await (gazette_picture_cache_store (cache, "https://example.org/a.png", picture), &error);
  g_assert_no_error (error);
  loaded = dex_await_boxed (gazette_picture_cache_load (cache, "https://example.org/a.png"), &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (loaded, picture));

  return dex_future_new_true ();
}

static void
test_the_cache_gives_back_what_it_was_given (void)
{
  test_run_fiber (keep_fiber, NULL);
}

static DexFuture *
prune_fiber (gpointer user_data)
{
  g_autofree char *folder = test_make_folder ();
  g_autoptr(GazettePictureCache) cache = gazette_picture_cache_new (folder, 1000);
  g_autofree char *text = g_strnfill (300, 'x');
  g_autofree char *contents = g_strconcat (PNG, text, NULL);
  g_autoptr(GBytes) picture = bytes_new (contents);
  g_autoptr(GError) error = NULL;
  guint n_left = 0;

  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *url = g_strdup_printf ("https://example.org/%u.png", i);

      dex_await (gazette_picture_cache_store (cache, url, picture), &error);
      g_assert_no_error (error);
    }

  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *url = g_strdup_printf ("https://example.org/%u.png", i);
      g_autoptr(GBytes) loaded = dex_await_boxed (gazette_picture_cache_load (cache, url), NULL);

      n_left += loaded != NULL;
    }
  g_assert_cmpuint (n_left, >=, 1);
  g_assert_cmpuint (n_left, <=, 3);

  return dex_future_new_true ();
}

static void
test_the_cache_stays_within_its_bound (void)
{
  test_run_fiber (prune_fiber, NULL);
}

static DexFuture *
damaged_fiber (gpointer user_data)
{
  g_autofree char *folder = test_make_folder ();
  g_autofree char *name = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "https://example.org/a.png", -1);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr(GazettePictureCache) cache = gazette_picture_cache_new (folder, 1000);

  g_assert_true (g_file_set_contents (path, "<html>not a picture</html>", -1, NULL));
  g_assert_null (dex_await_boxed (gazette_picture_cache_load (cache, "https://example.org/a.png"), NULL));

  return dex_future_new_true ();
}

static void
test_a_damaged_file_is_not_a_picture (void)
{
  test_run_fiber (damaged_fiber, NULL);
}

int
main (int   argc,
      char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/newsroom/pictures/are-known-by-their-first-bytes", test_pictures_are_known_by_their_first_bytes);
  g_test_add_func ("/newsroom/pictures/data-addresses-are-decoded", test_data_addresses_are_decoded);
  g_test_add_func ("/newsroom/pictures/the-cache-gives-back-what-it-was-given", test_the_cache_gives_back_what_it_was_given);
  g_test_add_func ("/newsroom/pictures/the-cache-stays-within-its-bound", test_the_cache_stays_within_its_bound);
  g_test_add_func ("/newsroom/pictures/a-damaged-file-is-not-a-picture", test_a_damaged_file_is_not_a_picture);

  return g_test_run ();
}

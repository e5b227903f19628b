/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>

#include "gazette-locale.h"

static void
test_translations_move_with_the_program (void)
{
  g_autofree char *program = g_build_filename (g_get_user_data_dir (), "moved", "bin", "gazette", NULL);
  g_autofree char *bin = g_path_get_dirname (program);
  g_autofree char *expected = g_build_filename (bin, LOCALEDIR_FROM_BINDIR, NULL);
  g_autofree char *before = gazette_locale_dup_folder_for (program);
  g_autofree char *after = NULL;

  g_assert_cmpstr (before, ==, LOCALEDIR);
  g_assert_cmpint (g_mkdir_with_parents (bin, 0700), ==, 0);
  g_assert_cmpint (g_mkdir_with_parents (expected, 0700), ==, 0);
  after = gazette_locale_dup_folder_for (program);
  g_assert_cmpstr (after, ==, expected);
}

static void
test_without_a_path_they_are_where_they_were_installed (void)
{
  g_autofree char *folder = gazette_locale_dup_folder_for (NULL);

  g_assert_cmpstr (folder, ==, LOCALEDIR);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/base/locale/they-move-with-the-program", test_translations_move_with_the_program);
  g_test_add_func ("/base/locale/without-a-path", test_without_a_path_they_are_where_they_were_installed);

  return g_test_run ();
}

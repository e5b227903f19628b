/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-settings-text.h"

static void
test_what_was_chosen_comes_back (void)
{
  g_autoptr(GSettings) settings = g_settings_new (APP_ID);
  g_autofree char *text = NULL;

  g_settings_set_int (settings, "page-text-size", 20);
  g_settings_set_int (settings, "window-width", 700);
  text = gazette_settings_to_text (settings);
  g_assert_nonnull (strstr (text, "page-text-size=20"));
  g_assert_null (strstr (text, "window-width"));

  g_settings_reset (settings, "page-text-size");
  gazette_settings_from_text (settings, text);
  g_assert_cmpint (g_settings_get_int (settings, "page-text-size"), ==, 20);
}

static void
test_what_cannot_be_is_passed_over (void)
{
  static const char *const texts[] = {
    "",
    "no key file",
    "[other]\npage-text-size=21\n",
    "[preferences]\npage-text-size=100000\n",
    "[preferences]\npage-text-size='large'\n",
    "[preferences]\nno-such-key=1\nwindow-width=1\n",
    "[preferences]\npage-style='no-such-style'\n",
  };
  g_autoptr(GSettings) settings = g_settings_new (APP_ID);
  g_autofree char *before = gazette_settings_to_text (settings);
  int width = g_settings_get_int (settings, "window-width");

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *after = NULL;

      gazette_settings_from_text (settings, texts[i]);
      after = gazette_settings_to_text (settings);
      g_assert_cmpstr (before, ==, after);
    }
  g_assert_cmpint (g_settings_get_int (settings, "window-width"), ==, width);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/settings-text/back", test_what_was_chosen_comes_back);
  g_test_add_func ("/ui/settings-text/wrong", test_what_cannot_be_is_passed_over);

  return g_test_run ();
}

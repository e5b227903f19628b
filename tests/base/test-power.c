/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>

#include "gazette-power.h"

/* A supply as the kernel shows one: a folder with a file for each property. */
static void
add_supply (const char *folder,
            const char *name,
            const char *type,
            const char *status,
            const char *scope)
{
  const char *const properties[][2] = { { "type", type }, { "status", status }, { "scope", scope } };
  g_autofree char *supply = g_build_filename (folder, name, NULL);

  g_assert_cmpint (g_mkdir_with_parents (supply, 0700), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    {
      g_autofree char *path = g_build_filename (supply, properties[i][0], NULL);
      g_autofree char *line = g_strconcat (properties[i][1] != NULL ? properties[i][1] : "", "\n", NULL);

      if (properties[i][1] != NULL)
        g_assert_true (g_file_set_contents (path, line, -1, NULL));
      else
        g_unlink (path);
    }
}

static void
test_a_battery_that_is_emptied_is_noticed (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "supplies", NULL);

  /* Nothing is known. */
  g_assert_false (gazette_power_is_on_battery (folder));
  add_supply (folder, "AC", "Mains", NULL, NULL);
  g_assert_false (gazette_power_is_on_battery (folder));
  add_supply (folder, "BAT0", "Battery", "Charging", NULL);
  g_assert_false (gazette_power_is_on_battery (folder));
  /* That of a mouse says nothing of the machine. */
  add_supply (folder, "hidpp_battery_0", "Battery", "Discharging", "Device");
  g_assert_false (gazette_power_is_on_battery (folder));
  add_supply (folder, "BAT0", "Battery", "Discharging", "System");
  g_assert_true (gazette_power_is_on_battery (folder));
  add_supply (folder, "BAT0", "Battery", "Not charging", NULL);
  g_assert_false (gazette_power_is_on_battery (folder));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/power/a-battery-that-is-emptied-is-noticed", test_a_battery_that_is_emptied_is_noticed);

  return g_test_run ();
}

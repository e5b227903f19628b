/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-power.h"

static gboolean
says (const char *folder,
      const char *name,
      const char *wanted)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) && g_str_equal (g_strstrip (text), wanted);
}

/**
 * gazette_power_is_on_battery:
 * @folder: %GAZETTE_POWER_SUPPLIES, or what a test has in its place
 *
 * Tells whether a battery of the machine is being emptied: not that of a mouse,
 * say. The kernel's own files are read because they are there in a sandbox, too,
 * which would need a hole in it for UPower. Firmware may take its time: not on the
 * main thread.
 *
 * Returns: %FALSE also where nothing is known
 */
gboolean
gazette_power_is_on_battery (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *supply = g_build_filename (folder, name, NULL);

      if (says (supply, "type", "Battery") && says (supply, "status", "Discharging") && !says (supply, "scope", "Device"))
        return TRUE;
    }

  return FALSE;
}

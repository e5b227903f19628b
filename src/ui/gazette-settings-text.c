/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-settings-text.h"

#define GROUP "preferences"

/* What is of one machine, or of one library: the size of a window, rows of articles. */
static gboolean
is_of_machine (const char *key)
{
  return g_str_has_prefix (key, "window-") || g_str_has_prefix (key, "last-");
}

/**
 * gazette_settings_to_text:
 * @settings: the settings of the program
 *
 * Writes what a person has chosen as a file of keys, whose values are written as
 * GVariant does.
 *
 * Returns: (transfer full): the text
 */
char *
gazette_settings_to_text (GSettings *settings)
{
  g_autoptr(GKeyFile) file = g_key_file_new ();
  g_autoptr(GSettingsSchema) schema = NULL;
  g_auto(GStrv) keys = NULL;

  g_object_get (settings, "settings-schema", &schema, NULL);
  keys = g_settings_schema_list_keys (schema);
  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autoptr(GVariant) value = g_settings_get_user_value (settings, keys[i]);
      g_autofree char *text = value != NULL ? g_variant_print (value, FALSE) : NULL;

      if (text != NULL && !is_of_machine (keys[i]))
        g_key_file_set_string (file, GROUP, keys[i], text);
    }

  return g_key_file_to_data (file, NULL, NULL);
}

/**
 * gazette_settings_from_text:
 * @settings: the settings of the program
 * @text: what gazette_settings_to_text() wrote, or anything
 *
 * Sets what the text says, as far as there are such settings and they may have these
 * values.
 */
void
gazette_settings_from_text (GSettings  *settings,
                            const char *text)
{
  g_autoptr(GKeyFile) file = g_key_file_new ();
  g_autoptr(GSettingsSchema) schema = NULL;
  g_auto(GStrv) keys = NULL;

  if (!g_key_file_load_from_data (file, text, G_MAXSIZE, G_KEY_FILE_NONE, NULL))
    return;

  g_object_get (settings, "settings-schema", &schema, NULL);
  keys = g_settings_schema_list_keys (schema);
  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autoptr(GSettingsSchemaKey) key = g_settings_schema_get_key (schema, keys[i]);
      g_autofree char *printed = g_key_file_get_string (file, GROUP, keys[i], NULL);
      g_autoptr(GVariant) value = NULL;

      if (printed == NULL || is_of_machine (keys[i]))
        continue;
      value = g_variant_parse (g_settings_schema_key_get_value_type (key), printed, NULL, NULL, NULL);
      if (value != NULL && g_settings_schema_key_range_check (key, value))
        g_settings_set_value (settings, keys[i], value);
    }
}

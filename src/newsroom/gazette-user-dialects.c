/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-error.h"
#include "gazette-user-dialects.h"

#define MAX_FILE_SIZE (1024 * 1024)

static GPtrArray *
list_files (const char *folder)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      if (g_str_has_suffix (name, ".json"))
        g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
    }

  /* The same one wins on every system. */
  g_ptr_array_sort_values (paths, (GCompareFunc) g_strcmp0);

  return paths;
}

static GBytes *
load_file (const char  *path,
           GError     **error)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE,
                                                 NULL, error);

  if (info == NULL)
    return NULL;
  if (g_file_info_get_size (info) > MAX_FILE_SIZE)
    {
      g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_TOO_LARGE, _("The file is too large."));
      return NULL;
    }

  return g_file_load_bytes (file, NULL, NULL, error);
}

/**
 * gazette_user_dialects_load:
 * @data_folder: the program's folder within the user's data
 * @errors: (out) (transfer full): a message for each file that cannot be used,
 *   with its path
 *
 * Reads the built-in dialects and those that the user has put into `dialects/`
 * in the folder, which win over built-in ones of the same id. Reads files, so
 * call it on a worker where that matters.
 *
 * Returns: (transfer full): all dialects
 */
GazetteDialects *
gazette_user_dialects_load (const char  *data_folder,
                            GStrv       *errors)
{
  GazetteDialects *dialects;
  g_autofree char *folder = NULL;
  g_autoptr(GPtrArray) paths = NULL;
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  g_return_val_if_fail (data_folder != NULL, NULL);
  g_return_val_if_fail (errors != NULL, NULL);

  dialects = gazette_dialects_new ();
  folder = g_build_filename (data_folder, "dialects", NULL);
  paths = list_files (folder);

  for (guint i = 0; i < paths->len; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) bytes = load_file (paths->pdata[i], &error);

      if (bytes == NULL || !gazette_dialects_add (dialects, bytes, &error))
        g_strv_builder_take (builder, g_strdup_printf ("%s: %s", (char *) paths->pdata[i], error->message));
    }

  *errors = g_strv_builder_end (builder);

  return dialects;
}

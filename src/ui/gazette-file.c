/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-file.h"
#include "gazette-import.h"

typedef struct
{
  GazetteFileFunc  func;
  gpointer         user_data;
  char            *name;
} Loading;

static void
end_loading (Loading    *loading,
             GBytes     *bytes,
             const char *reason)
{
  loading->func (bytes, loading->name, reason, loading->user_data);
  g_free (loading->name);
  g_free (loading);
}

static void
fail (Loading      *loading,
      const GError *error)
{
  /* TRANSLATORS: the first %s is the name of a file, the second says why, such as “Permission denied” */
  g_autofree char *reason = g_strdup_printf (_("“%s” could not be read (%s). Choose another file."), loading->name,
                                             error->message);

  end_loading (loading, NULL, reason);
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = g_file_load_bytes_finish (G_FILE (object), result, NULL, &error);

  if (bytes != NULL)
    end_loading (user_data, bytes, NULL);
  else
    fail (user_data, error);
}

static void
queried_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Loading *loading = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GFileInfo) info = g_file_query_info_finish (G_FILE (object), result, &error);

  if (info == NULL)
    {
      fail (loading, error);
      return;
    }

  g_set_str (&loading->name, g_file_info_get_display_name (info));
  if (g_file_info_get_size (info) > GAZETTE_IMPORT_MAX_SIZE)
    end_loading (loading, NULL, _("The file is too large to be read. Part it into smaller ones."));
  else
    g_file_load_bytes_async (G_FILE (object), NULL, loaded_cb, loading);
}

/**
 * gazette_file_load:
 * @file: a file
 * @func: called once, with what is in it or why that cannot be read
 * @user_data: for @func
 *
 * Reads a file that a person chose, unless it is larger than what may be imported.
 */
void
gazette_file_load (GFile           *file,
                   GazetteFileFunc  func,
                   gpointer         user_data)
{
  Loading *loading;

  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (func != NULL);

  loading = g_new0 (Loading, 1);
  loading->func = func;
  loading->user_data = user_data;
  loading->name = g_file_get_basename (file);
  g_file_query_info_async (file, G_FILE_ATTRIBUTE_STANDARD_DISPLAY_NAME "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                           G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT, NULL, queried_cb, loading);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "gazette-error.h"
#include "gazette-mapping.h"
#include "gazette-user-dialects.h"

#define MAX_FILE_SIZE (1024 * 1024)

/* Of the part of an id that is made from a name. */
#define MAX_ID_LENGTH 40

/*
 * gazette_user_dialects_list:
 * @folder: the folder `dialects/`
 *
 * Returns: (transfer full) (element-type filename): the paths of the files in it
 */
GPtrArray *
gazette_user_dialects_list (const char *folder)
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

/*
 * gazette_user_dialects_load_file:
 * @path: of a file
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what is in it
 */
GBytes *
gazette_user_dialects_load_file (const char  *path,
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
  paths = gazette_user_dialects_list (folder);

  for (guint i = 0; i < paths->len; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) bytes = gazette_user_dialects_load_file (paths->pdata[i], &error);

      if (bytes == NULL || !gazette_dialects_add (dialects, bytes, &error))
        g_strv_builder_take (builder, g_strdup_printf ("%s: %s", (char *) paths->pdata[i], error->message));
    }

  *errors = g_strv_builder_end (builder);

  return dialects;
}

/* "www.Example.org" becomes "example-org": small letters, digits and "-" are
 * what an id may have, and a file name on every system. */
static char *
make_id (const char *name)
{
  g_autofree char *ascii = g_str_to_ascii (name, "C");
  g_autoptr(GString) id = g_string_new (NULL);

  for (const char *p = ascii; *p != '\0' && id->len < MAX_ID_LENGTH; p++)
    {
      if (g_ascii_isalnum (*p))
        g_string_append_c (id, g_ascii_tolower (*p));
      else if (id->len > 0 && id->str[id->len - 1] != '-')
        g_string_append_c (id, '-');
    }
  while (id->len > 0 && id->str[id->len - 1] == '-')
    g_string_truncate (id, id->len - 1);

  return g_strdup (id->len > 0 ? id->str : "own");
}

static char *
build_path (const char *data_folder,
            const char *id)
{
  g_autofree char *name = g_strconcat (id, ".json", NULL);

  return g_build_filename (data_folder, "dialects", name, NULL);
}

/* One that neither a dialect has nor a file, not even one that is broken. */
static char *
find_free_id (const char      *data_folder,
              GazetteDialects *dialects,
              const char      *name)
{
  g_autofree char *base = make_id (name);
  char *id = g_strdup (base);

  for (guint i = 2;; i++)
    {
      g_autofree char *path = build_path (data_folder, id);

      if (gazette_dialects_lookup (dialects, id) == NULL && !g_file_test (path, G_FILE_TEST_EXISTS))
        return id;
      g_free (id);
      id = g_strdup_printf ("%s-%u", base, i);
    }
}

static gboolean
write_file (const char  *path,
            GBytes      *file,
            GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr(GError) reason = NULL;

  if (g_mkdir_with_parents (folder, 0700) == 0 &&
      g_file_set_contents_full (path, g_bytes_get_data (file, NULL), (gssize) g_bytes_get_size (file),
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, &reason))
    return TRUE;

  g_set_error (error, GAZETTE_ERROR, GAZETTE_ERROR_FAILED,
               /* TRANSLATORS: the first %s is the path of a folder, the second what the system says */
               _("How to read this source could not be stored in “%s”. Check whether there is room, and "
                 "whether the folder may be written to. (%s)"),
               folder, reason != NULL ? reason->message : g_strerror (errno));

  return FALSE;
}

/**
 * gazette_user_dialects_store:
 * @data_folder: the program's folder within the user's data
 * @dialects: those that there are
 * @dialect: one that nobody knows yet
 * @name: the name for people that it gets, such as that of a host
 * @error: return location for a %GAZETTE_ERROR_FAILED
 *
 * Makes a dialect one of the user's: it gets an id and a file of its own in
 * `dialects/` in the folder, whole or not at all. Writes files, so call it on a
 * worker.
 *
 * Returns: (transfer full): the dialect as it is there
 */
GazetteDialect *
gazette_user_dialects_store (const char       *data_folder,
                             GazetteDialects  *dialects,
                             GazetteDialect   *dialect,
                             const char       *name,
                             GError          **error)
{
  g_autofree char *id = NULL;
  g_autofree char *path = NULL;
  g_autoptr(JsonNode) mapping = NULL;
  g_autoptr(GBytes) file = NULL;
  g_autoptr(GazetteDialect) stored = NULL;

  g_return_val_if_fail (data_folder != NULL, NULL);
  g_return_val_if_fail (GAZETTE_IS_DIALECTS (dialects), NULL);
  g_return_val_if_fail (GAZETTE_IS_DIALECT (dialect), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  id = find_free_id (data_folder, dialects, name);
  path = build_path (data_folder, id);
  mapping = gazette_dialect_dup_mapping (dialect);
  file = gazette_mapping_to_file (mapping, id, name);
  stored = gazette_dialect_new_from_bytes (file, error);
  if (stored == NULL || !write_file (path, file, error))
    return NULL;

  return g_steal_pointer (&stored);
}

/**
 * gazette_user_dialects_remove:
 * @data_folder: the program's folder within the user's data
 * @dialect: one that gazette_user_dialects_store() returned
 *
 * Takes its file away again. Call it on a worker.
 */
void
gazette_user_dialects_remove (const char     *data_folder,
                              GazetteDialect *dialect)
{
  g_autofree char *path = NULL;

  g_return_if_fail (data_folder != NULL);
  g_return_if_fail (GAZETTE_IS_DIALECT (dialect));

  path = build_path (data_folder, gazette_dialect_get_id (dialect));
  g_unlink (path);
}

/*
 * gazette_user_dialects_restore:
 * @data_folder: the program's folder within the user's data
 * @name: of a file, without a slash
 * @file: what is in it
 * @error: return location for a %GAZETTE_ERROR_FAILED
 *
 * Puts a file of a backup into `dialects/`, unless there is one of this name, or it is
 * no dialect. Call it on a worker.
 *
 * Returns: whether nothing went wrong
 */
gboolean
gazette_user_dialects_restore (const char  *data_folder,
                               const char  *name,
                               GBytes      *file,
                               GError     **error)
{
  g_autofree char *path = g_build_filename (data_folder, "dialects", name, NULL);
  g_autoptr(GazetteDialect) dialect = gazette_dialect_new_from_bytes (file, NULL);

  return dialect == NULL || g_file_test (path, G_FILE_TEST_EXISTS) || write_file (path, file, error);
}

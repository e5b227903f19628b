/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-locale.h"

#include <locale.h>

#include <glib/gi18n-lib.h>

/*
 * gazette_locale_dup_folder_for:
 * @program: (nullable): path of the program that runs
 *
 * Returns: (transfer full): the folder of the translations that were installed
 *   with it; what was installed may have been moved as a whole since
 */
char *
gazette_locale_dup_folder_for (const char *program)
{
  g_autofree char *bin = program != NULL ? g_path_get_dirname (program) : NULL;
  g_autofree char *beside = bin != NULL ? g_build_filename (bin, LOCALEDIR_FROM_BINDIR, NULL) : NULL;

  return beside != NULL && g_file_test (beside, G_FILE_TEST_IS_DIR) ? g_steal_pointer (&beside) : g_strdup (LOCALEDIR);
}

/**
 * gazette_locale_set_up:
 *
 * Makes the program speak the person's language. To be called first.
 */
void
gazette_locale_set_up (void)
{
  /* Set where Gazette is run without being installed. */
  const char *given = g_getenv ("GAZETTE_LOCALEDIR");
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = gazette_locale_dup_folder_for (program);

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, given != NULL ? given : folder);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gazette-file-name.h"

/* With what a file system adds, 255 bytes is the most that all of them take. */
#define MAX_BYTES 120

/* Names that Windows keeps for itself, which are no name of a file there. */
static const char *const reserved[] = {
  "con",
  "prn",
  "aux",
  "nul",
  "com1",
  "com2",
  "com3",
  "com4",
  "com5",
  "com6",
  "com7",
  "com8",
  "com9",
  "lpt1",
  "lpt2",
  "lpt3",
  "lpt4",
  "lpt5",
  "lpt6",
  "lpt7",
  "lpt8",
  "lpt9",
  NULL,
};

static gboolean
is_unseen (gunichar c)
{
  return g_unichar_iscntrl (c) || g_unichar_type (c) == G_UNICODE_FORMAT || c == 0xfffd || (c & 0xfffe) == 0xfffe;
}

/* Longer ones end with a whole word, where there is one. */
static void
shorten (GString *name)
{
  gsize end = MAX_BYTES;
  char *space;

  if (name->len <= MAX_BYTES)
    return;

  while (end > 0 && ((guchar) name->str[end] & 0xc0) == 0x80)
    end--;
  g_string_truncate (name, end);
  space = strrchr (name->str, ' ');
  if (space != NULL && space - name->str > MAX_BYTES / 2)
    g_string_truncate (name, (gsize) (space - name->str));
}

/**
 * gazette_file_name_new:
 * @title: (nullable): the title of an article
 * @ending: what the name ends with, such as ".pdf"
 *
 * Makes the name of a file of it that every file system takes, that of Windows
 * included: no sign that has a meaning there, no space or stop at its ends, not hidden.
 *
 * Returns: (transfer full): the name
 */
char *
gazette_file_name_new (const char *title,
                       const char *ending)
{
  g_autofree char *valid = g_utf8_make_valid (title != NULL ? title : "", -1);
  g_autofree char *composed = g_utf8_normalize (valid, -1, G_NORMALIZE_NFC);
  g_autoptr(GString) name = g_string_new (NULL);

  for (const char *p = composed; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean blank = g_unichar_isspace (c) || c == ' ';

      if (is_unseen (c) && !blank)
        continue;
      if (c < 0x80 && strchr ("/\\:|", (int) c) != NULL)
        c = '-';
      else if (c < 0x80 && strchr ("<>\"?*", (int) c) != NULL)
        continue;
      if (blank && (name->len == 0 || name->str[name->len - 1] == ' '))
        continue;
      if (c == '.' && name->len == 0)
        continue;
      g_string_append_unichar (name, blank ? ' ' : c);
    }

  shorten (name);
  while (name->len > 0 && (name->str[name->len - 1] == ' ' || name->str[name->len - 1] == '.'))
    g_string_truncate (name, name->len - 1);

  if (name->len == 0)
    {
      /* TRANSLATORS: the name of a file with an article that has no title */
      g_string_append (name, C_("file name", "Article"));
    }
  else
    {
      /* What counts there is what stands before the first stop. */
      g_auto(GStrv) parts = g_strsplit (name->str, ".", 2);
      g_autofree char *lower = g_ascii_strdown (g_strchomp (parts[0]), -1);

      if (g_strv_contains (reserved, lower))
        g_string_prepend_c (name, '_');
    }
  g_string_append (name, ending);

  return g_string_free_and_steal (g_steal_pointer (&name));
}

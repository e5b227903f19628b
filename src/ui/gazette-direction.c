/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-direction.h"

/**
 * gazette_direction_of_text:
 * @text: a text
 *
 * Finds in which direction a paragraph is read: by its first letter, as the
 * bidirectional algorithm of Unicode has it (P2 and P3 of UAX #9) and GTK's
 * text view too.
 *
 * Returns: the direction, %GTK_TEXT_DIR_NONE when there is no letter in it
 */
GtkTextDirection
gazette_direction_of_text (const char *text)
{
  for (const char *p = text; *p != 0; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      GUnicodeScript script;

      if (!g_unichar_isalpha (c))
        continue;

      script = g_unichar_get_script (c);
      if (script == G_UNICODE_SCRIPT_ARABIC || script == G_UNICODE_SCRIPT_HEBREW ||
          script == G_UNICODE_SCRIPT_SYRIAC || script == G_UNICODE_SCRIPT_THAANA || script == G_UNICODE_SCRIPT_NKO)
        return GTK_TEXT_DIR_RTL;

      return GTK_TEXT_DIR_LTR;
    }

  return GTK_TEXT_DIR_NONE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-direction.h"

static GtkTextDirection
get_direction (gunichar c)
{
  if (c == 0x200e)
    return GTK_TEXT_DIR_LTR;
  if (c == 0x200f)
    return GTK_TEXT_DIR_RTL;
  if (!g_unichar_isalpha (c))
    return GTK_TEXT_DIR_NONE;

  switch ((guint) g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_ARABIC:
    case G_UNICODE_SCRIPT_HEBREW:
    case G_UNICODE_SCRIPT_SYRIAC:
    case G_UNICODE_SCRIPT_THAANA:
    case G_UNICODE_SCRIPT_NKO:
      return GTK_TEXT_DIR_RTL;

    default:
      return GTK_TEXT_DIR_LTR;
    }
}

/**
 * gazette_direction_of_first_letter:
 * @text: a text
 *
 * Finds in which direction a text view reads a paragraph, which is by the first
 * letter in it, wherever that stands.
 *
 * Returns: the direction, %GTK_TEXT_DIR_NONE when there is no letter in it
 */
GtkTextDirection
gazette_direction_of_first_letter (const char *text)
{
  GtkTextDirection direction = GTK_TEXT_DIR_NONE;

  for (const char *p = text; *p != 0 && direction == GTK_TEXT_DIR_NONE; p = g_utf8_next_char (p))
    direction = get_direction (g_utf8_get_char (p));

  return direction;
}

/**
 * gazette_direction_of_text:
 * @text: a text
 *
 * Finds in which direction a paragraph is read: by its first letter that is not
 * set apart from the rest, as the bidirectional algorithm of Unicode has it (P2
 * and P3 of UAX #9).
 *
 * Returns: the direction, %GTK_TEXT_DIR_NONE when there is no letter in it
 */
GtkTextDirection
gazette_direction_of_text (const char *text)
{
  guint depth = 0;

  for (const char *p = text; *p != 0; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      GtkTextDirection direction = depth == 0 ? get_direction (c) : GTK_TEXT_DIR_NONE;

      if (direction != GTK_TEXT_DIR_NONE)
        return direction;
      if (c >= 0x2066 && c <= 0x2068)
        depth++;
      else if (c == 0x2069 && depth > 0)
        depth--;
    }

  return GTK_TEXT_DIR_NONE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-base-direction.h"

/**
 * gazette_base_direction_of_letter:
 * @c: a character
 *
 * Returns: the direction in which it is read, %GAZETTE_DIRECTION_NONE of what is
 *   neither a letter nor a mark of direction
 */
GazetteDirection
gazette_base_direction_of_letter (gunichar c)
{
  if (c == 0x200e)
    return GAZETTE_DIRECTION_LTR;
  if (c == 0x200f)
    return GAZETTE_DIRECTION_RTL;
  if (!g_unichar_isalpha (c))
    return GAZETTE_DIRECTION_NONE;

  switch ((guint) g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_ARABIC:
    case G_UNICODE_SCRIPT_HEBREW:
    case G_UNICODE_SCRIPT_SYRIAC:
    case G_UNICODE_SCRIPT_THAANA:
    case G_UNICODE_SCRIPT_NKO:
      return GAZETTE_DIRECTION_RTL;

    default:
      return GAZETTE_DIRECTION_LTR;
    }
}

/**
 * gazette_base_direction_of_text:
 * @text: a text
 * @length: of @text in bytes, or -1 when it is nul-terminated
 *
 * Finds in which direction a paragraph is read: by its first letter that is not
 * set apart from the rest, as the bidirectional algorithm of Unicode has it (P2
 * and P3 of UAX #9).
 *
 * Returns: the direction, %GAZETTE_DIRECTION_NONE when there is no letter in it
 */
GazetteDirection
gazette_base_direction_of_text (const char *text,
                                gssize      length)
{
  guint depth = 0;

  for (const char *p = text; (length < 0 || p - text < length) && *p != 0; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      GazetteDirection direction = depth == 0 ? gazette_base_direction_of_letter (c) : GAZETTE_DIRECTION_NONE;

      if (direction != GAZETTE_DIRECTION_NONE)
        return direction;
      if (c >= 0x2066 && c <= 0x2068)
        depth++;
      else if (c == 0x2069 && depth > 0)
        depth--;
    }

  return GAZETTE_DIRECTION_NONE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-base-direction.h"
#include "gazette-direction.h"

static GtkTextDirection
to_gtk (GazetteDirection direction)
{
  if (direction == GAZETTE_DIRECTION_NONE)
    return GTK_TEXT_DIR_NONE;

  return direction == GAZETTE_DIRECTION_RTL ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR;
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
  GazetteDirection direction = GAZETTE_DIRECTION_NONE;

  for (const char *p = text; *p != 0 && direction == GAZETTE_DIRECTION_NONE; p = g_utf8_next_char (p))
    direction = gazette_base_direction_of_letter (g_utf8_get_char (p));

  return to_gtk (direction);
}

/**
 * gazette_direction_of_text:
 * @text: a text
 *
 * Finds in which direction a paragraph is read, see gazette_base_direction_of_text().
 *
 * Returns: the direction, %GTK_TEXT_DIR_NONE when there is no letter in it
 */
GtkTextDirection
gazette_direction_of_text (const char *text)
{
  return to_gtk (gazette_base_direction_of_text (text, -1));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-accessible-text.h"

static const char *
find (const char *text,
      guint       character)
{
  while (character-- > 0 && *text != 0)
    text = g_utf8_next_char (text);

  return text;
}

/* With a zero byte at its end, as the interface wants it. */
static GBytes *
make_bytes (const char *start,
            const char *end)
{
  return g_bytes_new_take (g_strndup (start, (gsize) (end - start)), (gsize) (end - start) + 1);
}

/**
 * gazette_accessible_text_get:
 * @text: a text
 * @start: the first character
 * @end: the one after the last; more than there are for all
 *
 * Returns: (transfer full): what is there, for #GtkAccessibleText
 */
GBytes *
gazette_accessible_text_get (const char *text,
                             guint       start,
                             guint       end)
{
  const char *from = find (text, start);

  return make_bytes (from, find (from, end > start ? end - start : 0));
}

static gboolean
is_word (const char *p)
{
  gunichar c = g_utf8_get_char (p);

  return g_unichar_isalnum (c) || c == '_';
}

static gboolean
begins_word (const char *line,
             const char *p)
{
  return p == line || (is_word (p) && !is_word (g_utf8_prev_char (p)));
}

/**
 * gazette_accessible_text_get_at:
 * @text: a text
 * @offset: a character
 * @granularity: what is wanted
 * @start: (out): the first character of that
 * @end: (out): the one after its last
 *
 * Finds the character, the word with what parts it from the next one, or else the
 * line, with its end.
 *
 * Returns: (transfer full): what is there, for #GtkAccessibleText
 */
GBytes *
gazette_accessible_text_get_at (const char                   *text,
                                guint                         offset,
                                GtkAccessibleTextGranularity  granularity,
                                guint                        *start,
                                guint                        *end)
{
  const char *at = find (text, offset);
  const char *from = at;
  const char *to = at + strcspn (at, "\n");
  const char *line;

  while (from > text && from[-1] != '\n')
    from--;
  line = from;
  if (*to == '\n')
    to++;

  if (granularity == GTK_ACCESSIBLE_TEXT_GRANULARITY_CHARACTER)
    {
      from = at;
      to = *at != 0 ? g_utf8_next_char (at) : at;
    }
  else if (granularity == GTK_ACCESSIBLE_TEXT_GRANULARITY_WORD)
    {
      const char *line_end = to;

      for (from = at; !begins_word (line, from);)
        from = g_utf8_prev_char (from);
      for (to = *at != 0 ? g_utf8_next_char (at) : at; to < line_end && !begins_word (line, to);)
        to = g_utf8_next_char (to);
    }
  *start = (guint) g_utf8_strlen (text, from - text);
  *end = (guint) g_utf8_strlen (text, to - text);

  return make_bytes (from, to);
}

static unsigned int
get_no_caret (GtkAccessibleText *text)
{
  return 0;
}

static gboolean
get_no_selection (GtkAccessibleText       *text,
                  gsize                   *n_ranges,
                  GtkAccessibleTextRange **ranges)
{
  return FALSE;
}

static gboolean
get_no_attributes (GtkAccessibleText        *text,
                   unsigned int              offset,
                   gsize                    *n_ranges,
                   GtkAccessibleTextRange  **ranges,
                   char                   ***names,
                   char                   ***values)
{
  return FALSE;
}

static void
get_no_default_attributes (GtkAccessibleText   *text,
                           char              ***names,
                           char              ***values)
{
  *names = g_new0 (char *, 1);
  *values = g_new0 (char *, 1);
}

/**
 * gazette_accessible_text_init:
 * @iface: of a class that has a text; what the text is, is for the class to say
 *
 * Begins with a text without caret, selection and attributes.
 */
void
gazette_accessible_text_init (GtkAccessibleTextInterface *iface)
{
  iface->get_caret_position = get_no_caret;
  iface->get_selection = get_no_selection;
  iface->get_attributes = get_no_attributes;
  iface->get_default_attributes = get_no_default_attributes;
}

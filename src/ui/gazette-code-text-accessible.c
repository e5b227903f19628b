/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-code-text-private.h"

static guint
to_byte (GazetteCodeText *self,
         guint            character)
{
  glong length = g_utf8_strlen (self->text, -1);

  return (guint) (g_utf8_offset_to_pointer (self->text, MIN ((glong) character, length)) - self->text);
}

static guint
to_character (GazetteCodeText *self,
              guint            byte)
{
  return (guint) g_utf8_strlen (self->text, byte);
}

/* With a zero byte at its end, as the interface wants it. */
static GBytes *
make_bytes (GazetteCodeText *self,
            guint            start,
            guint            end)
{
  return g_bytes_new_take (g_strndup (self->text + start, end - start), end - start + 1);
}

static GBytes *
get_contents (GtkAccessibleText *text,
              unsigned int       start,
              unsigned int       end)
{
  GazetteCodeText *self = GAZETTE_CODE_TEXT (text);
  guint from = to_byte (self, start);

  return make_bytes (self, from, MAX (from, to_byte (self, end)));
}

static gboolean
is_word_at (GazetteCodeText *self,
            guint            byte)
{
  gunichar c = g_utf8_get_char (self->text + byte);

  return g_unichar_isalnum (c) || c == '_';
}

/* A character, a word with what parts it from the next one, or else a line. */
static GBytes *
get_contents_at (GtkAccessibleText            *text,
                 unsigned int                  offset,
                 GtkAccessibleTextGranularity  granularity,
                 unsigned int                 *start,
                 unsigned int                 *end)
{
  GazetteCodeText *self = GAZETTE_CODE_TEXT (text);
  guint byte = to_byte (self, offset);
  int line = gazette_code_text_find_line (self, byte);
  guint from = g_array_index (self->lines, guint, line);
  guint to = g_array_index (self->lines, guint, line + 1);

  if (granularity == GTK_ACCESSIBLE_TEXT_GRANULARITY_CHARACTER)
    {
      from = byte;
      to = self->text[byte] != 0 ? (guint) (g_utf8_next_char (self->text + byte) - self->text) : byte;
    }
  else if (granularity == GTK_ACCESSIBLE_TEXT_GRANULARITY_WORD)
    {
      guint word = from;

      for (guint at = from; at <= byte && at < to; at = (guint) (g_utf8_next_char (self->text + at) - self->text))
        {
          if (is_word_at (self, at) &&
              (at == from || !is_word_at (self, (guint) (g_utf8_prev_char (self->text + at) - self->text))))
            word = at;
        }
      from = word;
      while (word < to && is_word_at (self, word))
        word = (guint) (g_utf8_next_char (self->text + word) - self->text);
      while (word < to && !is_word_at (self, word))
        word = (guint) (g_utf8_next_char (self->text + word) - self->text);
      to = word;
    }
  *start = to_character (self, from);
  *end = to_character (self, to);

  return make_bytes (self, from, to);
}

static unsigned int
get_caret_position (GtkAccessibleText *text)
{
  GazetteCodeText *self = GAZETTE_CODE_TEXT (text);

  return to_character (self, self->cursor);
}

static gboolean
get_selection (GtkAccessibleText       *text,
               gsize                   *n_ranges,
               GtkAccessibleTextRange **ranges)
{
  GazetteCodeText *self = GAZETTE_CODE_TEXT (text);
  guint start;
  guint end;

  gazette_code_text_get_selection (self, &start, &end);
  if (start == end)
    return FALSE;

  *n_ranges = 1;
  *ranges = g_new0 (GtkAccessibleTextRange, 1);
  (*ranges)->start = to_character (self, start);
  (*ranges)->length = to_character (self, end) - (*ranges)->start;

  return TRUE;
}

static gboolean
get_attributes (GtkAccessibleText        *text,
                unsigned int              offset,
                gsize                    *n_ranges,
                GtkAccessibleTextRange  **ranges,
                char                   ***names,
                char                   ***values)
{
  return FALSE;
}

static void
get_default_attributes (GtkAccessibleText   *text,
                        char              ***names,
                        char              ***values)
{
  *names = g_new0 (char *, 1);
  *values = g_new0 (char *, 1);
}

void
gazette_code_text_init_accessible (GtkAccessibleTextInterface *iface)
{
  iface->get_contents = get_contents;
  iface->get_contents_at = get_contents_at;
  iface->get_caret_position = get_caret_position;
  iface->get_selection = get_selection;
  iface->get_attributes = get_attributes;
  iface->get_default_attributes = get_default_attributes;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <pango/pango.h>
#include <string.h>

#include "gazette-sentences.h"

/* Whether there is something in it that can be said. */
static gboolean
has_words (const char *text,
           int         start,
           int         end)
{
  const char *stop = g_utf8_offset_to_pointer (text, end);

  for (const char *p = g_utf8_offset_to_pointer (text, start); p < stop; p = g_utf8_next_char (p))
    {
      if (g_unichar_isalnum (g_utf8_get_char (p)))
        return TRUE;
    }

  return FALSE;
}

/**
 * gazette_sentences_find:
 * @text: a paragraph
 * @offset: what is added to the numbers of characters
 * @language: (nullable): BCP 47 tag
 *
 * Finds the sentences of a text by the rules of Unicode (UAX #29), which hold for
 * any script. What has neither letter nor digit is none.
 *
 * Returns: (transfer full) (element-type GazetteSentence): the sentences, in order
 */
GArray *
gazette_sentences_find (const char *text,
                        int         offset,
                        const char *language)
{
  GArray *sentences = g_array_new (FALSE, FALSE, sizeof (GazetteSentence));
  int length = (int) g_utf8_strlen (text, -1);
  g_autofree PangoLogAttr *attributes = g_new0 (PangoLogAttr, length + 1);
  int start = -1;

  pango_get_log_attrs (text, (int) strlen (text), -1,
                       language != NULL ? pango_language_from_string (language) : pango_language_get_default (), attributes,
                       length + 1);
  for (int i = 0; i <= length; i++)
    {
      if (start >= 0 && (i == length || attributes[i].is_sentence_end || attributes[i].is_sentence_start))
        {
          GazetteSentence sentence = { offset + start, offset + i };

          if (has_words (text, start, i))
            g_array_append_val (sentences, sentence);
          start = -1;
        }
      if (i < length && start < 0 && (attributes[i].is_sentence_start || i == 0))
        start = i;
    }

  return sentences;
}

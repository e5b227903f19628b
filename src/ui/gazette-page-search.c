/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-page-search.h"
#include "gazette-signs.h"

struct _GazettePageSearch
{
  GArray *characters;
  /* Where each of them is in the text. */
  GArray *positions;
};

/* In lower case, without its accent, spaces and quotation marks as they are typed. */
static gunichar
fold (gunichar c)
{
  gunichar base;
  gunichar mark;

  if (c < 0x80)
    return (gunichar) g_ascii_tolower ((char) c);

  c = gazette_sign_fold (c);
  c = g_unichar_tolower (c);
  if (g_unichar_decompose (c, &base, &mark) && g_unichar_ismark (mark))
    return base;

  return c;
}

static GArray *
fold_all (const char *text,
          GArray     *positions)
{
  GArray *characters = g_array_new (FALSE, FALSE, sizeof (gunichar));
  guint position = 0;

  for (const char *p = text; *p != 0; p = g_utf8_next_char (p), position++)
    {
      gunichar c = g_utf8_get_char (p);

      if (gazette_sign_is_unseen (c))
        continue;
      c = fold (c);
      g_array_append_val (characters, c);
      if (positions != NULL)
        g_array_append_val (positions, position);
    }

  return characters;
}

/**
 * gazette_page_search_new:
 * @text: what to search
 *
 * Returns: (transfer full): a search
 */
GazettePageSearch *
gazette_page_search_new (const char *text)
{
  GazettePageSearch *self = g_new0 (GazettePageSearch, 1);

  self->positions = g_array_new (FALSE, FALSE, sizeof (guint));
  self->characters = fold_all (text, self->positions);

  return self;
}

/**
 * gazette_page_search_free:
 * @self: a search
 */
void
gazette_page_search_free (GazettePageSearch *self)
{
  g_array_unref (self->characters);
  g_array_unref (self->positions);
  g_free (self);
}

static gboolean
is_match (const GArray *characters,
          guint         at,
          const GArray *wanted)
{
  for (guint i = 0; i < wanted->len; i++)
    {
      if (g_array_index (characters, gunichar, at + i) != g_array_index (wanted, gunichar, i))
        return FALSE;
    }

  return TRUE;
}

/**
 * gazette_page_search_find:
 * @self: a search
 * @words: what to look for
 *
 * Looks for words, whatever their case and accents, and wherever they may be
 * broken. Matches do not overlap.
 *
 * Returns: (transfer full) (element-type GazettePageMatch): the matches, in order
 */
GArray *
gazette_page_search_find (GazettePageSearch *self,
                          const char        *words)
{
  GArray *matches = g_array_new (FALSE, FALSE, sizeof (GazettePageMatch));
  g_autoptr(GArray) wanted = fold_all (words, NULL);

  if (wanted->len == 0)
    return matches;

  for (guint i = 0; i + wanted->len <= self->characters->len; i++)
    {
      GazettePageMatch match;

      if (!is_match (self->characters, i, wanted))
        continue;
      match.start = g_array_index (self->positions, guint, i);
      match.length = g_array_index (self->positions, guint, i + wanted->len - 1) + 1 - match.start;
      g_array_append_val (matches, match);
      i += wanted->len - 1;
    }

  return matches;
}

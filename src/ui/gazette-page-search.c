/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-page-search.h"

struct _GazettePageSearch
{
  GArray *characters;
  /* Where each of them is in the text. */
  GArray *positions;
};

/* What is there for the layout alone: hyphens and spaces that are not seen, and
 * marks of direction. */
static gboolean
is_unseen (gunichar c)
{
  return c == 0x00ad || c == 0x200b || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) ||
         (c >= 0x2066 && c <= 0x2069);
}

/* In lower case, without its accent, spaces and quotation marks as they are typed. */
static gunichar
fold (gunichar c)
{
  gunichar base;
  gunichar mark;

  if (c < 0x80)
    return (gunichar) g_ascii_tolower ((char) c);

  switch (c)
    {
    case 0x00a0: /* no-break space */
    case 0x202f: /* narrow no-break space */
      return ' ';

    case 0x2018: /* single quotation marks */
    case 0x2019:
      return '\'';

    case 0x201c: /* double quotation marks */
    case 0x201d:
    case 0x201e:
      return '"';

    case 0x2010: /* hyphens */
    case 0x2011:
      return '-';

    default:
      break;
    }

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

      if (is_unseen (c))
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

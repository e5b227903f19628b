/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-page-search.h"

struct _GazettePageSearch
{
  gunichar *characters;
  glong     length;
};

/* One character for one character, so that positions stay what they are: in
 * lower case, without its accent, spaces and quotation marks as they are typed. */
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

static gunichar *
fold_all (const char *text,
          glong      *length)
{
  gunichar *characters = g_utf8_to_ucs4_fast (text, -1, length);

  for (glong i = 0; i < *length; i++)
    characters[i] = fold (characters[i]);

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

  self->characters = fold_all (text, &self->length);

  return self;
}

/**
 * gazette_page_search_free:
 * @self: a search
 */
void
gazette_page_search_free (GazettePageSearch *self)
{
  g_free (self->characters);
  g_free (self);
}

/**
 * gazette_page_search_find:
 * @self: a search
 * @words: what to look for
 * @length: (out): how many characters each match has
 *
 * Looks for words, whatever their case and accents. Matches do not overlap.
 *
 * Returns: (transfer full) (element-type int): where matches begin, in order
 */
GArray *
gazette_page_search_find (GazettePageSearch *self,
                          const char        *words,
                          guint             *length)
{
  GArray *matches = g_array_new (FALSE, FALSE, sizeof (int));
  glong n;
  g_autofree gunichar *wanted = fold_all (words, &n);

  *length = (guint) n;
  if (n == 0)
    return matches;

  for (glong i = 0; i + n <= self->length; i++)
    {
      glong j = 0;

      while (j < n && self->characters[i + j] == wanted[j])
        j++;
      if (j == n)
        {
          int start = (int) i;

          g_array_append_val (matches, start);
          i += n - 1;
        }
    }

  return matches;
}

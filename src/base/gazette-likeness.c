/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-likeness.h"

#define N_BITS 64

/* How the distances of one column of the matrix differ from row to row: a bit for
 * each row, of where it is one more and of where it is one less. */
typedef struct
{
  guint64 more;
  guint64 less;
} Rows;

static guint
count_words (guint n)
{
  return (n + N_BITS - 1) / N_BITS;
}

/* Which rows of the pattern have each character. */
static GHashTable *
map_pattern (GazetteStretch pattern)
{
  GHashTable *rows = g_hash_table_new_full (NULL, NULL, NULL, g_free);

  for (guint i = 0; i < pattern.n; i++)
    {
      gpointer key = GUINT_TO_POINTER (pattern.first[(gssize) i * pattern.step]);
      guint64 *bits = g_hash_table_lookup (rows, key);

      if (bits == NULL)
        {
          bits = g_new0 (guint64, count_words (pattern.n));
          g_hash_table_insert (rows, key, bits);
        }
      bits[i / N_BITS] |= G_GUINT64_CONSTANT (1) << (i % N_BITS);
    }

  return rows;
}

/* One word of a column, from that of the column before.
 *
 * @in: by how much its first row differs from that of the column before
 * @last: the bit of its last row
 *
 * Returns: by how much its last row does */
static int
advance (Rows    *rows,
         guint64  equal,
         int      in,
         guint64  last)
{
  guint64 vertical = equal | rows->less;
  guint64 horizontal;
  guint64 more;
  guint64 less;
  int out;

  if (in < 0)
    equal |= 1;
  horizontal = (((equal & rows->more) + rows->more) ^ rows->more) | equal;
  more = rows->less | ~(horizontal | rows->more);
  less = rows->more & horizontal;
  out = ((more & last) != 0) - ((less & last) != 0);

  more = more << 1 | (in > 0);
  less = less << 1 | (in < 0);
  rows->more = less | ~(vertical | more);
  rows->less = more & vertical;

  return out;
}

/**
 * gazette_likeness_get_effort:
 * @n_pattern: how many characters the pattern has
 * @n_text: how many the text has
 *
 * Returns: how many steps gazette_likeness_measure() takes, of a few nanoseconds each
 */
gsize
gazette_likeness_get_effort (guint n_pattern,
                             guint n_text)
{
  return (gsize) count_words (n_pattern) * n_text;
}

/**
 * gazette_likeness_measure:
 * @pattern: what is looked for
 * @text: where it is
 * @is_anchored: whether it begins where the text does, rather than anywhere
 *
 * Measures how much the pattern differs from what ends at each character of the
 * text: how many characters are to be put in, taken out or exchanged, at least.
 * This is the algorithm of Myers (A fast bit-vector algorithm for approximate string
 * matching, 1999) in the form of Hyyrö, 64 rows at a time.
 *
 * Returns: (transfer full) (element-type guint): the differences
 */
GArray *
gazette_likeness_measure (GazetteStretch pattern,
                          GazetteStretch text,
                          gboolean       is_anchored)
{
  GArray *distances = g_array_sized_new (FALSE, FALSE, sizeof (guint), text.n);
  guint n_words = count_words (pattern.n);
  guint64 last_bit = G_GUINT64_CONSTANT (1) << ((pattern.n + N_BITS - 1) % N_BITS);
  g_autoptr(GHashTable) map = map_pattern (pattern);
  g_autofree Rows *column = g_new (Rows, MAX (n_words, 1));
  g_autofree guint64 *nothing = g_new0 (guint64, MAX (n_words, 1));
  guint distance = pattern.n;

  for (guint i = 0; i < n_words; i++)
    column[i] = (Rows) { G_MAXUINT64, 0 };

  for (guint i = 0; i < text.n; i++)
    {
      const guint64 *equal = g_hash_table_lookup (map, GUINT_TO_POINTER (text.first[(gssize) i * text.step]));
      int difference = is_anchored ? 1 : 0;

      for (guint j = 0; j < n_words; j++)
        difference = advance (&column[j], equal != NULL ? equal[j] : nothing[j], difference,
                              j + 1 == n_words ? last_bit : G_GUINT64_CONSTANT (1) << (N_BITS - 1));
      distance += (guint) difference;
      g_array_append_val (distances, distance);
    }

  return distances;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-diff.h"

/* Beyond so many pairs a stretch is parted first, at what stands in both of its
 * sides once. */
#define MAX_PAIRS (1000 * 1000)

/* How often a stretch is parted before what is in it counts as other. */
#define MAX_DEPTH 32

typedef struct
{
  const guint *before;
  const guint *after;
  /* For each of before, one more than its place in after; 0 for none. */
  guint       *matches;
  gsize       *effort;
} Diff;

typedef struct
{
  guint first_before;
  guint end_before;
  guint first_after;
  guint end_after;
} Stretch;

/* Something that stands on a side so often, at last there. */
typedef struct
{
  guint n_before;
  guint n_after;
  guint before;
  guint after;
} Place;

/* A pair of places, and the one before it in the longest row of them. */
typedef struct
{
  guint before;
  guint after;
  int   previous;
} Anchor;

static void
match (Diff  *self,
       guint  before,
       guint  after)
{
  self->matches[before] = after + 1;
}

/* What is the same at both ends. */
static void
trim (Diff    *self,
      Stretch *s)
{
  while (s->first_before < s->end_before && s->first_after < s->end_after &&
         self->before[s->first_before] == self->after[s->first_after])
    match (self, s->first_before++, s->first_after++);

  while (s->first_before < s->end_before && s->first_after < s->end_after &&
         self->before[s->end_before - 1] == self->after[s->end_after - 1])
    match (self, --s->end_before, --s->end_after);
}

/* The longest common subsequence, by the table of all pairs. There are so few that
 * its length fits into 16 bits: it is at most the root of their number. */
static void
match_longest (Diff          *self,
               const Stretch *s)
{
  guint n = s->end_before - s->first_before;
  guint m = s->end_after - s->first_after;
  const guint *before = self->before + s->first_before;
  const guint *after = self->after + s->first_after;
  g_autofree guint16 *lengths = g_new0 (guint16, (gsize) (n + 1) * (m + 1));

#define LENGTH(i, j) lengths[(gsize) (i) * (m + 1) + (j)]
  for (guint i = n; i > 0; i--)
    {
      for (guint j = m; j > 0; j--)
        LENGTH (i - 1, j - 1) = before[i - 1] == after[j - 1] ? LENGTH (i, j) + 1
                                                              : MAX (LENGTH (i, j - 1), LENGTH (i - 1, j));
    }

  for (guint i = 0, j = 0; i < n && j < m;)
    {
      if (before[i] == after[j])
        match (self, s->first_before + i++, s->first_after + j++);
      else if (LENGTH (i + 1, j) >= LENGTH (i, j + 1))
        i++;
      else
        j++;
    }
#undef LENGTH
}

static Place *
find_place (GHashTable *places,
            guint       symbol)
{
  Place *place = g_hash_table_lookup (places, GUINT_TO_POINTER (symbol));

  if (place == NULL)
    {
      place = g_new0 (Place, 1);
      g_hash_table_insert (places, GUINT_TO_POINTER (symbol), place);
    }

  return place;
}

/* What stands in both sides once, in the order of the first. */
static GArray *
find_unique (Diff          *self,
             const Stretch *s)
{
  g_autoptr(GHashTable) places = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  GArray *anchors = g_array_new (FALSE, FALSE, sizeof (Anchor));

  for (guint i = s->first_before; i < s->end_before; i++)
    {
      Place *place = find_place (places, self->before[i]);

      place->n_before++;
      place->before = i;
    }
  for (guint j = s->first_after; j < s->end_after; j++)
    {
      Place *place = find_place (places, self->after[j]);

      place->n_after++;
      place->after = j;
    }

  for (guint i = s->first_before; i < s->end_before; i++)
    {
      Place *place = find_place (places, self->before[i]);
      Anchor anchor = { place->before, place->after, -1 };

      if (place->n_before == 1 && place->n_after == 1)
        g_array_append_val (anchors, anchor);
    }

  return anchors;
}

/* The longest row of anchors that is in order on both sides (patience sorting);
 * its last one, -1 for none. */
static int
find_longest_row (GArray *anchors)
{
  g_autofree int *ends = g_new (int, anchors->len + 1);
  guint n_ends = 0;

  for (guint i = 0; i < anchors->len; i++)
    {
      Anchor *anchor = &g_array_index (anchors, Anchor, i);
      guint low = 0;
      guint high = n_ends;

      while (low < high)
        {
          guint middle = low + (high - low) / 2;

          if (g_array_index (anchors, Anchor, ends[middle]).after < anchor->after)
            low = middle + 1;
          else
            high = middle;
        }
      anchor->previous = low > 0 ? ends[low - 1] : -1;
      ends[low] = (int) i;
      n_ends = MAX (n_ends, low + 1);
    }

  return n_ends > 0 ? ends[n_ends - 1] : -1;
}

static void
compare (Diff    *self,
         Stretch  s,
         guint    depth)
{
  g_autoptr(GArray) anchors = NULL;
  gsize n_pairs;
  int last;

  trim (self, &s);
  n_pairs = (gsize) (s.end_before - s.first_before) * (s.end_after - s.first_after);
  if (n_pairs == 0)
    return;

  if (n_pairs <= MAX_PAIRS && n_pairs <= *self->effort)
    {
      *self->effort -= n_pairs;
      match_longest (self, &s);
      return;
    }
  if (depth == MAX_DEPTH)
    return;

  anchors = find_unique (self, &s);
  last = find_longest_row (anchors);
  if (last < 0)
    return;

  /* From the last on, each with what stands between it and the one after it. */
  for (int i = last; i >= 0;)
    {
      const Anchor *anchor = &g_array_index (anchors, Anchor, i);

      match (self, anchor->before, anchor->after);
      compare (self, (Stretch) { anchor->before + 1, s.end_before, anchor->after + 1, s.end_after }, depth + 1);
      s.end_before = anchor->before;
      s.end_after = anchor->after;
      i = anchor->previous;
    }
  compare (self, s, depth + 1);
}

/*
 * gazette_diff_match:
 * @before: what there was, as numbers: the same for the same
 * @n_before: how many
 * @after: what there is
 * @n_after: how many
 * @effort: (inout): how many pairs may be compared; lowered by those that were
 *
 * Finds what stayed, in order. The time is that of @effort, and beyond that grows
 * with the length of both only: of what is long and repeats itself, less is found
 * than there is.
 *
 * Returns: (transfer full) (array length=n_before): for each of @before, one more
 *   than its place in @after; 0 for what is not there any more
 */
guint *
gazette_diff_match (const guint *before,
                    guint        n_before,
                    const guint *after,
                    guint        n_after,
                    gsize       *effort)
{
  Diff self = { before, after, g_new0 (guint, n_before + 1), effort };

  compare (&self, (Stretch) { 0, n_before, 0, n_after }, 0);

  return self.matches;
}

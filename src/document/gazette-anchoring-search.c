/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where in a text a passage is. */

#include "config.h"

#include <string.h>

#include "gazette-anchoring-private.h"
#include "gazette-likeness.h"

/* A passage that is as it was needs nothing around it to be known when it is so long. */
#define LONG 32

/* How many of the places that come into question are looked at closely: of those that
 * have the very words, and of those that have others. */
#define MAX_SAME 1000
#define MAX_LIKE 8

typedef struct
{
  guint start;
  guint end;
  /* By how many characters it differs, and what is around it does. */
  guint difference;
  guint around;
} Candidate;

static const gunichar *
get_characters (GArray *array,
                guint   at)
{
  return &g_array_index (array, gunichar, at);
}

static guint
find_least (GArray *distances,
            guint   otherwise)
{
  guint least = otherwise;

  for (guint i = 0; i < distances->len; i++)
    least = MIN (least, g_array_index (distances, guint, i));

  return least;
}

/* By how much what stood beside the passage differs from what stands there. */
static guint
measure_side (const GazetteSought *self,
              GArray              *side,
              guint                at,
              int                  step)
{
  guint room = step > 0 ? self->text->len - at : at;
  GazetteStretch pattern = { NULL, side->len, step };
  GazetteStretch text = { NULL, MIN (room, side->len + side->len / 2), step };
  g_autoptr(GArray) distances = NULL;

  if (side->len == 0 || text.n == 0)
    return side->len;

  pattern.first = get_characters (side, step > 0 ? 0 : side->len - 1);
  text.first = get_characters (self->text, step > 0 ? at : at - 1);
  distances = gazette_likeness_measure (pattern, text, TRUE);

  return find_least (distances, side->len);
}

static void
measure_around (const GazetteSought *self,
                Candidate           *candidate)
{
  candidate->around = measure_side (self, self->prefix, candidate->start, -1) +
                      measure_side (self, self->suffix, candidate->end, 1);
}

/* The less is left of the words themselves, the more what is around them has to say. */
static gboolean
is_it (const GazetteSought *self,
       const Candidate     *candidate)
{
  guint length = self->exact->len;
  guint n_around = self->prefix->len + self->suffix->len;

  if (candidate->difference * 3 > length)
    return FALSE;
  if (length >= LONG && candidate->difference * 8 <= length)
    return TRUE;

  return (candidate->difference + candidate->around) * 5 <= (length + n_around) * 2;
}

static guint
get_distance (const GazetteSought *self,
              const Candidate     *candidate)
{
  return candidate->start > self->position ? candidate->start - self->position : self->position - candidate->start;
}

static const Candidate *
choose (const GazetteSought *self,
        GArray              *candidates)
{
  const Candidate *best = NULL;

  for (guint i = 0; i < candidates->len; i++)
    {
      Candidate *candidate = &g_array_index (candidates, Candidate, i);
      guint all;

      measure_around (self, candidate);
      if (!is_it (self, candidate))
        continue;

      all = candidate->difference + candidate->around;
      if (best == NULL || all < best->difference + best->around ||
          (all == best->difference + best->around && get_distance (self, candidate) < get_distance (self, best)))
        best = candidate;
    }

  return best;
}

static gboolean
is_same_at (const GazetteSought *self,
            guint                at)
{
  return at <= self->text->len && self->text->len - at >= self->exact->len &&
         memcmp (get_characters (self->text, at), self->exact->data, self->exact->len * sizeof (gunichar)) == 0;
}

/* How much of the passage can go on from each of its characters: after Knuth, Morris
 * and Pratt. */
static guint *
make_borders (GArray *exact)
{
  guint *borders = g_new0 (guint, exact->len);

  for (guint i = 1, n = 0; i < exact->len; i++)
    {
      gunichar c = g_array_index (exact, gunichar, i);

      while (n > 0 && c != g_array_index (exact, gunichar, n))
        n = borders[n - 1];
      if (c == g_array_index (exact, gunichar, n))
        n++;
      borders[i] = n;
    }

  return borders;
}

static GArray *
find_same (const GazetteSought *self)
{
  GArray *candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  g_autofree guint *borders = make_borders (self->exact);
  guint length = self->exact->len;

  for (guint i = 0, n = 0; i < self->text->len && candidates->len < MAX_SAME; i++)
    {
      gunichar c = g_array_index (self->text, gunichar, i);

      while (n > 0 && (n == length || c != g_array_index (self->exact, gunichar, n)))
        n = borders[n - 1];
      if (c == g_array_index (self->exact, gunichar, n))
        n++;
      if (n == length)
        {
          Candidate candidate = { i + 1 - length, i + 1, 0, 0 };

          g_array_append_val (candidates, candidate);
        }
    }

  return candidates;
}

static int
compare_candidates (gconstpointer a,
                    gconstpointer b)
{
  const Candidate *candidate_a = a;
  const Candidate *candidate_b = b;

  if (candidate_a->difference != candidate_b->difference)
    return candidate_a->difference < candidate_b->difference ? -1 : 1;

  return (candidate_a->end > candidate_b->end) - (candidate_a->end < candidate_b->end);
}

/* Of all the characters that something like the passage may end at, the best one of
 * each stretch. */
static GArray *
find_ends (const GazetteSought *self,
           GArray              *distances,
           guint                from)
{
  GArray *candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  guint stretch = MAX (self->exact->len / 2, LONG);

  for (guint i = 0; i < distances->len; i += stretch)
    {
      Candidate best = { 0, 0, G_MAXUINT, 0 };

      for (guint j = i; j < MIN (i + stretch, distances->len); j++)
        {
          if (g_array_index (distances, guint, j) < best.difference)
            best = (Candidate) { 0, from + j + 1, g_array_index (distances, guint, j), 0 };
        }
      if (best.difference * 3 <= self->exact->len)
        g_array_append_val (candidates, best);
    }
  g_array_sort (candidates, compare_candidates);
  if (candidates->len > MAX_LIKE)
    g_array_set_size (candidates, MAX_LIKE);

  return candidates;
}

/* Where what ends there begins: backwards from its end, as long as it was if that is
 * as good as any. */
static void
find_start (const GazetteSought *self,
            Candidate           *candidate)
{
  guint length = self->exact->len;
  guint n = MIN (candidate->end, length + candidate->difference);
  GazetteStretch pattern = { get_characters (self->exact, length - 1), length, -1 };
  GazetteStretch text = { get_characters (self->text, candidate->end - 1), n, -1 };
  g_autoptr(GArray) distances = gazette_likeness_measure (pattern, text, TRUE);
  guint least = find_least (distances, length);
  guint best = MIN (n, length);
  guint off = G_MAXUINT;

  for (guint i = 0; i < distances->len; i++)
    {
      guint difference = i + 1 > length ? i + 1 - length : length - i - 1;

      if (g_array_index (distances, guint, i) == least && difference < off)
        {
          best = i + 1;
          off = difference;
        }
    }
  candidate->start = candidate->end - best;
}

/* In a text that is too long for what may be spent, around where it was. */
static GArray *
find_like (const GazetteSought *self,
           gsize               *effort)
{
  guint length = self->exact->len;
  gsize per_character = gazette_likeness_get_effort (length, 1);
  guint n = (guint) MIN (self->text->len, *effort / 4 / per_character);
  guint middle = MIN (self->position, self->text->len);
  guint from = middle > n / 2 ? middle - n / 2 : 0;
  GazetteStretch pattern = { get_characters (self->exact, 0), length, 1 };
  GazetteStretch text = { NULL, n, 1 };
  g_autoptr(GArray) distances = NULL;
  GArray *candidates;

  from = MIN (from, self->text->len - n);
  text.first = get_characters (self->text, from);
  *effort -= per_character * n;
  distances = gazette_likeness_measure (pattern, text, FALSE);
  candidates = find_ends (self, distances, from);
  for (guint i = 0; i < candidates->len; i++)
    find_start (self, &g_array_index (candidates, Candidate, i));

  return candidates;
}

/*
 * gazette_anchoring_search:
 * @self: what is looked for
 * @effort: (inout): how many steps of a few nanoseconds may still be taken
 * @start: (out): its first character
 * @end: (out): the one after its last
 *
 * Looks for a passage: where it was, then for the same words elsewhere, then for
 * those that are most like them. Among several, what stands around them decides, and
 * then which is nearest to where it was.
 *
 * Returns: whether it is there
 */
gboolean
gazette_anchoring_search (const GazetteSought *self,
                          gsize               *effort,
                          guint               *start,
                          guint               *end)
{
  Candidate there = { self->position, self->position + self->exact->len, 0, 0 };
  g_autoptr(GArray) candidates = NULL;
  const Candidate *best = NULL;

  if (is_same_at (self, self->position))
    {
      measure_around (self, &there);
      if (there.around * 4 <= self->prefix->len + self->suffix->len)
        best = &there;
    }

  if (best == NULL && *effort > self->text->len)
    {
      *effort -= self->text->len;
      candidates = find_same (self);
      best = choose (self, candidates);
    }
  if (best == NULL)
    {
      g_clear_pointer (&candidates, g_array_unref);
      candidates = find_like (self, effort);
      best = choose (self, candidates);
    }
  if (best == NULL)
    return FALSE;

  *start = best->start;
  *end = best->end;

  return TRUE;
}

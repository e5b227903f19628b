/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>

#include "bench-words.h"

struct _BenchWords
{
  GRand  *random;
  double *shares;
};

static const BenchScript scripts[] = {
  { { "ta", "ren", "mo", "lis", "ka", "ver", "sun", "del", "po", "ing", "ster", "a", "bro", "che", "fi", "gé" }, " ", 60 },
  { { "на", "ре", "то", "ли", "ка", "ве", "со", "де", "по", "ин", "ст", "ый", "бро", "че", "фи", "гу" }, " ", 15 },
  { { "ال", "مر", "سا", "لي", "كت", "بر", "نو", "دي", "فا", "ون", "حر", "ة", "جم", "قا", "صو", "ها" }, " ", 15 },
  { { "新", "闻", "国", "家", "市", "长", "今", "天", "海", "港", "船", "学", "校", "天", "气", "人" }, "", 10 },
};

BenchWords *
bench_words_new (guint32 seed)
{
  BenchWords *self = g_new0 (BenchWords, 1);

  self->random = g_rand_new_with_seed (seed);
  self->shares = g_new (double, BENCH_N_WORDS);
  /* As Zipf says: the word of rank n comes once for n times of the first. */
  for (guint i = 0; i < BENCH_N_WORDS; i++)
    self->shares[i] = (i > 0 ? self->shares[i - 1] : 0) + 1 / pow (i + 1, 1.05);

  return self;
}

void
bench_words_free (BenchWords *self)
{
  g_rand_free (self->random);
  g_free (self->shares);
  g_free (self);
}

GRand *
bench_words_get_random (BenchWords *self)
{
  return self->random;
}

const BenchScript *
bench_words_get_script (guint number)
{
  return &scripts[number % G_N_ELEMENTS (scripts)];
}

const BenchScript *
bench_words_draw_script (BenchWords *self)
{
  guint share = g_rand_int_range (self->random, 0, 100);
  const BenchScript *script = scripts;

  while (share >= script->share)
    share -= script++->share;

  return script;
}

/* The word of a rank: the more frequent, the shorter. */
void
bench_words_append_word (GString           *text,
                         const BenchScript *script,
                         guint              rank)
{
  guint32 hash = rank * 2654435761u + rank;
  guint n = 1 + (rank >= 30) + (rank >= 1000);

  for (guint i = 0; i < n; i++, hash = hash * 1664525u + 1013904223u)
    g_string_append (text, script->syllables[(hash >> 20) % 16]);
  if (n == 3)
    g_string_append (text, script->syllables[rank % 16]);
}

static guint
draw_rank (BenchWords *self)
{
  double share = g_rand_double (self->random) * self->shares[BENCH_N_WORDS - 1];
  guint low = 0;
  guint high = BENCH_N_WORDS - 1;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (self->shares[middle] < share)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

void
bench_words_append (BenchWords        *self,
                    GString           *text,
                    const BenchScript *script,
                    guint              n)
{
  for (guint i = 0; i < n; i++)
    {
      bench_words_append_word (text, script, draw_rank (self));
      g_string_append (text, script->space);
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How many words a language has. */
#define BENCH_N_WORDS 40000

/**
 * BenchScript:
 * @syllables: what words are made of
 * @space: what stands between two words
 * @share: of a hundred articles, how many are written in it
 */
typedef struct
{
  const char *syllables[16];
  const char *space;
  guint       share;
} BenchScript;

/**
 * BenchWords:
 *
 * Draws words that are as rare and as frequent as words are, always the same ones
 * from the same seed.
 */
typedef struct _BenchWords BenchWords;

BenchWords        *bench_words_new         (guint32            seed);
void               bench_words_free        (BenchWords        *self);
GRand             *bench_words_get_random  (BenchWords        *self);
const BenchScript *bench_words_draw_script (BenchWords        *self);
void               bench_words_append      (BenchWords        *self,
                                            GString           *text,
                                            const BenchScript *script,
                                            guint              n);
void               bench_words_append_word (GString           *text,
                                            const BenchScript *script,
                                            guint              rank);
const BenchScript *bench_words_get_script  (guint              number);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BenchWords, bench_words_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * BenchTurns:
 * @busy: how long the main loop was busy, without drawing if that is followed
 * @longest: how long it was in its longest turn, without drawing as well
 * @drawing: how long it drew
 * @longest_whole: how long it was in its longest turn, with drawing
 *
 * What turns of the main loop cost, in microseconds of the processor's time of its
 * thread: other programs do not count.
 */
typedef struct
{
  gint64 busy;
  gint64 longest;
  gint64 drawing;
  gint64 longest_whole;
} BenchTurns;

void       bench_turns_watch  (void);
void       bench_turns_wait   (guint milliseconds);
void       bench_turns_follow (GdkFrameClock *clock);
void       bench_turns_begin  (void);
BenchTurns bench_turns_end    (void);

G_END_DECLS

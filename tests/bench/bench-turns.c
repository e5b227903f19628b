/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <time.h>

#include "bench-turns.h"

/* The moments are those of the clock of the thread. */
static struct
{
  gint64     since;
  gint64     painted;
  gint64     paint_since;
  BenchTurns turns;
} watch;

static gint64
get_busy_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);

  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static void
end_turn (void)
{
  gint64 whole = get_busy_time () - watch.since;
  gint64 turn = whole - watch.painted;

  watch.turns.busy += turn;
  watch.turns.drawing += watch.painted;
  watch.turns.longest = MAX (watch.turns.longest, turn);
  watch.turns.longest_whole = MAX (watch.turns.longest_whole, whole);
}

static void
begin_turn (void)
{
  watch.since = get_busy_time ();
  watch.painted = 0;
}

static int
poll_cb (GPollFD *fds,
         guint    n_fds,
         int      timeout)
{
  int result;

  end_turn ();
  result = g_poll (fds, n_fds, timeout);
  begin_turn ();

  return result;
}

/* What is drawn is drawn after the last of these phases of a frame. */
static void
phase_cb (void)
{
  watch.paint_since = get_busy_time ();
}

static void
after_paint_cb (void)
{
  if (watch.paint_since > 0)
    watch.painted += get_busy_time () - watch.paint_since;
  watch.paint_since = 0;
}

/* Watches the main loop from now on. */
void
bench_turns_watch (void)
{
  g_main_context_set_poll_func (NULL, poll_cb);
}

/* Counts what drawing takes by itself: the renderer of the bench draws with the processor. */
void
bench_turns_follow (GdkFrameClock *clock)
{
  g_signal_connect_after (clock, "before-paint", G_CALLBACK (phase_cb), NULL);
  g_signal_connect_after (clock, "update", G_CALLBACK (phase_cb), NULL);
  g_signal_connect_after (clock, "layout", G_CALLBACK (phase_cb), NULL);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), NULL);
}

static gboolean
over_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;

  return G_SOURCE_REMOVE;
}

/* Lets the main loop turn for so long. */
void
bench_turns_wait (guint milliseconds)
{
  gboolean is_over = FALSE;

  g_timeout_add (milliseconds, over_cb, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
}

void
bench_turns_begin (void)
{
  watch.turns = (BenchTurns) { 0 };
  begin_turn ();
}

/* Returns: what the turns cost since it began, the one that is under way included */
BenchTurns
bench_turns_end (void)
{
  end_turn ();
  begin_turn ();

  return watch.turns;
}

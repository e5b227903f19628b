/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-net-private.h"

struct _GazetteClock
{
  GSource          source;

  GazetteTimeouts  timeouts;
  GazetteClockFunc func;
  gpointer         user_data;

  /* In µs, of the monotonic clock; @left is what is left of the whole time
   * while the clock stands. */
  GazetteTimeout   phase;
  gint64           phase_end;
  gint64           whole_end;
  gint64           left;
};

static gboolean
dispatch_clock (GSource     *source,
                GSourceFunc  callback,
                gpointer     user_data)
{
  GazetteClock *self = (GazetteClock *) source;
  GazetteTimeout which = self->phase_end < self->whole_end ? self->phase : GAZETTE_TIMEOUT_WHOLE;
  const guint seconds[] = { self->timeouts.connect, self->timeouts.idle, self->timeouts.whole };

  self->func (which, seconds[which], self->user_data);

  return G_SOURCE_REMOVE;
}

/*
 * gazette_clock_new:
 * @timeouts: how long all may take, copied
 * @func: called once when the time is over, with what took too long and the
 *   seconds that it had
 * @user_data: for @func
 *
 * A clock for one request. It stands until a phase begins, and counts in the
 * main context of this thread.
 *
 * Returns: (transfer full): the clock
 */
GazetteClock *
gazette_clock_new (const GazetteTimeouts *timeouts,
                   GazetteClockFunc       func,
                   gpointer               user_data)
{
  static GSourceFuncs funcs = { .dispatch = dispatch_clock };
  GazetteClock *self = (GazetteClock *) g_source_new (&funcs, sizeof (GazetteClock));

  self->timeouts = *timeouts;
  self->func = func;
  self->user_data = user_data;
  self->left = (gint64) timeouts->whole * G_USEC_PER_SEC;
  g_source_set_static_name (&self->source, "GazetteClock");
  g_source_attach (&self->source, g_main_context_get_thread_default ());

  return self;
}

/*
 * gazette_clock_free:
 * @self: (transfer full): a clock; its function is not called any more
 */
void
gazette_clock_free (GazetteClock *self)
{
  g_source_destroy (&self->source);
  g_source_unref (&self->source);
}

/*
 * gazette_clock_begin:
 * @self: a clock
 * @phase: connecting or being idle
 *
 * Begins to count the time of @phase anew, and lets the clock run if it stands.
 */
void
gazette_clock_begin (GazetteClock   *self,
                     GazetteTimeout  phase)
{
  gint64 now = g_get_monotonic_time ();
  gint64 seconds = phase == GAZETTE_TIMEOUT_CONNECT ? self->timeouts.connect : self->timeouts.idle;

  if (self->left > 0)
    self->whole_end = now + self->left;
  self->left = 0;
  self->phase = phase;
  self->phase_end = now + seconds * G_USEC_PER_SEC;
  g_source_set_ready_time (&self->source, MIN (self->phase_end, self->whole_end));
}

/*
 * gazette_clock_stop:
 * @self: a clock
 *
 * Lets the clock stand until the next phase begins.
 */
void
gazette_clock_stop (GazetteClock *self)
{
  self->left = MAX (self->whole_end - g_get_monotonic_time (), 1);
  g_source_set_ready_time (&self->source, -1);
}

/*
 * gazette_clock_extend:
 * @self: a clock that stands
 * @usec: µs
 *
 * Gives all of it so much more time.
 */
void
gazette_clock_extend (GazetteClock *self,
                      gint64        usec)
{
  self->left += usec;
}

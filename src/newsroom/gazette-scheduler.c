/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "gazette-fiber.h"
#include "gazette-newsroom-private.h"

/* Which clock the kernel looks at decides whether a machine that wakes from its
 * sleep notices what has become due: that of g_timeout_add() stands still then. */
typedef struct
{
  GSource parent;
  int     fd;
} Timer;

static gboolean
timer_dispatch (GSource     *source,
                GSourceFunc  callback,
                gpointer     user_data)
{
  return callback (user_data);
}

static void
timer_finalize (GSource *source)
{
  Timer *timer = (Timer *) source;

  if (timer->fd >= 0)
    close (timer->fd);
}

static GSourceFuncs timer_funcs = { .dispatch = timer_dispatch, .finalize = timer_finalize };

static GSource *
timer_new (gint64 seconds)
{
  struct itimerspec time = { .it_value.tv_sec = MAX (seconds, 1) };
  GSource *source = g_source_new (&timer_funcs, sizeof (Timer));
  Timer *timer = (Timer *) source;

  timer->fd = timerfd_create (CLOCK_BOOTTIME, TFD_CLOEXEC | TFD_NONBLOCK);
  if (timer->fd >= 0 && timerfd_settime (timer->fd, 0, &time, NULL) == 0)
    g_source_add_unix_fd (source, timer->fd, G_IO_IN);

  return source;
}

static void
clear_timer (GazetteNewsroom *self)
{
  if (self->timer != NULL)
    g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
}

static gboolean
timer_cb (gpointer user_data)
{
  GazetteNewsroom *self = user_data;

  clear_timer (self);
  gazette_newsroom_plan (self);

  return G_SOURCE_REMOVE;
}

static void
set_timer (GazetteNewsroom *self,
           gint64           seconds)
{
  clear_timer (self);
  self->timer = timer_new (seconds);
  g_source_set_callback (self->timer, timer_cb, self, NULL);
  g_source_attach (self->timer, NULL);
}

/* Nothing is known of what the network did not let through: now it may. */
static void
forget_unreached (GazetteNewsroom *self)
{
  GHashTableIter iter;
  GazetteAttempt *attempt;

  g_hash_table_iter_init (&iter, self->attempts);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &attempt))
    {
      if (!attempt->reached)
        g_hash_table_iter_remove (&iter);
    }
}

static void
metered_cb (GazetteNewsroom *self)
{
  gazette_newsroom_plan (self);
  gazette_newsroom_plan_ahead (self);
}

static void
online_cb (GazetteNewsroom *self)
{
  if (self->online)
    forget_unreached (self);
  gazette_newsroom_plan (self);
  gazette_newsroom_plan_ahead (self);
}

static void
refreshing_cb (GazetteNewsroom *self)
{
  if (self->refreshing)
    return;

  gazette_newsroom_plan (self);
  gazette_newsroom_plan_ahead (self);
  gazette_newsroom_plan_retention (self);
}

/*
 * gazette_newsroom_start_schedule:
 * @self: a newsroom that is being made
 *
 * Watches what decides when sources are asked by themselves.
 */
void
gazette_newsroom_start_schedule (GazetteNewsroom *self)
{
  GazetteClocks now = { 0 };

  gazette_clocks_read (&now);
  self->started = now.steady;
  g_signal_connect_object (g_network_monitor_get_default (), "notify::network-metered",
                           G_CALLBACK (metered_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::online", G_CALLBACK (online_cb), NULL);
  g_signal_connect (self, "notify::refreshing", G_CALLBACK (refreshing_cb), NULL);
}

/*
 * gazette_newsroom_end_schedule:
 * @self: a newsroom
 *
 * From now on no source is asked, no article copied, and nothing of earlier runs
 * resumed, by itself.
 */
void
gazette_newsroom_end_schedule (GazetteNewsroom *self)
{
  self->has_schedule = FALSE;
  self->has_ahead = FALSE;
  self->has_retention = FALSE;
  clear_timer (self);
  g_clear_handle_id (&self->resume_source, g_source_remove);
  g_clear_handle_id (&self->ahead_source, g_source_remove);
  g_clear_handle_id (&self->retention_source, g_source_remove);
}

/*
 * gazette_newsroom_note_attempt:
 * @self: a newsroom
 * @source_id: a source that was asked just now
 * @reached: whether its server answered, or was at fault itself
 */
void
gazette_newsroom_note_attempt (GazetteNewsroom *self,
                               gint64           source_id,
                               gboolean         reached)
{
  GazetteAttempt *attempt = g_new0 (GazetteAttempt, 1);
  GazetteClocks now = { 0 };

  gazette_clocks_read (&now);
  attempt->asked = now.steady;
  attempt->reached = reached;
  g_hash_table_insert (self->attempts, g_memdup2 (&source_id, sizeof source_id), attempt);
}

/*
 * gazette_newsroom_get_wait:
 * @self: a newsroom with a schedule
 * @source: a source
 * @now: the clocks; @started is left out
 *
 * Returns: as gazette_schedule_get_wait() does
 */
gint64
gazette_newsroom_get_wait (GazetteNewsroom     *self,
                           GazetteSource       *source,
                           const GazetteClocks *now)
{
  GazetteClocks clocks = { now->wall, now->steady, self->started };

  return gazette_schedule_get_wait (&self->schedule, source, gazette_newsroom_get_rest (self, source),
                                    g_hash_table_lookup (self->attempts, &source->id), &clocks);
}

static gboolean
may_ask (GazetteNewsroom *self)
{
  return self->has_schedule && self->online && !self->refreshing &&
         (self->schedule.on_metered || !g_network_monitor_get_network_metered (g_network_monitor_get_default ()));
}

static DexFuture *
plan_fiber (gpointer user_data)
{
  GazetteNewsroom *self = user_data;
  g_autoptr(GPtrArray) sources = NULL;
  g_autoptr(GError) error = NULL;
  GazetteClocks now = { 0 };
  gint64 wait = GAZETTE_SCHEDULE_NEVER;

  sources = dex_await_boxed (gazette_library_list_sources (self->library), &error);
  self->is_planning = FALSE;
  if (sources == NULL || !may_ask (self))
    return dex_future_new_true ();

  gazette_clocks_read (&now);
  for (guint i = 0; i < sources->len; i++)
    wait = MIN (wait, gazette_newsroom_get_wait (self, sources->pdata[i], &now));

  if (wait == 0)
    dex_future_disown (gazette_newsroom_refresh_due (self));
  else if (wait != GAZETTE_SCHEDULE_NEVER)
    set_timer (self, wait);
  else if (self->schedule.interval != 0)
    /* Sources may come. */
    set_timer (self, self->schedule.interval);

  return dex_future_new_true ();
}

/*
 * gazette_newsroom_plan:
 * @self: a newsroom
 *
 * Asks the sources that are due, or waits until one is. Called whenever something
 * that this depends on has changed.
 */
void
gazette_newsroom_plan (GazetteNewsroom *self)
{
  clear_timer (self);
  if (!may_ask (self) || self->is_planning)
    return;

  self->is_planning = TRUE;
  dex_future_disown (gazette_newsroom_spawn (self, NULL, plan_fiber, g_object_ref (self), g_object_unref));
}

/**
 * gazette_newsroom_set_schedule:
 * @self: a newsroom
 * @schedule: when its sources are asked by themselves
 *
 * Begins to ask sources by itself, or does so at other times. Until it is called
 * they are asked only when gazette_newsroom_refresh() is.
 */
void
gazette_newsroom_set_schedule (GazetteNewsroom       *self,
                               const GazetteSchedule *schedule)
{
  g_return_if_fail (GAZETTE_IS_NEWSROOM (self));
  g_return_if_fail (schedule != NULL);

  if (!dex_future_is_pending (DEX_FUTURE (self->closing)))
    return;

  self->schedule = *schedule;
  self->has_schedule = TRUE;
  gazette_newsroom_plan (self);
}

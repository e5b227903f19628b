/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <time.h>

#include "gazette-schedule.h"
#include "gazette-url.h"

/* What was asked before the program began is fresh for so long at its start,
 * where nothing else is wanted. */
#define FRESH (15 * 60)

/* A source that the network did not let through is tried again after this. */
#define RETRY (5 * 60)

/* Nobody may ask for more rest: see the fetcher. A clock that was set back would
 * make years of it. */
#define LONGEST_REST (24 * 60 * 60)

/* Those that are due so much later are asked along, so that the machine wakes
 * once for all of them. */
#define SLACK_DIVISOR 10
#define LONGEST_SLACK (5 * 60)

/**
 * gazette_clocks_read:
 * @self: where the time is written; @started is left alone
 *
 * Looks at the clocks of the system.
 */
void
gazette_clocks_read (GazetteClocks *self)
{
  struct timespec steady;

  clock_gettime (CLOCK_BOOTTIME, &steady);
  self->steady = steady.tv_sec;
  self->wall = g_get_real_time () / G_USEC_PER_SEC;
}

/* How long ago a source was asked, whichever clock knows it; very long ago where
 * none does. A fetch in the future is of a clock that has been set since. */
static gint64
get_age (const GazetteSource  *source,
         const GazetteAttempt *attempt,
         const GazetteClocks  *now)
{
  if (attempt != NULL)
    return now->steady - attempt->asked;
  if (source->fetched == 0 || source->fetched > now->wall)
    return G_MAXINT64 / 2;

  return now->wall - source->fetched;
}

static gint64
get_wait_by_interval (const GazetteSchedule *self,
                      const GazetteSource   *source,
                      const GazetteAttempt  *attempt,
                      const GazetteClocks   *now)
{
  gint64 age = get_age (source, attempt, now);
  gint64 interval = self->interval;

  if (attempt != NULL && !attempt->reached)
    return (interval != 0 ? MIN (interval, RETRY) : RETRY) - age;
  if (interval == 0)
    return attempt == NULL && self->at_start && age >= FRESH ? 0 : GAZETTE_SCHEDULE_NEVER;
  /* The start asks for nothing then: the first interval begins with it. */
  if (attempt == NULL && !self->at_start)
    age = MIN (age, now->steady - now->started);

  return interval - age;
}

/**
 * gazette_schedule_get_wait:
 * @self: what a person wants
 * @source: a source
 * @not_before: until when it is to be left alone, seconds since 1970 UTC, 0 for
 *   no such moment
 * @attempt: (nullable): when it was last asked in this run of the program
 * @now: the clocks
 *
 * Decides when a source is asked next. How much time has passed is told by the
 * steady clock as far as this run of the program goes back, so that a clock that
 * is set neither asks too often nor not at all, and a machine that has slept
 * asks when it wakes.
 *
 * Returns: in how many seconds; 0 for now, %GAZETTE_SCHEDULE_NEVER for not at all
 */
gint64
gazette_schedule_get_wait (const GazetteSchedule *self,
                           const GazetteSource   *source,
                           gint64                 not_before,
                           const GazetteAttempt  *attempt,
                           const GazetteClocks   *now)
{
  gint64 wait;
  gint64 rest;

  g_return_val_if_fail (self != NULL, GAZETTE_SCHEDULE_NEVER);
  g_return_val_if_fail (source != NULL, GAZETTE_SCHEDULE_NEVER);
  g_return_val_if_fail (now != NULL, GAZETTE_SCHEDULE_NEVER);

  if (source->ended || !gazette_url_has_web_scheme (source->url))
    return GAZETTE_SCHEDULE_NEVER;

  wait = get_wait_by_interval (self, source, attempt, now);
  if (wait == GAZETTE_SCHEDULE_NEVER)
    return wait;

  rest = MIN (not_before - now->wall, LONGEST_REST);

  return MAX (MAX (wait, rest), 0);
}

/**
 * gazette_schedule_get_slack:
 * @self: what a person wants
 *
 * Returns: how many seconds before it is due a source may be asked along with others
 */
gint64
gazette_schedule_get_slack (const GazetteSchedule *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return MIN (self->interval / SLACK_DIVISOR, LONGEST_SLACK);
}

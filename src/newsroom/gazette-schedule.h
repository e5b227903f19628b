/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-source.h"

G_BEGIN_DECLS

/**
 * GazetteSchedule:
 * @interval: seconds between two requests of one source, 0 for none
 * @at_start: whether sources are asked when the program starts
 * @on_metered: whether they are asked where the network costs by what comes
 *
 * When sources are asked without a person asking for it.
 */
typedef struct
{
  guint    interval;
  gboolean at_start;
  gboolean on_metered;
} GazetteSchedule;

/**
 * GazetteClocks:
 * @wall: seconds since 1970 UTC, as a person or a server sets them
 * @steady: seconds that only go on, sleep of the machine included
 * @started: @steady when the program began
 */
typedef struct
{
  gint64 wall;
  gint64 steady;
  gint64 started;
} GazetteClocks;

/**
 * GazetteAttempt:
 * @asked: when a source was last asked in this run of the program, by
 *   #GazetteClocks.steady
 * @reached: %FALSE when nothing is known of its server, since the way there failed
 */
typedef struct
{
  gint64   asked;
  gboolean reached;
} GazetteAttempt;

/* What never comes. */
#define GAZETTE_SCHEDULE_NEVER G_MAXINT64

void   gazette_clocks_read       (GazetteClocks         *self);
gint64 gazette_schedule_get_wait (const GazetteSchedule *self,
                                  const GazetteSource   *source,
                                  gint64                 not_before,
                                  const GazetteAttempt  *attempt,
                                  const GazetteClocks   *now);
gint64 gazette_schedule_get_slack (const GazetteSchedule *self);

G_END_DECLS

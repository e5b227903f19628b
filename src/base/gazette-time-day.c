/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-time.h"

static gint64
get_midnight (GDateTime *date)
{
  /* That of the system is looked for anew each time, which takes longer than all else. */
  g_autoptr(GDateTime) midnight = g_date_time_new (g_date_time_get_timezone (date), g_date_time_get_year (date),
                                                   g_date_time_get_month (date), g_date_time_get_day_of_month (date),
                                                   0, 0, 0);

  return g_date_time_to_unix (midnight != NULL ? midnight : date);
}

/**
 * gazette_time_get_day:
 * @time: a moment
 * @begins: (out) (optional): when its day begins, in local time
 * @ends: (out) (optional): when the next one begins
 *
 * Days last from midnight to midnight, so one on which clocks change is shorter or
 * longer than others.
 *
 * Returns: the day as 20261126; 0 for what no calendar has, which then begins and
 *   ends with @time
 */
gint64
gazette_time_get_day (gint64  time,
                      gint64 *begins,
                      gint64 *ends)
{
  g_autoptr(GDateTime) date = g_date_time_new_from_unix_local (time);
  g_autoptr(GDateTime) next = date != NULL ? g_date_time_add_days (date, 1) : NULL;

  if (begins != NULL)
    *begins = next != NULL ? get_midnight (date) : time;
  if (ends != NULL)
    *ends = next != NULL ? get_midnight (next) : time;
  if (next == NULL)
    return 0;

  return g_date_time_get_year (date) * 10000 + g_date_time_get_month (date) * 100 +
         g_date_time_get_day_of_month (date);
}

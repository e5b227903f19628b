/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-ago.h"

#define MINUTE 60
#define HOUR   (60 * MINUTE)
#define DAY    (24 * HOUR)
#define WEEK   (7 * DAY)

/* Dates that lie ahead are mistakes of a clock up to an hour, and meant so
 * beyond. */
static gboolean
is_recent (gint64 seconds)
{
  return seconds > -HOUR && seconds < WEEK;
}

static char *
format_date (gint64      time,
             gint64      now,
             const char *in_this_year,
             const char *in_any_year)
{
  g_autoptr(GDateTime) date = g_date_time_new_from_unix_local (time);
  g_autoptr(GDateTime) today = g_date_time_new_from_unix_local (now);

  if (date == NULL || today == NULL)
    return g_strdup ("");

  return g_date_time_format (date, g_date_time_get_year (date) == g_date_time_get_year (today)
                                   ? in_this_year
                                   : in_any_year);
}

/**
 * gazette_ago_format:
 * @time: a moment, seconds since 1970 UTC, 0 for not known
 * @now: the present moment
 *
 * Says in few letters how long ago something was: “5 min”, “2 h”, “3 d”, and
 * the date from a week on.
 *
 * Returns: (transfer full): the words, "" when @time is not known
 */
char *
gazette_ago_format (gint64 time,
                    gint64 now)
{
  gint64 seconds = now - time;

  if (time <= 0)
    return g_strdup ("");

  if (!is_recent (seconds))
    /* TRANSLATORS: short dates, in the form of g_date_time_format(): 9 Nov */
    return format_date (time, now, C_("short date", "%-e %b"),
                        /* TRANSLATORS: short date of another year: 9 Nov 2024 */
                        C_("short date", "%-e %b %Y"));

  if (seconds < MINUTE)
    /* TRANSLATORS: how old an article is: less than a minute */
    return g_strdup (C_("age of an article", "now"));

  if (seconds < HOUR)
    /* TRANSLATORS: how old an article is, as short as can be */
    return g_strdup_printf (ngettext ("%u min", "%u min", seconds / MINUTE), (guint) (seconds / MINUTE));

  if (seconds < DAY)
    /* TRANSLATORS: how old an article is in hours, as short as can be */
    return g_strdup_printf (ngettext ("%u h", "%u h", seconds / HOUR), (guint) (seconds / HOUR));

  /* TRANSLATORS: how old an article is in days, as short as can be */
  return g_strdup_printf (ngettext ("%u d", "%u d", seconds / DAY), (guint) (seconds / DAY));
}

/**
 * gazette_ago_say:
 * @time: a moment, seconds since 1970 UTC, 0 for not known
 * @now: the present moment
 *
 * Says in whole words how long ago something was, to be read aloud.
 *
 * Returns: (transfer full): the words, "" when @time is not known
 */
char *
gazette_ago_say (gint64 time,
                 gint64 now)
{
  gint64 seconds = now - time;

  if (time <= 0)
    return g_strdup ("");

  if (!is_recent (seconds))
    /* TRANSLATORS: long dates, in the form of g_date_time_format(): 9 November */
    return format_date (time, now, C_("long date", "%-e %B"),
                        /* TRANSLATORS: long date of another year: 9 November 2024 */
                        C_("long date", "%-e %B %Y"));

  if (seconds < MINUTE)
    return g_strdup (_("just now"));

  if (seconds < HOUR)
    return g_strdup_printf (ngettext ("%u minute ago", "%u minutes ago", seconds / MINUTE),
                            (guint) (seconds / MINUTE));

  if (seconds < DAY)
    return g_strdup_printf (ngettext ("%u hour ago", "%u hours ago", seconds / HOUR),
                            (guint) (seconds / HOUR));

  return g_strdup_printf (ngettext ("%u day ago", "%u days ago", seconds / DAY), (guint) (seconds / DAY));
}

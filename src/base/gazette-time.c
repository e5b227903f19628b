/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>
#include <string.h>

#include "gazette-time.h"

#define SECONDS_OF_DAY  86400
#define SECONDS_OF_YEAR (365 * SECONDS_OF_DAY)

/* 9999-12-31T23:59:59Z, the last moment that RFC 3339 can write. */
#define LAST_MOMENT G_GINT64_CONSTANT (253402300799)

/* What g_date_get_julian() gives for 1970-01-01. */
#define JULIAN_OF_1970 719163

typedef struct
{
  const char *name;
  int         minutes;
} Zone;

/* The names of RFC 822, section 5.1, and those that sources use beside them.
 * A name that is not here counts as UTC, as RFC 2822, section 4.3 says. */
static const Zone zones[] = {
  { "EST", -5 * 60 },  { "EDT", -4 * 60 },   { "CST", -6 * 60 },  { "CDT", -5 * 60 },  { "MST", -7 * 60 },
  { "MDT", -6 * 60 },  { "PST", -8 * 60 },   { "PDT", -7 * 60 },  { "WET", 0 },        { "WEST", 1 * 60 },
  { "BST", 1 * 60 },   { "CET", 1 * 60 },    { "CEST", 2 * 60 },  { "MEZ", 1 * 60 },   { "MESZ", 2 * 60 },
  { "EET", 2 * 60 },   { "EEST", 3 * 60 },   { "MSK", 3 * 60 },   { "JST", 9 * 60 },   { "KST", 9 * 60 },
  { "AEST", 10 * 60 }, { "AEDT", 11 * 60 },  { "NZST", 12 * 60 }, { "NZDT", 13 * 60 },
};

static const char *const months[] = {
  "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
};

typedef struct
{
  int year;
  int month;
  int day;
  int hour;
  int minute;
  int second;
  int offset;
} Fields;

static gint64
check_moment (gint64 time)
{
  return time > 0 && time <= LAST_MOMENT ? time : 0;
}

static gint64
fields_to_time (const Fields *fields)
{
  GDate date;
  gint64 days;

  if (fields->year < 1 || fields->year > 9999 || fields->month < 1 || fields->month > 12 || fields->day < 1 ||
      !g_date_valid_dmy (fields->day, fields->month, fields->year))
    return 0;
  if (fields->hour > 24 || fields->minute > 59 || fields->second > 60 ||
      (fields->hour == 24 && (fields->minute > 0 || fields->second > 0)))
    return 0;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, fields->day, fields->month, fields->year);
  days = (gint64) g_date_get_julian (&date) - JULIAN_OF_1970;

  return check_moment (days * SECONDS_OF_DAY + fields->hour * 3600 + fields->minute * 60 +
                       MIN (fields->second, 59) - fields->offset * 60);
}

/* Exactly @n digits. */
static gboolean
read_digits (const char **p,
             guint        n,
             int         *value)
{
  int sum = 0;

  for (guint i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit ((*p)[i]))
        return FALSE;
      sum = sum * 10 + ((*p)[i] - '0');
    }

  *p += n;
  *value = sum;

  return TRUE;
}

/* One digit up to @max of them. */
static gboolean
read_number (const char **p,
             guint        max,
             guint       *n_digits,
             int         *value)
{
  guint n = 0;

  while (n < max && g_ascii_isdigit ((*p)[n]))
    n++;
  if (n_digits != NULL)
    *n_digits = n;

  return n > 0 && !g_ascii_isdigit ((*p)[n]) && read_digits (p, n, value);
}

static void
skip_spaces (const char **p)
{
  while (g_ascii_isspace (**p))
    (*p)++;
}

static gboolean
skip_char (const char **p,
           char         c)
{
  if (**p != c)
    return FALSE;

  (*p)++;
  return TRUE;
}

/* "+01", "+0100" or "+01:00". */
static gboolean
read_offset (const char **p,
             int         *offset)
{
  gboolean is_west = **p == '-';
  int hours;
  int minutes = 0;

  if (!skip_char (p, '+') && !skip_char (p, '-'))
    return FALSE;
  if (!read_digits (p, 2, &hours))
    return FALSE;
  if (skip_char (p, ':') || g_ascii_isdigit (**p))
    {
      if (!read_digits (p, 2, &minutes))
        return FALSE;
    }
  if (hours > 23 || minutes > 59)
    return FALSE;

  *offset = (hours * 60 + minutes) * (is_west ? -1 : 1);

  return TRUE;
}

/* An offset, a name, a name with an offset ("GMT+0100"), or nothing at all. */
static gboolean
read_zone (const char **p,
           int         *offset)
{
  const char *name;
  gsize length = 0;

  *offset = 0;
  skip_spaces (p);

  name = *p;
  while (g_ascii_isalpha (name[length]))
    length++;
  *p += length;

  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      if (strlen (zones[i].name) == length && g_ascii_strncasecmp (zones[i].name, name, length) == 0)
        *offset = zones[i].minutes;
    }

  if ((**p == '+' || **p == '-') && !read_offset (p, offset))
    return FALSE;

  /* A remark in brackets, such as "+0100 (CET)", says nothing new. */
  skip_spaces (p);

  return **p == '\0' || **p == '(';
}

/* ":SS" and a fraction of any length, both optional. */
static gboolean
read_seconds (const char **p,
              int         *second)
{
  *second = 0;
  if (!skip_char (p, ':'))
    return TRUE;
  if (!read_digits (p, 2, second))
    return FALSE;

  if ((**p == '.' || **p == ',') && g_ascii_isdigit ((*p)[1]))
    {
      (*p)++;
      while (g_ascii_isdigit (**p))
        (*p)++;
    }

  return TRUE;
}

/* RFC 3339 and the forms of ISO 8601 beside it: "2018", "2018-01", "2018-01-06"
 * and "2018-01-06T08:00:01.5+01:00" with all that may be missing from it. */
static gint64
parse_iso (const char *p)
{
  Fields fields = { .month = 1, .day = 1 };

  if (!read_digits (&p, 4, &fields.year))
    return 0;
  if (skip_char (&p, '-'))
    {
      if (!read_digits (&p, 2, &fields.month))
        return 0;
      if (skip_char (&p, '-') && !read_digits (&p, 2, &fields.day))
        return 0;
    }
  if (*p == '\0')
    return fields_to_time (&fields);

  if (!skip_char (&p, 'T') && !skip_char (&p, 't') && !g_ascii_isspace (*p))
    return 0;
  skip_spaces (&p);

  if (!read_number (&p, 2, NULL, &fields.hour))
    return 0;
  if (skip_char (&p, ':') && (!read_digits (&p, 2, &fields.minute) || !read_seconds (&p, &fields.second)))
    return 0;
  if (!read_zone (&p, &fields.offset))
    return 0;

  return fields_to_time (&fields);
}

/* The forms of ISO 8601 without separators: "20180106" and "20180106T080001Z". */
static gint64
parse_iso_basic (const char *p)
{
  Fields fields = { 0 };

  if (!read_digits (&p, 4, &fields.year) || !read_digits (&p, 2, &fields.month) ||
      !read_digits (&p, 2, &fields.day))
    return 0;
  if (*p == '\0')
    return fields_to_time (&fields);

  if (!skip_char (&p, 'T') || !read_digits (&p, 2, &fields.hour) || !read_digits (&p, 2, &fields.minute))
    return 0;
  if (g_ascii_isdigit (*p) && !read_digits (&p, 2, &fields.second))
    return 0;
  if (!read_zone (&p, &fields.offset))
    return 0;

  return fields_to_time (&fields);
}

static gboolean
read_month (const char **p,
            int         *month)
{
  for (guint i = 0; i < G_N_ELEMENTS (months); i++)
    {
      if (g_ascii_strncasecmp (*p, months[i], 3) == 0)
        {
          *month = (int) i + 1;
          while (g_ascii_isalpha (**p) || **p == '.')
            (*p)++;
          return TRUE;
        }
    }

  return FALSE;
}

/* RFC 2822, section 3.3, with what section 4.3 says about older dates: a year of
 * two digits, zones by name. The day of the week is not looked at. */
static gint64
parse_mail (const char *p)
{
  Fields fields = { 0 };
  guint n_digits;

  while (g_ascii_isalpha (*p) || *p == '.')
    p++;
  skip_char (&p, ',');
  skip_spaces (&p);

  if (!read_number (&p, 2, NULL, &fields.day))
    return 0;
  while (g_ascii_isspace (*p) || *p == '-')
    p++;
  if (!read_month (&p, &fields.month))
    return 0;
  while (g_ascii_isspace (*p) || *p == '-')
    p++;
  if (!read_number (&p, 4, &n_digits, &fields.year))
    return 0;
  if (n_digits < 4)
    fields.year += fields.year < 50 ? 2000 : 1900;

  skip_spaces (&p);
  if (*p == '\0')
    return fields_to_time (&fields);

  if (!read_number (&p, 2, NULL, &fields.hour) || !skip_char (&p, ':') ||
      !read_digits (&p, 2, &fields.minute) || !read_seconds (&p, &fields.second) ||
      !read_zone (&p, &fields.offset))
    return 0;

  return fields_to_time (&fields);
}

static gint64
parse_number (const char *text)
{
  char *end;
  double number;

  /* Not hexadecimal, which g_ascii_strtod() would take. */
  if (strspn (text, "0123456789.eE+-") < strlen (text))
    return 0;
  number = g_ascii_strtod (text, &end);

  return *end == '\0' ? gazette_time_from_number (number) : 0;
}

/**
 * gazette_time_parse:
 * @text: a date as a source writes it
 *
 * Reads every common form: RFC 3339 and ISO 8601 with fractions of any length
 * or without seconds, with a space instead of "T", with offsets of all kinds;
 * RFC 822 and 2822; and numbers (see gazette_time_from_number()). What names no
 * zone is in UTC.
 *
 * Returns: seconds since 1970 UTC; 0 for what is no date, is not after 1970
 *   began, or is after the year 9999
 */
gint64
gazette_time_parse (const char *text)
{
  g_autofree char *trimmed = NULL;
  gsize n_digits;
  gint64 time;

  g_return_val_if_fail (text != NULL, 0);

  if (strnlen (text, 128) == 128)
    return 0;

  trimmed = g_strstrip (g_strdup (text));
  n_digits = strspn (trimmed, "0123456789");

  if (n_digits == 4)
    return parse_iso (trimmed);
  if (n_digits == 8 && (time = parse_iso_basic (trimmed)) != 0)
    return time;
  if (n_digits > 0 && (time = parse_number (trimmed)) != 0)
    return time;

  return parse_mail (trimmed);
}

/**
 * gazette_time_from_number:
 * @number: a moment as a source counts it
 *
 * Takes it as seconds, milliseconds, microseconds or nanoseconds since 1970,
 * whichever gives a date in our times. A number within 1970 is not taken for a
 * date: it is a year, a count or a mistake.
 *
 * Returns: seconds since 1970 UTC, 0 when it cannot be a date
 */
gint64
gazette_time_from_number (double number)
{
  if (!isfinite (number) || number < SECONDS_OF_YEAR || number > 1e19)
    return 0;

  /* 1e11 seconds is the year 5138, 1e11 milliseconds is 1973. */
  while (number >= 1e11)
    number /= 1000;

  return check_moment ((gint64) number);
}

/**
 * gazette_time_format_rfc3339:
 * @time: seconds since 1970 UTC
 *
 * Returns: (transfer full) (nullable): such as "2018-01-06T08:00:01Z"; %NULL
 *   when @time is 0 or no moment that can be written so
 */
char *
gazette_time_format_rfc3339 (gint64 time)
{
  g_autoptr(GDateTime) moment = NULL;

  if (check_moment (time) == 0)
    return NULL;

  moment = g_date_time_new_from_unix_utc (time);

  return g_date_time_format (moment, "%Y-%m-%dT%H:%M:%SZ");
}

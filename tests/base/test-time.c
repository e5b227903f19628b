/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>

#include "gazette-time.h"

typedef struct
{
  const char *text;
  const char *moment;
} Case;

static void
assert_cases (const Case *cases,
              guint       n_cases)
{
  for (guint i = 0; i < n_cases; i++)
    {
      g_autofree char *moment = gazette_time_format_rfc3339 (gazette_time_parse (cases[i].text));

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (moment, ==, cases[i].moment);
    }
}

static void
test_iso_forms_are_read (void)
{
  static const Case cases[] = {
    { "2017-05-17T08:02:12-07:00", "2017-05-17T15:02:12Z" },
    { "2017-05-17T08:02:12Z", "2017-05-17T08:02:12Z" },
    { "2017-05-17t08:02:12z", "2017-05-17T08:02:12Z" },
    { "2023-03-02T03:52:16.137Z", "2023-03-02T03:52:16Z" },
    { "2023-03-02T03:52:16.1374741Z", "2023-03-02T03:52:16Z" },
    { "2023-03-02T03:52:16,137474112345678901+01:00", "2023-03-02T02:52:16Z" },
    { "2018-01-06T08:00", "2018-01-06T08:00:00Z" },
    { "2018-01-06T08:00+02:00", "2018-01-06T06:00:00Z" },
    { "2024-10-07T08:33:35", "2024-10-07T08:33:35Z" },
    { "2020-12-12T21:31:04+0100", "2020-12-12T20:31:04Z" },
    { "2020-12-12T21:31:04+01", "2020-12-12T20:31:04Z" },
    { "2023-08-25 05:50:11", "2023-08-25T05:50:11Z" },
    { "2023-08-25 05:50:11 UTC", "2023-08-25T05:50:11Z" },
    { "2023-08-25 05:50:11 +0200", "2023-08-25T03:50:11Z" },
    { "  2023-08-25\n", "2023-08-25T00:00:00Z" },
    { "2023-08", "2023-08-01T00:00:00Z" },
    { "2023", "2023-01-01T00:00:00Z" },
    { "20230825", "2023-08-25T00:00:00Z" },
    { "20230825T055011Z", "2023-08-25T05:50:11Z" },
    { "2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z" },
    { "2016-12-31T24:00:00Z", "2017-01-01T00:00:00Z" },
    { "2024-02-29T00:00:00+05:45", "2024-02-28T18:15:00Z" },
  };

  assert_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_mail_forms_are_read (void)
{
  static const Case cases[] = {
    { "Sat, 07 Sep 2024 00:00:00 GMT", "2024-09-07T00:00:00Z" },
    { "Fri, 31 May 2019 12:17:58 -0700", "2019-05-31T19:17:58Z" },
    { "31 May 2019 12:17 +0100", "2019-05-31T11:17:00Z" },
    { "Fri, 1 May 98 12:17:58 EST", "1998-05-01T17:17:58Z" },
    { "Fri, 1 May 09 12:17:58 cest", "2009-05-01T10:17:58Z" },
    { "Friday, 31-May-2019 12:17:58 GMT", "2019-05-31T12:17:58Z" },
    { "Fri, 31 September 2019 12:17:58 GMT", NULL },
    { "Mon, 30 September 2019 12:17:58 GMT+0200", "2019-09-30T10:17:58Z" },
    { "Mon, 30 Sep 2019 12:17:58 +0200 (CEST)", "2019-09-30T10:17:58Z" },
    { "Mon, 30 Sep 2019 12:17:58 XYZ", "2019-09-30T12:17:58Z" },
    { "Mon, 30 Sep 2019", "2019-09-30T00:00:00Z" },
  };

  assert_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_numbers_are_read_by_their_size (void)
{
  static const Case cases[] = {
    { "1456821458", "2016-03-01T08:37:38Z" },
    { "1456821458.0", "2016-03-01T08:37:38Z" },
    { "1456821458123", "2016-03-01T08:37:38Z" },
    { "1456821458123456", "2016-03-01T08:37:38Z" },
    { "1456821458123456789", "2016-03-01T08:37:38Z" },
    { "1.456821458e9", "2016-03-01T08:37:38Z" },
  };

  assert_cases (cases, G_N_ELEMENTS (cases));

  g_assert_cmpint (gazette_time_from_number (1456821458), ==, 1456821458);
  g_assert_cmpint (gazette_time_from_number (1456821458123), ==, 1456821458);
  g_assert_cmpint (gazette_time_from_number (2024), ==, 0);
  g_assert_cmpint (gazette_time_from_number (-1456821458), ==, 0);
  g_assert_cmpint (gazette_time_from_number (NAN), ==, 0);
  g_assert_cmpint (gazette_time_from_number (INFINITY), ==, 0);
  g_assert_cmpint (gazette_time_from_number (1e300), ==, 0);
}

static void
test_nonsense_is_no_date (void)
{
  static const char *const texts[] = {
    "", " ", "now", "yesterday", "0", "-1", "null", "2024-13-01", "2024-02-30", "2023-02-29", "2024-1-1",
    "2024-01-01T25:00:00Z", "2024-01-01T12:60:00Z", "2024-01-01T12:00:61Z", "2024-01-01T12:00:00Zebra!",
    "2024-01-01T12:00:00+9", "2024-01-01T12:00:00+25:00", "2024-01-01X12:00", "0000-00-00 00:00:00",
    "0000-01-01", "1969-12-31T23:59:59Z", "1970-01-01T00:00:00Z", "10000-01-01", "9999-12-31T23:59:59-01:00",
    "Mon, 45 Jan 2024 00:00:00 GMT", "Mon, 5 Foo 2024 00:00:00 GMT", "Mon, 5 Jan 20245", "T", "+", "1e999", "0x7fffffff",
    "99999999999999999999999999999999",
  };
  g_autofree char *long_text = g_strnfill (1000000, '1');

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_test_message ("%s", texts[i]);
      g_assert_cmpint (gazette_time_parse (texts[i]), ==, 0);
    }
  g_assert_cmpint (gazette_time_parse (long_text), ==, 0);
}

static void
test_how_long_ago_is_read_in_many_languages (void)
{
  static const struct { const char *text; gint64 seconds; } cases[] = {
    { "2 hours ago", 7200 }, { " 1 Hour Ago ", 3600 }, { "an hour ago", 3600 }, { "5 min ago", 300 },
    { "3d ago", 3 * 86400 }, { "2 weeks ago", 14 * 86400 }, { "a month ago", 30 * 86400 }, { "1 yr ago", 365 * 86400 },
    { "Posted 45 seconds ago", 45 }, { "just now", 0 }, { "Yesterday", 86400 }, { "today", 0 },
    { "vor 2 Stunden", 7200 }, { "vor einer Stunde", 3600 }, { "vor 3 Tagen", 3 * 86400 }, { "gestern", 86400 },
    { "il y a 5 minutes", 300 }, { "il y a une heure", 3600 }, { "hace 2 días", 2 * 86400 }, { "há 4 horas", 4 * 3600 },
    { "2 ore fa", 7200 }, { "3 uur geleden", 3 * 3600 }, { "2 часа назад", 7200 }, { "5 минут назад", 300 },
    { "3時間前", 3 * 3600 }, { "2小时前", 7200 }, { "5 분 전", 300 }, { "2日前", 2 * 86400 }, { "منذ 3 ساعات", 3 * 3600 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (gazette_time_parse_relative (cases[i].text, 1800000000), ==, 1800000000 - cases[i].seconds);
    }
}

static void
test_what_says_no_distance_is_no_moment (void)
{
  static const char *const texts[] = {
    "", "ago", "2 hours", "long ago", "hours ago", "2 ago", "2 parrots ago", "-2", "99999999999999999999 hours ago",
    "2024-01-01T00:00:00Z", "Chicago", "A village 2 miles ago", "\xff hours ago",
  };
  g_autofree char *long_text = g_strnfill (1000000, '1');

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_test_message ("%s", texts[i]);
      g_assert_cmpint (gazette_time_parse_relative (texts[i], 1800000000), ==, 0);
    }
  g_assert_cmpint (gazette_time_parse_relative (long_text, 1800000000), ==, 0);
  g_assert_cmpint (gazette_time_parse_relative ("2 years ago", 5), ==, 0);
}

static void
test_an_unknown_moment_has_no_text (void)
{
  g_assert_null (gazette_time_format_rfc3339 (0));
  g_assert_null (gazette_time_format_rfc3339 (-5));
  g_assert_null (gazette_time_format_rfc3339 (G_MAXINT64));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/time/iso-forms-are-read", test_iso_forms_are_read);
  g_test_add_func ("/base/time/mail-forms-are-read", test_mail_forms_are_read);
  g_test_add_func ("/base/time/numbers-are-read-by-their-size", test_numbers_are_read_by_their_size);
  g_test_add_func ("/base/time/nonsense-is-no-date", test_nonsense_is_no_date);
  g_test_add_func ("/base/time/how-long-ago-is-read-in-many-languages", test_how_long_ago_is_read_in_many_languages);
  g_test_add_func ("/base/time/what-says-no-distance-is-no-moment", test_what_says_no_distance_is_no_moment);
  g_test_add_func ("/base/time/an-unknown-moment-has-no-text", test_an_unknown_moment_has_no_text);

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Moments that are said from where one stands: "2 hours ago", "gestern". */

#include "config.h"

#include <string.h>

#include "gazette-time.h"

/* In bytes: nobody says it with more. */
#define MAX_LENGTH 64

/* Of any unit; older than that is a mistake. */
#define MAX_NUMBER 5000

#define MINUTE 60
#define HOUR   (60 * MINUTE)
#define DAY    (24 * HOUR)

typedef struct
{
  gint64      seconds;
  const char *words;
} Unit;

/* How words for a unit begin, in small letters and in many languages. Those of up
 * to three letters of an alphabet are whole words. "mo" must come before "m". */
static const Unit units[] = {
  { 1, "second seconds sec secs s sekund segund saniye секунд сек 秒 초 ثان" },
  { MINUTE, "minute minuto minuut minutt minuter min mins minut dakika минут мин 分 분 دقيق دقائق" },
  { HOUR, "hour hr hrs h stunde std heure hora horas ora ore uur uren time timer timme timmar godzin saat час часа часов "
          "時間 小时 小時 시간 ساع" },
  { DAY, "day days d tag tage tagen jour día días dia dias giorn dag dagen dage dagar dni dzień gün день дня дней "
         "日 天 일 يوم أيام" },
  { 7 * DAY, "week wk wks woche semaine semana settiman uke uker vecka veckor uge uger tydzień tygodni hafta недел "
             "週 周 주 أسبوع أسابيع" },
  { 30 * DAY, "month mo mos monat mois mes meses mês mese mesi maand måned månad miesi ay месяц "
              "か月 ヶ月 カ月 个月 個月 개월 شهر أشهر" },
  { 365 * DAY, "year yr yrs y jahr an ans année año ano anos anno anni jaar år rok lat lata yıl год года лет 年 년 سن" },
};

/* Without one of these, "2 hours" is how long something takes. */
static const char *const before[] = {
  "ago", "vor ", "il y a ", "hace ", "há ", " fa", "geleden", "siden", "sedan", "temu", "önce", "sitten", "назад",
  "前", "전", "منذ ", "قبل ",
};

static const char *const ones[] = {
  "a", "an", "one", "einer", "einem", "un", "une", "una", "um", "uma", "een", "en", "et", "ett", "bir",
};

typedef struct
{
  gint64      seconds;
  const char *words;
} Day;

static const Day days[] = {
  { 0, "now|just now|today|gerade eben|jetzt|heute|à l’instant|à l'instant|aujourd’hui|aujourd'hui|ahora|hoy|agora|hoje|"
       "adesso|oggi|vandaag|i dag|idag|dzisiaj|bugün|сейчас|сегодня|刚刚|今天|たった今|今日|방금|오늘|الآن|اليوم" },
  { DAY, "yesterday|gestern|hier|ayer|ontem|ieri|gisteren|i går|igår|wczoraj|dün|вчера|昨天|昨日|어제|أمس" },
};

static gboolean
is_among (const char *const *words,
          gsize              n_words,
          const char        *word)
{
  for (gsize i = 0; i < n_words; i++)
    {
      if (g_str_equal (words[i], word))
        return TRUE;
    }

  return FALSE;
}

/* An ideogram says all of a word; of letters, a few may begin many. */
static gboolean
is_word_of (const char *start,
            const char *text)
{
  gsize length = strcspn (text, " ");

  if (strncmp (text, start, strlen (start)) != 0)
    return FALSE;

  return length == strlen (start) || g_utf8_strlen (start, -1) > 3 ||
         g_unichar_type (g_utf8_get_char (start)) == G_UNICODE_OTHER_LETTER;
}

static gint64
get_unit (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_auto(GStrv) words = g_strsplit (units[i].words, " ", -1);

      for (guint j = 0; words[j] != NULL; j++)
        {
          if (is_word_of (words[j], text))
            return units[i].seconds;
        }
    }

  return 0;
}

/* The number and the unit behind it, wherever they stand. */
static gint64
get_distance (const char *text)
{
  gsize place = strcspn (text, "0123456789");
  g_auto(GStrv) words = NULL;

  if (text[place] != '\0')
    {
      char *end;
      guint64 number = g_ascii_strtoull (text + place, &end, 10);

      while (*end == ' ')
        end++;

      return number <= MAX_NUMBER ? (gint64) number * get_unit (end) : 0;
    }

  words = g_strsplit (text, " ", -1);
  for (guint i = 0; words[i] != NULL && words[i + 1] != NULL; i++)
    {
      gint64 unit = is_among (ones, G_N_ELEMENTS (ones), words[i]) ? get_unit (words[i + 1]) : 0;

      if (unit > 0)
        return unit;
    }

  return 0;
}

/**
 * gazette_time_parse_relative:
 * @text: a moment as it may be said to people, such as "2 hours ago"
 * @now: when it was said, in seconds since 1970 UTC
 *
 * Reads how long ago something was, in the languages that many sites are in. It
 * is as rough as what is said: a month has 30 days.
 *
 * Returns: seconds since 1970 UTC; 0 for what says nothing of the kind
 */
gint64
gazette_time_parse_relative (const char *text,
                             gint64      now)
{
  g_autofree char *small = NULL;
  gint64 distance;

  g_return_val_if_fail (text != NULL, 0);

  if (strnlen (text, MAX_LENGTH) == MAX_LENGTH || !g_utf8_validate (text, -1, NULL))
    return 0;

  small = g_utf8_strdown (text, -1);
  g_strdelimit (g_strstrip (small), "\t\r\n", ' ');
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_auto(GStrv) words = g_strsplit (days[i].words, "|", -1);

      if (g_strv_contains ((const char *const *) words, small))
        return MAX (now - days[i].seconds, 0);
    }

  for (guint i = 0; i < G_N_ELEMENTS (before); i++)
    {
      if (strstr (small, before[i]) != NULL)
        {
          distance = get_distance (small);
          return distance > 0 ? MAX (now - distance, 0) : 0;
        }
    }

  return 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-byline.h"

#define WORDS_PER_MINUTE 230
#define IDEOGRAPHS_PER_MINUTE 450

/* More of them than this are "and others". */
#define MAX_AUTHORS 4

/* From here on there is what is written from right to left. */
#define FIRST_HEBREW 0x0590

static gboolean
is_left_to_right (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_utf8_get_char (p) >= FIRST_HEBREW)
        return FALSE;
    }

  return TRUE;
}

/* A name keeps its direction, and does not change how the rest is read. Where all of it
 * has one nothing is said of that: many fonts lack the characters, for which Pango loads another one. */
static char *
isolate (const char *text,
         const char *around)
{
  if (is_left_to_right (text) && is_left_to_right (around))
    return g_strdup (text);

  return g_strconcat ("\u2068", text, "\u2069", NULL);
}

static char *
dup_authors (GStrv authors)
{
  g_autoptr(GString) names = g_string_new (NULL);
  g_autofree char *isolated = NULL;
  guint n = authors != NULL ? g_strv_length (authors) : 0;

  if (n == 0)
    return NULL;

  if (n > MAX_AUTHORS)
    {
      /* TRANSLATORS: names of authors, of whom only the first is told */
      g_string_printf (names, _("%s and others"), authors[0]);
    }
  else
    {
      for (guint i = 0; i < n; i++)
        {
          if (i > 0)
            /* TRANSLATORS: what stands between two names of authors */
            g_string_append (names, i + 1 < n ? C_("between names", ", ") : C_("between the last two names", " and "));
          g_string_append (names, authors[i]);
        }
    }

  isolated = isolate (names->str, _("By %s"));

  /* TRANSLATORS: %s is the author of an article, or several of them */
  return g_strdup_printf (_("By %s"), isolated);
}

/* "5 minutes" are not torn apart at the end of a line. */
static char *
dup_minutes (guint minutes)
{
  /* TRANSLATORS: how long an article takes to read */
  g_autofree char *text = g_strdup_printf (ngettext ("%u minute", "%u minutes", minutes), minutes);
  g_auto(GStrv) words = g_strsplit (text, " ", -1);

  return g_strjoinv ("\u00a0", words);
}

static char *
dup_date (gint64 time)
{
  g_autoptr(GDateTime) date = time != 0 ? g_date_time_new_from_unix_local (time) : NULL;

  if (date == NULL)
    return NULL;

  /* TRANSLATORS: when an article was published, as strftime() has it:
   * "23 November 2026, 14:05"; xgettext:no-c-format */
  return g_date_time_format (date, _("%-d %B %Y, %H:%M"));
}

/**
 * gazette_byline_new:
 * @article: an article
 * @first_seen: when it was first seen, seconds since 1970 UTC
 * @minutes: how long it takes to read, 0 when that says nothing
 *
 * Says who wrote an article, when, and how long it is: "By NAME · 23 November
 * 2026, 14:05 · 5 minutes".
 *
 * Returns: (transfer full): the line, in the person's language and time zone
 */
char *
gazette_byline_new (const GazetteArticle *article,
                    gint64                first_seen,
                    guint                 minutes)
{
  g_autoptr(GStrvBuilder) parts = g_strv_builder_new ();
  g_auto(GStrv) strings = NULL;
  char *authors = dup_authors (article->authors);
  char *date = dup_date (article->published != 0 ? article->published : first_seen);

  if (authors != NULL)
    g_strv_builder_take (parts, authors);
  if (date != NULL)
    g_strv_builder_take (parts, date);
  if (minutes > 0)
    g_strv_builder_take (parts, dup_minutes (minutes));
  strings = g_strv_builder_end (parts);

  return g_strjoinv ("\u00a0· ", strings);
}

/* Words end with a space; the ideographs of East Asia are counted one by one. */
static void
count_text (const char *text,
            guint      *words,
            guint      *ideographs)
{
  gboolean within = FALSE;

  for (const guchar *p = (const guchar *) text; *p != 0; p++)
    {
      gboolean space = *p <= ' ';

      /* U+3000 to U+9FFF, as their first byte shows. */
      if (*p >= 0xe3 && *p <= 0xe9)
        ++*ideographs;
      else if (!space && !within)
        ++*words;
      within = !space;
    }
}

/**
 * gazette_byline_count_minutes:
 * @document: the text of an article
 *
 * Returns: how many minutes it takes to read, 0 when it has hardly any text
 */
guint
gazette_byline_count_minutes (GazetteDocument *document)
{
  guint words = 0;
  guint ideographs = 0;

  for (guint i = 0; i < gazette_document_get_n_blocks (document); i++)
    count_text (gazette_document_get_block (document, i)->text, &words, &ideographs);

  if (words + ideographs < 80)
    return 0;

  return MAX (1, (guint) ((double) words / WORDS_PER_MINUTE + (double) ideographs / IDEOGRAPHS_PER_MINUTE + 0.5));
}

/* Whether what the article begins with says the same. */
static gboolean
is_said_below (GazetteDocument *document,
               const char      *summary)
{
  g_autofree char *start = g_utf8_substring (summary, 0, MIN (40, g_utf8_strlen (summary, -1)));

  for (guint i = 0; i < MIN (6, gazette_document_get_n_blocks (document)); i++)
    {
      const GazetteBlock *block = gazette_document_get_block (document, i);

      if (g_strstr_len (block->text, 4000, start) != NULL)
        return TRUE;
    }

  return FALSE;
}

/**
 * gazette_byline_has_standfirst:
 * @article: an article
 * @document: its text
 *
 * Returns: whether its summary stands above its text: one that was cut off is for
 *   lists only, some say what the text begins with, and what changed in a text is
 *   shown without
 */
gboolean
gazette_byline_has_standfirst (const GazetteArticle *article,
                               GazetteDocument      *document)
{
  return article->html != NULL && article->summary[0] != 0 && gazette_document_get_n_blocks (document) > 0 &&
         !g_str_has_suffix (article->summary, "…") && !g_str_has_suffix (article->summary, "...") &&
         !gazette_document_shows_changes (document) && !is_said_below (document, article->summary);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where an article says what was searched for. */

#include "config.h"

#include <string.h>

#include "gazette-headline.h"
#include "gazette-search-private.h"
#include "gazette-skim.h"
#include "gazette-text.h"
#include "gazette-words.h"

/* How much of a text is looked at, in bytes. */
#define MAX_TEXT 100000

/* Before the first hit and all in all, in bytes, about two lines of a row. */
#define BEFORE  50
#define MAX_ALL 400

typedef struct
{
  int start;
  int end;
} Range;

/* How far the words of a term were found, one after the other. */
typedef struct
{
  const GazetteTerm *term;
  guint              n_found;
  int                start;
} Progress;

typedef struct
{
  GArray *progress;
  GArray *hits;
} Marking;

static gboolean
is_word (const GazetteTerm *term,
         guint              position,
         const char        *word,
         gsize              length)
{
  const char *wanted = term->words[position];
  gsize wanted_length = strlen (wanted);
  gboolean may_go_on = term->is_prefix && term->words[position + 1] == NULL;

  return (length == wanted_length || (may_go_on && length > wanted_length)) &&
         memcmp (word, wanted, wanted_length) == 0;
}

static int
mark_word (void       *data,
           int         flags,
           const char *word,
           int         length,
           int         start,
           int         end)
{
  Marking *marking = data;

  for (guint i = 0; i < marking->progress->len; i++)
    {
      Progress *progress = &g_array_index (marking->progress, Progress, i);

      /* A phrase that breaks off may begin anew with the word that broke it. */
      if (!is_word (progress->term, progress->n_found, word, length))
        progress->n_found = 0;
      if (!is_word (progress->term, progress->n_found, word, length))
        continue;

      if (progress->n_found == 0)
        progress->start = start;
      progress->n_found++;
      if (progress->term->words[progress->n_found] == NULL)
        {
          Range hit = { progress->start, end };

          progress->n_found = 0;
          g_array_append_val (marking->hits, hit);
        }
    }

  return SQLITE_OK;
}

static int
compare_ranges (gconstpointer a,
                gconstpointer b)
{
  const Range *one = a;
  const Range *other = b;

  return one->start != other->start ? one->start - other->start : one->end - other->end;
}

static GArray *
find_hits (const GazetteQuery *query,
           const char         *text)
{
  g_autoptr(GArray) progress = g_array_new (FALSE, FALSE, sizeof (Progress));
  GArray *hits = g_array_new (FALSE, FALSE, sizeof (Range));
  Marking marking = { progress, hits };

  for (guint i = 0; i < query->terms->len; i++)
    {
      const GazetteTerm *term = query->terms->pdata[i];
      Progress it = { term, 0, 0 };

      if (!term->is_excluded && term->kind == GAZETTE_TERM_ANY)
        g_array_append_val (progress, it);
    }

  if (progress->len > 0)
    gazette_words_scan (text, strlen (text), mark_word, &marking);
  g_array_sort (hits, compare_ranges);

  return hits;
}

/* Goes back to where a word begins, but not beyond @first. */
static int
find_start (const char *text,
            int         first,
            int         from)
{
  int start = MAX (from - BEFORE, first);

  if (start == first)
    return first;

  for (int i = start; i < from; i++)
    {
      if (text[i] == ' ')
        return i + 1;
    }
  while (((guchar) text[start] & 0xc0) == 0x80)
    start++;

  return start;
}

/* Marks what lies within @text, which goes on beyond @end. */
static char *
mark (const char *text,
      GArray     *hits,
      int         start,
      int         end)
{
  GString *marked = g_string_new (start > 0 ? "…" : NULL);
  int at = start;

  for (guint i = 0; i < hits->len; i++)
    {
      const Range *hit = &g_array_index (hits, Range, i);

      if (hit->start < at || hit->end > end)
        continue;
      g_string_append_len (marked, text + at, hit->start - at);
      g_string_append (marked, GAZETTE_EXCERPT_BEGIN);
      g_string_append_len (marked, text + hit->start, hit->end - hit->start);
      g_string_append (marked, GAZETTE_EXCERPT_END);
      at = hit->end;
    }
  g_string_append_len (marked, text + at, end - at);

  return g_string_free_and_steal (marked);
}

static char *
take_excerpt (const char *text,
              GArray     *hits)
{
  int first = g_array_index (hits, Range, 0).start;
  int start = find_start (text, 0, first);
  int length = strlen (text + start);
  int end = start + MIN (length, MAX_ALL);

  while (((guchar) text[end] & 0xc0) == 0x80)
    end--;

  return mark (text, hits, start, end);
}

/**
 * gazette_search_make_excerpt:
 * @query: what was searched for
 * @summary: the summary of an article
 * @html: (nullable): its text
 *
 * Returns: (transfer full): its summary, or if only the text has what was
 *   searched for, that place of it; with %GAZETTE_EXCERPT_BEGIN and
 *   %GAZETTE_EXCERPT_END around what was
 */
char *
gazette_search_make_excerpt (const GazetteQuery *query,
                             const char         *summary,
                             const char         *html)
{
  g_autoptr(GArray) in_summary = find_hits (query, summary);
  g_autoptr(GArray) in_text = NULL;
  g_autoptr(GString) skimmed = NULL;
  g_autofree char *text = NULL;

  /* It is the row's second line at most that is seen. */
  if (in_summary->len > 0 && g_array_index (in_summary, Range, 0).start < BEFORE * 2)
    return mark (summary, in_summary, 0, strlen (summary));

  if (html != NULL)
    {
      skimmed = g_string_new (NULL);
      gazette_skim_html (html, skimmed);
      if (skimmed->len > MAX_TEXT)
        g_string_truncate (skimmed, MAX_TEXT);
      text = gazette_text_fold (skimmed->str);
      in_text = find_hits (query, text);
      if (in_text->len > 0 && in_summary->len == 0)
        return take_excerpt (text, in_text);
    }

  return in_summary->len > 0 ? take_excerpt (summary, in_summary) : g_strdup (summary);
}

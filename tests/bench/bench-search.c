/* SPDX-License-Identifier: GPL-3.0-or-later */

/* bench-search FOLDER
 *
 * Searches a library that bench-library has made for fifty things, each as the
 * search bar does, and prints the milliseconds until the first screen is there:
 * the median and the longest of the fifty, newest first and most relevant first.
 * BENCH_VERBOSE=1 prints each query.
 */

#include "config.h"

#include <locale.h>

#include "bench-run.h"
#include "bench-words.h"
#include "gazette-headlines.h"
#include "gazette-search.h"

#define N_QUERIES 50

/* Frequent and rare words, several, beginnings, phrases, scripts, filters. */
static char *
make_query (guint number)
{
  static const guint ranks[] = { 0, 3, 20, 100, 500, 2000, 8000, 30000, 50, 1000 };
  const BenchScript *script = bench_words_get_script (number);
  guint rank = ranks[number % G_N_ELEMENTS (ranks)];
  g_autoptr(GString) one = g_string_new (NULL);
  g_autoptr(GString) other = g_string_new (NULL);
  g_autofree char *words = NULL;

  bench_words_append_word (one, script, rank);
  bench_words_append_word (other, script, rank / 2 + 7);
  switch (number / 10)
    {
    case 0:
      return g_strconcat (one->str, " ", NULL);
    case 1:
      return g_strconcat (one->str, " ", other->str, " ", NULL);
    case 2:
      return g_strconcat ("\"", one->str, " ", other->str, "\" OR ", other->str, " ", NULL);
    case 3:
      words = g_utf8_substring (one->str, 0, MIN (3, g_utf8_strlen (one->str, -1)));
      return g_steal_pointer (&words);
    case 4:
    default:
      return g_strconcat (one->str, number % 2 ? " is:unread after:2021 " : " source:7 -", other->str, " ", NULL);
    }
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  const double *one = a;
  const double *other = b;

  return (*one > *other) - (*one < *other);
}

static gboolean
search (GazetteLibrary  *library,
        const char      *name,
        gboolean         by_relevance,
        GError         **error)
{
  double times[N_QUERIES];
  g_autoptr(GazetteHeadlines) headlines = gazette_headlines_new (library);

  for (guint i = 0; i < N_QUERIES; i++)
    {
      g_autofree char *query = make_query (i);
      gint64 begin = g_get_monotonic_time ();

      if (!dex_await (gazette_headlines_set_search (headlines, query, 0, by_relevance), error))
        return FALSE;
      times[i] = (g_get_monotonic_time () - begin) / 1e3;
      if (name != NULL && g_getenv ("BENCH_VERBOSE") != NULL)
        g_print ("%8.2f %6u %s\n", times[i], g_list_model_get_n_items (G_LIST_MODEL (headlines)), query);
    }

  qsort (times, N_QUERIES, sizeof (double), compare);
  if (name != NULL)
    g_print ("%s %.2f %.2f\n", name, (times[N_QUERIES / 2 - 1] + times[N_QUERIES / 2]) / 2, times[N_QUERIES - 1]);

  return TRUE;
}

static gboolean
run (gpointer   folder,
     GError   **error)
{
  g_autoptr(GazetteLibrary) library = dex_await_object (gazette_library_open (folder), error);

  /* Once to warm what the others share. */
  return library != NULL &&
         search (library, NULL, FALSE, error) &&
         search (library, "newest", FALSE, error) &&
         search (library, "relevant", TRUE, error) &&
         dex_await (gazette_library_close (library), error);
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  if (argc != 2)
    {
      g_printerr ("usage: bench-search FOLDER\n");
      return 2;
    }

  return bench_run ("bench-search", run, argv[1]);
}

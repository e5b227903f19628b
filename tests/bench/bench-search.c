/* SPDX-License-Identifier: GPL-3.0-or-later */

/* bench-search FOLDER N
 *
 * Makes a library of N articles in FOLDER, of made-up words in four scripts that
 * are as rare and as frequent as words are (seeded: always the same), with about
 * 3 kB of text each, unless there is one already; then searches it for fifty
 * things, each as the search bar does, and prints how long it takes until the
 * first screen is there, in milliseconds.
 */

#include "config.h"

#include <locale.h>
#include <math.h>

#include "gazette-headlines.h"
#include "gazette-search.h"

#define N_WORDS    40000
#define PER_SOURCE 1000
#define N_QUERIES  50

typedef struct
{
  const char *syllables[16];
  const char *space;
  guint       share;
} Script;

static const Script scripts[] = {
  { { "ta", "ren", "mo", "lis", "ka", "ver", "sun", "del", "po", "ing", "ster", "a", "bro", "che", "fi", "gé" }, " ", 60 },
  { { "на", "ре", "то", "ли", "ка", "ве", "со", "де", "по", "ин", "ст", "ый", "бро", "че", "фи", "гу" }, " ", 15 },
  { { "ال", "مر", "سا", "لي", "كت", "بر", "نو", "دي", "فا", "ون", "حر", "ة", "جم", "قا", "صو", "ها" }, " ", 15 },
  { { "新", "闻", "国", "家", "市", "长", "今", "天", "海", "港", "船", "学", "校", "天", "气", "人" }, "", 10 },
};

typedef struct
{
  GMainLoop  *loop;
  const char *folder;
  guint       n_articles;
  int         status;
  GRand      *random;
  double     *shares;
} Bench;

/* The word of a rank: the more frequent, the shorter. */
static void
append_word (GString      *text,
             const Script *script,
             guint         rank)
{
  guint32 hash = rank * 2654435761u + rank;
  guint n = 1 + (rank >= 30) + (rank >= 1000);

  for (guint i = 0; i < n; i++, hash = hash * 1664525u + 1013904223u)
    g_string_append (text, script->syllables[(hash >> 20) % 16]);
  if (n == 3)
    g_string_append (text, script->syllables[rank % 16]);
}

/* As Zipf says: the word of rank n comes once for n times of the first. */
static guint
draw_rank (Bench *bench)
{
  double share = g_rand_double (bench->random) * bench->shares[N_WORDS - 1];
  guint low = 0;
  guint high = N_WORDS - 1;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (bench->shares[middle] < share)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static void
append_words (Bench        *bench,
              GString      *text,
              const Script *script,
              guint         n)
{
  for (guint i = 0; i < n; i++)
    {
      append_word (text, script, draw_rank (bench));
      g_string_append (text, script->space);
    }
}

static const Script *
draw_script (Bench *bench)
{
  guint share = g_rand_int_range (bench->random, 0, 100);
  const Script *script = scripts;

  while (share >= script->share)
    share -= script++->share;

  return script;
}

static GazetteArticle *
make_article (Bench *bench,
              guint  number)
{
  g_autofree char *id = g_strdup_printf ("%u", number);
  GazetteArticle *article = gazette_article_new (id);
  const Script *script = draw_script (bench);
  g_autoptr(GString) title = g_string_new (NULL);
  g_autoptr(GString) html = g_string_new (NULL);
  g_autoptr(GString) author = g_string_new (NULL);

  append_words (bench, title, script, 8);
  while (html->len < 3000)
    {
      g_string_append (html, "<p>");
      append_words (bench, html, script, 80);
      g_string_append (html, "</p>");
    }
  append_word (author, scripts, g_rand_int_range (bench->random, 2000, 3000));

  g_set_str (&article->title, title->str);
  article->html = g_string_free_and_steal (g_steal_pointer (&html));
  article->authors = g_strsplit (author->str, "\n", -1);
  article->published = 1500000000 + g_rand_int_range (bench->random, 0, 280000000);

  return article;
}

static gboolean
make_library (Bench           *bench,
              GazetteLibrary  *library,
              GError         **error)
{
  for (guint i = 0; i < bench->n_articles; i += PER_SOURCE)
    {
      g_autofree char *url = g_strdup_printf ("https://example.org/source/%u", i / PER_SOURCE);
      g_autoptr(GazetteSource) source = gazette_source_new (url);
      g_autoptr(GazetteEdition) edition = gazette_edition_new ("jsonfeed");

      for (guint j = 0; j < MIN (PER_SOURCE, bench->n_articles - i); j++)
        g_ptr_array_add (edition->articles, make_article (bench, j));
      if (!dex_await (gazette_library_add_source (library, source, edition), error))
        return FALSE;
    }

  return TRUE;
}

/* Frequent and rare words, several, beginnings, phrases, scripts, filters. */
static char *
make_query (guint number)
{
  static const guint ranks[] = { 0, 3, 20, 100, 500, 2000, 8000, 30000, 50, 1000 };
  const Script *script = &scripts[number % G_N_ELEMENTS (scripts)];
  guint rank = ranks[number % G_N_ELEMENTS (ranks)];
  g_autoptr(GString) one = g_string_new (NULL);
  g_autoptr(GString) other = g_string_new (NULL);
  g_autofree char *words = NULL;

  append_word (one, script, rank);
  append_word (other, script, rank / 2 + 7);
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
      if (g_getenv ("BENCH_VERBOSE") != NULL)
        g_print ("%8.2f %6u %s\n", times[i], g_list_model_get_n_items (G_LIST_MODEL (headlines)), query);
    }

  qsort (times, N_QUERIES, sizeof (double), compare);
  g_print ("%s median %.1f worst %.1f\n", by_relevance ? "relevant" : "newest",
           (times[N_QUERIES / 2 - 1] + times[N_QUERIES / 2]) / 2, times[N_QUERIES - 1]);

  return TRUE;
}

static gboolean
run (Bench   *bench,
     GError **error)
{
  g_autoptr(GazetteLibrary) library = dex_await_object (gazette_library_open (bench->folder), error);
  g_autofree GazetteCounts *counts = NULL;
  gint64 begin = g_get_monotonic_time ();

  if (library == NULL || (counts = dex_await_boxed (gazette_library_load_counts (library), error)) == NULL)
    return FALSE;

  if (counts->n_articles == 0 && !make_library (bench, library, error))
    return FALSE;
  g_print ("stored %.1f s\n", (g_get_monotonic_time () - begin) / 1e6);

  begin = g_get_monotonic_time ();
  if (!dex_await (gazette_library_index_all (library), error))
    return FALSE;
  g_print ("indexed %.1f s\n", (g_get_monotonic_time () - begin) / 1e6);

  return search (library, FALSE, error) && search (library, FALSE, error) && search (library, TRUE, error) &&
         dex_await (gazette_library_close (library), error);
}

static DexFuture *
bench_fiber (gpointer user_data)
{
  Bench *bench = user_data;
  g_autoptr(GError) error = NULL;

  if (!run (bench, &error))
    {
      g_printerr ("bench-search: %s\n", error->message);
      bench->status = 1;
    }
  g_main_loop_quit (bench->loop);

  return dex_future_new_true ();
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr(GRand) random = g_rand_new_with_seed (6);
  g_autofree double *shares = g_new (double, N_WORDS);
  guint64 n_articles;
  Bench bench = { .loop = loop, .random = random, .shares = shares };

  setlocale (LC_ALL, "");
  if (argc != 3 || !g_ascii_string_to_unsigned (argv[2], 10, 1, 10000000, &n_articles, NULL))
    {
      g_printerr ("usage: bench-search FOLDER N\n");
      return 2;
    }

  for (guint i = 0; i < N_WORDS; i++)
    shares[i] = (i > 0 ? shares[i - 1] : 0) + 1 / pow (i + 1, 1.05);

  dex_init ();
  bench.folder = argv[1];
  bench.n_articles = n_articles;
  dex_future_disown (dex_scheduler_spawn (NULL, 0, bench_fiber, &bench, NULL));
  g_main_loop_run (loop);

  return bench.status;
}

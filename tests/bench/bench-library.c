/* SPDX-License-Identifier: GPL-3.0-or-later */

/* bench-library FOLDER [N BYTES]
 *
 * Makes a library of N articles with BYTES of HTML on average, seeded: always the
 * same. There are as many sources as each has articles; what is written is of
 * made-up words in four scripts (bench-words.c). It takes the ways that a refresh
 * takes, a source in a transaction, while the next one is made up. Then all is
 * indexed, and a few articles are saved; the page of none is fetched. The last line
 * is how many bytes of text it holds. Without N it brings a library that is there to
 * the schema of this program.
 */

#include "config.h"

#include <locale.h>
#include <math.h>

#include "bench-run.h"
#include "bench-words.h"
#include "gazette-search.h"

#define SEED    6
#define SEED_OF_NEWEST 7
#define N_NEWEST 10
#define N_SAVED 50
/* About how long one is. */
#define PARAGRAPH 450
#define MAX_PER_TRANSACTION 2000

typedef struct
{
  const char *folder;
  guint       n_articles;
  guint       n_bytes;
  guint64     n_text;
  BenchWords *words;
  BenchWords *newest;
} Bench;

static void
append_paragraph (BenchWords        *words,
                  GString           *html,
                  const BenchScript *script)
{
  guint number = g_rand_int (bench_words_get_random (words));

  g_string_append (html, "<p>");
  bench_words_append (words, html, script, 12 + number % 30);
  if (number % 3 == 0)
    {
      g_string_append_printf (html, "<a href=\"https://www.example.org/%u/%08x\">", 2010 + number % 16, number);
      bench_words_append (words, html, script, 3);
      g_string_append (html, "</a> ");
    }
  bench_words_append (words, html, script, 20);
  if (number % 5 == 0)
    {
      g_string_append (html, "<em>");
      bench_words_append (words, html, script, 2);
      g_string_append (html, "</em> ");
    }
  g_string_append (html, "</p>\n");
}

/* The newest ones, which are on the first screen, are the same in all libraries: how many
 * scripts there are among them makes a difference, and is not to be taken for another. */
static GazetteArticle *
make_article (Bench *bench,
              guint  number)
{
  BenchWords *words = number < N_NEWEST ? bench->newest : bench->words;
  GRand *random = bench_words_get_random (words);
  g_autofree char *id = g_strdup_printf ("https://www.example.org/?p=%u", number);
  GazetteArticle *article = gazette_article_new (id);
  const BenchScript *script = bench_words_draw_script (words);
  g_autoptr(GString) title = g_string_new (NULL);
  g_autoptr(GString) summary = g_string_new (NULL);
  g_autoptr(GString) html = g_string_new (NULL);
  g_autoptr(GString) author = g_string_new (NULL);
  /* From a third to five thirds, give or take half of the last paragraph. */
  gsize wanted = bench->n_bytes / 3 + g_rand_int_range (random, 0, bench->n_bytes * 4 / 3);

  bench_words_append (words, title, script, g_rand_int_range (random, 5, 12));
  bench_words_append (words, summary, script, 20);
  while (html->len + PARAGRAPH / 2 < wanted)
    append_paragraph (words, html, script);
  bench_words_append_word (author, script, g_rand_int_range (random, 2000, 3000));

  bench->n_text += title->len + summary->len + html->len + author->len;
  g_set_str (&article->title, g_strchomp (title->str));
  g_set_str (&article->summary, g_strchomp (summary->str));
  article->html = g_string_free_and_steal (g_steal_pointer (&html));
  article->url = g_strdup (id);
  article->authors = g_strsplit (author->str, "\n", -1);
  article->published = 1500000000 + g_rand_int_range (random, 0, 280000000);
  if (number < N_NEWEST)
    article->published = 1785000000 - (gint64) number * 3600;

  return article;
}

static guint
count_per_source (Bench *bench)
{
  return MIN (MAX_PER_TRANSACTION, (guint) ceil (sqrt (bench->n_articles)));
}

/* The next one is made up while the last one is written. */
static gboolean
make_library (Bench           *bench,
              GazetteLibrary  *library,
              GError         **error)
{
  guint per_source = count_per_source (bench);
  DexFuture *writing = NULL;

  for (guint i = 0; i < bench->n_articles; i += per_source)
    {
      g_autofree char *url = g_strdup_printf ("https://example.org/source/%u", i / per_source);
      g_autoptr(GazetteSource) source = gazette_source_new (url);
      g_autoptr(GazetteEdition) edition = gazette_edition_new ("jsonfeed");
      g_autoptr(GString) title = g_string_new (NULL);

      bench_words_append (bench->words, title, bench_words_draw_script (bench->words), 2);
      g_set_str (&edition->title, g_strchomp (title->str));
      for (guint j = i; j < MIN (i + per_source, bench->n_articles); j++)
        g_ptr_array_add (edition->articles, make_article (bench, j));

      if (writing != NULL && !dex_await (writing, error))
        return FALSE;
      writing = gazette_library_add_source (library, source, edition);
    }

  return dex_await (writing, error);
}

/* Where there is no network, the page of an article that is short would be asked for all
 * the same, which costs what fetching costs. */
static gboolean
fetch_nothing (Bench           *bench,
               GazetteLibrary  *library,
               GError         **error)
{
  guint per_source = count_per_source (bench);

  for (guint i = 0; i < bench->n_articles; i += per_source)
    {
      if (!dex_await (gazette_library_set_full_text (library, i / per_source + 1, GAZETTE_FULL_TEXT_NEVER), error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
save_some (Bench           *bench,
           GazetteLibrary  *library,
           GError         **error)
{
  for (guint i = 1; i <= MIN (N_SAVED, bench->n_articles); i++)
    {
      if (!dex_await (gazette_library_set_saved (library, i, GAZETTE_SAVED_COMPLETE, NULL), error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
run (gpointer   user_data,
     GError   **error)
{
  Bench *bench = user_data;
  g_autoptr(GazetteLibrary) library = dex_await_object (gazette_library_open (bench->folder), error);

  /* A library of so many articles, and not of a few more with pictures. */
  return library != NULL && dex_await (gazette_library_store_setting (library, "starter-added", "1"), error) &&
         (bench->n_articles == 0 || (make_library (bench, library, error) && fetch_nothing (bench, library, error) &&
                                     save_some (bench, library, error))) &&
         dex_await (gazette_library_index_all (library), error) &&
         dex_await (gazette_library_close (library), error);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(BenchWords) words = bench_words_new (SEED);
  g_autoptr(BenchWords) newest = bench_words_new (SEED_OF_NEWEST);
  guint64 n_articles = 0;
  guint64 n_bytes = 0;
  Bench bench = { .words = words, .newest = newest };
  int status;

  setlocale (LC_ALL, "");
  if (argc != 2 &&
      (argc != 4 || !g_ascii_string_to_unsigned (argv[2], 10, 1, 10000000, &n_articles, NULL) ||
       !g_ascii_string_to_unsigned (argv[3], 10, 10, 1000000, &n_bytes, NULL)))
    {
      g_printerr ("usage: bench-library FOLDER [N BYTES]\n");
      return 2;
    }

  bench.folder = argv[1];
  bench.n_articles = n_articles;
  bench.n_bytes = n_bytes;
  status = bench_run ("bench-library", run, &bench);
  g_print ("%" G_GUINT64_FORMAT "\n", bench.n_text);

  return status;
}

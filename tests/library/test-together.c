/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is written in one transaction. */

#include "config.h"

#include "gazette-error.h"
#include "library-fixture.h"

#define N_SOURCES 20
#define N_GONE    7

static GPtrArray *
add_sources (GazetteLibrary *library)
{
  GPtrArray *sources = g_ptr_array_new_with_free_func ((GDestroyNotify) gazette_source_unref);

  for (guint i = 0; i < N_SOURCES; i++)
    {
      g_autofree char *url = g_strdup_printf ("https://example.org/%u", i);
      gint64 id = fixture_add_source (library, url, NULL);
      g_autoptr(GError) error = NULL;

      g_ptr_array_add (sources, dex_await_boxed (gazette_library_load_source (library, id), &error));
      g_assert_no_error (error);
    }

  return sources;
}

static void
await_answer (DexFuture *future,
              guint      number)
{
  g_autoptr(GError) error = NULL;

  if (number / 2 == N_GONE)
    fixture_await_error (future, GAZETTE_ERROR_NOT_FOUND);
  else if (number % 2 == 0)
    g_assert_cmpuint (dex_await_uint (future, &error), ==, 2);
  else
    fixture_await (future);
  g_assert_no_error (error);
}

static void
count_cb (guint *n)
{
  (*n)++;
}

/* One that fails does not take the others along. */
static void
test_each_edition_is_kept_or_refused (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GPtrArray) sources = add_sources (library);
  g_autoptr(GPtrArray) futures = g_ptr_array_new_with_free_func (dex_unref);
  g_autoptr(GazetteEdition) edition = gazette_edition_new ("jsonfeed");
  g_autofree GazetteCounts *counts = NULL;
  gint64 gone_id = ((GazetteSource *) sources->pdata[N_GONE])->id;
  guint n_changes = 0;

  fixture_add_article (edition, "a", "a", 1000);
  fixture_add_article (edition, "b", "b", 2000);
  fixture_await (gazette_library_remove_source (library, gone_id));
  fixture_await (gazette_library_purge_removed (library));
  g_signal_connect_swapped (library, "articles-changed", G_CALLBACK (count_cb), &n_changes);
  for (guint i = 0; i < N_SOURCES; i++)
    {
      g_ptr_array_add (futures, gazette_library_store_edition (library, sources->pdata[i], edition));
      g_ptr_array_add (futures, gazette_library_update_source (library, sources->pdata[i]));
    }

  for (guint i = 0; i < futures->len; i++)
    await_answer (dex_ref (futures->pdata[i]), i);
  counts = dex_await_boxed (gazette_library_load_counts (library), NULL);
  g_assert_cmpuint (counts->n_articles, ==, 2 * (N_SOURCES - 1));
  g_assert_cmpuint (counts->n_unread, ==, 2 * (N_SOURCES - 1));
  g_assert_cmpuint (n_changes, ==, N_SOURCES - 1);
  fixture_close (library);
}

int
main (int   argc,
      char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);

  fixture_add ("/together/each-edition-is-kept-or-refused", test_each_edition_is_kept_or_refused);

  return g_test_run ();
}

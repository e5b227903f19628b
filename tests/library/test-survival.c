/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Kills a process that writes, again and again at other moments, and looks at
 * what it left. The process is this program with a folder as its argument. */

#include "config.h"

#include <signal.h>

#include "gazette-database.h"
#include "gazette-error.h"
#include "library-fixture.h"

#define N_ROUNDS 12
#define MAX_ROUNDS (10 * N_ROUNDS)
#define URL "https://example.org/news.json"

static char *
build_picture_url (gint64 article_id)
{
  return g_strdup_printf ("https://example.org/%" G_GINT64_FORMAT ".png", article_id);
}

static GazetteEdition *
make_edition (guint round)
{
  GazetteEdition *edition = gazette_edition_new ("jsonfeed");

  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u-%u", round, i);

      fixture_add_article (edition, id, id, 1700000000 + round);
    }

  return edition;
}

static void
save (GazetteLibrary *library,
      gint64          article_id)
{
  g_autofree char *url = build_picture_url (article_id);
  g_autoptr(GBytes) bytes = g_bytes_new (url, strlen (url));

  fixture_await (gazette_library_set_saved (library, article_id, GAZETTE_SAVED_SAVING, NULL));
  fixture_await (gazette_library_keep_picture (library, article_id, url, bytes));
  fixture_await (gazette_library_set_saved (library, article_id, GAZETTE_SAVED_COMPLETE, NULL));

  /* From here on it is promised. */
  g_print ("%" G_GINT64_FORMAT "\n", article_id);
}

static DexFuture *
write_fiber (gpointer data)
{
  GazetteLibrary *library = fixture_open (data);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) sources = dex_await_boxed (gazette_library_list_sources (library), &error);
  GazetteSource *source = g_ptr_array_index (sources, 0);
  guint start = g_get_real_time () % G_MAXINT;

  for (guint round = start;; round++)
    {
      g_autoptr(GazetteEdition) edition = make_edition (round);
      g_autofree char *title = g_strdup_printf ("%u-7", round);

      fixture_store (library, source->id, edition);
      save (library, fixture_find (library, source->id, title));
    }

  return NULL;
}

static int
write_until_killed (char *folder)
{
  g_autoptr(DexFuture) future = dex_scheduler_spawn (NULL, 0, write_fiber, folder, NULL);

  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);

  return 1;
}

/* This one, to be started once more; /proc may not be there to tell. */
static const char *program;

/* Returns what the process said before it was killed. */
static char *
run_and_kill (const char *folder,
              guint       milliseconds)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *output = NULL;
  g_autoptr(GSubprocess) process =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "--write", folder, NULL);

  g_assert_no_error (error);
  dex_await (dex_timeout_new_msec (milliseconds), NULL);
  g_subprocess_send_signal (process, SIGKILL);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_signaled (process));
  g_assert_cmpint (g_subprocess_get_term_sig (process), ==, SIGKILL);

  return g_steal_pointer (&output);
}

static void
assert_sound (const char *folder)
{
  g_autoptr(GazetteDatabase) database = fixture_open_database (folder);
  g_autoptr(GError) error = NULL;
  GazetteStatement *statement;

  g_assert_no_error (error);
  statement = gazette_database_prepare (database, "PRAGMA integrity_check", &error);
  g_assert_true (gazette_statement_step (statement, &error));
  g_assert_cmpstr (gazette_statement_get_text (statement, 0), ==, "ok");
  gazette_statement_release (statement);

  statement = gazette_database_prepare (database, "PRAGMA foreign_key_check", &error);
  g_assert_false (gazette_statement_step (statement, &error));
  g_assert_no_error (error);
  gazette_statement_release (statement);
}

static void
assert_counts_are_true (const char *folder)
{
  g_autoptr(GazetteDatabase) database = fixture_open_database (folder);
  g_autoptr(GError) error = NULL;
  GazetteStatement *statement;

  g_assert_no_error (error);
  statement = gazette_database_prepare (database,
                                        "SELECT 1 FROM sources s WHERE n_articles !="
                                        " (SELECT count (*) FROM articles a WHERE a.source_id = s.id)",
                                        &error);
  g_assert_false (gazette_statement_step (statement, &error));
  g_assert_no_error (error);
  gazette_statement_release (statement);
}

static void
assert_promises (const char *folder,
                 GPtrArray  *promised)
{
  GazetteLibrary *library = fixture_open (folder);

  fixture_await (gazette_library_clean (library));
  for (guint i = 0; i < promised->len; i++)
    {
      gint64 id = g_ascii_strtoll (g_ptr_array_index (promised, i), NULL, 10);
      g_autofree char *url = build_picture_url (id);
      g_autoptr(GazetteStored) stored = fixture_load (library, id);

      g_assert_cmpint (stored->saved, ==, GAZETTE_SAVED_COMPLETE);
      fixture_await (gazette_library_load_picture (library, url));
    }

  fixture_close (library);
}

static void
test_nothing_promised_is_lost (const char *folder)
{
  g_autoptr(GPtrArray) promised = g_ptr_array_new_with_free_func (g_free);
  GazetteLibrary *library = fixture_open (folder);

  fixture_add_source (library, URL, NULL);
  fixture_close (library);

  /* A slow machine, or a sanitizer, takes longer to come as far as that. */
  for (guint round = 0; round < N_ROUNDS || (promised->len == 0 && round < MAX_ROUNDS); round++)
    {
      g_autofree char *output = run_and_kill (folder, 30 + 17 * round);
      char *line = output;
      char *end;

      /* A line that was cut off promises nothing. */
      for (; (end = strchr (line, '\n')) != NULL; line = end + 1)
        g_ptr_array_add (promised, g_strndup (line, end - line));

      assert_sound (folder);
      assert_counts_are_true (folder);
    }

  g_test_message ("%u articles were saved in %u runs", promised->len, N_ROUNDS);
  g_assert_cmpuint (promised->len, >, 0);
  assert_promises (folder, promised);
}

int
main (int   argc,
      char *argv[])
{
  dex_init ();
  program = argv[0];
  if (argc == 3 && g_str_equal (argv[1], "--write"))
    return write_until_killed (argv[2]);

  g_test_init (&argc, &argv, NULL);

  fixture_add ("/survival/nothing-promised-is-lost", test_nothing_promised_is_lost);

  return g_test_run ();
}

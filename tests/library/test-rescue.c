/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Libraries that are damaged: found, copied in time, set aside, and saved. */

#define _GNU_SOURCE

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <utime.h>

#include "gazette-database.h"
#include "gazette-error.h"
#include "gazette-search.h"
#include "gazette-snapshot.h"
#include "gazette-highlights.h"
#include "library-fixture.h"

#define URL "https://example.org/news.json"
#define PAGE_SIZE 4096
#define N_ROUNDS 40
#define DAY_SECONDS (24 * 60 * 60)

static char *
build_path (const char *folder,
            const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static gboolean
exists (const char *folder,
        const char *name)
{
  g_autofree char *path = build_path (folder, name);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static GazetteEdition *
make_edition (const char *prefix,
              guint       n_articles)
{
  GazetteEdition *edition = gazette_edition_new ("jsonfeed");

  for (guint i = 0; i < n_articles; i++)
    {
      g_autofree char *id = g_strdup_printf ("%s%u", prefix, i);

      fixture_add_article (edition, id, id, 1700000000 + i);
    }

  return edition;
}

/* Two hundred articles, of which the last is saved and the one before has a highlight, in a
 * library that is closed. */
static gint64
make_library (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = make_edition ("old ", 200);
  gint64 source_id = fixture_add_source (library, URL, edition);
  g_autoptr(GazetteAnnotation) annotation = gazette_annotation_new (fixture_find (library, source_id, "old 198"));

  fixture_await (gazette_library_set_saved (library, fixture_find (library, source_id, "old 199"),
                                            GAZETTE_SAVED_COMPLETE, NULL));
  annotation->quote = (GazetteQuote) { g_strdup ("old"), g_strdup (""), g_strdup (" 198"), 0 };
  annotation->note = g_strdup ("mine");
  fixture_await (gazette_library_add_highlight (library, annotation));
  fixture_await (gazette_library_index_all (library));
  fixture_await (gazette_library_check (library));
  fixture_close (library);

  return source_id;
}

static void
add_more (const char *folder,
          gint64      source_id)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = make_edition ("new ", 200);

  fixture_store (library, source_id, edition);
  fixture_await (gazette_library_set_saved (library, fixture_find (library, source_id, "new 199"),
                                            GAZETTE_SAVED_COMPLETE, NULL));
  fixture_await (gazette_library_set_read (library, fixture_find (library, source_id, "old 190"), TRUE));
  fixture_await (gazette_library_index_all (library));
  fixture_close (library);
}

static void
read_database (const char *folder,
               char      **contents,
               gsize      *length)
{
  g_autofree char *path = build_path (folder, "library.db");
  g_autoptr(GError) error = NULL;

  g_file_get_contents (path, contents, length, &error);
  g_assert_no_error (error);
}

static void
write_database (const char *folder,
                const char *contents,
                gsize       length)
{
  g_autofree char *path = build_path (folder, "library.db");
  g_autoptr(GError) error = NULL;

  g_file_set_contents (path, contents, length, &error);
  g_assert_no_error (error);
}

/* The pages that hold a text, each once. */
static void
damage_pages_with (const char *folder,
                   const char *text)
{
  g_autofree char *contents = NULL;
  gsize length;
  guint n_damaged = 0;

  read_database (folder, &contents, &length);
  for (gsize page = PAGE_SIZE; page + PAGE_SIZE <= length; page += PAGE_SIZE)
    {
      if (memmem (contents + page, PAGE_SIZE, text, strlen (text)) != NULL)
        {
          memset (contents + page, 0xff, PAGE_SIZE);
          n_damaged++;
        }
    }

  g_assert_cmpuint (n_damaged, >, 0);
  write_database (folder, contents, length);
}

static void
count_damaged_cb (guint *n_damaged)
{
  (*n_damaged)++;
}

/* Returns how often a check has told of damage. */
static guint
check (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  guint n_damaged = 0;

  g_signal_connect_swapped (library, "damaged", G_CALLBACK (count_damaged_cb), &n_damaged);
  fixture_await (gazette_library_check (library));
  fixture_close (library);

  return n_damaged;
}

static char *
query (const char *folder,
       const char *name,
       const char *sql)
{
  g_autofree char *path = build_path (folder, name);
  g_autoptr(GError) error = NULL;
  g_autoptr(GazetteDatabase) database = gazette_database_open (path, FALSE, &error);
  g_autoptr(GazetteStatement) statement = NULL;
  char *answer;

  g_assert_no_error (error);
  statement = gazette_database_prepare (database, sql, &error);
  g_assert_no_error (error);
  answer = gazette_statement_step (statement, &error) ? gazette_statement_dup_text (statement, 0) : NULL;
  g_assert_no_error (error);

  /* It goes before its connection does. */
  g_clear_pointer (&statement, gazette_statement_release);

  return answer;
}

static void
assert_query (const char *folder,
              const char *sql,
              const char *expected)
{
  g_autofree char *answer = query (folder, "library.db", sql);

  g_assert_cmpstr (answer, ==, expected);
}

static void
assert_sound (const char *folder)
{
  assert_query (folder, "PRAGMA integrity_check", "ok");
  assert_query (folder, "SELECT count (*) FROM pragma_foreign_key_check", "0");
  assert_query (folder,
                "SELECT count (*) FROM sources s WHERE"
                "    n_articles != (SELECT count (*) FROM articles a WHERE a.source_id = s.id)"
                " OR n_unread != (SELECT count (*) FROM unread u WHERE u.source_id = s.id)",
                "0");
}

static void
assert_read (const char *folder,
             const char *title,
             gboolean    read)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT count (*) FROM articles a JOIN unread u ON u.sort_key = a.sort_key AND u.article_id = a.id"
                     " WHERE title = '%s'",
                     title);

  assert_query (folder, sql, read ? "0" : "1");
}

/* Returns: (transfer full) (nullable): what opening it has to say */
static char *
reopen (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  char *note = g_strdup (gazette_library_get_note (library));

  fixture_close (library);

  return note;
}

static void
test_what_is_no_database_is_set_aside (const char *folder)
{
  g_autofree char *garbage = g_strnfill (8192, 'x');
  g_autofree char *aside = build_path (folder, "damaged-1/library.db");
  g_autofree char *contents = NULL;
  g_autofree char *note = NULL;
  g_autofree char *again = NULL;

  write_database (folder, garbage, 8192);
  note = reopen (folder);
  g_assert_nonnull (strstr (note, "damaged-1"));
  g_assert_nonnull (strstr (note, "no copy"));
  g_assert_true (g_file_get_contents (aside, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, garbage);
  assert_sound (folder);

  again = reopen (folder);
  g_assert_null (again);
}

static void
test_sound_library_is_copied_once_a_day (const char *folder)
{
  g_autofree char *newest = build_path (folder, "snapshots/newest.db");
  struct utimbuf yesterday = { 0 };
  g_autofree char *n_articles = NULL;
  GStatBuf first, second;

  make_library (folder);
  g_assert_cmpint (g_stat (newest, &first), ==, 0);
  n_articles = query (folder, "snapshots/newest.db", "SELECT count (*) FROM articles");
  g_assert_cmpstr (n_articles, ==, "200");

  g_assert_cmpuint (check (folder), ==, 0);
  g_assert_cmpint (g_stat (newest, &second), ==, 0);
  g_assert_cmpuint (first.st_ino, ==, second.st_ino);
  g_assert_false (exists (folder, "snapshots/before.db"));

  yesterday.actime = yesterday.modtime = first.st_mtime - DAY_SECONDS;
  g_assert_cmpint (utime (newest, &yesterday), ==, 0);
  g_assert_cmpuint (check (folder), ==, 0);
  g_assert_cmpint (g_stat (newest, &second), ==, 0);
  g_assert_cmpuint (first.st_ino, !=, second.st_ino);
  g_assert_true (exists (folder, "snapshots/before.db"));
  g_assert_false (exists (folder, "snapshots/.new.db"));
}

static void
test_copy_is_due_on_any_clock (const char *folder)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  g_assert_true (gazette_snapshot_is_due (folder, now));
  make_library (folder);
  g_assert_false (gazette_snapshot_is_due (folder, now + 60));
  g_assert_true (gazette_snapshot_is_due (folder, now + 2 * DAY_SECONDS));
  g_assert_true (gazette_snapshot_is_due (folder, now - 2 * DAY_SECONDS));
}

static void
test_copy_is_of_one_moment (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) first = make_edition ("first ", 3000);
  g_autoptr(GazetteEdition) second = make_edition ("second ", 3000);
  gint64 source_id = fixture_add_source (library, URL, first);
  DexFuture *checked = gazette_library_check (library);
  g_autofree char *n_articles = NULL;
  g_autofree char *n_counted = NULL;

  fixture_store (library, source_id, second);
  fixture_await (checked);
  fixture_close (library);

  n_articles = query (folder, "snapshots/newest.db", "SELECT count (*) FROM articles");
  n_counted = query (folder, "snapshots/newest.db", "SELECT n_articles FROM sources");
  g_assert_cmpstr (n_articles, ==, n_counted);
  g_assert_true (g_str_equal (n_articles, "3000") || g_str_equal (n_articles, "6000"));
  n_counted = (g_free (n_counted), query (folder, "snapshots/newest.db", "PRAGMA integrity_check"));
  g_assert_cmpstr (n_counted, ==, "ok");
}

static void
test_what_is_lost_comes_from_the_copy (const char *folder)
{
  gint64 source_id = make_library (folder);
  g_autofree char *note = NULL;

  add_more (folder, source_id);
  damage_pages_with (folder, "<p>old 42</p>");

  g_assert_cmpuint (check (folder), ==, 1);
  note = reopen (folder);
  g_assert_nonnull (strstr (note, "damaged-1"));
  g_assert_null (strstr (note, "no copy"));
  assert_sound (folder);
  assert_query (folder, "SELECT count (*) FROM articles", "400");
  assert_query (folder, "SELECT count (*) FROM contents WHERE html LIKE '<p>%'", "400");
  assert_query (folder, "SELECT group_concat (title) FROM (SELECT title FROM articles WHERE saved = 2 ORDER BY id)",
                "old 199,new 199");
  assert_read (folder, "old 190", TRUE);
  assert_read (folder, "old 191", FALSE);
  assert_read (folder, "new 190", FALSE);
  assert_query (folder, "SELECT group_concat (note) FROM highlights JOIN articles ON articles.id = article_id"
                        " WHERE title = 'old 198'",
                "mine");
}

static void
test_without_a_copy_the_rest_is_saved (const char *folder)
{
  gint64 source_id = make_library (folder);
  g_autofree char *copy = build_path (folder, "snapshots/newest.db");
  g_autoptr(GazetteEdition) edition = make_edition ("old ", 200);
  g_autofree char *n_articles = NULL;
  g_autofree char *note = NULL;
  GazetteLibrary *library;

  add_more (folder, source_id);
  g_assert_cmpint (g_unlink (copy), ==, 0);
  damage_pages_with (folder, "<p>old 42</p>");

  g_assert_cmpuint (check (folder), ==, 1);
  g_assert_false (exists (folder, "snapshots/newest.db"));
  note = reopen (folder);
  g_assert_nonnull (strstr (note, "no copy"));
  assert_sound (folder);
  assert_query (folder, "SELECT group_concat (note) FROM highlights JOIN articles ON articles.id = article_id"
                        " WHERE title = 'old 198'",
                "mine");
  /* What is before the damage, and what is behind it. */
  assert_query (folder, "SELECT count (*) FROM articles", "400");
  assert_query (folder, "SELECT count (*) FROM contents WHERE html IN ('<p>old 0</p>', '<p>new 199</p>')", "2");
  n_articles = query (folder, "library.db", "SELECT count (*) FROM contents WHERE html IS NOT NULL");
  g_assert_cmpint (atoi (n_articles), >, 200);
  g_assert_cmpint (atoi (n_articles), <, 400);

  /* Its source still has what is lost. */
  library = fixture_open (folder);
  fixture_store (library, source_id, edition);
  fixture_close (library);
  assert_query (folder, "SELECT count (*) FROM contents WHERE html IS NOT NULL", "400");
}

static void
test_damaged_copy_is_passed_over (const char *folder)
{
  gint64 source_id = make_library (folder);
  g_autofree char *newest = build_path (folder, "snapshots/newest.db");
  g_autofree char *before = build_path (folder, "snapshots/before.db");
  g_autofree char *garbage = g_strnfill (8192, 'x');
  g_autofree char *found = NULL;

  add_more (folder, source_id);
  g_assert_cmpint (g_rename (newest, before), ==, 0);
  g_assert_true (g_file_set_contents (newest, garbage, -1, NULL));
  found = gazette_snapshot_find (folder);
  g_assert_cmpstr (found, ==, before);
}

static void
test_damage_that_is_met_is_repaired_at_the_next_start (const char *folder)
{
  gint64 source_id = make_library (folder);
  GazetteLibrary *library;
  g_autofree char *note = NULL;

  add_more (folder, source_id);
  damage_pages_with (folder, "old 42");
  library = fixture_open (folder);
  g_assert_null (gazette_library_get_note (library));
  fixture_await_error (gazette_library_load_article (library, 43), GAZETTE_ERROR_DAMAGED);
  fixture_close (library);

  note = reopen (folder);
  g_assert_nonnull (note);
  assert_sound (folder);
  assert_query (folder, "SELECT count (*) FROM articles WHERE title GLOB 'old *'", "200");
  /* A page that was used before may have the words as well. */
  assert_query (folder, "SELECT count (*) > 150 FROM articles WHERE title GLOB 'new *'", "1");
}

static void
test_damaged_index_is_not_a_damaged_library (const char *folder)
{
  g_autofree char *path = build_path (folder, "library.db");
  g_autoptr(GError) error = NULL;
  GazetteDatabase *database;
  g_autofree char *note = NULL;

  make_library (folder);
  database = gazette_database_open (path, TRUE, &error);
  g_assert_no_error (error);
  gazette_database_execute (database, "DELETE FROM search_words_data WHERE id > 20", &error);
  g_assert_no_error (error);
  gazette_database_free (database);

  g_assert_cmpuint (check (folder), ==, 0);
  note = reopen (folder);
  g_assert_null (note);
  g_assert_false (exists (folder, "damaged-1"));
  assert_sound (folder);
}

static void
test_what_was_cut_off_comes_to_its_end (const char *folder)
{
  gint64 source_id = make_library (folder);
  g_autofree char *database = build_path (folder, "library.db");
  g_autofree char *rescued = build_path (folder, "library.rescued.db");
  g_autofree char *marker = build_path (folder, "library.damaged");
  g_autofree char *note = NULL;

  add_more (folder, source_id);
  /* Right after the damaged one was moved. */
  g_assert_cmpint (g_rename (database, rescued), ==, 0);
  g_assert_true (g_file_set_contents (marker, "", 0, NULL));
  note = reopen (folder);
  g_assert_nonnull (note);
  assert_query (folder, "SELECT count (*) FROM articles", "400");

  /* In the midst of making the other one. */
  g_assert_true (g_file_set_contents (marker, "", 0, NULL));
  g_assert_true (g_file_set_contents (rescued, "half", -1, NULL));
  g_free (note);
  note = reopen (folder);
  g_assert_nonnull (note);
  g_assert_false (exists (folder, "library.rescued.db"));
  g_assert_false (exists (folder, "library.damaged"));
  assert_sound (folder);
  assert_query (folder, "SELECT count (*) FROM articles", "400");
}

static void
test_closing_ends_a_check (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = make_edition ("old ", 3000);
  DexFuture *checked;

  fixture_add_source (library, URL, edition);
  checked = gazette_library_check (library);
  fixture_close (library);
  g_assert_false (dex_future_is_pending (checked));
  dex_unref (checked);
}

/* Whatever is written over it, it opens, and what was copied is there. */
static void
test_no_damage_is_too_bad (const char *folder)
{
  gint64 source_id = make_library (folder);
  g_autoptr(GRand) random = g_rand_new_with_seed (20261126);
  g_autofree char *sound = NULL;
  gsize length;

  add_more (folder, source_id);
  read_database (folder, &sound, &length);

  for (guint round = 0; round < N_ROUNDS; round++)
    {
      g_autofree char *damaged = g_memdup2 (sound, length);
      guint n_places = 1 << g_rand_int_range (random, 0, 7);
      g_autofree char *note = NULL;

      for (guint i = 0; i < n_places; i++)
        {
          gsize start = g_rand_int_range (random, 0, length);
          gsize size = 1u << g_rand_int_range (random, 0, 14);

          for (gsize at = start; at < MIN (start + size, length); at++)
            damaged[at] = g_rand_int (random);
        }

      write_database (folder, damaged, g_rand_int_range (random, 0, 8) == 0 ? length / 2 : length);
      check (folder);
      note = reopen (folder);
      assert_query (folder, "PRAGMA quick_check", "ok");
      assert_query (folder, "SELECT count (*) FROM articles WHERE title GLOB 'old *'", "200");
    }
}

int
main (int   argc,
      char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);

  fixture_add ("/rescue/what-is-no-database-is-set-aside", test_what_is_no_database_is_set_aside);
  fixture_add ("/rescue/sound-library-is-copied-once-a-day", test_sound_library_is_copied_once_a_day);
  fixture_add ("/rescue/copy-is-due-on-any-clock", test_copy_is_due_on_any_clock);
  fixture_add ("/rescue/copy-is-of-one-moment", test_copy_is_of_one_moment);
  fixture_add ("/rescue/what-is-lost-comes-from-the-copy", test_what_is_lost_comes_from_the_copy);
  fixture_add ("/rescue/without-a-copy-the-rest-is-saved", test_without_a_copy_the_rest_is_saved);
  fixture_add ("/rescue/damaged-copy-is-passed-over", test_damaged_copy_is_passed_over);
  fixture_add ("/rescue/damage-that-is-met-is-repaired-at-the-next-start",
               test_damage_that_is_met_is_repaired_at_the_next_start);
  fixture_add ("/rescue/damaged-index-is-not-a-damaged-library", test_damaged_index_is_not_a_damaged_library);
  fixture_add ("/rescue/what-was-cut-off-comes-to-its-end", test_what_was_cut_off_comes_to_its_end);
  fixture_add ("/rescue/closing-ends-a-check", test_closing_ends_a_check);
  fixture_add ("/rescue/no-damage-is-too-bad", test_no_damage_is_too_bad);

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-error.h"
#include "gazette-files.h"
#include "library-fixture.h"

#define URL   "https://example.org/news.json"
#define OTHER "https://example.net/news.json"
#define DAY   (24 * 60 * 60)

/* The articles "1" (the newest) to @n, a day from each to the next. */
static gint64
add_source (GazetteLibrary *library,
            const char     *url,
            guint           n)
{
  g_autoptr(GazetteEdition) edition = gazette_edition_new ("jsonfeed");
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *title = g_strdup_printf ("%u", i);

      fixture_add_article (edition, title, title, now - (i - 1) * DAY - 3600);
    }

  return fixture_add_source (library, url, edition);
}

static gint64
days_ago (guint n)
{
  return g_get_real_time () / G_USEC_PER_SEC - (gint64) n * DAY;
}

/* The titles of the articles that @future lists, each followed by a space. */
static void
assert_titles (GazetteLibrary *library,
               DexFuture      *future,
               const char     *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) ids = dex_await_boxed (future, &error);
  g_autoptr(GString) titles = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr(GazetteStored) stored = fixture_load (library, g_array_index (ids, gint64, i));

      g_string_append_printf (titles, "%s ", stored->article->title);
    }
  g_assert_cmpstr (titles->str, ==, expected);
}

static void
set_rule (GazetteLibrary    *library,
          gint64             source_id,
          GazetteSourceRule  rule,
          guint              value)
{
  fixture_await (gazette_library_set_rule (library, source_id, rule, value));
}

/* Copies an article with a picture of @size bytes, each of them @letter. */
static gint64
copy (GazetteLibrary *library,
      gint64          source_id,
      const char     *title,
      char            letter,
      gsize           size)
{
  gint64 id = fixture_find (library, source_id, title);
  char *data = g_malloc (size);
  g_autoptr(GBytes) bytes = g_bytes_new_take (data, size);
  g_autofree char *url = g_strdup_printf ("https://example.org/%c.png", letter);

  memset (data, letter, size);
  fixture_await (gazette_library_keep_picture (library, id, url, bytes));
  fixture_await (gazette_library_note_copy (library, id, GAZETTE_COPY_COMPLETE));

  return id;
}

static gint64
free_copies (GazetteLibrary *library,
             gint64          budget)
{
  g_autoptr(GError) error = NULL;
  gint64 size = dex_await_int64 (gazette_library_free_copies (library, budget), &error);

  g_assert_no_error (error);

  return size;
}

static gboolean
has_picture (GazetteLibrary *library,
             const char     *url)
{
  g_autoptr(GBytes) bytes = dex_await_boxed (gazette_library_load_picture (library, url), NULL);

  return bytes != NULL;
}

static guint
count_files (const char *folder)
{
  g_autofree char *command = g_strdup_printf ("find '%s/pictures' -type f", folder);
  g_autofree char *output = NULL;
  g_auto(GStrv) lines = NULL;

  g_assert_true (g_spawn_command_line_sync (command, &output, NULL, NULL, NULL));
  lines = g_strsplit (output, "\n", -1);

  return g_strv_length (lines) - 1;
}

static void
test_what_is_wanted_follows_the_rules (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  gint64 id = add_source (library, URL, 5);
  g_autoptr(GazetteSource) source = NULL;

  /* Nothing, unless a person wants it. */
  assert_titles (library, gazette_library_list_wanted (library, 0, 100), "");
  assert_titles (library, gazette_library_list_wanted (library, days_ago (3), 100), "1 2 3 ");
  assert_titles (library, gazette_library_list_wanted (library, days_ago (3), 2), "1 2 ");
  fixture_await (gazette_library_set_read (library, fixture_find (library, id, "2"), TRUE));
  assert_titles (library, gazette_library_list_wanted (library, days_ago (3), 100), "1 3 ");
  fixture_await (gazette_library_set_saved (library, fixture_find (library, id, "1"), GAZETTE_SAVED_COMPLETE, NULL));
  assert_titles (library, gazette_library_list_wanted (library, days_ago (3), 100), "3 ");

  set_rule (library, id, GAZETTE_SOURCE_RULE_KEEP, GAZETTE_KEEP_NEW);
  assert_titles (library, gazette_library_list_wanted (library, 0, 100), "3 4 5 ");
  set_rule (library, id, GAZETTE_SOURCE_RULE_KEEP, GAZETTE_KEEP_NEWEST);
  set_rule (library, id, GAZETTE_SOURCE_RULE_KEEP_NUMBER, 4);
  assert_titles (library, gazette_library_list_wanted (library, 0, 100), "3 4 ");
  set_rule (library, id, GAZETTE_SOURCE_RULE_KEEP, GAZETTE_KEEP_SAVED_ONLY);
  assert_titles (library, gazette_library_list_wanted (library, days_ago (30), 100), "");

  source = dex_await_boxed (gazette_library_load_source (library, id), NULL);
  g_assert_cmpint (source->keep, ==, GAZETTE_KEEP_SAVED_ONLY);
  g_assert_cmpuint (source->keep_number, ==, 4);
  set_rule (library, id, GAZETTE_SOURCE_RULE_KEEP, GAZETTE_KEEP_AS_SET);
  fixture_await (gazette_library_remove_source (library, id));
  assert_titles (library, gazette_library_list_wanted (library, days_ago (30), 100), "");
  fixture_close (library);
}

static void
test_a_copy_is_not_wanted_again (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  gint64 id = add_source (library, URL, 2);
  g_autoptr(GazetteEdition) changed = gazette_edition_new ("jsonfeed");

  copy (library, id, "1", 'a', 1000);
  assert_titles (library, gazette_library_list_wanted (library, days_ago (9), 100), "2 ");

  /* Its source says something else by now. */
  fixture_add_article (changed, "1", "One", days_ago (1));
  fixture_store (library, id, changed);
  assert_titles (library, gazette_library_list_wanted (library, days_ago (9), 100), "One 2 ");
  fixture_close (library);
}

static void
test_the_oldest_that_were_read_go_first (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  gint64 id = add_source (library, URL, 4);
  gint64 unread, newer, older, saved;

  unread = copy (library, id, "4", 'a', 1000);
  older = copy (library, id, "3", 'b', 1000);
  newer = copy (library, id, "2", 'c', 1000);
  saved = copy (library, id, "1", 'd', 1000);
  g_assert_cmpint (unread, !=, 0);
  fixture_await (gazette_library_set_read (library, older, TRUE));
  fixture_await (gazette_library_set_read (library, newer, TRUE));
  fixture_await (gazette_library_set_read (library, saved, TRUE));
  fixture_await (gazette_library_set_saved (library, saved, GAZETTE_SAVED_COMPLETE, NULL));

  /* What is saved is not counted. */
  g_assert_cmpint (free_copies (library, 10000), ==, 3000);
  g_assert_cmpuint (count_files (folder), ==, 4);
  g_assert_cmpint (free_copies (library, 2500), ==, 2000);
  g_assert_false (has_picture (library, "https://example.org/b.png"));
  g_assert_true (has_picture (library, "https://example.org/c.png"));
  g_assert_cmpuint (count_files (folder), ==, 3);

  /* However little room there is: what is unread and what is saved stays. */
  g_assert_cmpint (free_copies (library, 0), ==, 1000);
  g_assert_true (has_picture (library, "https://example.org/a.png"));
  g_assert_true (has_picture (library, "https://example.org/d.png"));
  g_assert_cmpuint (count_files (folder), ==, 2);
  fixture_close (library);
}

/* A picture that another article keeps, too, stays. */
static void
test_what_others_keep_stays (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  gint64 id = add_source (library, URL, 2);
  gint64 read = copy (library, id, "1", 'a', 1000);

  copy (library, id, "2", 'a', 1000);
  fixture_await (gazette_library_set_read (library, read, TRUE));
  g_assert_cmpint (free_copies (library, 1000), ==, 1000);
  g_assert_true (has_picture (library, "https://example.org/a.png"));
  fixture_close (library);
}

/* The next run cleans up: not what was copied, and not what was saved and copied. */
static void
test_copies_outlive_a_cleaning (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  gint64 id = add_source (library, URL, 1);
  gint64 article = copy (library, id, "1", 'a', 1000);

  fixture_await (gazette_library_set_saved (library, article, GAZETTE_SAVED_COMPLETE, NULL));
  fixture_await (gazette_library_set_saved (library, article, GAZETTE_SAVED_NONE, NULL));
  fixture_close (library);

  library = fixture_open (folder);
  fixture_await (gazette_library_clean (library));
  g_assert_true (has_picture (library, "https://example.org/a.png"));
  fixture_close (library);
}

static void
test_articles_or_minutes_are_taken (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  gint64 id = add_source (library, URL, 4);
  gint64 other = add_source (library, OTHER, 1);

  assert_titles (library, gazette_library_list_to_take (library, id, 2, 0), "1 2 ");
  /* These are short: a minute each. */
  assert_titles (library, gazette_library_list_to_take (library, id, 0, 3), "1 2 3 ");
  assert_titles (library, gazette_library_list_to_take (library, other, 100, 0), "1 ");
  assert_titles (library, gazette_library_list_to_take (library, 0, 100, 0), "1 1 2 3 4 ");

  /* What is here counts, and need not be taken. */
  copy (library, id, "1", 'a', 1000);
  assert_titles (library, gazette_library_list_to_take (library, id, 2, 0), "2 ");
  fixture_await (gazette_library_set_read (library, fixture_find (library, id, "2"), TRUE));
  assert_titles (library, gazette_library_list_to_take (library, id, 2, 0), "3 ");
  fixture_close (library);
}

/* The program may end at once: what cleans up at the next start leaves it. */
static void
test_a_file_that_is_wanted_outlives_a_cleaning (const char *folder)
{
  GazetteAttachment attachment = { (char *) "https://example.org/1.mp3", (char *) "audio/mpeg", NULL, -1, -1 };
  GazetteLibrary *library = fixture_open (folder);
  gint64 id = add_source (library, URL, 1);
  gint64 article_id = fixture_find (library, id, "1");
  g_autoptr(GPtrArray) files = NULL;
  g_autoptr(GazetteStored) stored = NULL;

  fixture_await (gazette_library_want_file (library, article_id, &attachment));
  fixture_close (library);

  library = fixture_open (folder);
  fixture_await (gazette_library_clean (library));
  files = dex_await_boxed (gazette_library_list_files (library, 0), NULL);
  g_assert_cmpuint (files->len, ==, 1);
  g_assert_cmpint (((GazetteKeptFile *) files->pdata[0])->article_id, ==, article_id);
  stored = fixture_load (library, article_id);
  g_assert_cmpint (stored->saved, ==, GAZETTE_SAVED_SAVING);
  fixture_close (library);
}

static void
test_storage_is_told_by_source (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  gint64 id = add_source (library, URL, 3);
  gint64 read = copy (library, id, "1", 'a', 1000);
  g_autoptr(GazetteStorage) storage = NULL;
  const GazetteShare *share;

  add_source (library, OTHER, 1);
  copy (library, id, "2", 'a', 1000);
  copy (library, id, "3", 'b', 500);
  fixture_await (gazette_library_set_read (library, read, TRUE));
  storage = dex_await_boxed (gazette_library_load_storage (library), NULL);

  /* Equal pictures are kept once. */
  g_assert_cmpint (storage->pictures, ==, 1500);
  g_assert_cmpint (storage->database, >, 0);
  g_assert_cmpuint (storage->n_read_copies, ==, 1);
  g_assert_cmpint (storage->read_copies, ==, 1000);
  g_assert_cmpuint (storage->n_old, ==, 0);
  g_assert_cmpuint (storage->shares->len, ==, 2);
  share = storage->shares->pdata[0];
  g_assert_cmpuint (share->n_articles, ==, 3);
  g_assert_cmpint (share->pictures, ==, 1500);
  g_assert_cmpint (((GazetteShare *) storage->shares->pdata[1])->pictures, ==, 0);
  fixture_close (library);
}

/* What came of a file before it broke off is on the disk as well. */
static void
test_storage_counts_drafts (const char *folder)
{
  GazetteAttachment attachment = { (char *) "https://example.org/1.mp3", (char *) "audio/mpeg", NULL, -1, -1 };
  GazetteLibrary *library = fixture_open (folder);
  gint64 id = add_source (library, URL, 1);
  gint64 article_id = fixture_find (library, id, "1");
  g_autofree char *path = NULL;
  g_autofree char *bytes = g_strnfill (1234, 'x');
  g_autoptr(GazetteStorage) storage = NULL;

  fixture_await (gazette_library_want_file (library, article_id, &attachment));
  path = dex_await_string (gazette_library_begin_file (library), NULL);
  fixture_await (gazette_library_note_draft (library, article_id, attachment.url, path, "\"1\""));
  g_assert_true (g_file_set_contents (path, bytes, -1, NULL));
  fixture_await (gazette_library_fail_file (library, article_id, attachment.url, "It broke off."));

  storage = dex_await_boxed (gazette_library_load_storage (library), NULL);
  g_assert_cmpint (storage->files, ==, 1234);
  g_assert_cmpint (((GazetteShare *) storage->shares->pdata[0])->files, ==, 1234);
  fixture_close (library);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();

  fixture_add ("/copies/what-is-wanted-follows-the-rules", test_what_is_wanted_follows_the_rules);
  fixture_add ("/copies/a-copy-is-not-wanted-again", test_a_copy_is_not_wanted_again);
  fixture_add ("/copies/the-oldest-that-were-read-go-first", test_the_oldest_that_were_read_go_first);
  fixture_add ("/copies/what-others-keep-stays", test_what_others_keep_stays);
  fixture_add ("/copies/they-outlive-a-cleaning", test_copies_outlive_a_cleaning);
  fixture_add ("/copies/a-file-that-is-wanted-outlives-a-cleaning", test_a_file_that_is_wanted_outlives_a_cleaning);
  fixture_add ("/copies/articles-or-minutes-are-taken", test_articles_or_minutes_are_taken);
  fixture_add ("/copies/storage-is-told-by-source", test_storage_is_told_by_source);
  fixture_add ("/copies/storage-counts-drafts", test_storage_counts_drafts);

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "gazette-database.h"
#include "gazette-error.h"
#include "gazette-order.h"
#include "gazette-schema.h"
#include "library-fixture.h"

static char *
build_path (const char *folder)
{
  return g_build_filename (folder, "library.db", NULL);
}

/* All rows of the first column, one on each line. */
static char *
query (GazetteDatabase *database,
       const char      *sql)
{
  g_autoptr(GazetteStatement) statement = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GString) lines = g_string_new (NULL);

  statement = gazette_database_prepare (database, sql, &error);
  g_assert_no_error (error);
  while (gazette_statement_step (statement, &error))
    g_string_append_printf (lines, "%s\n", gazette_statement_get_text (statement, 0));
  g_assert_no_error (error);

  return g_string_free_and_steal (g_steal_pointer (&lines));
}

static void
assert_query (GazetteDatabase *database,
              const char      *sql,
              const char      *expected)
{
  g_autofree char *lines = query (database, sql);

  g_assert_cmpstr (lines, ==, expected);
}

static void
assert_library_error (GError     *error,
                      const char *word)
{
  g_assert_error (error, GAZETTE_ERROR, GAZETTE_ERROR_LIBRARY);
  g_assert_nonnull (strstr (error->message, word));
  g_assert_true (g_str_has_suffix (error->message, "."));
}

static void
test_each_step_is_taken_once (const char *folder)
{
  static const char *const first[] = { "CREATE TABLE t (a)", NULL };
  static const char *const second[] = { "CREATE TABLE t (a)", "ALTER TABLE t ADD COLUMN b DEFAULT 7", NULL };
  g_autoptr(GazetteDatabase) database = fixture_open_database (folder);
  g_autoptr(GError) error = NULL;

  g_assert_true (gazette_schema_migrate_steps (database, first, &error));
  fixture_execute (database, "INSERT INTO t VALUES (1)");
  g_assert_true (gazette_schema_migrate_steps (database, first, &error));
  assert_query (database, "PRAGMA user_version", "1\n");
  g_assert_true (gazette_schema_migrate_steps (database, second, &error));
  g_assert_true (gazette_schema_migrate_steps (database, second, &error));
  g_assert_no_error (error);
  assert_query (database, "SELECT a || ' ' || b FROM t", "1 7\n");
}

static void
test_step_that_fails_leaves_the_version_before (const char *folder)
{
  static const char *const steps[] = {
    "CREATE TABLE t (a); INSERT INTO t VALUES (1);",
    "UPDATE t SET a = 2; CREATE TABLE t (b);",
    NULL
  };
  g_autoptr(GazetteDatabase) database = fixture_open_database (folder);
  g_autoptr(GError) error = NULL;

  g_assert_false (gazette_schema_migrate_steps (database, steps, &error));
  g_assert_error (error, GAZETTE_ERROR, GAZETTE_ERROR_LIBRARY);
  assert_query (database, "PRAGMA user_version", "1\n");
  assert_query (database, "SELECT a FROM t", "1\n");
}

static void
test_migrated_database_is_sound (const char *folder)
{
  g_autoptr(GazetteDatabase) database = fixture_open_database (folder);
  g_autoptr(GError) error = NULL;

  g_assert_true (gazette_schema_migrate (database, &error));
  g_assert_true (gazette_schema_migrate (database, &error));
  g_assert_no_error (error);
  assert_query (database, "PRAGMA journal_mode", "wal\n");
  assert_query (database, "PRAGMA foreign_keys", "1\n");
  assert_query (database, "PRAGMA integrity_check", "ok\n");
}

static void
test_newer_library_is_refused_and_left_alone (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteDatabase) database = NULL;
  g_autoptr(GError) error = NULL;

  fixture_add_source (library, "https://example.org/news.json", NULL);
  fixture_close (library);
  database = fixture_open_database (folder);
  fixture_execute (database, "PRAGMA user_version = 9999");
  g_clear_pointer (&database, gazette_database_free);

  g_assert_false (dex_await (gazette_library_open (folder), &error));
  assert_library_error (error, "newer");
  database = fixture_open_database (folder);
  assert_query (database, "SELECT url FROM sources", "https://example.org/news.json\n");
}

static void
test_folder_that_cannot_be_made_is_said (const char *folder)
{
  g_autofree char *file = g_build_filename (folder, "file", NULL);
  g_autofree char *inside = g_build_filename (file, "library", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents (file, "", 0, NULL));
  g_assert_false (dex_await (gazette_library_open (inside), &error));
  assert_library_error (error, inside);
}

static void
test_read_only_folder_is_said (const char *folder)
{
  g_autoptr(GError) error = NULL;
  GazetteLibrary *library = fixture_open (folder);
  g_autofree char *path = build_path (folder);

  fixture_close (library);
  if (geteuid () == 0)
    {
      g_test_skip ("Everything may be written by root");
      return;
    }

  g_assert_cmpint (g_chmod (path, 0400), ==, 0);
  g_assert_cmpint (g_chmod (folder, 0500), ==, 0);
  g_assert_false (dex_await (gazette_library_open (folder), &error));
  g_assert_cmpint (g_chmod (folder, 0700), ==, 0);
  assert_library_error (error, path);
}

static void
test_write_protected_database_is_said (const char *folder)
{
  g_autoptr(GazetteDatabase) database = fixture_open_database (folder);
  g_autoptr(GError) error = NULL;

  fixture_execute (database, "PRAGMA query_only = ON");
  g_assert_false (gazette_database_execute (database, "CREATE TABLE t (a)", &error));
  assert_library_error (error, "may not be changed");
}

static void
test_full_disk_undoes_the_whole_transaction (const char *folder)
{
  g_autoptr(GazetteDatabase) database = fixture_open_database (folder);
  g_autoptr(GError) error = NULL;
  gboolean success;

  fixture_execute (database, "CREATE TABLE t (a); INSERT INTO t VALUES ('before'); PRAGMA max_page_count = 20;");
  g_assert_true (gazette_database_begin (database, GAZETTE_DURABLE_NO, &error));
  success = gazette_database_execute (database,
                                      "INSERT INTO t VALUES ('small'); INSERT INTO t VALUES (randomblob (1000000));",
                                      &error);
  g_assert_false (gazette_database_end (database, success, &error));
  assert_library_error (error, "full");
  assert_query (database, "SELECT a FROM t", "before\n");

  /* And it goes on once there is room. */
  fixture_execute (database, "PRAGMA max_page_count = 100000; INSERT INTO t VALUES ('after');");
}

/* It would fail where the disk is full. */
static void
test_opening_again_writes_nothing (const char *folder)
{
  g_autofree char *path = build_path (folder);
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  GazetteDatabase *database = fixture_open_database (folder);
  GStatBuf info;

  fixture_execute (database, "CREATE TABLE t (x)");
  gazette_database_free (database);

  database = fixture_open_database (folder);
  g_assert_true (g_stat (log, &info) != 0 || info.st_size == 0);
  assert_query (database, "PRAGMA auto_vacuum", "2\n");
  gazette_database_free (database);
}

static void
test_busy_database_is_said (const char *folder)
{
  g_autoptr(GazetteDatabase) one = fixture_open_database (folder);
  g_autoptr(GazetteDatabase) two = fixture_open_database (folder);
  g_autoptr(GError) error = NULL;

  fixture_execute (two, "PRAGMA busy_timeout = 20");
  g_assert_true (gazette_database_begin (one, GAZETTE_DURABLE_NO, &error));
  g_assert_false (gazette_database_begin (two, GAZETTE_DURABLE_NO, &error));
  assert_library_error (error, "busy");
  g_assert_true (gazette_database_end (one, TRUE, NULL));
}

static void
test_each_view_is_one_walk_over_an_index (const char *folder)
{
  static const struct
  {
    GazetteViewKind kind;
    GazetteOrder    order;
    const char     *index;
  } cases[] = {
    { GAZETTE_VIEW_ALL, GAZETTE_ORDER_NEWEST, "COVERING INDEX articles_all" },
    { GAZETTE_VIEW_UNREAD, GAZETTE_ORDER_NEWEST, "SCAN unread" },
    { GAZETTE_VIEW_SAVED, GAZETTE_ORDER_NEWEST, "COVERING INDEX articles_saved" },
    { GAZETTE_VIEW_SOURCE, GAZETTE_ORDER_NEWEST, "COVERING INDEX articles_source" },
    { GAZETTE_VIEW_TODAY, GAZETTE_ORDER_NEWEST, "COVERING INDEX articles_all" },
    { GAZETTE_VIEW_ALL, GAZETTE_ORDER_OLDEST, "COVERING INDEX articles_all" },
    { GAZETTE_VIEW_UNREAD, GAZETTE_ORDER_OLDEST, "SCAN unread" },
    { GAZETTE_VIEW_SAVED, GAZETTE_ORDER_OLDEST, "COVERING INDEX articles_saved" },
    { GAZETTE_VIEW_SOURCE, GAZETTE_ORDER_OLDEST, "COVERING INDEX articles_source" },
    { GAZETTE_VIEW_TODAY, GAZETTE_ORDER_OLDEST, "COVERING INDEX articles_all" },
    { GAZETTE_VIEW_ALL, GAZETTE_ORDER_SOURCE, "COVERING INDEX articles_all" },
    { GAZETTE_VIEW_UNREAD, GAZETTE_ORDER_SOURCE, "SCAN unread" },
    { GAZETTE_VIEW_SOURCE, GAZETTE_ORDER_SOURCE, "COVERING INDEX articles_source" },
    { GAZETTE_VIEW_TODAY, GAZETTE_ORDER_SOURCE, "COVERING INDEX articles_all" },
    { GAZETTE_VIEW_ALL, GAZETTE_ORDER_LONGEST, "INDEX contents_length" },
    { GAZETTE_VIEW_UNREAD, GAZETTE_ORDER_LONGEST, "INDEX contents_length" },
  };
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GazetteDatabase) database = fixture_open_database (folder);
  g_autoptr(GError) error = NULL;

  g_assert_true (gazette_schema_migrate (database, &error));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      char *explain = g_strconcat ("EXPLAIN QUERY PLAN ", gazette_order_get_sql (cases[i].kind, cases[i].order), NULL);
      g_autoptr(GString) plan = g_string_new (NULL);
      GazetteStatement *statement = gazette_database_prepare (database, explain, &error);

      /* A connection knows a statement by its address. */
      g_ptr_array_add (texts, explain);
      g_assert_no_error (error);
      while (gazette_statement_step (statement, &error))
        g_string_append_printf (plan, "%s\n", gazette_statement_get_text (statement, 3));
      gazette_statement_release (statement);

      g_test_message ("%s", plan->str);
      g_assert_nonnull (strstr (plan->str, cases[i].index));
      g_assert_null (strstr (plan->str, "TEMP B-TREE FOR ORDER"));
    }
}

int
main (int   argc,
      char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);

  fixture_add ("/database/each-step-is-taken-once", test_each_step_is_taken_once);
  fixture_add ("/database/step-that-fails-leaves-the-version-before", test_step_that_fails_leaves_the_version_before);
  fixture_add ("/database/migrated-is-sound", test_migrated_database_is_sound);
  fixture_add ("/database/newer-is-refused-and-left-alone", test_newer_library_is_refused_and_left_alone);
  fixture_add ("/database/folder-that-cannot-be-made-is-said", test_folder_that_cannot_be_made_is_said);
  fixture_add ("/database/read-only-folder-is-said", test_read_only_folder_is_said);
  fixture_add ("/database/write-protected-is-said", test_write_protected_database_is_said);
  fixture_add ("/database/full-disk-undoes-the-whole-transaction", test_full_disk_undoes_the_whole_transaction);
  fixture_add ("/database/opening-again-writes-nothing", test_opening_again_writes_nothing);
  fixture_add ("/database/busy-is-said", test_busy_database_is_said);
  fixture_add ("/database/each-view-is-one-walk-over-an-index", test_each_view_is_one_walk_over_an_index);

  return g_test_run ();
}

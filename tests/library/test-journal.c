/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A library on a disk that is not of this computer, and on one that cannot lock. */

#include "config.h"

#include <string.h>

#include "gazette-database.h"
#include "gazette-error.h"
#include "gazette-headlines.h"
#include "gazette-journal.h"
#include "gazette-search.h"
#include "gazette-snapshot.h"
#include "library-fixture.h"

#define URL "https://example.org/news.json"

static GazetteEdition *
make_edition (guint n_articles)
{
  GazetteEdition *edition = gazette_edition_new ("jsonfeed");

  for (guint i = 0; i < n_articles; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      fixture_add_article (edition, id, id, 1700000000 + i);
    }

  return edition;
}

static gboolean
has_file (const char *folder,
          const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* As the file says by itself: https://www.sqlite.org/fileformat2.html */
static GazetteJournal
read_journal (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_autofree char *data = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  g_assert_cmpuint (length, >, 100);

  return data[18] == 2 ? GAZETTE_JOURNAL_LOG : GAZETTE_JOURNAL_ROLLBACK;
}

static void
test_disk_of_this_computer_has_a_log (const char *folder)
{
  GazetteLibrary *library;

  g_unsetenv ("GAZETTE_JOURNAL");
  library = fixture_open (folder);
  fixture_add_source (library, URL, NULL);
  g_assert_true (has_file (folder, "library.db-wal"));
  fixture_close (library);
  g_assert_cmpint (read_journal (folder), ==, GAZETTE_JOURNAL_LOG);
}

static void
test_without_a_log_all_works (const char *folder)
{
  g_autoptr(GazetteEdition) edition = make_edition (300);
  g_autoptr(GazetteHeadlines) headlines = NULL;
  g_autofree char *snapshot = NULL;
  GazetteLibrary *library;
  gint64 id;

  g_setenv ("GAZETTE_JOURNAL", "rollback", TRUE);
  library = fixture_open (folder);
  headlines = gazette_headlines_new (library);
  id = fixture_add_source (library, URL, edition);
  g_assert_false (has_file (folder, "library.db-wal"));

  /* Reading and writing in turn, and at once. */
  for (guint i = 1; i <= 20; i++)
    {
      DexFuture *shown = gazette_headlines_set_view (headlines, GAZETTE_VIEW_UNREAD, 0);

      fixture_await (gazette_library_set_read (library, i, TRUE));
      fixture_await (shown);
    }
  fixture_await (gazette_library_index_all (library));
  fixture_await (gazette_headlines_set_search (headlines, "17 ", 0, FALSE));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (headlines)), ==, 1);

  /* It is checked and copied beside that. */
  fixture_await (gazette_library_check (library));
  snapshot = gazette_snapshot_find (folder);
  g_assert_nonnull (snapshot);
  fixture_await (gazette_library_set_saved (library, 3, GAZETTE_SAVED_COMPLETE, NULL));
  g_clear_object (&headlines);
  fixture_close (library);
  g_assert_cmpint (read_journal (folder), ==, GAZETTE_JOURNAL_ROLLBACK);

  library = fixture_open (folder);
  g_assert_null (gazette_library_get_note (library));
  g_assert_cmpint (fixture_find (library, id, "299"), >, 0);
  fixture_close (library);
  g_unsetenv ("GAZETTE_JOURNAL");
}

/* A home that was moved there, and back. */
static void
test_library_goes_over_and_back (const char *folder)
{
  g_autoptr(GazetteEdition) edition = make_edition (3);
  GazetteLibrary *library;
  gint64 id;

  library = fixture_open (folder);
  id = fixture_add_source (library, URL, edition);
  fixture_close (library);
  g_assert_cmpint (read_journal (folder), ==, GAZETTE_JOURNAL_LOG);

  g_setenv ("GAZETTE_JOURNAL", "rollback", TRUE);
  library = fixture_open (folder);
  g_assert_cmpint (fixture_find (library, id, "1"), >, 0);
  fixture_close (library);
  g_assert_cmpint (read_journal (folder), ==, GAZETTE_JOURNAL_ROLLBACK);

  g_unsetenv ("GAZETTE_JOURNAL");
  library = fixture_open (folder);
  g_assert_cmpint (fixture_find (library, id, "2"), >, 0);
  fixture_close (library);
  g_assert_cmpint (read_journal (folder), ==, GAZETTE_JOURNAL_LOG);
}

/* A file system that says no to every lock. */
static sqlite3_io_methods methods;
static sqlite3_vfs *disk;

static int
lock (sqlite3_file *file,
      int           level)
{
  return SQLITE_IOERR_LOCK;
}

static int
open_without_locks (sqlite3_vfs  *vfs,
                    const char   *name,
                    sqlite3_file *file,
                    int           flags,
                    int          *flags_out)
{
  int code = disk->xOpen (disk, name, file, flags, flags_out);

  if (code == SQLITE_OK && file->pMethods != NULL)
    {
      methods = *file->pMethods;
      methods.xLock = lock;
      file->pMethods = &methods;
    }

  return code;
}

static void
test_disk_that_cannot_lock_is_named (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_autoptr(GazetteDatabase) database = NULL;
  g_autoptr(GError) error = NULL;
  sqlite3_vfs without_locks;

  disk = sqlite3_vfs_find (NULL);
  without_locks = *disk;
  without_locks.zName = "without-locks";
  without_locks.xOpen = open_without_locks;
  g_assert_cmpint (sqlite3_vfs_register (&without_locks, TRUE), ==, SQLITE_OK);
  database = gazette_database_open (path, TRUE, &error);
  sqlite3_vfs_unregister (&without_locks);
  g_assert_cmpint (sqlite3_vfs_register (disk, TRUE), ==, SQLITE_OK);

  g_assert_null (database);
  g_assert_error (error, GAZETTE_ERROR, GAZETTE_ERROR_LIBRARY);
  g_assert_nonnull (strstr (error->message, "lock files"));
  g_assert_nonnull (strstr (error->message, path));
}

int
main (int   argc,
      char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);

  fixture_add ("/journal/disk-of-this-computer-has-a-log", test_disk_of_this_computer_has_a_log);
  fixture_add ("/journal/without-a-log-all-works", test_without_a_log_all_works);
  fixture_add ("/journal/library-goes-over-and-back", test_library_goes_over_and_back);
  fixture_add ("/journal/disk-that-cannot-lock-is-named", test_disk_that_cannot_lock_is_named);

  return g_test_run ();
}

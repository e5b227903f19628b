/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-database.h"
#include "gazette-error.h"
#include "gazette-headlines.h"
#include "gazette-schema.h"
#include "library-fixture.h"

/* So long that it is packed. */
#define LONG_TEXT \
  "<p>In the harbour lie the boats. In the harbour lie the boats. In the harbour lie the boats.</p>" \
  "<p>In the harbour lie the boats. In the harbour lie the boats. In the harbour lie the boats.</p>" \
  "<p>In the harbour lie the boats. In the harbour lie the boats. In the harbour lie the boats.</p>"
#define URL "https://example.org/news.json"
#define NEXT_URL "https://example.org/news.json?page=2"
#define LATER_URL "https://example.org/news.json?page=3"

/* Articles with these titles, each a second older than the one before. */
static GazetteEdition *
make_page (const char *titles,
           gint64      published,
           const char *next_url)
{
  GazetteEdition *edition = gazette_edition_new ("jsonfeed");
  g_auto(GStrv) list = g_strsplit (titles, " ", -1);

  for (gsize i = 0; list[i] != NULL; i++)
    fixture_add_article (edition, list[i], list[i], published != 0 ? published - (gint64) i : 0);
  edition->next_url = g_strdup (next_url);

  return edition;
}

static GazetteSource *
load_source (GazetteLibrary *library,
             gint64          id)
{
  g_autoptr(GError) error = NULL;
  GazetteSource *source = dex_await_boxed (gazette_library_load_source (library, id), &error);

  g_assert_no_error (error);

  return source;
}

/* Where it goes on, and what else is known, in one line. */
static void
assert_archive (GazetteLibrary *library,
                gint64          id,
                const char     *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GazetteArchive) archive = dex_await_boxed (gazette_library_load_archive (library, id), &error);
  g_autofree char *line = NULL;

  g_assert_no_error (error);
  line = g_strdup_printf ("%s pages %u articles %u of %u%s%s%s%s",
                          archive->next_url != NULL ? archive->next_url : "-", archive->n_pages, archive->n_articles,
                          archive->n_total, archive->ended ? " ended" : "", archive->downloading ? " downloading" : "",
                          archive->note != NULL ? " " : "", archive->note != NULL ? archive->note : "");
  g_assert_cmpstr (line, ==, expected);
}

static guint
store_older (GazetteLibrary *library,
             gint64          id,
             GazetteEdition *page,
             const char     *end_note)
{
  g_autoptr(GError) error = NULL;
  guint n_new = dex_await_uint (gazette_library_store_older (library, id, page, end_note), &error);

  g_assert_no_error (error);

  return n_new;
}

static void
assert_list (GazetteLibrary *library,
             gint64          id,
             const char     *expected)
{
  g_autofree char *line = fixture_list (library, GAZETTE_VIEW_SOURCE, id);

  g_assert_cmpstr (line, ==, expected);
}

static char *
make_former_library (const char *folder,
                     guint       version)
{
  char *path = g_strdup_printf ("%s/%u", folder, version);
  g_autofree char *file = g_build_filename (path, "library.db", NULL);
  g_autoptr(GPtrArray) former = g_ptr_array_new ();
  g_autoptr(GazetteDatabase) database = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < version; i++)
    g_ptr_array_add (former, (gpointer) gazette_schema_get_steps ()[i]);
  g_ptr_array_add (former, NULL);

  g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
  database = gazette_database_open (file, TRUE, &error);
  g_assert_no_error (error);
  g_assert_true (gazette_schema_migrate_steps (database, (const char *const *) former->pdata, &error));
  gazette_database_execute (database,
                            "INSERT INTO sources (url, dialect, title, fetched, not_before, ended)"
                            " VALUES ('" URL "', 'jsonfeed', 'The News', 1, 0, 0);"
                            "INSERT INTO articles (source_id, guid, digest, sort_key, published, modified,"
                            "  first_seen, title, summary) VALUES (1, 'a', 1, 5, 5, 5, 5, 'a', '');"
                            "INSERT INTO contents (article_id, html) VALUES (1, '" LONG_TEXT "');",
                            &error);
  g_assert_no_error (error);

  return path;
}

static void
test_libraries_of_all_versions_go_on (const char *folder)
{
  guint newest = g_strv_length ((char **) gazette_schema_get_steps ());

  for (guint version = 1; version <= newest; version++)
    {
      g_autofree char *path = make_former_library (folder, version);
      GazetteLibrary *library = fixture_open (path);
      g_autoptr(GazetteSource) source = load_source (library, 1);
      g_autoptr(GazetteEdition) page = make_page ("b", 100, NEXT_URL);
      g_autoptr(GazetteStored) stored = NULL;

      g_assert_cmpstr (source->title, ==, "The News");
      g_assert_null (source->own_title);
      /* Nothing is known, which is not the end. */
      assert_archive (library, 1, "- pages 0 articles 0 of 0");
      fixture_store (library, 1, page);
      assert_archive (library, 1, NEXT_URL " pages 0 articles 0 of 0");
      assert_list (library, 1, "b a");
      fixture_await (gazette_library_keep_position (library, 1, (GazettePosition) { 3, 7 }));
      stored = fixture_load (library, 1);
      g_assert_cmpuint (stored->position.block, ==, 3);
      g_assert_cmpuint (stored->position.character, ==, 7);
      g_assert_cmpstr (stored->article->html, ==, LONG_TEXT);
      fixture_close (library);
    }
}

static void
test_the_place_is_kept (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) first = make_page ("a b", 1000, NEXT_URL);
  g_autoptr(GazetteEdition) second = make_page ("b c", 500, LATER_URL);
  g_autoptr(GazetteEdition) last = make_page ("d", 400, NULL);
  g_autoptr(GazetteSource) source = NULL;
  gint64 id = fixture_add_source (library, URL, first);

  assert_archive (library, id, NEXT_URL " pages 0 articles 0 of 0");
  second->n_total = 4;
  g_assert_cmpuint (store_older (library, id, second, NULL), ==, 1);
  assert_archive (library, id, LATER_URL " pages 1 articles 1 of 4");
  fixture_close (library);

  library = fixture_open (folder);
  fixture_store (library, id, first);
  assert_archive (library, id, LATER_URL " pages 1 articles 1 of 4");
  g_assert_cmpuint (store_older (library, id, last, NULL), ==, 1);
  assert_archive (library, id, "- pages 2 articles 2 of 4 ended");
  fixture_store (library, id, first);
  assert_archive (library, id, "- pages 2 articles 2 of 4 ended");
  source = load_source (library, id);
  g_assert_cmpuint (source->n_articles, ==, 4);
  g_assert_cmpuint (source->n_unread, ==, 2);
  fixture_close (library);
}

/* Without dates, what a source puts last is the oldest. */
static void
test_older_ones_without_a_date_are_below (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) first = make_page ("a b", 0, NEXT_URL);
  g_autoptr(GazetteEdition) second = make_page ("c d", 0, LATER_URL);
  g_autoptr(GazetteEdition) third = make_page ("e f", 0, NULL);
  gint64 id = fixture_add_source (library, URL, first);

  store_older (library, id, second, NULL);
  store_older (library, id, third, NULL);
  assert_list (library, id, "a b c d e f");

  /* Also when its text was changed. */
  g_set_str (&((GazetteArticle *) second->articles->pdata[0])->summary, "Changed");
  store_older (library, id, second, NULL);
  assert_list (library, id, "a b c d e f");
  fixture_close (library);
}

static void
test_a_note_ends_what_names_a_next_page (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) first = make_page ("a", 1000, NEXT_URL);
  g_autoptr(GazetteEdition) second = make_page ("a", 1000, LATER_URL);
  gint64 id = fixture_add_source (library, URL, first);

  store_older (library, id, second, "Enough.");
  assert_archive (library, id, "- pages 1 articles 0 of 0 ended Enough.");
  fixture_close (library);
}

static GArray *
list_downloads (GazetteLibrary *library)
{
  g_autoptr(GError) error = NULL;
  GArray *ids = dex_await_boxed (gazette_library_list_downloads (library), &error);

  g_assert_no_error (error);

  return ids;
}

static void
assert_n_downloads (GazetteLibrary *library,
                    guint           n)
{
  g_autoptr(GArray) ids = list_downloads (library);

  g_assert_cmpuint (ids->len, ==, n);
}

static void
test_downloads_outlive_the_program (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) first = make_page ("a", 1000, NEXT_URL);
  g_autoptr(GazetteEdition) last = make_page ("b", 900, NULL);
  gint64 id = fixture_add_source (library, URL, first);

  assert_n_downloads (library, 0);
  fixture_await (gazette_library_begin_download (library, id));
  fixture_await (gazette_library_note_archive (library, id, "Wait."));
  fixture_close (library);

  library = fixture_open (folder);
  assert_n_downloads (library, 1);
  assert_archive (library, id, NEXT_URL " pages 0 articles 0 of 0 downloading Wait.");
  store_older (library, id, last, NULL);
  assert_n_downloads (library, 0);
  assert_archive (library, id, "- pages 1 articles 1 of 0 ended");

  /* What was read to its end is read anew. */
  fixture_await (gazette_library_begin_download (library, id));
  assert_archive (library, id, "- pages 0 articles 0 of 0 downloading");
  fixture_store (library, id, first);
  assert_archive (library, id, NEXT_URL " pages 0 articles 0 of 0 downloading");
  fixture_await (gazette_library_end_download (library, id, "Too much."));
  assert_archive (library, id, NEXT_URL " pages 0 articles 0 of 0 Too much.");
  fixture_close (library);
}

static void
test_a_removed_source_is_left_alone (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) first = make_page ("a", 1000, NEXT_URL);
  g_autoptr(GazetteEdition) second = make_page ("b", 900, LATER_URL);
  gint64 id = fixture_add_source (library, URL, first);
  gint64 again;

  store_older (library, id, second, NULL);
  fixture_await (gazette_library_begin_download (library, id));
  fixture_await (gazette_library_set_saved (library, fixture_find (library, id, "b"), GAZETTE_SAVED_COMPLETE, NULL));
  fixture_await (gazette_library_remove_source (library, id));
  assert_n_downloads (library, 0);
  fixture_await_error (gazette_library_load_archive (library, id), GAZETTE_ERROR_NOT_FOUND);
  fixture_await_error (gazette_library_store_older (library, id, second, NULL), GAZETTE_ERROR_NOT_FOUND);
  fixture_await_error (gazette_library_begin_download (library, id), GAZETTE_ERROR_NOT_FOUND);
  fixture_await (gazette_library_end_download (library, id, "Not found."));
  fixture_await (gazette_library_restore_source (library, id));
  assert_n_downloads (library, 1);
  assert_archive (library, id, LATER_URL " pages 1 articles 1 of 0 downloading");

  /* Forgotten, it begins anew when it is added again. */
  fixture_await (gazette_library_remove_source (library, id));
  fixture_await (gazette_library_purge_removed (library));
  again = fixture_add_source (library, URL, first);
  assert_archive (library, again, NEXT_URL " pages 0 articles 0 of 0");
  fixture_close (library);
}

static void
count_cb (guint *n)
{
  *n += 1;
}

static void
test_changes_are_told (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) first = make_page ("a", 1000, NEXT_URL);
  g_autoptr(GazetteEdition) second = make_page ("b", 900, LATER_URL);
  gint64 id = fixture_add_source (library, URL, first);
  guint n_archives = 0;
  guint n_articles = 0;

  g_signal_connect_swapped (library, "archive-changed", G_CALLBACK (count_cb), &n_archives);
  g_signal_connect_swapped (library, "articles-changed", G_CALLBACK (count_cb), &n_articles);
  fixture_store (library, id, first);
  g_assert_cmpuint (n_archives, ==, 0);
  store_older (library, id, second, NULL);
  g_assert_cmpuint (n_archives, ==, 1);
  g_assert_cmpuint (n_articles, ==, 1);
  fixture_await (gazette_library_note_archive (library, id, "Tired."));
  fixture_await (gazette_library_note_archive (library, id, "Tired."));
  g_assert_cmpuint (n_archives, ==, 2);
  fixture_await (gazette_library_end_download (library, id, NULL));
  g_assert_cmpuint (n_archives, ==, 2);
  fixture_close (library);
}

static void
assert_names (GazetteLibrary *library,
              gint64          id,
              const char     *title,
              const char     *own_title)
{
  g_autoptr(GazetteSource) source = load_source (library, id);

  g_assert_cmpstr (source->title, ==, title);
  g_assert_cmpstr (source->own_title, ==, own_title);
}

static void
test_a_name_from_a_person_stays (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = make_page ("a", 1000, NULL);
  g_autoptr(GazetteSource) before = NULL;
  g_autoptr(GazetteSource) named = NULL;
  gint64 id;

  edition->title = g_strdup ("The News of Example");
  id = fixture_add_source (library, URL, edition);
  before = load_source (library, id);
  fixture_await (gazette_library_rename_source (library, id, "News"));
  assert_names (library, id, "News", "The News of Example");

  /* A fetch that had begun before knows nothing of it. */
  fixture_await (gazette_library_update_source (library, before));
  fixture_store (library, id, edition);
  assert_names (library, id, "News", "The News of Example");
  named = load_source (library, id);
  fixture_await (gazette_library_rename_source (library, id, "More News"));
  assert_names (library, id, "More News", "The News of Example");

  /* Taken back, it is not brought back by one that began meanwhile. */
  fixture_await (gazette_library_rename_source (library, id, NULL));
  fixture_await (gazette_library_update_source (library, named));
  assert_names (library, id, "The News of Example", NULL);

  fixture_await (gazette_library_rename_source (library, id, "The News of Example"));
  assert_names (library, id, "The News of Example", NULL);
  fixture_close (library);
}

int
main (int   argc,
      char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);

  fixture_add ("/archives/libraries-of-all-versions-go-on", test_libraries_of_all_versions_go_on);
  fixture_add ("/archives/place-is-kept", test_the_place_is_kept);
  fixture_add ("/archives/older-without-a-date-are-below", test_older_ones_without_a_date_are_below);
  fixture_add ("/archives/note-ends", test_a_note_ends_what_names_a_next_page);
  fixture_add ("/archives/downloads-outlive-the-program", test_downloads_outlive_the_program);
  fixture_add ("/archives/removed-source-is-left-alone", test_a_removed_source_is_left_alone);
  fixture_add ("/archives/changes-are-told", test_changes_are_told);
  fixture_add ("/sources/name-from-a-person-stays", test_a_name_from_a_person_stays);

  return g_test_run ();
}

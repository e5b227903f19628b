/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Articles, and clocks that are wrong. */

#include "config.h"

#include "gazette-database.h"
#include "gazette-listing.h"
#include "library-fixture.h"

#define URL "https://example.org/news.json"

static GazetteEdition *
make_edition (void)
{
  GazetteEdition *edition = gazette_edition_new ("jsonfeed");

  fixture_add_article (edition, "a", "a", 1700000002);
  fixture_add_article (edition, "b", "b", 1700000001);
  fixture_add_article (edition, "c", "c", 1700000000);

  return edition;
}

static void
assert_list (GazetteLibrary *library,
             gint64          source_id,
             const char     *expected)
{
  g_autofree char *line = fixture_list (library, GAZETTE_VIEW_SOURCE, source_id);

  g_assert_cmpstr (line, ==, expected);
}

/* As it is stored while the clock is years early: by the moment that it was seen at. */
static void
test_a_date_counts_once_it_has_passed (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = make_edition ();
  gint64 id = fixture_add_source (library, URL, edition);
  g_autoptr(GazetteDatabase) database = NULL;

  fixture_close (library);
  database = fixture_open_database (folder);
  fixture_execute (database, "UPDATE articles SET first_seen = 1000000000, sort_key = 1000000000 WHERE guid = 'a'");
  g_clear_pointer (&database, gazette_database_free);

  library = fixture_open (folder);
  assert_list (library, id, "b c a");
  g_assert_cmpuint (fixture_store (library, id, edition), ==, 0);
  assert_list (library, id, "a b c");
  fixture_close (library);
}

int
main (int   argc,
      char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);

  fixture_add ("/dates/one-counts-once-it-has-passed", test_a_date_counts_once_it_has_passed);

  return g_test_run ();
}

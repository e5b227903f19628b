/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-error.h"
#include "library-fixture.h"

#define URL "https://example.org/news.json"

/* The articles "a" and "b", with these titles. */
static GazetteEdition *
make_edition (const char *a,
              const char *b)
{
  GazetteEdition *edition = gazette_edition_new ("jsonfeed");

  fixture_add_article (edition, "a", a, 1700000000);
  fixture_add_article (edition, "b", b, 1600000000);

  return edition;
}

static void
assert_position (GazetteLibrary *library,
                 gint64          id,
                 guint           block,
                 guint           character)
{
  g_autoptr(GazetteStored) stored = fixture_load (library, id);

  g_assert_cmpuint (stored->position.block, ==, block);
  g_assert_cmpuint (stored->position.character, ==, character);
}

static void
test_position_is_kept_across_restarts (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = make_edition ("a", "b");
  g_autoptr(GazetteEdition) changed = make_edition ("A", "b");
  gint64 source = fixture_add_source (library, URL, edition);
  gint64 a = fixture_find (library, source, "a");
  gint64 b = fixture_find (library, source, "b");

  assert_position (library, a, 0, 0);
  fixture_await (gazette_library_keep_position (library, a, (GazettePosition) { 4, 20 }));
  fixture_await (gazette_library_keep_position (library, a, (GazettePosition) { 5, 0 }));
  fixture_await (gazette_library_keep_position (library, b, (GazettePosition) { 0, 9 }));
  fixture_close (library);

  library = fixture_open (folder);
  assert_position (library, a, 5, 0);
  assert_position (library, b, 0, 9);
  /* The source has corrected its title, which ends nobody's reading. */
  fixture_store (library, source, changed);
  assert_position (library, a, 5, 0);
  fixture_await (gazette_library_keep_position (library, a, (GazettePosition) { 0, 0 }));
  assert_position (library, a, 0, 0);
  assert_position (library, b, 0, 9);
  fixture_close (library);
}

/* The place in an article goes with it, and is not kept for one that is gone. */
static void
test_position_goes_with_its_article (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = make_edition ("a", "b");
  gint64 source = fixture_add_source (library, URL, edition);
  gint64 a = fixture_find (library, source, "a");

  fixture_await (gazette_library_keep_position (library, a, (GazettePosition) { 1, 1 }));
  fixture_await (gazette_library_remove_source (library, source));
  fixture_await (gazette_library_purge_removed (library));
  fixture_await (gazette_library_keep_position (library, a, (GazettePosition) { 2, 2 }));
  fixture_await_error (gazette_library_load_article (library, a), GAZETTE_ERROR_NOT_FOUND);
  fixture_close (library);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  fixture_add ("/positions/are-kept-across-restarts", test_position_is_kept_across_restarts);
  fixture_add ("/positions/go-with-their-article", test_position_goes_with_its_article);

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-headlines.h"
#include "library-fixture.h"

#define URL "https://example.org/news.json"
#define DAY (24 * 60 * 60)

/* The articles "1" (of today) to @n, ten days from each to the next. */
static GazetteEdition *
make_edition (guint n)
{
  GazetteEdition *edition = gazette_edition_new ("jsonfeed");
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *title = g_strdup_printf ("%u", i);

      fixture_add_article (edition, title, title, now - (gint64) (i - 1) * 10 * DAY - 3600);
    }

  return edition;
}

static void
read_all (GazetteLibrary *library,
          gint64          source_id)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) ids = dex_await_boxed (gazette_library_list_to_take (library, source_id, 1000, 0), &error);

  g_assert_no_error (error);
  for (guint i = 0; i < ids->len; i++)
    fixture_await (gazette_library_set_read (library, g_array_index (ids, gint64, i), TRUE));
}

static guint
let_go (GazetteLibrary   *library,
        GazetteRetention  in_general)
{
  g_autoptr(GError) error = NULL;
  guint n = dex_await_uint (gazette_library_let_go (library, in_general), &error);

  g_assert_no_error (error);

  return n;
}

static void
assert_list (GazetteLibrary *library,
             const char     *expected)
{
  g_autofree char *titles = fixture_list (library, GAZETTE_VIEW_ALL, 0);

  g_assert_cmpstr (titles, ==, expected);
}

static void
test_what_is_old_and_read_goes (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = make_edition (8);
  gint64 id = fixture_add_source (library, URL, edition);
  g_autoptr(GazetteSource) source = NULL;

  g_assert_cmpuint (let_go (library, GAZETTE_RETENTION_MONTH), ==, 0);
  read_all (library, id);
  fixture_await (gazette_library_set_read (library, fixture_find (library, id, "8"), FALSE));
  fixture_await (gazette_library_set_saved (library, fixture_find (library, id, "7"), GAZETTE_SAVED_COMPLETE, NULL));
  fixture_await (gazette_library_keep_position (library, fixture_find (library, id, "6"), (GazettePosition) { 3, 0 }));

  g_assert_cmpuint (let_go (library, GAZETTE_RETENTION_ALL), ==, 0);
  g_assert_cmpuint (let_go (library, GAZETTE_RETENTION_MONTH), ==, 2);
  /* Unread, saved, and in the midst of being read. */
  assert_list (library, "1 2 3 6 7 8");
  g_assert_cmpuint (let_go (library, GAZETTE_RETENTION_MONTH), ==, 0);
  source = dex_await_boxed (gazette_library_load_source (library, id), NULL);
  g_assert_cmpuint (source->n_articles, ==, 6);
  fixture_close (library);
}

static void
test_what_is_too_much_goes (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = make_edition (103);
  gint64 id = fixture_add_source (library, URL, edition);
  g_autoptr(GazetteSource) source = NULL;

  read_all (library, id);
  g_assert_cmpuint (let_go (library, GAZETTE_RETENTION_THOUSAND), ==, 0);
  /* The rule of the source goes before that of all. */
  fixture_await (gazette_library_set_rule (library, id, GAZETTE_SOURCE_RULE_RETENTION, GAZETTE_RETENTION_ALL));
  g_assert_cmpuint (let_go (library, GAZETTE_RETENTION_HUNDRED), ==, 0);
  fixture_await (gazette_library_set_rule (library, id, GAZETTE_SOURCE_RULE_RETENTION, GAZETTE_RETENTION_HUNDRED));
  g_assert_cmpuint (let_go (library, GAZETTE_RETENTION_ALL), ==, 3);
  source = dex_await_boxed (gazette_library_load_source (library, id), NULL);
  g_assert_cmpuint (source->n_articles, ==, 100);
  g_assert_cmpint (source->retention, ==, GAZETTE_RETENTION_HUNDRED);
  fixture_close (library);
}

/* No transaction takes long, however much there is to do. */
static void
test_it_goes_in_steps (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = make_edition (153);
  gint64 id = fixture_add_source (library, URL, edition);

  read_all (library, id);
  g_assert_cmpuint (let_go (library, GAZETTE_RETENTION_MONTH), ==, 100);
  g_assert_cmpuint (let_go (library, GAZETTE_RETENTION_MONTH), ==, 50);
  g_assert_cmpuint (let_go (library, GAZETTE_RETENTION_MONTH), ==, 0);
  assert_list (library, "1 2 3");
  fixture_close (library);
}

static void
test_what_went_does_not_come_back (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = make_edition (5);
  gint64 id = fixture_add_source (library, URL, edition);

  read_all (library, id);
  g_assert_cmpuint (let_go (library, GAZETTE_RETENTION_MONTH), ==, 2);
  g_assert_cmpuint (fixture_store (library, id, edition), ==, 0);
  assert_list (library, "1 2 3");
  fixture_close (library);

  /* Nor in a later run. */
  library = fixture_open (folder);
  g_assert_cmpuint (fixture_store (library, id, edition), ==, 0);
  assert_list (library, "1 2 3");
  fixture_close (library);
}

/* Once, because a person wants that: whatever the rules are. */
static void
test_what_is_old_goes_by_hand (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = make_edition (5);
  gint64 id = fixture_add_source (library, URL, edition);
  g_autoptr(GazetteStorage) storage = NULL;
  g_autoptr(GError) error = NULL;

  fixture_await (gazette_library_set_rule (library, id, GAZETTE_SOURCE_RULE_RETENTION, GAZETTE_RETENTION_ALL));
  read_all (library, id);
  storage = dex_await_boxed (gazette_library_load_storage (library), NULL);
  g_assert_cmpuint (storage->n_old, ==, 2);
  g_assert_cmpuint (dex_await_uint (gazette_library_let_old_go (library), &error), ==, 2);
  assert_list (library, "1 2 3");
  fixture_close (library);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();

  fixture_add ("/retention/what-is-old-and-read-goes", test_what_is_old_and_read_goes);
  fixture_add ("/retention/what-is-too-much-goes", test_what_is_too_much_goes);
  fixture_add ("/retention/it-goes-in-steps", test_it_goes_in_steps);
  fixture_add ("/retention/what-went-does-not-come-back", test_what_went_does_not_come_back);
  fixture_add ("/retention/what-is-old-goes-by-hand", test_what_is_old_goes_by_hand);

  return g_test_run ();
}

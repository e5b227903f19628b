/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-search.h"
#include "headlines-fixture.h"
#include "library-fixture.h"

#define URL "https://example.org/news.json"
#define OTHER_URL "https://example.com/news.json"
#define NEWEST 1700000000

static gint64
get_id (GazetteHeadlines *headlines,
        guint             position)
{
  g_autoptr(GazetteHeadline) headline = g_list_model_get_item (G_LIST_MODEL (headlines), position);

  return gazette_headline_get_id (headline);
}

static void
wait_until_loaded (GazetteHeadline *headline)
{
  for (guint i = 0; i < 5000 && !gazette_headline_get_loaded (headline); i++)
    dex_await (dex_timeout_new_msec (1), NULL);

  g_assert_true (gazette_headline_get_loaded (headline));
}

/* Reads what is in the database, whatever the list says. */
static void
assert_titles (GazetteLibrary *library,
               Shadow         *shadow)
{
  g_autofree char *expected = NULL;
  gint64 source_id;
  GazetteViewKind kind = gazette_headlines_get_view (shadow->headlines, &source_id);

  expected = fixture_list (library, kind, source_id);
  headlines_wait_for (shadow->headlines, expected);
  shadow_assert (shadow);
}

static GazetteEdition *
make_edition (const char *titles)
{
  GazetteEdition *edition = gazette_edition_new ("jsonfeed");
  g_auto(GStrv) list = g_strsplit (titles, " ", -1);

  for (gsize i = 0; list[i] != NULL; i++)
    fixture_add_article (edition, list[i], list[i], NEWEST - (gint64) i * 10);

  return edition;
}

static GazetteEdition *
make_numbered (guint  n,
               gint64 newest)
{
  GazetteEdition *edition = gazette_edition_new ("jsonfeed");

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT "-%u", newest, i);

      fixture_add_article (edition, name, name, newest - (gint64) i * 10);
    }

  return edition;
}

static void
test_first_rows_are_loaded_with_the_view (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = make_edition ("a b c");
  g_autofree char *titles = NULL;
  Shadow shadow;

  edition->title = g_strdup ("Example");
  fixture_add_source (library, URL, edition);
  shadow_init (&shadow, library);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (shadow.headlines)), ==, 0);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (shadow.headlines)) == GAZETTE_TYPE_HEADLINE);

  headlines_set_view (shadow.headlines, GAZETTE_VIEW_ALL, 0);
  titles = headlines_dup_titles (shadow.headlines);
  g_assert_cmpstr (titles, ==, "a b c");
  g_assert_cmpuint (shadow.n_signals, ==, 1);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (shadow.headlines), 3));

  shadow_clear (&shadow);
  fixture_close (library);
}

static void
test_headline_has_what_a_row_shows (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = make_edition ("a undated");
  g_autoptr(GazetteHeadlines) headlines = gazette_headlines_new (library);
  g_autoptr(GazetteHeadline) undated = NULL;
  g_autoptr(GazetteHeadline) headline = NULL;
  g_autofree char *source_title = NULL;
  GazetteArticle *article = g_ptr_array_index (edition->articles, 0);
  gint64 source_id;

  g_set_str (&article->summary, "What it says.");
  g_set_str (&article->image, "https://example.org/a.png");
  article = g_ptr_array_index (edition->articles, 1);
  article->published = 0;
  edition->title = g_strdup ("Example");
  source_id = fixture_add_source (library, URL, edition);
  headlines_set_view (headlines, GAZETTE_VIEW_ALL, 0);

  undated = g_list_model_get_item (G_LIST_MODEL (headlines), 0);
  headline = g_list_model_get_item (G_LIST_MODEL (headlines), 1);
  g_object_get (headline, "source-title", &source_title, NULL);
  g_assert_cmpstr (source_title, ==, "Example");
  g_assert_cmpint (gazette_headline_get_source_id (headline), ==, source_id);
  g_assert_cmpstr (gazette_headline_get_summary (headline), ==, "What it says.");
  g_assert_cmpstr (gazette_headline_get_image (headline), ==, "https://example.org/a.png");
  g_assert_cmpint (gazette_headline_get_published (headline), ==, NEWEST);
  g_assert_null (gazette_headline_get_image (undated));
  g_assert_cmpint (gazette_headline_get_published (undated), >, NEWEST);
  fixture_close (library);
}

static void
test_same_article_is_the_same_object (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = make_edition ("a b c");
  g_autoptr(GazetteHeadlines) one = gazette_headlines_new (library);
  g_autoptr(GazetteHeadlines) two = gazette_headlines_new (library);
  g_autoptr(GazetteHeadline) in_one = NULL;
  g_autoptr(GazetteHeadline) in_two = NULL;
  gint64 source_id = fixture_add_source (library, URL, edition);

  headlines_set_view (one, GAZETTE_VIEW_ALL, 0);
  headlines_set_view (two, GAZETTE_VIEW_SOURCE, source_id);
  in_one = g_list_model_get_item (G_LIST_MODEL (one), 1);
  in_two = g_list_model_get_item (G_LIST_MODEL (two), 1);

  g_assert_true (in_one == in_two);
  fixture_close (library);
}

static void
test_headline_outlives_list_and_library (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = make_edition ("a");
  g_autoptr(GazetteHeadlines) headlines = gazette_headlines_new (library);
  g_autoptr(GazetteHeadline) headline = NULL;

  fixture_add_source (library, URL, edition);
  headlines_set_view (headlines, GAZETTE_VIEW_ALL, 0);
  headline = g_list_model_get_item (G_LIST_MODEL (headlines), 0);
  g_clear_object (&headlines);
  fixture_close (library);

  g_assert_cmpstr (gazette_headline_get_title (headline), ==, "a");
}

static void
note_cb (GString    *notes,
         GParamSpec *pspec)
{
  g_string_append_printf (notes, "%s ", pspec->name);
}

static void
test_headline_notifies_what_changed (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = make_edition ("a b");
  g_autoptr(GazetteHeadlines) headlines = gazette_headlines_new (library);
  g_autoptr(GazetteHeadline) headline = NULL;
  g_autoptr(GString) notes = g_string_new (NULL);

  fixture_add_source (library, URL, edition);
  headlines_set_view (headlines, GAZETTE_VIEW_ALL, 0);
  headline = g_list_model_get_item (G_LIST_MODEL (headlines), 0);
  g_signal_connect_swapped (headline, "notify", G_CALLBACK (note_cb), notes);

  fixture_await (gazette_library_set_read (library, gazette_headline_get_id (headline), TRUE));
  for (guint i = 0; i < 5000 && !gazette_headline_get_read (headline); i++)
    dex_await (dex_timeout_new_msec (1), NULL);
  g_assert_cmpstr (notes->str, ==, "read ");

  fixture_await (gazette_library_set_saved (library, gazette_headline_get_id (headline), GAZETTE_SAVED_SAVING, NULL));
  for (guint i = 0; i < 5000 && gazette_headline_get_saved (headline) == GAZETTE_SAVED_NONE; i++)
    dex_await (dex_timeout_new_msec (1), NULL);
  g_assert_cmpstr (notes->str, ==, "read saved ");
  g_signal_handlers_disconnect_by_data (headline, notes);
  fixture_close (library);
}

static void
test_headlines_follow_the_title_of_their_source (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = make_edition ("a");
  g_autoptr(GazetteHeadlines) headlines = gazette_headlines_new (library);
  g_autoptr(GazetteHeadline) headline = NULL;
  gint64 source_id;

  source_id = fixture_add_source (library, URL, edition);
  headlines_set_view (headlines, GAZETTE_VIEW_ALL, 0);
  headline = g_list_model_get_item (G_LIST_MODEL (headlines), 0);
  g_assert_cmpstr (gazette_headline_get_source_title (headline), ==, URL);

  edition->title = g_strdup ("Example");
  fixture_store (library, source_id, edition);
  for (guint i = 0; i < 5000 && g_str_equal (gazette_headline_get_source_title (headline), URL); i++)
    dex_await (dex_timeout_new_msec (1), NULL);
  g_assert_cmpstr (gazette_headline_get_source_title (headline), ==, "Example");
  fixture_close (library);
}

static void
test_new_articles_change_as_little_as_they_can (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = make_numbered (50, NEWEST);
  g_autoptr(GazetteEdition) top = make_numbered (3, NEWEST + 1000);
  g_autoptr(GazetteEdition) between = make_numbered (2, NEWEST - 5);
  Shadow shadow;
  gint64 source_id = fixture_add_source (library, URL, edition);

  shadow_init (&shadow, library);
  headlines_set_view (shadow.headlines, GAZETTE_VIEW_ALL, 0);
  shadow.n_signals = shadow.n_changed = 0;

  fixture_store (library, source_id, top);
  headlines_wait_for_length (shadow.headlines, 53);
  g_assert_cmpuint (shadow.n_signals, ==, 1);
  g_assert_cmpuint (shadow.n_changed, ==, 3);

  fixture_store (library, source_id, between);
  headlines_wait_for_length (shadow.headlines, 55);
  g_assert_cmpuint (shadow.n_signals, ==, 3);
  g_assert_cmpuint (shadow.n_changed, ==, 5);
  assert_titles (library, &shadow);

  shadow_clear (&shadow);
  fixture_close (library);
}

static void
test_other_sources_do_not_touch_the_view_of_one (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = make_edition ("a b");
  g_autoptr(GazetteEdition) other = make_edition ("c d");
  Shadow shadow;
  gint64 source_id = fixture_add_source (library, URL, edition);

  shadow_init (&shadow, library);
  headlines_set_view (shadow.headlines, GAZETTE_VIEW_SOURCE, source_id);
  shadow.n_signals = 0;
  fixture_add_source (library, OTHER_URL, other);
  dex_await (dex_timeout_new_msec (50), NULL);

  g_assert_cmpuint (shadow.n_signals, ==, 0);
  headlines_wait_for (shadow.headlines, "a b");
  shadow_clear (&shadow);
  fixture_close (library);
}

/* What is muted shows in its own list and counts nowhere; nothing of it is lost. */
static void
test_muted_source_shows_in_its_own_list (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) loud = make_edition ("a b");
  g_autoptr(GazetteEdition) quiet = make_edition ("y z");
  g_autofree GazetteCounts *counts = NULL;
  g_autofree GazetteCounts *again = NULL;
  gint64 id;
  Shadow shadow;

  fixture_add_source (library, URL, loud);
  id = fixture_add_source (library, "https://quiet.example/", quiet);
  shadow_init (&shadow, library);
  headlines_set_view (shadow.headlines, GAZETTE_VIEW_UNREAD, 0);
  headlines_wait_for_length (shadow.headlines, 4);

  fixture_await (gazette_library_set_rule (library, id, GAZETTE_SOURCE_RULE_MUTED, TRUE));
  headlines_wait_for (shadow.headlines, "a b");
  counts = dex_await_boxed (gazette_library_load_counts (library), NULL);
  g_assert_cmpuint (counts->n_articles, ==, 2);
  g_assert_cmpuint (counts->n_unread, ==, 2);
  headlines_set_view (shadow.headlines, GAZETTE_VIEW_ALL, 0);
  headlines_wait_for (shadow.headlines, "a b");
  headlines_set_view (shadow.headlines, GAZETTE_VIEW_SOURCE, id);
  headlines_wait_for (shadow.headlines, "y z");
  headlines_set_view (shadow.headlines, GAZETTE_VIEW_MUTED, 0);
  headlines_wait_for (shadow.headlines, "y z");
  for (guint order = GAZETTE_ORDER_NEWEST; order <= GAZETTE_ORDER_LONGEST; order++)
    {
      gazette_headlines_set_order (shadow.headlines, order);
      headlines_wait_for_length (shadow.headlines, 2);
    }
  gazette_headlines_set_order (shadow.headlines, GAZETTE_ORDER_OLDEST);
  headlines_wait_for (shadow.headlines, "z y");
  gazette_headlines_set_order (shadow.headlines, GAZETTE_ORDER_NEWEST);

  fixture_await (gazette_library_index_all (library));
  g_assert_true (dex_await_boolean (gazette_headlines_set_search (shadow.headlines, "is:muted", 0, FALSE), NULL));
  headlines_wait_for (shadow.headlines, "y z");
  g_assert_true (dex_await_boolean (gazette_headlines_set_search (shadow.headlines, "-is:muted", 0, FALSE), NULL));
  headlines_wait_for (shadow.headlines, "a b");

  headlines_set_view (shadow.headlines, GAZETTE_VIEW_MUTED, 0);
  headlines_wait_for (shadow.headlines, "y z");
  fixture_await (gazette_library_set_rule (library, id, GAZETTE_SOURCE_RULE_MUTED, FALSE));
  headlines_wait_for_length (shadow.headlines, 0);
  headlines_set_view (shadow.headlines, GAZETTE_VIEW_ALL, 0);
  headlines_wait_for_length (shadow.headlines, 4);
  again = dex_await_boxed (gazette_library_load_counts (library), NULL);
  g_assert_cmpuint (again->n_unread, ==, 4);
  shadow_assert (&shadow);
  shadow_clear (&shadow);
  fixture_close (library);
}

static void
test_retained_article_stays_until_another_is (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = make_edition ("a b c d");
  Shadow shadow;
  gint64 b, c;

  fixture_add_source (library, URL, edition);
  b = fixture_find (library, 0, "b");
  c = fixture_find (library, 0, "c");
  shadow_init (&shadow, library);
  headlines_set_view (shadow.headlines, GAZETTE_VIEW_UNREAD, 0);

  gazette_headlines_set_retained (shadow.headlines, b);
  fixture_await (gazette_library_set_read (library, b, TRUE));
  dex_await (dex_timeout_new_msec (50), NULL);
  headlines_wait_for (shadow.headlines, "a b c d");

  gazette_headlines_set_retained (shadow.headlines, c);
  headlines_wait_for (shadow.headlines, "a c d");
  fixture_await (gazette_library_set_read (library, c, TRUE));
  dex_await (dex_timeout_new_msec (50), NULL);
  headlines_wait_for (shadow.headlines, "a c d");
  g_assert_cmpuint (gazette_headlines_find (shadow.headlines, c), ==, 1);
  g_assert_cmpuint (gazette_headlines_find (shadow.headlines, b), ==, G_MAXUINT);

  gazette_headlines_set_retained (shadow.headlines, 0);
  headlines_wait_for (shadow.headlines, "a d");

  /* It is kept where it is, not brought back. */
  gazette_headlines_set_retained (shadow.headlines, b);
  dex_await (dex_timeout_new_msec (50), NULL);
  headlines_wait_for (shadow.headlines, "a d");

  shadow_clear (&shadow);
  fixture_close (library);
}

static void
test_unsaved_article_leaves_the_saved_view (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = make_edition ("a b c");
  Shadow shadow;
  gint64 a, c;

  fixture_add_source (library, URL, edition);
  a = fixture_find (library, 0, "a");
  c = fixture_find (library, 0, "c");
  shadow_init (&shadow, library);
  headlines_set_view (shadow.headlines, GAZETTE_VIEW_SAVED, 0);
  fixture_await (gazette_library_set_saved (library, a, GAZETTE_SAVED_SAVING, NULL));
  fixture_await (gazette_library_set_saved (library, c, GAZETTE_SAVED_COMPLETE, NULL));
  headlines_wait_for (shadow.headlines, "a c");
  fixture_await (gazette_library_set_saved (library, a, GAZETTE_SAVED_NONE, NULL));
  headlines_wait_for (shadow.headlines, "c");

  shadow_clear (&shadow);
  fixture_close (library);
}

static void
test_later_view_wins (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = make_edition ("a b");
  g_autoptr(GazetteEdition) other = make_edition ("c");
  g_autoptr(GError) error = NULL;
  DexFuture *first, *second, *third;
  Shadow shadow;
  gint64 source_id = fixture_add_source (library, URL, edition);
  gint64 other_id = fixture_add_source (library, OTHER_URL, other);
  gint64 shown;

  shadow_init (&shadow, library);
  first = gazette_headlines_set_view (shadow.headlines, GAZETTE_VIEW_ALL, 0);
  second = gazette_headlines_set_view (shadow.headlines, GAZETTE_VIEW_SOURCE, source_id);
  third = gazette_headlines_set_view (shadow.headlines, GAZETTE_VIEW_SOURCE, other_id);
  g_assert_true (dex_await_boolean (third, &error));
  g_assert_false (dex_await_boolean (first, &error));
  g_assert_no_error (error);
  g_assert_false (dex_await_boolean (second, &error));
  g_assert_no_error (error);

  headlines_wait_for (shadow.headlines, "c");
  g_assert_cmpuint (shadow.n_signals, ==, 1);
  g_assert_cmpint (gazette_headlines_get_view (shadow.headlines, &shown), ==, GAZETTE_VIEW_SOURCE);
  g_assert_cmpint (shown, ==, other_id);
  shadow_clear (&shadow);
  fixture_close (library);
}

static void
test_change_while_a_view_loads_is_not_lost (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = make_edition ("a b");
  g_autoptr(GazetteEdition) more = make_edition ("z a b");
  g_autoptr(GazetteSource) source = NULL;
  g_autoptr(GError) error = NULL;
  Shadow shadow;
  gint64 source_id = fixture_add_source (library, URL, edition);

  source = dex_await_boxed (gazette_library_load_source (library, source_id), &error);
  g_assert_no_error (error);
  shadow_init (&shadow, library);
  for (guint i = 0; i < 20; i++)
    {
      DexFuture *view = gazette_headlines_set_view (shadow.headlines, GAZETTE_VIEW_ALL, 0);

      fixture_await (gazette_library_store_edition (library, source, i % 2 ? edition : more));
      fixture_await (view);
    }

  assert_titles (library, &shadow);
  shadow_clear (&shadow);
  fixture_close (library);
}

static void
test_long_list_loads_what_is_asked_for (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = make_numbered (5000, NEWEST);
  g_autoptr(GazetteHeadlines) headlines = gazette_headlines_new (library);
  g_autoptr(GazetteHeadline) last = NULL;
  g_autoptr(GazetteHeadline) neighbour = NULL;
  g_autoptr(GazetteHeadline) far = NULL;

  fixture_add_source (library, URL, edition);
  headlines_set_view (headlines, GAZETTE_VIEW_ALL, 0);
  headlines_wait_for_length (headlines, 5000);

  last = g_list_model_get_item (G_LIST_MODEL (headlines), 4999);
  g_assert_false (gazette_headline_get_loaded (last));
  g_assert_cmpstr (gazette_headline_get_title (last), ==, "");
  wait_until_loaded (last);
  g_assert_cmpstr (gazette_headline_get_title (last), ==, "1700000000-4999");

  /* Its page came with it. */
  neighbour = g_list_model_get_item (G_LIST_MODEL (headlines), 4901);
  g_assert_true (gazette_headline_get_loaded (neighbour));
  far = g_list_model_get_item (G_LIST_MODEL (headlines), 2500);
  g_assert_false (gazette_headline_get_loaded (far));
  wait_until_loaded (far);

  fixture_close (library);
}

static void
test_scrolling_holds_a_bounded_number_of_rows (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = make_numbered (5000, NEWEST);
  g_autoptr(GazetteHeadlines) headlines = gazette_headlines_new (library);
  g_autoptr(GPtrArray) weak = g_ptr_array_new ();
  guint n_alive = 0;

  fixture_add_source (library, URL, edition);
  headlines_set_view (headlines, GAZETTE_VIEW_ALL, 0);
  headlines_wait_for_length (headlines, 5000);

  g_ptr_array_set_size (weak, 5000);
  for (guint i = 0; i < 5000; i++)
    {
      g_autoptr(GazetteHeadline) headline = g_list_model_get_item (G_LIST_MODEL (headlines), i);

      g_ptr_array_index (weak, i) = headline;
      g_object_add_weak_pointer (G_OBJECT (headline), &g_ptr_array_index (weak, i));
      wait_until_loaded (headline);
    }

  for (guint i = 0; i < 5000; i++)
    {
      if (g_ptr_array_index (weak, i) == NULL)
        continue;

      n_alive++;
      g_object_remove_weak_pointer (g_ptr_array_index (weak, i), &g_ptr_array_index (weak, i));
    }
  g_assert_cmpuint (n_alive, >, 0);
  g_assert_cmpuint (n_alive, <=, 1000);

  fixture_close (library);
}

static void
test_list_can_go_while_it_loads (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = make_numbered (3000, NEWEST);
  g_autoptr(GazetteHeadline) headline = NULL;
  GazetteHeadlines *headlines = gazette_headlines_new (library);

  fixture_add_source (library, URL, edition);
  headlines_set_view (headlines, GAZETTE_VIEW_ALL, 0);
  headline = g_list_model_get_item (G_LIST_MODEL (headlines), 900);
  dex_unref (gazette_headlines_set_view (headlines, GAZETTE_VIEW_UNREAD, 0));
  g_assert_finalize_object (headlines);

  dex_await (dex_timeout_new_msec (50), NULL);
  fixture_close (library);
}

static void
test_a_hundred_thousand_articles_work (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteHeadline) last = NULL;
  Shadow shadow;

  for (guint i = 0; i < 20; i++)
    {
      g_autoptr(GazetteEdition) edition = make_numbered (5000, NEWEST - i);
      g_autofree char *url = g_strdup_printf ("https://example.org/%u.json", i);

      fixture_add_source (library, url, edition);
    }

  shadow_init (&shadow, library);
  headlines_set_view (shadow.headlines, GAZETTE_VIEW_UNREAD, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (shadow.headlines)), ==, 200);
  headlines_wait_for_length (shadow.headlines, 100000);
  last = g_list_model_get_item (G_LIST_MODEL (shadow.headlines), 99999);
  wait_until_loaded (last);
  g_assert_cmpstr (gazette_headline_get_title (last), ==, "1699999981-4999");

  shadow.n_changed = 0;
  fixture_await (gazette_library_set_read (library, get_id (shadow.headlines, 50000), TRUE));
  headlines_wait_for_length (shadow.headlines, 99999);
  g_assert_cmpuint (shadow.n_changed, ==, 1);
  shadow_assert (&shadow);

  shadow_clear (&shadow);
  fixture_close (library);
}

int
main (int   argc,
      char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);

  fixture_add ("/headlines/first-rows-are-loaded-with-the-view", test_first_rows_are_loaded_with_the_view);
  fixture_add ("/headlines/headline-has-what-a-row-shows", test_headline_has_what_a_row_shows);
  fixture_add ("/headlines/same-article-is-the-same-object", test_same_article_is_the_same_object);
  fixture_add ("/headlines/headline-outlives-list-and-library", test_headline_outlives_list_and_library);
  fixture_add ("/headlines/headline-notifies-what-changed", test_headline_notifies_what_changed);
  fixture_add ("/headlines/follow-the-title-of-their-source", test_headlines_follow_the_title_of_their_source);
  fixture_add ("/headlines/new-articles-change-as-little-as-they-can", test_new_articles_change_as_little_as_they_can);
  fixture_add ("/headlines/other-sources-do-not-touch-the-view-of-one", test_other_sources_do_not_touch_the_view_of_one);
  fixture_add ("/headlines/muted-source-shows-in-its-own-list", test_muted_source_shows_in_its_own_list);
  fixture_add ("/headlines/retained-article-stays-until-another-is", test_retained_article_stays_until_another_is);
  fixture_add ("/headlines/unsaved-article-leaves-the-saved-view", test_unsaved_article_leaves_the_saved_view);
  fixture_add ("/headlines/later-view-wins", test_later_view_wins);
  fixture_add ("/headlines/change-while-a-view-loads-is-not-lost", test_change_while_a_view_loads_is_not_lost);
  fixture_add ("/headlines/long-list-loads-what-is-asked-for", test_long_list_loads_what_is_asked_for);
  fixture_add ("/headlines/scrolling-holds-a-bounded-number-of-rows", test_scrolling_holds_a_bounded_number_of_rows);
  fixture_add ("/headlines/list-can-go-while-it-loads", test_list_can_go_while_it_loads);
  fixture_add ("/headlines/a-hundred-thousand-articles-work", test_a_hundred_thousand_articles_work);

  return g_test_run ();
}

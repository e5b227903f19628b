/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>

#include "gazette-database.h"
#include "gazette-error.h"
#include "gazette-headlines.h"
#include "gazette-highlights.h"
#include "gazette-schema.h"
#include "gazette-search-private.h"
#include "gazette-search.h"
#include "headlines-fixture.h"
#include "library-fixture.h"

#define URL "https://example.org/news.json"

static void
add (GazetteEdition *edition,
     const char     *id,
     const char     *title,
     const char     *html,
     gint64          published)
{
  GazetteArticle *article;

  fixture_add_article (edition, id, title, published);
  article = edition->articles->pdata[edition->articles->len - 1];
  g_set_str (&article->html, html);
}

static gint64
add_news (GazetteLibrary *library)
{
  g_autoptr(GazetteEdition) edition = gazette_edition_new ("jsonfeed");
  GazetteArticle *article;
  gint64 id;

  add (edition, "1", "Harbour", "<p>The <b>first</b> ferry came into the café.</p>", 1000);
  add (edition, "2", "Ferry", "<p>Nothing of ships.</p>", 2000);
  add (edition, "3", "東京都のニュース", "<p>京都ではない。</p>", 3000);
  add (edition, "4", "أخبار اليوم", "<p>وصلت السفينة إلى المرفأ</p>", 4000);
  add (edition, "5", "Weather", "<p>Fähre bei Sturm, ferry first.</p>", 5000);
  article = edition->articles->pdata[4];
  article->authors = g_strsplit ("Ada Example\nBob Müller", "\n", -1);
  g_set_str (&article->summary, "A storm is coming");
  id = fixture_add_source (library, URL, edition);
  fixture_await (gazette_library_index_all (library));

  return id;
}

static GazetteHeadlines *
search (GazetteLibrary *library,
        const char     *query,
        gboolean        by_relevance)
{
  g_autoptr(GError) error = NULL;
  GazetteHeadlines *headlines = gazette_headlines_new (library);

  g_assert_true (dex_await_boolean (gazette_headlines_set_search (headlines, query, 0, by_relevance), &error));
  g_assert_no_error (error);

  return headlines;
}

static void
assert_ranked (GazetteLibrary *library,
               const char     *query,
               gboolean        by_relevance,
               const char     *expected)
{
  g_autoptr(GazetteHeadlines) headlines = search (library, query, by_relevance);
  g_autoptr(GString) line = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (headlines)); i++)
    {
      g_autoptr(GazetteHeadline) headline = g_list_model_get_item (G_LIST_MODEL (headlines), i);

      g_string_append_printf (line, "%s%s", i > 0 ? ", " : "", gazette_headline_get_title (headline));
    }

  g_test_message ("%s", query);
  g_assert_cmpstr (line->str, ==, expected);
}

static void
assert_found (GazetteLibrary *library,
              const char     *query,
              const char     *expected)
{
  assert_ranked (library, query, FALSE, expected);
}

static void
test_words_are_found (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);

  add_news (library);
  assert_found (library, "ferry ", "Weather, Ferry, Harbour");
  assert_found (library, "FERRY first ", "Weather, Harbour");
  assert_found (library, "\"first ferry\"", "Harbour");
  assert_found (library, "fer", "Weather, Ferry, Harbour");
  assert_found (library, "fer ", "");
  assert_found (library, "fer* first", "Weather, Harbour");
  assert_found (library, "cafe", "Harbour");
  assert_found (library, "fahre", "Weather");
  assert_found (library, "Fähre", "Weather");
  assert_found (library, "ferry -first", "Ferry");
  assert_found (library, "-ferry", "أخبار اليوم, 東京都のニュース");
  assert_found (library, "sturm OR ships", "Weather, Ferry");
  assert_found (library, "ferry sturm OR ships", "Weather, Ferry");
  assert_found (library, "storm", "Weather");
  assert_found (library, "title:ferry", "Ferry");
  assert_found (library, "nowhere", "");
  assert_found (library, "", "");
  assert_found (library, "\"", "");
  fixture_close (library);
}

/* What is there by then is shown, and the rest follows. */
static void
test_what_takes_long_is_not_waited_for (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteHeadlines) ranked = NULL;
  g_autoptr(GazetteHeadlines) headlines = NULL;

  add_news (library);
  gazette_search_set_first_time (0);
  headlines = search (library, "ferry ", FALSE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (headlines)), ==, 1);
  ranked = search (library, "ferry ", TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (ranked)), ==, 3);
  while (g_list_model_get_n_items (G_LIST_MODEL (headlines)) < 3)
    dex_await (dex_timeout_new_msec (1), NULL);
  gazette_search_set_first_time (G_MAXINT64);
  fixture_close (library);
}

static void
test_scripts_are_found (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);

  add_news (library);
  assert_found (library, "東京", "東京都のニュース");
  assert_found (library, "京都", "東京都のニュース");
  assert_found (library, "都東", "");
  assert_found (library, "ニュース", "東京都のニュース");
  assert_found (library, "السفينة", "أخبار اليوم");
  /* Without the hamza, with vowel signs. */
  assert_found (library, "اخبار المَرفأ", "أخبار اليوم");
  assert_found (library, "الي", "أخبار اليوم");
  fixture_close (library);
}

static void
set_topics (GazetteEdition *edition,
            guint           position,
            const char     *topics)
{
  ((GazetteArticle *) edition->articles->pdata[position])->tags = g_strsplit (topics, ",", -1);
}

static void
test_topics_are_found (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = gazette_edition_new ("jsonfeed");
  g_autoptr(GazetteEdition) later = gazette_edition_new ("jsonfeed");
  gint64 id;

  add (edition, "1", "One", "<p>Of climate and change.</p>", 1000);
  add (edition, "2", "Two", "<p>Words.</p>", 2000);
  add (edition, "3", "Three", "<p>Words.</p>", 3000);
  add (edition, "4", "Four", "<p>Words.</p>", 4000);
  set_topics (edition, 1, "Climate Change,Énergie");
  set_topics (edition, 2, "Economic Climate,Change");
  set_topics (edition, 3, "東京都,C++,");
  id = fixture_add_source (library, URL, edition);
  fixture_await (gazette_library_index_all (library));

  assert_found (library, "topic:climate ", "Three, Two");
  assert_found (library, "topic:clim", "Three, Two");
  assert_found (library, "topic:clim ", "");
  assert_found (library, "topic:\"climate change\" ", "Two");
  assert_found (library, "topic:\"climate change energie\" ", "");
  assert_found (library, "topic:energie words ", "Two");
  assert_found (library, "topic:東京 ", "Four");
  assert_found (library, "topic:京東 ", "");
  assert_found (library, "-topic:climate ", "Four, One");
  assert_found (library, "topic:energie OR topic:東京 ", "Four, Two");
  /* No word of a topic is one of the article. */
  assert_found (library, "climate ", "One");
  assert_found (library, "energie ", "");

  /* They follow the article. */
  add (later, "2", "Two", "<p>Words.</p>", 2000);
  set_topics (later, 0, "Harbour");
  fixture_store (library, id, later);
  fixture_await (gazette_library_index_all (library));
  assert_found (library, "topic:climate ", "Three");
  assert_found (library, "topic:harbour ", "Two");
  fixture_close (library);
}

static void
test_filters_hold (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = gazette_edition_new ("jsonfeed");
  g_autoptr(GazetteAnnotation) annotation = NULL;
  gint64 id = add_news (library);
  gint64 other_id;

  add (edition, "1", "Elsewhere", "<p>ferry</p>", 1767225600);
  edition->title = g_strdup ("Evening Post");
  other_id = fixture_add_source (library, "https://other.example/feed", edition);
  fixture_await (gazette_library_index_all (library));
  fixture_await (gazette_library_set_read (library, fixture_find (library, id, "Ferry"), TRUE));
  fixture_await (gazette_library_set_saved (library, fixture_find (library, id, "Harbour"), GAZETTE_SAVED_COMPLETE, NULL));

  assert_found (library, "author:ada", "Weather");
  assert_found (library, "author:\"bob mull", "Weather");
  assert_found (library, "author:ferry", "");
  assert_found (library, "source:evening ferry ", "Elsewhere");
  assert_found (library, "source:other.example", "Elsewhere");
  assert_found (library, "-source:post ferry ", "Weather, Ferry, Harbour");
  assert_found (library, "source:nobody", "");
  assert_found (library, "is:unread ferry ", "Elsewhere, Weather, Harbour");
  assert_found (library, "is:read", "Ferry");
  assert_found (library, "is:saved", "Harbour");
  assert_found (library, "is:saved weather", "");
  assert_found (library, "-is:saved ferry ", "Elsewhere, Weather, Ferry");
  assert_found (library, "before:1971 ferry ", "Weather, Ferry, Harbour");
  assert_found (library, "after:2025", "Elsewhere");
  assert_ranked (library, "ferry ", TRUE, "Ferry, Elsewhere, Harbour, Weather");

  /* What is removed is not found; what is saved of it is, or has a highlight. */
  annotation = gazette_annotation_new (fixture_find (library, id, "Weather"));
  annotation->quote = (GazetteQuote) { g_strdup ("ferry"), g_strdup (""), g_strdup (""), 0 };
  fixture_await (gazette_library_remove_source (library, id));
  assert_found (library, "ferry ", "Elsewhere, Harbour");
  fixture_await (gazette_library_add_highlight (library, annotation));
  assert_found (library, "ferry ", "Elsewhere, Weather, Harbour");
  fixture_await (gazette_library_restore_source (library, id));
  assert_found (library, "ferry ", "Elsewhere, Weather, Ferry, Harbour");
  fixture_await (gazette_library_remove_source (library, other_id));
  fixture_await (gazette_library_purge_removed (library));
  assert_found (library, "ferry ", "Weather, Ferry, Harbour");
  fixture_await (gazette_library_index_all (library));
  assert_found (library, "ferry ", "Weather, Ferry, Harbour");
  fixture_close (library);
}

static void
test_index_follows_changes (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = gazette_edition_new ("jsonfeed");
  gint64 id = add_news (library);

  add (edition, "1", "Lighthouse", "<p>Rocks.</p>", 9000);
  fixture_store (library, id, edition);
  fixture_await (gazette_library_index_all (library));
  assert_found (library, "lighthouse", "Lighthouse");
  assert_found (library, "harbour", "");
  /* It was given another date, and so stands elsewhere. */
  assert_found (library, "rocks OR ferry ", "Lighthouse, Weather, Ferry");

  fixture_await (gazette_library_keep_full_html (library, fixture_find (library, id, "Ferry"), "<p>The full story</p>"));
  fixture_await (gazette_library_index_all (library));
  assert_found (library, "\"full story\"", "Ferry");
  assert_found (library, "ships", "");
  fixture_close (library);
}

/* Of what has no date all is of one second, which must not be lost for that. */
static void
test_all_of_one_moment_is_found (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = gazette_edition_new ("jsonfeed");
  g_autoptr(GazetteHeadlines) headlines = NULL;

  for (guint i = 0; i < 1500; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      add (edition, id, "Undated", "<p>ferry</p>", 0);
    }
  fixture_add_source (library, URL, edition);
  fixture_await (gazette_library_index_all (library));
  headlines = search (library, "ferry", FALSE);
  while (g_list_model_get_n_items (G_LIST_MODEL (headlines)) < 1500)
    dex_await (dex_timeout_new_msec (1), NULL);
  g_assert_cmpuint (gazette_headlines_get_n_queued (headlines), ==, 0);
  fixture_close (library);
}

static void
assert_mends (const char *folder,
              const char *damage)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteHeadlines) headlines = NULL;
  g_autoptr(GazetteDatabase) database = NULL;

  add_news (library);
  fixture_close (library);
  database = fixture_open_database (folder);
  fixture_execute (database, damage);
  g_clear_pointer (&database, gazette_database_free);

  library = fixture_open (folder);
  headlines = search (library, "ferry ", FALSE);
  while (g_list_model_get_n_items (G_LIST_MODEL (headlines)) < 3)
    dex_await (dex_timeout_new_msec (1), NULL);
  fixture_await (gazette_library_index_all (library));
  assert_found (library, "ferry ", "Weather, Ferry, Harbour");
  fixture_close (library);
}

static void
test_damaged_index_is_made_anew (const char *folder)
{
  assert_mends (folder, "UPDATE search_words_data SET block = x'0badcafe' WHERE id > 10");
}

static void
test_lost_index_is_made_anew (const char *folder)
{
  assert_mends (folder, "DROP TABLE search_words_data; DROP TABLE search_words_config;");
}

/* While a library is new to searching, what is there is found, and what is not
 * yet is said. */
static void
test_former_library_is_indexed_in_steps (const char *folder)
{
  g_autoptr(GPtrArray) former = g_ptr_array_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GazetteDatabase) database = fixture_open_database (folder);
  g_autoptr(GazetteHeadlines) headlines = NULL;
  GazetteLibrary *library;

  for (guint i = 0; i < 4; i++)
    g_ptr_array_add (former, (gpointer) gazette_schema_get_steps ()[i]);
  g_ptr_array_add (former, NULL);
  g_assert_true (gazette_schema_migrate_steps (database, (const char *const *) former->pdata, &error));
  gazette_database_execute (database,
                            "INSERT INTO sources (url, dialect, title, fetched, not_before, ended)"
                            " VALUES ('" URL "', 'jsonfeed', 'The News', 1, 0, 0);"
                            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 900)"
                            "INSERT INTO articles (source_id, guid, digest, sort_key, published, modified, first_seen,"
                            "  title, summary) SELECT 1, i, 1, i, i, i, i, 'Article ' || i, 'ferry' FROM n;",
                            &error);
  g_assert_no_error (error);
  g_clear_pointer (&database, gazette_database_free);

  library = fixture_open (folder);
  headlines = search (library, "ferry", FALSE);
  g_assert_cmpuint (gazette_headlines_get_n_queued (headlines), ==, 900);
  fixture_close (library);
  g_clear_object (&headlines);

  /* It goes on where it was. */
  library = fixture_open (folder);
  fixture_await (gazette_library_index_all (library));
  headlines = search (library, "ferry", FALSE);
  headlines_wait_for_length (headlines, 900);
  g_assert_cmpuint (gazette_headlines_get_n_queued (headlines), ==, 0);
  assert_found (library, "\"article 17\"", "Article 17");
  fixture_close (library);
}

/* What is indexed already is taken again where it has topics, and nothing else is. */
static void
test_former_library_gets_its_topics (const char *folder)
{
  static const char step[] = "INSERT OR IGNORE INTO search_queue SELECT article_id FROM contents WHERE tags";
  const char *const *steps = gazette_schema_get_steps ();
  g_autoptr(GPtrArray) former = g_ptr_array_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GazetteDatabase) database = fixture_open_database (folder);
  GazetteLibrary *library;

  for (guint i = 0; steps[i] != NULL && !g_str_has_prefix (steps[i], step); i++)
    g_ptr_array_add (former, (gpointer) steps[i]);
  g_ptr_array_add (former, NULL);
  g_assert_true (gazette_schema_migrate_steps (database, (const char *const *) former->pdata, &error));
  gazette_database_execute (database,
                            "INSERT INTO sources (url, dialect, title, fetched, not_before, ended)"
                            " VALUES ('" URL "', 'jsonfeed', 'The News', 1, 0, 0);"
                            "INSERT INTO articles (source_id, guid, digest, sort_key, published, modified, first_seen,"
                            "  title, summary) VALUES (1, 'a', 1, 1, 1, 1, 1, 'With', ''), (1, 'b', 1, 2, 2, 2, 2, 'Without', '');"
                            "INSERT INTO contents (article_id, html, tags) VALUES (1, 'x', 'Snow Storm'), (2, 'x', NULL);"
                            "DELETE FROM search_queue;",
                            &error);
  g_assert_no_error (error);
  g_clear_pointer (&database, gazette_database_free);

  library = fixture_open (folder);
  fixture_await (gazette_library_index_all (library));
  assert_found (library, "topic:\"snow storm\" ", "With");
  assert_found (library, "-nowhere ", "With");
  fixture_close (library);
}

static void
test_later_search_takes_the_place (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteHeadlines) headlines = gazette_headlines_new (library);
  g_autoptr(GazetteHeadline) first = NULL;
  DexFuture *one;
  DexFuture *two;

  add_news (library);
  one = gazette_headlines_set_search (headlines, "fer", 0, FALSE);
  two = gazette_headlines_set_search (headlines, "harb", 0, FALSE);
  g_assert_false (dex_await_boolean (one, NULL));
  g_assert_true (dex_await_boolean (two, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (headlines)), ==, 1);
  first = g_list_model_get_item (G_LIST_MODEL (headlines), 0);
  g_assert_cmpstr (gazette_headline_get_excerpt (first), ==, "");

  /* The excerpt goes with the search. */
  g_assert_true (dex_await_boolean (gazette_headlines_set_search (headlines, "came", 0, FALSE), NULL));
  g_assert_cmpstr (gazette_headline_get_excerpt (first), ==, "The first ferry \002came\003 into the café.");
  g_assert_true (dex_await_boolean (gazette_headlines_set_view (headlines, GAZETTE_VIEW_ALL, 0), NULL));
  g_assert_null (gazette_headline_get_excerpt (first));
  fixture_close (library);
}

static char *
list_searches (GazetteLibrary *library)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) searches = dex_await_boxed (gazette_library_list_searches (library, TRUE), &error);
  g_autoptr(GString) line = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < searches->len; i++)
    {
      const GazetteSearch *it = searches->pdata[i];

      g_string_append_printf (line, "%s(%s) %u, ", it->name, it->query, it->n_unread);
    }

  return g_string_free_and_steal (g_steal_pointer (&line));
}

static void
assert_searches (GazetteLibrary *library,
                 const char     *expected)
{
  g_autofree char *line = list_searches (library);

  g_assert_cmpstr (line, ==, expected);
}

static void
test_searches_are_saved (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteHeadlines) headlines = gazette_headlines_new (library);
  gint64 source_id = add_news (library);
  gint64 id = dex_await_int64 (gazette_library_add_search (library, "Ships", "ferry"), NULL);

  assert_searches (library, "Ships(ferry) 3, ");
  fixture_await (gazette_library_set_read (library, fixture_find (library, source_id, "Ferry"), TRUE));
  assert_searches (library, "Ships(ferry) 2, ");
  fixture_await (gazette_library_rename_search (library, id, "Boats"));
  g_assert_true (dex_await_boolean (gazette_headlines_set_view (headlines, GAZETTE_VIEW_SEARCH, id), NULL));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (headlines)), ==, 3);

  fixture_await (gazette_library_remove_search (library, id));
  assert_searches (library, "");
  fixture_await (gazette_library_restore_search (library, id));
  assert_searches (library, "Boats(ferry) 2, ");
  fixture_await (gazette_library_remove_search (library, id));
  fixture_await (gazette_library_purge_removed (library));
  fixture_await_error (gazette_library_restore_search (library, id), GAZETTE_ERROR_NOT_FOUND);
  fixture_await_error (gazette_library_rename_search (library, id, "x"), GAZETTE_ERROR_NOT_FOUND);
  fixture_close (library);
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  dex_init ();
  g_test_init (&argc, &argv, NULL);

  fixture_add ("/search/words-are-found", test_words_are_found);
  fixture_add ("/search/what-takes-long-is-not-waited-for", test_what_takes_long_is_not_waited_for);
  fixture_add ("/search/scripts-are-found", test_scripts_are_found);
  fixture_add ("/search/topics-are-found", test_topics_are_found);
  fixture_add ("/search/filters-hold", test_filters_hold);
  fixture_add ("/search/index-follows-changes", test_index_follows_changes);
  fixture_add ("/search/all-of-one-moment-is-found", test_all_of_one_moment_is_found);
  fixture_add ("/search/damaged-index-is-made-anew", test_damaged_index_is_made_anew);
  fixture_add ("/search/lost-index-is-made-anew", test_lost_index_is_made_anew);
  fixture_add ("/search/former-library-is-indexed-in-steps", test_former_library_is_indexed_in_steps);
  fixture_add ("/search/former-library-gets-its-topics", test_former_library_gets_its_topics);
  fixture_add ("/search/later-search-takes-the-place", test_later_search_takes_the_place);
  fixture_add ("/search/searches-are-saved", test_searches_are_saved);

  return g_test_run ();
}

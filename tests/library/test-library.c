/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-error.h"
#include "gazette-headlines.h"
#include "library-fixture.h"

#define URL "https://example.org/news.json"
#define OTHER_URL "https://example.com/news.json"

static GazetteEdition *
make_edition (const char *titles)
{
  GazetteEdition *edition = gazette_edition_new ("jsonfeed");
  g_auto(GStrv) list = g_strsplit (titles, " ", -1);
  gint64 published = 1700000000;

  for (gsize i = 0; list[i] != NULL; i++)
    fixture_add_article (edition, list[i], list[i], published - (gint64) i);

  return edition;
}

static void
assert_list (GazetteLibrary *library,
             int             kind,
             gint64          source_id,
             const char     *expected)
{
  g_autofree char *line = fixture_list (library, kind, source_id);

  g_assert_cmpstr (line, ==, expected);
}

static void
assert_counts (GazetteLibrary *library,
               guint           n_articles,
               guint           n_unread,
               guint           n_saved)
{
  g_autoptr(GError) error = NULL;
  GazetteCounts *counts = dex_await_boxed (gazette_library_load_counts (library), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (counts->n_articles, ==, n_articles);
  g_assert_cmpuint (counts->n_unread, ==, n_unread);
  g_assert_cmpuint (counts->n_saved, ==, n_saved);
  g_boxed_free (GAZETTE_TYPE_COUNTS, counts);
}

static GPtrArray *
list_sources (GazetteLibrary *library)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *sources = dex_await_boxed (gazette_library_list_sources (library), &error);

  g_assert_no_error (error);

  return sources;
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

static char *
list_more (GazetteLibrary *library,
           gint64          article_id,
           guint           n)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) headlines = dex_await_boxed (gazette_library_list_more (library, article_id, n), &error);
  g_autoptr(GString) line = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < headlines->len; i++)
    {
      GazetteHeadline *headline = g_ptr_array_index (headlines, i);

      g_assert_true (gazette_headline_get_loaded (headline));
      g_string_append_printf (line, "%s%s", i > 0 ? " " : "", gazette_headline_get_title (headline));
    }

  return g_string_free_and_steal (g_steal_pointer (&line));
}

static void
test_everything_of_an_article_comes_back (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = gazette_edition_new ("jsonfeed");
  g_autoptr(GazetteArticle) article = gazette_article_new ("https://example.org/1");
  g_autoptr(GazetteStored) stored = NULL;
  GazetteAttachment *attachment = gazette_attachment_new ("https://example.org/1.mp3");
  gint64 source_id;

  article->url = g_strdup ("https://example.org/1.html");
  g_set_str (&article->title, "Ein Tag im Zoo – 動物園");
  g_set_str (&article->summary, "What was seen.");
  article->authors = g_strsplit ("First\nName|Second Name", "|", -1);
  article->published = 1700000000;
  article->modified = 1700000060;
  article->html = g_strdup ("<p>Lions.</p>");
  article->image = g_strdup ("https://example.org/lion.jpeg");
  article->image_caption = g_strdup ("A lion");
  article->tags = g_strsplit ("zoo,animals", ",", -1);
  article->language = g_strdup ("de");
  article->attachments = g_ptr_array_new_with_free_func ((GDestroyNotify) gazette_attachment_free);
  attachment->type = g_strdup ("audio/mpeg");
  attachment->size = 1234;
  g_ptr_array_add (article->attachments, attachment);
  g_ptr_array_add (edition->articles, gazette_article_ref (article));
  edition->title = g_strdup ("Zoo news");

  source_id = fixture_add_source (library, URL, edition);
  fixture_close (library);
  library = fixture_open (folder);
  stored = fixture_load (library, fixture_find (library, source_id, article->title));

  g_assert_cmpint (stored->source_id, ==, source_id);
  g_assert_cmpstr (stored->source_title, ==, "Zoo news");
  g_assert_cmpstr (stored->source_url, ==, URL);
  g_assert_cmpint (stored->first_seen, >, 1700000000);
  g_assert_false (stored->read);
  g_assert_cmpint (stored->saved, ==, GAZETTE_SAVED_NONE);
  g_assert_cmpstr (stored->article->id, ==, article->id);
  g_assert_cmpstr (stored->article->url, ==, article->url);
  g_assert_cmpstr (stored->article->summary, ==, article->summary);
  g_assert_cmpint (stored->article->published, ==, article->published);
  g_assert_cmpint (stored->article->modified, ==, article->modified);
  g_assert_cmpstr (stored->article->html, ==, article->html);
  g_assert_cmpstr (stored->article->image, ==, article->image);
  g_assert_cmpstr (stored->article->image_caption, ==, article->image_caption);
  g_assert_cmpstr (stored->article->language, ==, article->language);
  g_assert_cmpstrv (stored->article->tags, article->tags);
  g_assert_cmpuint (g_strv_length (stored->article->authors), ==, 2);
  g_assert_cmpstr (stored->article->authors[0], ==, "First Name");
  g_assert_cmpstr (stored->article->authors[1], ==, "Second Name");
  g_assert_cmpuint (stored->article->attachments->len, ==, 1);
  attachment = g_ptr_array_index (stored->article->attachments, 0);
  g_assert_cmpstr (attachment->url, ==, "https://example.org/1.mp3");
  g_assert_cmpstr (attachment->type, ==, "audio/mpeg");
  g_assert_null (attachment->title);
  g_assert_cmpint (attachment->size, ==, 1234);
  g_assert_cmpint (attachment->duration, ==, -1);

  fixture_close (library);
}

static void
test_newest_comes_first (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = gazette_edition_new ("jsonfeed");
  gint64 source_id;

  fixture_add_article (edition, "1", "old", 1500000000);
  fixture_add_article (edition, "2", "new", 1700000000);
  fixture_add_article (edition, "3", "middle", 1600000000);
  source_id = fixture_add_source (library, URL, edition);

  assert_list (library, GAZETTE_VIEW_ALL, 0, "new middle old");
  assert_list (library, GAZETTE_VIEW_SOURCE, source_id, "new middle old");
  fixture_close (library);
}

static void
test_undated_article_takes_the_moment_it_was_first_seen (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = gazette_edition_new ("jsonfeed");
  g_autoptr(GazetteStored) stored = NULL;
  gint64 before = g_get_real_time () / G_USEC_PER_SEC;

  fixture_add_article (edition, "1", "dated", 1700000000);
  fixture_add_article (edition, "2", "first", 0);
  fixture_add_article (edition, "3", "second", 0);
  fixture_add_source (library, URL, edition);

  /* Those with the same moment keep the order of the source. */
  assert_list (library, GAZETTE_VIEW_ALL, 0, "first second dated");
  stored = fixture_load (library, fixture_find (library, 0, "first"));
  g_assert_cmpint (stored->article->published, ==, 0);
  g_assert_cmpint (stored->first_seen, >=, before);
  fixture_close (library);
}

static void
test_date_to_come_does_not_hold_the_top (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = gazette_edition_new ("jsonfeed");
  gint64 source_id;

  fixture_add_article (edition, "1", "undated", 0);
  fixture_add_article (edition, "2", "future", G_MAXINT64);
  source_id = fixture_add_source (library, URL, edition);

  assert_list (library, GAZETTE_VIEW_SOURCE, source_id, "undated future");
  fixture_close (library);
}

static void
test_update_keeps_read_and_first_seen (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = make_edition ("a b");
  g_autoptr(GazetteEdition) update = gazette_edition_new ("jsonfeed");
  g_autoptr(GazetteStored) before = NULL;
  g_autoptr(GazetteStored) after = NULL;
  gint64 source_id = fixture_add_source (library, URL, edition);
  gint64 article_id = fixture_find (library, source_id, "a");

  fixture_await (gazette_library_set_read (library, article_id, TRUE));
  before = fixture_load (library, article_id);
  fixture_add_article (update, "a", "A", 1700000000);
  g_assert_cmpuint (fixture_store (library, source_id, update), ==, 0);
  after = fixture_load (library, article_id);

  g_assert_cmpstr (after->article->title, ==, "A");
  g_assert_cmpstr (after->article->html, ==, "<p>A</p>");
  g_assert_true (after->read);
  g_assert_cmpint (after->first_seen, ==, before->first_seen);
  assert_list (library, GAZETTE_VIEW_ALL, 0, "A b");
  assert_counts (library, 2, 1, 0);
  fixture_close (library);
}

static void
test_saved_article_stays_as_it_was_saved (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = make_edition ("a");
  g_autoptr(GazetteEdition) update = gazette_edition_new ("jsonfeed");
  g_autoptr(GazetteStored) saved = NULL;
  g_autoptr(GazetteStored) unsaved = NULL;
  gint64 source_id = fixture_add_source (library, URL, edition);
  gint64 article_id = fixture_find (library, source_id, "a");

  fixture_add_article (update, "a", "Changed", 1700000000);
  fixture_await (gazette_library_set_saved (library, article_id, GAZETTE_SAVED_COMPLETE, NULL));
  fixture_store (library, source_id, update);
  saved = fixture_load (library, article_id);
  g_assert_cmpstr (saved->article->title, ==, "a");
  g_assert_cmpstr (saved->article->html, ==, "<p>a</p>");

  fixture_await (gazette_library_set_saved (library, article_id, GAZETTE_SAVED_NONE, NULL));
  fixture_store (library, source_id, update);
  unsaved = fixture_load (library, article_id);
  g_assert_cmpstr (unsaved->article->title, ==, "Changed");
  fixture_close (library);
}

static void
count_cb (guint *count)
{
  *count += 1;
}

static void
test_unchanged_articles_are_not_told (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = make_edition ("a b c");
  gint64 source_id = fixture_add_source (library, URL, edition);
  guint n_articles = 0;
  guint n_article = 0;

  g_signal_connect_swapped (library, "articles-changed", G_CALLBACK (count_cb), &n_articles);
  g_signal_connect_swapped (library, "article-changed", G_CALLBACK (count_cb), &n_article);
  g_assert_cmpuint (fixture_store (library, source_id, edition), ==, 0);

  g_assert_cmpuint (n_articles, ==, 0);
  g_assert_cmpuint (n_article, ==, 0);
  fixture_close (library);
}

static void
test_rough_date_stays_as_it_was_first_read (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = gazette_edition_new ("jsonfeed");
  g_autoptr(GazetteEdition) later = gazette_edition_new ("jsonfeed");
  g_autoptr(GazetteEdition) changed = gazette_edition_new ("jsonfeed");
  GazetteEdition *const editions[] = { edition, later, changed };
  g_autoptr(GazetteStored) stored = NULL;
  gint64 source_id;
  guint n_article = 0;

  for (guint i = 0; i < G_N_ELEMENTS (editions); i++)
    {
      fixture_add_article (editions[i], "a", i < 2 ? "a" : "A", 1700000000 + 40 * i);
      ((GazetteArticle *) editions[i]->articles->pdata[0])->is_published_roughly = TRUE;
    }
  source_id = fixture_add_source (library, URL, edition);
  g_signal_connect_swapped (library, "article-changed", G_CALLBACK (count_cb), &n_article);

  fixture_store (library, source_id, later);
  g_assert_cmpuint (n_article, ==, 0);
  fixture_store (library, source_id, changed);
  g_assert_cmpuint (n_article, ==, 1);

  stored = fixture_load (library, fixture_find (library, source_id, "A"));
  g_assert_cmpint (stored->article->published, ==, 1700000000);
  fixture_close (library);
}

static void
test_id_said_twice_counts_once (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = gazette_edition_new ("jsonfeed");
  gint64 source_id;
  guint n_article = 0;

  fixture_add_article (edition, "1", "first", 1700000000);
  fixture_add_article (edition, "1", "again", 1700000001);
  source_id = fixture_add_source (library, URL, edition);
  g_signal_connect_swapped (library, "article-changed", G_CALLBACK (count_cb), &n_article);
  fixture_store (library, source_id, edition);

  assert_list (library, GAZETTE_VIEW_ALL, 0, "first");
  g_assert_cmpuint (n_article, ==, 0);
  fixture_close (library);
}

static void
test_same_id_in_two_sources_is_two_articles (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = make_edition ("a");

  fixture_add_source (library, URL, edition);
  fixture_add_source (library, OTHER_URL, edition);

  assert_list (library, GAZETTE_VIEW_ALL, 0, "a a");
  fixture_close (library);
}

static void
test_source_fields_come_back (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = make_edition ("a");
  g_autoptr(GazetteSource) source = NULL;
  g_autoptr(GazetteSource) copy = NULL;
  g_autoptr(GazetteSource) stored = NULL;
  gint64 id = fixture_add_source (library, URL, NULL);

  source = load_source (library, id);
  g_assert_cmpstr (source->title, ==, URL);
  g_assert_cmpint (source->fetched, ==, 0);

  copy = gazette_source_copy (source);
  copy->etag = g_strdup ("\"1\"");
  copy->last_modified = g_strdup ("Tue, 14 Nov 2023 22:13:20 GMT");
  copy->fetched = 1700000000;
  copy->not_before = 1700003600;
  copy->error = g_strdup ("Could not be reached.");
  edition->title = g_strdup ("Example");
  edition->home_url = g_strdup ("https://example.org/");
  edition->icon = g_strdup ("https://example.org/icon.png");
  edition->ended = TRUE;
  fixture_await (gazette_library_store_edition (library, copy, edition));

  stored = load_source (library, id);
  g_assert_cmpstr (stored->title, ==, "Example");
  g_assert_cmpstr (stored->dialect, ==, "jsonfeed");
  g_assert_cmpstr (stored->home_url, ==, "https://example.org/");
  g_assert_cmpstr (stored->icon, ==, "https://example.org/icon.png");
  g_assert_cmpstr (stored->etag, ==, "\"1\"");
  g_assert_cmpstr (stored->last_modified, ==, "Tue, 14 Nov 2023 22:13:20 GMT");
  g_assert_cmpint (stored->fetched, ==, 1700000000);
  g_assert_cmpint (stored->not_before, ==, 1700003600);
  g_assert_cmpstr (stored->error, ==, "Could not be reached.");
  g_assert_true (stored->ended);
  g_assert_cmpuint (stored->n_articles, ==, 1);
  g_assert_cmpuint (stored->n_unread, ==, 1);
  fixture_close (library);
}

static void
test_sources_are_listed_by_title_with_counts (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) upper = make_edition ("a b c");
  g_autoptr(GazetteEdition) lower = make_edition ("a");
  g_autoptr(GPtrArray) sources = NULL;
  GazetteSource *first, *second;
  gint64 id;

  upper->title = g_strdup ("Zebra");
  lower->title = g_strdup ("apple");
  id = fixture_add_source (library, URL, upper);
  fixture_add_source (library, OTHER_URL, lower);
  fixture_await (gazette_library_set_read (library, fixture_find (library, id, "b"), TRUE));

  sources = list_sources (library);
  g_assert_cmpuint (sources->len, ==, 2);
  first = g_ptr_array_index (sources, 0);
  second = g_ptr_array_index (sources, 1);
  g_assert_cmpstr (first->title, ==, "apple");
  g_assert_cmpuint (first->n_unread, ==, 1);
  g_assert_cmpstr (second->title, ==, "Zebra");
  g_assert_cmpuint (second->n_articles, ==, 3);
  g_assert_cmpuint (second->n_unread, ==, 2);
  assert_counts (library, 4, 3, 0);
  fixture_close (library);
}

static void
test_source_is_added_once (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteSource) source = gazette_source_new (URL);

  fixture_add_source (library, URL, NULL);
  fixture_await_error (gazette_library_add_source (library, source, NULL), GAZETTE_ERROR_EXISTS);
  fixture_close (library);
}

static void
test_moved_source_does_not_take_the_address_of_another (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteSource) source = NULL;
  g_autoptr(GazetteSource) copy = NULL;
  g_autoptr(GazetteSource) after = NULL;
  gint64 id = fixture_add_source (library, URL, NULL);

  fixture_add_source (library, OTHER_URL, NULL);
  source = load_source (library, id);
  copy = gazette_source_copy (source);
  g_set_str (&copy->url, OTHER_URL);
  g_set_str (&copy->title, "Moved");
  fixture_await (gazette_library_update_source (library, copy));

  after = load_source (library, id);
  g_assert_cmpstr (after->url, ==, URL);
  g_assert_cmpstr (after->title, ==, "Moved");
  fixture_close (library);
}

static void
test_removed_source_is_hidden_and_comes_back (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = make_edition ("a b");
  g_autoptr(GazetteEdition) other = make_edition ("c");
  g_autoptr(GPtrArray) sources = NULL;
  gint64 id = fixture_add_source (library, URL, edition);
  gint64 saved;

  fixture_add_source (library, OTHER_URL, other);
  saved = fixture_find (library, id, "b");
  fixture_await (gazette_library_set_saved (library, saved, GAZETTE_SAVED_COMPLETE, NULL));
  fixture_await (gazette_library_remove_source (library, id));

  sources = list_sources (library);
  g_assert_cmpuint (sources->len, ==, 1);
  assert_list (library, GAZETTE_VIEW_ALL, 0, "c");
  assert_list (library, GAZETTE_VIEW_UNREAD, 0, "c");
  assert_list (library, GAZETTE_VIEW_SAVED, 0, "b");
  assert_list (library, GAZETTE_VIEW_SOURCE, id, "");
  assert_counts (library, 1, 1, 1);
  fixture_await_error (gazette_library_load_source (library, id), GAZETTE_ERROR_NOT_FOUND);

  fixture_await (gazette_library_restore_source (library, id));
  assert_list (library, GAZETTE_VIEW_SOURCE, id, "a b");
  assert_counts (library, 3, 3, 1);
  fixture_close (library);
}

static void
test_purge_forgets_all_but_what_was_saved (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = make_edition ("a b");
  g_autoptr(GazetteEdition) other = make_edition ("c d");
  g_autoptr(GazetteStored) stored = NULL;
  gint64 id = fixture_add_source (library, URL, edition);
  gint64 other_id = fixture_add_source (library, OTHER_URL, other);
  gint64 a = fixture_find (library, id, "a");
  gint64 b = fixture_find (library, id, "b");

  fixture_await (gazette_library_set_saved (library, b, GAZETTE_SAVED_COMPLETE, NULL));
  fixture_await (gazette_library_remove_source (library, id));
  fixture_await (gazette_library_remove_source (library, other_id));
  fixture_await (gazette_library_purge_removed (library));

  fixture_await_error (gazette_library_load_article (library, a), GAZETTE_ERROR_NOT_FOUND);
  fixture_await_error (gazette_library_restore_source (library, other_id), GAZETTE_ERROR_NOT_FOUND);
  assert_list (library, GAZETTE_VIEW_SAVED, 0, "b");
  stored = fixture_load (library, b);
  g_assert_cmpstr (stored->article->html, ==, "<p>b</p>");
  assert_counts (library, 0, 0, 1);

  /* Unsaved, it goes with the next purge, and its source with it. */
  fixture_await (gazette_library_set_saved (library, b, GAZETTE_SAVED_NONE, NULL));
  fixture_await (gazette_library_purge_removed (library));
  fixture_await_error (gazette_library_restore_source (library, id), GAZETTE_ERROR_NOT_FOUND);
  fixture_close (library);
}

static void
test_adding_a_removed_source_brings_it_back (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = make_edition ("a b");
  g_autoptr(GazetteEdition) later = make_edition ("c a");
  gint64 id = fixture_add_source (library, URL, edition);

  fixture_await (gazette_library_set_read (library, fixture_find (library, id, "a"), TRUE));
  fixture_await (gazette_library_remove_source (library, id));

  g_assert_cmpint (fixture_add_source (library, URL, later), ==, id);
  assert_counts (library, 3, 2, 0);
  fixture_close (library);
}

static void
test_late_edition_of_a_purged_source_is_refused (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = make_edition ("a");
  g_autoptr(GazetteSource) source = NULL;
  gint64 id = fixture_add_source (library, URL, NULL);

  source = load_source (library, id);
  fixture_await (gazette_library_remove_source (library, id));
  fixture_await (gazette_library_purge_removed (library));
  fixture_await_error (gazette_library_store_edition (library, source, edition), GAZETTE_ERROR_NOT_FOUND);
  fixture_close (library);
}

static void
test_more_goes_on_at_the_newest (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = make_edition ("a b c d e");
  g_autoptr(GazetteEdition) other = make_edition ("x");
  g_autofree char *few = NULL;
  g_autofree char *some = NULL;
  g_autofree char *all = NULL;
  g_autofree char *none = NULL;
  gint64 id = fixture_add_source (library, URL, edition);
  gint64 other_id = fixture_add_source (library, OTHER_URL, other);

  few = list_more (library, fixture_find (library, id, "b"), 2);
  g_assert_cmpstr (few, ==, "c d");
  some = list_more (library, fixture_find (library, id, "c"), 3);
  g_assert_cmpstr (some, ==, "d e a");
  all = list_more (library, fixture_find (library, id, "d"), 20);
  g_assert_cmpstr (all, ==, "e a b c");
  none = list_more (library, fixture_find (library, other_id, "x"), 6);
  g_assert_cmpstr (none, ==, "");
  fixture_close (library);
}

static void
test_read_state_moves_the_counts (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = make_edition ("a b c");
  gint64 id = fixture_add_source (library, URL, edition);
  gint64 article_id = fixture_find (library, id, "b");
  guint n_sources = 0;
  guint n_article = 0;

  g_signal_connect_swapped (library, "sources-changed", G_CALLBACK (count_cb), &n_sources);
  g_signal_connect_swapped (library, "article-changed", G_CALLBACK (count_cb), &n_article);
  fixture_await (gazette_library_set_read (library, article_id, TRUE));
  fixture_await (gazette_library_set_read (library, article_id, TRUE));

  g_assert_cmpuint (n_sources, ==, 1);
  g_assert_cmpuint (n_article, ==, 1);
  assert_counts (library, 3, 2, 0);
  assert_list (library, GAZETTE_VIEW_UNREAD, 0, "a c");
  fixture_await (gazette_library_set_read (library, article_id, FALSE));
  assert_counts (library, 3, 3, 0);
  fixture_close (library);
}

static void
test_saving_is_listed_until_it_is_done (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = make_edition ("a b");
  g_autoptr(GError) error = NULL;
  g_autoptr(GazetteStored) stored = NULL;
  gint64 id = fixture_add_source (library, URL, edition);
  gint64 a = fixture_find (library, id, "a");
  gint64 b = fixture_find (library, id, "b");
  GArray *ids;

  fixture_await (gazette_library_set_saved (library, a, GAZETTE_SAVED_SAVING, NULL));
  fixture_await (gazette_library_set_saved (library, b, GAZETTE_SAVED_SAVING, NULL));
  fixture_await (gazette_library_set_saved (library, b, GAZETTE_SAVED_INCOMPLETE, "A picture is missing."));
  fixture_close (library);

  library = fixture_open (folder);
  ids = dex_await_boxed (gazette_library_list_saving (library), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ids->len, ==, 1);
  g_assert_cmpint (g_array_index (ids, gint64, 0), ==, a);
  g_array_unref (ids);
  stored = fixture_load (library, b);
  g_assert_cmpint (stored->saved, ==, GAZETTE_SAVED_INCOMPLETE);
  g_assert_cmpstr (stored->saved_note, ==, "A picture is missing.");
  fixture_await_error (gazette_library_set_saved (library, 12345, GAZETTE_SAVED_SAVING, NULL), GAZETTE_ERROR_NOT_FOUND);
  fixture_close (library);
}

static void
test_signals_come_before_the_future_resolves (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = make_edition ("a");
  guint n_sources = 0;
  guint n_articles = 0;

  g_signal_connect_swapped (library, "sources-changed", G_CALLBACK (count_cb), &n_sources);
  g_signal_connect_swapped (library, "articles-changed", G_CALLBACK (count_cb), &n_articles);
  fixture_add_source (library, URL, edition);

  g_assert_cmpuint (n_sources, ==, 1);
  g_assert_cmpuint (n_articles, ==, 1);
  fixture_close (library);
}

static void
test_dropped_future_is_written_and_told (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = make_edition ("a");
  gint64 id = fixture_add_source (library, URL, edition);
  guint n_article = 0;

  g_signal_connect_swapped (library, "article-changed", G_CALLBACK (count_cb), &n_article);
  dex_unref (gazette_library_set_read (library, fixture_find (library, id, "a"), TRUE));
  while (n_article == 0)
    dex_await (dex_timeout_new_msec (1), NULL);

  assert_counts (library, 1, 0, 0);
  fixture_close (library);
}

static void
test_setting_is_kept_until_it_is_forgotten (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GError) error = NULL;
  g_autofree char *value = NULL;

  g_assert_null (dex_await_string (gazette_library_load_setting (library, "view"), &error));
  g_assert_no_error (error);
  fixture_await (gazette_library_store_setting (library, "view", "unread"));
  fixture_await (gazette_library_store_setting (library, "view", "saved"));
  fixture_close (library);

  library = fixture_open (folder);
  value = dex_await_string (gazette_library_load_setting (library, "view"), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (value, ==, "saved");
  fixture_await (gazette_library_store_setting (library, "view", NULL));
  g_assert_null (dex_await_string (gazette_library_load_setting (library, "view"), &error));
  g_assert_no_error (error);
  fixture_close (library);
}

static void
test_closed_library_refuses_politely (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);

  fixture_await (gazette_library_close (library));
  fixture_await (gazette_library_close (library));
  fixture_await_error (gazette_library_list_sources (library), GAZETTE_ERROR_LIBRARY);
  fixture_await_error (gazette_library_set_read (library, 1, TRUE), GAZETTE_ERROR_LIBRARY);

  /* Nothing that was refused holds it. */
  g_object_add_weak_pointer (G_OBJECT (library), (gpointer *) &library);
  g_object_unref (library);
  for (guint i = 0; library != NULL && i < 1000; i++)
    dex_await (dex_timeout_new_msec (1), NULL);
  g_assert_null (library);
}

static void
test_two_libraries_share_a_folder (const char *folder)
{
  GazetteLibrary *one = fixture_open (folder);
  GazetteLibrary *two = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = make_edition ("a b");
  g_autoptr(GazetteEdition) other = make_edition ("c");
  DexFuture *futures[40];
  gint64 id = fixture_add_source (one, URL, edition);
  gint64 article_id = fixture_find (two, id, "a");

  fixture_add_source (two, OTHER_URL, other);
  for (guint i = 0; i < G_N_ELEMENTS (futures); i++)
    futures[i] = gazette_library_set_read (i % 2 ? one : two, article_id, i % 4 < 2);
  for (guint i = 0; i < G_N_ELEMENTS (futures); i++)
    fixture_await (futures[i]);

  assert_list (one, GAZETTE_VIEW_ALL, 0, "c a b");
  fixture_close (one);
  assert_list (two, GAZETTE_VIEW_ALL, 0, "c a b");
  fixture_close (two);
}

static void
test_two_open_a_new_folder_at_once (const char *folder)
{
  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", i);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      DexFuture *one = gazette_library_open (path);
      DexFuture *two = gazette_library_open (path);
      g_autoptr(GError) error = NULL;
      g_autoptr(GazetteLibrary) first = dex_await_object (one, &error);
      g_autoptr(GazetteLibrary) second = NULL;

      g_assert_no_error (error);
      second = dex_await_object (two, &error);
      g_assert_no_error (error);
    }
}

int
main (int   argc,
      char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);

  fixture_add ("/library/article/everything-of-it-comes-back", test_everything_of_an_article_comes_back);
  fixture_add ("/library/article/newest-comes-first", test_newest_comes_first);
  fixture_add ("/library/article/undated-takes-the-moment-it-was-first-seen",
               test_undated_article_takes_the_moment_it_was_first_seen);
  fixture_add ("/library/article/date-to-come-does-not-hold-the-top", test_date_to_come_does_not_hold_the_top);
  fixture_add ("/library/article/update-keeps-read-and-first-seen", test_update_keeps_read_and_first_seen);
  fixture_add ("/library/article/saved-stays-as-it-was-saved", test_saved_article_stays_as_it_was_saved);
  fixture_add ("/library/article/rough-date-stays", test_rough_date_stays_as_it_was_first_read);
  fixture_add ("/library/article/unchanged-is-not-told", test_unchanged_articles_are_not_told);
  fixture_add ("/library/article/id-said-twice-counts-once", test_id_said_twice_counts_once);
  fixture_add ("/library/article/same-id-in-two-sources-is-two", test_same_id_in_two_sources_is_two_articles);
  fixture_add ("/library/article/more-goes-on-at-the-newest", test_more_goes_on_at_the_newest);
  fixture_add ("/library/article/read-state-moves-the-counts", test_read_state_moves_the_counts);
  fixture_add ("/library/article/saving-is-listed-until-it-is-done", test_saving_is_listed_until_it_is_done);
  fixture_add ("/library/source/fields-come-back", test_source_fields_come_back);
  fixture_add ("/library/source/listed-by-title-with-counts", test_sources_are_listed_by_title_with_counts);
  fixture_add ("/library/source/added-once", test_source_is_added_once);
  fixture_add ("/library/source/moved-does-not-take-the-address-of-another",
               test_moved_source_does_not_take_the_address_of_another);
  fixture_add ("/library/source/removed-is-hidden-and-comes-back", test_removed_source_is_hidden_and_comes_back);
  fixture_add ("/library/source/purge-forgets-all-but-what-was-saved", test_purge_forgets_all_but_what_was_saved);
  fixture_add ("/library/source/adding-a-removed-one-brings-it-back", test_adding_a_removed_source_brings_it_back);
  fixture_add ("/library/source/late-edition-of-a-purged-one-is-refused",
               test_late_edition_of_a_purged_source_is_refused);
  fixture_add ("/library/signals-come-before-the-future-resolves", test_signals_come_before_the_future_resolves);
  fixture_add ("/library/dropped-future-is-written-and-told", test_dropped_future_is_written_and_told);
  fixture_add ("/library/setting-is-kept-until-it-is-forgotten", test_setting_is_kept_until_it_is_forgotten);
  fixture_add ("/library/closed-refuses-politely", test_closed_library_refuses_politely);
  fixture_add ("/library/two-share-a-folder", test_two_libraries_share_a_folder);
  fixture_add ("/library/two-open-a-new-folder-at-once", test_two_open_a_new_folder_at_once);

  return g_test_run ();
}

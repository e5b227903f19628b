/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-page-buffer-private.h"
#include "gazette-page-private.h"
#include "gazette-search-bar.h"
#include "gazette-search.h"
#include "gazette-sidebar-private.h"
#include "shell-fixture.h"

static gboolean
sees (ShellFixture *fixture,
      const char   *text)
{
  return shell_fixture_sees (GTK_WIDGET (fixture->window), text);
}

static GObject *
get_child (ShellFixture *fixture,
           const char   *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (fixture->window->sidebar), GAZETTE_TYPE_SIDEBAR, name);
}

static GtkAdjustment *
get_place (ShellFixture *fixture)
{
  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (get_child (fixture, "scroller")));
}

/* What is at the top once the list has scrolled below a position. */
static gint64
wait_for_top (ShellFixture *fixture,
              guint         position)
{
  GazetteSidebar *sidebar = fixture->window->sidebar;
  gint64 top;

  WAIT_FOR ((top = gazette_sidebar_get_top (sidebar, NULL)) != 0 && gazette_headlines_find (sidebar->headlines, top) > position);

  return top;
}

/* What was at the top is in sight again: the list is not exact about rows whose height it
 * does not know yet. */
static gboolean
is_back_at (ShellFixture *fixture,
            gint64        former_top)
{
  GazetteSidebar *sidebar = fixture->window->sidebar;
  guint former = gazette_headlines_find (sidebar->headlines, former_top);
  guint top = gazette_headlines_find (sidebar->headlines, gazette_sidebar_get_top (sidebar, NULL));

  return former != GTK_INVALID_LIST_POSITION && top <= former && former - top <= 5;
}

static guint
count_rows (ShellFixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (gazette_headline_list_get_model (fixture->window->sidebar->list)));
}

static void
show_indexed (ShellFixture *fixture,
              guint         n_articles)
{
  shell_fixture_add (fixture, "Herald", n_articles);
  shell_fixture_await (gazette_library_index_all (gazette_newsroom_get_library (fixture->newsroom)), NULL);
  shell_fixture_show (fixture);
}

/* As Escape does in the search bar. */
static void
leave (ShellFixture *fixture)
{
  gazette_search_bar_close (fixture->window->sidebar->search_bar);
}

static void
test_closing_goes_back (ShellFixture  *fixture,
                        gconstpointer  data)
{
  gint64 top;

  show_indexed (fixture, 300);
  WAIT_FOR (shell_fixture_open_id (fixture) != 0);
  /* A view begins at its start when it comes. */
  shell_fixture_await (gazette_sidebar_show_view (fixture->window->sidebar, GAZETTE_VIEW_UNREAD, 0), NULL);
  WAIT_FOR (sees (fixture, "Herald 2") && gtk_adjustment_get_upper (get_place (fixture)) > 10000);
  gtk_adjustment_set_value (get_place (fixture), 5000);
  top = wait_for_top (fixture, 20);

  shell_fixture_activate (fixture, "win.search-for::herald 299");
  WAIT_FOR (sees (fixture, "Herald 299") && sees (fixture, "1 found"));
  leave (fixture);
  WAIT_FOR (is_back_at (fixture, top) && !sees (fixture, "1 found"));
  g_assert_cmpint (gazette_sidebar_get_view (fixture->window->sidebar, NULL), ==, GAZETTE_VIEW_UNREAD);
}

/* The first thousand rows are there before the others. */
static void
test_closing_goes_far_down (ShellFixture  *fixture,
                            gconstpointer  data)
{
  gint64 top;

  show_indexed (fixture, 1500);
  WAIT_FOR (shell_fixture_open_id (fixture) != 0);
  WAIT_FOR (count_rows (fixture) == 1500 && gtk_adjustment_get_upper (get_place (fixture)) > 100000);
  gazette_headline_list_scroll_to (fixture->window->sidebar->list, 1300, GTK_LIST_SCROLL_NONE);
  top = wait_for_top (fixture, 1000);

  shell_fixture_activate (fixture, "win.search-for::herald 299");
  WAIT_FOR (sees (fixture, "Herald 299") && sees (fixture, "1 found"));
  leave (fixture);
  WAIT_FOR (is_back_at (fixture, top) && !sees (fixture, "1 found"));
}

static void
test_other_words_take_the_place (ShellFixture  *fixture,
                                 gconstpointer  data)
{
  show_indexed (fixture, 12);
  shell_fixture_activate (fixture, "win.search-for::herald");
  WAIT_FOR (sees (fixture, "12 found"));
  shell_fixture_activate (fixture, "win.search-for::herald 12");
  WAIT_FOR (sees (fixture, "1 found") && sees (fixture, "Herald 12"));
  shell_fixture_activate (fixture, "win.search-for::herald 12 is:saved");
  WAIT_FOR (sees (fixture, "Nothing Found") && sees (fixture, "Search Everything"));
  shell_fixture_activate (fixture, "win.search-for::bugle");
  WAIT_FOR (sees (fixture, "Nothing Found") && sees (fixture, "Show All Articles"));
  /* Nothing is looked for, but the bar is open: what was there before. */
  shell_fixture_activate (fixture, "win.search-for::");
  WAIT_FOR (sees (fixture, "12 articles") && sees (fixture, "Herald 5"));
}

/* The button of a topic, wherever it is. */
static GtkWidget *
find_topic (GtkWidget  *widget,
            const char *topic)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), topic))
    return gtk_widget_get_ancestor (widget, GTK_TYPE_BUTTON);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_topic (child, topic);

  return found;
}

static void
test_a_topic_finds_its_articles (ShellFixture  *fixture,
                                 gconstpointer  data)
{
  GazetteLibrary *library = gazette_newsroom_get_library (fixture->newsroom);
  g_autoptr(GazetteEdition) edition = gazette_edition_new ("jsonfeed");
  g_autoptr(GazetteSource) source = gazette_source_new ("https://snow.example/feed.json");
  GtkWidget *page;
  g_autofree char *query = NULL;

  shell_fixture_add (fixture, "Herald", 5);
  g_set_str (&source->dialect, "jsonfeed");
  for (guint i = 6; i < 8; i++)
    {
      g_autofree char *guid = g_strdup_printf ("%u", i);
      GazetteArticle *article = gazette_article_new (guid);

      g_free (article->title);
      article->title = g_strdup_printf ("Snow %u", i);
      article->published = g_get_real_time () / G_USEC_PER_SEC - i;
      article->html = g_strdup ("<p>What it says</p>");
      article->tags = g_strsplit ("Winter “Sports”|Roads", "|", -1);
      g_ptr_array_add (edition->articles, article);
    }
  shell_fixture_await (gazette_library_add_source (library, source, edition), NULL);
  shell_fixture_await (gazette_library_index_all (library), NULL);
  shell_fixture_show (fixture);
  page = GTK_WIDGET (gazette_pane_get_page (fixture->window->pane));
  WAIT_FOR (find_topic (page, "Winter “Sports”") != NULL);

  g_signal_emit_by_name (find_topic (page, "Winter “Sports”"), "clicked");
  WAIT_FOR (sees (fixture, "2 found") && sees (fixture, "Snow 7") && !sees (fixture, "Herald 1"));
  query = gazette_sidebar_dup_query (fixture->window->sidebar);
  g_assert_cmpstr (query, ==, "topic:\"Winter  Sports \" ");
}

static void
test_choosing_a_view_ends_the_search (ShellFixture  *fixture,
                                      gconstpointer  data)
{
  show_indexed (fixture, 3);
  shell_fixture_activate (fixture, "win.search-for::herald 2");
  WAIT_FOR (sees (fixture, "1 found"));
  shell_fixture_activate (fixture, "win.view::saved");
  WAIT_FOR (sees (fixture, "Nothing Saved"));
  g_assert_cmpstr (gazette_search_bar_get_text (fixture->window->sidebar->search_bar), ==, "");
}

static gboolean
is_marked (ShellFixture *fixture,
           const char   *word)
{
  GazettePage *page = gazette_pane_get_page (fixture->window->pane);
  GazettePageBuffer *buffer = gazette_page_view_get_page (page->view);
  GtkTextIter start;
  GtkTextIter end;

  if (buffer == NULL)
    return FALSE;

  gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (buffer), &start);

  return gtk_text_iter_forward_search (&start, word, GTK_TEXT_SEARCH_TEXT_ONLY, &start, &end, NULL) &&
         gtk_text_iter_has_tag (&start, gazette_page_tags_get (buffer->tags, GAZETTE_TAG_MATCH));
}

static void
test_hits_are_marked_in_the_page (ShellFixture  *fixture,
                                  gconstpointer  data)
{
  show_indexed (fixture, 3);
  WAIT_FOR (shell_fixture_open_id (fixture) != 0);
  shell_fixture_activate (fixture, "win.search-for::what says 3");
  WAIT_FOR (sees (fixture, "1 found"));
  shell_fixture_activate (fixture, "win.next");
  WAIT_FOR (is_marked (fixture, "says"));
  g_assert_false (is_marked (fixture, "it says"));

  /* Elsewhere nothing is. */
  shell_fixture_activate (fixture, "win.view::all");
  /* The page names the others below the text, too, before the list has them. */
  WAIT_FOR (sees (fixture, "Herald 2") && count_rows (fixture) == 3);
  shell_fixture_activate (fixture, "win.previous");
  WAIT_FOR (g_str_equal (gazette_pane_get_article (fixture->window->pane)->article->title, "Herald 2") &&
            !is_marked (fixture, "says"));
}

static GazetteChoice *
get_search (ShellFixture *fixture)
{
  GListModel *choices = G_LIST_MODEL (gazette_sidebar_get_choices (fixture->window->sidebar));

  for (guint i = 0; i < g_list_model_get_n_items (choices); i++)
    {
      g_autoptr(GazetteChoice) choice = g_list_model_get_item (choices, i);

      if (gazette_choice_get_kind (choice) == GAZETTE_VIEW_SEARCH)
        return choice;
    }

  return NULL;
}

static void
test_saved_search_counts_what_is_unread (ShellFixture  *fixture,
                                         gconstpointer  data)
{
  g_autofree char *remove = NULL;
  g_autofree char *restore = NULL;
  gint64 id;

  show_indexed (fixture, 12);
  WAIT_FOR (shell_fixture_open_id (fixture) != 0);
  shell_fixture_activate (fixture, "win.search-for:: herald ");
  WAIT_FOR (sees (fixture, "12 found"));
  shell_fixture_activate (fixture, "win.save-search");
  /* The first one is open, and so was read. */
  WAIT_FOR (get_search (fixture) != NULL && gazette_choice_get_count (get_search (fixture)) == 11);
  g_assert_cmpstr (gazette_choice_get_title (get_search (fixture)), ==, "herald");
  WAIT_FOR (sees (fixture, "11 unread") && sees (fixture, "Search saved") && sees (fixture, "Herald 2"));

  shell_fixture_activate (fixture, "win.next");
  WAIT_FOR (gazette_choice_get_count (get_search (fixture)) == 10);
  shell_fixture_add (fixture, "Herald 100 Bugle", 1);
  WAIT_FOR (gazette_choice_get_count (get_search (fixture)) == 11);

  id = gazette_choice_get_source_id (get_search (fixture));
  remove = g_strdup_printf ("win.remove-search(int64 %" G_GINT64_FORMAT ")", id);
  restore = g_strdup_printf ("win.restore-search(int64 %" G_GINT64_FORMAT ")", id);
  shell_fixture_activate (fixture, remove);
  WAIT_FOR (get_search (fixture) == NULL && gazette_sidebar_get_view (fixture->window->sidebar, NULL) == GAZETTE_VIEW_ALL);
  shell_fixture_activate (fixture, restore);
  WAIT_FOR (get_search (fixture) != NULL);
}

#define ADD(path, func) g_test_add (path, ShellFixture, NULL, shell_fixture_set_up, func, shell_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  adw_init ();

  ADD ("/search/closing-goes-back", test_closing_goes_back);
  ADD ("/search/closing-goes-far-down", test_closing_goes_far_down);
  ADD ("/search/other-words-take-the-place", test_other_words_take_the_place);
  ADD ("/search/topic-finds-its-articles", test_a_topic_finds_its_articles);
  ADD ("/search/choosing-a-view-ends-the-search", test_choosing_a_view_ends_the_search);
  ADD ("/search/hits-are-marked-in-the-page", test_hits_are_marked_in_the_page);
  ADD ("/search/saved-search-counts-what-is-unread", test_saved_search_counts_what_is_unread);

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is made late, so that the window is there early. */

#include "config.h"

#include "gazette-choice-row.h"
#include "gazette-find-bar.h"
#include "gazette-highlight-list.h"
#include "gazette-saved-bar.h"
#include "gazette-search-bar.h"
#include "gazette-sidebar-private.h"
#include "gazette-style.h"
#include "shell-fixture.h"

static gboolean
forever_cb (gpointer data)
{
  g_assert_not_reached ();
}

static void
mapped_cb (GazetteWindow *window,
           gboolean      *was_filled)
{
  *was_filled = window->was_shown;
}

static void
test_the_window_comes_with_its_headlines (ShellFixture  *fixture,
                                          gconstpointer  data)
{
  gboolean was_filled = FALSE;

  shell_fixture_add (fixture, "Herald", 2);
  g_signal_connect (fixture->window, "map", G_CALLBACK (mapped_cb), &was_filled);
  gazette_window_present_filled (fixture->window);
  /* On a machine that is busy they might come later than it waits for them. */
  g_clear_handle_id (&fixture->window->wait_source, g_source_remove);
  fixture->window->wait_source = g_timeout_add_seconds (3600, forever_cb, NULL);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->window)));

  gazette_window_set_newsroom (fixture->window, fixture->newsroom);
  WAIT_FOR (gtk_widget_get_mapped (GTK_WIDGET (fixture->window)));
  g_assert_true (was_filled);
  g_assert_cmpuint (fixture->window->wait_source, ==, 0);
}

/* Whether the page showed an article when the window was drawn for the first time: 1 if not, 2 if so. */
static void
drawn_cb (GdkFrameClock *clock,
          ShellFixture  *fixture)
{
  if (fixture->window->drawn != NULL)
    g_object_set_data (G_OBJECT (fixture->window), "open", GINT_TO_POINTER (1 + (shell_fixture_open_id (fixture) != 0)));
}

static void
followed_cb (GazetteWindow *window,
             ShellFixture  *fixture)
{
  g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (window)), "paint", G_CALLBACK (drawn_cb), fixture);
}

static void
test_the_page_follows (ShellFixture  *fixture,
                       gconstpointer  data)
{
  shell_fixture_add (fixture, "Herald", 2);
  g_signal_connect_after (fixture->window, "realize", G_CALLBACK (followed_cb), fixture);
  gazette_window_present_filled (fixture->window);
  gazette_window_set_newsroom (fixture->window, fixture->newsroom);

  WAIT_FOR (shell_fixture_open_id (fixture) != 0);
  g_assert_cmpint (GPOINTER_TO_INT (g_object_get_data (G_OBJECT (fixture->window), "open")), ==, 1);
  g_assert_null (fixture->window->drawn);
}

/* A window that nobody sees is not drawn. */
static void
test_the_page_does_not_wait_for_ever (ShellFixture  *fixture,
                                      gconstpointer  data)
{
  shell_fixture_add (fixture, "Herald", 2);
  gazette_window_present_filled (fixture->window);
  gazette_window_set_newsroom (fixture->window, fixture->newsroom);
  WAIT_FOR (gtk_widget_get_realized (GTK_WIDGET (fixture->window)));
  gtk_widget_set_visible (GTK_WIDGET (fixture->window), FALSE);
  g_assert_nonnull (fixture->window->drawn);

  WAIT_FOR (shell_fixture_open_id (fixture) != 0);
}

/* Its row, which is there before it, would stay chosen, and could not be chosen if it came back. */
static void
test_an_article_may_be_gone (ShellFixture  *fixture,
                             gconstpointer  data)
{
  shell_fixture_add (fixture, "Herald", 2);
  g_settings_set_int64 (fixture->window->settings, "last-article", 999);
  gazette_window_present_filled (fixture->window);
  gazette_window_set_newsroom (fixture->window, fixture->newsroom);

  WAIT_FOR (shell_fixture_sees (GTK_WIDGET (fixture->window->pane), "No Article Open"));
  g_assert_cmpint (fixture->window->sidebar->selected_id, ==, 0);
}

static void
test_the_window_waits_only_for_a_moment (ShellFixture  *fixture,
                                         gconstpointer  data)
{
  gazette_window_present_filled (fixture->window);

  WAIT_FOR (gtk_widget_get_mapped (GTK_WIDGET (fixture->window)));
  g_assert_false (fixture->window->was_shown);
}

static void
test_a_failure_is_not_waited_for (ShellFixture  *fixture,
                                  gconstpointer  data)
{
  gazette_window_present_filled (fixture->window);
  gazette_window_show_failure (fixture->window, "The disk is full.");

  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->window)));
}

static void
test_views_are_listed_when_they_are_asked_for (ShellFixture  *fixture,
                                               gconstpointer  data)
{
  GtkWidget *sidebar;

  shell_fixture_add (fixture, "Herald", 1);
  shell_fixture_show (fixture);
  sidebar = GTK_WIDGET (fixture->window->sidebar);
  g_assert_null (shell_fixture_find (sidebar, GAZETTE_TYPE_CHOICE_ROW));

  shell_fixture_activate (fixture, "win.choose");
  WAIT_FOR (shell_fixture_sees (sidebar, "Sources"));
  g_assert_nonnull (shell_fixture_find (sidebar, GAZETTE_TYPE_CHOICE_ROW));
}

/* What is shown is chosen there only once it is listed, and not any more when it is gone. */
static void
test_views_follow_the_sources (ShellFixture  *fixture,
                               gconstpointer  data)
{
  GtkWidget *sidebar = GTK_WIDGET (fixture->window->sidebar);
  GazetteLibrary *library = gazette_newsroom_get_library (fixture->newsroom);
  g_autofree char *action = NULL;
  gint64 source_id;

  shell_fixture_add (fixture, "Argus", 1);
  source_id = shell_fixture_add (fixture, "Herald", 1);
  shell_fixture_show (fixture);
  action = g_strdup_printf ("win.view::source:%" G_GINT64_FORMAT, source_id);
  shell_fixture_activate (fixture, action);
  shell_fixture_activate (fixture, "win.choose");
  WAIT_FOR (shell_fixture_sees (sidebar, "Herald"));

  shell_fixture_await (gazette_library_remove_source (library, source_id), NULL);
  WAIT_FOR (!shell_fixture_sees (sidebar, "Herald"));
  shell_fixture_await (gazette_library_restore_source (library, source_id), NULL);
  shell_fixture_activate (fixture, action);
  WAIT_FOR (shell_fixture_sees (sidebar, "Herald"));
}

/* What is visible is styled and measured, even where it is not seen; and what is there takes memory. */
static void
test_what_is_not_seen_costs_nothing (ShellFixture  *fixture,
                                     gconstpointer  data)
{
  GazetteSidebar *sidebar = fixture->window->sidebar;
  GazettePane *pane = fixture->window->pane;
  GtkWidget *page;

  shell_fixture_add (fixture, "Herald", 1);
  g_assert_null (shell_fixture_find (GTK_WIDGET (pane), GAZETTE_TYPE_PAGE));
  shell_fixture_show (fixture);
  g_assert_null (shell_fixture_find (GTK_WIDGET (pane), GAZETTE_TYPE_PAGE));
  WAIT_FOR (shell_fixture_open_id (fixture) != 0);
  page = shell_fixture_find (GTK_WIDGET (pane), GAZETTE_TYPE_PAGE);
  g_assert_nonnull (page);
  g_assert_null (shell_fixture_find (GTK_WIDGET (sidebar), GAZETTE_TYPE_HIGHLIGHT_LIST));
  g_assert_null (shell_fixture_find (GTK_WIDGET (pane), GAZETTE_TYPE_SAVED_BAR));
  g_assert_null (shell_fixture_find (GTK_WIDGET (pane), GTK_TYPE_ACTION_BAR));
  g_assert_null (shell_fixture_find (GTK_WIDGET (pane), ADW_TYPE_STATUS_PAGE));

  shell_fixture_activate (fixture, "win.select");
  WAIT_FOR (shell_fixture_sees (GTK_WIDGET (sidebar), "Select All"));
  g_assert_null (shell_fixture_find (GTK_WIDGET (sidebar), GAZETTE_TYPE_SEARCH_BAR));
  shell_fixture_activate (fixture, "win.search");
  WAIT_FOR (gtk_widget_get_mapped (shell_fixture_find (GTK_WIDGET (sidebar), GAZETTE_TYPE_SEARCH_BAR)));
  g_assert_null (shell_fixture_find (page, GAZETTE_TYPE_FIND_BAR));
  shell_fixture_activate (fixture, "win.find");
  WAIT_FOR (gtk_widget_get_mapped (shell_fixture_find (page, GAZETTE_TYPE_FIND_BAR)));
}

/* With the variable set, libadwaita would bring no style of its own. */
static void
test_the_style_is_libadwaitas (void)
{
  g_autofree char *theme = NULL;

  g_object_get (gtk_settings_get_default (), "gtk-theme-name", &theme, NULL);
  g_assert_cmpstr (theme, ==, "Adwaita-empty");
  g_assert_null (g_getenv ("GTK_THEME"));
}

/* Is run once more, as a program by itself. */
static void
test_a_style_that_was_chosen_stays (void)
{
  if (g_test_subprocess ())
    {
      g_assert_cmpstr (g_getenv ("GTK_THEME"), ==, "HighContrast");
      return;
    }

  g_setenv ("GTK_THEME", "HighContrast", TRUE);
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_unsetenv ("GTK_THEME");
  g_test_trap_assert_passed ();
}

#define ADD(path, test) \
  g_test_add (path, ShellFixture, NULL, shell_fixture_set_up, test, shell_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  gazette_style_hold_back ();
  gazette_style_start ();

  ADD ("/start/filled", test_the_window_comes_with_its_headlines);
  ADD ("/start/page-follows", test_the_page_follows);
  ADD ("/start/page-unseen", test_the_page_does_not_wait_for_ever);
  ADD ("/start/page-gone", test_an_article_may_be_gone);
  ADD ("/start/patience", test_the_window_waits_only_for_a_moment);
  ADD ("/start/failure", test_a_failure_is_not_waited_for);
  ADD ("/start/views", test_views_are_listed_when_they_are_asked_for);
  ADD ("/start/views-follow", test_views_follow_the_sources);
  ADD ("/start/not-seen", test_what_is_not_seen_costs_nothing);
  g_test_add_func ("/start/style", test_the_style_is_libadwaitas);
  g_test_add_func ("/start/chosen-style", test_a_style_that_was_chosen_stays);

  return g_test_run ();
}

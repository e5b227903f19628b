/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-sidebar-private.h"
#include "shell-fixture.h"

static GazetteSidebar *
get_sidebar (ShellFixture *fixture)
{
  return fixture->window->sidebar;
}

static GtkSelectionModel *
get_model (ShellFixture *fixture)
{
  return GTK_SELECTION_MODEL (get_sidebar (fixture)->selection);
}

static GazetteLibrary *
get_library (ShellFixture *fixture)
{
  return gazette_newsroom_get_library (fixture->newsroom);
}

static gint64
get_id (ShellFixture *fixture,
        guint         position)
{
  return gazette_headlines_get_article (get_sidebar (fixture)->headlines, position);
}

static GazetteCounts
get_counts (ShellFixture *fixture)
{
  g_auto(GValue) value = G_VALUE_INIT;

  shell_fixture_await (gazette_library_load_counts (get_library (fixture)), &value);

  return *(GazetteCounts *) g_value_get_boxed (&value);
}

static void
wait_for_counts (ShellFixture *fixture,
                 guint         n_unread,
                 guint         n_saved)
{
  GazetteCounts counts = get_counts (fixture);

  while (counts.n_unread != n_unread || counts.n_saved != n_saved)
    counts = get_counts (fixture);
}

static void
act (ShellFixture *fixture,
     const char   *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (get_sidebar (fixture)), action, NULL));
}

/* With the first of so many articles open, and so read. */
static void
show (ShellFixture *fixture,
      guint         n_articles)
{
  shell_fixture_add (fixture, "Herald", n_articles);
  shell_fixture_show (fixture);
  WAIT_FOR (shell_fixture_open_id (fixture) != 0 && gazette_pane_get_article (fixture->window->pane)->read &&
            gazette_selection_get_open (get_sidebar (fixture)->selection) == 0);
}

static void
test_selecting_opens_nothing (ShellFixture  *fixture,
                              gconstpointer  data)
{
  GazetteSidebar *self = get_sidebar (fixture);
  gint64 open_id;

  show (fixture, 6);
  open_id = shell_fixture_open_id (fixture);
  g_assert_false (adw_toolbar_view_get_reveal_bottom_bars (self->view));

  /* Ctrl+click: to what is selected. */
  g_assert_true (gtk_selection_model_select_item (get_model (fixture), 2, FALSE));
  g_assert_true (gazette_selection_get_selecting (self->selection));
  g_assert_cmpuint (gazette_selection_get_n (self->selection), ==, 2);
  g_assert_true (adw_toolbar_view_get_reveal_bottom_bars (self->view));
  g_assert_cmpstr (gtk_label_get_text (self->selection_title), ==, "2 selected");

  /* Shift: what lies between. */
  g_assert_true (gtk_selection_model_select_range (get_model (fixture), 2, 3, TRUE));
  g_assert_cmpuint (gazette_selection_get_n (self->selection), ==, 3);
  g_assert_false (gtk_selection_model_is_selected (get_model (fixture), 0));

  /* Arrows move only the focus. */
  gtk_selection_model_select_item (get_model (fixture), 5, TRUE);
  g_assert_cmpuint (gazette_selection_get_n (self->selection), ==, 3);
  wait_for_counts (fixture, 5, 0);
  g_assert_cmpint (shell_fixture_open_id (fixture), ==, open_id);

  act (fixture, "headlines.end");
  g_assert_false (gazette_selection_get_selecting (self->selection));
  g_assert_false (adw_toolbar_view_get_reveal_bottom_bars (self->view));
  g_assert_true (gtk_selection_model_is_selected (get_model (fixture), 0));
  g_assert_false (gtk_selection_model_is_selected (get_model (fixture), 2));

  /* Deselecting the last one ends it, too. */
  gazette_selection_toggle (self->selection, 3);
  gazette_selection_toggle (self->selection, 3);
  g_assert_false (gazette_selection_get_selecting (self->selection));

  /* Then an arrow opens. */
  gtk_selection_model_select_item (get_model (fixture), 4, TRUE);
  WAIT_FOR (shell_fixture_open_id (fixture) == get_id (fixture, 4));
}

static void
test_selection_follows_the_rows (ShellFixture  *fixture,
                                 gconstpointer  data)
{
  GazetteSidebar *self = get_sidebar (fixture);
  g_autoptr(GArray) ids = NULL;
  g_autoptr(GArray) all = NULL;
  g_autoptr(GArray) listed = NULL;
  gint64 id;

  show (fixture, 5);
  id = get_id (fixture, 3);
  gazette_selection_toggle (self->selection, 3);

  /* They come between those that are there. */
  shell_fixture_add (fixture, "Argus", 4);
  WAIT_FOR (g_list_model_get_n_items (G_LIST_MODEL (self->headlines)) == 9);
  ids = gazette_sidebar_dup_selected (self);
  g_assert_cmpuint (ids->len, ==, 1);
  g_assert_cmpint (g_array_index (ids, gint64, 0), ==, id);

  /* All of them, in their order. */
  gtk_selection_model_select_all (get_model (fixture));
  g_assert_cmpuint (gazette_selection_get_n (self->selection), ==, 9);
  all = gazette_sidebar_dup_selected (self);
  listed = gazette_headlines_dup_ids (self->headlines);
  g_assert_cmpmem (all->data, all->len * sizeof (gint64), listed->data, 9 * sizeof (gint64));

  /* Another view is another choice. */
  shell_fixture_activate (fixture, "win.view::unread");
  g_assert_false (gazette_selection_get_selecting (self->selection));
  WAIT_FOR (g_list_model_get_n_items (G_LIST_MODEL (self->headlines)) == 8 ||
            g_list_model_get_n_items (G_LIST_MODEL (self->headlines)) == 9);
}

static void
test_undo_brings_back_what_was (ShellFixture  *fixture,
                                gconstpointer  data)
{
  show (fixture, 6);

  gtk_selection_model_select_all (get_model (fixture));
  act (fixture, "headlines.read");
  g_assert_false (gazette_selection_get_selecting (get_sidebar (fixture)->selection));
  wait_for_counts (fixture, 0, 0);
  WAIT_FOR (shell_fixture_sees (GTK_WIDGET (fixture->window), "5 articles marked as read"));

  /* What had been read before stays so. */
  shell_fixture_activate (fixture, "win.undo");
  wait_for_counts (fixture, 5, 0);
  shell_fixture_activate (fixture, "win.undo");

  gtk_selection_model_select_all (get_model (fixture));
  act (fixture, "headlines.unread");
  wait_for_counts (fixture, 6, 0);
  WAIT_FOR (!gazette_pane_get_article (fixture->window->pane)->read);
  WAIT_FOR (fixture->window->undos.length == 1);
  shell_fixture_activate (fixture, "win.undo");
  wait_for_counts (fixture, 5, 0);
}

static void
test_saving_is_undone_with_its_notes (ShellFixture  *fixture,
                                      gconstpointer  data)
{
  g_auto(GValue) value = G_VALUE_INIT;
  GazetteStored *stored;
  gint64 id;

  show (fixture, 5);
  id = get_id (fixture, 2);
  shell_fixture_await (gazette_library_set_saved (get_library (fixture), id, GAZETTE_SAVED_INCOMPLETE, "One is missing."),
                       NULL);
  gtk_selection_model_select_all (get_model (fixture));
  act (fixture, "headlines.unsave");
  wait_for_counts (fixture, 4, 0);
  WAIT_FOR (fixture->window->undos.length == 1);
  shell_fixture_activate (fixture, "win.undo");
  wait_for_counts (fixture, 4, 1);
  shell_fixture_await (gazette_library_load_article (get_library (fixture), id), &value);
  stored = g_value_get_boxed (&value);
  g_assert_cmpint (stored->saved, ==, GAZETTE_SAVED_INCOMPLETE);
  g_assert_cmpstr (stored->saved_note, ==, "One is missing.");

  /* That one is not made another by saving all. */
  gtk_selection_model_select_all (get_model (fixture));
  act (fixture, "headlines.save");
  wait_for_counts (fixture, 4, 5);
  WAIT_FOR (fixture->window->undos.length == 1);
  shell_fixture_activate (fixture, "win.undo");
  wait_for_counts (fixture, 4, 1);
}

static void
test_above_and_below (ShellFixture  *fixture,
                      gconstpointer  data)
{
  GazetteSidebar *self = get_sidebar (fixture);

  show (fixture, 8);
  self->menu_id = get_id (fixture, 3);
  act (fixture, "headlines.row-above");
  wait_for_counts (fixture, 5, 0);
  WAIT_FOR (fixture->window->undos.length == 1);
  act (fixture, "headlines.row-below");
  wait_for_counts (fixture, 1, 0);
  WAIT_FOR (fixture->window->undos.length == 2);
  shell_fixture_activate (fixture, "win.undo");
  wait_for_counts (fixture, 5, 0);
  shell_fixture_activate (fixture, "win.undo");
  wait_for_counts (fixture, 7, 0);

  act (fixture, "headlines.row-select");
  g_assert_true (gtk_selection_model_is_selected (get_model (fixture), 3));
  g_assert_cmpuint (gazette_selection_get_n (self->selection), ==, 1);
}

static void
test_sections_have_titles (ShellFixture  *fixture,
                           gconstpointer  data)
{
  GazetteSidebar *self = get_sidebar (fixture);
  g_autoptr(GSettings) settings = g_settings_new (APP_ID);
  GazetteSection section;
  guint start, end;
  gint64 argus;

  shell_fixture_add (fixture, "Herald", 2);
  argus = shell_fixture_add (fixture, "Argus", 3);
  shell_fixture_show (fixture);
  g_assert_true (gazette_headline_list_has_titles (self->list));

  g_settings_set_string (settings, "headline-order", "source");
  WAIT_FOR (gazette_headlines_get_section (self->headlines, 0, &section, &end) && section.key == argus);
  gtk_section_model_get_section (GTK_SECTION_MODEL (self->selection), 1, &start, &end);
  g_assert_cmpuint (start, ==, 0);
  g_assert_cmpuint (end, ==, 3);
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *title = NULL;

      WAIT_FOR ((g_free (title), title = gazette_selection_dup_title (self->selection, i), *title != '\0'));
      g_assert_cmpstr (title, ==, i < 3 ? "Argus" : "Herald");
    }

  g_settings_set_string (settings, "headline-order", "longest");
  WAIT_FOR (!gazette_headline_list_has_titles (self->list));
  g_settings_reset (settings, "headline-order");
  WAIT_FOR (gazette_headline_list_has_titles (self->list));
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  guint *n_ticks = user_data;

  return ++*n_ticks < 2 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* Between two ticks, the list is laid out where it has come to. */
static void
scroll_by (GazetteSidebar *self,
           double          way)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  guint n_ticks = 0;

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + way);
  gtk_widget_add_tick_callback (GTK_WIDGET (self->scroller), tick_cb, &n_ticks, NULL);
  WAIT_FOR (n_ticks == 2);
}

static void
test_what_is_scrolled_past_is_read (ShellFixture  *fixture,
                                    gconstpointer  data)
{
  GazetteSidebar *self = get_sidebar (fixture);
  g_autoptr(GSettings) settings = g_settings_new (APP_ID);

  show (fixture, 60);
  WAIT_FOR (gtk_adjustment_get_upper (gtk_scrolled_window_get_vadjustment (self->scroller)) > 3000);
  self->scrolled_at = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;
  scroll_by (self, 30);
  scroll_by (self, 300);
  g_assert_null (self->passed);

  /* Only what a person does counts, and what can be seen. */
  g_settings_set_boolean (settings, "mark-read-on-scroll", TRUE);
  self->scrolled_at = 0;
  scroll_by (self, 300);
  g_assert_null (self->passed);

  self->scrolled_at = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;
  while (self->passed == NULL)
    scroll_by (self, 60);
  WAIT_FOR (self->passed == NULL);
  while (get_counts (fixture).n_unread == 59)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (get_counts (fixture).n_unread, >, 40);
  g_assert_cmpuint (fixture->window->undos.length, ==, 0);
  g_settings_reset (settings, "mark-read-on-scroll");
}

#define ADD(path, test) \
  g_test_add (path, ShellFixture, NULL, shell_fixture_set_up, test, shell_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("/select/opens-nothing", test_selecting_opens_nothing);
  ADD ("/select/follows-the-rows", test_selection_follows_the_rows);
  ADD ("/select/undo", test_undo_brings_back_what_was);
  ADD ("/select/undo-saving", test_saving_is_undone_with_its_notes);
  ADD ("/select/above-and-below", test_above_and_below);
  ADD ("/select/sections", test_sections_have_titles);
  ADD ("/select/scrolling", test_what_is_scrolled_past_is_read);

  return g_test_run ();
}

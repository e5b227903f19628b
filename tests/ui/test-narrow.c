/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a window as narrow as a phone has room for. */

#include "config.h"

#include "gazette-import-dialog.h"
#include "gazette-saved-bar.h"
#include "gazette-sidebar-private.h"
#include "shell-fixture.h"

#define WIDTH 360

static GtkWidget *
get_child (gpointer    widget,
           GType       type,
           const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (widget, type, name));
}

static void
set_buttons (ShellFixture *fixture,
             const char   *layout)
{
  g_object_set (gtk_widget_get_settings (GTK_WIDGET (fixture->window)), "gtk-decoration-layout", layout, NULL);
}

static void
show_narrow (ShellFixture *fixture,
             guint         n_articles)
{
  shell_fixture_add (fixture, "Herald", n_articles);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), WIDTH, 700);
  shell_fixture_show (fixture);
  WAIT_FOR (shell_fixture_open_id (fixture) != 0);
  WAIT_FOR (adw_navigation_split_view_get_collapsed (fixture->window->split_view));
}

static int
measure_width (gpointer widget)
{
  int minimum;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);

  return minimum;
}

/* Returns: how many items with buttons of their own elsewhere are in a menu */
static int
count_more (gpointer widget,
            GType    type)
{
  return g_menu_model_get_n_items (G_MENU_MODEL (gtk_widget_get_template_child (widget, type, "more_section")));
}

typedef struct
{
  const char *layout;
  int         n_more;
  int         n_more_of_page;
} Buttons;

static const Buttons all_buttons = { "menu:minimize,maximize,close", 2, 1 };
static const Buttons close_button = { ":close", 1, 0 };
static const Buttons no_button = { ":", 0, 0 };

/* With the buttons that a window has on the desktop. */
static void
test_bars_fit (ShellFixture  *fixture,
               gconstpointer  data)
{
  const Buttons *buttons = data;
  GazetteSidebar *sidebar = fixture->window->sidebar;
  GazettePane *pane = fixture->window->pane;

  set_buttons (fixture, buttons->layout);
  show_narrow (fixture, 2);

  g_assert_cmpint (measure_width (sidebar), <=, WIDTH);
  g_assert_cmpint (measure_width (pane), <=, WIDTH);
  g_assert_true (gtk_widget_get_visible (get_child (sidebar, GAZETTE_TYPE_SIDEBAR, "add_button")) ==
                 (buttons->n_more < 1));
  g_assert_true (gtk_widget_get_visible (get_child (sidebar, GAZETTE_TYPE_SIDEBAR, "refresh_button")) ==
                 (buttons->n_more < 2));
  g_assert_true (gtk_widget_get_visible (get_child (pane, GAZETTE_TYPE_PANE, "browser_button")) ==
                 (buttons->n_more < 1));
  g_assert_true (gtk_widget_get_visible (get_child (pane, GAZETTE_TYPE_PANE, "full_text_button")) ==
                 (buttons->n_more_of_page < 1));
  g_assert_cmpint (count_more (sidebar, GAZETTE_TYPE_SIDEBAR), ==, buttons->n_more);
  g_assert_cmpint (count_more (pane, GAZETTE_TYPE_PANE), ==, buttons->n_more_of_page);
}

static GtkWidget *
find_label (GtkWidget  *root,
            const char *text)
{
  if (GTK_IS_LABEL (root) && g_str_equal (gtk_label_get_text (GTK_LABEL (root)), text))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_label (child, text);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
test_what_is_marked_is_said_in_full (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *bar = g_object_new (GAZETTE_TYPE_SAVED_BAR, NULL);
  GtkWidget *label = find_label (bar, "Marked is what is new, struck through what is gone.");
  GtkRevealer *decision = GTK_REVEALER (get_child (bar, GAZETTE_TYPE_SAVED_BAR, "decision"));
  graphene_rect_t bounds;

  gtk_revealer_set_transition_duration (decision, 0);
  gtk_revealer_set_reveal_child (decision, TRUE);
  gtk_window_set_child (GTK_WINDOW (window), bar);
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, 200);
  gtk_window_present (GTK_WINDOW (window));
  WAIT_FOR (gtk_widget_get_height (label) > 0);

  g_assert_true (gtk_widget_compute_bounds (label, bar, &bounds));
  g_assert_cmpfloat (bounds.origin.x, >=, 0);
  g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <=, WIDTH);

  gtk_window_destroy (GTK_WINDOW (window));
}

/* The title of the page of a dialog that is shown, or NULL. */
static GtkLabel *
find_title (GtkWidget  *dialog,
            const char *text)
{
  GtkWidget *label = find_label (dialog, text);

  return label != NULL && gtk_widget_get_mapped (label) && gtk_widget_get_width (label) > 0 ? GTK_LABEL (label) : NULL;
}

static void
test_titles_of_the_import_are_whole (ShellFixture  *fixture,
                                     gconstpointer  data)
{
  GazetteImportDialog *dialog = gazette_import_dialog_new (fixture->newsroom);
  AdwNavigationView *view = ADW_NAVIGATION_VIEW (get_child (dialog, GAZETTE_TYPE_IMPORT_DIALOG, "view"));
  GtkWidget *page;

  set_buttons (fixture, ":close");
  show_narrow (fixture, 2);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (fixture->window));
  adw_navigation_view_push_by_tag (view, "failures");
  page = GTK_WIDGET (adw_navigation_view_get_visible_page (view));
  WAIT_FOR (find_title (page, "What Could Not Be Had") != NULL);
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (find_title (page, "What Could Not Be Had"))));
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

/* One has gone on from article to article on the page. */
static void
test_keys_go_on_from_the_article_one_comes_back_from (ShellFixture  *fixture,
                                                      gconstpointer  data)
{
  AdwNavigationSplitView *split_view = fixture->window->split_view;
  GazetteSidebar *sidebar = fixture->window->sidebar;

  show_narrow (fixture, 40);
  adw_navigation_split_view_set_show_content (split_view, FALSE);
  WAIT_FOR (gtk_widget_grab_focus (GTK_WIDGET (sidebar->list)));
  gazette_window_open_article (fixture->window, shell_fixture_open_id (fixture), TRUE);
  WAIT_FOR (adw_navigation_split_view_get_show_content (split_view));
  for (guint i = 1; i <= 12; i++)
    {
      shell_fixture_activate (fixture, "win.next");
      WAIT_FOR (gazette_selection_get_open (sidebar->selection) == i);
    }

  adw_navigation_split_view_set_show_content (split_view, FALSE);
  WAIT_FOR (gtk_widget_get_child_visible (GTK_WIDGET (sidebar->list)) &&
            gazette_headline_list_get_focus_row (sidebar->list) != GTK_INVALID_LIST_POSITION);
  g_assert_cmpuint (gazette_headline_list_get_focus_row (sidebar->list), ==, 12);
}

#define ADD(path, data, test) \
  g_test_add (path, ShellFixture, data, shell_fixture_set_up, test, shell_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  adw_init ();

  ADD ("/narrow/all-buttons", &all_buttons, test_bars_fit);
  ADD ("/narrow/close-button", &close_button, test_bars_fit);
  ADD ("/narrow/no-button", &no_button, test_bars_fit);
  g_test_add_func ("/narrow/changes", test_what_is_marked_is_said_in_full);
  ADD ("/narrow/back", NULL, test_keys_go_on_from_the_article_one_comes_back_from);
  ADD ("/narrow/import", NULL, test_titles_of_the_import_are_whole);

  return g_test_run ();
}

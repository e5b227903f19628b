/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The menu of a page, for what stands in it. */

#include "config.h"

#include <locale.h>

#include <adwaita.h>

#include "gazette-code-text.h"
#include "gazette-page-table.h"
#include "gazette-picture.h"
#include "page-fixture.h"

static GtkWidget *
find_open_menu (PageFixture *fixture)
{
  GtkWidget *menu;

  for (guint i = 0; (menu = page_fixture_find (fixture->window, GTK_TYPE_POPOVER_MENU, i)) != NULL; i++)
    {
      if (gtk_widget_get_mapped (menu))
        return menu;
    }

  return NULL;
}

/* GTK complains, which ends the test, of a menu that is drawn before it has its place. */
static void
test_menu_of_a_picture (PageFixture   *fixture,
                        gconstpointer  data)
{
  GtkWidget *picture;
  GtkWidget *menu;

  page_fixture_show_html (fixture, "<p>One</p><img src='https://example.org/a.png'><p>Two</p>");
  picture = page_fixture_find (GTK_WIDGET (fixture->view), GAZETTE_TYPE_PICTURE, 0);
  g_assert_nonnull (picture);
  /* Most pages have no menu opened. */
  g_assert_null (page_fixture_find (GTK_WIDGET (fixture->view), GTK_TYPE_POPOVER_MENU, 0));
  for (guint i = 0; i < 3; i++)
    {
      g_assert_true (gtk_widget_activate_action (picture, "menu.popup", NULL));
      page_fixture_settle ();
      menu = find_open_menu (fixture);
      g_assert_nonnull (menu);
      g_assert_true (gtk_widget_activate_action (menu, "picture.copy-address", NULL));
      gtk_popover_popdown (GTK_POPOVER (menu));
      page_fixture_settle ();
      g_assert_true (gtk_root_get_focus (gtk_widget_get_root (picture)) == picture);
    }
}

/* Presses the other button of the mouse at the middle of a widget in the page. */
static void
press_secondary (PageFixture *fixture,
                 GtkWidget   *widget)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (fixture->view));
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, GTK_WIDGET (fixture->view), &bounds));
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_CLICK (controller) &&
          gtk_gesture_single_get_button (GTK_GESTURE_SINGLE (controller)) == GDK_BUTTON_SECONDARY)
        g_signal_emit_by_name (controller, "pressed", 1, (double) (bounds.origin.x + bounds.size.width / 2),
                               (double) (bounds.origin.y + bounds.size.height / 2));
    }
}

/* Presses the key for menus while something in the page has the focus. */
static void
press_menu_key (PageFixture *fixture)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (fixture->view));
  gboolean taken = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !taken; i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller) &&
          gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "key-pressed", GDK_KEY_Menu, 0, 0, &taken);
    }
  g_assert_true (taken);
}

static GtkWidget *
settle_menu (PageFixture *fixture)
{
  GtkWidget *menu;

  page_fixture_settle ();
  menu = find_open_menu (fixture);
  g_assert_nonnull (menu);

  return menu;
}

static void
close_menu (GtkWidget *menu)
{
  gtk_popover_popdown (GTK_POPOVER (menu));
  page_fixture_settle ();
}

/* Labels have one of their own, of which GTK complains. What is chosen is done to the cell. */
static void
test_menu_of_a_cell (PageFixture   *fixture,
                     gconstpointer  data)
{
  GtkLabel *cell;
  GtkWidget *menu;
  int start;
  int end;

  page_fixture_show_html (fixture, "<p>One</p><table><tr><th>Place</th><th>Crew</th></tr>"
                                   "<tr><td>North quay</td><td>12</td></tr></table>");
  cell = GTK_LABEL (page_fixture_find (page_fixture_find (GTK_WIDGET (fixture->view), GAZETTE_TYPE_PAGE_TABLE, 0),
                                       GTK_TYPE_LABEL, 0));
  gtk_label_set_selectable (cell, TRUE);
  press_secondary (fixture, GTK_WIDGET (cell));
  menu = settle_menu (fixture);
  g_assert_true (gtk_widget_activate_action (menu, "selection.select-all", NULL));
  close_menu (menu);
  g_assert_true (gtk_label_get_selection_bounds (cell, &start, &end));
  g_assert_cmpint (end - start, ==, 5);
  g_assert_false (gtk_text_buffer_get_has_selection (gtk_text_view_get_buffer (GTK_TEXT_VIEW (fixture->view))));

  gtk_label_select_region (cell, 2, 4);
  gtk_root_set_focus (GTK_ROOT (fixture->window), GTK_WIDGET (cell));
  press_menu_key (fixture);
  close_menu (settle_menu (fixture));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (fixture->window)) == GTK_WIDGET (cell));
  g_assert_true (gtk_label_get_selection_bounds (cell, &start, &end));
  g_assert_cmpint (end - start, ==, 2);

  /* What the text offers is the text's again. */
  press_secondary (fixture, GTK_WIDGET (fixture->view));
  menu = settle_menu (fixture);
  g_assert_true (gtk_widget_activate_action (menu, "selection.select-all", NULL));
  close_menu (menu);
  g_assert_true (gtk_text_buffer_get_has_selection (gtk_text_view_get_buffer (GTK_TEXT_VIEW (fixture->view))));
}

static void
test_menu_of_code (PageFixture   *fixture,
                   gconstpointer  data)
{
  GazetteCodeText *code;
  GtkWidget *menu;
  guint start;
  guint end;

  page_fixture_show_html (fixture, "<p>One</p><pre>int boats;</pre><p>Two</p>");
  code = GAZETTE_CODE_TEXT (page_fixture_find (GTK_WIDGET (fixture->view), GAZETTE_TYPE_CODE_TEXT, 0));
  press_secondary (fixture, GTK_WIDGET (code));
  menu = settle_menu (fixture);
  g_assert_true (gtk_widget_activate_action (menu, "selection.select-all", NULL));
  close_menu (menu);
  g_assert_true (gazette_code_text_get_selected (code, &start, &end));
  g_assert_cmpuint (end - start, ==, 10);

  g_assert_true (gtk_root_get_focus (GTK_ROOT (fixture->window)) == GTK_WIDGET (code));
  press_menu_key (fixture);
  close_menu (settle_menu (fixture));
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

#define ADD(name, function) \
  g_test_add ("/menus/" name, PageFixture, NULL, page_fixture_set_up, function, page_fixture_tear_down)
  ADD ("picture", test_menu_of_a_picture);
  ADD ("cell", test_menu_of_a_cell);
  ADD ("code", test_menu_of_code);

  return g_test_run ();
}

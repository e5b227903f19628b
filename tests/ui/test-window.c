/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-add-dialog.h"
#include "gazette-headline-list.h"
#include "gazette-selection.h"
#include "gazette-test-server.h"
#include "gazette-typography-popover.h"
#include "gazette-worker.h"
#include "shell-fixture.h"

#define FEED \
  "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"The Bugle\", \"items\": [" \
  "{\"id\": \"1\", \"url\": \"{{base}}/1\", \"title\": \"First of the Bugle\", \"content_text\": \"Words.\"}]}"

static gboolean
sees (ShellFixture *fixture,
      const char   *text)
{
  return shell_fixture_sees (GTK_WIDGET (fixture->window), text);
}

static GazetteHeadlineList *
get_list (ShellFixture *fixture)
{
  GObject *list = gtk_widget_get_template_child (GTK_WIDGET (fixture->window->sidebar), GAZETTE_TYPE_SIDEBAR, "list");

  return GAZETTE_HEADLINE_LIST (list);
}

/* There is none while another view is on its way. */
static gboolean
has_selection (ShellFixture *fixture)
{
  GtkSelectionModel *model = gazette_headline_list_get_model (get_list (fixture));

  return gazette_selection_get_open (GAZETTE_SELECTION (model)) != GTK_INVALID_LIST_POSITION;
}

static gboolean
get_state (ShellFixture *fixture,
           const char   *action)
{
  g_autoptr(GVariant) state = g_action_group_get_action_state (G_ACTION_GROUP (fixture->window), action);

  return g_variant_get_boolean (state);
}

static void
test_first_start_opens_the_first_article (ShellFixture  *fixture,
                                          gconstpointer  data)
{
  shell_fixture_add (fixture, "Herald", 3);
  shell_fixture_show (fixture);

  WAIT_FOR (shell_fixture_open_id (fixture) != 0);
  g_assert_cmpstr (gazette_pane_get_article (fixture->window->pane)->article->title, ==, "Herald 1");
  /* It is read by being opened. */
  WAIT_FOR (gazette_pane_get_article (fixture->window->pane)->read);
  WAIT_FOR (sees (fixture, "Herald 2") && sees (fixture, "Herald 3"));
  WAIT_FOR (g_settings_get_int64 (fixture->window->settings, "last-article") == shell_fixture_open_id (fixture));
}

static void
test_the_last_article_comes_back (ShellFixture  *fixture,
                                  gconstpointer  data)
{
  gint64 id;

  shell_fixture_add (fixture, "Herald", 3);
  shell_fixture_show (fixture);
  WAIT_FOR (shell_fixture_open_id (fixture) != 0);
  shell_fixture_activate (fixture, "win.next");
  WAIT_FOR (g_str_equal (gazette_pane_get_article (fixture->window->pane)->article->title, "Herald 2"));
  id = shell_fixture_open_id (fixture);
  shell_fixture_activate (fixture, "win.view::unread");

  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->window);
  fixture->window = g_object_ref_sink (g_object_new (GAZETTE_TYPE_WINDOW, NULL));
  shell_fixture_show (fixture);

  WAIT_FOR (shell_fixture_open_id (fixture) == id);
  g_assert_cmpint (gazette_sidebar_get_view (fixture->window->sidebar, NULL), ==, GAZETTE_VIEW_UNREAD);
}

/* Of a long list the first part is shown before the rest has been read. */
static void
test_the_last_article_is_found_far_down (ShellFixture  *fixture,
                                         gconstpointer  data)
{
  g_autoptr(GazetteHeadlines) headlines = NULL;
  g_autoptr(GazetteHeadline) last = NULL;

  shell_fixture_add (fixture, "Herald", 2500);
  headlines = gazette_headlines_new (gazette_newsroom_get_library (fixture->newsroom));
  shell_fixture_await (gazette_headlines_set_view (headlines, GAZETTE_VIEW_ALL, 0), NULL);
  WAIT_FOR (g_list_model_get_n_items (G_LIST_MODEL (headlines)) == 2500);
  last = g_list_model_get_item (G_LIST_MODEL (headlines), 2499);

  g_settings_set_int64 (fixture->window->settings, "last-article", gazette_headline_get_id (last));
  shell_fixture_show (fixture);

  WAIT_FOR (shell_fixture_open_id (fixture) == gazette_headline_get_id (last));
  WAIT_FOR (has_selection (fixture));
}

/* Also when the headlines were there, with the focus on the first, before what is open. */
static void
test_keys_go_on_from_the_article_that_is_open (ShellFixture  *fixture,
                                               gconstpointer  data)
{
  g_autoptr(GazetteHeadlines) headlines = NULL;
  g_autoptr(GazetteHeadline) last = NULL;
  GazetteHeadlineList *list = get_list (fixture);

  shell_fixture_add (fixture, "Herald", 40);
  headlines = gazette_headlines_new (gazette_newsroom_get_library (fixture->newsroom));
  shell_fixture_await (gazette_headlines_set_view (headlines, GAZETTE_VIEW_ALL, 0), NULL);
  last = g_list_model_get_item (G_LIST_MODEL (headlines), 30);
  g_settings_set_int64 (fixture->window->settings, "last-article", gazette_headline_get_id (last));
  shell_fixture_show (fixture);
  WAIT_FOR (shell_fixture_open_id (fixture) != 0 && has_selection (fixture) && shell_fixture_has_focus (GTK_WIDGET (list)));
  g_assert_cmpuint (gazette_headline_list_get_focus_row (list), ==, 30);

  /* And after keys of the window have opened another one. */
  shell_fixture_activate (fixture, "win.next");
  WAIT_FOR (shell_fixture_open_id (fixture) != gazette_headline_get_id (last));
  g_assert_cmpuint (gazette_headline_list_get_focus_row (list), ==, 31);
}

static void
test_without_a_source_it_offers_to_add_one (ShellFixture  *fixture,
                                            gconstpointer  data)
{
  shell_fixture_show (fixture);

  WAIT_FOR (sees (fixture, "No Sources Yet"));
  g_assert_true (sees (fixture, "No Article Open"));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "saved"));
}

static void
test_empty_views_say_so (ShellFixture  *fixture,
                         gconstpointer  data)
{
  shell_fixture_add (fixture, "Herald", 1);
  shell_fixture_show (fixture);
  WAIT_FOR (shell_fixture_open_id (fixture) != 0 && gazette_pane_get_article (fixture->window->pane)->read);

  shell_fixture_activate (fixture, "win.view::saved");
  WAIT_FOR (sees (fixture, "Nothing Saved"));
  shell_fixture_activate (fixture, "win.view::all");
  WAIT_FOR (sees (fixture, "Herald 1") && !sees (fixture, "Nothing Saved"));
  /* What is open stays in the view of the unread, although it is read. */
  shell_fixture_activate (fixture, "win.unread");
  WAIT_FOR (!gazette_pane_get_article (fixture->window->pane)->read);
  shell_fixture_activate (fixture, "win.view::unread");
  WAIT_FOR (has_selection (fixture) && sees (fixture, "1 article"));
  shell_fixture_activate (fixture, "win.unread");
  WAIT_FOR (sees (fixture, "0 articles"));
  g_assert_true (sees (fixture, "Herald 1"));
}

static void
test_keys_go_along_the_headlines (ShellFixture  *fixture,
                                  gconstpointer  data)
{
  gint64 first;

  shell_fixture_add (fixture, "Herald", 2);
  shell_fixture_show (fixture);
  WAIT_FOR (shell_fixture_open_id (fixture) != 0);
  first = shell_fixture_open_id (fixture);

  shell_fixture_activate (fixture, "win.previous");
  g_assert_cmpint (shell_fixture_open_id (fixture), ==, first);
  shell_fixture_activate (fixture, "win.next");
  WAIT_FOR (shell_fixture_open_id (fixture) != first);
  /* There is no further one. */
  shell_fixture_activate (fixture, "win.next");
  shell_fixture_activate (fixture, "win.previous");
  WAIT_FOR (shell_fixture_open_id (fixture) == first);
  WAIT_FOR (gazette_sidebar_get_next_unread (fixture->window->sidebar, first) == 0);
}

/* Without its full text: its page is nowhere. */
static gboolean
is_saved (ShellFixture *fixture)
{
  return gazette_pane_get_article (fixture->window->pane)->saved == GAZETTE_SAVED_INCOMPLETE;
}

static void
test_an_article_is_saved_and_let_go (ShellFixture  *fixture,
                                     gconstpointer  data)
{
  shell_fixture_add (fixture, "Herald", 1);
  shell_fixture_show (fixture);
  WAIT_FOR (shell_fixture_open_id (fixture) != 0);
  g_assert_false (get_state (fixture, "saved"));

  shell_fixture_activate (fixture, "win.saved");
  WAIT_FOR (is_saved (fixture));
  g_assert_true (get_state (fixture, "saved"));

  shell_fixture_activate (fixture, "win.saved");
  WAIT_FOR (gazette_pane_get_article (fixture->window->pane)->saved == GAZETTE_SAVED_NONE);
  g_assert_false (get_state (fixture, "saved"));
  WAIT_FOR (sees (fixture, "Article no longer saved"));

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.save-article", "x",
                              shell_fixture_open_id (fixture));
  WAIT_FOR (is_saved (fixture));
}

static void
test_a_removed_source_comes_back (ShellFixture  *fixture,
                                  gconstpointer  data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  gint64 herald = shell_fixture_add (fixture, "Herald", 1);
  GazetteChoices *choices;

  shell_fixture_add (fixture, "Argus", 1);
  shell_fixture_show (fixture);
  choices = gazette_sidebar_get_choices (fixture->window->sidebar);
  g_assert_cmpuint (gazette_choices_get_n_sources (choices), ==, 2);

  gazette_window_show_view (fixture->window, "source:1");
  WAIT_FOR (!sees (fixture, "Argus 1"));
  gtk_widget_activate_action (window, "win.remove-source", "x", herald);
  /* Its articles are gone, so that another view shows. */
  WAIT_FOR (gazette_choices_get_n_sources (choices) == 1 && sees (fixture, "Argus 1"));
  g_assert_cmpint (gazette_sidebar_get_view (fixture->window->sidebar, NULL), ==, GAZETTE_VIEW_ALL);
  WAIT_FOR (sees (fixture, "“Herald” removed"));

  gtk_widget_activate_action (window, "win.restore-source", "x", herald);
  WAIT_FOR (gazette_choices_get_n_sources (choices) == 2 && sees (fixture, "Herald 1"));
}

static void
test_trouble_of_a_source_is_told (ShellFixture  *fixture,
                                  gconstpointer  data)
{
  GazetteLibrary *library = gazette_newsroom_get_library (fixture->newsroom);
  gint64 id = shell_fixture_add (fixture, "Herald", 1);
  g_autoptr(GazetteSource) source = NULL;
  g_auto(GValue) value = G_VALUE_INIT;

  shell_fixture_show (fixture);
  shell_fixture_await (gazette_library_load_source (library, id), &value);
  source = gazette_source_copy (g_value_get_boxed (&value));
  g_set_str (&source->error, "The server is tired. Try again tomorrow.");
  shell_fixture_await (gazette_library_update_source (library, source), NULL);

  gazette_window_show_view (fixture->window, "source:1");
  WAIT_FOR (sees (fixture, "The server is tired. Try again tomorrow."));
  shell_fixture_activate (fixture, "win.view::all");
  WAIT_FOR (!sees (fixture, "The server is tired. Try again tomorrow."));
}

static void
test_a_source_is_added_by_its_address (ShellFixture  *fixture,
                                       gconstpointer  data)
{
  g_autoptr(GazetteTestServer) server = gazette_test_server_new ();
  g_autofree char *url = gazette_test_server_dup_url (server, "/feed.json");
  AdwDialog *dialog;

  gazette_test_server_add (server, "/feed.json",
                           &(GazetteTestAnswer) { .headers = "Content-Type: application/feed+json", .body = FEED });
  shell_fixture_show (fixture);

  gazette_window_add_source (fixture->window, url);
  WAIT_FOR (sees (fixture, "This looks like JSON Feed"));
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window));
  g_assert_true (gtk_widget_activate (adw_dialog_get_default_widget (dialog)));
  WAIT_FOR (gazette_sidebar_get_view (fixture->window->sidebar, NULL) == GAZETTE_VIEW_SOURCE);
  WAIT_FOR (sees (fixture, "The Bugle"));
  WAIT_FOR (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window)) == NULL);
}

static void
test_a_wrong_address_is_told_in_the_dialog (ShellFixture  *fixture,
                                            gconstpointer  data)
{
  g_autoptr(GazetteTestServer) server = gazette_test_server_new ();
  g_autofree char *url = gazette_test_server_dup_url (server, "/nothing");
  AdwDialog *dialog;
  GtkEditable *entry;

  shell_fixture_show (fixture);
  gazette_window_add_source (fixture->window, "not an address");
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window));
  g_assert_true (GAZETTE_IS_ADD_DIALOG (dialog));
  WAIT_FOR (sees (fixture, "This is not a web address. Check the spelling, or copy the address from your browser."));

  /* Typing takes the reproach away. */
  entry = GTK_EDITABLE (shell_fixture_find (GTK_WIDGET (dialog), ADW_TYPE_ENTRY_ROW));
  gtk_editable_set_text (entry, url);
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (entry), "error"));
  gazette_add_dialog_add (GAZETTE_ADD_DIALOG (dialog), url);
  WAIT_FOR (gtk_widget_has_css_class (GTK_WIDGET (entry), "error"));
  g_assert_cmpuint (gazette_test_server_get_hits (server, "/nothing"), ==, 1);

  /* What is under way ends with the dialog. */
  gazette_test_server_add (server, "/slow", &(GazetteTestAnswer) { .fault = GAZETTE_TEST_FAULT_NEVER });
  g_free (url);
  url = gazette_test_server_dup_url (server, "/slow");
  gazette_add_dialog_add (GAZETTE_ADD_DIALOG (dialog), url);
  WAIT_FOR (gazette_test_server_get_running (server, "/slow") == 1);
  adw_dialog_close (dialog);
  WAIT_FOR (gazette_test_server_get_dropped (server, "/slow") == 1);
}

static void
test_an_address_is_taken_from_the_clipboard (ShellFixture  *fixture,
                                             gconstpointer  data)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->window));
  AdwDialog *dialog;
  GtkEditable *entry;

  shell_fixture_show (fixture);
  gdk_clipboard_set_text (clipboard, " https://example.org/feed.json\n");
  shell_fixture_activate (fixture, "win.add-source");
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window));
  entry = GTK_EDITABLE (shell_fixture_find (GTK_WIDGET (dialog), ADW_TYPE_ENTRY_ROW));
  WAIT_FOR (g_str_equal (gtk_editable_get_text (entry), "https://example.org/feed.json"));
  adw_dialog_force_close (dialog);
  WAIT_FOR (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window)) == NULL);

  /* It is only proposed. */
  g_assert_cmpuint (gazette_choices_get_n_sources (gazette_sidebar_get_choices (fixture->window->sidebar)), ==, 0);
  gdk_clipboard_set_text (clipboard, "");
}

static void
test_a_library_that_cannot_be_opened_is_told (ShellFixture  *fixture,
                                              gconstpointer  data)
{
  gazette_window_show_failure (fixture->window, "The disk is <full>. Make room, then try again.");
  gtk_window_present (GTK_WINDOW (fixture->window));

  WAIT_FOR (sees (fixture, "The disk is <full>. Make room, then try again."));
  g_assert_true (sees (fixture, "Your News Could Not Be Opened"));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "add-source"));
}

static gboolean
has_focus_on_page (ShellFixture *fixture)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (gazette_pane_get_page (fixture->window->pane)));
}

static void
test_keys_go_to_the_page_that_covers_the_headlines (ShellFixture  *fixture,
                                                    gconstpointer  data)
{
  AdwNavigationSplitView *split_view = fixture->window->split_view;

  shell_fixture_add (fixture, "Herald", 2);
  shell_fixture_show (fixture);
  WAIT_FOR (shell_fixture_open_id (fixture) != 0);

  adw_navigation_split_view_set_collapsed (split_view, TRUE);
  WAIT_FOR (has_focus_on_page (fixture));

  adw_navigation_split_view_set_show_content (split_view, FALSE);
  WAIT_FOR (!has_focus_on_page (fixture));
  gazette_window_open_article (fixture->window, shell_fixture_open_id (fixture), TRUE);
  WAIT_FOR (adw_navigation_split_view_get_show_content (split_view) && has_focus_on_page (fixture));
}

static void
test_headlines_that_cannot_be_read_are_told (ShellFixture  *fixture,
                                             gconstpointer  data)
{
  shell_fixture_add (fixture, "Herald", 1);
  shell_fixture_show (fixture);
  WAIT_FOR (sees (fixture, "Herald 1"));

  /* A library that is closed answers as one that is damaged does. */
  shell_fixture_await (gazette_library_close (gazette_newsroom_get_library (fixture->newsroom)), NULL);
  shell_fixture_activate (fixture, "win.view::saved");

  WAIT_FOR (sees (fixture, "These Headlines Could Not Be Read"));
  g_assert_true (sees (fixture, "Try Again"));
  g_assert_false (sees (fixture, "Herald 1"));
}

/* What of the kind watches the page. */
static GtkEventController *
find_controller (ShellFixture *fixture,
                 GType         type)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (fixture->window->pane));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (g_type_is_a (G_OBJECT_TYPE (controller), type))
        return controller;
    }

  g_assert_not_reached ();
}

/* As fingers on a touchpad do that is scrolled. */
static void
swipe (ShellFixture *fixture,
       double        dx,
       double        dy)
{
  GtkEventController *scroll = find_controller (fixture, GTK_TYPE_EVENT_CONTROLLER_SCROLL);
  gboolean handled;

  g_signal_emit_by_name (scroll, "scroll-begin");
  for (guint i = 0; i < 10; i++)
    g_signal_emit_by_name (scroll, "scroll", dx / 10, dy / 10, &handled);
  g_signal_emit_by_name (scroll, "scroll-end");
}

static gboolean
has_open (ShellFixture *fixture,
          const char   *title)
{
  GazetteStored *stored = gazette_pane_get_article (fixture->window->pane);

  return stored != NULL && g_str_equal (stored->article->title, title) && fixture->window->opening_id == 0;
}

static void
test_a_swipe_turns_to_another_article (ShellFixture  *fixture,
                                       gconstpointer  data)
{
  shell_fixture_add (fixture, "Herald", 3);
  shell_fixture_show (fixture);
  WAIT_FOR (has_open (fixture, "Herald 1"));

  swipe (fixture, 200, 10);
  WAIT_FOR (has_open (fixture, "Herald 2"));
  /* What goes down, too, or not far, is meant otherwise. */
  swipe (fixture, 200, 100);
  swipe (fixture, 60, 0);
  g_assert_cmpint (fixture->window->opening_id, ==, 0);
  g_assert_true (has_open (fixture, "Herald 2"));
  swipe (fixture, -200, 0);
  WAIT_FOR (has_open (fixture, "Herald 1"));

  /* With a finger on the screen, which takes the page along. */
  g_signal_emit_by_name (find_controller (fixture, GTK_TYPE_GESTURE_SWIPE), "swipe", -900.0, 50.0);
  WAIT_FOR (has_open (fixture, "Herald 2"));
  gtk_widget_set_direction (GTK_WIDGET (fixture->window), GTK_TEXT_DIR_RTL);
  g_signal_emit_by_name (find_controller (fixture, GTK_TYPE_GESTURE_SWIPE), "swipe", -900.0, 50.0);
  WAIT_FOR (has_open (fixture, "Herald 1"));
}

static gboolean
hold_on_thread (gpointer   data,
                GValue    *result,
                GError   **error)
{
  while (g_atomic_int_get ((gint *) data))
    g_usleep (1000);

  return TRUE;
}

/* Its page is not made before others are; what was read of it is of before by then. */
static void
test_an_article_that_changes_while_it_opens (ShellFixture  *fixture,
                                             gconstpointer  data)
{
  GazetteLibrary *library = gazette_newsroom_get_library (fixture->newsroom);
  gint64 source_id = shell_fixture_add (fixture, "Herald", 2);
  g_autoptr(GazetteEdition) edition = gazette_edition_new ("jsonfeed");
  GazetteArticle *article = gazette_article_new ("2");
  g_auto(GValue) source = G_VALUE_INIT;
  /* Some of what waits for it may end after the test. */
  static gint held;

  shell_fixture_show (fixture);
  WAIT_FOR (has_open (fixture, "Herald 1"));
  shell_fixture_await (gazette_library_load_source (library, source_id), &source);
  held = TRUE;
  for (guint i = 0; i < 4; i++)
    dex_future_disown (gazette_worker_run (gazette_worker_get_cpu (), hold_on_thread, &held, NULL));

  shell_fixture_activate (fixture, "win.next");
  shell_fixture_await (gazette_library_load_article (library, fixture->window->opening_id), NULL);
  g_set_str (&article->title, "Herald 2, corrected");
  g_set_str (&article->html, "<p>What it says now</p>");
  g_ptr_array_add (edition->articles, article);
  shell_fixture_await (gazette_library_store_edition (library, g_value_get_boxed (&source), edition), NULL);
  g_assert_true (fixture->window->opening_id != 0);

  g_atomic_int_set (&held, FALSE);
  WAIT_FOR (fixture->window->opening_id == 0);
  g_assert_true (has_open (fixture, "Herald 2, corrected"));
}

/* It is laid out, and what is above it as well, so that it stays there. */
static gboolean
is_shown_at (ShellFixture    *fixture,
             GtkWidget       *scroller,
             graphene_rect_t *place)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (scroller));
  GtkWidget *pane = GTK_WIDGET (fixture->window->pane);
  GtkWidget *there;

  if (fixture->window->opening_id != 0 || !gtk_widget_compute_bounds (scroller, pane, place) ||
      gtk_adjustment_get_upper (adjustment) <= gtk_adjustment_get_page_size (adjustment))
    return FALSE;

  there = gtk_widget_pick (pane, place->origin.x + 30, place->origin.y + 5, GTK_PICK_DEFAULT);

  return there != NULL && gtk_widget_is_ancestor (there, scroller);
}

/* A table that is wider than the column is what fingers on it move. */
static void
test_a_swipe_over_a_table_moves_that (ShellFixture  *fixture,
                                      gconstpointer  data)
{
  GazetteLibrary *library = gazette_newsroom_get_library (fixture->newsroom);
  g_autoptr(GazetteSource) source = gazette_source_new ("https://wide.example/feed.json");
  g_autoptr(GazetteEdition) edition = gazette_edition_new ("jsonfeed");
  g_autoptr(GString) html = g_string_new ("<table><tr>");
  GtkWidget *scroller;
  graphene_rect_t place;

  for (guint i = 0; i < 60; i++)
    g_string_append_printf (html, "<td>column-%u</td>", i);
  g_string_append (html, "</tr></table>");
  g_set_str (&source->title, "Wide");
  g_set_str (&source->dialect, "jsonfeed");
  for (guint i = 1; i <= 2; i++)
    {
      g_autofree char *title = g_strdup_printf ("Wide %u", i);
      GazetteArticle *article = gazette_article_new (title);

      g_set_str (&article->title, title);
      g_set_str (&article->html, html->str);
      article->published = 1700000000 - i;
      g_ptr_array_add (edition->articles, article);
    }
  shell_fixture_await (gazette_library_add_source (library, source, edition), NULL);
  shell_fixture_show (fixture);
  WAIT_FOR (has_open (fixture, "Wide 1") && sees (fixture, "column-1"));
  scroller = gtk_widget_get_ancestor (shell_fixture_find (GTK_WIDGET (fixture->window->pane), GTK_TYPE_GRID),
                                      GTK_TYPE_SCROLLED_WINDOW);
  WAIT_FOR (is_shown_at (fixture, scroller, &place));

  g_signal_emit_by_name (find_controller (fixture, GTK_TYPE_EVENT_CONTROLLER_MOTION), "motion",
                         place.origin.x + 30.0, place.origin.y + 5.0);
  swipe (fixture, 200, 0);
  g_assert_cmpint (fixture->window->opening_id, ==, 0);
  g_signal_emit_by_name (find_controller (fixture, GTK_TYPE_EVENT_CONTROLLER_MOTION), "motion",
                         place.origin.x + 30.0, place.origin.y - 30.0);
  swipe (fixture, 200, 0);
  WAIT_FOR (has_open (fixture, "Wide 2"));
}

static void
test_text_is_set_by_actions (ShellFixture  *fixture,
                             gconstpointer  data)
{
  GSettings *settings = fixture->window->settings;
  GtkWidget *pane = GTK_WIDGET (fixture->window->pane);
  GtkWidget *button = GTK_WIDGET (gtk_widget_get_template_child (pane, GAZETTE_TYPE_PANE, "typography_button"));
  GtkWidget *popover;

  shell_fixture_add (fixture, "Herald", 1);
  shell_fixture_show (fixture);
  shell_fixture_activate (fixture, "win.text-larger");
  shell_fixture_activate (fixture, "win.text-larger");
  g_assert_cmpint (g_settings_get_int (settings, "page-text-size"), ==, 19);
  WAIT_FOR (gtk_widget_get_mapped (button));
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  popover = shell_fixture_find (pane, GAZETTE_TYPE_TYPOGRAPHY_POPOVER);
  WAIT_FOR (shell_fixture_sees (popover, "112 %"));
  g_assert_true (shell_fixture_tells_numbers (popover));
  shell_fixture_activate (fixture, "win.text-normal");
  WAIT_FOR (shell_fixture_sees (popover, "100 %"));
  shell_fixture_activate (fixture, "win.page-style::dark");
  g_assert_true (adw_style_manager_get_dark (adw_style_manager_get_default ()));
  shell_fixture_activate (fixture, "win.page-style::sepia");
  g_assert_false (adw_style_manager_get_dark (adw_style_manager_get_default ()));
  shell_fixture_activate (fixture, "win.page-style::system");
  g_settings_set_string (settings, "page-font", "serif");
  WAIT_FOR (shell_fixture_sees (popover, "Serif"));
  g_settings_reset (settings, "page-font");
  gtk_popover_popdown (GTK_POPOVER (popover));
}

static void
test_it_ends_with_a_dialog_open (ShellFixture  *fixture,
                                 gconstpointer  data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);

  shell_fixture_show (fixture);
  shell_fixture_activate (fixture, "win.save-page");
  WAIT_FOR (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)) != NULL);
  gazette_window_end (fixture->window);
  g_assert_false (gtk_widget_get_visible (window));
}

#define ADD(path, test) \
  g_test_add (path, ShellFixture, NULL, shell_fixture_set_up, test, shell_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  adw_init ();

  ADD ("/window/first-start", test_first_start_opens_the_first_article);
  ADD ("/window/last-article", test_the_last_article_comes_back);
  ADD ("/window/last-article-far-down", test_the_last_article_is_found_far_down);
  ADD ("/window/keys-from-what-is-open", test_keys_go_on_from_the_article_that_is_open);
  ADD ("/window/no-source", test_without_a_source_it_offers_to_add_one);
  ADD ("/window/empty-views", test_empty_views_say_so);
  ADD ("/window/keys", test_keys_go_along_the_headlines);
  ADD ("/window/swipe", test_a_swipe_turns_to_another_article);
  ADD ("/window/swipe-over-a-table", test_a_swipe_over_a_table_moves_that);
  ADD ("/window/changes-while-it-opens", test_an_article_that_changes_while_it_opens);
  ADD ("/window/text", test_text_is_set_by_actions);
  ADD ("/window/save", test_an_article_is_saved_and_let_go);
  ADD ("/window/remove", test_a_removed_source_comes_back);
  ADD ("/window/trouble", test_trouble_of_a_source_is_told);
  ADD ("/window/add", test_a_source_is_added_by_its_address);
  ADD ("/window/add-wrong", test_a_wrong_address_is_told_in_the_dialog);
  ADD ("/window/clipboard", test_an_address_is_taken_from_the_clipboard);
  ADD ("/window/end", test_it_ends_with_a_dialog_open);
  ADD ("/window/narrow", test_keys_go_to_the_page_that_covers_the_headlines);
  ADD ("/window/headlines-failure", test_headlines_that_cannot_be_read_are_told);
  ADD ("/window/failure", test_a_library_that_cannot_be_opened_is_told);

  return g_test_run ();
}

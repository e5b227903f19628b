/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-archive-watch.h"
#include "gazette-headline-list.h"
#include "gazette-newsroom-private.h"
#include "gazette-older-row.h"
#include "gazette-source-dialog.h"
#include "gazette-test-server.h"
#include "shell-fixture.h"

#define JSON_TYPE "Content-Type: application/feed+json"
#define FEED(next, items) \
  "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"The Bugle\"" next ",\"items\":[" items "]}"
#define NEXT(path) ",\"next_url\":\"{{base}}" path "\""
#define ITEM(id, title, day) \
  "{\"id\":\"" id "\",\"title\":\"" title "\",\"content_text\":\"Words.\",\"date_published\":\"2024-05-" day "T10:00:00Z\"}"

/* Of several answers of a path, each but the last is given once. */
static GazetteTestServer *
make_server (gboolean fails_first)
{
  GazetteTestServer *server = gazette_test_server_new ();

  gazette_test_server_add (server, "/feed.json", &(GazetteTestAnswer) {
    .headers = JSON_TYPE, .body = FEED (NEXT ("/2.json"), ITEM ("1", "First of the Bugle", "03")),
  });
  if (fails_first)
    gazette_test_server_add (server, "/2.json", &(GazetteTestAnswer) { .status = 403 });
  gazette_test_server_add (server, "/2.json", &(GazetteTestAnswer) {
    .headers = JSON_TYPE, .body = FEED (NEXT ("/3.json"), ITEM ("2", "Second of the Bugle", "02")),
  });
  gazette_test_server_add (server, "/3.json", &(GazetteTestAnswer) {
    .headers = JSON_TYPE, .body = FEED ("", ITEM ("3", "Third of the Bugle", "01")),
  });

  return server;
}

static gint64
add (ShellFixture      *fixture,
     GazetteTestServer *server)
{
  g_autofree char *url = gazette_test_server_dup_url (server, "/feed.json");
  g_auto(GValue) value = G_VALUE_INIT;

  fixture->newsroom->archive_pause = 1;
  shell_fixture_await (gazette_newsroom_add_source (fixture->newsroom, url), &value);

  return g_value_get_int64 (&value);
}

static void
show_source (ShellFixture *fixture,
             gint64        id)
{
  g_autofree char *view = gazette_view_to_string (GAZETTE_VIEW_SOURCE, id);

  gazette_window_show_view (fixture->window, view);
}

static gboolean
sees (ShellFixture *fixture,
      const char   *text)
{
  return shell_fixture_sees (GTK_WIDGET (fixture->window), text);
}

static GtkWidget *
find_older_row (ShellFixture *fixture)
{
  return shell_fixture_find (GTK_WIDGET (fixture->window->sidebar), GAZETTE_TYPE_OLDER_ROW);
}

static GListModel *
get_list (ShellFixture *fixture)
{
  GObject *list = gtk_widget_get_template_child (GTK_WIDGET (fixture->window->sidebar), GAZETTE_TYPE_SIDEBAR, "list");

  return G_LIST_MODEL (gazette_headline_list_get_model (GAZETTE_HEADLINE_LIST (list)));
}

static void
note_change_cb (GListModel *model,
                guint       position,
                guint       n_removed,
                guint       n_added,
                GString    *changes)
{
  g_string_append_printf (changes, "%u-%u+%u ", position, n_removed, n_added);
}

static void
test_the_end_of_a_source_offers_older_articles (ShellFixture  *fixture,
                                                gconstpointer  data)
{
  g_autoptr(GazetteTestServer) server = make_server (FALSE);
  g_autoptr(GString) changes = g_string_new (NULL);
  gint64 id = add (fixture, server);
  GListModel *list;

  shell_fixture_show (fixture);
  WAIT_FOR (sees (fixture, "First of the Bugle"));
  /* All articles have no end of their own. */
  g_assert_null (find_older_row (fixture));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "load-older"));

  show_source (fixture, id);
  WAIT_FOR (sees (fixture, "Load Older Articles"));
  list = get_list (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 1);
  g_signal_connect (list, "items-changed", G_CALLBACK (note_change_cb), changes);

  gtk_widget_grab_focus (find_older_row (fixture));
  shell_fixture_activate (fixture, "win.load-older");
  WAIT_FOR (sees (fixture, "Loading Older Articles…"));
  WAIT_FOR (sees (fixture, "Second of the Bugle") && sees (fixture, "Load Older Articles"));
  g_assert_cmpstr (changes->str, ==, "1-0+1 ");
  /* Who waited for it reads on. */
  g_assert_false (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)),
                                          find_older_row (fixture)));

  shell_fixture_activate (fixture, "win.load-older");
  WAIT_FOR (sees (fixture, "Third of the Bugle") && sees (fixture, "These are all articles"));
  g_assert_false (sees (fixture, "Load Older Articles"));
  g_assert_cmpstr (changes->str, ==, "1-0+1 2-0+1 ");
  g_signal_handlers_disconnect_by_data (list, changes);

  gazette_window_show_view (fixture->window, "all");
  WAIT_FOR (find_older_row (fixture) == NULL);
}

static void
test_why_older_articles_do_not_come_is_told (ShellFixture  *fixture,
                                             gconstpointer  data)
{
  g_autoptr(GazetteTestServer) server = make_server (TRUE);
  gint64 id = add (fixture, server);

  shell_fixture_show (fixture);
  show_source (fixture, id);
  WAIT_FOR (sees (fixture, "Load Older Articles"));
  shell_fixture_activate (fixture, "win.load-older");
  WAIT_FOR (sees (fixture, "Try Again"));

  shell_fixture_activate (fixture, "win.load-older");
  WAIT_FOR (sees (fixture, "Second of the Bugle"));
  WAIT_FOR (sees (fixture, "Load Older Articles"));
}

/* A source that has nothing older needs no words for that. */
static void
test_a_source_without_an_archive_offers_nothing (ShellFixture  *fixture,
                                                 gconstpointer  data)
{
  gint64 id = shell_fixture_add (fixture, "Herald", 2);
  g_autoptr(GazetteArchiveWatch) watch = gazette_archive_watch_new (fixture->newsroom);

  shell_fixture_show (fixture);
  show_source (fixture, id);
  gazette_archive_watch_set_source_id (watch, id);
  WAIT_FOR (gazette_archive_watch_get_archive (watch) != NULL);
  g_assert_true (gazette_archive_watch_get_archive (watch)->ended);
  g_assert_cmpuint (g_list_model_get_n_items (get_list (fixture)), ==, 2);
}

static GtkWidget *
open_properties (ShellFixture *fixture,
                 gint64        id)
{
  AdwDialog *dialog;

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.source-properties", "x", id);
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window));
  g_assert_true (GAZETTE_IS_SOURCE_DIALOG (dialog));

  return GTK_WIDGET (dialog);
}

static gpointer
get_child (GtkWidget  *dialog,
           const char *name)
{
  return gtk_widget_get_template_child (dialog, GAZETTE_TYPE_SOURCE_DIALOG, name);
}

static void
test_properties_tell_and_name_a_source (ShellFixture  *fixture,
                                        gconstpointer  data)
{
  gint64 id = shell_fixture_add (fixture, "Herald", 3);
  GazetteChoice *choice;
  GtkWidget *dialog;
  GtkEditable *name;

  shell_fixture_show (fixture);
  dialog = open_properties (fixture, id);
  name = get_child (dialog, "name");
  WAIT_FOR (sees (fixture, "3 articles · 3 unread") || sees (fixture, "3 articles · 2 unread"));
  WAIT_FOR (sees (fixture, "https://Herald.example/feed.json") && sees (fixture, "JSON Feed") &&
            sees (fixture, "Never"));
  g_assert_cmpstr (gtk_editable_get_text (name), ==, "Herald");
  g_assert_false (gtk_widget_get_visible (get_child (dialog, "own_name_button")));
  g_assert_false (gtk_widget_get_visible (get_child (dialog, "trouble")));
  g_assert_true (shell_fixture_tells_numbers (dialog));

  gtk_editable_set_text (name, "  The Morning Paper ");
  g_signal_emit_by_name (name, "apply");
  WAIT_FOR (gtk_widget_get_visible (get_child (dialog, "own_name_button")));
  g_assert_cmpstr (gtk_editable_get_text (name), ==, "The Morning Paper");
  choice = gazette_choices_find (gazette_sidebar_get_choices (fixture->window->sidebar), GAZETTE_VIEW_SOURCE, id, NULL);
  WAIT_FOR (g_str_equal (gazette_choice_get_title (choice), "The Morning Paper"));

  gtk_editable_set_text (name, "");
  g_signal_emit_by_name (name, "apply");
  WAIT_FOR (g_str_equal (gtk_editable_get_text (name), "Herald"));
  g_assert_false (gtk_widget_get_visible (get_child (dialog, "own_name_button")));
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

static void
test_properties_mute_a_source (ShellFixture  *fixture,
                               gconstpointer  data)
{
  gint64 id = shell_fixture_add (fixture, "Herald", 3);
  GazetteChoice *choice;
  GtkWidget *dialog;
  GObject *muted;

  shell_fixture_show (fixture);
  dialog = open_properties (fixture, id);
  muted = get_child (dialog, "muted_row");
  WAIT_FOR (sees (fixture, "https://Herald.example/feed.json"));
  choice = gazette_choices_find (gazette_sidebar_get_choices (fixture->window->sidebar), GAZETTE_VIEW_SOURCE, id, NULL);
  WAIT_FOR (gazette_choice_get_count (choice) > 0);
  g_assert_false (adw_switch_row_get_active (ADW_SWITCH_ROW (muted)));

  adw_switch_row_set_active (ADW_SWITCH_ROW (muted), TRUE);
  WAIT_FOR (gazette_choice_get_count (choice) == 0);
  adw_dialog_force_close (ADW_DIALOG (dialog));

  /* It is kept, and taken back from there. */
  WAIT_FOR (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window)) == NULL);
  dialog = open_properties (fixture, id);
  muted = get_child (dialog, "muted_row");
  WAIT_FOR (adw_switch_row_get_active (ADW_SWITCH_ROW (muted)));
  adw_switch_row_set_active (ADW_SWITCH_ROW (muted), FALSE);
  WAIT_FOR (gazette_choice_get_count (choice) > 0);
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

static GazetteChoice *
find_muted (GazetteChoices *choices)
{
  return gazette_choices_find (choices, GAZETTE_VIEW_MUTED, 0, NULL);
}

static void
test_what_is_muted_has_a_view (ShellFixture  *fixture,
                               gconstpointer  data)
{
  gint64 herald = shell_fixture_add (fixture, "Herald", 3);
  GtkWidget *window = GTK_WIDGET (fixture->window);
  GazetteChoices *choices;
  GazetteChoice *choice;
  guint n_before;

  shell_fixture_add (fixture, "Argus", 1);
  shell_fixture_show (fixture);
  choices = gazette_sidebar_get_choices (fixture->window->sidebar);
  WAIT_FOR (gazette_choices_get_n_sources (choices) == 2 && sees (fixture, "Herald 1"));
  n_before = g_list_model_get_n_items (G_LIST_MODEL (choices));
  choice = gazette_choices_find (choices, GAZETTE_VIEW_SOURCE, herald, NULL);
  g_assert_null (find_muted (choices));
  g_assert_false (gazette_choice_get_muted (choice));

  gtk_widget_activate_action (window, "win.mute-source", "x", herald);
  WAIT_FOR (find_muted (choices) != NULL && gazette_choice_get_muted (choice));
  WAIT_FOR (sees (fixture, "“Herald” muted") && !sees (fixture, "Herald 1"));
  g_assert_cmpuint (gazette_choice_get_count (find_muted (choices)), ==, 3);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (choices)), ==, n_before + 1);
  g_assert_cmpuint (gazette_choices_get_n_sources (choices), ==, 2);

  shell_fixture_activate (fixture, "win.view::muted");
  WAIT_FOR (sees (fixture, "Herald 1") && !sees (fixture, "Argus 1"));

  /* With the last of them its view goes. */
  gtk_widget_activate_action (window, "win.unmute-source", "x", herald);
  WAIT_FOR (find_muted (choices) == NULL && sees (fixture, "Argus 1") && sees (fixture, "Herald 1"));
  g_assert_cmpint (gazette_sidebar_get_view (fixture->window->sidebar, NULL), ==, GAZETTE_VIEW_ALL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (choices)), ==, n_before);
}

static void
test_properties_download_an_archive (ShellFixture  *fixture,
                                     gconstpointer  data)
{
  g_autoptr(GazetteTestServer) server = make_server (FALSE);
  gint64 id = add (fixture, server);
  GtkWidget *dialog;
  GtkWidget *button;

  shell_fixture_show (fixture);
  dialog = open_properties (fixture, id);
  button = get_child (dialog, "archive_button");
  WAIT_FOR (sees (fixture, "Not loaded yet"));
  g_signal_emit_by_name (button, "clicked");
  WAIT_FOR (sees (fixture, "All articles are here") && sees (fixture, "2 articles · 2 pages"));
  WAIT_FOR (sees (fixture, "Download Again"));
  WAIT_FOR (!gtk_widget_get_visible (get_child (dialog, "archive_spinner")));
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

static gboolean
wake_up_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static void
test_properties_stop_a_download (ShellFixture  *fixture,
                                 gconstpointer  data)
{
  g_autoptr(GazetteTestServer) server = gazette_test_server_new ();
  GtkWidget *dialog;
  guint timer;
  gint64 id;

  gazette_test_server_add (server, "/feed.json", &(GazetteTestAnswer) {
    .headers = JSON_TYPE, .body = FEED (NEXT ("/2.json"), ITEM ("1", "First of the Bugle", "03")),
  });
  gazette_test_server_add (server, "/2.json", &(GazetteTestAnswer) { .fault = GAZETTE_TEST_FAULT_NEVER });
  id = add (fixture, server);
  shell_fixture_show (fixture);
  show_source (fixture, id);
  dialog = open_properties (fixture, id);
  WAIT_FOR (sees (fixture, "Not loaded yet"));
  g_signal_emit_by_name (get_child (dialog, "archive_button"), "clicked");
  WAIT_FOR (sees (fixture, "Stop") && sees (fixture, "Downloading the Archive…"));
  g_assert_true (gtk_widget_get_visible (get_child (dialog, "archive_spinner")));
  /* The server has a thread of its own, which wakes nobody here. */
  timer = g_timeout_add (5, wake_up_cb, NULL);
  WAIT_FOR (gazette_test_server_get_running (server, "/2.json") == 1);

  g_signal_emit_by_name (get_child (dialog, "archive_button"), "clicked");
  WAIT_FOR (sees (fixture, "Not loaded yet") && sees (fixture, "Load Older Articles"));
  WAIT_FOR (gazette_test_server_get_dropped (server, "/2.json") == 1);
  g_source_remove (timer);
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

static void
test_properties_tell_trouble_and_try_again (ShellFixture  *fixture,
                                            gconstpointer  data)
{
  g_autoptr(GazetteTestServer) server = make_server (FALSE);
  GazetteLibrary *library = gazette_newsroom_get_library (fixture->newsroom);
  gint64 id = add (fixture, server);
  g_auto(GValue) value = G_VALUE_INIT;
  g_autoptr(GazetteSource) source = NULL;
  GtkWidget *dialog;

  shell_fixture_show (fixture);
  shell_fixture_await (gazette_library_load_source (library, id), &value);
  source = gazette_source_copy (g_value_get_boxed (&value));
  g_set_str (&source->error, "The <server> is tired.");
  shell_fixture_await (gazette_library_update_source (library, source), NULL);

  dialog = open_properties (fixture, id);
  WAIT_FOR (sees (fixture, "The <server> is tired."));
  g_signal_emit_by_name (shell_fixture_find (get_child (dialog, "trouble"), GTK_TYPE_BUTTON), "clicked");
  WAIT_FOR (!gtk_widget_get_visible (get_child (dialog, "trouble")));
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

static void
test_properties_remove_a_source (ShellFixture  *fixture,
                                 gconstpointer  data)
{
  gint64 id = shell_fixture_add (fixture, "Herald", 1);
  GtkWidget *dialog;

  shell_fixture_show (fixture);
  dialog = open_properties (fixture, id);
  WAIT_FOR (sees (fixture, "Remove Source"));
  g_signal_emit_by_name (shell_fixture_find (dialog, ADW_TYPE_BUTTON_ROW), "activated");
  WAIT_FOR (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window)) == NULL);
  WAIT_FOR (sees (fixture, "“Herald” removed"));
  WAIT_FOR (gazette_choices_get_n_sources (gazette_sidebar_get_choices (fixture->window->sidebar)) == 0);

  /* One that is removed elsewhere takes its properties along. */
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.restore-source", "x", id);
  WAIT_FOR (gazette_choices_get_n_sources (gazette_sidebar_get_choices (fixture->window->sidebar)) == 1);
  open_properties (fixture, id);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.remove-source", "x", id);
  WAIT_FOR (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window)) == NULL);
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

  ADD ("/source/older", test_the_end_of_a_source_offers_older_articles);
  ADD ("/source/older-failure", test_why_older_articles_do_not_come_is_told);
  ADD ("/source/nothing-older", test_a_source_without_an_archive_offers_nothing);
  ADD ("/source/properties", test_properties_tell_and_name_a_source);
  ADD ("/source/mute", test_properties_mute_a_source);
  ADD ("/source/muted-view", test_what_is_muted_has_a_view);
  ADD ("/source/download", test_properties_download_an_archive);
  ADD ("/source/stop", test_properties_stop_a_download);
  ADD ("/source/trouble", test_properties_tell_trouble_and_try_again);
  ADD ("/source/remove", test_properties_remove_a_source);

  return g_test_run ();
}

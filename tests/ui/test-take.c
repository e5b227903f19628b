/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-newsroom-private.h"
#include "gazette-take-dialog.h"
#include "gazette-test-server.h"
#include "shell-fixture.h"

#define JSON_TYPE "Content-Type: application/feed+json"
#define FEED(items) \
  "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"The Bugle\",\"items\":[" items "]}"
#define ITEM(id, path) \
  "{\"id\":\"" id "\",\"title\":\"Bugle " id "\",\"content_html\":\"<img src='{{base}}" path "'>\"}"
#define PICTURE "\x89PNG\r\n\x1a\n a picture"

static gint64
add (ShellFixture      *fixture,
     GazetteTestServer *server)
{
  g_autofree char *url = gazette_test_server_dup_url (server, "/feed.json");
  g_autoptr(GSettings) settings = g_settings_new (APP_ID);
  g_auto(GValue) value = G_VALUE_INIT;

  /* Not the very first start, which opens an article, and so reads it. */
  g_settings_set_int64 (settings, "last-article", G_MAXINT32);
  gazette_test_server_add (server, "/feed.json", &(GazetteTestAnswer) {
    .headers = JSON_TYPE, .body = FEED (ITEM ("1", "/a.png") "," ITEM ("2", "/b.png")),
  });
  gazette_test_server_add (server, "/a.png", &(GazetteTestAnswer) {
    .headers = "Content-Type: image/png", .body = PICTURE,
  });
  shell_fixture_await (gazette_newsroom_add_source (fixture->newsroom, url), &value);

  return g_value_get_int64 (&value);
}

static gboolean
sees (ShellFixture *fixture,
      const char   *text)
{
  return shell_fixture_sees (GTK_WIDGET (fixture->window), text);
}

static GtkWidget *
open_dialog (ShellFixture *fixture,
             gint64        source_id)
{
  g_autofree char *view = gazette_view_to_string (GAZETTE_VIEW_SOURCE, source_id);
  GtkWidget *dialog;
  AdwComboRow *from;

  gazette_window_show_view (fixture->window, view);
  shell_fixture_activate (fixture, "win.take-along");
  dialog = GTK_WIDGET (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window)));
  g_assert_true (GAZETTE_IS_TAKE_DIALOG (dialog));
  g_assert_true (shell_fixture_tells_numbers (dialog));
  from = ADW_COMBO_ROW (gtk_widget_get_template_child (dialog, GAZETTE_TYPE_TAKE_DIALOG, "from"));
  /* The source that is shown is chosen. */
  WAIT_FOR (adw_combo_row_get_selected (from) == 1);

  return dialog;
}

static GtkWidget *
get_child (GtkWidget  *dialog,
           const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (dialog, GAZETTE_TYPE_TAKE_DIALOG, name));
}

static void
begin (GtkWidget *dialog)
{
  GtkWidget *button = get_child (dialog, "begin_button");

  WAIT_FOR (gtk_widget_get_mapped (button));
  g_signal_emit_by_name (button, "clicked");
}

static void
test_articles_are_fetched (ShellFixture  *fixture,
                           gconstpointer  data)
{
  g_autoptr(GazetteTestServer) server = gazette_test_server_new ();
  gint64 id = add (fixture, server);
  GtkWidget *dialog;

  gazette_test_server_add (server, "/b.png", &(GazetteTestAnswer) {
    .headers = "Content-Type: image/png", .body = PICTURE,
  });
  shell_fixture_show (fixture);
  dialog = open_dialog (fixture, id);
  begin (dialog);
  WAIT_FOR (sees (fixture, "Ready to Go Offline"));
  WAIT_FOR (sees (fixture, "2 articles fetched. All you chose is on this device."));
  g_assert_true (shell_fixture_has_focus (get_child (dialog, "close_button")));
  g_assert_cmpuint (gazette_test_server_get_hits (server, "/b.png"), ==, 1);
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

static void
test_it_can_be_stopped (ShellFixture  *fixture,
                        gconstpointer  data)
{
  g_autoptr(GazetteTestServer) server = gazette_test_server_new ();
  gint64 id = add (fixture, server);
  GtkWidget *dialog;

  gazette_test_server_add (server, "/b.png", &(GazetteTestAnswer) { .fault = GAZETTE_TEST_FAULT_NEVER });
  shell_fixture_show (fixture);
  dialog = open_dialog (fixture, id);
  begin (dialog);
  WAIT_FOR (sees (fixture, "1 of 2 articles"));
  g_assert_true (shell_fixture_has_focus (get_child (dialog, "stop_button")));
  adw_dialog_force_close (ADW_DIALOG (dialog));
  /* Nothing goes on that nobody sees. */
  WAIT_FOR (fixture->newsroom->n_journeys == 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  adw_init ();

#define ADD(name, func) \
  g_test_add ("/take/" name, ShellFixture, NULL, shell_fixture_set_up, func, shell_fixture_tear_down)
  ADD ("articles-are-fetched", test_articles_are_fetched);
  ADD ("it-can-be-stopped", test_it_can_be_stopped);
#undef ADD

  return g_test_run ();
}

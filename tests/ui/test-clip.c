/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Saving pages with the window: pasted, dropped, typed, opened, imported. */

#include "config.h"

#include <string.h>

#include "gazette-clip-dialog.h"
#include "gazette-clip.h"
#include "gazette-import-dialog.h"
#include "gazette-newsroom-private.h"
#include "gazette-test-server.h"
#include "shell-fixture.h"

#define WORDS \
  "The harbour woke before the town did, and with it the gulls, the ropes, the horns and the smell of coffee on the quay. "
#define PAGE(title) "<!DOCTYPE html><title>" title "</title><article><h1>" title "</h1><p>" WORDS WORDS WORDS "</article>"

static GazetteTestServer *server;

static void
serve (const char *path,
       const char *body)
{
  gazette_test_server_add (server, path, &(GazetteTestAnswer) { .headers = "Content-Type: text/html", .body = body });
}

static void
show (ShellFixture *fixture)
{
  fixture->newsroom->clip_pause = 1;
  gazette_window_set_newsroom (fixture->window, fixture->newsroom);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

/* What settles on another thread wakes nobody up unless it is called back. */
static DexFuture *
pass_on_cb (DexFuture *future,
            gpointer   user_data)
{
  return dex_ref (future);
}

/* Whether a page of this title is saved and has its text. */
static gboolean
has_page (ShellFixture *fixture,
          const char   *title)
{
  GazetteLibrary *library = gazette_newsroom_get_library (fixture->newsroom);

  for (gint64 id = 1; id < 20; id++)
    {
      g_autoptr(DexFuture) future =
        dex_future_finally (gazette_library_load_article (library, id), pass_on_cb, NULL, NULL);
      const GValue *value;
      GazetteStored *stored;

      WAIT_FOR (!dex_future_is_pending (future));
      value = dex_future_get_value (future, NULL);
      stored = value != NULL ? g_value_get_boxed (value) : NULL;
      if (stored != NULL && stored->saved == GAZETTE_SAVED_COMPLETE && g_str_equal (stored->article->title, title))
        return stored->article->html != NULL;
    }

  return FALSE;
}

static GtkWidget *
get_dialog (ShellFixture *fixture)
{
  return GTK_WIDGET (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window)));
}

static void
test_pasted (ShellFixture  *fixture,
             gconstpointer  data)
{
  g_autofree char *url = gazette_test_server_dup_url (server, "/pasted");
  g_autofree char *text = g_strdup_printf ("  %s?utm_source=x\n", url);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->window));

  serve ("/pasted", PAGE ("A pasted page"));
  show (fixture);
  gdk_clipboard_set_text (clipboard, text);
  shell_fixture_activate (fixture, "win.paste-page");
  WAIT_FOR (has_page (fixture, "A pasted page"));
  g_assert_cmpuint (gazette_test_server_get_hits (server, "/pasted"), ==, 1);

  /* It is there; it can be shown. */
  adw_toast_overlay_dismiss_all (fixture->window->toast_overlay);
  shell_fixture_activate (fixture, "win.paste-page");
  WAIT_FOR (shell_fixture_sees (GTK_WIDGET (fixture->window), "This page is saved already"));
}

/* Returns: what takes what is dropped on a widget, or %NULL */
static GtkDropTarget *
find_target (gpointer widget)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);
      gsize n;

      if (!GTK_IS_DROP_TARGET (controller))
        continue;
      if (gtk_drop_target_get_gtypes (GTK_DROP_TARGET (controller), &n) != NULL && n > 0)
        return GTK_DROP_TARGET (controller);
    }

  return NULL;
}

static void
test_dropped (ShellFixture  *fixture,
              gconstpointer  data)
{
  g_autofree char *url = gazette_test_server_dup_url (server, "/dropped");
  g_autoptr(GFile) file = g_file_new_for_uri (url);
  g_auto(GValue) value = G_VALUE_INIT;
  gboolean taken = FALSE;
  GtkWidget *page;

  serve ("/dropped", PAGE ("A dropped page"));
  show (fixture);
  /* The page below, which is most of the window, leaves it to the window. */
  page = shell_fixture_find (GTK_WIDGET (gazette_pane_get_page (fixture->window->pane)), GTK_TYPE_TEXT_VIEW);
  for (; page != GTK_WIDGET (fixture->window->toast_overlay); page = gtk_widget_get_parent (page))
    g_assert_null (find_target (page));
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_array (&file, 1));
  g_signal_emit_by_name (find_target (page), "drop", &value, 10.0, 10.0, &taken);
  g_assert_true (taken);
  WAIT_FOR (has_page (fixture, "A dropped page"));
}

static void
test_typed (ShellFixture  *fixture,
            gconstpointer  data)
{
  g_autofree char *url = gazette_test_server_dup_url (server, "/typed");
  AdwAlertDialog *dialog;
  GtkWidget *entry;

  serve ("/typed", PAGE ("A typed page"));
  show (fixture);
  shell_fixture_activate (fixture, "win.save-page");
  WAIT_FOR (GAZETTE_IS_CLIP_DIALOG (get_dialog (fixture)));
  dialog = ADW_ALERT_DIALOG (get_dialog (fixture));
  entry = shell_fixture_find (GTK_WIDGET (dialog), ADW_TYPE_ENTRY_ROW);
  gtk_editable_set_text (GTK_EDITABLE (entry), "nothing");
  g_assert_false (adw_alert_dialog_get_response_enabled (dialog, "save"));
  gtk_editable_set_text (GTK_EDITABLE (entry), url);
  g_assert_true (adw_alert_dialog_get_response_enabled (dialog, "save"));
  g_signal_emit_by_name (dialog, "response", "save");
  adw_dialog_force_close (ADW_DIALOG (dialog));
  WAIT_FOR (has_page (fixture, "A typed page"));
}

static GFile *
write_file (ShellFixture *fixture,
            const char   *name,
            const char   *text)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr(GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);

  return g_file_new_for_path (path);
}

static void
test_opened_before_there_is_a_newsroom (ShellFixture  *fixture,
                                        gconstpointer  data)
{
  g_autoptr(GFile) file = write_file (fixture, "page.html", PAGE ("A page in a file"));
  const char *addresses[] = { NULL, NULL };
  g_autofree char *url = gazette_test_server_dup_url (server, "/early");

  serve ("/early", PAGE ("An early page"));
  addresses[0] = url;
  gazette_window_clip (fixture->window, addresses);
  gazette_window_open_file (fixture->window, file);
  show (fixture);
  WAIT_FOR (has_page (fixture, "An early page"));
  WAIT_FOR (has_page (fixture, "A page in a file"));
}

static void
click (GtkWidget  *root,
       const char *label)
{
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (GTK_IS_BUTTON (child) && gtk_widget_get_mapped (child) &&
          g_strcmp0 (gtk_button_get_label (GTK_BUTTON (child)), label) == 0)
        g_signal_emit_by_name (child, "clicked");
      else
        click (child, label);
    }
}

static GtkWidget *
get_child (GtkWidget  *dialog,
           const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (dialog, GAZETTE_TYPE_IMPORT_DIALOG, name));
}

static void
test_imported (ShellFixture  *fixture,
               gconstpointer  data)
{
  const char *base = gazette_test_server_get_base (server);
  g_autofree char *table = g_strdup_printf ("title,url,time_added,tags,status\nOne,%s/one,1694000000,,unread\n"
                                            "Two,%s/two,1694000000,,unread\nThree,ftp://a.example/,1,,unread\n",
                                            base, base);
  g_autoptr(GFile) file = write_file (fixture, "part_000000.csv", table);
  g_autoptr(GFile) empty = write_file (fixture, "empty.csv", "nothing\n");
  GtkWidget *dialog;

  serve ("/one", PAGE ("The first of a list"));
  show (fixture);
  gazette_window_open_file (fixture->window, empty);
  WAIT_FOR (GAZETTE_IS_IMPORT_DIALOG (get_dialog (fixture)));
  dialog = get_dialog (fixture);
  WAIT_FOR (shell_fixture_sees (dialog, "There are no web addresses in this file, or not in a form that can be read. "
                                       "Choose the file that another program exported."));

  /* Keys go to the dialog all the time, also while what was just pressed cannot be pressed. */
  gtk_widget_grab_focus (get_child (dialog, "choose_button"));
  gazette_window_open_file (fixture->window, file);
  WAIT_FOR (shell_fixture_sees (dialog, "2 pages were found"));
  g_assert_true (shell_fixture_has_focus (get_child (dialog, "import_button")));
  g_assert_true (shell_fixture_sees (dialog, "1 entry is no page of the web"));
  g_assert_true (shell_fixture_sees (dialog, "Pocket"));
  click (dialog, "_Import");
  WAIT_FOR (shell_fixture_has_focus (dialog));
  WAIT_FOR (shell_fixture_sees (dialog, "2 of 2 pages"));
  WAIT_FOR (shell_fixture_sees (dialog, "1 page could not be had"));
  WAIT_FOR (shell_fixture_has_focus (dialog));
  g_assert_true (has_page (fixture, "The first of a list"));
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  dex_init ();
  adw_init ();
  /* GTK 4.18 does not let go of what it drew last of a page that slides away. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  server = gazette_test_server_new ();

#define ADD(name, func) \
  g_test_add ("/ui/clip/" name, ShellFixture, NULL, shell_fixture_set_up, func, shell_fixture_tear_down)
  ADD ("pasted", test_pasted);
  ADD ("dropped", test_dropped);
  ADD ("typed", test_typed);
  ADD ("opened", test_opened_before_there_is_a_newsroom);
  ADD ("imported", test_imported);
#undef ADD

  status = g_test_run ();
  g_clear_pointer (&server, gazette_test_server_free);

  return status;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-newsroom-private.h"
#include "gazette-preferences.h"
#include "gazette-storage-page.h"
#include "shell-fixture.h"

/* A portal on the session bus of the test, as a desktop has one: what it was asked,
 * and what it answers. */
typedef struct
{
  GDBusConnection *connection;
  GDBusNodeInfo   *node;
  guint            name;
  gboolean         background;
  gboolean         autostart;
  GVariant        *asked;
  guint            n_asked;
  char            *status;
} Portal;

static const char interface[] =
  "<node><interface name='org.freedesktop.portal.Background'>"
  "<method name='RequestBackground'><arg type='s' direction='in'/><arg type='a{sv}' direction='in'/>"
  "<arg type='o' direction='out'/></method>"
  "<method name='SetStatus'><arg type='a{sv}' direction='in'/></method>"
  "</interface></node>";

static void
answer (Portal                *portal,
        const char            *sender,
        GDBusMethodInvocation *invocation)
{
  g_autofree char *handle = NULL;
  g_autofree char *peer = g_strdup (sender + 1);
  const char *token = NULL;
  GVariantBuilder results;

  g_variant_lookup (portal->asked, "handle_token", "&s", &token);
  handle = g_strdup_printf ("/org/freedesktop/portal/desktop/request/%s/%s", g_strdelimit (peer, ".", '_'), token);
  g_variant_builder_init (&results, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&results, "{sv}", "background", g_variant_new_boolean (portal->background));
  g_variant_builder_add (&results, "{sv}", "autostart", g_variant_new_boolean (portal->autostart));
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", handle));
  g_dbus_connection_emit_signal (portal->connection, sender, handle, "org.freedesktop.portal.Request", "Response",
                                 g_variant_new ("(ua{sv})", portal->background ? 0 : 1, &results), NULL);
}

static void
called_cb (GDBusConnection       *connection,
           const char            *sender,
           const char            *path,
           const char            *interface_name,
           const char            *method,
           GVariant              *parameters,
           GDBusMethodInvocation *invocation,
           gpointer               user_data)
{
  Portal *portal = user_data;

  if (g_str_equal (method, "SetStatus"))
    {
      g_autoptr(GVariant) options = g_variant_get_child_value (parameters, 0);

      g_clear_pointer (&portal->status, g_free);
      g_variant_lookup (options, "message", "s", &portal->status);
      g_dbus_method_invocation_return_value (invocation, NULL);
      return;
    }

  g_clear_pointer (&portal->asked, g_variant_unref);
  portal->asked = g_variant_get_child_value (parameters, 1);
  portal->n_asked++;
  answer (portal, sender, invocation);
}

static void
named_cb (GDBusConnection *connection,
          const char      *name,
          gpointer         user_data)
{
  *(gboolean *) user_data = TRUE;
}

static void
portal_begin (Portal   *portal,
              gboolean  background,
              gboolean  autostart)
{
  static const GDBusInterfaceVTable vtable = { .method_call = called_cb };
  g_autofree char *address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  gboolean is_named = FALSE;

  portal->background = background;
  portal->autostart = autostart;
  /* Another connection: the portal is not the program. */
  portal->connection = g_dbus_connection_new_for_address_sync (
    address, G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION, NULL, NULL,
    NULL);
  portal->node = g_dbus_node_info_new_for_xml (interface, NULL);
  g_assert_cmpuint (g_dbus_connection_register_object (portal->connection, "/org/freedesktop/portal/desktop",
                                                       portal->node->interfaces[0], &vtable, portal, NULL, NULL),
                    !=, 0);
  portal->name = g_bus_own_name_on_connection (portal->connection, "org.freedesktop.portal.Desktop",
                                               G_BUS_NAME_OWNER_FLAGS_NONE, named_cb, NULL, &is_named, NULL);
  WAIT_FOR (is_named);
}

static void
portal_end (Portal *portal)
{
  if (portal->connection != NULL)
    {
      g_bus_unown_name (portal->name);
      g_dbus_connection_close_sync (portal->connection, NULL, NULL);
    }
  g_clear_object (&portal->connection);
  g_clear_pointer (&portal->node, g_dbus_node_info_unref);
  g_clear_pointer (&portal->asked, g_variant_unref);
  g_clear_pointer (&portal->status, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Portal, portal_end)

static gboolean
was_asked_for (Portal     *portal,
               const char *option)
{
  gboolean is_so = FALSE;

  return portal->asked != NULL && g_variant_lookup (portal->asked, option, "b", &is_so) && is_so;
}

static GSettings *
make_settings (void)
{
  GSettings *settings = g_settings_new (APP_ID);

  g_settings_reset (settings, "background");
  g_settings_reset (settings, "autostart");
  g_settings_reset (settings, "refresh-interval");
  g_settings_reset (settings, "refresh-at-start");

  return settings;
}

static GazetteBackground *
make_background (void)
{
  g_autoptr(GApplication) application = g_application_new (APP_ID, G_APPLICATION_NON_UNIQUE);
  GazetteBackground *background = gazette_background_new (application);

  g_assert_true (g_application_register (application, NULL, NULL));
  g_object_set_data_full (G_OBJECT (background), "application", g_steal_pointer (&application), g_object_unref);

  return background;
}

static void
count_cb (guint *n)
{
  *n += 1;
}

static void
test_the_desktop_allows_it (void)
{
  g_autoptr(GSettings) settings = make_settings ();
  g_autoptr(GazetteBackground) background = make_background ();
  g_auto(Portal) portal = { 0 };
  const char *reason = NULL;

  portal_begin (&portal, TRUE, TRUE);
  g_assert_false (gazette_background_stay (background));
  g_settings_set_boolean (settings, "background", TRUE);
  WAIT_FOR (portal.n_asked == 1);
  g_assert_false (was_asked_for (&portal, "autostart"));
  g_assert_true (g_variant_lookup (portal.asked, "reason", "&s", &reason));
  g_assert_nonnull (strstr (reason, "new articles"));

  g_settings_set_boolean (settings, "autostart", TRUE);
  WAIT_FOR (portal.n_asked == 2);
  g_assert_true (was_asked_for (&portal, "autostart"));
  g_assert_true (gazette_background_stay (background));
  g_assert_null (gazette_background_get_refusal (background));

  /* Taken back, that it is started goes as well. */
  g_settings_set_boolean (settings, "background", FALSE);
  WAIT_FOR (portal.n_asked == 3);
  g_assert_false (was_asked_for (&portal, "autostart"));
  g_assert_false (gazette_background_stay (background));
}

static void
test_the_desktop_refuses_it (void)
{
  g_autoptr(GSettings) settings = make_settings ();
  g_autoptr(GazetteBackground) background = make_background ();
  g_auto(Portal) portal = { 0 };
  guint n_ended = 0;

  portal_begin (&portal, FALSE, FALSE);
  g_signal_connect_swapped (background, "ended", G_CALLBACK (count_cb), &n_ended);
  g_settings_set_boolean (settings, "background", TRUE);
  WAIT_FOR (!g_settings_get_boolean (settings, "background"));
  g_assert_nonnull (strstr (gazette_background_get_refusal (background), "does not let Gazette go on"));
  g_assert_cmpuint (n_ended, ==, 1);
}

static void
test_the_desktop_refuses_to_start_it (void)
{
  g_autoptr(GSettings) settings = make_settings ();
  g_autoptr(GazetteBackground) background = make_background ();
  g_auto(Portal) portal = { 0 };

  portal_begin (&portal, TRUE, FALSE);
  g_settings_set_boolean (settings, "background", TRUE);
  WAIT_FOR (portal.n_asked == 1);
  g_settings_set_boolean (settings, "autostart", TRUE);
  WAIT_FOR (!g_settings_get_boolean (settings, "autostart"));
  g_assert_true (g_settings_get_boolean (settings, "background"));
  g_assert_nonnull (strstr (gazette_background_get_refusal (background), "start with the session"));
}

/* Nobody ends a program there, and nobody starts it. */
static void
test_there_is_no_portal (void)
{
  g_autoptr(GSettings) settings = make_settings ();
  g_autoptr(GazetteBackground) background = make_background ();

  g_settings_set_boolean (settings, "background", TRUE);
  g_settings_set_boolean (settings, "autostart", TRUE);
  WAIT_FOR (gazette_background_get_refusal (background) != NULL);
  g_assert_nonnull (strstr (gazette_background_get_refusal (background), "gazette --background"));
  g_assert_false (g_settings_get_boolean (settings, "autostart"));
  g_assert_true (gazette_background_stay (background));
}

static gpointer
get_child (GtkWidget  *dialog,
           const char *name)
{
  return gtk_widget_get_template_child (dialog, GAZETTE_TYPE_PREFERENCES, name);
}

static void
test_what_is_chosen_is_done (ShellFixture  *fixture,
                             gconstpointer  data)
{
  g_autoptr(GSettings) settings = make_settings ();
  g_autoptr(GazetteBackground) background = make_background ();
  g_auto(Portal) portal = { 0 };
  AdwDialog *dialog;

  portal_begin (&portal, FALSE, FALSE);
  shell_fixture_show (fixture);
  gazette_background_follow (background, GTK_WINDOW (fixture->window));
  gazette_background_set_newsroom (background, fixture->newsroom);
  g_assert_cmpuint (fixture->newsroom->schedule.interval, ==, 3600);
  g_assert_true (fixture->newsroom->schedule.at_start);

  dialog = gazette_preferences_new (fixture->newsroom, background);
  adw_dialog_present (dialog, GTK_WIDGET (fixture->window));
  g_assert_cmpuint (adw_combo_row_get_selected (get_child (GTK_WIDGET (dialog), "refresh_interval")), ==, 3);
  adw_combo_row_set_selected (get_child (GTK_WIDGET (dialog), "refresh_interval"), 1);
  g_assert_cmpuint (fixture->newsroom->schedule.interval, ==, 900);
  adw_switch_row_set_active (get_child (GTK_WIDGET (dialog), "refresh_on_metered"), FALSE);
  g_assert_false (fixture->newsroom->schedule.on_metered);
  adw_switch_row_set_active (get_child (GTK_WIDGET (dialog), "notifications"), TRUE);
  g_assert_true (fixture->newsroom->tells_by_default);

  g_assert_false (gtk_widget_get_sensitive (get_child (GTK_WIDGET (dialog), "autostart")));
  adw_switch_row_set_active (get_child (GTK_WIDGET (dialog), "background_row"), TRUE);
  WAIT_FOR (gtk_widget_get_visible (get_child (GTK_WIDGET (dialog), "refusal")));
  g_assert_false (adw_switch_row_get_active (get_child (GTK_WIDGET (dialog), "background_row")));
  gazette_background_set_newsroom (background, NULL);
  adw_dialog_force_close (dialog);
}

/* The action of the window opens it, once. */
static void
test_the_menu_opens_it (ShellFixture  *fixture,
                        gconstpointer  data)
{
  AdwApplicationWindow *window = ADW_APPLICATION_WINDOW (fixture->window);

  shell_fixture_show (fixture);
  shell_fixture_activate (fixture, "win.preferences");
  g_assert_true (GAZETTE_IS_PREFERENCES (adw_application_window_get_visible_dialog (window)));
  shell_fixture_activate (fixture, "win.preferences");
  WAIT_FOR (shell_fixture_sees (GTK_WIDGET (fixture->window), "Refresh Automatically"));
  g_assert_true (shell_fixture_tells_numbers (GTK_WIDGET (adw_application_window_get_visible_dialog (window))));
  adw_dialog_force_close (adw_application_window_get_visible_dialog (window));
  g_assert_null (adw_application_window_get_visible_dialog (window));
}

static GtkWidget *
show_storage (ShellFixture *fixture)
{
  AdwDialog *dialog;
  GtkWidget *page;

  shell_fixture_show (fixture);
  shell_fixture_activate (fixture, "win.preferences");
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window));
  adw_preferences_dialog_set_visible_page_name (ADW_PREFERENCES_DIALOG (dialog), "storage");
  page = shell_fixture_find (GTK_WIDGET (dialog), GAZETTE_TYPE_STORAGE_PAGE);
  WAIT_FOR (shell_fixture_sees (page, "1 article · \u20681.0\u00a0kB\u2069"));

  return page;
}

/* An article that was copied and read. */
static gint64
add_copy (ShellFixture *fixture)
{
  GazetteLibrary *library = gazette_newsroom_get_library (fixture->newsroom);
  gint64 source_id = shell_fixture_add (fixture, "Herald", 1);
  char *data = g_malloc0 (1000);
  g_autoptr(GBytes) bytes = g_bytes_new_take (data, 1000);
  g_auto(GValue) value = G_VALUE_INIT;
  gint64 id;

  shell_fixture_await (gazette_library_list_to_take (library, source_id, 1, 0), &value);
  id = g_array_index ((GArray *) g_value_get_boxed (&value), gint64, 0);
  shell_fixture_await (gazette_library_keep_picture (library, id, "https://Herald.example/a.png", bytes), NULL);
  shell_fixture_await (gazette_library_note_copy (library, id, GAZETTE_COPY_COMPLETE), NULL);
  shell_fixture_await (gazette_library_set_read (library, id, TRUE), NULL);

  return id;
}

static GObject *
get_page_child (GtkWidget  *page,
                const char *name)
{
  return gtk_widget_get_template_child (page, GAZETTE_TYPE_STORAGE_PAGE, name);
}

/* The button that says @label, once it is on the screen. */
static GtkWidget *
find_button (GtkWidget  *root,
             const char *label)
{
  if (GTK_IS_BUTTON (root) && shell_fixture_sees (root, label))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
test_cleaning_up_can_be_undone (ShellFixture  *fixture,
                                gconstpointer  data)
{
  GtkWidget *page, *undo;

  add_copy (fixture);
  page = show_storage (fixture);
  g_signal_emit_by_name (get_page_child (page, "clean_button"), "activated");
  WAIT_FOR (shell_fixture_sees (GTK_WIDGET (fixture->window), "Cleaning up…"));
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (get_page_child (page, "clean_button"))));
  WAIT_FOR ((undo = find_button (GTK_WIDGET (fixture->window), "Undo")) != NULL);
  g_signal_emit_by_name (undo, "clicked");
  WAIT_FOR (gtk_widget_get_sensitive (GTK_WIDGET (get_page_child (page, "clean_button"))));
  g_assert_true (shell_fixture_sees (page, "1 article · \u20681.0\u00a0kB\u2069"));
  adw_dialog_force_close (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window)));
}

static void
test_what_may_go_is_cleaned_up (ShellFixture  *fixture,
                                gconstpointer  data)
{
  AdwApplicationWindow *window = ADW_APPLICATION_WINDOW (fixture->window);
  GazetteLibrary *library = gazette_newsroom_get_library (fixture->newsroom);
  GtkWidget *page;
  guint n_copies = 1;

  add_copy (fixture);
  page = show_storage (fixture);
  g_signal_emit_by_name (get_page_child (page, "clean_button"), "activated");
  WAIT_FOR (shell_fixture_sees (GTK_WIDGET (fixture->window), "Cleaning up…"));
  /* Whoever closes the dialog does not undo it. */
  adw_dialog_force_close (adw_application_window_get_visible_dialog (window));
  while (n_copies > 0)
    {
      g_auto(GValue) value = G_VALUE_INIT;

      shell_fixture_await (gazette_library_load_storage (library), &value);
      n_copies = ((GazetteStorage *) g_value_get_boxed (&value))->n_read_copies;
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  adw_init ();

  g_test_add_func ("/preferences/the-desktop-allows-it", test_the_desktop_allows_it);
  g_test_add_func ("/preferences/the-desktop-refuses-it", test_the_desktop_refuses_it);
  g_test_add_func ("/preferences/the-desktop-refuses-to-start-it", test_the_desktop_refuses_to_start_it);
  g_test_add_func ("/preferences/there-is-no-portal", test_there_is_no_portal);
#define ADD(name, func) \
  g_test_add ("/preferences/" name, ShellFixture, NULL, shell_fixture_set_up, func, shell_fixture_tear_down)
  ADD ("what-is-chosen-is-done", test_what_is_chosen_is_done);
  ADD ("the-menu-opens-it", test_the_menu_opens_it);
  ADD ("cleaning-up-can-be-undone", test_cleaning_up_can_be_undone);
  ADD ("what-may-go-is-cleaned-up", test_what_may_go_is_cleaned_up);
#undef ADD

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the window says of a library that was damaged, or is. */

#define _GNU_SOURCE

#include "config.h"

#include <string.h>

#include "shell-fixture.h"

#define PAGE_SIZE 8192

static char *
build_path (ShellFixture *fixture)
{
  return g_build_filename (fixture->folder, "library.db", NULL);
}

/* The alert that covers the window, or NULL. */
static AdwAlertDialog *
get_alert (ShellFixture *fixture)
{
  AdwDialog *dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window));

  return ADW_IS_ALERT_DIALOG (dialog) ? ADW_ALERT_DIALOG (dialog) : NULL;
}

static void
open_again (ShellFixture *fixture)
{
  g_autofree char *cache = g_build_filename (fixture->folder, "cache", NULL);
  g_auto(GValue) value = G_VALUE_INIT;

  shell_fixture_await (gazette_newsroom_open (fixture->folder, cache), &value);
  g_set_object (&fixture->newsroom, g_value_get_object (&value));
}

static void
test_what_was_repaired_is_told (ShellFixture  *fixture,
                                gconstpointer  data)
{
  g_autofree char *path = build_path (fixture);
  g_autofree char *garbage = g_strnfill (8192, 'x');

  shell_fixture_await (gazette_newsroom_close (fixture->newsroom), NULL);
  g_assert_true (g_file_set_contents (path, garbage, -1, NULL));
  open_again (fixture);
  shell_fixture_show (fixture);

  WAIT_FOR (get_alert (fixture) != NULL);
  g_assert_cmpstr (adw_alert_dialog_get_heading (get_alert (fixture)), ==, "The Library Was Repaired");
  g_assert_nonnull (strstr (adw_alert_dialog_get_body (get_alert (fixture)), fixture->folder));
}

/* A page of texts, of articles that are not shown. */
static void
damage (const char *path)
{
  g_autofree char *contents = NULL;
  gsize length;
  gsize page;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  page = length - PAGE_SIZE;
  while (memmem (contents + page, PAGE_SIZE, "<p>What it says", strlen ("<p>What it says")) == NULL)
    page -= PAGE_SIZE;
  memset (contents + page, 0xff, PAGE_SIZE);
  g_assert_true (g_file_set_contents (path, contents, length, NULL));
}

static void
repair_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  *(gboolean *) user_data = TRUE;
}

static void
test_damage_is_told_and_repair_offered (ShellFixture  *fixture,
                                        gconstpointer  data)
{
  static const GActionEntry entries[] = { { "repair", repair_cb } };
  g_autoptr(GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autofree char *path = build_path (fixture);
  gboolean is_repaired = FALSE;

  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), &is_repaired);
  gtk_widget_insert_action_group (GTK_WIDGET (fixture->window), "app", G_ACTION_GROUP (actions));
  shell_fixture_add (fixture, "Herald", 200);
  /* Closing writes the log into the file. */
  shell_fixture_await (gazette_newsroom_close (fixture->newsroom), NULL);
  damage (path);
  open_again (fixture);
  shell_fixture_show (fixture);
  g_assert_null (get_alert (fixture));
  shell_fixture_await (gazette_library_check (gazette_newsroom_get_library (fixture->newsroom)), NULL);

  WAIT_FOR (get_alert (fixture) != NULL);
  g_assert_cmpstr (adw_alert_dialog_get_heading (get_alert (fixture)), ==, "The Library Is Damaged");
  g_signal_emit_by_name (get_alert (fixture), "response", "repair");
  g_assert_true (is_repaired);
}

static void
test_repairing_is_told_until_it_is_done (ShellFixture  *fixture,
                                         gconstpointer  data)
{
  gtk_window_present (GTK_WINDOW (fixture->window));
  gazette_window_show_repair (fixture->window);
  WAIT_FOR (shell_fixture_sees (GTK_WIDGET (fixture->window), "Repairing Your Library"));

  shell_fixture_show (fixture);
  WAIT_FOR (!shell_fixture_sees (GTK_WIDGET (fixture->window), "Repairing Your Library"));
}

#define ADD(path, func) \
  g_test_add (path, ShellFixture, NULL, shell_fixture_set_up, func, shell_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  adw_init ();

  ADD ("/trouble/repaired", test_what_was_repaired_is_told);
  ADD ("/trouble/repairing", test_repairing_is_told_until_it_is_done);
  ADD ("/trouble/damaged", test_damage_is_told_and_repair_offered);

  return g_test_run ();
}

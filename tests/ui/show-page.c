/* SPDX-License-Identifier: GPL-3.0-or-later */

/* show-page OUT.png WIDTH HEIGHT FILE.json [NUMBER [SCROLL]]
 *
 * For the eye: draws an article of a file as its page shows it. The file is a
 * JSON Feed, or {"title": …, "items": […]} with the same members. SCROLL is how
 * many screens to page down first; GAZETTE_SHOT_DARK=1 draws it dark. It says
 * how long the page took, and the longest time in which the main loop did not
 * turn. Run it by tests/with-display.
 */

#include "config.h"

#include <locale.h>
#include <stdlib.h>

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "page-fixture.h"

typedef struct
{
  gint64 last;
  gint64 longest;
} Pulse;

static gboolean
pulse_cb (gpointer user_data)
{
  Pulse *pulse = user_data;
  gint64 now = g_get_monotonic_time ();

  pulse->longest = MAX (pulse->longest, now - pulse->last);
  pulse->last = now;

  return G_SOURCE_CONTINUE;
}

static void
show (PageFixture   *fixture,
      GazetteStored *stored)
{
  gint64 start = g_get_monotonic_time ();
  Pulse pulse = { start, 0 };
  guint source = g_timeout_add_full (G_PRIORITY_HIGH, 1, pulse_cb, &pulse, NULL);
  double shown;

  gazette_page_show_article (fixture->page, stored, NULL);
  WAIT_FOR (gazette_page_view_get_page (fixture->view) != NULL);
  shown = (double) (g_get_monotonic_time () - start) / 1000;
  for (guint i = 0; i < 4; i++)
    page_fixture_settle ();
  g_source_remove (source);
  g_print ("shown after %.0f ms, longest pause of the main loop %.0f ms\n", shown, (double) pulse.longest / 1000);
}

/* Whoever looks at the page sees what a screen shows, fonts and all. */
static void
draw (PageFixture *fixture,
      const char  *path)
{
  g_autoptr(GdkPaintable) paintable = gtk_widget_paintable_new (fixture->window);
  g_autoptr(GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr(GskRenderNode) node = NULL;
  g_autoptr(GdkTexture) texture = NULL;
  double width = gtk_widget_get_width (fixture->window);
  double height = gtk_widget_get_height (fixture->window);

  gdk_paintable_snapshot (paintable, GDK_SNAPSHOT (snapshot), width, height);
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (fixture->window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  g_assert_true (gdk_texture_save_to_png (texture, path));
}

int
main (int   argc,
      char *argv[])
{
  PageFixture fixture = { 0 };
  g_autoptr(GazetteStored) stored = NULL;

  g_assert_cmpint (argc, >=, 5);
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("GAZETTE_LOCALEDIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  dex_init ();
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-font-name", "Cantarell 11", NULL);
  if (g_getenv ("GAZETTE_SHOT_DARK") != NULL)
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);

  page_fixture_set_up (&fixture, NULL);
  gtk_window_set_decorated (GTK_WINDOW (fixture.window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (fixture.window), atoi (argv[2]), atoi (argv[3]));
  page_fixture_add_file (&fixture, argv[4]);
  stored = page_fixture_load (&fixture, argc > 5 ? atoi (argv[5]) : 1);
  page_fixture_settle ();
  show (&fixture, stored);
  for (int i = 0; argc > 6 && i < atoi (argv[6]); i++)
    gazette_page_scroll_by_page (fixture.page, 1);
  for (guint i = 0; i < 8; i++)
    page_fixture_settle ();
  draw (&fixture, argv[1]);
  page_fixture_tear_down (&fixture, NULL);

  return 0;
}

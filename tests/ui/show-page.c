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
#include <json-glib/json-glib.h>

#include "page-fixture.h"

static char *
dup_member (JsonObject *object,
            const char *name)
{
  return g_strdup (json_object_get_string_member_with_default (object, name, NULL));
}

static GStrv
dup_tags (JsonObject *item)
{
  JsonArray *tags = json_object_has_member (item, "tags") ? json_object_get_array_member (item, "tags") : NULL;
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; tags != NULL && i < json_array_get_length (tags); i++)
    g_strv_builder_add (builder, json_array_get_string_element (tags, i));

  return g_strv_builder_end (builder);
}

static GPtrArray *
dup_attachments (JsonObject *item)
{
  JsonArray *files = json_object_has_member (item, "attachments") ? json_object_get_array_member (item, "attachments") : NULL;
  GPtrArray *attachments = g_ptr_array_new_with_free_func ((GDestroyNotify) gazette_attachment_free);

  for (guint i = 0; files != NULL && i < json_array_get_length (files); i++)
    {
      JsonObject *file = json_array_get_object_element (files, i);
      GazetteAttachment *attachment = gazette_attachment_new (json_object_get_string_member (file, "url"));

      attachment->type = dup_member (file, "mime_type");
      attachment->title = dup_member (file, "title");
      attachment->size = json_object_get_int_member_with_default (file, "size_in_bytes", -1);
      attachment->duration = json_object_get_int_member_with_default (file, "duration_in_seconds", -1);
      g_ptr_array_add (attachments, attachment);
    }

  return attachments;
}

static GazetteArticle *
read_item (JsonObject *item,
           guint       number)
{
  g_autofree char *id = g_strdup_printf ("%u", number);
  GazetteArticle *article = gazette_article_new (id);
  g_autofree char *date = dup_member (item, "date_published");
  g_autoptr(GDateTime) time = date != NULL ? g_date_time_new_from_iso8601 (date, NULL) : NULL;
  g_autofree char *title = dup_member (item, "title");
  g_autofree char *summary = dup_member (item, "summary");

  if (title != NULL)
    g_set_str (&article->title, title);
  if (summary != NULL)
    g_set_str (&article->summary, summary);
  article->url = dup_member (item, "url");
  article->language = dup_member (item, "language");
  article->html = dup_member (item, "content_html");
  article->image = dup_member (item, "image");
  article->image_caption = dup_member (item, "_caption");
  article->published = time != NULL ? g_date_time_to_unix (time) : 0;
  article->tags = dup_tags (item);
  article->attachments = dup_attachments (item);
  if (json_object_has_member (item, "authors"))
    {
      JsonObject *author = json_array_get_object_element (json_object_get_array_member (item, "authors"), 0);

      article->authors = g_new0 (char *, 2);
      article->authors[0] = dup_member (author, "name");
    }

  return article;
}

static void
add_file (PageFixture *fixture,
          const char  *path)
{
  g_autoptr(JsonParser) parser = json_parser_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) articles = g_ptr_array_new_with_free_func ((GDestroyNotify) gazette_article_unref);
  JsonObject *feed;
  JsonArray *items;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  feed = json_node_get_object (json_parser_get_root (parser));
  items = json_object_get_array_member (feed, "items");
  for (guint i = 0; i < json_array_get_length (items); i++)
    g_ptr_array_add (articles, read_item (json_array_get_object_element (items, i), i));
  page_fixture_add (fixture, json_object_get_string_member_with_default (feed, "title", "Source"), articles);
}

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

  gazette_page_show_article (fixture->page, stored);
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
  add_file (&fixture, argv[4]);
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

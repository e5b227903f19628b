/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <locale.h>
#include <string.h>

#include "gazette-picture-canvas.h"
#include "gazette-picture-viewer.h"
#include "page-fixture.h"
#include "picture-fixture.h"

static GazettePicture *
get_picture (PageFixture *fixture,
             guint        n)
{
  return GAZETTE_PICTURE (page_fixture_find (GTK_WIDGET (fixture->view), GAZETTE_TYPE_PICTURE, n));
}

static void
set_animations (gboolean enabled)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", enabled, NULL);
}

/* Shows a page of moving pictures with @n_paragraphs between two of them, and
 * waits until the first is there. */
static void
show_moving (PageFixture *fixture,
             GBytes      *bytes,
             guint        n_pictures,
             guint        n_paragraphs)
{
  g_autoptr(GByteArray) longer = g_byte_array_new ();
  g_autoptr(GString) html = g_string_new (NULL);

  /* What is shorter is taken for the place of a picture that comes later. */
  g_byte_array_append (longer, g_bytes_get_data (bytes, NULL), (guint) g_bytes_get_size (bytes));
  g_byte_array_set_size (longer, longer->len + 4000);
  memset (longer->data + g_bytes_get_size (bytes), 0, 4000);
  for (guint i = 0; i < n_pictures; i++)
    {
      g_autoptr(GBytes) one = g_bytes_new (longer->data, longer->len);
      g_autofree char *url = picture_fixture_data_url (one, "image/gif");

      g_string_append_printf (html, "<p><img src='%s' width='40' height='30' alt='Moving'></p>", url);
      /* A page shows one picture once: the next one is not quite the same. */
      g_byte_array_append (longer, (const guint8 *) "", 1);
      for (guint j = 0; j < n_paragraphs; j++)
        g_string_append (html, "<p>A paragraph of some words, one after the other, to have the pictures apart.</p>");
    }
  page_fixture_show_html (fixture, html->str);
  WAIT_FOR (gazette_picture_get_state (get_picture (fixture, 0)) == GAZETTE_PICTURE_SHOWN);
  g_assert_nonnull (gazette_picture_get_motion (get_picture (fixture, 0)));
}

static guint32
get_colour (GazettePicture *picture)
{
  return picture_fixture_colour (gazette_picture_get_texture (picture), 0, 0);
}

static GtkWidget *
get_mark (GazettePicture *picture)
{
  return page_fixture_find (GTK_WIDGET (picture), GTK_TYPE_BUTTON, 0);
}

static void
test_plays_in_view (PageFixture  *fixture,
                    gconstpointer data)
{
  g_autoptr(GBytes) gif = picture_fixture_gif (40, 30, 4, 2, 0);
  GazettePicture *picture;
  GazetteMotion *motion;

  set_animations (TRUE);
  show_moving (fixture, gif, 1, 200);
  picture = get_picture (fixture, 0);
  motion = gazette_picture_get_motion (picture);
  for (guint i = 0; i < G_N_ELEMENTS (PICTURE_FIXTURE_COLOURS); i++)
    WAIT_FOR (get_colour (picture) == PICTURE_FIXTURE_COLOURS[i]);
  g_assert_null (get_mark (picture));

  gazette_page_scroll_by_page (fixture->page, 1);
  gazette_page_scroll_by_page (fixture->page, 1);
  WAIT_FOR (!gazette_motion_is_playing (motion));
  gazette_page_scroll_by_page (fixture->page, -1);
  gazette_page_scroll_by_page (fixture->page, -1);
  WAIT_FOR (gazette_motion_is_playing (motion));

  gtk_widget_set_visible (fixture->window, FALSE);
  g_assert_false (gazette_motion_is_playing (motion));
  gtk_widget_set_visible (fixture->window, TRUE);
  WAIT_FOR (gazette_motion_is_playing (motion));
}

static void
test_rests_where_nothing_is_to_move (PageFixture  *fixture,
                                     gconstpointer data)
{
  g_autoptr(GBytes) gif = picture_fixture_gif (40, 30, 4, 2, 0);
  GazettePicture *picture;

  set_animations (FALSE);
  show_moving (fixture, gif, 1, 0);
  picture = get_picture (fixture, 0);
  page_fixture_settle ();
  g_assert_false (gazette_motion_is_playing (gazette_picture_get_motion (picture)));
  g_assert_cmphex (get_colour (picture), ==, PICTURE_FIXTURE_COLOURS[0]);

  /* But for who wants to see it. */
  g_signal_emit_by_name (get_mark (picture), "clicked");
  WAIT_FOR (get_colour (picture) == PICTURE_FIXTURE_COLOURS[2]);
  g_assert_null (get_mark (picture));
  gtk_widget_activate_action (GTK_WIDGET (picture), "picture.play", NULL);
  g_assert_false (gazette_motion_is_playing (gazette_picture_get_motion (picture)));
  g_assert_nonnull (get_mark (picture));
}

static void
test_ends_at_its_end (PageFixture  *fixture,
                      gconstpointer data)
{
  g_autoptr(GBytes) gif = picture_fixture_gif (40, 30, 3, 2, -1);
  GazettePicture *picture;

  set_animations (TRUE);
  show_moving (fixture, gif, 1, 0);
  picture = get_picture (fixture, 0);
  WAIT_FOR (get_mark (picture) != NULL && get_colour (picture) == PICTURE_FIXTURE_COLOURS[2]);
  g_signal_emit_by_name (get_mark (picture), "clicked");
  WAIT_FOR (get_colour (picture) == PICTURE_FIXTURE_COLOURS[0]);
}

static guint
count_playing (PageFixture *fixture,
               guint        n_pictures)
{
  guint n = 0;

  for (guint i = 0; i < n_pictures; i++)
    {
      GazetteMotion *motion = gazette_picture_get_motion (get_picture (fixture, i));

      n += motion != NULL && gazette_motion_is_playing (motion);
    }

  return n;
}

/* Each of them takes 24 MB while it plays. */
static void
test_memory_for_some (PageFixture  *fixture,
                      gconstpointer data)
{
  g_autoptr(GBytes) webp = picture_fixture_webp (2000, 1000, 3, 20);

  set_animations (TRUE);
  show_moving (fixture, webp, 4, 0);
  for (guint i = 0; i < 4; i++)
    WAIT_FOR (gazette_picture_get_state (get_picture (fixture, i)) == GAZETTE_PICTURE_SHOWN);
  page_fixture_settle ();
  g_assert_cmpuint (count_playing (fixture, 4), ==, 2);

  /* The one that is wanted plays, in place of another one. */
  for (guint i = 0; i < 4; i++)
    {
      GazetteMotion *motion = gazette_picture_get_motion (get_picture (fixture, i));

      if (!gazette_motion_is_playing (motion))
        gazette_motion_toggle (motion);
      g_assert_true (gazette_motion_is_playing (motion));
      g_assert_cmpuint (count_playing (fixture, 4), ==, 2);
    }
}

static void
test_links_and_enlarging (PageFixture  *fixture,
                          gconstpointer data)
{
  static const struct
  {
    const char *link;
    gboolean    enlarges;
  } pictures[] = {
    { "", TRUE },
    { "<a href='https://example.org/story'>", FALSE },
    { "<a href='https://example.org/a/Large.JPG?x=1'>", TRUE },
    { "<a href='https://example.org/a.jpg/story'>", FALSE },
  };
  g_autoptr(GBytes) png = picture_fixture_png (40, 30);
  g_autofree char *url = picture_fixture_data_url (png, "image/png");

  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      g_autoptr(GtkWidget) picture = g_object_ref_sink (gazette_picture_new (url, NULL, 0, 0));
      const char *href = strchr (pictures[i].link, '\'');
      g_autofree char *address = href != NULL ? g_strndup (href + 1, strcspn (href + 1, "'")) : NULL;

      gazette_picture_set_href (GAZETTE_PICTURE (picture), address);
      g_assert_true (gazette_picture_enlarges (GAZETTE_PICTURE (picture)) == pictures[i].enlarges);
    }
}

typedef struct
{
  GPtrArray *pictures;
  guint      position;
} Enlarged;

static void
enlarge_cb (Enlarged  *enlarged,
            GPtrArray *pictures,
            guint      position)
{
  enlarged->pictures = g_ptr_array_ref (pictures);
  enlarged->position = position;
}

static gboolean
sees (GtkWidget  *widget,
      const char *text)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (sees (child, text))
        return TRUE;
    }

  return FALSE;
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
activate (GtkWidget  *viewer,
          const char *action)
{
  gtk_widget_activate_action (viewer, action, NULL);
}

static void
test_viewer (PageFixture  *fixture,
             gconstpointer data)
{
  g_autoptr(GBytes) png = picture_fixture_png (4000, 3000);
  g_autoptr(GBytes) webp = picture_fixture_webp (40, 30, 60, 20);
  g_autofree char *large = picture_fixture_data_url (png, "image/png");
  g_autofree char *moving = picture_fixture_data_url (webp, "image/webp");
  g_autofree char *noise = g_strnfill (4000, 'n');
  g_autofree char *html = g_strdup_printf ("<figure><img src='%s' alt='Sea'><figcaption>At dawn</figcaption></figure>"
                                           "<p>Text</p><img src='%s'><p>Text</p><img src='data:image/png,%s'>",
                                           large, moving, noise);
  Enlarged enlarged = { NULL };
  GazettePictureCanvas *canvas;
  GtkWidget *viewer;
  guint n_closed = 0;

  set_animations (TRUE);
  g_signal_connect_swapped (fixture->page, "enlarge", G_CALLBACK (enlarge_cb), &enlarged);
  page_fixture_show_html (fixture, html);
  WAIT_FOR (gazette_picture_get_state (get_picture (fixture, 0)) == GAZETTE_PICTURE_SHOWN);
  gtk_widget_activate_action (GTK_WIDGET (get_picture (fixture, 0)), "picture.enlarge", NULL);
  g_assert_cmpuint (enlarged.pictures->len, ==, 3);
  g_assert_cmpuint (enlarged.position, ==, 0);

  viewer = gazette_picture_viewer_new (fixture->newsroom, enlarged.pictures, 0);
  g_signal_connect_swapped (viewer, "closed", G_CALLBACK (count_cb), &n_closed);
  gtk_window_set_child (GTK_WINDOW (fixture->window), viewer);
  canvas = GAZETTE_PICTURE_CANVAS (page_fixture_find (viewer, GAZETTE_TYPE_PICTURE_CANVAS, 0));
  WAIT_FOR (sees (viewer, "1 of 3") && sees (viewer, "At dawn"));
  page_fixture_settle ();

  /* All of it is there, and fits until it is looked at closely. */
  WAIT_FOR (gdk_texture_get_width (gazette_picture_canvas_get_texture (canvas)) == 4000);
  g_assert_cmpfloat (gazette_picture_canvas_get_zoom (canvas), <, 0.25);
  g_assert_false (gazette_picture_canvas_pan (canvas, 100, 0));
  for (guint i = 0; i < 50; i++)
    activate (viewer, "viewer.zoom-in");
  g_assert_cmpfloat (gazette_picture_canvas_get_zoom (canvas), ==, 8);
  g_assert_true (gazette_picture_canvas_pan (canvas, 100, 0));
  g_assert_false (gazette_picture_canvas_can_zoom (canvas, TRUE));
  for (guint i = 0; i < 50; i++)
    activate (viewer, "viewer.zoom-out");
  g_assert_cmpfloat (gazette_picture_canvas_get_zoom (canvas), <, 0.25);
  g_assert_false (gazette_picture_canvas_can_zoom (canvas, FALSE));

  /* The next one moves, the last one cannot be had. */
  activate (viewer, "viewer.next");
  WAIT_FOR (sees (viewer, "2 of 3") && !sees (viewer, "At dawn"));
  WAIT_FOR (gazette_picture_canvas_get_texture (canvas) != NULL &&
            picture_fixture_colour (gazette_picture_canvas_get_texture (canvas), 0, 0) == PICTURE_FIXTURE_COLOURS[2]);
  activate (viewer, "viewer.next");
  WAIT_FOR (sees (viewer, "3 of 3") && sees (viewer, "What is there is not a picture that can be shown."));
  activate (viewer, "viewer.next");
  g_assert_true (sees (viewer, "3 of 3"));
  activate (viewer, "viewer.previous");
  activate (viewer, "viewer.previous");
  WAIT_FOR (sees (viewer, "1 of 3"));
  g_assert_true (gazette_picture_viewer_get_picture (GAZETTE_PICTURE_VIEWER (viewer)) ==
                 g_ptr_array_index (enlarged.pictures, 0));

  activate (viewer, "viewer.close");
  g_assert_cmpuint (n_closed, ==, 1);
  g_ptr_array_unref (enlarged.pictures);
}

static void
texture_read_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  GdkTexture **texture = user_data;

  *texture = gdk_clipboard_read_texture_finish (GDK_CLIPBOARD (object), result, NULL);
}

static void
test_copy (PageFixture  *fixture,
           gconstpointer data)
{
  g_autoptr(GBytes) png = picture_fixture_png (1500, 20);
  g_autofree char *url = picture_fixture_data_url (png, "image/png");
  g_autofree char *html = g_strdup_printf ("<p>Text</p><img src='%s'>", url);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (fixture->window);
  g_autoptr(GdkTexture) texture = NULL;

  page_fixture_show_html (fixture, html);
  WAIT_FOR (gazette_picture_get_state (get_picture (fixture, 0)) == GAZETTE_PICTURE_SHOWN);
  gtk_widget_activate_action (GTK_WIDGET (get_picture (fixture, 0)), "picture.copy", NULL);
  WAIT_FOR (gdk_content_formats_contain_gtype (gdk_clipboard_get_formats (clipboard), GDK_TYPE_TEXTURE));
  gdk_clipboard_read_texture_async (clipboard, NULL, texture_read_cb, &texture);
  WAIT_FOR (texture != NULL);
  g_assert_cmpint (gdk_texture_get_width (texture), ==, 1500);
}

/* Nothing moves when a picture is let go, nor when it comes back. */
static void
test_let_go (PageFixture  *fixture,
             gconstpointer data)
{
  g_autoptr(GBytes) png = picture_fixture_png (400, 300);
  g_autofree char *url = picture_fixture_data_url (png, "image/png");
  g_autoptr(GString) html = g_string_new (NULL);
  GazettePicture *first;
  int height;

  g_string_append_printf (html, "<p>Text</p><img src='%s'>", url);
  for (guint i = 0; i < 200; i++)
    g_string_append (html, "<p>A paragraph of some words, one after the other, to keep the first picture far away.</p>");
  page_fixture_show_html (fixture, html->str);
  first = get_picture (fixture, 0);
  WAIT_FOR (gazette_picture_get_state (first) == GAZETTE_PICTURE_SHOWN);
  page_fixture_settle ();
  height = gtk_widget_get_height (GTK_WIDGET (first));

  while (gazette_page_scroll_by_page (fixture->page, 1))
    page_fixture_settle ();
  WAIT_FOR (gazette_picture_get_state (first) == GAZETTE_PICTURE_WAITING);
  g_assert_null (gazette_picture_get_texture (first));
  page_fixture_settle ();
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (first)), ==, height);

  while (gazette_page_scroll_by_page (fixture->page, -1))
    page_fixture_settle ();
  WAIT_FOR (gazette_picture_get_state (first) == GAZETTE_PICTURE_SHOWN);
  page_fixture_settle ();
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (first)), ==, height);
}

#define add(name, function) \
  g_test_add ("/viewer/" name, PageFixture, NULL, page_fixture_set_up, function, page_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  dex_init ();

  add ("plays-in-view", test_plays_in_view);
  add ("rests-where-nothing-is-to-move", test_rests_where_nothing_is_to_move);
  add ("ends-at-its-end", test_ends_at_its_end);
  add ("memory-for-some", test_memory_for_some);
  add ("links-and-enlarging", test_links_and_enlarging);
  add ("viewer", test_viewer);
  add ("copy", test_copy);
  add ("let-go", test_let_go);

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <locale.h>

#include "gazette-find-bar.h"
#include "gazette-page-embed.h"
#include "gazette-page-table.h"
#include "gazette-picture.h"
#include "gazette-test-server.h"
#include "page-fixture.h"

#define WIDTH 40
#define HEIGHT 20

/* A picture as an address, or as much of it as says how large it is. */
static char *
dup_picture (gboolean broken)
{
  guchar pixels[WIDTH * HEIGHT * 3];
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GdkTexture) texture = NULL;
  g_autoptr(GBytes) png = NULL;
  g_autofree char *base64 = NULL;
  guint32 noise = 1;

  for (gsize i = 0; i < sizeof (pixels); i++)
    {
      noise = noise * 1664525 + 1013904223;
      pixels[i] = (guchar) (noise >> 24);
    }
  bytes = g_bytes_new (pixels, sizeof (pixels));
  texture = gdk_memory_texture_new (WIDTH, HEIGHT, GDK_MEMORY_R8G8B8, bytes, WIDTH * 3);
  png = gdk_texture_save_to_png_bytes (texture);
  base64 = g_base64_encode (g_bytes_get_data (png, NULL), g_bytes_get_size (png));

  /* After the header there is nothing but noise. */
  if (broken)
    memset (base64 + 80, 'A', strlen (base64) - 80);

  return g_strconcat ("data:image/png;base64,", base64, NULL);
}

static char *
dup_text (GazettePageBuffer *page)
{
  return gazette_page_buffer_dup_text (page, 0, gtk_text_buffer_get_char_count (GTK_TEXT_BUFFER (page)));
}

static int
find_offset (GazettePageBuffer *page,
             const char        *text)
{
  GtkTextIter start;
  GtkTextIter found;

  gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (page), &start);
  g_assert_true (gtk_text_iter_forward_search (&start, text, 0, &found, NULL, NULL));

  return gtk_text_iter_get_offset (&found);
}

static void
test_text (PageFixture  *fixture,
           gconstpointer data)
{
  g_autofree char *picture = dup_picture (FALSE);
  g_autofree char *html = NULL;
  g_autofree char *text = NULL;

  html = g_strdup_printf ("<p>First <b>bold</b>.</p><h2>Heading</h2><ul><li>One</li><li>Two</li></ul>"
                          "<ol><li>Eins</li></ol><blockquote><p>Quoted</p></blockquote>"
                          "<pre>a\n  b</pre><hr><p>Line<br>break</p>"
                          "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>"
                          "<p><img src='%s' alt='Red'></p><p>Last</p>",
                          picture);
  text = dup_text (page_fixture_show_html (fixture, html));
  g_assert_null (strstr (text, "\357\277\274"));
  g_assert_true (g_str_has_prefix (text, "Source\n\nTitle\n\n"));
  g_assert_true (g_str_has_suffix (text, "\n\nFirst bold.\n\nHeading\n\n• One\n• Two\n1. Eins\n\nQuoted\n\n"
                                         "a\n  b\n\nLine\nbreak\n\na\tb\nc\td\n\nLast"));
}

static void
test_links (PageFixture  *fixture,
            gconstpointer data)
{
  GazettePageBuffer *page = page_fixture_show_html (fixture, "<p>ä <a href=\"/one\">eins</a> und "
                                                             "<a href=\"https://two.example/\">zwei</a>.</p>"
                                                             "<h2>The End, Really</h2>");
  int one = find_offset (page, "eins");
  int two = find_offset (page, "zwei");
  int start;
  int end;

  g_assert_null (gazette_page_buffer_get_link (page, one - 1, NULL, NULL));
  g_assert_cmpstr (gazette_page_buffer_get_link (page, one, &start, &end), ==, "https://example.org/one");
  g_assert_cmpint (start, ==, one);
  g_assert_cmpint (end, ==, one + 4);
  g_assert_null (gazette_page_buffer_get_link (page, end, NULL, NULL));
  g_assert_cmpstr (gazette_page_buffer_get_link (page, two + 3, NULL, NULL), ==, "https://two.example/");
  g_assert_null (gazette_page_buffer_get_link (page, two + 4, NULL, NULL));

  g_assert_cmpint (gazette_page_buffer_find_fragment (page, "the-end-really"), ==, find_offset (page, "The End"));
  g_assert_cmpint (gazette_page_buffer_find_fragment (page, "beginning"), ==, -1);
}

static void
test_footnotes (PageFixture  *fixture,
                gconstpointer data)
{
  GazettePageBuffer *page = page_fixture_show_html (
    fixture, "<p>Said<sup id=r1><a href='#f1'>1</a></sup></p><p>Between</p>"
             "<ol><li>One<li id=f1>Where <a href='#r1'>back</a></ol>"
             "<table><tr><td id=user-content-c>a<td>b</table><h2>The End</h2>");

  g_assert_cmpint (gazette_page_buffer_find_fragment (page, "f1"), ==, find_offset (page, "Where"));
  g_assert_cmpint (gazette_page_buffer_find_fragment (page, "r1"), ==, find_offset (page, "Said") + 4);
  g_assert_cmpint (gazette_page_buffer_find_fragment (page, "c"), ==, find_offset (page, "The End") - 2);
  g_assert_cmpint (gazette_page_buffer_find_fragment (page, "the-end"), ==, find_offset (page, "The End"));
  g_assert_cmpint (gazette_page_buffer_find_fragment (page, "elsewhere"), ==, -1);
}

static void
test_links_have_one_stop (PageFixture  *fixture,
                          gconstpointer data)
{
  GazettePageBuffer *page = page_fixture_show_html (fixture, "<p>Go <a href='/one'>to <b>the</b> <i>first</i></a><a "
                                                             "href='/one'>again</a>.");
  int start;
  int end;

  g_assert_cmpstr (gazette_page_buffer_get_link (page, find_offset (page, "the"), &start, &end), ==,
                   "https://example.org/one");
  g_assert_cmpint (start, ==, find_offset (page, "to the"));
  g_assert_cmpint (end, ==, find_offset (page, "again"));
}

static void
test_abbreviations_say_what_they_stand_for (PageFixture  *fixture,
                                            gconstpointer data)
{
  GazettePageBuffer *page = page_fixture_show_html (fixture, "<p>The <abbr title='World Wide Web'>WWW</abbr> is.");
  int offset = find_offset (page, "WWW");

  g_assert_null (gazette_page_buffer_get_title (page, offset - 1));
  g_assert_cmpstr (gazette_page_buffer_get_title (page, offset), ==, "World Wide Web");
  g_assert_null (gazette_page_buffer_get_title (page, offset + 3));
}

/* A cell is where the page has it, with its side. */
static void
test_tables (PageFixture  *fixture,
             gconstpointer data)
{
  GtkWidget *table;
  GtkWidget *grid;
  GtkWidget *cell;
  int place[4];

  page_fixture_show_html (fixture, "<table><caption>Tides</caption><tr><th rowspan=2>Port<th colspan=2>High"
                                   "<tr><td align=center>first<td align=right>second"
                                   "<tr><td>Aber<td>3<br>4<td>5.1</table>");
  table = page_fixture_find (GTK_WIDGET (fixture->view), GAZETTE_TYPE_PAGE_TABLE, 0);
  grid = page_fixture_find (table, GTK_TYPE_GRID, 0);

  cell = gtk_grid_get_child_at (GTK_GRID (grid), 0, 1);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (cell)), ==, "Port");
  g_assert_true (gtk_widget_has_css_class (cell, "header"));
  gtk_grid_query_child (GTK_GRID (grid), cell, &place[0], &place[1], &place[2], &place[3]);
  g_assert_cmpint (place[2], ==, 1);
  g_assert_cmpint (place[3], ==, 2);
  g_assert_true (gtk_grid_get_child_at (GTK_GRID (grid), 1, 0) == gtk_grid_get_child_at (GTK_GRID (grid), 2, 0));
  g_assert_cmpfloat (gtk_label_get_xalign (GTK_LABEL (gtk_grid_get_child_at (GTK_GRID (grid), 1, 1))), ==, 0.5f);
  g_assert_cmpfloat (gtk_label_get_xalign (GTK_LABEL (gtk_grid_get_child_at (GTK_GRID (grid), 2, 1))), ==, 1.0f);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (gtk_grid_get_child_at (GTK_GRID (grid), 1, 2))), ==, "3\n4");
}

/* Lines and shades go through to the end of each row. */
static void
test_short_rows (PageFixture  *fixture,
                 gconstpointer data)
{
  g_autoptr(GString) html = g_string_new ("<table><tr><th>Port<th>High<th>Low<tr><td rowspan=2>Aber<td>3<tr><td>4<td>5");
  GtkWidget *rest;
  GtkGrid *grid;

  for (guint i = 0; i < 8; i++)
    g_string_append (html, "<tr><td>Aber");
  page_fixture_show_html (fixture, html->str);
  grid = GTK_GRID (page_fixture_find (page_fixture_find (GTK_WIDGET (fixture->view), GAZETTE_TYPE_PAGE_TABLE, 0),
                                      GTK_TYPE_GRID, 0));

  for (int row = 0; row < 11; row++)
    {
      for (int column = 0; column < 3; column++)
        g_assert_true (gtk_widget_has_css_class (gtk_grid_get_child_at (grid, column, row), "cell"));
      g_assert_cmpint (gtk_widget_has_css_class (gtk_grid_get_child_at (grid, 2, row), "shaded"), ==, row % 2);
    }
  g_assert_cmpfloat (gtk_label_get_xalign (GTK_LABEL (gtk_grid_get_child_at (grid, 2, 0))), ==, 1.0f);
  rest = gtk_grid_get_child_at (grid, 1, 3);
  g_assert_true (rest == gtk_grid_get_child_at (grid, 2, 3));
  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (rest)), ==, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static gboolean
is_underlined (GazettePageBuffer *page,
               const char        *text)
{
  g_autoptr(GSList) tags = NULL;
  gboolean is_set = FALSE;
  GtkTextIter start;
  GtkTextIter found;

  gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (page), &start);
  g_assert_true (gtk_text_iter_forward_search (&start, text, 0, &found, NULL, NULL));
  g_assert_nonnull (gazette_page_buffer_get_link (page, gtk_text_iter_get_offset (&found), NULL, NULL));
  tags = gtk_text_iter_get_tags (&found);
  for (GSList *l = tags; l != NULL && !is_set; l = l->next)
    g_object_get (l->data, "underline-set", &is_set, NULL);

  return is_set;
}

/* A handbook's headings lead back to its table of contents, but are headings to the eye. */
static void
test_headings_with_links (PageFixture  *fixture,
                          gconstpointer data)
{
  GazettePageBuffer *page = page_fixture_show_html (fixture, "<p id=toc><a href='#a'>Contents</a><h2 id=a><a href='#toc'>Setting up"
                                                             "</a></h2><h2><a href='https://harbour.example/'>Elsewhere</a></h2>");

  g_assert_false (is_underlined (page, "Setting up"));
  g_assert_true (is_underlined (page, "Contents"));
  g_assert_true (is_underlined (page, "Elsewhere"));
}

/* Where the page says how a line is read, that holds, whatever its first letter. */
static void
test_directions (PageFixture  *fixture,
                 gconstpointer data)
{
  GazettePageBuffer *page = page_fixture_show_html (fixture, "<p dir=rtl>GTK مكتبة</p><p>abc</p><p><bdi>مكتبة</bdi> is</p>");
  const GazettePiece *pieces[3];
  guint n = 0;

  for (guint i = 0; i < gazette_page_buffer_get_n_pieces (page); i++)
    {
      const GazettePiece *piece = gazette_page_buffer_get_piece (page, i);

      if (piece->kind == GAZETTE_PIECE_BLOCK)
        pieces[n++] = piece;
    }
  g_assert_cmpuint (n, ==, 3);
  g_assert_true (pieces[0]->indent.rtl);
  g_assert_cmpint (pieces[0]->text_start, ==, pieces[0]->start + 1);
  g_assert_false (pieces[1]->indent.rtl);
  g_assert_cmpint (pieces[1]->text_start, ==, pieces[1]->start);
  g_assert_false (pieces[2]->indent.rtl);
  g_assert_cmpint (pieces[2]->text_start, ==, pieces[2]->start + 1);
}

/* Nobody is left before an empty page without a word. */
static void
test_no_text_is_told (PageFixture   *fixture,
                      gconstpointer  data)
{
  GazettePageBuffer *page = page_fixture_show_html (fixture, "");
  int offset = find_offset (page, "The source gives no text");

  g_assert_cmpstr (gazette_page_buffer_get_link (page, offset, NULL, NULL), ==, "https://example.org/article");
}

/* What is too long says so at its end, and leads to the whole. */
static void
test_what_is_cut_leads_to_the_whole (PageFixture  *fixture,
                                     gconstpointer data)
{
  g_autoptr(GString) html = g_string_new (NULL);
  GazettePageBuffer *page;
  int offset;

  for (guint i = 0; i < 10001; i++)
    g_string_append (html, "<hr>a");
  page = page_fixture_show_html (fixture, html->str);
  offset = find_offset (page, "The article is too long");
  g_assert_cmpstr (gazette_page_buffer_get_link (page, offset, NULL, NULL), ==, "https://example.org/article");
}

static void
test_keyboard (PageFixture  *fixture,
               gconstpointer data)
{
  const char *const hrefs[] = { "https://one.example/", "https://two.example/" };
  char *hovered = NULL;

  page_fixture_show_html (fixture, "<p>Go to <a href='https://one.example/'>one</a> or "
                                   "<a href='https://two.example/'>two</a>.</p>");
  gtk_widget_grab_focus (GTK_WIDGET (fixture->page));
  for (guint i = 0; i < G_N_ELEMENTS (hrefs); i++)
    {
      g_assert_true (gtk_widget_child_focus (GTK_WIDGET (fixture->view), GTK_DIR_TAB_FORWARD));
      g_object_get (fixture->view, "hovered-link", &hovered, NULL);
      g_assert_cmpstr (hovered, ==, hrefs[i]);
      g_clear_pointer (&hovered, g_free);
    }

  /* After the last link comes what is below the text. */
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (fixture->view), GTK_DIR_TAB_FORWARD));
  g_object_get (fixture->view, "hovered-link", &hovered, NULL);
  g_assert_null (hovered);
  g_assert_false (gtk_widget_is_focus (GTK_WIDGET (fixture->view)));
}

static void
test_large (PageFixture  *fixture,
            gconstpointer data)
{
  g_autoptr(GString) html = g_string_new ("<p>");
  g_autoptr(GazetteDocument) document = NULL;
  g_autoptr(GazettePageBuffer) page = NULL;
  g_autoptr(GazetteStored) stored = NULL;
  g_autofree char *text = NULL;
  guint n = 0;

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (html, "Sentence <a href='https://example.org/%u'>%u</a> of a long paragraph. ", i, i);
  page_fixture_show_html (fixture, html->str);
  stored = page_fixture_load (fixture, 1);

  /* With no time at all it is written step by step, and the same in the end. */
  document = gazette_document_new_from_html (html->str, -1, NULL);
  page = gazette_page_buffer_new (stored, document);
  while (gazette_page_buffer_write (page, 0))
    n++;
  g_assert_cmpuint (n, >, 10);
  g_assert_cmpstr (gazette_page_buffer_get_link (page, find_offset (page, "2999"), NULL, NULL), ==,
                   "https://example.org/2999");

  /* No line is so long that laying it out would be felt. */
  text = dup_text (page);
  for (const char *line = text; line != NULL; line = strchr (line + 1, '\n'))
    g_assert_cmpint (strcspn (line + 1, "\n"), <, 15000);
}

static void
read_text_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  *(char **) user_data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, &error);
  g_assert_no_error (error);
}

static void
test_copy (PageFixture  *fixture,
           gconstpointer data)
{
  g_autofree char *picture = dup_picture (FALSE);
  g_autofree char *html = g_strconcat ("<p>One</p><img src='", picture, "'><ul><li>Two</li></ul>", NULL);
  GazettePageBuffer *page = page_fixture_show_html (fixture, html);
  GtkTextIter start;
  GtkTextIter end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (page), &start, find_offset (page, "One") + 1);
  gtk_text_buffer_get_end_iter (GTK_TEXT_BUFFER (page), &end);
  gtk_text_buffer_select_range (GTK_TEXT_BUFFER (page), &start, &end);
  g_signal_emit_by_name (fixture->view, "copy-clipboard");
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (fixture->view)), NULL, read_text_cb, &text);
  WAIT_FOR (text != NULL);
  g_assert_cmpstr (text, ==, "ne\n\n• Two");
}

static const char *
get_count (PageFixture *fixture)
{
  GtkWidget *bar = page_fixture_find (GTK_WIDGET (fixture->page), GAZETTE_TYPE_FIND_BAR, 0);

  for (guint i = 0;; i++)
    {
      GtkWidget *label = page_fixture_find (bar, GTK_TYPE_LABEL, i);

      g_assert_nonnull (label);
      if (gtk_widget_has_css_class (label, "numeric"))
        return gtk_label_get_label (GTK_LABEL (label));
    }
}

static void
test_find (PageFixture  *fixture,
           gconstpointer data)
{
  GtkWidget *entry;

  page_fixture_show_html (fixture, "<p>Über über UBER</p><p>nothing</p>");
  entry = page_fixture_open_find (fixture);
  gtk_editable_set_text (GTK_EDITABLE (entry), "uber");
  WAIT_FOR (g_str_equal (get_count (fixture), "1 of 3"));
  g_signal_emit_by_name (entry, "next-match");
  g_assert_cmpstr (get_count (fixture), ==, "2 of 3");
  g_signal_emit_by_name (entry, "previous-match");
  g_signal_emit_by_name (entry, "previous-match");
  g_assert_cmpstr (get_count (fixture), ==, "3 of 3");

  gtk_editable_set_text (GTK_EDITABLE (entry), "not there");
  WAIT_FOR (g_str_equal (get_count (fixture), "None"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  WAIT_FOR (g_str_equal (get_count (fixture), ""));
}

/* What says how it runs or where it may be broken is not in the way. */
static void
test_words_are_whole (PageFixture  *fixture,
                      gconstpointer data)
{
  GtkWidget *entry;
  GazettePageBuffer *page = page_fixture_show_html (fixture, "<p>Har&shy;bour<wbr>master</p>"
                                                             "<table><tr><td>har&shy;bourmaster<td>a</table>");
  g_autofree char *text = dup_text (page);

  g_assert_nonnull (strstr (text, "Harbourmaster\n\nharbourmaster\ta"));
  entry = page_fixture_open_find (fixture);
  gtk_editable_set_text (GTK_EDITABLE (entry), "bourmas");
  WAIT_FOR (g_str_equal (get_count (fixture), "1 of 2"));
}

/* Returns: which words of the first table have a colour behind them */
static char *
dup_coloured (PageFixture *fixture)
{
  GtkWidget *table = page_fixture_find (GTK_WIDGET (fixture->view), GAZETTE_TYPE_PAGE_TABLE, 0);
  GString *coloured = g_string_new (NULL);
  GtkWidget *cell;

  for (guint i = 0; (cell = page_fixture_find (table, GTK_TYPE_LABEL, i)) != NULL; i++)
    {
      PangoAttrList *list = pango_layout_get_attributes (gtk_label_get_layout (GTK_LABEL (cell)));
      GSList *attributes = list != NULL ? pango_attr_list_get_attributes (list) : NULL;

      for (GSList *l = attributes; l != NULL; l = l->next)
        {
          const PangoAttribute *attribute = l->data;

          if (attribute->klass->type == PANGO_ATTR_BACKGROUND)
            g_string_append_printf (coloured, "%.*s,", (int) (attribute->end_index - attribute->start_index),
                                    gtk_label_get_text (GTK_LABEL (cell)) + attribute->start_index);
        }
      g_slist_free_full (attributes, (GDestroyNotify) pango_attribute_destroy);
    }

  return g_string_free_and_steal (coloured);
}

static void
test_find_in_tables (PageFixture  *fixture,
                     gconstpointer data)
{
  GtkWidget *entry;
  g_autofree char *coloured = NULL;
  g_autofree char *none = NULL;

  page_fixture_show_html (fixture, "<p>Öl</p><table><tr><th>Ä</th><th>Öl, Ol</th></tr>"
                                   "<tr><td>x</td><td><b>ein</b> öl</td></tr></table><p>Öl</p>");
  entry = page_fixture_open_find (fixture);
  gtk_editable_set_text (GTK_EDITABLE (entry), "ol");
  WAIT_FOR (g_str_equal (get_count (fixture), "1 of 5"));
  coloured = dup_coloured (fixture);
  g_assert_cmpstr (coloured, ==, "Öl,Ol,öl,");
  for (guint i = 0; i < 4; i++)
    g_signal_emit_by_name (entry, "next-match");
  g_assert_cmpstr (get_count (fixture), ==, "5 of 5");

  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  WAIT_FOR (g_str_equal (get_count (fixture), ""));
  none = dup_coloured (fixture);
  g_assert_cmpstr (none, ==, "");
}

static void
test_pictures (PageFixture  *fixture,
               gconstpointer data)
{
  g_autofree char *picture = dup_picture (FALSE);
  g_autofree char *broken = dup_picture (TRUE);
  g_autofree char *html = g_strdup_printf ("<p>Text</p><img src='%s' alt='Noise'>"
                                           "<p>Text</p><img src='%s' alt='Broken'>"
                                           "<p>Text</p><img src='%s' width='1' height='1'>",
                                           picture, broken, picture);
  GazettePicture *good;
  GazettePicture *bad;

  page_fixture_show_html (fixture, html);
  good = GAZETTE_PICTURE (page_fixture_find (GTK_WIDGET (fixture->view), GAZETTE_TYPE_PICTURE, 0));
  bad = GAZETTE_PICTURE (page_fixture_find (GTK_WIDGET (fixture->view), GAZETTE_TYPE_PICTURE, 1));
  WAIT_FOR (gazette_picture_get_state (good) == GAZETTE_PICTURE_SHOWN &&
            gazette_picture_get_state (bad) == GAZETTE_PICTURE_FAILED);
  g_assert_nonnull (gazette_picture_get_reason (bad));

  /* What only counts visitors is not asked for. */
  g_assert_null (page_fixture_find (GTK_WIDGET (fixture->view), GAZETTE_TYPE_PICTURE, 2));
}

/* @width pixels of one colour, higher than a line. */
static char *
dup_wide_picture (int width)
{
  g_autofree guchar *pixels = g_malloc0 ((gsize) width * 40 * 3);
  g_autoptr(GBytes) bytes = g_bytes_new (pixels, (gsize) width * 40 * 3);
  g_autoptr(GdkTexture) texture = gdk_memory_texture_new (width, 40, GDK_MEMORY_R8G8B8, bytes, (gsize) width * 3);
  g_autoptr(GBytes) png = gdk_texture_save_to_png_bytes (texture);
  g_autofree char *base64 = g_base64_encode (g_bytes_get_data (png, NULL), g_bytes_get_size (png));

  return g_strconcat ("data:image/png;base64,", base64, NULL);
}

static gboolean
is_drawn_as_it_is (GazettePicture *picture)
{
  GdkTexture *texture = gazette_picture_get_texture (picture);

  return texture != NULL && gdk_texture_get_width (texture) == gtk_widget_get_width (GTK_WIDGET (picture));
}

/* Neither scaled nor converted by what draws. */
static void
assert_drawn_as_it_is (GazettePicture *picture)
{
  g_autoptr(GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (picture));
  g_autoptr(GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr(GskRenderNode) node = NULL;
  g_autoptr(GBytes) bytes = NULL;

  g_assert_cmpint (gdk_texture_get_format (gazette_picture_get_texture (picture)), ==, GDK_MEMORY_DEFAULT);
  page_fixture_settle ();
  gdk_paintable_snapshot (paintable, GDK_SNAPSHOT (snapshot), gtk_widget_get_width (GTK_WIDGET (picture)),
                          gtk_widget_get_height (GTK_WIDGET (picture)));
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  g_assert_nonnull (node);
  bytes = gsk_render_node_serialize (node);
  g_assert_nonnull (strstr (g_bytes_get_data (bytes, NULL), "texture {"));
  g_assert_null (strstr (g_bytes_get_data (bytes, NULL), "texture-scale {"));
}

/* Not scaled each time that it is drawn, also after the window has got another width. */
static void
test_pictures_fit (PageFixture   *fixture,
                   gconstpointer  data)
{
  g_autofree char *wide = dup_wide_picture (3000);
  g_autofree char *html = g_strdup_printf ("<p>Text</p><img src='%s'>", wide);
  GazettePicture *picture;
  int former;

  page_fixture_show_html (fixture, html);
  picture = GAZETTE_PICTURE (page_fixture_find (GTK_WIDGET (fixture->view), GAZETTE_TYPE_PICTURE, 0));
  WAIT_FOR (gazette_picture_get_state (picture) == GAZETTE_PICTURE_SHOWN && is_drawn_as_it_is (picture));
  assert_drawn_as_it_is (picture);

  former = gtk_widget_get_width (GTK_WIDGET (picture));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 420, 600);
  WAIT_FOR (gtk_widget_get_width (GTK_WIDGET (picture)) < former);
  g_assert_cmpint (gazette_picture_get_state (picture), ==, GAZETTE_PICTURE_SHOWN);
  WAIT_FOR (is_drawn_as_it_is (picture));
  assert_drawn_as_it_is (picture);

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1200, 600);
  WAIT_FOR (gtk_widget_get_width (GTK_WIDGET (picture)) >= former && is_drawn_as_it_is (picture));
}

/* What is far below is not fetched before it comes near, and what is not there
 * says so. */
static void
test_distance (PageFixture  *fixture,
               gconstpointer data)
{
  g_autoptr(GazetteTestServer) server = gazette_test_server_new ();
  g_autofree char *picture = dup_picture (FALSE);
  gsize length;
  g_autofree guchar *png = g_base64_decode (strchr (picture, ',') + 1, &length);
  g_autofree char *near_url = gazette_test_server_dup_url (server, "/near.png");
  g_autofree char *gone_url = gazette_test_server_dup_url (server, "/gone.png");
  g_autofree char *far_url = gazette_test_server_dup_url (server, "/far.png");
  GazetteTestAnswer answer = { .headers = "Content-Type: image/png", .body = (const char *) png, .length = length };
  GazetteTestAnswer gone = { .status = 404 };
  g_autoptr(GString) html = g_string_new (NULL);
  GazettePicture *pictures[3];

  gazette_test_server_add (server, "/near.png", &answer);
  gazette_test_server_add (server, "/far.png", &answer);
  gazette_test_server_add (server, "/gone.png", &gone);
  g_string_append_printf (html, "<img src='%s'><p>Text</p><img src='%s' alt='Gone'>", near_url, gone_url);
  for (guint i = 0; i < 200; i++)
    g_string_append (html, "<p>A paragraph of some words, one after the other, to keep the last picture far away.</p>");
  g_string_append_printf (html, "<img src='%s'>", far_url);

  page_fixture_show_html (fixture, html->str);
  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    pictures[i] = GAZETTE_PICTURE (page_fixture_find (GTK_WIDGET (fixture->view), GAZETTE_TYPE_PICTURE, i));
  WAIT_FOR (gazette_picture_get_state (pictures[0]) == GAZETTE_PICTURE_SHOWN &&
            gazette_picture_get_state (pictures[1]) == GAZETTE_PICTURE_FAILED);
  g_assert_nonnull (strstr (gazette_picture_get_reason (pictures[1]), "127.0.0.1"));
  page_fixture_settle ();
  g_assert_cmpuint (gazette_test_server_get_hits (server, "/far.png"), ==, 0);

  while (gazette_page_scroll_by_page (fixture->page, 1))
    page_fixture_settle ();
  WAIT_FOR (gazette_picture_get_state (pictures[2]) == GAZETTE_PICTURE_SHOWN);
  g_assert_cmpuint (gazette_test_server_get_hits (server, "/far.png"), ==, 1);

  /* What has gone far away is let go of, but not forgotten. */
  WAIT_FOR (gazette_picture_get_state (pictures[0]) == GAZETTE_PICTURE_WAITING);
}

static GPtrArray *
make_articles (guint n)
{
  GPtrArray *articles = g_ptr_array_new_with_free_func ((GDestroyNotify) gazette_article_unref);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);
      GazetteArticle *article = gazette_article_new (id);

      article->title = (g_free (article->title), g_strdup_printf ("Title %u", i));
      article->html = g_strdup_printf ("<p>Body %u</p>", i);
      article->published = 1795442700 - i;
      g_ptr_array_add (articles, article);
    }

  return articles;
}

static void
test_late (PageFixture  *fixture,
           gconstpointer data)
{
  GtkStack *stack = GTK_STACK (page_fixture_find (GTK_WIDGET (fixture->page), GTK_TYPE_STACK, 0));
  g_autoptr(GPtrArray) articles = make_articles (2);
  g_autoptr(GazetteStored) first = NULL;
  g_autoptr(GazetteStored) second = NULL;

  page_fixture_add (fixture, "Source", articles);
  first = page_fixture_load (fixture, 1);
  second = page_fixture_load (fixture, 2);

  /* Whoever clicks twice ends at the second, even where the first was at hand
   * before the second click. */
  gazette_page_show_article (fixture->page, first, NULL);
  gazette_page_show_article (fixture->page, second, NULL);
  WAIT_FOR (gazette_page_view_get_page (fixture->view) != NULL &&
            gazette_page_buffer_get_stored (gazette_page_view_get_page (fixture->view)) == second);
  page_fixture_settle ();
  g_assert_true (gazette_page_buffer_get_stored (gazette_page_view_get_page (fixture->view)) == second);
  g_assert_cmpint (gazette_page_get_article_id (fixture->page), ==, 2);

  /* And whoever closes it meanwhile sees neither. */
  gazette_page_show_article (fixture->page, first, NULL);
  gazette_page_show_article (fixture->page, NULL, NULL);
  page_fixture_settle ();
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "empty");
  g_assert_cmpint (gazette_page_get_article_id (fixture->page), ==, 0);
}

static void
test_paging (PageFixture  *fixture,
             gconstpointer data)
{
  g_autoptr(GString) html = g_string_new (NULL);
  gboolean title_visible = TRUE;
  guint n = 0;

  for (guint i = 0; i < 60; i++)
    g_string_append (html, "<p>A paragraph of some words, one after the other, for a page that is longer than the window is "
                           "high, by far.</p>");
  page_fixture_show_html (fixture, html->str);
  g_assert_false (gazette_page_scroll_by_page (fixture->page, -1));
  while (gazette_page_scroll_by_page (fixture->page, 1))
    {
      page_fixture_settle ();
      g_assert_cmpuint (++n, <, 100);
    }
  g_assert_cmpuint (n, >, 2);
  g_object_get (fixture->page, "title-visible", &title_visible, NULL);
  g_assert_false (title_visible);
  g_assert_true (gazette_page_scroll_by_page (fixture->page, -1));
}

static void
assert_caption (const char *title,
                const char *href,
                const char *expected)
{
  const GazetteBlock block = { .kind = GAZETTE_BLOCK_EMBED, .text = (char *) "", .alt = (char *) title, .href = (char *) href };
  g_autoptr(GtkWidget) card = g_object_ref_sink (gazette_page_embed_new (&block));
  GtkWidget *caption = page_fixture_find (card, GTK_TYPE_LABEL, 1);

  g_assert_cmpint (gtk_widget_get_visible (caption), ==, expected != NULL);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (caption)), ==, expected != NULL ? expected : "");
}

static void
test_embeds_say_where_they_lead (PageFixture   *fixture,
                                 gconstpointer  data)
{
  assert_caption ("A film", "https://video.example/watch?v=1", "video.example");
  assert_caption ("e.example", "https://e.example/up/a%20song.mp3?_=1", "a song.mp3");
  assert_caption ("e.example", "https://e.example/embed/1", NULL);
  assert_caption ("e.example", "https://e.example/", NULL);
  assert_caption ("Nowhere", NULL, NULL);
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
  g_test_add ("/page/" name, PageFixture, NULL, page_fixture_set_up, function, page_fixture_tear_down)
  ADD ("text", test_text);
  ADD ("links", test_links);
  ADD ("footnotes", test_footnotes);
  ADD ("links-have-one-stop", test_links_have_one_stop);
  ADD ("abbreviations", test_abbreviations_say_what_they_stand_for);
  ADD ("tables", test_tables);
  ADD ("words-are-whole", test_words_are_whole);
  ADD ("short-rows", test_short_rows);
  ADD ("headings-with-links", test_headings_with_links);
  ADD ("directions", test_directions);
  ADD ("no-text-is-told", test_no_text_is_told);
  ADD ("what-is-cut-leads-to-the-whole", test_what_is_cut_leads_to_the_whole);
  ADD ("embeds", test_embeds_say_where_they_lead);
  ADD ("keyboard", test_keyboard);
  ADD ("large", test_large);
  ADD ("copy", test_copy);
  ADD ("find", test_find);
  ADD ("find-in-tables", test_find_in_tables);
  ADD ("pictures", test_pictures);
  ADD ("pictures-fit", test_pictures_fit);
  ADD ("distance", test_distance);
  ADD ("late", test_late);
  ADD ("paging", test_paging);

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What stands on a page beside plain text: code, details, links, and what is
 * copied from there. */

#include "config.h"

#include <locale.h>
#include <string.h>

#include "gazette-code-text-private.h"
#include "gazette-find-bar.h"
#include "gazette-page-code.h"
#include "gazette-page-node.h"
#include "gazette-page-table.h"
#include "page-fixture.h"

static GtkWidget *
find (PageFixture *fixture,
      GType type,
      guint n)
{
  return page_fixture_find (GTK_WIDGET (fixture->view), type, n);
}

static int
find_offset (GazettePageBuffer *page,
             const char *text)
{
  GtkTextIter start;
  GtkTextIter found;

  gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (page), &start);
  g_assert_true (gtk_text_iter_forward_search (&start, text, 0, &found, NULL, NULL));

  return gtk_text_iter_get_offset (&found);
}

static GtkAdjustment *
get_sideways (GtkWidget *widget)
{
  GtkWidget *scroller = page_fixture_find (widget, GTK_TYPE_SCROLLED_WINDOW, 0);

  return gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (scroller));
}

static gboolean
is_wider (GtkAdjustment *adjustment)
{
  return gtk_adjustment_get_upper (adjustment) > gtk_adjustment_get_page_size (adjustment);
}

/* Many lines, then code, a table of two columns and three hundred cells, code. */
static char *
make_far_blocks (void)
{
  GString *html = g_string_new ("<p><a href=\"#end\">To the end</a></p><pre>near</pre>");

  for (guint i = 0; i < 300; i++)
    g_string_append_printf (html, "<p>Line %u, which has some more words, so that they fill the line.</p>", i);
  for (guint i = 0; i < 20; i++)
    g_string_append (html, "<pre>a\nb\nc\nd</pre><p>Between.</p>");
  g_string_append (html, "<table>");
  for (guint i = 0; i < 150; i++)
    g_string_append_printf (html, "<tr><td>%u%s</td><td>to the %u</td></tr>", i,
                            i == 100 ? " is the longest of all" : "", i);
  g_string_append (html, "</table><h2 id=\"end\">The end</h2>");
  for (guint i = 0; i < 100; i++)
    g_string_append (html, "<pre>more</pre><p>After the end.</p>");

  return g_string_free_and_steal (html);
}

/* What is far away is not waited for; it comes in its order, and moves nothing that is on the screen. */
static void
test_far_blocks_follow (PageFixture *fixture,
                        gconstpointer data)
{
  g_autofree char *html = make_far_blocks ();
  GtkWidget *cell;
  guint n = 0;

  page_fixture_open_html (fixture, html);
  g_assert_false (gazette_page_is_complete (fixture->page));
  g_assert_nonnull (find (fixture, GAZETTE_TYPE_PAGE_CODE, 0));
  g_assert_cmpuint (page_fixture_count (GTK_WIDGET (fixture->view), GAZETTE_TYPE_PAGE_CODE), <, 121);

  WAIT_FOR (gazette_page_is_complete (fixture->page));
  page_fixture_settle ();
  g_assert_cmpuint (page_fixture_count (GTK_WIDGET (fixture->view), GAZETTE_TYPE_PAGE_CODE), ==, 121);
  g_assert_cmpfloat (gtk_adjustment_get_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (fixture->view))), ==, 0);
  cell = gtk_widget_get_first_child (page_fixture_find (find (fixture, GAZETTE_TYPE_PAGE_TABLE, 0), GTK_TYPE_GRID, 0));
  for (; cell != NULL; cell = gtk_widget_get_next_sibling (cell), n++)
    {
      g_autofree char *number = g_strdup_printf ("%u", n / 2);

      g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (cell)), number));
    }
  g_assert_cmpuint (n, ==, 300);
}

/* A link within a page that has just been opened ends where it leads to, whatever comes above that meanwhile. */
static void
test_fragments_are_reached (PageFixture *fixture,
                            gconstpointer data)
{
  g_autofree char *html = make_far_blocks ();
  GazettePageBuffer *page = page_fixture_open_html (fixture, html);
  GtkTextView *view = GTK_TEXT_VIEW (fixture->view);
  GdkRectangle visible;
  GdkRectangle place;
  GtkTextIter iter;

  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "page.open-link", "s", "#end");
  WAIT_FOR (gazette_page_is_complete (fixture->page));
  for (guint i = 0; i < 5; i++)
    page_fixture_settle ();

  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (page), &iter, find_offset (page, "The end"));
  gtk_text_view_get_iter_location (view, &iter, &place);
  gtk_text_view_get_visible_rect (view, &visible);
  g_assert_cmpint (place.y, >=, visible.y);
  g_assert_cmpint (place.y, <, visible.y + visible.height / 5);
}

static void
assert_fragment (GazettePageBuffer *page,
                 const char        *fragment,
                 const char        *text)
{
  g_assert_cmpint (gazette_page_buffer_find_fragment (page, fragment), ==, find_offset (page, text));
}

/* Whatever has the name: a word, an item, what is folded away, an anchor of old. */
static void
test_fragments_are_names (PageFixture   *fixture,
                          gconstpointer  data)
{
  GazettePageBuffer *page =
    page_fixture_show_html (fixture, "<p>One</p><p><b id='a b'>Two</b></p><ul><li>x<li id=item>Item</ul><a name=old></a><p>Three</p>"
                                     "<details><summary>More</summary><p id=hidden>Four</p></details>"
                                     "<p id='user-content-typed'>Five</p><div id=around><div><p>Six</p></div></div>");

  assert_fragment (page, "a%20b", "Two");
  assert_fragment (page, "item", "Item");
  assert_fragment (page, "old", "Three");
  assert_fragment (page, "hidden", "Four");
  assert_fragment (page, "typed", "Five");
  assert_fragment (page, "around", "Six");
  g_assert_cmpint (gazette_page_buffer_find_fragment (page, "nowhere"), ==, -1);
}

/* A long line makes the code scroll, not the page wider, nor the code higher. */
static void
test_code_scrolls (PageFixture *fixture,
                   gconstpointer data)
{
  g_autofree char *line = g_strnfill (300, 'x');
  g_autofree char *html = g_strdup_printf ("<pre>%s\nb\n</pre><pre>a\nb</pre>", line);
  GtkWidget *code;
  GtkWidget *other;
  GtkAdjustment *page;

  page_fixture_show_html (fixture, html);
  code = find (fixture, GAZETTE_TYPE_PAGE_CODE, 0);
  other = find (fixture, GAZETTE_TYPE_PAGE_CODE, 1);
  g_assert_cmpint (gtk_widget_get_width (code), ==, gazette_page_view_get_column (fixture->view));
  g_assert_cmpint (gtk_widget_get_height (code), ==, gtk_widget_get_height (other));
  g_assert_true (is_wider (get_sideways (code)));
  g_assert_false (is_wider (get_sideways (other)));

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 360, 700);
  WAIT_FOR (gazette_page_view_get_column (fixture->view) < 360);
  page_fixture_settle ();
  g_assert_cmpint (gtk_widget_get_width (code), ==, gazette_page_view_get_column (fixture->view));
  page = gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (fixture->view));
  g_assert_cmpfloat (gtk_adjustment_get_upper (page) - gtk_adjustment_get_page_size (page), <=, 1);
}

static void
test_tables_scroll (PageFixture *fixture,
                    gconstpointer data)
{
  g_autoptr(GString) html = g_string_new ("<table><tr>");
  GtkWidget *table;
  GtkWidget *scroller;

  for (guint i = 0; i < 20; i++)
    g_string_append_printf (html, "<td>column %u", i);
  page_fixture_show_html (fixture, html->str);
  table = find (fixture, GAZETTE_TYPE_PAGE_TABLE, 0);
  g_assert_cmpint (gtk_widget_get_width (table), ==, gazette_page_view_get_column (fixture->view));
  g_assert_true (is_wider (get_sideways (table)));

  /* It has no links, and the focus comes to it all the same. */
  gtk_widget_grab_focus (GTK_WIDGET (fixture->page));
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (fixture->view), GTK_DIR_TAB_FORWARD));
  scroller = page_fixture_find (table, GTK_TYPE_SCROLLED_WINDOW, 0);
  g_assert_true (gtk_widget_is_focus (scroller));
}

/* In a window from right to left, what is read from left to right begins at the left, and figures stand below
 * their headers. */
static void
test_blocks_in_rtl_windows (PageFixture *fixture,
                            gconstpointer data)
{
  g_autofree char *line = g_strnfill (300, 'x');
  g_autofree char *html = g_strdup_printf ("<pre>%s</pre><table><tr><th>Year</th><th>Metres</th></tr>"
                                           "<tr><td>1931</td><td>4.5</td></tr></table>",
                                           line);
  GtkAdjustment *adjustment;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  page_fixture_show_html (fixture, html);
  adjustment = get_sideways (find (fixture, GAZETTE_TYPE_PAGE_CODE, 0));
  g_assert_true (is_wider (adjustment));
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 0);
  for (GtkWidget *cell = gtk_widget_get_first_child (find (fixture, GTK_TYPE_GRID, 0)); cell != NULL;
       cell = gtk_widget_get_next_sibling (cell))
    {
      g_assert_cmpint (gtk_widget_get_direction (cell), ==, GTK_TEXT_DIR_LTR);
      g_assert_cmpfloat (gtk_label_get_xalign (GTK_LABEL (cell)), ==, 1);
    }
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

/* A megabyte costs no more than what is on the screen, and has its height at once. */
static void
test_code_is_bounded (PageFixture *fixture,
                      gconstpointer data)
{
  g_autoptr(GString) html = g_string_new ("<pre><code class='language-c'>");
  GtkWidget *code;
  GdkRectangle place;

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (html, "int line_%u = %u; /* one of a great many */\n", i, i);
  g_string_append (html, "last</code></pre><p>After");
  page_fixture_show_html (fixture, html->str);
  code = find (fixture, GAZETTE_TYPE_PAGE_CODE, 0);
  gazette_code_text_get_place (gazette_page_code_get_text (GAZETTE_PAGE_CODE (code)), 0, &place);
  g_assert_cmpint (gtk_widget_get_height (code), ==, 20001 * place.height + 24);
}

/* What has no end of a line for long is not laid out in one go. */
static void
test_long_lines_are_parted (PageFixture *fixture,
                            gconstpointer data)
{
  g_autoptr(GString) html = g_string_new ("<pre>");
  GtkWidget *code;
  GdkRectangle place;

  for (guint i = 0; i < 30000; i++)
    g_string_append (html, "日b");
  page_fixture_show_html (fixture, html->str);
  code = find (fixture, GAZETTE_TYPE_PAGE_CODE, 0);
  gazette_code_text_get_place (gazette_page_code_get_text (GAZETTE_PAGE_CODE (code)), 59999, &place);
  g_assert_cmpint (place.y, ==, 119 * place.height);
}

static void
read_text_cb (GObject *object,
              GAsyncResult *result,
              gpointer user_data)
{
  g_autoptr(GError) error = NULL;

  *(char **) user_data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, &error);
  g_assert_no_error (error);
}

static char *
read_text (PageFixture *fixture)
{
  char *text = NULL;

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (fixture->view)), NULL, read_text_cb, &text);
  WAIT_FOR (text != NULL);

  return text;
}

static void
test_code_is_copied (PageFixture *fixture,
                     gconstpointer data)
{
  GtkWidget *code;
  GtkWidget *text;
  g_autofree char *whole = NULL;
  g_autofree char *selected = NULL;

  page_fixture_show_html (fixture, "<pre>a &lt;\n\tb</pre>");
  code = find (fixture, GAZETTE_TYPE_PAGE_CODE, 0);
  text = find (fixture, GAZETTE_TYPE_CODE_TEXT, 0);
  g_signal_emit_by_name (page_fixture_find (code, GTK_TYPE_BUTTON, 0), "clicked");
  whole = read_text (fixture);
  g_assert_cmpstr (whole, ==, "a <\n\tb");

  gdk_clipboard_set_text (gtk_widget_get_clipboard (text), "");
  g_assert_true (gtk_widget_activate_action (text, "selection.select-all", NULL));
  g_assert_true (gtk_widget_activate_action (text, "clipboard.copy", NULL));
  selected = read_text (fixture);
  g_assert_cmpstr (selected, ==, "a <\n\tb");
}

static void
written_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  g_assert_true (gdk_content_provider_write_mime_type_finish (GDK_CONTENT_PROVIDER (object), result, NULL));
  *(gboolean *) user_data = TRUE;
}

/* As text and as HTML, both with what widgets stand for, and what is folded away. */
static void
test_copy_as_html (PageFixture *fixture,
                   gconstpointer data)
{
  GazettePageBuffer *page = page_fixture_show_html (
    fixture, "<p>One <b>two</b> <a href='/x'>three</a></p><pre>a &lt; b</pre><ul><li>Item</ul>"
             "<table><tr><td>c<td>d</table><details><summary>e</summary>f</details><p>Last words</p>");
  g_autoptr(GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autofree char *html = NULL;
  gboolean written = FALSE;
  GtkTextIter start;
  GtkTextIter end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (page), &start, find_offset (page, "wo"));
  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (page), &end, find_offset (page, " words"));
  gtk_text_buffer_select_range (GTK_TEXT_BUFFER (page), &start, &end);
  g_signal_emit_by_name (fixture->view, "copy-clipboard");

  text = read_text (fixture);
  g_assert_cmpstr (text, ==, "wo three\n\na < b\n\n• Item\n\nc\td\n\n▸ e\n  f\n\nLast");

  gdk_content_provider_write_mime_type_async (gdk_clipboard_get_content (gtk_widget_get_clipboard (GTK_WIDGET (fixture->view))),
                                              "text/html", stream, G_PRIORITY_DEFAULT, NULL, written_cb, &written);
  WAIT_FOR (written);
  html = g_strndup (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)),
                    g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)));
  g_assert_cmpstr (html, ==,
                   "<p><strong>wo</strong> <a href=\"https://example.org/x\">three</a></p><pre><code>a &lt; b</code></pre>"
                   "<ul><li><p>Item</p></li></ul><table><tr><td>c</td><td>d</td></tr></table>"
                   "<details><summary><strong>e</strong></summary><p>f</p></details><p>Last</p>");
}

static int
get_height (PageFixture *fixture,
            const char *words)
{
  GazettePageBuffer *page = gazette_page_view_get_page (fixture->view);
  GtkTextIter iter;
  int y;
  int height;

  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (page), &iter, find_offset (page, words));
  gtk_text_view_get_line_yrange (GTK_TEXT_VIEW (fixture->view), &iter, &y, &height);

  return height;
}

static int
get_top (PageFixture *fixture,
         const char *words)
{
  GazettePageBuffer *page = gazette_page_view_get_page (fixture->view);
  GtkTextIter iter;
  int y;

  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (page), &iter, find_offset (page, words));
  gtk_text_view_get_line_yrange (GTK_TEXT_VIEW (fixture->view), &iter, &y, NULL);

  return y;
}

static void
press_tab (PageFixture *fixture)
{
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (fixture->view), GTK_DIR_TAB_FORWARD));
}

static char *
dup_hovered (PageFixture *fixture)
{
  char *hovered = NULL;

  g_object_get (fixture->view, "hovered-link", &hovered, NULL);

  return hovered;
}

/* Closed at first unless the page says so; nothing above moves; no link in there
 * has the focus while it is folded away. */
static void
test_details (PageFixture *fixture,
              gconstpointer data)
{
  int top;
  int below;
  g_autofree char *hovered = NULL;

  page_fixture_show_html (fixture, "<details><summary>Outer</summary><p>Alpha <a href='/alpha'>link</a></p><pre>code</pre>"
                                   "<details open><summary>Inner</summary><p>Beta</p></details></details>"
                                   "<details open><summary>Next</summary><p>Gamma</p></details>"
                                   "<p>Delta <a href='/delta'>link</a></p>");
  g_assert_cmpint (get_height (fixture, "Outer"), >, 0);
  g_assert_cmpint (get_height (fixture, "Alpha"), ==, 0);
  g_assert_cmpint (get_height (fixture, "Inner"), ==, 0);
  g_assert_cmpint (get_height (fixture, "Beta"), ==, 0);
  g_assert_cmpint (get_height (fixture, "Gamma"), >, 0);
  g_assert_false (gtk_widget_get_visible (find (fixture, GAZETTE_TYPE_PAGE_CODE, 0)));

  gtk_widget_grab_focus (GTK_WIDGET (fixture->page));
  press_tab (fixture);
  press_tab (fixture);
  press_tab (fixture);
  hovered = dup_hovered (fixture);
  g_assert_cmpstr (hovered, ==, "https://example.org/delta");

  top = get_top (fixture, "Outer");
  below = get_top (fixture, "Delta");
  gazette_page_view_toggle_fold (fixture->view, 0);
  page_fixture_settle ();
  g_assert_cmpint (get_top (fixture, "Outer"), ==, top);
  g_assert_cmpint (get_height (fixture, "Alpha"), >, 0);
  g_assert_cmpint (get_height (fixture, "Beta"), >, 0);
  g_assert_true (gtk_widget_get_visible (find (fixture, GAZETTE_TYPE_PAGE_CODE, 0)));
  g_assert_cmpint (get_top (fixture, "Delta"), >, below);

  gazette_page_view_toggle_fold (fixture->view, 0);
  page_fixture_settle ();
  g_assert_cmpint (get_height (fixture, "Beta"), ==, 0);
  g_assert_cmpint (get_top (fixture, "Delta"), ==, below);
}

/* Searching and links to a place unfold what holds it. */
static void
test_details_open_by_themselves (PageFixture *fixture,
                                 gconstpointer data)
{
  GtkWidget *entry;

  page_fixture_show_html (fixture, "<details><summary>One</summary><p>Alpha</p></details>"
                                   "<details><summary>Two</summary><p id=there>Beta</p></details>"
                                   "<details><summary>Three</summary><p>Gamma</p></details>");
  entry = page_fixture_open_find (fixture);
  gtk_editable_set_text (GTK_EDITABLE (entry), "alpha");
  WAIT_FOR (get_height (fixture, "Alpha") > 0);
  g_assert_cmpint (get_height (fixture, "Beta"), ==, 0);

  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "page.open-link", "s", "#there");
  WAIT_FOR (get_height (fixture, "Beta") > 0);
  g_assert_cmpint (get_height (fixture, "Gamma"), ==, 0);
}

/* In code, too, far to the right and far below. */
static void
test_find_in_code (PageFixture *fixture,
                   gconstpointer data)
{
  GtkWidget *entry;
  g_autoptr(GString) html = g_string_new ("<pre>");
  GtkAdjustment *page;

  for (guint i = 0; i < 200; i++)
    g_string_append (html, "a line\n");
  for (guint i = 0; i < 40; i++)
    g_string_append (html, "word ");
  g_string_append (html, "needle</pre>");
  page_fixture_show_html (fixture, html->str);
  page = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (fixture->view));

  entry = page_fixture_open_find (fixture);
  gtk_editable_set_text (GTK_EDITABLE (entry), "needle");
  WAIT_FOR (gtk_adjustment_get_value (get_sideways (find (fixture, GAZETTE_TYPE_PAGE_CODE, 0))) > 0);
  g_assert_cmpfloat (gtk_adjustment_get_value (page), >, 2000);
}

/* What nobody asks for is not made. */
/* With Tab, the focus goes from link to link in code, and on to what follows it. */
static void
test_links_in_code_have_the_focus (PageFixture *fixture,
                                   gconstpointer data)
{
  GtkWidget *text;
  guint from;
  guint to;

  page_fixture_show_html (fixture, "<pre>see <a href=\"https://example.org/a\">o<b>n</b>e</a>\n"
                                   "and <a href=\"https://example.org/b\">two</a></pre><p>And on.</p>");
  text = find (fixture, GAZETTE_TYPE_CODE_TEXT, 0);
  gtk_widget_grab_focus (text);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (gtk_widget_child_focus (text, GTK_DIR_TAB_FORWARD));
      gazette_code_text_get_selection (GAZETTE_CODE_TEXT (text), &from, &to);
      g_assert_cmpuint (from, ==, i == 0 ? 4 : 12);
      g_assert_cmpuint (to, ==, i == 0 ? 7 : 15);
    }
  g_assert_true (gtk_widget_child_focus (text, GTK_DIR_TAB_BACKWARD));
  gazette_code_text_get_selection (GAZETTE_CODE_TEXT (text), &from, &to);
  g_assert_cmpuint (from, ==, 4);
  g_assert_true (gtk_widget_child_focus (text, GTK_DIR_TAB_FORWARD));
  g_assert_false (gtk_widget_child_focus (text, GTK_DIR_TAB_FORWARD));
  gazette_code_text_get_selection (GAZETTE_CODE_TEXT (text), &from, &to);
  g_assert_cmpuint (from, ==, to);
}

static void
test_nodes_are_made_on_demand (PageFixture *fixture,
                               gconstpointer data)
{
  g_autoptr(GtkAccessible) first = NULL;
  g_autoptr(GazetteStored) stored = NULL;
  GazettePageBuffer *page = page_fixture_show_html (fixture, "<h2>Heading</h2><p>Words</p>");

  stored = gazette_stored_ref (gazette_page_buffer_get_stored (page));
  g_assert_null (find (fixture, GAZETTE_TYPE_PAGE_NODE, 0));
  first = gtk_accessible_get_first_accessible_child (GTK_ACCESSIBLE (fixture->view));
  /* Not at once: those of a long page would hold up the window. */
  g_assert_null (find (fixture, GAZETTE_TYPE_PAGE_NODE, 0));
  g_clear_object (&first);
  page_fixture_settle ();
  first = gtk_accessible_get_first_accessible_child (GTK_ACCESSIBLE (fixture->view));
  g_assert_true (GAZETTE_IS_PAGE_NODE (first));
  g_assert_nonnull (find (fixture, GAZETTE_TYPE_PAGE_NODE, 3));

  /* From then on each page has them. */
  g_clear_object (&first);
  page_fixture_show (fixture, stored);
  g_assert_nonnull (find (fixture, GAZETTE_TYPE_PAGE_NODE, 0));
}

static int
get_height_of_line (PageFixture       *fixture,
                    GazettePageBuffer *page,
                    const char        *text)
{
  GtkTextIter iter;
  int height;

  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (page), &iter, find_offset (page, text));
  gtk_text_view_get_line_yrange (GTK_TEXT_VIEW (fixture->view), &iter, NULL, &height);

  return height;
}

/* Of other fonts, whose lines are higher by themselves; but for rounding. */
static void
test_lines_are_equally_high (PageFixture   *fixture,
                             gconstpointer  data)
{
  GazettePageBuffer *page = page_fixture_show_html (fixture, "<p>First.</p><p>Plain</p><p>Arabic عربي among</p><p>خبر</p>"
                                                             "<p>With x<sup>raised</sup> and<sub>sunk</sub></p><p>With <code>code</code></p>"
                                                             "<table><tr><th>a<th>b<tr><td>c<td>d</table>");
  static const char *const others[] = { "Arabic", "خبر", "With x", "With code" };
  int height = get_height_of_line (fixture, page, "Plain");

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_cmpint (ABS (get_height_of_line (fixture, page, others[i]) - height), <=, 1);

  /* A label in the page is as high as anywhere. */
  g_assert_cmpint (gtk_widget_get_height (page_fixture_find (find (fixture, GAZETTE_TYPE_PAGE_TABLE, 0), GTK_TYPE_LABEL, 0)),
                   <, height + 2);
}

/* What is drawn of the page, as text. */
static char *
dup_drawing (PageFixture *fixture)
{
  g_autoptr(GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (fixture->view));
  g_autoptr(GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr(GskRenderNode) node = NULL;
  g_autoptr(GBytes) bytes = NULL;

  gdk_paintable_snapshot (paintable, GDK_SNAPSHOT (snapshot), gtk_widget_get_width (GTK_WIDGET (fixture->view)),
                          gtk_widget_get_height (GTK_WIDGET (fixture->view)));
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  bytes = gsk_render_node_serialize (node);

  return g_strdup (g_bytes_get_data (bytes, NULL));
}

static guint
count_drawn (PageFixture *fixture,
             const char  *what)
{
  g_autofree char *drawing = dup_drawing (fixture);
  g_auto(GStrv) parts = g_strsplit (drawing, what, -1);

  return g_strv_length (parts) - 1;
}

/* How often the bar of a quotation goes on where another one ends; there are two. */
static guint
count_joined_bars (PageFixture *fixture)
{
  g_autofree char *drawing = dup_drawing (fixture);
  g_autofree char *pattern = g_strdup_printf ("bounds: [0-9.]+ ([0-9.]+) %d ([0-9.]+);", GAZETTE_QUOTE_BAR);
  g_autoptr(GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;
  double bottom = -1;
  guint n_joined = 0;
  guint n = 0;

  g_regex_match (regex, drawing, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL), n++)
    {
      g_autofree char *y = g_match_info_fetch (match, 1);
      g_autofree char *height = g_match_info_fetch (match, 2);

      n_joined += g_ascii_strtod (y, NULL) == bottom;
      bottom = g_ascii_strtod (y, NULL) + g_ascii_strtod (height, NULL);
    }
  g_assert_cmpuint (n, ==, 2);

  return n_joined;
}

static guint
count_nodes (PageFixture       *fixture,
             GtkAccessibleRole  role)
{
  g_autoptr(GtkAccessible) first = gtk_accessible_get_first_accessible_child (GTK_ACCESSIBLE (fixture->view));
  GtkWidget *node;
  guint n_found = 0;

  page_fixture_settle ();
  for (guint i = 0; (node = find (fixture, GAZETTE_TYPE_PAGE_NODE, i)) != NULL; i++)
    n_found += gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (node)) == role;

  return n_found;
}

/* What one quotation says is one; what two say, one after the other, are two. */
static void
test_quotations_are_whole (PageFixture   *fixture,
                           gconstpointer  data)
{
  page_fixture_show_html (fixture, "<p>a</p><blockquote><p>b</p><p>c</p></blockquote><p>d</p>");
  g_assert_cmpuint (count_joined_bars (fixture), ==, 1);
  g_assert_cmpuint (count_nodes (fixture, GTK_ACCESSIBLE_ROLE_BLOCK_QUOTE), ==, 1);
}

static void
test_quotations_follow_each_other (PageFixture   *fixture,
                                   gconstpointer  data)
{
  page_fixture_show_html (fixture, "<p>a</p><blockquote><p>b</p></blockquote><blockquote><p>c</p></blockquote><p>d</p>");
  g_assert_cmpuint (count_joined_bars (fixture), ==, 0);
  g_assert_cmpuint (count_nodes (fixture, GTK_ACCESSIBLE_ROLE_BLOCK_QUOTE), ==, 2);
}

/* They go bit by bit, and with the window at once. */
static void
test_nodes_go_with_their_page (PageFixture   *fixture,
                               gconstpointer  data)
{
  const char *html = "<p>a</p><blockquote><ul><li>b</li><li>c</li></ul></blockquote>";
  g_autoptr(GazetteStored) stored = gazette_stored_ref (gazette_page_buffer_get_stored (page_fixture_show_html (fixture, html)));

  g_assert_cmpuint (count_nodes (fixture, GTK_ACCESSIBLE_ROLE_LIST_ITEM), ==, 2);
  page_fixture_show (fixture, stored);
  g_assert_cmpuint (count_nodes (fixture, GTK_ACCESSIBLE_ROLE_LIST_ITEM), ==, 2);
}

/* How many chips there are on a page; then there are none. */
static guint
take_chips (PageFixture       *fixture,
            GazettePageBuffer *page)
{
  guint n = count_drawn (fixture, "rounded-clip");
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (page), &start, &end);
  gtk_text_buffer_remove_all_tags (GTK_TEXT_BUFFER (page), &start, &end);
  page_fixture_settle ();

  return n - count_drawn (fixture, "rounded-clip");
}

static void
test_chips (PageFixture   *fixture,
            gconstpointer  data)
{
  GazettePageBuffer *page = page_fixture_show_html (fixture, "<p>Say <code>wait ()</code> or <kbd>Esc</kbd>.</p>"
                                                             "<p dir=rtl>قل <code>wait ()</code> ثم</p>");

  g_assert_cmpuint (take_chips (fixture, page), ==, 3);
}

/* One on each line. */
static void
test_chips_on_lines (PageFixture   *fixture,
                     gconstpointer  data)
{
  g_autoptr(GString) html = g_string_new ("<p><code>");
  GazettePageBuffer *page;
  guint n;

  for (guint i = 0; i < 100; i++)
    g_string_append (html, "words ");
  g_string_append (html, "</code></p>");
  page = page_fixture_show_html (fixture, html->str);
  n = take_chips (fixture, page);
  g_assert_cmpuint (n, >, 3);
  g_assert_cmpuint (n, <, 50);
}

static void
take_note_cb (GtkWidget **code)
{
  /* Freeing all there is would take longer than showing the next page. */
  g_assert_nonnull (*code);
  g_assert_null (gtk_widget_get_parent (*code));
}

static void
test_former_page_goes_later (PageFixture   *fixture,
                             gconstpointer  data)
{
  GazettePageBuffer *page = page_fixture_show_html (fixture, "<p>a</p><pre>b</pre>");
  GtkWidget *code = find (fixture, GAZETTE_TYPE_PAGE_CODE, 0);
  g_autoptr(GazetteStored) stored = gazette_stored_ref (gazette_page_buffer_get_stored (page));
  gulong handler;

  g_object_add_weak_pointer (G_OBJECT (page), (gpointer *) &page);
  g_object_add_weak_pointer (G_OBJECT (code), (gpointer *) &code);
  handler = g_signal_connect_swapped (fixture->view, "notify::buffer", G_CALLBACK (take_note_cb), &code);
  page_fixture_show (fixture, stored);
  g_signal_handler_disconnect (fixture->view, handler);
  WAIT_FOR (code == NULL && page == NULL);
}

int
main (int argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

#define ADD(name, function) \
  g_test_add ("/blocks/" name, PageFixture, NULL, page_fixture_set_up, function, page_fixture_tear_down)
  ADD ("code-scrolls", test_code_scrolls);
  ADD ("far-blocks-follow", test_far_blocks_follow);
  ADD ("fragments-are-reached", test_fragments_are_reached);
  ADD ("fragments-are-names", test_fragments_are_names);
  ADD ("tables-scroll", test_tables_scroll);
  ADD ("blocks-in-rtl-windows", test_blocks_in_rtl_windows);
  ADD ("code-is-bounded", test_code_is_bounded);
  ADD ("long-lines-are-parted", test_long_lines_are_parted);
  ADD ("code-is-copied", test_code_is_copied);
  ADD ("copy-as-html", test_copy_as_html);
  ADD ("details", test_details);
  ADD ("details-open-by-themselves", test_details_open_by_themselves);
  ADD ("find-in-code", test_find_in_code);
  ADD ("links-in-code-have-the-focus", test_links_in_code_have_the_focus);
  ADD ("nodes-are-made-on-demand", test_nodes_are_made_on_demand);
  ADD ("nodes-go-with-their-page", test_nodes_go_with_their_page);
  ADD ("lines-are-equally-high", test_lines_are_equally_high);
  ADD ("quotations-are-whole", test_quotations_are_whole);
  ADD ("quotations-follow-each-other", test_quotations_follow_each_other);
  ADD ("chips", test_chips);
  ADD ("chips-on-lines", test_chips_on_lines);
  ADD ("former-page-goes-later", test_former_page_goes_later);

  return g_test_run ();
}

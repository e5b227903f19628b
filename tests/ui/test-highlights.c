/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <adwaita.h>
#include <string.h>

#include "gazette-code-text-private.h"
#include "gazette-highlight-list.h"
#include "gazette-highlight-popover.h"
#include "gazette-highlights.h"
#include "gazette-page-buffer-private.h"
#include "gazette-page-private.h"
#include "gazette-page-table.h"
#include "gazette-test-server.h"
#include "shell-fixture.h"

static GazettePage *
get_page (ShellFixture *fixture)
{
  return gazette_pane_get_page (fixture->window->pane);
}

static GtkTextBuffer *
get_buffer (ShellFixture *fixture)
{
  GazettePageBuffer *page = gazette_page_view_get_page (get_page (fixture)->view);

  return page != NULL ? GTK_TEXT_BUFFER (page) : NULL;
}

static gboolean
find (ShellFixture *fixture,
      const char   *words,
      GtkTextIter  *start,
      GtkTextIter  *end)
{
  GtkTextBuffer *buffer = get_buffer (fixture);

  if (buffer == NULL)
    return FALSE;

  gtk_text_buffer_get_start_iter (buffer, start);

  return gtk_text_iter_forward_search (start, words, 0, start, end, NULL);
}

static void
select_words (ShellFixture *fixture,
              const char   *words)
{
  GtkTextIter start;
  GtkTextIter end;

  WAIT_FOR (find (fixture, words, &start, &end));
  gtk_text_buffer_select_range (get_buffer (fixture), &start, &end);
}

/* Whether all of the words are shown in a colour, and nothing around them. */
static gboolean
is_drawn (ShellFixture *fixture,
          const char   *words,
          GazetteTag    tag)
{
  GtkTextIter start;
  GtkTextIter end;
  GtkTextTag *drawn;

  if (!find (fixture, words, &start, &end))
    return FALSE;

  drawn = gazette_page_tags_get (GAZETTE_PAGE_BUFFER (get_buffer (fixture))->tags, tag);

  return gtk_text_iter_starts_tag (&start, drawn) && gtk_text_iter_ends_tag (&end, drawn) &&
         gtk_text_iter_forward_to_tag_toggle (&start, drawn) && gtk_text_iter_equal (&start, &end);
}

static GPtrArray *
list (ShellFixture *fixture)
{
  g_auto(GValue) value = G_VALUE_INIT;

  shell_fixture_await (gazette_library_list_all_highlights (gazette_newsroom_get_library (fixture->newsroom), NULL, TRUE),
                       &value);

  return g_value_dup_boxed (&value);
}

static void
assert_only (ShellFixture *fixture,
             const char   *words,
             const char   *note)
{
  g_autoptr(GPtrArray) all = list (fixture);

  g_assert_cmpuint (all->len, ==, 1);
  g_assert_cmpstr (((GazetteAnnotation *) all->pdata[0])->quote.exact, ==, words);
  g_assert_cmpstr (((GazetteAnnotation *) all->pdata[0])->note, ==, note);
}

static void
assert_none (ShellFixture *fixture)
{
  g_autoptr(GPtrArray) all = list (fixture);

  g_assert_cmpuint (all->len, ==, 0);
}

static GtkWidget *
get_popover (ShellFixture *fixture)
{
  return shell_fixture_find (GTK_WIDGET (get_page (fixture)), GAZETTE_TYPE_HIGHLIGHT_POPOVER);
}

static void
write_note (ShellFixture *fixture,
            const char   *text)
{
  GtkTextView *note;

  WAIT_FOR (get_popover (fixture) != NULL && gtk_widget_get_mapped (get_popover (fixture)));
  note = GTK_TEXT_VIEW (shell_fixture_find (get_popover (fixture), GTK_TYPE_TEXT_VIEW));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (note), text, -1);
}

static void
close_popover (ShellFixture *fixture)
{
  gtk_popover_popdown (GTK_POPOVER (get_popover (fixture)));
  WAIT_FOR (!gtk_widget_get_mapped (get_popover (fixture)));
}

static void
begin (ShellFixture *fixture)
{
  shell_fixture_add (fixture, "one", 2);
  shell_fixture_show (fixture);
  WAIT_FOR (shell_fixture_open_id (fixture) != 0);
}

static void
test_highlight (ShellFixture  *fixture,
                gconstpointer  data)
{
  begin (fixture);
  select_words (fixture, "it says");
  shell_fixture_activate (fixture, "win.highlight");
  WAIT_FOR (is_drawn (fixture, "it says", GAZETTE_TAG_HIGHLIGHT_YELLOW));
  assert_only (fixture, "it says", NULL);
  /* What one reads is what was there: the article is saved. */
  WAIT_FOR (gazette_pane_get_article (fixture->window->pane)->saved != GAZETTE_SAVED_NONE);

  /* There once more opens it, rather than that there are two. */
  select_words (fixture, "says");
  shell_fixture_activate (fixture, "win.highlight");
  write_note (fixture, "  Does it?\n");
  gtk_widget_activate_action (shell_fixture_find (get_popover (fixture), GTK_TYPE_TEXT_VIEW), "highlight.colour", "i",
                              GAZETTE_COLOUR_GREEN);
  close_popover (fixture);
  WAIT_FOR (is_drawn (fixture, "it says", GAZETTE_TAG_HIGHLIGHT_GREEN));
  g_assert_false (is_drawn (fixture, "it says", GAZETTE_TAG_HIGHLIGHT_YELLOW));
  g_assert_true (is_drawn (fixture, "it says", GAZETTE_TAG_HIGHLIGHT_NOTE));
  assert_only (fixture, "it says", "Does it?");

  shell_fixture_activate (fixture, "win.highlight");
  assert_only (fixture, "it says", "Does it?");
}

static void
test_note (ShellFixture  *fixture,
           gconstpointer  data)
{
  g_autofree char *longer = g_strnfill (GAZETTE_ANNOTATION_MAX_NOTE + 1, 'x');
  GtkTextView *note;

  begin (fixture);
  select_words (fixture, "What it says");
  shell_fixture_activate (fixture, "win.add-note");
  write_note (fixture, "First");
  note = GTK_TEXT_VIEW (shell_fixture_find (get_popover (fixture), GTK_TYPE_TEXT_VIEW));
  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (note), longer, -1);
  close_popover (fixture);
  WAIT_FOR (is_drawn (fixture, "What it says", GAZETTE_TAG_HIGHLIGHT_NOTE));
  assert_only (fixture, "What it says", "First");
}

static void
test_remove (ShellFixture  *fixture,
             gconstpointer  data)
{
  begin (fixture);
  select_words (fixture, "it says");
  shell_fixture_activate (fixture, "win.add-note");
  write_note (fixture, "A note");
  gtk_widget_activate_action (shell_fixture_find (get_popover (fixture), GTK_TYPE_TEXT_VIEW), "highlight.remove", NULL);
  WAIT_FOR (!is_drawn (fixture, "it says", GAZETTE_TAG_HIGHLIGHT_YELLOW));
  assert_none (fixture);
  shell_fixture_activate (fixture, "win.undo");
  WAIT_FOR (is_drawn (fixture, "it says", GAZETTE_TAG_HIGHLIGHT_YELLOW));
  assert_only (fixture, "it says", "A note");
}

/* The list, and the way from there to the place. */
static void
test_list (ShellFixture  *fixture,
           gconstpointer  data)
{
  GtkWidget *sidebar = GTK_WIDGET (fixture->window->sidebar);
  GtkTextIter start;
  GtkTextIter end;
  GtkTextIter found;
  GtkTextIter found_end;
  g_autoptr(GDateTime) date = NULL;
  g_autofree char *origin = NULL;
  gint64 article_id;

  begin (fixture);
  article_id = shell_fixture_open_id (fixture);
  shell_fixture_activate (fixture, "win.view::highlights");
  WAIT_FOR (shell_fixture_sees (sidebar, "Nothing Highlighted"));
  select_words (fixture, "it says");
  shell_fixture_activate (fixture, "win.highlight");
  WAIT_FOR (shell_fixture_sees (sidebar, "it says") && shell_fixture_sees (sidebar, "1 highlight"));
  g_assert_true (shell_fixture_sees (sidebar, "one 1"));
  /* The day is in a row of its own, whatever script the source is named in. */
  date = g_date_time_new_from_unix_local (gazette_pane_get_article (fixture->window->pane)->article->published);
  origin = g_date_time_format (date, "one · \u2068%-d %B %Y\u2069");
  g_assert_true (shell_fixture_sees (sidebar, origin));

  shell_fixture_activate (fixture, "win.view::all");
  WAIT_FOR (!shell_fixture_sees (sidebar, "it says"));
  shell_fixture_activate (fixture, "win.next");
  WAIT_FOR (shell_fixture_open_id (fixture) != article_id);
  shell_fixture_activate (fixture, "win.view::highlights");
  WAIT_FOR (shell_fixture_sees (sidebar, "it says"));
  g_signal_emit_by_name (shell_fixture_find (shell_fixture_find (sidebar, GAZETTE_TYPE_HIGHLIGHT_LIST), GTK_TYPE_LIST_VIEW),
                         "activate", 0);
  WAIT_FOR (shell_fixture_open_id (fixture) == article_id &&
            get_buffer (fixture) != NULL &&
            gtk_text_buffer_get_selection_bounds (get_buffer (fixture), &start, &end));
  g_assert_true (find (fixture, "it says", &found, &found_end));
  g_assert_true (gtk_text_iter_equal (&start, &found) && gtk_text_iter_equal (&end, &found_end));
}

/* An older article whose picture is waited for before its page is shown. */
static void
add_with_picture (ShellFixture *fixture,
                  const char   *picture)
{
  g_autoptr(GazetteSource) source = gazette_source_new ("https://two.example/feed.json");
  g_autoptr(GazetteEdition) edition = gazette_edition_new ("jsonfeed");
  GazetteArticle *article = gazette_article_new ("1");

  g_set_str (&source->dialect, "jsonfeed");
  g_set_str (&article->title, "With a picture");
  g_set_str (&article->image, picture);
  article->published = 1700000000;
  g_ptr_array_add (edition->articles, article);
  shell_fixture_await (gazette_library_add_source (gazette_newsroom_get_library (fixture->newsroom), source, edition),
                       NULL);
}

/* While the page of the next article is still made, the former one is seen. */
static void
test_go_back (ShellFixture  *fixture,
              gconstpointer  data)
{
  g_autoptr(GazetteTestServer) server = gazette_test_server_new ();
  g_autofree char *picture = gazette_test_server_dup_url (server, "/picture.png");
  g_autofree char *action = NULL;
  GtkTextBuffer *former;
  GtkTextIter start;
  GtkTextIter end;
  gint64 article_id;

  gazette_test_server_add (server, "/picture.png", &(GazetteTestAnswer) { .fault = GAZETTE_TEST_FAULT_NEVER });
  add_with_picture (fixture, picture);
  shell_fixture_add (fixture, "one", 1);
  shell_fixture_show (fixture);
  WAIT_FOR (shell_fixture_open_id (fixture) != 0);
  article_id = shell_fixture_open_id (fixture);
  action = g_strdup_printf ("win.show-highlight((int64 %" G_GINT64_FORMAT ", int64 1))", article_id);
  select_words (fixture, "it says");
  shell_fixture_activate (fixture, "win.highlight");
  WAIT_FOR (is_drawn (fixture, "it says", GAZETTE_TAG_HIGHLIGHT_YELLOW));

  former = get_buffer (fixture);
  shell_fixture_activate (fixture, "win.next");
  WAIT_FOR (shell_fixture_open_id (fixture) != article_id);
  g_assert_true (get_buffer (fixture) == former);
  shell_fixture_activate (fixture, action);
  WAIT_FOR (shell_fixture_open_id (fixture) == article_id && get_buffer (fixture) != former &&
            gtk_text_buffer_get_selection_bounds (get_buffer (fixture), &start, &end));
}

/* The text is another one: the highlight says so, and is not lost. */
static void
test_lost (ShellFixture  *fixture,
           gconstpointer  data)
{
  GazetteLibrary *library = gazette_newsroom_get_library (fixture->newsroom);
  GtkWidget *sidebar = GTK_WIDGET (fixture->window->sidebar);
  g_autoptr(GazetteAnnotation) annotation = NULL;

  shell_fixture_add (fixture, "one", 1);
  shell_fixture_show (fixture);
  WAIT_FOR (shell_fixture_open_id (fixture) != 0);
  annotation = gazette_annotation_new (shell_fixture_open_id (fixture));
  annotation->quote = (GazetteQuote) { g_strdup ("Words of former days"), g_strdup (""), g_strdup (""), 4 };
  shell_fixture_await (gazette_library_add_highlight (library, annotation), NULL);
  shell_fixture_activate (fixture, "win.view::highlights");
  WAIT_FOR (shell_fixture_sees (sidebar, "Words of former days") &&
            shell_fixture_sees (sidebar, "Not in the text of the article any more"));
}

static void
add_cards (ShellFixture *fixture)
{
  g_autoptr(GazetteSource) source = gazette_source_new ("https://quay.example/feed.json");
  g_autoptr(GazetteEdition) edition = gazette_edition_new ("jsonfeed");
  GazetteArticle *article = gazette_article_new ("1");
  g_auto(GValue) value = G_VALUE_INIT;

  g_set_str (&source->dialect, "jsonfeed");
  g_set_str (&article->title, "On the quay");
  article->html = g_strdup ("<p>Before</p><table><tr><th>Place</th><th>Crew</th></tr><tr><td>North quay</td><td>12</td></tr>"
                            "</table><pre>int boats = 12;\nint nets = 3;</pre><p>After</p>");
  g_ptr_array_add (edition->articles, article);
  shell_fixture_await (gazette_library_add_source (gazette_newsroom_get_library (fixture->newsroom), source, edition),
                       &value);
}

static GtkLabel *
find_cell (GtkWidget  *table,
           const char *text)
{
  GtkWidget *grid = gtk_widget_get_parent (shell_fixture_find (table, GTK_TYPE_LABEL));

  for (GtkWidget *child = gtk_widget_get_first_child (grid); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (g_str_equal (gtk_label_get_text (GTK_LABEL (child)), text))
        return GTK_LABEL (child);
    }
  g_assert_not_reached ();
}

/* What is put behind the text of a cell: "" for nothing. */
static char *
dup_colours (GtkLabel *label)
{
  return gtk_label_get_attributes (label) != NULL ? pango_attr_list_to_string (gtk_label_get_attributes (label))
                                                  : g_strdup ("");
}

static guint
count_colours (GtkLabel *label)
{
  g_autofree char *colours = dup_colours (label);
  guint n = 0;

  for (const char *at = colours; (at = strstr (at, " background #")) != NULL; at++)
    n++;

  return n;
}

/* Tables and code have texts of their own. */
static void
test_in_cards (ShellFixture  *fixture,
               gconstpointer  data)
{
  GazetteLibrary *library = gazette_newsroom_get_library (fixture->newsroom);
  GtkWidget *page = GTK_WIDGET (get_page (fixture));
  const GazetteCardMark *mark;
  GazetteCodeText *code;
  GtkWidget *table;
  GtkLabel *cell;
  g_autofree char *colours = NULL;
  g_autofree char *again = NULL;
  g_autoptr(GPtrArray) all = NULL;

  add_cards (fixture);
  shell_fixture_show (fixture);
  WAIT_FOR (shell_fixture_find (page, GAZETTE_TYPE_CODE_TEXT) != NULL &&
            shell_fixture_find (page, GAZETTE_TYPE_PAGE_TABLE) != NULL);
  code = GAZETTE_CODE_TEXT (shell_fixture_find (page, GAZETTE_TYPE_CODE_TEXT));
  table = shell_fixture_find (page, GAZETTE_TYPE_PAGE_TABLE);
  cell = find_cell (table, "North quay");

  gazette_code_text_select (code, 4, 9);
  shell_fixture_activate (fixture, "win.highlight");
  WAIT_FOR (code->highlights->len == 1);
  mark = &g_array_index (code->highlights, GazetteCardMark, 0);
  g_assert_cmpuint (mark->start, ==, 4);
  g_assert_cmpuint (mark->end, ==, 9);
  assert_only (fixture, "boats", NULL);
  g_assert_cmpuint (count_colours (cell), ==, 0);

  /* There once more opens it, and so does a click. */
  shell_fixture_activate (fixture, "win.highlight");
  WAIT_FOR (gtk_widget_get_mapped (get_popover (fixture)));
  close_popover (fixture);
  gazette_code_text_select (code, 0, 0);
  g_signal_emit_by_name (code, "clicked", 20);
  g_assert_false (gtk_widget_get_mapped (get_popover (fixture)));
  g_signal_emit_by_name (code, "clicked", 6);
  WAIT_FOR (gtk_widget_get_mapped (get_popover (fixture)));
  close_popover (fixture);

  gtk_label_set_selectable (cell, TRUE);
  gtk_label_select_region (cell, 0, 5);
  shell_fixture_activate (fixture, "win.highlight");
  WAIT_FOR (count_colours (cell) == 1);
  colours = dup_colours (cell);
  g_assert_nonnull (strstr (colours, "0 5 background #"));
  g_assert_cmpuint (code->highlights->len, ==, 1);

  /* What is found and left again takes nothing of it away. */
  gazette_page_table_mark (GAZETTE_PAGE_TABLE (table), 11, 5, &(GdkRGBA) { 1, 0, 0, 1 });
  g_assert_cmpuint (count_colours (cell), ==, 2);
  gazette_page_table_unmark (GAZETTE_PAGE_TABLE (table));
  again = dup_colours (cell);
  g_assert_cmpstr (again, ==, colours);

  all = list (fixture);
  g_assert_cmpuint (all->len, ==, 2);
  for (guint i = 0; i < all->len; i++)
    shell_fixture_await (gazette_library_remove_highlight (library, ((GazetteAnnotation *) all->pdata[i])->id), NULL);
  WAIT_FOR (count_colours (cell) == 0 && code->highlights->len == 0);
}

static void
highlight_code (ShellFixture    *fixture,
                GazetteCodeText *code,
                guint            start,
                guint            end)
{
  guint n = code->highlights->len;

  gazette_code_text_select (code, start, end);
  shell_fixture_activate (fixture, "win.highlight");
  WAIT_FOR (code->highlights->len == n + 1);
  gazette_code_text_select (code, 0, 0);
}

static void
highlight_cell (ShellFixture *fixture,
                GtkLabel     *cell)
{
  gtk_label_set_selectable (cell, TRUE);
  gtk_label_select_region (cell, 0, -1);
  shell_fixture_activate (fixture, "win.highlight");
  WAIT_FOR (count_colours (cell) == 1);
  gtk_label_select_region (cell, 0, 0);
}

/* Each of those in one table or in one piece of code is gone to. */
static void
test_moving_in_cards (ShellFixture  *fixture,
                      gconstpointer  data)
{
  GtkWidget *page = GTK_WIDGET (get_page (fixture));
  GazetteCodeText *code;
  GtkLabel *first;
  GtkLabel *second;
  guint start;
  guint end;

  add_cards (fixture);
  shell_fixture_show (fixture);
  WAIT_FOR (shell_fixture_find (page, GAZETTE_TYPE_CODE_TEXT) != NULL &&
            shell_fixture_find (page, GAZETTE_TYPE_PAGE_TABLE) != NULL);
  code = GAZETTE_CODE_TEXT (shell_fixture_find (page, GAZETTE_TYPE_CODE_TEXT));
  first = find_cell (shell_fixture_find (page, GAZETTE_TYPE_PAGE_TABLE), "Crew");
  second = find_cell (shell_fixture_find (page, GAZETTE_TYPE_PAGE_TABLE), "North quay");
  /* Not in the order in which they are read. */
  highlight_code (fixture, code, 20, 24);
  highlight_code (fixture, code, 4, 9);
  highlight_cell (fixture, second);
  highlight_cell (fixture, first);

  shell_fixture_activate (fixture, "win.next-highlight");
  g_assert_true (gtk_label_get_selection_bounds (first, NULL, NULL));
  shell_fixture_activate (fixture, "win.next-highlight");
  g_assert_false (gtk_label_get_selection_bounds (first, NULL, NULL));
  g_assert_true (gtk_label_get_selection_bounds (second, NULL, NULL));
  shell_fixture_activate (fixture, "win.next-highlight");
  g_assert_false (gtk_label_get_selection_bounds (second, NULL, NULL));
  g_assert_true (gazette_code_text_get_selected (code, &start, &end));
  g_assert_cmpuint (start, ==, 4);
  shell_fixture_activate (fixture, "win.next-highlight");
  g_assert_true (gazette_code_text_get_selected (code, &start, &end));
  g_assert_cmpuint (start, ==, 20);
  shell_fixture_activate (fixture, "win.previous-highlight");
  g_assert_true (gazette_code_text_get_selected (code, &start, &end));
  g_assert_cmpuint (start, ==, 4);
  shell_fixture_activate (fixture, "win.previous-highlight");
  g_assert_false (gazette_code_text_get_selected (code, &start, &end));
  g_assert_true (gtk_label_get_selection_bounds (second, NULL, NULL));

  /* From what one has selected there by oneself. */
  gtk_label_select_region (second, 0, 0);
  gazette_code_text_select (code, 10, 12);
  shell_fixture_activate (fixture, "win.next-highlight");
  g_assert_true (gazette_code_text_get_selected (code, &start, &end));
  g_assert_cmpuint (start, ==, 20);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  adw_init ();

  g_test_add ("/highlights/highlight", ShellFixture, NULL, shell_fixture_set_up, test_highlight, shell_fixture_tear_down);
  g_test_add ("/highlights/note", ShellFixture, NULL, shell_fixture_set_up, test_note, shell_fixture_tear_down);
  g_test_add ("/highlights/remove", ShellFixture, NULL, shell_fixture_set_up, test_remove, shell_fixture_tear_down);
  g_test_add ("/highlights/list", ShellFixture, NULL, shell_fixture_set_up, test_list, shell_fixture_tear_down);
  g_test_add ("/highlights/go-back", ShellFixture, NULL, shell_fixture_set_up, test_go_back, shell_fixture_tear_down);
  g_test_add ("/highlights/lost", ShellFixture, NULL, shell_fixture_set_up, test_lost, shell_fixture_tear_down);

  g_test_add ("/highlights/in-cards", ShellFixture, NULL, shell_fixture_set_up, test_in_cards, shell_fixture_tear_down);
  g_test_add ("/highlights/moving-in-cards", ShellFixture, NULL, shell_fixture_set_up, test_moving_in_cards,
              shell_fixture_tear_down);

  return g_test_run ();
}

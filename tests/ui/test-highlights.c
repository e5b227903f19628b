/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <adwaita.h>

#include "gazette-highlight-list.h"
#include "gazette-highlight-popover.h"
#include "gazette-highlights.h"
#include "gazette-page-buffer-private.h"
#include "gazette-page-private.h"
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
  GtkWidget *popover = get_popover (fixture);
  GtkTextView *note = GTK_TEXT_VIEW (shell_fixture_find (popover, GTK_TYPE_TEXT_VIEW));

  WAIT_FOR (gtk_widget_get_mapped (popover));
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
  gint64 article_id;

  begin (fixture);
  article_id = shell_fixture_open_id (fixture);
  shell_fixture_activate (fixture, "win.view::highlights");
  WAIT_FOR (shell_fixture_sees (sidebar, "Nothing Highlighted"));
  select_words (fixture, "it says");
  shell_fixture_activate (fixture, "win.highlight");
  WAIT_FOR (shell_fixture_sees (sidebar, "it says") && shell_fixture_sees (sidebar, "1 highlight"));
  g_assert_true (shell_fixture_sees (sidebar, "one 1"));

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
  g_test_add ("/highlights/lost", ShellFixture, NULL, shell_fixture_set_up, test_lost, shell_fixture_tear_down);

  return g_test_run ();
}

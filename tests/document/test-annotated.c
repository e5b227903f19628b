/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "document-check.h"
#include "gazette-annotated.h"

static GArray *passages;

static void
add (guint       first,
     guint       start,
     guint       last,
     guint       end,
     const char *quote,
     const char *note)
{
  GazettePassage passage = { TRUE, { first, start, last, end }, quote, note };

  if (passages == NULL)
    passages = g_array_new (FALSE, FALSE, sizeof passage);
  g_array_append_val (passages, passage);
}

static void
add_lost (const char *quote,
          const char *note)
{
  GazettePassage passage = { .quote = quote, .note = note };

  if (passages == NULL)
    passages = g_array_new (FALSE, FALSE, sizeof passage);
  g_array_append_val (passages, passage);
}

/* As Markdown, which shows all of it. */
static void
check (const char           *html,
       GazetteAnnotatedForm  form,
       const char           *expected)
{
  g_autoptr(GArray) all = g_steal_pointer (&passages);
  g_autoptr(GazetteDocument) document = gazette_document_new_from_html (html, -1, NULL);
  g_autoptr(GazetteDocument) annotated =
    gazette_document_new_annotated (document, form, all, "Highlights", "It is gone.");
  g_autofree char *text = gazette_document_to_html (annotated, NULL);

  document_check_rules (annotated);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_marked (void)
{
  add (0, 4, 0, 7, "two", NULL);
  check ("<p>one two three</p>", GAZETTE_ANNOTATED_MARKED, "<p>one <mark>two</mark> three</p>");

  /* Within what looks otherwise, and over several blocks. */
  add (0, 2, 2, 3, "quote", NULL);
  check ("<p>on<b>e tw</b>o</p><ul><li>three</li></ul><blockquote>four</blockquote>", GAZETTE_ANNOTATED_MARKED,
         "<p>on<strong><mark>e tw</mark></strong><mark>o</mark></p><ul><li><p><mark>three</mark></p></li></ul>"
         "<blockquote><p><mark>fou</mark>r</p></blockquote>");

  /* Over each other. */
  add (0, 4, 0, 9, "b", NULL);
  add (0, 0, 0, 6, "a", NULL);
  check ("<p>one two three</p>", GAZETTE_ANNOTATED_MARKED, "<p><mark>one two t</mark>hree</p>");
}

static void
test_notes (void)
{
  add (0, 8, 0, 13, "three", "Indeed");
  add (0, 0, 0, 3, "one", "A <note>");
  check ("<p>one two three</p>", GAZETTE_ANNOTATED_MARKED,
         "<p><mark>one</mark><a href=\"#gazette-note-1\"><sup>1</sup></a> two <mark>three</mark>"
         "<a href=\"#gazette-note-2\"><sup>2</sup></a></p><h2>Highlights</h2>"
         "<blockquote><p>one</p></blockquote><p><sup>1</sup> A &lt;note&gt;</p>"
         "<blockquote><p>three</p></blockquote><p><sup>2</sup> Indeed</p>");

  add (0, 0, 0, 3, "one", NULL);
  add_lost ("What was\nhere", "My note");
  check ("<p>one</p>", GAZETTE_ANNOTATED_MARKED,
         "<p><mark>one</mark></p><h2>Highlights</h2><blockquote><p>What was</p><p>here</p></blockquote>"
         "<p>My note</p><p><em>It is gone.</em></p>");
}

static void
test_listed (void)
{
  add (0, 8, 0, 13, "three", NULL);
  add (0, 0, 0, 3, "one", "A note");
  check ("<p>one two three</p>", GAZETTE_ANNOTATED_LISTED,
         "<p>one two three</p><h2>Highlights</h2><blockquote><p>one</p></blockquote><p>A note</p>"
         "<blockquote><p>three</p></blockquote>");
}

/* The texts of the cells after it are still theirs. */
static void
test_notes_in_cells (void)
{
  add (0, 2, 0, 5, "two", "First");
  add (0, 2, 0, 7, "two c", "Second");
  add (0, 10, 0, 11, "f", "Third");
  check ("<table><tr><td>a</td><td>two</td><td>c</td></tr><tr><td>d</td><td>f</td><td>g</td></tr></table>",
         GAZETTE_ANNOTATED_MARKED,
         "<table><tr><td>a</td><td><mark>two</mark><a href=\"#gazette-note-1\"><sup>1</sup></a></td>"
         "<td><mark>c</mark><a href=\"#gazette-note-2\"><sup>2</sup></a></td></tr>"
         "<tr><td>d</td><td><mark>f</mark><a href=\"#gazette-note-3\"><sup>3</sup></a></td><td>g</td></tr></table>"
         "<h2>Highlights</h2><blockquote><p>two</p></blockquote><p><sup>1</sup> First</p>"
         "<blockquote><p>two c</p></blockquote><p><sup>2</sup> Second</p>"
         "<blockquote><p>f</p></blockquote><p><sup>3</sup> Third</p>");
}

/* A table and code stay what they are. */
static void
test_whole (void)
{
  add (0, 0, 1, 3, "all", "Note");
  check ("<table><tr><td>a</td><td>b</td></tr></table><pre>x y</pre>", GAZETTE_ANNOTATED_MARKED,
         "<table><tr><td><mark>a</mark></td><td><mark>b</mark></td></tr></table><pre><code><mark>x y</mark></code></pre>"
         "<h2>Highlights</h2><blockquote><p>all</p></blockquote><p><sup>1</sup> Note</p>");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/document/annotated/marked", test_marked);
  g_test_add_func ("/document/annotated/notes", test_notes);
  g_test_add_func ("/document/annotated/listed", test_listed);
  g_test_add_func ("/document/annotated/notes-in-cells", test_notes_in_cells);
  g_test_add_func ("/document/annotated/whole", test_whole);

  return g_test_run ();
}

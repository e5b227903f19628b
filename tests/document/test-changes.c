/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-diff.h"
#include "gazette-document.h"

#define NEW (GAZETTE_STYLE_MARK | GAZETTE_STYLE_UNDERLINE)

typedef struct
{
  const char *before;
  const char *after;
  /* [-what is gone-]{+what is new+}, with a line for each block. */
  const char *changes;
} Case;

static const Case cases[] = {
  { "<p>a b c</p>", "<p>a b c</p>", "a b c\n" },
  { "<p>The cat sat on the mat.</p>", "<p>The dog sat on the mat.</p>", "The [-cat-]{+dog+} sat on the mat.\n" },
  { "<p>one two three four</p>", "<p>one 2 3 four</p>", "one [-two three-]{+2 3+} four\n" },
  { "<p>a b</p>", "<p>a b, and c</p>", "a b{+, and c+}\n" },
  { "<p>a, and b</p>", "<p>a</p>", "a[-, and b-]\n" },
  { "<p>First.</p><p>Third.</p>", "<p>First.</p><p>Second.</p><p>Third.</p>", "First.\n{+Second.+}\nThird.\n" },
  { "<p>First.</p><p>Second.</p>", "<p>Second.</p>", "[-First.-]\nSecond.\n" },
  { "<p>All of this was here before.</p><p>End</p>",
    "<p>Something else stands at this place</p><p>All of that was here before.</p><p>End</p>",
    "{+Something else stands at this place+}\nAll of [-this-]{+that+} was here before.\nEnd\n" },
  { "<h2>a b</h2>", "<h2>a c</h2>", "a [-b-]{+c+}\n" },
  { "<p>x</p><img src='/a.png' alt='A boat'>", "<p>x</p><img src='/b.png' alt='B'>",
    "x\n[-A boat-]\n(https://example.org/b.png)\n" },
  { "<p>日本語の新聞</p>", "<p>日本語の雑誌</p>", "日本語の[-新聞-]{+雑誌+}\n" },
  { "<p>كتاب جديد اليوم</p>", "<p>كتاب قديم اليوم</p>", "كتاب [-جديد-]{+قديم+} اليوم\n" },
  { "<p>a <b>bold</b> word</p>", "<p>a <b>brave</b> word</p>", "a [-bold-]{+brave+} word\n" },
  { "", "<p>a</p>", "{+a+}\n" },
  { "<p>a</p>", "", "[-a-]\n" },
  { "", "", "" },
};

static GazetteDocument *
read_html (const char *html)
{
  return gazette_document_new_from_html (html, -1, "https://example.org/");
}

static void
append_mark (GString      *text,
             GazetteStyle  style,
             gboolean      is_begin)
{
  if ((style & GAZETTE_STYLE_DELETED) != 0)
    g_string_append (text, is_begin ? "[-" : "-]");
  else if ((style & NEW) == NEW)
    g_string_append (text, is_begin ? "{+" : "+}");
}

static char *
describe (GazetteDocument *document)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < gazette_document_get_n_blocks (document); i++)
    {
      const GazetteBlock *block = gazette_document_get_block (document, i);
      guint at = 0;

      for (guint j = 0; j < block->runs->len; j++)
        {
          const GazetteRun *run = &g_array_index (block->runs, GazetteRun, j);

          g_assert_cmpuint (run->start, >=, at);
          g_assert_cmpuint (run->end, <=, strlen (block->text));
          g_string_append_len (text, block->text + at, run->start - at);
          append_mark (text, run->style, TRUE);
          g_string_append_len (text, block->text + run->start, run->end - run->start);
          append_mark (text, run->style, FALSE);
          at = run->end;
        }
      g_string_append (text, block->text + at);
      if (block->src != NULL)
        g_string_append_printf (text, "(%s)", block->src);
      g_string_append_c (text, '\n');
    }

  return g_string_free_and_steal (text);
}

static void
test_changes (gconstpointer data)
{
  const Case *item = data;
  g_autoptr(GazetteDocument) before = read_html (item->before);
  g_autoptr(GazetteDocument) after = read_html (item->after);
  g_autoptr(GazetteDocument) changes = gazette_document_new_for_changes (before, "T", after, "T");
  g_autofree char *text = describe (changes);

  g_assert_cmpstr (text, ==, item->changes);
}

static void
test_title (void)
{
  g_autoptr(GazetteDocument) before = read_html ("<p>a</p>");
  g_autoptr(GazetteDocument) changes = gazette_document_new_for_changes (before, "The old title", before, "The new title");
  g_autofree char *text = describe (changes);

  g_assert_cmpstr (text, ==, "The [-old-]{+new+} title\na\n");
  g_assert_cmpint (gazette_document_get_block (changes, 0)->kind, ==, GAZETTE_BLOCK_HEADING);
}

/* Links of what is new lead where they did, those of what is gone nowhere; and the
 * result stands without the documents that it is made of. */
static void
test_links (void)
{
  GazetteDocument *before = read_html ("<p>to <a href='/a'>old</a> and <a href='/b'>same</a> words here</p>");
  GazetteDocument *after = read_html ("<p>to <a href='/c'>new</a> and <a href='/b'>same</a> words here</p>");
  g_autoptr(GazetteDocument) changes = gazette_document_new_for_changes (before, NULL, after, NULL);
  const GazetteBlock *block;

  gazette_document_unref (before);
  gazette_document_unref (after);
  block = gazette_document_get_block (changes, 0);
  g_assert_cmpstr (block->text, ==, "to oldnew and same words here");
  g_assert_cmpuint (block->runs->len, ==, 3);
  g_assert_null (g_array_index (block->runs, GazetteRun, 0).href);
  g_assert_cmpstr (g_array_index (block->runs, GazetteRun, 1).href, ==, "https://example.org/c");
  g_assert_cmpstr (g_array_index (block->runs, GazetteRun, 2).href, ==, "https://example.org/b");
}

static char *
make_words (GRand *rand,
            guint  n,
            guint  n_different,
            guint  n_of_paragraph)
{
  GString *html = g_string_new ("<p>");

  for (guint i = 0; i < n; i++)
    {
      g_string_append_printf (html, "w%u ", g_rand_int_range (rand, 0, (gint32) n_different));
      if (i % n_of_paragraph == n_of_paragraph - 1)
        g_string_append (html, "</p><p>");
    }

  return g_string_free_and_steal (html);
}

static char *
join_kept (GazetteDocument *document,
           gboolean         is_new)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < gazette_document_get_n_blocks (document); i++)
    {
      const GazetteBlock *block = gazette_document_get_block (document, i);
      guint at = 0;

      for (guint j = 0; j <= block->runs->len; j++)
        {
          const GazetteRun *run = j < block->runs->len ? &g_array_index (block->runs, GazetteRun, j) : NULL;
          guint end = run != NULL ? run->start : (guint) strlen (block->text);
          gboolean is_gone;

          g_string_append_len (text, block->text + at, end - at);
          if (run == NULL)
            break;
          is_gone = (run->style & GAZETTE_STYLE_DELETED) != 0;
          if (is_gone != is_new)
            g_string_append_len (text, block->text + run->start, run->end - run->start);
          at = run->end;
        }
    }

  return g_string_free_and_steal (text);
}

static char *
join (GazetteDocument *document)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < gazette_document_get_n_blocks (document); i++)
    g_string_append (text, gazette_document_get_block (document, i)->text);

  return g_string_free_and_steal (text);
}

/* Whatever is compared with whatever: without what is new it is what there was,
 * without what is gone it is what there is. */
static void
test_nothing_is_lost (void)
{
  static const struct { guint n, n_different, n_of_paragraph; } sizes[] = {
    { 30, 3, 5 }, { 200, 2, 10 }, { 2000, 50, 40 }, { 20000, 5, 20000 }, { 60000, 60000, 10 }, { 100000, 2, 5 },
    { 120000, 1000, 60000 },
  };
  g_autoptr(GRand) rand = g_rand_new_with_seed (11);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *old_html = make_words (rand, sizes[i].n, sizes[i].n_different, sizes[i].n_of_paragraph);
      g_autofree char *new_html = make_words (rand, sizes[i].n, sizes[i].n_different, sizes[i].n_of_paragraph);
      g_autoptr(GazetteDocument) before = read_html (old_html);
      g_autoptr(GazetteDocument) after = read_html (new_html);
      g_autoptr(GazetteDocument) changes = gazette_document_new_for_changes (before, NULL, after, NULL);
      g_autofree char *old_text = join (before);
      g_autofree char *new_text = join (after);
      g_autofree char *found_old = join_kept (changes, FALSE);
      g_autofree char *found_new = join_kept (changes, TRUE);

      g_assert_true (g_str_equal (old_text, found_old));
      g_assert_true (g_str_equal (new_text, found_new));
    }
}

/* A longest row that steps down where no pairs are left to compare. */
static void
test_effort_has_an_end (void)
{
  guint before[4000];
  guint after[4000];
  gsize effort = 1000;
  g_autofree guint *matches = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (before); i++)
    {
      before[i] = i % 2 == 0 ? i : 1;
      after[i] = i % 2 == 0 ? i : 3;
    }
  matches = gazette_diff_match (before, G_N_ELEMENTS (before), after, G_N_ELEMENTS (after), &effort);

  g_assert_cmpuint (effort, <=, 1000);
  for (guint i = 0; i < G_N_ELEMENTS (before); i++)
    g_assert_cmpuint (matches[i], ==, i % 2 == 0 ? i + 1 : 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/document/changes/%u", i);

      g_test_add_data_func (path, &cases[i], test_changes);
    }
  g_test_add_func ("/document/changes/title", test_title);
  g_test_add_func ("/document/changes/links", test_links);
  g_test_add_func ("/document/changes/nothing-is-lost", test_nothing_is_lost);
  g_test_add_func ("/document/changes/effort", test_effort_has_an_end);

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is written as Markdown is read again, and is the same document: for what is
 * made up here, and for real pages where they are found beside the checkout. */

#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "gazette-markdown-export.h"

#define BASE "https://example.org/a/b"

typedef struct
{
  const char *html;
  const char *markdown;
} Case;

/* What a document says, in a form that leaves out what Markdown cannot say. */
typedef struct
{
  GString *text;
  GArray  *levels;
  gboolean without_numbers;
} Form;

static gboolean
is_item (const GazetteBlock *block)
{
  return block->marker != NULL && block->role != GAZETTE_ROLE_SUMMARY;
}

/* In how many lists it stands, but for what hangs as in a list and is none. */
static guint
count_levels (Form               *form,
              const GazetteBlock *block)
{
  guint n_begun = is_item (block) ? MIN (MAX (1, block->items), block->list_depth) : 0;
  guint first = block->list_depth - n_begun;
  guint n = 0;

  while (form->levels->len < first)
    {
      gboolean no = FALSE;

      g_array_append_val (form->levels, no);
    }
  g_array_set_size (form->levels, first);
  for (guint i = 0; i < n_begun; i++)
    {
      gboolean yes = TRUE;

      g_array_append_val (form->levels, yes);
    }
  for (guint i = 0; i < form->levels->len; i++)
    n += g_array_index (form->levels, gboolean, i);

  return n;
}

static void
append_marker (Form       *form,
               const char *marker)
{
  if (strstr ("•◦▪", marker) != NULL)
    g_string_append (form->text, "•");
  else if (form->without_numbers && g_str_has_suffix (marker, "."))
    g_string_append (form->text, "#");
  else
    g_string_append (form->text, marker);
}

static const GazetteRun *
find_run (const GazetteBlock *block,
          guint               at)
{
  for (guint i = 0; i < block->runs->len; i++)
    {
      const GazetteRun *run = &g_array_index (block->runs, GazetteRun, i);

      if (at >= run->start && at < run->end)
        return run;
    }

  return NULL;
}

/* Each character that is seen, where its look changes with that. */
static void
append_styled (Form               *form,
               const GazetteBlock *block,
               guint               start,
               guint               end)
{
  g_autofree char *former = g_strdup ("");

  for (guint i = start; i < end; i++)
    {
      const GazetteRun *run = find_run (block, i);
      gboolean space = block->text[i] == ' ' || block->text[i] == '\n';
      g_autofree char *look = NULL;

      if (!space)
        {
          look = run != NULL ? g_strdup_printf ("{%u %s %s}", run->style, run->href != NULL ? run->href : "",
                                                run->title != NULL ? run->title : "")
                             : g_strdup ("{0  }");
          if (strcmp (look, former) != 0)
            g_string_append (form->text, look);
          g_set_str (&former, look);
        }
      g_string_append_c (form->text, block->text[i]);
    }
}

static void
append_cells (Form               *form,
              const GazetteBlock *block)
{
  for (guint i = 0; i < block->cells->len; i++)
    {
      const GazetteCell *cell = &g_array_index (block->cells, GazetteCell, i);

      g_string_append_printf (form->text, "\n  %u,%u %ux%u %s %d ", cell->row, cell->column, cell->n_rows, cell->n_columns,
                              cell->is_header ? "header" : "cell", cell->align);
      append_styled (form, block, cell->start, cell->end);
    }
}

static void
append_block (Form               *form,
              const GazetteBlock *block)
{
  guint n_levels = count_levels (form, block);
  guint length = (guint) strlen (block->text);
  gboolean is_data = block->src != NULL && g_str_has_prefix (block->src, "data:");
  gboolean is_caption = block->kind == GAZETTE_BLOCK_PICTURE || block->kind == GAZETTE_BLOCK_EMBED;

  /* A picture without an address says what it shows, if anything. */
  if (is_data && (block->alt == NULL || *block->alt == '\0'))
    return;

  g_string_append_printf (form->text, "%d %u q%u l%u ", is_data || block->kind == GAZETTE_BLOCK_EMBED ? 0 : block->kind,
                          block->level, block->quote_depth, n_levels);
  if (is_item (block))
    append_marker (form, block->marker);
  if (block->kind == GAZETTE_BLOCK_PREFORMATTED)
    g_string_append_printf (form->text, " %s %s", block->language != NULL ? block->language : "", block->text);
  else if (block->kind == GAZETTE_BLOCK_TABLE)
    append_cells (form, block);
  else if (is_data || block->kind == GAZETTE_BLOCK_EMBED)
    g_string_append_printf (form->text, "{0 %s }%s", block->href != NULL ? block->href : "", block->alt);
  else if (block->kind == GAZETTE_BLOCK_PICTURE)
    g_string_append_printf (form->text, "%s %s %s", block->src, block->alt != NULL ? block->alt : "",
                            block->href != NULL ? block->href : "");
  else
    append_styled (form, block, 0, length);
  g_string_append_c (form->text, '\n');

  if (is_caption && length > 0)
    {
      g_string_append_printf (form->text, "0 0 q%u l%u ", block->quote_depth, n_levels);
      append_styled (form, block, 0, length);
      g_string_append_c (form->text, '\n');
    }
}

/* Whether a list counts otherwise than Markdown can. */
static gboolean
has_other_numbers (GazetteDocument *document)
{
  for (guint i = 0; i < gazette_document_get_n_blocks (document); i++)
    {
      const char *marker = gazette_document_get_block (document, i)->marker;

      if (marker != NULL && g_str_has_suffix (marker, ".") && !g_ascii_isdigit (*marker))
        return TRUE;
    }

  return FALSE;
}

static char *
describe (GazetteDocument *document,
          gboolean         without_numbers)
{
  Form form = { g_string_new (NULL), g_array_new (FALSE, FALSE, sizeof (gboolean)), without_numbers };

  for (guint i = 0; i < gazette_document_get_n_blocks (document); i++)
    append_block (&form, gazette_document_get_block (document, i));
  g_array_unref (form.levels);
  /* The same address to everyone, and md4c writes the longer one. */
  g_string_replace (form.text, "%27", "'", 0);

  return g_string_free_and_steal (form.text);
}

/* Returns: whether the document is the same after it was written and read. */
static gboolean
goes_round (GazetteDocument *document,
            char           **before,
            char           **after,
            char           **markdown)
{
  g_autoptr(GazetteDocument) again = NULL;
  gboolean without_numbers = has_other_numbers (document);

  *markdown = gazette_document_to_markdown (document, NULL);
  again = gazette_document_new_for_type (*markdown, -1, "text/markdown", BASE);
  *before = describe (document, without_numbers);
  *after = describe (again, without_numbers);

  return strcmp (*before, *after) == 0;
}

static void
check_round (GazetteDocument *document)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *markdown = NULL;

  if (!goes_round (document, &before, &after, &markdown))
    {
      g_test_message ("%s\nis after\n%s\n%s", before, markdown, after);
      g_test_fail ();
    }
}

static void
test_cases (void)
{
  static const Case cases[] = {
    { "<p>Some <b>bold</b>, <i>slanted</i>, <s>gone</s> and <code>a*b</code>.</p>",
      "Some **bold**, *slanted*, ~~gone~~ and `a*b`.\n" },
    { "<p>in<b>side</b> and <b>“quoted”</b>x <u>u</u> H<sub>2</sub>O</p>",
      "in**side** and <strong>“quoted”</strong>x <ins>u</ins> H<sub>2</sub>O\n" },
    { "<p><b><i>both</i></b> and <b>one <i>two</i> three</b></p>",
      "<strong><em>both</em></strong> and **one *two* three**\n" },
    { "<p><a href='https://example.org/(x)?a=1&amp;copy;=2'>a [link]</a> *not* _this_ snake_case 1 &lt; 2 &amp;amp; `</p>",
      "[a \\[link\\]](<https://example.org/(x)?a=1\\&copy;=2>) \\*not\\* \\_this\\_ snake_case 1 \\< 2 \\&amp; \\`\n" },
    { "<p># no heading<br>- no item<br>1. no number<br>+ 2 = 3</p>",
      "\\# no heading\\\n\\- no item\\\n1\\. no number\\\n\\+ 2 = 3\n" },
    { "<p>http://example.org www.example.org a@example.org</p>",
      "http\\://example.org www\\.example.org a\\@example.org\n" },
    { "<h2>About C#</h2><h3>Two<br>lines</h3>", "## About C\\#\n\n### Two<br>lines\n" },
    { "<ul><li>One<ul><li>Deep</li></ul></li><li>Two<p>More of two</p></li></ul><ol start=9><li>Nine<li>Ten</ol>",
      "- One\n\n  - Deep\n\n- Two\n\n  More of two\n\n9. Nine\n10. Ten\n" },
    { "<ol><li>a<li>b</ol><p>x</p><ol><li>c</ol><ol><li>d</ol>", "1. a\n2. b\n\nx\n\n1. c\n1) d\n" },
    { "<ul><li><input type=checkbox checked>Done<li><input type=checkbox>Open</ul>", "- [x] Done\n- [ ] Open\n" },
    { "<blockquote><ul><li>One</ul></blockquote><blockquote><ul><li>Two</ul><p>Three</blockquote>",
      "> - One\n\n> - Two\n>\n> Three\n" },
    { "<blockquote><p>One</p><blockquote><p>Two</p></blockquote><ul><li>Item</ul></blockquote>",
      "> One\n>\n> > Two\n>\n> - Item\n" },
    { "<ul><li>One<blockquote><p>Quoted</p><p>More</p></blockquote></li><li>Two</ul>",
      "- One\n\n  > Quoted\n  >\n  > More\n\n- Two\n" },
    { "<pre><code class=language-c>int a;\n\n```\nb</code></pre>", "````c\nint a;\n\n```\nb\n````\n" },
    { "<table><tr><th>A<th>B</tr><tr><td>a|b<td><b>c</b><br>d</tr></table>",
      "| A | B |\n| --- | --- |\n| a\\|b | **c**<br>d |\n" },
    { "<table><tr><th>A<th align=right>B</tr><tr><td>1<td align=right>2</tr></table>",
      "| A | B |\n| --- | --: |\n| 1 | 2 |\n" },
    { "<table><tr><td colspan=2>wide &amp; <i>so</i></tr><tr><td>1<td>2</tr></table>",
      "<table>\n<tr><td colspan=\"2\">wide &amp; <em>so</em></td></tr>\n<tr><td>1</td><td>2</td></tr>\n</table>\n" },
    { "<figure><img src='/p_1.png' alt='A [boat]'><figcaption>The <i>caption</i></figcaption></figure>",
      "![A \\[boat\\]](https://example.org/p_1.png)\n\nThe *caption*\n" },
    { "<p><a href='/x'>a <b><i>b</i></b></a><b><i><a href='/y'>c</a></i></b></p>",
      "[a <em><strong>b</strong></em>](https://example.org/x)[<strong><em>c</em></strong>](https://example.org/y)\n" },
    { "<p>one</p><hr><p>two</p>", "one\n\n---\n\ntwo\n" },
    { "<dl><dt>Term</dt><dd>What it is</dd></dl><details><summary>More</summary><p>inside</p></details>",
      "**Term**\n\nWhat it is\n\n**More**\n\ninside\n" },
    { "<p><abbr title='World Health'>WHO</abbr> <kbd>Ctrl</kbd> <mark>m</mark> 日本<b>語</b>の</p>",
      "<abbr title=\"World Health\">WHO</abbr> <kbd>Ctrl</kbd> <mark>m</mark> 日本**語**の\n" },
    { "<p>a <b>bold <a href='https://example.org/'>link</a></b> b</p>",
      "a <strong>bold [link](https://example.org/)</strong> b\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GazetteDocument) document = gazette_document_new_from_html (cases[i].html, -1, BASE);
      g_autofree char *markdown = gazette_document_to_markdown (document, NULL);

      if (strcmp (markdown, cases[i].markdown) != 0)
        {
          g_test_message ("%s\nis\n%s\nand should be\n%s", cases[i].html, markdown, cases[i].markdown);
          g_test_fail ();
        }
      check_round (document);
    }
}

static void
test_notes (void)
{
  g_autoptr(GazetteDocument) document = gazette_document_new_from_html (
    "<p>It says<sup><a href='#n1' id='r1'>1</a></sup> so.</p><p>And<sup id=r2><a href='#n2'>[2]</a></sup>.</p>"
    "<ol><li id='n1'>First <a href='#r1'>↩</a></li><li id='n2'>Second<p>goes on</p><a href='#r2'>↩</a></li></ol>",
    -1, BASE);
  g_autofree char *markdown = gazette_document_to_markdown (document, NULL);

  g_assert_true (g_str_has_prefix (markdown, "It says[^1] so.\n\nAnd"));
  g_assert_nonnull (strstr (markdown, "\n\n[^1]: First\n"));
  g_assert_null (strstr (markdown, "#r1"));
}

static void
test_excerpt (void)
{
  g_autoptr(GazetteDocument) document = gazette_document_new_from_html (
    "<p>Begin with <b>some bold</b> text</p><h2>Head</h2><p>and the end of it</p>", -1, BASE);
  GazetteExcerpt excerpt = { 0, 16, 2, 7 };
  g_autofree char *markdown = gazette_document_to_markdown (document, &excerpt);

  g_assert_cmpstr (markdown, ==, "**bold** text\n\n## Head\n\nand the\n");
}

static void
test_escape (void)
{
  g_autofree char *title = gazette_markdown_escape ("# 1. *Stars*\n[now]");

  g_assert_cmpstr (title, ==, "\\# 1. \\*Stars\\* \\[now\\]");
}

/* Made-up text of all that means something somewhere. */
static void
test_signs (void)
{
  static const char *const parts[] = {
    "*", "_", "**", "a", "b c", "`", "<", ">", "[", "]", "(", ")", "!", "#", "-", "+", "1.", "&amp;", "&lt;b>", "\\",
    "|", "~", "~~", "<b>", "</b>", "<i>", "</i>", "<code>", "</code>", "<br>", " ", "é", "語", "“", ".", "=", ":", "//",
    "<a href='/x'>", "</a>", "$", "{", "^", "www.", "http", "@", "\"", "'", "</p><p>", "<sup>2</sup>", "<s>x</s>",
  };

  g_autoptr(GRand) random = g_rand_new_with_seed (20);

  for (guint i = 0; i < 10000; i++)
    {
      g_autoptr(GString) html = g_string_new ("<p>");
      g_autoptr(GazetteDocument) document = NULL;

      for (int n = g_rand_int_range (random, 1, 14); n > 0; n--)
        g_string_append (html, parts[g_rand_int_range (random, 0, G_N_ELEMENTS (parts))]);
      document = gazette_document_new_from_html (html->str, -1, BASE);
      check_round (document);
      if (g_test_failed ())
        {
          g_test_message ("of %s", html->str);
          return;
        }
    }
}

/* The folder that GAZETTE_CORPUS names, or the one beside the checkout. */
static char *
find_corpus (const char *name)
{
  const char *folder = g_getenv ("GAZETTE_CORPUS");
  g_autofree char *beside = g_test_build_filename (G_TEST_DIST, "..", "..", "shared", "corpus", NULL);

  return g_build_filename (folder != NULL ? folder : beside, name, NULL);
}

static gboolean
has_notes (const char *markdown)
{
  return strstr (markdown, "[^1]") != NULL;
}

static void
print_difference (const char *name,
                  const char *before,
                  const char *after)
{
  g_auto(GStrv) one = g_strsplit (before, "\n", -1);
  g_auto(GStrv) other = g_strsplit (after, "\n", -1);

  for (guint i = 0; one[i] != NULL && other[i] != NULL; i++)
    {
      if (strcmp (one[i], other[i]) != 0)
        {
          gsize at = 0;

          while (one[i][at] == other[i][at])
            at++;
          at = at > 40 ? at - 40 : 0;
          g_test_message ("%s: “%.120s” is “%.120s”", name, one[i] + at, other[i] + at);
          return;
        }
    }
}

static void
test_pages (void)
{
  g_autofree char *path = find_corpus ("readability");
  g_autoptr(GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;
  guint n_pages = 0;
  guint n_same = 0;
  guint n_notes = 0;

  if (folder == NULL)
    {
      g_test_skip ("no pages beside the checkout");
      return;
    }

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, "expected.html", NULL);
      g_autofree char *html = NULL;
      g_autoptr(GazetteDocument) document = NULL;
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;
      g_autofree char *markdown = NULL;

      if (!g_file_get_contents (file, &html, NULL, NULL))
        continue;
      document = gazette_document_new_from_html (html, -1, BASE);
      n_pages++;
      if (goes_round (document, &before, &after, &markdown))
        n_same++;
      else if (has_notes (markdown))
        n_notes++;
      else
        print_difference (name, before, after);
    }

  g_test_message ("%u of %u pages are the same, and %u have notes", n_same, n_pages, n_notes);
  g_assert_cmpuint (n_same + n_notes, ==, n_pages);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/markdown/cases", test_cases);
  g_test_add_func ("/markdown/notes", test_notes);
  g_test_add_func ("/markdown/excerpt", test_excerpt);
  g_test_add_func ("/markdown/escape", test_escape);
  g_test_add_func ("/markdown/signs", test_signs);
  g_test_add_func ("/markdown/pages", test_pages);

  return g_test_run ();
}

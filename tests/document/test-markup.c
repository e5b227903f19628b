/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "document-check.h"
#include "gazette-markup.h"

#define URL "https://example.org/news/today.html"

typedef struct
{
  const char *html;
  const char *written;
} Case;

static const Case cases[] = {
  { "<p>a <b>b <i>c</i></b> &lt;d&gt; &amp; \"e\"",
    "<p>a <strong>b </strong><em><strong>c</strong></em> &lt;d&gt; &amp; &quot;e&quot;</p>" },
  { "<h3>a</h3>b<br>c", "<h3>a</h3><p>b<br>c</p>" },
  { "<p>to <a href='/a'>the <b>first</b></a><a href='/a'>again</a> and <a href='#x'>on</a>",
    "<p>to <a href=\"https://example.org/a\">the <strong>first</strong></a><a href=\"https://example.org/a\">again</a>"
    " and <a href=\"https://example.org/news/today.html#x\">on</a></p>" },
  { "<ul><li>a<li>b<ul><li>c</ul><li>d</ul>",
    "<ul><li><p>a</p></li><li><p>b</p><ul><li><p>c</p></li></ul></li><li><p>d</p></li></ul>" },
  { "<ol start=3><li>a<li value=7>b<p>c</ol>",
    "<ol start=\"3\"><li><p>a</p></li><li value=\"7\"><p>b</p><p>c</p></li></ol>" },
  { "<ol type=i><li>a<li>b</ol>", "<ol type=\"i\"><li><p>a</p></li><li><p>b</p></li></ol>" },
  { "<ul><li>a</ul><ol><li>b</ol>", "<ul><li><p>a</p></li></ul><ol><li><p>b</p></li></ol>" },
  { "<dl><dt>a<dd>b<dt>c<dd>d</dl>", "<dl><dt><strong>a</strong></dt><dd><p>b</p></dd><dt><strong>c</strong></dt><dd><p>d</p></dd></dl>" },
  { "<blockquote>a<blockquote>b</blockquote></blockquote>c",
    "<blockquote><p>a</p><blockquote><p>b</p></blockquote></blockquote><p>c</p>" },
  { "<blockquote>a</blockquote><blockquote><ul><li>b<li>c</ul></blockquote>",
    "<blockquote><p>a</p></blockquote><blockquote><ul><li><p>b</p></li><li><p>c</p></li></ul></blockquote>" },
  { "<blockquote>a<footer>— b</footer></blockquote>", "<blockquote><p>a</p><footer>— b</footer></blockquote>" },
  { "<details><summary>a</summary>b</details><details open><summary>c</summary>d</details>e",
    "<details><summary><strong>a</strong></summary><p>b</p></details>"
    "<details open><summary><strong>c</strong></summary><p>d</p></details><p>e</p>" },
  { "<details><summary><h2>a</h2></summary>b<details open><summary>c</summary>d</details></details>",
    "<details><summary><h2><strong>a</strong></h2></summary><p>b</p>"
    "<details open><summary><strong>c</strong></summary><p>d</p></details></details>" },
  { "<details>a</details>", "<dl><dd><p>a</p></dd></dl>" },
  { "<pre class=language-c>a\n &lt;b</pre>", "<pre><code class=\"language-c\">a\n &lt;b</code></pre>" },
  { "<table><tr><th colspan=2>a<tr><td align=right>b<td><i>c</i><br>d</table>",
    "<table><tr><th colspan=\"2\">a</th></tr><tr><td align=\"right\">b</td><td><em>c</em><br>d</td></tr></table>" },
  { "<figure><a href=/b><img src=/a.png alt='An \"a\"' width=30 height=20></a><figcaption>c</figcaption></figure>",
    "<figure><a href=\"https://example.org/b\"><img src=\"https://example.org/a.png\" alt=\"An &quot;a&quot;\" width=\"30\" "
    "height=\"20\"></a><figcaption>c</figcaption></figure>" },
  { "<hr><p dir=rtl>a", "<hr><p dir=\"rtl\">a</p>" },
  { "<abbr title='b'>a</abbr> <kbd>c</kbd>", "<p><abbr title=\"b\">a</abbr> <kbd>c</kbd></p>" },
  { "", "" },
};

static void
test_written (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GazetteDocument) document = gazette_document_new_from_html (cases[i].html, -1, URL);
      g_autofree char *html = gazette_document_to_html (document, URL "#fragment");

      g_assert_cmpstr (html, ==, cases[i].written);
    }
}

/* Read again, it is the same. */
static void
test_read_again (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GazetteDocument) document = gazette_document_new_from_html (cases[i].html, -1, URL);
      g_autofree char *html = gazette_document_to_html (document, URL);
      g_autoptr (GazetteDocument) again = gazette_document_new_from_html (html, -1, URL);
      g_autofree char *html_again = gazette_document_to_html (again, URL);
      g_autofree char *text = gazette_document_to_text (document);
      g_autofree char *text_again = gazette_document_to_text (again);

      g_assert_cmpstr (html_again, ==, html);
      g_assert_cmpstr (text_again, ==, text);
    }
}

static void
test_parts (void)
{
  g_autoptr (GazetteDocument) document = gazette_document_new_from_html ("<ul><li>one<ul><li>a <b>two</b> <a href='/b'>b</a></ul></ul>",
                                                                         -1, URL);
  g_autoptr (GazetteMarkup) markup = gazette_markup_new (URL);
  g_autofree char *html = NULL;
  const GazetteBlock *block = gazette_document_get_block (document, 1);

  gazette_markup_add_text (markup, "h1", "<Title>");
  gazette_markup_add (markup, block, strlen ("a t"), strlen ("a two "));
  html = gazette_markup_finish (markup);
  g_assert_cmpstr (html, ==, "<h1>&lt;Title&gt;</h1><dl><dd><ul><li><p><strong>wo</strong> </p></li></ul></dd></dl>");
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/markup/written", test_written);
  g_test_add_func ("/markup/read-again", test_read_again);
  g_test_add_func ("/markup/parts", test_parts);

  return g_test_run ();
}

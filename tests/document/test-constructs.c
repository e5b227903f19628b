/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What HTML has beyond paragraphs and plain lists, each as a piece of HTML and the
 * blocks that it becomes. */

#include "config.h"

#include <string.h>

#include "document-check.h"

#define BASE "https://example.org/news/today.html"

static void
assert_cases (gconstpointer cases)
{
  document_check_cases (cases, BASE);
}

static const DocumentCase anchors[] = {
  { "<h2 id=a>b</h2>", "h2 #a@0: b" },
  { "<p>one <b id=x>two</b></p>", "p #x@3: one [strong|two]" },
  { "<p>a</p><a name=n></a><p>b</p>", "p: a\np #n@0: b" },
  { "<p>a</p><div id=d><div id=e></div></div>", "p #d@1 #e@1: a" },
  { "<ul><li id=i>a<li id=j>b</ul>", "p list 1 • #i@0: a\np list 1 • #j@0: b" },
  { "<table id=t><tr><td>a<td id=c>b</table>", "table #t@0 #c@2: a\\tb" },
  { "<figure id=f><img src=a.png><figcaption id=g>c</figcaption></figure>",
    "picture #f@0 #g@0 https://example.org/news/a.png: c" },
  { "<figure><figcaption>a <i id=x>b</i><img src=a.png></figcaption></figure>",
    "picture #x@1 https://example.org/news/a.png: a [em|b]" },
  { "<p id=''>a</p><p id=s style='display:none'>b</p><p id=e></p>", "p #e@1: a" },
  { "<a name=x id=x>a</a>", "p #x@0: a" },
  { NULL },
};

static const DocumentCase footnotes[] = {
  { "<p>Said<sup id=r1><a href='#f1'>1</a></sup></p><ol><li id=f1>Where <a href='#r1'>↩</a></li></ol>",
    "p #r1@4: Said[sup,#f1|1]\np list 1 1. #f1@0: Where [#r1|↩]" },
  { "<p id=r>a<a href='https://example.org/news/today.html#f'>1</a></p><p id=f>b<a href='today.html#r'>x</a></p>",
    "p #r@0: a[#f|1]\np #f@0: b[#r|x]" },
  { "<p id=r>a<a href='http://example.org/news/today.html#f'>1</a><a href='other.html#r'>2</a></p>",
    "p #r@0: a[http://example.org/news/today.html#f|1][https://example.org/news/other.html#r|2]" },
  { NULL },
};

static const DocumentCase lists[] = {
  { "<ul type=square><li>a<ul type=disc><li>b</ul></ul>", "p list 1 ▪: a\np list 2 •: b" },
  { "<dl><dt>a<dt>b<dd><p>c<p>d<dl><dt>e<dd>f</dl></dl>",
    "p term: [strong|a]\np term: [strong|b]\np list 1: c\np list 1: d\np term list 1: [strong|e]\np list 2: f" },
  { "<dl><div><dt>a<dd>b</div></dl>", "p term: [strong|a]\np list 1: b" },
  { "<ul><li><label><input type=checkbox>a</label></ul>", "p list 1 ☐: a" },
  { NULL },
};

static const DocumentCase quotations[] = {
  { "<blockquote>a<footer>— b</footer></blockquote>", "p quote 1: a\np attribution quote 1: — b" },
  { "<blockquote><p>a<p>— <cite>b</cite></blockquote>", "p quote 1: a\np attribution quote 1: — [em|b]" },
  { "<blockquote><p>In <cite>b</cite> it says</blockquote>", "p quote 1: In [em|b] it says" },
  { "<blockquote><p>a</p>&mdash; B (@c) <a href=x>today</a></blockquote>d",
    "p quote 1: a\np attribution quote 1: — B (@c) [https://example.org/news/x|today]\np: d" },
  { "<blockquote><p>— a<p>b</blockquote>", "p quote 1: — a\np quote 1: b" },
  { "<p>— a", "p: — a" },
  { "<figure><blockquote><p>a</blockquote><figcaption>b</figcaption></figure>c",
    "p quote 1: a\np attribution quote 1: b\np: c" },
  { "<blockquote>a</blockquote><blockquote><p>b<p>c</blockquote>", "p quote 1: a\np quote 1 anew: b\np quote 1: c" },
  { "<blockquote>a<blockquote>b</blockquote><blockquote>c</blockquote>d</blockquote>",
    "p quote 1: a\np quote 2: b\np quote 2 anew: c\np quote 1: d" },
  { "<blockquote>a</blockquote><blockquote> <p></blockquote><blockquote><blockquote>b</blockquote></blockquote>",
    "p quote 1: a\np quote 2 anew: b" },
  { "<blockquote>a<blockquote></blockquote><p>b</blockquote>", "p quote 1: a\np quote 1: b" },
  { "<blockquote>a</blockquote><blockquote><img src=b.png><p>c</blockquote>",
    "p quote 1: a\npicture quote 1 anew https://example.org/news/b.png\np quote 1: c" },
  { "<blockquote><p>a<p>— b</blockquote><blockquote><p>c<p>— d</blockquote>",
    "p quote 1: a\np attribution quote 1: — b\np quote 1 anew: c\np attribution quote 1: — d" },
  { "<q>a <q>b</q></q> <q>c</q>", "p: “a ‘b’” “c”" },
  { NULL },
};

static const DocumentCase details[] = {
  { "<details><summary>a</summary>b<ul><li>c</ul></details>d",
    "p summary list 1 ▾: [strong|a]\np list 1: b\np list 2 •: c\np: d" },
  { "<details>a</details>", "p list 1: a" },
  { "<ul><li><details><summary>a</summary>b</details></ul>", "p summary list 2 ▾: [strong|a]\np list 2: b" },
  { "<details><summary></summary>a</details><summary>b</summary>", "p list 1: a\np: [strong|b]" },
  { NULL },
};

static const DocumentCase tables[] = {
  { "<table><tr><th align=right>a<td style='text-align: CENTER'>b<tr align=left><td>c<td align=char>d</table>",
    "table: (h right)a\\t(center)b\\n(left)c\\t(left)d" },
  { "<table><tr><th rowspan=2>a<th colspan=2>b<tr><td>c<td>d</table>",
    "table: (h 1x2)a\\t(h 2x1)b\\n\\tc\\td" },
  /* A row without anything in it is none, and nothing reaches into it. */
  { "<table><tr><td rowspan=3>a<td>b<tr><td> <tr><td>c<tr><td>d<td>e</table>", "table: (1x2)a\\tb\\n\\tc\\nd\\te" },
  { "<table><tr><td rowspan=9>a<td>b</table>", "table: a\\tb" },
  { "<table><tr><td>a<td rowspan=2>b<tr><td colspan=3>c<td>d</table>", "table: a\\t(1x2)b\\nc\\t\\td" },
  { "<table><tr><th>a<th>b<tr><td><ul><li>c<li>d</ul><td>e</table>", "table: (h)a\\t(h)b\\nc\\nd\\te" },
  { "<table><tr><td colspan=99999999>a<tr><td>b<td rowspan=-1>c</table>", "table: (64x1)a\\nb\\tc" },
  { NULL },
};

static const DocumentCase figures[] = {
  { "<figure><img src=a.png><figcaption>A ship<span class=credit>Photo: Berg</span></figcaption></figure>",
    "picture https://example.org/news/a.png: A ship\\n[small|Photo: Berg]" },
  { "<figure><img src=a.png><span class=photo-credit>Berg</span><figcaption>A ship</figcaption></figure>",
    "picture https://example.org/news/a.png: [small|Berg]\\nA ship" },
  { "<p class=credit>a</p>", "p: a" },
  { "<figure><table><tr><td>a<td>b</table><figcaption>c</figcaption></figure>", "table: a\\tb\np caption: c" },
  { "<object data=a.svg type=image/svg+xml>no</object>", "picture https://example.org/news/a.svg" },
  { NULL },
};

static const DocumentCase runs[] = {
  { "<abbr title='World  Wide Web'>WWW</abbr> <acronym title=b>a</acronym> <abbr>c</abbr>",
    "p: [(World Wide Web)|WWW] [(b)|a] c" },
  { "<abbr title=b>a <b>c</b></abbr>", "p: [(b)|a ][strong,(b)|c]" },
  { "<kbd><kbd>Ctrl</kbd>+<kbd>C</kbd></kbd>", "p: [key|Ctrl+C]" },
  { "<ruby>漢<rt>kan</rt>字<rt>ji</rt></ruby>", "p: 漢[small|(kan)]字[small|(ji)]" },
  { "a&shy;b", "p: a\u00adb" },
  { "<pre>a<a href=x> </a><a href=x><b>b</b> </a></pre>",
    "pre: a [strong,https://example.org/news/x|b]" },
  { NULL },
};

static const DocumentCase directions[] = {
  { "<div dir=rtl><p>a<p dir=ltr>b<p dir=auto>c</div>d", "p rtl: a\np ltr: b\np: c\np: d" },
  { "<html dir=rtl><body><h2>a</h2>", "h2 rtl: a" },
  { "a<bdi>b</bdi>", "p: a\u2068b\u2069" },
  { "a<span dir=rtl>b</span><bdo dir=rtl>c</bdo><bdo dir=ltr>d</bdo><bdo>e</bdo>",
    "p: a\u2067b\u2069\u2067\u202e" "c\u202c\u2069\u2066\u202d" "d\u202c\u2069e" },
  { "a<span dir=rtl></span>", "p: a\u2067\u2069" },
  /* A list has its markers at one side. */
  { "<ol><li>أ<li>GTK 4<li>ب<li>5</ol>",
    "p list 1 1.: أ\np rtl list 1 2.: GTK 4\np list 1 3.: ب\np rtl list 1 4.: 5" },
  { "<ul><li>a<li>ب<li>c<li>5</ul>", "p list 1 •: a\np ltr list 1 •: ب\np list 1 •: c\np list 1 •: 5" },
  { "<p>أ<ul><li>a<li>ب</ul><p>b", "p: أ\np rtl list 1 •: a\np list 1 •: ب\np: b" },
  { "<ul><li>أ<li dir=ltr>a<li>ب</ul>", "p list 1 •: أ\np ltr list 1 •: a\np list 1 •: ب" },
  { NULL },
};

static const DocumentCase formulas[] = {
  { "<math><msup><mi>x</mi><mn>2</mn></msup><mo>+</mo><msub><mi>y</mi><mi>i</mi></msub></math>",
    "p: x[sup|2]+y[sub|i]" },
  { "<math><mfrac><mn>1</mn><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow></mfrac></math>", "p: 1/(a+b)" },
  { "<math><msqrt><mn>2</mn></msqrt></math>", "p: √(2)" },
  { "<math><munderover><mo>∑</mo><mn>1</mn><mi>n</mi></munderover></math>", "p: ∑[sub|1][sup|n]" },
  { "<math><semantics><mi>a</mi><annotation encoding=x>b</annotation><annotation-xml><mi>c</mi></annotation-xml>"
    "</semantics></math>", "p: a" },
  { "<b><math alttext='a/b'></math></b>", "p: [strong|a/b]" },
  { "<math><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr><mtr><mtd><mn>3</mn></mtd></mtr></mtable></math>",
    "p: (1, 2; 3)" },
  { NULL },
};

static const DocumentCase embeds[] = {
  { "<amp-twitter data-tweetid=12></amp-twitter>", "embed (x.com) to https://x.com/i/status/12" },
  { "<iframe src='https://platform.twitter.com/embed/Tweet.html?id=12&theme=dark'></iframe>",
    "embed (x.com) to https://x.com/i/status/12" },
  { "<blockquote class=instagram-media data-instgrm-permalink='https://www.instagram.com/p/ab/?x'><p>View this</blockquote>",
    "embed (instagram.com) to https://www.instagram.com/p/ab" },
  { "<div class=fb-post data-href='https://facebook.example/1'></div>", "embed (facebook.example) to https://facebook.example/1" },
  { "<div class=fb-post>a</div>", "p: a" },
  { "<amp-vimeo data-videoid=12></amp-vimeo>", "embed (vimeo.com) to https://vimeo.com/12" },
  { "<video title='A  film'><source src=a.mp4></video>", "embed (A film) to https://example.org/news/a.mp4" },
  { NULL },
};

static const DocumentCase forms[] = {
  { "a<form action=x><p>Our letter</p><input type=email><button>Yes</button></form>b", "p: a\np: b" },
  { "<form><input type=hidden><p>a</form>", "p: a" },
  { "<form><p>a<input type=checkbox></form>", "p: a" },
  { "a<div class='sharedaddy'>Share</div><div class='feedflare'>Flare</div>b", "p: a\np: b" },
  { "a <a class=more-link href=x>Continue reading</a>", "p: a" },
  { NULL },
};

/* A page in a form, as some servers write all of theirs. */
static void
test_a_page_in_a_form_is_shown (void)
{
  g_autoptr(GString) html = g_string_new ("<form><input type=text>");
  g_autoptr(GazetteDocument) document = NULL;

  for (guint i = 0; i < 20; i++)
    g_string_append (html, "<p>A sentence of which there are many on a page.</p>");
  document = gazette_document_new_from_html (html->str, -1, NULL);
  g_assert_cmpuint (gazette_document_get_n_blocks (document), ==, 20);
}

static void
test_one_link_has_one_number (void)
{
  g_autoptr(GazetteDocument) document =
    gazette_document_new_from_html ("<a href=x>a <b>b</b><img src=c.png></a><a href=x>d</a>", -1, BASE);
  const GazetteBlock *first = gazette_document_get_block (document, 0);
  const GazetteBlock *picture = gazette_document_get_block (document, 1);
  const GazetteBlock *last = gazette_document_get_block (document, 2);

  g_assert_cmpuint (first->runs->len, ==, 2);
  g_assert_cmpuint (g_array_index (first->runs, GazetteRun, 0).link, ==, 1);
  g_assert_cmpuint (g_array_index (first->runs, GazetteRun, 1).link, ==, 1);
  g_assert_cmpuint (picture->link, ==, 1);
  g_assert_cmpuint (g_array_index (last->runs, GazetteRun, 0).link, ==, 2);
}

static void
test_items_are_counted_with_what_they_begin (void)
{
  g_autoptr(GazetteDocument) document =
    gazette_document_new_from_html ("<ul><li><ul><li>a</ul><li><li>b<p>c</ul><ul style='list-style:none'><li>d</ul>"
                                    "<table><tr><th>x<th>y<tr><td><ul><li>e<li>f</ul><td>g</table>",
                                    -1, NULL);
  const guint items[] = { 2, 1, 0, 1, 2 };

  g_assert_cmpuint (gazette_document_get_n_blocks (document), ==, G_N_ELEMENTS (items));
  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    g_assert_cmpuint (gazette_document_get_block (document, i)->items, ==, items[i]);
}

static void
test_anchors_are_found (void)
{
  g_autoptr(GazetteDocument) document = gazette_document_new_from_html ("<p id=a>a<p>b <i id='ü'>c</i>", -1, NULL);
  guint at = 9;

  g_assert_true (gazette_document_find_anchor (document, "a", &at) == gazette_document_get_block (document, 0));
  g_assert_cmpuint (at, ==, 0);
  g_assert_true (gazette_document_find_anchor (document, "ü", &at) == gazette_document_get_block (document, 1));
  g_assert_cmpuint (at, ==, 1);
  g_assert_null (gazette_document_find_anchor (document, "b", &at));
}

static void
test_plain_text_has_no_layout (void)
{
  g_autoptr(GazetteDocument) document =
    gazette_document_new_from_html ("<p>a&shy;b<wbr>c</p><table><tr><td>d<br>e<td>f<tr><td>g</table>", -1, NULL);
  g_autofree char *text = gazette_document_to_text (document);

  g_assert_cmpstr (text, ==, "abc\n\nd e\tf\ng");
}

static void
assert_type (const char *type,
             const char *text,
             const char *expected)
{
  g_autoptr(GazetteDocument) document = gazette_document_new_for_type (text, -1, type, BASE);
  g_autofree char *blocks = document_check_describe (document);

  document_check_rules (document);
  g_assert_cmpstr (blocks, ==, expected);
}

static void
test_bodies_are_read_as_what_they_are (void)
{
  assert_type ("text/html; charset=utf-8", "<p>a <b>b", "p: a [strong|b]");
  assert_type (NULL, "<p>a <b>b", "p: a [strong|b]");
  assert_type ("text/plain", "a <b>\nc\n\nhttps://e.org/", "p: a <b>\\nc\np: [https://e.org/|https://e.org/]");
  assert_type ("text/markdown", "# a\n\nb **c** [d](/e)\n\n- f\n- [x] g\n\n```c\nint;\n```\n",
               "h1: a\np: b [strong|c] [https://example.org/e|d]\np list 1 •: f\np list 1 ☑: g\npre in c: int;");
  assert_type ("Text/X-Markdown; variant=GFM", "|a|b|\n|-|-:|\n|c|~~d~~|\n", "table: (h)a\\t(h right)b\\nc\\t(right)[del|d]");
  assert_type ("text/markdown", "<script>a</script>\n\n<b onclick=x>c</b> [d](javascript:e)", "p: [strong|c] d");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/document/constructs/anchors", anchors, assert_cases);
  g_test_add_data_func ("/document/constructs/footnotes", footnotes, assert_cases);
  g_test_add_data_func ("/document/constructs/lists", lists, assert_cases);
  g_test_add_data_func ("/document/constructs/quotations", quotations, assert_cases);
  g_test_add_data_func ("/document/constructs/details", details, assert_cases);
  g_test_add_data_func ("/document/constructs/tables", tables, assert_cases);
  g_test_add_data_func ("/document/constructs/figures", figures, assert_cases);
  g_test_add_data_func ("/document/constructs/runs", runs, assert_cases);
  g_test_add_data_func ("/document/constructs/directions", directions, assert_cases);
  g_test_add_data_func ("/document/constructs/formulas", formulas, assert_cases);
  g_test_add_data_func ("/document/constructs/embeds", embeds, assert_cases);
  g_test_add_data_func ("/document/constructs/forms", forms, assert_cases);
  g_test_add_func ("/document/constructs/a-page-in-a-form-is-shown", test_a_page_in_a_form_is_shown);
  g_test_add_func ("/document/constructs/one-link-has-one-number", test_one_link_has_one_number);
  g_test_add_func ("/document/constructs/items-are-counted", test_items_are_counted_with_what_they_begin);
  g_test_add_func ("/document/constructs/anchors-are-found", test_anchors_are_found);
  g_test_add_func ("/document/constructs/plain-text-has-no-layout", test_plain_text_has_no_layout);
  g_test_add_func ("/document/constructs/bodies-are-read-as-what-they-are", test_bodies_are_read_as_what_they_are);

  return g_test_run ();
}

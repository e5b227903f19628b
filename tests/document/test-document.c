/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "document-check.h"

#define BASE "https://example.org/news/today.html"

static void
assert_cases (gconstpointer cases)
{
  document_check_cases (cases, BASE);
}

static const DocumentCase paragraphs[] = {
  { "", "" },
  { "text", "p: text" },
  { "<p>one<p>two", "p: one\np: two" },
  { "<div>one<div>two</div>three</div>", "p: one\np: two\np: three" },
  { "<html><head><title>no</title></head><body>text</body></html>", "p: text" },
  { "<p>a<br>b</p>", "p: a\\nb" },
  { "<br>a<br><br>b<br>", "p: a\np: b" },
  { "<p> a \n b\t\tc </p>", "p: a b c" },
  { "<p>a <b> b </b> c</p>", "p: a [strong|b] c" },
  { "<p>a<b> b </b>c</p>", "p: a [strong|b] c" },
  { "<p><b>a</b> <b>b</b></p>", "p: [strong|a b]" },
  { "<p>&nbsp;</p><p>a&nbsp;b&nbsp;</p>", "p: a\xc2\xa0" "b" },
  { "<p>a&#8232;b&#xfeff;c&shy;d&#xfffc;</p>", "p: a bc\u00add" },
  { "<p>a<wbr>b<my-own>c</my-own></p>", "p: a\u200b" "bc" },
  { "<span style='display: block'>a</span>b", "p: a\np: b" },
  { "<span style='display:inline-block'>a</span>b", "p: ab" },
  { "a<br>&nbsp;<br>b<br>&nbsp; c&nbsp;<br>d", "p: a\np: b\\n\xc2\xa0 c\\nd" },
  { "<h1>one</h1><h6>six <em>it</em></h6>", "h1: one\nh6: six [em|it]" },
  { "<h2>a<span style='display:block'>b</span></h2>", "h2: a\\nb" },
  { "<h2><a href='x'>a</a></h2><h3> </h3>", "h2: [https://example.org/news/x|a]" },
  { "<p>a</p><hr><hr><p>b</p>", "p: a\nrule\np: b" },
  { "<p dir=rtl>\xe2\x80\x8f" "مرحبا (<bdi>ok</bdi>)</p>", "p rtl: \u200f" "مرحبا (\u2068ok\u2069)" },
  { NULL },
};

static const DocumentCase styles[] = {
  { "<em>a</em><i>b</i><cite>c</cite>", "p: [em|abc]" },
  { "<b>a</b><strong>b</strong>", "p: [strong|ab]" },
  { "<em>a<b>b</b></em>c", "p: [em|a][em,strong|b]c" },
  { "<code>a</code> <tt>b</tt> <kbd>c</kbd>", "p: [code|a b] [key|c]" },
  { "<del>a</del>-<s>b</s>-<u>c</u>-<ins>d</ins>", "p: [del|a]-[del|b]-[u|c]-[u|d]" },
  { "H<sub>2</sub>O x<sup>2</sup>", "p: H[sub|2]O x[sup|2]" },
  { "<small>a</small>-<mark>b</mark>", "p: [small|a]-[mark|b]" },
  { "<b style='font-weight:normal'>a<span style='font-weight: 700; font-style: italic'>b</span></b>",
    "p: a[em,strong|b]" },
  { "<a href=x><span style='text-decoration:underline'>a</span></a>", "p: [u,https://example.org/news/x|a]" },
  { "<span style='text-decoration:line-through'>a</span>", "p: [del|a]" },
  { "<span style=\"font-family: 'Courier New', serif !important\">a</span>", "p: [code|a]" },
  { "He said <q>yes</q>.", "p: He said “yes”." },
  { "<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", "p: 漢[small|(kan)]" },
  { NULL },
};

static const DocumentCase links[] = {
  { "<a href='/a b?c=d&amp;e#f'>x</a>", "p: [https://example.org/a%20b?c=d&e#f|x]" },
  { "<a href='//other.example/'>x</a>", "p: [https://other.example/|x]" },
  { "<a href='http://other.example'>x <b>y</b></a> z",
    "p: [http://other.example/|x ][strong,http://other.example/|y] z" },
  { "<a href=x><i>a</i> <b>b</b></a>",
    "p: [em,https://example.org/news/x|a][https://example.org/news/x| ][strong,https://example.org/news/x|b]" },
  { "<a href='mailto:a@example.org?subject=b c'>x</a>", "p: [mailto:a@example.org?subject=b%20c|x]" },
  { "<a href='#note'>x</a> <a href='#'>y</a>", "p: [#note|x] y" },
  { "<a href='javascript:alert(1)'>x</a>", "p: x" },
  { "<a href=' java\nscript:alert(1)'>x</a>", "p: x" },
  { "<a href='data:text/html,x'>x</a> <a href='file:///etc'>y</a> <a href='tel:1'>z</a>", "p: x y z" },
  { "<a href>x</a> <a>y</a> <a href='http://'>z</a>", "p: x y z" },
  { "<a href=x>one</a><a href=x>two</a>", "p: [https://example.org/news/x|one][https://example.org/news/x|two]" },
  { "<a href=x><h2>a</h2><p>b</p></a>", "h2: [https://example.org/news/x|a]\np: [https://example.org/news/x|b]" },
  { "<base href='/other/'><a href=x>a</a>", "p: [https://example.org/other/x|a]" },
  { NULL },
};

static const DocumentCase lists[] = {
  { "<ul><li>a<li>b</ul>", "p list 1 •: a\np list 1 •: b" },
  { "<ul><li>a<ul><li>b<ul><li>c<ul><li>d</ul></ul></ul>e</ul>",
    "p list 1 •: a\np list 2 ◦: b\np list 3 ▪: c\np list 4 ▪: d\np list 1: e" },
  { "<ol><li>a<li><p>b<p>c<li>d</ol>", "p list 1 1.: a\np list 1 2.: b\np list 1: c\np list 1 3.: d" },
  { "<ol start=5><li>a<li value=9>b<li>c</ol>", "p list 1 5.: a\np list 1 9.: b\np list 1 10.: c" },
  { "<ol reversed><li>a<li>b</ol>", "p list 1 2.: a\np list 1 1.: b" },
  { "<ol type=a start=26><li>a<li>b</ol>", "p list 1 z.: a\np list 1 aa.: b" },
  { "<ol type=I start=4><li>a<li>b</ol>", "p list 1 IV.: a\np list 1 V.: b" },
  { "<ol type=i start=0><li>a<li>b</ol>", "p list 1 0.: a\np list 1 i.: b" },
  { "<ol><li>a<ul><li>b</ul><li>c</ol>", "p list 1 1.: a\np list 2 •: b\np list 1 2.: c" },
  { "<ul style='list-style: none'><li>a</ul>", "p list 1: a" },
  { "<ul><li><li>a</ul>b", "p list 1 •: a\np: b" },
  { "<li>a", "p list 1 •: a" },
  { "<ul><li><h3>a</h3>b</ul>", "h3 list 1 •: a\np list 1: b" },
  { "<ul><li><pre>a</pre></ul>", "pre list 1 •: a" },
  { "<ul><li>a<br><br>b</ul>", "p list 1 •: a\np list 1: b" },
  { "<ul><ul><li>a</ul></ul>", "p list 2 ◦: a" },
  { "<ul><li><input type=checkbox> a<li><input type=checkbox checked>b</ul>", "p list 1 ☐: a\np list 1 ☑: b" },
  { "<dl><dt>a<dd>b<dd>c</dl>", "p term: [strong|a]\np list 1: b\np list 1: c" },
  { NULL },
};

static const DocumentCase quotations[] = {
  { "<blockquote>a<p>b</p><blockquote><p>c</blockquote></blockquote>d",
    "p quote 1: a\np quote 1: b\np quote 2: c\np: d" },
  { "<blockquote><ul><li>a</ul></blockquote>", "p quote 1 list 1 •: a" },
  { "<ul><li><blockquote>a</blockquote></ul>", "p quote 1 list 1 •: a" },
  { "<blockquote><p>a</p><cite>b</cite></blockquote>", "p quote 1: a\np attribution quote 1: [em|b]" },
  { NULL },
};

static const DocumentCase codes[] = {
  { "<pre>\n  a\n\tb  c\n\n</pre>", "pre:   a\\n\\tb  c" },
  { "<pre><code class='language-C hljs'>int <b>x</b>;</code></pre>", "pre in c: int [strong|x];" },
  { "<pre class='brush: php; title: x'>a</pre>", "pre in php: a" },
  { "<pre data-lang=Rust>a</pre>", "pre in rust: a" },
  { "<div class='highlight-source-js'><pre>a</pre></div>", "pre in js: a" },
  { "<div class='language-c++ x'><div><pre>a</pre></div></div>", "pre in c++: a" },
  { "<pre class='language-none'>a</pre>", "pre: a" },
  { "<pre><div>a</div><div>b</div>c<br>d</pre>", "pre: a\\nb\\nc\\nd" },
  { "<pre>a<p>b<br>c</p>d</pre>", "pre: a\\n\\nb\\nc\\n\\nd" },
  { "<pre><p>a</p>\n<p>b</p></pre>", "pre: a\\n\\nb" },
  { "<pre><span class=lineno>1</span>a</pre>", "pre: a" },
  { "a<pre> </pre>b", "p: a\np: b" },
  { "a<pre>b</pre>c", "p: a\npre: b\np: c" },
  { NULL },
};

static const DocumentCase tables[] = {
  { "<table><tr><th>a<th>b<tr><td>c<td>d</table>", "table: (h)a\\t(h)b\\nc\\td" },
  { "<table><thead><tr><td>a<td>b<tbody><tr><th>c<td>d<b>e</b></table>",
    "table: (h)a\\t(h)b\\n(h)c\\td[strong|e]" },
  { "<table><tr><td>a<td>b<tr><td><td></table>", "table: a\\tb" },
  { "<table><tr><td> </td><td>b<tr><td>c<td>d</table>", "table: \\tb\\nc\\td" },
  { "<table><tr><td><p>a</p><p>b</p><td>c<br>d</table>", "table: a\\nb\\tc\\nd" },
  { "<table><tr><td colspan=2>a<td>b<tr><td rowspan=2>c<td>d<td>e<tr><td>f<td>g</table>",
    "table: (2x1)a\\t\\tb\\n(1x2)c\\td\\te\\n\\tf\\tg" },
  { "<table><caption>t</caption><tr><td>a<td>b</table>", "p caption: t\ntable: a\\tb" },
  { "<table><tr><td><p>a<p>b<tr><td>c</table>", "p: a\np: b\np: c" },
  { "<table><tr><td><table><tr><td>a<td>b</table><td>c</table>", "table: a\\tb\np: c" },
  { "<table role=presentation><tr><td>a<td>b</table>", "p: a\np: b" },
  { "<table><tr><td><img src=a.png><td>b</table>", "picture https://example.org/news/a.png\np: b" },
  { "<table><tr><td>a<td>b<td>c<tr><td>d<td><img src=a.png width=20><td>e<tr><td>f<td>g<td>h</table>",
    "table: a\\tb\\tc\\nd\\t\\te\\nf\\tg\\th" },
  { "<table><tr><td colspan=2>x<tr><td>a:<td><img src=a.png>b<tr><td>c: <td>d<tr><td><b>e</b>:<td>f</table>",
    "table: (2x1)x\\na:\\tb\\nc:\\td\\n[strong|e]:\\tf\npicture https://example.org/news/a.png" },
  { "<table><tr><td>a:<td><img src=a.png><tr><td>c<td>d:<tr><td>e<td>f:</table>",
    "p: a:\npicture https://example.org/news/a.png\np: c\np: d:\np: e\np: f:" },
  { "<table><tr><th>x<th>y<tr><td><img src=a.png>a<td>b</table>",
    "table: (h)x\\t(h)y\\na\\tb\npicture https://example.org/news/a.png" },
  { "<table class=highlight><tr><td class='gutter linenos'><pre>1\n2</pre><td><pre>a\nb</pre></table>", "pre: a\\nb" },
  { "<table><tr><td class='gutter'><pre>1\n2</pre><td><pre>a\nb</pre></table>", "pre: a\\nb" },
  { "<blockquote><ul><li><table><tr><td>a<td>b</table></ul></blockquote>", "table quote 1 list 1 •: a\\tb" },
  { NULL },
};

static const DocumentCase dropped[] = {
  { "a<script>b</script><style>c</style><template>d</template><!-- e -->f", "p: af" },
  { "<form>a<input value=b><select><option>c</select><textarea>d</textarea><button>e</button></form>f", "p: f" },
  { "<p hidden>a</p><p style='color:red; DISPLAY : none'>b</p><p style='visibility:hidden'>c</p>d", "p: d" },
  { "a<span class='screen-reader-text'>b</span><span class='x sr-only'>c</span>", "p: a" },
  { "a<svg><text>b</text></svg><canvas>c</canvas>", "p: a" },
  { "a<noscript>Please enable JavaScript</noscript>", "p: a" },
  { "<h2>a<a class='headerlink' href='#a'>¶</a></h2>", "h2: a" },
  { "<h2>a <a href='#a'>#</a></h2><p><a href='#b'>#</a></p>", "h2: a\np: [#b|#]" },
  { "<dialog>a</dialog><dialog open>b</dialog>", "p: b" },
  { "x<math alttext='a+b'></math>y<math alttext='d'><mi>c</mi><annotation>no</annotation></math>", "p: xa+byc" },
  { NULL },
};

static const DocumentCase files[] = {
  { "<div class=wp-block-file><a href=a.pdf>a.pdf</a><a href=a.pdf class=wp-block-file__button download>Get it</a></div>",
    "p: [https://example.org/news/a.pdf|a.pdf]\np: [https://example.org/news/a.pdf|Get it]" },
  { NULL },
};

static const DocumentCase embeds[] = {
  { "<iframe src='https://www.youtube.com/embed/abc?rel=0' title='A  film'></iframe>",
    "embed (A film) to https://www.youtube.com/watch?v=abc" },
  { "<iframe data-src='//player.vimeo.com/video/12'></iframe>", "embed (vimeo.com) to https://vimeo.com/12" },
  { "<video src=a.mp4 width=300>old</video>", "embed (example.org) to https://example.org/news/a.mp4" },
  { "<video data-mp4src=a.mp4 data-webmsrc=a.webm poster='data:image/png;base64,AA=='></video>",
    "embed (example.org) to https://example.org/news/a.mp4" },
  { "<audio><source src='a.mp3'>old</audio>", "embed (example.org) to https://example.org/news/a.mp3" },
  { "<object><param name=movie value='http://www.youtube.com/v/abc'></object>",
    "embed (youtube.com) to https://www.youtube.com/watch?v=abc" },
  { "<figure><iframe src='/x'></iframe><figcaption>a <b>b</b></figcaption></figure>",
    "embed (example.org) to https://example.org/x: a [strong|b]" },
  { "<iframe src='javascript:x'></iframe><iframe src='about:blank'></iframe><iframe></iframe>", "" },
  { "<iframe src='https://www.googletagmanager.com/ns.html' height=0 width=0></iframe>", "" },
  { "<lite-youtube videoid=ab_C-1>Play</lite-youtube><amp-iframe src=/x></amp-iframe><lite-youtube videoid='?'>",
    "embed (youtube.com) to https://www.youtube.com/watch?v=ab_C-1\nembed (example.org) to https://example.org/x" },
    { "<figure class='kg-card kg-bookmark-card'><a class='kg-bookmark-container' href='https://o.example/x'>"
    "<div class='kg-bookmark-content'><div class='kg-bookmark-title'>A page</div><div>More</div></div>"
    "<div><img src='t.png'></div></a></figure>",
    "embed (A page) to https://o.example/x" },
  { NULL },
};

static void
test_offsets_are_at_characters (void)
{
  g_autoptr(GazetteDocument) document =
    gazette_document_new_from_html ("<p>ä<b>öü</b>ß<i> 😀</i></p>", -1, NULL);
  const GazetteBlock *block = gazette_document_get_block (document, 0);

  g_assert_cmpstr (block->text, ==, "äöüß 😀");
  g_assert_cmpuint (block->runs->len, ==, 2);
  g_assert_cmpuint (g_array_index (block->runs, GazetteRun, 0).start, ==, 2);
  g_assert_cmpuint (g_array_index (block->runs, GazetteRun, 0).end, ==, 6);
  g_assert_cmpuint (g_array_index (block->runs, GazetteRun, 1).start, ==, 9);
}

static void
test_text_has_a_blank_line_between_blocks (void)
{
  g_autoptr(GazetteDocument) document =
    gazette_document_new_from_html ("<h1>a</h1><p>b<br>c</p><hr><ol><li>d</ol><img src='https://x.example/y.png'>"
                                    "<table><tr><td>e<td>f</table>",
                                    -1, NULL);
  g_autofree char *text = gazette_document_to_text (document);

  g_assert_cmpstr (text, ==, "a\n\nb\nc\n\n1. d\n\ne\tf");
}

static void
test_json_says_what_there_is (void)
{
  g_autoptr(GazetteDocument) document =
    gazette_document_new_from_html ("<ol><li>a <b><a href='https://x.example/'>b</a></b></ol>"
                                    "<img src='https://x.example/y.png' alt=c width=300 height=400>",
                                    -1, NULL);
  g_autoptr(JsonNode) json = gazette_document_to_json (document);
  g_autofree char *text = json_to_string (json, FALSE);

  g_assert_cmpstr (text, ==,
                   "[{\"kind\":\"paragraph\",\"list_depth\":1,\"items\":1,\"marker\":\"1.\",\"text\":\"a b\","
                   "\"runs\":[{\"start\":2,\"end\":3,\"style\":[\"strong\"],\"link\":1,\"href\":\"https://x.example/\"}]},"
                   "{\"kind\":\"picture\",\"text\":\"\",\"src\":\"https://x.example/y.png\",\"alt\":\"c\","
                   "\"width\":300,\"height\":400}]");
}

static char *
repeat (const char *what,
        guint       times)
{
  GString *text = g_string_sized_new (strlen (what) * times);

  for (guint i = 0; i < times; i++)
    g_string_append (text, what);

  return g_string_free (text, FALSE);
}

static void
assert_truncated (const char *what,
                  guint       times)
{
  g_autofree char *html = repeat (what, times);
  g_autoptr(GazetteDocument) document = gazette_document_new_from_html (html, -1, BASE);

  document_check_rules (document);
  g_assert_true (gazette_document_is_truncated (document));
}

static void
test_too_much_is_cut (void)
{
  assert_truncated ("<p>a", 20000);
  assert_truncated ("wörd ", 500000);
  assert_truncated ("<b>a</b>b", 100000);
  assert_truncated ("<img src=a.png><img src=b.png>", 20000);
  assert_truncated ("<div>", 1000);
}

static void
test_depth_is_bounded (void)
{
  g_autofree char *html = repeat ("<blockquote><ul><li>", 40);
  g_autofree char *with_text = g_strconcat (html, "a", NULL);
  g_autoptr(GazetteDocument) document = gazette_document_new_from_html (with_text, -1, NULL);
  const GazetteBlock *block = gazette_document_get_block (document, 0);

  g_assert_cmpstr (block->text, ==, "a");
  g_assert_cmpuint (block->quote_depth, ==, 16);
  g_assert_cmpuint (block->list_depth, ==, 16);
  g_assert_false (gazette_document_is_truncated (document));
}

static void
test_tables_of_long_texts_are_none (void)
{
  g_autofree char *text = repeat ("word ", 100);
  g_autofree char *html = g_strdup_printf ("<table><tr><td>%s<td>%s</table>", text, text);
  g_autoptr(GazetteDocument) document = gazette_document_new_from_html (html, -1, NULL);

  g_assert_cmpuint (gazette_document_get_n_blocks (document), ==, 2);
  g_assert_cmpint (gazette_document_get_block (document, 0)->kind, ==, GAZETTE_BLOCK_PARAGRAPH);
}

static void
test_documents_are_shared (void)
{
  g_autoptr(GazetteDocument) document = gazette_document_new_from_html ("a", -1, NULL);
  GazetteDocument *other = gazette_document_ref (document);

  gazette_document_unref (g_steal_pointer (&document));
  g_assert_cmpuint (gazette_document_get_n_blocks (other), ==, 1);
  document = other;
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/document/paragraphs", paragraphs, assert_cases);
  g_test_add_data_func ("/document/styles", styles, assert_cases);
  g_test_add_data_func ("/document/links", links, assert_cases);
  g_test_add_data_func ("/document/lists", lists, assert_cases);
  g_test_add_data_func ("/document/quotations", quotations, assert_cases);
  g_test_add_data_func ("/document/code", codes, assert_cases);
  g_test_add_data_func ("/document/tables", tables, assert_cases);
  g_test_add_data_func ("/document/what-is-not-read-is-dropped", dropped, assert_cases);
  g_test_add_data_func ("/document/files", files, assert_cases);
  g_test_add_data_func ("/document/embeds", embeds, assert_cases);
  g_test_add_func ("/document/offsets-are-at-characters", test_offsets_are_at_characters);
  g_test_add_func ("/document/text-has-a-blank-line-between-blocks", test_text_has_a_blank_line_between_blocks);
  g_test_add_func ("/document/json-says-what-there-is", test_json_says_what_there_is);
  g_test_add_func ("/document/too-much-is-cut", test_too_much_is_cut);
  g_test_add_func ("/document/depth-is-bounded", test_depth_is_bounded);
  g_test_add_func ("/document/tables-of-long-texts-are-none", test_tables_of_long_texts_are_none);
  g_test_add_func ("/document/documents-are-shared", test_documents_are_shared);

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-simple-html.h"
#include "gazette-text.h"

typedef struct
{
  const char *text;
  const char *result;
} Case;

static void
assert_cases (char       *(*func) (const char *),
              const Case *cases,
              guint       n_cases)
{
  for (guint i = 0; i < n_cases; i++)
    {
      g_autofree char *result = func (cases[i].text);

      g_assert_cmpstr (result, ==, cases[i].result);
    }
}

static void
test_white_space_is_folded (void)
{
  static const Case cases[] = {
    { "", "" },
    { " \t\r\n ", "" },
    { "  one \t two\n\nthree ", "one two three" },
    { "one\xc2\xa0\xe2\x80\xaftwo\xe3\x80\x80three\xe2\x80\xa8" "four", "one two three four" },
    { "a\x01" "b\x1b[0mc\x7f", "ab[0mc" },
    { "a\x0b" "b\xc2\x85" "c", "a b c" },
    { "\xef\xbb\xbfso\xc2\xad" "ft\xe2\x80\x8b", "soft" },
    { "\xe2\x80\x8b \xef\xbb\xbf", "" },
    { "\xe2\x80\xae" "evil", "evil" },
    { "a\xef\xbf\xbc b", "a b" },
    { "👩\xe2\x80\x8d🚀", "👩\xe2\x80\x8d🚀" },
    { "می\xe2\x80\x8cخواهم", "می\xe2\x80\x8cخواهم" },
    { "bad \xff\xc3 bytes", "bad \xef\xbf\xbd\xef\xbf\xbd bytes" },
  };

  assert_cases (gazette_text_fold, cases, G_N_ELEMENTS (cases));
}

static void
test_entities_are_decoded_only_where_that_is_safe (void)
{
  static const Case cases[] = {
    { "AT&amp;T", "AT&T" },
    { "AT&T", "AT&T" },
    { "Fish &#038; chips &#8211; &#x2019;tis", "Fish & chips – ’tis" },
    { "a&nbsp;b", "a b" },
    { "&amp;lt;", "&lt;" },
    { "How &lt;div&gt; works", "How &lt;div&gt; works" },
    { "a < b &amp; c", "a < b &amp; c" },
    { "a &#60; b &amp; c", "a &#60; b &amp; c" },
    { "?a=1&copy=2&reg;", "?a=1&copy=2®" },
    { "&nosuchthing; &amp;", "&nosuchthing; &" },
    { "& &; &#; &#x; &1;", "& &; &#; &#x; &1;" },
    { "&#0; &#xd800; &#99999999999;", "\xef\xbf\xbd \xef\xbf\xbd \xef\xbf\xbd" },
    { "  &hellip;  ", "…" },
  };

  assert_cases (gazette_text_decode_plain, cases, G_N_ELEMENTS (cases));
}

static char *
from_html (const char *html)
{
  return gazette_text_from_html (html, -1);
}

static void
test_html_becomes_its_text (void)
{
  static const Case cases[] = {
    { "", "" },
    { "plain", "plain" },
    { "<p>One</p><p>two</p>", "One two" },
    { "<p>One</p>tail", "One tail" },
    { "un<b>brok</b>en <i>word</i>", "unbroken word" },
    { "a<br>b<hr>c", "a b c" },
    { "<ul><li>a<li>b</ul>", "a b" },
    { "<table><tr><td>a<td>b<tr><td>c</table>", "a b c" },
    { "a<span> </span>b", "a b" },
    { "Fish &#038; chips &hellip; &amp;lt;", "Fish & chips … &lt;" },
    { "<title>no</title><style>no</style>yes<script>no</script><template><p>no</p></template><noscript>no</noscript>", "yes" },
    { "<img src=x alt=no>yes", "yes" },
    { "<!-- no -->yes<![CDATA[no]]>", "yes" },
    { "a &lt;b&gt; c", "a <b> c" },
    { "<p>unclosed <b>tags <i>everywhere", "unclosed tags everywhere" },
  };

  assert_cases (from_html, cases, G_N_ELEMENTS (cases));
}

static void
test_html_length_is_respected (void)
{
  g_autofree char *text = gazette_text_from_html ("<b>yes</b>no", 10);

  g_assert_cmpstr (text, ==, "yes");
}

static void
test_text_becomes_html (void)
{
  static const Case cases[] = {
    { "", "" },
    { " \n \n", "" },
    { "one", "<p>one</p>" },
    { "one\ntwo\r\n\r\n\n three <3 & \"four\"", "<p>one<br>two</p><p> three &lt;3 &amp; &quot;four&quot;</p>" },
    { "See https://example.org/a?b=1&c=2.", "<p>See <a href=\"https://example.org/a?b=1&amp;c=2\">https://example.org/a?b=1&amp;c=2</a>.</p>" },
    { "(http://example.org/a_(b))", "<p>(<a href=\"http://example.org/a_(b)\">http://example.org/a_(b)</a>)</p>" },
    { "<https://example.org>", "<p>&lt;<a href=\"https://example.org\">https://example.org</a>&gt;</p>" },
    { "xhttps://example.org https:// javascript:alert(1)", "<p>xhttps://example.org https:// javascript:alert(1)</p>" },
    { "<script>", "<p>&lt;script&gt;</p>" },
  };

  assert_cases (gazette_text_to_html, cases, G_N_ELEMENTS (cases));
}

#define WRAPPED \
  "The harbour woke before the town did, and with it the gulls, the\nropes and the smell of coffee, which came up the " \
  "hill and into the\nbedrooms of those who had no reason to be up at such an hour, and\nwoke them."
#define UNWRAPPED \
  "The harbour woke before the town did, and with it the gulls, the ropes and the smell of coffee, which came up the " \
  "hill and into the bedrooms of those who had no reason to be up at such an hour, and woke them."

/* Some lines end where a window did, and some spaces are there to be seen. */
static void
test_lines_are_as_meant (void)
{
  static const Case cases[] = {
    { WRAPPED, "<p>" UNWRAPPED "</p>" },
    { WRAPPED "\n\n  * A first point, which goes on over the end of its own line, and\n    so on.\n  * A second one.\n1. One.",
      "<p>" UNWRAPPED "</p><p>  * A first point, which goes on over the end of its own line, and so on.<br>  * A second "
      "one.<br>1. One.</p>" },
    { WRAPPED "\n\n* A first point, which goes on over the end of its own line, and\n  hangs below it.\n* A second one.",
      "<p>" UNWRAPPED "</p><p>* A first point, which goes on over the end of its own line, and hangs below it.<br>"
      "* A second one.</p>" },
    { WRAPPED "\n\nSee https://example.org/an/address/that/is/longer/than/any/line/of/this/text/can/be and\nmore.\n\n-- \nThe "
      "editor",
      "<p>" UNWRAPPED "</p><p>See <a href=\"https://example.org/an/address/that/is/longer/than/any/line/of/this/text/can/be\">"
      "https://example.org/an/address/that/is/longer/than/any/line/of/this/text/can/be</a> and more.</p><p>--<br>The editor</p>" },
    /* A poem: most lines could have been longer. */
    { "Nobody on the quay looked up when the first ferry came\nin; they had seen it\ncome in all their lives,\nand so had "
      "others.",
      "<p>Nobody on the quay looked up when the first ferry came<br>in; they had seen it<br>come in all their lives,<br>"
      "and so had others.</p>" },
    { "Like this:\n\n    if (tide)\n      leave ();\n\nSee?\n", "<p>Like this:</p><pre>if (tide)\n  leave ();</pre><p>See?</p>" },
    { "                    PREAMBLE\n\nOne.", "<p>                    PREAMBLE</p><p>One.</p>" },
    /* How each paragraph of a novel begins. */
    { "    One.\n\n    Two.\n\nThree.", "<p>    One.</p><p>    Two.</p><p>Three.</p>" },
    { "Tides:\n\nhigh   6:10\nlow    12:20 <", "<p>Tides:</p><pre>high   6:10\nlow    12:20 &lt;</pre>" },
  };

  assert_cases (gazette_text_to_html, cases, G_N_ELEMENTS (cases));
}

static void
test_long_text_ends_on_a_word (void)
{
  static const struct { const char *text; guint max_chars; const char *result; } cases[] = {
    { "", 10, "" },
    { "short", 10, "short" },
    { "exactly 10", 10, "exactly 10" },
    { "one two three four", 10, "one two…" },
    { "one two three four", 13, "one two three…" },
    { "one two, three four", 8, "one two…" },
    { "one two – three four", 10, "one two…" },
    { "one (two three", 6, "one…" },
    { "He asked: “why?” and went", 16, "He asked: “why?”…" },
    { "Done. Then more", 6, "Done…" },
    { "Unbreakableverylongword", 10, "Unbreakabl…" },
    { "a Unbreakableverylongword", 10, "a Unbreaka…" },
    { "今日は東京で、大きな会議が開かれました", 7, "今日は東京で…" },
    { "今日は東京で大きな会議が開かれました", 8, "今日は東京で大き…" },
    { "............", 5, ".....…" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *result = gazette_text_ellipsize (cases[i].text, cases[i].max_chars);

      g_assert_cmpstr (result, ==, cases[i].result);
    }
}

static void
test_what_looks_like_one_character_is_not_split (void)
{
  static const char *const characters[] = {
    "e\xcc\x81", "👩\xe2\x80\x8d🚀", "👍🏽", "🇩🇪", "नि", "❤\xef\xb8\x8f", "👨\xe2\x80\x8d👩\xe2\x80\x8d👧\xe2\x80\x8d👦",
    "🏴\xf3\xa0\x81\xa7\xf3\xa0\x81\xa2\xf3\xa0\x81\xbf",
  };

  for (guint i = 0; i < G_N_ELEMENTS (characters); i++)
    {
      g_autofree char *text = g_strconcat (characters[i], characters[i], characters[i], NULL);
      g_autofree char *expected = g_strconcat (characters[i], characters[i], "…", NULL);
      g_autofree char *result = gazette_text_ellipsize (text, 2);
      g_autofree char *whole = gazette_text_ellipsize (text, 3);

      g_assert_cmpstr (result, ==, expected);
      g_assert_cmpstr (whole, ==, text);
    }
}

/* What is too simple for a parser is as a parser has it; and not all of it needs one. */
static void
test_simple_html_is_as_parsed (void)
{
  static const char *const pieces[] = {
    "word", "two words", " ", "\n", "Straße", "港", "<p>", "<p>", "</p>", "</p>", "<em>", "</em>", "<b>", "</b>", "<i>", "</i>",
    "<a href=\"https://example.org/?a=1&amp;b=2\">", "</a>", "<br>", "<br/>", "<img src=\"a.png\" alt=\"a > b\">", "<div>",
    "</div>", "<ul><li>", "</li><li>", "</li></ul>", "<h2>", "</h2>", "<h3>", "</h3>", "&amp;", "&lt;p&gt;", "&nbsp;", "&#8217;",
    "&#39;", "&#128;", "&eacute;", "&copy", "&", "<", "<3", "</", "<P>", "<p", "<p class=\"x", "<p class=\"x\"y>", "<p class=x>",
    "<li>", "</ul>", "<table><tr><td>", "</br>", "<script>", "</script>", "<!-- c -->", "<hr>", "<blockquote>", "</blockquote>",
    "<figure>", "</figure>", "<a b>", "</p >", "</p x>", "<span class=\"a\" lang=\"de\">", "</span>", "\t", "<title>", "</sup>",
  };
  g_autoptr(GRand) rand = g_rand_new_with_seed (8);
  guint n_simple = 0;

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr(GString) html = g_string_new (NULL);
      g_autoptr(GString) text = g_string_new (NULL);
      g_autofree char *folded = NULL;
      g_autofree char *parsed = NULL;
      guint n = g_rand_int_range (rand, 1, 9);

      for (guint j = 0; j < n; j++)
        g_string_append (html, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
      if (!gazette_simple_html_read (html->str, html->len, text))
        continue;

      n_simple++;
      folded = gazette_text_fold (text->str);
      parsed = gazette_text_from_html (html->str, -1);
      if (!g_str_equal (folded, parsed))
        g_test_message ("%s", html->str);
      g_assert_cmpstr (folded, ==, parsed);
    }

  g_assert_cmpuint (n_simple, >, 1000);
}

static void
test_any_bytes_give_valid_text (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);

  for (guint i = 0; i < 2000; i++)
    {
      char bytes[64];
      g_autofree char *folded = NULL;
      g_autofree char *decoded = NULL;
      g_autofree char *html = NULL;
      g_autofree char *cut = NULL;
      g_autofree char *text = NULL;

      for (guint j = 0; j < sizeof bytes; j++)
        bytes[j] = g_rand_boolean (rand) ? "<>&;#/\"' x\xe2\x80\x8d"[g_rand_int_range (rand, 0, 13)]
                                         : (char) g_rand_int_range (rand, 1, 256);
      bytes[sizeof bytes - 1] = '\0';

      folded = gazette_text_fold (bytes);
      decoded = gazette_text_decode_plain (bytes);
      html = gazette_text_to_html (bytes);
      cut = gazette_text_ellipsize (bytes, 9);
      text = gazette_text_from_html (bytes, sizeof bytes);

      g_assert_true (g_utf8_validate (folded, -1, NULL));
      g_assert_true (g_utf8_validate (decoded, -1, NULL));
      g_assert_true (g_utf8_validate (html, -1, NULL));
      g_assert_true (g_utf8_validate (cut, -1, NULL));
      g_assert_true (g_utf8_validate (text, -1, NULL));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/text/white-space-is-folded", test_white_space_is_folded);
  g_test_add_func ("/base/text/entities-are-decoded-only-where-that-is-safe", test_entities_are_decoded_only_where_that_is_safe);
  g_test_add_func ("/base/text/html-becomes-its-text", test_html_becomes_its_text);
  g_test_add_func ("/base/text/html-length-is-respected", test_html_length_is_respected);
  g_test_add_func ("/base/text/text-becomes-html", test_text_becomes_html);
  g_test_add_func ("/base/text/text-lines-as-meant", test_lines_are_as_meant);
  g_test_add_func ("/base/text/long-text-ends-on-a-word", test_long_text_ends_on_a_word);
  g_test_add_func ("/base/text/what-looks-like-one-character-is-not-split", test_what_looks_like_one_character_is_not_split);
  g_test_add_func ("/base/text/simple-html-is-as-parsed", test_simple_html_is_as_parsed);
  g_test_add_func ("/base/text/any-bytes-give-valid-text", test_any_bytes_give_valid_text);

  return g_test_run ();
}

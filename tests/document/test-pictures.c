/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "document-check.h"
#include "gazette-url.h"

#define BASE  "https://example.org/news/today.html"
#define PIXEL "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"

static void
assert_cases (gconstpointer cases)
{
  document_check_cases (cases, "https://e.org/");
}

static const DocumentCase plain[] = {
  { "<img src=a.png alt='A  b' width=300 height=200px>", "picture https://e.org/a.png 300x200 (A b)" },
  { "<img src=a.png width=100% height=auto>", "picture https://e.org/a.png" },
  { "<p>a<img src=b.png>c</p>", "p: a\npicture https://e.org/b.png\np: c" },
  { "<a href=b><img src=a.png></a>", "picture https://e.org/a.png to https://e.org/b" },
  { "<a href='#b'><img src=a.png></a>", "picture https://e.org/a.png" },
  { "<blockquote><ul><li><img src=a.png>b</ul></blockquote>",
    "picture quote 1 list 1 • https://e.org/a.png\np quote 1 list 1: b" },
  { "<img src='data:image/png;base64,AAAA\nBBBB'>", "" },
  { "<img src='javascript:x'><img src='data:text/html,x'><img src=''><img>", "" },
  { "<img src='file:///etc/passwd'><img src='ftp://a/b.png'>", "" },
  { "<button><img src=a.png>Zoom</button>", "picture https://e.org/a.png" },
  { "<amp-img src=a.png width=30 height=40></amp-img>b", "picture https://e.org/a.png 30x40\np: b" },
  { "<h2><img src=a.png>b</h2>", "picture https://e.org/a.png\nh2: b" },
  { "<h2>a <img src=a.png>b</h2>", "h2: a b\npicture https://e.org/a.png" },
  { "<img src=\"data:image/svg+xml,<svg><path d='M0'/></svg>\">",
    "picture data:image/svg+xml,%3Csvg%3E%3Cpath%20d='M0'/%3E%3C/svg%3E" },
  { "<img src='data:image/svg+xml;base64,PHN2Zz48cGF0aCBkPSdNMCcvPjwvc3ZnPg=='>",
    "picture data:image/svg+xml;base64,PHN2Zz48cGF0aCBkPSdNMCcvPjwvc3ZnPg==" },
  { "<img src=\"data:image/svg+xml,<svg viewBox='0 0 3 2'><rect width='3'/></svg>\">", "" },
  { "<img src=a.png title='The second half of the joke'>",
    "picture https://e.org/a.png: The second half of the joke" },
  { "<figure><img src=a.png title='One two three four five'><figcaption>b</figcaption></figure>",
    "picture https://e.org/a.png: b" },
  { "<img src=a.png title='IMG 1234'>", "picture https://e.org/a.png" },
  { NULL },
};

static const DocumentCase sets[] = {
  { "<img src=a.png srcset='b.png 300w, c.png 1024w, d.png 2048w'>", "picture https://e.org/c.png" },
  { "<img src=a.png srcset='d.png 2048w,c.png 1200w,  b.png 900w'>", "picture https://e.org/c.png" },
  { "<img src=a.png srcset='b.png 300w, c.png 700w'>", "picture https://e.org/c.png" },
  { "<img src=a.png srcset='b.png, c.png 2x, d.png 3x'>", "picture https://e.org/c.png" },
  { "<img src=a.png width=1200 srcset='b.png 1x, c.png 2x'>", "picture https://e.org/b.png 1200x0" },
  { "<img src=a.png srcset='https://cdn.e.org/w_1456,c_limit/x.png 1456w, https://cdn.e.org/w_424,c_limit/x.png 424w'>",
    "picture https://cdn.e.org/w_1456,c_limit/x.png" },
  { "<img src=a.png srcset='" PIXEL " 1200w'>", "picture https://e.org/a.png" },
  { "<img src=a.png srcset=', ,'>", "picture https://e.org/a.png" },
  { "<img src=a.png srcset='javascript:x 1200w'>", "picture https://e.org/a.png" },
  { "<picture><source type='image/avif' srcset='a.avif'><source srcset='b.webp 1000w'><img src=c.png alt=d></picture>",
    "picture https://e.org/b.webp (d)" },
  { "<img src=a.png sizes='(max-width: 600px) 100vw, 300px' srcset='b.png 300w, c.png 500w, d.png 1500w'>",
    "picture https://e.org/c.png" },
  { "<img src=a.png width=120 srcset='b.png 120w, c.png 240w, d.png 1500w'>", "picture https://e.org/c.png 120x0" },
  { "<picture><source media='(max-width: 600px)' srcset=b.png><source media='(min-width: 601px)' srcset=c.png>"
    "<img src=d.png></picture>", "picture https://e.org/c.png" },
  { "<picture><source media='(prefers-color-scheme: dark)' srcset=b.png><img src=d.png></picture>",
    "picture https://e.org/d.png" },
  { "<picture><source srcset='b.webp'><img srcset='c.png 1100w'></picture>", "picture https://e.org/c.png" },
  { "<picture><source data-srcset='b.webp'>a<p>c<img src='" PIXEL "'></picture>",
    "p: a\np: c\npicture https://e.org/b.webp" },
  { NULL },
};

static const DocumentCase lazy[] = {
  { "<img src='" PIXEL "' data-src=a.png>", "picture https://e.org/a.png" },
  { "<img src='small.png' data-src=a.png>", "picture https://e.org/a.png" },
  { "<img src='" PIXEL "' data-srcset='a.png 300w, b.png 1000w' data-src=c.png>", "picture https://e.org/b.png" },
  { "<img data-lazy-src=a.png src='/blank.gif'>", "picture https://e.org/a.png" },
  { "<img data-image='{\"a\":1}' src=b.png>", "picture https://e.org/b.png" },
  { "<img src='" PIXEL "'>", "" },
  { "<img src='/img/spacer.gif?1'>", "" },
  { "<img class=lazy src='" PIXEL "'><noscript><img src=a.png></noscript>", "picture https://e.org/a.png" },
  { "<img data-src=a.png><noscript><img src=a.png></noscript>b", "picture https://e.org/a.png\np: b" },
  { "<img data-src=a-1024x768.png><noscript><img src=a-300x225.png></noscript>",
    "picture https://e.org/a-1024x768.png" },
  { "<p><noscript><img src=a.png></noscript><img data-src=a.png>", "picture https://e.org/a.png" },
  { "<img src=a.png><img src=a.png>", "picture https://e.org/a.png\npicture https://e.org/a.png" },
  { "<img src=a.png><img src=b.png>", "picture https://e.org/a.png\npicture https://e.org/b.png" },
  { NULL },
};

static const DocumentCase counters[] = {
  { "<img src=a.png width=1 height=1>", "" },
  { "<img src=a.png width=0>", "" },
  { "<img src=a.png height='1px'>", "" },
  { "<img src=a.png style='display:none'>", "" },
  { "<img src='https://pixel.wp.com/b.gif?x'>", "" },
  { "<img src='http://feeds.feedburner.com/~r/x/~4/y'>", "" },
  { NULL },
};

static const DocumentCase in_lines[] = {
  { "a <img class='wp-smiley emoji' alt='🙂' src=e.png> b", "p: a 🙂 b" },
  { "a <img class=latex alt='x^2' src=e.png> b", "p: a x^2 b" },
  { "a <img src=e.png width=16 height=16 alt=':)'> b", "p: a :) b" },
  { "a <img src=e.png width=16 height=16> b", "p: a b" },
  { "a<img src=e.png width=16 height=16 alt='Tom Kha.png'>b", "p: a b" },
  { NULL },
};

static const DocumentCase captions[] = {
  { "<figure><img src=a.png><figcaption> a <b>b</b> </figcaption></figure>c",
    "picture https://e.org/a.png: a [strong|b]\np: c" },
  { "<figure><figcaption>a</figcaption><img src=a.png></figure>", "picture https://e.org/a.png: a" },
  /* A box that a script fills. */
  { "<figure><div data-alt='A b' data-src='a.JPG?w=3' data-width=976></div><figcaption>c</figcaption></figure>",
    "picture https://e.org/a.JPG?w=3 (A b): c" },
  { "<figure><span data-platform-type=x data-platform-src=a.png></span></figure>", "picture https://e.org/a.png" },
  { "<figure><div data-src=a.html></div><div data-src=a.png>b</div><div data-src='javascript:x.png'></div></figure>",
    "p: b" },
  { "<div data-src=a.png></div>", "" },
  { "<figure><figcaption>a</figcaption><pre>b</pre></figure>", "p caption: a\npre: b" },
  { "<figure><pre>b</pre><figcaption>a</figcaption></figure>", "pre: b\np caption: a" },
  { "<figure><img src=a.png><figcaption><p>a</p><p>b<br>c</p></figcaption></figure>",
    "picture https://e.org/a.png: a\\nb\\nc" },
  { "<figure><img src=a.png><img src=b.png><figcaption>c</figcaption></figure>",
    "picture https://e.org/a.png\npicture https://e.org/b.png: c" },
  { "<figure><figure><img src=a.png><figcaption>a</figcaption></figure>"
    "<figure><img src=b.png><figcaption>b</figcaption></figure><figcaption>c</figcaption></figure>",
    "picture https://e.org/a.png: a\npicture https://e.org/b.png: b\np caption: c" },
  { "<img src=a.png><figure><figcaption>b</figcaption></figure>", "picture https://e.org/a.png\np caption: b" },
  { "<figure><a href=b><img src=a.png></a><figcaption>c <a href=d>e</a></figcaption></figure>",
    "picture https://e.org/a.png to https://e.org/b: c [https://e.org/d|e]" },
  { "<div class='wp-caption'><img src=a.png><p class='wp-caption-text'>b</p></div>", "picture https://e.org/a.png: b" },
  { "<dl class=gallery-item><dt><img src=a.png><dd class='wp-caption-text gallery-caption'>b</dl>",
    "picture https://e.org/a.png: b" },
  { "<p class='wp-caption-text'>b</p>", "p caption: b" },
  { "<table class=tr-caption-container><tr><td><img src=a.png><tr><td class=tr-caption>b</table>",
    "picture https://e.org/a.png: b" },
  { "<div class=thumbinner><img src=a.png><div class=thumbcaption>b</div></div>", "picture https://e.org/a.png: b" },
  { "<figure><noscript><img src=a.png></noscript><figcaption>b</figcaption></figure>",
    "picture https://e.org/a.png: b" },
  { "<figure><figcaption>a<img src=b.png></figcaption></figure>", "picture https://e.org/b.png: a" },
  { "<figure><table><tr><td>a<td>b</table><figcaption>c</figcaption></figure>", "table: a\\tb\np caption: c" },
  { "<figure><figcaption></figcaption><img src=a.png></figure>", "picture https://e.org/a.png" },
  { NULL },
};

/* What is said of a picture where no tag says so. */
static const DocumentCase credits[] = {
  { "<p><a href=b><img src=a.png></a><br><i>c <b>d</b></i></p>e",
    "picture https://e.org/a.png to https://e.org/b: [em|c ][em,strong|d]\np: e" },
  { "<div align=center><div><img src=a.png></div><br>b</div>", "picture https://e.org/a.png: b" },
  { "<center><img src=a.png><br>b</center>", "picture https://e.org/a.png: b" },
  { "<div style='color: red; text-align: center'><img src=a.png> <span>b</span></div>",
    "picture https://e.org/a.png: b" },
  { "<figure><img src=a.png>b</figure>", "picture https://e.org/a.png: b" },
  { "<ul><li><p><img src=a.png><small>b</small></p></ul>", "picture list 1 • https://e.org/a.png: [small|b]" },
  { "<p><img src=a.png> b</p>", "picture https://e.org/a.png\np: b" },
  { "<p><img src=a.png><i>b</i> c</p>", "picture https://e.org/a.png\np: [em|b] c" },
  { "<center><img src=a.png><p>b</p></center>", "picture https://e.org/a.png\np: b" },
  { "<center>a<img src=a.png>b</center>", "p: a\npicture https://e.org/a.png\np: b" },
  { "<img src=a.png><p><img src=b.png width=16 alt=c><i>d</i></p>", "picture https://e.org/a.png\np: c[em|d]" },
  { "<img src=a.png><p><a href=b><em>(Artist: Ada)</em></a>",
    "picture https://e.org/a.png: [em,https://e.org/b|(Artist: Ada)]" },
  { "<p><img src=a.png><p>Photo by Ada<p>b", "picture https://e.org/a.png: Photo by Ada\np: b" },
  { "<p><img src=a.png><p>The deck. (credit: NASA)", "picture https://e.org/a.png: The deck. (credit: NASA)" },
  { "<p><img src=a.png><p>It is sacred. [M1 / MP]", "picture https://e.org/a.png\np: It is sacred. [M1 / MP]" },
  { "<p><img src=a.png><p>图为港口。", "picture https://e.org/a.png: 图为港口。" },
  { "<p><img src=a.png><p>© Ada", "picture https://e.org/a.png: © Ada" },
  { "<p><img src=a.png><p>(See below. It is long.)", "picture https://e.org/a.png\np: (See below. It is long.)" },
  { "<p><img src=a.png><p>Photos were taken.", "picture https://e.org/a.png\np: Photos were taken." },
  { "<p><img src=a.png><p>It sank and (or) swam.", "picture https://e.org/a.png\np: It sank and (or) swam." },
  { "<p><img src=a.png><ul><li>Photo: Ada</ul>", "picture https://e.org/a.png\np list 1 •: Photo: Ada" },
  { "<p><img src=a.png><h2>Photo: Ada</h2>", "picture https://e.org/a.png\nh2: Photo: Ada" },
  { "<figure><img src=a.png><figcaption>b</figcaption></figure><p>Photo: Ada",
    "picture https://e.org/a.png: b\np: Photo: Ada" },
  { "<p>a<p>Photo: Ada", "p: a\np: Photo: Ada" },
  { NULL },
};

static void
test_large_data_is_a_picture (void)
{
  g_autofree char *data = g_strnfill (400, 'A');
  g_autofree char *html = g_strdup_printf ("<img src=' DATA:image/png;base64,%s\n%s'>", data, data);
  g_autofree char *src = g_strdup_printf ("data:image/png;base64,%s%s", data, data);
  g_autoptr(GazetteDocument) document = gazette_document_new_from_html (html, -1, NULL);

  document_check_rules (document);
  g_assert_cmpuint (gazette_document_get_n_blocks (document), ==, 1);
  g_assert_cmpstr (gazette_document_get_block (document, 0)->src, ==, src);
}

static void
test_pictures_are_listed_once (void)
{
  g_autoptr(GazetteDocument) document =
    gazette_document_new_from_html ("<img src=b.png><p>x<img src=a.png><p>y<img src=b.png>", -1, "https://e.org/");
  g_auto(GStrv) pictures = gazette_document_dup_pictures (document);

  g_assert_cmpuint (gazette_document_get_n_blocks (document), ==, 5);
  g_assert_cmpuint (g_strv_length (pictures), ==, 2);
  g_assert_cmpstr (pictures[0], ==, "https://e.org/b.png");
  g_assert_cmpstr (pictures[1], ==, "https://e.org/a.png");
}

static char *
describe_body (const char       *html,
               const char       *title,
               const char       *lead_picture,
               GazetteDocument **document)
{
  *document = gazette_document_new_for_body (html, BASE, title, lead_picture);
  document_check_rules (*document);

  return document_check_describe (*document);
}

static void
test_a_heading_that_repeats_the_title_goes (void)
{
  static const DocumentCase cases[] = {
    { "<h1>The  News: “today”</h1><p>a", "p: a" },
    { "<img src=https://e.org/a.png><h2>the news today</h2>", "picture https://e.org/a.png" },
    { "<h1>Other news</h1><p>a", "h1: Other news\np: a" },
    { "<p>a</p><h1>The News: Today</h1>", "p: a\nh1: The News: Today" },
    { "<p>The News: Today</p>", "p: The News: Today" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GazetteDocument) document = NULL;
      g_autofree char *blocks = describe_body (cases[i].html, "The News: Today", NULL, &document);

      g_assert_cmpstr (blocks, ==, cases[i].blocks);
      g_assert_null (gazette_document_get_lead (document));
    }
}

static void
test_a_title_without_letters_drops_nothing (void)
{
  g_autoptr(GazetteDocument) document = NULL;
  g_autofree char *blocks = describe_body ("<h1>…</h1>", "!", NULL, &document);

  g_assert_cmpstr (blocks, ==, "h1: …");
}

static void
assert_is_lead (const char *src,
                const char *lead_picture,
                gboolean    expected)
{
  g_autofree char *html = g_strdup_printf ("<p>a<figure><img src='%s'><figcaption>b</figcaption></figure>", src);
  g_autoptr(GazetteDocument) document = NULL;
  g_autofree char *blocks = describe_body (html, NULL, lead_picture, &document);
  const GazetteBlock *lead = gazette_document_get_lead (document);

  if (expected != (lead != NULL))
    g_test_message ("%s and %s", src, lead_picture);
  g_assert_cmpint (expected, ==, lead != NULL);
  if (expected)
    {
      g_assert_cmpstr (blocks, ==, "p: a");
      g_assert_cmpstr (lead->text, ==, "b");
    }
}

static void
test_a_lead_picture_of_data_is_not_repeated (void)
{
  g_autofree char *shape = g_strnfill (400, 'h');
  g_autofree char *src = g_strdup_printf ("data:image/svg+xml,%%3Csvg%%3E%%3Cpath d=%s/%%3E", shape);
  g_autofree char *lead_picture = gazette_url_encode (src);

  g_assert_cmpstr (src, !=, lead_picture);
  assert_is_lead (src, lead_picture, TRUE);
}

static void
test_the_lead_picture_is_not_repeated (void)
{
  const char *jpg = "https://e.org/up/2026/a.jpg";
  g_autofree char *path = g_strnfill (400, 'z');
  g_autofree char *svg = g_strdup_printf ("data:image/svg+xml,%%3Csvg%%3E %s", path);
  g_autofree char *other_svg = g_strdup_printf ("data:image/svg+xml,%%3Csvg%%3E %sx", path);

  assert_is_lead (svg, svg, TRUE);
  assert_is_lead (svg, other_svg, FALSE);
  assert_is_lead (svg, jpg, FALSE);
  assert_is_lead (jpg, jpg, TRUE);
  assert_is_lead ("http://www.e.org/up/2026/a.jpg", jpg, TRUE);
  assert_is_lead ("https://e.org/up/2026/a.jpg?w=300", jpg, TRUE);
  assert_is_lead ("https://e.org/up/2026/a-1024x576.jpg", jpg, TRUE);
  assert_is_lead ("https://e.org/up/2026/a-1024x576.jpg", "https://e.org/up/2026/a-scaled.jpg", TRUE);
  assert_is_lead ("https://e.org/up/2026/a@2x.jpg", jpg, TRUE);
  assert_is_lead ("https://e.org/up/2026/a.webp", jpg, TRUE);
  assert_is_lead ("https://i0.wp.com/e.org/up/2026/a.jpg?ssl=1", jpg, TRUE);
  assert_is_lead ("https://cdn.e.org/w_100/1AbCdEfGhIjKlMnOpQ.png", "https://cdn.e.org/w_900/1AbCdEfGhIjKlMnOpQ.png", TRUE);

  assert_is_lead ("https://e.org/up/2026/b.jpg", jpg, FALSE);
  assert_is_lead ("https://e.org/up/2025/a.jpg", jpg, FALSE);
  assert_is_lead ("https://other.org/up/2026/a.jpg", jpg, FALSE);
  assert_is_lead ("https://e.org/picture?id=1", "https://e.org/picture?id=2", FALSE);
  assert_is_lead ("https://e.org/100x200.jpg", "https://e.org/300x400.jpg", FALSE);
}

static void
assert_size_of_lead (const char *lead_picture,
                     int         width,
                     int         height)
{
  g_autoptr(GazetteDocument) document = NULL;
  g_autofree char *blocks = describe_body ("<img src=https://e.org/a-150x150.jpg width=150 height=150>x", NULL,
                                           lead_picture, &document);
  const GazetteBlock *lead = gazette_document_get_lead (document);

  g_assert_cmpstr (blocks, ==, "p: x");
  g_assert_cmpint (lead->width, ==, width);
  g_assert_cmpint (lead->height, ==, height);
}

static void
test_a_thumbnail_says_nothing_about_the_size_of_the_lead_picture (void)
{
  assert_size_of_lead ("https://e.org/a-150x150.jpg", 150, 150);
  assert_size_of_lead ("https://e.org/a-1024x576.jpg", 0, 0);
}

static void
test_only_the_first_lead_picture_goes (void)
{
  g_autoptr(GazetteDocument) document = NULL;
  g_autofree char *blocks = describe_body ("<img src=https://e.org/a.png>x<img src=https://e.org/a.png>", NULL,
                                           "https://e.org/a.png", &document);
  g_auto(GStrv) pictures = gazette_document_dup_pictures (document);

  g_assert_cmpstr (blocks, ==, "p: x\npicture https://e.org/a.png");
  g_assert_cmpuint (g_strv_length (pictures), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/document/pictures/plain", plain, assert_cases);
  g_test_add_data_func ("/document/pictures/sets", sets, assert_cases);
  g_test_add_data_func ("/document/pictures/lazy", lazy, assert_cases);
  g_test_add_data_func ("/document/pictures/counters-are-dropped", counters, assert_cases);
  g_test_add_data_func ("/document/pictures/in-lines", in_lines, assert_cases);
  g_test_add_data_func ("/document/pictures/captions", captions, assert_cases);
  g_test_add_data_func ("/document/pictures/credits", credits, assert_cases);
  g_test_add_func ("/document/pictures/large-data-is-a-picture", test_large_data_is_a_picture);
  g_test_add_func ("/document/pictures/listed-once", test_pictures_are_listed_once);
  g_test_add_func ("/document/body/a-heading-that-repeats-the-title-goes", test_a_heading_that_repeats_the_title_goes);
  g_test_add_func ("/document/body/a-title-without-letters-drops-nothing", test_a_title_without_letters_drops_nothing);
  g_test_add_func ("/document/body/the-lead-picture-is-not-repeated", test_the_lead_picture_is_not_repeated);
  g_test_add_func ("/document/body/a-thumbnail-says-nothing-about-the-size-of-the-lead-picture",
                   test_a_thumbnail_says_nothing_about_the_size_of_the_lead_picture);
  g_test_add_func ("/document/body/a-lead-picture-of-data-is-not-repeated", test_a_lead_picture_of_data_is_not_repeated);
  g_test_add_func ("/document/body/only-the-first-lead-picture-goes", test_only_the_first_lead_picture_goes);

  return g_test_run ();
}

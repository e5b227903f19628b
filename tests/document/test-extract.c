/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "document-check.h"
#include "gazette-extract.h"

#define URL "https://harbour.example/2026/tide"

#define FIRST \
  "The harbour woke before the town did, and with it the gulls, the ropes and the smell of coffee, which came up the hill."
#define SECOND \
  "Nobody on the quay looked up when the first ferry came in; they had seen it come in all their lives, and so had others."
#define THIRD \
  "What was new this morning stood on the second deck, wrapped in canvas, guarded by a boy of ten, and it was very tall."
#define BODY "<p>" FIRST "</p><p>" SECOND "</p><p>" THIRD "</p>"
#define TEXT FIRST "\n\n" SECOND "\n\n" THIRD

typedef struct
{
  const char *html;
  const char *text;
} Case;

static GazetteExtract *
extract (const char *html)
{
  return gazette_extract_new_from_html (html, -1, URL);
}

static void
assert_cases (gconstpointer data)
{
  for (const Case *it = data; it->html != NULL; it++)
    {
      g_autoptr(GazetteExtract) self = extract (it->html);

      if (strcmp (self->text, it->text) != 0)
        {
          g_test_message ("%s\nis\n%s\nand should be\n%s", it->html, self->text, it->text);
          g_test_fail ();
        }
    }
}

static const Case places[] = {
  { "", "" },
  { "<p>One.", "One." },
  { "<body><nav><ul><li><a href=/>Home</a></ul></nav><div>" BODY "</div><footer>All about us, here.</footer>", TEXT },
  /* Teasers are prose, but each stands alone. */
  { "<div><div>" BODY "</div></div><div><div><h3><a href=/a>A boat</a></h3><p>" SECOND "</p></div><div><h3><a href=/b>"
    "A net</a></h3><p>" THIRD "</p></div></div>",
    TEXT },
  /* The article with the most, not another of the page. */
  { "<main><article>" BODY "</article><article><p>" SECOND "</p></article></main>", TEXT },
  /* What the page has switched on says nothing about its text. */
  { "<body class='single-post wp-captions-plugin comments-off modal-open'><main>" BODY "</main>", TEXT },
  /* What a program calls all of its pages, or an article on its first page. */
  { "<div class='dialog-off-canvas-main-canvas'><article class='node node--promoted'><p>" FIRST "</p><p>" SECOND
    "</p></article></div><section><div><p>" THIRD "</p></div><div><p>" THIRD "</p></div></section><section><div><p>" THIRD
    "</p></div><div><p>" THIRD "</p></div></section>",
    FIRST "\n\n" SECOND },
  /* Half of an element is for readers without scripts. */
  { "<body><noscript><div id=narrow></noscript><main>" BODY "</main><noscript></div></noscript>", TEXT },
  /* A window that a script opens may say more than the article does in one place. */
  { "<div class='dialog'><div class=dialog__text>" BODY "</div></div><main><div class=part><p>" FIRST "</p><p>" SECOND
    "</p></div><section><div class=part><p>" THIRD "</p><p>" FIRST "</p></div></section><div class=part><p>" SECOND
    "</p><p>" THIRD "</p></div></main>",
    TEXT "\n\n" TEXT },
  /* What readers say may be longer than the article. */
  { "<article>" BODY "</article><section class='comments'>" BODY BODY "<p>" FIRST "</p></section>", TEXT },
  /* Sections of the same kind are one article. */
  { "<article><section class=part><p>" FIRST "</p><p>" SECOND "</p></section><section class=part><p>" THIRD
    "</p></section></article>",
    TEXT },
  /* Paragraphs parted by line breaks. */
  { "<table><tr><td>" FIRST "<br><br>" SECOND "<br><br>" THIRD "</td></tr></table>", FIRST "\t" SECOND "\t" THIRD },
  { NULL },
};

static const Case kept[] = {
  { "<article>" BODY "<h2>After</h2><ul><li>Ropes,</li><li>nets.</li></ul><p>" FIRST "</p></article>",
    TEXT "\n\nAfter\n\nRopes,\nnets.\n\n" FIRST },
  { "<article><p>" FIRST "</p><blockquote><p>Tall!</p></blockquote><p>" SECOND "</p></article>",
    FIRST "\n\nTall!\n\n" SECOND },
  { "<article><p>" FIRST "</p><table><tr><th>Tide</th><th>At</th></tr><tr><td>high</td><td>6:10</td></tr></table><p>"
    SECOND "</p></article>",
    FIRST "\n\nTide\tAt\nhigh\t6:10\n\n" SECOND },
  { "<article><p>" FIRST "</p><pre>if (a)\n  b ();</pre><p>" SECOND "</p></article>",
    FIRST "\n\nif (a)\n  b ();\n\n" SECOND },
  /* The first and the last words may be few. */
  { "<article><p>Fog.</p>" BODY "<p>It was a clock.</p></article>", "Fog.\n\n" TEXT "\n\nIt was a clock." },
  { "<article>" BODY "<p>* * *</p><p>" FIRST "</p></article>", TEXT "\n\n* * *\n\n" FIRST },
  /* A list of links that the text speaks of. */
  { "<article><p>" FIRST "</p><p>There are two ships:</p><ul><li><a href=/a>The Anna of Bergen</a></li><li><a href=/b>"
    "The Berta of Kiel</a></li></ul><p>" SECOND "</p></article>",
    FIRST "\n\nThere are two ships:\n\nThe Anna of Bergen\nThe Berta of Kiel\n\n" SECOND },
  { "<article><p>" FIRST "</p><div class=social-media-embed><blockquote><p>A tall thing!</p></blockquote></div><p>"
    SECOND "</p></article>",
    FIRST "\n\nA tall thing!\n\n" SECOND },
  /* A table of contents has the title as well. */
  { "<title>The Tall Thing – Harbour</title><article><ul><li><a href=#a>The Tall Thing</a><ul><li><a href=#b>On board</a>"
    "</ul></ul>" BODY "</article>",
    "The Tall Thing\nOn board\n\n" TEXT },
  /* An id made of a heading is no sign. */
  { "<article><p>" FIRST "</p><div id=how-sharing-a-deck-works><p>" SECOND "</p></div></article>",
    FIRST "\n\n" SECOND },
  { "<article><p>春の海ひねもすのたりのたりかな、と詠んだのは誰だったか。港は今日も静かだ。</p><p>船は朝のうちに出て、"
    "夕方に帰ってくる。それを見る人はもういない。</p></article>",
    "春の海ひねもすのたりのたりかな、と詠んだのは誰だったか。港は今日も静かだ。\n\n船は朝のうちに出て、"
    "夕方に帰ってくる。それを見る人はもういない。" },
  { NULL },
};

static const Case dropped[] = {
  { "<title>The Tall Thing</title><article><h1>The Tall Thing</h1><p class=byline>By <a href=/ada>Ada</a></p>"
    "<time>4 May</time>" BODY "</article>",
    TEXT },
  { "<article><div class=meta>Harbour desk, 4 May 2026, 08:30</div>" BODY "</article>", TEXT },
  { "<article><div class=standfirst><p>What the ferry brought, and why nobody looked.</p></div><div>" BODY
    "</div></article>",
    TEXT },
  { "<article><p>" FIRST "</p><div class='share-bar'><a href=/s>Share</a></div><p>" SECOND
    "</p><div class=newsletter><p>Get our letter, every morning, with all that the sea brings.</p></div><p>" THIRD
    "</p></article>",
    TEXT },
  { "<article><p>" FIRST "</p><p>Advertisement</p><p>" SECOND "</p><p>Read more: <a href=/b>A boat came in</a></p><p>"
    THIRD "</p></article>",
    TEXT },
  { "<article>" BODY "<h3>Related stories</h3><ul><li><a href=/a>A boat came</a> in</li><li>And <a href=/b>a net</a>"
    "</li></ul></article>",
    TEXT },
  { "<article>" BODY "<p>Ada writes about the sea. Reach her at ada@harbour.example.</p><p>© 2026 The Harbour</p>"
    "</article>",
    TEXT },
  { "<article><p>" FIRST "</p><aside><p>A ferry is a ship that goes to and fro, some say.</p></aside><p>" SECOND
    "</p></article>",
    FIRST "\n\n" SECOND },
  { "<article><p>" FIRST "</p><p hidden>Not to be seen, at all.</p><p aria-hidden=true>Nor this, ever.</p><p>" SECOND
    "</p></article>",
    FIRST "\n\n" SECOND },
  { "<article><p>" FIRST "</p><figure><img src=a.jpg><figcaption>The deck, seen from the quay.</figcaption></figure><p>"
    SECOND "</p></article>",
    FIRST "\n\n" SECOND },
  { "<article><p>" FIRST "</p><div class=image><img src=a.jpg><p>The deck, seen from the quay.</p></div><p>" SECOND
    "</p></article>",
    FIRST "\n\n" SECOND },
  { "<article><p>" FIRST "</p><div align=center><img src=a.jpg><br>The deck, seen from the quay.</div><p>" SECOND
    "</p></article>",
    FIRST "\n\n" SECOND },
  { "<article><p>" FIRST "</p><div><div>Image 2 of 5</div></div><p>" SECOND "</p></article>", FIRST "\n\n" SECOND },
  /* What is a link is said of what stands beside it. */
  { "<article><p>" FIRST "</p><table><tr><td>Built:</td><td>1931</td></tr><tr><td>Lies in:</td><td><a href=/w>The western "
    "harbour</a></td></tr><tr><td><a href=/a>Next</a></td><td><a href=/b>Last</a></td></tr></table><p>" SECOND
    "</p><table><tr><td>Salt</td><td>2 g</td><td><a href=/s>more</a></td></tr><tr><td>Fat</td><td>3 g</td><td><a href=/f>"
    "more</a></td></tr></table><p>" THIRD "</p></article>",
    FIRST "\n\nBuilt:\t1931\nLies in:\tThe western harbour\n\n" SECOND "\n\nSalt\t2 g\nFat\t3 g\n\n" THIRD },
  /* A picture that a script puts in its place. */
  { "<article><p>" FIRST "</p><figure><span><div data-src=a.jpg></div> <span class=off-screen>Image copyright</span> "
    "<span>Reuters</span></span><figcaption><span class=off-screen>Image caption</span> The deck.</figcaption></figure><p>"
    SECOND "</p></article>",
    FIRST "\n\n" SECOND },
  /* A note that is shown when one points at its number, which is below once more. */
  { "<article><p>" FIRST "<a href='#n1'><sup class=footnote_plugin_tooltip_text>[1]</sup></a><span class="
    "footnote_tooltip>A note.</span></p><p>" SECOND "</p></article>",
    FIRST "[1]\n\n" SECOND },
  { NULL },
};

/* What the page says is its text tells the article from more prose beside it. */
static void
test_known_body (void)
{
  g_autoptr(GazetteExtract) known =
    extract ("<script type='application/ld+json'><![CDATA[{\"@type\": \"NewsArticle\", \"articleBody\": \"" FIRST " " SECOND
             "\"}]]></script><div><div><p>" FIRST "</p><p>" SECOND "</p></div></div><div><div><p>" THIRD "</p><p>" THIRD
             "</p><p>" THIRD "</p></div></div>");
  g_autoptr(GazetteExtract) hidden =
    extract ("<script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"articleBody\": \"" FIRST "\n" SECOND
             "\n" THIRD FIRST SECOND "\"}</script><div id=app><p>Please wait.</p></div>");

  g_assert_cmpstr (known->text, ==, FIRST "\n\n" SECOND);
  g_assert_nonnull (strstr (hidden->text, SECOND));
  g_assert_null (strstr (hidden->text, "wait"));
}

/* Nor are tags shown that the data have as text, be it in the page's place or not. */
static void
test_escaped_body (void)
{
#define CODE "for boat in harbour: print (boat.name)"
  static const char *const pages[] = {
    "<p>" FIRST "</p><p>" SECOND "</p><pre>" CODE "</pre>" BODY,
    "<div id=app><p>Please wait.</p></div>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *html = g_strconcat (
        "<script type='application/ld+json'>{\"@type\": \"BlogPosting\", \"articleBody\": \"&lt;p&gt;" FIRST
        "&lt;/p&gt; &lt;p&gt;" SECOND "&lt;/p&gt; &lt;pre class=&quot;language-python&quot;&gt;&lt;span class=&quot;"
        "hljs-keyword&quot;&gt;for&lt;/span&gt; boat in harbour: print (boat.name)&lt;/pre&gt; &lt;p&gt;" FIRST
        "&lt;/p&gt; &lt;p&gt;" SECOND "&lt;/p&gt; &lt;p&gt;" THIRD "&lt;/p&gt;\"}</script>",
        pages[i], NULL);
      g_autoptr(GazetteExtract) self = extract (html);

      g_assert_cmpstr (self->text, ==, FIRST "\n\n" SECOND "\n\n" CODE "\n\n" TEXT);
    }
#undef CODE
}

/* What a page says of a recipe is added where its text does not say it. */
static void
test_recipe (void)
{
#define RECIPE \
  "<script type='application/ld+json'>{\"@type\": \"Recipe\", \"recipeIngredient\": [\"300 ml of water\", \"3 small " \
  "apples &amp; a pear\"], \"recipeInstructions\": [{\"@type\": \"HowToSection\", \"itemListElement\": [{\"@type\": " \
  "\"HowToStep\", \"text\": \"Cut the apples.\"}]}, \"Boil them in the water for ten <b>minutes</b>.\"]}</script>"
#define STEPS "Cut the apples.\nBoil them in the water for ten minutes."
  g_autoptr(GazetteExtract) self = extract (RECIPE "<article>" BODY "</article>");
  g_autoptr(GazetteExtract) whole =
    extract (RECIPE "<article>" BODY "<ul><li>250 ml of water<li>Apples, small apples &amp; a pear</ul><p>Cut the apples. Then "
                    "boil them in the water for ten minutes.</p></article>");
  g_autoptr(GazetteExtract) other =
    extract ("<script type='application/ld+json'>{\"@type\": \"Recipe\", \"recipeIngredient\": {}, \"recipeInstructions\": "
             "3}</script><article>" BODY "</article>");

  g_assert_cmpstr (self->text, ==, TEXT "\n\n300 ml of water\n3 small apples & a pear\n\n" STEPS);
  g_assert_true (g_str_has_suffix (self->html, "<ul><li>300 ml of water</li><li>3 small apples &amp; a pear</li></ul>"
                                               "<ol><li>Cut the apples.</li><li>Boil them in the water for ten minutes.</li></ol>"));
  g_assert_null (strstr (whole->text, "300 ml"));
  g_assert_null (strstr (whole->text, STEPS));
  g_assert_cmpstr (other->text, ==, TEXT);
#undef RECIPE
#undef STEPS
}

/* The box around a picture stays, though a button in it goes. */
static void
test_figure (void)
{
  g_autoptr(GazetteExtract) self =
    extract ("<article><p>" FIRST "</p><figure><div><div><img src=a.jpg></div><div><span>View Images</span></div></div>"
             "<figcaption>The deck.</figcaption></figure><p>" SECOND "</p></article>");

  g_assert_nonnull (strstr (self->html, "<figure><div><div><img src=\"https://harbour.example/2026/a.jpg\"></div></div>"
                                        "<figcaption>The deck.</figcaption></figure>"));
}

/* What old tags and styles say is said by others. */
static void
test_styles (void)
{
  g_autoptr(GazetteExtract) self =
    extract ("<article><p>" FIRST "</p><p>Run <tt><span>hg</span> amend</tt>, the <strike>2</strike> 3<span style='"
             "vertical-align: super'>rd</span>, <span style='font-style:italic'>now</span>.</p><p>" SECOND "</p></article>");

  g_assert_nonnull (strstr (self->html, "<p>Run <code>hg amend</code>, the <s>2</s> 3<sup>rd</sup>, <i>now</i>.</p>"));
}

/* Who made a picture is no link to elsewhere. */
static void
test_credit (void)
{
  g_autoptr(GazetteExtract) self =
    extract ("<article><p>" FIRST "</p><figure><div><img src=a.jpg></div></figure><div>Advertisement</div>"
             "<p>(<a href=/ada>Artist: Ada</a>)</p>"
             "<p>" SECOND "</p><p><a href=/b>Photo: a boat came in</a></p><p>" THIRD "</p></article>");

  g_assert_nonnull (strstr (self->html, "</figure><figcaption>(<a href=\"https://harbour.example/ada\">Artist: Ada</a>)"
                                        "</figcaption><p>"));
  g_assert_cmpstr (self->text, ==, TEXT);
}

/* The picture of the article, where the page shows it above the text. */
static void
test_lead (void)
{
#define NAMED "<meta property=og:image content='/tall-1200x630.jpg'>"
#define SHOWN "https://harbour.example/tall.jpg"
  static const struct
  {
    const char *html;
    const char *lead;
  } cases[] = {
    { NAMED "<h1>Tall</h1><figure><div><img src=/tall.jpg alt='A &amp; b' width=640 height=480></div><figcaption>The "
      "<i>deck</i> &amp; quay.</figcaption></figure><article>" BODY "</article>",
      "<figure><img src=\"" SHOWN "\" alt=\"A &amp; b\" width=\"640\" height=\"480\"><figcaption>The deck &amp; quay."
      "</figcaption></figure>" },
    { NAMED "<header><noscript><img src=/tall.jpg></noscript></header><article>" BODY "</article>",
      "<figure><img src=\"" SHOWN "\"></figure>" },
    /* It is not shown, or small, or below the text. */
    { NAMED "<article>" BODY "</article>", NULL },
    { NAMED "<img src=/other.jpg><article>" BODY "</article>", NULL },
    { NAMED "<img src=/tall.jpg width=80><article>" BODY "</article>", NULL },
    { NAMED "<article>" BODY "</article><footer><img src=/tall.jpg></footer>", NULL },
    { "<header><img src=/tall.jpg></header><article>" BODY "</article>", NULL },
    /* The text has it, or begins with another. */
    { NAMED "<header><img src=/tall.jpg></header><article><p>" FIRST "</p><img src='/tall-300x200.jpg?a=1&amp;b'><p>"
      SECOND "</p></article>",
      NULL },
    { NAMED "<header><img src=/tall.jpg></header><article><img src=/a.jpg>" BODY "</article>", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GazetteExtract) self = extract (cases[i].html);

      g_assert_cmpstr (self->lead, ==, cases[i].lead);
      g_assert_null (strstr (self->html, "tall.jpg"));
    }
#undef NAMED
#undef SHOWN
}

static void
test_html (void)
{
  g_autoptr(GazetteExtract) self =
    extract ("<base href=/pictures/><article onclick='x()'><div class=wrap style='color:red'><p class=a>" FIRST
             " <a href=deck.html onclick='y()'>deck</a> <a href='javascript:z()'>no</a></p></div><div></div>"
             "<div class=photo><img data-src=a.jpg src='data:image/gif;base64,AA' alt='A \"deck\"' width=600 height=400>"
             "<p>The deck &amp; quay.</p></div><p>" SECOND "</p><pre class=language-c>a &lt; b</pre>"
             "<iframe src='https://www.youtube.com/embed/abc' title=Film></iframe><ol start=3><li>One.</ol><script>q()"
             "</script><p>" THIRD "</p><div class=related><img src=b.jpg><p>Another boat.</p></div></article>");

  g_assert_cmpstr (self->html, ==,
                   "<div><div><p>" FIRST " <a href=\"https://harbour.example/pictures/deck.html\">deck</a> <a>no</a></p></div>"
                   "<figure><img src=\"https://harbour.example/pictures/a.jpg\" alt=\"A &quot;deck&quot;\" width=\"600\" "
                   "height=\"400\"><figcaption>The deck &amp; quay.</figcaption></figure><p>" SECOND "</p>"
                   "<pre class=\"language-c\">a &lt; b</pre><iframe src=\"https://www.youtube.com/watch?v=abc\" "
                   "title=\"Film\"></iframe><ol start=\"3\"><li>One.</li></ol><p>" THIRD "</p></div>");
}

/* What is written is read again by the reader of documents. */
static void
test_document (void)
{
  g_autoptr(GazetteExtract) self =
    extract ("<article><p>" FIRST "</p><figure><img src=a.jpg width=600 height=400><figcaption>The deck.</figcaption>"
             "</figure><h2>Then</h2><p>" SECOND " <b>Bold</b>.</p><ul><li>A rope.</li></ul></article>");
  g_autoptr(GazetteDocument) document = gazette_document_new_from_html (self->html, -1, NULL);
  g_autofree char *blocks = document_check_describe (document);

  document_check_rules (document);
  g_assert_cmpstr (blocks, ==,
                   "p: " FIRST "\npicture https://harbour.example/2026/a.jpg 600x400: The deck.\nh2: Then\n"
                   "p: " SECOND " [strong|Bold].\np list 1 •: A rope.");
}

static void
test_facts (void)
{
  g_autoptr(GazetteExtract) ld =
    extract ("<html lang=en-GB><title>Tall thing | The Harbour</title><meta property=og:title content='Other'>"
             "<meta property=og:image content='/a.jpg'><script type='application/ld+json'>{\"@graph\": [{\"@type\": "
             "[\"Thing\", \"NewsArticle\"], \"headline\": \"A tall thing &amp; a boy\", \"author\": [{\"@id\": \"#ada\"}, "
             "{\"name\": \"Jo Lund\"}], \"datePublished\": \"2026-05-04T08:30:00+02:00\", \"publisher\": {\"name\": "
             "\"The Harbour\"}, \"description\": \"What came in.\"}, {\"@type\": \"Person\", \"@id\": \"#ada\", \"name\": "
             "\"Ada Berg\"}]}</script>" BODY);
  g_autoptr(GazetteExtract) meta =
    extract ("<html><title>Tall thing</title><meta property='og:title dc:title' content='A &amp;quot;tall&amp;quot; thing'>"
             "<meta name=author content='https://harbour.example/ada'><meta name=Parsely-Author content='Ada Berg'>"
             "<meta property=article:published_time content=2026-05-04T06:30:00Z><meta property=og:site_name content="
             "Harbour><meta property=og:locale content=de_AT><meta name=description content='What  came in.'>"
             "<meta name=twitter:image content='https://harbour.example/t.jpg'>" BODY);
  g_autoptr(GazetteExtract) shown =
    extract ("<title>What came in with the first ferry – The Harbour</title><article><span class=entry-byline>By Ada Berg "
             "– May 4, 2026</span><time datetime=2026-05-04>May 4</time>" BODY "</article>");
  g_autoptr(GazetteExtract) none = extract (BODY);

  g_assert_cmpstr (ld->title, ==, "A tall thing & a boy");
  g_assert_cmpstr (ld->byline, ==, "Ada Berg, Jo Lund");
  g_assert_cmpint (ld->published, ==, 1777876200);
  g_assert_cmpstr (ld->site, ==, "The Harbour");
  g_assert_cmpstr (ld->language, ==, "en-GB");
  g_assert_cmpstr (ld->image, ==, "https://harbour.example/a.jpg");
  g_assert_cmpstr (ld->excerpt, ==, "What came in.");

  g_assert_cmpstr (meta->title, ==, "A \"tall\" thing");
  g_assert_cmpstr (meta->byline, ==, "Ada Berg");
  g_assert_cmpint (meta->published, ==, 1777876200);
  g_assert_cmpstr (meta->site, ==, "Harbour");
  g_assert_cmpstr (meta->language, ==, "de-AT");
  g_assert_cmpstr (meta->image, ==, "https://harbour.example/t.jpg");
  g_assert_cmpstr (meta->excerpt, ==, "What came in.");

  g_assert_cmpstr (shown->title, ==, "What came in with the first ferry");
  g_assert_cmpstr (shown->byline, ==, "By Ada Berg");
  g_assert_cmpint (shown->published, ==, 1777852800);

  g_assert_null (none->title);
  g_assert_null (none->byline);
  g_assert_cmpint (none->published, ==, 0);
  g_assert_null (none->site);
  g_assert_null (none->language);
  g_assert_null (none->image);
  g_assert_cmpstr (none->excerpt, ==, FIRST);
}

/* Data that lie, are broken or huge do no harm. */
static void
test_bad_data (void)
{
  static const char *const data[] = {
    "", "{", "[[[[", "null", "3", "\"x\"", "{\"@type\": 3}", "{\"@type\": \"NewsArticle\", \"author\": {\"@id\": \"#a\"}}",
    "{\"@id\": \"#a\", \"@type\": \"Article\", \"author\": {\"@id\": \"#a\"}, \"headline\": 3, \"image\": [[]]}",
    "{\"@type\": \"Article\", \"articleBody\": \"Something else that is not there at all, in so many words.\"}",
    "{\"@type\": \"Article\", \"datePublished\": \"soon\", \"publisher\": [], \"articleBody\": {}}",
    "<![CDATA[", "<![CDATA[ ]]>", "]]>{}", "<!-- {} -->",
  };

  for (guint i = 0; i < G_N_ELEMENTS (data); i++)
    {
      g_autofree char *html = g_strconcat ("<script type='application/ld+json'>", data[i], "</script>", BODY, NULL);
      g_autoptr(GazetteExtract) self = extract (html);

      g_assert_cmpstr (self->text, ==, TEXT);
      g_assert_null (self->byline);
    }
}

static char *
repeat (const char *text,
        guint       n)
{
  GString *string = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (string, text);

  return g_string_free (string, FALSE);
}

/* Each of these is a page that costs too much with a step that is not in
 * proportion to it. */
static void
test_large (void)
{
  static const char *const parts[] = {
    "<div>", "<div class=author>", "<p>1 May 2026", "<ul><li><a href=/>a</a></ul>", "<p>a<br><br>", "<b><i><p>x",
    "<span itemprop=author>", "<div class='image photo'><img src=a>", "<section class=part><p>" FIRST "</section>",
    "<div>a", "<a href=x><p>One, two; three.", "<meta property=og:title content=x>", "<td>1", "<blockquote>",
    "<article><p>" FIRST, "<h1>Tall</h1>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *html = repeat (parts[i], 400000 / strlen (parts[i]));
      g_autoptr(GazetteExtract) self = extract (html);

      g_assert_nonnull (self->text);
    }
}

static void
test_json (void)
{
  g_autoptr(GazetteExtract) self = extract ("<title>Tall thing</title><p>Fog.");
  g_autoptr(JsonNode) node = gazette_extract_to_json (self);
  g_autofree char *json = json_to_string (node, FALSE);

  g_assert_cmpstr (json, ==,
                   "{\"title\":\"Tall thing\",\"byline\":null,\"published\":null,\"site\":null,\"language\":null,"
                   "\"image\":null,\"excerpt\":\"Fog.\",\"text\":\"Fog.\",\"html\":\"<div><p>Fog.</p></div>\"}");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/extract/places", places, assert_cases);
  g_test_add_data_func ("/extract/kept", kept, assert_cases);
  g_test_add_data_func ("/extract/dropped", dropped, assert_cases);
  g_test_add_func ("/extract/known-body", test_known_body);
  g_test_add_func ("/extract/escaped-body", test_escaped_body);
  g_test_add_func ("/extract/recipe", test_recipe);
  g_test_add_func ("/extract/figure", test_figure);
  g_test_add_func ("/extract/styles", test_styles);
  g_test_add_func ("/extract/credit", test_credit);
  g_test_add_func ("/extract/lead", test_lead);
  g_test_add_func ("/extract/html", test_html);
  g_test_add_func ("/extract/document", test_document);
  g_test_add_func ("/extract/facts", test_facts);
  g_test_add_func ("/extract/bad-data", test_bad_data);
  g_test_add_func ("/extract/large", test_large);
  g_test_add_func ("/extract/json", test_json);

  return g_test_run ();
}

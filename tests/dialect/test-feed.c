/* SPDX-License-Identifier: GPL-3.0-or-later */

/* RSS, RDF and Atom: what a feed says, element by element. */

#include "config.h"

#include "feed-fixture.h"

static void
test_rss_is_read (void)
{
  static const char xml[] =
    "<?xml version='1.0' encoding='UTF-8'?>"
    "<rss version='2.0' xmlns:atom='http://www.w3.org/2005/Atom' xmlns:content='http://purl.org/rss/1.0/modules/content/'"
    "     xmlns:dc='http://purl.org/dc/elements/1.1/'>"
    "<channel><title>The &amp;amp; Gazetteer</title><link>https://example.org/</link><description>News</description>"
    "<language>en_GB</language><image><url>/icon.png</url><title>No title of ours</title><link>x</link></image>"
    "<atom:link href='https://example.org/feed.xml' rel='self'/>"
    "<item><title>Fish &amp;amp; chips</title><link>https://example.org/fish?a=1&amp;b=2</link>"
    "<description>&lt;p&gt;A price &lt;em&gt;rises&lt;/em&gt;.&lt;/p&gt;</description>"
    "<content:encoded><![CDATA[<p>The <b>whole</b> story.</p>]]></content:encoded>"
    "<dc:creator>Ada Lovelace</dc:creator><dc:creator>Charles Babbage</dc:creator>"
    "<category>Food</category><category domain='x'>Prices</category>"
    "<guid isPermaLink='false'>4711</guid><pubDate>Mon, 06 May 2024 07:08:09 +0200</pubDate></item>"
    "</channel></rss>";
  g_autoptr(GazetteEdition) edition = feed_read (xml);
  const GazetteArticle *article = feed_get_only (edition);

  g_assert_cmpstr (edition->dialect, ==, "feed");
  g_assert_cmpstr (edition->title, ==, "The & Gazetteer");
  g_assert_cmpstr (edition->home_url, ==, "https://example.org/");
  g_assert_cmpstr (edition->icon, ==, "https://example.org/icon.png");
  g_assert_cmpstr (edition->language, ==, "en-GB");
  g_assert_null (edition->next_url);
  g_assert_cmpstr (article->id, ==, "4711");
  g_assert_cmpstr (article->title, ==, "Fish & chips");
  g_assert_cmpstr (article->url, ==, "https://example.org/fish?a=1&b=2");
  g_assert_cmpstr (article->summary, ==, "A price rises.");
  g_assert_cmpstr (article->html, ==, "<p>The <b>whole</b> story.</p>");
  g_assert_cmpstr (article->authors[0], ==, "Ada Lovelace");
  g_assert_cmpstr (article->authors[1], ==, "Charles Babbage");
  g_assert_cmpstr (article->tags[1], ==, "Prices");
  g_assert_cmpint (article->published, ==, 1714972089);
  g_assert_cmpstr (article->language, ==, "en-GB");
}

static void
test_old_rss_is_read (void)
{
  static const char *const feeds[] = {
    "<!DOCTYPE rss PUBLIC '-//Netscape Communications//DTD RSS 0.91//EN' 'http://my.netscape.com/publish/formats/rss-0.91.dtd'>"
    "<rss version='0.91'><channel><title>Old</title><item><title>One</title><link>/one</link></item></channel></rss>",
    "<rss version='0.92'><channel><title>Old</title></channel><item><title>One</title><link>/one</link></item></rss>",
    "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://my.netscape.com/rdf/simple/0.9/'>"
    "<channel><title>Old</title></channel><item><title>One</title><link>/one</link></item></rdf:RDF>",
    "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>"
    "<channel rdf:about='x'><title>Old</title><items><rdf:Seq><rdf:li resource='/one'/></rdf:Seq></items></channel>"
    "<item rdf:about='/one'><title>One</title><link>/one</link></item></rdf:RDF>",
    "<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:rss='http://purl.org/rss/1.0/'>"
    "<rss:channel><rss:title>Old</rss:title></rss:channel>"
    "<rss:item><rss:title>One</rss:title><rss:link>/one</rss:link></rss:item></r:RDF>",
    "<RSS><Channel><Title>Old</Title><Item><TITLE>One</TITLE><Link>/one</Link></Item></Channel></RSS>",
    "<CHANNEL HREF='/'><TITLE>Old</TITLE><ITEM HREF='/one'><TITLE>One</TITLE></ITEM></CHANNEL>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (feeds); i++)
    {
      g_autoptr(GazetteEdition) edition = feed_read (feeds[i]);

      g_assert_cmpstr (edition->title, ==, "Old");
      g_assert_cmpstr (feed_get_only (edition)->title, ==, "One");
      g_assert_cmpstr (feed_get_only (edition)->url, ==, "https://example.org/one");
    }
}

static void
test_atom_is_read (void)
{
  static const char xml[] =
    "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='de'><title type='html'>Das &lt;b&gt;Blatt&lt;/b&gt;</title>"
    "<link rel='self' href='/atom.xml'/><link href='/'/><icon>/icon.ico</icon><id>urn:feed</id>"
    "<author><name>Ada Lovelace</name></author>"
    "<entry><id>urn:1</id><title>1 &lt; 2</title><link rel='edit' href='/e'/><link rel='alternate' href='/1'/>"
    "<published>2024-05-06T07:08:09+02:00</published><updated>2024-05-07T00:00:00Z</updated>"
    "<summary>A &lt;b&gt; is a tag.</summary><content type='html'>&lt;p&gt;Text&lt;/p&gt;</content>"
    "<category term='food' label='Food'/></entry></feed>";
  g_autoptr(GazetteEdition) edition = feed_read (xml);
  const GazetteArticle *article = feed_get_only (edition);

  g_assert_cmpstr (edition->title, ==, "Das Blatt");
  g_assert_cmpstr (edition->home_url, ==, "https://example.org/");
  g_assert_cmpstr (edition->icon, ==, "https://example.org/icon.ico");
  g_assert_cmpstr (edition->language, ==, "de");
  g_assert_cmpstr (article->id, ==, "urn:1");
  g_assert_cmpstr (article->url, ==, "https://example.org/1");
  g_assert_cmpstr (article->title, ==, "1 < 2");
  g_assert_cmpstr (article->summary, ==, "A <b> is a tag.");
  g_assert_cmpstr (article->html, ==, "<p>Text</p>");
  g_assert_cmpstr (article->authors[0], ==, "Ada Lovelace");
  g_assert_cmpint (article->published, ==, 1714972089);
  g_assert_cmpint (article->modified, ==, 1715040000);
  g_assert_cmpstr (article->tags[0], ==, "Food");
}

static void
test_atom_says_what_text_is (void)
{
  static const struct
  {
    const char *title;
    const char *text;
  } cases[] = {
    { "<title>AT&amp;T &lt;b&gt;bold&lt;/b&gt;</title>", "AT&T <b>bold</b>" },
    { "<title type='text'>AT&amp;amp;T</title>", "AT&amp;T" },
    { "<title type='html'>AT&amp;amp;T &lt;b&gt;bold&lt;/b&gt;</title>", "AT&T bold" },
    { "<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>AT&amp;T <b>bold</b></div></title>", "AT&T bold" },
    { "<title type='xhtml'><x:div xmlns:x='http://www.w3.org/1999/xhtml'>a<x:br/>b</x:div></title>", "a b" },
    { "<title type='text/html' mode='escaped'>&lt;b&gt;bold&lt;/b&gt;</title>", "bold" },
    { "<title type='text/html' mode='base64'>PGI+Ym9sZDwvYj4=</title>", "bold" },
    { "<title type='application/octet-stream'>PGI+Ym9sZDwvYj4=</title>", "bold" },
    { "<title>a <b>b</b> c</title>", "a b c" },
    { "<title type='html'><![CDATA[a &amp; b]]></title>", "a & b" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *xml = g_strdup_printf ("<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>1</id>%s</entry></feed>",
                                              cases[i].title);
      g_autoptr(GazetteEdition) edition = feed_read (xml);

      g_assert_cmpstr (feed_get_only (edition)->title, ==, cases[i].text);
    }
}

static void
test_atom_0_3_is_read (void)
{
  static const char xml[] =
    "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><title>Old</title><tagline>x</tagline>"
    "<entry><id>1</id><title mode='escaped' type='text/html'>A &lt;i&gt;b&lt;/i&gt;</title>"
    "<link rel='alternate' type='text/html' href='/1'/><issued>2004-05-06T07:08:09Z</issued>"
    "<modified>2004-05-07T07:08:09Z</modified>"
    "<content type='application/xhtml+xml' mode='xml'><p xmlns='http://www.w3.org/1999/xhtml'>Text</p></content>"
    "</entry></feed>";
  g_autoptr(GazetteEdition) edition = feed_read (xml);
  const GazetteArticle *article = feed_get_only (edition);

  g_assert_cmpstr (article->title, ==, "A b");
  g_assert_cmpstr (article->html, ==, "<p>Text</p>");
  g_assert_cmpint (article->published, ==, 1083827289);
  g_assert_cmpint (article->modified, ==, 1083913689);
}

static void
test_one_entry_alone_is_read (void)
{
  g_autoptr(GazetteEdition) edition =
    feed_read ("<entry xmlns='http://www.w3.org/2005/Atom'><id>1</id><title>One</title></entry>");

  g_assert_cmpstr (feed_get_only (edition)->title, ==, "One");
}

/* HTML in the text of a feed, written as elements of the feed. */
static void
test_markup_is_kept (void)
{
  static const struct
  {
    const char *content;
    const char *html;
  } cases[] = {
    { "<description><p class='a'>x &lt; y<br/>z<img src='/i.png' alt='&quot;'/></p></description>",
      "<p class=\"a\">x &lt; y<br>z<img src=\"/i.png\" alt=\"&quot;\"></p>" },
    { "<description>a <b>b</b></description>", "a <b>b</b>" },
    { "<body xmlns='http://www.w3.org/1999/xhtml'><p>x</p><hr/></body>", "<p>x</p><hr>" },
    { "<xhtml:body xmlns:xhtml='http://www.w3.org/1999/xhtml'><xhtml:p>x</xhtml:p></xhtml:body>", "<p>x</p>" },
    { "<description><svg xmlns='http://www.w3.org/2000/svg'><a xmlns:l='http://www.w3.org/1999/xlink' l:href='x'/>"
      "</svg></description>",
      "<svg><a></a></svg>" },
    { "<description><p>unclosed<br>lines<p>more</description>", "<p>unclosed<br>lines<p>more</p></p>" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *xml = g_strdup_printf ("<rss><channel><item><guid>1</guid>%s<title>T</title></item></channel></rss>",
                                              cases[i].content);
      g_autoptr(GazetteEdition) edition = feed_read (xml);

      g_assert_cmpstr (feed_get_only (edition)->html, ==, cases[i].html);
      g_assert_cmpstr (feed_get_only (edition)->title, ==, "T");
    }
}

static void
test_the_address_of_an_article_is_found (void)
{
  static const struct
  {
    const char *item;
    const char *url;
  } cases[] = {
    { "<link>/a</link><guid>https://example.org/b</guid>", "https://example.org/a" },
    { "<guid>https://example.org/b</guid>", "https://example.org/b" },
    { "<guid isPermaLink='true'>https://example.org/b</guid>", "https://example.org/b" },
    { "<guid isPermaLink='False'>https://example.org/b</guid>", NULL },
    { "<guid>b</guid>", NULL },
    { "<link/><guid>https://example.org/b</guid>", "https://example.org/b" },
    { "<link>\n  https://example.org/a\n</link>", "https://example.org/a" },
    { "<link href='/a'/><title>x</title>", "https://example.org/a" },
    { "<atom:link href='/a'/><title>x</title>", "https://example.org/a" },
    { "<atom:link rel='self' href='/a'/><title>x</title>", NULL },
    { "<link>javascript:alert(1)</link><title>x</title>", NULL },
    { "<link>https://proxy.example/a</link><feedburner:origLink>https://example.org/a</feedburner:origLink>",
      "https://example.org/a" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *xml =
        g_strdup_printf ("<rss xmlns:atom='http://www.w3.org/2005/Atom' "
                         "xmlns:feedburner='http://rssnamespace.org/feedburner/ext/1.0'>"
                         "<channel><item>%s</item></channel></rss>",
                         cases[i].item);
      g_autoptr(GazetteEdition) edition = feed_read (xml);

      g_test_message ("%s", cases[i].item);
      g_assert_cmpstr (feed_get_only (edition)->url, ==, cases[i].url);
    }
}

static void
test_bases_are_followed (void)
{
  static const char xml[] =
    "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://base.example/a/'><link href='home'/>"
    "<entry xml:base='b/'><id>i</id><link href='one'/>"
    "<content type='xhtml'><div xml:base='c/'><a href='x'>x</a><img src='y.png'/></div></content></entry>"
    "<entry><id>j</id><link href='two'/><content type='html' xml:base='/r/'>&lt;img src='y.png'></content></entry>"
    "</feed>";
  g_autoptr(GazetteEdition) edition = feed_read (xml);
  const GazetteArticle *first = edition->articles->pdata[0];
  const GazetteArticle *second = edition->articles->pdata[1];

  g_assert_cmpstr (edition->home_url, ==, "https://base.example/a/home");
  g_assert_cmpstr (first->id, ==, "i");
  g_assert_cmpstr (first->url, ==, "https://base.example/a/b/one");
  g_assert_nonnull (strstr (first->html, "<a href=\"https://base.example/a/b/c/x\">x</a>"));
  g_assert_nonnull (strstr (first->html, "<img src=\"https://base.example/a/b/c/y.png\">"));
  g_assert_cmpstr (second->url, ==, "https://base.example/a/two");
  g_assert_true (g_str_has_prefix (second->html, "<base href=\"https://base.example/r/\">"));
  g_assert_cmpstr (second->image, ==, "https://base.example/r/y.png");
}

static void
test_people_are_named (void)
{
  static const struct
  {
    const char *item;
    const char *author;
  } cases[] = {
    { "<author>ada@example.org (Ada Lovelace)</author>", "Ada Lovelace" },
    { "<author>Ada Lovelace (London)</author>", "Ada Lovelace (London)" },
    { "<author><name>Ada Lovelace</name><email>ada@example.org</email></author>", "Ada Lovelace" },
    { "<itunes:author>Ada Lovelace</itunes:author>", "Ada Lovelace" },
    { "<atom:author><atom:name>Ada Lovelace</atom:name></atom:author>", "Ada Lovelace" },
    { "<contributor><name>Ada Lovelace</name></contributor>", "Ada Lovelace" },
    { "<source><title>Other</title><author><name>Ada Lovelace</name></author></source>", "Ada Lovelace" },
    { "", "The Editors" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *xml =
        g_strdup_printf ("<rss xmlns:atom='http://www.w3.org/2005/Atom' xmlns:dc='http://purl.org/dc/elements/1.1/'"
                         " xmlns:itunes='http://www.itunes.com/DTDs/Podcast-1.0.dtd'><channel>"
                         "<dc:creator>The Editors</dc:creator><item><guid>1</guid>%s</item></channel></rss>",
                         cases[i].item);
      g_autoptr(GazetteEdition) edition = feed_read (xml);

      g_test_message ("%s", cases[i].item);
      g_assert_cmpstr (feed_get_only (edition)->authors[0], ==, cases[i].author);
      g_assert_cmpstr (feed_get_only (edition)->title, ==, "");
    }
}

static void
test_pictures_are_found (void)
{
  static const struct
  {
    const char *item;
    const char *image;
  } cases[] = {
    { "<media:thumbnail url='/t.jpg'/><media:content url='/a.jpg' medium='image'/>", "/a.jpg" },
    { "<media:content url='/a' type='image/webp'/>", "/a" },
    { "<media:content url='/a.PNG?x=1'/>", "/a.PNG?x=1" },
    { "<media:content url='/a.mp4'><media:thumbnail url='/t.jpg'/></media:content>", "/t.jpg" },
    { "<media:group><media:content url='/v' type='video/mp4'/><media:thumbnail url='/t.jpg'/></media:group>", "/t.jpg" },
    { "<enclosure url='/e.jpg' type='image/jpeg' length='1'/>", "/e.jpg" },
    { "<itunes:image href='/i.jpg'/>", "/i.jpg" },
    { "<image><url>/u.jpg</url></image>", "/u.jpg" },
    { "<description>&lt;p>&lt;img src='/d.jpg'> Text</description>", "/d.jpg" },
    { "<enclosure url='/e.mp3' type='audio/mpeg'/>", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *xml =
        g_strdup_printf ("<rss xmlns:media='http://search.yahoo.com/mrss' "
                         "xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'><channel>"
                         "<item><guid>1</guid>%s</item></channel></rss>",
                         cases[i].item);
      g_autofree char *image = cases[i].image != NULL ? g_strconcat ("https://example.org", cases[i].image, NULL) : NULL;
      g_autoptr(GazetteEdition) edition = feed_read (xml);

      g_test_message ("%s", cases[i].item);
      g_assert_cmpstr (feed_get_only (edition)->image, ==, image);
    }
}

static void
test_files_are_attached (void)
{
  static const struct
  {
    const char *item;
    const char *url;
    const char *type;
    gint64 size;
    gint64 duration;
  } cases[] = {
    { "<enclosure url='/e.mp3' type='audio/mpeg' length='1234'/><itunes:duration>1:02:03</itunes:duration>",
      "/e.mp3", "audio/mpeg", 1234, 3723 },
    { "<itunes:duration>754</itunes:duration><enclosure url='/e.mp3' length=''/>", "/e.mp3", NULL, -1, 754 },
    { "<enclosure url='/e.mp3'/><itunes:duration>soon</itunes:duration>", "/e.mp3", NULL, -1, -1 },
    { "<link rel='enclosure' href='/l.ogg' type='audio/ogg' length='5'/>", "/l.ogg", "audio/ogg", 5, -1 },
    { "<media:content url='/m.mp4' type='video/mp4' fileSize='7' duration='9'/>", "/m.mp4", "video/mp4", 7, 9 },
    { "<media:group><media:content url='/m.mp4' medium='video'/></media:group>", "/m.mp4", NULL, -1, -1 },
    { "<enclosure url='/a.jpg' type='image/jpeg'/>", NULL, NULL, 0, 0 },
    { "<enclosure url='ftp://example.org/a.mp3' type='audio/mpeg'/>", NULL, NULL, 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *xml =
        g_strdup_printf ("<rss xmlns:media='http://search.yahoo.com/mrss/' "
                         "xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'><channel>"
                         "<item><guid>1</guid>%s</item></channel></rss>",
                         cases[i].item);
      g_autofree char *url = cases[i].url != NULL ? g_strconcat ("https://example.org", cases[i].url, NULL) : NULL;
      g_autoptr(GazetteEdition) edition = feed_read (xml);
      const GPtrArray *attachments = feed_get_only (edition)->attachments;
      const GazetteAttachment *attachment = attachments != NULL ? attachments->pdata[0] : NULL;

      g_test_message ("%s", cases[i].item);
      g_assert_cmpstr (attachment != NULL ? attachment->url : NULL, ==, url);
      if (attachment == NULL)
        continue;
      g_assert_cmpstr (attachment->type, ==, cases[i].type);
      g_assert_cmpint (attachment->size, ==, cases[i].size);
      g_assert_cmpint (attachment->duration, ==, cases[i].duration);
    }
}

static void
test_a_video_is_described (void)
{
  static const char xml[] =
    "<feed xmlns:media='http://search.yahoo.com/mrss/' xmlns='http://www.w3.org/2005/Atom'><title>Channel</title>"
    "<entry><id>v:1</id><title>Film</title><link rel='alternate' href='https://example.org/watch'/>"
    "<media:group><media:title>Film</media:title><media:thumbnail url='https://example.org/t.jpg'/>"
    "<media:description>First\nSecond https://example.org/x</media:description></media:group></entry></feed>";
  g_autoptr(GazetteEdition) edition = feed_read (xml);

  g_assert_cmpstr (feed_get_only (edition)->html, ==,
                   "<p>First<br>Second <a href=\"https://example.org/x\">https://example.org/x</a></p>");
  g_assert_cmpstr (feed_get_only (edition)->summary, ==, "First Second https://example.org/x");
}

static void
test_the_next_page_is_known (void)
{
  static const struct
  {
    const char *xml;
    const char *next;
  } cases[] = {
    { "<feed xmlns='http://www.w3.org/2005/Atom'><link rel='next' href='?page=2'/></feed>",
      "https://example.org/news/feed.xml?page=2" },
    { "<feed xmlns='http://www.w3.org/2005/Atom'><link rel='prev-archive' href='/2024/04'/></feed>",
      "https://example.org/2024/04" },
    { "<feed xmlns='http://www.w3.org/2005/Atom'><link rel='http://www.iana.org/assignments/relation/next' href='/2'/></feed>",
      "https://example.org/2" },
    { "<rss xmlns:atom='http://www.w3.org/2005/Atom'><channel><atom:link rel='next' href='/2'/></channel></rss>",
      "https://example.org/2" },
    { "<feed xmlns='http://www.w3.org/2005/Atom'><link rel='next' href=''/></feed>", NULL },
    { "<feed xmlns='http://www.w3.org/2005/Atom'><link rel='prev' href='/1'/></feed>", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GazetteEdition) edition = feed_read (cases[i].xml);

      g_assert_cmpuint (edition->articles->len, ==, 0);
      g_assert_cmpstr (edition->next_url, ==, cases[i].next);
    }
}

static void
test_prefixes_are_names_of_the_document (void)
{
  static const char *const items[] = {
    "<x:encoded xmlns:x='https://purl.org/rss/1.0/modules/content'>Text</x:encoded>",
    /* Not declared at all. */
    "<content:encoded>Text</content:encoded>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    {
      g_autofree char *xml = g_strdup_printf ("<rss><channel><item><guid>1</guid>%s</item></channel></rss>", items[i]);
      g_autoptr(GazetteEdition) edition = feed_read (xml);

      g_assert_cmpstr (feed_get_only (edition)->html, ==, "Text");
    }
}

/* What somebody's own dialect makes of XML that is no feed. */
static void
test_other_xml_can_have_a_dialect (void)
{
  static const char file[] =
    "{ 'id': 'bulletin', 'name': 'Bulletin', 'recognise': [[{ 'path': '$.bulletin.report' }]],"
    "  'articles': ['$.bulletin.report'], 'article': { 'title': [{ 'path': '$.head[*].text', 'as': 'text' }],"
    "  'id': [{ 'path': '$.no', 'as': 'text' }], 'url': [{ 'path': '$.head[*].href', 'as': 'url' }] } }";
  static const char xml[] =
    "<?xml version='1.0'?><Bulletin><report no='7'><head href='/7'>Seven</head><p/></report></Bulletin>";
  g_autoptr(GazetteDialects) dialects = gazette_dialects_new ();
  g_autoptr(GBytes) bytes = fixture_json (file);
  g_autoptr(GBytes) body = g_bytes_new_static (xml, sizeof xml - 1);
  GazetteAnswer answer = { .body = body, .url = FEED_URL };
  g_autoptr(GazetteEdition) edition = NULL;

  g_assert_true (gazette_dialects_add (dialects, bytes, NULL));
  edition = gazette_dialects_read (dialects, NULL, &answer, NULL);
  g_assert_nonnull (edition);
  g_assert_cmpstr (edition->dialect, ==, "bulletin");
  g_assert_cmpstr (feed_get_only (edition)->id, ==, "7");
  g_assert_cmpstr (feed_get_only (edition)->title, ==, "Seven");
  g_assert_cmpstr (feed_get_only (edition)->url, ==, "https://example.org/7");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/feed/rss", test_rss_is_read);
  g_test_add_func ("/feed/old-rss", test_old_rss_is_read);
  g_test_add_func ("/feed/atom", test_atom_is_read);
  g_test_add_func ("/feed/atom-text", test_atom_says_what_text_is);
  g_test_add_func ("/feed/atom-0.3", test_atom_0_3_is_read);
  g_test_add_func ("/feed/entry", test_one_entry_alone_is_read);
  g_test_add_func ("/feed/markup", test_markup_is_kept);
  g_test_add_func ("/feed/url", test_the_address_of_an_article_is_found);
  g_test_add_func ("/feed/base", test_bases_are_followed);
  g_test_add_func ("/feed/people", test_people_are_named);
  g_test_add_func ("/feed/pictures", test_pictures_are_found);
  g_test_add_func ("/feed/files", test_files_are_attached);
  g_test_add_func ("/feed/video", test_a_video_is_described);
  g_test_add_func ("/feed/next", test_the_next_page_is_known);
  g_test_add_func ("/feed/prefixes", test_prefixes_are_names_of_the_document);
  g_test_add_func ("/feed/own-dialect", test_other_xml_can_have_a_dialect);

  return g_test_run ();
}

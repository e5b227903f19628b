/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Feeds as they should not be: wrong encodings, XML that is none, and attacks. */

#include "config.h"

#include "feed-fixture.h"
#include "gazette-error.h"

#define RSS(items) "<rss version='2.0'><channel><title>The Feed</title>" items "</channel></rss>"

static void
assert_titles (const GazetteEdition *edition,
               const char           *expected)
{
  g_autoptr(GString) titles = g_string_new (NULL);

  for (guint i = 0; i < edition->articles->len; i++)
    g_string_append_printf (titles, "%s|", ((GazetteArticle *) edition->articles->pdata[i])->title);
  g_assert_cmpstr (titles->str, ==, expected);
}

static void
test_encodings_are_told (void)
{
  static const struct
  {
    const char *type;
    const char *xml;
    const char *title;
  } cases[] = {
    { NULL, "<?xml version='1.0' encoding='ISO-8859-1'?>" RSS ("<item><title>K\xf6ln \x80</title></item>"), "Köln €" },
    { NULL, "<?xml version='1.0' encoding='windows-1251'?>" RSS ("<item><title>\xcc\xe8\xf0</title></item>"), "Мир" },
    { NULL, "<?xml version='1.0' encoding='gb2312'?>" RSS ("<item><title>\xd6\xd0\xb9\xfa</title></item>"), "中国" },
    { NULL, "<?xml version='1.0' encoding='Shift_JIS'?>" RSS ("<item><title>\x93\x8c\x8b\x9e</title></item>"), "東京" },
    { NULL, "<?xml version='1.0' encoding='iso-2022-jp'?>" RSS ("<item><title>\x1b$BEl5~\x1b(B</title></item>"), "東京" },
    /* The header is right, and the declaration wrong. */
    { "text/xml; charset = koi8-r", "<?xml version='1.0' encoding='UTF-8'?>" RSS ("<item><title>\xed\xc9\xd2</title></item>"),
      "Мир" },
    /* Both are wrong. */
    { "text/xml; charset=us-ascii", "<?xml version='1.0' encoding='ISO-8859-1'?>" RSS ("<item><title>Köln</title></item>"),
      "Köln" },
    { "text/html; charset=nonsense", "<?xml version='1.0' encoding='../x'?>" RSS ("<item><title>K\xf6ln</title></item>"),
      "K\357\277\275ln" },
    { "application/rss+xml", RSS ("<item><title>K\xf6ln</title></item>"), "Köln" },
    { NULL, "<?xml version='1.0' encoding='utf-8'?>" RSS ("<item><title>K\xf6ln</title></item>"), "Köln" },
    /* One byte is broken in a text that is UTF-8 otherwise. */
    { NULL, "<?xml version='1.0' encoding='utf-8'?>" RSS ("<item><title>Köln, Düss\xe2ldorf</title></item>"),
      "Köln, Düss\357\277\275ldorf" },
    { NULL, "\xef\xbb\xbf<?xml version='1.0' encoding='ISO-8859-1'?>" RSS ("<item><title>Köln</title></item>"), "Köln" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GazetteEdition) edition = feed_read_bytes (cases[i].xml, strlen (cases[i].xml), cases[i].type);

      g_test_message ("%u", i);
      g_assert_cmpstr (feed_get_only (edition)->title, ==, cases[i].title);
    }
}

static void
test_wide_encodings_are_read (void)
{
  static const char *const charsets[] = { "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE" };
  static const char xml[] = "<?xml version='1.0' encoding='UTF-16'?>" RSS ("<item><title>Köln, 東京</title></item>");

  for (guint i = 0; i < G_N_ELEMENTS (charsets); i++)
    {
      for (guint with_mark = 0; with_mark < 2; with_mark++)
        {
          g_autofree char *text = g_strconcat (with_mark ? "\xef\xbb\xbf" : "", xml, NULL);
          gsize length;
          g_autofree char *bytes = g_convert (text, -1, charsets[i], "UTF-8", NULL, &length, NULL);
          g_autoptr(GazetteEdition) edition = feed_read_bytes (bytes, length, NULL);

          assert_titles (edition, "Köln, 東京|");
        }
    }
}

static void
test_junk_and_wrong_types_are_passed_over (void)
{
  static const struct
  {
    const char *type;
    const char *xml;
  } cases[] = {
    { "text/html; charset=utf-8", RSS ("<item><title>One</title></item>") },
    { "text/plain", "\n\n  <?xml version='1.0'?>\n" RSS ("<item><title>One</title></item>") },
    { "application/json", "<!-- made by hand --><?pi x?>" RSS ("<item><title>One</title></item>") },
    { NULL, "Warning: something in line 7\n<?xml version='1.0'?>" RSS ("<item><title>One</title></item>") },
    { NULL, RSS ("<item><title>One</title></item>") "<!-- 0.1 s --><script>x()</script>" },
    { NULL, "<?xml version='1.0'?><?xml version='1.0'?><!DOCTYPE html>" RSS ("<item><title>One</title></item>") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GazetteEdition) edition = feed_read_bytes (cases[i].xml, strlen (cases[i].xml), cases[i].type);

      g_test_message ("%u", i);
      assert_titles (edition, "One|");
      g_assert_cmpstr (edition->title, ==, "The Feed");
    }
}

static void
test_what_is_ill_formed_is_mended (void)
{
  static const struct
  {
    const char *xml;
    const char *titles;
  } cases[] = {
    { RSS ("<item><title>A & B &nbsp;&eacute;&hellip; &unknown;</title></item>"), "A & B é… &unknown;|" },
    { RSS ("<item><title>&#146;&#x2019;&#X41;&#0;&#xd800;&#99999999;</title></item>"), "’’A\357\277\275\357\277\275\357\277\275|" },
    { RSS ("<item><title>1 < 2 > 0 <3</title></item>"), "1 < 2 > 0 <3|" },
    { RSS ("<item><title>a\x01\x0b\x1f"
           "b</title></item>"),
      "ab|" },
    { RSS ("<item><title>One</item><item><title>Two</title></item>"), "One|Two|" },
    { RSS ("<item><title>One</title><item><title>Two</title></item>"), "One|Two|" },
    { RSS ("<item><title>One</title></item></item></image></RSS><item><title>Two</title></item>"), "One|" },
    { RSS ("<item><title>One</titel></item><item><title>Two</TITLE></item>"), "One|Two|" },
    { RSS ("<item><description><p>x<br>y<i>z</description><title>One</title></item><item><title>Two</title></item>"),
      "One|Two|" },
    { RSS ("<item a=1 b c='2' a='3' d=\"x<y&z\" =><title>One</title></item>"), "One|" },
    { RSS ("<item><title a='b>One</title></item>"), "One|" },
    { RSS ("<item><title><![CDATA[One]]> &amp; <![CDATA[more]]></title></item>"), "One & more|" },
    { RSS ("<item><title><![CDATA[A & B ]] > <i>C</i>]]></title></item>"), "A & B ]] > C|" },
    { RSS ("<item><title>One</title><1x/></ ></item>"), "One|" },
    { RSS ("<item><title>One</title><x:y:z a:b:c='1' :='2'/></item>"), "One|" },
    { "<rss><channel><item><title>One</title></item><item><title>Two", "One|Two|" },
    { "<rss><channel><item><title>One</title></item><item><title><![CDATA[Two", "One|Two|" },
    { "<rss><channel><item><title>One</title></item><!-- <item><title>Two", "One|" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GazetteEdition) edition = NULL;

      g_test_message ("%s", cases[i].xml);
      edition = feed_read (cases[i].xml);
      assert_titles (edition, cases[i].titles);
    }
}

static void
test_entities_are_not_expanded (void)
{
  static const char *const declarations[] = {
    "<!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY x '&b;&b;&b;&b;&b;&b;'>]>",
    "<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>",
    "<!DOCTYPE rss [<!ENTITY x SYSTEM \"http://127.0.0.1:1/\"> <!-- ]> --> ]>",
    "<!DOCTYPE rss SYSTEM 'http://127.0.0.1:1/x.dtd'>",
    "<!DOCTYPE rss [<!ENTITY % p SYSTEM 'http://127.0.0.1:1/'> %p; ] >",
    "<!DOCTYPE rss [<!ENTITY x '<item><title>No</title></item>'>]>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (declarations); i++)
    {
      g_autofree char *xml = g_strconcat ("<?xml version='1.0'?>", declarations[i],
                                          RSS ("<item><title>One &x;</title><link a='&x;'>/&x;</link></item>"), NULL);
      g_autoptr(GazetteEdition) edition = feed_read (xml);

      assert_titles (edition, "One &x;|");
      g_assert_cmpstr (feed_get_only (edition)->url, ==, "https://example.org/&x;");
    }
}

static void
append_times (GString    *xml,
              const char *what,
              guint       n)
{
  for (guint i = 0; i < n; i++)
    g_string_append (xml, what);
}

static void
test_depth_is_bounded (void)
{
  static const char *const openings[] = { "<p>", "<channel>", "<x:y xmlns:x='z'>", "<item>", "<p xml:base='a/'>" };

  for (guint i = 0; i < G_N_ELEMENTS (openings); i++)
    {
      g_autoptr(GString) xml = g_string_new ("<rss><channel><item><title>One</title><description>");
      g_autoptr(GazetteEdition) edition = NULL;

      append_times (xml, openings[i], 100000);
      g_string_append (xml, "Deep");
      append_times (xml, "</p>", 100000);
      g_string_append (xml, "</description></item><item><title>Two</title></item></channel></rss>");
      edition = feed_read (xml->str);
      g_assert_cmpuint (edition->articles->len, >=, 2);
      g_assert_cmpstr (((GazetteArticle *) edition->articles->pdata[0])->title, ==, "One");
    }
}

static void
test_amounts_are_bounded (void)
{
  g_autoptr(GString) xml = g_string_new ("<rss><channel><item><title>One</title><link ");
  g_autoptr(GazetteEdition) edition = NULL;

  /* Attributes beyond number, one beyond size, and elements beyond number. */
  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (xml, "a%u='%u' ", i, i);
  g_string_append (xml, "href='");
  append_times (xml, "xxxxxxxxxx", 200000);
  g_string_append (xml, "'/>");
  append_times (xml, "<category>x</category>", 100000);
  append_times (xml, "<a/>", 1200000);
  g_string_append (xml, "</item></channel></rss>");
  edition = feed_read (xml->str);

  assert_titles (edition, "One|");
  g_assert_cmpuint (g_strv_length (feed_get_only (edition)->tags), ==, 1);

  g_string_assign (xml, "<rss><channel>");
  for (guint i = 0; i < 6000; i++)
    g_string_append_printf (xml, "<item><guid>%u</guid></item>", i);
  g_clear_pointer (&edition, gazette_edition_unref);
  edition = feed_read (xml->str);
  g_assert_cmpuint (edition->articles->len, ==, 5000);
}

static void
test_long_texts_are_read (void)
{
  g_autoptr(GString) xml = g_string_new ("<rss><channel><item><title>One</title><description>");
  g_autoptr(GazetteEdition) edition = NULL;

  append_times (xml, "0123456789&amp;", 300000);
  g_string_append (xml, "</description></item><item><title>Two</title></item></channel></rss>");
  edition = feed_read (xml->str);

  assert_titles (edition, "One|Two|");
  g_assert_cmpuint (strlen (((GazetteArticle *) edition->articles->pdata[0])->html), ==, 3300000);
}

/* Cut at every byte: what was whole before the cut is there, and nothing breaks. */
static void
test_cut_feeds_do_no_harm (void)
{
  static const char xml[] =
    "<?xml version='1.0' encoding='UTF-8'?><!DOCTYPE rss [<!ENTITY a 'b'>]><!-- c -->"
    "<rss xmlns:m='http://search.yahoo.com/mrss/'><channel><title>Tïtle</title><item><title>One &amp; 1</title>"
    "<m:content url='/a.jpg'/></item><item><title><![CDATA[Two]]></title>"
    "<description><p class='x'>&#8217;</p></description></item></channel></rss>";
  g_autoptr(GazetteDialects) dialects = gazette_dialects_new ();
  gsize first_end = strstr (xml, "</item>") - xml;

  for (gsize size = 0; size < sizeof xml; size++)
    {
      /* Exactly as long, so that a sanitizer sees a look beyond the end. */
      g_autofree char *cut = g_memdup2 (xml, size);
      g_autoptr(GBytes) body = g_bytes_new_static (cut, size);
      GazetteAnswer answer = { .body = body, .url = FEED_URL };
      g_autoptr(GError) error = NULL;
      g_autoptr(GazetteEdition) edition = gazette_dialects_read (dialects, NULL, &answer, &error);

      if (size >= first_end)
        {
          g_assert_no_error (error);
          g_assert_cmpstr (((GazetteArticle *) edition->articles->pdata[0])->title, ==, "One & 1");
        }
    }
}

static void
test_what_is_no_feed_is_refused (void)
{
  static const struct
  {
    const char *type;
    const char *body;
    int code;
  } cases[] = {
    { "text/html", "<!DOCTYPE html><html><title>News</title></html>", GAZETTE_ERROR_NOT_READABLE },
    { "application/xhtml+xml", "<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x' 'y'><html xmlns='http://www.w3.org/1999/xhtml'/>",
      GAZETTE_ERROR_NOT_READABLE },
    { "text/html", "<p>News", GAZETTE_ERROR_NOT_READABLE },
    { "text/html", "<!-- a --><HTML>", GAZETTE_ERROR_NOT_READABLE },
    { "application/xml", "", GAZETTE_ERROR_NOT_READABLE },
    { "application/xml", "<", GAZETTE_ERROR_NOT_READABLE },
    { "application/xml", "<!-- only a comment -->", GAZETTE_ERROR_NOT_READABLE },
    { NULL, "<?xml version='1.0'?>", GAZETTE_ERROR_NOT_READABLE },
    { "application/xml", "<urlset><url><loc>/a</loc></url></urlset>", GAZETTE_ERROR_NO_ARTICLES },
    { NULL, "<?xml version='1.0'?><opml><body><outline/></body></opml>", GAZETTE_ERROR_NO_ARTICLES },
    { NULL, "<rss></rss>", GAZETTE_ERROR_NO_ARTICLES },
    { NULL, RSS ("<item/><item><category>x</category></item>"), GAZETTE_ERROR_NO_ARTICLES },
    { NULL, "{ \"title\": \"<?xml version='1.0'?><rss>\" }", GAZETTE_ERROR_NO_ARTICLES },
  };
  g_autoptr(GazetteDialects) dialects = gazette_dialects_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GBytes) body = g_bytes_new_static (cases[i].body, strlen (cases[i].body));

      g_test_message ("%s", cases[i].body);
      fixture_check_refused (dialects, body, cases[i].type, cases[i].code);
    }
}

/* JSON that looks like what XML becomes is not taken for a feed. */
static void
test_json_is_no_feed (void)
{
  g_autoptr(GazetteDialects) dialects = gazette_dialects_new ();
  g_autoptr(GBytes) body = fixture_json ("{ 'feed': { 'entry': [{ 'title': [{ 'text': 'One' }] }] } }");

  fixture_check_refused (dialects, body, "application/json", GAZETTE_ERROR_NO_ARTICLES);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/feed-hostile/encodings", test_encodings_are_told);
  g_test_add_func ("/feed-hostile/wide-encodings", test_wide_encodings_are_read);
  g_test_add_func ("/feed-hostile/junk", test_junk_and_wrong_types_are_passed_over);
  g_test_add_func ("/feed-hostile/ill-formed", test_what_is_ill_formed_is_mended);
  g_test_add_func ("/feed-hostile/entities", test_entities_are_not_expanded);
  g_test_add_func ("/feed-hostile/depth", test_depth_is_bounded);
  g_test_add_func ("/feed-hostile/amounts", test_amounts_are_bounded);
  g_test_add_func ("/feed-hostile/long-texts", test_long_texts_are_read);
  g_test_add_func ("/feed-hostile/cut", test_cut_feeds_do_no_harm);
  g_test_add_func ("/feed-hostile/no-feed", test_what_is_no_feed_is_refused);
  g_test_add_func ("/feed-hostile/json", test_json_is_no_feed);

  return g_test_run ();
}

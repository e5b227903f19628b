/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lists of sources, OPML: from others, for others, and there and back. */

#include "config.h"

#include <string.h>

#include "gazette-opml.h"
#include "gazette-source-list.h"
#include "test-newsroom-util.h"

#define OPML(body) "<?xml version=\"1.0\"?><opml version=\"1.0\"><head><title>Mine</title></head><body>" body "</body></opml>"
#define FEED_OF(title) \
  "<rss version=\"2.0\"><channel><title>" title "</title><item><title>News of " title "</title></item></channel></rss>"

static GPtrArray *
read_list (const char *text)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr(GError) error = NULL;
  GPtrArray *sources = gazette_opml_read (bytes, &error);

  g_assert_no_error (error);

  return sources;
}

/* "title own-title dialect address home", a line for each. */
static char *
describe (GPtrArray *sources)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < sources->len; i++)
    {
      const GazetteSource *source = sources->pdata[i];

      g_string_append_printf (text, "%s|%s|%s|%s|%s\n", source->title, source->own_title != NULL ? source->own_title : "",
                              source->dialect, source->url, source->home_url != NULL ? source->home_url : "");
    }

  return g_string_free_and_steal (text);
}

static void
assert_list (const char *text,
             const char *expected)
{
  g_autoptr(GPtrArray) sources = read_list (text);
  g_autofree char *found = describe (sources);

  g_assert_cmpstr (found, ==, expected);
}

/* Folders in folders, names in either attribute, attributes in whatever case. */
static void
test_what_others_write (void)
{
  assert_list (OPML ("<outline text='News'><outline text='Sea'>"
                     "<outline text='Tide &amp; Quay' title='The Tide' type='rss' xmlUrl='https://a.example/feed' htmlUrl='https://a.example/'/>"
                     "<outline title='Ropes' type='RSS' XMLURL='http://b.example/rss'/></outline></outline>"
                     "<outline type='atom' xmlUrl='https://c.example/atom'/>"
                     "<outline text='Again' xmlUrl='https://a.example/feed'/>"
                     "<outline text='No' xmlUrl='file:///etc/passwd'/><outline text='No' xmlUrl='javascript:alert(1)'/>"
                     "<outline text='Empty'/>"),
               "Tide & Quay|The Tide|feed|https://a.example/feed|https://a.example/\n"
               "Ropes||feed|http://b.example/rss|\n"
               "https://c.example/atom||atom|https://c.example/atom|\n");
}

static void
refuse (const char *text,
        gsize       length)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, length);
  g_autoptr(GError) error = NULL;

  g_assert_null (gazette_opml_read (bytes, &error));
  test_assert_words (error, GAZETTE_ERROR_NOT_READABLE, "no list of sources");
}

static void
test_what_is_no_list (void)
{
  const char *const texts[] = {
    "", "This is no XML.", "{\"opml\": 1}", "<!DOCTYPE html><title>A page</title>", FEED_OF ("A"), "<opml/>", OPML (""),
    OPML ("<outline text='a'/>"), "<opml><body>text</body></opml>", "<?xml version='1.0'?><opml><outline xmlUrl='https://a.example'/></opml>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    refuse (texts[i], strlen (texts[i]));
  refuse ("<opml>\0\0\0\xff\xfe", 11);
}

/* Deep, long, and full of what would grow. */
static void
test_a_hostile_list (void)
{
  g_autoptr(GString) deep = g_string_new ("<opml><body>");
  g_autoptr(GString) many = g_string_new ("<opml><body>");
  g_autoptr(GPtrArray) sources = NULL;
  g_autofree char *huge = g_malloc0 (GAZETTE_OPML_MAX_SIZE + 1);
  g_autoptr(GBytes) bytes = g_bytes_new_static (huge, GAZETTE_OPML_MAX_SIZE + 1);
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append (deep, "<outline>");
  refuse (deep->str, deep->len);

  for (guint i = 0; i < 10000; i++)
    g_string_append_printf (many, "<outline xmlUrl='https://%u.example/'/>", i);
  sources = read_list (many->str);
  g_assert_cmpuint (sources->len, ==, 2000);

  assert_list ("<!DOCTYPE opml [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
               "<opml><body><outline text='&b;&x;' title='T' xmlUrl='https://a.example/'/></body></opml>",
               "&b;&x;|T|feed|https://a.example/|\n");

  g_assert_null (gazette_opml_read (bytes, &error));
  g_assert_error (error, GAZETTE_ERROR, GAZETTE_ERROR_TOO_LARGE);
}

static char *
dup_sources (Room *room)
{
  g_autoptr(GPtrArray) sources = test_await_boxed (gazette_library_list_sources (room_get_library (room)));

  return describe (sources);
}

static char *
export_list (Room *room)
{
  char *path = g_build_filename (room->cache, "sources.opml", NULL);

  test_await (gazette_newsroom_export_sources (room->newsroom, path, "Mine & yours"));

  return path;
}

static guint
import_list (Room       *room,
             const char *path)
{
  g_autofree char *text = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(DexFuture) importing = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  bytes = g_bytes_new (text, length);
  importing = gazette_newsroom_import_sources (room->newsroom, bytes);
  test_wait (importing);

  return g_value_get_uint (dex_future_get_value (importing, NULL));
}

/* With a name that a person gave, one of another dialect, and a saved page, which is of
 * a source that no list has. */
static void
test_there_and_back (void)
{
  g_auto(Room) here = { 0 };
  g_auto(Room) there = { 0 };
  g_autofree char *path = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *first = NULL;
  g_autofree char *again = NULL;
  g_autofree char *second = NULL;

  room_open (&here);
  room_serve (&here, "/a.xml", "Content-Type: application/rss+xml", FEED_OF ("A &lt;quay&gt; &amp; \"more\""));
  room_serve (&here, "/b.xml", "Content-Type: application/rss+xml", FEED_OF ("B"));
  room_serve (&here, "/c.json", JSON_TYPE, FEED (ITEM ("1", "News of C", "<p>C</p>")));
  room_add (&here, "/a.xml");
  test_await (gazette_library_rename_source (room_get_library (&here), room_add (&here, "/b.xml"), "My name for it"));
  room_add (&here, "/c.json");
  path = export_list (&here);
  before = dup_sources (&here);

  room_open (&there);
  g_assert_cmpuint (import_list (&there, path), ==, 3);
  g_assert_cmpuint (import_list (&there, path), ==, 0);
  test_await (gazette_newsroom_refresh (there.newsroom));
  after = dup_sources (&there);
  g_assert_cmpstr (before, ==, after);
  room_find (&there, "News of B");
  room_find (&there, "News of C");

  again = export_list (&there);
  g_assert_true (g_file_get_contents (path, &first, NULL, NULL));
  g_assert_true (g_file_get_contents (again, &second, NULL, NULL));
  g_assert_cmpstr (first, ==, second);
}

static void
test_what_is_wrong_changes_nothing (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GBytes) bytes = g_bytes_new_static ("no list", 7);
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) unwritten = NULL;

  room_open (&room);
  error = test_await_error (gazette_newsroom_import_sources (room.newsroom, bytes));
  test_assert_words (error, GAZETTE_ERROR_NOT_READABLE, "OPML");
  g_assert_cmpuint (room_count_sources (&room), ==, 0);
  unwritten = test_await_error (gazette_newsroom_export_sources (room.newsroom, "/nowhere/at/all.opml", "Mine"));
  test_assert_words (unwritten, GAZETTE_ERROR_FAILED, "folder");
}

int
main (int   argc,
      char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, test) g_test_add_func ("/newsroom/source-list/" path, test)
  ADD ("others", test_what_others_write);
  ADD ("none", test_what_is_no_list);
  ADD ("hostile", test_a_hostile_list);
  ADD ("there-and-back", test_there_and_back);
  ADD ("wrong", test_what_is_wrong_changes_nothing);
#undef ADD

  return g_test_run ();
}

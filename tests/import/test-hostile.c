/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Broken files, and files that are meant to do harm. */

#include "config.h"

#include <gio/gio.h>
#include <string.h>
#include <zlib.h>

#include "gazette-error.h"
#include "gazette-import.h"

static GazetteImport *
read_all (const char *data,
          gsize       size)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, size);
  g_autoptr(GError) error = NULL;
  GazetteImport *import = gazette_import_read (bytes, &error);

  g_assert_no_error (error);

  return import;
}

static GazetteImport *
read_text (const char *text)
{
  return read_all (text, strlen (text));
}

static const GazetteClipping *
get (GazetteImport *import,
     guint          i)
{
  g_assert_cmpuint (i, <, import->clippings->len);

  return import->clippings->pdata[i];
}

static void
test_nothing (void)
{
  static const char *const texts[] = {
    "", " \n\n", "no address", "<p><a href='https://a.example/1'>", "[]", "{}", "[1,2]", "[{\"url\":", "url\n", "url,title\n\n", "PK\003\004", "PK\005\006",
    "<!DOCTYPE NETSCAPE-Bookmark-file-1>", "<!DOCTYPE NETSCAPE-Bookmark-file-1><a href='javascript:x'>", "\xff\xfe",
    "PK\005\006\0\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\0",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new_static (texts[i], strlen (texts[i]) + 1);
      g_autoptr(GError) error = NULL;
      g_autoptr(GazetteImport) import = gazette_import_read (bytes, &error);

      g_assert_null (import);
      g_assert_error (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_READABLE);
    }
}

static void
test_open_quotations (void)
{
  g_autoptr(GazetteImport) table = read_text ("title,url\n\"Ropes,https://a.example/1\nNets,https://a.example/2\n");
  g_autoptr(GazetteImport) marks =
    read_text ("<!DOCTYPE NETSCAPE-Bookmark-file-1><A HREF=\"https://a.example/1\">One</A>"
               "<A HREF=\"https://a.example/2>Two</A><A HREF=https://a.example/3>Three</A>");

  g_assert_cmpuint (table->clippings->len, ==, 2);
  g_assert_cmpstr (get (table, 0)->article->title, ==, "\"Ropes");
  g_assert_cmpstr (get (marks, 0)->article->title, ==, "One");
  g_assert_cmpstr (get (marks, marks->clippings->len - 1)->article->url, ==, "https://a.example/3");
}

/* Each would be sought to the end of the file: in square of its size. */
static void
test_many_open_quotations (void)
{
  g_autoptr(GString) text = g_string_new ("<!DOCTYPE NETSCAPE-Bookmark-file-1><a href=https://a.example/1>One</a>");
  g_autoptr(GazetteImport) import = NULL;

  for (guint i = 0; i < 400000; i++)
    g_string_append (text, "<a x=\"");
  import = read_text (text->str);
  g_assert_cmpuint (import->clippings->len, ==, 1);
}

static void
test_encodings (void)
{
  static const char utf16[] =
    "\xff\xfe\165\0r\0l\0,\0t\0i\0t\0l\0e\0\n\0h\0t\0t\0p\0:\0/\0/\0a\0.\0b\0c\0/\0,\0\xc4\0\n\0";
  g_autoptr(GazetteImport) wide = read_all (utf16, sizeof utf16 - 1);
  g_autoptr(GazetteImport) marked = read_text ("\xef\xbb\xbf\165rl,title\r\nhttp://a.bc/,\xc3\x84\r\n");

  g_assert_cmpstr (get (wide, 0)->article->title, ==, "Ä");
  g_assert_cmpstr (get (marked, 0)->article->title, ==, "Ä");
}

static void
test_too_many (void)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GazetteImport) import = NULL;

  for (guint i = 0; i < GAZETTE_IMPORT_MAX_CLIPPINGS + 10; i++)
    g_string_append_printf (text, "http://a.bc/%u\n", i);
  import = read_text (text->str);

  g_assert_cmpuint (import->clippings->len, ==, GAZETTE_IMPORT_MAX_CLIPPINGS);
  g_assert_true (import->is_cut);
}

static void
test_long_names (void)
{
  g_autofree char *word = g_strnfill (200000, 'x');
  g_autofree char *text = g_strdup_printf ("url,title,tags\nhttp://a.bc/1,%s,%s\nhttp://a.bc/%s,Far,\n", word, word, word);
  g_autoptr(GazetteImport) import = read_text (text);

  g_assert_cmpuint (import->clippings->len, ==, 1);
  g_assert_cmpuint (import->n_passed_over, ==, 1);
  g_assert_cmpuint (strlen (get (import, 0)->article->title), <, 1000);
  g_assert_cmpuint (strlen (get (import, 0)->article->tags[0]), <, 1000);
}

static void
test_deep (void)
{
  g_autoptr(GString) folders = g_string_new ("<!DOCTYPE NETSCAPE-Bookmark-file-1>");
  g_autoptr(GString) json = g_string_new (NULL);
  g_autoptr(GazetteImport) import = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append (folders, "<DT><H3>A</H3><DL>");
  g_string_append (folders, "<A HREF=http://a.bc/1>One</A>");
  import = read_text (folders->str);
  g_assert_cmpuint (import->clippings->len, ==, 1);
  g_clear_pointer (&import, gazette_import_unref);

  g_string_append (json, "{\"children\":[{\"uri\":\"http://a.bc/1\"},");
  for (guint i = 0; i < 400; i++)
    g_string_append (json, "{\"title\":\"A\",\"children\":[");
  g_string_append (json, "{\"uri\":\"http://a.bc/2\"}");
  for (guint i = 0; i < 400; i++)
    g_string_append (json, "]}");
  g_string_append (json, "]}");
  import = read_text (json->str);
  g_assert_cmpuint (import->clippings->len, ==, 1);
}

/* What is text is kept as text: it is the page that decides what may be shown. */
static void
test_wrong_kinds (void)
{
  g_autoptr(GazetteImport) import =
    read_text ("[{\"is_archived\":[1],\"url\":\"http://a.bc/1\",\"title\":{\"a\":1},\"tags\":{\"a\":\"b\"},"
               "\"content\":[\"x\"],\"created_at\":{},\"published_by\":[[1],{\"x\":2},null,3],\"is_starred\":null},"
               "{\"url\":[\"http://a.bc/2\"]}, null, [], 7]");

  g_assert_cmpuint (import->clippings->len, ==, 1);
  g_assert_cmpstr (get (import, 0)->article->title, ==, "");
  g_assert_null (get (import, 0)->article->html);
  g_assert_cmpuint (import->n_passed_over, ==, 4);
}

static void
put (GByteArray *zip,
     guint       n_bytes,
     guint64     value)
{
  for (guint i = 0; i < n_bytes; i++, value >>= 8)
    g_byte_array_append (zip, (const guint8[]) { value & 0xff }, 1);
}

/* An archive of one file, packed or not. */
static GBytes *
make_zip (const char *name,
          const char *text,
          GBytes     *packed,
          guint       method,
          guint32     offset)
{
  GByteArray *zip = g_byte_array_new ();
  gsize size = g_bytes_get_size (packed);
  guint directory;

  put (zip, 4, 0x04034b50);
  put (zip, 22, 0);
  put (zip, 2, strlen (name));
  put (zip, 2, 0);
  g_byte_array_append (zip, (const guint8 *) name, strlen (name));
  g_byte_array_append (zip, g_bytes_get_data (packed, NULL), size);
  directory = zip->len;
  put (zip, 4, 0x02014b50);
  put (zip, 6, 0);
  put (zip, 2, method);
  put (zip, 4, 0);
  put (zip, 4, crc32 (crc32 (0, NULL, 0), (const guchar *) text, strlen (text)));
  put (zip, 4, size);
  put (zip, 4, strlen (text));
  put (zip, 2, strlen (name));
  put (zip, 12, 0);
  put (zip, 4, offset);
  g_byte_array_append (zip, (const guint8 *) name, strlen (name));
  put (zip, 4, 0x06054b50);
  put (zip, 4, 0);
  put (zip, 4, 0x00010001);
  put (zip, 4, zip->len - directory);
  put (zip, 4, directory);
  put (zip, 2, 0);

  return g_byte_array_free_to_bytes (zip);
}

static GBytes *
pack (const char *text)
{
  g_autoptr(GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW, 9);
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr(GError) error = NULL;
  GBytes *packed = g_converter_convert_bytes (G_CONVERTER (compressor), bytes, &error);

  g_assert_no_error (error);

  return packed;
}

static void
test_archives (void)
{
  static const char table[] = "url\nhttps://a.example/1\n";
  g_autofree char *blanks = g_strnfill (80 * 1024 * 1024, ' ');
  g_autofree char *large = g_strconcat (table, blanks, NULL);
  g_autoptr(GBytes) packed = pack (table);
  g_autoptr(GBytes) stored = g_bytes_new_static (table, strlen (table));
  g_autoptr(GBytes) bomb = pack (large);
  struct
  {
    const char *text;
    GBytes     *bytes;
    guint       method;
    guint32     offset;
    gboolean    is_good;
  } archives[] = {
    { table, packed, 8, 0, TRUE }, { table, stored, 0, 0, TRUE }, { large, bomb, 8, 0, FALSE },
    /* One that says to be small is read as far as it says. */
    { table, bomb, 8, 0, TRUE },
    { table, stored, 8, 0, FALSE }, { "other", packed, 8, 0, FALSE },
    { table, packed, 9, 0, FALSE }, { table, packed, 8, 7, FALSE }, { table, packed, 8, 0xfffffff0, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (archives); i++)
    {
      g_autoptr(GBytes) zip = make_zip ("part_000000.csv", archives[i].text, archives[i].bytes, archives[i].method,
                                        archives[i].offset);
      g_autoptr(GError) error = NULL;
      g_autoptr(GazetteImport) import = gazette_import_read (zip, &error);

      g_test_message ("archive %u", i);
      g_assert_true ((import != NULL) == archives[i].is_good);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/import/hostile/nothing", test_nothing);
  g_test_add_func ("/import/hostile/quotations", test_open_quotations);
  g_test_add_func ("/import/hostile/many-quotations", test_many_open_quotations);
  g_test_add_func ("/import/hostile/encodings", test_encodings);
  g_test_add_func ("/import/hostile/too-many", test_too_many);
  g_test_add_func ("/import/hostile/long", test_long_names);
  g_test_add_func ("/import/hostile/deep", test_deep);
  g_test_add_func ("/import/hostile/kinds", test_wrong_kinds);
  g_test_add_func ("/import/hostile/archives", test_archives);

  return g_test_run ();
}

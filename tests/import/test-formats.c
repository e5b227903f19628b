/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is read of each format. The fixtures are written as the programs write. */

#include "config.h"

#include <string.h>

#include "gazette-import.h"
#include "gazette-zip.h"

/* What Omnivore gives: its list, and the pages and what was marked in them beside it. */
#define OMNIVORE_LIST \
  "[{\"id\": \"1\", \"slug\": \"ropes-18\", \"title\": \"Ropes\", \"description\": \"What a rope is\"," \
  " \"author\": \"Ada Lovelace\", \"url\": \"https://harbour.example/ropes\", \"state\": \"Active\"," \
  " \"readingProgress\": 0, \"thumbnail\": \"https://harbour.example/lead.png\", \"labels\": [\"knots\", \"boats\"]," \
  " \"savedAt\": \"2023-09-06T11:33:20.000Z\", \"updatedAt\": \"2023-09-06T11:33:20.000Z\"," \
  " \"publishedAt\": \"2020-01-02T00:00:00.000Z\"}," \
  " {\"id\": \"2\", \"slug\": \"tide-19\", \"title\": \"The tide\", \"url\": \"https://harbour.example/tide\"," \
  " \"state\": \"Archived\", \"labels\": [], \"savedAt\": \"2023-09-06T11:35:00.000Z\"}]"

static void
add_text (GazetteZip *zip,
          const char *name,
          const char *text)
{
  gazette_zip_add (zip, name, text, strlen (text), GAZETTE_ZIP_DEFLATED);
}

static char *
make_omnivore (void)
{
  char *path = g_build_filename (g_get_user_cache_dir (), "omnivore.zip", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GazetteDraft) draft = NULL;
  g_autoptr(GazetteZip) zip = NULL;

  g_mkdir_with_parents (g_get_user_cache_dir (), 0700);
  draft = gazette_draft_new (path, &error);
  g_assert_no_error (error);
  zip = gazette_zip_new (draft);
  add_text (zip, "metadata_0_to_20.json", OMNIVORE_LIST);
  add_text (zip, "content/ropes-18.html", "<html><body><p>A rope is many threads.</p></body></html>");
  add_text (zip, "highlights/ropes-18.md", "> many threads");
  gazette_zip_finish (zip);
  gazette_draft_finish (draft, &error);
  g_assert_no_error (error);

  return path;
}

static GazetteImport *
read_fixture (const char *name)
{
  g_autofree char *path = g_str_equal (name, "omnivore.zip")
                            ? make_omnivore ()
                            : g_test_build_filename (G_TEST_DIST, "import", "fixtures", name, NULL);
  g_autofree char *data = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  GazetteImport *import;
  gsize size;

  g_file_get_contents (path, &data, &size, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new (data, size);
  import = gazette_import_read (bytes, &error);
  g_assert_no_error (error);

  return import;
}

/* "address | title | tags | when | read | summary | authors | text", a line for each. */
static char *
describe (GazetteImport *import)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < import->clippings->len; i++)
    {
      const GazetteClipping *clipping = import->clippings->pdata[i];
      const GazetteArticle *article = clipping->article;
      g_autofree char *tags = article->tags != NULL ? g_strjoinv (",", article->tags) : g_strdup ("");
      g_autofree char *authors = article->authors != NULL ? g_strjoinv (",", article->authors) : g_strdup ("");

      g_string_append_printf (text, "%s|%s|%s|%" G_GINT64_FORMAT "|%s|%s|%s|%s\n", article->url, article->title, tags,
                              clipping->added, clipping->read ? "read" : "", article->summary, authors,
                              article->html != NULL ? article->html : "");
    }

  return g_string_free_and_steal (text);
}

typedef struct
{
  const char          *name;
  GazetteImportFormat  format;
  guint                n_passed_over;
  guint                n_twice;
  const char          *expected;
} Case;

static const Case cases[] = {
  { "pocket.csv", GAZETTE_IMPORT_POCKET, 1, 1,
    "https://harbour.example/ropes|Ropes, and how to \"throw\" them|knots,boats,again|1694000000||||\n"
    "https://harbour.example/tide|||1694000100|read|||\n"
    "http://quay.example/two|Two lines||1694000300||||\n" },
  { "pocket.html", GAZETTE_IMPORT_POCKET, 0, 0,
    "https://harbour.example/ropes?a=1&b=2|Ropes & nets|knots,boats|1694000000||||\n"
    "https://harbour.example/tide|The tide||1694000100|read|||\n" },
  { "instapaper.csv", GAZETTE_IMPORT_INSTAPAPER, 0, 0,
    "https://harbour.example/ropes|Ropes|knots,boats|1694000000||What a rope is||\n"
    "https://harbour.example/tide|The tide||1694000100|read|||\n"
    "https://quay.example/star|Stars|★|1694000200||||\n"
    "https://quay.example/own|Own|My Folder|1694000300||||\n" },
  { "wallabag.json", GAZETTE_IMPORT_WALLABAG, 2, 0,
    "https://harbour.example/ropes|Ropes|knots,boats,★|1694000000|read|A rope is many threads.|Ada Lovelace|"
    "<p>A rope is many threads.</p><p><img src=\"https://harbour.example/rope.png\"></p>\n"
    "https://harbour.example/chart.pdf|The chart||1694086400||||\n" },
  { "omnivore.zip", GAZETTE_IMPORT_OMNIVORE, 0, 0,
    "https://harbour.example/ropes|Ropes|knots,boats|1694000000||What a rope is|Ada Lovelace|"
    "<html><body><p>A rope is many threads.</p></body></html>\n"
    "https://harbour.example/tide|The tide||1694000100|read|||\n" },
  { "firefox.json", GAZETTE_IMPORT_BOOKMARKS, 1, 1,
    "https://harbour.example/ropes|Ropes|knots,sea,Boats,again|1694000000||||\n"
    "https://harbour.example/tide|The tide||1694000100||||\n" },
  { "bookmarks.html", GAZETTE_IMPORT_BOOKMARKS, 1, 0,
    "https://harbour.example/ropes|Ropes|knots,sea,Boats & more|1694000000||||\n"
    "https://harbour.example/tide?x=1&y=2|The tide||1694000100|read|||\n" },
  { "pinboard.json", GAZETTE_IMPORT_PINBOARD, 0, 0,
    "https://harbour.example/ropes|Ropes|knots,boats|1694000000||What a rope is||\n"
    "https://harbour.example/tide|The tide||1694000100|read|||\n" },
  { "raindrop.csv", GAZETTE_IMPORT_RAINDROP, 0, 0,
    "https://harbour.example/ropes|Ropes|knots,boats,★|1694000000||What a rope is||\n"
    "https://harbour.example/tide|The tide|Sea|1694000100||||\n" },
  { "table-latin1.csv", GAZETTE_IMPORT_TABLE, 0, 0, "https://harbour.example/seile||Knoten,B\xef\xbf\xbdte|0||||\n" },
  { "addresses.txt", GAZETTE_IMPORT_ADDRESSES, 0, 0,
    "https://harbour.example/ropes|||0||||\n"
    "https://harbour.example/tide_(sea)|||0||||\n"
    "https://quay.example/a|||0||||\n"
    "https://quay.example/nets|Nets||0||||\n"
    "https://quay.example/plain|||0||||\n" },
};

static void
test_format (gconstpointer data)
{
  const Case *it = data;
  g_autoptr(GazetteImport) import = read_fixture (it->name);
  g_autofree char *found = describe (import);

  g_assert_cmpstr (found, ==, it->expected);
  g_assert_cmpint (import->format, ==, it->format);
  g_assert_cmpuint (import->n_passed_over, ==, it->n_passed_over);
  g_assert_cmpuint (import->n_twice, ==, it->n_twice);
  g_assert_false (import->is_cut);
}

static void
test_what_a_page_is (void)
{
  g_autoptr(GazetteImport) import = read_fixture ("wallabag.json");
  const GazetteClipping *clipping = import->clippings->pdata[0];

  g_assert_cmpuint (import->n_with_text, ==, 1);
  g_assert_cmpint (clipping->article->published, ==, 1577923200);
  g_assert_cmpstr (clipping->article->language, ==, "en-GB");
  g_assert_cmpstr (clipping->article->image, ==, "https://harbour.example/lead.png");
  g_assert_cmpstr (clipping->article->id, ==, "//harbour.example/ropes");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/import/format/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_format);
    }
  g_test_add_func ("/import/page", test_what_a_page_is);

  return g_test_run ();
}

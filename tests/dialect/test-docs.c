/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The worked example of docs/dialects.md must work as it stands there. */

#include "config.h"

#include <string.h>

#include "gazette-dialects.h"

/* The nth block of JSON. */
static GBytes *
get_block (const char *document,
           guint       n)
{
  const char *start = document;
  const char *end;

  for (guint i = 0; i <= n; i++)
    {
      start = strstr (start, "```json\n");
      g_assert_nonnull (start);
      start += strlen ("```json\n");
    }
  end = strstr (start, "```");
  g_assert_nonnull (end);

  return g_bytes_new (start, end - start);
}

static void
test_the_worked_example_works (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "docs", "dialects.md", NULL);
  g_autofree char *document = NULL;
  g_autoptr(GazetteDialects) dialects = gazette_dialects_new ();
  g_autoptr(GBytes) body = NULL;
  g_autoptr(GBytes) file = NULL;
  g_autoptr(GazetteEdition) edition = NULL;
  g_autoptr(GError) error = NULL;
  GazetteAnswer answer = { .url = "https://gazetteer.example/api/stories" };
  const GazetteArticle *article;

  g_file_get_contents (path, &document, NULL, &error);
  g_assert_no_error (error);
  answer.body = body = get_block (document, 0);
  file = get_block (document, 1);
  gazette_dialects_add (dialects, file, &error);
  g_assert_no_error (error);
  edition = gazette_dialects_read (dialects, NULL, &answer, &error);
  g_assert_no_error (error);

  g_assert_cmpstr (edition->dialect, ==, "gazetteer");
  g_assert_cmpstr (edition->title, ==, "The Gazetteer");
  g_assert_cmpstr (edition->next_url, ==, "https://gazetteer.example/api/stories?after=c2FtcGxl");
  g_assert_cmpuint (edition->articles->len, ==, 1);
  article = edition->articles->pdata[0];
  g_assert_cmpstr (article->id, ==, "4711");
  g_assert_cmpstr (article->title, ==, "Fish & chips dearer");
  g_assert_cmpstr (article->url, ==, "https://gazetteer.example/2024/fish-and-chips");
  g_assert_cmpstr (article->authors[1], ==, "Charles Babbage");
  g_assert_cmpint (article->published, ==, 1714972089);
  g_assert_cmpstr (article->summary, ==, "The price of fish and chips has risen again.");
  g_assert_cmpstr (article->image, ==, "https://gazetteer.example/i/fish.jpg");
  g_assert_cmpstr (article->image_caption, ==, "A plate of fish and chips");
  g_assert_cmpuint (g_strv_length (article->tags), ==, 2);
  g_assert_cmpuint (article->attachments->len, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/docs/example", test_the_worked_example_works);

  return g_test_run ();
}

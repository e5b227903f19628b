/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The worked examples of docs/dialects.md must work as they stand there. */

#include "config.h"

#include <string.h>

#include "gazette-dialects.h"

/* The nth block in a language. */
static GBytes *
get_block (const char *document,
           const char *language,
           guint       n)
{
  g_autofree char *fence = g_strdup_printf ("```%s\n", language);
  const char *start = document;
  const char *end;

  for (guint i = 0; i <= n; i++)
    {
      start = strstr (start, fence);
      g_assert_nonnull (start);
      start += strlen (fence);
    }
  end = strstr (start, "```");
  g_assert_nonnull (end);

  return g_bytes_new (start, end - start);
}

/* What the nth block of JSON, a dialect, reads in the first block of a language. */
static GazetteEdition *
read_example (const char *language,
              const char *content_type,
              guint       n)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "docs", "dialects.md", NULL);
  g_autofree char *document = NULL;
  g_autoptr(GazetteDialects) dialects = gazette_dialects_new ();
  g_autoptr(GBytes) body = NULL;
  g_autoptr(GBytes) file = NULL;
  g_autoptr(GazetteEdition) edition = NULL;
  g_autoptr(GError) error = NULL;
  GazetteAnswer answer = { .url = "https://gazetteer.example/api/stories", .content_type = content_type };

  g_file_get_contents (path, &document, NULL, &error);
  g_assert_no_error (error);
  answer.body = body = get_block (document, language, 0);
  file = get_block (document, "json", n);
  gazette_dialects_add (dialects, file, &error);
  g_assert_no_error (error);
  edition = gazette_dialects_read (dialects, NULL, &answer, &error);
  g_assert_no_error (error);

  return g_steal_pointer (&edition);
}

static void
test_the_worked_example_works (void)
{
  g_autoptr(GazetteEdition) edition = read_example ("json", "application/json", 1);
  const GazetteArticle *article;

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

static void
test_the_example_of_xml_works (void)
{
  g_autoptr(GazetteEdition) edition = read_example ("xml", "application/xml", 2);
  const GazetteArticle *article;

  g_assert_cmpstr (edition->dialect, ==, "gazetteer-xml");
  g_assert_cmpstr (edition->title, ==, "The Gazetteer");
  g_assert_cmpuint (edition->articles->len, ==, 1);
  article = edition->articles->pdata[0];
  g_assert_cmpstr (article->id, ==, "4711");
  g_assert_cmpstr (article->url, ==, "https://gazetteer.example/2024/fish-and-chips");
  g_assert_cmpstr (article->title, ==, "Fish & chips dearer");
  g_assert_cmpuint (g_strv_length (article->authors), ==, 2);
  g_assert_cmpstr (article->authors[1], ==, "Charles Babbage");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/docs/example", test_the_worked_example_works);
  g_test_add_func ("/docs/xml", test_the_example_of_xml_works);

  return g_test_run ();
}

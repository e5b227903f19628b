/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Real pages, and those that test parsers of HTML. They are not part of the
 * project: the tests run where they are found, see find_corpus(). */

#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "document-check.h"

typedef struct
{
  guint n_documents;
  guint n_empty;
  guint n_truncated;
  guint n_blocks[GAZETTE_BLOCK_EMBED + 1];
  guint n_links;
  gsize n_bytes;
} Count;

/* The folder that GAZETTE_CORPUS names, or the one beside the checkout. */
static char *
find_corpus (const char *name)
{
  const char *folder = g_getenv ("GAZETTE_CORPUS");
  g_autofree char *beside = g_test_build_filename (G_TEST_DIST, "..", "..", "shared", "corpus", NULL);
  g_autofree char *path = g_build_filename (folder != NULL ? folder : beside, name, NULL);

  return g_file_test (path, G_FILE_TEST_IS_DIR) ? g_steal_pointer (&path) : NULL;
}

static void
check (Count      *count,
       const char *html,
       gssize      length)
{
  g_autoptr(GazetteDocument) document = gazette_document_new_from_html (html, length, "https://example.org/a/b");

  document_check_rules (document);

  count->n_documents++;
  count->n_bytes += length < 0 ? strlen (html) : (gsize) length;
  count->n_truncated += gazette_document_is_truncated (document);
  count->n_empty += gazette_document_get_n_blocks (document) == 0;
  for (guint i = 0; i < gazette_document_get_n_blocks (document); i++)
    {
      const GazetteBlock *block = gazette_document_get_block (document, i);

      count->n_blocks[block->kind]++;
      g_assert_null (strstr (block->text, "document.write("));
      for (guint j = 0; j < block->runs->len; j++)
        count->n_links += g_array_index (block->runs, GazetteRun, j).href != NULL;
    }
}

static void
print_count (const Count *count)
{
  g_test_message ("%u documents of %" G_GSIZE_FORMAT " bytes (%u empty, %u truncated): %u paragraphs, %u headings, "
                  "%u preformatted, %u pictures, %u tables, %u embeds, %u links",
                  count->n_documents, count->n_bytes, count->n_empty, count->n_truncated,
                  count->n_blocks[GAZETTE_BLOCK_PARAGRAPH], count->n_blocks[GAZETTE_BLOCK_HEADING],
                  count->n_blocks[GAZETTE_BLOCK_PREFORMATTED], count->n_blocks[GAZETTE_BLOCK_PICTURE],
                  count->n_blocks[GAZETTE_BLOCK_TABLE], count->n_blocks[GAZETTE_BLOCK_EMBED], count->n_links);
}

static GBytes *
load (const char *path)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GInputStream) stream = G_INPUT_STREAM (g_file_read (file, NULL, NULL));
  g_autoptr(GOutputStream) memory = g_memory_output_stream_new_resizable ();

  g_assert_nonnull (stream);
  if (g_str_has_suffix (path, ".gz"))
    {
      g_autoptr(GConverter) converter = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
      GInputStream *plain = g_converter_input_stream_new (stream, converter);

      g_object_unref (stream);
      stream = plain;
    }
  g_output_stream_splice (memory, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, NULL);

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static void
check_file (Count      *count,
            const char *path)
{
  g_autoptr(GBytes) bytes = load (path);

  check (count, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
test_pages (gconstpointer data)
{
  const char *pattern = data;
  g_autofree char *name = g_path_get_dirname (pattern);
  g_autofree char *file = g_path_get_basename (pattern);
  g_autofree char *folder = find_corpus (name);
  g_autoptr(GDir) dir = NULL;
  Count count = { 0 };
  const char *entry;

  if (folder == NULL)
    {
      g_test_skip ("there is no corpus here");
      return;
    }

  dir = g_dir_open (folder, 0, NULL);
  while ((entry = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, entry, *file == '.' ? NULL : file, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
        check_file (&count, path);
    }

  g_assert_cmpuint (count.n_documents, >, 0);
  g_assert_cmpuint (count.n_empty, ==, 0);
  print_count (&count);
}

/* A file of html5lib's has many tests: "#data", the HTML, then "#errors". */
static void
check_cases (Count      *count,
             const char *text)
{
  const char *start = text;

  while ((start = strstr (start, "#data\n")) != NULL)
    {
      const char *end;

      start += strlen ("#data\n");
      end = strstr (start, "\n#errors");
      if (end == NULL)
        break;
      check (count, start, end - start);
      start = end;
    }
}

static void
test_html5lib (void)
{
  g_autofree char *folder = find_corpus ("html5lib-tests/tree-construction");
  g_autoptr(GDir) dir = NULL;
  Count count = { 0 };
  const char *entry;

  if (folder == NULL)
    {
      g_test_skip ("there is no corpus here");
      return;
    }

  dir = g_dir_open (folder, 0, NULL);
  while ((entry = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, entry, NULL);
      g_autofree char *text = NULL;

      if (g_str_has_suffix (path, ".dat") && g_file_get_contents (path, &text, NULL, NULL))
        check_cases (&count, text);
    }

  g_assert_cmpuint (count.n_documents, >, 0);
  print_count (&count);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/document/corpus/readability", "readability/source.html", test_pages);
  g_test_add_data_func ("/document/corpus/readability-articles", "readability/expected.html", test_pages);
  g_test_add_data_func ("/document/corpus/article-extraction", "article-extraction-benchmark/html/.", test_pages);
  g_test_add_func ("/document/corpus/html5lib", test_html5lib);

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Long texts are packed: what was written is read, whenever and however it came. */

#include "config.h"

#include <string.h>

#include "gazette-error.h"
#include "gazette-headlines.h"
#include "gazette-pack.h"
#include "gazette-schema.h"
#include "gazette-search.h"
#include "library-fixture.h"

#define URL "https://example.org/news.json"

static char *
make_text (guint number)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < 40; i++)
    g_string_append_printf (text, "<p>Paragraph %u of %u: der Hafen, гавань, الميناء, 港.</p>", i, number);

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static GazetteEdition *
make_edition (guint n_articles)
{
  GazetteEdition *edition = gazette_edition_new ("jsonfeed");

  for (guint i = 0; i < n_articles; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);
      GazetteArticle *article;

      fixture_add_article (edition, id, id, 1700000000 + i);
      article = g_ptr_array_index (edition->articles, i);
      g_free (article->html);
      article->html = make_text (i);
    }

  return edition;
}

static void
assert_text (GazetteLibrary *library,
             gint64          id,
             guint           number)
{
  g_autoptr(GazetteStored) stored = fixture_load (library, id);
  g_autofree char *text = make_text (number);

  g_assert_cmpstr (stored->article->html, ==, text);
}

static void
test_what_is_written_is_read (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = make_edition (3);
  g_autofree char *full = make_text (77);
  g_autoptr(GazetteDatabase) database = NULL;
  g_autoptr(GazetteHeadlines) headlines = gazette_headlines_new (library);
  g_autoptr(GazetteHeadline) found = NULL;
  g_autoptr(GazetteStored) stored = NULL;
  gint64 source_id = fixture_add_source (library, URL, edition);
  gint64 id = fixture_find (library, source_id, "1");

  assert_text (library, id, 1);
  fixture_await (gazette_library_keep_full_html (library, id, full));
  stored = fixture_load (library, id);
  g_assert_cmpstr (stored->full_html, ==, full);

  fixture_await (gazette_library_index_all (library));
  fixture_await (gazette_headlines_set_search (headlines, "77 ", 0, FALSE));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (headlines)), ==, 1);
  found = g_list_model_get_item (G_LIST_MODEL (headlines), 0);
  g_assert_nonnull (strstr (gazette_headline_get_excerpt (found), "77"));
  fixture_close (library);

  database = fixture_open_database (folder);
  g_assert_cmpint (fixture_ask (database, "SELECT count (*) FROM contents WHERE typeof (html) = 'blob'"), ==, 3);
  g_assert_cmpint (fixture_ask (database, "SELECT count (*) FROM contents WHERE typeof (full_html) = 'blob'"), ==, 1);
  g_assert_cmpint (fixture_ask (database, "SELECT max (octet_length (html)) FROM contents"), <, strlen (full) / 3);
}

/* What is read, in any script, and not what it is written with; as it is kept now and
 * as it was before lengths were. */
static void
test_lengths_are_of_what_is_read (const char *folder)
{
  g_autoptr(GazetteDatabase) database = fixture_open_database (folder);
  g_autofree char *text = make_text (1);
  g_autofree char *fill = g_strdup_printf ("CREATE TABLE texts (html ANY) STRICT;"
                                           "INSERT INTO texts SELECT gazette_pack ('%s');",
                                           text);

  g_assert_cmpint (fixture_ask (database, "SELECT gazette_length ('<p class=\"a b c\">a b&amp;c</p><script>much</script>')"), ==, 8);
  g_assert_cmpint (fixture_ask (database, "SELECT gazette_length ('гавань, гавань')"), ==, 14);
  g_assert_cmpint (fixture_ask (database, "SELECT gazette_length ('<b>港</b>口')"), ==, 2);
  g_assert_cmpint (fixture_ask (database, "SELECT gazette_length (NULL)"), ==, 0);
  g_assert_cmpint (fixture_ask (database, "SELECT gazette_length (x'00010203040506070809101112131415')"), ==, 0);

  fixture_execute (database, fill);
  g_assert_cmpint (fixture_ask (database, "SELECT typeof (html) = 'blob' FROM texts"), ==, 1);
  g_assert_cmpint (fixture_ask (database, "SELECT gazette_length (html) > 1000 FROM texts"), ==, 1);
  g_assert_cmpint (fixture_ask (database, "SELECT gazette_length (html) = gazette_length (gazette_unpack (html)) FROM texts"), ==, 1);
  g_assert_cmpint (fixture_ask (database, "SELECT gazette_length (former) = gazette_length (html)"
                                  "   AND gazette_unpack (former) = gazette_unpack (html)"
                                  "  FROM (SELECT html, substr (html, 1, octet_length (html) - 12) AS former FROM texts)"),
                   ==, 1);
}

/* Up to the step that brought packing. */
static void
make_former (GazetteDatabase *database)
{
  g_autoptr(GPtrArray) former = g_ptr_array_new ();
  const char *const *steps = gazette_schema_get_steps ();
  g_autoptr(GError) error = NULL;

  for (guint i = 0; strstr (steps[i], GAZETTE_PACK_NEXT) == NULL; i++)
    g_ptr_array_add (former, (gpointer) steps[i]);
  g_ptr_array_add (former, NULL);
  g_assert_true (gazette_schema_migrate_steps (database, (const char *const *) former->pdata, &error));
}

/* More than is packed in one step, with gaps, and some that are too short for it. */
static void
test_a_former_library_is_packed_in_steps (const char *folder)
{
  g_autoptr(GazetteDatabase) database = fixture_open_database (folder);
  g_autofree char *text = make_text (5);
  g_autofree char *fill = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GazetteStored) stored = NULL;
  GazetteLibrary *library;
  gboolean is_more;
  guint n_steps;

  make_former (database);
  fill = g_strdup_printf ("INSERT INTO sources (url, dialect, title, fetched, not_before, ended)"
                          " VALUES ('" URL "', 'jsonfeed', 'The News', 1, 0, 0);"
                          "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 2 FROM n WHERE i < 4999)"
                          "INSERT INTO articles (id, source_id, guid, digest, sort_key, published, modified, first_seen,"
                          "  title, summary) SELECT i, 1, i, 1, i, i, i, i, 'Article ' || i, '' FROM n;"
                          "INSERT INTO contents (article_id, html, full_html)"
                          " SELECT id, iif (id %% 10 = 1, 'short', '%s'), iif (id %% 100 = 7, '%s', NULL) FROM articles;"
                          "DELETE FROM search_queue;",
                          text, text);
  fixture_execute (database, fill);
  g_assert_true (gazette_schema_migrate (database, &error));
  g_assert_cmpint (fixture_ask (database, "SELECT count (*) FROM contents WHERE typeof (html) = 'blob'"), ==, 0);

  for (is_more = TRUE, n_steps = 0; is_more; n_steps++)
    {
      g_assert_true (gazette_database_begin (database, GAZETTE_DURABLE_NO, &error));
      g_assert_true (gazette_pack_step (database, &is_more, &error));
      g_assert_true (gazette_database_end (database, TRUE, &error));
      if (n_steps == 0)
        g_assert_cmpint (fixture_ask (database, "SELECT min (article_id) FROM contents WHERE typeof (html) = 'blob'"), >, 1000);
    }
  g_assert_cmpuint (n_steps, >, 2);
  g_assert_cmpint (fixture_ask (database, "SELECT count (*) FROM contents WHERE typeof (html) = 'text'"), ==, 500);
  g_assert_cmpint (fixture_ask (database, "SELECT count (*) FROM contents WHERE typeof (full_html) = 'text'"), ==, 0);
  g_assert_cmpint (fixture_ask (database, "SELECT count (*) FROM settings WHERE name = '" GAZETTE_PACK_NEXT "'"), ==, 0);
  /* The words are the same. */
  g_assert_cmpint (fixture_ask (database, "SELECT count (*) FROM search_queue"), ==, 0);
  g_assert_cmpint (fixture_ask (database, "SELECT count (*) FROM pragma_quick_check WHERE quick_check = 'ok'"), ==, 1);
  g_clear_pointer (&database, gazette_database_free);

  library = fixture_open (folder);
  assert_text (library, 3, 5);
  stored = fixture_load (library, 7);
  g_assert_cmpstr (stored->full_html, ==, text);
  fixture_close (library);
}

/* It goes on by itself, behind what is to be indexed. */
static void
test_an_open_library_packs_by_itself (const char *folder)
{
  g_autoptr(GazetteDatabase) database = fixture_open_database (folder);
  g_autofree char *text = make_text (5);
  g_autofree char *fill = NULL;
  GazetteLibrary *library;

  make_former (database);
  fill = g_strdup_printf ("INSERT INTO sources (url, dialect, title, fetched, not_before, ended)"
                          " VALUES ('" URL "', 'jsonfeed', 'The News', 1, 0, 0);"
                          "INSERT INTO articles (source_id, guid, digest, sort_key, published, modified, first_seen,"
                          "  title, summary) VALUES (1, '1', 1, 1, 1, 1, 1, 'One', '');"
                          "INSERT INTO contents (article_id, html) VALUES (1, '%s');",
                          text);
  fixture_execute (database, fill);
  g_clear_pointer (&database, gazette_database_free);

  library = fixture_open (folder);
  fixture_await (gazette_library_index_all (library));
  assert_text (library, 1, 5);
  fixture_close (library);
  database = fixture_open_database (folder);
  g_assert_cmpint (fixture_ask (database, "SELECT count (*) FROM contents WHERE typeof (html) = 'blob'"), ==, 1);
}

/* It has lost its text, and nothing else is lost; its source is asked for it again. */
static void
test_a_damaged_text_is_known_as_such (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = make_edition (3);
  g_autoptr(GazetteDatabase) database = NULL;
  g_autoptr(GazetteStored) stored = NULL;
  gint64 source_id = fixture_add_source (library, URL, edition);
  gint64 id = fixture_find (library, source_id, "1");
  gint64 other_id = fixture_find (library, source_id, "2");

  fixture_await (gazette_library_index_all (library));
  fixture_close (library);
  database = fixture_open_database (folder);
  fixture_execute (database, "UPDATE contents SET html = substr (html, 1, 60)"
                     " WHERE article_id = (SELECT id FROM articles WHERE guid = '1')");
  g_clear_pointer (&database, gazette_database_free);

  library = fixture_open (folder);
  fixture_await_error (gazette_library_load_article (library, id), GAZETTE_ERROR_DAMAGED);
  assert_text (library, other_id, 2);
  fixture_close (library);

  library = fixture_open (folder);
  g_assert_nonnull (gazette_library_get_note (library));
  stored = fixture_load (library, id);
  g_assert_null (stored->article->html);
  assert_text (library, other_id, 2);
  fixture_store (library, source_id, edition);
  assert_text (library, id, 1);
  fixture_close (library);
}

static void
test_what_cannot_be_a_text_is_refused (const char *folder)
{
  static const struct
  {
    const char *bytes;
    gsize       size;
  } cases[] = {
    { "", 0 },
    { "text", 4 },
    /* Says that it is 1 GB. */
    { "\x28\xb5\x2f\xfd\xa0\x00\x00\x00\x40\x01\x00\x00", 12 },
    /* Does not say how long it is. */
    { "\x28\xb5\x2f\xfd\x00\x58\x01\x00\x00", 9 },
    /* One byte, which is no text. */
    { "\x28\xb5\x2f\xfd\x20\x01\x09\x00\x00\xff", 10 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_false (gazette_pack_is_whole (cases[i].bytes, cases[i].size));
  /* The last one with a letter is. */
  g_assert_true (gazette_pack_is_whole ("\x28\xb5\x2f\xfd\x20\x01\x09\x00\x00\x61", 10));
}

/* Room that is left in the file is given back. */
static void
test_what_is_deleted_makes_room (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = make_edition (5000);
  g_autoptr(GazetteDatabase) database = NULL;
  gint64 before;
  gint64 id;

  fixture_add_source (library, "https://example.org/other.json", NULL);
  id = fixture_add_source (library, URL, edition);
  fixture_await (gazette_library_index_all (library));
  fixture_close (library);
  database = fixture_open_database (folder);
  before = fixture_ask (database, "PRAGMA page_count");
  g_clear_pointer (&database, gazette_database_free);

  library = fixture_open (folder);
  fixture_await (gazette_library_remove_source (library, id));
  fixture_await (gazette_library_purge_removed (library));
  fixture_await (gazette_library_index_all (library));
  fixture_close (library);
  database = fixture_open_database (folder);
  g_assert_cmpint (fixture_ask (database, "SELECT count (*) FROM articles"), ==, 0);
  g_assert_cmpint (fixture_ask (database, "PRAGMA page_count"), <, before / 3);
}

int
main (int   argc,
      char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);

  fixture_add ("/packing/what-is-written-is-read", test_what_is_written_is_read);
  fixture_add ("/packing/lengths-are-of-what-is-read", test_lengths_are_of_what_is_read);
  fixture_add ("/packing/a-former-library-is-packed-in-steps", test_a_former_library_is_packed_in_steps);
  fixture_add ("/packing/an-open-library-packs-by-itself", test_an_open_library_packs_by_itself);
  fixture_add ("/packing/a-damaged-text-is-known-as-such", test_a_damaged_text_is_known_as_such);
  fixture_add ("/packing/what-cannot-be-a-text-is-refused", test_what_cannot_be_a_text_is_refused);
  fixture_add ("/packing/what-is-deleted-makes-room", test_what_is_deleted_makes_room);

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Many articles are marked at once, and that is taken back. */

#include "config.h"

#include <gio/gio.h>

#include "gazette-marks.h"
#include "gazette-schema.h"
#include "library-fixture.h"

/* Enough for more than one slice, and for the larger cache. */
#define N_ARTICLES 51000
#define N_FEW      400

static gint64
ask (const char *folder,
     const char *sql)
{
  g_autoptr(GazetteDatabase) database = fixture_open_database (folder);

  return fixture_ask (database, sql);
}

/* With gaps between their numbers, of two sources, and some that are read or saved. */
static GazetteLibrary *
make_library (const char *folder,
              guint       n_articles)
{
  g_autoptr(GazetteDatabase) database = fixture_open_database (folder);
  g_autoptr(GError) error = NULL;
  g_autofree char *fill =
    g_strdup_printf ("INSERT INTO sources (url, dialect, title, fetched, not_before, ended) VALUES"
                     " ('https://example.org/', 'jsonfeed', '', 1, 0, 0), ('https://example.com/', 'jsonfeed', '', 1, 0, 0);"
                     "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %u)"
                     "INSERT INTO articles (id, source_id, guid, digest, sort_key, published, modified, first_seen, title,"
                     "  summary, read, saved, saved_note)"
                     " SELECT i, 1 + i %% 2, i, 1, i * 7919 %% 10007, i, i, i, '', '', i %% 5 = 0, i %% 11 %% 4,"
                     "  iif (i %% 11 %% 4 > 2, 'Note ' || i, NULL) FROM n WHERE i %% 1000 != 7;"
                     "DELETE FROM search_queue;",
                     n_articles);

  g_assert_true (gazette_schema_migrate (database, &error));
  fixture_execute (database, fill);

  return fixture_open (folder);
}

/* In no order, as a list in the order of anything else has them. */
static GArray *
draw_ids (GRand *random,
          guint  n_articles,
          guint  n)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  while (ids->len < n)
    {
      gint64 id = g_rand_int_range (random, 1, n_articles + 1);

      if (g_hash_table_add (seen, GINT_TO_POINTER (id)))
        g_array_append_val (ids, id);
    }

  return ids;
}

static GArray *
list_down (guint n_articles)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gint64 id = n_articles; id > 0; id--)
    g_array_append_val (ids, id);

  return ids;
}

static GazetteMarks *
mark (GazetteLibrary *library,
      GazetteMark     what,
      GArray         *ids,
      guint           start,
      guint           n)
{
  g_autoptr(GError) error = NULL;
  GazetteMarks *marks = dex_await_boxed (gazette_library_mark (library, what, ids, start, n, NULL), &error);

  g_assert_no_error (error);
  g_assert_cmpint (marks->mark, ==, what);

  return marks;
}

/* All that marking may change, in one number. */
#define STATE \
  "SELECT sum ((id * 31 + coalesce (u.source_id + u.sort_key, 0) * 7 + saved * 3 + length (coalesce (saved_note, '')))" \
  "            * (1 + id % 97)) FROM articles LEFT JOIN unread u" \
  "   ON u.sort_key = articles.sort_key AND u.article_id = id"
#define COUNTS_ARE_TRUE \
  "SELECT count (*) FROM sources s WHERE n_unread = (SELECT count (*) FROM unread WHERE source_id = s.id)"

static void
test_a_whole_library_is_marked (const char *folder)
{
  GazetteLibrary *library = make_library (folder, N_ARTICLES);
  g_autoptr(GArray) ids = list_down (N_ARTICLES);
  g_autoptr(GazetteMarks) marks = NULL;
  g_autoptr(GazetteMarks) again = NULL;
  gint64 before = ask (folder, STATE);
  gint64 n_unread = ask (folder, "SELECT count (*) FROM unread");

  marks = mark (library, GAZETTE_MARK_READ, ids, 0, ids->len);
  g_assert_cmpuint (marks->ids->len, ==, n_unread);
  g_assert_cmpint (ask (folder, "SELECT count (*) FROM unread"), ==, 0);
  g_assert_cmpint (ask (folder, COUNTS_ARE_TRUE), ==, 2);

  again = mark (library, GAZETTE_MARK_READ, ids, 0, ids->len);
  g_assert_cmpuint (again->ids->len, ==, 0);

  /* What was read before stays so. */
  fixture_await (gazette_library_unmark (library, marks));
  g_assert_cmpint (ask (folder, STATE), ==, before);
  g_assert_cmpint (ask (folder, COUNTS_ARE_TRUE), ==, 2);
  g_assert_cmpint (ask (folder, "SELECT count (*) FROM pragma_integrity_check WHERE integrity_check = 'ok'"), ==, 1);
  fixture_close (library);
}

/* Whatever is marked, only that changes, and it is taken back as a whole. */
static void
test_any_marks_are_taken_back (const char *folder)
{
  GazetteLibrary *library = make_library (folder, N_FEW);
  g_autoptr(GRand) random = g_rand_new_with_seed (12);
  gint64 before = ask (folder, STATE);

  for (guint i = 0; i < 40; i++)
    {
      g_autoptr(GArray) ids = draw_ids (random, N_FEW, g_rand_int_range (random, 1, N_FEW));
      guint start = g_rand_int_range (random, 0, ids->len);
      guint n = g_rand_int_range (random, 0, ids->len - start + 1);
      g_autoptr(GHashTable) wanted = g_hash_table_new (NULL, NULL);
      g_autoptr(GazetteMarks) marks = mark (library, i % 4, ids, start, n);

      for (guint j = start; j < start + n; j++)
        g_hash_table_add (wanted, GINT_TO_POINTER (g_array_index (ids, gint64, j)));
      for (guint j = 0; j < marks->ids->len; j++)
        g_assert_true (g_hash_table_remove (wanted, GINT_TO_POINTER (g_array_index (marks->ids, gint64, j))));
      g_assert_cmpint (marks->ids->len == 0, ==, ask (folder, STATE) == before);
      g_assert_cmpint (ask (folder, COUNTS_ARE_TRUE), ==, 2);

      fixture_await (gazette_library_unmark (library, marks));
      g_assert_cmpint (ask (folder, STATE), ==, before);
    }
  fixture_close (library);
}

/* Many of them, though not all: some are read before, some are gone. */
static void
test_many_of_a_library_are_marked (const char *folder)
{
  GazetteLibrary *library = make_library (folder, N_ARTICLES);
  g_autoptr(GRand) random = g_rand_new_with_seed (6);
  gint64 before = ask (folder, STATE);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(GArray) ids = draw_ids (random, N_ARTICLES, N_ARTICLES / 2);
      GazetteMark what = i == 0 ? GAZETTE_MARK_READ : GAZETTE_MARK_UNREAD;
      gint64 n_unread = ask (folder, "SELECT count (*) FROM unread");
      g_autoptr(GazetteMarks) marks = mark (library, what, ids, 0, ids->len);
      gint64 n_changed = (gint64) marks->ids->len;

      g_assert_cmpint (n_changed, >, 0);
      g_assert_cmpint (ask (folder, "SELECT count (*) FROM unread"), ==, n_unread + (i == 0 ? -n_changed : n_changed));
      g_assert_cmpint (ask (folder, COUNTS_ARE_TRUE), ==, 2);

      fixture_await (gazette_library_unmark (library, marks));
      g_assert_cmpint (ask (folder, STATE), ==, before);
      g_assert_cmpint (ask (folder, COUNTS_ARE_TRUE), ==, 2);
    }
  fixture_close (library);
}

/* Of a wide row nothing is written: what a mark writes does not depend on how long titles
 * and summaries are. */
static void
test_marking_leaves_articles_alone (const char *folder)
{
  GazetteLibrary *library = make_library (folder, N_FEW);
  g_autoptr(GArray) ids = list_down (N_FEW);
  g_autoptr(GazetteMarks) marks = NULL;
  g_autoptr(GazetteDatabase) database = fixture_open_database (folder);

  fixture_execute (database, "CREATE TABLE told (id INTEGER);"
                             "CREATE TRIGGER tell AFTER UPDATE ON articles BEGIN INSERT INTO told VALUES (new.id); END;");
  marks = mark (library, GAZETTE_MARK_READ, ids, 0, ids->len);
  g_assert_cmpuint (marks->ids->len, >, 0);
  fixture_await (gazette_library_unmark (library, marks));
  g_assert_cmpint (fixture_ask (database, "SELECT count (*) FROM told"), ==, 0);
  fixture_close (library);
}

/* A date that changes, and an article that goes, take what is unread along. */
static void
test_unread_follows_articles (const char *folder)
{
  GazetteLibrary *library = make_library (folder, N_FEW);
  g_autoptr(GazetteDatabase) database = fixture_open_database (folder);
  static const char is_unread[] =
    "SELECT count (*) FROM unread u JOIN articles a ON a.id = u.article_id AND a.sort_key = u.sort_key WHERE a.id < 9";
  gint64 n_unread = fixture_ask (database, is_unread);

  g_assert_cmpint (n_unread, >, 2);
  fixture_execute (database, "UPDATE articles SET sort_key = sort_key + 5 WHERE id < 9");
  g_assert_cmpint (fixture_ask (database, is_unread), ==, n_unread);
  fixture_execute (database, "DELETE FROM articles WHERE id IN (1, 2)");
  g_assert_cmpint (fixture_ask (database, is_unread), ==, n_unread - 2);
  g_assert_cmpint (fixture_ask (database, "SELECT count (*) FROM unread WHERE article_id < 3"), ==, 0);
  g_assert_cmpint (fixture_ask (database, COUNTS_ARE_TRUE), ==, 2);
  fixture_close (library);
}

static void
test_what_is_given_up_has_changed_nothing (const char *folder)
{
  GazetteLibrary *library = make_library (folder, N_FEW);
  g_autoptr(GArray) ids = list_down (N_FEW);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  gint64 before = ask (folder, STATE);

  g_cancellable_cancel (cancellable);
  g_assert_null (dex_await_boxed (gazette_library_mark (library, GAZETTE_MARK_READ, ids, 0, ids->len, cancellable), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (ask (folder, STATE), ==, before);
  fixture_close (library);
}

int
main (int   argc,
      char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);

  fixture_add ("/marks/a-whole-library-is-marked", test_a_whole_library_is_marked);
  fixture_add ("/marks/many-of-a-library-are-marked", test_many_of_a_library_are_marked);
  fixture_add ("/marks/marking-leaves-articles-alone", test_marking_leaves_articles_alone);
  fixture_add ("/marks/unread-follows-articles", test_unread_follows_articles);
  fixture_add ("/marks/any-marks-are-taken-back", test_any_marks_are_taken_back);
  fixture_add ("/marks/what-is-given-up-has-changed-nothing", test_what_is_given_up_has_changed_nothing);

  return g_test_run ();
}

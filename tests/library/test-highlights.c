/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-error.h"
#include "gazette-headlines.h"
#include "gazette-highlights.h"
#include "library-fixture.h"

#define URL "https://example.org/news.json"
#define OTHER_URL "https://example.com/news.json"

/* Articles that were published long ago. */
static GazetteEdition *
make_edition (void)
{
  GazetteEdition *edition = gazette_edition_new ("jsonfeed");

  fixture_add_article (edition, "a", "The first article", 1700000000);
  fixture_add_article (edition, "b", "Der zweite Artikel über Äpfel", 1600000000);
  fixture_add_article (edition, "c", "c", 1500000000);

  return edition;
}

static GazetteAnnotation *
make_annotation (gint64      article_id,
                 const char *exact,
                 guint       position,
                 gint64      created,
                 const char *note)
{
  GazetteAnnotation *annotation = gazette_annotation_new (article_id);

  annotation->quote = (GazetteQuote) { g_strdup (exact), g_strdup ("before "), g_strdup (" after"), position };
  annotation->note = g_strdup (note);
  annotation->created = created;

  return annotation;
}

static gint64
add (GazetteLibrary *library,
     gint64          article_id,
     const char     *exact,
     guint           position,
     gint64          created,
     const char     *note)
{
  g_autoptr(GazetteAnnotation) annotation = make_annotation (article_id, exact, position, created, note);
  g_autoptr(GError) error = NULL;
  gint64 id = dex_await_int64 (gazette_library_add_highlight (library, annotation), &error);

  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);

  return id;
}

static char *
describe (DexFuture *future)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) annotations = dex_await_boxed (future, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < annotations->len; i++)
    {
      const GazetteAnnotation *annotation = annotations->pdata[i];

      if (annotation->title != NULL)
        g_string_append_printf (text, "%s: ", annotation->title);
      g_string_append_printf (text, "%s@%u", annotation->quote.exact, annotation->quote.position);
      if (annotation->colour != GAZETTE_COLOUR_YELLOW)
        g_string_append_printf (text, " #%d", annotation->colour);
      if (annotation->note != NULL)
        g_string_append_printf (text, " (%s)", annotation->note);
      g_string_append (text, annotation->is_lost ? " lost\n" : "\n");
    }

  return g_string_free_and_steal (text);
}

static void
assert_of_article (GazetteLibrary *library,
                   gint64          article_id,
                   const char     *expected)
{
  g_autofree char *text = describe (gazette_library_list_highlights (library, article_id));

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_listed (GazetteLibrary *library,
               const char     *words,
               const char     *expected)
{
  g_autofree char *text = describe (gazette_library_list_all_highlights (library, words, FALSE));

  g_assert_cmpstr (text, ==, expected);
}

static void
changed_cb (GazetteLibrary *library,
            gint64          article_id,
            gint64         *changed)
{
  *changed = article_id;
}

static void
test_kept (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = make_edition ();
  gint64 source = fixture_add_source (library, URL, edition);
  gint64 a = fixture_find (library, source, "The first article");
  gint64 changed = 0;
  gint64 id;

  g_signal_connect (library, "highlights-changed", G_CALLBACK (changed_cb), &changed);
  id = add (library, a, "two words", 40, 100, NULL);
  g_assert_cmpint (changed, ==, a);
  g_assert_cmpint (add (library, a, "two words", 40, 200, NULL), ==, id);
  add (library, a, "one", 4, 300, "A note\nof two lines");
  assert_of_article (library, a, "one@4 (A note\nof two lines)\ntwo words@40\n");
  changed = 0;
  fixture_await (gazette_library_change_highlight (library, id, GAZETTE_COLOUR_PINK, "Other"));
  g_assert_cmpint (changed, ==, a);
  fixture_close (library);

  library = fixture_open (folder);
  assert_of_article (library, a, "one@4 (A note\nof two lines)\ntwo words@40 #3 (Other)\n");
  fixture_await (gazette_library_change_highlight (library, id, GAZETTE_COLOUR_YELLOW, NULL));
  assert_of_article (library, a, "one@4 (A note\nof two lines)\ntwo words@40\n");
  fixture_close (library);
}

static void
test_removed (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = make_edition ();
  gint64 source = fixture_add_source (library, URL, edition);
  gint64 a = fixture_find (library, source, "The first article");
  gint64 id = add (library, a, "one", 4, 100, "A note");
  gint64 other = add (library, a, "two", 9, 100, NULL);

  fixture_await (gazette_library_remove_highlight (library, id));
  assert_of_article (library, a, "two@9\n");
  fixture_await_error (gazette_library_remove_highlight (library, id), GAZETTE_ERROR_NOT_FOUND);
  fixture_await_error (gazette_library_change_highlight (library, id, 0, NULL), GAZETTE_ERROR_NOT_FOUND);
  fixture_await (gazette_library_restore_highlight (library, id));
  assert_of_article (library, a, "one@4 (A note)\ntwo@9\n");
  fixture_await_error (gazette_library_restore_highlight (library, id), GAZETTE_ERROR_NOT_FOUND);

  /* Undo ends with the program. */
  fixture_await (gazette_library_remove_highlight (library, other));
  fixture_close (library);
  library = fixture_open (folder);
  fixture_await_error (gazette_library_restore_highlight (library, other), GAZETTE_ERROR_NOT_FOUND);
  assert_of_article (library, a, "one@4 (A note)\n");
  fixture_close (library);
}

static void
test_lost (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = make_edition ();
  gint64 source = fixture_add_source (library, URL, edition);
  gint64 a = fixture_find (library, source, "The first article");
  gint64 id = add (library, a, "one", 4, 100, NULL);
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (ids, id);
  fixture_await (gazette_library_note_lost_highlights (library, a, ids));
  assert_of_article (library, a, "one@4 lost\n");
  fixture_await (gazette_library_note_lost_highlights (library, a, ids));
  assert_of_article (library, a, "one@4\n");
  fixture_close (library);
}

static void
test_limits (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = make_edition ();
  gint64 source = fixture_add_source (library, URL, edition);
  gint64 a = fixture_find (library, source, "The first article");
  g_autofree char *long_text = g_strnfill (2 * GAZETTE_QUOTE_MAX_LENGTH + 1, 'x');
  g_autofree char *long_note = g_strnfill (GAZETTE_ANNOTATION_MAX_NOTE + 1, 'x');
  g_autoptr(GazetteAnnotation) too_long = make_annotation (a, long_text, 0, 0, NULL);
  g_autoptr(GazetteAnnotation) too_wordy = make_annotation (a, "x", 0, 0, long_note);
  g_autoptr(GazetteAnnotation) nowhere = make_annotation (4711, "x", 0, 0, NULL);
  g_autoptr(GazetteAnnotation) one_more = make_annotation (a, "more", 5000, 0, NULL);
  gint64 id;

  fixture_await_error (gazette_library_add_highlight (library, too_long), GAZETTE_ERROR_FAILED);
  fixture_await_error (gazette_library_add_highlight (library, too_wordy), GAZETTE_ERROR_FAILED);
  fixture_await_error (gazette_library_add_highlight (library, nowhere), GAZETTE_ERROR_NOT_FOUND);
  id = add (library, a, "x", 0, 100, NULL);
  fixture_await_error (gazette_library_change_highlight (library, id, 0, long_note), GAZETTE_ERROR_FAILED);
  for (guint i = 1; i < GAZETTE_ANNOTATION_MAX_NUMBER; i++)
    add (library, a, "x", i, 100, NULL);
  fixture_await_error (gazette_library_add_highlight (library, one_more), GAZETTE_ERROR_FAILED);
  fixture_close (library);
}

static void
test_list (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = make_edition ();
  gint64 source = fixture_add_source (library, URL, edition);
  gint64 a = fixture_find (library, source, "The first article");
  gint64 b = fixture_find (library, source, "Der zweite Artikel über Äpfel");
  g_autofree char *text = NULL;
  g_autofree char *longer = g_strnfill (1000, 'x');
  g_autoptr(GPtrArray) listed = NULL;
  g_autoptr(GPtrArray) whole = NULL;

  assert_listed (library, NULL, "");
  add (library, a, "old", 9, 100, NULL);
  add (library, b, "middle", 5, 200, "Größe");
  assert_listed (library, NULL, "Der zweite Artikel über Äpfel: middle@5 (Größe)\nThe first article: old@9\n");
  add (library, a, "fresh", 3, 300, NULL);
  assert_listed (library, NULL, "The first article: fresh@3\nThe first article: old@9\n"
                                "Der zweite Artikel über Äpfel: middle@5 (Größe)\n");

  assert_listed (library, "OLD", "The first article: old@9\n");
  assert_listed (library, "first FRESH", "The first article: fresh@3\n");
  assert_listed (library, "grösse", "Der zweite Artikel über Äpfel: middle@5 (Größe)\n");
  assert_listed (library, "äpfel", "Der zweite Artikel über Äpfel: middle@5 (Größe)\n");
  assert_listed (library, "nothing", "");
  assert_listed (library, "%", "");

  text = fixture_list (library, GAZETTE_VIEW_HIGHLIGHTS, 0);
  g_assert_cmpstr (text, ==, "The first article Der zweite Artikel über Äpfel");

  add (library, b, longer, 0, 50, longer);
  listed = dex_await_boxed (gazette_library_list_all_highlights (library, "xxxx", FALSE), NULL);
  whole = dex_await_boxed (gazette_library_list_all_highlights (library, "xxxx", TRUE), NULL);
  g_assert_cmpuint (strlen (((GazetteAnnotation *) listed->pdata[0])->quote.exact), <, 500);
  g_assert_cmpuint (strlen (((GazetteAnnotation *) whole->pdata[0])->quote.exact), ==, 1000);
  g_assert_cmpuint (strlen (((GazetteAnnotation *) whole->pdata[0])->note), ==, 1000);
  fixture_close (library);
}

/* What a person wrote in stays: whatever is to go because it is old or too many, and
 * when its source is removed. */
static void
test_stays (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = make_edition ();
  gint64 source = fixture_add_source (library, URL, edition);
  gint64 other = fixture_add_source (library, OTHER_URL, NULL);
  gint64 a = fixture_find (library, source, "The first article");
  gint64 b = fixture_find (library, source, "Der zweite Artikel über Äpfel");
  gint64 c = fixture_find (library, source, "c");
  gint64 id;
  g_autoptr(GazetteStorage) storage = NULL;
  g_autoptr(GazetteStorage) later = NULL;

  id = add (library, b, "middle", 5, 200, NULL);
  fixture_await (gazette_library_set_read (library, a, TRUE));
  fixture_await (gazette_library_set_read (library, b, TRUE));
  fixture_await (gazette_library_note_copy (library, b, GAZETTE_COPY_COMPLETE));
  storage = dex_await_boxed (gazette_library_load_storage (library), NULL);
  g_assert_cmpuint (storage->n_old, ==, 1);
  g_assert_cmpuint (storage->n_read_copies, ==, 0);
  fixture_await (gazette_library_free_copies (library, 0));
  fixture_await (gazette_library_let_go (library, GAZETTE_RETENTION_MONTH));
  fixture_await_error (gazette_library_load_article (library, a), GAZETTE_ERROR_NOT_FOUND);

  fixture_await (gazette_library_remove_source (library, source));
  fixture_await (gazette_library_purge_removed (library));
  fixture_await_error (gazette_library_load_article (library, c), GAZETTE_ERROR_NOT_FOUND);
  assert_listed (library, NULL, "Der zweite Artikel über Äpfel: middle@5\n");
  assert_of_article (library, b, "middle@5\n");

  /* Without it, all goes; until then its copy was whole. */
  fixture_await (gazette_library_remove_highlight (library, id));
  later = dex_await_boxed (gazette_library_load_storage (library), NULL);
  g_assert_cmpuint (later->n_read_copies, ==, 1);
  fixture_await (gazette_library_purge_removed (library));
  fixture_await_error (gazette_library_load_article (library, b), GAZETTE_ERROR_NOT_FOUND);
  fixture_await_error (gazette_library_restore_highlight (library, id), GAZETTE_ERROR_NOT_FOUND);
  g_assert_cmpint (other, >, 0);
  fixture_close (library);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  fixture_add ("/highlights/are-kept", test_kept);
  fixture_add ("/highlights/removal-can-be-undone", test_removed);
  fixture_add ("/highlights/lost", test_lost);
  fixture_add ("/highlights/limits", test_limits);
  fixture_add ("/highlights/are-listed", test_list);
  fixture_add ("/highlights/their-articles-stay", test_stays);

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>

#include "gazette-error.h"
#include "gazette-headlines.h"
#include "library-fixture.h"

typedef struct
{
  FixtureFunc  func;
  char        *folder;
} Run;

static void
remove_tree (const char *path)
{
  if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    {
      g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
      const char *name;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *child = g_build_filename (path, name, NULL);

          remove_tree (child);
        }
    }

  g_remove (path);
}

static DexFuture *
run_fiber (gpointer data)
{
  Run *run = data;

  run->func (run->folder);

  return dex_future_new_true ();
}

static void
run_test (gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DexFuture) future = NULL;
  Run run = { (FixtureFunc) data, g_dir_make_tmp ("gazette-library-XXXXXX", &error) };

  g_assert_no_error (error);

  future = dex_scheduler_spawn (NULL, 0, run_fiber, &run, NULL);
  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);

  remove_tree (run.folder);
  g_free (run.folder);
}

void
fixture_add (const char  *path,
             FixtureFunc  func)
{
  g_test_add_data_func (path, (gconstpointer) func, run_test);
}

void
fixture_add_article (GazetteEdition *edition,
                     const char     *id,
                     const char     *title,
                     gint64          published)
{
  GazetteArticle *article = gazette_article_new (id);

  g_set_str (&article->title, title);
  article->published = published;
  article->html = g_strdup_printf ("<p>%s</p>", title);
  g_ptr_array_add (edition->articles, article);
}

GazetteLibrary *
fixture_open (const char *folder)
{
  g_autoptr(GError) error = NULL;
  GazetteLibrary *library = dex_await_object (gazette_library_open (folder), &error);

  g_assert_no_error (error);
  g_assert_true (GAZETTE_IS_LIBRARY (library));

  return library;
}

void
fixture_close (GazetteLibrary *library)
{
  fixture_await (gazette_library_close (library));
  g_object_unref (library);
}

gint64
fixture_add_source (GazetteLibrary *library,
                    const char     *url,
                    GazetteEdition *edition)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GazetteSource) source = gazette_source_new (url);
  gint64 id = dex_await_int64 (gazette_library_add_source (library, source, edition), &error);

  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);

  return id;
}

guint
fixture_store (GazetteLibrary *library,
               gint64          source_id,
               GazetteEdition *edition)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GazetteSource) source = NULL;
  guint n_new;

  source = dex_await_boxed (gazette_library_load_source (library, source_id), &error);
  g_assert_no_error (error);
  n_new = dex_await_uint (gazette_library_store_edition (library, source, edition), &error);
  g_assert_no_error (error);

  return n_new;
}

static GazetteHeadlines *
show (GazetteLibrary *library,
      int             kind,
      gint64          source_id)
{
  g_autoptr(GError) error = NULL;
  GazetteHeadlines *headlines = gazette_headlines_new (library);

  g_assert_true (dex_await_boolean (gazette_headlines_set_view (headlines, kind, source_id), &error));
  g_assert_no_error (error);

  return headlines;
}

/* The titles of a view in one line, as they are in the database: headlines are
 * shared with other lists, and may not be as far yet. */
char *
fixture_list (GazetteLibrary *library,
              int             kind,
              gint64          source_id)
{
  g_autoptr(GazetteHeadlines) headlines = show (library, kind, source_id);
  g_autoptr(GString) line = g_string_new (NULL);
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (headlines));

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr(GazetteHeadline) headline = g_list_model_get_item (G_LIST_MODEL (headlines), i);
      g_autoptr(GazetteStored) stored = fixture_load (library, gazette_headline_get_id (headline));

      g_string_append_printf (line, "%s%s", i > 0 ? " " : "", stored->article->title);
    }

  return g_string_free_and_steal (g_steal_pointer (&line));
}

gint64
fixture_find (GazetteLibrary *library,
              gint64          source_id,
              const char     *title)
{
  g_autoptr(GazetteHeadlines) headlines =
    show (library, source_id != 0 ? GAZETTE_VIEW_SOURCE : GAZETTE_VIEW_ALL, source_id);
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (headlines));

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr(GazetteHeadline) headline = g_list_model_get_item (G_LIST_MODEL (headlines), i);

      if (g_str_equal (gazette_headline_get_title (headline), title))
        return gazette_headline_get_id (headline);
    }

  g_error ("No article is called %s", title);
}

GazetteStored *
fixture_load (GazetteLibrary *library,
              gint64          article_id)
{
  g_autoptr(GError) error = NULL;
  GazetteStored *stored = dex_await_boxed (gazette_library_load_article (library, article_id), &error);

  g_assert_no_error (error);
  g_assert_nonnull (stored);

  return stored;
}

void
fixture_await (DexFuture *future)
{
  g_autoptr(GError) error = NULL;

  dex_await (future, &error);
  g_assert_no_error (error);
}

/* Every error that reaches a person has words. */
void
fixture_await_error (DexFuture *future,
                     int        code)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (dex_await (future, &error));
  g_assert_error (error, GAZETTE_ERROR, code);
  g_assert_true (g_str_has_suffix (error->message, "."));
}

/* The database of a library, beside it. */
GazetteDatabase *
fixture_open_database (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_autoptr(GError) error = NULL;
  GazetteDatabase *database = gazette_database_open (path, TRUE, &error);

  g_assert_no_error (error);

  return database;
}

void
fixture_execute (GazetteDatabase *database,
                 const char      *sql)
{
  g_autoptr(GError) error = NULL;

  gazette_database_execute (database, sql, &error);
  g_assert_no_error (error);
}

/* The number in the first column of the first row, which there is. */
gint64
fixture_ask (GazetteDatabase *database,
             const char      *sql)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (database, sql, &error);

  g_assert_no_error (error);
  g_assert_true (gazette_statement_step (statement, &error));
  g_assert_no_error (error);

  return gazette_statement_get_int (statement, 0);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <utime.h>

#include "gazette-library-private.h"
#include "gazette-pictures.h"
#include "saved-check.h"

/* Looks at a library that no program has open, past all that keeps it. */

typedef void (*FileFunc) (const char *path,
                          const char *name,
                          gpointer    data);

static GazetteDatabase *
open_database (const char *data_folder)
{
  g_autofree char *path = g_build_filename (data_folder, "library.db", NULL);
  g_autoptr(GError) error = NULL;
  GazetteDatabase *database = gazette_database_open (path, TRUE, &error);

  g_assert_no_error (error);

  return database;
}

static GazetteStatement *
prepare (GazetteDatabase *database,
         const char      *sql)
{
  g_autoptr(GError) error = NULL;
  GazetteStatement *statement = gazette_database_prepare (database, sql, &error);

  g_assert_no_error (error);

  return statement;
}

static gboolean
step (GazetteStatement *statement)
{
  g_autoptr(GError) error = NULL;
  gboolean has_row = gazette_statement_step (statement, &error);

  g_assert_no_error (error);

  return has_row;
}

/* The articles that are said to be saved as a whole: a set of gint64. */
GHashTable *
saved_check_list_complete (const char *data_folder)
{
  GHashTable *complete = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GazetteDatabase *database = open_database (data_folder);
  {
    g_autoptr(GazetteStatement) statement = prepare (database, "SELECT id FROM articles WHERE saved = 2");

    while (step (statement))
      {
        gint64 id = gazette_statement_get_int (statement, 0);

        g_hash_table_add (complete, g_memdup2 (&id, sizeof id));
      }
  }
  gazette_database_free (database);

  return complete;
}

static void
check_sound (GazetteDatabase *database)
{
  g_autoptr(GazetteStatement) integrity = prepare (database, "PRAGMA integrity_check");
  g_autoptr(GazetteStatement) keys = prepare (database, "PRAGMA foreign_key_check");

  g_assert_true (step (integrity));
  g_assert_cmpstr (gazette_statement_get_text (integrity, 0), ==, "ok");
  g_assert_false (step (keys));
}

/* The database is sound, and whatever it says that is kept is there, and whole;
 * what is saved as a whole has all of its @n_pictures. */
void
saved_check_library (const char *data_folder,
                     guint       n_pictures)
{
  g_autofree char *folder = g_build_filename (data_folder, "pictures", NULL);
  GazetteDatabase *database = open_database (data_folder);

  check_sound (database);
  {
    g_autoptr(GazetteStatement) pictures = prepare (database, "SELECT hash FROM pictures");
    g_autoptr(GazetteStatement) articles =
      prepare (database,
               "SELECT count (p.url) FROM articles a LEFT JOIN article_pictures p ON p.article_id = a.id"
               " WHERE a.saved = 2 GROUP BY a.id");

    while (step (pictures))
      {
        g_autoptr(GError) error = NULL;

        gazette_pictures_check (folder, gazette_statement_get_text (pictures, 0), &error);
        g_assert_no_error (error);
      }
    while (step (articles))
      g_assert_cmpint (gazette_statement_get_int (articles, 0), >=, n_pictures);
  }
  gazette_database_free (database);
}

static void
each_file (const char *data_folder,
           FileFunc    func,
           gpointer    data)
{
  g_autofree char *folder = g_build_filename (data_folder, "pictures", NULL);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *start;

  while (dir != NULL && (start = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *subfolder = g_build_filename (folder, start, NULL);
      g_autoptr(GDir) subdir = g_dir_open (subfolder, 0, NULL);
      const char *name;

      while (subdir != NULL && (name = g_dir_read_name (subdir)) != NULL)
        {
          g_autofree char *path = g_build_filename (subfolder, name, NULL);

          func (path, name, data);
        }
    }
}

static void
check_needed (const char *path,
              const char *name,
              gpointer    data)
{
  g_autoptr(GazetteStatement) statement = prepare (data, "SELECT 1 FROM article_pictures WHERE hash = ?1");

  gazette_statement_text (statement, 1, name);
  g_assert_true (step (statement));
}

/* Every file is one that an article keeps. */
void
saved_check_no_orphans (const char *data_folder)
{
  GazetteDatabase *database = open_database (data_folder);

  each_file (data_folder, check_needed, database);
  gazette_database_free (database);
}

static void
age (const char *path,
     const char *name,
     gpointer    data)
{
  struct utimbuf times = { 1000, 1000 };

  g_assert_cmpint (g_utime (path, &times), ==, 0);
}

/* As if they had been written long ago, which is when leftovers are cleared away. */
void
saved_check_age_files (const char *data_folder)
{
  each_file (data_folder, age, NULL);
}

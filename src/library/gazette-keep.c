/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-error.h"
#include "gazette-library-private.h"
#include "gazette-pictures.h"

/* Another process may work on the same folder: what it wrote just before this
 * one was started may not be referenced yet. */
#define CLEAN_MARGIN_SECONDS (60 * 60)

static const char insert_picture[] = "INSERT OR IGNORE INTO pictures (hash, size) VALUES (?1, ?2)";

/* Nothing is inserted for an article that is gone, rather than an error that
 * would look like a damaged library. */
static const char replace_article_picture[] =
  "REPLACE INTO article_pictures (article_id, url, hash)"
  " SELECT id, ?2, ?3 FROM articles WHERE id = ?1";

static void
set_article_gone (GError **error)
{
  g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_FOUND,
                       _("This article is not in the library any more. Choose another one."));
}

/**
 * gazette_keep_write_picture:
 * @request: id: an article; text: the address of a picture; bytes: the picture
 * @database: see #GazetteRequestFunc
 * @result: (out): left alone
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_keep_write_picture (GazetteRequest   *request,
                            GazetteDatabase  *database,
                            GValue           *result,
                            GError          **error)
{
  g_autofree char *hash = gazette_pictures_hash (request->bytes);
  g_autoptr(GazetteStatement) picture = NULL;
  g_autoptr(GazetteStatement) use = NULL;

  /* The file first: a row never speaks of one that is not there. */
  if (!gazette_pictures_write (gazette_store_get_pictures (request->store), hash, request->bytes, error))
    return FALSE;

  if ((picture = gazette_database_prepare (database, insert_picture, error)) == NULL)
    return FALSE;

  gazette_statement_text (picture, 1, hash);
  gazette_statement_int (picture, 2, g_bytes_get_size (request->bytes));
  if (!gazette_statement_run (picture, error))
    return FALSE;

  if ((use = gazette_database_prepare (database, replace_article_picture, error)) == NULL)
    return FALSE;

  gazette_statement_int (use, 1, request->id);
  gazette_statement_text (use, 2, request->text);
  gazette_statement_text (use, 3, hash);
  if (!gazette_statement_run (use, error))
    return FALSE;

  if (gazette_database_n_changed (database) == 0)
    {
      set_article_gone (error);
      return FALSE;
    }

  return TRUE;
}

/* NULL with %GAZETTE_ERROR_NOT_FOUND when it is not kept. */
static char *
read_hash (GazetteRequest   *request,
           GazetteDatabase  *database,
           GError          **error)
{
  /* What the article itself keeps; else, of those that keep the address, what the
   * one does that was stored last. */
  static const char select_hash[] =
    "SELECT hash FROM article_pictures WHERE url = ?1 ORDER BY article_id = ?2 DESC, article_id DESC LIMIT 1";
  g_autoptr(GazetteStatement) statement = NULL;
  g_autoptr(GError) local_error = NULL;

  if ((statement = gazette_database_prepare (database, select_hash, error)) == NULL)
    return NULL;

  gazette_statement_text (statement, 1, request->text);
  gazette_statement_int (statement, 2, request->id);
  if (gazette_statement_step (statement, &local_error))
    return gazette_statement_dup_text (statement, 0);

  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_FOUND,
                         _("This picture could not be had when the article was saved."));

  return NULL;
}

/**
 * gazette_keep_read_picture:
 * @request: text: the address of a picture; id: the article that it is for, or 0
 * @database: see #GazetteRequestFunc
 * @result: (out): the #GBytes
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_keep_read_picture (GazetteRequest   *request,
                           GazetteDatabase  *database,
                           GValue           *result,
                           GError          **error)
{
  g_autofree char *hash = read_hash (request, database, error);
  GBytes *bytes = NULL;

  if (hash != NULL)
    bytes = gazette_pictures_read (gazette_store_get_pictures (request->store), hash, error);
  if (bytes == NULL)
    return FALSE;

  g_value_init (result, G_TYPE_BYTES);
  g_value_take_boxed (result, bytes);

  return TRUE;
}

/**
 * gazette_keep_check:
 * @request: text: the address of what is kept; id: the article that it is of
 * @database: see #GazetteRequestFunc
 * @result: (out): left alone
 * @error: return location for an error
 *
 * Returns: whether it is there, and whole
 */
gboolean
gazette_keep_check (GazetteRequest   *request,
                    GazetteDatabase  *database,
                    GValue           *result,
                    GError          **error)
{
  g_autofree char *hash = read_hash (request, database, error);

  return hash != NULL && gazette_pictures_check (gazette_store_get_pictures (request->store), hash, error);
}

/**
 * gazette_keep_write_damage:
 * @request: id: an article; text: what is missing of it
 * @database: see #GazetteRequestFunc
 * @result: (out): left alone
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_keep_write_damage (GazetteRequest   *request,
                           GazetteDatabase  *database,
                           GValue           *result,
                           GError          **error)
{
  static const char update_saved[] = "UPDATE articles SET saved = 3, saved_note = ?2 WHERE id = ?1 AND saved = 2";
  g_autoptr(GazetteStatement) statement = NULL;

  if ((statement = gazette_database_prepare (database, update_saved, error)) == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, request->id);
  gazette_statement_text (statement, 2, request->text);
  if (!gazette_statement_run (statement, error))
    return FALSE;

  if (gazette_database_n_changed (database) > 0)
    gazette_request_article_changed (request, request->id);

  return TRUE;
}

/**
 * gazette_keep_read_urls:
 * @database: a connection
 * @stored: an article, whose list of what is kept of it is filled in
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_keep_read_urls (GazetteDatabase  *database,
                        GazetteStored    *stored,
                        GError          **error)
{
  static const char select_urls[] = "SELECT url FROM article_pictures WHERE article_id = ?1";
  g_autoptr(GazetteStatement) statement = NULL;
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr(GError) local_error = NULL;

  if ((statement = gazette_database_prepare (database, select_urls, error)) == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, stored->id);
  while (gazette_statement_step (statement, &local_error))
    g_strv_builder_add (builder, gazette_statement_get_text (statement, 0));

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  stored->kept = g_strv_builder_end (builder);

  return TRUE;
}

/* When in doubt, it is needed. */
static gboolean
is_in (GazetteDatabase *database,
       const char      *sql,
       const char      *hash)
{
  g_autoptr(GazetteStatement) statement = NULL;
  g_autoptr(GError) error = NULL;

  if ((statement = gazette_database_prepare (database, sql, &error)) == NULL)
    return TRUE;

  gazette_statement_text (statement, 1, hash);

  return gazette_statement_step (statement, &error) || error != NULL;
}

static gboolean
is_picture_needed (const char *hash,
                   gpointer    data)
{
  return is_in (data, "SELECT 1 FROM pictures WHERE hash = ?1", hash);
}

/* What came of one that broke off is needed until all of it is there. */
static gboolean
is_file_needed (const char *name,
                gpointer    data)
{
  return name[0] == '.' ? is_in (data, "SELECT 1 FROM files WHERE draft = ?1", name)
                        : is_in (data, "SELECT 1 FROM files WHERE hash = ?1", name);
}

/**
 * gazette_keep_clean:
 * @request: nothing
 * @database: see #GazetteRequestFunc
 * @result: (out): left alone
 * @error: return location for an error
 *
 * Forgets the pictures of articles that are neither saved nor copied any more, and the
 * files of those that are not saved, and removes what nothing refers to. An article that
 * was unsaved since the start keeps both, so that this can be undone.
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_keep_clean (GazetteRequest   *request,
                    GazetteDatabase  *database,
                    GValue           *result,
                    GError          **error)
{
  gint64 before = gazette_store_get_opened (request->store) - CLEAN_MARGIN_SECONDS;

  if (!gazette_database_execute (database,
                                 "DELETE FROM article_pictures"
                                 " WHERE article_id NOT IN (SELECT id FROM articles WHERE saved != 0 OR copy != 0)"
                                 "   AND article_id NOT IN (SELECT article_id FROM temp.unsaved);"
                                 "DELETE FROM pictures WHERE hash NOT IN (SELECT hash FROM article_pictures);"
                                 "DELETE FROM files WHERE removed != 0"
                                 "    OR (article_id NOT IN (SELECT id FROM articles WHERE saved != 0)"
                                 "        AND article_id NOT IN (SELECT article_id FROM temp.unsaved));",
                                 error))
    return FALSE;

  gazette_pictures_find_leftovers (gazette_store_get_pictures (request->store), before, is_picture_needed, database,
                                   request->unneeded);
  gazette_pictures_find_leftovers (gazette_store_get_files (request->store), before, is_file_needed, database,
                                   request->unneeded);

  return TRUE;
}

/**
 * gazette_keep_write_setting:
 * @request: text: a name; value: its value, or unset to forget it
 * @database: see #GazetteRequestFunc
 * @result: (out): left alone
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_keep_write_setting (GazetteRequest   *request,
                            GazetteDatabase  *database,
                            GValue           *result,
                            GError          **error)
{
  static const char replace_setting[] = "REPLACE INTO settings (name, value) VALUES (?1, ?2)";
  static const char delete_setting[] = "DELETE FROM settings WHERE name = ?1";
  g_autoptr(GazetteStatement) statement = NULL;

  statement = gazette_database_prepare (database, request->value != NULL ? replace_setting : delete_setting, error);
  if (statement == NULL)
    return FALSE;

  gazette_statement_text (statement, 1, request->text);
  if (request->value != NULL)
    gazette_statement_text (statement, 2, request->value);

  return gazette_statement_run (statement, error);
}

/**
 * gazette_keep_read_setting:
 * @request: text: a name
 * @database: see #GazetteRequestFunc
 * @result: (out): a string, %NULL when it has no value
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_keep_read_setting (GazetteRequest   *request,
                           GazetteDatabase  *database,
                           GValue           *result,
                           GError          **error)
{
  static const char select_setting[] = "SELECT value FROM settings WHERE name = ?1";
  g_autoptr(GazetteStatement) statement = NULL;
  g_autoptr(GError) local_error = NULL;
  char *value = NULL;

  if ((statement = gazette_database_prepare (database, select_setting, error)) == NULL)
    return FALSE;

  gazette_statement_text (statement, 1, request->text);
  if (gazette_statement_step (statement, &local_error))
    value = gazette_statement_dup_text (statement, 0);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  g_value_init (result, G_TYPE_STRING);
  g_value_take_string (result, value);

  return TRUE;
}

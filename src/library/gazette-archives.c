/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How far the articles of sources were read back. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-error.h"
#include "gazette-library-private.h"

static void
set_not_found (GError **error)
{
  g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_FOUND,
                       _("This source is not in the library any more. Add it again to read it."));
}

/* Binds the source as ?1 and @text as ?2, and runs. */
static gboolean
write_row (GazetteRequest   *request,
           GazetteDatabase  *database,
           const char       *sql,
           const char       *text,
           GError          **error)
{
  g_autoptr(GazetteStatement) statement = NULL;

  if ((statement = gazette_database_prepare (database, sql, error)) == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, request->id);
  gazette_statement_text (statement, 2, text);
  if (!gazette_statement_run (statement, error))
    return FALSE;

  if (gazette_database_n_changed (database) > 0)
    request->archive_source_id = request->id;

  return TRUE;
}

/* Of a source that is removed, nothing is read or written any more. */
static gboolean
check_source (GazetteRequest   *request,
              GazetteDatabase  *database,
              GError          **error)
{
  static const char select_there[] = "SELECT 1 FROM sources WHERE id = ?1 AND removed = 0";
  g_autoptr(GazetteStatement) statement = NULL;
  g_autoptr(GError) local_error = NULL;

  if ((statement = gazette_database_prepare (database, select_there, error)) == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, request->id);
  if (gazette_statement_step (statement, &local_error))
    return TRUE;

  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    set_not_found (error);

  return FALSE;
}

/**
 * gazette_archives_note_first:
 * @request: edition: the first page of the source
 * @database: the connection that writes, in a transaction
 * @source_id: the source
 * @error: return location for an error
 *
 * Notes where the older articles begin, unless some were read already: then the
 * place where they go on is known better.
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_archives_note_first (GazetteRequest   *request,
                             GazetteDatabase  *database,
                             gint64            source_id,
                             GError          **error)
{
  static const char insert_archive[] =
    "INSERT INTO archives (source_id, next_url, n_total, ended) VALUES (?1, ?2, ?3, ?2 IS NULL)"
    " ON CONFLICT (source_id) DO UPDATE SET"
    "  next_url = excluded.next_url, n_total = excluded.n_total, ended = excluded.ended,"
    "  downloading = downloading AND NOT excluded.ended, note = NULL"
    " WHERE n_pages = 0 AND (next_url IS NOT excluded.next_url OR n_total != excluded.n_total OR"
    "                        ended != excluded.ended)";
  g_autoptr(GazetteStatement) statement = NULL;

  if ((statement = gazette_database_prepare (database, insert_archive, error)) == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, source_id);
  gazette_statement_text (statement, 2, request->edition->next_url);
  gazette_statement_int (statement, 3, request->edition->n_total);
  if (!gazette_statement_run (statement, error))
    return FALSE;

  if (gazette_database_n_changed (database) > 0)
    request->archive_source_id = source_id;

  return TRUE;
}

/* A #GazetteArchive of request->id. */
static gboolean
read_archive (GazetteRequest   *request,
              GazetteDatabase  *database,
              GValue           *result,
              GError          **error)
{
  static const char select_archive[] =
    "SELECT a.next_url, a.n_pages, a.n_articles, a.n_total, a.ended, a.downloading, a.note"
    "  FROM archives a WHERE source_id = ?1";
  g_autoptr(GazetteStatement) statement = NULL;
  g_autoptr(GazetteArchive) archive = gazette_archive_new (request->id);
  g_autoptr(GError) local_error = NULL;

  if (!check_source (request, database, error) ||
      (statement = gazette_database_prepare (database, select_archive, error)) == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, request->id);
  if (gazette_statement_step (statement, &local_error))
    {
      archive->next_url = gazette_statement_dup_text (statement, 0);
      archive->n_pages = gazette_statement_get_int (statement, 1);
      archive->n_articles = gazette_statement_get_int (statement, 2);
      archive->n_total = gazette_statement_get_int (statement, 3);
      archive->ended = gazette_statement_get_int (statement, 4) != 0;
      archive->downloading = gazette_statement_get_int (statement, 5) != 0;
      archive->note = gazette_statement_dup_text (statement, 6);
    }
  else if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  g_value_init (result, GAZETTE_TYPE_ARCHIVE);
  g_value_take_boxed (result, g_steal_pointer (&archive));

  return TRUE;
}

/* A #GArray of the sources that are being downloaded. */
static gboolean
read_downloads (GazetteRequest   *request,
                GazetteDatabase  *database,
                GValue           *result,
                GError          **error)
{
  static const char select_downloads[] =
    "SELECT source_id FROM archives"
    " WHERE downloading != 0 AND source_id IN (SELECT id FROM sources WHERE removed = 0)";
  g_autoptr(GazetteStatement) statement = NULL;
  g_autoptr(GArray) ids = NULL;

  if ((statement = gazette_database_prepare (database, select_downloads, error)) == NULL)
    return FALSE;
  if ((ids = gazette_statement_read_ids (statement, error)) == NULL)
    return FALSE;

  g_value_init (result, G_TYPE_ARRAY);
  g_value_take_boxed (result, g_steal_pointer (&ids));

  return TRUE;
}

/* The articles of a page and the place of the next one, in one step: wherever
 * the program ends, it goes on with what it has not. */
static gboolean
write_older (GazetteRequest   *request,
             GazetteDatabase  *database,
             GValue           *result,
             GError          **error)
{
  static const char update_archive[] =
    "UPDATE archives SET"
    "  next_url = ?2, ended = ?2 IS NULL, downloading = downloading AND ?2 IS NOT NULL, note = ?3,"
    "  n_pages = n_pages + 1, n_articles = n_articles + ?4,"
    "  n_total = CASE ?5 WHEN 0 THEN n_total ELSE ?5 END"
    " WHERE source_id = ?1";
  g_autoptr(GazetteStatement) statement = NULL;
  guint n_new;

  if (!check_source (request, database, error) ||
      !gazette_articles_store (request, database, request->id, GAZETTE_PAGE_OLDER, &n_new, error) ||
      (statement = gazette_database_prepare (database, update_archive, error)) == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, request->id);
  gazette_statement_text (statement, 2, request->text == NULL ? request->edition->next_url : NULL);
  gazette_statement_text (statement, 3, request->text);
  gazette_statement_int (statement, 4, n_new);
  gazette_statement_int (statement, 5, request->edition->n_total);
  if (!gazette_statement_run (statement, error))
    return FALSE;

  request->archive_source_id = request->id;
  request->sources_changed = n_new > 0;
  g_value_init (result, G_TYPE_UINT);
  g_value_set_uint (result, n_new);

  return TRUE;
}

static gboolean
write_note (GazetteRequest   *request,
            GazetteDatabase  *database,
            GValue           *result,
            GError          **error)
{
  return write_row (request, database,
                    "UPDATE archives SET note = ?2 WHERE source_id = ?1 AND note IS NOT ?2", request->text, error);
}

/* One that was read to its end is read once more from the start. */
static gboolean
write_download_begin (GazetteRequest   *request,
                      GazetteDatabase  *database,
                      GValue           *result,
                      GError          **error)
{
  return check_source (request, database, error) &&
         write_row (request, database,
                    "INSERT INTO archives (source_id, downloading, note) VALUES (?1, 1, ?2)"
                    " ON CONFLICT (source_id) DO UPDATE SET"
                    "  n_pages = CASE ended WHEN 0 THEN n_pages ELSE 0 END,"
                    "  n_articles = CASE ended WHEN 0 THEN n_articles ELSE 0 END,"
                    "  ended = 0, downloading = 1, note = excluded.note",
                    NULL, error);
}

static gboolean
write_download_end (GazetteRequest   *request,
                    GazetteDatabase  *database,
                    GValue           *result,
                    GError          **error)
{
  return write_row (request, database,
                    "UPDATE archives SET downloading = 0, note = ?2 WHERE source_id = ?1 AND downloading != 0"
                    "   AND source_id IN (SELECT id FROM sources WHERE removed = 0)",
                    request->text, error);
}

/**
 * gazette_library_load_archive:
 * @self: a library
 * @source_id: a source
 *
 * Rejected with %GAZETTE_ERROR_NOT_FOUND when the source was removed.
 *
 * Returns: (transfer full): a future for its #GazetteArchive
 */
DexFuture *
gazette_library_load_archive (GazetteLibrary *self,
                              gint64          source_id)
{
  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  return gazette_library_read (self, gazette_library_ask (self, read_archive, source_id), NULL, NULL, NULL);
}

/**
 * gazette_library_store_older:
 * @self: a library
 * @source_id: a source of which the first page was stored
 * @edition: an older page of it
 * @end_note: (nullable): why this is the end although the page names a next one,
 *   in plain words
 *
 * Stores articles that were there before the source was added, as
 * gazette_library_store_edition() does, and notes where it goes on. New ones
 * are no news: they come as read, and those without a date are placed below
 * what is there. The source itself is left alone.
 *
 * Rejected with %GAZETTE_ERROR_NOT_FOUND when the source was removed.
 *
 * Returns: (transfer full): a future for the number of new articles, a guint
 */
DexFuture *
gazette_library_store_older (GazetteLibrary *self,
                             gint64          source_id,
                             GazetteEdition *edition,
                             const char     *end_note)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));
  dex_return_error_if_fail (edition != NULL);

  request = gazette_library_ask (self, write_older, source_id);
  request->edition = gazette_edition_ref (edition);
  request->text = g_strdup (end_note);

  return gazette_library_write (self, request, GAZETTE_DURABLE_NO);
}

/**
 * gazette_library_note_archive:
 * @self: a library
 * @source_id: a source
 * @note: (nullable): why its older articles could not be read, in plain words
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_library_note_archive (GazetteLibrary *self,
                              gint64          source_id,
                              const char     *note)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  request = gazette_library_ask (self, write_note, source_id);
  request->text = g_strdup (note);

  return gazette_library_write (self, request, GAZETTE_DURABLE_NO);
}

/**
 * gazette_library_begin_download:
 * @self: a library
 * @source_id: a source
 *
 * Marks its archive as being downloaded: from where it was read to, or from the
 * start if it was read to its end.
 *
 * Rejected with %GAZETTE_ERROR_NOT_FOUND when the source was removed.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_library_begin_download (GazetteLibrary *self,
                                gint64          source_id)
{
  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  return gazette_library_write (self, gazette_library_ask (self, write_download_begin, source_id),
                                GAZETTE_DURABLE_YES);
}

/**
 * gazette_library_end_download:
 * @self: a library
 * @source_id: a source
 * @note: (nullable): why it ends before all is there, in plain words
 *
 * Marks its archive as not being downloaded any more. A source that was removed
 * is left alone, so that it goes on where it was if it comes back.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_library_end_download (GazetteLibrary *self,
                              gint64          source_id,
                              const char     *note)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  request = gazette_library_ask (self, write_download_end, source_id);
  request->text = g_strdup (note);

  return gazette_library_write (self, request, GAZETTE_DURABLE_YES);
}

/**
 * gazette_library_list_downloads:
 * @self: a library
 *
 * Returns: (transfer full): a future for a #GArray of gint64 (boxed as
 *   %G_TYPE_ARRAY): the sources whose archive is being downloaded
 */
DexFuture *
gazette_library_list_downloads (GazetteLibrary *self)
{
  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  return gazette_library_read (self, gazette_library_ask (self, read_downloads, 0), NULL, NULL, NULL);
}

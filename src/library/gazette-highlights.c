/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Passages that a person has highlighted, and what a library is asked for about them. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gazette-error.h"
#include "gazette-highlights.h"
#include "gazette-library-private.h"
#include "gazette-text.h"

#define COLUMNS "h.id, h.article_id, h.exact, h.prefix, h.suffix, h.position, h.colour, h.note, h.created, h.modified, h.lost"

/* Those of one article stand together, where the newest of them is. */
#define SELECT_ALL \
  "SELECT " COLUMNS ", a.title, s.title, a.url, a.published" \
  " FROM highlights h JOIN articles a ON a.id = h.article_id JOIN sources s ON s.id = a.source_id" \
  " JOIN (SELECT article_id, max (created) AS newest FROM highlights GROUP BY article_id) g USING (article_id)" \
  " ORDER BY g.newest DESC, h.article_id DESC, h.position, h.id"

static void
set_gone (GError **error)
{
  g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_FOUND,
                       _("This highlight is not in the library any more."));
}

static char *
fold (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);

  return g_utf8_casefold (normal != NULL ? normal : "", -1);
}

static gboolean
is_in_one (const char        *word,
           GazetteStatement  *statement,
           const int         *columns,
           gsize              n_columns)
{
  for (gsize i = 0; i < n_columns; i++)
    {
      const char *text = gazette_statement_get_text (statement, columns[i]);
      g_autofree char *folded = text != NULL ? fold (text) : NULL;

      if (folded != NULL && strstr (folded, word) != NULL)
        return TRUE;
    }

  return FALSE;
}

/* Each word is in the highlight, its note, or what the article or its source is called. */
static gboolean
matches (GazetteStatement  *statement,
         const char *const *words)
{
  static const int columns[] = { 2, 7, 11, 12 };

  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    {
      if (*words[i] != '\0' && !is_in_one (words[i], statement, columns, G_N_ELEMENTS (columns)))
        return FALSE;
    }

  return TRUE;
}

static char *
dup_start (GazetteStatement *statement,
           int               column,
           gboolean          is_whole)
{
  const char *text = gazette_statement_get_text (statement, column);

  if (is_whole || text == NULL)
    return g_strdup (text);

  return gazette_text_ellipsize (text, GAZETTE_HIGHLIGHTS_MAX_SHOWN);
}

static GazetteAnnotation *
read_row (GazetteStatement *statement,
          gboolean          is_whole)
{
  GazetteAnnotation *annotation = gazette_annotation_new (gazette_statement_get_int (statement, 1));

  annotation->id = gazette_statement_get_int (statement, 0);
  annotation->quote.exact = dup_start (statement, 2, is_whole);
  annotation->quote.prefix = gazette_statement_dup_text (statement, 3);
  annotation->quote.suffix = gazette_statement_dup_text (statement, 4);
  annotation->quote.position = (guint) CLAMP (gazette_statement_get_int (statement, 5), 0, G_MAXINT);
  annotation->colour = (GazetteColour) CLAMP (gazette_statement_get_int (statement, 6), 0, GAZETTE_N_COLOURS - 1);
  annotation->note = dup_start (statement, 7, is_whole);
  annotation->created = gazette_statement_get_int (statement, 8);
  annotation->modified = gazette_statement_get_int (statement, 9);
  annotation->is_lost = gazette_statement_get_int (statement, 10) != 0;

  return annotation;
}

static gboolean
return_all (GPtrArray  *annotations,
            GError     *local_error,
            GValue     *result,
            GError    **error)
{
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      g_ptr_array_unref (annotations);
      return FALSE;
    }

  g_value_init (result, G_TYPE_PTR_ARRAY);
  g_value_take_boxed (result, annotations);

  return TRUE;
}

static gboolean
read_of_article (GazetteRequest   *request,
                 GazetteDatabase  *database,
                 GValue           *result,
                 GError          **error)
{
  static const char select_highlights[] =
    "SELECT " COLUMNS " FROM highlights h WHERE h.article_id = ?1 ORDER BY h.position, h.id";
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (database, select_highlights, error);
  GPtrArray *annotations;
  GError *local_error = NULL;

  if (statement == NULL)
    return FALSE;

  annotations = g_ptr_array_new_with_free_func ((GDestroyNotify) gazette_annotation_unref);
  gazette_statement_int (statement, 1, request->id);
  while (gazette_statement_step (statement, &local_error))
    g_ptr_array_add (annotations, read_row (statement, TRUE));

  return return_all (annotations, local_error, result, error);
}

static gboolean
read_list (GazetteRequest   *request,
           GazetteDatabase  *database,
           GValue           *result,
           GError          **error)
{
  static const char select_all[] = SELECT_ALL;
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (database, select_all, error);
  g_autofree char *folded = request->text != NULL ? fold (request->text) : NULL;
  g_auto(GStrv) words = folded != NULL ? g_strsplit (folded, " ", -1) : NULL;
  GPtrArray *annotations;
  GError *local_error = NULL;

  if (statement == NULL)
    return FALSE;

  annotations = g_ptr_array_new_with_free_func ((GDestroyNotify) gazette_annotation_unref);
  while (annotations->len < GAZETTE_HIGHLIGHTS_MAX_LISTED && gazette_statement_step (statement, &local_error))
    {
      GazetteAnnotation *annotation;

      if (!matches (statement, (const char *const *) words))
        continue;
      annotation = read_row (statement, request->number != 0);
      annotation->title = gazette_statement_dup_text (statement, 11);
      annotation->source = gazette_statement_dup_text (statement, 12);
      annotation->url = gazette_statement_dup_text (statement, 13);
      annotation->published = gazette_statement_get_int (statement, 14);
      g_ptr_array_add (annotations, annotation);
    }

  return return_all (annotations, local_error, result, error);
}

/* The article is in a view of its own now, or not any more. */
static void
note_change (GazetteRequest *request,
             gint64          article_id)
{
  request->highlights_changed = TRUE;
  request->highlights_article_id = article_id;
  request->sources_changed = TRUE;
  gazette_request_article_changed (request, article_id);
}

static gboolean
check_number (GazetteDatabase  *database,
              gint64            article_id,
              GError          **error)
{
  static const char count_highlights[] =
    "SELECT count (*), (SELECT count (*) FROM articles WHERE id = ?1) FROM highlights WHERE article_id = ?1";
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (database, count_highlights, error);

  if (statement == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, article_id);
  if (!gazette_statement_step (statement, error))
    return FALSE;

  if (gazette_statement_get_int (statement, 1) == 0)
    g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_FOUND,
                         _("This article is not in the library any more. Choose another one."));
  else if (gazette_statement_get_int (statement, 0) >= GAZETTE_ANNOTATION_MAX_NUMBER)
    g_set_error (error, GAZETTE_ERROR, GAZETTE_ERROR_FAILED,
                 _("This article has %d highlights already. Remove some to add others."), GAZETTE_ANNOTATION_MAX_NUMBER);
  else
    return TRUE;

  return FALSE;
}

static gboolean
write_new (GazetteRequest   *request,
           GazetteDatabase  *database,
           GValue           *result,
           GError          **error)
{
  static const char insert_highlight[] =
    "INSERT INTO highlights (article_id, exact, prefix, suffix, position, colour, note, created, modified)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8) ON CONFLICT DO UPDATE SET lost = 0 RETURNING id";
  const GazetteAnnotation *annotation = request->data;
  gint64 created = annotation->created != 0 ? annotation->created : g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr(GazetteStatement) statement = NULL;

  if (!check_number (database, annotation->article_id, error) ||
      (statement = gazette_database_prepare (database, insert_highlight, error)) == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, annotation->article_id);
  gazette_statement_text (statement, 2, annotation->quote.exact);
  gazette_statement_text (statement, 3, annotation->quote.prefix);
  gazette_statement_text (statement, 4, annotation->quote.suffix);
  gazette_statement_int (statement, 5, annotation->quote.position);
  gazette_statement_int (statement, 6, annotation->colour);
  gazette_statement_text (statement, 7, annotation->note);
  gazette_statement_int (statement, 8, created);
  if (!gazette_statement_step (statement, error))
    return FALSE;

  g_value_init (result, G_TYPE_INT64);
  g_value_set_int64 (result, gazette_statement_get_int (statement, 0));
  note_change (request, annotation->article_id);

  return TRUE;
}

/* 0 without an error when there is none. */
static gboolean
find_article (GazetteDatabase  *database,
              const char       *sql,
              gint64            id,
              gint64           *article_id,
              GError          **error)
{
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (database, sql, error);

  if (statement == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, id);
  if (!gazette_statement_find_int (statement, article_id, error))
    return FALSE;
  if (*article_id == 0)
    set_gone (error);

  return *article_id != 0;
}

static const char select_article[] = "SELECT article_id FROM highlights WHERE id = ?1";

static gboolean
write_change (GazetteRequest   *request,
              GazetteDatabase  *database,
              GValue           *result,
              GError          **error)
{
  static const char update_highlight[] =
    "UPDATE highlights SET colour = ?2, note = ?3, modified = ?4 WHERE id = ?1";
  g_autoptr(GazetteStatement) statement = NULL;
  gint64 article_id;

  if (!find_article (database, select_article, request->id, &article_id, error) ||
      (statement = gazette_database_prepare (database, update_highlight, error)) == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, request->id);
  gazette_statement_int (statement, 2, request->number);
  gazette_statement_text (statement, 3, request->text);
  gazette_statement_int (statement, 4, g_get_real_time () / G_USEC_PER_SEC);
  if (!gazette_statement_run (statement, error))
    return FALSE;

  request->highlights_changed = TRUE;
  request->highlights_article_id = article_id;

  return TRUE;
}

/* What was removed is kept beside it for as long as the program runs, for Undo. */
static gboolean
write_removed (GazetteRequest   *request,
               GazetteDatabase  *database,
               GValue           *result,
               GError          **error)
{
  gint64 article_id;

  if (!gazette_database_execute (database, "CREATE TEMP TABLE IF NOT EXISTS removed AS SELECT * FROM highlights WHERE FALSE",
                                 error) ||
      !find_article (database, select_article, request->id, &article_id, error) ||
      !gazette_database_run_for (database, "INSERT INTO temp.removed SELECT * FROM highlights WHERE id = ?1",
                                 request->id, error) ||
      !gazette_database_run_for (database, "DELETE FROM highlights WHERE id = ?1", request->id, error))
    return FALSE;

  note_change (request, article_id);

  return TRUE;
}

static gboolean
write_restored (GazetteRequest   *request,
                GazetteDatabase  *database,
                GValue           *result,
                GError          **error)
{
  static const char select_removed[] =
    "SELECT article_id FROM temp.removed WHERE id = ?1 AND article_id IN (SELECT id FROM articles)";
  gint64 article_id;

  if (!gazette_database_execute (database, "CREATE TEMP TABLE IF NOT EXISTS removed AS SELECT * FROM highlights WHERE FALSE",
                                 error) ||
      !find_article (database, select_removed, request->id, &article_id, error) ||
      !gazette_database_run_for (database,
                                 "INSERT OR IGNORE INTO highlights SELECT * FROM temp.removed WHERE id = ?1",
                                 request->id, error) ||
      !gazette_database_run_for (database, "DELETE FROM temp.removed WHERE id = ?1", request->id, error))
    return FALSE;

  note_change (request, article_id);

  return TRUE;
}

static gboolean
write_lost (GazetteRequest   *request,
            GazetteDatabase  *database,
            GValue           *result,
            GError          **error)
{
  static const char update_lost[] = "UPDATE highlights SET lost = NOT lost WHERE id = ?1 AND article_id = ?2";

  for (guint i = 0; i < request->ids->len; i++)
    {
      g_autoptr(GazetteStatement) statement = gazette_database_prepare (database, update_lost, error);

      if (statement == NULL)
        return FALSE;
      gazette_statement_int (statement, 1, g_array_index (request->ids, gint64, i));
      gazette_statement_int (statement, 2, request->id);
      if (!gazette_statement_run (statement, error))
        return FALSE;
    }
  request->highlights_changed = TRUE;
  request->highlights_article_id = request->id;

  return TRUE;
}

/**
 * gazette_library_add_highlight:
 * @self: a library
 * @annotation: a highlight; its id is ignored, and without @created it is made now
 *
 * Keeps a highlight. One of the very same passage is not there twice. An article with
 * highlights is kept as a saved one is, whatever retention says, also when its source
 * is removed.
 *
 * Rejected with %GAZETTE_ERROR_NOT_FOUND when the article is not there, and with
 * %GAZETTE_ERROR_FAILED when it has %GAZETTE_ANNOTATION_MAX_NUMBER already, or when the
 * passage or its note is too long.
 *
 * Returns: (transfer full): a future for the row of the highlight, a gint64
 */
DexFuture *
gazette_library_add_highlight (GazetteLibrary    *self,
                               GazetteAnnotation *annotation)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));
  dex_return_error_if_fail (annotation != NULL && annotation->quote.exact != NULL);

  if (g_utf8_strlen (annotation->quote.exact, -1) > 2 * GAZETTE_QUOTE_MAX_LENGTH)
    return dex_future_new_reject (GAZETTE_ERROR, GAZETTE_ERROR_FAILED,
                                  _("This passage is too long to be highlighted. Select a shorter one."));
  if (annotation->note != NULL && g_utf8_strlen (annotation->note, -1) > GAZETTE_ANNOTATION_MAX_NOTE)
    return dex_future_new_reject (GAZETTE_ERROR, GAZETTE_ERROR_FAILED,
                                  _("This note is too long. Shorten it, or divide it among several highlights."));

  request = gazette_library_ask (self, write_new, annotation->article_id);
  request->data = gazette_annotation_ref (annotation);
  request->destroy = (GDestroyNotify) gazette_annotation_unref;

  return gazette_library_write (self, request, GAZETTE_DURABLE_YES);
}

/**
 * gazette_library_change_highlight:
 * @self: a library
 * @id: a highlight
 * @colour: its colour
 * @note: (nullable): its note
 *
 * Rejected with %GAZETTE_ERROR_NOT_FOUND when it is not there, and with
 * %GAZETTE_ERROR_FAILED when the note is too long.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_library_change_highlight (GazetteLibrary *self,
                                  gint64          id,
                                  GazetteColour   colour,
                                  const char     *note)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  if (note != NULL && g_utf8_strlen (note, -1) > GAZETTE_ANNOTATION_MAX_NOTE)
    return dex_future_new_reject (GAZETTE_ERROR, GAZETTE_ERROR_FAILED,
                                  _("This note is too long. Shorten it, or divide it among several highlights."));

  request = gazette_library_ask (self, write_change, id);
  request->number = colour;
  request->text = g_strdup (note);

  return gazette_library_write (self, request, GAZETTE_DURABLE_YES);
}

/**
 * gazette_library_remove_highlight:
 * @self: a library
 * @id: a highlight
 *
 * Removes it. gazette_library_restore_highlight() undoes that as long as the library
 * is open.
 *
 * Rejected with %GAZETTE_ERROR_NOT_FOUND when it is not there.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_library_remove_highlight (GazetteLibrary *self,
                                  gint64          id)
{
  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  return gazette_library_write (self, gazette_library_ask (self, write_removed, id), GAZETTE_DURABLE_YES);
}

/**
 * gazette_library_restore_highlight:
 * @self: a library
 * @id: a highlight that was removed
 *
 * Rejected with %GAZETTE_ERROR_NOT_FOUND when there is nothing to undo, or the article
 * is gone.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_library_restore_highlight (GazetteLibrary *self,
                                   gint64          id)
{
  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  return gazette_library_write (self, gazette_library_ask (self, write_restored, id), GAZETTE_DURABLE_YES);
}

/**
 * gazette_library_note_lost_highlights:
 * @self: a library
 * @article_id: an article
 * @lost: (element-type gint64): its highlights of which it is otherwise than kept
 *   whether they are in its text
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_library_note_lost_highlights (GazetteLibrary *self,
                                      gint64          article_id,
                                      GArray         *lost)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));
  dex_return_error_if_fail (lost != NULL);

  request = gazette_library_ask (self, write_lost, article_id);
  request->ids = g_array_ref (lost);

  return gazette_library_write (self, request, GAZETTE_DURABLE_NO);
}

/**
 * gazette_library_list_highlights:
 * @self: a library
 * @article_id: an article
 *
 * Returns: (transfer full): a future for a #GPtrArray of #GazetteAnnotation, in the
 *   order of the text
 */
DexFuture *
gazette_library_list_highlights (GazetteLibrary *self,
                                 gint64          article_id)
{
  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  return gazette_library_read (self, gazette_library_ask (self, read_of_article, article_id), NULL, NULL, NULL);
}

/**
 * gazette_library_list_all_highlights:
 * @self: a library
 * @words: (nullable): words that are in the highlight, its note, or the title of its
 *   article or source
 * @is_whole: whether all of their texts are wanted, rather than the first
 *   %GAZETTE_HIGHLIGHTS_MAX_SHOWN characters
 *
 * Lists highlights with what is known of their articles: the articles that were
 * highlighted last come first, and the highlights of each in the order of its text;
 * %GAZETTE_HIGHLIGHTS_MAX_LISTED at most.
 *
 * Returns: (transfer full): a future for a #GPtrArray of #GazetteAnnotation
 */
DexFuture *
gazette_library_list_all_highlights (GazetteLibrary *self,
                                     const char     *words,
                                     gboolean        is_whole)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  request = gazette_library_ask (self, read_list, 0);
  request->text = g_strdup (words);
  request->number = is_whole;

  return gazette_library_read (self, request, NULL, NULL, NULL);
}

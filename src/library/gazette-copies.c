/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-error.h"
#include "gazette-library-private.h"
#include "gazette-pictures.h"

/* How many copies one transaction lets go of. */
#define MAX_FREED 50

#define IS_UNREAD GAZETTE_IS_UNREAD ("articles")

/* How many articles are taken along at most. */
#define MAX_TAKEN 1000

/* What is read in a minute, in bytes of HTML: 200 words with what is around them.
 * An article takes a minute at least. */
#define LENGTH_OF_MINUTE 1600

/* Of a source of which more is wanted than of the others: what is new, or so many. */
static const char select_eager_sources[] =
  "SELECT id, keep, keep_number FROM sources WHERE removed = 0 AND keep IN (1, 2)";

static const char select_unread[] =
  "SELECT id FROM articles WHERE source_id = ?1 AND " IS_UNREAD " AND copy = 0 AND saved = 0"
  " ORDER BY sort_key DESC, id DESC LIMIT ?3";

static const char select_newest[] =
  "SELECT id FROM"
  "  (SELECT id, sort_key, copy, saved FROM articles WHERE source_id = ?1 ORDER BY sort_key DESC, id DESC LIMIT ?2) a"
  " WHERE " GAZETTE_IS_UNREAD ("a") " AND copy = 0 AND saved = 0 LIMIT ?3";

static const char select_recent[] =
  "SELECT a.id FROM unread u CROSS JOIN articles a ON a.id = u.article_id JOIN sources s ON s.id = a.source_id"
  " WHERE u.sort_key >= ?1 AND a.copy = 0 AND a.saved = 0 AND s.removed = 0 AND s.muted = 0 AND s.keep = 0"
  " ORDER BY u.sort_key DESC, u.article_id DESC LIMIT ?2";

/* What a person saved, or wrote in, is not of the budget. */
static const char select_size[] =
  "SELECT total (copy_size) FROM articles WHERE copy != 0 AND saved = 0 AND id NOT IN " GAZETTE_ANNOTATED;

static gboolean
append_ids (GArray            *ids,
            GazetteStatement  *statement,
            GError           **error)
{
  g_autoptr(GArray) more = gazette_statement_read_ids (statement, error);

  if (more == NULL)
    return FALSE;

  g_array_append_vals (ids, more->data, more->len);

  return TRUE;
}

/* What is wanted of one source. */
typedef struct
{
  gint64 id;
  gint64 keep;
  gint64 number;
} Wish;

static GArray *
read_wishes (GazetteDatabase  *database,
             GError          **error)
{
  g_autoptr(GArray) wishes = g_array_new (FALSE, FALSE, sizeof (Wish));
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (database, select_eager_sources, error);
  g_autoptr(GError) local_error = NULL;

  if (statement == NULL)
    return NULL;

  while (gazette_statement_step (statement, &local_error))
    {
      Wish wish = { gazette_statement_get_int (statement, 0), gazette_statement_get_int (statement, 1),
                    gazette_statement_get_int (statement, 2) };

      g_array_append_val (wishes, wish);
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&wishes);
}

static gboolean
read_wanted_of_source (GazetteDatabase  *database,
                       const Wish       *wish,
                       GArray           *ids,
                       gint64            limit,
                       GError          **error)
{
  g_autoptr(GazetteStatement) statement = NULL;

  statement = gazette_database_prepare (database, wish->keep == GAZETTE_KEEP_NEW ? select_unread : select_newest, error);
  if (statement == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, wish->id);
  if (wish->keep == GAZETTE_KEEP_NEWEST)
    gazette_statement_int (statement, 2, wish->number);
  gazette_statement_int (statement, 3, limit);

  return append_ids (ids, statement, error);
}

/**
 * gazette_copies_read_wanted:
 * @request: number: since when articles of sources without a rule of their own are
 *   wanted while they are unread, seconds since 1970 UTC, 0 for none of them; id:
 *   how many articles at most
 * @database: see #GazetteRequestFunc
 * @result: (out): a #GArray of gint64
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_copies_read_wanted (GazetteRequest   *request,
                            GazetteDatabase  *database,
                            GValue           *result,
                            GError          **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GArray) wishes = read_wishes (database, error);
  g_autoptr(GazetteStatement) recent = NULL;

  if (wishes == NULL)
    return FALSE;

  for (guint i = 0; i < wishes->len && ids->len < request->id; i++)
    {
      if (!read_wanted_of_source (database, &g_array_index (wishes, Wish, i), ids, request->id - ids->len, error))
        return FALSE;
    }

  if (request->number != 0 && ids->len < request->id)
    {
      if ((recent = gazette_database_prepare (database, select_recent, error)) == NULL)
        return FALSE;

      gazette_statement_int (recent, 1, request->number);
      gazette_statement_int (recent, 2, request->id - ids->len);
      if (!append_ids (ids, recent, error))
        return FALSE;
    }

  g_value_init (result, G_TYPE_ARRAY);
  g_value_take_boxed (result, g_steal_pointer (&ids));

  return TRUE;
}

/**
 * gazette_copies_read_to_take:
 * @request: id: a source, 0 for all; number: how many articles at most, 0 for any
 *   number; retained_id: how many minutes of reading, 0 for any number
 * @database: see #GazetteRequestFunc
 * @result: (out): a #GArray of gint64, those that are not on the disk yet
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_copies_read_to_take (GazetteRequest   *request,
                             GazetteDatabase  *database,
                             GValue           *result,
                             GError          **error)
{
  static const char select_unread_of_all[] =
    "SELECT a.id, coalesce (length (gazette_unpack (coalesce (c.full_html, c.html))), 0), a.copy != 0 OR a.saved = 2"
    "  FROM unread u CROSS JOIN articles a ON a.id = u.article_id JOIN sources s ON s.id = u.source_id"
    "  LEFT JOIN contents c ON c.article_id = a.id"
    " WHERE s.removed = 0 AND ((?1 = 0 AND s.muted = 0) OR u.source_id = ?1)"
    " ORDER BY u.sort_key DESC, u.article_id DESC LIMIT ?2";
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (database, select_unread_of_all, error);
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GError) local_error = NULL;
  gint64 length = 0;

  if (statement == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, request->id);
  gazette_statement_int (statement, 2, request->number > 0 ? MIN (request->number, MAX_TAKEN) : MAX_TAKEN);
  while ((request->retained_id == 0 || length < request->retained_id * LENGTH_OF_MINUTE) &&
         gazette_statement_step (statement, &local_error))
    {
      gint64 id = gazette_statement_get_int (statement, 0);

      length += MAX (gazette_statement_get_int (statement, 1), LENGTH_OF_MINUTE);
      if (gazette_statement_get_int (statement, 2) == 0)
        g_array_append_val (ids, id);
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  g_value_init (result, G_TYPE_ARRAY);
  g_value_take_boxed (result, g_steal_pointer (&ids));

  return TRUE;
}

/**
 * gazette_copies_write:
 * @request: id: an article; number: a #GazetteCopyState
 * @database: see #GazetteRequestFunc
 * @result: (out): left alone
 * @error: return location for an error
 *
 * Notes that an article was copied, with the size of its pictures and of the text
 * that was fetched for it.
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_copies_write (GazetteRequest   *request,
                      GazetteDatabase  *database,
                      GValue           *result,
                      GError          **error)
{
  static const char update_copy[] =
    "UPDATE articles SET copy = ?2, copy_size ="
    "  (SELECT total (p.size) FROM article_pictures ap JOIN pictures p ON p.hash = ap.hash WHERE ap.article_id = ?1)"
    "  + coalesce ((SELECT octet_length (full_html) FROM contents WHERE article_id = ?1), 0)"
    " WHERE id = ?1";
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (database, update_copy, error);

  if (statement == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, request->id);
  gazette_statement_int (statement, 2, request->number);
  if (!gazette_statement_run (statement, error))
    return FALSE;

  if (gazette_database_n_changed (database) == 0)
    {
      g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_FOUND,
                           _("This article is not in the library any more. Choose another one."));
      return FALSE;
    }
  gazette_request_article_changed (request, request->id);

  return TRUE;
}

static gboolean
read_size (GazetteDatabase  *database,
           gint64           *size,
           GError          **error)
{
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (database, select_size, error);

  if (statement == NULL || !gazette_statement_step (statement, error))
    return FALSE;

  *size = gazette_statement_get_int (statement, 0);

  return TRUE;
}

/* The pictures of an article that was unsaved in this run stay, so that this can be
 * undone. */
static gboolean
free_copy (GazetteRequest   *request,
           GazetteDatabase  *database,
           gint64            article_id,
           GError          **error)
{
  static const char update_copy[] = "UPDATE articles SET copy = 0, copy_size = 0 WHERE id = ?1";
  static const char delete_pictures[] =
    "DELETE FROM article_pictures"
    " WHERE article_id = ?1 AND article_id NOT IN (SELECT article_id FROM temp.unsaved)";
  g_autoptr(GazetteStatement) update = gazette_database_prepare (database, update_copy, error);
  g_autoptr(GazetteStatement) forget = NULL;

  if (update == NULL || (forget = gazette_database_prepare (database, delete_pictures, error)) == NULL)
    return FALSE;

  gazette_statement_int (update, 1, article_id);
  gazette_statement_int (forget, 1, article_id);
  if (!gazette_statement_run (update, error) || !gazette_statement_run (forget, error))
    return FALSE;
  gazette_request_article_changed (request, article_id);

  return TRUE;
}

static gboolean
remove_unused_pictures (GazetteRequest   *request,
                        GazetteDatabase  *database,
                        GError          **error)
{
  static const char select_unused[] = "SELECT hash FROM pictures WHERE hash NOT IN (SELECT hash FROM article_pictures)";
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (database, select_unused, error);
  g_autoptr(GPtrArray) hashes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;

  while (gazette_statement_step (statement, &local_error))
    g_ptr_array_add (hashes, gazette_statement_dup_text (statement, 0));
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (!gazette_database_execute (database,
                                 "DELETE FROM pictures WHERE hash NOT IN (SELECT hash FROM article_pictures)", error))
    return FALSE;
  for (guint i = 0; i < hashes->len; i++)
    g_ptr_array_add (request->unneeded,
                     gazette_pictures_dup_path (gazette_store_get_pictures (request->store), hashes->pdata[i]));

  return TRUE;
}

/**
 * gazette_copies_free:
 * @request: number: how many bytes all copies may take
 * @database: see #GazetteRequestFunc
 * @result: (out): how many bytes they take now, a gint64
 * @error: return location for an error
 *
 * Makes room: of the copies that were read, the oldest go. What a person saved
 * or wrote in never does, and what is unread is what copies are for. Bounded: a caller that
 * finds the budget exceeded still may ask again.
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_copies_free (GazetteRequest   *request,
                     GazetteDatabase  *database,
                     GValue           *result,
                     GError          **error)
{
  static const char select_oldest[] =
    "SELECT id FROM articles WHERE copy != 0 AND saved = 0 AND NOT " IS_UNREAD " AND id NOT IN " GAZETTE_ANNOTATED
    " ORDER BY sort_key, id LIMIT ?1";
  g_autoptr(GazetteStatement) statement = NULL;
  g_autoptr(GArray) ids = NULL;
  gint64 size;
  guint n_freed = 0;

  if (!read_size (database, &size, error) ||
      (statement = gazette_database_prepare (database, select_oldest, error)) == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, MAX_FREED);
  if ((ids = gazette_statement_read_ids (statement, error)) == NULL)
    return FALSE;

  for (; n_freed < ids->len && size > request->number; n_freed++)
    {
      if (!free_copy (request, database, g_array_index (ids, gint64, n_freed), error) ||
          !read_size (database, &size, error))
        return FALSE;
    }

  if (n_freed > 0 && !remove_unused_pictures (request, database, error))
    return FALSE;

  g_value_init (result, G_TYPE_INT64);
  g_value_set_int64 (result, size);

  return TRUE;
}

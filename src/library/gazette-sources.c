/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-error.h"
#include "gazette-library-private.h"

#define COLUMNS \
  "id, url, dialect, title, home_url, icon, etag, last_modified," \
  " fetched, not_before, ended, error, n_articles, n_unread, own_title, full_text, notify, keep, keep_number, retention," \
  " muted"

static const char update_source[] =
  "UPDATE sources SET"
  /* An address that another source already has is not taken over. */
  "  url = CASE WHEN EXISTS (SELECT 1 FROM sources WHERE url = ?2 AND id != ?1) THEN url ELSE ?2 END,"
  /* A person may have named it, or taken the name back, since it was read. */
  "  title = CASE WHEN own_title IS NULL AND ?13 IS NULL THEN ?4 ELSE title END,"
  "  dialect = ?3, home_url = ?5, icon = ?6, etag = ?7, last_modified = ?8,"
  "  fetched = ?9, not_before = ?10, ended = ?11, error = ?12"
  " WHERE id = ?1";

static const char insert_source[] =
  "INSERT INTO sources"
  " (id, url, dialect, title, home_url, icon, etag, last_modified, fetched, not_before, ended, error, own_title)"
  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)";

static GazetteSource *
read_source (GazetteStatement *statement)
{
  GazetteSource *source = gazette_source_new (gazette_statement_get_text (statement, 1));

  source->id = gazette_statement_get_int (statement, 0);
  g_set_str (&source->dialect, gazette_statement_get_text (statement, 2));
  g_set_str (&source->title, gazette_statement_get_text (statement, 3));
  source->home_url = gazette_statement_dup_text (statement, 4);
  source->icon = gazette_statement_dup_text (statement, 5);
  source->etag = gazette_statement_dup_text (statement, 6);
  source->last_modified = gazette_statement_dup_text (statement, 7);
  source->fetched = gazette_statement_get_int (statement, 8);
  source->not_before = gazette_statement_get_int (statement, 9);
  source->ended = gazette_statement_get_int (statement, 10) != 0;
  source->error = gazette_statement_dup_text (statement, 11);
  source->n_articles = gazette_statement_get_int (statement, 12);
  source->n_unread = gazette_statement_get_int (statement, 13);
  source->own_title = gazette_statement_dup_text (statement, 14);
  source->full_text = gazette_statement_get_int (statement, 15);
  source->notify = gazette_statement_get_int (statement, 16);
  source->keep = gazette_statement_get_int (statement, 17);
  source->keep_number = (guint) gazette_statement_get_int (statement, 18);
  source->retention = gazette_statement_get_int (statement, 19);
  source->muted = gazette_statement_get_int (statement, 20) != 0;

  return source;
}

static void
set_not_found (GError **error)
{
  g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_FOUND,
                       _("This source is not in the library any more. Add it again to read it."));
}

typedef struct
{
  char          *key;
  GazetteSource *source;
} Keyed;

static void
clear_keyed (gpointer data)
{
  Keyed *keyed = data;

  g_free (keyed->key);
  g_clear_pointer (&keyed->source, gazette_source_unref);
}

static int
compare_keyed (gconstpointer a,
               gconstpointer b)
{
  const Keyed *keyed_a = a;
  const Keyed *keyed_b = b;
  int order = strcmp (keyed_a->key, keyed_b->key);

  return order != 0 ? order : (keyed_a->source->id > keyed_b->source->id) - (keyed_a->source->id < keyed_b->source->id);
}

static void
append_source (GArray        *array,
               GazetteSource *source)
{
  g_autofree char *folded = g_utf8_casefold (source->title, -1);
  Keyed keyed = { g_utf8_collate_key (folded, -1), source };

  g_array_append_val (array, keyed);
}

static GPtrArray *
take_sorted (GArray *array)
{
  GPtrArray *sources = g_ptr_array_new_full (array->len, (GDestroyNotify) gazette_source_unref);

  g_array_sort (array, compare_keyed);
  for (guint i = 0; i < array->len; i++)
    g_ptr_array_add (sources, g_steal_pointer (&g_array_index (array, Keyed, i).source));

  return sources;
}

/**
 * gazette_sources_read_list:
 * @request: nothing
 * @database: see #GazetteRequestFunc
 * @result: (out): a #GPtrArray of #GazetteSource, by title
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_sources_read_list (GazetteRequest   *request,
                           GazetteDatabase  *database,
                           GValue           *result,
                           GError          **error)
{
  static const char select_sources[] = "SELECT " COLUMNS " FROM sources WHERE removed = 0";
  g_autoptr(GazetteStatement) statement = NULL;
  g_autoptr(GError) local_error = NULL;
  g_autoptr(GArray) array = g_array_new (FALSE, FALSE, sizeof (Keyed));

  g_array_set_clear_func (array, clear_keyed);
  if ((statement = gazette_database_prepare (database, select_sources, error)) == NULL)
    return FALSE;

  while (gazette_statement_step (statement, &local_error))
    append_source (array, read_source (statement));

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  g_value_init (result, G_TYPE_PTR_ARRAY);
  g_value_take_boxed (result, take_sorted (array));

  return TRUE;
}

static GazetteSource *
load_source (GazetteDatabase  *database,
             gint64            id,
             GError          **error)
{
  static const char select_source[] = "SELECT " COLUMNS " FROM sources WHERE id = ?1 AND removed = 0";
  g_autoptr(GazetteStatement) statement = NULL;
  g_autoptr(GError) local_error = NULL;

  if ((statement = gazette_database_prepare (database, select_source, error)) == NULL)
    return NULL;

  gazette_statement_int (statement, 1, id);
  if (gazette_statement_step (statement, &local_error))
    return read_source (statement);

  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    set_not_found (error);

  return NULL;
}

/**
 * gazette_sources_read:
 * @request: id: a source
 * @database: see #GazetteRequestFunc
 * @result: (out): the #GazetteSource
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_sources_read (GazetteRequest   *request,
                      GazetteDatabase  *database,
                      GValue           *result,
                      GError          **error)
{
  GazetteSource *source = load_source (database, request->id, error);

  if (source == NULL)
    return FALSE;

  g_value_init (result, GAZETTE_TYPE_SOURCE);
  g_value_take_boxed (result, source);

  return TRUE;
}

/**
 * gazette_sources_read_counts:
 * @request: nothing
 * @database: see #GazetteRequestFunc
 * @result: (out): the #GazetteCounts
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_sources_read_counts (GazetteRequest   *request,
                             GazetteDatabase  *database,
                             GValue           *result,
                             GError          **error)
{
  static const char select_counts[] =
    "SELECT total (n_articles), total (n_unread),"
    "       (SELECT count (*) FROM articles WHERE saved != 0),"
    "       (SELECT count (*) FROM articles"
    "         WHERE sort_key >= ?1 AND " GAZETTE_OF_NEWS "),"
    "       (SELECT count (*) FROM highlights)"
    "  FROM sources WHERE removed = 0 AND muted = 0";
  g_autoptr(GazetteStatement) statement = NULL;
  GazetteCounts counts;

  if ((statement = gazette_database_prepare (database, select_counts, error)) == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, gazette_library_get_today ());
  if (!gazette_statement_step (statement, error))
    return FALSE;

  counts.n_articles = gazette_statement_get_int (statement, 0);
  counts.n_unread = gazette_statement_get_int (statement, 1);
  counts.n_saved = gazette_statement_get_int (statement, 2);
  counts.n_today = gazette_statement_get_int (statement, 3);
  counts.n_highlights = gazette_statement_get_int (statement, 4);

  g_value_init (result, GAZETTE_TYPE_COUNTS);
  g_value_set_boxed (result, &counts);

  return TRUE;
}

/* What the edition says fills in what the source does not know; a title that is
 * still the address is none. */
static gboolean
write_source (GazetteDatabase  *database,
              const char       *sql,
              gint64            id,
              GazetteSource    *source,
              GazetteEdition   *edition,
              GError          **error)
{
  g_autoptr(GazetteStatement) statement = NULL;
  const char *title = source->title;
  const char *dialect = source->dialect;

  if ((statement = gazette_database_prepare (database, sql, error)) == NULL)
    return FALSE;

  if (edition != NULL && g_strcmp0 (title, source->url) == 0 && edition->title != NULL && *edition->title != '\0')
    title = edition->title;
  if (edition != NULL && *dialect == '\0')
    dialect = edition->dialect;

  if (id != 0)
    gazette_statement_int (statement, 1, id);
  gazette_statement_text (statement, 2, source->url);
  gazette_statement_text (statement, 3, dialect);
  gazette_statement_text (statement, 4, title);
  gazette_statement_text (statement, 5, source->home_url != NULL || edition == NULL ? source->home_url : edition->home_url);
  gazette_statement_text (statement, 6, source->icon != NULL || edition == NULL ? source->icon : edition->icon);
  gazette_statement_text (statement, 7, source->etag);
  gazette_statement_text (statement, 8, source->last_modified);
  gazette_statement_int (statement, 9, source->fetched);
  gazette_statement_int (statement, 10, source->not_before);
  gazette_statement_int (statement, 11, source->ended || (edition != NULL && edition->ended));
  gazette_statement_text (statement, 12, source->error);
  gazette_statement_text (statement, 13, source->own_title);

  return gazette_statement_run (statement, error);
}

static gboolean
find_by_url (GazetteDatabase  *database,
             const char       *url,
             gint64           *id,
             GError          **error)
{
  static const char select_url[] = "SELECT id, removed, title FROM sources WHERE url = ?1";
  g_autoptr(GazetteStatement) statement = NULL;
  g_autoptr(GError) local_error = NULL;

  if ((statement = gazette_database_prepare (database, select_url, error)) == NULL)
    return FALSE;

  *id = 0;
  gazette_statement_text (statement, 1, url);
  if (gazette_statement_step (statement, &local_error))
    {
      if (gazette_statement_get_int (statement, 1) == 0)
        {
          g_set_error (error, GAZETTE_ERROR, GAZETTE_ERROR_EXISTS,
                       _("“%s” is already among your sources. Choose it from the list of sources."),
                       gazette_statement_get_text (statement, 2));
          return FALSE;
        }

      *id = gazette_statement_get_int (statement, 0);
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

static gboolean
set_removed (GazetteDatabase  *database,
             gint64            id,
             gboolean          removed,
             GError          **error)
{
  static const char update_removed[] = "UPDATE sources SET removed = ?2 WHERE id = ?1";
  g_autoptr(GazetteStatement) statement = NULL;

  if ((statement = gazette_database_prepare (database, update_removed, error)) == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, id);
  gazette_statement_int (statement, 2, removed);
  if (!gazette_statement_run (statement, error))
    return FALSE;

  if (gazette_database_n_changed (database) == 0)
    {
      set_not_found (error);
      return FALSE;
    }

  return TRUE;
}

/**
 * gazette_sources_write_new:
 * @request: source, edition: what to add
 * @database: see #GazetteRequestFunc
 * @result: (out): the row of the source, a gint64
 * @error: return location for an error
 *
 * Adds a source. One that was removed comes back, with what was kept of it.
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_sources_write_new (GazetteRequest   *request,
                           GazetteDatabase  *database,
                           GValue           *result,
                           GError          **error)
{
  gint64 id;
  guint n_new;

  if (!find_by_url (database, request->source->url, &id, error))
    return FALSE;

  if (id != 0)
    {
      if (!write_source (database, update_source, id, request->source, request->edition, error) ||
          !set_removed (database, id, FALSE, error))
        return FALSE;
    }
  else
    {
      if (!write_source (database, insert_source, 0, request->source, request->edition, error))
        return FALSE;
      id = gazette_database_last_id (database);
    }

  if (request->edition != NULL &&
      (!gazette_articles_store (request, database, id, GAZETTE_PAGE_FIRST, &n_new, error) ||
       !gazette_archives_note_first (request, database, id, error)))
    return FALSE;

  request->sources_changed = TRUE;
  request->articles_changed = TRUE;
  request->articles_source_id = id;
  g_value_init (result, G_TYPE_INT64);
  g_value_set_int64 (result, id);

  return TRUE;
}

/* Validators and moments are of no interest to anybody who shows sources, and
 * they change with each fetch. */
static gboolean
looks_like (GazetteSource *source,
            GazetteSource *other)
{
  return g_strcmp0 (source->url, other->url) == 0 &&
         g_strcmp0 (source->dialect, other->dialect) == 0 &&
         g_strcmp0 (source->title, other->title) == 0 &&
         g_strcmp0 (source->home_url, other->home_url) == 0 &&
         g_strcmp0 (source->icon, other->icon) == 0 &&
         g_strcmp0 (source->error, other->error) == 0 &&
         source->ended == other->ended;
}

/**
 * gazette_sources_write:
 * @request: source: what to write
 * @database: see #GazetteRequestFunc
 * @result: (out): left alone
 * @error: return location for an error
 *
 * Writes the fields of a source.
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_sources_write (GazetteRequest   *request,
                       GazetteDatabase  *database,
                       GValue           *result,
                       GError          **error)
{
  g_autoptr(GazetteSource) before = NULL;
  g_autoptr(GazetteSource) after = NULL;
  gint64 id = request->source->id;

  if ((before = load_source (database, id, error)) == NULL ||
      !write_source (database, update_source, id, request->source, request->edition, error) ||
      (after = load_source (database, id, error)) == NULL)
    return FALSE;

  request->sources_changed = !looks_like (before, after);
  request->titles_changed = g_strcmp0 (before->title, after->title) != 0;

  return TRUE;
}

/**
 * gazette_sources_write_edition:
 * @request: source, edition: what to write
 * @database: see #GazetteRequestFunc
 * @result: (out): how many articles are new, a guint
 * @error: return location for an error
 *
 * Writes the fields of a source and what a fetch brought of it.
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_sources_write_edition (GazetteRequest   *request,
                               GazetteDatabase  *database,
                               GValue           *result,
                               GError          **error)
{
  guint n_new;

  if (!gazette_sources_write (request, database, result, error) ||
      !gazette_articles_store (request, database, request->source->id, GAZETTE_PAGE_FIRST, &n_new, error) ||
      !gazette_archives_note_first (request, database, request->source->id, error))
    return FALSE;

  if (n_new > 0)
    request->sources_changed = TRUE;

  g_value_init (result, G_TYPE_UINT);
  g_value_set_uint (result, n_new);

  return TRUE;
}

/**
 * gazette_sources_write_name:
 * @request: id: a source; text: the name that a person gives it, %NULL for the
 *   one that it has itself
 * @database: see #GazetteRequestFunc
 * @result: (out): left alone
 * @error: return location for an error
 *
 * Names a source.
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_sources_write_name (GazetteRequest   *request,
                            GazetteDatabase  *database,
                            GValue           *result,
                            GError          **error)
{
  static const char update_name[] =
    "UPDATE sources SET"
    "  title = coalesce (?2, own_title, title),"
    "  own_title = CASE WHEN ?2 IS NULL THEN NULL ELSE coalesce (own_title, title) END"
    " WHERE id = ?1";
  g_autoptr(GazetteSource) before = load_source (database, request->id, error);
  g_autoptr(GazetteStatement) statement = NULL;
  const char *own_title;

  if (before == NULL || (statement = gazette_database_prepare (database, update_name, error)) == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, request->id);
  own_title = before->own_title != NULL ? before->own_title : before->title;
  gazette_statement_text (statement, 2, g_strcmp0 (request->text, own_title) != 0 ? request->text : NULL);
  if (!gazette_statement_run (statement, error))
    return FALSE;

  request->sources_changed = TRUE;
  request->titles_changed = TRUE;

  return TRUE;
}

/**
 * gazette_sources_write_rule:
 * @request: id: a source; rule: a #GazetteSourceRule; number: its value
 * @database: see #GazetteRequestFunc
 * @result: (out): left alone
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_sources_write_rule (GazetteRequest   *request,
                            GazetteDatabase  *database,
                            GValue           *result,
                            GError          **error)
{
  static const char *const update_rule[] = {
    [GAZETTE_SOURCE_RULE_FULL_TEXT] = "UPDATE sources SET full_text = ?2 WHERE id = ?1",
    [GAZETTE_SOURCE_RULE_NOTIFY] = "UPDATE sources SET notify = ?2 WHERE id = ?1",
    [GAZETTE_SOURCE_RULE_KEEP] = "UPDATE sources SET keep = ?2 WHERE id = ?1",
    [GAZETTE_SOURCE_RULE_KEEP_NUMBER] = "UPDATE sources SET keep_number = ?2 WHERE id = ?1",
    [GAZETTE_SOURCE_RULE_RETENTION] = "UPDATE sources SET retention = ?2 WHERE id = ?1",
    [GAZETTE_SOURCE_RULE_MUTED] = "UPDATE sources SET muted = ?2 WHERE id = ?1",
  };
  g_autoptr(GazetteStatement) statement = NULL;

  if ((statement = gazette_database_prepare (database, update_rule[request->rule], error)) == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, request->id);
  gazette_statement_int (statement, 2, request->number);
  if (!gazette_statement_run (statement, error))
    return FALSE;

  if (gazette_database_n_changed (database) == 0)
    {
      set_not_found (error);
      return FALSE;
    }
  request->sources_changed = TRUE;
  if (request->rule == GAZETTE_SOURCE_RULE_MUTED)
    request->articles_changed = TRUE;

  return TRUE;
}

/**
 * gazette_sources_write_removed:
 * @request: id: a source; number: whether it is removed
 * @database: see #GazetteRequestFunc
 * @result: (out): left alone
 * @error: return location for an error
 *
 * Removes a source or brings it back. Only its own row is written, however many
 * articles it has.
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_sources_write_removed (GazetteRequest   *request,
                               GazetteDatabase  *database,
                               GValue           *result,
                               GError          **error)
{
  if (!set_removed (database, request->id, request->number != 0, error))
    return FALSE;

  request->sources_changed = TRUE;
  request->articles_changed = TRUE;
  request->articles_source_id = request->id;

  return TRUE;
}

/**
 * gazette_sources_purge:
 * @request: nothing
 * @database: see #GazetteRequestFunc
 * @result: (out): left alone
 * @error: return location for an error
 *
 * Forgets removed searches, removed sources, their articles and how far they were
 * read back. Saved articles, but for pages that were never had, and those with highlights
 * stay, and with them the hidden row of their source, which has its title.
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_sources_purge (GazetteRequest   *request,
                       GazetteDatabase  *database,
                       GValue           *result,
                       GError          **error)
{
  return gazette_database_execute (database,
                                   "DELETE FROM articles"
                                   " WHERE source_id IN (SELECT id FROM sources WHERE removed != 0)"
                                   "   AND id IN (SELECT article_id FROM clippings WHERE state != 1)"
                                   "   AND id NOT IN " GAZETTE_ANNOTATED ";"
                                   "DELETE FROM articles WHERE saved = 0 AND id NOT IN " GAZETTE_ANNOTATED
                                   "   AND source_id IN (SELECT id FROM sources WHERE removed != 0);"
                                   "DELETE FROM archives WHERE source_id IN (SELECT id FROM sources WHERE removed != 0);"
                                   "DELETE FROM sources WHERE removed != 0 AND n_articles = 0;"
                                   "DELETE FROM searches WHERE removed != 0;",
                                   error);
}

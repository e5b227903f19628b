/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-library-private.h"

G_DEFINE_BOXED_TYPE (GazetteStorage, gazette_storage, gazette_storage_ref, gazette_storage_unref)

/* How long a text is stands beside it: it is not read for that. */
static const char select_texts[] =
  "SELECT s.id, s.title, s.n_articles,"
  "       total (octet_length (c.html)) + total (octet_length (c.full_html)) + total (octet_length (a.summary))"
  "  FROM sources s LEFT JOIN articles a ON a.source_id = s.id LEFT JOIN contents c ON c.article_id = a.id"
  " WHERE s.n_articles > 0 GROUP BY s.id";

/* A picture counts once for each source that has it. */
static const char select_pictures[] =
  "SELECT u.source_id, total (p.size)"
  "  FROM (SELECT DISTINCT a.source_id, ap.hash FROM article_pictures ap JOIN articles a ON a.id = ap.article_id) u"
  "  JOIN pictures p ON p.hash = u.hash GROUP BY u.source_id";

static const char select_files[] =
  "SELECT u.source_id, total (u.size)"
  "  FROM (SELECT DISTINCT a.source_id, f.hash, f.size FROM files f JOIN articles a ON a.id = f.article_id"
  "         WHERE f.hash IS NOT NULL) u GROUP BY u.source_id";

#define COPY_MAY_GO "copy != 0 AND saved = 0 AND NOT " GAZETTE_IS_UNREAD ("articles") " AND id NOT IN " GAZETTE_ANNOTATED

static const char select_totals[] =
  "SELECT (SELECT total (size) FROM pictures),"
  "       (SELECT total (size) FROM (SELECT DISTINCT hash, size FROM files WHERE hash IS NOT NULL)),"
  "       (SELECT total (octet_length (block)) FROM search_words_data),"
  "       (SELECT page_count * page_size FROM pragma_page_count, pragma_page_size),"
  "       (SELECT count (*) FROM articles WHERE " COPY_MAY_GO "),"
  "       (SELECT total (copy_size) FROM articles WHERE " COPY_MAY_GO ")";

static void
share_free (gpointer data)
{
  GazetteShare *share = data;

  g_free (share->title);
  g_free (share);
}

static void
clear_storage (gpointer data)
{
  g_clear_pointer (&((GazetteStorage *) data)->shares, g_ptr_array_unref);
}

/**
 * gazette_storage_ref:
 * @self: what a library takes of the disk
 *
 * Takes a reference, on any thread.
 *
 * Returns: (transfer full): @self
 */
GazetteStorage *
gazette_storage_ref (GazetteStorage *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * gazette_storage_unref:
 * @self: (transfer full): what a library takes of the disk
 *
 * Drops a reference, on any thread.
 */
void
gazette_storage_unref (GazetteStorage *self)
{
  g_atomic_rc_box_release_full (self, clear_storage);
}

static int
compare_shares (gconstpointer a,
                gconstpointer b)
{
  const GazetteShare *share_a = *(GazetteShare **) a;
  const GazetteShare *share_b = *(GazetteShare **) b;
  gint64 size_a = share_a->texts + share_a->pictures + share_a->files;
  gint64 size_b = share_b->texts + share_b->pictures + share_b->files;

  return (size_b > size_a) - (size_b < size_a);
}

static gboolean
read_texts (GazetteDatabase  *database,
            GazetteStorage   *storage,
            GHashTable       *by_source,
            GError          **error)
{
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (database, select_texts, error);
  g_autoptr(GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;

  while (gazette_statement_step (statement, &local_error))
    {
      GazetteShare *share = g_new0 (GazetteShare, 1);
      gint64 source_id = gazette_statement_get_int (statement, 0);

      share->title = gazette_statement_dup_text (statement, 1);
      share->n_articles = (guint) gazette_statement_get_int (statement, 2);
      share->texts = gazette_statement_get_int (statement, 3);
      storage->texts += share->texts;
      g_ptr_array_add (storage->shares, share);
      g_hash_table_insert (by_source, g_memdup2 (&source_id, sizeof source_id), share);
    }

  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

/* What sources take of one kind: the pictures of their articles, or files. */
static gboolean
read_sizes (GazetteDatabase  *database,
            const char       *sql,
            glong             field,
            GHashTable       *by_source,
            GError          **error)
{
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (database, sql, error);
  g_autoptr(GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;

  while (gazette_statement_step (statement, &local_error))
    {
      gint64 source_id = gazette_statement_get_int (statement, 0);
      GazetteShare *share = g_hash_table_lookup (by_source, &source_id);

      if (share != NULL)
        G_STRUCT_MEMBER (gint64, share, field) = gazette_statement_get_int (statement, 1);
    }

  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static gboolean
read_totals (GazetteDatabase  *database,
             GazetteStorage   *storage,
             GError          **error)
{
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (database, select_totals, error);

  if (statement == NULL || !gazette_statement_step (statement, error))
    return FALSE;

  storage->pictures = gazette_statement_get_int (statement, 0);
  storage->files = gazette_statement_get_int (statement, 1);
  storage->index = gazette_statement_get_int (statement, 2);
  storage->database = gazette_statement_get_int (statement, 3);
  storage->n_read_copies = (guint) gazette_statement_get_int (statement, 4);
  storage->read_copies = gazette_statement_get_int (statement, 5);

  return TRUE;
}

/**
 * gazette_storage_read:
 * @request: nothing
 * @database: see #GazetteRequestFunc
 * @result: (out): the #GazetteStorage
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_storage_read (GazetteRequest   *request,
                      GazetteDatabase  *database,
                      GValue           *result,
                      GError          **error)
{
  g_autoptr(GazetteStorage) storage = g_atomic_rc_box_new0 (GazetteStorage);
  g_autoptr(GHashTable) by_source = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  storage->shares = g_ptr_array_new_with_free_func (share_free);
  if (!read_texts (database, storage, by_source, error) ||
      !read_sizes (database, select_pictures, G_STRUCT_OFFSET (GazetteShare, pictures), by_source, error) ||
      !read_sizes (database, select_files, G_STRUCT_OFFSET (GazetteShare, files), by_source, error) ||
      !read_totals (database, storage, error) || !gazette_retention_count_old (database, &storage->n_old, error))
    return FALSE;

  g_ptr_array_sort (storage->shares, compare_shares);
  g_value_init (result, GAZETTE_TYPE_STORAGE);
  g_value_take_boxed (result, g_steal_pointer (&storage));

  return TRUE;
}

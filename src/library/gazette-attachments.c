/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-library-private.h"

/* Those of the article as it is shown, and those of its other version. */
static const struct
{
  const char *forget;
  const char *insert;
  const char *select;
} statements[] = {
  [GAZETTE_VERSION_KEPT] = {
    "DELETE FROM attachments WHERE article_id = ?1",
    "INSERT INTO attachments (article_id, position, url, type, title, size, duration)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    "SELECT url, type, title, size, duration FROM attachments WHERE article_id = ?1 ORDER BY position",
  },
  [GAZETTE_VERSION_OTHER] = {
    "DELETE FROM update_attachments WHERE article_id = ?1",
    "INSERT INTO update_attachments (article_id, position, url, type, title, size, duration)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    "SELECT url, type, title, size, duration FROM update_attachments WHERE article_id = ?1 ORDER BY position",
  },
};

static gboolean
forget_attachments (GazetteDatabase  *database,
                    GazetteVersion    version,
                    gint64            article_id,
                    GError          **error)
{
  g_autoptr(GazetteStatement) statement = NULL;

  if ((statement = gazette_database_prepare (database, statements[version].forget, error)) == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, article_id);

  return gazette_statement_run (statement, error);
}

/**
 * gazette_attachments_write:
 * @database: the connection that writes, in a transaction
 * @version: of which version of the article
 * @article_id: an article
 * @attachments: (nullable) (element-type GazetteAttachment): what comes with it
 * @error: return location for an error
 *
 * Takes the place of those that were there.
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_attachments_write (GazetteDatabase  *database,
                           GazetteVersion    version,
                           gint64            article_id,
                           GPtrArray        *attachments,
                           GError          **error)
{
  g_autoptr(GazetteStatement) statement = NULL;

  if (!forget_attachments (database, version, article_id, error))
    return FALSE;
  if (attachments == NULL || attachments->len == 0)
    return TRUE;

  if ((statement = gazette_database_prepare (database, statements[version].insert, error)) == NULL)
    return FALSE;

  for (guint i = 0; i < attachments->len; i++)
    {
      GazetteAttachment *attachment = g_ptr_array_index (attachments, i);

      gazette_statement_int (statement, 1, article_id);
      gazette_statement_int (statement, 2, i);
      gazette_statement_text (statement, 3, attachment->url);
      gazette_statement_text (statement, 4, attachment->type);
      gazette_statement_text (statement, 5, attachment->title);
      gazette_statement_int (statement, 6, attachment->size);
      gazette_statement_int (statement, 7, attachment->duration);
      if (!gazette_statement_run (statement, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * gazette_attachments_read:
 * @database: a connection
 * @version: of which version of the article
 * @article_id: an article
 * @attachments: (out) (nullable) (element-type GazetteAttachment): what comes
 *   with it, %NULL for nothing
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_attachments_read (GazetteDatabase  *database,
                          GazetteVersion    version,
                          gint64            article_id,
                          GPtrArray       **attachments,
                          GError          **error)
{
  g_autoptr(GazetteStatement) statement = NULL;
  g_autoptr(GError) local_error = NULL;
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) gazette_attachment_free);

  *attachments = NULL;
  if ((statement = gazette_database_prepare (database, statements[version].select, error)) == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, article_id);
  while (gazette_statement_step (statement, &local_error))
    {
      GazetteAttachment *attachment = gazette_attachment_new (gazette_statement_get_text (statement, 0));

      attachment->type = gazette_statement_dup_text (statement, 1);
      attachment->title = gazette_statement_dup_text (statement, 2);
      attachment->size = gazette_statement_get_int (statement, 3);
      attachment->duration = gazette_statement_get_int (statement, 4);
      g_ptr_array_add (found, attachment);
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (found->len > 0)
    *attachments = g_steal_pointer (&found);

  return TRUE;
}

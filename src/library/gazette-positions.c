/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-library-private.h"

/**
 * gazette_positions_write:
 * @request: id: an article; position: how far it was read
 * @database: see #GazetteRequestFunc
 * @result: (out): left alone
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_positions_write (GazetteRequest   *request,
                         GazetteDatabase  *database,
                         GValue           *result,
                         GError          **error)
{
  static const char delete_position[] = "DELETE FROM positions WHERE article_id = ?1";
  static const char replace_position[] =
    "REPLACE INTO positions (article_id, block, character) SELECT id, ?2, ?3 FROM articles WHERE id = ?1";
  const GazettePosition *position = &request->position;
  gboolean is_beginning = position->block == 0 && position->character == 0;
  g_autoptr(GazetteStatement) statement = NULL;

  statement = gazette_database_prepare (database, is_beginning ? delete_position : replace_position, error);
  if (statement == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, request->id);
  if (!is_beginning)
    {
      gazette_statement_int (statement, 2, position->block);
      gazette_statement_int (statement, 3, position->character);
    }

  return gazette_statement_run (statement, error);
}

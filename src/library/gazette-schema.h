/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-database.h"

G_BEGIN_DECLS

/* The index of words: made by the step of search, and again when it is damaged.
 * A later version changes the step by another one, and this text with it. */
#define GAZETTE_SCHEMA_SEARCH_INDEX \
  "CREATE VIRTUAL TABLE search_words USING fts5 (title, summary, text, author, keys," \
  "  content = '', contentless_delete = 1, tokenize = 'gazette');" \
  "INSERT INTO search_words (search_words, rank) VALUES ('hashsize', 8000000);" \
  "CREATE TABLE search_places (place INTEGER PRIMARY KEY, article_id INTEGER NOT NULL UNIQUE) STRICT;"
/* What is unread by what articles came as. */
#define GAZETTE_SCHEMA_UNREAD_ALL \
  "INSERT INTO unread (sort_key, article_id, source_id)" \
  " SELECT sort_key, id, source_id FROM articles WHERE read = 0 ORDER BY sort_key, id;"
#define GAZETTE_SCHEMA_SEARCH_ALL \
  "INSERT OR IGNORE INTO search_queue SELECT id FROM articles;"

gboolean gazette_schema_migrate       (GazetteDatabase     *database,
                                       GError             **error);
const char *const *gazette_schema_get_steps (void);
gboolean gazette_schema_migrate_steps (GazetteDatabase     *database,
                                       const char *const   *steps,
                                       GError             **error);

G_END_DECLS

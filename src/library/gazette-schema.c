/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-error.h"
#include "gazette-pack.h"
#include "gazette-schema.h"

/* One step for each version: what takes a database from the version before to
 * it. A step that was ever released is never changed; a new one is added.
 *
 * Version 1. Lists read `articles` alone, in the order of an index that holds
 * all that the view needs (sort_key, then id, then the source, which tells
 * whether the article shows): the bodies lie apart in `contents`. Ids are never
 * used twice (AUTOINCREMENT), so that an id kept elsewhere means one article for
 * ever. The counts of a source are kept by triggers, so that the list of sources
 * costs the same for ten articles and for a million.
 *
 *   sources.removed       hidden, until it is restored or purged
 *   articles.sort_key     published, or first_seen where that is not known or
 *                         lies in the future
 *   articles.saved        a GazetteSavedState
 *   articles.digest       of all fields as the source gave them
 *   contents.authors, .tags  one on each line
 *
 * The step of archives. How far the articles of a source were read back, and
 * what a source calls itself while sources.title is a name from a person.
 *
 *   archives.next_url     where the next, older page is
 *   archives.n_articles   how many of the articles of older pages were new
 *   archives.downloading  all of it is wanted, and not had yet
 *
 * The step of full texts.
 *
 *   sources.full_text     a GazetteFullText
 *   contents.full_html    what was found at the address of the article; an
 *                         update of the article replaces its row, and so drops it
 *
 * The step of positions: where in an article a person reads. There is no row for
 * one that is at its beginning, not begun or read to its end.
 *
 *   positions.block       of the article's document
 *   positions.character   of that block's text
 *
 * The step of search: see STEP_OF_SEARCH.
 *
 * The step of notifications.
 *
 *   sources.notify        a GazetteNotify
 *
 * The step of copies: what is kept for offline without being saved.
 *
 *   sources.keep          a GazetteKeep
 *   sources.keep_number   how many, for GAZETTE_KEEP_NEWEST
 *   articles.copy         a GazetteCopyState
 *   articles.copy_size    bytes that its pictures and its fetched text take
 *
 * The step of retention: what was let go of, so that it does not come back.
 *
 *   sources.retention     a GazetteRetention
 *   gone.seen             when its server listed it last, to about a day
 *
 * The step of updates: of a saved article, what its source says now, or what was
 * shown before a person took that. Columns as those of articles and contents.
 *
 *   updates.offered       the person has not decided yet
 *
 * The step of clippings: pages that a person saved, and what is to be done for
 * them. An article may have several addresses, of which one was asked.
 *
 *   clippings.identity    see gazette_url_dup_identity()
 *   clippings.state       a GazetteClippingState
 *   clippings.n_tries     how often it failed in a row
 *   imports.stopped       a person wants no more of it now
 *
 * The step of packing: see STEP_OF_PACKING.
 *
 * The step of lengths: articles in the order of how long they are, as they are kept:
 * packed, which says as well how much there is to read. The index is of what is
 * computed, so nothing else keeps it true: see GAZETTE_ORDER_LENGTH. A library that
 * was repaired may have articles without a text, and lists them, too.
 *
 * The step of files: those of articles that a person wants a copy of.
 *
 *   files.state           a GazetteFileState
 *   files.hash            what its file is called, once it was there
 *   files.removed         hidden, until it is shown again or forgotten
 *
 * The step of highlights: passages by what they say, see GazetteQuote.
 *
 *   highlights.colour     a GazetteColour
 *   highlights.created    seconds since 1970 UTC, as is highlights.modified
 *   highlights.lost       it was not in the text when that was shown last
 *
 * The step of drafts: files that are on their way go on where they broke off.
 *
 *   files.draft           the name of the file that has what came so far, for somebody
 *                         who asks for the rest
 *   files.validator       what that is to be asked for with
 *
 * The step of unread articles: marking all of a library must not write each of its rows
 * anew, so what is unread is a table of its own, in the order of lists; its counts are
 * kept by who writes to it (gazette-unread.c), those of articles that come and go by
 * triggers. It refers to articles without saying so: to look for what is gone, SQLite
 * would want an index of its own.
 *
 *   articles.read         whether it came as read; what it is now says `unread`
 *
 * The step of muting: sources whose articles show in their own lists alone.
 *
 * The step of topics: the index has the words of those, too, so what has any is in the
 * queue.
 *
 * The step of characters: the order of lengths goes by what there is to read, and no
 * more by how much room that takes, which differs from script to script.
 */

/* What is searched is an index without the texts (`content=''`), fed from a queue
 * that the transaction of each change adds to: so nothing is ever missing, and no
 * fetch waits for it. A library from before has all of its articles in the queue.
 *
 *   search_words          the index; its rows are places
 *   search_places.place   about the second that the article is sorted by, so that
 *                         what is found comes newest first by itself, however much
 *                         it is
 *   search_queue          what changed since it was indexed, or was deleted
 *   searches.removed      hidden, until it is restored or purged */
#define STEP_OF_SEARCH \
  GAZETTE_SCHEMA_SEARCH_INDEX \
  "CREATE TABLE search_queue (article_id INTEGER PRIMARY KEY) STRICT;" GAZETTE_SCHEMA_SEARCH_ALL \
  "CREATE TRIGGER search_insert AFTER INSERT ON articles BEGIN" \
  "  INSERT OR IGNORE INTO search_queue VALUES (new.id);" \
  "END;" \
  "CREATE TRIGGER search_update AFTER UPDATE OF title, summary, sort_key ON articles BEGIN" \
  "  INSERT OR IGNORE INTO search_queue VALUES (new.id);" \
  "END;" \
  "CREATE TRIGGER search_delete AFTER DELETE ON articles BEGIN" \
  "  INSERT OR IGNORE INTO search_queue VALUES (old.id);" \
  "END;" \
  "CREATE TRIGGER search_full_html AFTER UPDATE OF full_html ON contents BEGIN" \
  "  INSERT OR IGNORE INTO search_queue VALUES (new.article_id);" \
  "END;" \
  "CREATE TABLE searches (" \
  "  id INTEGER PRIMARY KEY AUTOINCREMENT," \
  "  name TEXT NOT NULL," \
  "  query TEXT NOT NULL," \
  "  removed INTEGER NOT NULL DEFAULT 0" \
  ") STRICT;"

/* Long texts are packed from then on: see gazette-pack.c. A type is no more than a
 * word in the schema, so this takes no longer for a million articles than for ten;
 * those that are there are packed later, in steps. The trigger, which is made anew,
 * tells other connections that the schema has changed; what is only packed is no
 * change of a text.
 * See https://www.sqlite.org/lang_altertable.html#otheralter */
#define STEP_OF_PACKING \
  "PRAGMA writable_schema = ON;" \
  "UPDATE sqlite_schema SET sql = replace (sql, 'html TEXT', 'html ANY') WHERE type = 'table' AND name = 'contents';" \
  "PRAGMA writable_schema = RESET;" \
  "DROP TRIGGER search_full_html;" \
  "CREATE TRIGGER search_full_html AFTER UPDATE OF full_html ON contents" \
  " WHEN gazette_unpack (new.full_html) IS NOT gazette_unpack (old.full_html) BEGIN" \
  "  INSERT OR IGNORE INTO search_queue VALUES (new.article_id);" \
  "END;" \
  "INSERT OR REPLACE INTO settings (name, value)" \
  " SELECT '" GAZETTE_PACK_NEXT "', article_id FROM contents ORDER BY article_id DESC LIMIT 1;"

#define STEP_OF_UNREAD \
  "CREATE TABLE unread (" \
  "  sort_key INTEGER NOT NULL," \
  "  article_id INTEGER NOT NULL," \
  "  source_id INTEGER NOT NULL," \
  "  PRIMARY KEY (sort_key, article_id)" \
  ") STRICT, WITHOUT ROWID;" GAZETTE_SCHEMA_UNREAD_ALL \
  "DROP INDEX articles_unread;" \
  "DROP TRIGGER articles_count_insert;" \
  "DROP TRIGGER articles_count_delete;" \
  "DROP TRIGGER articles_count_read;" \
  "CREATE TRIGGER articles_count_insert AFTER INSERT ON articles BEGIN" \
  "  UPDATE sources SET n_articles = n_articles + 1, n_unread = n_unread + (new.read = 0) WHERE id = new.source_id;" \
  "  INSERT INTO unread (sort_key, article_id, source_id) SELECT new.sort_key, new.id, new.source_id WHERE new.read = 0;" \
  "END;" \
  "CREATE TRIGGER articles_count_delete AFTER DELETE ON articles BEGIN" \
  "  UPDATE sources SET n_articles = n_articles - 1, n_unread = n_unread -" \
  "    EXISTS (SELECT 1 FROM unread WHERE sort_key = old.sort_key AND article_id = old.id) WHERE id = old.source_id;" \
  "  DELETE FROM unread WHERE sort_key = old.sort_key AND article_id = old.id;" \
  "END;" \
  "CREATE TRIGGER articles_sort_unread AFTER UPDATE OF sort_key ON articles WHEN new.sort_key != old.sort_key BEGIN" \
  "  UPDATE unread SET sort_key = new.sort_key WHERE sort_key = old.sort_key AND article_id = old.id;" \
  "END;"

static const char *const steps[] = {
  "CREATE TABLE sources ("
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  url TEXT NOT NULL UNIQUE,"
  "  dialect TEXT NOT NULL,"
  "  title TEXT NOT NULL,"
  "  home_url TEXT,"
  "  icon TEXT,"
  "  etag TEXT,"
  "  last_modified TEXT,"
  "  fetched INTEGER NOT NULL,"
  "  not_before INTEGER NOT NULL,"
  "  ended INTEGER NOT NULL,"
  "  error TEXT,"
  "  removed INTEGER NOT NULL DEFAULT 0,"
  "  n_articles INTEGER NOT NULL DEFAULT 0,"
  "  n_unread INTEGER NOT NULL DEFAULT 0"
  ") STRICT;"

  "CREATE TABLE articles ("
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  source_id INTEGER NOT NULL REFERENCES sources (id),"
  "  guid TEXT NOT NULL,"
  "  digest INTEGER NOT NULL,"
  "  sort_key INTEGER NOT NULL,"
  "  published INTEGER NOT NULL,"
  "  modified INTEGER NOT NULL,"
  "  first_seen INTEGER NOT NULL,"
  "  read INTEGER NOT NULL DEFAULT 0,"
  "  saved INTEGER NOT NULL DEFAULT 0,"
  "  saved_note TEXT,"
  "  title TEXT NOT NULL,"
  "  summary TEXT NOT NULL,"
  "  url TEXT,"
  "  image TEXT,"
  "  UNIQUE (source_id, guid)"
  ") STRICT;"
  "CREATE INDEX articles_all ON articles (sort_key, id, source_id);"
  "CREATE INDEX articles_unread ON articles (sort_key, id, source_id) WHERE read = 0;"
  "CREATE INDEX articles_saved ON articles (sort_key, id, saved) WHERE saved != 0;"
  "CREATE INDEX articles_source ON articles (source_id, sort_key, id);"

  "CREATE TRIGGER articles_count_insert AFTER INSERT ON articles BEGIN"
  "  UPDATE sources SET n_articles = n_articles + 1, n_unread = n_unread + (new.read = 0)"
  "   WHERE id = new.source_id;"
  "END;"
  "CREATE TRIGGER articles_count_delete AFTER DELETE ON articles BEGIN"
  "  UPDATE sources SET n_articles = n_articles - 1, n_unread = n_unread - (old.read = 0)"
  "   WHERE id = old.source_id;"
  "END;"
  "CREATE TRIGGER articles_count_read AFTER UPDATE OF read ON articles WHEN new.read != old.read BEGIN"
  "  UPDATE sources SET n_unread = n_unread + (new.read = 0) - (old.read = 0)"
  "   WHERE id = new.source_id;"
  "END;"

  "CREATE TABLE contents ("
  "  article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,"
  "  html TEXT,"
  "  authors TEXT,"
  "  tags TEXT,"
  "  language TEXT,"
  "  image_caption TEXT"
  ") STRICT;"

  "CREATE TABLE attachments ("
  "  article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,"
  "  position INTEGER NOT NULL,"
  "  url TEXT NOT NULL,"
  "  type TEXT,"
  "  title TEXT,"
  "  size INTEGER NOT NULL,"
  "  duration INTEGER NOT NULL,"
  "  PRIMARY KEY (article_id, position)"
  ") STRICT, WITHOUT ROWID;"

  "CREATE TABLE pictures ("
  "  hash TEXT PRIMARY KEY,"
  "  size INTEGER NOT NULL"
  ") STRICT, WITHOUT ROWID;"

  "CREATE TABLE article_pictures ("
  "  article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,"
  "  url TEXT NOT NULL,"
  "  hash TEXT NOT NULL REFERENCES pictures (hash),"
  "  PRIMARY KEY (article_id, url)"
  ") STRICT, WITHOUT ROWID;"
  "CREATE INDEX article_pictures_url ON article_pictures (url, hash);"
  "CREATE INDEX article_pictures_hash ON article_pictures (hash);"

  "CREATE TABLE settings ("
  "  name TEXT PRIMARY KEY,"
  "  value TEXT NOT NULL"
  ") STRICT, WITHOUT ROWID;",

  "ALTER TABLE sources ADD COLUMN own_title TEXT;"
  "CREATE TABLE archives ("
  "  source_id INTEGER PRIMARY KEY REFERENCES sources (id) ON DELETE CASCADE,"
  "  next_url TEXT,"
  "  n_pages INTEGER NOT NULL DEFAULT 0,"
  "  n_articles INTEGER NOT NULL DEFAULT 0,"
  "  n_total INTEGER NOT NULL DEFAULT 0,"
  "  ended INTEGER NOT NULL DEFAULT 0,"
  "  downloading INTEGER NOT NULL DEFAULT 0,"
  "  note TEXT"
  ") STRICT;",

  "ALTER TABLE sources ADD COLUMN full_text INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE contents ADD COLUMN full_html TEXT;",

  "CREATE TABLE positions ("
  "  article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,"
  "  block INTEGER NOT NULL,"
  "  character INTEGER NOT NULL"
  ") STRICT;",

  STEP_OF_SEARCH,

  "ALTER TABLE sources ADD COLUMN notify INTEGER NOT NULL DEFAULT 0;",

  "ALTER TABLE sources ADD COLUMN keep INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE sources ADD COLUMN keep_number INTEGER NOT NULL DEFAULT 25;"
  "ALTER TABLE articles ADD COLUMN copy INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE articles ADD COLUMN copy_size INTEGER NOT NULL DEFAULT 0;"
  "CREATE INDEX articles_copies ON articles (read, sort_key, id, saved, copy_size) WHERE copy != 0;",

  "ALTER TABLE sources ADD COLUMN retention INTEGER NOT NULL DEFAULT 0;"
  "CREATE TABLE gone ("
  "  source_id INTEGER NOT NULL REFERENCES sources (id) ON DELETE CASCADE,"
  "  guid TEXT NOT NULL,"
  "  seen INTEGER NOT NULL,"
  "  PRIMARY KEY (source_id, guid)"
  ") STRICT, WITHOUT ROWID;",

  "CREATE TABLE updates ("
  "  article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,"
  "  digest INTEGER NOT NULL,"
  "  offered INTEGER NOT NULL,"
  "  modified INTEGER NOT NULL,"
  "  title TEXT NOT NULL,"
  "  summary TEXT NOT NULL,"
  "  url TEXT,"
  "  image TEXT,"
  "  html TEXT,"
  "  full_html TEXT,"
  "  authors TEXT,"
  "  tags TEXT,"
  "  language TEXT,"
  "  image_caption TEXT"
  ") STRICT;"
  "CREATE TABLE update_attachments ("
  "  article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,"
  "  position INTEGER NOT NULL,"
  "  url TEXT NOT NULL,"
  "  type TEXT,"
  "  title TEXT,"
  "  size INTEGER NOT NULL,"
  "  duration INTEGER NOT NULL,"
  "  PRIMARY KEY (article_id, position)"
  ") STRICT, WITHOUT ROWID;",

  "CREATE TABLE imports ("
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  name TEXT NOT NULL,"
  "  stopped INTEGER NOT NULL DEFAULT 0"
  ") STRICT;"
  "CREATE TABLE clippings ("
  "  identity TEXT PRIMARY KEY,"
  "  article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,"
  "  import_id INTEGER REFERENCES imports (id),"
  "  host TEXT NOT NULL,"
  "  state INTEGER NOT NULL,"
  "  n_tries INTEGER NOT NULL DEFAULT 0,"
  "  not_before INTEGER NOT NULL DEFAULT 0,"
  "  note TEXT"
  ") STRICT, WITHOUT ROWID;"
  "CREATE INDEX clippings_article ON clippings (article_id, state);"
  "CREATE INDEX clippings_waiting ON clippings (host, not_before) WHERE state = 0;"
  "CREATE INDEX clippings_import ON clippings (import_id, state) WHERE import_id IS NOT NULL;",

  STEP_OF_PACKING,

  "INSERT INTO contents (article_id) SELECT id FROM articles WHERE id NOT IN (SELECT article_id FROM contents);"
  "CREATE INDEX contents_length ON contents (coalesce (octet_length (full_html), octet_length (html), 0));",

  "CREATE TABLE files ("
  "  article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,"
  "  url TEXT NOT NULL,"
  "  title TEXT,"
  "  type TEXT,"
  "  state INTEGER NOT NULL,"
  "  hash TEXT,"
  "  size INTEGER NOT NULL,"
  "  note TEXT,"
  "  removed INTEGER NOT NULL DEFAULT 0,"
  "  PRIMARY KEY (article_id, url)"
  ") STRICT, WITHOUT ROWID;"
  "CREATE INDEX files_hash ON files (hash) WHERE hash IS NOT NULL;"
  "CREATE INDEX files_wanted ON files (article_id) WHERE state = 0;",

  "CREATE TABLE highlights ("
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,"
  "  exact TEXT NOT NULL,"
  "  prefix TEXT NOT NULL,"
  "  suffix TEXT NOT NULL,"
  "  position INTEGER NOT NULL,"
  "  colour INTEGER NOT NULL DEFAULT 0,"
  "  note TEXT,"
  "  created INTEGER NOT NULL,"
  "  modified INTEGER NOT NULL,"
  "  lost INTEGER NOT NULL DEFAULT 0,"
  "  UNIQUE (article_id, position, exact)"
  ") STRICT;",

  "ALTER TABLE files ADD COLUMN draft TEXT;"
  "ALTER TABLE files ADD COLUMN validator TEXT;",

  "DROP INDEX contents_length;"
  "CREATE INDEX contents_length ON contents (gazette_length (coalesce (full_html, html)));",

  STEP_OF_UNREAD,

  "ALTER TABLE sources ADD COLUMN muted INTEGER NOT NULL DEFAULT 0;",

  "INSERT OR IGNORE INTO search_queue SELECT article_id FROM contents WHERE tags IS NOT NULL;",

  NULL
};

static gboolean
read_version (GazetteDatabase  *database,
              gint64           *version,
              GError          **error)
{
  g_autoptr(GazetteStatement) statement = NULL;

  if ((statement = gazette_database_prepare (database, "PRAGMA user_version", error)) == NULL ||
      !gazette_statement_step (statement, error))
    return FALSE;

  *version = gazette_statement_get_int (statement, 0);

  return TRUE;
}

static gboolean
take_step (GazetteDatabase  *database,
           const char       *step,
           gint64            version,
           GError          **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA user_version = %" G_GINT64_FORMAT, version);
  gint64 current;

  if (!read_version (database, &current, error))
    return FALSE;

  /* Another process may have taken it while this one waited to begin. */
  if (current >= version)
    return TRUE;

  return gazette_database_execute (database, step, error) &&
         gazette_database_execute (database, sql, error);
}

/**
 * gazette_schema_migrate_steps:
 * @database: a connection that writes
 * @sql: (array zero-terminated=1): the steps from an empty database on
 * @error: return location for an error
 *
 * Brings a database to the version after the last of the steps, each in a
 * transaction of its own: it is never left between two versions.
 *
 * Returns: whether it is of that version
 */
gboolean
gazette_schema_migrate_steps (GazetteDatabase    *database,
                              const char *const  *sql,
                              GError            **error)
{
  gint64 version, newest;

  newest = g_strv_length ((char **) sql);
  if (!read_version (database, &version, error))
    return FALSE;

  if (version > newest)
    {
      g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_LIBRARY,
                           _("The library was last used by a newer version of this program. Update the program to open it."));
      return FALSE;
    }

  for (; version < newest; version++)
    {
      gboolean success;

      if (!gazette_database_begin (database, GAZETTE_DURABLE_YES, error))
        return FALSE;

      success = take_step (database, sql[version], version + 1, error);
      if (!gazette_database_end (database, success, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * gazette_schema_migrate:
 * @database: a connection that writes
 * @error: return location for an error
 *
 * Brings a database to the schema that this program works with.
 *
 * Returns: whether it has that schema
 */
gboolean
gazette_schema_migrate (GazetteDatabase  *database,
                        GError          **error)
{
  return gazette_schema_migrate_steps (database, steps, error);
}

/**
 * gazette_schema_get_steps:
 *
 * Returns: (array zero-terminated=1): all steps, for gazette_schema_migrate_steps()
 */
const char *const *
gazette_schema_get_steps (void)
{
  return steps;
}

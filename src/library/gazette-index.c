/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The index of the words of all articles: how it is fed and mended. */

#include "config.h"

#include <string.h>

#include "gazette-library-private.h"
#include "gazette-pack.h"
#include "gazette-schema.h"
#include "gazette-skim.h"
#include "gazette-words.h"

/* One step takes about a tenth of a second of the thread that writes: what a
 * person does meanwhile waits no longer. */
#define STEP_ARTICLES 400
#define STEP_BYTES 1500000

/* What is beyond that of one text is not found. */
#define MAX_TEXT 1000000

/* Likewise of one topic, and of all that an article has, in bytes. */
#define MAX_TOPIC 200
#define MAX_TOPICS 4000

/* How much of a text may be its summary. */
#define SAME_CHARS 40

/* An article on its way into the index. */
typedef struct
{
  gint64 id;
  /* Where it is, 0 and FALSE when it is not; and where it comes to be. */
  gint64 old_place;
  gint64 place;
  gboolean is_indexed;
  gboolean is_there;
  gint64 source_id;
  gint64 sort_key;
  char *title;
  char *summary;
  char *text;
  char *authors;
  char *topics;
} Entry;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->title);
  g_free (entry->summary);
  g_free (entry->text);
  g_free (entry->authors);
  g_free (entry->topics);
  g_free (entry);
}

/* Summaries are often the beginning of the text: once is enough. */
static gboolean
begins_like (const char *text,
             const char *summary)
{
  while (g_ascii_isspace (*text))
    text++;

  return strncmp (text, summary, MIN (strlen (summary), SAME_CHARS)) == 0;
}

static Entry *
read_entry (GazetteStatement *statement,
            gsize *size)
{
  Entry *entry = g_new0 (Entry, 1);
  const char *html = gazette_statement_get_text (statement, 7);
  g_autoptr(GString) text = g_string_new (NULL);

  entry->id = gazette_statement_get_int (statement, 0);
  entry->is_indexed = gazette_statement_get_text (statement, 1) != NULL;
  entry->old_place = gazette_statement_get_int (statement, 1);
  entry->is_there = gazette_statement_get_text (statement, 2) != NULL;
  if (!entry->is_there)
    return entry;

  entry->source_id = gazette_statement_get_int (statement, 3);
  entry->sort_key = gazette_statement_get_int (statement, 4);
  entry->title = gazette_statement_dup_text (statement, 5);
  entry->summary = gazette_statement_dup_text (statement, 6);
  entry->authors = gazette_statement_dup_text (statement, 8);
  entry->topics = gazette_statement_dup_text (statement, 9);
  if (html != NULL)
    gazette_skim_html (html, text);
  if (text->len > MAX_TEXT)
    g_string_truncate (text, MAX_TEXT);
  if (begins_like (text->str, entry->summary))
    g_clear_pointer (&entry->summary, g_free);
  *size += text->len;
  entry->text = g_string_free_and_steal (g_steal_pointer (&text));

  return entry;
}

static GPtrArray *
read_queue (GazetteDatabase *database,
            gboolean *is_more,
            GError **error)
{
  static const char select_queue[] =
    "SELECT q.article_id, p.place, a.id, a.source_id, a.sort_key, a.title, a.summary,"
    "       gazette_unpack (coalesce (c.full_html, c.html)), c.authors, c.tags"
    "  FROM search_queue q"
    "  LEFT JOIN search_places p ON p.article_id = q.article_id"
    "  LEFT JOIN articles a ON a.id = q.article_id"
    "  LEFT JOIN contents c ON c.article_id = q.article_id"
    " ORDER BY q.article_id DESC";
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func (entry_free);
  g_autoptr(GazetteStatement) statement = NULL;
  g_autoptr(GError) local_error = NULL;
  gsize size = 0;

  if ((statement = gazette_database_prepare (database, select_queue, error)) == NULL)
    return NULL;

  *is_more = FALSE;
  while (!*is_more && gazette_statement_step (statement, &local_error))
    {
      if (entries->len == STEP_ARTICLES || size >= STEP_BYTES)
        *is_more = TRUE;
      else
        g_ptr_array_add (entries, read_entry (statement, &size));
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&entries);
}

static int
compare_old_places (gconstpointer a,
                    gconstpointer b)
{
  const Entry *one = *(const Entry *const *) a;
  const Entry *other = *(const Entry *const *) b;

  return (one->old_place > other->old_place) - (one->old_place < other->old_place);
}

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const Entry *one = *(const Entry *const *) a;
  const Entry *other = *(const Entry *const *) b;

  return (one->place > other->place) - (one->place < other->place);
}

/* In the order of places, here and below: the index writes a segment whenever a
 * row comes before the last one. */
static gboolean
remove_entries (GazetteDatabase *database,
                GPtrArray *entries,
                GError **error)
{
  static const char delete_words[] = "DELETE FROM search_words WHERE rowid = ?1";
  static const char delete_place[] = "DELETE FROM search_places WHERE place = ?1";
  g_autoptr(GazetteStatement) words = NULL;
  g_autoptr(GazetteStatement) place = NULL;

  if ((words = gazette_database_prepare (database, delete_words, error)) == NULL ||
      (place = gazette_database_prepare (database, delete_place, error)) == NULL)
    return FALSE;

  g_ptr_array_sort (entries, compare_old_places);
  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = entries->pdata[i];

      if (!entry->is_indexed)
        continue;
      gazette_statement_int (words, 1, entry->old_place);
      gazette_statement_int (place, 1, entry->old_place);
      if (!gazette_statement_run (words, error) || !gazette_statement_run (place, error))
        return FALSE;
    }

  return TRUE;
}

/* Where a second is taken, as by all that has no date, one nearby: the more are
 * tried, the farther. */
static gint64
get_candidate (const Entry *entry,
               guint n_tries)
{
  guint64 hash = (guint64) entry->id * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  if (n_tries == 0)
    return entry->sort_key;

  return entry->sort_key + (gint64) (((hash >> 20) * (2 * n_tries + 1)) % (G_GUINT64_CONSTANT (2) << MIN (n_tries, 30)));
}

static gboolean
take_place (GazetteDatabase *database,
            Entry *entry,
            GError **error)
{
  static const char insert_place[] = "INSERT OR IGNORE INTO search_places (place, article_id) VALUES (?1, ?2)";
  g_autoptr(GazetteStatement) statement = NULL;

  if ((statement = gazette_database_prepare (database, insert_place, error)) == NULL)
    return FALSE;

  for (guint n_tries = 0;; n_tries++)
    {
      entry->place = get_candidate (entry, n_tries);
      gazette_statement_int (statement, 1, entry->place);
      gazette_statement_int (statement, 2, entry->id);
      if (!gazette_statement_run (statement, error))
        return FALSE;
      if (gazette_database_n_changed (database) > 0)
        return TRUE;
    }
}

static int
append_topic_word (void       *data,
                   int         flags,
                   const char *word,
                   int         length,
                   int         start,
                   int         end)
{
  g_string_append (data, " " GAZETTE_WORDS_TOPIC);
  g_string_append_len (data, word, length);

  return SQLITE_OK;
}

/* What an article is found by that is none of its words: that it is there, its source,
 * its topics. */
static char *
make_keys (const Entry *entry)
{
  GString *keys = g_string_new (GAZETTE_WORDS_KEY "a");
  g_auto(GStrv) topics = gazette_articles_split_lines (entry->topics);

  g_string_append_printf (keys, " " GAZETTE_WORDS_KEY "%" G_GINT64_FORMAT, entry->source_id);
  for (guint i = 0; topics != NULL && topics[i] != NULL && keys->len < MAX_TOPICS; i++)
    {
      if (i > 0)
        g_string_append (keys, " " GAZETTE_WORDS_NEXT_TOPIC);
      gazette_words_scan (topics[i], MIN (strlen (topics[i]), MAX_TOPIC), append_topic_word, keys);
    }

  return g_string_free_and_steal (keys);
}

static gboolean
insert_entry (GazetteDatabase *database,
              const Entry *entry,
              GError **error)
{
  static const char insert_words[] =
    "INSERT INTO search_words (rowid, title, summary, text, author, keys) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
  g_autofree char *keys = make_keys (entry);
  g_autoptr(GazetteStatement) statement = NULL;

  if ((statement = gazette_database_prepare (database, insert_words, error)) == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, entry->place);
  gazette_statement_text (statement, 2, entry->title);
  gazette_statement_text (statement, 3, entry->summary);
  gazette_statement_text (statement, 4, entry->text);
  gazette_statement_text (statement, 5, entry->authors);
  gazette_statement_text (statement, 6, keys);

  return gazette_statement_run (statement, error);
}

static gboolean
insert_entries (GazetteDatabase *database,
                GPtrArray *entries,
                GError **error)
{
  for (guint i = 0; i < entries->len; i++)
    {
      Entry *entry = entries->pdata[i];

      if (entry->is_there && !take_place (database, entry, error))
        return FALSE;
    }

  g_ptr_array_sort (entries, compare_places);
  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = entries->pdata[i];

      if (entry->is_there && !insert_entry (database, entry, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
leave_queue (GazetteDatabase *database,
             GPtrArray *entries,
             GError **error)
{
  static const char delete_queued[] = "DELETE FROM search_queue WHERE article_id = ?1";
  g_autoptr(GazetteStatement) statement = NULL;

  if ((statement = gazette_database_prepare (database, delete_queued, error)) == NULL)
    return FALSE;

  for (guint i = 0; i < entries->len; i++)
    {
      gazette_statement_int (statement, 1, ((const Entry *) entries->pdata[i])->id);
      if (!gazette_statement_run (statement, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
take_step (GazetteRequest *request,
           GazetteDatabase *database,
           gboolean *is_more,
           GError **error)
{
  g_autoptr(GPtrArray) entries = read_queue (database, is_more, error);

  if (entries == NULL)
    return FALSE;

  request->search_changed = entries->len > 0;

  return remove_entries (database, entries, error) &&
         insert_entries (database, entries, error) &&
         leave_queue (database, entries, error);
}

/**
 * gazette_index_rebuild:
 * @request: nothing
 * @database: see #GazetteRequestFunc
 * @result: (out): left alone
 * @error: return location for an error
 *
 * Begins the index anew: all articles are in the queue again.
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_index_rebuild (GazetteRequest *request,
                       GazetteDatabase *database,
                       GValue *result,
                       GError **error)
{
  /* Of an index that cannot even be opened only its entry can be taken out, and
   * then what it was made of. */
  static const char force[] =
    "PRAGMA writable_schema = ON;"
    "DELETE FROM sqlite_schema WHERE name = 'search_words';"
    "PRAGMA writable_schema = RESET;"
    "DROP TABLE IF EXISTS search_words_data;"
    "DROP TABLE IF EXISTS search_words_idx;"
    "DROP TABLE IF EXISTS search_words_docsize;"
    "DROP TABLE IF EXISTS search_words_config;";

  request->search_changed = TRUE;

  return (gazette_database_execute (database, "DROP TABLE IF EXISTS search_words", NULL) ||
          gazette_database_execute (database, force, error)) &&
         gazette_database_execute (database,
                                   "DROP TABLE IF EXISTS search_places;" GAZETTE_SCHEMA_SEARCH_INDEX
                                     GAZETTE_SCHEMA_SEARCH_ALL,
                                   error);
}

/**
 * gazette_index_write_step:
 * @request: nothing
 * @database: see #GazetteRequestFunc
 * @result: (out): whether there is more to do, a gboolean
 * @error: return location for an error
 *
 * Takes some articles from the queue into the index, the newest first. A damaged
 * index is begun anew. When there are none, texts from before there was packing are
 * packed.
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_index_write_step (GazetteRequest *request,
                          GazetteDatabase *database,
                          GValue *result,
                          GError **error)
{
  g_autoptr(GError) local_error = NULL;
  gboolean is_more = FALSE;

  if (!take_step (request, database, &is_more, &local_error))
    {
      if (!gazette_database_is_damaged (database))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }

      g_debug ("The index is begun anew: %s", local_error->message);
      if (!gazette_index_rebuild (request, database, result, error))
        return FALSE;
      is_more = TRUE;
    }

  /* What is in no hurry has a step of its own: the index is written, and lets go of
   * room, when the transaction ends. */
  is_more = is_more || request->search_changed;
  if ((!is_more && !gazette_pack_step (database, &is_more, error)) ||
      (!is_more && !gazette_database_give_back (database, &is_more, error)))
    return FALSE;

  g_value_init (result, G_TYPE_BOOLEAN);
  g_value_set_boolean (result, is_more);

  return TRUE;
}

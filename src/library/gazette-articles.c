/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-error.h"
#include "gazette-library-private.h"

static const char select_known[] =
  "SELECT id, digest, sort_key, first_seen, saved, published, modified FROM articles"
  " WHERE source_id = ?1 AND guid = ?2";

static const char insert_article[] =
  "INSERT INTO articles"
  " (source_id, guid, digest, sort_key, published, modified, title, summary, url, image, first_seen, read)"
  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";

static const char update_article[] =
  "UPDATE articles SET"
  "  digest = ?3, sort_key = ?4, published = ?5, modified = ?6, title = ?7, summary = ?8, url = ?9, image = ?10,"
  /* What was copied is another text now. */
  "  copy = 0, copy_size = 0"
  " WHERE source_id = ?1 AND guid = ?2";

static const char replace_content[] =
  "REPLACE INTO contents (article_id, html, authors, tags, language, image_caption)"
  " VALUES (?1, gazette_pack (?2), ?3, ?4, ?5, ?6)";

static const char select_article[] =
  "SELECT a.source_id, a.guid, a.published, a.modified, a.first_seen, NOT " GAZETTE_IS_UNREAD ("a") ", a.saved,"
  "       a.saved_note,"
  "       a.title, a.summary, a.url, a.image, s.title, s.url,"
  "       gazette_unpack (c.html), c.authors, c.tags, c.language, c.image_caption, gazette_unpack (c.full_html),"
  "       s.full_text, p.block, p.character, u.offered"
  "  FROM articles a"
  "  JOIN sources s ON s.id = a.source_id"
  "  LEFT JOIN contents c ON c.article_id = a.id"
  "  LEFT JOIN positions p ON p.article_id = a.id"
  "  LEFT JOIN updates u ON u.article_id = a.id"
  " WHERE a.id = ?1";

/* What the library knows of an article that came again; id 0 for a new one. */
typedef struct
{
  gint64 id;
  gint64 digest;
  gint64 sort_key;
  gint64 first_seen;
  gint64 saved;
  gint64 published;
  gint64 modified;
} Known;

/* What is the same for all articles of a page. */
typedef struct
{
  gint64            source_id;
  GazettePageKind   kind;
  gint64            now;
  /* When an article without a usable date counts as first seen. */
  gint64            undated;
} Page;

/* FNV-1a with 64 bits: it tells whether an article was changed by the source
 * that wrote it, which could only deceive itself. */
static guint64
digest_bytes (guint64       digest,
              gconstpointer data,
              gsize         size)
{
  const guint8 *bytes = data;

  for (gsize i = 0; i < size; i++)
    digest = (digest ^ bytes[i]) * G_GUINT64_CONSTANT (0x100000001b3);

  return digest;
}

static guint64
digest_text (guint64     digest,
             const char *text)
{
  /* With its end, so that neighbours cannot flow into each other; what is
   * absent differs from what is empty. */
  return text != NULL
         ? digest_bytes (digest, text, strlen (text) + 1)
         : digest_bytes (digest, "\xff", 1);
}

static guint64
digest_list (guint64             digest,
             const char * const *list)
{
  for (gsize i = 0; list != NULL && list[i] != NULL; i++)
    digest = digest_text (digest, list[i]);

  return digest_text (digest, NULL);
}

static gint64
digest_article (GazetteArticle *article)
{
  guint64 digest = G_GUINT64_CONSTANT (0xcbf29ce484222325);

  /* Each reading of it gives another. */
  if (!article->is_published_roughly)
    digest = digest_bytes (digest, &article->published, sizeof article->published);
  digest = digest_bytes (digest, &article->modified, sizeof article->modified);
  digest = digest_text (digest, article->url);
  digest = digest_text (digest, article->title);
  digest = digest_text (digest, article->summary);
  digest = digest_text (digest, article->html);
  digest = digest_text (digest, article->image);
  digest = digest_text (digest, article->image_caption);
  digest = digest_text (digest, article->language);
  digest = digest_list (digest, (const char * const *) article->authors);
  digest = digest_list (digest, (const char * const *) article->tags);

  for (guint i = 0; article->attachments != NULL && i < article->attachments->len; i++)
    {
      GazetteAttachment *attachment = g_ptr_array_index (article->attachments, i);

      digest = digest_text (digest, attachment->url);
      digest = digest_text (digest, attachment->type);
      digest = digest_text (digest, attachment->title);
      digest = digest_bytes (digest, &attachment->size, sizeof attachment->size);
      digest = digest_bytes (digest, &attachment->duration, sizeof attachment->duration);
    }

  return (gint64) digest;
}

/**
 * gazette_articles_join_lines:
 * @list: (nullable): names
 *
 * Returns: (transfer full) (nullable): one on each line; a line break within a
 *   name means no more than a space
 */
char *
gazette_articles_join_lines (const char *const *list)
{
  g_autoptr(GString) text = NULL;

  if (list == NULL || list[0] == NULL)
    return NULL;

  text = g_string_new (NULL);
  for (gsize i = 0; list[i] != NULL; i++)
    {
      gsize start = text->len;

      if (i > 0)
        start++, g_string_append_c (text, '\n');
      g_string_append (text, list[i]);
      g_strdelimit (text->str + start, "\n", ' ');
    }

  return g_string_free_and_steal (g_steal_pointer (&text));
}

/**
 * gazette_articles_split_lines:
 * @text: (nullable): what gazette_articles_join_lines() made
 *
 * Returns: (transfer full) (nullable): the names
 */
GStrv
gazette_articles_split_lines (const char *text)
{
  return text != NULL ? g_strsplit (text, "\n", -1) : NULL;
}

static gboolean
find_known (GazetteDatabase  *database,
            gint64            source_id,
            const char       *guid,
            Known            *known,
            GError          **error)
{
  g_autoptr(GazetteStatement) statement = NULL;
  g_autoptr(GError) local_error = NULL;

  if ((statement = gazette_database_prepare (database, select_known, error)) == NULL)
    return FALSE;

  *known = (Known) { 0 };
  gazette_statement_int (statement, 1, source_id);
  gazette_statement_text (statement, 2, guid);
  if (gazette_statement_step (statement, &local_error))
    {
      known->id = gazette_statement_get_int (statement, 0);
      known->digest = gazette_statement_get_int (statement, 1);
      known->sort_key = gazette_statement_get_int (statement, 2);
      known->first_seen = gazette_statement_get_int (statement, 3);
      known->saved = gazette_statement_get_int (statement, 4);
      known->published = gazette_statement_get_int (statement, 5);
      known->modified = gazette_statement_get_int (statement, 6);
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

/**
 * gazette_articles_write_content:
 * @database: the connection that writes, in a transaction
 * @article_id: an article without attachments
 * @article: what it is
 * @error: return location for an error
 *
 * Writes the body of an article and what only a page shows, in the place of what
 * there was.
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_articles_write_content (GazetteDatabase  *database,
                                gint64            article_id,
                                GazetteArticle   *article,
                                GError          **error)
{
  g_autoptr(GazetteStatement) statement = NULL;
  g_autofree char *authors = gazette_articles_join_lines ((const char * const *) article->authors);
  g_autofree char *tags = gazette_articles_join_lines ((const char * const *) article->tags);

  if ((statement = gazette_database_prepare (database, replace_content, error)) == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, article_id);
  gazette_statement_text (statement, 2, article->html);
  gazette_statement_text (statement, 3, authors);
  gazette_statement_text (statement, 4, tags);
  gazette_statement_text (statement, 5, article->language);
  gazette_statement_text (statement, 6, article->image_caption);
  if (!gazette_statement_run (statement, error))
    return FALSE;

  return gazette_attachments_write (database, GAZETTE_VERSION_KEPT, article_id, article->attachments, error);
}

static gboolean
write_article (GazetteDatabase  *database,
               const Page       *page,
               GazetteArticle   *article,
               Known            *known,
               GError          **error)
{
  g_autoptr(GazetteStatement) statement = NULL;
  gboolean is_new = known->id == 0;

  if ((statement = gazette_database_prepare (database, is_new ? insert_article : update_article, error)) == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, page->source_id);
  gazette_statement_text (statement, 2, article->id);
  gazette_statement_int (statement, 3, known->digest);
  gazette_statement_int (statement, 4, known->sort_key);
  gazette_statement_int (statement, 5, known->published);
  gazette_statement_int (statement, 6, article->modified);
  gazette_statement_text (statement, 7, article->title);
  gazette_statement_text (statement, 8, article->summary);
  gazette_statement_text (statement, 9, article->url);
  gazette_statement_text (statement, 10, article->image);
  if (is_new)
    {
      gazette_statement_int (statement, 11, known->first_seen);
      gazette_statement_int (statement, 12, page->kind == GAZETTE_PAGE_OLDER);
    }
  if (!gazette_statement_run (statement, error))
    return FALSE;

  if (is_new)
    known->id = gazette_database_last_id (database);

  return gazette_articles_write_content (database, known->id, article, error);
}

/* Whether what is stored stays. An archive may hold an article as it was before
 * it was changed: the one that was changed last counts (RFC 5005, 4). */
static gboolean
keeps_known (const Page           *page,
             const GazetteArticle *article,
             const Known          *known,
             gint64                digest)
{
  if (known->id == 0)
    return FALSE;

  return known->digest == digest ||
         (page->kind == GAZETTE_PAGE_OLDER && article->modified != 0 && article->modified < known->modified);
}

/* A date that was to come counts once it has passed: of an article that was announced,
 * and of all that was stored while the clock was wrong and early. */
static gboolean
follow_date (GazetteRequest   *request,
             GazetteDatabase  *database,
             const Page       *page,
             const Known      *known,
             GError          **error)
{
  static const char update_sort_key[] = "UPDATE articles SET sort_key = published WHERE id = ?1";
  g_autoptr(GazetteStatement) statement = NULL;

  if (known->published == 0 || known->published > page->now || known->published <= known->sort_key)
    return TRUE;

  if ((statement = gazette_database_prepare (database, update_sort_key, error)) == NULL)
    return FALSE;

  request->articles_changed = TRUE;
  gazette_statement_int (statement, 1, known->id);

  return gazette_statement_run (statement, error);
}

static gboolean
store_article (GazetteRequest   *request,
               GazetteDatabase  *database,
               const Page       *page,
               GazetteArticle   *article,
               guint            *n_new,
               GError          **error)
{
  gint64 digest = digest_article (article);
  gint64 sort_key;
  gboolean is_dated;
  gboolean is_new;
  gboolean is_gone = FALSE;
  Known known;

  if (!find_known (database, page->source_id, article->id, &known, error))
    return FALSE;

  is_new = known.id == 0;
  /* Whoever asks for older articles wants them back. */
  if (is_new && page->kind == GAZETTE_PAGE_FIRST &&
      !gazette_retention_is_gone (database, page->source_id, article->id, page->now, &is_gone, error))
    return FALSE;
  if (is_gone)
    return TRUE;
  /* Its source has gone back to what was saved. */
  if (known.digest == digest && known.saved != GAZETTE_SAVED_NONE &&
      !gazette_updates_forget (database, known.id, TRUE, error))
    return FALSE;
  if (keeps_known (page, article, &known, digest))
    return follow_date (request, database, page, &known, error);

  /* What a person saved stays as it was saved, unless its text was lost: see
   * gazette_rescue_run(). What the source says now is offered. */
  if (known.saved != GAZETTE_SAVED_NONE && known.digest != 0)
    return gazette_updates_note (request, database, known.id, digest, article, error);

  if (!article->is_published_roughly || known.published == 0)
    known.published = article->published;
  is_dated = known.published != 0 && known.published <= page->now;
  if (is_new)
    known.first_seen = is_dated ? page->now : page->undated;

  /* A date to come would hold the top of the list until it has passed. */
  sort_key = is_dated ? known.published : known.first_seen;
  if (is_new || sort_key != known.sort_key)
    request->articles_changed = TRUE;

  known.digest = digest;
  known.sort_key = sort_key;
  if (!write_article (database, page, article, &known, error))
    return FALSE;

  if (is_new)
    *n_new += 1;
  else
    gazette_request_article_changed (request, known.id);

  /* What there was of an article that is not saved any more. */
  return is_new || gazette_updates_forget (database, known.id, FALSE, error);
}

/* What an older page has without a date is placed below all that is there. */
static gboolean
find_place_below (GazetteDatabase  *database,
                  Page             *page,
                  GError          **error)
{
  static const char select_oldest[] = "SELECT min (sort_key) FROM articles WHERE source_id = ?1";
  g_autoptr(GazetteStatement) statement = NULL;
  gint64 oldest;

  if ((statement = gazette_database_prepare (database, select_oldest, error)) == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, page->source_id);
  if (!gazette_statement_step (statement, error))
    return FALSE;

  oldest = gazette_statement_get_int (statement, 0);
  if (oldest > 1)
    page->undated = oldest - 1;

  return TRUE;
}

/**
 * gazette_articles_store:
 * @request: edition: what to store
 * @database: the connection that writes, in a transaction
 * @source_id: the source it is of
 * @kind: which page of the source it is
 * @n_new: (out): how many of the articles are new
 * @error: return location for an error
 *
 * Stores what a fetch brought. Articles that are as they were are not written.
 * New ones of an older page are no news: they come as read.
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_articles_store (GazetteRequest   *request,
                        GazetteDatabase  *database,
                        gint64            source_id,
                        GazettePageKind   kind,
                        guint            *n_new,
                        GError          **error)
{
  g_autoptr(GHashTable) first = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *articles = request->edition->articles;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  Page page = { source_id, kind, now, now };

  *n_new = 0;
  request->articles_source_id = source_id;
  if (kind == GAZETTE_PAGE_OLDER && !find_place_below (database, &page, error))
    return FALSE;

  /* Where a source says an id twice, the first counts: taking both in turn, each
   * fetch would find the article changed. */
  for (guint i = 0; i < articles->len; i++)
    {
      GazetteArticle *article = g_ptr_array_index (articles, i);

      if (!g_hash_table_contains (first, article->id))
        g_hash_table_insert (first, article->id, article);
    }

  /* From the last on, so that of articles with the same moment the one that the
   * source puts first has the highest id and shows first. */
  for (guint i = articles->len; i > 0; i--)
    {
      GazetteArticle *article = g_ptr_array_index (articles, i - 1);

      if (g_hash_table_lookup (first, article->id) == article &&
          !store_article (request, database, &page, article, n_new, error))
        return FALSE;
    }

  return TRUE;
}

static GazetteStored *
read_stored (GazetteStatement *statement,
             gint64            id)
{
  GazetteStored *stored = gazette_stored_new ();
  GazetteArticle *article = gazette_article_new (gazette_statement_get_text (statement, 1));

  stored->id = id;
  stored->source_id = gazette_statement_get_int (statement, 0);
  stored->first_seen = gazette_statement_get_int (statement, 4);
  stored->read = gazette_statement_get_int (statement, 5) != 0;
  stored->saved = gazette_statement_get_int (statement, 6);
  stored->saved_note = gazette_statement_dup_text (statement, 7);
  stored->source_title = gazette_statement_dup_text (statement, 12);
  stored->source_url = gazette_statement_dup_text (statement, 13);
  stored->full_html = gazette_statement_dup_text (statement, 19);
  stored->full_text = gazette_statement_get_int (statement, 20);
  stored->position.block = (guint) gazette_statement_get_int (statement, 21);
  stored->position.character = (guint) gazette_statement_get_int (statement, 22);
  stored->is_updated = gazette_statement_get_int (statement, 23) != 0 && stored->saved != GAZETTE_SAVED_NONE;
  stored->article = article;

  article->published = gazette_statement_get_int (statement, 2);
  article->modified = gazette_statement_get_int (statement, 3);
  g_set_str (&article->title, gazette_statement_get_text (statement, 8));
  g_set_str (&article->summary, gazette_statement_get_text (statement, 9));
  article->url = gazette_statement_dup_text (statement, 10);
  article->image = gazette_statement_dup_text (statement, 11);
  article->html = gazette_statement_dup_text (statement, 14);
  article->authors = gazette_articles_split_lines (gazette_statement_get_text (statement, 15));
  article->tags = gazette_articles_split_lines (gazette_statement_get_text (statement, 16));
  article->language = gazette_statement_dup_text (statement, 17);
  article->image_caption = gazette_statement_dup_text (statement, 18);

  return stored;
}

static void
set_not_found (GError **error)
{
  g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_FOUND,
                       _("This article is not in the library any more. Choose another one."));
}

/**
 * gazette_articles_read:
 * @request: id: an article
 * @database: see #GazetteRequestFunc
 * @result: (out): the #GazetteStored
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_articles_read (GazetteRequest   *request,
                       GazetteDatabase  *database,
                       GValue           *result,
                       GError          **error)
{
  g_autoptr(GazetteStatement) statement = NULL;
  g_autoptr(GazetteStored) stored = NULL;
  g_autoptr(GError) local_error = NULL;

  if ((statement = gazette_database_prepare (database, select_article, error)) == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, request->id);
  if (!gazette_statement_step (statement, &local_error))
    {
      if (local_error != NULL)
        g_propagate_error (error, g_steal_pointer (&local_error));
      else
        set_not_found (error);
      return FALSE;
    }

  stored = read_stored (statement, request->id);
  if (!gazette_attachments_read (database, GAZETTE_VERSION_KEPT, stored->id, &stored->article->attachments, error) ||
      (stored->saved != GAZETTE_SAVED_NONE && !gazette_keep_read_urls (database, stored, error)))
    return FALSE;

  g_value_init (result, GAZETTE_TYPE_STORED);
  g_value_take_boxed (result, g_steal_pointer (&stored));

  return TRUE;
}

/**
 * gazette_articles_read_saving:
 * @request: nothing
 * @database: see #GazetteRequestFunc
 * @result: (out): a #GArray of gint64, the articles whose saving is not done
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_articles_read_saving (GazetteRequest   *request,
                              GazetteDatabase  *database,
                              GValue           *result,
                              GError          **error)
{
  static const char select_saving[] =
    "SELECT id FROM articles WHERE saved != 0 AND saved = 1 ORDER BY sort_key DESC, id DESC";
  g_autoptr(GazetteStatement) statement = NULL;
  g_autoptr(GArray) ids = NULL;

  if ((statement = gazette_database_prepare (database, select_saving, error)) == NULL)
    return FALSE;
  if ((ids = gazette_statement_read_ids (statement, error)) == NULL)
    return FALSE;

  g_value_init (result, G_TYPE_ARRAY);
  g_value_take_boxed (result, g_steal_pointer (&ids));

  return TRUE;
}

/**
 * gazette_articles_write_read:
 * @request: id: an article; number: whether it was read
 * @database: see #GazetteRequestFunc
 * @result: (out): left alone
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_articles_write_read (GazetteRequest   *request,
                             GazetteDatabase  *database,
                             GValue           *result,
                             GError          **error)
{
  gboolean changed;

  if (!gazette_unread_set (database, request->id, request->number == 0, &changed, &request->counted_source_id, error))
    return FALSE;

  if (changed)
    {
      request->sources_changed = TRUE;
      gazette_request_article_changed (request, request->id);
    }

  return TRUE;
}

/**
 * gazette_articles_write_saved:
 * @request: id: an article; number: a #GazetteSavedState; text: the note
 * @database: see #GazetteRequestFunc
 * @result: (out): left alone
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_articles_write_saved (GazetteRequest   *request,
                              GazetteDatabase  *database,
                              GValue           *result,
                              GError          **error)
{
  static const char update_saved[] = "UPDATE articles SET saved = ?2, saved_note = ?3 WHERE id = ?1";
  static const char insert_unsaved[] = "INSERT OR IGNORE INTO temp.unsaved (article_id) VALUES (?1)";
  g_autoptr(GazetteStatement) statement = NULL;
  g_autoptr(GazetteStatement) unsaved = NULL;

  if ((statement = gazette_database_prepare (database, update_saved, error)) == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, request->id);
  gazette_statement_int (statement, 2, request->number);
  gazette_statement_text (statement, 3, request->text);
  if (!gazette_statement_run (statement, error))
    return FALSE;

  if (gazette_database_n_changed (database) == 0)
    {
      set_not_found (error);
      return FALSE;
    }

  if (request->number == GAZETTE_SAVED_NONE)
    {
      if ((unsaved = gazette_database_prepare (database, insert_unsaved, error)) == NULL)
        return FALSE;

      gazette_statement_int (unsaved, 1, request->id);
      if (!gazette_statement_run (unsaved, error))
        return FALSE;
    }

  /* How many are saved is one of the counts, and of an article whose source was
   * removed this is also whether it shows. */
  request->sources_changed = TRUE;
  gazette_request_article_changed (request, request->id);

  return TRUE;
}

/**
 * gazette_articles_write_full_html:
 * @request: id: an article; value: its full text, or unset to forget it
 * @database: see #GazetteRequestFunc
 * @result: (out): left alone
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_articles_write_full_html (GazetteRequest   *request,
                                  GazetteDatabase  *database,
                                  GValue           *result,
                                  GError          **error)
{
  static const char update_full_html[] = "UPDATE contents SET full_html = gazette_pack (?2) WHERE article_id = ?1";
  g_autoptr(GazetteStatement) statement = NULL;

  if ((statement = gazette_database_prepare (database, update_full_html, error)) == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, request->id);
  gazette_statement_text (statement, 2, request->value);
  if (!gazette_statement_run (statement, error))
    return FALSE;

  if (gazette_database_n_changed (database) == 0)
    {
      set_not_found (error);
      return FALSE;
    }
  gazette_request_article_changed (request, request->id);

  return TRUE;
}

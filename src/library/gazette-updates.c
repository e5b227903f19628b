/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-error.h"
#include "gazette-library-private.h"
#include "gazette-skim.h"

/* What makes a version of an article, in the order of the columns below. */
enum
{
  TEXT_TITLE,
  TEXT_SUMMARY,
  TEXT_URL,
  TEXT_IMAGE,
  TEXT_HTML,
  TEXT_FULL_HTML,
  TEXT_AUTHORS,
  TEXT_TAGS,
  TEXT_LANGUAGE,
  TEXT_IMAGE_CAPTION,
  N_TEXTS
};

typedef struct
{
  gint64 digest;
  gint64 modified;
  char  *texts[N_TEXTS];
} Version;

/* The texts begin with the parameter of this number. */
#define FIRST_TEXT 4

static const char select_kept[] =
  "SELECT a.digest, a.modified, a.title, a.summary, a.url, a.image,"
  "       gazette_unpack (c.html), gazette_unpack (c.full_html), c.authors, c.tags, c.language, c.image_caption"
  "  FROM articles a JOIN contents c ON c.article_id = a.id WHERE a.id = ?1";

static const char select_other[] =
  "SELECT digest, modified, title, summary, url, image, html, full_html, authors, tags, language, image_caption"
  "  FROM updates WHERE article_id = ?1";

static const char update_article[] =
  "UPDATE articles SET digest = ?2, modified = ?3, title = ?4, summary = ?5, url = ?6, image = ?7,"
  "  saved = (saved != 0), saved_note = NULL WHERE id = ?1";

static const char update_content[] =
  "UPDATE contents SET html = gazette_pack (?8), full_html = gazette_pack (?9), authors = ?10, tags = ?11,"
  "  language = ?12, image_caption = ?13"
  " WHERE article_id = ?1";

static const char replace_other[] =
  "REPLACE INTO updates (article_id, digest, modified, title, summary, url, image, html, full_html, authors, tags,"
  "                      language, image_caption, offered)"
  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)";

static void
version_clear (Version *self)
{
  for (guint i = 0; i < N_TEXTS; i++)
    g_free (self->texts[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Version, version_clear)

static void
set_no_update (GError **error)
{
  g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_FOUND,
                       _("There is no other version of this article any more."));
}

/* FALSE with the error unset when there is none. */
static gboolean
read_version (GazetteDatabase  *database,
              const char       *sql,
              gint64            article_id,
              Version          *version,
              GError          **error)
{
  g_autoptr(GazetteStatement) statement = NULL;

  if ((statement = gazette_database_prepare (database, sql, error)) == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, article_id);
  if (!gazette_statement_step (statement, error))
    return FALSE;

  version->digest = gazette_statement_get_int (statement, 0);
  version->modified = gazette_statement_get_int (statement, 1);
  for (int i = 0; i < N_TEXTS; i++)
    version->texts[i] = gazette_statement_dup_text (statement, i + 2);

  return TRUE;
}

static void
bind_texts (GazetteStatement *statement,
            const Version    *version,
            int               first,
            int               last)
{
  for (int i = first; i <= last; i++)
    gazette_statement_text (statement, i + FIRST_TEXT, version->texts[i]);
}

static gboolean
write_kept (GazetteDatabase  *database,
            gint64            article_id,
            const Version    *version,
            GError          **error)
{
  g_autoptr(GazetteStatement) article = NULL;
  g_autoptr(GazetteStatement) content = NULL;

  if ((article = gazette_database_prepare (database, update_article, error)) == NULL)
    return FALSE;

  gazette_statement_int (article, 1, article_id);
  gazette_statement_int (article, 2, version->digest);
  gazette_statement_int (article, 3, version->modified);
  bind_texts (article, version, TEXT_TITLE, TEXT_IMAGE);
  if (!gazette_statement_run (article, error) ||
      (content = gazette_database_prepare (database, update_content, error)) == NULL)
    return FALSE;

  gazette_statement_int (content, 1, article_id);
  bind_texts (content, version, TEXT_HTML, TEXT_IMAGE_CAPTION);

  return gazette_statement_run (content, error);
}

static gboolean
write_other (GazetteDatabase  *database,
             gint64            article_id,
             const Version    *version,
             gboolean          is_offered,
             GError          **error)
{
  g_autoptr(GazetteStatement) statement = NULL;

  if ((statement = gazette_database_prepare (database, replace_other, error)) == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, article_id);
  gazette_statement_int (statement, 2, version->digest);
  gazette_statement_int (statement, 3, version->modified);
  bind_texts (statement, version, TEXT_TITLE, TEXT_IMAGE_CAPTION);
  gazette_statement_int (statement, FIRST_TEXT + N_TEXTS, is_offered);

  return gazette_statement_run (statement, error);
}

static void
fill_in (Version              *version,
         gint64                digest,
         const GazetteArticle *article)
{
  version->digest = digest;
  version->modified = article->modified;
  version->texts[TEXT_TITLE] = g_strdup (article->title);
  version->texts[TEXT_SUMMARY] = g_strdup (article->summary);
  version->texts[TEXT_URL] = g_strdup (article->url);
  version->texts[TEXT_IMAGE] = g_strdup (article->image);
  version->texts[TEXT_HTML] = g_strdup (article->html);
  version->texts[TEXT_AUTHORS] = gazette_articles_join_lines ((const char *const *) article->authors);
  version->texts[TEXT_TAGS] = gazette_articles_join_lines ((const char *const *) article->tags);
  version->texts[TEXT_LANGUAGE] = g_strdup (article->language);
  version->texts[TEXT_IMAGE_CAPTION] = g_strdup (article->image_caption);
}

static char *
dup_words (const Version *version)
{
  g_autoptr(GString) words = g_string_new (version->texts[TEXT_TITLE]);
  g_auto(GStrv) parts = NULL;

  g_string_append_c (words, ' ');
  if (version->texts[TEXT_HTML] != NULL)
    gazette_skim_html (version->texts[TEXT_HTML], words);
  else
    g_string_append (words, version->texts[TEXT_SUMMARY]);

  /* Between them there may be any white space. */
  parts = g_strsplit_set (words->str, " \t\r\n\f", -1);

  return g_strjoinv ("", parts);
}

/* Many sources write their HTML anew each time it is asked for: what is no change
 * of the words is none that a person could see. */
static gboolean
says_the_same (const Version *a,
               const Version *b)
{
  g_autofree char *words = dup_words (a);
  g_autofree char *other_words = dup_words (b);

  return g_str_equal (words, other_words);
}

/**
 * gazette_updates_forget:
 * @database: the connection that writes, in a transaction
 * @article_id: an article
 * @only_offered: whether one stays that a person has decided about
 * @error: return location for an error
 *
 * Forgets the other version of an article.
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_updates_forget (GazetteDatabase  *database,
                        gint64            article_id,
                        gboolean          only_offered,
                        GError          **error)
{
  static const char delete_other[] = "DELETE FROM updates WHERE article_id = ?1 AND offered >= ?2";
  g_autoptr(GazetteStatement) statement = NULL;

  if ((statement = gazette_database_prepare (database, delete_other, error)) == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, article_id);
  gazette_statement_int (statement, 2, only_offered);

  return gazette_statement_run (statement, error);
}

/**
 * gazette_updates_note:
 * @request: told that the article changed, if it did
 * @database: the connection that writes, in a transaction
 * @article_id: an article that is saved
 * @digest: of @article
 * @article: what its source says now
 * @error: return location for an error
 *
 * Keeps what a source says now of an article that is saved beside what was saved.
 * It is offered to the person once, and only if the words differ.
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_updates_note (GazetteRequest        *request,
                      GazetteDatabase       *database,
                      gint64                 article_id,
                      gint64                 digest,
                      const GazetteArticle  *article,
                      GError               **error)
{
  g_auto(Version) known = { 0 };
  g_auto(Version) kept = { 0 };
  g_auto(Version) now = { 0 };
  g_autoptr(GError) local_error = NULL;
  gboolean is_offered;

  if (read_version (database, select_other, article_id, &known, &local_error) && known.digest == digest)
    return TRUE;
  if (local_error == NULL)
    read_version (database, select_kept, article_id, &kept, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  fill_in (&now, digest, article);
  is_offered = !says_the_same (&kept, &now);
  gazette_request_article_changed (request, article_id);

  return write_other (database, article_id, &now, is_offered, error) &&
         gazette_attachments_write (database, GAZETTE_VERSION_OTHER, article_id, article->attachments, error);
}

/**
 * gazette_updates_read:
 * @request: id: an article
 * @database: see #GazetteRequestFunc
 * @result: (out): a #GazetteStored, the article in its other version
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_updates_read (GazetteRequest   *request,
                      GazetteDatabase  *database,
                      GValue           *result,
                      GError          **error)
{
  g_auto(Version) other = { 0 };
  g_autoptr(GError) local_error = NULL;
  GazetteStored *stored;
  GazetteArticle *article;

  if (!read_version (database, select_other, request->id, &other, &local_error))
    {
      if (local_error != NULL)
        g_propagate_error (error, g_steal_pointer (&local_error));
      else
        set_no_update (error);
      return FALSE;
    }
  if (!gazette_articles_read (request, database, result, error))
    return FALSE;

  /* Just made, and nobody else's yet. */
  stored = g_value_get_boxed (result);
  article = stored->article;
  article->modified = other.modified;
  g_set_str (&article->title, other.texts[TEXT_TITLE]);
  g_set_str (&article->summary, other.texts[TEXT_SUMMARY]);
  g_set_str (&article->url, other.texts[TEXT_URL]);
  g_set_str (&article->image, other.texts[TEXT_IMAGE]);
  g_set_str (&article->html, other.texts[TEXT_HTML]);
  g_set_str (&stored->full_html, other.texts[TEXT_FULL_HTML]);
  g_set_str (&article->language, other.texts[TEXT_LANGUAGE]);
  g_set_str (&article->image_caption, other.texts[TEXT_IMAGE_CAPTION]);
  g_strfreev (article->authors);
  article->authors = gazette_articles_split_lines (other.texts[TEXT_AUTHORS]);
  g_strfreev (article->tags);
  article->tags = gazette_articles_split_lines (other.texts[TEXT_TAGS]);
  g_clear_pointer (&article->attachments, g_ptr_array_unref);

  return gazette_attachments_read (database, GAZETTE_VERSION_OTHER, request->id, &article->attachments, error);
}

static gboolean
swap_attachments (GazetteDatabase  *database,
                  gint64            article_id,
                  GError          **error)
{
  g_autoptr(GPtrArray) kept = NULL;
  g_autoptr(GPtrArray) other = NULL;

  return gazette_attachments_read (database, GAZETTE_VERSION_KEPT, article_id, &kept, error) &&
         gazette_attachments_read (database, GAZETTE_VERSION_OTHER, article_id, &other, error) &&
         gazette_attachments_write (database, GAZETTE_VERSION_KEPT, article_id, other, error) &&
         gazette_attachments_write (database, GAZETTE_VERSION_OTHER, article_id, kept, error);
}

/**
 * gazette_updates_write_swap:
 * @request: id: an article
 * @database: see #GazetteRequestFunc
 * @result: (out): left alone
 * @error: return location for an error
 *
 * Shows the other version of an article from now on. The one that was shown
 * becomes the other, so that this undoes itself. It is not saved as a whole until
 * its pictures are: its state becomes %GAZETTE_SAVED_SAVING.
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_updates_write_swap (GazetteRequest   *request,
                            GazetteDatabase  *database,
                            GValue           *result,
                            GError          **error)
{
  g_auto(Version) kept = { 0 };
  g_auto(Version) other = { 0 };
  g_autoptr(GError) local_error = NULL;

  if (!read_version (database, select_other, request->id, &other, &local_error) ||
      !read_version (database, select_kept, request->id, &kept, &local_error))
    {
      if (local_error != NULL)
        g_propagate_error (error, g_steal_pointer (&local_error));
      else
        set_no_update (error);
      return FALSE;
    }
  if (!write_kept (database, request->id, &other, error) || !write_other (database, request->id, &kept, FALSE, error) ||
      !swap_attachments (database, request->id, error))
    return FALSE;

  request->sources_changed = TRUE;
  gazette_request_article_changed (request, request->id);

  return TRUE;
}

/**
 * gazette_updates_write_declined:
 * @request: id: an article
 * @database: see #GazetteRequestFunc
 * @result: (out): left alone
 * @error: return location for an error
 *
 * Does not offer the other version of an article any more.
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_updates_write_declined (GazetteRequest   *request,
                                GazetteDatabase  *database,
                                GValue           *result,
                                GError          **error)
{
  static const char update_offered[] = "UPDATE updates SET offered = 0 WHERE article_id = ?1";
  g_autoptr(GazetteStatement) statement = NULL;

  if ((statement = gazette_database_prepare (database, update_offered, error)) == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, request->id);
  gazette_request_article_changed (request, request->id);

  return gazette_statement_run (statement, error);
}

/**
 * gazette_updates_write_full_html:
 * @request: id: an article; value: the full text of its other version
 * @database: see #GazetteRequestFunc
 * @result: (out): left alone
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_updates_write_full_html (GazetteRequest   *request,
                                 GazetteDatabase  *database,
                                 GValue           *result,
                                 GError          **error)
{
  static const char update_full_html[] = "UPDATE updates SET full_html = ?2 WHERE article_id = ?1";
  g_autoptr(GazetteStatement) statement = NULL;

  if ((statement = gazette_database_prepare (database, update_full_html, error)) == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, request->id);
  gazette_statement_text (statement, 2, request->value);

  return gazette_statement_run (statement, error);
}

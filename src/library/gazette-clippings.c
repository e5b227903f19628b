/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pages that a person saved: how they become articles, and what is done for them. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-clippings-private.h"
#include "gazette-error.h"
#include "gazette-url.h"

typedef struct
{
  gint64 article_id;
  gint64 state;
  gint64 saved;
} Known;

static gboolean
find_known (GazetteDatabase  *database,
            const char       *identity,
            Known            *known,
            GError          **error)
{
  static const char select_known[] =
    "SELECT c.article_id, c.state, a.saved FROM clippings c JOIN articles a ON a.id = c.article_id"
    " WHERE c.identity = ?1";
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (database, select_known, error);
  g_autoptr(GError) local_error = NULL;

  *known = (Known) { 0 };
  if (statement == NULL)
    return FALSE;

  gazette_statement_text (statement, 1, identity);
  if (gazette_statement_step (statement, &local_error))
    {
      known->article_id = gazette_statement_get_int (statement, 0);
      known->state = gazette_statement_get_int (statement, 1);
      known->saved = gazette_statement_get_int (statement, 2);
    }
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

/* The source of all of them, which is there from the first on. One that was
 * removed is wanted again. */
static gboolean
find_source (GazetteDatabase  *database,
             gint64           *source_id,
             GError          **error)
{
  static const char insert_source[] =
    "INSERT INTO sources (url, dialect, title, fetched, not_before, ended) VALUES (?1, '', ?2, 0, 0, 0)"
    " ON CONFLICT (url) DO UPDATE SET removed = 0 RETURNING id";
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (database, insert_source, error);

  if (statement == NULL)
    return FALSE;

  gazette_statement_text (statement, 1, GAZETTE_CLIPPINGS_URL);
  gazette_statement_text (statement, 2, _("Saved Pages"));
  if (!gazette_statement_step (statement, error))
    return FALSE;
  *source_id = gazette_statement_get_int (statement, 0);

  return TRUE;
}

static gboolean
insert_import (GazetteDatabase  *database,
               const char       *name,
               gint64           *id,
               GError          **error)
{
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (database, "INSERT INTO imports (name) VALUES (?1)",
                                                                    error);

  if (statement == NULL)
    return FALSE;

  gazette_statement_text (statement, 1, name);
  if (!gazette_statement_run (statement, error))
    return FALSE;
  *id = gazette_database_last_id (database);

  return TRUE;
}

/* What a page is called as long as that is not known. */
static const char *
get_title (const GazetteArticle *article)
{
  if (*article->title != '\0' || article->url == NULL)
    return article->title;

  return article->url;
}

static gboolean
insert_article (GazetteDatabase        *database,
                gint64                  source_id,
                const GazetteClipping  *clipping,
                gint64                 *id,
                GError                **error)
{
  /* It stands where it was added, not where it was written, maybe years before. */
  static const char insert[] =
    "INSERT INTO articles"
    " (source_id, guid, digest, sort_key, published, modified, title, summary, url, image, first_seen, read, saved,"
    "  saved_note)"
    " VALUES (?1, ?2, 0, ?3, ?4, 0, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (database, insert, error);
  const GazetteArticle *article = clipping->article;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  if (statement == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, source_id);
  gazette_statement_text (statement, 2, article->id);
  gazette_statement_int (statement, 3, clipping->added > 0 ? MIN (clipping->added, now) : now);
  gazette_statement_int (statement, 4, article->published);
  gazette_statement_text (statement, 5, get_title (article));
  gazette_statement_text (statement, 6, article->summary);
  gazette_statement_text (statement, 7, article->url);
  gazette_statement_text (statement, 8, article->image);
  gazette_statement_int (statement, 9, now);
  gazette_statement_int (statement, 10, clipping->read);
  gazette_statement_int (statement, 11, GAZETTE_SAVED_INCOMPLETE);
  gazette_statement_text (statement, 12, _("This page is yet to be fetched."));
  if (!gazette_statement_run (statement, error))
    return FALSE;
  *id = gazette_database_last_id (database);

  return gazette_articles_write_content (database, *id, clipping->article, error);
}

static gboolean
insert_work (GazetteDatabase       *database,
             const GazetteArticle  *article,
             gint64                 article_id,
             gint64                 import_id,
             GazetteClippingState   state,
             GError               **error)
{
  static const char insert[] =
    "INSERT OR IGNORE INTO clippings (identity, article_id, import_id, host, state)"
    " VALUES (?1, ?2, nullif (?3, 0), ?4, ?5)";
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (database, insert, error);
  g_autofree char *host = article->url != NULL ? gazette_url_dup_host (article->url) : NULL;

  if (statement == NULL)
    return FALSE;

  gazette_statement_text (statement, 1, article->id);
  gazette_statement_int (statement, 2, article_id);
  gazette_statement_int (statement, 3, import_id);
  gazette_statement_text (statement, 4, host != NULL ? host : "");
  gazette_statement_int (statement, 5, state);

  return gazette_statement_run (statement, error);
}

/* One that is there is saved again, if a person gave it up, and tried again, if
 * it could not be had. */
static gboolean
renew (GazetteRequest   *request,
       GazetteDatabase  *database,
       const Known      *known,
       GError          **error)
{
  if (known->state == GAZETTE_CLIPPING_DONE && known->saved != GAZETTE_SAVED_NONE)
    return TRUE;

  gazette_request_article_changed (request, known->article_id);

  return gazette_database_run_for (database,
                                   "UPDATE clippings SET state = 0, n_tries = 0, not_before = 0"
                                   " WHERE article_id = ?1 AND state = 2",
                                   known->article_id, error) &&
         gazette_database_run_for (database, "UPDATE articles SET saved = 3 WHERE id = ?1 AND saved = 0",
                                   known->article_id, error);
}

static gboolean
add_clipping (GazetteRequest   *request,
              GazetteDatabase  *database,
              gint64            source_id,
              GazetteClipping  *clipping,
              GazetteClipped   *clipped,
              GError          **error)
{
  Known known;
  gint64 id;

  if (!find_known (database, clipping->article->id, &known, error))
    return FALSE;

  if (known.article_id != 0)
    {
      id = known.article_id;
      clipped->n_known++;
      if (!renew (request, database, &known, error))
        return FALSE;
    }
  else
    {
      clipped->n_new++;
      if (!insert_article (database, source_id, clipping, &id, error) ||
          !insert_work (database, clipping->article, id, clipped->import_id, GAZETTE_CLIPPING_WAITING, error))
        return FALSE;
    }
  if (clipped->article_id == 0)
    clipped->article_id = id;

  return TRUE;
}

/*
 * gazette_clippings_write_new:
 * @request: clippings: what to add; text: the name of an import, or unset
 * @database: see #GazetteRequestFunc
 * @result: (out): a #GazetteClipped
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_clippings_write_new (GazetteRequest   *request,
                             GazetteDatabase  *database,
                             GValue           *result,
                             GError          **error)
{
  GazetteClipped clipped = { 0 };
  gint64 source_id;

  if (!find_source (database, &source_id, error) ||
      (request->text != NULL && !insert_import (database, request->text, &clipped.import_id, error)))
    return FALSE;

  for (guint i = 0; i < request->clippings->len; i++)
    {
      if (!add_clipping (request, database, source_id, request->clippings->pdata[i], &clipped, error))
        return FALSE;
    }

  request->sources_changed = TRUE;
  request->articles_changed = TRUE;
  request->articles_source_id = source_id;
  g_value_init (result, GAZETTE_TYPE_CLIPPED);
  g_value_set_boxed (result, &clipped);

  return TRUE;
}

/*
 * gazette_clippings_count_known:
 * @request: clippings: what may be there
 * @database: see #GazetteRequestFunc
 * @result: (out): how many are, a guint
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_clippings_count_known (GazetteRequest   *request,
                               GazetteDatabase  *database,
                               GValue           *result,
                               GError          **error)
{
  guint n = 0;

  for (guint i = 0; i < request->clippings->len; i++)
    {
      const GazetteClipping *clipping = request->clippings->pdata[i];
      Known known;

      if (!find_known (database, clipping->article->id, &known, error))
        return FALSE;
      n += known.article_id != 0;
    }

  g_value_init (result, G_TYPE_UINT);
  g_value_set_uint (result, n);

  return TRUE;
}

static gboolean
update_article (GazetteDatabase       *database,
                gint64                 id,
                const GazetteArticle  *article,
                GError               **error)
{
  static const char update[] =
    "UPDATE articles SET published = ?2, title = ?3, summary = ?4, url = ?5, image = ?6 WHERE id = ?1";
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (database, update, error);

  if (statement == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, id);
  gazette_statement_int (statement, 2, article->published);
  gazette_statement_text (statement, 3, get_title (article));
  gazette_statement_text (statement, 4, article->summary);
  gazette_statement_text (statement, 5, article->url);
  gazette_statement_text (statement, 6, article->image);

  return gazette_statement_run (statement, error);
}

/* Two addresses led to the same page: what the person has of it stays, and the
 * other address leads there from now on. */
static gboolean
merge (GazetteRequest   *request,
       GazetteDatabase  *database,
       const Known      *known,
       GError          **error)
{
  static const char move[] = "UPDATE clippings SET article_id = ?2, state = 1 WHERE article_id = ?1";
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (database, move, error);

  if (statement == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, request->id);
  gazette_statement_int (statement, 2, known->article_id);
  request->articles_changed = TRUE;
  request->sources_changed = TRUE;

  return gazette_statement_run (statement, error) &&
         gazette_database_run_for (database, "DELETE FROM articles WHERE id = ?1", request->id, error) &&
         renew (request, database, known, error);
}

/*
 * gazette_clippings_write_article:
 * @request: id: an article; edition: its page, the only article in it
 * @database: see #GazetteRequestFunc
 * @result: (out): the article that it is kept as, a gint64
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_clippings_write_article (GazetteRequest   *request,
                                 GazetteDatabase  *database,
                                 GValue           *result,
                                 GError          **error)
{
  GazetteArticle *article = request->edition->articles->pdata[0];
  gint64 id = request->id;
  Known known;

  if (!find_known (database, article->id, &known, error))
    return FALSE;

  if (known.article_id != 0 && known.article_id != id)
    {
      id = known.article_id;
      if (!merge (request, database, &known, error))
        return FALSE;
    }
  else if (!update_article (database, id, article, error) ||
           !gazette_database_run_for (database, "DELETE FROM attachments WHERE article_id = ?1", id, error) ||
           !gazette_articles_write_content (database, id, article, error) ||
           !insert_work (database, article, id, 0, GAZETTE_CLIPPING_DONE, error))
    return FALSE;

  gazette_request_article_changed (request, id);
  g_value_init (result, G_TYPE_INT64);
  g_value_set_int64 (result, id);

  return TRUE;
}

/**
 * gazette_library_add_clippings:
 * @self: a library
 * @clippings: (element-type GazetteClipping): pages to keep; not written to any more
 * @import_name: (nullable): the name of the file that they come from; %NULL when
 *   a person named them
 *
 * Makes an article of each page that is not there yet, saved and yet to be
 * fetched: all of them or, should it fail, none. They are articles of the source
 * #GAZETTE_CLIPPINGS_URL, which is added with the first and comes back when it was
 * removed. What is there stays as it is, but it is saved, and tried again.
 *
 * Returns: (transfer full): a future for a #GazetteClipped
 */
DexFuture *
gazette_library_add_clippings (GazetteLibrary *self,
                               GPtrArray      *clippings,
                               const char     *import_name)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));
  dex_return_error_if_fail (clippings != NULL && clippings->len > 0);

  request = gazette_library_ask (self, gazette_clippings_write_new, 0);
  request->clippings = g_ptr_array_ref (clippings);
  request->text = g_strdup (import_name);

  return gazette_library_write (self, request, GAZETTE_DURABLE_YES);
}

/**
 * gazette_library_count_clippings:
 * @self: a library
 * @clippings: (element-type GazetteClipping): pages; not written to any more
 *
 * Returns: (transfer full): a future for how many of them are there already, a guint
 */
DexFuture *
gazette_library_count_clippings (GazetteLibrary *self,
                                 GPtrArray      *clippings)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));
  dex_return_error_if_fail (clippings != NULL);

  request = gazette_library_ask (self, gazette_clippings_count_known, 0);
  request->clippings = g_ptr_array_ref (clippings);

  return gazette_library_read (self, request, NULL, NULL, NULL);
}

/**
 * gazette_library_store_clipping:
 * @self: a library
 * @article_id: an article whose page was fetched
 * @article: the page; its id is what tells it from others
 *
 * Keeps what was found at the address of a saved page. Where another article has
 * that id, the page was saved before, by another address: it is that one then.
 *
 * Returns: (transfer full): a future for the article that it is kept as, a gint64
 */
DexFuture *
gazette_library_store_clipping (GazetteLibrary *self,
                                gint64          article_id,
                                GazetteArticle *article)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));
  dex_return_error_if_fail (article != NULL);

  request = gazette_library_ask (self, gazette_clippings_write_article, article_id);
  request->edition = gazette_edition_new ("");
  g_ptr_array_add (request->edition->articles, gazette_article_ref (article));

  return gazette_library_write (self, request, GAZETTE_DURABLE_NO);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-newsroom-private.h"
#include "gazette-text.h"
#include "gazette-worker.h"

typedef struct
{
  GazetteStored *stored;
  gboolean       is_full;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  gazette_stored_unref (work->stored);
  g_free (work);
}

static gboolean
make_document_on_thread (gpointer   data,
                         GValue    *result,
                         GError   **error)
{
  const Work *work = data;
  const GazetteStored *stored = work->stored;
  const GazetteArticle *article = stored->article;
  const char *body = work->is_full && stored->full_html != NULL ? stored->full_html : article->html;
  g_autofree char *summary = body == NULL ? gazette_text_to_html (article->summary) : NULL;

  g_value_init (result, GAZETTE_TYPE_DOCUMENT);
  g_value_take_boxed (result,
                      gazette_document_new_for_kept_body (body != NULL ? body : summary,
                                                          article->url != NULL ? article->url : stored->source_url,
                                                          article->title, article->image,
                                                          (const char *const *) stored->kept));

  return TRUE;
}

/*
 * gazette_newsroom_make_document:
 * @stored: an article with its body
 * @is_full: whether its full text is wanted, where that was fetched
 *
 * Returns: (transfer full): a future for the #GazetteDocument
 */
DexFuture *
gazette_newsroom_make_document (GazetteStored *stored,
                                gboolean       is_full)
{
  Work *work = g_new0 (Work, 1);

  work->stored = gazette_stored_ref (stored);
  work->is_full = is_full;

  return gazette_worker_run (gazette_worker_get_cpu (), make_document_on_thread, work, work_free);
}

/**
 * gazette_newsroom_load_document:
 * @self: a newsroom
 * @stored: an article with its body
 *
 * Makes the article's page, of its full text where that was fetched. One without
 * a body shows its summary. Of a saved one, the pictures are those that are kept.
 *
 * Returns: (transfer full): a future for the #GazetteDocument
 */
DexFuture *
gazette_newsroom_load_document (GazetteNewsroom *self,
                                GazetteStored   *stored)
{
  dex_return_error_if_fail (GAZETTE_IS_NEWSROOM (self));
  dex_return_error_if_fail (stored != NULL);

  return gazette_newsroom_make_document (stored, TRUE);
}

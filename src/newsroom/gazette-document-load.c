/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-newsroom-private.h"
#include "gazette-text.h"
#include "gazette-worker.h"

typedef struct
{
  char *html;
  char *base_url;
  char *title;
  char *lead_picture;
} DocumentWork;

static void
document_work_free (gpointer data)
{
  DocumentWork *work = data;

  g_free (work->html);
  g_free (work->base_url);
  g_free (work->title);
  g_free (work->lead_picture);
  g_free (work);
}

static gboolean
make_document_on_thread (gpointer   data,
                         GValue    *result,
                         GError   **error)
{
  DocumentWork *work = data;

  g_value_init (result, GAZETTE_TYPE_DOCUMENT);
  g_value_take_boxed (result, gazette_document_new_for_body (work->html, work->base_url,
                                                             work->title, work->lead_picture));

  return TRUE;
}

/**
 * gazette_newsroom_load_document:
 * @self: a newsroom
 * @stored: an article with its body
 *
 * Makes the article's page. One without a body shows its summary.
 *
 * Returns: (transfer full): a future for the #GazetteDocument
 */
DexFuture *
gazette_newsroom_load_document (GazetteNewsroom *self,
                                GazetteStored   *stored)
{
  DocumentWork *work;
  const GazetteArticle *article;

  dex_return_error_if_fail (GAZETTE_IS_NEWSROOM (self));
  dex_return_error_if_fail (stored != NULL);

  article = stored->article;
  work = g_new0 (DocumentWork, 1);
  work->html = article->html != NULL ? g_strdup (article->html) : gazette_text_to_html (article->summary);
  work->base_url = g_strdup (article->url != NULL ? article->url : stored->source_url);
  work->title = g_strdup (article->title);
  work->lead_picture = g_strdup (article->image);

  return gazette_worker_run (gazette_worker_get_cpu (), make_document_on_thread, work, document_work_free);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gazette-error.h"
#include "gazette-extract.h"
#include "gazette-newsroom-private.h"
#include "gazette-payload.h"
#include "gazette-text.h"
#include "gazette-url.h"
#include "gazette-worker.h"

#define ACCEPT_PAGE "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"

/* In bytes of plain text: a text that is shorter is an excerpt, most likely; one
 * that says itself that it goes on may be longer. */
#define MAX_SHORT 400
#define MAX_EXCERPT 2000

/* What is fetched is more than what is there when it is longer by a quarter. */
#define MORE(length) ((length) + (length) / 4)

typedef struct
{
  GazetteNewsroom *newsroom;
  gint64           article_id;
  gboolean         is_asked_for;
} Task;

/* An article, and the page in which it is to be found. */
typedef struct
{
  GazetteStored   *stored;
  GazetteResponse *response;
} Work;

static void
task_free (gpointer data)
{
  Task *task = data;

  g_object_unref (task->newsroom);
  g_free (task);
}

static void
work_free (gpointer data)
{
  Work *work = data;

  g_clear_pointer (&work->stored, gazette_stored_unref);
  g_clear_pointer (&work->response, gazette_response_unref);
  g_free (work);
}

static char *
dup_own_text (const GazetteArticle *article)
{
  return article->html != NULL ? gazette_text_from_html (article->html, -1) : g_strdup (article->summary);
}

/* Signs at the end of a text that goes on elsewhere. */
static gboolean
breaks_off (const char *text)
{
  static const char *const ends[] = {
    "…", "...", "[…]", "[...]", "(…)", "(...)", "Read more", "Read More", "Continue reading", "Weiterlesen",
    "Lire la suite", "Leer más", "Leia mais", "Continua a leggere", "اقرأ المزيد", "→", "»",
  };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      if (g_str_has_suffix (text, ends[i]))
        return TRUE;
    }

  return FALSE;
}

/* What is to be looked at, or heard, needs few words. */
static gboolean
has_more_than_text (const GazetteArticle *article)
{
  static const char *const tags[] = { "<img", "<picture", "<video", "<audio", "<iframe", "<object", "<embed" };

  if (article->attachments != NULL && article->attachments->len > 0)
    return TRUE;

  for (guint i = 0; article->html != NULL && i < G_N_ELEMENTS (tags); i++)
    {
      if (strstr (article->html, tags[i]) != NULL)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_short (const GazetteArticle *article)
{
  g_autofree char *text = dup_own_text (article);
  gsize length = strlen (text);

  if (length <= MAX_EXCERPT && breaks_off (text))
    return TRUE;

  return length <= MAX_SHORT && !has_more_than_text (article);
}

static gboolean
is_short_on_thread (gpointer   data,
                    GValue    *result,
                    GError   **error)
{
  const GazetteStored *stored = data;

  g_value_init (result, G_TYPE_BOOLEAN);
  g_value_set_boolean (result, is_short (stored->article));

  return TRUE;
}

static void
set_nothing_found (GError **error)
{
  g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_NO_ARTICLES,
                       _("The page of the article has no more text than this. Open it in the browser to see it."));
}

static gboolean
extract_on_thread (gpointer   data,
                   GValue    *result,
                   GError   **error)
{
  const Work *work = data;
  GazetteAnswer answer = {
    .url = work->response->url,
    .body = work->response->body,
    .headers = work->response->headers,
    .content_type = work->response->content_type,
  };
  g_autofree char *own = dup_own_text (work->stored->article);
  g_autofree char *page = NULL;
  g_autoptr(GazetteExtract) extract = NULL;
  gboolean has_lead;
  gsize length;

  page = gazette_payload_decode (&answer, G_MAXSIZE, &length);
  extract = gazette_extract_new_from_html (page, (gssize) length, work->response->url);
  if (strlen (extract->text) <= MORE (strlen (own)))
    {
      set_nothing_found (error);
      return FALSE;
    }

  /* The page of an article with a picture of its own shows that above the text. */
  has_lead = extract->lead != NULL && work->stored->article->image == NULL;
  g_value_init (result, G_TYPE_STRING);
  g_value_take_string (result, g_strconcat (has_lead ? extract->lead : "", extract->html, NULL));

  return TRUE;
}

/* Whether it is to be fetched without being asked for. */
static gboolean
is_wanted (GazetteStored  *stored,
           GError        **error)
{
  if (!gazette_newsroom_may_want_full_text (stored))
    return FALSE;
  if (stored->full_text == GAZETTE_FULL_TEXT_ALWAYS)
    return TRUE;

  return dex_await_boolean (gazette_worker_run (gazette_worker_get_cpu (), is_short_on_thread,
                                                gazette_stored_ref (stored), (GDestroyNotify) gazette_stored_unref),
                            error);
}

/*
 * gazette_newsroom_fetch_full_html:
 * @self: a newsroom
 * @stored: an article with an address
 * @error: return location for an error whose message can be shown
 *
 * Fetches the page of an article and finds the article in it. Only in a fiber.
 *
 * Returns: (transfer full): its full text as HTML
 */
char *
gazette_newsroom_fetch_full_html (GazetteNewsroom  *self,
                                  GazetteStored    *stored,
                                  GError          **error)
{
  GazetteRequest request = { .url = stored->article->url, .accept = ACCEPT_PAGE, .is_linked = TRUE };
  g_autoptr(GazetteResponse) response = dex_await_boxed (gazette_newsroom_fetch (self, NULL, &request), error);
  Work *work;

  if (response == NULL)
    return NULL;

  work = g_new0 (Work, 1);
  work->stored = gazette_stored_ref (stored);
  work->response = g_steal_pointer (&response);

  return dex_await_string (gazette_worker_run (gazette_worker_get_cpu (), extract_on_thread, work, work_free), error);
}

static gboolean
load_full_text (Task     *task,
                gboolean *is_new,
                GError  **error)
{
  GazetteNewsroom *self = task->newsroom;
  g_autoptr(GazetteStored) stored = NULL;
  g_autoptr(GError) local_error = NULL;
  g_autofree char *html = NULL;

  stored = dex_await_boxed (gazette_library_load_article (self->library, task->article_id), error);
  if (stored == NULL)
    return FALSE;

  if (task->is_asked_for ? stored->full_html != NULL : !is_wanted (stored, &local_error))
    {
      if (local_error != NULL)
        g_propagate_error (error, g_steal_pointer (&local_error));
      return local_error == NULL;
    }
  if (!gazette_url_is_web (stored->article->url))
    {
      g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_BAD_ADDRESS,
                           _("The source does not say where this article is on the web, so there is no more text of it."));
      return FALSE;
    }

  html = gazette_newsroom_fetch_full_html (self, stored, error);
  if (html == NULL || !dex_await (gazette_library_keep_full_html (self->library, task->article_id, html), error))
    return FALSE;

  *is_new = TRUE;

  return TRUE;
}

static DexFuture *
full_text_fiber (gpointer user_data)
{
  Task *task = user_data;
  gboolean is_new = FALSE;
  g_autoptr(GError) error = NULL;

  if (!load_full_text (task, &is_new, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_for_boolean (is_new);
}

/**
 * gazette_newsroom_may_want_full_text:
 * @stored: an article
 *
 * Whether its full text is fetched without being asked for, at least where the text that is
 * there is short. What is saved is not touched again unless that is asked for.
 *
 * Returns: %FALSE where gazette_newsroom_load_full_text() would find nothing to do then
 */
gboolean
gazette_newsroom_may_want_full_text (GazetteStored *stored)
{
  g_return_val_if_fail (stored != NULL, FALSE);

  return stored->full_html == NULL && stored->full_text != GAZETTE_FULL_TEXT_NEVER &&
         stored->saved != GAZETTE_SAVED_COMPLETE && stored->saved != GAZETTE_SAVED_INCOMPLETE &&
         gazette_url_is_web (stored->article->url) && gazette_url_is_web (stored->source_url);
}

/**
 * gazette_newsroom_load_full_text:
 * @self: a newsroom
 * @article_id: an article
 * @is_asked_for: whether a person asks for it; else it is fetched only when the
 *   source is set to, which is for short texts unless a person chose otherwise
 *
 * Fetches the article's page, finds the article in it, and keeps its text in the
 * library beside the one that the source gave, which stays. A text is short when
 * it breaks off ("…") or has less than 400 bytes and no pictures, film or sound.
 *
 * Rejected with a %GAZETTE_ERROR when the page cannot be had or has no more text
 * than is there, with %G_IO_ERROR_CANCELLED when the newsroom closes.
 *
 * Returns: (transfer full): a future for a gboolean: whether there is a full text
 *   that was not there before
 */
DexFuture *
gazette_newsroom_load_full_text (GazetteNewsroom *self,
                                 gint64           article_id,
                                 gboolean         is_asked_for)
{
  Task *task;

  dex_return_error_if_fail (GAZETTE_IS_NEWSROOM (self));

  task = g_new0 (Task, 1);
  task->newsroom = g_object_ref (self);
  task->article_id = article_id;
  task->is_asked_for = is_asked_for;

  return gazette_newsroom_spawn (self, NULL, full_text_fiber, task, task_free);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is behind an address: the search that comes before adding a source. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-error.h"
#include "gazette-finding-private.h"
#include "gazette-mapping.h"
#include "gazette-newsroom-private.h"
#include "gazette-reading.h"
#include "gazette-url.h"
#include "gazette-worker.h"

/* How many of the addresses that a page offers are tried. */
#define MAX_CANDIDATES 6

/* How many of them are offered. */
#define MAX_OFFERS 12

typedef struct
{
  GazetteNewsroom *newsroom;
  DexPromise      *stop;
  char            *address;
  /* What was found before. */
  GazetteFound    *found;
} Looking;

static void
looking_free (gpointer data)
{
  Looking *looking = data;

  g_object_unref (looking->newsroom);
  dex_unref (looking->stop);
  g_free (looking->address);
  g_clear_pointer (&looking->found, gazette_found_unref);
  g_free (looking);
}

/* Where a source is whose request was answered: only a move for good counts. */
static const char *
get_place (const GazetteResponse *response,
           const char            *asked)
{
  return response->moved_to != NULL ? response->moved_to : asked;
}

static GazetteResponse *
fetch (Looking         *looking,
       GazetteDialect  *dialect,
       const char      *url,
       GError         **error)
{
  GazetteRequest request = { .url = url, .accept = GAZETTE_ACCEPT_ARTICLES };

  return gazette_newsroom_ask (looking->newsroom, looking->stop, dialect, &request, error);
}

static GazetteReading *
read_response (Looking          *looking,
               const char       *dialect_id,
               GazetteResponse  *response,
               GazetteReadFlags  flags,
               GError          **error)
{
  return dex_await_boxed (gazette_reading_run_response (looking->newsroom->dialects, dialect_id, response, flags), error);
}

static GazetteFound *
make_found (Looking         *looking,
            const char      *url,
            GazetteReading  *reading,
            GazetteResponse *response)
{
  GazetteFound *found = gazette_found_new (url);
  GazetteSource *source = found->finding.source;
  GazetteDialect *dialect = reading->inferred;

  found->finding.is_inferred = dialect != NULL;
  if (dialect == NULL)
    dialect = gazette_dialects_lookup (looking->newsroom->dialects, reading->edition->dialect);

  g_set_str (&source->dialect, reading->edition->dialect);
  gazette_found_set_dialect (found, dialect, found->finding.is_inferred);
  found->finding.edition = gazette_edition_ref (reading->edition);
  found->finding.can_edit = dialect != NULL;
  found->response = gazette_response_ref (response);
  source->fetched = gazette_newsroom_now ();
  source->ended = reading->edition->ended;
  g_set_str (&source->etag, response->etag);
  g_set_str (&source->last_modified, response->last_modified);

  return found;
}

/* The answer was got by asking what was typed. The dialect may know a request
 * that brings more. That is what every refresh will ask, so it has to work. */
static GazetteFound *
take_reading (Looking          *looking,
              const char       *asked,
              GazetteResponse  *response,
              GazetteReading   *reading,
              GError          **error)
{
  GazetteDialect *dialect = gazette_dialects_lookup (looking->newsroom->dialects, reading->edition->dialect);
  g_autofree char *url = NULL;
  g_autofree char *request_url = NULL;
  g_autoptr(GazetteResponse) better = NULL;
  g_autoptr(GazetteReading) its_reading = NULL;

  if (dialect == NULL)
    return make_found (looking, get_place (response, asked), reading, response);

  url = gazette_dialect_dup_source_url (dialect, get_place (response, asked));
  request_url = gazette_dialect_dup_request_url (dialect, url);
  if (g_strcmp0 (request_url, get_place (response, asked)) == 0)
    return make_found (looking, url, reading, response);

  better = fetch (looking, dialect, url, error);
  if (better == NULL)
    return NULL;

  its_reading = read_response (looking, reading->edition->dialect, better, GAZETTE_READ_PLAINLY, error);
  if (its_reading == NULL)
    return NULL;
  if (its_reading->edition == NULL)
    {
      g_propagate_error (error, g_error_copy (its_reading->error));
      return NULL;
    }

  return make_found (looking, url, its_reading, better);
}

/* Asks one address. When it is a page without articles, @candidates are what it
 * points at. What no dialect reads may be made out, but not before that was tried. */
static GazetteFound *
try_address (Looking       *looking,
             const char    *url,
             GPtrArray    **candidates,
             GazetteFound **guess,
             GError       **error)
{
  g_autoptr(GazetteResponse) response = fetch (looking, NULL, url, error);
  g_autoptr(GazetteReading) reading = NULL;
  GazetteReadFlags flags = GAZETTE_READ_INFER;

  if (response == NULL)
    return NULL;

  if (candidates != NULL)
    flags |= GAZETTE_READ_DISCOVER;
  reading = read_response (looking, NULL, response, flags, error);
  if (reading == NULL)
    return NULL;

  if (reading->edition != NULL && reading->inferred == NULL)
    return take_reading (looking, url, response, reading, error);

  if (candidates != NULL && reading->candidates != NULL)
    *candidates = g_ptr_array_ref (reading->candidates);
  if (reading->inferred != NULL && *guess == NULL)
    *guess = make_found (looking, get_place (response, url), reading, response);
  if (reading->error != NULL)
    g_propagate_error (error, g_error_copy (reading->error));

  return NULL;
}

/* Whether the error says only that there is nothing to read at a place that
 * was a guess. */
static gboolean
is_nothing_found (const GError *error)
{
  return g_error_matches (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_JSON) ||
         g_error_matches (error, GAZETTE_ERROR, GAZETTE_ERROR_NO_ARTICLES) ||
         g_error_matches (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_FOUND);
}

static void
fill_in (GazetteFound           *found,
         const GazetteCandidate *candidate,
         const char             *page_url)
{
  GazetteSource *source = found->finding.source;

  if (candidate->title != NULL && *candidate->title != '\0')
    g_set_str (&source->title, candidate->title);
  if (found->finding.edition == NULL || found->finding.edition->home_url == NULL)
    g_set_str (&source->home_url, page_url);
}

/* What the page offers besides, to be looked at when somebody wants that. */
static void
add_offers (GPtrArray  *findings,
            GPtrArray  *candidates,
            guint       start,
            const char *page_url)
{
  for (guint i = start; i < candidates->len && findings->len < MAX_OFFERS; i++)
    {
      const GazetteCandidate *candidate = candidates->pdata[i];
      GazetteFound *offer;

      if (g_strcmp0 (candidate->url, page_url) == 0)
        continue;

      offer = gazette_found_new (candidate->url);
      fill_in (offer, candidate, page_url);
      g_ptr_array_add (findings, &offer->finding);
    }
}

/* One after the other, so that a site is not asked for all that it offers. The
 * first reason that tells something is kept. */
static gboolean
try_candidates (Looking       *looking,
                const char    *page_url,
                GPtrArray     *candidates,
                GazetteFound **guess,
                GPtrArray     *findings,
                GError       **error)
{
  g_autoptr(GError) reason = NULL;
  guint n_tried = 0;

  for (guint i = 0; i < candidates->len && n_tried < MAX_CANDIDATES; i++)
    {
      const GazetteCandidate *candidate = candidates->pdata[i];
      g_autoptr(GError) its_reason = NULL;
      GazetteFound *found;

      if (g_strcmp0 (candidate->url, page_url) == 0)
        continue;

      n_tried++;
      found = try_address (looking, candidate->url, NULL, guess, &its_reason);
      if (found != NULL)
        {
          fill_in (found, candidate, page_url);
          g_ptr_array_add (findings, &found->finding);
          add_offers (findings, candidates, i + 1, page_url);
          return TRUE;
        }

      if (gazette_newsroom_is_cancelled (its_reason))
        {
          g_propagate_error (error, g_steal_pointer (&its_reason));
          return FALSE;
        }
      if (reason == NULL && its_reason != NULL && !is_nothing_found (its_reason))
        reason = g_steal_pointer (&its_reason);
    }

  if (reason != NULL)
    g_propagate_error (error, g_steal_pointer (&reason));
  else
    g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_JSON,
                         _("No news was found at this address. If the site offers a JSON feed, "
                           "copy its address from the site and try that."));

  return FALSE;
}

static gboolean
look (Looking     *looking,
      const char  *url,
      GPtrArray   *findings,
      GError     **error)
{
  g_autoptr(GPtrArray) candidates = NULL;
  g_autoptr(GazetteFound) guess = NULL;
  g_autoptr(GError) reason = NULL;
  GazetteFound *found = try_address (looking, url, &candidates, &guess, &reason);

  if (found != NULL)
    {
      g_ptr_array_add (findings, &found->finding);
      return TRUE;
    }

  if (candidates != NULL && candidates->len > 0)
    {
      g_clear_error (&reason);
      if (try_candidates (looking, url, candidates, &guess, findings, &reason))
        return TRUE;
    }

  if (guess != NULL && !gazette_newsroom_is_cancelled (reason))
    {
      g_ptr_array_add (findings, &g_steal_pointer (&guess)->finding);
      return TRUE;
    }

  g_propagate_error (error, g_steal_pointer (&reason));

  return FALSE;
}

static DexFuture *
look_fiber (gpointer user_data)
{
  Looking *looking = user_data;
  g_autoptr(GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify) gazette_finding_unref);
  g_autofree char *url = NULL;
  g_autoptr(GError) error = NULL;

  url = gazette_url_from_typed (looking->address, &error);
  if (url == NULL || !gazette_newsroom_check_new (looking->newsroom, url, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (!look (looking, url, findings, &error) ||
      !gazette_newsroom_is_wanted (looking->newsroom, looking->stop, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&findings));
}

static Looking *
looking_new (GazetteNewsroom *self)
{
  Looking *looking = g_new0 (Looking, 1);

  looking->newsroom = g_object_ref (self);
  looking->stop = dex_promise_new ();

  return looking;
}

/**
 * gazette_newsroom_look:
 * @self: a newsroom
 * @address: what a person typed: the address of a feed, of an API or of a site
 *
 * Finds the articles behind an address, without keeping anything. The first
 * finding was looked at; others that the page offers are addresses that
 * gazette_newsroom_look_again() looks at. Dropping the future gives up.
 *
 * Rejected with a #GazetteError whose message can be shown: the address is
 * none, the server says no, there is nothing to read, or the source is there
 * already (%GAZETTE_ERROR_EXISTS, the message names it).
 *
 * Returns: (transfer full): a future for a #GPtrArray of #GazetteFinding, at
 *   least one, the best first
 */
DexFuture *
gazette_newsroom_look (GazetteNewsroom *self,
                       const char      *address)
{
  Looking *looking;

  dex_return_error_if_fail (GAZETTE_IS_NEWSROOM (self));
  dex_return_error_if_fail (address != NULL);

  looking = looking_new (self);
  looking->address = g_strdup (address);

  return gazette_newsroom_spawn (self, looking->stop, look_fiber, looking, looking_free);
}

/* An offer becomes a finding: what it was called where it was offered stays. */
static GazetteFound *
look_at_offer (Looking  *looking,
               GError  **error)
{
  const GazetteSource *offered = looking->found->finding.source;
  g_autoptr(GazetteFound) guess = NULL;
  g_autoptr(GError) reason = NULL;
  GazetteFound *found;

  found = try_address (looking, offered->url, NULL, &guess, &reason);
  if (found == NULL)
    found = g_steal_pointer (&guess);
  if (found == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }

  if (!g_str_equal (offered->title, offered->url))
    g_set_str (&found->finding.source->title, offered->title);
  if (found->finding.edition->home_url == NULL)
    g_set_str (&found->finding.source->home_url, offered->home_url);

  return found;
}

static DexFuture *
look_again_fiber (gpointer user_data)
{
  Looking *looking = user_data;
  g_autoptr(GazetteFound) found = NULL;
  g_autoptr(GError) error = NULL;

  found = look_at_offer (looking, &error);
  if (found == NULL || !gazette_newsroom_is_wanted (looking->newsroom, looking->stop, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_boxed (GAZETTE_TYPE_FINDING, &g_steal_pointer (&found)->finding);
}

/**
 * gazette_newsroom_look_again:
 * @self: a newsroom
 * @finding: what was found, or only offered
 *
 * Looks at what is behind a finding. Dropping the future gives up.
 *
 * Rejected as gazette_newsroom_look() is.
 *
 * Returns: (transfer full): a future for another #GazetteFinding
 */
DexFuture *
gazette_newsroom_look_again (GazetteNewsroom *self,
                             GazetteFinding  *finding,
                             const char      *terms,
                             const char      *key)
{
  Looking *looking;

  dex_return_error_if_fail (GAZETTE_IS_NEWSROOM (self));
  dex_return_error_if_fail (finding != NULL);

  looking = looking_new (self);
  looking->found = gazette_finding_get_found (gazette_finding_ref (finding));

  return gazette_newsroom_spawn (self, looking->stop, look_again_fiber, looking, looking_free);
}

typedef struct
{
  GazetteFound *found;
  GStrv         paths;
} AgainWork;

static void
again_work_free (gpointer data)
{
  AgainWork *work = data;

  gazette_found_unref (work->found);
  g_strfreev (work->paths);
  g_free (work);
}

static gboolean
read_again_on_thread (gpointer   data,
                      GValue    *result,
                      GError   **error)
{
  AgainWork *work = data;
  g_autoptr(GazetteFound) found = gazette_found_copy (work->found);

  if (!gazette_mapping_read_again (found, work->paths, error))
    return FALSE;

  g_value_init (result, GAZETTE_TYPE_FINDING);
  g_value_take_boxed (result, &g_steal_pointer (&found)->finding);

  return TRUE;
}

/**
 * gazette_newsroom_read_again:
 * @self: a newsroom
 * @finding: one that can be edited
 * @paths: (nullable): the path of each of its fields, in their order; %NULL for
 *   those that it has
 *
 * Reads what was found once more, in another way; nobody is asked. The mistakes
 * in the paths are told with the fields and by the error of the new finding,
 * which cannot be taken then.
 *
 * Returns: (transfer full): a future for another #GazetteFinding
 */
DexFuture *
gazette_newsroom_read_again (GazetteNewsroom *self,
                             GazetteFinding  *finding,
                             GStrv            paths)
{
  AgainWork *work;

  dex_return_error_if_fail (GAZETTE_IS_NEWSROOM (self));
  dex_return_error_if_fail (finding != NULL && finding->can_edit);

  work = g_new0 (AgainWork, 1);
  work->found = gazette_finding_get_found (gazette_finding_ref (finding));
  work->paths = g_strdupv (paths);

  return gazette_newsroom_until (self, NULL, gazette_worker_run (gazette_worker_get_cpu (), read_again_on_thread,
                                                                 work, again_work_free));
}

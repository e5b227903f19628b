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
  /* Those of the newsroom, and maybe one that only a finding has. */
  GazetteDialects *dialects;
  char            *address;
  /* What was found before, and what is to be different now. */
  GazetteFound    *found;
  char            *terms;
  char            *key;

  /* How many places were tried that nobody typed. */
  guint            n_tried;
  /* What no dialect reads but may be made out: when all else has failed. */
  GazetteFound    *guess;
  /* Of GazetteFinding: places that answer only who has a key. */
  GPtrArray       *locked;
} Looking;

static void
looking_free (gpointer data)
{
  Looking *looking = data;

  g_object_unref (looking->newsroom);
  dex_unref (looking->stop);
  g_object_unref (looking->dialects);
  g_free (looking->address);
  g_clear_pointer (&looking->found, gazette_found_unref);
  g_free (looking->terms);
  g_free (looking->key);
  g_clear_pointer (&looking->guess, gazette_found_unref);
  g_ptr_array_unref (looking->locked);
  g_free (looking);
}

static Looking *
looking_new (GazetteNewsroom *self,
             GazetteDialects *dialects)
{
  Looking *looking = g_new0 (Looking, 1);

  looking->newsroom = g_object_ref (self);
  looking->stop = dex_promise_new ();
  looking->dialects = g_object_ref (dialects);
  looking->locked = g_ptr_array_new_with_free_func ((GDestroyNotify) gazette_finding_unref);

  return looking;
}

/* Where a source is whose request was answered: only a move for good counts. */
static const char *
get_place (const GazetteResponse *response,
           const char            *asked)
{
  return response->moved_to != NULL ? response->moved_to : asked;
}

/* A key that is in an address is for the very API that the address is of. */
static char *
dup_key (Looking        *looking,
         GazetteDialect *dialect,
         const char     *url)
{
  char *key = dialect != NULL ? gazette_dialect_dup_key_of_url (dialect, url) : NULL;

  return key != NULL ? key : g_strdup (looking->key);
}

static void
note_locked (Looking        *looking,
             GazetteDialect *dialect,
             const char     *url,
             const GError   *error)
{
  g_autofree char *source_url = gazette_dialect_dup_source_url (dialect, url);
  GazetteFound *found = gazette_found_new (source_url);

  gazette_found_set_dialect (found, dialect, FALSE);
  found->finding.needs_key = TRUE;
  found->finding.error = g_error_copy (error);
  g_ptr_array_add (looking->locked, &found->finding);
}

static GazetteResponse *
ask (Looking         *looking,
     GazetteDialect  *dialect,
     const char      *url,
     GError         **error)
{
  g_autofree char *key = dup_key (looking, dialect, url);
  g_autoptr(GError) reason = NULL;
  GazetteQuestion question = { .url = url, .key = key };
  GazetteResponse *response = gazette_newsroom_ask (looking->newsroom, looking->stop, dialect, &question, &reason);

  if (response != NULL)
    return response;

  if (dialect != NULL && g_error_matches (reason, GAZETTE_ERROR, GAZETTE_ERROR_NEEDS_KEY))
    note_locked (looking, dialect, url, reason);
  g_propagate_error (error, g_steal_pointer (&reason));

  return NULL;
}

static GazetteReading *
read_response (Looking          *looking,
               const char       *dialect_id,
               GazetteResponse  *response,
               GazetteReadFlags  flags,
               GError          **error)
{
  return dex_await_boxed (gazette_reading_run_response (looking->dialects, dialect_id, response, flags), error);
}

/* @asked_url: what was asked, maybe with a key in it; @url: the source's */
static GazetteFound *
make_found (Looking         *looking,
            const char      *asked_url,
            const char      *url,
            GazetteReading  *reading,
            GazetteResponse *response)
{
  GazetteFound *found = gazette_found_new (url);
  GazetteSource *source = found->finding.source;
  GazetteDialect *dialect = reading->inferred;

  found->finding.is_inferred = dialect != NULL;
  if (dialect == NULL)
    dialect = gazette_dialects_lookup (looking->dialects, reading->edition->dialect);

  g_set_str (&source->dialect, reading->edition->dialect);
  gazette_found_set_dialect (found, dialect, found->finding.is_inferred);
  found->finding.edition = gazette_edition_ref (reading->edition);
  found->finding.can_edit = dialect != NULL;
  found->response = gazette_response_ref (response);
  found->key = dup_key (looking, dialect, asked_url);
  source->fetched = gazette_newsroom_now ();
  source->ended = reading->edition->ended;
  g_set_str (&source->etag, response->etag);
  g_set_str (&source->last_modified, response->last_modified);

  return found;
}

/* The answer may have been got by asking what was typed. The dialect may know a
 * request that brings more. That is what every refresh will ask, so it has to
 * work. @asked: the dialect that was known before, so that it was asked for all */
static GazetteFound *
take_reading (Looking          *looking,
              GazetteDialect   *asked,
              const char       *asked_url,
              GazetteResponse  *response,
              GazetteReading   *reading,
              GError          **error)
{
  GazetteDialect *dialect = gazette_dialects_lookup (looking->dialects, reading->edition->dialect);
  const char *place = get_place (response, asked_url);
  g_autofree char *url = NULL;
  g_autoptr(GazetteDialectRequest) request = NULL;
  g_autoptr(GazetteResponse) better = NULL;
  g_autoptr(GazetteReading) its_reading = NULL;

  if (dialect == NULL)
    return make_found (looking, asked_url, place, reading, response);

  url = gazette_dialect_dup_source_url (dialect, place);
  request = gazette_newsroom_build_request (looking->newsroom, dialect, url, NULL);
  if (dialect == asked || (g_str_equal (request->url, place) && *request->headers == NULL))
    return make_found (looking, asked_url, url, reading, response);

  better = ask (looking, dialect, place, error);
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

  return make_found (looking, asked_url, url, its_reading, better);
}

/* Asks one address, in the dialect that it may be in. When there are no articles,
 * @candidates are what it points at. */
static GazetteFound *
try_address (Looking       *looking,
             const char    *dialect_id,
             const char    *url,
             GPtrArray    **candidates,
             GError       **error)
{
  GazetteDialects *dialects = looking->dialects;
  GazetteDialect *dialect = dialect_id != NULL ? gazette_dialects_lookup (dialects, dialect_id)
                                               : gazette_dialects_lookup_for_url (dialects, url);
  g_autoptr(GazetteResponse) response = ask (looking, dialect, url, error);
  g_autoptr(GazetteReading) reading = NULL;

  if (response == NULL)
    return NULL;

  /* Only what is recognised, for the place may also be an index of the same API;
   * but what nobody else knows recognises nothing. */
  reading = read_response (looking, looking->found != NULL && looking->found->is_own_dialect ? dialect_id : NULL, response,
                           GAZETTE_READ_INFER | (candidates != NULL ? GAZETTE_READ_DISCOVER : 0), error);
  if (reading == NULL)
    return NULL;

  if (reading->edition != NULL && reading->inferred == NULL)
    return take_reading (looking, dialect, url, response, reading, error);

  if (candidates != NULL && reading->candidates != NULL)
    *candidates = g_ptr_array_ref (reading->candidates);
  if (reading->inferred != NULL && looking->guess == NULL)
    looking->guess = make_found (looking, url, get_place (response, url), reading, response);
  /* What could be made out has none. */
  if (reading->error != NULL)
    g_propagate_error (error, g_error_copy (reading->error));
  else
    g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_NO_ARTICLES, "");

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
fill_in (GazetteFound *found,
         const char   *title,
         const char   *home_url)
{
  GazetteSource *source = found->finding.source;

  if (title != NULL && *title != '\0' && !g_str_equal (title, source->url))
    g_set_str (&source->title, title);
  if (found->finding.edition == NULL || found->finding.edition->home_url == NULL)
    g_set_str (&source->home_url, home_url);
}

static gboolean
has_finding (GPtrArray  *findings,
             const char *url)
{
  for (guint i = 0; i < findings->len; i++)
    {
      if (g_str_equal (((GazetteFinding *) findings->pdata[i])->source->url, url))
        return TRUE;
    }

  return FALSE;
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

      /* What nobody has pointed at is a guess, not an offer. */
      if (candidate->is_guess || has_finding (findings, candidate->url) || g_str_equal (candidate->url, page_url))
        continue;

      offer = gazette_found_new (candidate->url);
      offer->dialect_hint = g_strdup (candidate->dialect);
      fill_in (offer, candidate->title, page_url);
      g_ptr_array_add (findings, &offer->finding);
    }
}

static gboolean try_candidates (Looking     *looking,
                                const char  *page_url,
                                GPtrArray   *candidates,
                                gboolean     may_be_index,
                                GPtrArray   *findings,
                                GError     **error);

/* A place that was found; or what it points at, if it is an index of an API. */
static gboolean
try_candidate (Looking                 *looking,
               const char              *page_url,
               const GazetteCandidate  *candidate,
               gboolean                 may_be_index,
               GPtrArray               *findings,
               GError                 **error)
{
  g_autoptr(GPtrArray) places = NULL;
  g_autoptr(GError) reason = NULL;
  GazetteFound *found;

  found = try_address (looking, candidate->dialect, candidate->url, may_be_index ? &places : NULL, &reason);
  if (found != NULL)
    {
      fill_in (found, candidate->title, page_url);
      g_ptr_array_add (findings, &found->finding);
      return TRUE;
    }

  if (places != NULL && places->len > 0 && g_error_matches (reason, GAZETTE_ERROR, GAZETTE_ERROR_NO_ARTICLES))
    return try_candidates (looking, page_url, places, FALSE, findings, error);

  g_propagate_error (error, g_steal_pointer (&reason));

  return FALSE;
}

/* One after the other, so that a site is not asked for all that it offers. The
 * first reason that tells something is kept. */
static gboolean
try_candidates (Looking     *looking,
                const char  *page_url,
                GPtrArray   *candidates,
                gboolean     may_be_index,
                GPtrArray   *findings,
                GError     **error)
{
  g_autoptr(GError) reason = NULL;

  for (guint i = 0; i < candidates->len && looking->n_tried < MAX_CANDIDATES; i++)
    {
      const GazetteCandidate *candidate = candidates->pdata[i];
      g_autoptr(GError) its_reason = NULL;

      if (g_strcmp0 (candidate->url, page_url) == 0)
        continue;

      if (try_candidate (looking, page_url, candidate, may_be_index, findings, &its_reason))
        {
          add_offers (findings, candidates, i + 1, page_url);
          return TRUE;
        }

      if (gazette_newsroom_is_cancelled (its_reason))
        {
          g_propagate_error (error, g_steal_pointer (&its_reason));
          return FALSE;
        }
      /* Where a key is missing, nobody was asked. */
      if (!g_error_matches (its_reason, GAZETTE_ERROR, GAZETTE_ERROR_NEEDS_KEY))
        looking->n_tried++;
      if (reason == NULL && !is_nothing_found (its_reason))
        reason = g_steal_pointer (&its_reason);
    }

  if (reason != NULL)
    g_propagate_error (error, g_steal_pointer (&reason));
  else
    g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_JSON,
                         _("No news was found at this address. If the site offers a feed, "
                           "copy its address from the site and try that."));

  return FALSE;
}

/* Sites that are known by their address are not asked for a page first: some of
 * them answer no programs there. */
static gboolean
try_known_site (Looking     *looking,
                const char  *url,
                GPtrArray   *findings,
                GError     **error)
{
  g_autoptr(GPtrArray) candidates = gazette_dialects_discover_address (looking->dialects, url);

  return candidates->len > 0 && try_candidates (looking, url, candidates, TRUE, findings, error);
}

static gboolean
try_page (Looking     *looking,
          const char  *url,
          GPtrArray   *findings,
          GError     **error)
{
  g_autoptr(GPtrArray) candidates = NULL;
  g_autoptr(GError) reason = NULL;
  GazetteFound *found = try_address (looking, NULL, url, &candidates, &reason);

  if (found != NULL)
    {
      g_ptr_array_add (findings, &found->finding);
      return TRUE;
    }
  if (candidates != NULL && candidates->len > 0)
    return try_candidates (looking, url, candidates, TRUE, findings, error);

  g_propagate_error (error, g_steal_pointer (&reason));

  return FALSE;
}

/* Others that were met on the way, behind what can be read at once. */
static void
add_locked (Looking   *looking,
            GPtrArray *findings)
{
  for (guint i = 0; i < looking->locked->len && findings->len < MAX_OFFERS; i++)
    {
      GazetteFinding *finding = looking->locked->pdata[i];

      if (!has_finding (findings, finding->source->url))
        g_ptr_array_add (findings, gazette_finding_ref (finding));
    }
}

static gboolean
look (Looking     *looking,
      const char  *url,
      GPtrArray   *findings,
      GError     **error)
{
  g_autoptr(GError) known_reason = NULL;
  g_autoptr(GError) reason = NULL;
  gboolean found = try_known_site (looking, url, findings, &known_reason);

  if (!found && !gazette_newsroom_is_cancelled (known_reason))
    found = try_page (looking, url, findings, &reason);
  if (gazette_newsroom_is_cancelled (known_reason) || gazette_newsroom_is_cancelled (reason))
    {
      g_propagate_error (error, reason != NULL ? g_steal_pointer (&reason) : g_steal_pointer (&known_reason));
      return FALSE;
    }

  if (!found && looking->guess != NULL)
    g_ptr_array_add (findings, &g_steal_pointer (&looking->guess)->finding);
  add_locked (looking, findings);
  if (findings->len > 0)
    return TRUE;

  /* What a known site says is more to the point, unless it only has nothing. */
  if (known_reason != NULL && !is_nothing_found (known_reason))
    g_propagate_error (error, g_steal_pointer (&known_reason));
  else
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

  looking = looking_new (self, self->dialects);
  looking->address = g_strdup (address);

  return gazette_newsroom_spawn (self, looking->stop, look_fiber, looking, looking_free);
}

/* The address that is asked: without a search it is the one that was found. */
static char *
dup_wanted_url (Looking *looking)
{
  GazetteFound *found = looking->found;

  if (looking->terms == NULL || *looking->terms == '\0')
    return g_strdup (found->base_url);

  return gazette_dialect_dup_search_url (found->dialect, found->base_url, looking->terms);
}

static GazetteFound *
look_once_more (Looking  *looking,
                GError  **error)
{
  GazetteFound *before = looking->found;
  const GazetteSource *offered = before->finding.source;
  const char *dialect_id = before->dialect != NULL ? gazette_dialect_get_id (before->dialect) : before->dialect_hint;
  g_autofree char *url = dup_wanted_url (looking);
  g_autoptr(GError) reason = NULL;
  GazetteFound *found;

  found = try_address (looking, dialect_id, url, NULL, &reason);
  if (found == NULL && looking->locked->len > 0)
    found = gazette_finding_get_found (gazette_finding_ref (looking->locked->pdata[0]));
  if (found == NULL)
    found = g_steal_pointer (&looking->guess);
  if (found == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }

  fill_in (found, g_str_equal (offered->title, offered->url) ? NULL : offered->title, offered->home_url);
  g_set_str (&found->base_url, before->base_url);
  if (found->dialect == before->dialect)
    {
      found->is_own_dialect = before->is_own_dialect;
      found->finding.is_inferred = before->finding.is_inferred;
    }
  if (looking->terms != NULL && *looking->terms != '\0')
    g_set_str (&found->finding.terms, looking->terms);

  return found;
}

static DexFuture *
look_again_fiber (gpointer user_data)
{
  Looking *looking = user_data;
  g_autoptr(GazetteFound) found = NULL;
  g_autoptr(GError) error = NULL;

  found = look_once_more (looking, &error);
  if (found == NULL || !gazette_newsroom_is_wanted (looking->newsroom, looking->stop, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_boxed (GAZETTE_TYPE_FINDING, &g_steal_pointer (&found)->finding);
}

/**
 * gazette_newsroom_look_again:
 * @self: a newsroom
 * @finding: what was found, or only offered
 * @terms: (nullable): what its articles are to be about, if it can be searched;
 *   "" for all; %NULL for what it was
 * @key: (nullable): a key to try; %NULL for the one that there is
 *
 * Looks at what is behind a finding. Dropping the future gives up.
 *
 * Rejected as gazette_newsroom_look() is. A key that is missing or wrong is not a
 * rejection: the new finding tells it.
 *
 * Returns: (transfer full): a future for another #GazetteFinding
 */
DexFuture *
gazette_newsroom_look_again (GazetteNewsroom *self,
                             GazetteFinding  *finding,
                             const char      *terms,
                             const char      *key)
{
  GazetteFound *found = gazette_finding_get_found (finding);
  g_autoptr(GazetteDialects) dialects = NULL;
  Looking *looking;

  dex_return_error_if_fail (GAZETTE_IS_NEWSROOM (self));
  dex_return_error_if_fail (finding != NULL);
  dex_return_error_if_fail (terms == NULL || *terms == '\0' || finding->can_search);

  if (found->is_own_dialect)
    dialects = gazette_dialects_new_with (self->dialects, found->dialect);
  looking = looking_new (self, dialects != NULL ? dialects : self->dialects);
  looking->found = gazette_finding_get_found (gazette_finding_ref (finding));
  looking->terms = g_strdup (terms != NULL ? terms : finding->terms);
  looking->key = g_strdup (key != NULL ? key : found->key);

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

  return gazette_newsroom_until (self, NULL,
                                 gazette_worker_run (gazette_worker_get_cpu (), read_again_on_thread, work,
                                                     again_work_free));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-error.h"
#include "gazette-newsroom-private.h"
#include "gazette-reading.h"
#include "gazette-url.h"

/* How many of the addresses that a page offers are tried. */
#define MAX_CANDIDATES 6

typedef struct
{
  GazetteNewsroom *newsroom;
  char            *address;
  DexPromise      *stop;
  /* How many places were tried that nobody typed. */
  guint            n_tried;
} Adding;

/* A source that was found: what it is, and what it brought. */
typedef struct
{
  GazetteSource  *source;
  GazetteEdition *edition;
} Found;

static void
adding_free (gpointer data)
{
  Adding *adding = data;

  g_object_unref (adding->newsroom);
  g_free (adding->address);
  dex_unref (adding->stop);
  g_free (adding);
}

static void
found_clear (Found *found)
{
  g_clear_pointer (&found->source, gazette_source_unref);
  g_clear_pointer (&found->edition, gazette_edition_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Found, found_clear)

/* A key that is in an address is for the very API that the address is of. */
static GazetteResponse *
ask (Adding          *adding,
     GazetteDialect  *dialect,
     const char      *url,
     GError         **error)
{
  g_autofree char *key = dialect != NULL ? gazette_dialect_dup_key_of_url (dialect, url) : NULL;
  GazetteQuestion question = { .url = url, .key = key };

  if (dialect != NULL && key == NULL && gazette_dialect_needs_key (dialect, url))
    {
      g_propagate_error (error, gazette_newsroom_error_for_key (dialect, url, NULL));
      return NULL;
    }

  return gazette_newsroom_ask (adding->newsroom, adding->stop, dialect, &question, error);
}

/* Where a source is whose request was answered: only a move for good counts. */
static const char *
get_place (const GazetteResponse *response,
           const char            *asked)
{
  return response->moved_to != NULL ? response->moved_to : asked;
}

static void
take_answer (Found                 *found,
             const char            *url,
             GazetteEdition        *edition,
             const GazetteResponse *response)
{
  found_clear (found);
  found->edition = gazette_edition_ref (edition);
  found->source = gazette_source_new (url);
  found->source->fetched = gazette_newsroom_now ();
  found->source->ended = edition->ended;
  g_set_str (&found->source->dialect, edition->dialect);
  g_set_str (&found->source->etag, response->etag);
  g_set_str (&found->source->last_modified, response->last_modified);
}

/* The answer may have been got by asking what was typed. The dialect may know a
 * request that brings more. That is what every refresh will ask, so it has to
 * work. @asked: the dialect that was known before, so that it was asked for all */
static gboolean
take_reading (Adding           *adding,
              GazetteDialect   *asked,
              const char       *asked_url,
              GazetteResponse  *response,
              GazetteEdition   *edition,
              Found            *found,
              GError          **error)
{
  GazetteDialects *dialects = adding->newsroom->dialects;
  GazetteDialect *dialect = gazette_dialects_lookup (dialects, edition->dialect);
  const char *place = get_place (response, asked_url);
  g_autofree char *url = NULL;
  g_autoptr(GazetteDialectRequest) request = NULL;
  g_autoptr(GazetteResponse) better = NULL;
  g_autoptr(GazetteReading) reading = NULL;

  if (dialect == NULL)
    {
      take_answer (found, place, edition, response);
      return TRUE;
    }

  url = gazette_dialect_dup_source_url (dialect, place);
  request = gazette_newsroom_build_request (adding->newsroom, dialect, url, NULL);
  if (dialect == asked || (g_str_equal (request->url, place) && *request->headers == NULL))
    {
      take_answer (found, url, edition, response);
      return TRUE;
    }

  better = ask (adding, dialect, place, error);
  if (better == NULL)
    return FALSE;

  reading = dex_await_boxed (gazette_reading_run_response (dialects, edition->dialect, better, FALSE), error);
  if (reading == NULL)
    return FALSE;
  if (reading->edition == NULL)
    {
      g_propagate_error (error, g_error_copy (reading->error));
      return FALSE;
    }
  take_answer (found, url, reading->edition, better);

  return TRUE;
}

/* Asks one address, in the dialect that it may be in. When there are no articles,
 * @candidates are what it points at. */
static gboolean
try_address (Adding           *adding,
             const char       *dialect_id,
             const char       *url,
             Found            *found,
             GPtrArray       **candidates,
             GError          **error)
{
  GazetteDialects *dialects = adding->newsroom->dialects;
  GazetteDialect *dialect = dialect_id != NULL ? gazette_dialects_lookup (dialects, dialect_id)
                                               : gazette_dialects_lookup_for_url (dialects, url);
  g_autoptr(GazetteResponse) response = ask (adding, dialect, url, error);
  g_autoptr(GazetteReading) reading = NULL;

  if (response == NULL)
    return FALSE;

  /* Only what is recognised: the place may also be an index of the same API. */
  reading = dex_await_boxed (gazette_reading_run_response (dialects, NULL, response, candidates != NULL), error);
  if (reading == NULL)
    return FALSE;

  if (reading->edition != NULL)
    return take_reading (adding, dialect, url, response, reading->edition, found, error);

  if (candidates != NULL && reading->candidates != NULL)
    *candidates = g_ptr_array_ref (reading->candidates);
  g_propagate_error (error, g_error_copy (reading->error));

  return FALSE;
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

static gboolean try_candidates (Adding      *adding,
                                const char  *page_url,
                                GPtrArray   *candidates,
                                gboolean     may_be_index,
                                Found       *found,
                                GError     **error);

/* A place that was found; or what it points at, if it is an index of an API. */
static gboolean
try_candidate (Adding                  *adding,
               const char              *page_url,
               const GazetteCandidate  *candidate,
               gboolean                 may_be_index,
               Found                   *found,
               GError                 **error)
{
  g_autoptr(GPtrArray) places = NULL;
  g_autoptr(GError) reason = NULL;

  if (try_address (adding, candidate->dialect, candidate->url, found, may_be_index ? &places : NULL, &reason))
    {
      if (found->edition->title == NULL && candidate->title != NULL && *candidate->title != '\0')
        g_set_str (&found->source->title, candidate->title);
      if (found->edition->home_url == NULL)
        g_set_str (&found->source->home_url, page_url);
      return TRUE;
    }

  if (places != NULL && places->len > 0 && g_error_matches (reason, GAZETTE_ERROR, GAZETTE_ERROR_NO_ARTICLES))
    return try_candidates (adding, page_url, places, FALSE, found, error);

  g_propagate_error (error, g_steal_pointer (&reason));

  return FALSE;
}

/* One after the other, so that a site is not asked for all that it offers. The
 * first reason that tells something is kept. */
static gboolean
try_candidates (Adding           *adding,
                const char       *page_url,
                GPtrArray        *candidates,
                gboolean          may_be_index,
                Found            *found,
                GError          **error)
{
  g_autoptr(GError) reason = NULL;

  for (guint i = 0; i < candidates->len && adding->n_tried < MAX_CANDIDATES; i++)
    {
      const GazetteCandidate *candidate = candidates->pdata[i];
      g_autoptr(GError) its_reason = NULL;

      if (g_strcmp0 (candidate->url, page_url) == 0)
        continue;

      if (try_candidate (adding, page_url, candidate, may_be_index, found, &its_reason))
        return TRUE;

      if (gazette_newsroom_is_cancelled (its_reason))
        {
          g_propagate_error (error, g_steal_pointer (&its_reason));
          return FALSE;
        }
      /* Where a key is missing, nobody was asked. */
      if (!g_error_matches (its_reason, GAZETTE_ERROR, GAZETTE_ERROR_NEEDS_KEY))
        adding->n_tried++;
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
try_known_site (Adding      *adding,
                const char  *url,
                Found       *found,
                GError     **error)
{
  g_autoptr(GPtrArray) candidates = gazette_dialects_discover_address (adding->newsroom->dialects, url);

  return candidates->len > 0 && try_candidates (adding, url, candidates, TRUE, found, error);
}

static gboolean
find_source (Adding           *adding,
             const char       *url,
             Found            *found,
             GError          **error)
{
  g_autoptr(GPtrArray) candidates = NULL;
  g_autoptr(GError) known_reason = NULL;
  g_autoptr(GError) reason = NULL;

  if (try_known_site (adding, url, found, &known_reason))
    return TRUE;
  if (known_reason != NULL && gazette_newsroom_is_cancelled (known_reason))
    {
      g_propagate_error (error, g_steal_pointer (&known_reason));
      return FALSE;
    }

  if (try_address (adding, NULL, url, found, &candidates, &reason))
    return TRUE;
  if (candidates != NULL && candidates->len > 0)
    {
      g_clear_error (&reason);
      if (try_candidates (adding, url, candidates, TRUE, found, &reason))
        return TRUE;
    }

  /* What a known site says is more to the point, unless it only has nothing. */
  if (known_reason != NULL && !is_nothing_found (known_reason) && !gazette_newsroom_is_cancelled (reason))
    g_propagate_error (error, g_steal_pointer (&known_reason));
  else
    g_propagate_error (error, g_steal_pointer (&reason));

  return FALSE;
}

/* The title of the source with this address, if it is there. */
static char *
find_title (GazetteNewsroom *self,
            const char      *url)
{
  g_autoptr(GPtrArray) sources = dex_await_boxed (gazette_library_list_sources (self->library), NULL);

  for (guint i = 0; sources != NULL && i < sources->len; i++)
    {
      const GazetteSource *source = sources->pdata[i];

      if (g_strcmp0 (source->url, url) == 0)
        return g_strdup (source->title);
    }

  return NULL;
}

static DexFuture *
add_fiber (gpointer user_data)
{
  Adding *adding = user_data;
  GazetteNewsroom *self = adding->newsroom;
  g_auto(Found) found = { 0 };
  g_autofree char *url = NULL;
  g_autofree char *title = NULL;
  g_autoptr(GError) error = NULL;
  gint64 id;

  url = gazette_url_from_typed (adding->address, &error);
  if (url == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  /* The library would say the same, but only after the server was asked. */
  title = find_title (self, url);
  if (title != NULL)
    return dex_future_new_reject (GAZETTE_ERROR, GAZETTE_ERROR_EXISTS,
                                  /* TRANSLATORS: %s is the name of a news source */
                                  _("“%s” is already among your sources. Choose it from the list of sources."), title);

  if (!find_source (adding, url, &found, &error) || !gazette_newsroom_is_wanted (self, adding->stop, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (found.edition->title == NULL && g_str_equal (found.source->title, found.source->url))
    {
      g_free (found.source->title);
      found.source->title = gazette_url_dup_host (found.source->url);
    }

  id = dex_await_int64 (gazette_library_add_source (self->library, found.source, found.edition), &error);
  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_for_int64 (id);
}

/**
 * gazette_newsroom_add_source:
 * @self: a newsroom
 * @address: what a person typed: the address of a feed, of an API or of a site
 *
 * Finds the articles behind an address and adds them as a source. Dropping the
 * future gives up.
 *
 * Rejected with a #GazetteError whose message can be shown: the address is
 * none, the server says no, there is nothing to read, or the source is there
 * already (%GAZETTE_ERROR_EXISTS, the message names it).
 *
 * Returns: (transfer full): a future for the row of the source, a gint64
 */
DexFuture *
gazette_newsroom_add_source (GazetteNewsroom *self,
                             const char      *address)
{
  Adding *adding;

  dex_return_error_if_fail (GAZETTE_IS_NEWSROOM (self));
  dex_return_error_if_fail (address != NULL);

  adding = g_new0 (Adding, 1);
  adding->newsroom = g_object_ref (self);
  adding->address = g_strdup (address);
  adding->stop = dex_promise_new ();

  return gazette_newsroom_spawn (self, adding->stop, add_fiber, adding, adding_free);
}

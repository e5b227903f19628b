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

static GazetteResponse *
fetch (Adding           *adding,
       const char       *url,
       GError          **error)
{
  GazetteRequest request = { .url = url, .accept = GAZETTE_ACCEPT_ARTICLES };

  return dex_await_boxed (gazette_newsroom_fetch (adding->newsroom, adding->stop, &request), error);
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

/* The answer was got by asking what was typed. The dialect may know a request
 * that brings more. That is what every refresh will ask, so it has to work. */
static gboolean
take_reading (Adding           *adding,
              const char       *asked,
              GazetteResponse  *response,
              GazetteEdition   *edition,
              Found            *found,
              GError          **error)
{
  GazetteDialects *dialects = adding->newsroom->dialects;
  GazetteDialect *dialect = gazette_dialects_lookup (dialects, edition->dialect);
  g_autofree char *url = NULL;
  g_autofree char *request_url = NULL;
  g_autoptr(GazetteResponse) better = NULL;
  g_autoptr(GazetteReading) reading = NULL;

  if (dialect == NULL)
    {
      take_answer (found, get_place (response, asked), edition, response);
      return TRUE;
    }

  url = gazette_dialect_dup_source_url (dialect, get_place (response, asked));
  request_url = gazette_dialect_dup_request_url (dialect, url);
  if (g_strcmp0 (request_url, get_place (response, asked)) == 0)
    {
      take_answer (found, url, edition, response);
      return TRUE;
    }

  better = fetch (adding, request_url, error);
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

/* Asks one address. When it is a page without articles, @candidates are what it
 * points at. */
static gboolean
try_address (Adding           *adding,
             const char       *url,
             Found            *found,
             GPtrArray       **candidates,
             GError          **error)
{
  g_autoptr(GazetteResponse) response = fetch (adding, url, error);
  g_autoptr(GazetteReading) reading = NULL;

  if (response == NULL)
    return FALSE;

  reading = dex_await_boxed (gazette_reading_run_response (adding->newsroom->dialects, NULL, response, candidates != NULL), error);
  if (reading == NULL)
    return FALSE;

  if (reading->edition != NULL)
    return take_reading (adding, url, response, reading->edition, found, error);

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

/* One after the other, so that a site is not asked for all that it offers. The
 * first reason that tells something is kept. */
static gboolean
try_candidates (Adding           *adding,
                const char       *page_url,
                GPtrArray        *candidates,
                Found            *found,
                GError          **error)
{
  g_autoptr(GError) reason = NULL;
  guint n_tried = 0;

  for (guint i = 0; i < candidates->len && n_tried < MAX_CANDIDATES; i++)
    {
      const GazetteCandidate *candidate = candidates->pdata[i];
      g_autoptr(GError) its_reason = NULL;

      if (g_strcmp0 (candidate->url, page_url) == 0)
        continue;

      n_tried++;
      if (try_address (adding, candidate->url, found, NULL, &its_reason))
        {
          if (found->edition->title == NULL && candidate->title != NULL && *candidate->title != '\0')
            g_set_str (&found->source->title, candidate->title);
          if (found->edition->home_url == NULL)
            g_set_str (&found->source->home_url, page_url);
          return TRUE;
        }

      if (gazette_newsroom_is_cancelled (its_reason))
        {
          g_propagate_error (error, g_steal_pointer (&its_reason));
          return FALSE;
        }
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

static gboolean
find_source (Adding           *adding,
             const char       *url,
             Found            *found,
             GError          **error)
{
  g_autoptr(GPtrArray) candidates = NULL;
  g_autoptr(GError) reason = NULL;

  if (try_address (adding, url, found, &candidates, &reason))
    return TRUE;

  if (candidates != NULL && candidates->len > 0)
    return try_candidates (adding, url, candidates, found, error);

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

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-error.h"
#include "gazette-finding-private.h"
#include "gazette-newsroom-private.h"
#include "gazette-url.h"
#include "gazette-user-dialects.h"
#include "gazette-worker.h"

typedef struct
{
  GazetteNewsroom *newsroom;
  DexPromise      *stop;
  char            *address;
  GazetteFound    *found;
  char            *name;
} Adding;

static void
adding_free (gpointer data)
{
  Adding *adding = data;

  g_object_unref (adding->newsroom);
  dex_unref (adding->stop);
  g_free (adding->address);
  g_clear_pointer (&adding->found, gazette_found_unref);
  g_free (adding->name);
  g_free (adding);
}

static Adding *
adding_new (GazetteNewsroom *self)
{
  Adding *adding = g_new0 (Adding, 1);

  adding->newsroom = g_object_ref (self);
  adding->stop = dex_promise_new ();

  return adding;
}

/*
 * gazette_newsroom_check_new:
 * @self: a newsroom
 * @url: an address
 * @error: return location for a %GAZETTE_ERROR_EXISTS
 *
 * The library would say the same, but only after the server was asked. In a fiber.
 *
 * Returns: whether there is no source with this address
 */
gboolean
gazette_newsroom_check_new (GazetteNewsroom  *self,
                            const char       *url,
                            GError          **error)
{
  g_autoptr(GPtrArray) sources = dex_await_boxed (gazette_library_list_sources (self->library), NULL);

  for (guint i = 0; sources != NULL && i < sources->len; i++)
    {
      const GazetteSource *source = sources->pdata[i];

      if (g_strcmp0 (source->url, url) != 0)
        continue;
      g_set_error (error, GAZETTE_ERROR, GAZETTE_ERROR_EXISTS,
                   /* TRANSLATORS: %s is the name of a news source */
                   _("“%s” is already among your sources. Choose it from the list of sources."), source->title);
      return FALSE;
    }

  return TRUE;
}

typedef struct
{
  char            *data_folder;
  GazetteDialects *dialects;
  GazetteDialect  *dialect;
  char            *name;
} DialectWork;

static void
dialect_work_free (gpointer data)
{
  DialectWork *work = data;

  g_free (work->data_folder);
  g_object_unref (work->dialects);
  g_object_unref (work->dialect);
  g_free (work->name);
  g_free (work);
}

static gboolean
store_dialect_on_thread (gpointer   data,
                         GValue    *result,
                         GError   **error)
{
  DialectWork *work = data;
  GazetteDialect *stored = gazette_user_dialects_store (work->data_folder, work->dialects, work->dialect,
                                                        work->name, error);

  if (stored == NULL)
    return FALSE;

  g_value_init (result, GAZETTE_TYPE_DIALECT);
  g_value_take_object (result, stored);

  return TRUE;
}

static gboolean
remove_dialect_on_thread (gpointer   data,
                          GValue    *result,
                          GError   **error)
{
  DialectWork *work = data;

  gazette_user_dialects_remove (work->data_folder, work->dialect);

  return TRUE;
}

static DexFuture *
run_with_dialect (GazetteNewsroom *self,
                  GazetteWorkFunc  func,
                  GazetteDialect  *dialect,
                  const char      *name)
{
  DialectWork *work = g_new0 (DialectWork, 1);

  work->data_folder = g_strdup (self->data_folder);
  work->dialects = g_object_ref (self->dialects);
  work->dialect = g_object_ref (dialect);
  work->name = g_strdup (name);

  return gazette_worker_run (gazette_worker_get_cpu (), func, work, dialect_work_free);
}

/* A dialect that was made for this source becomes a file of the user's. What is
 * under way goes on with the dialects that it began with. */
static gboolean
keep_dialect (Adding         *adding,
              GazetteSource  *source,
              GError        **error)
{
  GazetteNewsroom *self = adding->newsroom;
  g_autofree char *host = gazette_url_dup_host (source->url);
  g_autoptr(GazetteDialect) stored = NULL;
  GazetteDialects *dialects;

  stored = dex_await_object (run_with_dialect (self, store_dialect_on_thread, adding->found->dialect,
                                               host != NULL ? host : source->url),
                             error);
  if (stored == NULL)
    return FALSE;

  g_set_str (&source->dialect, gazette_dialect_get_id (stored));
  dialects = gazette_dialects_new_with (self->dialects, stored);
  g_object_unref (self->dialects);
  self->dialects = dialects;

  return TRUE;
}

/* What it calls itself is kept beside a name that a person gave it. */
static GazetteSource *
make_source (Adding *adding)
{
  GazetteFinding *finding = &adding->found->finding;
  GazetteSource *source = gazette_source_copy (finding->source);
  g_autofree char *own = gazette_finding_dup_name (finding);
  gboolean is_named = adding->name != NULL && *adding->name != '\0' && !g_str_equal (adding->name, own);

  g_set_str (&source->title, is_named ? adding->name : own);
  g_set_str (&source->own_title, is_named ? own : NULL);

  return source;
}

static DexFuture *
take_fiber (gpointer user_data)
{
  Adding *adding = user_data;
  GazetteNewsroom *self = adding->newsroom;
  GazetteFinding *finding = &adding->found->finding;
  g_autoptr(GazetteSource) source = make_source (adding);
  g_autoptr(GError) error = NULL;
  gint64 id;

  if (!gazette_newsroom_check_new (self, source->url, &error) ||
      (adding->found->is_own_dialect && !keep_dialect (adding, source, &error)) ||
      !gazette_newsroom_is_wanted (self, adding->stop, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  id = dex_await_int64 (gazette_library_add_source (self->library, source, finding->edition), &error);
  if (error != NULL)
    {
      GazetteDialect *unused = gazette_dialects_lookup (self->dialects, source->dialect);

      if (adding->found->is_own_dialect && unused != NULL)
        dex_future_disown (run_with_dialect (self, remove_dialect_on_thread, unused, NULL));
      return dex_future_new_for_error (g_steal_pointer (&error));
    }

  if (adding->found->key != NULL)
    gazette_newsroom_keep_key (self, gazette_dialects_lookup (self->dialects, source->dialect), source->url,
                               adding->found->key);

  return dex_future_new_for_int64 (id);
}

static DexFuture *
take (Adding *adding)
{
  return gazette_newsroom_spawn (adding->newsroom, adding->stop, take_fiber, adding, adding_free);
}

/**
 * gazette_newsroom_take:
 * @self: a newsroom
 * @finding: what gazette_newsroom_look() found, with an edition and without an error
 * @name: (nullable): what to call it, %NULL for gazette_finding_dup_name()
 *
 * Adds what was found as a source. If it is read in a way that nobody has
 * described before, that becomes a dialect file of the user's.
 *
 * Rejected with a #GazetteError whose message can be shown.
 *
 * Returns: (transfer full): a future for the row of the source, a gint64
 */
DexFuture *
gazette_newsroom_take (GazetteNewsroom *self,
                       GazetteFinding  *finding,
                       const char      *name)
{
  Adding *adding;

  dex_return_error_if_fail (GAZETTE_IS_NEWSROOM (self));
  dex_return_error_if_fail (finding != NULL && finding->edition != NULL && finding->error == NULL);

  adding = adding_new (self);
  adding->found = gazette_finding_get_found (gazette_finding_ref (finding));
  adding->name = g_strdup (name);

  return take (adding);
}

static DexFuture *
add_fiber (gpointer user_data)
{
  Adding *adding = user_data;
  GazetteNewsroom *self = adding->newsroom;
  g_autoptr(GPtrArray) findings = NULL;
  GazetteFinding *finding;
  g_autoptr(GError) error = NULL;
  gint64 id;

  findings = dex_await_boxed (gazette_newsroom_until (self, adding->stop,
                                                      gazette_newsroom_look (self, adding->address)),
                              &error);
  if (findings == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  finding = findings->pdata[0];
  if (finding->error != NULL)
    return dex_future_new_for_error (g_error_copy (finding->error));

  id = dex_await_int64 (gazette_newsroom_until (self, adding->stop, gazette_newsroom_take (self, finding, NULL)),
                        &error);
  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_for_int64 (id);
}

/**
 * gazette_newsroom_add_source:
 * @self: a newsroom
 * @address: what a person typed: the address of a feed, of an API or of a site
 *
 * Finds the articles behind an address and adds them as a source, as
 * gazette_newsroom_look() and gazette_newsroom_take() do one after the other.
 * Dropping the future gives up.
 *
 * Rejected as they are.
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

  adding = adding_new (self);
  adding->address = g_strdup (address);

  return gazette_newsroom_spawn (self, adding->stop, add_fiber, adding, adding_free);
}

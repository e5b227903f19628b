/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a source published before: one page of older articles when a person asks
 * for it, or all of them, one after the other. */

#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "gazette-error.h"
#include "gazette-fiber.h"
#include "gazette-newsroom-private.h"
#include "gazette-reading.h"
#include "gazette-url.h"

/* A page that could not be had is asked for again after thirty pauses, then
 * after twice as long each time, up to an hour; so often in a row. */
#define FIRST_BACK_OFF 30
#define LAST_BACK_OFF  3600
#define MAX_FAILURES   8

/* While there is no network, that is tried every sixty pauses. */
#define OFFLINE_WAIT 60

/* Older pages of one source that are being read. Main thread only. */
typedef struct
{
  GazetteNewsroom *newsroom;
  gint64           source_id;
  /* Whether all of them are wanted, or only the next one. */
  gboolean         is_download;
  DexPromise      *stop;
  DexFuture       *task;
} Walk;

/* What a walk met, so that it knows when it goes in circles. */
typedef struct
{
  GHashTable *addresses;
  GHashTable *article_ids;
} Trail;

static void
clear_walk (gpointer data)
{
  Walk *walk = data;

  g_object_unref (walk->newsroom);
  dex_unref (walk->stop);
  dex_clear (&walk->task);
}

static void
walk_unref (gpointer walk)
{
  g_rc_box_release_full (walk, clear_walk);
}

static void
trail_free (gpointer data)
{
  Trail *trail = data;

  g_hash_table_unref (trail->addresses);
  g_hash_table_unref (trail->article_ids);
  g_free (trail);
}

static Trail *
get_trail (Walk *walk)
{
  Trail *trail = g_hash_table_lookup (walk->newsroom->trails, &walk->source_id);

  if (trail == NULL)
    {
      trail = g_new0 (Trail, 1);
      trail->addresses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      trail->article_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_hash_table_insert (walk->newsroom->trails, g_memdup2 (&walk->source_id, sizeof walk->source_id), trail);
    }

  return trail;
}

/*
 * gazette_newsroom_make_trails:
 *
 * Returns: (transfer full): where walks note what they met, by source
 */
GHashTable *
gazette_newsroom_make_trails (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, trail_free);
}

static gboolean
is_wanted (Walk    *walk,
           GError **error)
{
  return gazette_newsroom_is_wanted (walk->newsroom, walk->stop, error);
}

static gboolean
wait_for (Walk    *walk,
          gint64   milliseconds,
          GError **error)
{
  DexFuture *timeout = dex_timeout_new_msec (MIN (milliseconds, G_MAXINT));

  dex_await (gazette_newsroom_until (walk->newsroom, walk->stop, timeout), NULL);

  return is_wanted (walk, error);
}

static GazetteSource *
load_source (Walk    *walk,
             GError **error)
{
  return dex_await_boxed (gazette_library_load_source (walk->newsroom->library, walk->source_id), error);
}

static GazetteArchive *
load_archive (Walk    *walk,
              GError **error)
{
  return dex_await_boxed (gazette_library_load_archive (walk->newsroom->library, walk->source_id), error);
}

/* Whether nothing is known of what is older, as with a source that was added
 * before such things were noted: its first page will tell. */
static gboolean
is_unknown (const GazetteArchive *archive)
{
  return archive->next_url == NULL && !archive->ended;
}

static GazetteArchive *
find_place (Walk    *walk,
            GError **error)
{
  g_autoptr(GazetteArchive) archive = load_archive (walk, error);
  g_autoptr(GazetteSource) source = NULL;

  if (archive == NULL || !is_unknown (archive))
    return g_steal_pointer (&archive);

  source = load_source (walk, error);
  /* What comes with the program is all there is of it. */
  if (source != NULL && !gazette_url_is_web (source->url))
    {
      GazetteArchive *whole = gazette_archive_new (walk->source_id);

      whole->ended = TRUE;
      return whole;
    }
  if (source == NULL || !gazette_newsroom_check_rest (source, error) ||
      !gazette_newsroom_ask_anew (walk->newsroom, source, error) || !is_wanted (walk, error))
    return NULL;

  g_clear_pointer (&archive, gazette_archive_unref);

  return load_archive (walk, error);
}

/* What a server says of when it wants to be asked again holds for news, too. */
static void
note_rest (Walk         *walk,
           const GError *reason)
{
  gint64 retry_at = gazette_fetch_error_get_retry_at (reason);
  g_autoptr(GazetteSource) source = NULL;
  g_autoptr(GazetteSource) resting = NULL;

  if (retry_at == 0 || (source = load_source (walk, NULL)) == NULL || source->not_before >= retry_at)
    return;

  resting = gazette_source_copy (source);
  resting->not_before = retry_at;
  dex_await (gazette_library_update_source (walk->newsroom->library, resting), NULL);
}

static GazetteReading *
fetch_page (Walk           *walk,
            GazetteSource  *source,
            const char     *url,
            GError        **error)
{
  GazetteNewsroom *self = walk->newsroom;
  GazetteDialect *dialect = gazette_dialects_lookup (self->dialects, source->dialect);
  GazetteQuestion question = { .url = url };
  g_autoptr(GazetteResponse) response = NULL;
  g_autoptr(GazetteReading) reading = NULL;
  g_autoptr(GError) reason = NULL;

  response = gazette_newsroom_ask (self, walk->stop, dialect, &question, &reason);
  if (response == NULL)
    {
      note_rest (walk, reason);
      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }

  reading = dex_await_boxed (gazette_reading_run_response (self->dialects, source->dialect, response, GAZETTE_READ_PLAINLY), error);
  if (reading == NULL || !is_wanted (walk, error))
    return NULL;
  if (reading->edition == NULL)
    {
      g_propagate_error (error, g_error_copy (reading->error));
      return NULL;
    }

  return g_steal_pointer (&reading);
}

/* Whether a page brings nothing that was not met before, or leads back to where
 * the walk came from. */
static gboolean
goes_in_circles (Trail          *trail,
                 GazetteEdition *edition)
{
  guint n_before = g_hash_table_size (trail->article_ids);

  for (guint i = 0; i < edition->articles->len; i++)
    {
      const GazetteArticle *article = edition->articles->pdata[i];

      g_hash_table_add (trail->article_ids, g_strdup (article->id));
    }

  return g_hash_table_size (trail->article_ids) == n_before ||
         g_hash_table_contains (trail->addresses, edition->next_url);
}

static gboolean
store_page (Walk            *walk,
            GazetteEdition  *edition,
            guint           *n_new,
            GError         **error)
{
  const char *note = NULL;
  g_autoptr(GError) reason = NULL;

  if (edition->next_url != NULL && goes_in_circles (get_trail (walk), edition))
    note = _("The source brings nothing more from here on, so this is taken for the end.");

  *n_new = dex_await_uint (gazette_library_store_older (walk->newsroom->library, walk->source_id, edition, note),
                           &reason);
  if (reason == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&reason));

  return FALSE;
}

/* Reads the page where the archive goes on. With a download comes the pause,
 * during which nobody else asks this server for older pages either. */
static gboolean
read_page (Walk            *walk,
           GazetteArchive  *archive,
           guint           *n_new,
           GError         **error)
{
  GazetteNewsroom *self = walk->newsroom;
  g_autofree char *host = gazette_url_dup_host (archive->next_url);
  DexFuture *turn = gazette_limiter_acquire (self->archive_limiter, host != NULL ? host : "");
  g_autoptr(GazettePermit) permit = NULL;
  g_autoptr(GazetteSource) source = NULL;
  g_autoptr(GazetteReading) reading = NULL;

  permit = dex_await_boxed (gazette_newsroom_until (self, walk->stop, turn), error);
  if (permit == NULL || (source = load_source (walk, error)) == NULL ||
      !gazette_newsroom_check_rest (source, error))
    return FALSE;

  g_hash_table_add (get_trail (walk)->addresses, g_strdup (archive->next_url));
  reading = fetch_page (walk, source, archive->next_url, error);

  return reading != NULL && store_page (walk, reading->edition, n_new, error) &&
         (!walk->is_download || wait_for (walk, self->archive_pause, error));
}

static DexFuture *
load_older_fiber (gpointer user_data)
{
  Walk *walk = user_data;
  GazetteLibrary *library = walk->newsroom->library;
  g_autoptr(GazetteArchive) archive = NULL;
  g_autoptr(GError) error = NULL;
  guint n_new = 0;

  archive = find_place (walk, &error);
  if (archive != NULL && archive->next_url == NULL)
    {
      if (archive->n_pages == 0 && archive->note == NULL)
        dex_await (gazette_library_note_archive (library, walk->source_id, _("This source offers no older articles.")),
                   NULL);
      return dex_future_new_for_uint (0);
    }

  if (archive != NULL && read_page (walk, archive, &n_new, &error))
    return dex_future_new_for_uint (n_new);

  if (!gazette_newsroom_is_cancelled (error))
    dex_await (gazette_library_note_archive (library, walk->source_id, error->message), NULL);

  return dex_future_new_for_error (g_steal_pointer (&error));
}

/* Says what went wrong, and waits until it is worth another try. */
static gboolean
outlast (Walk    *walk,
         GError  *reason,
         guint   *n_failures,
         GError **error)
{
  GazetteNewsroom *self = walk->newsroom;
  gint64 retry_at = gazette_fetch_error_get_retry_at (reason);
  gint64 wait = (gint64) self->archive_pause * MIN (FIRST_BACK_OFF << *n_failures, LAST_BACK_OFF);

  if (!gazette_newsroom_may_pass (reason) || *n_failures == MAX_FAILURES)
    {
      g_propagate_error (error, g_error_copy (reason));
      return FALSE;
    }

  /* Without a network it is not the source that fails. */
  if (!self->online)
    wait = (gint64) self->archive_pause * OFFLINE_WAIT;
  else
    *n_failures += 1;
  if (retry_at != 0)
    wait = MAX (retry_at - gazette_newsroom_now () + 1, 1) * 1000;

  dex_await (gazette_library_note_archive (self->library, walk->source_id, reason->message), NULL);

  return wait_for (walk, wait, error);
}

/* Reads on until there is nothing left or somebody has stopped it. What is
 * wrong for good ends it. */
static gboolean
download (Walk    *walk,
          GError **error)
{
  GazetteNewsroom *self = walk->newsroom;
  guint n_failures = 0;
  guint n_read = 0;
  guint n_new;

  while (TRUE)
    {
      g_autoptr(GError) reason = NULL;
      g_autoptr(GazetteArchive) archive = find_place (walk, &reason);

      if (archive != NULL && (archive->ended || !archive->downloading))
        return TRUE;

      if (archive != NULL && n_read > 0 && archive->n_pages % self->archive_max_pages == 0)
        {
          g_set_error (error, GAZETTE_ERROR, GAZETTE_ERROR_FAILED,
                       /* TRANSLATORS: the number is high, such as 2,000 */
                       ngettext ("There is still no end after %'u page. Download on if you want more.",
                                 "There is still no end after %'u pages. Download on if you want more.",
                                 archive->n_pages),
                       archive->n_pages);
          return FALSE;
        }

      if (archive != NULL && read_page (walk, archive, &n_new, &reason))
        n_read++, n_failures = 0;
      else if (!outlast (walk, reason, &n_failures, error))
        return FALSE;
    }
}

/* Takes a walk from the list of those that go on. */
static void
forget_walk (Walk *walk)
{
  GazetteNewsroom *self = walk->newsroom;

  if (g_hash_table_lookup (self->walks, &walk->source_id) != walk)
    return;

  g_hash_table_remove (self->walks, &walk->source_id);
  if (walk->is_download)
    g_hash_table_remove (self->trails, &walk->source_id);
  g_signal_emit_by_name (self, "archive-changed", walk->source_id);
}

static DexFuture *
walk_fiber (gpointer user_data)
{
  Walk *walk = user_data;
  g_autoptr(GError) error = NULL;
  DexFuture *result = NULL;

  if (!is_wanted (walk, &error))
    result = dex_future_new_for_error (g_steal_pointer (&error));
  else if (!walk->is_download)
    result = load_older_fiber (walk);
  else if (download (walk, &error))
    result = dex_future_new_true ();
  else if (!gazette_newsroom_is_cancelled (error))
    dex_await (gazette_library_end_download (walk->newsroom->library, walk->source_id, error->message), NULL);

  if (result == NULL)
    result = dex_future_new_for_error (g_steal_pointer (&error));

  /* A download may have been asked for while one page was read, or one stopped. */
  forget_walk (walk);
  if (!walk->is_download || !is_wanted (walk, NULL))
    gazette_newsroom_follow_archives (walk->newsroom);

  return result;
}

static DexFuture *
start_walk (GazetteNewsroom *self,
            gint64           source_id,
            gboolean         is_download)
{
  Walk *walk = g_rc_box_new0 (Walk);
  DexFuture *task;

  walk->newsroom = g_object_ref (self);
  walk->source_id = source_id;
  walk->is_download = is_download;
  walk->stop = dex_promise_new ();
  g_hash_table_insert (self->walks, &walk->source_id, walk);
  if (is_download)
    g_hash_table_remove (self->trails, &source_id);

  task = gazette_newsroom_spawn (self, walk->stop, walk_fiber, walk, walk_unref);
  walk->task = dex_ref (task);
  /* It goes on when nobody waits for it. */
  dex_future_disown (dex_ref (task));
  g_signal_emit_by_name (self, "archive-changed", source_id);

  return task;
}

static void
stop_walk (Walk *walk)
{
  if (dex_future_is_pending (DEX_FUTURE (walk->stop)))
    dex_promise_reject (walk->stop, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Stopped"));
}

/* The library says what is to be downloaded: what it does not name any more is
 * stopped, what it names is begun. */
static void
take_downloads (GazetteNewsroom *self,
                GArray          *ids)
{
  g_autoptr(GHashTable) wanted = g_hash_table_new (g_int64_hash, g_int64_equal);
  GHashTableIter iter;
  gpointer key;
  gpointer walk;

  for (guint i = 0; i < ids->len; i++)
    g_hash_table_add (wanted, &g_array_index (ids, gint64, i));

  g_hash_table_iter_init (&iter, self->walks);
  while (g_hash_table_iter_next (&iter, &key, &walk))
    {
      if (((Walk *) walk)->is_download && !g_hash_table_contains (wanted, key))
        stop_walk (walk);
    }

  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      if (!g_hash_table_contains (self->walks, &id))
        dex_unref (start_walk (self, id, TRUE));
    }
}

static DexFuture *
downloads_listed_cb (DexFuture *future,
                     gpointer   user_data)
{
  GazetteNewsroom *self = user_data;
  const GValue *value = dex_future_get_value (future, NULL);

  self->is_following_downloads = FALSE;
  if (value != NULL && gazette_newsroom_is_wanted (self, NULL, NULL))
    {
      take_downloads (self, g_value_get_boxed (value));
      if (self->follow_again)
        gazette_newsroom_follow_archives (self);
    }

  return NULL;
}

/*
 * gazette_newsroom_follow_archives:
 * @self: a newsroom
 *
 * Begins and stops downloads as the library says: called when that may have
 * changed, and at the start, where it goes on with those of an earlier run.
 */
void
gazette_newsroom_follow_archives (GazetteNewsroom *self)
{
  DexFuture *future;

  self->follow_again = self->is_following_downloads;
  if (self->is_following_downloads || !gazette_newsroom_is_wanted (self, NULL, NULL))
    return;

  self->is_following_downloads = TRUE;
  future = dex_future_finally (gazette_library_list_downloads (self->library), downloads_listed_cb,
                               g_object_ref (self), g_object_unref);
  dex_future_disown (gazette_newsroom_until (self, NULL, future));
}

/**
 * gazette_newsroom_load_older:
 * @self: a newsroom
 * @source_id: a source
 *
 * Loads the next page of what a source published before. Whoever calls it while
 * that is done joins; while all of it is being downloaded there is nothing to
 * do. It goes on when the future is dropped, and ends when the newsroom closes.
 *
 * Rejected with a #GazetteError that says why; that is also kept with the
 * archive, see gazette_library_load_archive().
 *
 * Returns: (transfer full): a future for the number of articles that were not
 *   there before, a guint
 */
DexFuture *
gazette_newsroom_load_older (GazetteNewsroom *self,
                             gint64           source_id)
{
  Walk *walk;

  dex_return_error_if_fail (GAZETTE_IS_NEWSROOM (self));

  if (!dex_future_is_pending (DEX_FUTURE (self->closing)))
    return DEX_FUTURE (dex_ref (self->closing));

  walk = g_hash_table_lookup (self->walks, &source_id);
  if (walk != NULL)
    return walk->is_download ? dex_future_new_for_uint (0) : dex_ref (walk->task);

  return start_walk (self, source_id, FALSE);
}

/**
 * gazette_newsroom_is_loading_older:
 * @self: a newsroom
 * @source_id: a source
 *
 * Returns: whether older articles of it are being loaded just now
 */
gboolean
gazette_newsroom_is_loading_older (GazetteNewsroom *self,
                                   gint64           source_id)
{
  g_return_val_if_fail (GAZETTE_IS_NEWSROOM (self), FALSE);

  return g_hash_table_contains (self->walks, &source_id);
}

/**
 * gazette_newsroom_download_archive:
 * @self: a newsroom
 * @source_id: a source
 *
 * Begins to fetch all that a source published before: from where it was read
 * back to, or once more from the start if it was read to the end. One page after
 * the other, with a pause between them; a server that wants to be left alone is,
 * and one that fails is tried again later. It goes on with the next
 * gazette_newsroom_open(), and ends when all is there, when something is wrong
 * for good, when the source is removed, or with gazette_newsroom_stop_download().
 * How far it is, gazette_library_load_archive() tells.
 *
 * Rejected with %GAZETTE_ERROR_NOT_FOUND when the source is not there.
 *
 * Returns: (transfer full): a future for %TRUE, once that is noted
 */
DexFuture *
gazette_newsroom_download_archive (GazetteNewsroom *self,
                                   gint64           source_id)
{
  dex_return_error_if_fail (GAZETTE_IS_NEWSROOM (self));

  return gazette_library_begin_download (self->library, source_id);
}

/**
 * gazette_newsroom_stop_download:
 * @self: a newsroom
 * @source_id: a source
 *
 * Fetches no more of its archive. What is there stays, and a later download goes
 * on from there.
 *
 * Returns: (transfer full): a future for %TRUE, once that is noted
 */
DexFuture *
gazette_newsroom_stop_download (GazetteNewsroom *self,
                                gint64           source_id)
{
  dex_return_error_if_fail (GAZETTE_IS_NEWSROOM (self));

  /* The walk ends when this is written: before, it would be begun again. */
  return gazette_library_end_download (self->library, source_id, NULL);
}

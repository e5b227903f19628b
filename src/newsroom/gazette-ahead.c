/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>

#include "gazette-fiber.h"
#include "gazette-newsroom-private.h"
#include "gazette-power.h"
#include "gazette-worker.h"

/* How many articles are listed at once. */
#define BATCH 10

#define DAY (24 * 60 * 60)

typedef struct
{
  GazetteNewsroom *newsroom;
  DexPromise      *stop;
  gint64           source_id;
  guint            n_articles;
  guint            n_minutes;
} Journey;

static void
clear_journey (gpointer data)
{
  Journey *journey = data;

  g_object_unref (journey->newsroom);
  dex_unref (journey->stop);
}

static void
journey_unref (gpointer journey)
{
  g_rc_box_release_full (journey, clear_journey);
}

/* What a person asked for goes first. */
static gboolean
is_idle (GazetteNewsroom *self)
{
  return !self->refreshing && self->n_journeys == 0 && g_hash_table_size (self->saves) == 0 &&
         g_hash_table_size (self->walks) == 0;
}

static gboolean
may_use_network (GazetteNewsroom *self)
{
  return self->online &&
         (self->ahead.on_metered || !g_network_monitor_get_network_metered (g_network_monitor_get_default ()));
}

static gboolean
look_at_power_on_thread (gpointer   data,
                         GValue    *result,
                         GError   **error)
{
  g_value_init (result, G_TYPE_BOOLEAN);
  g_value_set_boolean (result, gazette_power_is_on_battery (GAZETTE_POWER_SUPPLIES));

  return TRUE;
}

static gboolean
may_use_power (GazetteNewsroom *self)
{
  if (self->ahead.on_battery)
    return TRUE;

  if (self->power == NULL)
    {
      self->power = g_power_profile_monitor_dup_default ();
      /* What power was saved for goes on when that is over. */
      g_signal_connect_object (self->power, "notify::power-saver-enabled", G_CALLBACK (gazette_newsroom_plan_ahead), self,
                               G_CONNECT_SWAPPED);
    }

  return !g_power_profile_monitor_get_power_saver_enabled (self->power) &&
         !dex_await_boolean (gazette_worker_run (gazette_worker_get_cpu (), look_at_power_on_thread, NULL, NULL), NULL);
}

/* In steps, until there is room or nothing that may go. */
static gboolean
make_room (GazetteNewsroom *self)
{
  gint64 before = G_MAXINT64;
  gint64 size;

  while (TRUE)
    {
      g_autoptr(GError) error = NULL;

      size = dex_await_int64 (gazette_library_free_copies (self->library, self->ahead.budget), &error);
      if (error != NULL)
        return FALSE;
      if (size < self->ahead.budget || size >= before)
        break;
      before = size;
    }

  return size < self->ahead.budget;
}

static gboolean
copy_batch (GazetteNewsroom *self,
            GArray          *ids)
{
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr(GError) error = NULL;

      if (!is_idle (self) || !may_use_network (self) || !make_room (self))
        return FALSE;
      if (!gazette_newsroom_copy (self, NULL, g_array_index (ids, gint64, i), &error))
        {
          g_debug ("An article was not copied: %s", error->message);
          return FALSE;
        }
    }

  return TRUE;
}

static DexFuture *
ahead_fiber (gpointer user_data)
{
  GazetteNewsroom *self = user_data;
  gboolean goes_on = may_use_power (self);

  while (goes_on && gazette_newsroom_is_wanted (self, NULL, NULL))
    {
      gint64 since = self->ahead.n_days > 0 ? gazette_newsroom_now () - (gint64) self->ahead.n_days * DAY : 0;
      g_autoptr(GArray) ids = dex_await_boxed (gazette_library_list_wanted (self->library, since, BATCH), NULL);

      goes_on = ids != NULL && ids->len > 0 && copy_batch (self, ids);
    }

  self->is_ahead_running = FALSE;
  if (!is_idle (self))
    gazette_newsroom_plan_ahead (self);

  return dex_future_new_true ();
}

static gboolean
ahead_cb (gpointer user_data)
{
  GazetteNewsroom *self = user_data;

  if (!is_idle (self))
    return G_SOURCE_CONTINUE;

  self->ahead_source = 0;
  if (!self->is_ahead_running && may_use_network (self))
    {
      self->is_ahead_running = TRUE;
      dex_future_disown (gazette_newsroom_spawn (self, NULL, ahead_fiber, g_object_ref (self), g_object_unref));
    }

  return G_SOURCE_REMOVE;
}

/*
 * gazette_newsroom_plan_ahead:
 * @self: a newsroom
 *
 * Copies what a person may want to read without a network, soon, when nothing else
 * is to be done. Called whenever there may be something to copy.
 */
void
gazette_newsroom_plan_ahead (GazetteNewsroom *self)
{
  if (!self->has_ahead || self->ahead_source != 0 || !dex_future_is_pending (DEX_FUTURE (self->closing)))
    return;

  self->ahead_source = g_timeout_add (self->ahead_delay, ahead_cb, self);
}

/**
 * gazette_newsroom_set_ahead:
 * @self: a newsroom
 * @ahead: what is copied by itself, and when
 *
 * Begins to copy articles for offline by itself, or does so by other rules.
 */
void
gazette_newsroom_set_ahead (GazetteNewsroom    *self,
                            const GazetteAhead *ahead)
{
  g_return_if_fail (GAZETTE_IS_NEWSROOM (self));
  g_return_if_fail (ahead != NULL);

  self->ahead = *ahead;
  self->has_ahead = TRUE;
  gazette_newsroom_plan_ahead (self);
}

static gboolean
take_along (Journey  *journey,
            GError  **error)
{
  GazetteNewsroom *self = journey->newsroom;
  g_autoptr(GArray) ids = NULL;

  ids = dex_await_boxed (gazette_library_list_to_take (self->library, journey->source_id, journey->n_articles,
                                                       journey->n_minutes),
                         error);
  if (ids == NULL)
    return FALSE;

  for (guint i = 0; i < ids->len; i++)
    {
      g_signal_emit_by_name (self, "journey-progress", i, ids->len);
      if (!gazette_newsroom_is_wanted (self, journey->stop, error) ||
          !gazette_newsroom_copy (self, journey->stop, g_array_index (ids, gint64, i), error))
        return FALSE;
    }
  g_signal_emit_by_name (self, "journey-progress", ids->len, ids->len);

  return TRUE;
}

static DexFuture *
journey_fiber (gpointer user_data)
{
  Journey *journey = user_data;
  g_autoptr(GError) error = NULL;
  gboolean success = take_along (journey, &error);

  journey->newsroom->n_journeys--;
  gazette_newsroom_plan_ahead (journey->newsroom);

  return success ? dex_future_new_true () : dex_future_new_for_error (g_steal_pointer (&error));
}

/**
 * gazette_newsroom_take_along:
 * @self: a newsroom
 * @source_id: a source, 0 for all
 * @n_articles: how many articles at most, 0 for any number
 * @n_minutes: how many minutes of reading at least, if there is as much; 0 for
 *   any number of them
 *
 * Copies unread articles for offline, the newest first, because a person wants
 * that now: whatever the network costs. #GazetteNewsroom::journey-progress tells
 * how far it is. It is stopped by dropping the future, which is rejected then
 * with %G_IO_ERROR_CANCELLED; what was copied stays.
 *
 * Rejected with why it cannot go on, as without a network.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_newsroom_take_along (GazetteNewsroom *self,
                             gint64           source_id,
                             guint            n_articles,
                             guint            n_minutes)
{
  Journey *journey;

  dex_return_error_if_fail (GAZETTE_IS_NEWSROOM (self));

  if (!dex_future_is_pending (DEX_FUTURE (self->closing)))
    return DEX_FUTURE (dex_ref (self->closing));

  journey = g_rc_box_new0 (Journey);
  journey->newsroom = g_object_ref (self);
  journey->stop = dex_promise_new ();
  journey->source_id = source_id;
  journey->n_articles = n_articles;
  journey->n_minutes = n_minutes;
  self->n_journeys++;

  return gazette_newsroom_spawn (self, journey->stop, journey_fiber, journey, journey_unref);
}

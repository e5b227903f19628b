/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-fiber.h"
#include "gazette-newsroom-private.h"

static DexFuture *
retain_fiber (gpointer user_data)
{
  GazetteNewsroom *self = user_data;

  /* Small steps with rests: whatever else is written goes in between. */
  while (self->has_retention && dex_await_uint (gazette_library_let_go (self->library, self->retention), NULL) > 0)
    {
      if (!dex_await (gazette_newsroom_until (self, NULL, dex_timeout_new_msec ((int) self->retention_pause)), NULL) &&
          !gazette_newsroom_is_wanted (self, NULL, NULL))
        break;
    }

  self->is_letting_go = FALSE;

  return dex_future_new_true ();
}

static gboolean
retain_cb (gpointer user_data)
{
  GazetteNewsroom *self = user_data;

  self->retention_source = 0;
  if (!self->is_letting_go)
    {
      self->is_letting_go = TRUE;
      dex_future_disown (gazette_newsroom_spawn (self, NULL, retain_fiber, g_object_ref (self), g_object_unref));
    }

  return G_SOURCE_REMOVE;
}

/*
 * gazette_newsroom_plan_retention:
 * @self: a newsroom
 *
 * Lets go of what is not to stay, in a while. Called whenever there may be something.
 */
void
gazette_newsroom_plan_retention (GazetteNewsroom *self)
{
  if (self->has_retention && self->retention_source == 0)
    self->retention_source = g_timeout_add (self->retention_delay, retain_cb, self);
}

/**
 * gazette_newsroom_set_retention:
 * @self: a newsroom
 * @in_general: which articles stay of sources without a rule of their own
 *
 * Begins to let go of articles by itself, or does so by another rule.
 */
void
gazette_newsroom_set_retention (GazetteNewsroom  *self,
                                GazetteRetention  in_general)
{
  g_return_if_fail (GAZETTE_IS_NEWSROOM (self));

  if (!dex_future_is_pending (DEX_FUTURE (self->closing)))
    return;

  self->retention = in_general;
  self->has_retention = TRUE;
  gazette_newsroom_plan_retention (self);
}

/**
 * gazette_newsroom_measure_cache:
 * @self: a newsroom
 *
 * Returns: (transfer full): a future for the bytes that pictures take which were
 *   shown and are not kept, a guint64
 */
DexFuture *
gazette_newsroom_measure_cache (GazetteNewsroom *self)
{
  dex_return_error_if_fail (GAZETTE_IS_NEWSROOM (self));

  return gazette_picture_cache_measure (self->pictures);
}

/**
 * gazette_newsroom_clear_cache:
 * @self: a newsroom
 *
 * Removes the pictures that were shown and are not kept: they are fetched again
 * when they are wanted.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_newsroom_clear_cache (GazetteNewsroom *self)
{
  dex_return_error_if_fail (GAZETTE_IS_NEWSROOM (self));

  return gazette_picture_cache_clear (self->pictures);
}

static DexFuture *
let_read_copies_go_fiber (gpointer user_data)
{
  GazetteNewsroom *self = user_data;
  g_autoptr(GError) error = NULL;
  gint64 before = G_MAXINT64;
  gint64 size;

  while ((size = dex_await_int64 (gazette_library_free_copies (self->library, 0), &error)) < before && error == NULL)
    before = size;

  return error != NULL ? dex_future_new_for_error (g_steal_pointer (&error)) : dex_future_new_true ();
}

/**
 * gazette_newsroom_let_read_copies_go:
 * @self: a newsroom
 *
 * Lets go of all copies that were read, whatever room there is.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_newsroom_let_read_copies_go (GazetteNewsroom *self)
{
  dex_return_error_if_fail (GAZETTE_IS_NEWSROOM (self));

  return gazette_newsroom_spawn (self, NULL, let_read_copies_go_fiber, g_object_ref (self), g_object_unref);
}

static DexFuture *
let_old_go_fiber (gpointer user_data)
{
  GazetteNewsroom *self = user_data;
  g_autoptr(GError) error = NULL;

  while (dex_await_uint (gazette_library_let_old_go (self->library), &error) > 0)
    continue;

  return error != NULL ? dex_future_new_for_error (g_steal_pointer (&error)) : dex_future_new_true ();
}

/**
 * gazette_newsroom_let_old_go:
 * @self: a newsroom
 *
 * Lets go of all articles that were read and are older than 30 days, but for those
 * that gazette_library_let_go() spares.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_newsroom_let_old_go (GazetteNewsroom *self)
{
  dex_return_error_if_fail (GAZETTE_IS_NEWSROOM (self));

  return gazette_newsroom_spawn (self, NULL, let_old_go_fiber, g_object_ref (self), g_object_unref);
}

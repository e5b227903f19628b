/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is shown first: the window with its headlines, which is laid out and drawn
 * once, and not first without them and then anew. The article that was read last
 * follows in the next frame: a page takes as long to be laid out as all of them. */

#include "config.h"

#include "gazette-window-private.h"

/* How long the window waits for its headlines, in milliseconds. */
#define PATIENCE_MS 300

/* When what the start needed is not needed any more, in milliseconds: its article and
 * all of a long list are there by then. */
#define REST_MS 700

static gboolean
rest_cb (gpointer user_data)
{
  GazetteWindow *self = user_data;

  if (self->newsroom != NULL)
    gazette_library_rest (gazette_newsroom_get_library (self->newsroom));
  self->rest_source = 0;

  return G_SOURCE_REMOVE;
}

static gboolean
drawn_cb (gpointer user_data)
{
  GazetteWindow *self = user_data;
  g_autoptr(DexPromise) drawn = g_steal_pointer (&self->drawn);

  self->drawn_source = 0;
  /* It is drawn, too, where the display asks for pixels. */
  gtk_window_set_default_icon_name (APP_ID);
  gtk_window_set_icon_name (GTK_WINDOW (self), APP_ID);
  dex_promise_resolve_boolean (drawn, TRUE);

  return G_SOURCE_REMOVE;
}

/* Once the frame has gone to the screen. */
static void
painted_cb (GazetteWindow *self,
            GdkFrameClock *clock)
{
  g_signal_handlers_disconnect_by_func (clock, painted_cb, self);
  if (self->drawn == NULL)
    return;

  g_clear_handle_id (&self->drawn_source, g_source_remove);
  self->drawn_source = g_idle_add_full (G_PRIORITY_DEFAULT, drawn_cb, self, NULL);
}

static gboolean
patience_ended_cb (gpointer user_data)
{
  gazette_window_end_wait (user_data);

  return G_SOURCE_REMOVE;
}

/**
 * gazette_window_present_filled:
 * @self: a window that was just made
 *
 * Presents the window as soon as there are headlines in it, or something to say
 * instead; without them when they keep one waiting.
 */
void
gazette_window_present_filled (GazetteWindow *self)
{
  g_return_if_fail (GAZETTE_IS_WINDOW (self));
  g_return_if_fail (self->wait_source == 0);

  self->drawn = dex_promise_new ();
  /* Headlines that have come by then come first. */
  self->wait_source = g_timeout_add_full (G_PRIORITY_DEFAULT_IDLE, PATIENCE_MS, patience_ended_cb, self, NULL);
}

/**
 * gazette_window_end_wait:
 * @self: a window
 *
 * Presents the window, if it waits for what is in it now.
 */
void
gazette_window_end_wait (GazetteWindow *self)
{
  if (self->wait_source == 0)
    return;

  g_clear_handle_id (&self->wait_source, g_source_remove);
  gtk_window_present (GTK_WINDOW (self));
  g_signal_connect_object (gtk_widget_get_frame_clock (GTK_WIDGET (self)), "paint", G_CALLBACK (painted_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  /* Nothing is drawn of a window that nobody sees. */
  self->drawn_source = g_timeout_add (PATIENCE_MS, drawn_cb, self);
  self->rest_source = g_timeout_add_full (G_PRIORITY_LOW, REST_MS, rest_cb, self, NULL);
}

static DexFuture *
await_other_cb (DexFuture *future,
                gpointer   user_data)
{
  return dex_ref (user_data);
}

/**
 * gazette_window_await_drawn:
 * @self: a window
 * @future: (transfer full): what the page is to show
 *
 * Returns: (transfer full): the same, but not before the window was drawn for the first
 *   time, if it is about to be
 */
DexFuture *
gazette_window_await_drawn (GazetteWindow *self,
                            DexFuture     *future)
{
  if (self->drawn == NULL)
    return future;

  return dex_future_finally (dex_ref (DEX_FUTURE (self->drawn)), await_other_cb, future, dex_unref);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is shown first: the window with its headlines, which is laid out and drawn
 * once, and not first without them and then anew. */

#include "config.h"

#include "gazette-window-private.h"

/* How long the window waits for its headlines, in milliseconds. */
#define PATIENCE_MS 300

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

  self->wait_source = g_timeout_add (PATIENCE_MS, patience_ended_cb, self);
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
}

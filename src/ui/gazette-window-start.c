/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is shown first: the window with its headlines, which is laid out and drawn
 * once, and not first without them and then anew. */

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
  self->rest_source = g_timeout_add_full (G_PRIORITY_LOW, REST_MS, rest_cb, self, NULL);
}

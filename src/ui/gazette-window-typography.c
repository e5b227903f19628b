/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-typography.h"
#include "gazette-window-private.h"

static void
text_larger_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  gazette_typography_step (GAZETTE_WINDOW (user_data)->settings, 1);
}

static void
text_smaller_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  gazette_typography_step (GAZETTE_WINDOW (user_data)->settings, -1);
}

static void
text_normal_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  gazette_typography_step (GAZETTE_WINDOW (user_data)->settings, 0);
}

/* With a wheel a step is a click of it; fingers go more gently. */
static gboolean
scroll_cb (GazetteWindow      *self,
           double              dx,
           double              dy,
           GtkEventController *controller)
{
  GtkEventControllerScroll *scroll = GTK_EVENT_CONTROLLER_SCROLL (controller);

  if ((gtk_event_controller_get_current_event_state (controller) & GDK_CONTROL_MASK) == 0)
    return GDK_EVENT_PROPAGATE;

  self->zoomed += gtk_event_controller_scroll_get_unit (scroll) == GDK_SCROLL_UNIT_WHEEL ? dy : dy / 20;
  for (; self->zoomed >= 1; self->zoomed--)
    gazette_typography_step (self->settings, -1);
  for (; self->zoomed <= -1; self->zoomed++)
    gazette_typography_step (self->settings, 1);

  return GDK_EVENT_STOP;
}

/**
 * gazette_window_add_typography:
 * @self: a window
 *
 * Adds what changes how pages are set: actions, and the wheel with Ctrl on a page.
 */
void
gazette_window_add_typography (GazetteWindow *self)
{
  static const GActionEntry entries[] = {
    { "text-larger", text_larger_cb },
    { "text-smaller", text_smaller_cb },
    { "text-normal", text_normal_cb },
  };
  static const char *const keys[] = { "page-style", "page-justified" };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr(GAction) action = g_settings_create_action (self->settings, keys[i]);

      g_action_map_add_action (G_ACTION_MAP (self), action);
    }
}

/**
 * gazette_window_follow_scrolling:
 * @self: a window whose pane has its page
 *
 * Changes the size of the page's text when one scrolls with Ctrl.
 */
void
gazette_window_follow_scrolling (GazetteWindow *self)
{
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);

  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  g_signal_connect_object (scroll, "scroll", G_CALLBACK (scroll_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (gazette_pane_get_page (self->pane)), scroll);
}

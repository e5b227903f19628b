/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-sideways.h"

/* How far a notch of a wheel goes, in pixels. */
#define NOTCH 80

static gboolean
scroll_cb (GtkScrolledWindow        *scroller,
           double                    dx,
           double                    dy,
           GtkEventControllerScroll *controller)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (scroller);
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if ((state & GDK_SHIFT_MASK) != 0 && dx == 0)
    {
      dx = dy;
      dy = 0;
    }
  if (ABS (dx) <= ABS (dy) || gtk_adjustment_get_upper (adjustment) <= gtk_adjustment_get_page_size (adjustment))
    return GDK_EVENT_PROPAGATE;

  if (gtk_event_controller_scroll_get_unit (controller) == GDK_SCROLL_UNIT_WHEEL)
    dx *= NOTCH;
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + dx);

  return GDK_EVENT_STOP;
}

/* A scrolled window keeps all scrolling to itself. */
static void
silence (GtkWidget *scroller)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (scroller);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_SCROLL (controller))
        gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_NONE);
    }
}

/**
 * gazette_sideways_new:
 *
 * Returns: (transfer floating): a scrolled window for something on a page that is
 *   wider than its column: it scrolls sideways alone, and leaves the rest to the page
 */
GtkWidget *
gazette_sideways_new (void)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  silence (scroller);
  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (scroll_cb), scroller);
  gtk_widget_add_controller (scroller, scroll);

  return scroller;
}

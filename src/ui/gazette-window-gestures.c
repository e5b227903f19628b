/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-page-view.h"
#include "gazette-window-private.h"

/* The buttons at the side of a mouse. */
#define BUTTON_BACK 8
#define BUTTON_FORWARD 9

/* How far two fingers go to turn to another article, in pixels, how fast one does, in
 * pixels a second, and by how much that is more sideways than up or down. */
#define MIN_WAY 120
#define MIN_SPEED 400
#define MIN_SLOPE 2.5

/* Where the page covers the headlines, back is to them. */
static void
turn (GazetteWindow *self,
      int            direction)
{
  if (direction < 0 && adw_navigation_split_view_get_collapsed (self->split_view))
    return;

  gtk_widget_activate_action (GTK_WIDGET (self), direction > 0 ? "win.next" : "win.previous", NULL);
}

/* The next article comes from the side that text is read to. */
static void
turn_sideways (GazetteWindow *self,
               double         way)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  turn (self, (way > 0) != rtl ? 1 : -1);
}

/* Code and tables that are wider than the column scroll themselves. */
static gboolean
scrolls_sideways (GazetteWindow *self,
                  double         x,
                  double         y)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self->pane), x, y, GTK_PICK_DEFAULT);

  for (; widget != NULL && !GAZETTE_IS_PAGE_VIEW (widget); widget = gtk_widget_get_parent (widget))
    {
      GtkAdjustment *adjustment;

      if (widget == GTK_WIDGET (self->pane))
        return FALSE;
      if (!GTK_IS_SCROLLED_WINDOW (widget))
        continue;
      adjustment = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (widget));
      if (gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment) > 1)
        return TRUE;
    }

  return FALSE;
}

static void
pressed_cb (GazetteWindow *self,
            int            n_press,
            double         x,
            double         y,
            GtkGesture    *gesture)
{
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));

  /* Back is to the headlines then, which the window does itself. */
  if ((button != BUTTON_BACK && button != BUTTON_FORWARD) ||
      (button == BUTTON_BACK && adw_navigation_split_view_get_collapsed (self->split_view)))
    {
      gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_DENIED);
      return;
    }

  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  turn (self, button == BUTTON_FORWARD ? 1 : -1);
}

static void
motion_cb (GazetteWindow *self,
           double         x,
           double         y)
{
  self->pointer_x = x;
  self->pointer_y = y;
}

/* Only what has fingers on it begins and ends. */
static void
scroll_begin_cb (GazetteWindow *self)
{
  self->is_swiping = !scrolls_sideways (self, self->pointer_x, self->pointer_y);
  self->swiped_x = 0;
  self->swiped_y = 0;
}

static gboolean
scroll_cb (GazetteWindow *self,
           double         dx,
           double         dy)
{
  self->swiped_x += dx;
  self->swiped_y += ABS (dy);

  return GDK_EVENT_PROPAGATE;
}

static void
scroll_end_cb (GazetteWindow *self)
{
  if (self->is_swiping && ABS (self->swiped_x) >= MIN_WAY && ABS (self->swiped_x) >= MIN_SLOPE * self->swiped_y)
    turn_sideways (self, self->swiped_x);
  self->is_swiping = FALSE;
}

/* With one finger on a screen, and not as long as it selects or scrolls something. */
static void
swipe_cb (GazetteWindow *self,
          double         velocity_x,
          double         velocity_y,
          GtkGesture    *gesture)
{
  double x = 0;
  double y = 0;

  gtk_gesture_get_point (gesture, NULL, &x, &y);
  if (ABS (velocity_x) >= MIN_SPEED && ABS (velocity_x) >= MIN_SLOPE * ABS (velocity_y) &&
      !scrolls_sideways (self, x, y))
    turn_sideways (self, -velocity_x);
}

static void
watch (GazetteWindow      *self,
       GtkEventController *controller,
       const char         *signal,
       GCallback           callback)
{
  g_signal_connect_object (controller, signal, callback, self, G_CONNECT_SWAPPED);
}

/**
 * gazette_window_add_gestures:
 * @self: a window
 *
 * Turns to the next article and the one before by a swipe over the page, and by the
 * buttons at the side of a mouse.
 */
void
gazette_window_add_gestures (GazetteWindow *self)
{
  GtkEventController *buttons = GTK_EVENT_CONTROLLER (gtk_gesture_click_new ());
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkEventController *swipe = GTK_EVENT_CONTROLLER (gtk_gesture_swipe_new ());
  GtkEventController *controllers[] = { buttons, motion, scroll, swipe };

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (buttons), 0);
  watch (self, buttons, "pressed", G_CALLBACK (pressed_cb));
  watch (self, motion, "motion", G_CALLBACK (motion_cb));
  watch (self, scroll, "scroll-begin", G_CALLBACK (scroll_begin_cb));
  watch (self, scroll, "scroll", G_CALLBACK (scroll_cb));
  watch (self, scroll, "scroll-end", G_CALLBACK (scroll_end_cb));
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (swipe), TRUE);
  watch (self, swipe, "swipe", G_CALLBACK (swipe_cb));

  for (guint i = 0; i < G_N_ELEMENTS (controllers); i++)
    {
      gtk_event_controller_set_propagation_phase (controllers[i], GTK_PHASE_CAPTURE);
      gtk_widget_add_controller (GTK_WIDGET (self->pane), controllers[i]);
    }
}

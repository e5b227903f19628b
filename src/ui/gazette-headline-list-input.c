/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The list of headlines: keys and clicks. */

#include "config.h"

#include "gazette-headline-list-private.h"

typedef enum
{
  MOVE_UP,
  MOVE_DOWN,
  MOVE_PAGE_UP,
  MOVE_PAGE_DOWN,
  MOVE_START,
  MOVE_END,
} Move;

/**
 * gazette_headline_list_focus_row:
 * @self: a list
 * @position: a row, or how many there are for what comes after them
 *
 * Returns: whether it has the focus
 */
gboolean
gazette_headline_list_focus_row (GazetteHeadlineList *self,
                                 guint                position)
{
  GazetteHeadlineItem *item = gazette_headline_list_ensure_item (self, position);

  if (item == NULL)
    return FALSE;

  self->cursor = position;
  gtk_widget_set_child_visible (GTK_WIDGET (item), TRUE);

  return gtk_widget_grab_focus (GTK_WIDGET (item));
}

/* From where selecting began to a row, and nothing else, unless with Ctrl. */
static void
extend_to (GazetteHeadlineList *self,
           guint                position,
           gboolean             modify)
{
  guint first = MIN (self->origin, position);
  guint n = MAX (self->origin, position) - first + 1;

  if (modify && !gtk_selection_model_is_selected (self->model, self->origin))
    gtk_selection_model_unselect_range (self->model, first, n);
  else
    gtk_selection_model_select_range (self->model, first, n, !modify);
}

static void
select_row (GazetteHeadlineList *self,
            guint                position,
            gboolean             modify,
            gboolean             extend)
{
  if (position >= self->places.n_rows)
    return;

  if (extend && self->origin < self->places.n_rows)
    {
      extend_to (self, position, modify);
      return;
    }

  if (modify && gtk_selection_model_is_selected (self->model, position))
    gtk_selection_model_unselect_item (self->model, position);
  else
    gtk_selection_model_select_item (self->model, position, !modify);
  self->origin = position;
}

static guint
find_target (GazetteHeadlineList *self,
             guint                from,
             Move                 move)
{
  guint last = self->end != NULL ? self->places.n_rows : self->places.n_rows - 1;
  gint64 y = gazette_places_get_row (&self->places, from);
  int page = MAX (self->height - self->places.title_height - self->places.row_height, self->places.row_height);

  switch (move)
    {
    case MOVE_UP:
      return MAX (from, 1) - 1;

    case MOVE_DOWN:
      return MIN (from + 1, last);

    case MOVE_PAGE_UP:
      return MIN (gazette_places_find (&self->places, y - page, NULL), MAX (from, 1) - 1);

    case MOVE_PAGE_DOWN:
      return MIN (MAX (gazette_places_find (&self->places, y + page, NULL), from + 1), last);

    case MOVE_START:
      return 0;

    case MOVE_END:
    default:
      return last;
    }
}

static gboolean
move_cb (GtkWidget *widget,
         GVariant  *arguments,
         gpointer   data)
{
  GazetteHeadlineList *self = GAZETTE_HEADLINE_LIST (widget);
  gboolean modify = FALSE;
  gboolean extend = FALSE;
  guint32 move;
  guint target;

  if (gazette_headline_list_get_focused (self) == NULL || self->places.n_rows == 0)
    return FALSE;

  g_variant_get (arguments, "(ubb)", &move, &modify, &extend);
  target = find_target (self, gazette_headline_list_get_cursor (self), move);
  gazette_headline_list_focus_row (self, target);
  /* With Ctrl alone only the focus moves. */
  if (extend || !modify)
    select_row (self, target, modify, extend);

  return TRUE;
}

static gboolean
toggle_cb (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   data)
{
  GazetteHeadlineList *self = GAZETTE_HEADLINE_LIST (widget);
  guint position = gazette_headline_list_get_focus_row (self);

  if (position == GTK_INVALID_LIST_POSITION)
    return FALSE;

  select_row (self, position, TRUE, FALSE);

  return TRUE;
}

static gboolean
activate_cb (GtkWidget *widget,
             GVariant  *arguments,
             gpointer   data)
{
  GazetteHeadlineList *self = GAZETTE_HEADLINE_LIST (widget);
  guint position = gazette_headline_list_get_focus_row (self);

  if (position == GTK_INVALID_LIST_POSITION)
    return FALSE;

  g_signal_emit_by_name (self, "activate", position);

  return TRUE;
}

static gboolean
select_all_cb (GtkWidget *widget,
               GVariant  *arguments,
               gpointer   data)
{
  GazetteHeadlineList *self = GAZETTE_HEADLINE_LIST (widget);

  return self->model != NULL && gtk_selection_model_select_all (self->model);
}

static gboolean
unselect_all_cb (GtkWidget *widget,
                 GVariant  *arguments,
                 gpointer   data)
{
  GazetteHeadlineList *self = GAZETTE_HEADLINE_LIST (widget);

  return self->model != NULL && gtk_selection_model_unselect_all (self->model);
}

static void
add_move (GtkWidgetClass *widget_class,
          guint           key,
          guint           keypad_key,
          Move            move)
{
  const guint keys[] = { key, keypad_key };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      gtk_widget_class_add_binding (widget_class, keys[i], 0, move_cb, "(ubb)", move, FALSE, FALSE);
      gtk_widget_class_add_binding (widget_class, keys[i], GDK_CONTROL_MASK, move_cb, "(ubb)", move, TRUE, FALSE);
      gtk_widget_class_add_binding (widget_class, keys[i], GDK_SHIFT_MASK, move_cb, "(ubb)", move, FALSE, TRUE);
      gtk_widget_class_add_binding (widget_class, keys[i], GDK_CONTROL_MASK | GDK_SHIFT_MASK, move_cb, "(ubb)", move,
                                    TRUE, TRUE);
    }
}

/**
 * gazette_headline_list_add_bindings:
 * @widget_class: the class of lists
 *
 * The keys that lists of GTK have, too.
 */
void
gazette_headline_list_add_bindings (GtkWidgetClass *widget_class)
{
  static const guint enter_keys[] = { GDK_KEY_Return, GDK_KEY_ISO_Enter, GDK_KEY_KP_Enter };
  static const guint space_keys[] = { GDK_KEY_space, GDK_KEY_KP_Space };

  add_move (widget_class, GDK_KEY_Up, GDK_KEY_KP_Up, MOVE_UP);
  add_move (widget_class, GDK_KEY_Down, GDK_KEY_KP_Down, MOVE_DOWN);
  add_move (widget_class, GDK_KEY_Page_Up, GDK_KEY_KP_Page_Up, MOVE_PAGE_UP);
  add_move (widget_class, GDK_KEY_Page_Down, GDK_KEY_KP_Page_Down, MOVE_PAGE_DOWN);
  add_move (widget_class, GDK_KEY_Home, GDK_KEY_KP_Home, MOVE_START);
  add_move (widget_class, GDK_KEY_End, GDK_KEY_KP_End, MOVE_END);
  for (guint i = 0; i < G_N_ELEMENTS (enter_keys); i++)
    gtk_widget_class_add_binding (widget_class, enter_keys[i], 0, activate_cb, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (space_keys); i++)
    {
      gtk_widget_class_add_binding (widget_class, space_keys[i], GDK_CONTROL_MASK, toggle_cb, NULL);
      gtk_widget_class_add_binding (widget_class, space_keys[i], GDK_CONTROL_MASK | GDK_SHIFT_MASK, toggle_cb, NULL);
    }
  gtk_widget_class_add_binding (widget_class, GDK_KEY_a, GDK_CONTROL_MASK, select_all_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_slash, GDK_CONTROL_MASK, select_all_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_a, GDK_CONTROL_MASK | GDK_SHIFT_MASK, unselect_all_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_backslash, GDK_CONTROL_MASK, unselect_all_cb, NULL);
}

static void
set_pressed (GazetteHeadlineList *self,
             GazetteHeadlineItem *item)
{
  if (self->pressed != NULL)
    gtk_widget_unset_state_flags (GTK_WIDGET (self->pressed), GTK_STATE_FLAG_ACTIVE);
  self->pressed = item;
  if (item != NULL)
    gtk_widget_set_state_flags (GTK_WIDGET (item), GTK_STATE_FLAG_ACTIVE, FALSE);
}

static void
pressed_cb (GazetteHeadlineList *self,
            int                  n_press,
            double               x,
            double               y,
            GtkGesture          *gesture)
{
  guint position = gazette_headline_list_get_row_at (self, y);
  GazetteHeadlineItem *item = gazette_headline_list_find_item (self, position);

  set_pressed (self, item);
  if (item == NULL)
    return;

  if (n_press == 2 && !self->single_click_activate)
    {
      gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
      g_signal_emit_by_name (self, "activate", position);
    }
  gazette_headline_list_focus_row (self, position);
}

static void
released_cb (GazetteHeadlineList *self,
             int                  n_press,
             double               x,
             double               y,
             GtkGesture          *gesture)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  GazetteHeadlineItem *item = self->pressed;
  guint position = item != NULL ? gazette_headline_item_get_position (item) : GTK_INVALID_LIST_POSITION;

  set_pressed (self, NULL);
  if (position == GTK_INVALID_LIST_POSITION || position != gazette_headline_list_get_row_at (self, y) || n_press > 1)
    return;

  select_row (self, position, (state & GDK_CONTROL_MASK) != 0, (state & GDK_SHIFT_MASK) != 0);
  if (self->single_click_activate)
    {
      gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
      g_signal_emit_by_name (self, "activate", position);
    }
}

/* Held for long, it may still be a click; dragged away, it is none. */
static void
stopped_cb (GazetteHeadlineList *self)
{
  if (self->pressed != NULL)
    gtk_widget_unset_state_flags (GTK_WIDGET (self->pressed), GTK_STATE_FLAG_ACTIVE);
}

static void
cancel_cb (GazetteHeadlineList *self)
{
  set_pressed (self, NULL);
}

/**
 * gazette_headline_list_add_gestures:
 * @self: a new list
 *
 * One for all rows.
 */
void
gazette_headline_list_add_gestures (GazetteHeadlineList *self)
{
  GtkGesture *gesture = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), GDK_BUTTON_PRIMARY);
  g_signal_connect_swapped (gesture, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect_swapped (gesture, "released", G_CALLBACK (released_cb), self);
  g_signal_connect_swapped (gesture, "stopped", G_CALLBACK (stopped_cb), self);
  g_signal_connect_swapped (gesture, "cancel", G_CALLBACK (cancel_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (gesture));
}

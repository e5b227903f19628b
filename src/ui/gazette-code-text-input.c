/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-code-text-private.h"

/* How far one press of an arrow key scrolls, in pixels. */
#define STEP 60

static GtkAdjustment *
get_adjustment (GazetteCodeText *self)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_VIEWPORT);

  return viewport != NULL ? gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (viewport)) : NULL;
}

/* Which byte of the text is at a place in the widget. */
guint
gazette_code_text_get_byte_at (GazetteCodeText *self,
                               double           x,
                               double           y)
{
  int line = CLAMP ((int) (y / MAX (1, self->pitch)), 0, gazette_code_text_get_n_lines (self) - 1);
  g_autoptr(PangoLayout) layout = gazette_code_text_lay_out (self, line);
  guint start;
  guint end;
  int index;
  int trailing;

  gazette_code_text_get_line (self, line, &start, &end);
  pango_layout_line_x_to_index (pango_layout_get_line_readonly (layout, 0),
                                (int) ((x - gazette_code_text_get_x (self, layout)) * PANGO_SCALE), &index, &trailing);
  while (trailing-- > 0 && start + (guint) index < end)
    index += (int) g_utf8_skip[(guchar) self->text[start + (guint) index]];

  return MIN (start + (guint) index, end);
}

void
gazette_code_text_get_selection (GazetteCodeText *self,
                                 guint           *start,
                                 guint           *end)
{
  *start = MIN (self->anchor, self->cursor);
  *end = MAX (self->anchor, self->cursor);
}

void
gazette_code_text_select (GazetteCodeText *self,
                          guint            anchor,
                          guint            cursor)
{
  gboolean had = self->anchor != self->cursor;

  if (self->anchor == anchor && self->cursor == cursor)
    return;

  self->anchor = anchor;
  self->cursor = cursor;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "clipboard.copy", anchor != cursor);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  gtk_accessible_text_update_caret_position (GTK_ACCESSIBLE_TEXT (self));
  if (had || anchor != cursor)
    gtk_accessible_text_update_selection_bound (GTK_ACCESSIBLE_TEXT (self));
}

/**
 * gazette_code_text_copy:
 * @self: code
 *
 * Copies what is selected, or all of it where nothing is.
 */
void
gazette_code_text_copy (GazetteCodeText *self)
{
  g_autofree char *text = NULL;
  guint start;
  guint end;

  g_return_if_fail (GAZETTE_IS_CODE_TEXT (self));

  gazette_code_text_get_selection (self, &start, &end);
  text = start < end ? g_strndup (self->text + start, end - start) : g_strdup (self->text);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

static gboolean
is_word (gunichar c)
{
  return g_unichar_isalnum (c) || c == '_';
}

/* The word at a byte, or the line: what two and three clicks select. */
static void
find_around (GazetteCodeText *self,
             guint            byte,
             gboolean         whole_line,
             guint           *start,
             guint           *end)
{
  gazette_code_text_get_line (self, gazette_code_text_find_line (self, byte), start, end);
  if (whole_line)
    return;

  for (const char *p = self->text + byte; p > self->text + *start;)
    {
      p = g_utf8_prev_char (p);
      if (!is_word (g_utf8_get_char (p)))
        {
          *start = (guint) (g_utf8_next_char (p) - self->text);
          break;
        }
    }
  for (const char *p = self->text + byte; p < self->text + *end; p = g_utf8_next_char (p))
    {
      if (!is_word (g_utf8_get_char (p)))
        {
          *end = (guint) (p - self->text);
          break;
        }
    }
  *start = MIN (*start, byte);
  *end = MAX (*end, *start);
}

/**
 * gazette_code_text_get_link:
 * @self: code
 * @x: a place in it
 * @y: the same downwards
 *
 * Returns: (transfer none) (nullable): where the link leads that is there
 */
const char *
gazette_code_text_get_link (GazetteCodeText *self,
                            double           x,
                            double           y)
{
  guint byte;

  g_return_val_if_fail (GAZETTE_IS_CODE_TEXT (self), NULL);

  byte = self->links->len > 0 ? gazette_code_text_get_byte_at (self, x, y) : 0;
  for (guint i = 0; i < self->links->len; i++)
    {
      const GazetteCodeLink *link = &g_array_index (self->links, GazetteCodeLink, i);

      if (byte >= link->start && byte < link->end)
        return link->href;
    }

  return NULL;
}

static void
pressed_cb (GazetteCodeText *self,
            int              n_press,
            double           x,
            double           y,
            GtkGesture      *gesture)
{
  guint byte = gazette_code_text_get_byte_at (self, x, y);

  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  self->press_start = self->press_end = byte;
  if (n_press > 1)
    find_around (self, byte, n_press > 2, &self->press_start, &self->press_end);
  if (n_press == 1 && (gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture)) & GDK_SHIFT_MASK) != 0)
    self->press_start = self->press_end = self->anchor;
  gazette_code_text_select (self, self->press_start, n_press == 1 ? byte : self->press_end);
}

static void
released_cb (GazetteCodeText *self,
             int              n_press,
             double           x,
             double           y)
{
  const char *href;

  if (n_press != 1 || self->anchor != self->cursor)
    return;

  href = gazette_code_text_get_link (self, x, y);
  if (href != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "page.open-link", "s", href);
  else
    g_signal_emit_by_name (self, "clicked", gazette_code_text_get_byte_at (self, x, y));
}

static void
dragged_cb (GazetteCodeText *self,
            double           dx,
            double           dy,
            GtkGesture      *gesture)
{
  GtkAdjustment *adjustment = get_adjustment (self);
  guint byte;
  double x;
  double y;

  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_gesture_drag_get_start_point (GTK_GESTURE_DRAG (gesture), &x, &y);
  byte = gazette_code_text_get_byte_at (self, x + dx, y + dy);
  if (byte < self->press_start)
    gazette_code_text_select (self, self->press_end, byte);
  else
    gazette_code_text_select (self, self->press_start, MAX (byte, self->press_end));
  if (adjustment != NULL)
    gtk_adjustment_clamp_page (adjustment, x + dx - 20, x + dx + 20);
}

static void
motion_cb (GazetteCodeText *self,
           double           x,
           double           y)
{
  const char *href = gazette_code_text_get_link (self, x, y);

  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), href != NULL ? "pointer" : "text");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), href);
}

static void
copy_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  gazette_code_text_copy (GAZETTE_CODE_TEXT (widget));
}

static void
select_all_cb (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  GazetteCodeText *self = GAZETTE_CODE_TEXT (widget);

  gazette_code_text_select (self, 0, (guint) strlen (self->text));
}

/* Sideways; up and down goes the page. Returns %FALSE where there is nothing more,
 * so that the key may mean something else. */
static gboolean
scroll_cb (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   data)
{
  GtkAdjustment *adjustment = get_adjustment (GAZETTE_CODE_TEXT (widget));
  double former;
  int steps = g_variant_get_int32 (arguments);

  if (adjustment == NULL)
    return FALSE;

  former = gtk_adjustment_get_value (adjustment);
  gtk_adjustment_set_value (adjustment, former + steps * STEP);

  return gtk_adjustment_get_upper (adjustment) > gtk_adjustment_get_page_size (adjustment);
}

/* The link that is selected, whole, as the focus selects it: -1 for none. */
static int
find_selected_link (GazetteCodeText *self)
{
  guint from;
  guint to;

  gazette_code_text_get_selection (self, &from, &to);
  for (guint i = 0; i < self->links->len; i++)
    {
      const GazetteCodeLink *link = &g_array_index (self->links, GazetteCodeLink, i);

      if (link->start == from && link->end == to)
        return (int) i;
    }

  return -1;
}

/**
 * gazette_code_text_get_caret:
 * @self: code
 * @place: (out): where what is selected begins, in its coordinates
 */
void
gazette_code_text_get_caret (GazetteCodeText *self,
                             GdkRectangle    *place)
{
  guint start;
  guint end;

  g_return_if_fail (GAZETTE_IS_CODE_TEXT (self));

  gazette_code_text_get_selection (self, &start, &end);
  gazette_code_text_get_place (self, (guint) g_utf8_strlen (self->text, start), place);
}

/* Sideways the card scrolls, up and down the page. */
static void
show_byte (GazetteCodeText *self,
           guint            byte)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_TEXT_VIEW);
  GtkAdjustment *adjustment = get_adjustment (self);
  GdkRectangle place;
  graphene_point_t point;
  graphene_point_t top;
  double value;

  gazette_code_text_get_place (self, (guint) g_utf8_pointer_to_offset (self->text, self->text + byte), &place);
  if (adjustment != NULL)
    gtk_adjustment_clamp_page (adjustment, place.x - STEP, place.x + STEP);
  top = GRAPHENE_POINT_INIT (0, (float) place.y);
  if (view == NULL || !gtk_widget_compute_point (GTK_WIDGET (self), view, &top, &point))
    return;

  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  value = gtk_adjustment_get_value (adjustment) + point.y;
  gtk_adjustment_clamp_page (adjustment, value - STEP, value + place.height + STEP);
}

/* Within the code the focus goes from link to link, and selects them. */
static gboolean
gazette_code_text_focus (GtkWidget        *widget,
                         GtkDirectionType  direction)
{
  GazetteCodeText *self = GAZETTE_CODE_TEXT (widget);
  int selected = find_selected_link (self);
  int next = selected + (direction == GTK_DIR_TAB_FORWARD ? 1 : -1);

  if (!gtk_widget_is_focus (widget))
    return gtk_widget_grab_focus (widget);
  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
    return FALSE;

  if (next >= 0 && next < (int) self->links->len)
    {
      const GazetteCodeLink *link = &g_array_index (self->links, GazetteCodeLink, next);

      gazette_code_text_select (self, link->start, link->end);
      show_byte (self, link->start);
      return TRUE;
    }
  if (selected >= 0)
    gazette_code_text_select (self, self->anchor, self->anchor);

  return FALSE;
}

static gboolean
open_cb (GtkWidget *widget,
         GVariant  *arguments,
         gpointer   data)
{
  GazetteCodeText *self = GAZETTE_CODE_TEXT (widget);
  int selected = find_selected_link (self);

  if (selected < 0)
    return FALSE;

  gtk_widget_activate_action (widget, "page.open-link", "s",
                              g_array_index (self->links, GazetteCodeLink, selected).href);

  return TRUE;
}

void
gazette_code_text_install_keys (GtkWidgetClass *klass)
{
  static const guint enter[] = { GDK_KEY_Return, GDK_KEY_KP_Enter, GDK_KEY_ISO_Enter };

  klass->focus = gazette_code_text_focus;
  for (guint i = 0; i < G_N_ELEMENTS (enter); i++)
    gtk_widget_class_add_binding (klass, enter[i], 0, open_cb, NULL);
  gtk_widget_class_install_action (klass, "clipboard.copy", NULL, copy_cb);
  gtk_widget_class_install_action (klass, "selection.select-all", NULL, select_all_cb);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_c, GDK_CONTROL_MASK, "clipboard.copy", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Insert, GDK_CONTROL_MASK, "clipboard.copy", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_a, GDK_CONTROL_MASK, "selection.select-all", NULL);
  gtk_widget_class_add_binding (klass, GDK_KEY_Left, 0, scroll_cb, "i", -1);
  gtk_widget_class_add_binding (klass, GDK_KEY_KP_Left, 0, scroll_cb, "i", -1);
  gtk_widget_class_add_binding (klass, GDK_KEY_Right, 0, scroll_cb, "i", 1);
  gtk_widget_class_add_binding (klass, GDK_KEY_KP_Right, 0, scroll_cb, "i", 1);
}

static void
watch (GazetteCodeText    *self,
       GtkEventController *controller,
       const char         *signal,
       GCallback           callback)
{
  g_signal_connect_swapped (controller, signal, callback, self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

void
gazette_code_text_watch (GazetteCodeText *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();

  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  watch (self, GTK_EVENT_CONTROLLER (click), "pressed", G_CALLBACK (pressed_cb));
  watch (self, GTK_EVENT_CONTROLLER (drag), "drag-update", G_CALLBACK (dragged_cb));
  gtk_gesture_group (click, drag);
  watch (self, gtk_event_controller_motion_new (), "motion", G_CALLBACK (motion_cb));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "clipboard.copy", FALSE);
}

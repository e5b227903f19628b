/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Selecting several headlines, and the menu of one. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-late.h"
#include "gazette-sidebar-private.h"

static const char *const of_several[] = { "read", "unread", "save", "unsave", "export", "end" };

static GAction *
get_action (GazetteSidebar *self,
            const char     *name)
{
  return g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);
}

/**
 * gazette_sidebar_mark:
 * @self: a sidebar
 * @mark: what to mark them as
 * @ids: (element-type gint64): articles
 * @start: the first of them that is meant
 * @n: how many are
 * @quietly: whether nothing is said of it
 *
 * Lets the window do it.
 */
void
gazette_sidebar_mark (GazetteSidebar *self,
                      GazetteMark     mark,
                      GArray         *ids,
                      guint           start,
                      guint           n,
                      gboolean        quietly)
{
  if (n > 0)
    g_signal_emit_by_name (self, "mark", mark, ids, start, n, quietly);
}

/* The focus may be in the bar, which goes: keys are for the list again. */
static void
end_selecting (GazetteSidebar *self)
{
  gazette_selection_end (self->selection);
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
mark_selected (GazetteSidebar *self,
               GazetteMark     mark)
{
  g_autoptr(GArray) ids = gazette_selection_dup_ids (self->selection);

  end_selecting (self);
  gazette_sidebar_mark (self, mark, ids, 0, ids->len, FALSE);
}

static gboolean
get_mark (const char  *name,
          GazetteMark *mark)
{
  static const char *const names[] = { "read", "unread", "save", "unsave" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (g_str_equal (name, names[i]))
        {
          *mark = i;
          return TRUE;
        }
    }

  return FALSE;
}

static void
selected_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  GazetteMark mark;

  if (get_mark (g_action_get_name (G_ACTION (action)), &mark))
    mark_selected (user_data, mark);
}

static void
all_cb (GSimpleAction *action,
        GVariant      *parameter,
        gpointer       user_data)
{
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (GAZETTE_SIDEBAR (user_data)->selection));
}

static void
end_cb (GSimpleAction *action,
        GVariant      *parameter,
        gpointer       user_data)
{
  end_selecting (user_data);
}

static void
export_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  gtk_widget_activate_action (user_data, "win.export-selected", NULL);
}

static void
make_bar (GazetteSidebar *self)
{
  g_autoptr(GtkBuilder) builder = gazette_late_build ("gazette-selection-bar");

  self->selection_title = GTK_LABEL (gtk_builder_get_object (builder, "selection_title"));
  adw_toolbar_view_add_bottom_bar (self->view, GTK_WIDGET (gtk_builder_get_object (builder, "selection_bar")));
}

static void
update_bar (GazetteSidebar *self)
{
  gboolean selecting = gazette_selection_get_selecting (self->selection);
  guint n = gazette_selection_get_n (self->selection);
  /* TRANSLATORS: how many headlines are selected */
  g_autofree char *title = g_strdup_printf (ngettext ("%'u selected", "%'u selected", n), n);

  for (guint i = 0; i < G_N_ELEMENTS (of_several); i++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (get_action (self, of_several[i])),
                                 selecting && (n > 0 || g_str_equal (of_several[i], "end")));
  if (selecting && self->selection_title == NULL)
    make_bar (self);
  if (selecting)
    gtk_label_set_text (self->selection_title, n > 0 ? title : _("Select Articles"));
  adw_toolbar_view_set_reveal_bottom_bars (self->view, selecting);
}

/* Keeps what the list extends a selection from with Shift in step. */
static void
put_cursor (GazetteSidebar *self,
            guint           position)
{
  self->anchor = position;
  gazette_headline_list_scroll_to (self->list, position, GTK_LIST_SCROLL_FOCUS | GTK_LIST_SCROLL_SELECT);
}

static void
extend_to (GazetteSidebar *self,
           guint           position)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->headlines));
  guint from = gazette_selection_get_selecting (self->selection) ? self->anchor
                                                                  : gazette_selection_get_open (self->selection);

  if (from >= n_items)
    from = position;
  self->anchor = from;
  gtk_selection_model_select_range (GTK_SELECTION_MODEL (self->selection), MIN (from, position),
                                    MAX (from, position) - MIN (from, position) + 1, TRUE);
}

/**
 * gazette_sidebar_pressed_cb:
 * @self: a sidebar
 * @n_press: how often in a row
 * @x: where, in the list
 * @y: where
 * @gesture: what noticed it
 *
 * Selects several where that is what a press on a headline means.
 */
void
gazette_sidebar_pressed_cb (GazetteSidebar *self,
                            int             n_press,
                            double          x,
                            double          y,
                            GtkGesture     *gesture)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  guint position = gazette_headline_list_get_row_at (self->list, y);

  if (position == GTK_INVALID_LIST_POSITION || self->selection == NULL ||
      !((state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) != 0 || gazette_selection_get_selecting (self->selection)))
    return;

  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  if ((state & GDK_SHIFT_MASK) != 0)
    {
      extend_to (self, position);
      return;
    }

  if (gazette_selection_get_selecting (self->selection))
    gazette_selection_toggle (self->selection, position);
  else if (position == gazette_selection_get_open (self->selection))
    gtk_selection_model_unselect_item (GTK_SELECTION_MODEL (self->selection), position);
  else
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, FALSE);
  put_cursor (self, position);
}

static gboolean
key_pressed_cb (GazetteSidebar  *self,
                guint            key,
                guint            code,
                GdkModifierType  state)
{
  guint position;

  if (self->selection == NULL || !gazette_selection_get_selecting (self->selection) ||
      (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;

  if (key == GDK_KEY_Escape)
    {
      g_action_activate (get_action (self, "end"), NULL);
      return GDK_EVENT_STOP;
    }

  position = gazette_headline_list_get_focus_row (self->list);
  if (position == GTK_INVALID_LIST_POSITION ||
      (key != GDK_KEY_space && key != GDK_KEY_KP_Space && key != GDK_KEY_Return && key != GDK_KEY_KP_Enter))
    return GDK_EVENT_PROPAGATE;

  self->anchor = position;
  gazette_selection_toggle (self->selection, self->anchor);

  return GDK_EVENT_STOP;
}

/* The menu of a headline. What it does is done to the article that it was opened
 * for, wherever that is by then. */

static void
row_cb (GSimpleAction *action,
        GVariant      *parameter,
        gpointer       user_data)
{
  GazetteSidebar *self = user_data;
  const char *name = g_action_get_name (G_ACTION (action)) + strlen ("row-");
  g_autoptr(GArray) ids = NULL;
  guint position = gazette_headlines_find (self->headlines, self->menu_id);
  GazetteMark mark;

  if (get_mark (name, &mark))
    {
      ids = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_array_append_val (ids, self->menu_id);
      gazette_sidebar_mark (self, mark, ids, 0, 1, FALSE);
    }
  else if (position == G_MAXUINT)
    return;
  else if (g_str_equal (name, "above"))
    {
      ids = gazette_headlines_dup_ids (self->headlines);
      gazette_sidebar_mark (self, GAZETTE_MARK_READ, ids, 0, position, FALSE);
    }
  else if (g_str_equal (name, "below"))
    {
      ids = gazette_headlines_dup_ids (self->headlines);
      gazette_sidebar_mark (self, GAZETTE_MARK_READ, ids, position + 1, ids->len - position - 1, FALSE);
    }
  else
    {
      gazette_selection_begin (self->selection);
      gazette_selection_toggle (self->selection, position);
      put_cursor (self, position);
    }
}

static void
update_menu (GazetteSidebar  *self,
             GazetteHeadline *headline,
             guint            position)
{
  gboolean read = gazette_headline_get_read (headline);
  gboolean saved = gazette_headline_get_saved (headline) != GAZETTE_SAVED_NONE;
  const struct
  {
    const char *name;
    gboolean    is_enabled;
  } states[] = {
    { "row-read", !read },
    { "row-unread", read },
    { "row-save", !saved },
    { "row-unsave", saved },
    { "row-above", position > 0 },
    { "row-below", position + 1 < g_list_model_get_n_items (G_LIST_MODEL (self->headlines)) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (get_action (self, states[i].name)), states[i].is_enabled);
}

static void
show_menu (GazetteSidebar *self,
           guint           position,
           double          x,
           double          y)
{
  g_autoptr(GazetteHeadline) headline = g_list_model_get_item (G_LIST_MODEL (self->headlines), position);

  self->menu_id = gazette_headline_get_id (headline);
  update_menu (self, headline, position);
  if (self->menu == NULL)
    {
      self->menu = gtk_popover_menu_new_from_model (self->row_menu);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
      gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
      gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
    }
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle) { x, y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
show_menu_at (GazetteSidebar *self,
              GtkGesture     *gesture,
              double          x,
              double          y)
{
  guint position = gazette_headline_list_get_row_at (self->list, y);
  graphene_point_t place;

  if (position == GTK_INVALID_LIST_POSITION || gazette_selection_get_selecting (self->selection) ||
      !gtk_widget_compute_point (GTK_WIDGET (self->list), GTK_WIDGET (self), &GRAPHENE_POINT_INIT (x, y), &place))
    return;

  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  show_menu (self, position, place.x, place.y);
}

/**
 * gazette_sidebar_menu_pressed_cb:
 * @self: a sidebar
 * @n_press: how often in a row
 * @x: where, in the list
 * @y: where
 * @gesture: what noticed it
 *
 * Opens the menu of a headline.
 */
void
gazette_sidebar_menu_pressed_cb (GazetteSidebar *self,
                                 int             n_press,
                                 double          x,
                                 double          y,
                                 GtkGesture     *gesture)
{
  show_menu_at (self, gesture, x, y);
}

/**
 * gazette_sidebar_long_pressed_cb:
 * @self: a sidebar
 * @x: where, in the list
 * @y: where
 * @gesture: what noticed it
 *
 * Opens the menu of a headline: for fingers.
 */
void
gazette_sidebar_long_pressed_cb (GazetteSidebar *self,
                                 double          x,
                                 double          y,
                                 GtkGesture     *gesture)
{
  show_menu_at (self, gesture, x, y);
}

/**
 * gazette_sidebar_menu_key_cb:
 * @widget: a sidebar
 * @arguments: (nullable): nothing
 * @data: nothing
 *
 * Opens the menu of the headline that has the focus.
 *
 * Returns: whether there is one
 */
gboolean
gazette_sidebar_menu_key_cb (GtkWidget *widget,
                             GVariant  *arguments,
                             gpointer   data)
{
  GazetteSidebar *self = GAZETTE_SIDEBAR (widget);
  guint position = gazette_headline_list_get_focus_row (self->list);
  graphene_point_t place;
  GtkWidget *row;

  if (position == GTK_INVALID_LIST_POSITION || gazette_selection_get_selecting (self->selection))
    return FALSE;

  row = gazette_headline_list_get_widget (self->list, position);
  if (!gtk_widget_compute_point (row, widget,
                                 &GRAPHENE_POINT_INIT (gtk_widget_get_width (row) / 2.0,
                                                       gtk_widget_get_height (row) / 2.0),
                                 &place))
    return FALSE;

  show_menu (self, position, place.x, place.y);

  return TRUE;
}

/**
 * gazette_sidebar_begin_selecting:
 * @self: a sidebar with a newsroom
 *
 * Lets a person select several headlines.
 */
void
gazette_sidebar_begin_selecting (GazetteSidebar *self)
{
  g_return_if_fail (GAZETTE_IS_SIDEBAR (self));
  g_return_if_fail (self->selection != NULL);

  gazette_selection_begin (self->selection);
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

/**
 * gazette_sidebar_dup_selected:
 * @self: a sidebar with a newsroom
 *
 * Returns: (transfer full) (element-type gint64): the articles that are selected
 *   among several; not to be written to
 */
GArray *
gazette_sidebar_dup_selected (GazetteSidebar *self)
{
  g_return_val_if_fail (GAZETTE_IS_SIDEBAR (self), NULL);

  return self->selection != NULL ? gazette_selection_dup_ids (self->selection) : NULL;
}

/**
 * gazette_sidebar_add_selecting:
 * @self: a sidebar that has its rows
 *
 * Adds what can be done with one headline or several.
 */
void
gazette_sidebar_add_selecting (GazetteSidebar *self)
{
  static const GActionEntry entries[] = {
    { "read", selected_cb },
    { "unread", selected_cb },
    { "save", selected_cb },
    { "unsave", selected_cb },
    { "export", export_cb },
    { "all", all_cb },
    { "end", end_cb },
    { "row-read", row_cb },
    { "row-unread", row_cb },
    { "row-save", row_cb },
    { "row-unsave", row_cb },
    { "row-above", row_cb },
    { "row-below", row_cb },
    { "row-select", row_cb },
  };
  GtkEventController *controller = gtk_event_controller_key_new ();

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "headlines", G_ACTION_GROUP (self->actions));
  g_signal_connect_object (self->selection, "notify", G_CALLBACK (update_bar), self, G_CONNECT_SWAPPED);
  update_bar (self);

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (controller, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

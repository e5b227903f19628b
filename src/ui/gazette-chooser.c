/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-choice-row.h"
#include "gazette-chooser.h"
#include "gazette-type-ahead.h"

struct _GazetteChooser
{
  GtkPopover          parent_instance;

  GtkWidget          *holder;
  GtkListView        *list;
  GMenuModel         *source_menu;
  GMenuModel         *search_menu;

  GtkSingleSelection *selection;
  GtkWidget          *menu;
  GActionMap         *actions;
  /* The source or saved search that the menu is of. */
  gint64              menu_source_id;

  GazetteViewKind     kind;
  gint64              source_id;
};

G_DEFINE_FINAL_TYPE (GazetteChooser, gazette_chooser, GTK_TYPE_POPOVER)

static void
activate_cb (GazetteChooser *self,
             guint           position)
{
  g_autoptr(GazetteChoice) choice = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  g_autofree char *view = gazette_choice_dup_view (choice);

  gtk_popover_popdown (GTK_POPOVER (self));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.view", "s", view);
}

/* A pointer that flies over the rows selects them, as in a menu. */
static void
select_current (GazetteChooser *self)
{
  GListModel *choices = self->selection != NULL ? gtk_single_selection_get_model (self->selection) : NULL;
  guint position;

  if (choices == NULL)
    return;

  if (gazette_choices_find (GAZETTE_CHOICES (choices), self->kind, self->source_id, &position) != NULL)
    gtk_single_selection_set_selected (self->selection, position);
}

/* Of the two one is there. */
static void
update_mute (GazetteChooser *self,
             GazetteChoice  *choice)
{
  gboolean muted = gazette_choice_get_muted (choice);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (self->actions, "mute")), !muted);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (self->actions, "unmute")), muted);
}

static void
show_menu (GazetteChooser *self,
           GtkWidget      *row,
           double          x,
           double          y)
{
  GazetteChoice *choice = gazette_choice_row_get_choice (GAZETTE_CHOICE_ROW (row));
  graphene_point_t place;

  if (choice == NULL || gazette_choice_get_source_id (choice) == 0 ||
      !gtk_widget_compute_point (row, self->holder, &GRAPHENE_POINT_INIT (x, y), &place))
    return;

  self->menu_source_id = gazette_choice_get_source_id (choice);
  update_mute (self, choice);
  if (self->menu == NULL)
    {
      self->menu = gtk_popover_menu_new_from_model (self->source_menu);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
      gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
      gtk_widget_set_parent (self->menu, self->holder);
    }
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->menu),
                                   gazette_choice_get_source (choice) != NULL ? self->source_menu : self->search_menu);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle) { place.x, place.y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

/* The row there; also where it is only the list's own frame around one. */
static GtkWidget *
pick_row (GazetteChooser *self,
          double          x,
          double          y)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self->list), x, y, GTK_PICK_DEFAULT);

  for (; widget != NULL && widget != GTK_WIDGET (self->list); widget = gtk_widget_get_parent (widget))
    {
      if (GAZETTE_IS_CHOICE_ROW (widget))
        return widget;
      if (GAZETTE_IS_CHOICE_ROW (gtk_widget_get_first_child (widget)))
        return gtk_widget_get_first_child (widget);
    }

  return NULL;
}

static void
show_menu_at (GazetteChooser *self,
              GtkGesture     *gesture,
              double          x,
              double          y)
{
  GtkWidget *row = pick_row (self, x, y);
  graphene_point_t place;

  if (row == NULL || !gtk_widget_compute_point (GTK_WIDGET (self->list), row, &GRAPHENE_POINT_INIT (x, y), &place))
    return;

  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  show_menu (self, row, place.x, place.y);
}

static void
secondary_pressed_cb (GazetteChooser *self,
                      int             n_press,
                      double          x,
                      double          y,
                      GtkGesture     *gesture)
{
  show_menu_at (self, gesture, x, y);
}

static void
long_pressed_cb (GazetteChooser *self,
                 double          x,
                 double          y,
                 GtkGesture     *gesture)
{
  show_menu_at (self, gesture, x, y);
}

static void
setup_row_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *item)
{
  gtk_list_item_set_child (item, gazette_choice_row_new ());
}

static void
describe_row (GtkListItem *item)
{
  GazetteChoice *choice = gtk_list_item_get_item (item);
  g_autofree char *remark = gazette_choice_row_dup_remark (GAZETTE_CHOICE_ROW (gtk_list_item_get_child (item)));

  gtk_list_item_set_accessible_label (item, gazette_choice_get_title (choice));
  gtk_list_item_set_accessible_description (item, remark);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *item)
{
  GazetteChoice *choice = gtk_list_item_get_item (item);

  gazette_choice_row_set_choice (GAZETTE_CHOICE_ROW (gtk_list_item_get_child (item)), choice);
  g_signal_connect_swapped (choice, "notify", G_CALLBACK (describe_row), item);
  describe_row (item);
}

static void
unbind_row_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *item)
{
  g_signal_handlers_disconnect_by_data (gtk_list_item_get_item (item), item);
  gazette_choice_row_set_choice (GAZETTE_CHOICE_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
setup_header_cb (GtkSignalListItemFactory *factory,
                 GtkListHeader            *header)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_margin_start (label, 16);
  gtk_widget_add_css_class (label, "heading");
  gtk_list_header_set_child (header, label);
}

/* The views that come first need no heading. */
static void
bind_header_cb (GtkSignalListItemFactory *factory,
                GtkListHeader            *header)
{
  GazetteChoice *choice = gtk_list_header_get_item (header);
  gboolean is_search = gazette_choice_get_kind (choice) == GAZETTE_VIEW_SEARCH;

  gtk_label_set_text (GTK_LABEL (gtk_list_header_get_child (header)), is_search ? _("Searches") : _("Sources"));
  gtk_widget_set_visible (gtk_widget_get_parent (gtk_list_header_get_child (header)),
                          gtk_list_header_get_start (header) > 0);
}

static void
source_action_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  GazetteChooser *self = user_data;
  const char *name = g_action_get_name (G_ACTION (action));
  const char *win_action;

  if (g_str_equal (name, "refresh"))
    win_action = "win.refresh-source";
  else if (g_str_equal (name, "copy"))
    win_action = "win.copy-source-address";
  else if (g_str_equal (name, "properties"))
    win_action = "win.source-properties";
  else if (g_str_equal (name, "mute"))
    win_action = "win.mute-source";
  else if (g_str_equal (name, "unmute"))
    win_action = "win.unmute-source";
  else if (g_str_equal (name, "rename-search"))
    win_action = "win.rename-search";
  else if (g_str_equal (name, "remove-search"))
    win_action = "win.remove-search";
  else
    win_action = "win.remove-source";

  gtk_popover_popdown (GTK_POPOVER (self));
  gtk_widget_activate_action (GTK_WIDGET (self), win_action, "x", self->menu_source_id);
}

static void
menu_key_cb (GazetteChooser *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *row = focus != NULL ? gtk_widget_get_first_child (focus) : NULL;

  if (GAZETTE_IS_CHOICE_ROW (row))
    show_menu (self, row, gtk_widget_get_width (row) / 2.0, gtk_widget_get_height (row));
}

static gboolean
menu_shortcut_cb (GtkWidget *widget,
                  GVariant  *arguments,
                  gpointer   user_data)
{
  menu_key_cb (GAZETTE_CHOOSER (widget));

  return GDK_EVENT_STOP;
}

static void
gazette_chooser_map (GtkWidget *widget)
{
  GazetteChooser *self = GAZETTE_CHOOSER (widget);
  guint selected;

  /* Rows are many, and few starts come to this: they are made when they are seen first. */
  if (gtk_list_view_get_model (self->list) == NULL)
    gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  select_current (self);

  GTK_WIDGET_CLASS (gazette_chooser_parent_class)->map (widget);

  selected = self->selection != NULL ? gtk_single_selection_get_selected (self->selection) : GTK_INVALID_LIST_POSITION;
  if (selected != GTK_INVALID_LIST_POSITION)
    gtk_list_view_scroll_to (self->list, selected, GTK_LIST_SCROLL_FOCUS, NULL);
}

static void
gazette_chooser_dispose (GObject *object)
{
  GazetteChooser *self = GAZETTE_CHOOSER (object);

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->actions);
  gtk_widget_dispose_template (GTK_WIDGET (object), GAZETTE_TYPE_CHOOSER);

  G_OBJECT_CLASS (gazette_chooser_parent_class)->dispose (object);
}

static void
gazette_chooser_class_init (GazetteChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gazette_chooser_dispose;
  widget_class->map = gazette_chooser_map;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gazette_reader/Gazette/ui/gazette-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, GazetteChooser, holder);
  gtk_widget_class_bind_template_child (widget_class, GazetteChooser, list);
  gtk_widget_class_bind_template_child (widget_class, GazetteChooser, source_menu);
  gtk_widget_class_bind_template_child (widget_class, GazetteChooser, search_menu);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, secondary_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, long_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_header_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_header_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, menu_shortcut_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, menu_shortcut_cb, NULL);
}

static const char *
get_title (gpointer choice)
{
  return gazette_choice_get_title (choice);
}

static void
gazette_chooser_init (GazetteChooser *self)
{
  static const GActionEntry entries[] = {
    { "refresh", source_action_cb },
    { "copy", source_action_cb },
    { "properties", source_action_cb },
    { "mute", source_action_cb },
    { "unmute", source_action_cb },
    { "remove", source_action_cb },
    { "rename-search", source_action_cb },
    { "remove-search", source_action_cb },
  };
  GSimpleActionGroup *group = g_simple_action_group_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gazette_type_ahead_add (self->list, get_title);

  self->actions = G_ACTION_MAP (group);
  g_action_map_add_action_entries (self->actions, entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "source", G_ACTION_GROUP (group));
}

/**
 * gazette_chooser_set_choices:
 * @self: a chooser
 * @choices: what there is to choose
 */
void
gazette_chooser_set_choices (GazetteChooser *self,
                             GazetteChoices *choices)
{
  g_return_if_fail (GAZETTE_IS_CHOOSER (self));
  g_return_if_fail (GAZETTE_IS_CHOICES (choices));

  g_clear_object (&self->selection);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (choices)));
}

/**
 * gazette_chooser_set_current:
 * @self: a chooser
 * @kind: the view that is shown
 * @source_id: its source, if it is of one
 */
void
gazette_chooser_set_current (GazetteChooser  *self,
                             GazetteViewKind  kind,
                             gint64           source_id)
{
  g_return_if_fail (GAZETTE_IS_CHOOSER (self));

  self->kind = kind;
  self->source_id = source_id;
  select_current (self);
}

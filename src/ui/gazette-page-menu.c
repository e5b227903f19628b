/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-page-menu.h"
#include "gazette-ticket.h"

struct _GazettePageMenu
{
  GObject     parent_instance;

  /* NULL once that is gone. */
  GtkWidget  *view;
  GtkWidget  *popover; /* made when it is opened first */
  guint       source;

  /* What it is of, and by prefix what that can do. */
  GtkWidget  *widget;
  GHashTable *groups;
};

G_DEFINE_FINAL_TYPE (GazettePageMenu, gazette_page_menu, G_TYPE_OBJECT)

static gboolean
focus_cb (gpointer user_data)
{
  g_autoptr(GazettePageMenu) self = gazette_ticket_dup_owner (user_data);

  if (self == NULL || self->popover == NULL || self->widget == NULL || !gtk_widget_is_focus (self->view))
    return G_SOURCE_REMOVE;

  /* Not by gtk_widget_grab_focus(), for which a label selects all that it says. */
  if (gtk_widget_get_focusable (self->widget))
    gtk_root_set_focus (gtk_widget_get_root (self->view), self->widget);

  return G_SOURCE_REMOVE;
}

/* GTK gives the focus to the view then, where who goes by keys would begin anew. */
static void
closed_cb (GazettePageMenu *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, focus_cb, gazette_ticket_new (self, 0), gazette_ticket_free);
}

static void
gone_cb (GazettePageMenu *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  if (self->popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
set_widget (GazettePageMenu *self,
            GtkWidget       *widget)
{
  if (self->widget != NULL)
    g_signal_handlers_disconnect_by_func (self->widget, gone_cb, self);
  g_set_weak_pointer (&self->widget, widget);
  if (widget != NULL)
    g_signal_connect_object (widget, "unrealize", G_CALLBACK (gone_cb), self, G_CONNECT_SWAPPED);
}

/* A menu puts lines between its sections when it is idle, and would be too
 * small for them if it opened before that. */
static gboolean
popup_cb (gpointer user_data)
{
  GazettePageMenu *self = user_data;

  self->source = 0;
  gtk_popover_popup (GTK_POPOVER (self->popover));

  return G_SOURCE_REMOVE;
}

static void
chosen_cb (GtkWidget *widget,
           GVariant  *parameter,
           GAction   *action)
{
  gtk_widget_activate_action (widget, g_object_get_data (G_OBJECT (action), "name"), NULL);
}

static void
take_action (GazettePageMenu             *self,
             const GazettePageMenuAction *offered)
{
  const char *dot = strchr (offered->name, '.');
  g_autofree char *prefix = g_strndup (offered->name, (gsize) (dot - offered->name));
  g_autoptr(GSimpleAction) action = g_simple_action_new (dot + 1, NULL);
  GActionMap *group = g_hash_table_lookup (self->groups, prefix);

  if (group == NULL)
    {
      group = G_ACTION_MAP (g_simple_action_group_new ());
      gtk_widget_insert_action_group (self->popover, prefix, G_ACTION_GROUP (group));
      g_hash_table_insert (self->groups, g_steal_pointer (&prefix), group);
    }

  g_object_set_data_full (G_OBJECT (action), "name", g_strdup (offered->name), g_free);
  g_simple_action_set_enabled (action, offered->enabled);
  g_signal_connect_object (action, "activate", G_CALLBACK (chosen_cb), self->widget, G_CONNECT_SWAPPED);
  g_action_map_add_action (group, G_ACTION (action));
}

static void
drop_actions (GazettePageMenu *self)
{
  GHashTableIter iter;
  gpointer prefix;

  g_hash_table_iter_init (&iter, self->groups);
  while (g_hash_table_iter_next (&iter, &prefix, NULL))
    {
      gtk_widget_insert_action_group (self->popover, prefix, NULL);
      g_hash_table_iter_remove (&iter);
    }
}

static void
gazette_page_menu_finalize (GObject *object)
{
  GazettePageMenu *self = GAZETTE_PAGE_MENU (object);

  g_hash_table_unref (self->groups);

  G_OBJECT_CLASS (gazette_page_menu_parent_class)->finalize (object);
}

static void
gazette_page_menu_class_init (GazettePageMenuClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gazette_page_menu_finalize;
}

static void
gazette_page_menu_init (GazettePageMenu *self)
{
  self->groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

/**
 * gazette_page_menu_new:
 * @view: the view of the page, which presents what is open when it gets its size
 *
 * Returns: (transfer full): the menu
 */
GazettePageMenu *
gazette_page_menu_new (GtkWidget *view)
{
  GazettePageMenu *self = g_object_new (GAZETTE_TYPE_PAGE_MENU, NULL);

  self->view = view;

  return self;
}

static void
make_popover (GazettePageMenu *self)
{
  self->popover = gtk_popover_menu_new_from_model (NULL);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  /* Beside the pointer: GTK 4.18 counts what is pressed wrongly, and says so, when a
   * menu opens below one whose button is down. */
  gtk_popover_set_offset (GTK_POPOVER (self->popover), 0, 2);
  gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
  gtk_widget_set_parent (self->popover, self->view);
  g_signal_connect_object (self->popover, "closed", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * gazette_page_menu_open:
 * @self: a menu
 * @widget: what it is of: the view, or something in it
 * @model: what it offers
 * @actions: (array length=n_actions): which of the actions in it are those of @widget; the
 *   others are found by way of the view
 * @n_actions: how many
 * @x: where to open it, in the coordinates of @widget
 * @y: the same downwards
 *
 * GTK 4.18 draws a popover that belongs to a child of a text view before it gives it its
 * size, and complains; so do the menus that labels have of themselves. This one belongs to
 * the view, and brings along what it does.
 */
void
gazette_page_menu_open (GazettePageMenu             *self,
                        GtkWidget                   *widget,
                        GMenuModel                  *model,
                        const GazettePageMenuAction *actions,
                        guint                        n_actions,
                        double                       x,
                        double                       y)
{
  GdkRectangle place = { 0, 0, 1, 1 };
  graphene_point_t point;

  g_return_if_fail (GAZETTE_IS_PAGE_MENU (self));
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (G_IS_MENU_MODEL (model));

  if (self->view == NULL ||
      !gtk_widget_compute_point (widget, self->view, &GRAPHENE_POINT_INIT ((float) x, (float) y), &point))
    return;

  if (self->popover == NULL)
    make_popover (self);
  set_widget (self, widget);
  drop_actions (self);
  for (guint i = 0; i < n_actions; i++)
    take_action (self, &actions[i]);
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->popover), model);
  place.x = CLAMP ((int) point.x, 0, gtk_widget_get_width (self->view));
  place.y = CLAMP ((int) point.y, 0, gtk_widget_get_height (self->view));
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &place);
  if (self->source == 0)
    self->source = g_idle_add_full (G_PRIORITY_LOW, popup_cb, self, NULL);
}

/**
 * gazette_page_menu_dispose:
 * @self: a menu
 *
 * Takes it from the view, to be called when that goes.
 */
void
gazette_page_menu_dispose (GazettePageMenu *self)
{
  g_return_if_fail (GAZETTE_IS_PAGE_MENU (self));

  g_clear_handle_id (&self->source, g_source_remove);
  set_widget (self, NULL);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  self->view = NULL;
}

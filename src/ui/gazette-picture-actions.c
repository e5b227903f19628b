/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-page-view.h"
#include "gazette-picture-export.h"
#include "gazette-picture-private.h"
#include "gazette-ticket.h"

/* What its menu offers, as actions of "picture". */
static const char *const choices[] = { "enlarge", "open-link", "save", "copy", "copy-address", "play" };

/* Whether the address is that of a picture, to which many pictures link that are
 * shown smaller. */
static gboolean
is_of_picture (const char *url)
{
  static const char *const endings[] = { "jpg", "jpeg", "png", "gif", "webp", "avif", "svg", "bmp" };
  g_autofree char *path = g_strndup (url, strcspn (url, "?#"));
  const char *dot = strrchr (path, '.');

  for (guint i = 0; dot != NULL && i < G_N_ELEMENTS (endings); i++)
    {
      if (g_ascii_strcasecmp (dot + 1, endings[i]) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
enlarge_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  g_signal_emit_by_name (widget, "enlarge");
}

static void
open_link_cb (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  GazettePicture *self = GAZETTE_PICTURE (widget);

  if (self->href != NULL)
    gtk_widget_activate_action (widget, "page.open-link", "s", self->href);
}

static void
activate (GazettePicture *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self),
                              gazette_picture_enlarges (self) ? "picture.enlarge" : "picture.open-link", NULL);
}

static gboolean
activate_cb (GtkWidget *widget,
             GVariant  *arguments,
             gpointer   user_data)
{
  activate (GAZETTE_PICTURE (widget));

  return GDK_EVENT_STOP;
}

static void
save_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  GazettePicture *self = GAZETTE_PICTURE (widget);

  gazette_picture_save_as (widget, self->newsroom, self->url, self->alt);
}

static void
copy_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  GazettePicture *self = GAZETTE_PICTURE (widget);

  gazette_picture_copy (widget, self->newsroom, self->url);
}

static void
copy_address_cb (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  gazette_picture_copy_address (widget, GAZETTE_PICTURE (widget)->url);
}

static void
play_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  GazettePicture *self = GAZETTE_PICTURE (widget);

  if (self->motion != NULL)
    gazette_motion_toggle (self->motion);
}

static void
try_again_cb (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  GazettePicture *self = GAZETTE_PICTURE (widget);

  /* What is missing of a saved article is saved with it. */
  if (self->saved_id != 0 && gtk_widget_activate_action (widget, "win.try-saving-again", NULL))
    return;
  if (self->newsroom != NULL)
    gazette_picture_begin (self);
}

static void
add_section (GMenu             *menu,
             const char *const *items,
             guint              n_items)
{
  g_autoptr(GMenu) section = g_menu_new ();

  for (guint i = 0; i < n_items; i += 2)
    g_menu_append (section, items[i], items[i + 1]);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

/* Nothing before somebody has asked for it; what could not be had is not enlarged. */
static gboolean
can (GazettePicture *self,
     const char     *choice)
{
  if (g_str_equal (choice, "enlarge"))
    return self->state != GAZETTE_PICTURE_FAILED;
  if (g_str_equal (choice, "open-link"))
    return self->href != NULL;
  if (g_str_equal (choice, "play"))
    return self->motion != NULL;

  return self->newsroom != NULL || g_str_equal (choice, "copy-address");
}

static GMenuModel *
make_menu (GazettePicture *self)
{
  const char *const link[] = { _("_Open Link"), "picture.open-link" };
  const char *const shown[] = {
    _("_Enlarge"), "picture.enlarge",
    self->motion != NULL && gazette_motion_is_playing (self->motion) ? _("_Pause Animation") : _("_Play Animation"),
    "picture.play",
  };
  const char *const taken[] = {
    _("_Save Picture As…"), "picture.save",
    _("_Copy Picture"), "picture.copy",
    _("Copy _Address"), "picture.copy-address",
  };
  GMenu *menu = g_menu_new ();

  add_section (menu, shown, self->motion != NULL ? 4 : 2);
  if (self->href != NULL)
    add_section (menu, link, G_N_ELEMENTS (link));
  add_section (menu, taken, G_N_ELEMENTS (taken));

  return G_MENU_MODEL (menu);
}

static void
chosen_cb (GazettePicture *self,
           GVariant       *parameter,
           GAction        *action)
{
  g_autofree char *name = g_strconcat ("picture.", g_action_get_name (action), NULL);

  gtk_widget_activate_action (GTK_WIDGET (self), name, NULL);
}

/* GTK 4.18 draws a popover that belongs to a child of a text view before it gives
 * it its size, and complains: the menu belongs to the view, and brings along what
 * it does. */
static GSimpleActionGroup *
make_actions (GazettePicture *self)
{
  GSimpleActionGroup *group = g_simple_action_group_new ();

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      g_autoptr(GSimpleAction) action = g_simple_action_new (choices[i], NULL);

      g_simple_action_set_enabled (action, can (self, choices[i]));
      g_signal_connect_object (action, "activate", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
      g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
    }

  return group;
}

/* A menu puts lines between its sections when it is idle, and would be too
 * small for them if it opened before that. */
static gboolean
popup_cb (gpointer user_data)
{
  GazettePicture *self = user_data;

  self->menu_source = 0;
  gtk_popover_popup (GTK_POPOVER (self->menu));

  return G_SOURCE_REMOVE;
}

static gboolean
focus_cb (gpointer user_data)
{
  g_autoptr(GazettePicture) self = gazette_ticket_dup_owner (user_data);
  GtkWidget *view = self != NULL ? gtk_widget_get_ancestor (GTK_WIDGET (self), GAZETTE_TYPE_PAGE_VIEW) : NULL;

  if (view != NULL && gtk_widget_is_focus (view))
    gtk_widget_grab_focus (GTK_WIDGET (self));

  return G_SOURCE_REMOVE;
}

/* GTK gives the focus to the view then, where who goes by keys would begin anew. */
static void
closed_cb (GazettePicture *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, focus_cb, gazette_ticket_new (self, 0), gazette_ticket_free);
}

static void
popup (GazettePicture *self,
       double          x,
       double          y)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), GAZETTE_TYPE_PAGE_VIEW);
  g_autoptr(GMenuModel) model = make_menu (self);
  g_autoptr(GSimpleActionGroup) actions = make_actions (self);
  graphene_point_t point;
  GdkRectangle place = { 0, 0, 1, 1 };

  if (view == NULL ||
      !gtk_widget_compute_point (GTK_WIDGET (self), view, &GRAPHENE_POINT_INIT ((float) x, (float) y), &point))
    return;

  place.x = (int) point.x;
  place.y = (int) point.y;
  if (self->menu == NULL)
    {
      self->menu = gtk_popover_menu_new_from_model (NULL);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
      gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
      gtk_widget_set_parent (self->menu, view);
      g_signal_connect_object (self->menu, "closed", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
    }
  gtk_widget_insert_action_group (self->menu, "picture", G_ACTION_GROUP (actions));
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->menu), model);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &place);
  if (self->menu_source == 0)
    self->menu_source = g_idle_add_full (G_PRIORITY_LOW, popup_cb, self, NULL);
}

static void
menu_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  popup (GAZETTE_PICTURE (widget), gtk_widget_get_width (widget) / 2.0, gtk_widget_get_height (widget) / 2.0);
}

static void
released_cb (GazettePicture *self,
             int             n_press,
             double          x,
             double          y,
             GtkGesture     *gesture)
{
  if (!gtk_widget_contains (GTK_WIDGET (self), x, y) || self->failure != NULL)
    return;

  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  activate (self);
}

static void
secondary_pressed_cb (GazettePicture *self,
                      int             n_press,
                      double          x,
                      double          y,
                      GtkGesture     *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  popup (self, x, y);
}

static void
long_pressed_cb (GazettePicture *self,
                 double          x,
                 double          y,
                 GtkGesture     *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  popup (self, x, y);
}

/**
 * gazette_picture_enlarges:
 * @self: a picture
 *
 * A picture that is a link leads where links lead, as a person expects of what is
 * told about it when it is pointed at. But where it leads to a picture, that is
 * the same one, larger.
 *
 * Returns: whether a click enlarges it; else it opens the link
 */
gboolean
gazette_picture_enlarges (GazettePicture *self)
{
  g_return_val_if_fail (GAZETTE_IS_PICTURE (self), FALSE);

  return self->href == NULL || is_of_picture (self->href);
}

/*
 * gazette_picture_install_actions:
 * @klass: the class of #GazettePicture
 *
 * Installs what can be done with a picture by keys and from its menu.
 */
void
gazette_picture_install_actions (GtkWidgetClass *klass)
{
  static const guint keys[] = { GDK_KEY_Return, GDK_KEY_KP_Enter, GDK_KEY_ISO_Enter, GDK_KEY_space, GDK_KEY_KP_Space };

  gtk_widget_class_install_action (klass, "picture.enlarge", NULL, enlarge_cb);
  gtk_widget_class_install_action (klass, "picture.open-link", NULL, open_link_cb);
  gtk_widget_class_install_action (klass, "picture.save", NULL, save_cb);
  gtk_widget_class_install_action (klass, "picture.copy", NULL, copy_cb);
  gtk_widget_class_install_action (klass, "picture.copy-address", NULL, copy_address_cb);
  gtk_widget_class_install_action (klass, "picture.play", NULL, play_cb);
  gtk_widget_class_install_action (klass, "picture.try-again", NULL, try_again_cb);
  gtk_widget_class_install_action (klass, "menu.popup", NULL, menu_cb);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_F10, GDK_SHIFT_MASK, "menu.popup", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Menu, 0, "menu.popup", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding (klass, keys[i], 0, activate_cb, NULL);
}

/*
 * gazette_picture_add_gestures:
 * @self: a picture
 *
 * Makes it react to the pointer and to fingers.
 */
void
gazette_picture_add_gestures (GazettePicture *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *secondary = gtk_gesture_click_new ();
  GtkGesture *long_press = gtk_gesture_long_press_new ();

  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (secondary), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (secondary, "pressed", G_CALLBACK (secondary_pressed_cb), self);
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (long_press), TRUE);
  g_signal_connect_swapped (long_press, "pressed", G_CALLBACK (long_pressed_cb), self);
  g_signal_connect (self, "unrealize", G_CALLBACK (gazette_picture_dispose_menu), NULL);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (secondary));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (long_press));
}

/*
 * gazette_picture_dispose_menu:
 * @self: a picture
 *
 * Takes its menu from the view, to be called when it goes from there.
 */
void
gazette_picture_dispose_menu (GazettePicture *self)
{
  g_clear_handle_id (&self->menu_source, g_source_remove);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
}

/*
 * gazette_picture_update_actions:
 * @self: a picture
 *
 * Takes over what can be done with it now.
 */
void
gazette_picture_update_actions (GazettePicture *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      g_autofree char *name = g_strconcat ("picture.", choices[i], NULL);

      gtk_widget_action_set_enabled (GTK_WIDGET (self), name, can (self, choices[i]));
    }
}

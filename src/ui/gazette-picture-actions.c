/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-page-view.h"
#include "gazette-picture-export.h"
#include "gazette-picture-private.h"

/* What its menu offers. */
static const char *const choices[] = {
  "picture.enlarge", "picture.open-link", "picture.save", "picture.copy", "picture.copy-address", "picture.play",
};

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
  if (g_str_equal (choice, "picture.enlarge"))
    return self->state != GAZETTE_PICTURE_FAILED;
  if (g_str_equal (choice, "picture.open-link"))
    return self->href != NULL;
  if (g_str_equal (choice, "picture.play"))
    return self->motion != NULL;

  return self->newsroom != NULL || g_str_equal (choice, "picture.copy-address");
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
popup (GazettePicture *self,
       double          x,
       double          y)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), GAZETTE_TYPE_PAGE_VIEW);
  g_autoptr(GMenuModel) model = make_menu (self);
  GazettePageMenuAction actions[G_N_ELEMENTS (choices)];

  if (view == NULL)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    actions[i] = (GazettePageMenuAction) { choices[i], can (self, choices[i]) };
  gazette_page_menu_open (gazette_page_view_get_menu (GAZETTE_PAGE_VIEW (view)), GTK_WIDGET (self), model, actions,
                          G_N_ELEMENTS (actions), x, y);
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
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (secondary));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (long_press));
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
    gtk_widget_action_set_enabled (GTK_WIDGET (self), choices[i], can (self, choices[i]));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Menus have a hundred widgets each, and most are never opened: they are made when
 * they are. */

#include "config.h"

#include "gazette-late-popover.h"

static void
make_menu_cb (GtkMenuButton *button,
              gpointer       model)
{
  if (gtk_menu_button_get_popover (button) == NULL)
    gtk_menu_button_set_menu_model (button, model);
}

/**
 * gazette_late_popover_set_menu:
 * @button: a button
 * @model: its menu
 *
 * Gives the button a menu that is made when it is opened first.
 */
void
gazette_late_popover_set_menu (GtkMenuButton *button,
                               GMenuModel    *model)
{
  g_return_if_fail (GTK_IS_MENU_BUTTON (button));
  g_return_if_fail (G_IS_MENU_MODEL (model));

  gtk_menu_button_set_create_popup_func (button, make_menu_cb, g_object_ref (model), g_object_unref);
}

static void
make_popover_cb (GtkMenuButton *button,
                 gpointer       type)
{
  if (gtk_menu_button_get_popover (button) == NULL)
    gtk_menu_button_set_popover (button, g_object_new (GPOINTER_TO_SIZE (type), NULL));
}

/**
 * gazette_late_popover_set_type:
 * @button: a button
 * @type: a class of #GtkPopover
 *
 * Gives the button a popover that is made when it is opened first.
 */
void
gazette_late_popover_set_type (GtkMenuButton *button,
                               GType          type)
{
  g_return_if_fail (GTK_IS_MENU_BUTTON (button));
  g_return_if_fail (g_type_is_a (type, GTK_TYPE_POPOVER));

  gtk_menu_button_set_create_popup_func (button, make_popover_cb, GSIZE_TO_POINTER (type), NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <adwaita.h>

#include "gazette-toast.h"

/**
 * gazette_toast_tell:
 * @from: a widget
 * @text: plain text
 *
 * Shows a message for a while, in the window that the widget is in.
 */
void
gazette_toast_tell (GtkWidget  *from,
                    const char *text)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (from, ADW_TYPE_TOAST_OVERLAY);
  AdwToast *toast;

  if (overlay == NULL)
    return;

  toast = adw_toast_new (text);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
}

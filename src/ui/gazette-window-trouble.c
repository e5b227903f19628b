/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A library that was damaged, or is. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-window-private.h"

static void
tell_of_repair (GazetteWindow *self,
                const char    *note)
{
  AdwDialog *dialog = adw_alert_dialog_new (_("The Library Was Repaired"), note);

  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _("_Close"));
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
damage_response_cb (GazetteWindow *self,
                    const char    *response)
{
  if (g_str_equal (response, "repair"))
    gtk_widget_activate_action (GTK_WIDGET (self), "app.repair", NULL);
}

static void
damaged_cb (GazetteWindow *self)
{
  AdwDialog *dialog;

  dialog = adw_alert_dialog_new (_("The Library Is Damaged"),
                                 _("Some of what was written to the disk cannot be read any more. To repair the library, its last copy takes its place, with what came later as far as it can still be read. The damaged one is kept as well."));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "later", _("_Later"), "repair", _("_Repair Now"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "repair", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "repair");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "later");
  g_signal_connect_object (dialog, "response", G_CALLBACK (damage_response_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/**
 * gazette_window_follow_library:
 * @self: a window that just got its newsroom
 *
 * Says what was done with a library that was damaged, and offers to repair one
 * that a check finds to be.
 */
void
gazette_window_follow_library (GazetteWindow *self)
{
  GazetteLibrary *library = gazette_newsroom_get_library (self->newsroom);
  const char *note = gazette_library_get_note (library);

  g_signal_connect_object (library, "damaged", G_CALLBACK (damaged_cb), self, G_CONNECT_SWAPPED);
  if (note != NULL)
    tell_of_repair (self, note);
}

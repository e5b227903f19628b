/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The dialogs that are open in the window. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-ticket.h"
#include "gazette-window-private.h"

static gboolean
focus_cb (gpointer user_data)
{
  g_autoptr(GazetteWindow) self = gazette_ticket_dup_owner (user_data);
  AdwDialog *dialog;

  if (self == NULL || gtk_window_get_focus (GTK_WINDOW (self)) != NULL)
    return G_SOURCE_REMOVE;

  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self));
  if (dialog != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (dialog));

  return G_SOURCE_REMOVE;
}

static void
focus_changed_cb (GazetteWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  gboolean was_in_dialog = self->is_focus_in_dialog;

  self->is_focus_in_dialog = focus != NULL && gtk_widget_get_ancestor (focus, ADW_TYPE_DIALOG) != NULL;
  if (focus == NULL && was_in_dialog)
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, focus_cb, gazette_ticket_new (self, 0), gazette_ticket_free);
}

/**
 * gazette_window_keep_focus:
 * @self: a window that was just made
 *
 * Keeps the focus within the dialog that is open. GTK takes it from what becomes
 * insensitive, such as a button whose work has begun, and gives it to nothing; and
 * a dialog hears Escape only while it is in there.
 */
void
gazette_window_keep_focus (GazetteWindow *self)
{
  g_signal_connect (self, "notify::focus-widget", G_CALLBACK (focus_changed_cb), NULL);
}

/**
 * gazette_window_end:
 * @self: a window
 *
 * Closes the window with the dialogs that are open in it; gtk_window_close() would
 * close the last of them instead.
 */
void
gazette_window_end (GazetteWindow *self)
{
  g_autoptr(GListModel) dialogs = NULL;

  g_return_if_fail (GAZETTE_IS_WINDOW (self));

  dialogs = adw_application_window_get_dialogs (ADW_APPLICATION_WINDOW (self));
  for (guint i = g_list_model_get_n_items (dialogs); i > 0; i--)
    {
      g_autoptr(AdwDialog) dialog = g_list_model_get_item (dialogs, i - 1);

      adw_dialog_force_close (dialog);
    }
  gtk_window_close (GTK_WINDOW (self));
}

/**
 * gazette_window_is_open:
 * @self: a window
 *
 * Returns: whether it was not closed, and has a newsroom
 */
gboolean
gazette_window_is_open (GazetteWindow *self)
{
  g_return_val_if_fail (GAZETTE_IS_WINDOW (self), FALSE);

  return self->toast_overlay != NULL && self->newsroom != NULL;
}

/**
 * gazette_window_choose_target:
 * @self: a window
 * @title: of the dialog
 * @accept: what its button says
 * @name: what the file is called unless a person says otherwise
 * @callback: calls gazette_window_finish_target()
 * @data: for @callback
 *
 * Asks where a file is to be written.
 */
void
gazette_window_choose_target (GazetteWindow       *self,
                              const char          *title,
                              const char          *accept,
                              const char          *name,
                              GAsyncReadyCallback  callback,
                              gpointer             data)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_accept_label (dialog, accept);
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (self), NULL, callback, data);
}

/**
 * gazette_window_finish_target:
 * @self: (nullable): the window, if it is there still
 * @dialog: what was answered
 * @result: its answer
 *
 * Tells why a file cannot be written where a person wants it.
 *
 * Returns: (transfer full) (nullable): the path to write to, %NULL for none
 */
char *
gazette_window_finish_target (GazetteWindow *self,
                              GtkFileDialog *dialog,
                              GAsyncResult  *result)
{
  g_autoptr(GFile) file = gtk_file_dialog_save_finish (dialog, result, NULL);
  char *path;

  if (file == NULL || self == NULL || !gazette_window_is_open (self))
    return NULL;

  path = g_file_get_path (file);
  if (path == NULL)
    gazette_window_tell (self, _("Files can be written on this computer only. Choose another folder."));

  return path;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The list of sources, from another news reader and for another one. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-file-name.h"
#include "gazette-file.h"
#include "gazette-source-list.h"
#include "gazette-ticket.h"
#include "gazette-window-private.h"

static DexFuture *
imported_cb (DexFuture *future,
             gpointer   user_data)
{
  g_autoptr(GazetteWindow) self = gazette_ticket_dup_owner (user_data);
  const GValue *value = dex_future_get_value (future, NULL);
  guint n_added = value != NULL ? g_value_get_uint (value) : 0;
  g_autofree char *message = NULL;

  if (self == NULL || self->toast_overlay == NULL || value == NULL)
    return dex_ref (future);

  /* TRANSLATORS: how many sources of news were added */
  message = g_strdup_printf (ngettext ("%u source added", "%u sources added", n_added), n_added);
  gazette_window_tell (self, n_added > 0 ? message : _("All sources of the list were here already."));

  return dex_ref (future);
}

static void
file_loaded_cb (GBytes     *bytes,
                const char *name,
                const char *reason,
                gpointer    user_data)
{
  g_autoptr(GazetteTicket) ticket = user_data;
  g_autoptr(GazetteWindow) self = gazette_ticket_dup_owner (ticket);
  DexFuture *importing;

  if (self == NULL || !gazette_window_is_open (self))
    return;
  if (bytes == NULL)
    {
      gazette_window_tell (self, reason);
      return;
    }

  importing = dex_future_finally (gazette_newsroom_import_sources (self->newsroom, bytes), imported_cb,
                                  gazette_ticket_new (self, 0), gazette_ticket_free);
  gazette_window_tell_failure (self, importing);
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GazetteTicket) ticket = user_data;
  g_autoptr(GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (object), result, NULL);

  if (file != NULL)
    gazette_file_load (file, file_loaded_cb, g_steal_pointer (&ticket));
}

static void
import_sources_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_add_suffix (filter, "opml");
  gtk_file_filter_add_suffix (filter, "xml");
  gtk_file_filter_set_name (filter, _("Lists of sources (OPML)"));
  gtk_file_dialog_set_default_filter (dialog, filter);
  gtk_file_dialog_set_title (dialog, _("Import Sources"));
  gtk_file_dialog_open (dialog, GTK_WINDOW (user_data), NULL, opened_cb, gazette_ticket_new (user_data, 0));
}

static void
chosen_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GazetteTicket) ticket = user_data;
  g_autoptr(GazetteWindow) self = gazette_ticket_dup_owner (ticket);
  g_autofree char *path = gazette_window_finish_target (self, GTK_FILE_DIALOG (object), result);

  if (path != NULL)
    gazette_window_tell_failure (self, gazette_newsroom_export_sources (self->newsroom, path, _("Sources of Gazette")));
}

static void
export_sources_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  g_autofree char *name = gazette_file_name_new (_("Sources of Gazette"), ".opml");

  gazette_window_choose_target (user_data, _("Export Sources"), _("_Export"), name, chosen_cb,
                                gazette_ticket_new (user_data, 0));
}

/**
 * gazette_window_add_source_lists:
 * @self: a window
 *
 * Adds what reads and writes lists of sources.
 */
void
gazette_window_add_source_lists (GazetteWindow *self)
{
  static const GActionEntry entries[] = {
    { "import-sources", import_sources_cb },
    { "export-sources", export_sources_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

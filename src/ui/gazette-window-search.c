/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a window can do with searches. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-query.h"
#include "gazette-search.h"
#include "gazette-ticket.h"
#include "gazette-window-private.h"

/* A name is a line of the chooser. */
#define MAX_NAME 60

static GazetteLibrary *
get_library (GazetteWindow *self)
{
  return gazette_newsroom_get_library (self->newsroom);
}

static GazetteChoice *
find_search (GazetteWindow *self,
             gint64         search_id)
{
  return gazette_choices_find (gazette_sidebar_get_choices (self->sidebar), GAZETTE_VIEW_SEARCH, search_id, NULL);
}

static void
search_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  GazetteWindow *self = user_data;

  adw_navigation_split_view_set_show_content (self->split_view, FALSE);
  gazette_sidebar_open_search (self->sidebar, parameter != NULL ? g_variant_get_string (parameter, NULL) : NULL);
}

static DexFuture *
saved_cb (DexFuture *future,
          gpointer   user_data)
{
  g_autoptr(GazetteWindow) self = gazette_ticket_dup_owner (user_data);
  const GValue *value = dex_future_get_value (future, NULL);
  g_autofree char *view = NULL;

  if (self == NULL || self->pane == NULL || value == NULL)
    return dex_ref (future);

  view = gazette_view_to_string (GAZETTE_VIEW_SEARCH, g_value_get_int64 (value));
  gazette_window_show_view (self, view);
  gazette_window_offer_undo (self, _("Search saved"), "win.remove-search", g_value_get_int64 (value));

  return dex_ref (future);
}

static void
save_search_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  GazetteWindow *self = user_data;
  g_autofree char *query = gazette_sidebar_dup_query (self->sidebar);
  g_autofree char *name = NULL;
  DexFuture *future;

  if (query == NULL)
    return;

  g_strstrip (query);
  name = g_utf8_substring (query, 0, MIN (MAX_NAME, g_utf8_strlen (query, -1)));
  future = gazette_library_add_search (get_library (self), name, query);
  gazette_window_tell_failure (self, dex_future_finally (future, saved_cb, gazette_ticket_new (self, 0),
                                                         gazette_ticket_free));
}

static void
renamed_cb (GazetteWindow  *self,
            const char     *response,
            AdwAlertDialog *dialog)
{
  gint64 *search_id = g_object_get_data (G_OBJECT (dialog), "search-id");
  GtkEditable *entry = GTK_EDITABLE (adw_alert_dialog_get_extra_child (dialog));
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  if (g_str_equal (response, "rename") && *name != '\0')
    gazette_window_tell_failure (self, gazette_library_rename_search (get_library (self), *search_id, name));
}

static void
rename_search_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  GazetteWindow *self = user_data;
  gint64 search_id = g_variant_get_int64 (parameter);
  GazetteChoice *choice = find_search (self, search_id);
  AdwDialog *dialog;
  GtkWidget *entry;

  if (choice == NULL)
    return;

  dialog = adw_alert_dialog_new (_("Rename Search"), NULL);
  entry = adw_entry_row_new ();
  gtk_editable_set_text (GTK_EDITABLE (entry), gazette_choice_get_title (choice));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), _("Name"));
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (entry), TRUE);
  adw_entry_row_set_max_length (ADW_ENTRY_ROW (entry), MAX_NAME);
  gtk_widget_add_css_class (entry, "card");
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), entry);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _("_Cancel"), "rename", _("_Rename"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "rename", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "rename");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "search-id", g_memdup2 (&search_id, sizeof search_id), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (renamed_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_set_focus (dialog, entry);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
remove_search_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  GazetteWindow *self = user_data;
  gint64 search_id = g_variant_get_int64 (parameter);
  GazetteChoice *choice = find_search (self, search_id);
  g_autofree char *message = NULL;

  if (choice == NULL)
    return;

  /* TRANSLATORS: %s is the name of a saved search */
  message = g_strdup_printf (_("“%s” removed"), gazette_choice_get_title (choice));
  gazette_window_tell_failure (self, gazette_library_remove_search (get_library (self), search_id));
  gazette_window_offer_undo (self, message, "win.restore-search", search_id);
}

static void
restore_search_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  GazetteWindow *self = user_data;

  gazette_window_tell_failure (self, gazette_library_restore_search (get_library (self),
                                                                     g_variant_get_int64 (parameter)));
}

/**
 * gazette_window_add_search_actions:
 * @self: a window
 *
 * Adds what can be done with searches.
 */
void
gazette_window_add_search_actions (GazetteWindow *self)
{
  static const GActionEntry entries[] = {
    { "search", search_cb },
    { "search-for", search_cb, "s" },
    { "save-search", save_search_cb },
    { "rename-search", rename_search_cb, "x" },
    { "remove-search", remove_search_cb, "x" },
    { "restore-search", restore_search_cb, "x" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

/**
 * gazette_window_mark_found:
 * @self: a window that is about to show an article
 *
 * Lets the page mark what was searched for, if the headlines are of a search.
 */
void
gazette_window_mark_found (GazetteWindow *self)
{
  g_autofree char *text = gazette_sidebar_dup_query (self->sidebar);
  g_autoptr(GazetteQuery) query = gazette_query_parse (text != NULL ? text : "");
  g_auto(GStrv) words = gazette_query_dup_words (query);

  gazette_page_set_marks (gazette_pane_get_page (self->pane), (const char *const *) words);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-key-dialog.h"
#include "gazette-keycap.h"
#include "gazette-preferences.h"
#include "gazette-source-dialog.h"
#include "gazette-take-dialog.h"
#include "gazette-window-private.h"

static GazetteSource *
find_source (GazetteWindow *self,
             gint64         source_id)
{
  GazetteChoice *choice = gazette_choices_find (gazette_sidebar_get_choices (self->sidebar),
                                                GAZETTE_VIEW_SOURCE, source_id, NULL);

  return choice != NULL ? gazette_choice_get_source (choice) : NULL;
}

static void
add_source_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  gazette_window_add_source (user_data, NULL);
}

/* The source that an action is about: its parameter, or the one that is shown. */
static gint64
get_source_id (GazetteWindow *self,
               GVariant      *parameter)
{
  gint64 source_id;

  if (parameter != NULL)
    return g_variant_get_int64 (parameter);

  gazette_sidebar_get_view (self->sidebar, &source_id);

  return source_id;
}

static void
refresh_source_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  GazetteWindow *self = user_data;

  gazette_window_tell_failure (self, gazette_newsroom_refresh_source (self->newsroom,
                                                                      get_source_id (self, parameter)));
}

static void
key_entered_cb (GazetteWindow *self,
                gint64         source_id,
                const char    *key)
{
  gazette_window_tell_failure (self, gazette_newsroom_set_key (self->newsroom, source_id, key));
}

static void
enter_key_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  GazetteWindow *self = user_data;
  GazetteSource *source = find_source (self, get_source_id (self, parameter));
  AdwDialog *dialog;

  if (source == NULL)
    return;

  dialog = gazette_key_dialog_new (self->newsroom, source);
  g_signal_connect_object (dialog, "entered", G_CALLBACK (key_entered_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
refresh_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  GazetteWindow *self = user_data;

  gazette_window_tell_failure (self, gazette_newsroom_refresh (self->newsroom));
}

static void
copy_source_address_cb (GSimpleAction *action,
                        GVariant      *parameter,
                        gpointer       user_data)
{
  GazetteWindow *self = user_data;
  GazetteSource *source = find_source (self, get_source_id (self, parameter));

  if (source == NULL)
    return;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), source->url);
  gazette_window_tell (self, _("Address copied"));
}

static void
source_properties_cb (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  GazetteWindow *self = user_data;

  if (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) != NULL)
    return;

  adw_dialog_present (ADW_DIALOG (gazette_source_dialog_new (self->newsroom, get_source_id (self, parameter))),
                      GTK_WIDGET (self));
}

/* Why it fails is told where it was asked for. */
static void
load_older_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  GazetteWindow *self = user_data;

  dex_future_disown (gazette_newsroom_load_older (self->newsroom, get_source_id (self, parameter)));
}

static void
remove_source_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  GazetteWindow *self = user_data;
  gint64 source_id = get_source_id (self, parameter);
  GazetteSource *source = find_source (self, source_id);
  g_autofree char *message = NULL;

  if (source == NULL)
    return;

  /* TRANSLATORS: %s is the name of a news source */
  message = g_strdup_printf (_("“%s” removed"), source->title);
  gazette_window_tell_failure (self, gazette_library_remove_source (gazette_newsroom_get_library (self->newsroom),
                                                                    source_id));
  gazette_window_offer_undo (self, message, "win.restore-source", source_id);
}

static void
set_muted (GazetteWindow *self,
           gint64         source_id,
           gboolean       muted)
{
  gazette_window_tell_failure (self, gazette_library_set_rule (gazette_newsroom_get_library (self->newsroom), source_id,
                                                               GAZETTE_SOURCE_RULE_MUTED, muted));
}

static void
mute_source_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  GazetteWindow *self = user_data;
  gint64 source_id = g_variant_get_int64 (parameter);
  GazetteSource *source = find_source (self, source_id);
  g_autofree char *message = NULL;

  if (source == NULL)
    return;

  /* TRANSLATORS: %s is the name of a news source */
  message = g_strdup_printf (_("“%s” muted"), source->title);
  set_muted (self, source_id, TRUE);
  gazette_window_offer_undo (self, message, "win.unmute-source", source_id);
}

static void
unmute_source_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  set_muted (user_data, g_variant_get_int64 (parameter), FALSE);
}

static void
restore_source_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  GazetteWindow *self = user_data;
  GazetteLibrary *library = gazette_newsroom_get_library (self->newsroom);

  gazette_window_tell_failure (self, gazette_library_restore_source (library, g_variant_get_int64 (parameter)));
}

static void
change_view_cb (GSimpleAction *action,
                GVariant      *state,
                gpointer       user_data)
{
  g_simple_action_set_state (action, state);
  gazette_window_show_view (user_data, g_variant_get_string (state, NULL));
}

static void
save_article_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  GazetteWindow *self = user_data;

  gazette_window_tell_failure (self, gazette_newsroom_save (self->newsroom, g_variant_get_int64 (parameter)));
}

static void
try_saving_again_cb (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  GazetteWindow *self = user_data;
  GazetteStored *stored = gazette_pane_get_article (self->pane);

  if (stored != NULL)
    gazette_window_tell_failure (self, gazette_newsroom_save (self->newsroom, stored->id));
}

/* What was saved becomes the other version: the same undoes it. */
static void
take_update_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  GazetteWindow *self = user_data;
  gint64 article_id = g_variant_get_int64 (parameter);

  gazette_window_tell_failure (self, gazette_pane_take_update (self->pane, article_id));
  gazette_window_offer_undo (self, _("The new text is saved"), "win.undo-update", article_id);
}

static void
undo_update_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  GazetteWindow *self = user_data;

  gazette_window_tell_failure (self, gazette_pane_take_update (self->pane, g_variant_get_int64 (parameter)));
}

/* The state is set when the library has the text, or has it no more. */
static void
change_full_text_cb (GSimpleAction *action,
                     GVariant      *state,
                     gpointer       user_data)
{
  GazetteWindow *self = user_data;

  if (g_variant_get_boolean (state))
    gazette_pane_load_full_text (self->pane, TRUE);
  else
    gazette_pane_drop_full_text (self->pane);
}

static void
change_saved_cb (GSimpleAction *action,
                 GVariant      *state,
                 gpointer       user_data)
{
  GazetteWindow *self = user_data;
  GazetteStored *stored = gazette_pane_get_article (self->pane);

  if (stored == NULL)
    return;

  /* The state is set for good when the library has it. */
  g_simple_action_set_state (action, state);
  if (g_variant_get_boolean (state))
    {
      gazette_window_tell_failure (self, gazette_newsroom_save (self->newsroom, stored->id));
      return;
    }

  gazette_window_tell_failure (self, gazette_newsroom_unsave (self->newsroom, stored->id));
  gazette_window_offer_undo (self, _("Article no longer saved"), "win.save-article", stored->id);
}

static void
change_unread_cb (GSimpleAction *action,
                  GVariant      *state,
                  gpointer       user_data)
{
  GazetteWindow *self = user_data;
  GazetteStored *stored = gazette_pane_get_article (self->pane);

  if (stored == NULL)
    return;

  g_simple_action_set_state (action, state);
  gazette_window_tell_failure (self, gazette_library_set_read (gazette_newsroom_get_library (self->newsroom),
                                                               stored->id, !g_variant_get_boolean (state)));
}

static void
open_in_browser_cb (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  GazetteWindow *self = user_data;
  GazetteStored *stored = gazette_pane_get_article (self->pane);
  g_autoptr(GtkUriLauncher) launcher = NULL;

  if (stored == NULL || stored->article->url == NULL)
    return;

  launcher = gtk_uri_launcher_new (stored->article->url);
  gtk_uri_launcher_launch (launcher, GTK_WINDOW (self), NULL, NULL, NULL);
}

static void
copy_link_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  GazetteWindow *self = user_data;
  GazetteStored *stored = gazette_pane_get_article (self->pane);

  if (stored == NULL || stored->article->url == NULL)
    return;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), stored->article->url);
  gazette_window_tell (self, _("Link copied"));
}

static void
find_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  GazetteWindow *self = user_data;

  gtk_widget_activate_action (GTK_WIDGET (gazette_pane_get_page (self->pane)), "page.find", NULL);
}

static gint64
get_open_id (GazetteWindow *self)
{
  GazetteStored *stored = gazette_pane_get_article (self->pane);

  if (self->opening_id != 0)
    return self->opening_id;

  return stored != NULL ? stored->id : 0;
}

static void
open_neighbour (GazetteWindow *self,
                int            direction)
{
  gint64 id = gazette_sidebar_get_neighbour (self->sidebar, get_open_id (self), direction);

  if (id != 0)
    gazette_window_open_article (self, id, TRUE);
}

static void
next_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  open_neighbour (user_data, 1);
}

static void
previous_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  open_neighbour (user_data, -1);
}

static void
page_down_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  GazetteWindow *self = user_data;
  gint64 next_id;

  if (gazette_pane_get_article (self->pane) != NULL &&
      gazette_page_scroll_by_page (gazette_pane_get_page (self->pane), 1))
    return;

  next_id = gazette_sidebar_get_next_unread (self->sidebar, get_open_id (self));
  if (next_id != 0)
    gazette_window_open_article (self, next_id, TRUE);
}

static void
page_up_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  GazetteWindow *self = user_data;

  if (gazette_pane_get_article (self->pane) != NULL)
    gazette_page_scroll_by_page (gazette_pane_get_page (self->pane), -1);
}

static void
choose_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  GazetteWindow *self = user_data;

  adw_navigation_split_view_set_show_content (self->split_view, FALSE);
  gazette_sidebar_open_chooser (self->sidebar);
}

static void
preferences_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  GazetteWindow *self = user_data;
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  GazetteBackground *background = NULL;

  if (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) != NULL)
    return;

  if (GAZETTE_IS_APPLICATION (application))
    background = gazette_application_get_background (GAZETTE_APPLICATION (application));
  adw_dialog_present (gazette_preferences_new (self->newsroom, background), GTK_WIDGET (self));
}

static void
take_along_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  GazetteWindow *self = user_data;
  gint64 source_id;

  if (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) != NULL)
    return;

  if (gazette_sidebar_get_view (self->sidebar, &source_id) != GAZETTE_VIEW_SOURCE)
    source_id = 0;
  adw_dialog_present (gazette_take_dialog_new (self->newsroom, source_id), GTK_WIDGET (self));
}

static void
shortcuts_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  g_autoptr(GtkBuilder) builder = NULL;

  g_type_ensure (GAZETTE_TYPE_KEYCAP);
  builder = gtk_builder_new_from_resource ("/io/github/gazette_reader/Gazette/ui/gazette-shortcuts.ui");
  adw_dialog_present (ADW_DIALOG (gtk_builder_get_object (builder, "dialog")), GTK_WIDGET (user_data));
}

/**
 * gazette_window_add_actions:
 * @self: a window
 *
 * Adds what can be done in it.
 */
void
gazette_window_add_actions (GazetteWindow *self)
{
  static const GActionEntry entries[] = {
    { "add-source", add_source_cb },
    { "refresh", refresh_cb },
    { "refresh-source", refresh_source_cb, "x" },
    { "enter-key", enter_key_cb, "x" },
    { "copy-source-address", copy_source_address_cb, "x" },
    { "source-properties", source_properties_cb, "x" },
    { "mute-source", mute_source_cb, "x" },
    { "unmute-source", unmute_source_cb, "x" },
    { "remove-source", remove_source_cb, "x" },
    { "refresh-shown", refresh_source_cb },
    { "copy-shown-address", copy_source_address_cb },
    { "shown-properties", source_properties_cb },
    { "remove-shown", remove_source_cb },
    { "load-older", load_older_cb },
    { "restore-source", restore_source_cb, "x" },
    { "view", NULL, "s", "'all'", change_view_cb },
    { "save-article", save_article_cb, "x" },
    { "try-saving-again", try_saving_again_cb },
    { "take-update", take_update_cb, "x" },
    { "undo-update", undo_update_cb, "x" },
    { "saved", NULL, NULL, "false", change_saved_cb },
    { "unread", NULL, NULL, "false", change_unread_cb },
    { "full-text", NULL, NULL, "false", change_full_text_cb },
    { "open-in-browser", open_in_browser_cb },
    { "copy-link", copy_link_cb },
    { "find", find_cb },
    { "next", next_cb },
    { "previous", previous_cb },
    { "page-down", page_down_cb },
    { "page-up", page_up_cb },
    { "choose", choose_cb },
    { "preferences", preferences_cb },
    { "take-along", take_along_cb },
    { "shortcuts", shortcuts_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  gazette_window_add_marks (self);
  gazette_window_add_output (self);
  gazette_window_add_files (self);
  gazette_window_add_source_lists (self);
  gazette_window_add_search_actions (self);
  gazette_window_add_clip_actions (self);
  gazette_window_add_highlights (self);
}

static GSimpleAction *
get_action (GazetteWindow *self,
            const char    *name)
{
  return G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), name));
}

/**
 * gazette_window_update_actions:
 * @self: a window
 *
 * Takes over what can be done now, and the state of what is open.
 */
void
gazette_window_update_actions (GazetteWindow *self)
{
  static const char *const of_newsroom[] = {
    "add-source", "refresh", "refresh-source", "enter-key", "copy-source-address", "source-properties", "mute-source",
    "unmute-source", "remove-source", "restore-source", "preferences", "take-along", "view", "save-article",
    "take-update", "undo-update", "next", "previous", "page-down", "page-up", "choose",
    "save-page", "paste-page", "import", "forget-page", "show-article", "search",
    "search-for", "save-search", "rename-search", "remove-search", "restore-search",
    "export-articles", "back-up", "restore", "select", "export-selected", "import-sources", "export-sources",
    "show-highlight", "remove-highlight", "restore-highlight", "unsave-article",
  };
  static const char *const of_source[] = {
    "refresh-shown", "copy-shown-address", "shown-properties", "remove-shown", "load-older",
  };
  static const char *const of_article[] = {
    "saved", "try-saving-again", "unread", "find", "print", "export", "copy-markdown", "highlight", "add-note",
    "next-highlight", "previous-highlight",
  };
  GazetteStored *stored = gazette_pane_get_article (self->pane);
  gboolean has_url = stored != NULL && stored->article->url != NULL;
  GazetteViewKind kind = GAZETTE_VIEW_ALL;
  gint64 source_id;

  for (guint i = 0; i < G_N_ELEMENTS (of_newsroom); i++)
    g_simple_action_set_enabled (get_action (self, of_newsroom[i]), self->newsroom != NULL);
  for (guint i = 0; i < G_N_ELEMENTS (of_article); i++)
    g_simple_action_set_enabled (get_action (self, of_article[i]), stored != NULL);
  g_simple_action_set_enabled (get_action (self, "full-text"), has_url);
  g_simple_action_set_enabled (get_action (self, "open-in-browser"), has_url);
  g_simple_action_set_enabled (get_action (self, "copy-link"), has_url);
  gazette_window_update_output (self);

  if (stored != NULL)
    {
      g_simple_action_set_state (get_action (self, "saved"),
                                 g_variant_new_boolean (stored->saved != GAZETTE_SAVED_NONE));
      g_simple_action_set_state (get_action (self, "full-text"), g_variant_new_boolean (stored->full_html != NULL));
      g_simple_action_set_state (get_action (self, "unread"), g_variant_new_boolean (!stored->read));
    }

  if (self->newsroom != NULL)
    {
      g_autofree char *view = NULL;

      kind = gazette_sidebar_get_view (self->sidebar, &source_id);
      view = gazette_view_to_string (kind, source_id);
      g_simple_action_set_state (get_action (self, "view"), g_variant_new_string (view));
    }
  g_simple_action_set_enabled (get_action (self, "export-highlights"), kind == GAZETTE_VIEW_HIGHLIGHTS);
  for (guint i = 0; i < G_N_ELEMENTS (of_source); i++)
    g_simple_action_set_enabled (get_action (self, of_source[i]), kind == GAZETTE_VIEW_SOURCE);
}

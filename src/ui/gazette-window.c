/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-add-dialog.h"
#include "gazette-error.h"
#include "gazette-notice.h"
#include "gazette-ticket.h"
#include "gazette-window-private.h"

/* How many seconds after the last change it is kept what a later start goes on with:
 * where settings are a file, as in a sandbox, keeping them waits for the disk. */
#define KEEP_DELAY 1

G_DEFINE_FINAL_TYPE (GazetteWindow, gazette_window, ADW_TYPE_APPLICATION_WINDOW)

/**
 * gazette_window_tell:
 * @self: a window
 * @message: plain text
 *
 * Shows a message for a while.
 */
void
gazette_window_tell (GazetteWindow *self,
                     const char    *message)
{
  AdwToast *toast = adw_toast_new (message);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

/**
 * gazette_window_offer_undo:
 * @self: a window
 * @message: what was done, plain text
 * @action: the action that undoes it
 * @id: its parameter
 *
 * Says what was done, and offers to undo it.
 */
void
gazette_window_offer_undo (GazetteWindow *self,
                           const char    *message,
                           const char    *action,
                           gint64         id)
{
  AdwToast *toast = adw_toast_new (message);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_action_name (toast, action);
  adw_toast_set_action_target (toast, "x", id);
  gazette_window_note_undo (self, toast, action, id);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

static DexFuture *
failed_cb (DexFuture *future,
           gpointer   user_data)
{
  g_autoptr(GazetteWindow) self = gazette_ticket_dup_owner (user_data);
  g_autoptr(GError) error = NULL;

  dex_future_get_value (future, &error);
  if (self != NULL && self->toast_overlay != NULL && error != NULL && error->domain == GAZETTE_ERROR)
    gazette_window_tell (self, error->message);

  return NULL;
}

/**
 * gazette_window_tell_failure:
 * @self: a window
 * @future: (transfer full): something that may fail
 *
 * Says why, should it fail.
 */
void
gazette_window_tell_failure (GazetteWindow *self,
                             DexFuture     *future)
{
  dex_future_disown (dex_future_catch (future, failed_cb, gazette_ticket_new (self, 0), gazette_ticket_free));
}

static void
keep_last (GazetteWindow *self)
{
  g_autofree char *view = g_steal_pointer (&self->last_view);

  g_clear_handle_id (&self->keep_source, g_source_remove);
  if (view != NULL)
    g_settings_set_string (self->settings, "last-view", view);
  if (self->last_article != 0 && g_settings_get_int64 (self->settings, "last-article") != self->last_article)
    g_settings_set_int64 (self->settings, "last-article", self->last_article);
  self->last_article = 0;
}

static gboolean
keep_last_cb (gpointer user_data)
{
  GazetteWindow *self = user_data;

  self->keep_source = 0;
  keep_last (self);

  return G_SOURCE_REMOVE;
}

static void
keep_last_later (GazetteWindow *self)
{
  g_clear_handle_id (&self->keep_source, g_source_remove);
  self->keep_source = g_timeout_add_seconds (KEEP_DELAY, keep_last_cb, self);
}

/* Keys go to the page then: left to itself the focus is on the first button of its
 * bar, and space, which reads on, would save the article. */
static void
turn_to_page (GazetteWindow *self)
{
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
  if (adw_navigation_split_view_get_collapsed (self->split_view))
    gtk_widget_grab_focus (GTK_WIDGET (gazette_pane_get_page (self->pane)));
}

static void
take_article (GazetteWindow   *self,
              GazetteStored   *stored,
              GazetteDocument *document)
{
  GazetteLibrary *library = gazette_newsroom_get_library (self->newsroom);

  gazette_window_mark_found (self);
  gazette_pane_show (self->pane, stored, document);
  adw_navigation_page_set_title (self->article_page,
                                 *stored->article->title != '\0' ? stored->article->title : _("Article"));
  gazette_sidebar_select (self->sidebar, stored->id);
  self->last_article = stored->id;
  keep_last_later (self);
  gazette_window_update_actions (self);
  if (!stored->read)
    gazette_window_tell_failure (self, gazette_library_set_read (library, stored->id, TRUE));

  if (self->navigate)
    turn_to_page (self);
}

/* Nothing is shown before its page is: all of it is laid out in one frame. */
static DexFuture *
article_loaded_cb (DexFuture *future,
                   gpointer   user_data)
{
  GazetteTicket *ticket = user_data;
  g_autoptr(GazetteWindow) self = gazette_ticket_dup_owner (ticket);

  if (self == NULL || ticket->id != self->opening_serial)
    return NULL;

  self->opening_stored = g_value_dup_boxed (dex_future_get_value (future, NULL));

  return gazette_newsroom_load_document (self->newsroom, self->opening_stored);
}

static DexFuture *
document_loaded_cb (DexFuture *future,
                    gpointer   user_data)
{
  GazetteTicket *ticket = user_data;
  g_autoptr(GazetteWindow) self = gazette_ticket_dup_owner (ticket);
  g_autoptr(GazetteStored) stored = NULL;
  g_autoptr(GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  /* Else another one is wanted by now. */
  if (self == NULL || self->pane == NULL || ticket->id != self->opening_serial)
    return NULL;

  self->opening_id = 0;
  stored = g_steal_pointer (&self->opening_stored);
  if (stored != NULL)
    take_article (self, stored, value != NULL ? g_value_get_boxed (value) : NULL);
  else
    {
      GazetteStored *open = gazette_pane_get_article (self->pane);

      gazette_sidebar_select (self->sidebar, open != NULL ? open->id : 0);
      gazette_pane_say_empty (self->pane);
      if (error->domain == GAZETTE_ERROR && self->navigate)
        gazette_window_tell (self, error->message);
    }

  return NULL;
}

/**
 * gazette_window_open_article:
 * @self: a window with a newsroom
 * @article_id: an article
 * @navigate: whether to turn to the page where it covers the headlines
 *
 * Opens an article, which is then read. Of several in quick succession, only the
 * last one.
 */
void
gazette_window_open_article (GazetteWindow *self,
                             gint64         article_id,
                             gboolean       navigate)
{
  GazetteStored *stored = gazette_pane_get_article (self->pane);
  DexFuture *future;

  self->opening_serial++;
  self->navigate = navigate;
  dex_clear (&self->opening);
  g_clear_pointer (&self->opening_stored, gazette_stored_unref);

  if (stored != NULL && stored->id == article_id)
    {
      self->opening_id = 0;
      gazette_sidebar_select (self->sidebar, article_id);
      if (navigate)
        turn_to_page (self);
      return;
    }

  self->opening_id = article_id;
  future = gazette_library_load_article (gazette_newsroom_get_library (self->newsroom), article_id);
  future = gazette_window_await_drawn (self, future);
  future = dex_future_then (future, article_loaded_cb, gazette_ticket_new (self, self->opening_serial),
                            gazette_ticket_free);
  self->opening = dex_future_finally (future, document_loaded_cb, gazette_ticket_new (self, self->opening_serial),
                                      gazette_ticket_free);
}

static DexFuture *
article_reloaded_cb (DexFuture *future,
                     gpointer   user_data)
{
  GazetteTicket *ticket = user_data;
  g_autoptr(GazetteWindow) self = gazette_ticket_dup_owner (ticket);
  const GValue *value = dex_future_get_value (future, NULL);
  GazetteStored *old;
  GazetteStored *stored;

  if (self == NULL || self->pane == NULL || value == NULL)
    return NULL;

  old = gazette_pane_get_article (self->pane);
  stored = g_value_get_boxed (value);
  if (old == NULL || old->id != stored->id)
    return NULL;

  gazette_pane_update (self->pane, stored);
  gazette_window_update_actions (self);

  return NULL;
}

static void
article_changed_cb (GazetteWindow  *self,
                    gint64          article_id,
                    GazetteLibrary *library)
{
  GazetteStored *stored = gazette_pane_get_article (self->pane);

  if (stored != NULL && stored->id == article_id)
    dex_future_disown (dex_future_finally (gazette_library_load_article (library, article_id), article_reloaded_cb,
                                           gazette_ticket_new (self, 0), gazette_ticket_free));
  /* What was read of it may be of before. */
  else if (article_id == self->opening_id)
    gazette_window_open_article (self, article_id, self->navigate);
}

static void
chosen_cb (GazetteWindow *self,
           gint64         article_id,
           gboolean       activated)
{
  gazette_window_open_article (self, article_id, activated);
}

static void
more_chosen_cb (GazetteWindow *self,
                gint64         article_id)
{
  gazette_window_open_article (self, article_id, TRUE);
}

/* A window that was narrow shows the headlines again when it is wide; where an
 * article is open it is what one goes on with. */
static void
collapsed_cb (GazetteWindow *self)
{
  if (!adw_navigation_split_view_get_collapsed (self->split_view))
    return;

  if (self->was_shown && gazette_pane_get_article (self->pane) != NULL)
    turn_to_page (self);
  else
    adw_navigation_split_view_set_show_content (self->split_view, FALSE);
}

/* The focus comes back to the widget that had it, which may be that of another row by now. */
static void
show_content_cb (GazetteWindow *self)
{
  if (adw_navigation_split_view_get_collapsed (self->split_view) &&
      !adw_navigation_split_view_get_show_content (self->split_view) && gazette_pane_get_article (self->pane) != NULL)
    gazette_sidebar_focus_selected (self->sidebar);
}

static void
page_made_cb (GazetteWindow *self,
              GazettePage   *page)
{
  g_signal_connect_object (page, "article-activated", G_CALLBACK (more_chosen_cb), self, G_CONNECT_SWAPPED);
  gazette_window_add_viewer (self);
  gazette_window_follow_scrolling (self);
  gazette_window_follow_aloud (self);
}

static DexFuture *
first_view_cb (DexFuture *future,
               gpointer   user_data)
{
  g_autoptr(GazetteWindow) self = gazette_ticket_dup_owner (user_data);

  if (self == NULL || self->pane == NULL)
    return NULL;

  self->was_shown = TRUE;
  /* At the very first start. */
  if (g_settings_get_int64 (self->settings, "last-article") == 0 && self->opening_id == 0 &&
      gazette_pane_get_article (self->pane) == NULL &&
      !adw_navigation_split_view_get_collapsed (self->split_view) &&
      gazette_sidebar_get_first (self->sidebar) != 0)
    gazette_window_open_article (self, gazette_sidebar_get_first (self->sidebar), FALSE);
  if (self->opening_id != 0)
    gazette_sidebar_select (self->sidebar, self->opening_id);
  gazette_window_end_wait (self);
  if (self->opening_id == 0)
    gazette_pane_say_empty (self->pane);

  return NULL;
}

/**
 * gazette_window_show_view:
 * @self: a window with a newsroom
 * @view: a view, as gazette_view_to_string() writes it
 */
void
gazette_window_show_view (GazetteWindow *self,
                          const char    *view)
{
  GazetteViewKind kind;
  gint64 source_id;

  if (!gazette_view_from_string (view, &kind, &source_id))
    return;

  g_set_str (&self->last_view, view);
  keep_last_later (self);
  dex_future_disown (gazette_sidebar_show_view (self->sidebar, kind, source_id));
  adw_navigation_split_view_set_show_content (self->split_view, FALSE);
  gazette_window_update_actions (self);
}

static void
added_cb (GazetteWindow *self,
          gint64         source_id,
          const char    *name)
{
  g_autofree char *view = gazette_view_to_string (GAZETTE_VIEW_SOURCE, source_id);
  g_autofree char *message = NULL;

  gazette_window_show_view (self, view);
  /* TRANSLATORS: %s is the name of a news source */
  message = g_strdup_printf (_("“%s” added"), name);
  gazette_window_offer_undo (self, message, "win.remove-source", source_id);
}

static void
save_state (GazetteWindow *self)
{
  int width;
  int height;

  if (gazette_pane_get_article (self->pane) != NULL)
    gazette_page_keep_place (gazette_pane_get_page (self->pane));
  keep_last (self);
  g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  if (width > 0 && height > 0)
    {
      g_settings_set_int (self->settings, "window-width", width);
      g_settings_set_int (self->settings, "window-height", height);
    }
}

static gboolean
gazette_window_close_request (GtkWindow *window)
{
  save_state (GAZETTE_WINDOW (window));

  return GTK_WINDOW_CLASS (gazette_window_parent_class)->close_request (window);
}

static void
gazette_window_dispose (GObject *object)
{
  GazetteWindow *self = GAZETTE_WINDOW (object);

  g_clear_handle_id (&self->wait_source, g_source_remove);
  g_clear_handle_id (&self->drawn_source, g_source_remove);
  g_clear_handle_id (&self->rest_source, g_source_remove);
  dex_clear (&self->drawn);
  dex_clear (&self->opening);
  g_clear_pointer (&self->opening_stored, gazette_stored_unref);
  if (self->settings != NULL)
    keep_last (self);
  if (self->output != NULL)
    g_cancellable_cancel (self->output);
  gazette_window_clear_undos (self);
  g_clear_object (&self->marking);
  gtk_widget_dispose_template (GTK_WIDGET (object), GAZETTE_TYPE_WINDOW);
  g_clear_object (&self->newsroom);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->wanted_pages, g_ptr_array_unref);
  g_clear_object (&self->wanted_file);

  G_OBJECT_CLASS (gazette_window_parent_class)->dispose (object);
}

static void
gazette_window_finalize (GObject *object)
{
  g_free (GAZETTE_WINDOW (object)->wanted_address);

  G_OBJECT_CLASS (gazette_window_parent_class)->finalize (object);
}

static void
gazette_window_class_init (GazetteWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gazette_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = gazette_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = gazette_window_close_request;

  g_type_ensure (GAZETTE_TYPE_SIDEBAR);
  g_type_ensure (GAZETTE_TYPE_PANE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gazette_reader/Gazette/ui/gazette-window.ui");
  gtk_widget_class_bind_template_child (widget_class, GazetteWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, GazetteWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, GazetteWindow, split_view);
  gtk_widget_class_bind_template_child (widget_class, GazetteWindow, article_page);
  gtk_widget_class_bind_template_child (widget_class, GazetteWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, GazetteWindow, pane);
  gtk_widget_class_bind_template_child (widget_class, GazetteWindow, narrow);
  gtk_widget_class_bind_template_child (widget_class, GazetteWindow, narrower);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, collapsed_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_content_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_made_cb);
}

static void
gazette_window_init (GazetteWindow *self)
{
  self->settings = g_settings_new (APP_ID);
  gtk_widget_init_template (GTK_WIDGET (self));
  if (IS_DEVEL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "devel");

  /* As GTK has it once the window is shown: all that the focus is in would be styled twice. */
  gtk_window_set_focus_visible (GTK_WINDOW (self), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));

  gazette_window_add_actions (self);
  gazette_window_add_typography (self);
  gazette_window_add_gestures (self);
  gazette_window_follow_width (self);
  gazette_window_keep_focus (self);
  gazette_window_update_actions (self);
}

/**
 * gazette_window_new:
 * @application: the application
 *
 * Returns: (transfer none): a window, which belongs to GTK
 */
GtkWidget *
gazette_window_new (GazetteApplication *application)
{
  return g_object_new (GAZETTE_TYPE_WINDOW, "application", application, NULL);
}

static void
key_not_kept_cb (GazetteWindow *self)
{
  gazette_window_tell (self, _("There is no keyring to keep the key in: it is used until Gazette ends"));
}

/**
 * gazette_window_set_newsroom:
 * @self: a window that has none yet
 * @newsroom: the newsroom
 *
 * Shows the view and the article that were shown last.
 */
void
gazette_window_set_newsroom (GazetteWindow   *self,
                             GazetteNewsroom *newsroom)
{
  g_autofree char *view = NULL;
  GazetteViewKind kind;
  gint64 source_id;
  gint64 article_id;
  DexFuture *future;

  g_return_if_fail (GAZETTE_IS_WINDOW (self));
  g_return_if_fail (GAZETTE_IS_NEWSROOM (newsroom));
  g_return_if_fail (self->newsroom == NULL);

  self->newsroom = g_object_ref (newsroom);
  gazette_sidebar_set_newsroom (self->sidebar, newsroom);
  gazette_pane_set_newsroom (self->pane, newsroom);
  g_signal_connect_object (newsroom, "save-trouble", G_CALLBACK (gazette_window_tell), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (newsroom, "key-not-kept", G_CALLBACK (key_not_kept_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gazette_newsroom_get_library (newsroom), "article-changed",
                           G_CALLBACK (article_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_stack_set_visible_child_name (self->stack, "news");
  gazette_window_follow_library (self);

  view = g_settings_get_string (self->settings, "last-view");
  if (!gazette_view_from_string (view, &kind, &source_id))
    kind = GAZETTE_VIEW_ALL;
  future = gazette_sidebar_show_view (self->sidebar, kind, source_id);
  dex_future_disown (dex_future_finally (future, first_view_cb, gazette_ticket_new (self, 0), gazette_ticket_free));

  article_id = g_settings_get_int64 (self->settings, "last-article");
  if (article_id != 0)
    gazette_window_open_article (self, article_id, FALSE);

  gazette_window_update_actions (self);
  if (self->wanted_address != NULL)
    {
      g_autofree char *address = g_steal_pointer (&self->wanted_address);

      gazette_window_add_source (self, address);
    }
  gazette_window_clip_wanted (self);
}

/**
 * gazette_window_show_failure:
 * @self: a window without a newsroom
 * @reason: why there is none, in plain words
 */
void
gazette_window_show_failure (GazetteWindow *self,
                             const char    *reason)
{
  GazetteNotice notice = {
    .icon_name = "dialog-warning-symbolic",
    .title = _("Your News Could Not Be Opened"),
    .button = _("_Try Again"),
    .action = "app.open-newsroom",
  };
  g_autofree char *markup = NULL;

  g_return_if_fail (GAZETTE_IS_WINDOW (self));
  g_return_if_fail (reason != NULL);

  notice.description = markup = g_markup_escape_text (reason, -1);
  gazette_notice_put_window (self->stack, "failure", &notice);
  gtk_stack_set_visible_child_name (self->stack, "failure");
  gazette_window_end_wait (self);
}

/**
 * gazette_window_show_repair:
 * @self: a window without a newsroom
 *
 * Says that the library is being repaired, until there is a newsroom or a failure.
 */
void
gazette_window_show_repair (GazetteWindow *self)
{
  const GazetteNotice notice = {
    .title = _("Repairing Your Library"),
    .description = _("It was damaged. What can still be read is being put together again, saved articles first. With many articles that takes some minutes."),
  };

  g_return_if_fail (GAZETTE_IS_WINDOW (self));

  gazette_notice_put_window (self->stack, "repair", &notice);
  gtk_stack_set_visible_child_name (self->stack, "repair");
  gazette_window_end_wait (self);
}

/**
 * gazette_window_add_source:
 * @self: a window
 * @address: (nullable): what to add, %NULL to ask for it
 *
 * Opens the dialog that adds a source; as soon as there is a newsroom.
 */
void
gazette_window_add_source (GazetteWindow *self,
                           const char    *address)
{
  GazetteAddDialog *dialog;

  g_return_if_fail (GAZETTE_IS_WINDOW (self));

  if (self->newsroom == NULL)
    {
      g_set_str (&self->wanted_address, address);
      return;
    }

  if (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) != NULL)
    return;

  dialog = gazette_add_dialog_new (self->newsroom);
  g_signal_connect_object (dialog, "added", G_CALLBACK (added_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
  if (address != NULL)
    gazette_add_dialog_add (dialog, address);
}

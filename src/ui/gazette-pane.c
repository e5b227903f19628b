/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-error.h"
#include "gazette-late-popover.h"
#include "gazette-late.h"
#include "gazette-pane.h"
#include "gazette-save-words.h"
#include "gazette-saved-bar.h"
#include "gazette-ticket.h"
#include "gazette-typography-popover.h"

struct _GazettePane
{
  AdwBin           parent_instance;

  GtkRevealer     *title_revealer;
  GtkLabel        *title;
  GtkWidget       *menu_button;
  GMenuModel      *menu;
  GMenu           *more_section;
  GtkWidget       *typography_button;
  GtkWidget       *browser_button;
  GtkWidget       *save_button;
  GtkStack        *save_stack;
  GtkWidget       *full_text_button;
  GtkStack        *full_text_stack;
  AdwBanner       *full_text_banner;
  AdwBanner       *saved_banner;
  GazetteSavedBar *saved_bar; /* or NULL */
  GtkLabel        *save_progress;
  GtkStack        *stack;
  GazettePage     *page;      /* or NULL, too */
  GtkActionBar    *aloud_bar;

  GazetteNewsroom *newsroom;
  GazetteStored   *stored;
  guint            n_less;

  /* The full text that is on its way, and the article with one that is offered. */
  gint64           serial;
  gboolean         is_asked_for;
  GazetteStored   *offered;
};

G_DEFINE_FINAL_TYPE (GazettePane, gazette_pane, ADW_TYPE_BIN)

enum
{
  PAGE_MADE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
update_title (GazettePane *self)
{
  gboolean visible = TRUE;
  gboolean reveal;

  g_object_get (self->page, "title-visible", &visible, NULL);
  reveal = self->stored != NULL && !visible;
  /* The window would be measured for words that nobody sees. */
  if (reveal)
    gtk_label_set_text (self->title, self->stored->article->title);
  gtk_revealer_set_reveal_child (self->title_revealer, reveal);
}

static void
set_save_tooltip (GazettePane *self,
                  const char    *text)
{
  /* Of a new text GTK asks the X server where the pointer is, and the window waits. */
  if (g_strcmp0 (gtk_widget_get_tooltip_text (self->save_button), text) == 0)
    return;

  gtk_widget_set_tooltip_text (self->save_button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->save_button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

static void
save_progress_cb (GazettePane *self,
                  gint64         article_id,
                  guint          done,
                  guint          total)
{
  g_autofree char *text = NULL;
  g_autofree char *tooltip = NULL;

  if (self->stored == NULL || self->stored->id != article_id)
    return;

  text = total > 0 ? gazette_save_words_dup_progress (done, total) : NULL;
  tooltip = gazette_save_words_dup_tooltip (done, total);
  gtk_label_set_label (self->save_progress, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->save_progress), text != NULL);
  set_save_tooltip (self, tooltip);
}

static void
show_save_progress (GazettePane *self)
{
  guint n_done = 0;
  guint n_all = 0;

  if (self->newsroom != NULL)
    gazette_newsroom_get_save_progress (self->newsroom, self->stored->id, &n_done, &n_all);
  save_progress_cb (self, self->stored->id, n_done, n_all);
}

static void
update_saved (GazettePane *self)
{
  const char *note = self->stored->saved == GAZETTE_SAVED_INCOMPLETE ? self->stored->saved_note : NULL;

  if (note != NULL)
    adw_banner_set_title (self->saved_banner, note);
  gazette_late_reveal_banner (self->saved_banner, note != NULL);

  switch (self->stored->saved)
    {
    case GAZETTE_SAVED_SAVING:
      gtk_stack_set_visible_child_name (self->save_stack, "saving");
      show_save_progress (self);
      break;
    case GAZETTE_SAVED_COMPLETE:
      gtk_stack_set_visible_child_name (self->save_stack, "complete");
      set_save_tooltip (self, _("Saved for reading offline"));
      break;
    case GAZETTE_SAVED_INCOMPLETE:
      gtk_stack_set_visible_child_name (self->save_stack, "incomplete");
      set_save_tooltip (self, note != NULL ? note : _("Saved, but some of its pictures could not be had"));
      break;
    case GAZETTE_SAVED_NONE:
    default:
      gtk_stack_set_visible_child_name (self->save_stack, "none");
      set_save_tooltip (self, _("Save for reading offline"));
      break;
    }
}

static void
show_text (GazettePane     *self,
           GazetteStored   *stored,
           GazetteDocument *document)
{
  gazette_late_reveal_banner (self->full_text_banner, FALSE);
  g_clear_pointer (&self->offered, gazette_stored_unref);
  gazette_page_show_article (self->page, stored, document);
}

/* Nothing moves under the eyes of a person who reads on: the text is offered. */
static DexFuture *
full_text_read_cb (DexFuture *future,
                   gpointer   user_data)
{
  GazetteTicket *ticket = user_data;
  g_autoptr(GazettePane) self = gazette_ticket_dup_owner (ticket);
  const GValue *value = dex_future_get_value (future, NULL);
  GazetteStored *stored = value != NULL ? g_value_get_boxed (value) : NULL;

  if (self == NULL || self->page == NULL || self->serial != ticket->id || stored == NULL)
    return NULL;

  if (!gazette_page_is_scrolled (self->page))
    {
      show_text (self, stored, NULL);
      return NULL;
    }

  g_clear_pointer (&self->offered, gazette_stored_unref);
  self->offered = gazette_stored_ref (stored);
  adw_banner_set_title (self->full_text_banner, _("The full text of this article is here."));
  adw_banner_set_button_label (self->full_text_banner, _("_Show"));
  gazette_late_reveal_banner (self->full_text_banner, TRUE);

  return NULL;
}

static void
read_again (GazettePane       *self,
            DexFutureCallback  callback)
{
  GazetteLibrary *library = gazette_newsroom_get_library (self->newsroom);

  dex_future_disown (dex_future_finally (gazette_library_load_article (library, self->stored->id), callback,
                                         gazette_ticket_new (self, self->serial), gazette_ticket_free));
}

/* Of what nobody asked for it is not told that it failed for want of a network, which
 * the window says once for all; nor that a short text is all there is. */
static gboolean
is_worth_telling (GazettePane  *self,
                  const GError *error)
{
  if (error->domain != GAZETTE_ERROR)
    return FALSE;

  return self->is_asked_for ||
         (gazette_newsroom_get_online (self->newsroom) && error->code != GAZETTE_ERROR_NO_ARTICLES);
}

static void
tell_full_text_failure (GazettePane  *self,
                        const GError *error)
{
  if (!is_worth_telling (self, error))
    return;

  adw_banner_set_title (self->full_text_banner, error->message);
  adw_banner_set_button_label (self->full_text_banner, _("_Try Again"));
  gazette_late_reveal_banner (self->full_text_banner, TRUE);
}

static DexFuture *
full_text_cb (DexFuture *future,
              gpointer   user_data)
{
  GazetteTicket *ticket = user_data;
  g_autoptr(GazettePane) self = gazette_ticket_dup_owner (ticket);
  g_autoptr(GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (self == NULL || self->page == NULL || self->serial != ticket->id)
    return NULL;

  gtk_stack_set_visible_child_name (self->full_text_stack, "icon");
  if (value == NULL)
    tell_full_text_failure (self, error);
  else if (g_value_get_boolean (value))
    read_again (self, full_text_read_cb);

  return NULL;
}

/**
 * gazette_pane_load_full_text:
 * @self: a pane with an article
 * @is_asked_for: whether a person asks for it
 *
 * Fetches the full text of the article, see gazette_newsroom_load_full_text().
 * It is shown when it is there, or offered when one has scrolled by then. On
 * failure the text stays, and a banner says why, but for want of a network only
 * who asked for it is told.
 */
void
gazette_pane_load_full_text (GazettePane *self,
                             gboolean     is_asked_for)
{
  g_return_if_fail (GAZETTE_IS_PANE (self));

  if (self->stored == NULL || self->newsroom == NULL)
    return;

  self->serial++;
  self->is_asked_for = is_asked_for;
  gazette_late_reveal_banner (self->full_text_banner, FALSE);
  if (!is_asked_for && !gazette_newsroom_may_want_full_text (self->stored))
    return;

  if (is_asked_for)
    gtk_stack_set_visible_child_name (self->full_text_stack, "loading");
  dex_future_disown (dex_future_finally (gazette_newsroom_load_full_text (self->newsroom, self->stored->id, is_asked_for),
                                         full_text_cb, gazette_ticket_new (self, self->serial), gazette_ticket_free));
}

static DexFuture *
own_text_read_cb (DexFuture *future,
                  gpointer   user_data)
{
  GazetteTicket *ticket = user_data;
  g_autoptr(GazettePane) self = gazette_ticket_dup_owner (ticket);
  const GValue *value = dex_future_get_value (future, NULL);

  if (self != NULL && self->page != NULL && self->serial == ticket->id && value != NULL)
    show_text (self, g_value_get_boxed (value), NULL);

  return NULL;
}

static DexFuture *
dropped_cb (DexFuture *future,
            gpointer   user_data)
{
  GazetteTicket *ticket = user_data;
  g_autoptr(GazettePane) self = gazette_ticket_dup_owner (ticket);

  if (self != NULL && self->page != NULL && self->stored != NULL && self->serial == ticket->id)
    read_again (self, own_text_read_cb);

  return NULL;
}

/**
 * gazette_pane_drop_full_text:
 * @self: a pane with an article
 *
 * Shows the text that the source gave again.
 */
void
gazette_pane_drop_full_text (GazettePane *self)
{
  GazetteLibrary *library;
  DexFuture *dropped;

  g_return_if_fail (GAZETTE_IS_PANE (self));

  if (self->stored == NULL || self->newsroom == NULL)
    return;

  self->serial++;
  library = gazette_newsroom_get_library (self->newsroom);
  dropped = gazette_library_keep_full_html (library, self->stored->id, NULL);
  dex_future_disown (dex_future_finally (dropped, dropped_cb, gazette_ticket_new (self, self->serial),
                                         gazette_ticket_free));
}

/**
 * gazette_pane_take_update:
 * @self: a pane with a newsroom
 * @article_id: an article that is saved
 *
 * Saves what its source says now, see gazette_newsroom_take_update(), and shows it
 * if the article is open.
 *
 * Returns: (transfer full): a future that is rejected when that fails
 */
DexFuture *
gazette_pane_take_update (GazettePane *self,
                          gint64       article_id)
{
  DexFuture *taken;

  dex_return_error_if_fail (GAZETTE_IS_PANE (self));
  dex_return_error_if_fail (self->newsroom != NULL);

  taken = gazette_newsroom_take_update (self->newsroom, article_id);
  if (self->stored == NULL || self->stored->id != article_id)
    return taken;

  self->serial++;

  return dex_future_finally (taken, dropped_cb, gazette_ticket_new (self, self->serial), gazette_ticket_free);
}

static void
banner_clicked_cb (GazettePane *self)
{
  g_autoptr(GazetteStored) offered = g_steal_pointer (&self->offered);

  if (offered != NULL)
    show_text (self, offered, NULL);
  else
    gazette_pane_load_full_text (self, TRUE);
}

static void
gazette_pane_dispose (GObject *object)
{
  GazettePane *self = GAZETTE_PANE (object);

  self->serial++;
  /* They end with the view that they are in. */
  self->saved_bar = NULL;
  self->page = NULL;
  self->aloud_bar = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (object), GAZETTE_TYPE_PANE);

  G_OBJECT_CLASS (gazette_pane_parent_class)->dispose (object);
}

static void
gazette_pane_finalize (GObject *object)
{
  GazettePane *self = GAZETTE_PANE (object);

  g_clear_pointer (&self->stored, gazette_stored_unref);
  g_clear_pointer (&self->offered, gazette_stored_unref);
  g_clear_object (&self->newsroom);

  G_OBJECT_CLASS (gazette_pane_parent_class)->finalize (object);
}

static void
gazette_pane_class_init (GazettePaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gazette_pane_dispose;
  G_OBJECT_CLASS (klass)->finalize = gazette_pane_finalize;

  signals[PAGE_MADE] = g_signal_new ("page-made", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, GAZETTE_TYPE_PAGE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gazette_reader/Gazette/ui/gazette-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, GazettePane, title_revealer);
  gtk_widget_class_bind_template_child (widget_class, GazettePane, title);
  gtk_widget_class_bind_template_child (widget_class, GazettePane, menu_button);
  gtk_widget_class_bind_template_child (widget_class, GazettePane, menu);
  gtk_widget_class_bind_template_child (widget_class, GazettePane, more_section);
  gtk_widget_class_bind_template_child (widget_class, GazettePane, typography_button);
  gtk_widget_class_bind_template_child (widget_class, GazettePane, browser_button);
  gtk_widget_class_bind_template_child (widget_class, GazettePane, save_button);
  gtk_widget_class_bind_template_child (widget_class, GazettePane, save_stack);
  gtk_widget_class_bind_template_child (widget_class, GazettePane, full_text_button);
  gtk_widget_class_bind_template_child (widget_class, GazettePane, full_text_stack);
  gtk_widget_class_bind_template_child (widget_class, GazettePane, full_text_banner);
  gtk_widget_class_bind_template_callback (widget_class, banner_clicked_cb);
  gtk_widget_class_bind_template_child (widget_class, GazettePane, saved_banner);
  gtk_widget_class_bind_template_child (widget_class, GazettePane, save_progress);
  gtk_widget_class_bind_template_child (widget_class, GazettePane, stack);
}

static void
make_aloud_bar (GazettePane *self)
{
  g_autoptr(GtkBuilder) builder = gazette_late_build ("gazette-aloud-bar");
  GazettePageAloud *aloud = gazette_page_get_aloud (self->page);

  self->aloud_bar = GTK_ACTION_BAR (gtk_builder_get_object (builder, "aloud_bar"));
  adw_toolbar_view_add_bottom_bar (ADW_TOOLBAR_VIEW (adw_bin_get_child (ADW_BIN (self))), GTK_WIDGET (self->aloud_bar));
  g_object_bind_property (aloud, "paused", gtk_builder_get_object (builder, "resume_button"), "visible",
                          G_BINDING_SYNC_CREATE);
  g_object_bind_property (aloud, "paused", gtk_builder_get_object (builder, "pause_button"), "visible",
                          G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
}

static void
update_aloud (GazettePane *self)
{
  gboolean is_active = FALSE;

  g_object_get (gazette_page_get_aloud (self->page), "active", &is_active, NULL);
  if (is_active && self->aloud_bar == NULL)
    make_aloud_bar (self);
  if (self->aloud_bar != NULL)
    gtk_action_bar_set_revealed (self->aloud_bar, is_active);
}

/* What speaks may be installed while the program runs. */
static void
follow_aloud (GazettePane *self)
{
  GazettePageAloud *aloud = gazette_page_get_aloud (self->page);

  g_signal_connect_object (aloud, "notify::active", G_CALLBACK (update_aloud), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->menu_button, "notify::active", G_CALLBACK (gazette_page_aloud_look), aloud,
                           G_CONNECT_SWAPPED);
}

static void
gazette_pane_init (GazettePane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gazette_late_popover_set_menu (GTK_MENU_BUTTON (self->menu_button), self->menu);
  gazette_late_popover_set_type (GTK_MENU_BUTTON (self->typography_button), GAZETTE_TYPE_TYPOGRAPHY_POPOVER);
}

/**
 * gazette_pane_set_newsroom:
 * @self: a pane
 * @newsroom: where pictures and states come from
 */
void
gazette_pane_set_newsroom (GazettePane     *self,
                           GazetteNewsroom *newsroom)
{
  g_return_if_fail (GAZETTE_IS_PANE (self));
  g_return_if_fail (GAZETTE_IS_NEWSROOM (newsroom));

  g_set_object (&self->newsroom, newsroom);
  if (self->page != NULL)
    gazette_page_set_newsroom (self->page, newsroom);
  g_signal_connect_object (newsroom, "save-progress", G_CALLBACK (save_progress_cb), self, G_CONNECT_SWAPPED);
}

static void
make_page (GazettePane *self)
{
  self->page = g_object_new (GAZETTE_TYPE_PAGE, NULL);
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->page), "page");
  if (self->newsroom != NULL)
    gazette_page_set_newsroom (self->page, self->newsroom);
  follow_aloud (self);
  g_signal_connect_object (self->page, "notify::title-visible", G_CALLBACK (update_title), self, G_CONNECT_SWAPPED);
  g_signal_emit (self, signals[PAGE_MADE], 0, self->page);
}

/**
 * gazette_pane_get_page:
 * @self: a pane
 *
 * Makes the page when it is asked for first: the headlines do not wait for that at start.
 *
 * Returns: (transfer none): the page in it
 */
GazettePage *
gazette_pane_get_page (GazettePane *self)
{
  g_return_val_if_fail (GAZETTE_IS_PANE (self), NULL);

  if (self->page == NULL)
    make_page (self);

  return self->page;
}

/**
 * gazette_pane_show:
 * @self: a pane with a newsroom
 * @stored: the article to open
 * @document: (nullable): its page, as for gazette_page_show_article()
 */
void
gazette_pane_show (GazettePane     *self,
                   GazetteStored   *stored,
                   GazetteDocument *document)
{
  g_return_if_fail (GAZETTE_IS_PANE (self));
  g_return_if_fail (stored != NULL);

  gazette_pane_update (self, stored);
  gtk_stack_set_visible_child_name (self->full_text_stack, "icon");
  show_text (self, stored, document);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->page));
  update_title (self);
  gazette_pane_load_full_text (self, FALSE);
  if (stored->saved == GAZETTE_SAVED_COMPLETE && self->newsroom != NULL)
    dex_future_disown (gazette_newsroom_check_saved (self->newsroom, stored->id));
}

/**
 * gazette_pane_say_empty:
 * @self: a pane
 *
 * Says that no article is open, if none is.
 */
void
gazette_pane_say_empty (GazettePane *self)
{
  GtkWidget *page;

  g_return_if_fail (GAZETTE_IS_PANE (self));

  if (self->stored != NULL || gtk_stack_get_child_by_name (self->stack, "empty") != NULL)
    return;

  page = adw_status_page_new ();
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), APP_ID "-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _("No Article Open"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page), _("Choose a headline to read it here."));
  gtk_stack_add_named (self->stack, page, "empty");
  gtk_stack_set_visible_child (self->stack, page);
}

static void
update_saved_bar (GazettePane *self)
{
  if (self->saved_bar == NULL && self->stored->is_updated)
    {
      self->saved_bar = g_object_new (GAZETTE_TYPE_SAVED_BAR, NULL);
      gazette_saved_bar_set_page (self->saved_bar, self->page);
      adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (adw_bin_get_child (ADW_BIN (self))), GTK_WIDGET (self->saved_bar));
    }
  if (self->saved_bar != NULL)
    gazette_saved_bar_show (self->saved_bar, self->newsroom, self->stored);
}

static void
update_buttons (GazettePane *self)
{
  gboolean has_url = self->stored != NULL && self->stored->article->url != NULL;

  gtk_widget_set_visible (self->browser_button, has_url && self->n_less < 1);
  gtk_widget_set_visible (self->full_text_button, has_url && self->n_less < 2);
}

/**
 * gazette_pane_update:
 * @self: a pane
 * @stored: the article that is open, as it is now
 *
 * Shows its new state. The page stays as it is.
 */
void
gazette_pane_update (GazettePane   *self,
                     GazetteStored *stored)
{
  GazettePage *page;
  GazetteStored *old;

  g_return_if_fail (GAZETTE_IS_PANE (self));
  g_return_if_fail (stored != NULL);

  page = gazette_pane_get_page (self);
  old = self->stored;
  self->stored = gazette_stored_ref (stored);
  g_clear_pointer (&old, gazette_stored_unref);

  update_title (self);
  update_saved (self);
  gtk_widget_set_visible (self->save_button, TRUE);
  gtk_widget_set_visible (self->menu_button, TRUE);
  gtk_widget_set_visible (self->typography_button, TRUE);
  update_buttons (self);
  update_saved_bar (self);
  gazette_page_note_state (page, stored);
}

/**
 * gazette_pane_get_article:
 * @self: a pane
 *
 * Returns: (transfer none) (nullable): the article that is open
 */
GazetteStored *
gazette_pane_get_article (GazettePane *self)
{
  g_return_val_if_fail (GAZETTE_IS_PANE (self), NULL);

  return self->stored;
}

/**
 * gazette_pane_set_n_less:
 * @self: a pane
 * @n_less: 1 without the button that opens the browser, 2 without that for the
 *   full text, too
 *
 * What has no button is in the menu.
 */
void
gazette_pane_set_n_less (GazettePane *self,
                         guint        n_less)
{
  g_return_if_fail (GAZETTE_IS_PANE (self));

  self->n_less = n_less;
  update_buttons (self);
  g_menu_remove_all (self->more_section);
  if (n_less > 1)
    g_menu_append (self->more_section, _("Full Text"), "win.full-text");
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-late-popover.h"
#include "gazette-late.h"
#include "gazette-older-row.h"
#include "gazette-sidebar-private.h"
#include "gazette-ticket.h"
#include "gazette-url.h"

G_DEFINE_FINAL_TYPE (GazetteSidebar, gazette_sidebar, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_COLLAPSED,
  N_PROPS
};

enum
{
  CHOSEN,
  MARK,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static gint64
get_id_at (GazetteSidebar *self,
           guint           position)
{
  return gazette_headlines_get_article (self->headlines, position);
}

static void
emit_chosen (GazetteSidebar *self,
             guint           position,
             gboolean        activated)
{
  gint64 id = get_id_at (self, position);

  if (id == 0)
    return;

  self->selected_id = id;
  g_signal_emit (self, signals[CHOSEN], 0, id, activated);
}

/* Where several are selected, what a click would do is done by the press. */
static void
activate_cb (GazetteSidebar *self,
             guint           position)
{
  if (!gazette_selection_get_selecting (self->selection))
    emit_chosen (self, position, TRUE);
}

static void
moved_cb (GazetteSidebar *self,
          guint           position)
{
  if (!self->is_selecting && !self->collapsed && get_id_at (self, position) != self->selected_id)
    emit_chosen (self, position, FALSE);
}

static gboolean
shows_highlights (GazetteSidebar *self)
{
  return gazette_headlines_get_view (self->headlines, NULL) == GAZETTE_VIEW_HIGHLIGHTS;
}

/* Made when it is asked for first. */
static GazetteHighlightList *
get_highlights (GazetteSidebar *self)
{
  if (self->highlights == NULL)
    {
      self->highlights = g_object_new (GAZETTE_TYPE_HIGHLIGHT_LIST, NULL);
      gazette_highlight_list_set_library (self->highlights, gazette_newsroom_get_library (self->newsroom));
      gtk_stack_add_named (self->stack, GTK_WIDGET (self->highlights), "highlights");
    }

  return self->highlights;
}

static GtkWidget *
get_list (GazetteSidebar *self)
{
  return shows_highlights (self) ? GTK_WIDGET (get_highlights (self)) : GTK_WIDGET (self->scroller);
}

/* What is shown stays until there is something else to show. */
static void
update_stack (GazetteSidebar *self)
{
  gboolean is_empty = g_list_model_get_n_items (G_LIST_MODEL (self->headlines)) == 0;

  if (self->failure != NULL)
    {
      gazette_sidebar_describe_failure (self);
      gtk_stack_set_visible_child_name (self->stack, "empty");
      return;
    }
  if (!self->is_shown || (is_empty && !gazette_choices_get_loaded (self->choices)))
    return;

  if (is_empty)
    {
      gazette_sidebar_describe_empty (self);
      gtk_stack_set_visible_child_name (self->stack, "empty");
    }
  else
    {
      gtk_stack_set_visible_child (self->stack, get_list (self));
    }
}

static void update_title (GazetteSidebar *self);

/* Whether the focus is on the end of the list, and that is seen. */
static gboolean
is_at_end (GazetteSidebar *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  graphene_rect_t bounds;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list)) &&
         gtk_widget_get_ancestor (focus, GAZETTE_TYPE_OLDER_ROW) != NULL &&
         gtk_widget_compute_bounds (focus, GTK_WIDGET (self->stack), &bounds) &&
         bounds.origin.y < gtk_widget_get_height (GTK_WIDGET (self->stack));
}

static void
items_changed_cb (GazetteSidebar *self,
                  guint           position,
                  guint           n_removed,
                  guint           n_added)
{
  update_stack (self);
  if (self->is_searching)
    update_title (self);
  /* Older articles have come: who has asked for them reads on with the first. */
  if (n_removed == 0 && position + n_added == g_list_model_get_n_items (G_LIST_MODEL (self->headlines)) &&
      is_at_end (self))
    gazette_headline_list_scroll_to (self->list, position, GTK_LIST_SCROLL_FOCUS);
  if (self->former_top != 0 && !self->is_searching && !self->goes_back)
    gazette_sidebar_return_to_place (self);
  /* What is open may stand so far down that it was not in the list before. */
  if (self->is_shown && self->selected_id != 0 &&
      gazette_selection_get_open (self->selection) == GTK_INVALID_LIST_POSITION)
    gazette_sidebar_select (self, self->selected_id);
}

static gboolean
wants_key (GazetteSidebar *self,
           GazetteSource  *source)
{
  return self->newsroom != NULL && gazette_newsroom_wants_key (self->newsroom, source->id);
}

static void
update_trouble (GazetteSidebar *self)
{
  const char *trouble = gazette_choice_get_trouble (self->choice);
  GazetteSource *source = gazette_choice_get_source (self->choice);
  gboolean online = self->newsroom == NULL || gazette_newsroom_get_online (self->newsroom);

  gazette_late_reveal_banner (self->offline_banner, !online);
  if (trouble != NULL)
    {
      adw_banner_set_title (self->trouble_banner, trouble);
      adw_banner_set_button_label (self->trouble_banner, source->ended            ? C_("source", "Re_move")
                                                         : wants_key (self, source) ? _("Enter _Key…")
                                                                                    : _("_Try Again"));
    }
  gazette_late_reveal_banner (self->trouble_banner, trouble != NULL && online);
}

static void
update_title (GazetteSidebar *self)
{
  g_autofree char *count = gazette_choices_get_loaded (self->choices) ? gazette_choice_dup_count (self->choice)
                                                                      : g_strdup ("");
  const char *title = gazette_choice_get_title (self->choice);

  if (self->is_searching)
    {
      g_free (count);
      count = gazette_sidebar_dup_found (self);
      title = C_("view", "Search");
    }

  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->subtitle, count);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->chooser_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, count,
                                  -1);
}

static void
update_choice (GazetteSidebar *self)
{
  update_title (self);
  update_trouble (self);
}

static void
set_choice (GazetteSidebar *self,
            GazetteChoice  *choice)
{
  if (self->choice == choice)
    return;

  if (self->choice != NULL)
    g_signal_handlers_disconnect_by_func (self->choice, update_choice, self);
  g_set_object (&self->choice, choice);
  g_signal_connect_object (choice, "notify", G_CALLBACK (update_choice), self, G_CONNECT_SWAPPED);
}

/* A source may be shown before it is among the choices. */
static void
find_choice (GazetteSidebar *self)
{
  gint64 source_id;
  GazetteViewKind kind = gazette_headlines_get_view (self->headlines, &source_id);
  GazetteChoice *choice = gazette_choices_find (self->choices, kind, source_id, NULL);

  if (choice != NULL)
    set_choice (self, choice);
  if (self->chooser != NULL)
    gazette_chooser_set_current (self->chooser, kind, source_id);
  update_choice (self);
}

static gboolean
is_known (GazetteSidebar *self)
{
  gint64 source_id;
  GazetteViewKind kind = gazette_headlines_get_view (self->headlines, &source_id);

  return (kind != GAZETTE_VIEW_SOURCE && kind != GAZETTE_VIEW_SEARCH && kind != GAZETTE_VIEW_MUTED) ||
         self->is_searching || gazette_choices_find (self->choices, kind, source_id, NULL) != NULL;
}

static void
choices_changed_cb (GazetteSidebar *self)
{
  gint64 source_id;
  GazetteViewKind kind = gazette_headlines_get_view (self->headlines, &source_id);

  /* What is shown was there and is gone. */
  if (!is_known (self) && gazette_choice_get_kind (self->choice) == kind &&
      gazette_choice_get_source_id (self->choice) == source_id)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.view", "s", "all");
  else
    find_choice (self);
  update_stack (self);
}

static void
choices_loaded_cb (GazetteSidebar *self)
{
  /* The source that was shown last is not there any more. */
  if (!is_known (self))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.view", "s", "all");
  else
    find_choice (self);
  update_stack (self);
}

static void
remedy_cb (GazetteSidebar *self)
{
  GazetteSource *source = gazette_choice_get_source (self->choice);
  const char *action = "win.refresh-source";

  if (source == NULL)
    return;

  if (source->ended)
    action = "win.remove-source";
  else if (wants_key (self, source))
    action = "win.enter-key";
  gtk_widget_activate_action (GTK_WIDGET (self), action, "x", source->id);
}

static void
update_refreshing (GazetteSidebar *self)
{
  gboolean refreshing = gazette_newsroom_get_refreshing (self->newsroom);

  gtk_stack_set_visible_child_name (self->refresh_stack, refreshing ? "spinner" : "icon");
  gtk_widget_set_visible (GTK_WIDGET (self->progress), refreshing);
  gtk_progress_bar_set_fraction (self->progress, gazette_newsroom_get_progress (self->newsroom));
}

static void
gazette_sidebar_dispose (GObject *object)
{
  GazetteSidebar *self = GAZETTE_SIDEBAR (object);

  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_handle_id (&self->mark_source, g_source_remove);
  g_clear_pointer (&self->passed, g_array_unref);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  /* Or the template would take it away behind the bin's back. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), GAZETTE_TYPE_SIDEBAR);
  g_clear_pointer (&self->failure, g_free);
  g_clear_object (&self->choice);
  g_clear_object (&self->selection);
  g_clear_object (&self->actions);
  g_clear_object (&self->settings);
  g_clear_object (&self->archive);
  g_clear_object (&self->headlines);
  g_clear_object (&self->choices);
  g_clear_object (&self->thumbnails);
  g_clear_object (&self->newsroom);

  G_OBJECT_CLASS (gazette_sidebar_parent_class)->dispose (object);
}

static void
gazette_sidebar_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  GazetteSidebar *self = GAZETTE_SIDEBAR (object);

  switch (prop_id)
    {
    case PROP_COLLAPSED:
      g_value_set_boolean (value, self->collapsed);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gazette_sidebar_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  GazetteSidebar *self = GAZETTE_SIDEBAR (object);

  switch (prop_id)
    {
    case PROP_COLLAPSED:
      self->collapsed = g_value_get_boolean (value);
      gazette_headline_list_set_single_click_activate (self->list, self->collapsed);
      if (self->headlines != NULL)
        gazette_sidebar_select (self, self->selected_id);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gazette_reader/Gazette/ui/gazette-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, GazetteSidebar, view);
  gtk_widget_class_bind_template_child (widget_class, GazetteSidebar, row_menu);
  gtk_widget_class_bind_template_child (widget_class, GazetteSidebar, menu_button);
  gtk_widget_class_bind_template_child (widget_class, GazetteSidebar, main_menu);
  gtk_widget_class_bind_template_child (widget_class, GazetteSidebar, more_section);
  gtk_widget_class_bind_template_child (widget_class, GazetteSidebar, add_button);
  gtk_widget_class_bind_template_child (widget_class, GazetteSidebar, refresh_button);
  gtk_widget_class_bind_template_child (widget_class, GazetteSidebar, refresh_stack);
  gtk_widget_class_bind_template_child (widget_class, GazetteSidebar, search_button);
  gtk_widget_class_bind_template_child (widget_class, GazetteSidebar, chooser_button);
  gtk_widget_class_bind_template_child (widget_class, GazetteSidebar, title);
  gtk_widget_class_bind_template_child (widget_class, GazetteSidebar, subtitle);
  gtk_widget_class_bind_template_child (widget_class, GazetteSidebar, search_place);
  gtk_widget_class_bind_template_child (widget_class, GazetteSidebar, scroller);
  gtk_widget_class_bind_template_child (widget_class, GazetteSidebar, offline_banner);
  gtk_widget_class_bind_template_child (widget_class, GazetteSidebar, trouble_banner);
  gtk_widget_class_bind_template_child (widget_class, GazetteSidebar, progress);
  gtk_widget_class_bind_template_child (widget_class, GazetteSidebar, stack);
  gtk_widget_class_bind_template_child (widget_class, GazetteSidebar, list);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, remedy_cb);
  gtk_widget_class_bind_template_callback (widget_class, gazette_sidebar_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, gazette_sidebar_menu_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, gazette_sidebar_long_pressed_cb);
}

static void
gazette_sidebar_class_init (GazetteSidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gazette_sidebar_dispose;
  object_class->get_property = gazette_sidebar_get_property;
  object_class->set_property = gazette_sidebar_set_property;

  properties[PROP_COLLAPSED] =
    g_param_spec_boolean ("collapsed", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CHOSEN] =
    g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_BOOLEAN);
  signals[MARK] =
    g_signal_new ("mark", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 5, G_TYPE_UINT, G_TYPE_ARRAY, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_BOOLEAN);

  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_Menu, 0, gazette_sidebar_menu_key_cb, NULL);
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_F10, GDK_SHIFT_MASK, gazette_sidebar_menu_key_cb,
                                NULL);

  g_type_ensure (GAZETTE_TYPE_HEADLINE_LIST);
  bind_template (GTK_WIDGET_CLASS (klass));
}

/* Of a tooltip of what is visible GTK asks the display where the pointer is, and waits
 * for the answer: in the template the buttons are not. */
static void
show_buttons (GazetteSidebar *self)
{
  GtkWidget *const buttons[] = {
    self->refresh_button, self->search_button, GTK_WIDGET (self->chooser_button), GTK_WIDGET (self->menu_button),
    self->add_button,
  };

  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    gtk_widget_set_visible (buttons[i], TRUE);
}

static void
gazette_sidebar_init (GazetteSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  show_buttons (self);
  gazette_late_popover_set_menu (self->menu_button, self->main_menu);
}

static void
order_changed_cb (GazetteSidebar *self)
{
  DexFuture *future = gazette_headlines_set_order (self->headlines, g_settings_get_enum (self->settings,
                                                                                         "headline-order"));

  if (self->is_shown && gazette_headlines_get_view (self->headlines, NULL) != GAZETTE_VIEW_SEARCH)
    {
      self->goes_to_start = TRUE;
      future = gazette_sidebar_show (self, future);
    }
  dex_future_disown (future);
}

static void
make_chooser_cb (GtkMenuButton *button,
                 gpointer       user_data)
{
  GazetteSidebar *self = user_data;

  if (self->chooser != NULL)
    return;

  self->chooser = g_object_new (GAZETTE_TYPE_CHOOSER, NULL);
  gazette_chooser_set_choices (self->chooser, self->choices);
  gtk_menu_button_set_popover (button, GTK_WIDGET (self->chooser));
  find_choice (self);
}

/**
 * gazette_sidebar_set_newsroom:
 * @self: a sidebar that has none yet
 * @newsroom: where the headlines come from
 *
 * Nothing is shown until gazette_sidebar_show_view().
 */
void
gazette_sidebar_set_newsroom (GazetteSidebar  *self,
                              GazetteNewsroom *newsroom)
{
  GazetteLibrary *library;

  g_return_if_fail (GAZETTE_IS_SIDEBAR (self));
  g_return_if_fail (GAZETTE_IS_NEWSROOM (newsroom));
  g_return_if_fail (self->newsroom == NULL);

  library = gazette_newsroom_get_library (newsroom);
  self->newsroom = g_object_ref (newsroom);
  self->thumbnails = gazette_thumbnails_new (newsroom);
  self->choices = gazette_choices_new (library);
  self->headlines = gazette_headlines_new (library);
  self->archive = gazette_archive_watch_new (newsroom);
  set_choice (self, gazette_choices_find (self->choices, GAZETTE_VIEW_ALL, 0, NULL));
  gtk_menu_button_set_create_popup_func (self->chooser_button, make_chooser_cb, self, NULL);

  self->settings = g_settings_new (APP_ID);
  g_signal_connect_object (self->settings, "changed::headline-order", G_CALLBACK (order_changed_cb), self,
                           G_CONNECT_SWAPPED);
  order_changed_cb (self);
  self->selection = gazette_selection_new (self->headlines);
  g_signal_connect_swapped (self->selection, "chosen", G_CALLBACK (moved_cb), self);
  gazette_headline_list_set_model (self->list, GTK_SELECTION_MODEL (self->selection), self->thumbnails);
  gazette_sidebar_add_list (self);
  gazette_sidebar_add_selecting (self);

  g_signal_connect_object (self->headlines, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  /* After the chooser, whenever that is made: what is chosen there must be in its list. */
  g_signal_connect_object (self->choices, "items-changed", G_CALLBACK (choices_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->choices, "notify::loaded", G_CALLBACK (choices_loaded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (newsroom, "notify::refreshing", G_CALLBACK (update_refreshing), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (newsroom, "notify::progress", G_CALLBACK (update_refreshing), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (newsroom, "notify::online", G_CALLBACK (update_trouble), self, G_CONNECT_SWAPPED);
  update_refreshing (self);
  update_choice (self);
}

/**
 * gazette_sidebar_get_choices:
 * @self: a sidebar
 *
 * Returns: (transfer none) (nullable): what it can show, %NULL before it has a
 *   newsroom
 */
GazetteChoices *
gazette_sidebar_get_choices (GazetteSidebar *self)
{
  g_return_val_if_fail (GAZETTE_IS_SIDEBAR (self), NULL);

  return self->choices;
}

/* What comes with the program has nothing on the web. */
static void
follow_archive (GazetteSidebar *self)
{
  GazetteSource *source = gazette_choice_get_source (self->choice);
  gboolean is_web = source == NULL || gazette_url_is_web (source->url);
  gint64 source_id;

  if (gazette_headlines_get_view (self->headlines, &source_id) != GAZETTE_VIEW_SOURCE)
    source_id = 0;
  gazette_archive_watch_set_source_id (self->archive, self->is_shown && is_web ? source_id : 0);
}

/* Unless what is open is in the list, and that is not in another order now. */
static void
scroll_to_start (GazetteSidebar *self)
{
  if ((self->goes_to_start || gazette_selection_get_open (self->selection) == GTK_INVALID_LIST_POSITION) &&
      g_list_model_get_n_items (G_LIST_MODEL (self->headlines)) > 0)
    gazette_headline_list_scroll_to (self->list, 0, GTK_LIST_SCROLL_NONE);
  self->goes_to_start = FALSE;
}

static DexFuture *
view_shown_cb (DexFuture *future,
               gpointer   user_data)
{
  g_autoptr(GazetteSidebar) self = gazette_ticket_dup_owner (user_data);
  g_autoptr(GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (self == NULL || self->headlines == NULL || (value != NULL && !g_value_get_boolean (value)))
    return dex_ref (future);

  g_set_str (&self->failure, error != NULL ? error->message : NULL);
  if (error != NULL)
    {
      update_stack (self);
      return dex_ref (future);
    }

  self->is_shown = TRUE;
  follow_archive (self);
  update_stack (self);
  update_title (self);
  gazette_sidebar_update_sections (self);
  gazette_sidebar_select (self, self->selected_id);
  if (self->is_searching)
    {
      scroll_to_start (self);
      return dex_ref (future);
    }
  /* So that keys go along the headlines. */
  gtk_widget_grab_focus (shows_highlights (self) ? GTK_WIDGET (get_highlights (self)) : GTK_WIDGET (self->list));
  if (self->goes_back)
    gazette_sidebar_return_to_place (self);
  else
    scroll_to_start (self);

  return dex_ref (future);
}

/**
 * gazette_sidebar_show:
 * @self: a sidebar with a newsroom
 * @future: (transfer full): headlines that are on their way
 *
 * Shows them once they are there.
 *
 * Returns: (transfer full): @future, after that
 */
DexFuture *
gazette_sidebar_show (GazetteSidebar *self,
                      DexFuture      *future)
{
  gazette_selection_end (self->selection);
  gazette_selection_set_open (self->selection, GTK_INVALID_LIST_POSITION);
  gazette_archive_watch_set_source_id (self->archive, 0);
  find_choice (self);

  return dex_future_finally (future, view_shown_cb, gazette_ticket_new (self, 0), gazette_ticket_free);
}

/**
 * gazette_sidebar_show_view:
 * @self: a sidebar with a newsroom
 * @kind: a view
 * @source_id: its source or saved search, if it is of one
 *
 * Shows other headlines. Those that are shown stay until they are there, or it
 * is told why they cannot be had.
 *
 * Returns: (transfer full): a future for whether they are, see
 *   gazette_headlines_set_view()
 */
DexFuture *
gazette_sidebar_show_view (GazetteSidebar  *self,
                           GazetteViewKind  kind,
                           gint64           source_id)
{
  dex_return_error_if_fail (GAZETTE_IS_SIDEBAR (self));
  dex_return_error_if_fail (self->headlines != NULL);

  gazette_sidebar_leave_search (self);

  return gazette_sidebar_show (self, gazette_headlines_set_view (self->headlines, kind, source_id));
}

/**
 * gazette_sidebar_get_view:
 * @self: a sidebar
 * @source_id: (out) (optional): its source or saved search, 0 if it is not of one
 *
 * Returns: the view that was shown last
 */
GazetteViewKind
gazette_sidebar_get_view (GazetteSidebar *self,
                          gint64         *source_id)
{
  g_return_val_if_fail (GAZETTE_IS_SIDEBAR (self), GAZETTE_VIEW_ALL);
  g_return_val_if_fail (self->headlines != NULL, GAZETTE_VIEW_ALL);

  return gazette_headlines_get_view (self->headlines, source_id);
}

/**
 * gazette_sidebar_select:
 * @self: a sidebar with a newsroom
 * @article_id: the article that is open, or 0
 *
 * Marks the headline of the article, if it is there, and keeps it there; it does
 * not count as chosen.
 */
void
gazette_sidebar_select (GazetteSidebar *self,
                        gint64          article_id)
{
  guint former;
  guint position;

  g_return_if_fail (GAZETTE_IS_SIDEBAR (self));
  g_return_if_fail (self->headlines != NULL);

  self->selected_id = article_id;
  gazette_headlines_set_retained (self->headlines, article_id);

  former = gazette_selection_get_open (self->selection);
  position = article_id != 0 ? gazette_headlines_find (self->headlines, article_id) : G_MAXUINT;
  self->is_selecting = TRUE;
  gazette_selection_set_open (self->selection, position != G_MAXUINT ? position : GTK_INVALID_LIST_POSITION);
  if (position != G_MAXUINT)
    {
      /* Keys go on from there, unless one has moved on with them while it was loaded. */
      if (position != former)
        gazette_headline_list_set_cursor (self->list, position);
      /* So does selecting with Shift and the arrows. */
      gazette_headline_list_scroll_to (self->list, position, GTK_LIST_SCROLL_SELECT);
    }
  self->is_selecting = FALSE;
}

/**
 * gazette_sidebar_focus_selected:
 * @self: a sidebar with a newsroom
 *
 * Lets keys go on from the headline of the article that is open, if it is there. Where
 * a row has the focus it comes there.
 */
void
gazette_sidebar_focus_selected (GazetteSidebar *self)
{
  guint position;

  g_return_if_fail (GAZETTE_IS_SIDEBAR (self));

  position = gazette_selection_get_open (self->selection);
  if (position != GTK_INVALID_LIST_POSITION)
    gazette_headline_list_set_cursor (self->list, position);
}

/**
 * gazette_sidebar_open_chooser:
 * @self: a sidebar
 *
 * Opens the list of views.
 */
void
gazette_sidebar_open_chooser (GazetteSidebar *self)
{
  g_return_if_fail (GAZETTE_IS_SIDEBAR (self));

  gtk_menu_button_popup (self->chooser_button);
}

/**
 * gazette_sidebar_get_title:
 * @self: a sidebar
 *
 * Returns: what the view is called
 */
const char *
gazette_sidebar_get_title (GazetteSidebar *self)
{
  g_return_val_if_fail (GAZETTE_IS_SIDEBAR (self), NULL);

  return gtk_label_get_text (self->title);
}

/**
 * gazette_sidebar_set_n_less:
 * @self: a sidebar
 * @n_less: 1 without the button that adds a source, 2 without that to refresh, too
 *
 * What has no button is in the menu.
 */
void
gazette_sidebar_set_n_less (GazetteSidebar *self,
                            guint           n_less)
{
  g_return_if_fail (GAZETTE_IS_SIDEBAR (self));

  gtk_widget_set_visible (self->add_button, n_less < 1);
  gtk_widget_set_visible (self->refresh_button, n_less < 2);
  g_menu_remove_all (self->more_section);
  if (n_less > 0)
    g_menu_append (self->more_section, _("Add Source…"), "win.add-source");
  if (n_less > 1)
    g_menu_append (self->more_section, _("Refresh"), "win.refresh");
}

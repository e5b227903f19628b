/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-late-popover.h"
#include "gazette-search-bar.h"

struct _GazetteSearchBar
{
  AdwBin         parent_instance;

  GtkSearchBar  *bar;
  GtkEditable   *entry;
  GtkMenuButton *menu_button;
  GMenuModel    *menu;

  /* What was told last, so that nothing is told twice. */
  char          *text;
  gboolean       by_relevance;
};

G_DEFINE_FINAL_TYPE (GazetteSearchBar, gazette_search_bar, ADW_TYPE_BIN)

enum
{
  CHANGED,
  CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
search_changed_cb (GazetteSearchBar *self)
{
  const char *text = gtk_editable_get_text (self->entry);

  if (!gtk_search_bar_get_search_mode (self->bar) || g_strcmp0 (text, self->text) == 0)
    return;

  g_set_str (&self->text, text);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Down to what was found. */
static void
activate_cb (GazetteSearchBar *self)
{
  search_changed_cb (self);
  gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))), GTK_DIR_TAB_FORWARD);
}

static void
mode_changed_cb (GazetteSearchBar *self)
{
  if (gtk_search_bar_get_search_mode (self->bar))
    return;

  gtk_editable_set_text (self->entry, "");
  g_clear_pointer (&self->text, g_free);
  g_signal_emit (self, signals[CLOSED], 0);
}

static void
change_order_cb (GSimpleAction *action,
                 GVariant      *state,
                 gpointer       user_data)
{
  GazetteSearchBar *self = user_data;

  g_simple_action_set_state (action, state);
  self->by_relevance = g_str_equal (g_variant_get_string (state, NULL), "relevant");
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
gazette_search_bar_dispose (GObject *object)
{
  GazetteSearchBar *self = GAZETTE_SEARCH_BAR (object);

  g_clear_pointer (&self->text, g_free);
  /* Or the template would take it away behind the bin's back. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), GAZETTE_TYPE_SEARCH_BAR);

  G_OBJECT_CLASS (gazette_search_bar_parent_class)->dispose (object);
}

static void
gazette_search_bar_class_init (GazetteSearchBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gazette_search_bar_dispose;

  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CLOSED] =
    g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gazette_reader/Gazette/ui/gazette-search-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, GazetteSearchBar, bar);
  gtk_widget_class_bind_template_child (widget_class, GazetteSearchBar, entry);
  gtk_widget_class_bind_template_child (widget_class, GazetteSearchBar, menu_button);
  gtk_widget_class_bind_template_child (widget_class, GazetteSearchBar, menu);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, mode_changed_cb);
}

static void
gazette_search_bar_init (GazetteSearchBar *self)
{
  static const GActionEntry entries[] = {
    { "order", NULL, "s", "'newest'", change_order_cb },
  };
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gazette_late_popover_set_menu (self->menu_button, self->menu);
  gtk_search_bar_connect_entry (self->bar, self->entry);

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "search", G_ACTION_GROUP (group));
}

/**
 * gazette_search_bar_open:
 * @self: a search bar
 * @text: (nullable): what to look for, %NULL to leave what is there
 *
 * Opens it and takes the focus.
 */
void
gazette_search_bar_open (GazetteSearchBar *self,
                         const char       *text)
{
  g_return_if_fail (GAZETTE_IS_SEARCH_BAR (self));

  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_search_bar_set_search_mode (self->bar, TRUE);
  if (text != NULL)
    gtk_editable_set_text (self->entry, text);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_set_position (self->entry, -1);
}

/**
 * gazette_search_bar_close:
 * @self: a search bar
 */
void
gazette_search_bar_close (GazetteSearchBar *self)
{
  g_return_if_fail (GAZETTE_IS_SEARCH_BAR (self));

  gtk_search_bar_set_search_mode (self->bar, FALSE);
}

/**
 * gazette_search_bar_get_text:
 * @self: a search bar
 *
 * Returns: (transfer none): what is looked for, "" when nothing is
 */
const char *
gazette_search_bar_get_text (GazetteSearchBar *self)
{
  g_return_val_if_fail (GAZETTE_IS_SEARCH_BAR (self), NULL);

  return self->text != NULL ? self->text : "";
}

/**
 * gazette_search_bar_get_by_relevance:
 * @self: a search bar
 *
 * Returns: whether the most relevant is to come first, and not the newest
 */
gboolean
gazette_search_bar_get_by_relevance (GazetteSearchBar *self)
{
  g_return_val_if_fail (GAZETTE_IS_SEARCH_BAR (self), FALSE);

  return self->by_relevance;
}

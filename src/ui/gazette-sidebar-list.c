/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The list of the sidebar: the titles of its sections, and what scrolling does. */

#include "config.h"

#include "gazette-headline-factory.h"
#include "gazette-section-title.h"
#include "gazette-sidebar-private.h"

/* Motion that comes that many microseconds after fingers or a wheel is still a
 * person's; and so many rows at once are none that somebody has seen. */
#define OWN_SCROLL 1500000
#define MAX_PASSED 40

/* What was passed is marked as read together, that many milliseconds later. */
#define MARK_DELAY 800

static void
show_title (GtkListHeader    *header,
            GazetteSelection *selection)
{
  g_autofree char *title = gazette_selection_dup_title (selection, gtk_list_header_get_start (header));

  gazette_section_title_set_text (GAZETTE_SECTION_TITLE (gtk_list_header_get_child (header)), title);
}

static void
title_read_cb (GtkListHeader *header)
{
  GtkWidget *list = gtk_widget_get_ancestor (gtk_list_header_get_child (header), GTK_TYPE_LIST_VIEW);

  if (list != NULL)
    show_title (header, GAZETTE_SELECTION (gtk_list_view_get_model (GTK_LIST_VIEW (list))));
}

static void
setup_header_cb (GtkSignalListItemFactory *factory,
                 GtkListHeader            *header)
{
  GtkWidget *title = gazette_section_title_new ();

  gazette_headline_factory_note_row (title, G_OBJECT (header));
  gtk_list_header_set_child (header, title);
}

/* The title of a source is that of its first headline, which may not be read yet. */
static void
bind_header_cb (GtkSignalListItemFactory *factory,
                GtkListHeader            *header,
                GazetteSelection         *selection)
{
  GObject *item = gtk_list_header_get_item (header);

  show_title (header, selection);
  if (GAZETTE_IS_HEADLINE (item))
    g_signal_connect_object (item, "notify::source-title", G_CALLBACK (title_read_cb), header, G_CONNECT_SWAPPED);
}

static void
unbind_header_cb (GtkSignalListItemFactory *factory,
                  GtkListHeader            *header)
{
  GObject *item = gtk_list_header_get_item (header);

  if (item != NULL)
    g_signal_handlers_disconnect_by_data (item, header);
}

/* The row at a height of the list: its position, or that of its section's first. */
static guint
find_row (GazetteSidebar *self,
          double          y,
          gboolean       *is_header)
{
  GtkWidget *list = GTK_WIDGET (self->list);
  GtkWidget *widget = gtk_widget_pick (list, gtk_widget_get_width (list) / 2.0, y, GTK_PICK_DEFAULT);

  for (; widget != NULL && widget != list; widget = gtk_widget_get_parent (widget))
    {
      GtkWidget *child = gtk_widget_get_first_child (widget);
      GObject *row = gazette_headline_factory_get_row (widget);

      if (row == NULL && child != NULL)
        row = gazette_headline_factory_get_row (child);
      if (row == NULL)
        continue;

      *is_header = GTK_IS_LIST_HEADER (row);
      return *is_header ? gtk_list_header_get_start (GTK_LIST_HEADER (row))
                        : gtk_list_item_get_position (GTK_LIST_ITEM (row));
    }

  return GTK_INVALID_LIST_POSITION;
}

/* GtkListView has no headers that stay in sight: this label says what they would. */
static void
update_sticky (GazetteSidebar *self,
               guint           top)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  gboolean is_needed = top != GTK_INVALID_LIST_POSITION && gtk_adjustment_get_value (adjustment) > 0 &&
                       gtk_list_view_get_header_factory (self->list) != NULL;
  g_autofree char *title = is_needed ? gazette_selection_dup_title (self->selection, top) : g_strdup ("");

  gtk_label_set_text (self->sticky, title);
  gtk_widget_set_visible (GTK_WIDGET (self->sticky), *title != '\0');
}

static gboolean
mark_cb (gpointer user_data)
{
  GazetteSidebar *self = user_data;
  g_autoptr(GArray) ids = g_steal_pointer (&self->passed);

  self->mark_source = 0;
  gazette_sidebar_mark (self, GAZETTE_MARK_READ, ids, 0, ids->len, TRUE);

  return G_SOURCE_REMOVE;
}

/* Rows that a person has scrolled out of sight at the top. */
static void
pass_rows (GazetteSidebar *self,
           guint           top)
{
  guint former = self->top;
  gboolean is_own = g_get_monotonic_time () - self->scrolled_at < OWN_SCROLL;

  self->top = top;
  if (!is_own || top == GTK_INVALID_LIST_POSITION || former == GTK_INVALID_LIST_POSITION || top <= former ||
      top - former > MAX_PASSED || gazette_selection_get_selecting (self->selection) ||
      !g_settings_get_boolean (self->settings, "mark-read-on-scroll"))
    return;

  if (self->passed == NULL)
    self->passed = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = former; i < top; i++)
    {
      gint64 id = gazette_headlines_get_article (self->headlines, i);

      if (id != 0)
        g_array_append_val (self->passed, id);
    }
  if (self->mark_source == 0 && self->passed->len > 0)
    self->mark_source = g_timeout_add (MARK_DELAY, mark_cb, self);
}

static void
scrolled_cb (GazetteSidebar *self)
{
  gboolean is_header = FALSE;
  guint top = find_row (self, 1, &is_header);

  update_sticky (self, top);
  pass_rows (self, top);
}

/**
 * gazette_sidebar_get_top:
 * @self: a sidebar
 *
 * Returns: the article at the top of its list, 0 when that is where the list begins
 */
gint64
gazette_sidebar_get_top (GazetteSidebar *self)
{
  gboolean is_header;
  guint top = find_row (self, 1, &is_header);

  if (top == GTK_INVALID_LIST_POSITION ||
      gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (self->scroller)) == 0)
    return 0;

  return gazette_headlines_get_article (self->headlines, top);
}

static gboolean
scroll_event_cb (GazetteSidebar *self,
                 GdkEvent       *event)
{
  GdkEventType type = gdk_event_get_event_type (event);

  if (type == GDK_SCROLL || type == GDK_TOUCH_UPDATE)
    self->scrolled_at = g_get_monotonic_time ();

  return GDK_EVENT_PROPAGATE;
}

static void
items_changed_cb (GazetteSidebar *self)
{
  self->top = GTK_INVALID_LIST_POSITION;
}

/**
 * gazette_sidebar_update_sections:
 * @self: a sidebar whose list has changed as a whole
 *
 * Shows the titles of its sections, if it has some.
 */
void
gazette_sidebar_update_sections (GazetteSidebar *self)
{
  gboolean has_sections = gazette_selection_has_sections (self->selection);

  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0 &&
      has_sections != (gtk_list_view_get_header_factory (self->list) != NULL))
    gtk_list_view_set_header_factory (self->list, has_sections ? self->header_factory : NULL);
  scrolled_cb (self);
}

/**
 * gazette_sidebar_add_list:
 * @self: a sidebar that has its rows
 *
 * Lets the list show its sections and follow who scrolls.
 */
void
gazette_sidebar_add_list (GazetteSidebar *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  GtkEventController *controller = gtk_event_controller_legacy_new ();

  self->top = GTK_INVALID_LIST_POSITION;
  self->header_factory = gtk_signal_list_item_factory_new ();
  g_signal_connect (self->header_factory, "setup", G_CALLBACK (setup_header_cb), NULL);
  g_signal_connect_object (self->header_factory, "bind", G_CALLBACK (bind_header_cb), self->selection,
                           G_CONNECT_DEFAULT);
  g_signal_connect (self->header_factory, "unbind", G_CALLBACK (unbind_header_cb), NULL);

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (controller, "event", G_CALLBACK (scroll_event_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->scroller), controller);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
}

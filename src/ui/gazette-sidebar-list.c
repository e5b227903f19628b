/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The list of the sidebar: the titles of its sections, its end, and what scrolling does. */

#include "config.h"

#include "gazette-older-row.h"
#include "gazette-sidebar-private.h"

/* Motion that comes that many microseconds after fingers or a wheel is still a
 * person's; and so many rows at once are none that somebody has seen. */
#define OWN_SCROLL 1500000
#define MAX_PASSED 40

/* What was passed is marked as read together, that many milliseconds later. */
#define MARK_DELAY 800

static char *
dup_title (GtkSelectionModel *model,
           guint              position)
{
  return gazette_selection_dup_title (GAZETTE_SELECTION (model), position);
}

/* The end of the list offers what the archive has. */
static void
archive_changed_cb (GazetteSidebar *self)
{
  gboolean is_needed = gazette_older_row_is_needed (self->archive);
  g_autofree char *name = NULL;

  if (is_needed != (self->older != NULL))
    {
      self->older = is_needed ? gazette_older_row_new (self->archive) : NULL;
      gazette_headline_list_set_end (self->list, self->older);
    }
  if (self->older == NULL)
    return;

  name = gazette_older_row_dup_name (GAZETTE_OLDER_ROW (self->older));
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (self->older)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
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
  guint top = gazette_headline_list_get_top (self->list, NULL);

  pass_rows (self, top != GTK_INVALID_LIST_POSITION ? top : 0);
}

/**
 * gazette_sidebar_get_top:
 * @self: a sidebar
 * @offset: (out) (optional): how much of it is above, see
 *   gazette_headline_list_get_top()
 *
 * Returns: the article at the top of its list, 0 when that is where the list begins
 */
gint64
gazette_sidebar_get_top (GazetteSidebar *self,
                         int            *offset)
{
  return gazette_headlines_get_article (self->headlines, gazette_headline_list_get_top (self->list, offset));
}

static gboolean
scroll_event_cb (GazetteSidebar *self,
                 GdkEvent       *event)
{
  GdkEventType type = gdk_event_get_event_type (event);

  if (type != GDK_SCROLL && type != GDK_TOUCH_UPDATE)
    return GDK_EVENT_PROPAGATE;

  self->scrolled_at = g_get_monotonic_time ();
  /* Who goes elsewhere is not led back any more. */
  if (!self->is_searching)
    self->former_top = 0;

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
  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0)
    gazette_headline_list_set_titles (self->list, gazette_selection_has_sections (self->selection) ? dup_title : NULL);
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

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (controller, "event", G_CALLBACK (scroll_event_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->scroller), controller);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  /* After the row, which says then what it is called. */
  g_signal_connect_object (self->archive, "changed", G_CALLBACK (archive_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
}

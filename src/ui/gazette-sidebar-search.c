/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The sidebar while something is searched for. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-query.h"
#include "gazette-sidebar-private.h"

/* A list that is led to a place finds it in so many steps, or not at all. */
#define MAX_STEPS 10

static void place_changed_cb (GazetteSidebar *self);

static GtkAdjustment *
get_adjustment (GazetteSidebar *self)
{
  return gtk_scrolled_window_get_vadjustment (self->scroller);
}

static void
forget_place (GazetteSidebar *self)
{
  self->former_top = 0;
  if (self->scroller != NULL)
    g_signal_handlers_disconnect_by_func (get_adjustment (self), place_changed_cb, self);
}

static void
begin_search (GazetteSidebar *self)
{
  if (self->is_searching)
    return;

  forget_place (self);
  self->is_searching = TRUE;
  self->former_kind = gazette_headlines_get_view (self->headlines, &self->former_source_id);
  self->former_top = gazette_sidebar_get_top (self);
}

static void
go_back (GazetteSidebar *self)
{
  if (!self->is_searching)
    return;

  self->is_searching = FALSE;
  self->goes_back = TRUE;
  dex_future_disown (gazette_sidebar_show (self, gazette_headlines_set_view (self->headlines, self->former_kind,
                                                                             self->former_source_id)));
}

/**
 * gazette_sidebar_search_changed_cb:
 * @self: a sidebar
 *
 * Searches for what is in the search bar now.
 */
void
gazette_sidebar_search_changed_cb (GazetteSidebar *self)
{
  const char *text = gazette_search_bar_get_text (self->search_bar);
  g_autoptr(GazetteQuery) query = gazette_query_parse (text);

  if (self->headlines == NULL)
    return;

  if (query->is_empty)
    {
      go_back (self);
      return;
    }

  begin_search (self);
  dex_future_disown (
    gazette_sidebar_show (self, gazette_headlines_set_search (self->headlines, text, 0,
                                                              gazette_search_bar_get_by_relevance (self->search_bar))));
}

/**
 * gazette_sidebar_search_closed_cb:
 * @self: a sidebar
 *
 * Goes back to where the search was begun.
 */
void
gazette_sidebar_search_closed_cb (GazetteSidebar *self)
{
  if (self->headlines != NULL)
    go_back (self);
}

/**
 * gazette_sidebar_leave_search:
 * @self: a sidebar
 *
 * Closes the search bar because another view is wanted.
 */
void
gazette_sidebar_leave_search (GazetteSidebar *self)
{
  self->is_searching = FALSE;
  self->goes_back = FALSE;
  forget_place (self);
  gazette_search_bar_close (self->search_bar);
}

/* Where a row is, in pixels, the list knows of those alone that it has shown: so it
 * is led there step by step. Coming from below, it puts a row at its top; there the
 * one before goes, since the title of a section may cover it. */
static gboolean
go_to_place_cb (gpointer user_data)
{
  GazetteSidebar *self = user_data;
  guint position;
  guint top;

  if (self->scroller == NULL || self->is_searching || self->former_top == 0)
    return G_SOURCE_REMOVE;

  /* What is far down is there once the rest of the list is. */
  position = gazette_headlines_find (self->headlines, self->former_top);
  if (position == GTK_INVALID_LIST_POSITION)
    return G_SOURCE_REMOVE;

  top = gazette_headlines_find (self->headlines, gazette_sidebar_get_top (self));
  if (top + 1 == position || top == position || self->n_steps == MAX_STEPS)
    {
      forget_place (self);
      return G_SOURCE_REMOVE;
    }

  self->n_steps++;
  gtk_adjustment_set_value (get_adjustment (self), gtk_adjustment_get_upper (get_adjustment (self)));
  gtk_list_view_scroll_to (self->list, MAX (position, 1) - 1, GTK_LIST_SCROLL_NONE, NULL);

  return G_SOURCE_REMOVE;
}

static void
place_changed_cb (GazetteSidebar *self)
{
  g_idle_add_full (GDK_PRIORITY_REDRAW + 1, go_to_place_cb, g_object_ref (self), g_object_unref);
}

/**
 * gazette_sidebar_return_to_place:
 * @self: a sidebar that shows again what was shown before a search
 *
 * Scrolls to what was at its top, as soon as the list has that.
 */
void
gazette_sidebar_return_to_place (GazetteSidebar *self)
{
  GtkAdjustment *adjustment = get_adjustment (self);

  self->goes_back = FALSE;
  self->n_steps = 0;
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (place_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (place_changed_cb), self, G_CONNECT_SWAPPED);
  place_changed_cb (self);
}

/**
 * gazette_sidebar_dup_found:
 * @self: a sidebar that shows what was searched for
 *
 * Returns: (transfer full): how much was found, and whether more may be there
 */
char *
gazette_sidebar_dup_found (GazetteSidebar *self)
{
  guint n_found = g_list_model_get_n_items (G_LIST_MODEL (self->headlines));
  guint n_queued = gazette_headlines_get_n_queued (self->headlines);

  if (gazette_headlines_get_view (self->headlines, NULL) != GAZETTE_VIEW_SEARCH)
    return g_strdup ("");

  if (n_queued > 0)
    /* TRANSLATORS: how many articles a search has found; some are not looked through yet */
    return g_strdup_printf (ngettext ("%'u found so far", "%'u found so far", n_found), n_found);

  /* TRANSLATORS: how many articles a search has found */
  return g_strdup_printf (ngettext ("%'u found", "%'u found", n_found), n_found);
}

/**
 * gazette_sidebar_open_search:
 * @self: a sidebar with a newsroom
 * @text: (nullable): what to look for, %NULL to leave that to the person
 *
 * Opens the search bar, with the focus in it.
 */
void
gazette_sidebar_open_search (GazetteSidebar *self,
                             const char     *text)
{
  g_return_if_fail (GAZETTE_IS_SIDEBAR (self));

  gazette_search_bar_open (self->search_bar, text);
}

/**
 * gazette_sidebar_dup_query:
 * @self: a sidebar with a newsroom
 *
 * Returns: (transfer full) (nullable): what is searched for, or was saved as the
 *   search that is shown
 */
char *
gazette_sidebar_dup_query (GazetteSidebar *self)
{
  const char *query;

  g_return_val_if_fail (GAZETTE_IS_SIDEBAR (self), NULL);

  if (self->headlines == NULL || gazette_headlines_get_view (self->headlines, NULL) != GAZETTE_VIEW_SEARCH)
    return NULL;

  query = gazette_headlines_get_query (self->headlines);
  if (query == NULL)
    query = gazette_choice_get_query (self->choice);

  return g_strdup (query);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The sidebar while something is searched for. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-query.h"
#include "gazette-sidebar-private.h"

static GtkAdjustment *
get_adjustment (GazetteSidebar *self)
{
  return gtk_scrolled_window_get_vadjustment (self->scroller);
}

static void
forget_place (GazetteSidebar *self)
{
  if (self->scroller != NULL)
    g_clear_signal_handler (&self->place_handler, get_adjustment (self));
}

static void
begin_search (GazetteSidebar *self)
{
  if (self->is_searching)
    return;

  forget_place (self);
  self->is_searching = TRUE;
  self->former_kind = gazette_headlines_get_view (self->headlines, &self->former_source_id);
  self->former_place = gtk_adjustment_get_value (get_adjustment (self));
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

/* What is far down is there once the rest of the list is; give or take a page, as it
 * may have become shorter. */
static void
place_cb (GazetteSidebar *self)
{
  GtkAdjustment *adjustment = get_adjustment (self);

  if (gtk_adjustment_get_upper (adjustment) < self->former_place)
    return;

  forget_place (self);
  gtk_adjustment_set_value (adjustment, self->former_place);
}

static gboolean
return_cb (gpointer user_data)
{
  GazetteSidebar *self = user_data;

  if (self->scroller == NULL || self->is_searching)
    return G_SOURCE_REMOVE;

  forget_place (self);
  self->place_handler = g_signal_connect_object (get_adjustment (self), "changed", G_CALLBACK (place_cb), self,
                                                 G_CONNECT_SWAPPED);
  place_cb (self);

  return G_SOURCE_REMOVE;
}

/**
 * gazette_sidebar_return_to_place:
 * @self: a sidebar that shows again what was shown before a search
 *
 * Scrolls to where it was, as soon as the list has its height.
 */
void
gazette_sidebar_return_to_place (GazetteSidebar *self)
{
  self->goes_back = FALSE;
  g_idle_add_full (GDK_PRIORITY_REDRAW + 1, return_cb, g_object_ref (self), g_object_unref);
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

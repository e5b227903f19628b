/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The sidebar while something is searched for. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-query.h"
#include "gazette-sidebar-private.h"

static void
begin_search (GazetteSidebar *self)
{
  if (self->is_searching)
    return;

  self->is_searching = TRUE;
  self->former_kind = gazette_headlines_get_view (self->headlines, &self->former_source_id);
  self->former_top = gazette_sidebar_get_top (self, &self->former_offset);
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

/* Searches for what is in the search bar now. */
static void
search_changed_cb (GazetteSidebar *self)
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

/* Goes back to where the search was begun. */
static void
search_closed_cb (GazetteSidebar *self)
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
  self->former_top = 0;
  if (self->search_bar != NULL)
    gazette_search_bar_close (self->search_bar);
}

/**
 * gazette_sidebar_return_to_place:
 * @self: a sidebar that shows again what was shown before a search, or a part of it
 *
 * Scrolls to what was at its top, as soon as the list has that: what is far down is
 * there once the rest of the list is.
 */
void
gazette_sidebar_return_to_place (GazetteSidebar *self)
{
  guint position = self->former_top != 0 ? gazette_headlines_find (self->headlines, self->former_top) : G_MAXUINT;

  self->goes_back = FALSE;
  if (position == G_MAXUINT)
    return;

  gazette_headline_list_set_top (self->list, position, self->former_offset);
  self->former_top = 0;
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

  if (self->search_bar == NULL)
    {
      self->search_bar = g_object_new (GAZETTE_TYPE_SEARCH_BAR, NULL);
      g_signal_connect_object (self->search_bar, "changed", G_CALLBACK (search_changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->search_bar, "closed", G_CALLBACK (search_closed_cb), self, G_CONNECT_SWAPPED);
      adw_bin_set_child (self->search_place, GTK_WIDGET (self->search_bar));
    }
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

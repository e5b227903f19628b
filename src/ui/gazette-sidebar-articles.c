/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which articles there are, seen from one of them. */

#include "config.h"

#include "gazette-sidebar-private.h"

/* How far an unread article is looked for. */
#define MAX_SEARCH 500

/**
 * gazette_sidebar_get_neighbour:
 * @self: a sidebar with a newsroom
 * @article_id: an article
 * @direction: 1 for the one below, -1 for the one above
 *
 * Returns: the article beside it, the first one if it is not there, 0 if there
 *   is none
 */
gint64
gazette_sidebar_get_neighbour (GazetteSidebar *self,
                               gint64          article_id,
                               int             direction)
{
  guint position;

  g_return_val_if_fail (GAZETTE_IS_SIDEBAR (self), 0);
  g_return_val_if_fail (self->headlines != NULL, 0);

  if (gazette_headlines_get_view (self->headlines, NULL) == GAZETTE_VIEW_HIGHLIGHTS)
    return self->highlights != NULL ? gazette_highlight_list_get_neighbour (self->highlights, article_id, direction) : 0;

  position = gazette_headlines_find (self->headlines, article_id);
  if (position == G_MAXUINT)
    return gazette_headlines_get_article (self->headlines, 0);
  if (position == 0 && direction < 0)
    return 0;

  return gazette_headlines_get_article (self->headlines, position + direction);
}

/**
 * gazette_sidebar_get_next_unread:
 * @self: a sidebar with a newsroom
 * @article_id: an article
 *
 * Returns: the next unread article below it, or from the top on if it is not
 *   there; 0 if there is none
 */
gint64
gazette_sidebar_get_next_unread (GazetteSidebar *self,
                                 gint64          article_id)
{
  guint start;

  g_return_val_if_fail (GAZETTE_IS_SIDEBAR (self), 0);
  g_return_val_if_fail (self->headlines != NULL, 0);

  start = gazette_headlines_find (self->headlines, article_id);
  start = start == G_MAXUINT ? 0 : start + 1;

  for (guint i = start; i < start + MAX_SEARCH; i++)
    {
      g_autoptr(GazetteHeadline) headline = g_list_model_get_item (G_LIST_MODEL (self->headlines), i);

      if (headline == NULL)
        break;
      /* What is not loaded yet may as well be unread. */
      if (!gazette_headline_get_read (headline))
        return gazette_headline_get_id (headline);
    }

  return 0;
}

/**
 * gazette_sidebar_get_first:
 * @self: a sidebar with a newsroom
 *
 * Returns: the article at the top, 0 if there is none
 */
gint64
gazette_sidebar_get_first (GazetteSidebar *self)
{
  g_return_val_if_fail (GAZETTE_IS_SIDEBAR (self), 0);
  g_return_val_if_fail (self->headlines != NULL, 0);

  return gazette_headlines_get_article (self->headlines, 0);
}

/**
 * gazette_sidebar_dup_ids:
 * @self: a sidebar with a newsroom
 *
 * Returns: (transfer full) (element-type gint64): the articles whose headlines it has
 */
GArray *
gazette_sidebar_dup_ids (GazetteSidebar *self)
{
  g_return_val_if_fail (GAZETTE_IS_SIDEBAR (self), NULL);

  return gazette_headlines_dup_ids (self->headlines);
}

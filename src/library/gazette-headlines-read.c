/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a list of headlines can be asked. */

#include "config.h"

#include "gazette-headlines-private.h"

/**
 * gazette_headlines_get_order:
 * @self: a list
 *
 * Returns: how its articles are listed
 */
GazetteOrder
gazette_headlines_get_order (GazetteHeadlines *self)
{
  g_return_val_if_fail (GAZETTE_IS_HEADLINES (self), GAZETTE_ORDER_NEWEST);

  return self->order;
}

static guint
read_section (GArray         *sections,
              guint           position,
              guint           n_items,
              GazetteSection *section)
{
  guint i = gazette_order_find_section (sections, position);

  *section = g_array_index (sections, GazetteSection, i);

  return i + 1 < sections->len ? MIN (g_array_index (sections, GazetteSection, i + 1).start, n_items) : n_items;
}

/**
 * gazette_headlines_get_section:
 * @self: a list
 * @position: a row in it
 * @section: (out): what it belongs to; all rows where there are no sections
 * @end: (out): the position after the last row of that
 *
 * Holds in the midst of a change, too.
 *
 * Returns: whether there are sections
 */
gboolean
gazette_headlines_get_section (GazetteHeadlines *self,
                               guint             position,
                               GazetteSection   *section,
                               guint            *end)
{
  GazetteSection other;
  guint n_new;

  g_return_val_if_fail (GAZETTE_IS_HEADLINES (self), FALSE);
  g_return_val_if_fail (position < gazette_headlines_count (self), FALSE);

  *section = (GazetteSection) { 0, 0 };
  *end = gazette_headlines_count (self);
  if (self->sections == NULL || (self->old_end > 0 && self->old_sections == NULL))
    return FALSE;

  n_new = self->ids->n - self->new_start;
  if (position < self->old_end)
    {
      *end = read_section (self->old_sections, position, self->old_end, section);
      if (*end == self->old_end && n_new > 0)
        {
          guint other_end = read_section (self->sections, self->new_start, self->ids->n, &other);

          if (other.key == section->key)
            *end += other_end - self->new_start;
        }
      return TRUE;
    }

  *end = read_section (self->sections, position - self->old_end + self->new_start, self->ids->n, section) -
         self->new_start + self->old_end;
  section->start = MAX (section->start, self->new_start) - self->new_start + self->old_end;
  if (section->start == self->old_end && self->old_end > 0)
    {
      read_section (self->old_sections, self->old_end - 1, self->old_end, &other);
      if (other.key == section->key)
        section->start = other.start;
    }

  return TRUE;
}

/**
 * gazette_headlines_get_article:
 * @self: a list
 * @position: a row in it
 *
 * Returns: its article, 0 where there is no such row; nothing is read for it
 */
gint64
gazette_headlines_get_article (GazetteHeadlines *self,
                               guint             position)
{
  g_return_val_if_fail (GAZETTE_IS_HEADLINES (self), 0);

  return position < gazette_headlines_count (self) ? gazette_headlines_get_id (self, position) : 0;
}

/**
 * gazette_headlines_get_query:
 * @self: a list
 *
 * Returns: (transfer none) (nullable): what is looked for, %NULL if nothing is
 *   or that was saved
 */
const char *
gazette_headlines_get_query (GazetteHeadlines *self)
{
  g_return_val_if_fail (GAZETTE_IS_HEADLINES (self), NULL);

  return self->query;
}

/**
 * gazette_headlines_get_n_queued:
 * @self: a list that shows what was searched for
 *
 * Returns: how many articles are not in the index yet, or not as they are
 */
guint
gazette_headlines_get_n_queued (GazetteHeadlines *self)
{
  g_return_val_if_fail (GAZETTE_IS_HEADLINES (self), 0);

  return self->n_queued;
}

/**
 * gazette_headlines_get_view:
 * @self: a list
 * @source_id: (out) (optional): the source or saved search, 0 if the view is not
 *   of one
 *
 * Returns: the view that was set last
 */
GazetteViewKind
gazette_headlines_get_view (GazetteHeadlines *self,
                            gint64           *source_id)
{
  g_return_val_if_fail (GAZETTE_IS_HEADLINES (self), GAZETTE_VIEW_ALL);

  if (source_id != NULL)
    *source_id = self->source_id;

  return self->kind;
}

/**
 * gazette_headlines_find:
 * @self: a list
 * @article_id: an article
 *
 * Returns: where it is in the list, %G_MAXUINT if it is not
 */
guint
gazette_headlines_find (GazetteHeadlines *self,
                        gint64            article_id)
{
  guint position;

  g_return_val_if_fail (GAZETTE_IS_HEADLINES (self), G_MAXUINT);

  position = gazette_ids_find (self->old_ids, 0, self->old_end, article_id);
  if (position != G_MAXUINT)
    return position;

  position = gazette_ids_find (self->ids, self->new_start, G_MAXUINT, article_id);

  return position != G_MAXUINT ? position - self->new_start + self->old_end : G_MAXUINT;
}

/**
 * gazette_headlines_dup_ids:
 * @self: a list
 *
 * Returns: (transfer full) (element-type gint64): the articles that are in it
 */
GArray *
gazette_headlines_dup_ids (GazetteHeadlines *self)
{
  g_return_val_if_fail (GAZETTE_IS_HEADLINES (self), NULL);

  return gazette_ids_to_array (self->ids, 0, self->ids->n);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-headline-places.h"

static guint
get_start (const GazettePlaces *self,
           guint                section)
{
  return g_array_index (self->starts, guint, section);
}

/**
 * gazette_places_find_section:
 * @self: places, with titles
 * @position: a row
 *
 * Returns: the section it is in: an index into the starts
 */
guint
gazette_places_find_section (const GazettePlaces *self,
                             guint                position)
{
  guint low = 0;
  guint high = self->starts->len;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (get_start (self, middle) <= position)
        low = middle;
      else
        high = middle;
    }

  return low;
}

/**
 * gazette_places_get_row:
 * @self: places
 * @position: a row, or how many there are for what comes after them
 *
 * Returns: where it begins, in pixels
 */
gint64
gazette_places_get_row (const GazettePlaces *self,
                        guint                position)
{
  guint n_titles = self->starts->len == 0 ? 0 : gazette_places_find_section (self, position) + 1;

  return GAZETTE_PLACES_TOP + (gint64) position * self->row_height + (gint64) n_titles * self->title_height;
}

/**
 * gazette_places_get_title:
 * @self: places, with titles
 * @section: a section
 *
 * Returns: where its title begins, in pixels
 */
gint64
gazette_places_get_title (const GazettePlaces *self,
                          guint                section)
{
  return GAZETTE_PLACES_TOP + (gint64) get_start (self, section) * self->row_height +
         (gint64) section * self->title_height;
}

/**
 * gazette_places_get_height:
 * @self: places
 *
 * Returns: how high all of it is, in pixels
 */
gint64
gazette_places_get_height (const GazettePlaces *self)
{
  return GAZETTE_PLACES_TOP + (gint64) self->n_rows * self->row_height +
         (gint64) self->starts->len * self->title_height + self->end_height + GAZETTE_PLACES_BOTTOM;
}

/**
 * gazette_places_find:
 * @self: places
 * @y: a place, in pixels
 * @is_title: (out) (optional): whether there is the title of a section
 *
 * Returns: the row that is there, the first one of a section whose title is, how many
 *   there are below the last one; and the first one above that
 */
guint
gazette_places_find (const GazettePlaces *self,
                     gint64               y,
                     gboolean            *is_title)
{
  guint low = 0;
  guint high = self->starts->len;
  gint64 way = MAX (y - GAZETTE_PLACES_TOP, 0);
  guint first = 0;

  if (is_title != NULL)
    *is_title = FALSE;
  if (self->row_height == 0)
    return 0;

  if (high > 0)
    {
      while (high - low > 1)
        {
          guint middle = low + (high - low) / 2;

          if (gazette_places_get_title (self, middle) <= y)
            low = middle;
          else
            high = middle;
        }

      first = get_start (self, low);
      way = MAX (y - gazette_places_get_title (self, low), 0) - self->title_height;
      if (is_title != NULL)
        *is_title = way < 0;
    }

  return MIN (first + MAX (way, 0) / self->row_height, self->n_rows);
}

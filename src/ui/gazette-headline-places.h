/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Above the first of them, and below the last. */
#define GAZETTE_PLACES_TOP    2
#define GAZETTE_PLACES_BOTTOM 6

/**
 * GazettePlaces:
 * @n_rows: how many rows there are
 * @starts: (element-type guint): the first row of each section, that has a title above
 *   it; empty where there are no titles
 * @row_height: how high each row is
 * @title_height: how high each title is
 * @end_height: how high it is what comes after the last row, 0 if there is nothing
 *
 * Where the rows of a list are, in pixels from its start. Nothing is looked at row by
 * row.
 */
typedef struct
{
  guint   n_rows;
  GArray *starts;
  int     row_height;
  int     title_height;
  int     end_height;
} GazettePlaces;

guint    gazette_places_find_section (const GazettePlaces *self,
                                      guint                position);
gint64   gazette_places_get_row      (const GazettePlaces *self,
                                      guint                position);
gint64   gazette_places_get_title    (const GazettePlaces *self,
                                      guint                section);
gint64   gazette_places_get_height   (const GazettePlaces *self);
guint    gazette_places_find         (const GazettePlaces *self,
                                      gint64               y,
                                      gboolean            *is_title);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The list of headlines: where rows are, and which part of them is seen. */

#include "config.h"

#include "gazette-headline-list-private.h"

/* Those are looked at that are new, or may be others now. */
static void
update_sections (GazetteHeadlineList *self)
{
  GArray *starts = self->places.starts;
  guint start = 0;
  guint end = 0;

  if (self->n_known == G_MAXUINT)
    return;

  while (starts->len > 0 && (self->title_func == NULL || g_array_index (starts, guint, starts->len - 1) >= self->n_known))
    g_array_set_size (starts, starts->len - 1);
  self->n_known = G_MAXUINT;
  if (self->title_func == NULL)
    return;

  if (starts->len > 0)
    gtk_section_model_get_section (GTK_SECTION_MODEL (self->model), g_array_index (starts, guint, starts->len - 1),
                                   &start, &end);
  while (end < self->places.n_rows)
    {
      gtk_section_model_get_section (GTK_SECTION_MODEL (self->model), end, &start, &end);
      g_array_append_val (starts, start);
    }
}

/**
 * gazette_headline_list_get_value:
 * @self: a list
 *
 * Returns: where the screen begins, in pixels from the start of the list
 */
gint64
gazette_headline_list_get_value (GazetteHeadlineList *self)
{
  gint64 highest;

  update_sections (self);
  if (self->anchor >= self->places.n_rows)
    return 0;

  highest = MAX (gazette_places_get_height (&self->places) - self->height, 0);

  return CLAMP (gazette_places_get_row (&self->places, self->anchor) + self->offset, 0, highest);
}

/**
 * gazette_headline_list_set_value:
 * @self: a list
 * @value: where the screen begins, in pixels from the start of the list
 *
 * The row that is there keeps its place from now on.
 */
void
gazette_headline_list_set_value (GazetteHeadlineList *self,
                                 gint64               value)
{
  update_sections (self);
  self->anchor = GTK_INVALID_LIST_POSITION;
  if (value > 0 && self->places.n_rows > 0)
    {
      self->anchor = MIN (gazette_places_find (&self->places, value, NULL), self->places.n_rows - 1);
      self->offset = value - gazette_places_get_row (&self->places, self->anchor);
    }
}

static int
get_height_of (GazetteHeadlineList *self,
               guint                position)
{
  return position < self->places.n_rows ? self->places.row_height : self->places.end_height + GAZETTE_PLACES_BOTTOM;
}

/* ahead: how much of what comes next that way comes in sight as well */
static void
bring_in_sight (GazetteHeadlineList *self,
                guint                position,
                int                  ahead)
{
  gint64 value = gazette_headline_list_get_value (self);
  gint64 y = gazette_places_get_row (&self->places, position);
  int title_height = self->places.starts->len > 0 ? self->places.title_height : 0;
  int height = get_height_of (self, position);

  if (self->height == 0)
    {
      self->wanted = position;
      return;
    }

  if (y - title_height < value)
    gazette_headline_list_set_value (self, position == 0 ? 0 : y - title_height - ahead);
  else if (y + height > value + self->height)
    gazette_headline_list_set_value (self, MIN (y + height + ahead - self->height, y - title_height));
  else
    return;

  gazette_headline_list_queue_update (self);
}

/**
 * gazette_headline_list_show_row:
 * @self: a list
 * @position: a row, or how many there are for what comes after them
 *
 * Scrolls as little as brings all of it in sight, and not under a title.
 */
void
gazette_headline_list_show_row (GazetteHeadlineList *self,
                                guint                position)
{
  bring_in_sight (self, position, 0);
}

/**
 * gazette_headline_list_turn_to:
 * @self: a list
 * @position: a row
 *
 * Brings a row in sight that one has come to otherwise than through the list. Who reads
 * on from there sees what comes next, and the list rests for the next few rows.
 */
void
gazette_headline_list_turn_to (GazetteHeadlineList *self,
                               guint                position)
{
  int room = self->height - self->places.title_height - get_height_of (self, position);

  bring_in_sight (self, position, MAX (0, room) * 3 / 4);
}

static void
place (GtkWidget *widget,
       int        width,
       int        height,
       gint64     y)
{
  gtk_widget_allocate (widget, width, height, -1, gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (0, y)));
}

/* One that has the focus and is elsewhere stays near by. */
static void
place_items (GazetteHeadlineList *self,
             int                  width,
             gint64               value)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      guint position = gazette_headline_item_get_position (self->items->pdata[i]);
      int height = self->places.row_height;

      if (position != GTK_INVALID_LIST_POSITION)
        place (self->items->pdata[i], width, height,
               CLAMP (gazette_places_get_row (&self->places, position) - value, -2 * height, self->height + height));
    }

  if (self->end != NULL)
    {
      gint64 y = gazette_places_get_row (&self->places, self->places.n_rows) - value;
      gboolean is_seen = y < self->height;

      gtk_widget_set_child_visible (GTK_WIDGET (self->end),
                                    is_seen || gazette_headline_list_get_focused (self) == self->end);
      place (GTK_WIDGET (self->end), width, self->places.end_height, MIN (y, self->height));
    }
}

/* The first stays at the top, until the next one pushes it away. */
static void
place_titles (GazetteHeadlineList *self,
              int                  width,
              gint64               value)
{
  int height = self->places.title_height;
  guint first = self->n_titles > 0
                ? gazette_places_find_section (&self->places, gazette_places_find (&self->places, value, NULL))
                : 0;

  for (guint i = 0; i < self->titles->len; i++)
    {
      GtkWidget *title = self->titles->pdata[i];
      gint64 y;

      gtk_widget_set_child_visible (title, i < self->n_titles);
      if (i >= self->n_titles)
        continue;

      y = gazette_places_get_title (&self->places, first + i) - value;
      if (i == 0 && y < 0)
        gtk_widget_add_css_class (title, "sticky");
      else
        gtk_widget_remove_css_class (title, "sticky");
      if (i == 0 && y < 0)
        y = self->n_titles > 1 ? MIN (0, gazette_places_get_title (&self->places, first + 1) - value - height) : 0;
      place (title, width, height, y);
    }
}

/**
 * gazette_headline_list_update_adjustments:
 * @self: a list
 *
 * Says how long the list is, and where the screen is. Told while room is given, the scrollbar
 * would have the whole window laid out once more.
 */
void
gazette_headline_list_update_adjustments (GazetteHeadlineList *self)
{
  gint64 value = gazette_headline_list_get_value (self);
  int page = self->height;
  int width = gtk_widget_get_width (GTK_WIDGET (self));

  /* What was beyond the end of the list is not gone to when there is more of it. */
  gazette_headline_list_set_value (self, value);
  self->is_placing = TRUE;
  if (self->hadjustment != NULL)
    gtk_adjustment_configure (self->hadjustment, 0, 0, width, width * 0.1, width * 0.9, width);
  if (self->vadjustment != NULL)
    gtk_adjustment_configure (self->vadjustment, value, 0, MAX (gazette_places_get_height (&self->places), page),
                              page * 0.1, page * 0.9, page);
  self->is_placing = FALSE;
}

/**
 * gazette_headline_list_size_allocate:
 * @widget: a list
 * @width: how much room it has, in pixels
 * @height: how much
 * @baseline: -1
 *
 * Puts what is on the screen where it belongs.
 */
void
gazette_headline_list_size_allocate (GtkWidget *widget,
                                     int        width,
                                     int        height,
                                     int        baseline)
{
  GazetteHeadlineList *self = GAZETTE_HEADLINE_LIST (widget);
  int row_height = self->places.row_height;
  gint64 value;

  gazette_headline_list_update_heights (self);
  if (height != self->height || row_height != self->places.row_height)
    self->is_stale = TRUE;
  self->height = height;
  if (self->wanted != GTK_INVALID_LIST_POSITION)
    {
      gazette_headline_list_show_row (self, self->wanted);
      self->wanted = GTK_INVALID_LIST_POSITION;
    }
  if (self->is_stale && self->model != NULL)
    gazette_headline_list_bind_items (self);

  gazette_headline_list_update_adjustments (self);
  value = gazette_headline_list_get_value (self);
  place_items (self, width, value);
  place_titles (self, width, value);
}

/**
 * gazette_headline_list_set_top:
 * @self: a list
 * @position: a row
 * @offset: how many pixels of it are above the screen
 *
 * Scrolls to a place that gazette_headline_list_get_top() has told of.
 */
void
gazette_headline_list_set_top (GazetteHeadlineList *self,
                               guint                position,
                               int                  offset)
{
  g_return_if_fail (GAZETTE_IS_HEADLINE_LIST (self));
  g_return_if_fail (position < self->places.n_rows);

  self->wanted = GTK_INVALID_LIST_POSITION;
  self->anchor = position;
  self->offset = offset;
  gazette_headline_list_queue_update (self);
}

/**
 * gazette_headline_list_get_top:
 * @self: a list
 * @offset: (out) (optional): how many pixels of it are above the screen; less than 0
 *   where the title of its section is at the top
 *
 * Returns: the row at the top, %GTK_INVALID_LIST_POSITION where the list begins
 */
guint
gazette_headline_list_get_top (GazetteHeadlineList *self,
                               int                 *offset)
{
  gint64 value;
  guint top;

  g_return_val_if_fail (GAZETTE_IS_HEADLINE_LIST (self), GTK_INVALID_LIST_POSITION);

  value = gazette_headline_list_get_value (self);
  if (value == 0 || self->places.n_rows == 0)
    return GTK_INVALID_LIST_POSITION;

  top = MIN (gazette_places_find (&self->places, value, NULL), self->places.n_rows - 1);
  if (offset != NULL)
    *offset = value - gazette_places_get_row (&self->places, top);

  return top;
}

/**
 * gazette_headline_list_get_row_at:
 * @self: a list
 * @y: a height in it, in pixels
 *
 * Returns: the row that is seen there, %GTK_INVALID_LIST_POSITION if none is
 */
guint
gazette_headline_list_get_row_at (GazetteHeadlineList *self,
                                  double               y)
{
  gboolean is_title;
  gint64 value;
  guint position;

  g_return_val_if_fail (GAZETTE_IS_HEADLINE_LIST (self), GTK_INVALID_LIST_POSITION);

  value = gazette_headline_list_get_value (self);
  position = gazette_places_find (&self->places, value + (gint64) y, &is_title);
  if (position >= self->places.n_rows || is_title || value + y < GAZETTE_PLACES_TOP)
    return GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < self->n_titles; i++)
    {
      graphene_rect_t bounds;

      if (gtk_widget_compute_bounds (self->titles->pdata[i], GTK_WIDGET (self), &bounds) &&
          y >= bounds.origin.y && y < bounds.origin.y + bounds.size.height)
        return GTK_INVALID_LIST_POSITION;
    }

  return position;
}

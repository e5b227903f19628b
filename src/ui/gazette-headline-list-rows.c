/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The list of headlines: widgets for the rows that are on the screen. */

#include "config.h"

#include "gazette-headline-list-private.h"
#include "gazette-section-title.h"

/* So many rows more than are seen, above and below: for who is told of them. */
#define SPARE_ROWS 1

static GtkWidget *
make_title (GazetteHeadlineList *self)
{
  GtkWidget *header = g_object_new (ADW_TYPE_BIN, "css-name", "header", NULL);

  adw_bin_set_child (ADW_BIN (header), gazette_section_title_new ());
  gazette_section_title_set_text (GAZETTE_SECTION_TITLE (adw_bin_get_child (ADW_BIN (header))), " ");
  gtk_widget_set_parent (header, GTK_WIDGET (self));
  g_ptr_array_add (self->titles, header);

  return header;
}

static GazetteHeadlineItem *
make_item (GazetteHeadlineList *self)
{
  GtkWidget *item = gazette_headline_item_new ();

  gtk_widget_set_parent (item, GTK_WIDGET (self));
  g_ptr_array_add (self->items, item);

  return GAZETTE_HEADLINE_ITEM (item);
}

static int
measure_height (GtkWidget *widget)
{
  int height;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);

  return height;
}

/**
 * gazette_headline_list_update_heights:
 * @self: a list
 *
 * Measures how high rows are: all as high as the first.
 */
void
gazette_headline_list_update_heights (GazetteHeadlineList *self)
{
  if (self->items->len == 0)
    make_item (self);
  if (self->titles->len == 0 && self->title_func != NULL)
    make_title (self);

  self->places.row_height = measure_height (self->items->pdata[0]);
  self->places.title_height = self->titles->len > 0 ? measure_height (self->titles->pdata[0]) : 0;
  self->places.end_height = self->end != NULL ? measure_height (GTK_WIDGET (self->end)) : 0;
}

/**
 * gazette_headline_list_find_item:
 * @self: a list
 * @position: a row, or how many there are for what comes after them
 *
 * Returns: (transfer none) (nullable): its widget, if it has one
 */
GazetteHeadlineItem *
gazette_headline_list_find_item (GazetteHeadlineList *self,
                                 guint                position)
{
  if (position >= self->places.n_rows)
    return position == self->places.n_rows ? self->end : NULL;

  for (guint i = 0; i < self->items->len; i++)
    {
      if (gazette_headline_item_get_position (self->items->pdata[i]) == position)
        return self->items->pdata[i];
    }

  return NULL;
}

/**
 * gazette_headline_list_get_focused:
 * @self: a list
 *
 * Returns: (transfer none) (nullable): the row that the focus is in
 */
GazetteHeadlineItem *
gazette_headline_list_get_focused (GazetteHeadlineList *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    return NULL;

  return GAZETTE_HEADLINE_ITEM (gtk_widget_get_ancestor (focus, GAZETTE_TYPE_HEADLINE_ITEM));
}

/**
 * gazette_headline_list_get_cursor:
 * @self: a list
 *
 * Returns: the row that keys go on from, or how many there are for what comes after
 *   them
 */
guint
gazette_headline_list_get_cursor (GazetteHeadlineList *self)
{
  guint n_rows = self->places.n_rows;

  if (self->cursor < n_rows || (self->cursor == n_rows && self->end != NULL))
    return self->cursor;

  return self->origin < n_rows ? self->origin : 0;
}

static void
put_away (GazetteHeadlineList *self,
          GazetteHeadlineItem *item)
{
  GazetteHeadline *headline = gazette_headline_item_get_headline (item);

  if (headline != NULL)
    g_signal_handlers_disconnect_by_func (headline, gazette_headline_list_queue_update, self);
  gazette_headline_item_unbind (item);
  gazette_headline_item_set_position (item, GTK_INVALID_LIST_POSITION, 0);
  gtk_widget_set_child_visible (GTK_WIDGET (item), FALSE);
}

/* A section may get its title from a headline that is not read yet. */
static void
bind_item (GazetteHeadlineList *self,
           GazetteHeadlineItem *item,
           guint                position,
           GazetteHeadline     *headline)
{
  GazetteHeadline *former = gazette_headline_item_get_headline (item);

  if (former != headline)
    {
      if (item == self->pressed)
        {
          gtk_widget_unset_state_flags (GTK_WIDGET (item), GTK_STATE_FLAG_ACTIVE);
          self->pressed = NULL;
        }
      if (former != NULL)
        g_signal_handlers_disconnect_by_func (former, gazette_headline_list_queue_update, self);
      g_signal_connect_object (headline, "notify::source-title", G_CALLBACK (gazette_headline_list_queue_update), self,
                               G_CONNECT_SWAPPED);
      gazette_headline_item_bind (item, headline, self->thumbnails);
    }
  gazette_headline_item_set_position (item, position, self->places.n_rows);
  gazette_headline_item_set_selected (item, gtk_selection_model_is_selected (self->model, position));
  gtk_widget_set_child_visible (GTK_WIDGET (item), TRUE);
}

/* A widget that is free, the best of all one that shows the headline already. */
static GazetteHeadlineItem *
find_free (GazetteHeadlineList *self,
           GazetteHeadline     *headline)
{
  GazetteHeadlineItem *found = NULL;

  for (guint i = 0; i < self->items->len; i++)
    {
      GazetteHeadlineItem *item = self->items->pdata[i];

      if (gazette_headline_item_get_position (item) != GTK_INVALID_LIST_POSITION)
        continue;
      if (gazette_headline_item_get_headline (item) == headline)
        return item;
      if (found == NULL || gazette_headline_item_get_headline (item) == NULL)
        found = item;
    }

  return found;
}

/* The one with the focus is for the row that keys go on from. */
static void
keep_focused (GazetteHeadlineList *self)
{
  GazetteHeadlineItem *item = gazette_headline_list_get_focused (self);
  guint cursor = gazette_headline_list_get_cursor (self);
  g_autoptr(GazetteHeadline) headline = NULL;
  GazetteHeadlineItem *other;

  if (item == NULL || item == self->end || gazette_headline_item_get_position (item) != GTK_INVALID_LIST_POSITION)
    return;

  other = gazette_headline_list_find_item (self, cursor);
  if (other != NULL)
    {
      self->is_placing = TRUE;
      gtk_widget_grab_focus (GTK_WIDGET (other));
      self->is_placing = FALSE;
      return;
    }

  headline = g_list_model_get_item (G_LIST_MODEL (self->model), cursor);
  if (headline != NULL)
    bind_item (self, item, cursor, headline);
  else
    gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
}

/**
 * gazette_headline_list_ensure_item:
 * @self: a list
 * @position: a row, or how many there are for what comes after them
 *
 * Returns: (transfer none) (nullable): its widget, %NULL if there is no such row
 */
GazetteHeadlineItem *
gazette_headline_list_ensure_item (GazetteHeadlineList *self,
                                   guint                position)
{
  GazetteHeadlineItem *item = gazette_headline_list_find_item (self, position);
  g_autoptr(GazetteHeadline) headline = NULL;

  if (item != NULL || position >= self->places.n_rows)
    return item;

  headline = g_list_model_get_item (G_LIST_MODEL (self->model), position);
  item = gazette_headline_list_get_focused (self);
  if (item == NULL || item == self->end || gazette_headline_item_get_position (item) != GTK_INVALID_LIST_POSITION)
    item = find_free (self, headline);
  if (item == NULL)
    item = make_item (self);
  bind_item (self, item, position, headline);
  gazette_headline_list_queue_update (self);

  return item;
}

static int
compare_items (gconstpointer a,
               gconstpointer b)
{
  guint first = gazette_headline_item_get_position (*(GazetteHeadlineItem *const *) a);
  guint second = gazette_headline_item_get_position (*(GazetteHeadlineItem *const *) b);

  return (first > second) - (first < second);
}

/* Assistive technology and the Tab key take widgets in this order, and titles are drawn
 * over what passes below them. */
static void
order_children (GazetteHeadlineList *self)
{
  GtkWidget *previous = NULL;

  g_ptr_array_sort (self->items, compare_items);
  for (guint i = 0; i < self->items->len; i++)
    {
      GtkWidget *item = self->items->pdata[i];

      if (gtk_widget_get_prev_sibling (item) != previous)
        gtk_widget_insert_after (item, GTK_WIDGET (self), previous);
      previous = item;
    }
  if (self->end != NULL && gtk_widget_get_prev_sibling (GTK_WIDGET (self->end)) != previous)
    gtk_widget_insert_after (GTK_WIDGET (self->end), GTK_WIDGET (self), previous);
}

/* How much is seen: before that is told, as much as the window may become. */
static int
get_view_height (GazetteHeadlineList *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  int height = 0;

  if (self->height > 0)
    return self->height;
  if (GTK_IS_WINDOW (root))
    gtk_window_get_default_size (GTK_WINDOW (root), NULL, &height);

  return MAX (height, 1);
}

static void
bind_titles (GazetteHeadlineList *self,
             gint64              value)
{
  GArray *starts = self->places.starts;
  guint top = gazette_places_find (&self->places, value, NULL);

  self->n_titles = 0;
  if (starts->len == 0)
    return;

  for (guint i = gazette_places_find_section (&self->places, top);
       i < starts->len && gazette_places_get_title (&self->places, i) < value + get_view_height (self);
       i++)
    {
      guint first = MIN (MAX (g_array_index (starts, guint, i), top), self->places.n_rows - 1);
      g_autofree char *text = self->title_func (self->model, first);
      GtkWidget *header = self->n_titles < self->titles->len ? self->titles->pdata[self->n_titles] : make_title (self);

      gazette_section_title_set_text (GAZETTE_SECTION_TITLE (adw_bin_get_child (ADW_BIN (header))),
                                      *text != '\0' ? text : " ");
      self->n_titles++;
    }
}

static void
bind_range (GazetteHeadlineList *self,
            guint                first,
            guint                last)
{
  GazetteHeadlineItem *focused;

  keep_focused (self);
  focused = gazette_headline_list_get_focused (self);
  /* Those that have gone out of sight are free; they keep what they show for now. */
  for (guint i = 0; i < self->items->len; i++)
    {
      GazetteHeadlineItem *item = self->items->pdata[i];
      guint position = gazette_headline_item_get_position (item);

      if ((position < first || position > last) && item != focused)
        gazette_headline_item_set_position (item, GTK_INVALID_LIST_POSITION, 0);
    }

  /* What can stay stays, before anything else takes its widget. */
  for (guint pass = 0; pass < 2; pass++)
    {
      for (guint i = first; i <= last && last != GTK_INVALID_LIST_POSITION; i++)
        {
          g_autoptr(GazetteHeadline) headline = NULL;
          GazetteHeadlineItem *item = gazette_headline_list_find_item (self, i);

          if (item != NULL && pass == 0)
            continue;

          headline = g_list_model_get_item (G_LIST_MODEL (self->model), i);
          if (item == NULL)
            item = find_free (self, headline);
          if (pass == 0 && (item == NULL || gazette_headline_item_get_headline (item) != headline))
            continue;
          bind_item (self, item != NULL ? item : make_item (self), i, headline);
        }
    }

  for (guint i = 0; i < self->items->len; i++)
    {
      if (gazette_headline_item_get_position (self->items->pdata[i]) == GTK_INVALID_LIST_POSITION)
        put_away (self, self->items->pdata[i]);
    }
}

/**
 * gazette_headline_list_bind_items:
 * @self: a list with a model
 *
 * Gives widgets to the rows that are on the screen.
 */
void
gazette_headline_list_bind_items (GazetteHeadlineList *self)
{
  gint64 value;
  guint first = GTK_INVALID_LIST_POSITION;
  guint last = GTK_INVALID_LIST_POSITION;

  self->is_stale = FALSE;
  gazette_headline_list_update_heights (self);
  value = gazette_headline_list_get_value (self);
  if (self->places.n_rows > 0)
    {
      first = MAX (gazette_places_find (&self->places, value, NULL), SPARE_ROWS) - SPARE_ROWS;
      last = gazette_places_find (&self->places, value + get_view_height (self), NULL);
      last = MIN (last + SPARE_ROWS, self->places.n_rows - 1);
      first = MIN (first, last);
    }
  bind_range (self, first, last);
  bind_titles (self, value);
  order_children (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-writer-private.h"

static void
append_separator (GazetteWriter *self,
                  char           separator)
{
  if (self->text_left == 0)
    {
      self->full = TRUE;
      self->truncated = TRUE;
      return;
    }

  self->text_left--;
  g_string_append_c (self->text, separator);
}

/*
 * gazette_writer_row_is_empty:
 * @self: a writer, in a table
 *
 * Returns: whether there is nothing to be seen in the last row
 */
gboolean
gazette_writer_row_is_empty (GazetteWriter *self)
{
  return gazette_writer_has_no_text (self->text->str + self->row_start);
}

/* What is written next is not part of the last cell, if there is one. */
static void
end_cell (GazetteWriter *self)
{
  if (self->cell_is_open && self->cells->len > 0)
    g_array_index (self->cells, GazetteCell, self->cells->len - 1).end = self->text->len;
  self->cell_is_open = FALSE;
}

/*
 * gazette_writer_begin_row:
 * @self: a writer
 * @context: what holds for the table
 *
 * Begins a row of a table, and the table when it is the first one.
 *
 * Returns: whether the row before stays: one with nothing to be seen in it does not
 */
gboolean
gazette_writer_begin_row (GazetteWriter        *self,
                          const GazetteContext *context)
{
  gboolean stays = TRUE;

  end_cell (self);
  if (self->open == NULL)
    {
      if (!gazette_writer_open_block (self, context))
        return TRUE;
      self->row_start = 0;
      self->row = 0;
      g_array_set_size (self->cells, 0);
    }
  else if (gazette_writer_row_is_empty (self))
    {
      stays = FALSE;
      gazette_writer_cut_text (self, self->row_start);
      g_array_set_size (self->cells, self->cells->len - self->n_in_row);
    }
  else
    {
      append_separator (self, '\n');
      self->row_start = self->text->len;
      self->row++;
    }

  self->n_in_row = 0;
  self->n_columns = 0;
  self->pending = GAZETTE_PENDING_NOTHING;
  self->at_start = TRUE;

  return stays;
}

/*
 * gazette_writer_begin_cell:
 * @self: a writer, in a row
 * @cell: (nullable): the next cell of the row, its place in the text aside; %NULL
 *   where one from above or beside reaches
 *
 * Returns: which cell of the table it is, -1 for none
 */
gint
gazette_writer_begin_cell (GazetteWriter     *self,
                           const GazetteCell *cell)
{
  GazetteCell placed;

  end_cell (self);
  if (self->open == NULL || self->full)
    return -1;

  if (self->n_columns++ > 0)
    append_separator (self, '\t');
  self->pending = GAZETTE_PENDING_NOTHING;
  self->at_start = TRUE;
  if (cell == NULL)
    return -1;

  placed = *cell;
  placed.start = placed.end = (guint) self->text->len;
  placed.row = self->row;
  g_array_append_val (self->cells, placed);
  self->cell_is_open = TRUE;
  self->n_in_row++;

  return (gint) self->cells->len - 1;
}

/*
 * gazette_writer_shorten_cell:
 * @self: a writer, in a table
 * @position: which of its cells
 *
 * A row that the cell reaches into does not stay.
 *
 * Returns: whether there is such a cell
 */
gboolean
gazette_writer_shorten_cell (GazetteWriter *self,
                             gint           position)
{
  GazetteCell *cell;

  if (position < 0 || (guint) position >= self->cells->len)
    return FALSE;

  cell = &g_array_index (self->cells, GazetteCell, position);
  if (cell->n_rows > 1)
    cell->n_rows--;

  return TRUE;
}

/*
 * gazette_writer_close_cells:
 * @self: a writer, in a table
 *
 * Gives the open block its cells: those that are still there, and none that
 * reaches further down than the last row.
 */
void
gazette_writer_close_cells (GazetteWriter *self)
{
  guint n_rows = gazette_writer_row_is_empty (self) ? self->row : self->row + 1;

  end_cell (self);
  while (self->cells->len > 0 && g_array_index (self->cells, GazetteCell, self->cells->len - 1).row >= n_rows)
    g_array_set_size (self->cells, self->cells->len - 1);

  for (guint i = 0; i < self->cells->len; i++)
    {
      GazetteCell *cell = &g_array_index (self->cells, GazetteCell, i);

      cell->n_rows = MIN (cell->n_rows, n_rows - cell->row);
    }

  self->open->cells = g_array_new (FALSE, FALSE, sizeof (GazetteCell));
  if (self->cells->len > 0)
    g_array_append_vals (self->open->cells, self->cells->data, self->cells->len);
  g_array_set_size (self->cells, 0);
}

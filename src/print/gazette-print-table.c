/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-base-direction.h"
#include "gazette-print-private.h"

/* Around the text of a cell, in points. */
#define PADDING_X 4
#define PADDING_Y 2.5

/* Text gets no smaller than this to make a table fit. */
#define MIN_SCALE 0.6

/* A row that takes more of the page is broken between lines. */
#define MAX_ROW 0.5

typedef struct
{
  GazetteSheets      *sheets;
  const GazetteBlock *block;
  GazetteFlow       **flows;
  double             *minima;
  double             *naturals;
  double             *widths;
  double             *heights;
  guint               n_columns;
  guint               n_rows;
  guint               n_headers;
  double              x;
  double              width;
  double              gap;
  double              max_row;
  gboolean            is_rtl;
} Table;

static const GazetteCell *
get_cell (const Table *self,
          guint        position)
{
  return &g_array_index (self->block->cells, GazetteCell, position);
}

static void
table_clear (Table *self)
{
  g_free (self->flows);
  g_free (self->minima);
  g_free (self->naturals);
  g_free (self->widths);
  g_free (self->heights);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Table, table_clear)

static void
count (Table *self)
{
  gboolean *is_body;

  for (guint i = 0; i < self->block->cells->len; i++)
    {
      const GazetteCell *cell = get_cell (self, i);

      self->n_columns = MAX (self->n_columns, cell->column + MAX (1, cell->n_columns));
      self->n_rows = MAX (self->n_rows, cell->row + MAX (1, cell->n_rows));
    }

  /* The head is the rows at the top that have header cells only. */
  is_body = g_new0 (gboolean, self->n_rows);
  for (guint i = 0; i < self->block->cells->len; i++)
    is_body[get_cell (self, i)->row] |= !get_cell (self, i)->is_header;
  while (self->n_headers < self->n_rows && !is_body[self->n_headers])
    self->n_headers++;
  if (self->n_headers == self->n_rows)
    self->n_headers = 0;
  g_free (is_body);

  self->flows = g_new0 (GazetteFlow *, self->block->cells->len);
  self->minima = g_new0 (double, self->n_columns);
  self->naturals = g_new0 (double, self->n_columns);
  self->widths = g_new0 (double, self->n_columns);
  self->heights = g_new0 (double, self->n_rows);
}

static PangoAlignment
get_alignment (const GazetteCell *cell,
               gboolean           is_rtl)
{
  switch (cell->align)
    {
    case GAZETTE_ALIGN_CENTER:
      return PANGO_ALIGN_CENTER;

    case GAZETTE_ALIGN_RIGHT:
      return PANGO_ALIGN_RIGHT;

    case GAZETTE_ALIGN_LEFT:
      return PANGO_ALIGN_LEFT;

    case GAZETTE_ALIGN_NONE:
    default:
      return is_rtl ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT;
    }
}

static void
make_flows (Table *self)
{
  for (guint i = 0; i < self->block->cells->len; i++)
    {
      const GazetteCell *cell = get_cell (self, i);
      GazetteFlow *flow = gazette_flow_new (self->sheets,
                                            cell->is_header ? GAZETTE_FACE_HEADER_CELL : GAZETTE_FACE_CELL,
                                            self->block->text + cell->start, (gssize) (cell->end - cell->start),
                                            self->block->direction);

      gazette_flow_set_block (flow, self->block, cell->start, cell->end);
      pango_layout_set_alignment (flow->layout, get_alignment (cell, flow->is_rtl));
      pango_layout_set_line_spacing (flow->layout, 1.15f);
      self->flows[i] = flow;
    }
}

static double
measure_width (GazetteFlow  *flow,
               int           width,
               PangoWrapMode wrap)
{
  int measured;

  pango_layout_set_wrap (flow->layout, wrap);
  pango_layout_set_width (flow->layout, width);
  pango_layout_get_size (flow->layout, &measured, NULL);

  return (double) measured / PANGO_SCALE + 2 * PADDING_X + 0.5;
}

/* Of cells over several columns, each of these takes its part of what is missing. */
static void
claim (double *columns,
       guint   first,
       guint   n,
       double  wanted)
{
  double has = 0;

  for (guint i = 0; i < n; i++)
    has += columns[first + i];
  for (guint i = 0; i < n && wanted > has; i++)
    columns[first + i] += (wanted - has) / n;
}

static void
measure_columns (Table *self)
{
  for (guint pass = 0; pass < 2; pass++)
    {
      for (guint i = 0; i < self->block->cells->len; i++)
        {
          const GazetteCell *cell = get_cell (self, i);
          guint n = MAX (1, cell->n_columns);

          if ((n > 1) != (pass == 1))
            continue;
          claim (self->minima, cell->column, n, measure_width (self->flows[i], 0, PANGO_WRAP_WORD));
          claim (self->naturals, cell->column, n, measure_width (self->flows[i], -1, PANGO_WRAP_WORD_CHAR));
        }
    }
}

static double
sum (const double *values,
     guint         first,
     guint         n)
{
  double total = 0;

  for (guint i = 0; i < n; i++)
    total += values[first + i];

  return total;
}

/* As wide as the text, if there is room; else words stay whole, if there is. */
static void
share_width (Table *self)
{
  double minimum = sum (self->minima, 0, self->n_columns);
  double natural = sum (self->naturals, 0, self->n_columns);

  for (guint i = 0; i < self->n_columns; i++)
    {
      if (natural <= self->width)
        self->widths[i] = self->naturals[i];
      else if (minimum <= self->width)
        self->widths[i] = self->minima[i] + (self->naturals[i] - self->minima[i]) * (self->width - minimum) /
                                              MAX (0.001, natural - minimum);
      else
        self->widths[i] = self->minima[i] * self->width / minimum;
    }
}

static void
place_cells (Table *self)
{
  double total = sum (self->widths, 0, self->n_columns);

  for (guint i = 0; i < self->block->cells->len; i++)
    {
      const GazetteCell *cell = get_cell (self, i);
      double before = sum (self->widths, 0, cell->column);
      double width = sum (self->widths, cell->column, MAX (1, cell->n_columns));
      double x = self->is_rtl ? self->x + self->width - before - width : self->x + before;

      pango_layout_set_wrap (self->flows[i]->layout, PANGO_WRAP_WORD_CHAR);
      gazette_flow_set_place (self->flows[i], x + PADDING_X, width - 2 * PADDING_X);
    }
  /* What the table takes of the column. */
  if (self->is_rtl)
    self->x += self->width - total;
  self->width = total;
}

static void
measure_rows (Table *self)
{
  for (guint pass = 0; pass < 2; pass++)
    {
      for (guint i = 0; i < self->block->cells->len; i++)
        {
          const GazetteCell *cell = get_cell (self, i);
          guint n = MAX (1, cell->n_rows);
          double height = gazette_flow_get_height (self->flows[i]) + 2 * PADDING_Y;
          double *last = &self->heights[cell->row + n - 1];

          if ((n > 1) == (pass == 1))
            *last += MAX (0, height - sum (self->heights, cell->row, n));
        }
    }
}

/* Whether a line of a cell lies across this height of a row; if so, @top is where it begins. */
static gboolean
is_across (const GazetteRow *row,
           double            height,
           double           *top)
{
  for (guint i = 0; i < row->flows->len; i++)
    {
      GazetteFlow *flow = row->flows->pdata[i];
      PangoLayoutIter *iter = pango_layout_get_iter (flow->layout);
      gboolean found = FALSE;

      do
        {
          int y0;
          int y1;

          pango_layout_iter_get_line_yrange (iter, &y0, &y1);
          found = row->top + (double) y0 / PANGO_SCALE < height && row->top + (double) y1 / PANGO_SCALE > height;
          if (found)
            *top = row->top + (double) y0 / PANGO_SCALE;
        }
      while (!found && pango_layout_iter_next_line (iter));
      pango_layout_iter_free (iter);
      if (found)
        return TRUE;
    }

  return FALSE;
}

/* Where a part of a row that begins at @from ends. */
static double
find_break (const Table      *self,
            const GazetteRow *row,
            double            height,
            double            from)
{
  double to = from + self->max_row;
  double top;

  if (to >= height)
    return height;
  for (guint tries = 0; tries < 16 && is_across (row, to, &top) && top > from; tries++)
    to = top;

  return to;
}

static void
add_row (Table      *self,
         guint       number,
         GazetteRow *row,
         guint       header,
         gboolean    keep)
{
  double height = self->heights[number];
  double from = 0;

  do
    {
      double to = find_break (self, row, height, from);
      GazetteStrip *strip = gazette_sheets_add_strip (self->sheets, GAZETTE_STRIP_ROW);

      strip->block = self->block;
      strip->row = row;
      strip->from = from;
      strip->to = to;
      strip->height = to - from;
      strip->gap = number == 0 && from == 0 ? self->gap : 0;
      strip->is_first = from == 0;
      strip->is_last = to >= height;
      strip->keep = keep && from == 0;
      strip->header = header;
      from = to;
    }
  while (from < height);
}

/* Which rows stand on the page of the row before, since a cell reaches into them. */
static gboolean *
find_joined (Table *self)
{
  gboolean *joined = g_new0 (gboolean, self->n_rows);

  for (guint i = 0; i < self->block->cells->len; i++)
    {
      const GazetteCell *cell = get_cell (self, i);

      for (guint j = 1; j < cell->n_rows && cell->row + j < self->n_rows; j++)
        joined[cell->row + j] = TRUE;
    }
  for (guint i = 1; i <= self->n_headers && i < self->n_rows; i++)
    joined[i] = TRUE;

  return joined;
}

static void
add_rows (Table *self)
{
  g_autofree gboolean *joined = find_joined (self);
  guint header = self->sheets->strips->len;
  guint n_headers = 0;
  guint next_cell = 0;

  for (guint i = 0; i < self->n_rows; i++)
    {
      GazetteRow *row = g_new0 (GazetteRow, 1);

      row->flows = g_ptr_array_new ();
      row->top = PADDING_Y;
      row->rule_left = self->x;
      row->rule_right = self->x + self->width;
      /* Cells come row by row. */
      for (; next_cell < self->block->cells->len && get_cell (self, next_cell)->row <= i; next_cell++)
        g_ptr_array_add (row->flows, self->flows[next_cell]);
      /* Below, the line is only where no cell goes on: for the sake of calm, then, nowhere. */
      if (i + 1 < self->n_rows && joined[i + 1] && i + 1 != self->n_headers)
        row->rule_right = row->rule_left;
      g_ptr_array_add (self->sheets->rows, row);
      add_row (self, i, row, header, joined[i]);
      if (i + 1 == self->n_headers)
        n_headers = self->sheets->strips->len - header;
    }

  for (guint i = header; i < self->sheets->strips->len; i++)
    g_array_index (self->sheets->strips, GazetteStrip, i).n_headers = n_headers;
}

/*
 * gazette_sheets_add_table:
 * @self: sheets
 * @print: the article
 * @block: a table
 * @x: where it may begin from the left, in points
 * @width: how wide it may be, in points
 * @gap: how much above it is empty, in points
 *
 * Lays a table out. One that is too wide gets smaller letters, as far as they can
 * be read, and words that are broken after that.
 */
void
gazette_sheets_add_table (GazetteSheets      *self,
                          GazettePrint       *print,
                          const GazetteBlock *block,
                          double              x,
                          double              width,
                          double              gap)
{
  g_auto(Table) table = { .sheets = self, .block = block, .x = x, .width = width, .gap = gap };
  const GazettePaper *paper = &print->paper;
  double minimum;

  if (block->cells == NULL || block->cells->len == 0)
    return;

  table.max_row = MAX_ROW * (paper->height - paper->top - paper->bottom);
  table.is_rtl = block->direction == GAZETTE_DIRECTION_RTL ||
                 (block->direction == GAZETTE_DIRECTION_NONE &&
                  gazette_base_direction_of_text (block->text, -1) == GAZETTE_DIRECTION_RTL);
  count (&table);
  make_flows (&table);
  measure_columns (&table);

  minimum = sum (table.minima, 0, table.n_columns);
  if (minimum > width)
    {
      self->scale = MAX (MIN_SCALE, width / minimum);
      make_flows (&table);
      self->scale = 1;
      memset (table.minima, 0, sizeof (double) * table.n_columns);
      memset (table.naturals, 0, sizeof (double) * table.n_columns);
      measure_columns (&table);
    }

  share_width (&table);
  place_cells (&table);
  measure_rows (&table);
  add_rows (&table);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-markdown-private.h"

typedef struct
{
  guint         n_columns;
  guint         n_rows;
  GazetteAlign *aligns;
} Shape;

static const GazetteCell *
get_cell (const GazetteBlock *block,
          guint               position)
{
  return &g_array_index (block->cells, GazetteCell, position);
}

/* Whether Markdown can say what this table is: one row of headers, no cell over
 * several, each column at one side. */
static gboolean
is_simple (const GazetteBlock *block,
           Shape              *shape)
{
  for (guint i = 0; i < block->cells->len; i++)
    {
      const GazetteCell *cell = get_cell (block, i);

      shape->n_columns = MAX (shape->n_columns, cell->column + MAX (1, cell->n_columns));
      shape->n_rows = MAX (shape->n_rows, cell->row + MAX (1, cell->n_rows));
    }
  shape->aligns = g_new0 (GazetteAlign, shape->n_columns);
  for (guint i = 0; i < block->cells->len && get_cell (block, i)->row == 0; i++)
    shape->aligns[get_cell (block, i)->column] = get_cell (block, i)->align;

  if (block->cells->len != (gsize) shape->n_columns * shape->n_rows)
    return FALSE;
  for (guint i = 0; i < block->cells->len; i++)
    {
      const GazetteCell *cell = get_cell (block, i);

      if (cell->n_columns > 1 || cell->n_rows > 1 || cell->is_header != (cell->row == 0) ||
          cell->align != shape->aligns[cell->column])
        return FALSE;
    }

  return TRUE;
}

static void
write_rule (GazetteMarkdown *self,
            const Shape     *shape)
{
  static const char *const rules[] = {
    [GAZETTE_ALIGN_NONE] = " --- |",
    [GAZETTE_ALIGN_LEFT] = " :-- |",
    [GAZETTE_ALIGN_CENTER] = " :-: |",
    [GAZETTE_ALIGN_RIGHT] = " --: |",
  };

  g_string_append_c (self->text, '|');
  for (guint i = 0; i < shape->n_columns; i++)
    g_string_append (self->text, rules[shape->aligns[i]]);
}

static void
write_simple (GazetteMarkdown    *self,
              const GazetteBlock *block,
              const Shape        *shape,
              const char         *prefix)
{
  self->in_table = TRUE;
  for (guint i = 0; i < block->cells->len; i++)
    {
      const GazetteCell *cell = get_cell (block, i);

      if (cell->column == 0)
        g_string_append (self->text, cell->row > 0 ? "\n" : "");
      if (cell->column == 0 && cell->row == 1)
        {
          g_string_append (self->text, prefix);
          write_rule (self, shape);
          g_string_append_c (self->text, '\n');
        }
      if (cell->column == 0)
        g_string_append_printf (self->text, "%s|", cell->row > 0 ? prefix : "");
      g_string_append_c (self->text, ' ');
      gazette_markdown_write_inline (self, block, cell->start, cell->end, "<br>");
      g_string_append (self->text, " |");
    }
  if (shape->n_rows == 1)
    {
      g_string_append_printf (self->text, "\n%s", prefix);
      write_rule (self, shape);
    }
  self->in_table = FALSE;
}

static void
open_cell (GazetteMarkdown   *self,
           const GazetteCell *cell)
{
  static const char *const aligns[] = {
    [GAZETTE_ALIGN_LEFT] = "left",
    [GAZETTE_ALIGN_CENTER] = "center",
    [GAZETTE_ALIGN_RIGHT] = "right",
  };

  g_string_append (self->text, cell->is_header ? "<th" : "<td");
  if (cell->n_columns > 1)
    g_string_append_printf (self->text, " colspan=\"%u\"", cell->n_columns);
  if (cell->n_rows > 1)
    g_string_append_printf (self->text, " rowspan=\"%u\"", cell->n_rows);
  if (cell->align != GAZETTE_ALIGN_NONE)
    g_string_append_printf (self->text, " align=\"%s\"", aligns[cell->align]);
  g_string_append_c (self->text, '>');
}

static void
write_html (GazetteMarkdown    *self,
            const GazetteBlock *block,
            const Shape        *shape,
            const char         *prefix)
{
  guint next = 0;

  self->as_html = TRUE;
  g_string_append (self->text, "<table>");
  for (guint row = 0; row < shape->n_rows; row++)
    {
      g_string_append_printf (self->text, "\n%s<tr>", prefix);
      for (; next < block->cells->len && get_cell (block, next)->row <= row; next++)
        {
          const GazetteCell *cell = get_cell (block, next);

          open_cell (self, cell);
          gazette_markdown_write_inline (self, block, cell->start, cell->end, "<br>");
          g_string_append (self->text, cell->is_header ? "</th>" : "</td>");
        }
      g_string_append (self->text, "</tr>");
    }
  g_string_append_printf (self->text, "\n%s</table>", prefix);
  self->as_html = FALSE;
}

/*
 * gazette_markdown_write_table:
 * @self: where to
 * @block: a table
 * @prefix: what each line but the first begins with
 *
 * Writes a table as such where that says all, else as HTML.
 */
void
gazette_markdown_write_table (GazetteMarkdown    *self,
                              const GazetteBlock *block,
                              const char         *prefix)
{
  Shape shape = { 0 };

  if (is_simple (block, &shape))
    write_simple (self, block, &shape, prefix);
  else
    write_html (self, block, &shape, prefix);
  g_free (shape.aligns);
}

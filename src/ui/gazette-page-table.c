/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-page-cell.h"
#include "gazette-page-table.h"
#include "gazette-sideways.h"

/* Every other row of a table of more rows is shaded. */
#define PLAIN_ROWS 8

/* How far one press of an arrow key scrolls, in pixels. */
#define STEP 60

struct _GazettePageTable
{
  GtkWidget           parent_instance;

  GtkWidget          *scroller;
  GtkWidget          *grid;

  /* Those of the block, and how many of them are there to see. */
  const GazetteBlock *block;
  const char         *language;
  GArray             *cells;
  guint               n_filled;

  /* Of each column the first row that no cell so far reaches. */
  GArray             *reached;

  /* (element-type GazetteCardMark): what is put behind the text. */
  GArray             *highlights;

  /* The cell that is pointed at, whose text can be selected. */
  GtkLabel           *hovered;
};

/* Which character of the table's text is its first; no label before it is filled. */
typedef struct
{
  GtkLabel *label;
  guint     start;
} Cell;

G_DEFINE_FINAL_TYPE (GazettePageTable, gazette_page_table, GTK_TYPE_WIDGET)

static Cell *
get_cell (GazettePageTable *self,
          guint             position)
{
  return &g_array_index (self->cells, Cell, position);
}

static void
add_background (PangoAttrList *list,
                const GdkRGBA *colour,
                guint          start,
                guint          end)
{
  PangoAttribute *attributes[] = {
    pango_attr_background_new ((guint16) (colour->red * G_MAXUINT16), (guint16) (colour->green * G_MAXUINT16),
                               (guint16) (colour->blue * G_MAXUINT16)),
    pango_attr_background_alpha_new ((guint16) (colour->alpha * G_MAXUINT16)),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (attributes); i++)
    {
      attributes[i]->start_index = start;
      attributes[i]->end_index = end;
      pango_attr_list_insert (list, attributes[i]);
    }
}

static void
show_highlights (GazettePageTable *self,
                 guint             position)
{
  const GazetteCell *cell = &g_array_index (self->block->cells, GazetteCell, position);
  PangoAttrList *list = NULL;

  for (guint i = 0; i < self->highlights->len; i++)
    {
      const GazetteCardMark *mark = &g_array_index (self->highlights, GazetteCardMark, i);

      if (mark->end <= cell->start || mark->start >= cell->end)
        continue;
      if (list == NULL)
        list = pango_attr_list_new ();
      add_background (list, &mark->colour, MAX (mark->start, cell->start) - cell->start,
                      MIN (mark->end, cell->end) - cell->start);
    }
  if (list == NULL)
    return;

  gtk_label_set_attributes (get_cell (self, position)->label, list);
  pango_attr_list_unref (list);
}

/* GTK has merged the attributes into those of the markup. */
static void
forget_colours (GtkLabel *label)
{
  g_autofree char *markup = NULL;

  if (gtk_label_get_attributes (label) == NULL)
    return;

  markup = g_strdup (gtk_label_get_label (label));
  gtk_label_set_attributes (label, NULL);
  gtk_label_set_markup (label, "");
  gtk_label_set_markup (label, markup);
}

static gboolean
is_shaded (GazettePageTable  *self,
           const GazetteCell *cell)
{
  const GazetteCell *last = &g_array_index (self->block->cells, GazetteCell, self->cells->len - 1);

  return last->row >= PLAIN_ROWS && cell->row % 2 == 1;
}

/* One that is there already comes after those before it. */
static void
fill_cell (GazettePageTable *self,
           guint             position)
{
  const GazetteCell *cell = &g_array_index (self->block->cells, GazetteCell, position);
  Cell *place = get_cell (self, position);
  GtkWidget *label;

  if (place->label != NULL)
    {
      gtk_widget_insert_before (GTK_WIDGET (place->label), self->grid, NULL);
      return;
    }

  label = gazette_page_cell_new (self->block, self->language, cell, is_shaded (self, cell));
  gtk_grid_attach (GTK_GRID (self->grid), label, (int) cell->column, (int) cell->row, (int) cell->n_columns,
                   (int) cell->n_rows);
  place->label = GTK_LABEL (label);
  show_highlights (self, position);
}

/* What figures are stands above them: the first cell below the header tells. */
static void
align_header (GazettePageTable *self,
              guint             position)
{
  const GazetteCell *cell = &g_array_index (self->block->cells, GazetteCell, position);
  GtkWidget *header;

  if (g_array_index (self->reached, guint, cell->column) != 1)
    return;

  header = gtk_grid_get_child_at (GTK_GRID (self->grid), (int) cell->column, 0);
  if (GTK_IS_LABEL (header) && gtk_label_get_xalign (get_cell (self, position)->label) >= 1)
    gtk_label_set_xalign (GTK_LABEL (header), 1);
}

/* Lines and shades go on to the end of a row that has fewer cells than others. */
static void
fill_rest_of_row (GazettePageTable  *self,
                  const GazetteCell *cell)
{
  guint column = self->reached->len;
  GtkWidget *rest;

  while (column > 0 && g_array_index (self->reached, guint, column - 1) <= cell->row)
    column--;
  if (column == self->reached->len)
    return;

  rest = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_add_css_class (rest, "cell");
  if (is_shaded (self, cell))
    gtk_widget_add_css_class (rest, "shaded");
  gtk_grid_attach (GTK_GRID (self->grid), rest, (int) column, (int) cell->row, (int) (self->reached->len - column), 1);
}

static void
reach (GazettePageTable  *self,
       const GazetteCell *cell)
{
  for (guint i = cell->column; i < cell->column + cell->n_columns; i++)
    g_array_index (self->reached, guint, i) = cell->row + cell->n_rows;
}

/* The longest cell of each column tells how wide that will be: those first, so that
 * columns keep their widths while rows are added. */
static void
fill_widest (GazettePageTable *self)
{
  g_autoptr(GHashTable) widest = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer value;

  for (guint i = 0; i < self->cells->len; i++)
    {
      const GazetteCell *cell = &g_array_index (self->block->cells, GazetteCell, i);
      guint other = GPOINTER_TO_UINT (g_hash_table_lookup (widest, GUINT_TO_POINTER (cell->column)));
      const GazetteCell *longest = &g_array_index (self->block->cells, GazetteCell, MAX (other, 1) - 1);

      if (cell->n_columns == 1 && (other == 0 || cell->end - cell->start > longest->end - longest->start))
        g_hash_table_insert (widest, GUINT_TO_POINTER (cell->column), GUINT_TO_POINTER (i + 1));
    }

  g_hash_table_iter_init (&iter, widest);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    fill_cell (self, GPOINTER_TO_UINT (value) - 1);
}

/* Where each cell begins is known before it is there. */
static void
place_cells (GazettePageTable *self)
{
  guint n_characters = 0;
  guint at = 0;

  for (guint i = 0; i < self->block->cells->len; i++)
    {
      const GazetteCell *cell = &g_array_index (self->block->cells, GazetteCell, i);
      Cell place;

      n_characters += (guint) g_utf8_strlen (self->block->text + at, cell->start - at);
      at = cell->start;
      place = (Cell) { NULL, n_characters };
      g_array_append_val (self->cells, place);
      if (cell->column + cell->n_columns > self->reached->len)
        g_array_set_size (self->reached, cell->column + cell->n_columns);
    }
}

static GtkSizeRequestMode
gazette_page_table_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* A scrolled window would be as high as the table is at its narrowest. */
static void
gazette_page_table_measure (GtkWidget      *widget,
                            GtkOrientation  orientation,
                            int             for_size,
                            int            *minimum,
                            int            *natural,
                            int            *minimum_baseline,
                            int            *natural_baseline)
{
  GazettePageTable *self = GAZETTE_PAGE_TABLE (widget);
  int width;

  gtk_widget_measure (self->grid, GTK_ORIENTATION_HORIZONTAL, -1, &width, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 1;
      return;
    }

  gtk_widget_measure (self->grid, GTK_ORIENTATION_VERTICAL, MAX (width, for_size), minimum, natural, NULL, NULL);
  *natural = *minimum;
}

static void
gazette_page_table_size_allocate (GtkWidget *widget,
                                  int        width,
                                  int        height,
                                  int        baseline)
{
  gtk_widget_allocate (GAZETTE_PAGE_TABLE (widget)->scroller, width, height, baseline, NULL);
}

/* A table that is wider than the column is reached by the keyboard, too; what has
 * links is reached by those. */
static void
width_cb (GazettePageTable *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scroller));

  gtk_widget_set_focusable (self->scroller,
                            gtk_adjustment_get_upper (adjustment) > gtk_adjustment_get_page_size (adjustment));
}

static gboolean
scroll_cb (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   data)
{
  GazettePageTable *self = GAZETTE_PAGE_TABLE (widget);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scroller));

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + g_variant_get_int32 (arguments) * STEP);

  return gtk_widget_get_focusable (self->scroller);
}

/* A label that can be selected takes the focus: only one does, and what is selected in
 * it stays when the pointer goes on. */
static void
motion_cb (GazettePageTable *self,
           double            x,
           double            y)
{
  GtkWidget *picked = gtk_widget_pick (self->grid, x, y, GTK_PICK_DEFAULT);
  GtkLabel *label = GTK_IS_LABEL (picked) ? GTK_LABEL (picked) : NULL;

  if (label == NULL || label == self->hovered)
    return;

  if (self->hovered != NULL && !gtk_label_get_selection_bounds (self->hovered, NULL, NULL))
    gtk_label_set_selectable (self->hovered, FALSE);
  self->hovered = label;
  gtk_label_set_selectable (label, TRUE);
}

static void
gazette_page_table_dispose (GObject *object)
{
  GazettePageTable *self = GAZETTE_PAGE_TABLE (object);

  g_array_set_size (self->cells, 0);
  self->hovered = NULL;
  g_clear_pointer (&self->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (gazette_page_table_parent_class)->dispose (object);
}

static void
gazette_page_table_finalize (GObject *object)
{
  g_array_unref (GAZETTE_PAGE_TABLE (object)->cells);
  g_array_unref (GAZETTE_PAGE_TABLE (object)->highlights);
  g_array_unref (GAZETTE_PAGE_TABLE (object)->reached);

  G_OBJECT_CLASS (gazette_page_table_parent_class)->finalize (object);
}

static void
gazette_page_table_class_init (GazettePageTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gazette_page_table_dispose;
  G_OBJECT_CLASS (klass)->finalize = gazette_page_table_finalize;
  widget_class->get_request_mode = gazette_page_table_get_request_mode;
  widget_class->measure = gazette_page_table_measure;
  widget_class->size_allocate = gazette_page_table_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TABLE);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, 0, scroll_cb, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Left, 0, scroll_cb, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, 0, scroll_cb, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Right, 0, scroll_cb, "i", 1);
}

static void
gazette_page_table_init (GazettePageTable *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();

  self->cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  self->highlights = g_array_new (FALSE, FALSE, sizeof (GazetteCardMark));
  self->reached = g_array_new (FALSE, TRUE, sizeof (guint));
  self->grid = gtk_grid_new ();
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (self->grid, motion);
  self->scroller = gazette_sideways_new ();
  gtk_widget_add_css_class (self->grid, "page-table");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->grid);
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scroller)), "changed",
                           G_CALLBACK (width_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "default");
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

/**
 * gazette_page_table_new:
 * @block: a table with cells; it is to live until it is filled
 * @language: (nullable): what it is written in
 *
 * Returns: (transfer floating): the table as a widget, with none of its cells yet; one
 *   that is too wide scrolls
 */
GtkWidget *
gazette_page_table_new (const GazetteBlock *block,
                        const char         *language)
{
  GazettePageTable *self = g_object_new (GAZETTE_TYPE_PAGE_TABLE, NULL);

  /* The columns, too, stand in the order that the text is read in. */
  gtk_widget_set_direction (self->grid, gazette_page_cell_get_direction (block));
  self->block = block;
  self->language = pango_language_to_string (pango_language_from_string (language));
  place_cells (self);

  return GTK_WIDGET (self);
}

/**
 * gazette_page_table_fill:
 * @self: a table
 * @n_cells: how many of its cells to make at most
 * @until: when to pause, by g_get_monotonic_time()
 *
 * Goes on making cells, from the first row to the last.
 *
 * Returns: whether there are more to make
 */
gboolean
gazette_page_table_fill (GazettePageTable *self,
                         guint             n_cells,
                         gint64            until)
{
  g_return_val_if_fail (GAZETTE_IS_PAGE_TABLE (self), FALSE);

  if (self->n_filled == 0 && n_cells < self->cells->len)
    fill_widest (self);
  while (self->n_filled < self->cells->len && n_cells-- > 0)
    {
      const GazetteCell *cell = &g_array_index (self->block->cells, GazetteCell, self->n_filled);

      fill_cell (self, self->n_filled);
      align_header (self, self->n_filled++);
      reach (self, cell);
      if (self->n_filled == self->cells->len || cell[1].row != cell->row)
        fill_rest_of_row (self, cell);
      if (g_get_monotonic_time () >= until)
        break;
    }

  return self->n_filled < self->cells->len;
}

/**
 * gazette_page_table_mark:
 * @self: a table
 * @start: a character of the block's text
 * @length: how many characters, all of them in one cell
 * @colour: what is put behind them
 *
 * Colours some words, beside those that are coloured already.
 *
 * Returns: (transfer none): the cell that they are in
 */
GtkWidget *
gazette_page_table_mark (GazettePageTable *self,
                         guint             start,
                         guint             length,
                         const GdkRGBA    *colour)
{
  const Cell *cell = NULL;
  const char *text;
  guint from;
  PangoAttrList *list;

  g_return_val_if_fail (GAZETTE_IS_PAGE_TABLE (self), NULL);
  g_return_val_if_fail (self->cells->len > 0, NULL);

  gazette_page_table_fill (self, G_MAXUINT, G_MAXINT64);
  for (guint i = 0; i < self->cells->len && g_array_index (self->cells, Cell, i).start <= start; i++)
    cell = &g_array_index (self->cells, Cell, i);

  text = gtk_label_get_text (cell->label);
  from = (guint) (g_utf8_offset_to_pointer (text, start - cell->start) - text);
  list = gtk_label_get_attributes (cell->label);
  list = list != NULL ? pango_attr_list_copy (list) : pango_attr_list_new ();
  add_background (list, colour, from, (guint) (g_utf8_offset_to_pointer (text + from, length) - text));
  gtk_label_set_attributes (cell->label, list);
  pango_attr_list_unref (list);

  return GTK_WIDGET (cell->label);
}

/**
 * gazette_page_table_unmark:
 * @self: a table
 *
 * Takes the colours of gazette_page_table_mark() away.
 */
void
gazette_page_table_unmark (GazettePageTable *self)
{
  g_return_if_fail (GAZETTE_IS_PAGE_TABLE (self));

  for (guint i = 0; i < self->cells->len; i++)
    {
      if (get_cell (self, i)->label == NULL)
        continue;
      forget_colours (get_cell (self, i)->label);
      show_highlights (self, i);
    }
}

/**
 * gazette_page_table_set_highlights:
 * @self: a table
 * @marks: (element-type GazetteCardMark): what is put behind the text, below the colours
 *   of gazette_page_table_mark(), which go
 *
 * Takes the place of what was given before.
 */
void
gazette_page_table_set_highlights (GazettePageTable *self,
                                   GArray           *marks)
{
  g_return_if_fail (GAZETTE_IS_PAGE_TABLE (self));

  if (self->highlights->len == 0 && marks->len == 0)
    return;

  g_array_unref (self->highlights);
  self->highlights = g_array_ref (marks);
  gazette_page_table_unmark (self);
}

/**
 * gazette_page_table_get_selected:
 * @self: a table
 * @start: (out): the first byte of the block's text that is selected
 * @end: (out): the one after the last
 *
 * Returns: whether something is selected in one of the cells
 */
gboolean
gazette_page_table_get_selected (GazettePageTable *self,
                                 guint            *start,
                                 guint            *end)
{
  g_return_val_if_fail (GAZETTE_IS_PAGE_TABLE (self), FALSE);

  for (guint i = 0; i < self->cells->len; i++)
    {
      GtkLabel *label = get_cell (self, i)->label;
      guint from = g_array_index (self->block->cells, GazetteCell, i).start;
      const char *text;
      int first;
      int last;

      if (label == NULL || !gtk_label_get_selection_bounds (label, &first, &last))
        continue;
      text = gtk_label_get_text (label);
      *start = from + (guint) (g_utf8_offset_to_pointer (text, first) - text);
      *end = from + (guint) (g_utf8_offset_to_pointer (text, last) - text);
      return TRUE;
    }

  return FALSE;
}

/**
 * gazette_page_table_select:
 * @self: a table
 * @start: a byte of the block's text
 * @end: the one after the last
 *
 * Selects what of it is in the first of its cells, and nothing else.
 *
 * Returns: (transfer none) (nullable): that cell, %NULL where it is not there
 */
GtkWidget *
gazette_page_table_select (GazettePageTable *self,
                           guint             start,
                           guint             end)
{
  GtkWidget *selected = NULL;

  g_return_val_if_fail (GAZETTE_IS_PAGE_TABLE (self), NULL);

  for (guint i = 0; i < self->cells->len; i++)
    {
      const GazetteCell *cell = &g_array_index (self->block->cells, GazetteCell, i);
      GtkLabel *label = get_cell (self, i)->label;
      const char *text = label != NULL ? gtk_label_get_text (label) : NULL;
      guint from = MAX (start, cell->start);
      guint to = MIN (end, cell->end);

      if (text == NULL)
        continue;
      if (selected != NULL || from >= to)
        {
          gtk_label_select_region (label, 0, 0);
          continue;
        }
      gtk_label_set_selectable (label, TRUE);
      gtk_label_select_region (label, (int) g_utf8_strlen (text, from - cell->start),
                               (int) g_utf8_strlen (text, to - cell->start));
      selected = GTK_WIDGET (label);
    }

  return selected;
}

/**
 * gazette_page_table_find_cell:
 * @self: a table
 * @widget: what is in it
 * @start: (out): the first byte of the cell that it shows
 * @end: (out): the one after the last
 *
 * Returns: whether it shows one
 */
gboolean
gazette_page_table_find_cell (GazettePageTable *self,
                              GtkWidget        *widget,
                              guint            *start,
                              guint            *end)
{
  g_return_val_if_fail (GAZETTE_IS_PAGE_TABLE (self), FALSE);
  g_return_val_if_fail (GTK_IS_WIDGET (widget), FALSE);

  for (guint i = 0; i < self->cells->len; i++)
    {
      const GazetteCell *cell = &g_array_index (self->block->cells, GazetteCell, i);

      if ((gpointer) get_cell (self, i)->label != widget)
        continue;
      *start = cell->start;
      *end = cell->end;
      return TRUE;
    }

  return FALSE;
}

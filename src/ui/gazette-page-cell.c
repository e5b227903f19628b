/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A cell of a table as a label. */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "gazette-direction.h"
#include "gazette-page-cell.h"

/* A column is no wider than this many characters while others need room. */
#define CELL_CHARS 40

/* In bytes. */
#define LONG_WORD 30

static void
append_escaped (GString    *markup,
                const char *text,
                gsize       length)
{
  g_autofree char *escaped = g_markup_escape_text (text, (gssize) length);

  g_string_append (markup, escaped);
}

static void
append_run (GString          *markup,
            const GazetteRun *run,
            const char       *text,
            gsize             length)
{
  static const struct
  {
    GazetteStyle style;
    const char  *start;
    const char  *end;
  } styles[] = {
    { GAZETTE_STYLE_EMPHASIS, "<i>", "</i>" },
    { GAZETTE_STYLE_STRONG, "<b>", "</b>" },
    { GAZETTE_STYLE_CODE, "<tt>", "</tt>" },
    { GAZETTE_STYLE_DELETED, "<s>", "</s>" },
    { GAZETTE_STYLE_UNDERLINE, "<u>", "</u>" },
    { GAZETTE_STYLE_SUBSCRIPT, "<sub>", "</sub>" },
    { GAZETTE_STYLE_SUPERSCRIPT, "<sup>", "</sup>" },
    { GAZETTE_STYLE_SMALL, "<small>", "</small>" },
    { GAZETTE_STYLE_KEY, "<tt>", "</tt>" },
    { GAZETTE_STYLE_MARK, "<span background='#f7d433' background_alpha='45%'>", "</span>" },
  };

  if (run->href != NULL)
    {
      g_string_append (markup, "<a href=\"");
      append_escaped (markup, run->href, strlen (run->href));
      g_string_append (markup, "\" title=\"");
      append_escaped (markup, run->href, strlen (run->href));
      g_string_append (markup, "\">");
    }
  for (gsize i = 0; i < G_N_ELEMENTS (styles); i++)
    {
      if ((run->style & styles[i].style) != 0)
        g_string_append (markup, styles[i].start);
    }
  append_escaped (markup, text, length);
  for (gsize i = G_N_ELEMENTS (styles); i > 0; i--)
    {
      if ((run->style & styles[i - 1].style) != 0)
        g_string_append (markup, styles[i - 1].end);
    }
  if (run->href != NULL)
    g_string_append (markup, "</a>");
}

/* The bytes from @start to @end of the block's text. */
static char *
dup_markup (const GazetteBlock *block,
            const char         *language,
            guint               start,
            guint               end)
{
  GString *markup = g_string_new (NULL);

  if (language != NULL)
    g_string_append_printf (markup, "<span lang=\"%s\">", language);
  for (guint i = 0; block->runs != NULL && i < block->runs->len && start < end; i++)
    {
      const GazetteRun *run = &g_array_index (block->runs, GazetteRun, i);
      guint from = MAX (run->start, start);
      guint to = MIN (run->end, end);

      if (from >= to)
        continue;
      append_escaped (markup, block->text + start, from - start);
      append_run (markup, run, block->text + from, to - from);
      start = to;
    }
  append_escaped (markup, block->text + start, end - start);
  if (language != NULL)
    g_string_append (markup, "</span>");

  return g_string_free_and_steal (markup);
}

static gboolean
activate_link_cb (GtkWidget  *label,
                  const char *href)
{
  gtk_widget_activate_action (label, "page.open-link", "s", href);

  return TRUE;
}

/* Figures are read from their last digit. */
static gboolean
is_figure (const char *text,
           gsize       length)
{
  gboolean digit = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      if (g_ascii_isdigit (text[i]))
        digit = TRUE;
      else if (strchr ("+-.,% ", text[i]) == NULL)
        return FALSE;
    }

  return digit;
}

/* Only what would make a column absurd, such as an address, is broken anywhere. */
static gboolean
has_long_word (const char *text,
               gsize       length)
{
  gsize n = 0;

  for (gsize i = 0; i < length && n <= LONG_WORD; i++)
    n = text[i] == ' ' ? 0 : n + 1;

  return n > LONG_WORD;
}

/* Figures are read from their last digit, whatever the page says of them. */
static float
get_xalign (const GazetteBlock *block,
            const GazetteCell  *cell,
            GtkTextDirection    direction)
{
  switch (cell->align)
    {
    case GAZETTE_ALIGN_CENTER:
      return 0.5f;

    case GAZETTE_ALIGN_RIGHT:
      return direction == GTK_TEXT_DIR_RTL ? 0 : 1;

    case GAZETTE_ALIGN_LEFT:
      return direction == GTK_TEXT_DIR_RTL ? 1 : 0;

    case GAZETTE_ALIGN_NONE:
    default:
      return is_figure (block->text + cell->start, cell->end - cell->start) ? 1 : 0;
    }
}

/* What the first abbreviation of the cell stands for. */
static const char *
find_title (const GazetteBlock *block,
            const GazetteCell  *cell)
{
  for (guint i = 0; i < block->runs->len; i++)
    {
      const GazetteRun *run = &g_array_index (block->runs, GazetteRun, i);

      if (run->title != NULL && run->start >= cell->start && run->end <= cell->end)
        return run->title;
    }

  return NULL;
}

/**
 * gazette_page_cell_get_direction:
 * @block: a table
 *
 * Returns: which way its columns, and texts without a direction, are read
 */
GtkTextDirection
gazette_page_cell_get_direction (const GazetteBlock *block)
{
  switch (block->direction)
    {
    case GAZETTE_DIRECTION_LTR:
      return GTK_TEXT_DIR_LTR;

    case GAZETTE_DIRECTION_RTL:
      return GTK_TEXT_DIR_RTL;

    case GAZETTE_DIRECTION_NONE:
    default:
      return gazette_direction_of_text (block->text);
    }
}

/**
 * gazette_page_cell_new:
 * @block: a table
 * @language: (nullable): what it is written in
 * @cell: one of its cells
 * @shaded: whether its row is
 *
 * Returns: (transfer floating): the cell, a #GtkLabel
 */
GtkWidget *
gazette_page_cell_new (const GazetteBlock *block,
                       const char         *language,
                       const GazetteCell  *cell,
                       gboolean            shaded)
{
  guint start = cell->start;
  guint end = cell->end;
  g_autofree char *markup = dup_markup (block, language, start, end);
  /* GTK 4.18 has no word for headers on the bus. */
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_CELL, NULL);
  GtkTextDirection direction;

  gtk_label_set_markup (GTK_LABEL (label), markup);
  direction = gazette_direction_of_text (gtk_label_get_text (GTK_LABEL (label)));
  if (direction == GTK_TEXT_DIR_NONE)
    direction = gazette_page_cell_get_direction (block);
  gtk_widget_set_direction (label, direction);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), has_long_word (block->text + start, end - start) ? PANGO_WRAP_WORD_CHAR
                                                                                               : PANGO_WRAP_WORD);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), CELL_CHARS);
  gtk_label_set_xalign (GTK_LABEL (label), get_xalign (block, cell, direction));
  if (cell->align == GAZETTE_ALIGN_CENTER)
    gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_tooltip_text (label, find_title (block, cell));
  gtk_widget_add_css_class (label, "cell");
  if (cell->is_header)
    {
      gtk_widget_add_css_class (label, "header");
      gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, C_("table", "Header"), -1);
    }
  if (shaded)
    gtk_widget_add_css_class (label, "shaded");
  gtk_accessible_update_relation (GTK_ACCESSIBLE (label),
                                  GTK_ACCESSIBLE_RELATION_COL_INDEX, (int) cell->column + 1,
                                  GTK_ACCESSIBLE_RELATION_COL_SPAN, (int) cell->n_columns,
                                  GTK_ACCESSIBLE_RELATION_ROW_INDEX, (int) cell->row + 1,
                                  GTK_ACCESSIBLE_RELATION_ROW_SPAN, (int) cell->n_rows,
                                  -1);
  g_signal_connect (label, "activate-link", G_CALLBACK (activate_link_cb), NULL);

  return label;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "gazette-page-table.h"
#include "gazette-url.h"

/* Every other row of a table of more rows is shaded. */
#define PLAIN_ROWS 8

/* A column is no wider than this many characters while others need room. */
#define CELL_CHARS 40

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
  };

  if (run->href != NULL)
    {
      g_string_append (markup, "<a href=\"");
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
            guint               start,
            guint               end)
{
  GString *markup = g_string_new (NULL);

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

static GtkWidget *
make_cell (const GazetteBlock *block,
           guint               start,
           guint               end,
           gboolean            header,
           gboolean            shaded)
{
  g_autofree char *markup = dup_markup (block, start, end);
  GtkWidget *cell = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (cell), markup);
  gtk_label_set_wrap (GTK_LABEL (cell), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (cell), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (cell), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_width_chars (GTK_LABEL (cell), (int) MIN (6, end - start));
  gtk_label_set_max_width_chars (GTK_LABEL (cell), CELL_CHARS);
  gtk_label_set_xalign (GTK_LABEL (cell), is_figure (block->text + start, end - start) ? 1 : 0);
  gtk_label_set_yalign (GTK_LABEL (cell), 0);
  gtk_widget_set_hexpand (cell, TRUE);
  gtk_widget_add_css_class (cell, "cell");
  if (header)
    gtk_widget_add_css_class (cell, "header");
  if (shaded)
    gtk_widget_add_css_class (cell, "shaded");
  g_signal_connect (cell, "activate-link", G_CALLBACK (activate_link_cb), NULL);

  return cell;
}

static guint
count_rows (const char *text)
{
  guint n = 1;

  for (const char *p = text; *p != 0; p++)
    n += *p == '\n';

  return n;
}

/**
 * gazette_page_table_new:
 * @block: a table
 *
 * Returns: (transfer floating): the table as a widget; a wide one scrolls
 */
GtkWidget *
gazette_page_table_new (const GazetteBlock *block)
{
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  gboolean zebra = count_rows (block->text) > PLAIN_ROWS;
  guint start = 0;
  int column = 0;
  int row = 0;

  for (guint i = 0;; i++)
    {
      char c = block->text[i];

      if (c != '\t' && c != '\n' && c != 0)
        continue;

      gtk_grid_attach (GTK_GRID (grid), make_cell (block, start, i, block->header_row && row == 0, zebra && row % 2 == 1),
                       column, row, 1, 1);
      if (c == 0)
        break;
      start = i + 1;
      column = c == '\t' ? column + 1 : 0;
      row += c == '\n';
    }

  gtk_widget_add_css_class (grid, "page-table");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), grid);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_widget_set_cursor_from_name (scroller, "default");

  return scroller;
}

static void
free_href (gpointer  href,
           GClosure *closure)
{
  g_free (href);
}

static void
embed_clicked_cb (GtkWidget  *button,
                  const char *href)
{
  gtk_widget_activate_action (button, "page.open-link", "s", href);
}

/**
 * gazette_page_embed_new:
 * @block: an embed
 *
 * Returns: (transfer floating): a card that leads to what the site shows there
 */
GtkWidget *
gazette_page_embed_new (const GazetteBlock *block)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *host = block->href != NULL ? gazette_url_dup_host (block->href) : NULL;
  const char *title = block->text[0] != 0 ? block->text : _("Embedded Content");
  GtkWidget *labels[] = { gtk_label_new (title), gtk_label_new (host) };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      gtk_label_set_xalign (GTK_LABEL (labels[i]), 0);
      gtk_label_set_ellipsize (GTK_LABEL (labels[i]), PANGO_ELLIPSIZE_END);
      gtk_box_append (GTK_BOX (words), labels[i]);
    }
  gtk_widget_add_css_class (labels[0], "heading");
  gtk_widget_add_css_class (labels[1], "caption");
  gtk_widget_set_visible (labels[1], host != NULL);
  gtk_widget_set_hexpand (words, TRUE);

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("web-browser-symbolic"));
  gtk_box_append (GTK_BOX (box), words);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "page-embed");
  gtk_widget_set_tooltip_text (button, block->href);
  gtk_widget_set_cursor_from_name (button, "pointer");
  gtk_widget_set_sensitive (button, block->href != NULL);
  if (block->href != NULL)
    g_signal_connect_data (button, "clicked", G_CALLBACK (embed_clicked_cb), g_strdup (block->href),
                           free_href, G_CONNECT_DEFAULT);

  return button;
}

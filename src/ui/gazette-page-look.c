/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <adwaita.h>

#include "gazette-page-look.h"

/* Dim text is this much of the text's own colour: 4.5:1 and better on the
 * backgrounds of libadwaita, light and dark. */
#define DIM 0.72f
#define DIM_HIGH_CONTRAST 0.9f

/* Links on paper: see sepia.css. */
#define SEPIA_LINK { 0x85 / 255.0f, 0x42 / 255.0f, 0x0f / 255.0f, 1 }

/* Running text, for how wide a character is on average. */
#define SAMPLE "Whoever reads a column of print goes from line to line without a thought, as long as it is neither " \
               "too wide nor too narrow; the eye finds the next line by itself."

static double
get_font_size (GtkWidget    *widget,
               PangoContext *context)
{
  const PangoFontDescription *font = pango_context_get_font_description (context);
  double size = (double) pango_font_description_get_size (font) / PANGO_SCALE;

  if (!pango_font_description_get_size_is_absolute (font))
    size *= 96.0 / 72;

  return MAX (size, 1);
}

static PangoAttrList *
new_attributes (PangoLanguage *language)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  if (language != NULL)
    pango_attr_list_insert (attributes, pango_attr_language_new (language));

  return attributes;
}

/* How high a line of a text is, in Pango units: that of the fonts that have its letters,
 * which are found without setting it. */
static int
measure_line (GtkWidget     *widget,
              const char    *text,
              PangoLanguage *language)
{
  g_autoptr(PangoAttrList) attributes = new_attributes (language);
  GList *items = pango_itemize (gtk_widget_get_pango_context (widget), text, 0, (int) strlen (text), attributes, NULL);
  int ascent = 0;
  int descent = 0;

  for (GList *l = items; l != NULL; l = l->next)
    {
      const PangoAnalysis *analysis = &((PangoItem *) l->data)->analysis;
      PangoFontMetrics *metrics = pango_font_get_metrics (analysis->font, analysis->language);

      ascent = MAX (ascent, pango_font_metrics_get_ascent (metrics));
      descent = MAX (descent, pango_font_metrics_get_descent (metrics));
      pango_font_metrics_unref (metrics);
    }
  g_list_free_full (items, (GDestroyNotify) pango_item_free);

  return ascent + descent;
}

/**
 * gazette_page_look_read:
 * @look: (inout): where it goes; the title is not touched, the language is what it is for
 * @widget: the view that has the fonts and colours
 * @typography: how pages are set
 * @title: (nullable): the title of the article, which has letters as those below it do:
 *   how high a line is depends on the fonts that have them
 *
 * Reads a look from the style of a widget.
 */
void
gazette_page_look_read (GazettePageLook   *look,
                        GtkWidget         *widget,
                        GazetteTypography *typography,
                        const char        *title)
{
  static const GdkRGBA sepia_link = SEPIA_LINK;
  AdwStyleManager *manager = adw_style_manager_get_default ();
  double size = get_font_size (widget, gtk_widget_get_pango_context (widget));

  look->font_size = size;
  look->font_height = measure_line (widget, title != NULL && title[0] != 0 ? title : SAMPLE, look->language) /
                      (size * PANGO_SCALE);
  look->line_height = gazette_typography_get_line_height (typography);
  look->justified = gazette_typography_is_justified (typography);

  gtk_widget_get_color (widget, &look->text);
  look->dim = look->text;
  look->dim.alpha *= adw_style_manager_get_high_contrast (manager) ? DIM_HIGH_CONTRAST : DIM;
  look->dark = adw_style_manager_get_dark (manager);
  if (gazette_typography_is_sepia (typography))
    look->accent = sepia_link;
  else
    adw_accent_color_to_standalone_rgba (adw_style_manager_get_accent_color (manager), look->dark, &look->accent);
}

/**
 * gazette_page_look_measure_column:
 * @widget: the view that has the fonts
 * @typography: how pages are set
 *
 * Returns: how wide the column is that text reads best in, in pixels
 */
int
gazette_page_look_measure_column (GtkWidget         *widget,
                                  GazetteTypography *typography)
{
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (widget, SAMPLE);
  int n_characters = gazette_typography_get_measure (typography);
  int width;

  pango_layout_get_size (layout, &width, NULL);

  return (int) ((double) width / PANGO_SCALE / (double) g_utf8_strlen (SAMPLE, -1) * n_characters + 0.5);
}

/**
 * gazette_page_look_equal:
 * @a: a look
 * @b: another one
 *
 * Returns: whether pages look the same with both
 */
gboolean
gazette_page_look_equal (const GazettePageLook *a,
                         const GazettePageLook *b)
{
  return a->font_size == b->font_size && a->font_height == b->font_height && a->line_height == b->line_height &&
         a->justified == b->justified && a->title_scale == b->title_scale &&
         a->title_margin == b->title_margin && a->title_rtl == b->title_rtl && a->dark == b->dark &&
         a->language == b->language && gdk_rgba_equal (&a->text, &b->text) && gdk_rgba_equal (&a->dim, &b->dim) &&
         gdk_rgba_equal (&a->accent, &b->accent);
}

/* How wide what a line may end after is, and the last character of it that is white,
 * which may stand out, in Pango units. */
typedef struct
{
  int width;
  int space;
} Word;

static int
count_lines (const GArray *words,
             int           width)
{
  int n_lines = 1;
  int x = 0;

  for (guint i = 0; i < words->len; i++)
    {
      const Word *word = &g_array_index (words, Word, i);

      if (x > 0 && x + word->width > width)
        {
          n_lines++;
          x = 0;
        }
      x += word->width + word->space;
    }

  return n_lines;
}

/* Returns: (transfer full): how wide what begins at each byte of the text is */
static int *
measure_clusters (PangoLayout *layout)
{
  int *widths = g_new0 (int, strlen (pango_layout_get_text (layout)) + 1);
  PangoLayoutIter *iter = pango_layout_get_iter (layout);

  do
    {
      PangoRectangle extents;

      pango_layout_iter_get_cluster_extents (iter, NULL, &extents);
      widths[pango_layout_iter_get_index (iter)] = extents.width;
    }
  while (pango_layout_iter_next_cluster (iter));
  pango_layout_iter_free (iter);

  return widths;
}

/* Returns: (transfer full) (element-type Word): the words of a text that is one line */
static GArray *
measure_words (PangoLayout *layout)
{
  g_autofree int *widths = measure_clusters (layout);
  const char *text = pango_layout_get_text (layout);
  const PangoLogAttr *attributes = pango_layout_get_log_attrs_readonly (layout, NULL);
  GArray *words = g_array_new (FALSE, FALSE, sizeof (Word));
  Word word = { 0 };

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p), attributes++)
    {
      /* A hyphen that is not there yet is not counted on. */
      if (attributes->is_line_break && !attributes->break_inserts_hyphen && p > text)
        {
          g_array_append_val (words, word);
          word = (Word) { 0 };
        }
      word.width += word.space;
      word.space = attributes->is_white ? widths[p - text] : 0;
      word.width += widths[p - text] - word.space;
    }
  g_array_append_val (words, word);

  return words;
}

/**
 * gazette_page_look_balance:
 * @look: a look
 * @widget: the view that has the fonts
 * @title: a title
 * @column: how wide the column is, in pixels
 *
 * Finds how narrow a title can be set without a line more, so that its last
 * line is not a single word.
 *
 * Returns: by how much it is narrower than the column, in pixels
 */
int
gazette_page_look_balance (const GazettePageLook *look,
                           GtkWidget             *widget,
                           const char            *title,
                           int                    column)
{
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (widget, title);
  g_autoptr(PangoAttrList) attributes = new_attributes (look->language);
  g_autoptr(GArray) words = NULL;
  PangoFontDescription *font = pango_font_description_new ();
  int n_lines;
  int low = column / 3;
  int high = column;

  pango_font_description_set_absolute_size (font, look->font_size * look->title_scale * PANGO_SCALE);
  pango_font_description_set_weight (font, PANGO_WEIGHT_ULTRABOLD);
  pango_font_description_merge (font, pango_context_get_font_description (gtk_widget_get_pango_context (widget)), FALSE);
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_single_paragraph_mode (layout, TRUE);

  words = measure_words (layout);
  for (guint i = 0; i < words->len; i++)
    low = MAX (low, (g_array_index (words, Word, i).width + PANGO_SCALE - 1) / PANGO_SCALE);
  n_lines = count_lines (words, column * PANGO_SCALE);
  if (low > column || n_lines < 2 || n_lines > 6)
    return 0;

  while (low < high)
    {
      int middle = low + (high - low) / 2;

      if (count_lines (words, middle * PANGO_SCALE) > n_lines)
        low = middle + 1;
      else
        high = middle;
    }

  /* A pixel of air: the text view rounds on its own. */
  return MAX (0, column - high - 2);
}

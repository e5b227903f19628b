/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-line-height.h"

/**
 * gazette_line_height_get:
 * @widget: a widget with text
 *
 * Returns: how high a line of it is, in pixels, by its font alone
 */
int
gazette_line_height_get (GtkWidget *widget)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  g_autoptr(PangoFont) font = pango_context_load_font (context, pango_context_get_font_description (context));
  /* Those of one font are remembered by it, those of a context are not. */
  PangoFontMetrics *metrics = font != NULL ? pango_font_get_metrics (font, pango_context_get_language (context))
                                           : pango_context_get_metrics (context, NULL, NULL);
  int height = pango_font_metrics_get_height (metrics);

  if (height <= 0)
    height = pango_font_metrics_get_ascent (metrics) + pango_font_metrics_get_descent (metrics);
  pango_font_metrics_unref (metrics);

  return PANGO_PIXELS_CEIL (height);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gazette-code-text.h"

G_BEGIN_DECLS

/**
 * GazettePageTable:
 *
 * A table in an article.
 */
#define GAZETTE_TYPE_PAGE_TABLE (gazette_page_table_get_type ())
G_DECLARE_FINAL_TYPE (GazettePageTable, gazette_page_table, GAZETTE, PAGE_TABLE, GtkWidget)

GtkWidget *gazette_page_table_new    (const GazetteBlock *block,
                                      const char         *language);
gboolean   gazette_page_table_fill   (GazettePageTable   *self,
                                      guint               n_cells,
                                      gint64              until);
GtkWidget *gazette_page_table_mark   (GazettePageTable   *self,
                                      guint               start,
                                      guint               length,
                                      const GdkRGBA      *colour);
void       gazette_page_table_unmark (GazettePageTable   *self);
void       gazette_page_table_set_highlights (GazettePageTable *self,
                                      GArray             *marks);
gboolean   gazette_page_table_get_selected (GazettePageTable *self,
                                      guint              *start,
                                      guint              *end);
GtkWidget *gazette_page_table_select (GazettePageTable   *self,
                                      guint               start,
                                      guint               end);
gboolean   gazette_page_table_find_cell (GazettePageTable *self,
                                      GtkWidget          *widget,
                                      guint              *start,
                                      guint              *end);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct
{
  gint64 id;
  guint  section;
} Row;

/**
 * RowModel:
 *
 * What a list of headlines shows, without a library: rows of which nothing is known but
 * a number and a section. Titles of sections are like "Section 3".
 */
struct _RowModel
{
  GObject     parent_instance;

  GArray     *rows;
  GtkBitset  *selected;
  GHashTable *headlines;
  gint64      last_id;
};

#define TYPE_ROW_MODEL (row_model_get_type ())
G_DECLARE_FINAL_TYPE (RowModel, row_model, ROW, MODEL, GObject)

Row  *row_model_get_row   (RowModel          *self,
                           guint              position);
void  row_model_splice    (RowModel          *self,
                           guint              position,
                           guint              n_removed,
                           guint              n_added,
                           guint              rows_per_section);
char *row_model_dup_title (GtkSelectionModel *model,
                           guint              position);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-library-private.h"
#include "row-model.h"

Row *
row_model_get_row (RowModel *self,
                   guint     position)
{
  return &g_array_index (self->rows, Row, position);
}

static GType
row_model_get_item_type (GListModel *model)
{
  return GAZETTE_TYPE_HEADLINE;
}

static guint
row_model_get_n_items (GListModel *model)
{
  return ROW_MODEL (model)->rows->len;
}

static gpointer
row_model_get_item (GListModel *model,
                    guint       position)
{
  RowModel *self = ROW_MODEL (model);
  GazetteHeadline *headline;

  if (position >= self->rows->len)
    return NULL;

  headline = g_hash_table_lookup (self->headlines, &row_model_get_row (self, position)->id);

  return headline != NULL ? g_object_ref (headline)
                          : gazette_headline_new (row_model_get_row (self, position)->id, self->headlines);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = row_model_get_item_type;
  iface->get_n_items = row_model_get_n_items;
  iface->get_item = row_model_get_item;
}

static void
row_model_get_section (GtkSectionModel *model,
                       guint            position,
                       guint           *start,
                       guint           *end)
{
  RowModel *self = ROW_MODEL (model);
  guint section = row_model_get_row (self, position)->section;

  *start = position;
  *end = position + 1;
  while (*start > 0 && row_model_get_row (self, *start - 1)->section == section)
    --*start;
  while (*end < self->rows->len && row_model_get_row (self, *end)->section == section)
    ++*end;
}

static void
section_model_init (GtkSectionModelInterface *iface)
{
  iface->get_section = row_model_get_section;
}

static gboolean
row_model_is_selected (GtkSelectionModel *model,
                       guint              position)
{
  return gtk_bitset_contains (ROW_MODEL (model)->selected, position);
}

static gboolean
row_model_set_selection (GtkSelectionModel *model,
                         GtkBitset         *selected,
                         GtkBitset         *mask)
{
  RowModel *self = ROW_MODEL (model);

  gtk_bitset_subtract (self->selected, mask);
  gtk_bitset_union (self->selected, selected);
  gtk_selection_model_selection_changed (model, 0, self->rows->len);

  return TRUE;
}

static gboolean
row_model_select_range (GtkSelectionModel *model,
                        guint              position,
                        guint              n_items,
                        gboolean           unselect_rest)
{
  RowModel *self = ROW_MODEL (model);

  if (unselect_rest)
    gtk_bitset_remove_all (self->selected);
  gtk_bitset_add_range (self->selected, position, n_items);
  gtk_selection_model_selection_changed (model, 0, self->rows->len);

  return TRUE;
}

static gboolean
row_model_select_item (GtkSelectionModel *model,
                       guint              position,
                       gboolean           unselect_rest)
{
  return row_model_select_range (model, position, 1, unselect_rest);
}

static gboolean
row_model_unselect_range (GtkSelectionModel *model,
                          guint              position,
                          guint              n_items)
{
  RowModel *self = ROW_MODEL (model);

  gtk_bitset_remove_range (self->selected, position, n_items);
  gtk_selection_model_selection_changed (model, 0, self->rows->len);

  return TRUE;
}

static gboolean
row_model_unselect_item (GtkSelectionModel *model,
                         guint              position)
{
  return row_model_unselect_range (model, position, 1);
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = row_model_is_selected;
  iface->set_selection = row_model_set_selection;
  iface->select_item = row_model_select_item;
  iface->select_range = row_model_select_range;
  iface->unselect_item = row_model_unselect_item;
  iface->unselect_range = row_model_unselect_range;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (RowModel, row_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                                 G_IMPLEMENT_INTERFACE (GTK_TYPE_SECTION_MODEL, section_model_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, selection_model_init))

static void
row_model_finalize (GObject *object)
{
  RowModel *self = ROW_MODEL (object);

  g_array_unref (self->rows);
  gtk_bitset_unref (self->selected);
  g_hash_table_unref (self->headlines);

  G_OBJECT_CLASS (row_model_parent_class)->finalize (object);
}

static void
row_model_class_init (RowModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = row_model_finalize;
}

static void
row_model_init (RowModel *self)
{
  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  self->selected = gtk_bitset_new_empty ();
  self->headlines = g_hash_table_new (g_int64_hash, g_int64_equal);
}

/* New rows, so many of them in a section. */
void
row_model_splice (RowModel *self,
                  guint     position,
                  guint     n_removed,
                  guint     n_added,
                  guint     rows_per_section)
{
  g_autoptr(GArray) added = g_array_sized_new (FALSE, FALSE, sizeof (Row), n_added);

  for (guint i = 0; i < n_added; i++)
    {
      Row row = { ++self->last_id, self->last_id / rows_per_section };

      g_array_append_val (added, row);
    }
  g_array_remove_range (self->rows, position, n_removed);
  if (n_added > 0)
    g_array_insert_vals (self->rows, position, added->data, n_added);
  gtk_bitset_splice (self->selected, position, n_removed, n_added);
  g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
}

char *
row_model_dup_title (GtkSelectionModel *model,
                     guint              position)
{
  return g_strdup_printf ("Section %u", row_model_get_row (ROW_MODEL (model), position)->section);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-highlight-row.h"

struct _GazetteHighlightRow
{
  AdwBin      parent_instance;

  GtkWidget  *bar;
  GtkLabel   *quote;
  GtkLabel   *note;
  GtkLabel   *lost;
  GtkWidget  *remove;

  gint64      id;
  const char *colour;
};

G_DEFINE_FINAL_TYPE (GazetteHighlightRow, gazette_highlight_row, ADW_TYPE_BIN)

static void
remove_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "win.remove-highlight", "x", GAZETTE_HIGHLIGHT_ROW (widget)->id);
}

static void
gazette_highlight_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GAZETTE_TYPE_HIGHLIGHT_ROW);

  G_OBJECT_CLASS (gazette_highlight_row_parent_class)->dispose (object);
}

static void
gazette_highlight_row_class_init (GazetteHighlightRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gazette_highlight_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gazette_reader/Gazette/ui/gazette-highlight-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GazetteHighlightRow, bar);
  gtk_widget_class_bind_template_child (widget_class, GazetteHighlightRow, quote);
  gtk_widget_class_bind_template_child (widget_class, GazetteHighlightRow, note);
  gtk_widget_class_bind_template_child (widget_class, GazetteHighlightRow, lost);
  gtk_widget_class_bind_template_child (widget_class, GazetteHighlightRow, remove);
  gtk_widget_class_install_action (widget_class, "highlight-row.remove", NULL, remove_cb);
}

static void
gazette_highlight_row_init (GazetteHighlightRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gazette_highlight_row_new:
 *
 * Returns: (transfer floating): a row of nothing
 */
GtkWidget *
gazette_highlight_row_new (void)
{
  return g_object_new (GAZETTE_TYPE_HIGHLIGHT_ROW, NULL);
}

/**
 * gazette_highlight_row_set_annotation:
 * @self: a row
 * @annotation: what it shows
 */
void
gazette_highlight_row_set_annotation (GazetteHighlightRow     *self,
                                      const GazetteAnnotation *annotation)
{
  static const char *const colours[GAZETTE_N_COLOURS] = { "yellow", "green", "blue", "pink" };

  g_return_if_fail (GAZETTE_IS_HIGHLIGHT_ROW (self));
  g_return_if_fail (annotation != NULL);

  if (self->colour != NULL)
    gtk_widget_remove_css_class (self->bar, self->colour);
  self->colour = colours[annotation->colour];
  gtk_widget_add_css_class (self->bar, self->colour);

  self->id = annotation->id;
  gtk_label_set_text (self->quote, annotation->quote.exact);
  gtk_label_set_text (self->note, annotation->note != NULL ? annotation->note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), annotation->note != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->lost), annotation->is_lost);
  gtk_widget_set_visible (self->remove, annotation->is_lost);
}

/**
 * gazette_highlight_row_dup_remark:
 * @self: a row that shows a highlight
 *
 * Returns: (transfer full): what a screen reader says beside its words: the note, and
 *   whether the text does not have them any more
 */
char *
gazette_highlight_row_dup_remark (GazetteHighlightRow *self)
{
  gboolean is_lost;

  g_return_val_if_fail (GAZETTE_IS_HIGHLIGHT_ROW (self), NULL);

  is_lost = gtk_widget_get_visible (GTK_WIDGET (self->lost));

  return g_strstrip (g_strjoin ("\n", gtk_label_get_text (self->note), is_lost ? gtk_label_get_text (self->lost) : "", NULL));
}

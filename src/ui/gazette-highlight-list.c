/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-highlight-list.h"
#include "gazette-highlight-model.h"
#include "gazette-highlight-row.h"

struct _GazetteHighlightList
{
  AdwBin                 parent_instance;

  GtkEditable           *entry;
  GtkStack              *stack;
  GtkListView           *list;

  GazetteHighlightModel *model;
};

G_DEFINE_FINAL_TYPE (GazetteHighlightList, gazette_highlight_list, ADW_TYPE_BIN)

static void
loaded_cb (GazetteHighlightList *self)
{
  gboolean is_empty = g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0;

  gtk_stack_set_visible_child_name (self->stack,
                                    is_empty && *gtk_editable_get_text (self->entry) != '\0' ? "nothing" : "list");
}

static void
search_changed_cb (GazetteHighlightList *self)
{
  if (self->model != NULL)
    gazette_highlight_model_set_words (self->model, gtk_editable_get_text (self->entry));
}

static void
stop_search_cb (GazetteHighlightList *self)
{
  gtk_editable_set_text (self->entry, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
activate_cb (GazetteHighlightList *self,
             guint                 position)
{
  g_autoptr(GazetteHighlightItem) item = g_list_model_get_item (G_LIST_MODEL (self->model), position);
  const GazetteAnnotation *annotation = item != NULL ? gazette_highlight_item_get_annotation (item) : NULL;

  if (annotation != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-highlight", "(xx)", annotation->article_id, annotation->id);
}

static gboolean
delete_cb (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   user_data)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  GtkWidget *row = focus != NULL ? gtk_widget_get_first_child (focus) : NULL;

  if (!GAZETTE_IS_HIGHLIGHT_ROW (row))
    return GDK_EVENT_PROPAGATE;

  gtk_widget_activate_action (row, "highlight-row.remove", NULL);

  return GDK_EVENT_STOP;
}

static void
setup_row_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *item)
{
  gtk_list_item_set_child (item, gazette_highlight_row_new ());
}

static void
bind_row_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *item)
{
  GazetteHighlightRow *row = GAZETTE_HIGHLIGHT_ROW (gtk_list_item_get_child (item));
  const GazetteAnnotation *annotation = gazette_highlight_item_get_annotation (gtk_list_item_get_item (item));
  g_autofree char *remark = NULL;

  gazette_highlight_row_set_annotation (row, annotation);
  remark = gazette_highlight_row_dup_remark (row);
  gtk_list_item_set_accessible_label (item, annotation->quote.exact);
  gtk_list_item_set_accessible_description (item, remark);
}

static GtkWidget *
add_label (GtkBox     *box,
           int         n_lines,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), n_lines > 1);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), n_lines);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (box, label);

  return label;
}

static void
setup_header_cb (GtkSignalListItemFactory *factory,
                 GtkListHeader            *header)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_widget_set_margin_top (box, 9);
  gtk_widget_set_margin_start (box, 8);
  gtk_widget_set_margin_end (box, 8);
  add_label (GTK_BOX (box), 2, "heading");
  gtk_widget_add_css_class (add_label (GTK_BOX (box), 1, "caption"), "dimmed");
  gtk_list_header_set_child (header, box);
}

/* The source, and the day on which the article was published. */
static char *
dup_origin (const GazetteAnnotation *annotation)
{
  g_autoptr(GDateTime) date = annotation->published != 0 ? g_date_time_new_from_unix_local (annotation->published) : NULL;
  /* TRANSLATORS: the day on which an article was published, as strftime() has it:
   * "23 November 2026"; xgettext:no-c-format */
  g_autofree char *day = date != NULL ? g_date_time_format (date, _("%-d %B %Y")) : NULL;

  /* Set apart: after a name in Arabic the number of the day would change sides with the month. */
  return day != NULL ? g_strdup_printf ("%s · \u2068%s\u2069", annotation->source, day) : g_strdup (annotation->source);
}

static void
bind_header_cb (GtkSignalListItemFactory *factory,
                GtkListHeader            *header)
{
  const GazetteAnnotation *annotation = gazette_highlight_item_get_annotation (gtk_list_header_get_item (header));
  GtkWidget *title = gtk_widget_get_first_child (gtk_list_header_get_child (header));
  g_autofree char *origin = dup_origin (annotation);

  gtk_label_set_text (GTK_LABEL (title), annotation->title);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (title)), origin);
}

static void
gazette_highlight_list_map (GtkWidget *widget)
{
  GazetteHighlightList *self = GAZETTE_HIGHLIGHT_LIST (widget);

  if (self->model != NULL)
    gazette_highlight_model_set_active (self->model, TRUE);

  GTK_WIDGET_CLASS (gazette_highlight_list_parent_class)->map (widget);
}

static void
gazette_highlight_list_unmap (GtkWidget *widget)
{
  GazetteHighlightList *self = GAZETTE_HIGHLIGHT_LIST (widget);

  GTK_WIDGET_CLASS (gazette_highlight_list_parent_class)->unmap (widget);

  if (self->model != NULL)
    gazette_highlight_model_set_active (self->model, FALSE);
}

static gboolean
gazette_highlight_list_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (GAZETTE_HIGHLIGHT_LIST (widget)->list));
}

static void
gazette_highlight_list_dispose (GObject *object)
{
  GazetteHighlightList *self = GAZETTE_HIGHLIGHT_LIST (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), GAZETTE_TYPE_HIGHLIGHT_LIST);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (gazette_highlight_list_parent_class)->dispose (object);
}

static void
gazette_highlight_list_class_init (GazetteHighlightListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gazette_highlight_list_dispose;
  widget_class->map = gazette_highlight_list_map;
  widget_class->unmap = gazette_highlight_list_unmap;
  widget_class->grab_focus = gazette_highlight_list_grab_focus;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gazette_reader/Gazette/ui/gazette-highlight-list.ui");
  gtk_widget_class_bind_template_child (widget_class, GazetteHighlightList, entry);
  gtk_widget_class_bind_template_child (widget_class, GazetteHighlightList, stack);
  gtk_widget_class_bind_template_child (widget_class, GazetteHighlightList, list);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_header_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_header_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Delete, 0, delete_cb, NULL);
}

static void
gazette_highlight_list_init (GazetteHighlightList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gazette_highlight_list_set_library:
 * @self: a list that has none yet
 * @library: where the highlights are
 */
void
gazette_highlight_list_set_library (GazetteHighlightList *self,
                                    GazetteLibrary       *library)
{
  g_autoptr(GtkNoSelection) selection = NULL;

  g_return_if_fail (GAZETTE_IS_HIGHLIGHT_LIST (self));
  g_return_if_fail (GAZETTE_IS_LIBRARY (library));
  g_return_if_fail (self->model == NULL);

  self->model = gazette_highlight_model_new (library);
  g_signal_connect_object (self->model, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->model)));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gazette_highlight_model_set_active (self->model, TRUE);
}

/**
 * gazette_highlight_list_get_neighbour:
 * @self: a list with a library
 * @article_id: an article
 * @direction: 1 for the one below, -1 for the one above
 *
 * Returns: the article beside it, the first one if it is not there, 0 if there is none
 */
gint64
gazette_highlight_list_get_neighbour (GazetteHighlightList *self,
                                      gint64                article_id,
                                      int                   direction)
{
  g_return_val_if_fail (GAZETTE_IS_HIGHLIGHT_LIST (self), 0);

  return gazette_highlight_model_get_neighbour (self->model, article_id, direction);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-field-row.h"

struct _GazetteFieldRow
{
  AdwPreferencesRow  parent_instance;

  GtkLabel          *title;
  GtkEditable       *entry;
  GtkWidget         *places_button;
  GtkPopover        *places_popover;
  GtkListBox        *places;
  GtkLabel          *value;

  gboolean           is_showing;
};

G_DEFINE_FINAL_TYPE (GazetteFieldRow, gazette_field_row, ADW_TYPE_PREFERENCES_ROW)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  const char *name;
  const char *title;
} FieldTitle;

static const FieldTitle titles[] = {
  { "articles", N_("List of articles") },
  { "title", N_("Title") },
  { "url", N_("Web address") },
  { "published", N_("Date") },
  { "authors", N_("Authors") },
  { "summary", N_("Summary") },
  { "html", N_("Text") },
  { "image", N_("Picture") },
  { "tags", N_("Topics") },
  { "id", N_("What tells it from others") },
};

static const char *
get_title (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      if (g_str_equal (titles[i].name, name))
        return _(titles[i].title);
    }

  return name;
}

static void
changed_cb (GazetteFieldRow *self)
{
  if (!self->is_showing)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
place_activated_cb (GazetteFieldRow *self,
                    GtkListBoxRow   *row)
{
  gtk_popover_popdown (self->places_popover);
  gtk_editable_set_text (self->entry, adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
gazette_field_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GAZETTE_TYPE_FIELD_ROW);

  G_OBJECT_CLASS (gazette_field_row_parent_class)->dispose (object);
}

static void
gazette_field_row_class_init (GazetteFieldRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gazette_field_row_dispose;

  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gazette_reader/Gazette/ui/gazette-field-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GazetteFieldRow, title);
  gtk_widget_class_bind_template_child (widget_class, GazetteFieldRow, entry);
  gtk_widget_class_bind_template_child (widget_class, GazetteFieldRow, places_button);
  gtk_widget_class_bind_template_child (widget_class, GazetteFieldRow, places_popover);
  gtk_widget_class_bind_template_child (widget_class, GazetteFieldRow, places);
  gtk_widget_class_bind_template_child (widget_class, GazetteFieldRow, value);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, place_activated_cb);
}

static void
gazette_field_row_init (GazetteFieldRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gazette_field_row_new:
 * @name: of the field, as a dialect file has it
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
gazette_field_row_new (const char *name)
{
  GazetteFieldRow *self;
  g_autofree char *label = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  self = g_object_new (GAZETTE_TYPE_FIELD_ROW, NULL);
  gtk_label_set_text (self->title, get_title (name));
  /* TRANSLATORS: %s is a field of an article, such as “Title” */
  label = g_strdup_printf (_("Choose for: %s"), get_title (name));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->places_button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);

  return GTK_WIDGET (self);
}

static void
show_value (GazetteFieldRow *self,
            GazetteField    *field)
{
  const char *value = field->error != NULL ? field->error : field->value;

  if (value == NULL)
    value = *field->path != '\0' ? _("The first article has nothing there.") : _("Left out");
  gtk_label_set_text (self->value, value);

  if (field->error != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->value), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->value), "error");
  if (field->error == NULL && field->value == NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->value), "dimmed");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->value), "dimmed");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               field->error != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
show_places (GazetteFieldRow *self,
             GPtrArray       *places)
{
  gtk_list_box_remove_all (self->places);
  for (guint i = 0; i < places->len; i++)
    {
      const GazettePlace *place = places->pdata[i];
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), place->path);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), place->value);
      adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_list_box_append (self->places, row);
    }
  gtk_widget_set_sensitive (self->places_button, places->len > 0);
}

/**
 * gazette_field_row_show:
 * @self: a row
 * @field: what its path leads to
 * @places: (element-type GazettePlace): what there is to choose from
 *
 * Takes over what came of reading. What is being typed stays as it is.
 */
void
gazette_field_row_show (GazetteFieldRow *self,
                        GazetteField    *field,
                        GPtrArray       *places)
{
  g_return_if_fail (GAZETTE_IS_FIELD_ROW (self));
  g_return_if_fail (field != NULL);
  g_return_if_fail (places != NULL);

  self->is_showing = TRUE;
  if (!gtk_widget_has_focus (GTK_WIDGET (gtk_editable_get_delegate (self->entry))) &&
      !g_str_equal (gtk_editable_get_text (self->entry), field->path))
    gtk_editable_set_text (self->entry, field->path);
  self->is_showing = FALSE;

  show_value (self, field);
  if (!gtk_widget_get_visible (GTK_WIDGET (self->places_popover)))
    show_places (self, places);
}

/**
 * gazette_field_row_get_path:
 * @self: a row
 *
 * Returns: (transfer none): what was typed
 */
const char *
gazette_field_row_get_path (GazetteFieldRow *self)
{
  g_return_val_if_fail (GAZETTE_IS_FIELD_ROW (self), NULL);

  return gtk_editable_get_text (self->entry);
}

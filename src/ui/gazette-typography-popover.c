/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "gazette-typography-popover.h"

struct _GazetteTypographyPopover
{
  GtkPopover    parent_instance;

  GtkButton    *size_button;
  GtkWidget    *font_row;
  AdwSpinRow   *line_height_row;
  AdwSpinRow   *measure_row;
  GtkWidget    *justified_row;

  GSettings    *settings;
};

G_DEFINE_FINAL_TYPE (GazetteTypographyPopover, gazette_typography_popover, GTK_TYPE_POPOVER)

/* Of the usual size, as programs that zoom tell it. */
static void
update_size (GazetteTypographyPopover *self)
{
  g_autoptr(GVariant) normal = g_settings_get_default_value (self->settings, "page-text-size");
  double scale = (double) g_settings_get_int (self->settings, "page-text-size") / g_variant_get_int32 (normal);
  /* TRANSLATORS: the size of text, of what is usual */
  g_autofree char *text = g_strdup_printf (_("%d %%"), (int) (scale * 100 + 0.5));

  gtk_button_set_label (self->size_button, text);
}

static gboolean
get_font (GValue   *value,
          GVariant *variant,
          gpointer  user_data)
{
  GazetteTypographyPopover *self = user_data;

  g_value_set_uint (value, (guint) g_settings_get_enum (self->settings, "page-font"));

  return TRUE;
}

static GVariant *
set_font (const GValue       *value,
          const GVariantType *type,
          gpointer            user_data)
{
  static const char *const nicks[] = { "reading", "interface", "serif", "monospace" };
  guint font = g_value_get_uint (value);

  return font < G_N_ELEMENTS (nicks) ? g_variant_new_string (nicks[font]) : NULL;
}

static void
gazette_typography_popover_dispose (GObject *object)
{
  GazetteTypographyPopover *self = GAZETTE_TYPOGRAPHY_POPOVER (object);

  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), GAZETTE_TYPE_TYPOGRAPHY_POPOVER);

  G_OBJECT_CLASS (gazette_typography_popover_parent_class)->dispose (object);
}

static void
gazette_typography_popover_class_init (GazetteTypographyPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gazette_typography_popover_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gazette_reader/Gazette/ui/gazette-typography-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, GazetteTypographyPopover, size_button);
  gtk_widget_class_bind_template_child (widget_class, GazetteTypographyPopover, font_row);
  gtk_widget_class_bind_template_child (widget_class, GazetteTypographyPopover, line_height_row);
  gtk_widget_class_bind_template_child (widget_class, GazetteTypographyPopover, measure_row);
  gtk_widget_class_bind_template_child (widget_class, GazetteTypographyPopover, justified_row);
}

static void
gazette_typography_popover_init (GazetteTypographyPopover *self)
{
  self->settings = g_settings_new (APP_ID);
  gtk_widget_init_template (GTK_WIDGET (self));

  g_settings_bind_with_mapping (self->settings, "page-font", self->font_row, "selected", G_SETTINGS_BIND_DEFAULT,
                                get_font, set_font, self, NULL);
  g_settings_bind (self->settings, "page-line-height", adw_spin_row_get_adjustment (self->line_height_row), "value",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "page-measure", adw_spin_row_get_adjustment (self->measure_row), "value",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "page-justified", self->justified_row, "active", G_SETTINGS_BIND_DEFAULT);
  g_signal_connect_object (self->settings, "changed::page-text-size", G_CALLBACK (update_size), self,
                           G_CONNECT_SWAPPED);
  update_size (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-preferences.h"
#include "gazette-storage-page.h"

struct _GazettePreferences
{
  AdwPreferencesDialog  parent_instance;

  AdwComboRow          *refresh_interval;
  GtkWidget            *refresh_at_start;
  GtkWidget            *refresh_on_metered;
  GtkWidget            *mark_read_on_scroll;
  GtkWidget            *background_row;
  GtkWidget            *autostart;
  AdwActionRow         *refusal;
  GtkWidget            *notifications;
  AdwComboRow          *copy_days;
  AdwSpinRow           *copy_budget;
  GtkWidget            *copy_on_metered;
  GtkWidget            *copy_on_battery;
  AdwComboRow          *retention;
  GazetteStoragePage   *storage_page;

  GSettings            *settings;
  GazetteNewsroom      *newsroom;
  GazetteBackground    *background;
};

G_DEFINE_FINAL_TYPE (GazettePreferences, gazette_preferences, ADW_TYPE_PREFERENCES_DIALOG)

/* In the order of the choices. */
static const char *const intervals[] = { "never", "15-minutes", "30-minutes", "hour", "3-hours", "day", NULL };
static const char *const retentions[] = { "all", "month", "quarter", "year", "hundred", "thousand", NULL };
static const char *const spans[] = { "none", "day", "3-days", "week", "2-weeks", "month", NULL };

static gboolean
get_choice (GValue   *value,
            GVariant *variant,
            gpointer  user_data)
{
  const char *const *nicks = user_data;
  const char *nick = g_variant_get_string (variant, NULL);

  for (guint i = 0; nicks[i] != NULL; i++)
    {
      if (g_str_equal (nicks[i], nick))
        g_value_set_uint (value, i);
    }

  return TRUE;
}

static GVariant *
set_choice (const GValue       *value,
            const GVariantType *type,
            gpointer            user_data)
{
  const char *const *nicks = user_data;
  guint chosen = g_value_get_uint (value);

  return chosen < g_strv_length ((char **) nicks) ? g_variant_new_string (nicks[chosen]) : NULL;
}

static void
bind_choice (GazettePreferences *self,
             const char         *key,
             AdwComboRow        *row,
             const char *const  *nicks)
{
  g_settings_bind_with_mapping (self->settings, key, row, "selected", G_SETTINGS_BIND_DEFAULT, get_choice, set_choice,
                                (gpointer) nicks, NULL);
}

static void
bind_switch (GazettePreferences *self,
             const char         *key,
             GtkWidget          *row)
{
  g_settings_bind (self->settings, key, row, "active", G_SETTINGS_BIND_DEFAULT);
}

static void
update_refusal (GazettePreferences *self)
{
  const char *refusal = gazette_background_get_refusal (self->background);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->refusal), refusal != NULL ? refusal : "");
  gtk_widget_set_visible (GTK_WIDGET (self->refusal), refusal != NULL);
}

static void
gazette_preferences_dispose (GObject *object)
{
  GazettePreferences *self = GAZETTE_PREFERENCES (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->newsroom);
  g_clear_object (&self->background);
  gtk_widget_dispose_template (GTK_WIDGET (object), GAZETTE_TYPE_PREFERENCES);

  G_OBJECT_CLASS (gazette_preferences_parent_class)->dispose (object);
}

static void
gazette_preferences_class_init (GazettePreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gazette_preferences_dispose;

  g_type_ensure (GAZETTE_TYPE_STORAGE_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gazette_reader/Gazette/ui/gazette-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, GazettePreferences, refresh_interval);
  gtk_widget_class_bind_template_child (widget_class, GazettePreferences, refresh_at_start);
  gtk_widget_class_bind_template_child (widget_class, GazettePreferences, refresh_on_metered);
  gtk_widget_class_bind_template_child (widget_class, GazettePreferences, mark_read_on_scroll);
  gtk_widget_class_bind_template_child (widget_class, GazettePreferences, background_row);
  gtk_widget_class_bind_template_child (widget_class, GazettePreferences, autostart);
  gtk_widget_class_bind_template_child (widget_class, GazettePreferences, refusal);
  gtk_widget_class_bind_template_child (widget_class, GazettePreferences, notifications);
  gtk_widget_class_bind_template_child (widget_class, GazettePreferences, copy_days);
  gtk_widget_class_bind_template_child (widget_class, GazettePreferences, copy_budget);
  gtk_widget_class_bind_template_child (widget_class, GazettePreferences, copy_on_metered);
  gtk_widget_class_bind_template_child (widget_class, GazettePreferences, copy_on_battery);
  gtk_widget_class_bind_template_child (widget_class, GazettePreferences, retention);
  gtk_widget_class_bind_template_child (widget_class, GazettePreferences, storage_page);
}

static void
gazette_preferences_init (GazettePreferences *self)
{
  self->settings = g_settings_new (APP_ID);
  gtk_widget_init_template (GTK_WIDGET (self));

  bind_choice (self, "refresh-interval", self->refresh_interval, intervals);
  bind_switch (self, "refresh-at-start", self->refresh_at_start);
  bind_switch (self, "refresh-on-metered", self->refresh_on_metered);
  bind_switch (self, "mark-read-on-scroll", self->mark_read_on_scroll);
  bind_switch (self, "background", self->background_row);
  /* That row follows the one above it. */
  g_settings_bind (self->settings, "autostart", self->autostart, "active",
                   G_SETTINGS_BIND_DEFAULT | G_SETTINGS_BIND_NO_SENSITIVITY);
  bind_switch (self, "notifications", self->notifications);
  bind_choice (self, "copy-days", self->copy_days, spans);
  g_settings_bind (self->settings, "copy-budget", adw_spin_row_get_adjustment (self->copy_budget), "value",
                   G_SETTINGS_BIND_DEFAULT);
  bind_switch (self, "copy-on-metered", self->copy_on_metered);
  bind_switch (self, "copy-on-battery", self->copy_on_battery);
  bind_choice (self, "retention", self->retention, retentions);
}

/**
 * gazette_preferences_new:
 * @newsroom: who does what is wanted
 * @background: (nullable): what goes on by itself
 *
 * Returns: (transfer floating): a dialog, to be presented
 */
AdwDialog *
gazette_preferences_new (GazetteNewsroom   *newsroom,
                         GazetteBackground *background)
{
  GazettePreferences *self;

  g_return_val_if_fail (GAZETTE_IS_NEWSROOM (newsroom), NULL);

  self = g_object_new (GAZETTE_TYPE_PREFERENCES, NULL);
  self->newsroom = g_object_ref (newsroom);
  gazette_storage_page_set_newsroom (self->storage_page, newsroom);
  if (background != NULL)
    {
      self->background = g_object_ref (background);
      g_signal_connect_object (background, "notify::refusal", G_CALLBACK (update_refusal), self, G_CONNECT_SWAPPED);
      update_refusal (self);
    }

  return ADW_DIALOG (self);
}

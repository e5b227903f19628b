/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-export-dialog.h"

#define N_CHOICES (GAZETTE_EXPORT_SELECTED + 1)

struct _GazetteExportDialog
{
  AdwAlertDialog       parent_instance;

  AdwPreferencesGroup *what;
  AdwComboRow         *format;
  AdwSwitchRow        *pictures;

  /* The buttons of the choices, each NULL where it is none. */
  GtkCheckButton      *buttons[N_CHOICES];
};

G_DEFINE_FINAL_TYPE (GazetteExportDialog, gazette_export_dialog, ADW_TYPE_ALERT_DIALOG)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
response_cb (GazetteExportDialog *self,
             const char          *response)
{
  guint what = 0;

  while (what < N_CHOICES && (self->buttons[what] == NULL || !gtk_check_button_get_active (self->buttons[what])))
    what++;
  if (g_str_equal (response, "export") && what < N_CHOICES)
    g_signal_emit (self, signals[CHOSEN], 0, what, adw_combo_row_get_selected (self->format),
                   adw_switch_row_get_active (self->pictures));
}

static void
gazette_export_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GAZETTE_TYPE_EXPORT_DIALOG);

  G_OBJECT_CLASS (gazette_export_dialog_parent_class)->dispose (object);
}

static void
gazette_export_dialog_class_init (GazetteExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gazette_export_dialog_dispose;

  signals[CHOSEN] =
    g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 3, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_BOOLEAN);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gazette_reader/Gazette/ui/gazette-export-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GazetteExportDialog, what);
  gtk_widget_class_bind_template_child (widget_class, GazetteExportDialog, format);
  gtk_widget_class_bind_template_child (widget_class, GazetteExportDialog, pictures);
  gtk_widget_class_bind_template_callback (widget_class, response_cb);
}

static void
gazette_export_dialog_init (GazetteExportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_choice (GazetteExportDialog *self,
            GazetteExportWhat    kind,
            const char          *name,
            GazetteExportWhat    wanted)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_check_button_new ();
  GtkCheckButton *first = NULL;

  for (guint i = 0; i < N_CHOICES && first == NULL; i++)
    first = self->buttons[i];
  gtk_check_button_set_group (GTK_CHECK_BUTTON (button), first);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), first == NULL || kind == wanted);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  self->buttons[kind] = GTK_CHECK_BUTTON (button);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (self->what, row);
}

/**
 * gazette_export_dialog_new:
 * @shown_title: what the list of headlines is called
 * @n_shown: how many articles are in it; with none of them it is no choice
 * @n_saved: how many articles are saved; the same
 * @has_article: whether an article is open
 * @n_selected: how many articles are selected among several; the same
 * @wanted: what is chosen at first, where that is a choice
 *
 * Returns: (transfer floating): a dialog, to be presented
 */
AdwDialog *
gazette_export_dialog_new (const char        *shown_title,
                           guint              n_shown,
                           guint              n_saved,
                           gboolean           has_article,
                           guint              n_selected,
                           GazetteExportWhat  wanted)
{
  GazetteExportDialog *self = g_object_new (GAZETTE_TYPE_EXPORT_DIALOG, NULL);

  if (n_selected > 0)
    {
      /* TRANSLATORS: %u is how many articles are selected */
      g_autofree char *name = g_strdup_printf (_("The Selected Articles (%u)"), n_selected);

      add_choice (self, GAZETTE_EXPORT_SELECTED, name, wanted);
    }
  if (has_article)
    add_choice (self, GAZETTE_EXPORT_THIS, _("The Open Article"), wanted);
  if (n_shown > 0)
    {
      /* TRANSLATORS: the name of a list of headlines, and how many there are */
      g_autofree char *name = g_strdup_printf (_("%s (%u)"), shown_title, n_shown);

      add_choice (self, GAZETTE_EXPORT_SHOWN, name, wanted);
    }
  if (n_saved > 0)
    {
      /* TRANSLATORS: %u is how many articles are saved */
      g_autofree char *name = g_strdup_printf (_("All Saved Articles (%u)"), n_saved);

      add_choice (self, GAZETTE_EXPORT_SAVED, name, wanted);
    }
  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (self), "export",
                                         n_selected > 0 || has_article || n_shown > 0 || n_saved > 0);

  return ADW_DIALOG (self);
}

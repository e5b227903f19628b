/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-export-dialog.h"

struct _GazetteExportDialog
{
  AdwAlertDialog  parent_instance;

  AdwComboRow    *what;
  GtkStringList  *what_names;
  AdwComboRow    *format;
  AdwSwitchRow   *pictures;

  /* What each choice of articles is. */
  GArray         *kinds;
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
  guint what = adw_combo_row_get_selected (self->what);

  if (g_str_equal (response, "export") && what < self->kinds->len)
    g_signal_emit (self, signals[CHOSEN], 0, g_array_index (self->kinds, guint, what),
                   adw_combo_row_get_selected (self->format), adw_switch_row_get_active (self->pictures));
}

static void
gazette_export_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GAZETTE_TYPE_EXPORT_DIALOG);

  G_OBJECT_CLASS (gazette_export_dialog_parent_class)->dispose (object);
}

static void
gazette_export_dialog_finalize (GObject *object)
{
  g_array_unref (GAZETTE_EXPORT_DIALOG (object)->kinds);

  G_OBJECT_CLASS (gazette_export_dialog_parent_class)->finalize (object);
}

static void
gazette_export_dialog_class_init (GazetteExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gazette_export_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = gazette_export_dialog_finalize;

  signals[CHOSEN] =
    g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 3, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_BOOLEAN);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gazette_reader/Gazette/ui/gazette-export-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GazetteExportDialog, what);
  gtk_widget_class_bind_template_child (widget_class, GazetteExportDialog, what_names);
  gtk_widget_class_bind_template_child (widget_class, GazetteExportDialog, format);
  gtk_widget_class_bind_template_child (widget_class, GazetteExportDialog, pictures);
  gtk_widget_class_bind_template_callback (widget_class, response_cb);
}

static void
gazette_export_dialog_init (GazetteExportDialog *self)
{
  self->kinds = g_array_new (FALSE, FALSE, sizeof (guint));
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_choice (GazetteExportDialog *self,
            GazetteExportWhat    kind,
            const char          *name,
            GazetteExportWhat    wanted)
{
  guint number = kind;

  g_array_append_val (self->kinds, number);
  gtk_string_list_append (self->what_names, name);
  if (kind == wanted)
    adw_combo_row_set_selected (self->what, self->kinds->len - 1);
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
  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (self), "export", self->kinds->len > 0);

  return ADW_DIALOG (self);
}

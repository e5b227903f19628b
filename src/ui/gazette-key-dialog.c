/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-key-dialog.h"

struct _GazetteKeyDialog
{
  AdwAlertDialog  parent_instance;

  GtkEditable    *key;
  GtkWidget      *link;

  gint64          source_id;
  char           *url;
};

G_DEFINE_FINAL_TYPE (GazetteKeyDialog, gazette_key_dialog, ADW_TYPE_ALERT_DIALOG)

enum
{
  ENTERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
dup_key (GazetteKeyDialog *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (self->key)));
}

static void
changed_cb (GazetteKeyDialog *self)
{
  g_autofree char *key = dup_key (self);

  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (self), "use", *key != '\0');
}

static void
response_cb (GazetteKeyDialog *self,
             const char       *response)
{
  g_autofree char *key = dup_key (self);

  if (g_str_equal (response, "use") && *key != '\0')
    g_signal_emit (self, signals[ENTERED], 0, self->source_id, key);
}

static void
link_cb (GazetteKeyDialog *self)
{
  g_autoptr(GtkUriLauncher) launcher = gtk_uri_launcher_new (self->url);

  gtk_uri_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL, NULL, NULL);
}

static void
gazette_key_dialog_dispose (GObject *object)
{
  GazetteKeyDialog *self = GAZETTE_KEY_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), GAZETTE_TYPE_KEY_DIALOG);
  g_clear_pointer (&self->url, g_free);

  G_OBJECT_CLASS (gazette_key_dialog_parent_class)->dispose (object);
}

static void
gazette_key_dialog_class_init (GazetteKeyDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gazette_key_dialog_dispose;

  signals[ENTERED] =
    g_signal_new ("entered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gazette_reader/Gazette/ui/gazette-key-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GazetteKeyDialog, key);
  gtk_widget_class_bind_template_child (widget_class, GazetteKeyDialog, link);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, link_cb);
  gtk_widget_class_bind_template_callback (widget_class, response_cb);
}

static void
gazette_key_dialog_init (GazetteKeyDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gazette_key_dialog_new:
 * @newsroom: who knows where keys are to be had
 * @source: a source whose API takes a key
 *
 * Returns: (transfer floating): a dialog, to be presented
 */
AdwDialog *
gazette_key_dialog_new (GazetteNewsroom *newsroom,
                        GazetteSource   *source)
{
  GazetteKeyDialog *self;
  g_autofree char *hint = NULL;
  g_autofree char *heading = NULL;

  g_return_val_if_fail (GAZETTE_IS_NEWSROOM (newsroom), NULL);
  g_return_val_if_fail (source != NULL, NULL);

  self = g_object_new (GAZETTE_TYPE_KEY_DIALOG, NULL);
  self->source_id = source->id;
  hint = gazette_newsroom_dup_key_hint (newsroom, source, &self->url);
  /* TRANSLATORS: %s is the name of a news source; “key” as in “API key” */
  heading = g_strdup_printf (_("Key for “%s”"), source->title);
  adw_alert_dialog_set_heading (ADW_ALERT_DIALOG (self), heading);
  adw_alert_dialog_set_body (ADW_ALERT_DIALOG (self), hint != NULL ? hint : "");
  gtk_widget_set_visible (self->link, self->url != NULL);

  return ADW_DIALOG (self);
}

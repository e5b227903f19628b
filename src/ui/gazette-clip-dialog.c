/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-clip-dialog.h"
#include "gazette-clipboard.h"
#include "gazette-url.h"

struct _GazetteClipDialog
{
  AdwAlertDialog  parent_instance;

  GtkEditable    *entry;
};

G_DEFINE_FINAL_TYPE (GazetteClipDialog, gazette_clip_dialog, ADW_TYPE_ALERT_DIALOG)

enum
{
  ENTERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
changed_cb (GazetteClipDialog *self)
{
  g_autofree char *url = gazette_url_from_typed (gtk_editable_get_text (self->entry), NULL);

  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (self), "save", url != NULL);
}

static void
response_cb (GazetteClipDialog *self,
             const char        *response)
{
  if (g_str_equal (response, "save"))
    g_signal_emit (self, signals[ENTERED], 0, gtk_editable_get_text (self->entry));
}

static void
gazette_clip_dialog_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (gazette_clip_dialog_parent_class)->map (widget);

  gazette_clipboard_offer_address (GAZETTE_CLIP_DIALOG (widget)->entry);
}

static void
gazette_clip_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GAZETTE_TYPE_CLIP_DIALOG);

  G_OBJECT_CLASS (gazette_clip_dialog_parent_class)->dispose (object);
}

static void
gazette_clip_dialog_class_init (GazetteClipDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gazette_clip_dialog_dispose;
  widget_class->map = gazette_clip_dialog_map;

  signals[ENTERED] =
    g_signal_new ("entered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gazette_reader/Gazette/ui/gazette-clip-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GazetteClipDialog, entry);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, response_cb);
}

static void
gazette_clip_dialog_init (GazetteClipDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gazette_clip_dialog_new:
 *
 * Returns: (transfer floating): a dialog, to be presented; an address on the
 *   clipboard is in it then
 */
AdwDialog *
gazette_clip_dialog_new (void)
{
  return g_object_new (GAZETTE_TYPE_CLIP_DIALOG, NULL);
}

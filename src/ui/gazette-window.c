/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-window.h"

struct _GazetteWindow
{
  AdwApplicationWindow    parent_instance;

  AdwNavigationSplitView *split_view;
};

G_DEFINE_FINAL_TYPE (GazetteWindow, gazette_window, ADW_TYPE_APPLICATION_WINDOW)

static void
gazette_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GAZETTE_TYPE_WINDOW);

  G_OBJECT_CLASS (gazette_window_parent_class)->dispose (object);
}

static void
gazette_window_class_init (GazetteWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gazette_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gazette_reader/Gazette/ui/gazette-window.ui");
  gtk_widget_class_bind_template_child (widget_class, GazetteWindow, split_view);
}

static void
gazette_window_init (GazetteWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gazette_window_new:
 * @application: the application
 *
 * Returns: (transfer none): a window, which belongs to GTK
 */
GtkWidget *
gazette_window_new (GazetteApplication *application)
{
  return g_object_new (GAZETTE_TYPE_WINDOW, "application", application, NULL);
}

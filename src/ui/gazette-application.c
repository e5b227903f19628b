/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-application.h"
#include "gazette-window.h"

struct _GazetteApplication
{
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (GazetteApplication, gazette_application, ADW_TYPE_APPLICATION)

static void
gazette_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window == NULL)
    window = GTK_WINDOW (gazette_window_new (GAZETTE_APPLICATION (application)));

  gtk_window_present (window);
}

static void
gazette_application_class_init (GazetteApplicationClass *klass)
{
  G_APPLICATION_CLASS (klass)->activate = gazette_application_activate;
}

static void
gazette_application_init (GazetteApplication *self)
{
}

/**
 * gazette_application_new:
 *
 * Returns: (transfer full): the application
 */
GazetteApplication *
gazette_application_new (void)
{
  return g_object_new (GAZETTE_TYPE_APPLICATION,
                       "application-id", APP_ID,
                       "resource-base-path", "/io/github/gazette_reader/Gazette",
                       NULL);
}

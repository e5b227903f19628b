/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a narrow window has no room for in its bars goes into menus. */

#include "config.h"

#include "gazette-window-private.h"

/* What the bars take without a button of the window: with all of ours and a title
 * that can be read; and with one of ours less. What one more button takes. */
#define BAR_WIDTH 340
#define SHORT_BAR_WIDTH 280
#define BUTTON_WIDTH 40

static guint
count_buttons (const char *layout)
{
  g_auto(GStrv) names = g_strsplit_set (layout, ":,", -1);
  guint n = 0;

  for (guint i = 0; names[i] != NULL; i++)
    n += g_str_equal (names[i], "minimize") || g_str_equal (names[i], "maximize") || g_str_equal (names[i], "close");

  return n;
}

static void
set_most (AdwBreakpoint *breakpoint,
          guint          width)
{
  g_autoptr(AdwBreakpointCondition) condition =
    adw_breakpoint_condition_new_length (ADW_BREAKPOINT_CONDITION_MAX_WIDTH, width, ADW_LENGTH_UNIT_PX);

  adw_breakpoint_set_condition (breakpoint, condition);
}

static void
update_buttons (GazetteWindow *self,
                GParamSpec    *pspec,
                GtkSettings   *settings)
{
  g_autofree char *layout = NULL;
  guint width;

  g_object_get (settings, "gtk-decoration-layout", &layout, NULL);
  width = count_buttons (layout != NULL ? layout : "") * BUTTON_WIDTH;
  set_most (self->narrow, BAR_WIDTH + width);
  set_most (self->narrower, SHORT_BAR_WIDTH + width);
}

static void
breakpoint_cb (GazetteWindow *self)
{
  AdwBreakpoint *current = adw_application_window_get_current_breakpoint (ADW_APPLICATION_WINDOW (self));
  guint n_less = 0;

  if (current != NULL && current == self->narrower)
    n_less = 2;
  else if (current != NULL && current == self->narrow)
    n_less = 1;
  gazette_sidebar_set_n_less (self->sidebar, n_less);
  gazette_pane_set_n_less (self->pane, n_less);
}

/**
 * gazette_window_follow_width:
 * @self: a window
 *
 * Has the bars show as many buttons as there is room for, beside those of the
 * window.
 */
void
gazette_window_follow_width (GazetteWindow *self)
{
  GtkSettings *settings = gtk_widget_get_settings (GTK_WIDGET (self));

  g_signal_connect (self, "notify::current-breakpoint", G_CALLBACK (breakpoint_cb), NULL);
  g_signal_connect_object (settings, "notify::gtk-decoration-layout", G_CALLBACK (update_buttons), self,
                           G_CONNECT_SWAPPED);
  update_buttons (self, NULL, settings);
}

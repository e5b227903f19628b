/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void gazette_late_popover_set_menu (GtkMenuButton *button,
                                    GMenuModel    *model);
void gazette_late_popover_set_type (GtkMenuButton *button,
                                    GType          type);

G_END_DECLS

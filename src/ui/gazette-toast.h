/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void gazette_toast_tell (GtkWidget  *from,
                         const char *text);

G_END_DECLS

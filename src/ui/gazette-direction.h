/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkTextDirection gazette_direction_of_text         (const char *text);
GtkTextDirection gazette_direction_of_first_letter (const char *text);

G_END_DECLS

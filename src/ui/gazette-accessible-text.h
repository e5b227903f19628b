/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void    gazette_accessible_text_init   (GtkAccessibleTextInterface    *iface);
GBytes *gazette_accessible_text_get    (const char                    *text,
                                        guint                          start,
                                        guint                          end);
GBytes *gazette_accessible_text_get_at (const char                    *text,
                                        guint                          offset,
                                        GtkAccessibleTextGranularity   granularity,
                                        guint                         *start,
                                        guint                         *end);

G_END_DECLS

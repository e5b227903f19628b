/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GazetteLines:
 *
 * A text of a few lines at most, ended with "…" where it is longer, as wide as there is
 * room. A label lays out its text some six times to find out how wide it may be, this one
 * once.
 */
#define GAZETTE_TYPE_LINES (gazette_lines_get_type ())
G_DECLARE_FINAL_TYPE (GazetteLines, gazette_lines, GAZETTE, LINES, GtkWidget)

GtkWidget *gazette_lines_new (const char *text,
                              int         n_lines);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GazetteTypeAheadFunc:
 * @item: an item of a list
 *
 * Returns: (transfer none): what it is called there
 */
typedef const char *(*GazetteTypeAheadFunc) (gpointer item);

void  gazette_type_ahead_add  (GtkListView          *list,
                               GazetteTypeAheadFunc  func);
guint gazette_type_ahead_find (GListModel           *model,
                               GazetteTypeAheadFunc  func,
                               const char           *typed);

G_END_DECLS

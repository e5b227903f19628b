/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gazette-document.h"

G_BEGIN_DECLS

GtkWidget        *gazette_page_cell_new           (const GazetteBlock *block,
                                                   const char         *language,
                                                   const GazetteCell  *cell,
                                                   gboolean            shaded);
GtkTextDirection  gazette_page_cell_get_direction (const GazetteBlock *block);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gazette-thumbnails.h"

G_BEGIN_DECLS

GtkListItemFactory *gazette_headline_factory_new      (GazetteThumbnails *thumbnails);
void                gazette_headline_factory_note_row (GtkWidget         *widget,
                                                       GObject           *row);
GObject            *gazette_headline_factory_get_row  (GtkWidget         *widget);

G_END_DECLS

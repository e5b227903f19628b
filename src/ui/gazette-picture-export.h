/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gazette-newsroom.h"

G_BEGIN_DECLS

void       gazette_picture_save_as       (GtkWidget       *from,
                                          GazetteNewsroom *newsroom,
                                          const char      *url,
                                          const char      *alt);
void       gazette_picture_copy          (GtkWidget       *from,
                                          GazetteNewsroom *newsroom,
                                          const char      *url);
void       gazette_picture_copy_address  (GtkWidget       *from,
                                          const char      *url);
char      *gazette_picture_dup_file_name (const char      *url,
                                          const char      *alt,
                                          GBytes          *bytes);

G_END_DECLS

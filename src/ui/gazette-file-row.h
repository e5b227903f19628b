/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gazette-newsroom.h"

G_BEGIN_DECLS

/**
 * GazetteFileRow:
 *
 * A file that comes with an article, such as the sound of a podcast: what it is, how
 * large, and whether there is a copy of it on this computer.
 */
#define GAZETTE_TYPE_FILE_ROW (gazette_file_row_get_type ())
G_DECLARE_FINAL_TYPE (GazetteFileRow, gazette_file_row, GAZETTE, FILE_ROW, GtkListBoxRow)

GtkWidget *gazette_file_row_new      (GazetteNewsroom         *newsroom,
                                      gint64                   article_id,
                                      const GazetteAttachment *attachment);
GtkWidget *gazette_file_row_new_card (GazetteNewsroom         *newsroom,
                                      gint64                   article_id,
                                      const GazetteAttachment *attachment);

G_END_DECLS

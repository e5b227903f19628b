/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gazette-article.h"
#include "gazette-thumbnails.h"

G_BEGIN_DECLS

/**
 * GazettePreviewRow:
 *
 * An article of a source that was not added yet: its title, who wrote it and
 * when, and its picture.
 */
#define GAZETTE_TYPE_PREVIEW_ROW (gazette_preview_row_get_type ())
G_DECLARE_FINAL_TYPE (GazettePreviewRow, gazette_preview_row, GAZETTE, PREVIEW_ROW, GtkListBoxRow)

GtkWidget *gazette_preview_row_new (GazetteArticle    *article,
                                    GazetteThumbnails *thumbnails);

G_END_DECLS

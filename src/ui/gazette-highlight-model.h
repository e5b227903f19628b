/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gazette-highlights.h"

G_BEGIN_DECLS

/**
 * GazetteHighlightItem:
 *
 * A highlight in a list.
 */
#define GAZETTE_TYPE_HIGHLIGHT_ITEM (gazette_highlight_item_get_type ())
G_DECLARE_FINAL_TYPE (GazetteHighlightItem, gazette_highlight_item, GAZETTE, HIGHLIGHT_ITEM, GObject)

GazetteAnnotation *gazette_highlight_item_get_annotation (GazetteHighlightItem *self);

/**
 * GazetteHighlightModel:
 *
 * A #GListModel of #GazetteHighlightItem, with a section for each article: what
 * gazette_library_list_all_highlights() lists. An item is made when it is asked for.
 * It follows the library while it is told to. Main thread only.
 *
 * GazetteHighlightModel::loaded: () it shows what was asked for.
 */
#define GAZETTE_TYPE_HIGHLIGHT_MODEL (gazette_highlight_model_get_type ())
G_DECLARE_FINAL_TYPE (GazetteHighlightModel, gazette_highlight_model, GAZETTE, HIGHLIGHT_MODEL, GObject)

GazetteHighlightModel *gazette_highlight_model_new        (GazetteLibrary        *library);
void                   gazette_highlight_model_set_words  (GazetteHighlightModel *self,
                                                           const char            *words);
void                   gazette_highlight_model_set_active (GazetteHighlightModel *self,
                                                           gboolean               active);
gint64                 gazette_highlight_model_get_neighbour (GazetteHighlightModel *self,
                                                           gint64                 article_id,
                                                           int                    direction);

G_END_DECLS

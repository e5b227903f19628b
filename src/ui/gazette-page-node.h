/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-page-remains.h"
#include "gazette-page-view.h"

G_BEGIN_DECLS

/**
 * GazettePageNode:
 *
 * What a screen reader finds on a page beside its text: a heading, a list and its
 * items, a quotation, a paragraph, a link, a summary. A widget that is never seen
 * and takes no room; there are none before somebody asks for them.
 */
#define GAZETTE_TYPE_PAGE_NODE (gazette_page_node_get_type ())
G_DECLARE_FINAL_TYPE (GazettePageNode, gazette_page_node, GAZETTE, PAGE_NODE, GtkWidget)

/**
 * GazettePageNodes:
 *
 * The nodes of a page that is shown.
 */
typedef struct _GazettePageNodes GazettePageNodes;

GazettePageNodes *gazette_page_nodes_new    (GazettePageView *view);
void              gazette_page_nodes_free   (GazettePageNodes   *self,
                                             GazettePageRemains *remains);
void              gazette_page_nodes_update (GazettePageView *view);

gboolean gazette_page_node_is_asked_for (void);

G_END_DECLS

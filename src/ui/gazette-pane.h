/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gazette-page.h"

G_BEGIN_DECLS

/**
 * GazettePane:
 *
 * The page of the article that is open, under the bar with what can be done with
 * it. Those are actions of the window: win.saved, win.full-text,
 * win.open-in-browser, win.copy-link, win.unread, win.find.
 *
 * GazettePane::page-made: (page: GazettePage) it has its page from now on
 */
#define GAZETTE_TYPE_PANE (gazette_pane_get_type ())
G_DECLARE_FINAL_TYPE (GazettePane, gazette_pane, GAZETTE, PANE, AdwBin)

void           gazette_pane_set_newsroom   (GazettePane     *self,
                                            GazetteNewsroom *newsroom);
GazettePage   *gazette_pane_get_page       (GazettePane     *self);
void           gazette_pane_show           (GazettePane     *self,
                                            GazetteStored   *stored,
                                            GazetteDocument *document);
void           gazette_pane_say_empty      (GazettePane     *self);
void           gazette_pane_update         (GazettePane     *self,
                                            GazetteStored   *stored);
void           gazette_pane_load_full_text (GazettePane     *self,
                                            gboolean         is_asked_for);
void           gazette_pane_drop_full_text (GazettePane     *self);
void           gazette_pane_set_n_less     (GazettePane     *self,
                                            guint            n_less);
DexFuture     *gazette_pane_take_update    (GazettePane     *self,
                                            gint64           article_id);
GazetteStored *gazette_pane_get_article    (GazettePane     *self);

G_END_DECLS

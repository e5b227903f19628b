/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GazetteHtmlArena:
 *
 * Memory for one parse: handed out from chunks, given back all at once, and
 * bounded. What is over the bound makes gazette_html_arena_alloc() return %NULL.
 */
typedef struct _GazetteHtmlArena GazetteHtmlArena;

GazetteHtmlArena *gazette_html_arena_new   (gsize             budget);
void              gazette_html_arena_free  (GazetteHtmlArena *self);
gpointer          gazette_html_arena_alloc (GazetteHtmlArena *self,
                                            gsize             size);

gsize             gazette_html_guard       (char             *html,
                                            gsize             length);

G_END_DECLS

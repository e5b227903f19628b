/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-page-view.h"

G_BEGIN_DECLS

/**
 * GazettePageAloud:
 *
 * Reads the page of a view aloud, sentence by sentence, each of which is marked in
 * the page and comes into view, unless the reader has scrolled away from it.
 *
 * Properties, read-only: active (gboolean, whether it reads, or would but for a
 * pause), paused (gboolean), available (gboolean, whether there is something that
 * speaks).
 *
 * GazettePageAloud::failed: (message: string) it ended, and why
 */
#define GAZETTE_TYPE_PAGE_ALOUD (gazette_page_aloud_get_type ())
G_DECLARE_FINAL_TYPE (GazettePageAloud, gazette_page_aloud, GAZETTE, PAGE_ALOUD, GObject)

GazettePageAloud *gazette_page_aloud_new    (GazettePageView  *view);
void              gazette_page_aloud_look   (GazettePageAloud *self);
void              gazette_page_aloud_toggle (GazettePageAloud *self);
void              gazette_page_aloud_stop   (GazettePageAloud *self);
void              gazette_page_aloud_skip   (GazettePageAloud *self,
                                             int               direction);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GazettePageSearch:
 *
 * A text in which words are looked for, whatever their case. Made once, then
 * each search is a walk over it.
 */
typedef struct _GazettePageSearch GazettePageSearch;

GazettePageSearch *gazette_page_search_new  (const char        *text);
void               gazette_page_search_free (GazettePageSearch *self);
GArray            *gazette_page_search_find (GazettePageSearch *self,
                                             const char        *words,
                                             guint             *length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazettePageSearch, gazette_page_search_free)

G_END_DECLS

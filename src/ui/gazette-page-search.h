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

/**
 * GazettePageMatch:
 * @start: its first character
 * @length: how many characters it has; those that are not seen count, too
 */
typedef struct
{
  guint start;
  guint length;
} GazettePageMatch;

GazettePageSearch *gazette_page_search_new  (const char        *text);
void               gazette_page_search_free (GazettePageSearch *self);
GArray            *gazette_page_search_find (GazettePageSearch *self,
                                             const char        *words);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazettePageSearch, gazette_page_search_free)

G_END_DECLS

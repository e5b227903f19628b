/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * GazettePageRemains:
 *
 * What is left of pages that are no longer shown, and is let go of bit by bit.
 */
typedef struct _GazettePageRemains GazettePageRemains;

GazettePageRemains *gazette_page_remains_new   (void);
void                gazette_page_remains_free  (GazettePageRemains *self);
void                gazette_page_remains_clear (GazettePageRemains *self);
void                gazette_page_remains_add   (GazettePageRemains *self,
                                                gpointer            object);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazettePageRemains, gazette_page_remains_free)

G_END_DECLS

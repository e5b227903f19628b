/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-clippings.h"
#include "gazette-import.h"
#include "gazette-newsroom.h"

G_BEGIN_DECLS

/**
 * GazetteImportOffer:
 * @import: what is in a file
 * @n_known: how many of its pages are in the library already
 *
 * What would be imported: a value.
 */
typedef struct
{
  GazetteImport *import;
  guint          n_known;
} GazetteImportOffer;

#define GAZETTE_TYPE_IMPORT_OFFER (gazette_import_offer_get_type ())

GType               gazette_import_offer_get_type (void) G_GNUC_CONST;
GazetteImportOffer *gazette_import_offer_ref      (GazetteImportOffer *self);
void                gazette_import_offer_unref    (GazetteImportOffer *self);

DexFuture *gazette_newsroom_clip             (GazetteNewsroom    *self,
                                              const char *const  *addresses);
DexFuture *gazette_newsroom_clip_file        (GazetteNewsroom    *self,
                                              GBytes             *bytes,
                                              const char         *name);
DexFuture *gazette_newsroom_forget_clipping  (GazetteNewsroom    *self,
                                              gint64              article_id);
DexFuture *gazette_newsroom_read_import      (GazetteNewsroom    *self,
                                              GBytes             *bytes);
DexFuture *gazette_newsroom_take_import      (GazetteNewsroom    *self,
                                              GazetteImportOffer *offer,
                                              const char         *name);
DexFuture *gazette_newsroom_stop_import      (GazetteNewsroom    *self,
                                              gint64              import_id,
                                              gboolean            is_stopped);
DexFuture *gazette_newsroom_retry_import     (GazetteNewsroom    *self,
                                              gint64              import_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteImportOffer, gazette_import_offer_unref)

G_END_DECLS

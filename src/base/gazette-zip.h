/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-draft.h"

G_BEGIN_DECLS

/**
 * GazetteZipMethod:
 * @GAZETTE_ZIP_STORED: as it is, for what is packed already
 * @GAZETTE_ZIP_DEFLATED: packed
 */
typedef enum
{
  GAZETTE_ZIP_STORED = 0,
  GAZETTE_ZIP_DEFLATED = 8,
} GazetteZipMethod;

/**
 * GazetteZip:
 *
 * Writes a ZIP file, entry by entry. Used by one thread at a time.
 */
typedef struct _GazetteZip GazetteZip;

GazetteZip *gazette_zip_new    (GazetteDraft      *draft);
void        gazette_zip_free   (GazetteZip        *self);
void        gazette_zip_add    (GazetteZip        *self,
                                const char        *name,
                                gconstpointer      data,
                                gsize              length,
                                GazetteZipMethod   method);
void        gazette_zip_begin  (GazetteZip        *self,
                                const char        *name,
                                GazetteZipMethod   method);
void        gazette_zip_write  (GazetteZip        *self,
                                gconstpointer      data,
                                gsize              length);
void        gazette_zip_end    (GazetteZip        *self);
void        gazette_zip_finish (GazetteZip        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteZip, gazette_zip_free)

G_END_DECLS

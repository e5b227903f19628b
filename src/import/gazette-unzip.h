/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * GazetteUnzip:
 *
 * The files of a ZIP archive, which are unpacked one by one. Immutable: may be
 * used from any thread.
 */
typedef struct _GazetteUnzip GazetteUnzip;

GazetteUnzip *gazette_unzip_new      (GBytes        *bytes);
void          gazette_unzip_free     (GazetteUnzip  *self);
guint         gazette_unzip_get_n    (GazetteUnzip  *self);
const char   *gazette_unzip_get_name (GazetteUnzip  *self,
                                      guint          i);
GBytes       *gazette_unzip_read     (GazetteUnzip  *self,
                                      guint          i,
                                      gsize          max_size);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteUnzip, gazette_unzip_free)

G_END_DECLS

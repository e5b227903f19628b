/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * GazetteUnzipEntry:
 * @name: a relative path in UTF-8, without "..", with "/" between its parts
 * @size: how many bytes it says to have
 */
typedef struct
{
  char    *name;
  guint64  size;

  /*< private >*/
  guint64  packed_size;
  guint64  offset;
  guint32  crc;
  guint    method;
} GazetteUnzipEntry;

/**
 * GazetteUnzip:
 *
 * Reads a ZIP file that anybody may have made. Used by one thread at a time.
 */
typedef struct _GazetteUnzip GazetteUnzip;

GazetteUnzip            *gazette_unzip_new           (const char               *path,
                                                      GError                  **error);
GazetteUnzip            *gazette_unzip_new_for_bytes (GBytes                   *bytes,
                                                      GError                  **error);
void                     gazette_unzip_free          (GazetteUnzip             *self);
guint                    gazette_unzip_get_n_entries (GazetteUnzip             *self);
const GazetteUnzipEntry *gazette_unzip_get_entry     (GazetteUnzip             *self,
                                                      guint                     position);
const GazetteUnzipEntry *gazette_unzip_find          (GazetteUnzip             *self,
                                                      const char               *name);
gboolean                 gazette_unzip_begin         (GazetteUnzip             *self,
                                                      const GazetteUnzipEntry  *entry,
                                                      GError                  **error);
gssize                   gazette_unzip_read          (GazetteUnzip             *self,
                                                      gpointer                  buffer,
                                                      gsize                     length,
                                                      GError                  **error);
GBytes                  *gazette_unzip_read_all      (GazetteUnzip             *self,
                                                      const GazetteUnzipEntry  *entry,
                                                      gsize                     max_size,
                                                      GError                  **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteUnzip, gazette_unzip_free)

G_END_DECLS

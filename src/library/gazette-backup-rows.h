/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-library.h"

G_BEGIN_DECLS

/**
 * GazetteBackupSink:
 * @begin_table: a table begins: its name
 * @add_row: one row of it: a JSON object on one line, from names of columns to values
 * @add_picture: a picture: its hash and its bytes
 * @add_file: a file that a person keeps a copy of: its hash and where it is, which may
 *   turn out to be something else
 *
 * Where a library writes itself to. Called on a thread of the library, with the
 * data given with it; what fails ends it.
 */
typedef struct
{
  gboolean (*begin_table) (const char  *name,
                           gpointer     data,
                           GError     **error);
  gboolean (*add_row)     (const char  *json,
                           gpointer     data,
                           GError     **error);
  gboolean (*add_picture) (const char  *hash,
                           GBytes      *bytes,
                           gpointer     data,
                           GError     **error);
  gboolean (*add_file)    (const char  *hash,
                           const char  *path,
                           gpointer     data,
                           GError     **error);
} GazetteBackupSink;

/**
 * GazetteBackupSource:
 * @begin_table: whether there is a table of this name; its rows follow
 * @next_row: the next row of it, or %NULL, without an error at its end
 *
 * Where a library reads what was written to a #GazetteBackupSink. Called on the thread
 * that writes.
 */
typedef struct
{
  gboolean    (*begin_table) (const char  *name,
                              gpointer     data,
                              GError     **error);
  const char *(*next_row)    (gpointer     data,
                              GError     **error);
} GazetteBackupSource;

/**
 * GazetteRestored:
 * @n_sources: how many sources came
 * @n_articles: how many articles came
 * @n_known: how many articles were there already
 * @n_skipped: how many rows of any table were not as they have to be
 * @n_incomplete: how many saved articles miss a picture of the backup
 *
 * What came into a library: a value.
 */
typedef struct
{
  guint n_sources;
  guint n_articles;
  guint n_known;
  guint n_skipped;
  guint n_incomplete;
} GazetteRestored;

#define GAZETTE_TYPE_RESTORED (gazette_restored_get_type ())
GType gazette_restored_get_type (void) G_GNUC_CONST;

guint      gazette_library_get_version     (void);
DexFuture *gazette_library_back_up         (GazetteLibrary            *self,
                                            const GazetteBackupSink   *sink,
                                            gpointer                   data,
                                            GDestroyNotify             destroy);
DexFuture *gazette_library_restore         (GazetteLibrary            *self,
                                            const GazetteBackupSource *source,
                                            gpointer                   data,
                                            GDestroyNotify             destroy);
DexFuture *gazette_library_restore_picture (GazetteLibrary            *self,
                                            const char                *hash,
                                            GBytes                    *bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteRestored, g_free)

G_END_DECLS

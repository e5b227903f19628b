/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-backup-rows.h"
#include "gazette-newsroom.h"

G_BEGIN_DECLS

/**
 * GazetteBackup:
 *
 * A backup that was looked at: a file, of which is known that it is whole. A value,
 * shared by reference.
 */
#define GAZETTE_TYPE_BACKUP (gazette_backup_get_type ())
typedef struct _GazetteBackup GazetteBackup;

GType          gazette_backup_get_type            (void) G_GNUC_CONST;
GazetteBackup *gazette_backup_ref                 (GazetteBackup   *self);
void           gazette_backup_unref               (GazetteBackup   *self);
gint64         gazette_backup_get_made            (GazetteBackup   *self);
guint          gazette_backup_get_n_rows          (GazetteBackup   *self,
                                                   const char      *table);
guint          gazette_backup_get_n_pictures      (GazetteBackup   *self);
const char    *gazette_backup_get_preferences     (GazetteBackup   *self);

DexFuture     *gazette_newsroom_back_up           (GazetteNewsroom *self,
                                                   const char      *path,
                                                   const char      *preferences,
                                                   GCancellable    *cancellable);
DexFuture     *gazette_newsroom_is_backup         (GazetteNewsroom *self,
                                                   const char      *path);
DexFuture     *gazette_newsroom_look_at_backup    (GazetteNewsroom *self,
                                                   const char      *path);
DexFuture     *gazette_newsroom_restore           (GazetteNewsroom *self,
                                                   GazetteBackup   *backup,
                                                   GCancellable    *cancellable);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteBackup, gazette_backup_unref)

G_END_DECLS

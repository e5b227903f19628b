/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-backup.h"
#include "gazette-unzip.h"
#include "gazette-worker.h"

G_BEGIN_DECLS

/* The form is described in docs/backup.md. */
#define GAZETTE_BACKUP_FORMAT "gazette-backup"
#define GAZETTE_BACKUP_VERSION 1
#define GAZETTE_BACKUP_MANIFEST "manifest.json"
#define GAZETTE_BACKUP_PREFERENCES "preferences.ini"
#define GAZETTE_BACKUP_TABLES "tables/"
#define GAZETTE_BACKUP_PICTURES "pictures/"
#define GAZETTE_BACKUP_FILES "files/"
#define GAZETTE_BACKUP_DIALECTS "dialects/"

struct _GazetteBackup
{
  GazetteUnzip *unzip;
  gint64        made;
  /* Of each table, how many rows it has, as a pointer. */
  GHashTable   *tables;
  guint         n_pictures;
  char         *preferences;

  /* The table that is read, and what was read of it and not used yet. */
  GByteArray   *buffer;
  gsize         at;
  gboolean      at_end;
};

/* gazette-backup-read.c */
GazetteBackup *gazette_backup_open        (const char     *path,
                                           GError        **error);
gboolean       gazette_backup_begin_table (const char     *name,
                                           gpointer        data,
                                           GError        **error);
const char    *gazette_backup_next_row    (gpointer        data,
                                           GError        **error);

/* gazette-backup.c */
GazetteWorker *gazette_backup_get_worker  (void);

G_END_DECLS

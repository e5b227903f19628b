/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/**
 * GazetteJournal:
 * @GAZETTE_JOURNAL_LOG: a write-ahead log: those that read and the one that writes do
 *   not wait for each other, but share memory through a file
 * @GAZETTE_JOURNAL_ROLLBACK: a rollback journal: locks on the file are all it needs
 *
 * How a database gets over the end of a program in the midst of writing.
 */
typedef enum
{
  GAZETTE_JOURNAL_LOG,
  GAZETTE_JOURNAL_ROLLBACK,
} GazetteJournal;

GazetteJournal gazette_journal_choose (const char     *path);
int            gazette_journal_set    (GazetteJournal  journal,
                                       sqlite3        *handle,
                                       int             timeout);

G_END_DECLS

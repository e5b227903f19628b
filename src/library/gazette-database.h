/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/**
 * GazetteDatabase:
 *
 * One connection to the library's database. Used by one thread at a time.
 * Errors are %GAZETTE_ERROR_LIBRARY in plain words, %GAZETTE_ERROR_DAMAGED where
 * the file is not what was written.
 */
typedef struct _GazetteDatabase GazetteDatabase;

/**
 * GazetteStatement:
 *
 * A prepared statement, lent by its connection. Releasing it ends what it was
 * reading and forgets its parameters.
 */
typedef sqlite3_stmt GazetteStatement;

typedef enum
{
  GAZETTE_DURABLE_NO,
  GAZETTE_DURABLE_YES,
} GazetteDurable;

/**
 * GazetteCondition:
 * @GAZETTE_CONDITION_SOUND: all is well
 * @GAZETTE_CONDITION_INDEX_DAMAGED: the index of words is not, and nothing else
 * @GAZETTE_CONDITION_DAMAGED: the file is not what was written
 *
 * What a check has found.
 */
typedef enum
{
  GAZETTE_CONDITION_SOUND,
  GAZETTE_CONDITION_INDEX_DAMAGED,
  GAZETTE_CONDITION_DAMAGED,
} GazetteCondition;

GazetteDatabase  *gazette_database_open      (const char        *path,
                                              gboolean           writable,
                                              GError           **error);
void              gazette_database_close     (GazetteDatabase   *self);
void              gazette_database_free      (GazetteDatabase   *self);
void              gazette_database_rest      (GazetteDatabase   *self);
gboolean          gazette_database_execute   (GazetteDatabase   *self,
                                              const char        *sql,
                                              GError           **error);
GazetteStatement *gazette_database_prepare   (GazetteDatabase   *self,
                                              const char        *sql,
                                              GError           **error);
gboolean          gazette_database_begin     (GazetteDatabase   *self,
                                              GazetteDurable     durable,
                                              GError           **error);
gboolean          gazette_database_end       (GazetteDatabase   *self,
                                              gboolean           success,
                                              GError           **error);
void              gazette_database_watch     (GazetteDatabase   *self,
                                              int               *unwanted);
gboolean          gazette_database_is_damaged (GazetteDatabase  *self);
gboolean          gazette_database_check     (GazetteDatabase   *self,
                                              GazetteCondition  *condition,
                                              GError           **error);
gboolean          gazette_database_copy      (GazetteDatabase   *self,
                                              const char        *path,
                                              int               *unwanted,
                                              GError           **error);
gboolean          gazette_database_give_back (GazetteDatabase   *self,
                                              gboolean          *is_more,
                                              GError           **error);
gint64            gazette_database_last_id   (GazetteDatabase   *self);
guint             gazette_database_n_changed (GazetteDatabase   *self);
gboolean          gazette_database_run_for   (GazetteDatabase   *self,
                                              const char        *sql,
                                              gint64             id,
                                              GError           **error);

void              gazette_statement_release  (GazetteStatement  *self);
gboolean          gazette_statement_step     (GazetteStatement  *self,
                                              GError           **error);
gboolean          gazette_statement_find     (GazetteStatement  *self,
                                              gboolean          *found,
                                              GError           **error);
gboolean          gazette_statement_find_int (GazetteStatement  *self,
                                              gint64            *value,
                                              GError           **error);
gboolean          gazette_statement_run      (GazetteStatement  *self,
                                              GError           **error);
GArray           *gazette_statement_read_ids (GazetteStatement  *self,
                                              GError           **error);
void              gazette_statement_int      (GazetteStatement  *self,
                                              int                parameter,
                                              gint64             value);
void              gazette_statement_text     (GazetteStatement  *self,
                                              int                parameter,
                                              const char        *value);
gint64            gazette_statement_get_int  (GazetteStatement  *self,
                                              int                column);
const char       *gazette_statement_get_text (GazetteStatement  *self,
                                              int                column);
char             *gazette_statement_dup_text (GazetteStatement  *self,
                                              int                column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteDatabase, gazette_database_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteStatement, gazette_statement_release)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-backup-rows.h"
#include "gazette-library-private.h"

G_BEGIN_DECLS

/*
 * GazetteColumn:
 * @name: of the column
 * @parent: (nullable): the table whose rows it refers to
 * @parent_column: (nullable): the column of that which it names
 * @is_id: whether it is the number of the row, which says nothing elsewhere
 * @is_key: whether it is of the primary key
 * @is_packed: whether its values are texts that may be packed
 * @is_read: whether it says how an article came, where what it is now is meant: see
 *   GAZETTE_IS_UNREAD
 *
 * A column of a table, as the database itself describes it.
 */
typedef struct
{
  char    *name;
  char    *parent;
  char    *parent_column;
  gboolean is_id;
  gboolean is_key;
  gboolean is_packed;
  gboolean is_read;
} GazetteColumn;

/*
 * GazetteTable:
 * @name: of the table
 * @columns: (element-type GazetteColumn): its columns
 * @has_rowid: whether its rows have numbers
 */
typedef struct
{
  char    *name;
  GArray  *columns;
  gboolean has_rowid;
} GazetteTable;

GPtrArray           *gazette_tables_load        (GazetteDatabase     *database,
                                                 GError             **error);
const GazetteColumn *gazette_table_find_column  (const GazetteTable  *self,
                                                 const char          *name);

G_END_DECLS

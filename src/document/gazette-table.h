/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-html.h"
#include "gazette-writer.h"

G_BEGIN_DECLS

#define GAZETTE_TABLE_MAX_COLUMNS 64

/**
 * GazetteTable:
 * @spans: for each column, how many further rows a cell from above takes
 * @owners: for each column, which cell that is
 * @column: of the next cell
 * @n_empty: how many columns the last cell takes beside its own
 * @in_header: whether the row that is being read is a header
 * @align: at which side the text of the row stands
 *
 * A table that is being read. Those with rows and columns have no other in them.
 */
typedef struct
{
  guint        spans[GAZETTE_TABLE_MAX_COLUMNS];
  gint         owners[GAZETTE_TABLE_MAX_COLUMNS];
  guint        column;
  guint        n_empty;
  gboolean     in_header;
  GazetteAlign align;
} GazetteTable;

gboolean gazette_table_is_data    (const GumboNode      *node);
void     gazette_table_begin      (GazetteTable         *self);
void     gazette_table_begin_row  (GazetteTable         *self,
                                   GazetteWriter        *writer,
                                   const GazetteContext *context,
                                   const GumboNode      *row);
void     gazette_table_begin_cell (GazetteTable         *self,
                                   GazetteWriter        *writer,
                                   const GumboNode      *cell);

G_END_DECLS

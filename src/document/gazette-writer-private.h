/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-writer.h"

G_BEGIN_DECLS

/* White space that is written once it is known that text follows. */
typedef enum
{
  GAZETTE_PENDING_NOTHING,
  GAZETTE_PENDING_SPACE,
  GAZETTE_PENDING_LINE,
  GAZETTE_PENDING_GAP,
} GazettePending;

struct _GazetteWriter
{
  GPtrArray     *blocks;
  GStringChunk  *strings;
  char          *marker;
  /* How many items and quotations begin with the next block. */
  guint          items;
  guint          quotes;
  gsize          text_left;
  gsize          addresses_left;
  guint          runs_left;
  guint          anchors_left;
  gboolean       truncated;
  gboolean       full;

  /* The block that is being written, its text and runs apart. */
  GazetteBlock  *open;
  GazetteFlow    flow;
  GString       *text;
  GArray        *runs;
  GazettePending pending;
  gboolean       at_start;

  /* Those of the open block, or of the next one. */
  GArray        *anchors;

  /* Of a table: its cells, and where the last row begins. */
  GArray        *cells;
  gsize          row_start;
  guint          row;
  guint          n_in_row;
  guint          n_columns;
  gboolean       cell_is_open;

  /* What has no place within a table or a heading comes after it. */
  GPtrArray     *after_open;
};

gboolean gazette_writer_has_no_text        (const char           *text);
gboolean gazette_writer_has_room           (GazetteWriter        *self);
gboolean gazette_writer_open_block         (GazetteWriter        *self,
                                            const GazetteContext *context);
void     gazette_block_place               (GazetteBlock         *block,
                                            const GazetteContext *context);
void     gazette_block_add_caption         (GazetteBlock         *self,
                                            const GazetteBlock   *caption);
void     gazette_writer_give_marker        (GazetteWriter        *self,
                                            GazetteBlock         *block);
void     gazette_writer_give_anchors       (GazetteWriter        *self,
                                            GazetteBlock         *block);
void     gazette_writer_keep_anchors       (GazetteWriter        *self);
void     gazette_writer_close_text         (GazetteWriter        *self);
void     gazette_writer_cut_text           (GazetteWriter        *self,
                                            gsize                 length);
gsize    gazette_writer_get_visible_length (GazetteWriter        *self);

gboolean gazette_writer_row_is_empty       (GazetteWriter        *self);
void     gazette_writer_close_cells        (GazetteWriter        *self);

G_END_DECLS

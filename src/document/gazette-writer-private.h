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
} GazettePending;

struct _GazetteWriter
{
  GPtrArray     *blocks;
  GStringChunk  *strings;
  char          *marker;
  gsize          text_left;
  gsize          addresses_left;
  guint          runs_left;
  gboolean       truncated;
  gboolean       full;

  /* The block that is being written, its text and runs apart. */
  GazetteBlock  *open;
  GazetteFlow    flow;
  GString       *text;
  GArray        *runs;
  GazettePending pending;
  gboolean       at_start;
  gsize          row_start;
  guint          n_cells;

  /* What has no place within a table comes after it. */
  GPtrArray     *after_table;
};

gboolean gazette_writer_open_block         (GazetteWriter        *self,
                                            const GazetteContext *context);
void     gazette_writer_cut_text           (GazetteWriter        *self,
                                            gsize                 length);
gboolean gazette_writer_row_is_empty       (GazetteWriter        *self);
gsize    gazette_writer_get_visible_length (GazetteWriter        *self);

G_END_DECLS

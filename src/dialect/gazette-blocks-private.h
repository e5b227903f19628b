/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-blocks.h"

G_BEGIN_DECLS

/* What a block or a run of text is, whatever its editor calls it. */
typedef enum
{
  GAZETTE_BLOCK_UNKNOWN,
  GAZETTE_BLOCK_HOLDER,
  GAZETTE_BLOCK_PARAGRAPH,
  GAZETTE_BLOCK_TEXT,
  GAZETTE_BLOCK_HEADING,
  GAZETTE_BLOCK_LIST,
  GAZETTE_BLOCK_NUMBERED_LIST,
  GAZETTE_BLOCK_ITEM,
  GAZETTE_BLOCK_NUMBERED_ITEM,
  GAZETTE_BLOCK_QUOTE,
  GAZETTE_BLOCK_CODE,
  GAZETTE_BLOCK_IMAGE,
  GAZETTE_BLOCK_RULE,
  GAZETTE_BLOCK_BREAK,
  GAZETTE_BLOCK_EMBED,
  GAZETTE_BLOCK_HTML,
  GAZETTE_BLOCK_TABLE,
  GAZETTE_BLOCK_ROW,
  GAZETTE_BLOCK_CELL,
  GAZETTE_BLOCK_LINK,
} GazetteBlockKind;

/* What is written to, and what bounds it. */
typedef struct
{
  GString    *html;
  JsonObject *entities;
  guint       depth;
  guint       n_nodes;
} GazetteBlocksWriter;

GazetteBlockKind gazette_block_get_kind (JsonObject *block,
                                         int        *level);
const char *gazette_block_get_text (JsonObject *object,
                                    const char *name);
JsonObject *gazette_block_get_object (JsonObject *object,
                                      const char *name);
JsonNode *gazette_block_get_content (JsonObject *block);
const char *gazette_block_find_address (JsonNode *node,
                                        guint     depth);
gboolean gazette_blocks_enter (GazetteBlocksWriter *self);
void gazette_blocks_leave (GazetteBlocksWriter *self);
void gazette_blocks_add_text (GazetteBlocksWriter *self,
                              const char          *text);
void gazette_blocks_add_image (GazetteBlocksWriter *self,
                               JsonObject          *block);
void gazette_blocks_add_inline (GazetteBlocksWriter *self,
                                JsonNode            *node,
                                JsonObject          *parent);

G_END_DECLS

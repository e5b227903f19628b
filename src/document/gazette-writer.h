/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-document-private.h"

G_BEGIN_DECLS

/**
 * GazetteFlow:
 *
 * What text becomes.
 */
typedef enum
{
  GAZETTE_FLOW_PARAGRAPH,
  GAZETTE_FLOW_HEADING,
  GAZETTE_FLOW_PREFORMATTED,
  GAZETTE_FLOW_TABLE,
  GAZETTE_FLOW_CAPTION,
} GazetteFlow;

/**
 * GazetteContext:
 * @flow: what text becomes
 * @role: what a paragraph is for
 * @direction: in which it is read, if that was said
 * @level: of a heading
 * @quote_depth: in how many quotations it stands
 * @list_depth: in how many lists it stands
 * @details_depth: in how many details that can be folded away it stands
 * @is_open: whether the innermost of them are open at first
 * @style: how it looks
 * @link: which link it is part of, 0 for none
 * @href: (nullable): where it leads; the writer's own
 * @title: (nullable): what an abbreviation stands for; the writer's own
 * @language: (nullable): of preformatted text
 *
 * What holds for all text in an element.
 */
typedef struct
{
  GazetteFlow      flow;
  GazetteRole      role;
  GazetteDirection direction;
  guint            level;
  guint            quote_depth;
  guint            list_depth;
  guint            details_depth;
  gboolean         is_open;
  GazetteStyle     style;
  guint            link;
  const char      *href;
  const char      *title;
  const char      *language;
} GazetteContext;

/**
 * GazetteFigure:
 * @first: number of blocks when it began
 * @caption: where its caption stands as a paragraph, -1 when there is none
 * @has_caption: whether a picture of it has got its caption
 *
 * A group of blocks with one caption.
 */
typedef struct
{
  guint    first;
  gint     caption;
  gboolean has_caption;
} GazetteFigure;

/**
 * GazetteWriter:
 *
 * Makes a document of text and blocks as they come, in order: folds white
 * space, keeps limits, joins captions with their pictures.
 */
typedef struct _GazetteWriter GazetteWriter;

GazetteWriter      *gazette_writer_new           (void);
void                gazette_writer_free          (GazetteWriter        *self);
gboolean            gazette_writer_is_full       (GazetteWriter        *self);
void                gazette_writer_set_truncated (GazetteWriter        *self);
const char         *gazette_writer_take_string   (GazetteWriter        *self,
                                                  char                 *string);
gboolean            gazette_writer_spend         (GazetteWriter        *self,
                                                  gsize                 length);
void                gazette_writer_anchor        (GazetteWriter        *self,
                                                  const char           *id);
void                gazette_writer_begin_item    (GazetteWriter        *self,
                                                  const char           *marker);
void                gazette_writer_end_item      (GazetteWriter        *self);
void                gazette_writer_begin_quote   (GazetteWriter        *self);
void                gazette_writer_end_quote     (GazetteWriter        *self);
void                gazette_writer_set_marker    (GazetteWriter        *self,
                                                  const char           *marker);
void                gazette_writer_change_marker (GazetteWriter        *self,
                                                  const char           *marker);
void                gazette_writer_text          (GazetteWriter        *self,
                                                  const GazetteContext *context,
                                                  const char           *text);
void                gazette_writer_line_break    (GazetteWriter        *self,
                                                  const GazetteContext *context);
void                gazette_writer_break         (GazetteWriter        *self);
void                gazette_writer_set_apart     (GazetteWriter        *self);
void                gazette_writer_end_block     (GazetteWriter        *self);
gboolean            gazette_writer_begin_row     (GazetteWriter        *self,
                                                  const GazetteContext *context);
gint                gazette_writer_begin_cell    (GazetteWriter        *self,
                                                  const GazetteCell    *cell);
gboolean            gazette_writer_shorten_cell  (GazetteWriter        *self,
                                                  gint                  position);
void                gazette_writer_begin_figure  (GazetteWriter        *self,
                                                  GazetteFigure        *figure);
void                gazette_writer_take_caption  (GazetteWriter        *self,
                                                  const GazetteFigure  *box);
void                gazette_writer_end_caption   (GazetteWriter        *self,
                                                  GazetteFigure        *figure);
void                gazette_writer_add           (GazetteWriter        *self,
                                                  const GazetteContext *context,
                                                  GazetteBlock         *block,
                                                  GazetteFigure        *figure);
const GazetteBlock *gazette_writer_get_last      (GazetteWriter        *self);
GazetteDocument    *gazette_writer_finish        (GazetteWriter        *self,
                                                  const char           *base_url);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteWriter, gazette_writer_free)

G_END_DECLS

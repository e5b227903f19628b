/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-address.h"
#include "gazette-element.h"
#include "gazette-list.h"
#include "gazette-table.h"

G_BEGIN_DECLS

/* An element that is open. */
typedef struct
{
  GazetteContext   context;
  const GumboNode *picture;
  gboolean         pictures_only;
  gboolean         is_block;
  gboolean         is_paragraph;
  gboolean         is_caption;
  /* Whether it is a picture with a caption below it that no tag names. */
  gboolean         is_captioned;
  gboolean         is_item;
  gboolean         is_quote;
  gboolean         has_marker;
  /* The frames of the figure and the list around it, -1 for none. */
  gint             figure;
  gint             list;
  GazetteFigure    own_figure;
  GazetteList      own_list;
  const char      *after;
  /* In how many quotations within text it stands. */
  guint            n_quotes;
} GazetteFrame;

/* A page that is being read. */
typedef struct
{
  GazetteWriter *writer;
  GazetteBase    base;
  gboolean       has_base;
  /* Whether the last picture is one for readers without scripts. */
  gboolean       last_is_fallback;
  /* Frames of all elements that are open, the innermost last. */
  GArray        *frames;
  GazetteTable   table;
  guint          n_links;
} GazetteReader;

GazetteFrame  *gazette_reader_get_frame       (GazetteReader        *self,
                                               gint                  position);
GazetteFigure *gazette_reader_get_figure      (GazetteReader        *self,
                                               const GazetteFrame   *frame);
gboolean       gazette_frame_is_in_paragraphs (const GazetteFrame   *frame);
void           gazette_reader_enter_inline    (GazetteReader        *self,
                                               GazetteFrame         *frame,
                                               const GumboNode      *node);
void           gazette_reader_write_math      (GazetteReader        *self,
                                               const GazetteFrame   *frame,
                                               const GumboNode      *node);
gboolean       gazette_reader_write_leaf      (GazetteReader        *self,
                                               const GazetteFrame   *frame,
                                               const GumboNode      *node,
                                               const GazetteElement *element);

G_END_DECLS

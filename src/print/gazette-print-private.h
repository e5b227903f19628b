/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include "gazette-draft.h"
#include "gazette-print.h"

G_BEGIN_DECLS

/* How much larger a line is than its letters. */
#define GAZETTE_PRINT_LINE 1.32

/* In points: how far each quotation stands in, and how much of a card is around its text. */
#define GAZETTE_PRINT_QUOTE_STEP 14
#define GAZETTE_PRINT_CARD       6

typedef enum
{
  GAZETTE_FACE_KICKER,
  GAZETTE_FACE_TITLE,
  GAZETTE_FACE_STANDFIRST,
  GAZETTE_FACE_BYLINE,
  GAZETTE_FACE_BODY,
  GAZETTE_FACE_HEADING_1,
  GAZETTE_FACE_HEADING_2,
  GAZETTE_FACE_HEADING_3,
  GAZETTE_FACE_CAPTION,
  GAZETTE_FACE_CODE,
  GAZETTE_FACE_CELL,
  GAZETTE_FACE_HEADER_CELL,
  GAZETTE_FACE_NOTE,
  GAZETTE_FACE_FOOT,
} GazetteFace;

/*
 * GazetteFlow:
 * @layout: its lines
 * @marker: (nullable): what hangs before the first of them
 * @block: (nullable): what it is of, for links and anchors
 * @start: where its text begins in that of the block, in bytes
 * @href: (nullable): where all of it leads
 * @x: where its lines begin from the left, in points
 * @width: how wide they are, in points
 * @quote_depth: in how many quotations it stands
 * @is_rtl: whether it begins at the right
 * @is_card: whether it stands on grey
 *
 * Text that is broken into lines.
 */
typedef struct
{
  PangoLayout        *layout;
  PangoLayout        *marker;
  const GazetteBlock *block;
  guint               start;
  const char         *href;
  double              x;
  double              width;
  guint               quote_depth;
  gboolean            is_rtl;
  gboolean            is_card;
} GazetteFlow;

/*
 * GazetteRow:
 * @flows: (element-type GazetteFlow): of the cells that begin in it; the sheets' own
 * @top: where the first line of each cell is below the top of the row
 * @rule_left: where the line below it begins
 * @rule_right: where that ends
 */
typedef struct
{
  GPtrArray *flows;
  double     top;
  double     rule_left;
  double     rule_right;
} GazetteRow;

typedef enum
{
  GAZETTE_STRIP_LINE,
  GAZETTE_STRIP_PICTURE,
  GAZETTE_STRIP_ROW,
  GAZETTE_STRIP_RULE,
} GazetteStripKind;

/*
 * GazetteStrip:
 * @kind: what it is
 * @gap: how much above it is empty, unless it is the first of a page
 * @height: how much of the page it takes, in points
 * @keep: whether it stands on the same page as the one before it
 * @is_first: of a line, whether it is the first of its flow
 * @is_last: of a line, the last of its flow; of a row, its last part
 * @flow: (nullable): of a line
 * @line: (nullable): of a line
 * @line_x: of a line, where it begins in the flow; of a picture, from the left
 * @baseline: of a line, from its top
 * @picture: (nullable): of a picture
 * @width: of a picture, in points
 * @href: (nullable): of a picture, where it leads
 * @row: (nullable): of a row
 * @from: of a part of a row, where it begins below the top of the row
 * @to: where it ends
 * @n_headers: of a row, how many strips before @header are the head of the table
 * @header: of a row, which strip that head begins with
 * @heading: (nullable): what is the first line of a heading
 * @block: (nullable): what it is of, for anchors
 *
 * A stretch of the article that stands on one page, over the whole column.
 */
typedef struct
{
  GazetteStripKind     kind;
  double               gap;
  double               height;
  gboolean             keep;
  gboolean             is_first;
  gboolean             is_last;
  GazetteFlow         *flow;
  PangoLayoutLine     *line;
  double               line_x;
  double               baseline;
  GazettePrintPicture *picture;
  double               width;
  const char          *href;
  GazetteRow          *row;
  double               from;
  double               to;
  guint                n_headers;
  guint                header;
  const GazetteBlock  *heading;
  const GazetteBlock  *block;
} GazetteStrip;

/*
 * GazettePlace:
 * @strip: which strip
 * @y: where it is on the page, from the top of the sheet, in points
 * @is_repeated: whether it is the head of a table that goes on
 */
typedef struct
{
  guint    strip;
  double   y;
  gboolean is_repeated;
} GazettePlace;

/*
 * GazetteSheets:
 * @strips: (element-type GazetteStrip): all there is to be drawn, in order
 * @pages: (element-type GArray): for each page, its places
 *
 * An article laid out.
 */
typedef struct
{
  GArray       *strips;
  GPtrArray    *pages;
  GPtrArray    *flows;
  GPtrArray    *rows;
  PangoContext *ltr;
  PangoContext *rtl;
  double        scale;
} GazetteSheets;

struct _GazettePrint
{
  GObject          parent_instance;

  GazetteDocument *document;
  GazettePrintHead head;
  GStringChunk    *strings;
  GazettePaper     paper;
  GArray          *ranges;
  GHashTable      *pictures;

  /* In thousandths. Set by one thread, read by another. */
  int              progress;
};

struct _GazettePrintFile
{
  GazetteDraft    *draft;
  cairo_surface_t *surface;
  /* Of all articles together; that of one alone has a title of its own. */
  char            *title;
  /* How much was written: pages, and names of places. */
  guint            n_pages;
  guint            n_names;
  /* The source of the last article, and what it is in the outline. */
  char            *source;
  int              entry;
};

GazetteSheets *gazette_sheets_new        (GazettePrint       *print,
                                          GCancellable       *cancellable);
void           gazette_sheets_free       (GazetteSheets      *self);
double         gazette_sheets_get_column (GazettePrint       *print);
GazetteStrip  *gazette_sheets_add_strip  (GazetteSheets      *self,
                                          GazetteStripKind    kind);
void           gazette_sheets_add_table  (GazetteSheets      *self,
                                          GazettePrint       *print,
                                          const GazetteBlock *block,
                                          double              x,
                                          double              width,
                                          double              gap);
void           gazette_sheets_paginate   (GazetteSheets      *self,
                                          GazettePrint       *print);

GazetteFlow *gazette_flow_new        (GazetteSheets      *sheets,
                                      GazetteFace         face,
                                      const char         *text,
                                      gssize              length,
                                      GazetteDirection    direction);
void         gazette_flow_free       (GazetteFlow        *self);
guint        gazette_flow_find_run   (const GazetteBlock *block,
                                      guint               start);
void         gazette_flow_set_block  (GazetteFlow        *self,
                                      const GazetteBlock *block,
                                      guint               start,
                                      guint               end);
void         gazette_flow_set_place  (GazetteFlow        *self,
                                      double              x,
                                      double              width);
double       gazette_flow_get_height (GazetteFlow        *self);

gboolean gazette_sheets_draw (GazetteSheets    *self,
                              GazettePrint     *print,
                              GazettePrintFile *file,
                              GCancellable     *cancellable);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteSheets, gazette_sheets_free)

G_END_DECLS

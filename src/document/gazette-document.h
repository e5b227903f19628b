/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * GazetteStyle:
 *
 * How a run of text within a block looks.
 */
typedef enum
{
  GAZETTE_STYLE_NONE = 0,
  GAZETTE_STYLE_EMPHASIS = 1 << 0,
  GAZETTE_STYLE_STRONG = 1 << 1,
  GAZETTE_STYLE_CODE = 1 << 2,
  GAZETTE_STYLE_DELETED = 1 << 3,
  GAZETTE_STYLE_UNDERLINE = 1 << 4,
  GAZETTE_STYLE_SUBSCRIPT = 1 << 5,
  GAZETTE_STYLE_SUPERSCRIPT = 1 << 6,
  GAZETTE_STYLE_SMALL = 1 << 7,
  GAZETTE_STYLE_MARK = 1 << 8,
  GAZETTE_STYLE_KEY = 1 << 9,
} GazetteStyle;

/**
 * GazetteRun:
 * @start: first byte in the block's text
 * @end: byte after the last one
 * @style: how it looks
 * @link: which link of the document, from 1; 0 for none. One link may have several
 *   runs, and pictures
 * @href: (nullable): an absolute http, https or mailto address, or "#fragment"
 * @title: (nullable): what an abbreviation stands for
 *
 * A stretch of a block's text with a style, a link or a title. Runs of a block are
 * in order and do not overlap; text in no run is plain.
 */
typedef struct
{
  guint        start;
  guint        end;
  GazetteStyle style;
  guint        link;
  const char  *href;
  const char  *title;
} GazetteRun;

/**
 * GazetteAnchor:
 * @at: before which byte of the block's text
 * @id: the fragment of an address, without "#", that leads there
 */
typedef struct
{
  guint       at;
  const char *id;
} GazetteAnchor;

typedef enum
{
  GAZETTE_ALIGN_NONE,
  GAZETTE_ALIGN_LEFT,
  GAZETTE_ALIGN_CENTER,
  GAZETTE_ALIGN_RIGHT,
} GazetteAlign;

/**
 * GazetteCell:
 * @start: first byte in the table's text
 * @end: byte after the last one
 * @column: its first column, from 0
 * @row: its first row, from 0
 * @n_columns: how many columns it takes
 * @n_rows: how many rows it takes
 * @is_header: whether it says what the cells below or beside it are
 * @align: at which side its text stands
 */
typedef struct
{
  guint        start;
  guint        end;
  guint        column;
  guint        row;
  guint        n_columns;
  guint        n_rows;
  gboolean     is_header;
  GazetteAlign align;
} GazetteCell;

typedef enum
{
  GAZETTE_BLOCK_PARAGRAPH,
  GAZETTE_BLOCK_HEADING,
  GAZETTE_BLOCK_PREFORMATTED,
  GAZETTE_BLOCK_PICTURE,
  GAZETTE_BLOCK_RULE,
  GAZETTE_BLOCK_TABLE,
  GAZETTE_BLOCK_EMBED,
} GazetteBlockKind;

/**
 * GazetteRole:
 * @GAZETTE_ROLE_NONE: nothing special
 * @GAZETTE_ROLE_CAPTION: says what the block before or after it is; captions of
 *   pictures and embeds are within those
 * @GAZETTE_ROLE_ATTRIBUTION: says whose words the quotation is
 * @GAZETTE_ROLE_TERM: what is described next
 * @GAZETTE_ROLE_SUMMARY: says what details follow
 *
 * What a paragraph is for.
 */
typedef enum
{
  GAZETTE_ROLE_NONE,
  GAZETTE_ROLE_CAPTION,
  GAZETTE_ROLE_ATTRIBUTION,
  GAZETTE_ROLE_TERM,
  GAZETTE_ROLE_SUMMARY,
} GazetteRole;

typedef enum
{
  GAZETTE_DIRECTION_NONE,
  GAZETTE_DIRECTION_LTR,
  GAZETTE_DIRECTION_RTL,
} GazetteDirection;

/**
 * GazetteBlock:
 * @kind: what it is
 * @role: of a paragraph, what it is for; a heading may be a summary, too
 * @direction: in which its text is read, if the page says so
 * @level: of a heading, 1 to 6; else 0
 * @quote_depth: in how many quotations it stands
 * @quotes: how many of these begin with it
 * @list_depth: in how many lists, descriptions and details it stands
 * @details_depth: in how many details that can be folded away it stands, their
 *   summaries included
 * @is_open: of a summary, whether its details are there to see at first
 * @items: how many items of lists begin with it; of a table, how many are in its cells
 * @marker: (nullable): of the first block of a list item: "•", "3." …, or of the
 *   first block of a summary; a later block of the same item has none and hangs under the first
 * @text: the text, "" where the kind has none; of a picture or an embed its
 *   caption, of a table its cells (tab between cells, newline between rows and
 *   between lines of a cell)
 * @runs: (element-type GazetteRun): styles and links in @text
 * @anchors: (nullable) (element-type GazetteAnchor): where fragments lead to, in order
 * @cells: (nullable) (element-type GazetteCell): of a table, where its cells are
 * @language: (nullable): of preformatted text, the programming language
 * @src: (nullable): of a picture, an absolute http, https or data: address
 * @alt: (nullable): of a picture, what it shows; of an embed, its title
 * @href: (nullable): of a picture or an embed, where it leads
 * @link: of a picture that is part of a link, which one, as in #GazetteRun; else 0
 * @width: of a picture, in CSS pixels, 0 when not known
 * @height: of a picture, in CSS pixels, 0 when not known
 */
typedef struct
{
  GazetteBlockKind kind;
  GazetteRole      role;
  GazetteDirection direction;
  guint            level;
  guint            quote_depth;
  guint            quotes;
  guint            list_depth;
  guint            details_depth;
  gboolean         is_open;
  guint            items;
  char            *marker;
  char            *text;
  GArray          *runs;
  GArray          *anchors;
  GArray          *cells;
  char            *language;
  char            *src;
  char            *alt;
  char            *href;
  guint            link;
  int              width;
  int              height;
} GazetteBlock;

/**
 * GazetteDocument:
 *
 * An article's body as a flat list of typed blocks. What is not a known block
 * or run does not exist in it, so nothing in it can execute or load by itself.
 * A value: immutable once made, references may cross threads.
 */
#define GAZETTE_TYPE_DOCUMENT (gazette_document_get_type ())
typedef struct _GazetteDocument GazetteDocument;

GType               gazette_document_get_type      (void) G_GNUC_CONST;
GazetteDocument    *gazette_document_new_from_html (const char      *html,
                                                    gssize           length,
                                                    const char      *base_url);
GazetteDocument    *gazette_document_new_for_body  (const char      *html,
                                                    const char      *base_url,
                                                    const char      *title,
                                                    const char      *lead_picture);
GazetteDocument    *gazette_document_new_for_kept_body
                                                   (const char      *html,
                                                    const char      *base_url,
                                                    const char      *title,
                                                    const char      *lead_picture,
                                                    const char *const *kept);
GazetteDocument    *gazette_document_new_for_type  (const char      *text,
                                                    gssize           length,
                                                    const char      *type,
                                                    const char      *base_url);
GazetteDocument    *gazette_document_new_for_changes
                                                   (GazetteDocument *before,
                                                    const char      *title_before,
                                                    GazetteDocument *after,
                                                    const char      *title_after);
GazetteDocument    *gazette_document_ref           (GazetteDocument *self);
void                gazette_document_unref         (GazetteDocument *self);
guint               gazette_document_get_n_blocks  (GazetteDocument *self);
const GazetteBlock *gazette_document_get_block     (GazetteDocument *self,
                                                    guint            position);
const GazetteBlock *gazette_document_get_lead      (GazetteDocument *self);
gboolean            gazette_document_is_truncated  (GazetteDocument *self);
gboolean            gazette_document_shows_changes (GazetteDocument *self);
const GazetteBlock *gazette_document_find_anchor   (GazetteDocument *self,
                                                    const char      *id,
                                                    guint           *at);
GStrv               gazette_document_dup_pictures  (GazetteDocument *self);
char               *gazette_document_to_text       (GazetteDocument *self);
JsonNode           *gazette_document_to_json       (GazetteDocument *self);
char               *gazette_block_dup_text         (const GazetteBlock *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteDocument, gazette_document_unref)

G_END_DECLS

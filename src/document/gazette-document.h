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
} GazetteStyle;

/**
 * GazetteRun:
 * @start: first byte in the block's text
 * @end: byte after the last one
 * @style: how it looks
 * @href: (nullable): an absolute http, https or mailto address, or "#fragment"
 *
 * A stretch of a block's text with a style or a link. Runs of a block are in
 * order and do not overlap; text in no run is plain.
 */
typedef struct
{
  guint        start;
  guint        end;
  GazetteStyle style;
  char        *href;
} GazetteRun;

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
 * GazetteBlock:
 * @kind: what it is
 * @level: of a heading, 1 to 6; else 0
 * @quote_depth: in how many quotations it stands
 * @list_depth: in how many lists it stands
 * @marker: (nullable): of the first block of a list item: "•", "3." …; a later
 *   block of the same item has none and hangs under the first
 * @text: the text, "" where the kind has none; of a picture its caption, of a
 *   table its cells (tab between cells, newline between rows), of an embed its title
 * @runs: (element-type GazetteRun): styles and links in @text
 * @language: (nullable): of preformatted text, the programming language
 * @src: (nullable): of a picture, an absolute http, https or data: address
 * @alt: (nullable): of a picture, what it shows
 * @href: (nullable): of a picture or an embed, where it leads
 * @width: of a picture, in CSS pixels, 0 when not known
 * @height: of a picture, in CSS pixels, 0 when not known
 * @header_row: of a table, whether the first row is a header
 */
typedef struct
{
  GazetteBlockKind kind;
  guint            level;
  guint            quote_depth;
  guint            list_depth;
  char            *marker;
  char            *text;
  GArray          *runs;
  char            *language;
  char            *src;
  char            *alt;
  char            *href;
  int              width;
  int              height;
  gboolean         header_row;
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
GazetteDocument    *gazette_document_ref           (GazetteDocument *self);
void                gazette_document_unref         (GazetteDocument *self);
guint               gazette_document_get_n_blocks  (GazetteDocument *self);
const GazetteBlock *gazette_document_get_block     (GazetteDocument *self,
                                                    guint            position);
const GazetteBlock *gazette_document_get_lead      (GazetteDocument *self);
gboolean            gazette_document_is_truncated  (GazetteDocument *self);
GStrv               gazette_document_dup_pictures  (GazetteDocument *self);
char               *gazette_document_to_text       (GazetteDocument *self);
JsonNode           *gazette_document_to_json       (GazetteDocument *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteDocument, gazette_document_unref)

G_END_DECLS

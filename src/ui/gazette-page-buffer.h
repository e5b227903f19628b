/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gazette-library.h"
#include "gazette-page-tags.h"
#include "gazette-document.h"

G_BEGIN_DECLS

typedef enum
{
  GAZETTE_PIECE_KICKER,
  GAZETTE_PIECE_TITLE,
  GAZETTE_PIECE_STANDFIRST,
  GAZETTE_PIECE_BYLINE,
  GAZETTE_PIECE_LEAD_PICTURE,
  GAZETTE_PIECE_CAPTION,
  GAZETTE_PIECE_BLOCK,
  GAZETTE_PIECE_NOTE,
  GAZETTE_PIECE_FOOT,
} GazettePieceKind;

/**
 * GazettePiece:
 * @kind: what it is
 * @start: its first character
 * @end: the one after its last
 * @block: (nullable): of a block, what it is made from
 * @indent: how it stands
 * @gap: how much above its first line is empty, in percent of the body's font size
 * @anchor: (nullable): where a widget stands for it
 * @text_start: of a block, the first character of its text
 * @is_hidden: whether it is folded away
 *
 * One or more whole lines of a page.
 */
typedef struct
{
  GazettePieceKind    kind;
  int                 start;
  int                 end;
  const GazetteBlock *block;
  GazetteIndent       indent;
  guint               gap;
  GtkTextChildAnchor *anchor;
  int                 text_start;
  gboolean            is_hidden;
} GazettePiece;

/**
 * GazettePageBuffer:
 *
 * An article as text: from the kicker to the last line, with an anchor where a
 * picture, a table, an embed or the foot of the page stands. It is written
 * once, in as many steps as it takes, and does not change after that.
 */
#define GAZETTE_TYPE_PAGE_BUFFER (gazette_page_buffer_get_type ())
G_DECLARE_FINAL_TYPE (GazettePageBuffer, gazette_page_buffer, GAZETTE, PAGE_BUFFER, GtkTextBuffer)

GazettePageBuffer  *gazette_page_buffer_new           (GazetteStored         *stored,
                                                       GazetteDocument       *document);
gboolean            gazette_page_buffer_write         (GazettePageBuffer     *self,
                                                       gint64                 until);
void                gazette_page_buffer_set_look      (GazettePageBuffer     *self,
                                                       const GazettePageLook *look);
int                 gazette_page_buffer_get_margin    (GazettePageBuffer     *self,
                                                       const GazettePiece    *piece);
int                 gazette_page_buffer_get_gap       (GazettePageBuffer     *self,
                                                       const GazettePiece    *piece);
GazetteStored      *gazette_page_buffer_get_stored    (GazettePageBuffer     *self);
const GazetteBlock *gazette_page_buffer_get_lead      (GazettePageBuffer     *self);
guint               gazette_page_buffer_get_n_pieces  (GazettePageBuffer     *self);
const GazettePiece *gazette_page_buffer_get_piece     (GazettePageBuffer     *self,
                                                       guint                  position);
guint               gazette_page_buffer_find_piece    (GazettePageBuffer     *self,
                                                       int                    offset);
const char         *gazette_page_buffer_get_link      (GazettePageBuffer     *self,
                                                       int                    offset,
                                                       int                   *start,
                                                       int                   *end);
const char         *gazette_page_buffer_get_title     (GazettePageBuffer     *self,
                                                       int                    offset);
int                 gazette_page_buffer_find_fragment (GazettePageBuffer     *self,
                                                       const char            *fragment);
char               *gazette_page_buffer_dup_text      (GazettePageBuffer     *self,
                                                       int                    start,
                                                       int                    end);
char               *gazette_page_buffer_dup_html      (GazettePageBuffer     *self,
                                                       int                    start,
                                                       int                    end);
void                gazette_page_buffer_copy          (GazettePageBuffer     *self,
                                                       GdkClipboard          *clipboard);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gazette-document.h"

G_BEGIN_DECLS

/**
 * GazetteCardMark:
 * @start: the first byte of the text of a block
 * @end: the one after the last, which may be behind the end of the text
 * @colour: what is put behind them
 */
typedef struct
{
  guint   start;
  guint   end;
  GdkRGBA colour;
} GazetteCardMark;

/**
 * GazetteCodeText:
 *
 * Preformatted text in lines of one height, none of which is broken. Only what
 * is near the screen is laid out, however much there is. Text can be selected
 * and copied; links in it can be clicked, and reached with Tab.
 *
 * GazetteCodeText::clicked: (byte: uint) a character was clicked that is no link.
 *
 * Activates page.open-link (s) for a link that is clicked.
 */
#define GAZETTE_TYPE_CODE_TEXT (gazette_code_text_get_type ())
G_DECLARE_FINAL_TYPE (GazetteCodeText, gazette_code_text, GAZETTE, CODE_TEXT, GtkWidget)

GtkWidget *gazette_code_text_new       (const GazetteBlock *block);
void       gazette_code_text_copy      (GazetteCodeText    *self);
void       gazette_code_text_mark      (GazetteCodeText    *self,
                                        guint               start,
                                        guint               length,
                                        const GdkRGBA      *colour);
void       gazette_code_text_get_place (GazetteCodeText    *self,
                                        guint               start,
                                        GdkRectangle       *place);
void       gazette_code_text_unmark    (GazetteCodeText    *self);
void       gazette_code_text_set_highlights (GazetteCodeText *self,
                                        GArray             *marks);
gboolean   gazette_code_text_get_selected (GazetteCodeText *self,
                                        guint              *start,
                                        guint              *end);
const char *gazette_code_text_get_link (GazetteCodeText    *self,
                                        double              x,
                                        double              y);
void       gazette_code_text_get_caret (GazetteCodeText    *self,
                                        GdkRectangle       *place);

G_END_DECLS

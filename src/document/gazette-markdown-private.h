/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-markdown-export.h"

G_BEGIN_DECLS

/*
 * GazetteNote:
 * @reference: the block that refers to it
 * @target: the block that it begins with
 * @number: its number, from 1
 *
 * A footnote.
 */
typedef struct
{
  const GazetteBlock *reference;
  const GazetteBlock *target;
  guint               number;
} GazetteNote;

/*
 * GazetteMarkdown:
 * @text: what is written
 * @notes: (element-type GazetteNote): the footnotes
 * @as_html: whether what is written is within HTML
 * @in_table: whether it is within a table of Markdown
 */
typedef struct
{
  GString  *text;
  GArray   *notes;
  gboolean  as_html;
  gboolean  in_table;
} GazetteMarkdown;

void gazette_markdown_write_inline (GazetteMarkdown    *self,
                                    const GazetteBlock *block,
                                    guint               start,
                                    guint               end,
                                    const char         *line_break);
void gazette_markdown_write_text   (GazetteMarkdown    *self,
                                    const char         *text,
                                    gsize               length,
                                    gboolean            at_start);
void gazette_markdown_write_href   (GazetteMarkdown    *self,
                                    const char         *href);
void gazette_markdown_write_table  (GazetteMarkdown    *self,
                                    const GazetteBlock *block,
                                    const char         *prefix);

G_END_DECLS

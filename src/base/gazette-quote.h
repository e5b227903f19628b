/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How many characters of a text a person can mark at once. */
#define GAZETTE_QUOTE_MAX_LENGTH 20000

/* How many characters before and after it are known. */
#define GAZETTE_QUOTE_CONTEXT 32

/**
 * GazetteQuote:
 * @exact: the words, a line for each block
 * @prefix: what stands before them, "" at the beginning of the text
 * @suffix: what stands after them, "" at its end
 * @position: at which character of the text they were, as gazette_anchoring_find()
 *   counts them
 *
 * A passage of a text, by what it says: the TextQuoteSelector and, as a hint, the
 * TextPositionSelector of the Web Annotation Data Model of the W3C.
 */
typedef struct
{
  char  *exact;
  char  *prefix;
  char  *suffix;
  guint  position;
} GazetteQuote;

void gazette_quote_copy  (const GazetteQuote *self,
                          GazetteQuote       *copy);
void gazette_quote_clear (GazetteQuote       *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GazetteQuote, gazette_quote_clear)

G_END_DECLS

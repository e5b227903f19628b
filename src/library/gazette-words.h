/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* How the index calls the words that are not of a text: what a person types
 * never has this character. */
#define GAZETTE_WORDS_KEY "\xee\x80\x80"
/* What is before each word of a topic there. */
#define GAZETTE_WORDS_TOPIC GAZETTE_WORDS_KEY "t"
/* What is between two topics, so that no row of words goes on into the next. */
#define GAZETTE_WORDS_NEXT_TOPIC GAZETTE_WORDS_KEY "n"

/**
 * GazetteWordFunc:
 * @data: what was given to gazette_words_scan()
 * @flags: 0
 * @word: the word, folded; not nul-terminated
 * @length: its length in bytes
 * @start: where it begins in the text, in bytes
 * @end: where it ends
 *
 * Takes one word of a text; as SQLite's FTS5 has it.
 *
 * Returns: %SQLITE_OK to go on
 */
typedef int (*GazetteWordFunc) (void       *data,
                                int         flags,
                                const char *word,
                                int         length,
                                int         start,
                                int         end);

int      gazette_words_scan     (const char      *text,
                                 gsize            length,
                                 GazetteWordFunc  func,
                                 void            *data);
gboolean gazette_words_register (sqlite3         *handle);

G_END_DECLS

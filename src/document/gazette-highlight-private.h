/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-highlight.h"

G_BEGIN_DECLS

typedef enum
{
  GAZETTE_SYNTAX_CODE,
  GAZETTE_SYNTAX_MARKUP,
  GAZETTE_SYNTAX_DIFF,
} GazetteSyntaxFamily;

typedef enum
{
  /* What begins with "#" in a line is for the preprocessor. */
  GAZETTE_SYNTAX_DIRECTIVES = 1 << 0,
  /* Three quotes in a row begin a string that goes over lines. */
  GAZETTE_SYNTAX_TRIPLE = 1 << 1,
  /* "$name" is a variable. */
  GAZETTE_SYNTAX_VARIABLES = 1 << 2,
  /* "@name" is a name. */
  GAZETTE_SYNTAX_AT = 1 << 3,
  /* What stands before ":" or "=" is a name. */
  GAZETTE_SYNTAX_KEYS = 1 << 4,
  /* Words may have hyphens in them. */
  GAZETTE_SYNTAX_HYPHENS = 1 << 5,
  /* Keywords may be written in capitals. */
  GAZETTE_SYNTAX_ANY_CASE = 1 << 6,
  /* A single quote begins one character, if at all. */
  GAZETTE_SYNTAX_CHARACTERS = 1 << 7,
  /* A backslash in single quotes is one. */
  GAZETTE_SYNTAX_RAW_SINGLE = 1 << 8,
  /* Strings go over lines. */
  GAZETTE_SYNTAX_LONG_STRINGS = 1 << 9,
} GazetteSyntaxFlags;

/**
 * GazetteSyntax:
 * @names: what the language is called on pages, between spaces
 * @family: how it is read
 * @line_comments: (nullable): what begins a comment up to the end of its line,
 *   between spaces
 * @block_start: (nullable): what begins a comment …
 * @block_end: (nullable): … that ends with this
 * @quotes: what strings begin and end with
 * @flags: what else is special
 * @keywords: its keywords, between spaces
 *
 * As much of a language as gives its code colours.
 */
typedef struct
{
  const char         *names;
  GazetteSyntaxFamily family;
  const char         *line_comments;
  const char         *block_start;
  const char         *block_end;
  const char         *quotes;
  GazetteSyntaxFlags  flags;
  const char         *keywords;
} GazetteSyntax;

const GazetteSyntax *gazette_syntax_find (const char *language);

G_END_DECLS

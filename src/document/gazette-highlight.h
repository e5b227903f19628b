/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GAZETTE_HIGHLIGHT_MAX:
 *
 * Longer code, in bytes, has no colours.
 */
#define GAZETTE_HIGHLIGHT_MAX (256 * 1024)

typedef enum
{
  GAZETTE_TOKEN_COMMENT,
  GAZETTE_TOKEN_STRING,
  GAZETTE_TOKEN_NUMBER,
  GAZETTE_TOKEN_KEYWORD,
  GAZETTE_TOKEN_NAME,
  GAZETTE_TOKEN_ADDED,
  GAZETTE_TOKEN_REMOVED,
  GAZETTE_N_TOKENS,
} GazetteTokenKind;

/**
 * GazetteToken:
 * @start: its first byte
 * @end: the byte after the last one
 * @kind: what it is: a name is one of a variable, an attribute, a key, a directive
 *
 * A stretch of code that is something else than the text around it.
 */
typedef struct
{
  guint            start;
  guint            end;
  GazetteTokenKind kind;
} GazetteToken;

gboolean  gazette_highlight_knows (const char *language);
GArray   *gazette_highlight_code  (const char *language,
                                   const char *code);

G_END_DECLS

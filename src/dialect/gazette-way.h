/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-dialect-private.h"

G_BEGIN_DECLS

/* What the engine wants of a field, which says how its value may be written. */
typedef enum
{
  GAZETTE_WANT_WORD = 1 << GAZETTE_AS_TEXT,
  GAZETTE_WANT_TEXT = 1 << GAZETTE_AS_TEXT | 1 << GAZETTE_AS_HTML_TEXT,
  GAZETTE_WANT_NAMES = GAZETTE_WANT_TEXT | 1 << GAZETTE_AS_LIST | 1 << GAZETTE_AS_BYLINE,
  GAZETTE_WANT_HTML = 1 << GAZETTE_AS_HTML | 1 << GAZETTE_AS_TEXT | 1 << GAZETTE_AS_MARKDOWN |
                      1 << GAZETTE_AS_BLOCKS,
  GAZETTE_WANT_URL = 1 << GAZETTE_AS_URL | 1 << GAZETTE_AS_ABSOLUTE_URL,
  GAZETTE_WANT_IMAGE = GAZETTE_WANT_URL | 1 << GAZETTE_AS_HTML_IMAGE,
  GAZETTE_WANT_DATE = 1 << GAZETTE_AS_DATE,
  GAZETTE_WANT_NUMBER = 1 << GAZETTE_AS_NUMBER,
  GAZETTE_WANT_FLAG = 1 << GAZETTE_AS_FLAG,
} GazetteWant;

GazetteWays *gazette_ways_compile    (JsonNode    *node,
                                      const char  *where,
                                      GazetteWant  want,
                                      GError     **error);
GPtrArray   *gazette_related_compile (JsonNode    *node,
                                      GError     **error);

G_END_DECLS

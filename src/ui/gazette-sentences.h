/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GazetteSentence:
 * @start: its first character
 * @end: the one after its last
 */
typedef struct
{
  int start;
  int end;
} GazetteSentence;

GArray *gazette_sentences_find (const char *text,
                                int         offset,
                                const char *language);

G_END_DECLS

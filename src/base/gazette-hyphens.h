/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GazetteSyllable:
 * @start: its first character, counted from the beginning of the text
 * @end: the one after its last
 *
 * A part of a word that a hyphen may stand before, and after, too, unless the word
 * ends there.
 */
typedef struct
{
  guint start;
  guint end;
} GazetteSyllable;

GArray *gazette_hyphens_find (const char *text,
                              const char *language);

G_END_DECLS

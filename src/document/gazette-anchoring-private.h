/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * GazetteSought:
 * @text: (element-type gunichar): where it is looked for
 * @exact: (element-type gunichar): the passage, not empty
 * @prefix: (element-type gunichar): what stood before it
 * @suffix: (element-type gunichar): what stood after it
 * @position: where it was
 *
 * A passage that is looked for.
 */
typedef struct
{
  GArray *text;
  GArray *exact;
  GArray *prefix;
  GArray *suffix;
  guint   position;
} GazetteSought;

gboolean gazette_anchoring_search (const GazetteSought *self,
                                   gsize               *effort,
                                   guint               *start,
                                   guint               *end);

G_END_DECLS

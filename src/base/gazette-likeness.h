/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GazetteStretch:
 * @first: its first character
 * @n: how many characters it has
 * @step: 1 when the next character follows, -1 when it stands before
 *
 * Characters that are read forwards or backwards.
 */
typedef struct
{
  const gunichar *first;
  guint           n;
  int             step;
} GazetteStretch;

gsize   gazette_likeness_get_effort (guint          n_pattern,
                                     guint          n_text);
GArray *gazette_likeness_measure    (GazetteStretch pattern,
                                     GazetteStretch text,
                                     gboolean       is_anchored);

G_END_DECLS

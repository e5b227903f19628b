/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-html.h"

G_BEGIN_DECLS

/**
 * GazetteList:
 * @numbering: '1', 'a', 'A', 'i' or 'I'; 0 for bullets, '-' for no markers
 * @number: of the next item
 * @step: from one item to the next
 * @n_bulleted: how many lists with bullets it stands in, itself included
 * @bullet: of those, what they look like: 0 for a disc, 1 for a circle, 2 for a square
 *
 * A list whose items are being read.
 */
typedef struct
{
  char  numbering;
  gint  number;
  gint  step;
  guint n_bulleted;
  gint  bullet;
} GazetteList;

void  gazette_list_begin      (GazetteList       *self,
                               const GumboNode   *node,
                               const GazetteList *outer,
                               gboolean           has_markers);
char *gazette_list_dup_marker (GazetteList       *self,
                               const GumboNode   *item);

G_END_DECLS

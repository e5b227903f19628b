/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-page-buffer.h"

G_BEGIN_DECLS

/**
 * GazettePageLink:
 * @start: its first character
 * @end: the one after its last
 * @number: which link of the document it is, 0 for one of the page's own
 * @href: (nullable): where it leads; %NULL for a summary, which is not a link but
 *   a place for the focus, too
 */
typedef struct
{
  int         start;
  int         end;
  guint       number;
  const char *href;
} GazettePageLink;

/**
 * GazettePageTitle:
 * @start: first character of an abbreviation
 * @end: the one after its last
 * @title: what it stands for
 */
typedef struct
{
  int         start;
  int         end;
  const char *title;
} GazettePageTitle;

/**
 * GazettePageFold:
 * @summary: the piece that says what follows
 * @first: the first piece that can be folded away
 * @end: the one after the last
 * @is_open: whether they are there to see
 */
typedef struct
{
  guint    summary;
  guint    first;
  guint    end;
  gboolean is_open;
} GazettePageFold;

struct _GazettePageBuffer
{
  GtkTextBuffer       parent_instance;

  GazetteStored      *stored;
  GazetteDocument    *document;
  GazettePageTags    *tags;
  GArray             *pieces;
  GArray             *links;
  GArray             *titles;
  GArray             *folds;

  guint               next_block;

  /* The block whose runs are still to be applied, and how far that is. */
  const GazetteBlock *styling;
  guint               next_run;
  guint               run_byte;
  int                 run_offset;

  guint               n_cells;
  gboolean            head_written;
  gboolean            wide_lists;
  gboolean            is_hyphenated;
};

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-page-buffer.h"

G_BEGIN_DECLS

/**
 * GazettePageLink:
 * @start: its first character
 * @end: the one after its last
 * @number: which link of the document it is, 0 for one of the page's own
 * @href: where it leads
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

struct _GazettePageBuffer
{
  GtkTextBuffer       parent_instance;

  GazetteStored      *stored;
  GazetteDocument    *document;
  GazettePageTags    *tags;
  GArray             *pieces;
  GArray             *links;
  GArray             *titles;

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

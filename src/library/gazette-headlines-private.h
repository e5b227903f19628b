/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-order.h"

G_BEGIN_DECLS

struct _GazetteHeadlines
{
  GObject          parent_instance;

  GazetteLibrary  *library;
  GazetteViewKind  kind;
  gint64           source_id;
  gint64           retained_id;
  GazetteOrder     order;

  /* What is searched for, NULL if that was saved; and how much of the library
   * is not in the index yet. */
  char *query;
  gboolean by_relevance;
  guint n_queued;
  /* The view that is on its way, or was the last to be. */
  GazetteRequest *load;

  /* The list is @old_ids before @old_end, then @ids from @new_start on: while a
   * change is told edit by edit, from the last to the first, the list has to be
   * as far as what was told. At rest all of it is @ids. They are shared with
   * requests and never written to. */
  GazetteIds      *ids;
  GazetteIds      *old_ids;
  guint            old_end;
  guint            new_start;
  /* Where those begin that belong together, or NULL. */
  GArray          *sections;
  GArray          *old_sections;

  /* Counts the views that were asked for, to know a late answer. */
  guint            view_serial;
  guint            reload_source;
  guint            midnight_source;
  guint            is_loading : 1;
  guint            reload_again : 1;

  /* Pages that are asked for, and ids that are on their way. */
  GArray          *wanted_pages;
  guint            page_source;
  GHashTable      *pending_ids;
  GQueue           recent;
};

static inline guint
gazette_headlines_count (GazetteHeadlines *self)
{
  return self->old_end + (self->ids->n - self->new_start);
}

static inline gint64
gazette_headlines_get_id (GazetteHeadlines *self,
                          guint             position)
{
  return position < self->old_end
         ? gazette_ids_get (self->old_ids, position)
         : gazette_ids_get (self->ids, position - self->old_end + self->new_start);
}

G_END_DECLS

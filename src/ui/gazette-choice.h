/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-headlines.h"
#include "gazette-search.h"
#include "gazette-source.h"

G_BEGIN_DECLS

/**
 * GazetteChoice:
 *
 * A view that can be chosen: all articles, the unread ones, today's, the saved ones,
 * highlights, those of muted sources, those of one source, or what a saved search finds.
 * Main thread only.
 *
 * Properties, read-only and notified: title, count (uint: of unread articles;
 * of all or the saved ones for those views), trouble (nullable: why the source
 * could not be asked, in plain words), muted (whether it is a source that is).
 */
#define GAZETTE_TYPE_CHOICE (gazette_choice_get_type ())
G_DECLARE_FINAL_TYPE (GazetteChoice, gazette_choice, GAZETTE, CHOICE, GObject)

GazetteChoice   *gazette_choice_new           (GazetteViewKind  kind);
GazetteChoice   *gazette_choice_new_source    (GazetteSource   *source);
GazetteChoice   *gazette_choice_new_search    (GazetteSearch   *search);

GazetteViewKind  gazette_choice_get_kind      (GazetteChoice   *self);
gint64           gazette_choice_get_source_id (GazetteChoice   *self);
GazetteSource   *gazette_choice_get_source    (GazetteChoice   *self);
void             gazette_choice_set_source    (GazetteChoice   *self,
                                               GazetteSource   *source);
void             gazette_choice_set_search    (GazetteChoice   *self,
                                               GazetteSearch   *search);
const char      *gazette_choice_get_query     (GazetteChoice   *self);
const char      *gazette_choice_get_title     (GazetteChoice   *self);
const char      *gazette_choice_get_trouble   (GazetteChoice   *self);
gboolean         gazette_choice_get_muted     (GazetteChoice   *self);
guint            gazette_choice_get_count     (GazetteChoice   *self);
void             gazette_choice_set_count     (GazetteChoice   *self,
                                               guint            count);
char            *gazette_choice_dup_count     (GazetteChoice   *self);
char            *gazette_choice_dup_view      (GazetteChoice   *self);

char            *gazette_view_to_string       (GazetteViewKind  kind,
                                               gint64           source_id);
gboolean         gazette_view_from_string     (const char      *string,
                                               GazetteViewKind *kind,
                                               gint64          *source_id);

G_END_DECLS

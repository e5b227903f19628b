/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-library.h"

G_BEGIN_DECLS

/* Around what was searched for, in an excerpt. */
#define GAZETTE_EXCERPT_BEGIN "\002"
#define GAZETTE_EXCERPT_END "\003"

/**
 * GazetteHeadline:
 *
 * An article as a row of a list. The same article is the same object as long
 * as somebody holds it. Main thread only.
 *
 * Properties, all read-only and notified when they change: id (gint64),
 * source-id (gint64), title, summary, source-title, image (nullable), excerpt
 * (nullable: in place of the summary, in a list of what was found),
 * published (gint64; of an article without a date when it was first seen),
 * read, saved (int, a #GazetteSavedState), loaded (FALSE until the row's
 * page has been read; the other properties are empty until then).
 */
#define GAZETTE_TYPE_HEADLINE (gazette_headline_get_type ())
G_DECLARE_FINAL_TYPE (GazetteHeadline, gazette_headline, GAZETTE, HEADLINE, GObject)

gint64            gazette_headline_get_id           (GazetteHeadline *self);
gint64            gazette_headline_get_source_id    (GazetteHeadline *self);
const char       *gazette_headline_get_title        (GazetteHeadline *self);
const char       *gazette_headline_get_summary      (GazetteHeadline *self);
const char       *gazette_headline_get_source_title (GazetteHeadline *self);
const char       *gazette_headline_get_image        (GazetteHeadline *self);
const char       *gazette_headline_get_excerpt      (GazetteHeadline *self);
gint64            gazette_headline_get_published    (GazetteHeadline *self);
gboolean          gazette_headline_get_read         (GazetteHeadline *self);
GazetteSavedState gazette_headline_get_saved        (GazetteHeadline *self);
gboolean          gazette_headline_get_copied       (GazetteHeadline *self);
gboolean          gazette_headline_get_loaded       (GazetteHeadline *self);

G_END_DECLS

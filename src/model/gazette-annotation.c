/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-annotation.h"

G_DEFINE_BOXED_TYPE (GazetteAnnotation, gazette_annotation, gazette_annotation_ref, gazette_annotation_unref)

/**
 * gazette_annotation_new:
 * @article_id: an article
 *
 * Creates a highlight of which nothing else is known, for the caller to fill in.
 *
 * Returns: (transfer full): the highlight
 */
GazetteAnnotation *
gazette_annotation_new (gint64 article_id)
{
  GazetteAnnotation *self = g_atomic_rc_box_new0 (GazetteAnnotation);

  self->article_id = article_id;

  return self;
}

/**
 * gazette_annotation_ref:
 * @self: a highlight
 *
 * Takes a reference, on any thread.
 *
 * Returns: (transfer full): @self
 */
GazetteAnnotation *
gazette_annotation_ref (GazetteAnnotation *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_annotation (gpointer data)
{
  GazetteAnnotation *self = data;

  gazette_quote_clear (&self->quote);
  g_free (self->note);
  g_free (self->title);
  g_free (self->source);
  g_free (self->url);
}

/**
 * gazette_annotation_unref:
 * @self: (transfer full): a highlight
 *
 * Drops a reference, on any thread.
 */
void
gazette_annotation_unref (GazetteAnnotation *self)
{
  g_atomic_rc_box_release_full (self, clear_annotation);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-clipping.h"
#include "gazette-url-clean.h"

G_DEFINE_BOXED_TYPE (GazetteClipping, gazette_clipping, gazette_clipping_ref, gazette_clipping_unref)

/**
 * gazette_clipping_new:
 * @url: a web address
 *
 * Creates a clipping of which nothing else is known, for the caller to fill in.
 * Its article is told from others by gazette_url_dup_identity().
 *
 * Returns: (transfer full): the clipping
 */
GazetteClipping *
gazette_clipping_new (const char *url)
{
  GazetteClipping *self = g_atomic_rc_box_new0 (GazetteClipping);
  g_autofree char *identity = gazette_url_dup_identity (url);

  self->article = gazette_article_new (identity);
  self->article->url = gazette_url_clean (url);

  return self;
}

/**
 * gazette_clipping_ref:
 * @self: a clipping
 *
 * Takes a reference, on any thread.
 *
 * Returns: (transfer full): @self
 */
GazetteClipping *
gazette_clipping_ref (GazetteClipping *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_clipping (gpointer data)
{
  GazetteClipping *self = data;

  gazette_article_unref (self->article);
}

/**
 * gazette_clipping_unref:
 * @self: (transfer full): a clipping
 *
 * Drops a reference, on any thread.
 */
void
gazette_clipping_unref (GazetteClipping *self)
{
  g_atomic_rc_box_release_full (self, clear_clipping);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-source.h"

G_DEFINE_BOXED_TYPE (GazetteSource, gazette_source, gazette_source_ref, gazette_source_unref)

/**
 * gazette_source_new:
 * @url: where its articles are asked for
 *
 * Creates a source of which only the address is known, for the caller to fill
 * in. Its title is the address until it says what it is called.
 *
 * Returns: (transfer full): the source
 */
GazetteSource *
gazette_source_new (const char *url)
{
  GazetteSource *self;

  g_return_val_if_fail (url != NULL, NULL);

  self = g_atomic_rc_box_new0 (GazetteSource);
  self->url = g_strdup (url);
  self->dialect = g_strdup ("");
  self->title = g_strdup (url);

  return self;
}

/**
 * gazette_source_copy:
 * @self: a source
 *
 * Copies it, for a caller that wants one that differs in a field.
 *
 * Returns: (transfer full): a copy that nobody else holds
 */
GazetteSource *
gazette_source_copy (const GazetteSource *self)
{
  GazetteSource *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_atomic_rc_box_dup (sizeof *self, (GazetteSource *) self);
  copy->url = g_strdup (self->url);
  copy->dialect = g_strdup (self->dialect);
  copy->title = g_strdup (self->title);
  copy->own_title = g_strdup (self->own_title);
  copy->home_url = g_strdup (self->home_url);
  copy->icon = g_strdup (self->icon);
  copy->etag = g_strdup (self->etag);
  copy->last_modified = g_strdup (self->last_modified);
  copy->error = g_strdup (self->error);

  return copy;
}

/**
 * gazette_source_ref:
 * @self: a source
 *
 * Takes a reference, on any thread.
 *
 * Returns: (transfer full): @self
 */
GazetteSource *
gazette_source_ref (GazetteSource *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_source (gpointer data)
{
  GazetteSource *self = data;

  g_free (self->url);
  g_free (self->dialect);
  g_free (self->title);
  g_free (self->own_title);
  g_free (self->home_url);
  g_free (self->icon);
  g_free (self->etag);
  g_free (self->last_modified);
  g_free (self->error);
}

/**
 * gazette_source_unref:
 * @self: (transfer full): a source
 *
 * Drops a reference, on any thread.
 */
void
gazette_source_unref (GazetteSource *self)
{
  g_atomic_rc_box_release_full (self, clear_source);
}

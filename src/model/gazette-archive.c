/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-archive.h"

G_DEFINE_BOXED_TYPE (GazetteArchive, gazette_archive, gazette_archive_ref, gazette_archive_unref)

/**
 * gazette_archive_new:
 * @source_id: a source
 *
 * Creates an archive of which nothing is known, for the caller to fill in.
 *
 * Returns: (transfer full): the archive
 */
GazetteArchive *
gazette_archive_new (gint64 source_id)
{
  GazetteArchive *self = g_atomic_rc_box_new0 (GazetteArchive);

  self->source_id = source_id;

  return self;
}

/**
 * gazette_archive_ref:
 * @self: an archive
 *
 * Takes a reference, on any thread.
 *
 * Returns: (transfer full): @self
 */
GazetteArchive *
gazette_archive_ref (GazetteArchive *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_archive (gpointer data)
{
  GazetteArchive *self = data;

  g_free (self->next_url);
  g_free (self->note);
}

/**
 * gazette_archive_unref:
 * @self: (transfer full): an archive
 *
 * Drops a reference, on any thread.
 */
void
gazette_archive_unref (GazetteArchive *self)
{
  g_atomic_rc_box_release_full (self, clear_archive);
}

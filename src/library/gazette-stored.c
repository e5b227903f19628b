/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-library-private.h"
#include "gazette-time.h"

G_DEFINE_BOXED_TYPE (GazetteStored, gazette_stored, gazette_stored_ref, gazette_stored_unref)

static gpointer
copy_counts (gpointer counts)
{
  return g_memdup2 (counts, sizeof (GazetteCounts));
}

G_DEFINE_BOXED_TYPE (GazetteCounts, gazette_counts, copy_counts, g_free)

/**
 * gazette_library_get_today:
 *
 * Returns: when this day began
 */
gint64
gazette_library_get_today (void)
{
  gint64 begins;

  gazette_time_get_day (g_get_real_time () / G_USEC_PER_SEC, &begins, NULL);

  return begins;
}

/**
 * gazette_stored_new:
 *
 * Returns: (transfer full): an empty one, for the caller to fill in
 */
GazetteStored *
gazette_stored_new (void)
{
  return g_atomic_rc_box_new0 (GazetteStored);
}

/**
 * gazette_stored_ref:
 * @self: a stored article
 *
 * Takes a reference, on any thread.
 *
 * Returns: (transfer full): @self
 */
GazetteStored *
gazette_stored_ref (GazetteStored *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_stored (gpointer data)
{
  GazetteStored *self = data;

  g_free (self->source_title);
  g_free (self->source_url);
  g_clear_pointer (&self->article, gazette_article_unref);
  g_free (self->saved_note);
  g_strfreev (self->kept);
  g_free (self->full_html);
}

/**
 * gazette_stored_unref:
 * @self: (transfer full): a stored article
 *
 * Drops a reference, on any thread.
 */
void
gazette_stored_unref (GazetteStored *self)
{
  g_atomic_rc_box_release_full (self, clear_stored);
}

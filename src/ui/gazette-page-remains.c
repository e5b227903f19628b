/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-page-remains.h"

/* How long the main thread is at it at a time, in microseconds. */
#define SLICE 2000

struct _GazettePageRemains
{
  GQueue objects;
  guint  source;
};

/**
 * gazette_page_remains_new:
 *
 * Returns: (transfer full): no remains
 */
GazettePageRemains *
gazette_page_remains_new (void)
{
  GazettePageRemains *self = g_new0 (GazettePageRemains, 1);

  g_queue_init (&self->objects);

  return self;
}

/**
 * gazette_page_remains_free:
 * @self: remains
 *
 * Lets go of all of them at once.
 */
void
gazette_page_remains_free (GazettePageRemains *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_queue_clear_full (&self->objects, g_object_unref);
  g_free (self);
}

static gboolean
let_go_cb (gpointer user_data)
{
  GazettePageRemains *self = user_data;
  gint64 until = g_get_monotonic_time () + SLICE;

  while (!g_queue_is_empty (&self->objects))
    {
      g_object_unref (g_queue_pop_head (&self->objects));
      if (g_get_monotonic_time () >= until)
        return G_SOURCE_CONTINUE;
    }
  self->source = 0;

  return G_SOURCE_REMOVE;
}

/**
 * gazette_page_remains_add:
 * @self: remains
 * @object: (transfer full): something that nobody needs any more
 *
 * Lets go of an object when there is nothing more urgent to do. The widgets of a long
 * page take longer to be freed than the next page takes to be shown.
 */
void
gazette_page_remains_add (GazettePageRemains *self,
                          gpointer            object)
{
  g_queue_push_tail (&self->objects, object);
  if (self->source == 0)
    self->source = g_idle_add_full (G_PRIORITY_LOW, let_go_cb, self, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gtk/gtk.h>

#include "gazette-memory.h"
#include "gazette-page-remains.h"

/* How long the main thread is at it at a time, in microseconds. */
#define SLICE 2000

/* In characters. What is left of a page with fewer is needed again by the next one. */
#define MANY 200000

struct _GazettePageRemains
{
  GQueue   objects;
  guint    source;
  gboolean is_large;
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

/* Begins with a leaf of what is still in its place: taken away whole, it would take as
 * long as there is in it.
 *
 * Returns: whether it is gone
 */
static gboolean
let_go_of (gpointer object)
{
  GtkWidget *leaf = object;

  if (!GTK_IS_WIDGET (object) || gtk_widget_get_parent (object) == NULL)
    {
      g_object_unref (object);
      return TRUE;
    }

  while (gtk_widget_get_first_child (leaf) != NULL)
    leaf = gtk_widget_get_first_child (leaf);
  gtk_widget_unparent (leaf);

  return FALSE;
}

/**
 * gazette_page_remains_clear:
 * @self: remains
 *
 * Lets go of all of them at once.
 */
void
gazette_page_remains_clear (GazettePageRemains *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  while (!g_queue_is_empty (&self->objects))
    {
      if (let_go_of (g_queue_peek_head (&self->objects)))
        g_queue_pop_head (&self->objects);
    }
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
  gazette_page_remains_clear (self);
  g_free (self);
}

static gboolean
let_go_cb (gpointer user_data)
{
  GazettePageRemains *self = user_data;
  gint64 until = g_get_monotonic_time () + SLICE;

  while (!g_queue_is_empty (&self->objects))
    {
      if (let_go_of (g_queue_peek_head (&self->objects)))
        g_queue_pop_head (&self->objects);
      if (g_get_monotonic_time () >= until)
        return G_SOURCE_CONTINUE;
    }
  self->source = 0;
  if (self->is_large)
    gazette_memory_give_back_soon ();
  self->is_large = FALSE;

  return G_SOURCE_REMOVE;
}

/**
 * gazette_page_remains_add:
 * @self: remains
 * @object: (transfer full): something that nobody needs any more; a widget may still be
 *   in its place, with others in it that nobody needs either
 *
 * Lets go of an object when there is nothing more urgent to do. The widgets of a long
 * page take longer to be freed than the next page takes to be shown.
 */
void
gazette_page_remains_add (GazettePageRemains *self,
                          gpointer            object)
{
  g_queue_push_tail (&self->objects, object);
  self->is_large |= GTK_IS_TEXT_BUFFER (object) && gtk_text_buffer_get_char_count (object) > MANY;
  if (self->source == 0)
    self->source = g_idle_add_full (G_PRIORITY_LOW, let_go_cb, self, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-picture-viewer.h"
#include "gazette-window-private.h"

#define VIEWER "picture"

static gboolean
is_open (GazetteWindow *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), VIEWER) == 0;
}

/* Back to where one was: to the picture that was looked at last. */
static void
closed_cb (GazetteWindow        *self,
           GazettePictureViewer *viewer)
{
  g_autoptr(GazettePicture) picture = NULL;

  if (!is_open (self))
    return;

  picture = g_object_ref (gazette_picture_viewer_get_picture (viewer));
  gtk_stack_set_visible_child_full (self->stack, "news", GTK_STACK_TRANSITION_TYPE_CROSSFADE);
  gtk_stack_remove (self->stack, GTK_WIDGET (viewer));
  gazette_page_reveal_picture (gazette_pane_get_page (self->pane), picture);
}

static void
enlarge_cb (GazetteWindow *self,
            GPtrArray     *pictures,
            guint          position)
{
  GtkWidget *viewer;

  if (is_open (self))
    return;

  viewer = gazette_picture_viewer_new (self->newsroom, pictures, position);
  g_signal_connect_object (viewer, "closed", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
  gtk_stack_add_named (self->stack, viewer, VIEWER);
  gtk_stack_set_visible_child_full (self->stack, VIEWER, GTK_STACK_TRANSITION_TYPE_CROSSFADE);
  gtk_widget_grab_focus (viewer);
}

/**
 * gazette_window_add_viewer:
 * @self: a window whose pane has its page
 *
 * Has pictures of the page enlarged over the whole window.
 */
void
gazette_window_add_viewer (GazetteWindow *self)
{
  g_signal_connect_object (gazette_pane_get_page (self->pane), "enlarge", G_CALLBACK (enlarge_cb), self,
                           G_CONNECT_SWAPPED);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Marking several articles, and undoing what was done last. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-error.h"
#include "gazette-ticket.h"
#include "gazette-window-private.h"

/* What is done before that many milliseconds says nothing. */
#define PATIENCE 600

/* How much can be undone, one after the other. */
#define MAX_UNDOS 20

/* What an action undoes. */
typedef struct
{
  char         *action;
  gint64        id;
  AdwToast     *toast;
  /* For win.undo-marks. */
  GazetteMarks *marks;
} Undo;

/* Articles that are being marked. */
typedef struct
{
  /* NULL once it is gone. */
  GazetteWindow *window;
  gboolean       quietly;
  guint          source;
  AdwToast      *toast;
} Job;

static void
undo_free (gpointer data)
{
  Undo *undo = data;

  g_free (undo->action);
  g_clear_object (&undo->toast);
  g_clear_pointer (&undo->marks, gazette_marks_unref);
  g_free (undo);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_handle_id (&job->source, g_source_remove);
  if (job->toast != NULL)
    adw_toast_dismiss (job->toast);
  g_clear_object (&job->toast);
  g_clear_weak_pointer (&job->window);
  g_free (job);
}

static Undo *
find_undo (GazetteWindow *self,
           const char    *action,
           gint64         id)
{
  for (GList *l = self->undos.head; l != NULL; l = l->next)
    {
      Undo *undo = l->data;

      if (undo->id == id && g_str_equal (undo->action, action))
        return undo;
    }

  return NULL;
}

static void
forget_undo (GazetteWindow *self,
             Undo          *undo)
{
  g_queue_remove (&self->undos, undo);
  undo_free (undo);
}

/* By its button: it is not to be undone by the key once more. */
static void
toast_clicked_cb (GazetteWindow *self,
                  AdwToast      *toast)
{
  for (GList *l = self->undos.head; l != NULL; l = l->next)
    {
      Undo *undo = l->data;

      if (undo->toast == toast && undo->marks == NULL)
        {
          forget_undo (self, undo);
          return;
        }
    }
}

/**
 * gazette_window_note_undo:
 * @self: a window
 * @toast: what says that something was done
 * @action: the action that undoes it
 * @id: its parameter
 *
 * Lets it be undone by the key as well, also when @toast is gone.
 */
void
gazette_window_note_undo (GazetteWindow *self,
                          AdwToast      *toast,
                          const char    *action,
                          gint64         id)
{
  Undo *undo = g_new0 (Undo, 1);

  undo->action = g_strdup (action);
  undo->id = id;
  undo->toast = g_object_ref (toast);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (toast_clicked_cb), self, G_CONNECT_SWAPPED);
  g_queue_push_head (&self->undos, undo);
  while (self->undos.length > MAX_UNDOS)
    undo_free (g_queue_pop_tail (&self->undos));
}

/**
 * gazette_window_clear_undos:
 * @self: a window that is closed
 *
 * Forgets what could be undone.
 */
void
gazette_window_clear_undos (GazetteWindow *self)
{
  g_queue_clear_full (&self->undos, undo_free);
}

static void
undo_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  GazetteWindow *self = user_data;
  Undo *undo = g_queue_peek_head (&self->undos);
  g_autofree char *name = NULL;
  gint64 id;

  if (undo == NULL)
    return;

  name = g_strdup (undo->action);
  id = undo->id;
  adw_toast_dismiss (undo->toast);
  if (undo->marks == NULL)
    forget_undo (self, undo);
  gtk_widget_activate_action (GTK_WIDGET (self), name, "x", id);
}

/* What is open may be among what changed, which is told of each only if it is little. */
static void
reload_open (GazetteWindow *self)
{
  GazetteStored *stored = self->pane != NULL ? gazette_pane_get_article (self->pane) : NULL;

  if (stored != NULL)
    g_signal_emit_by_name (gazette_newsroom_get_library (self->newsroom), "article-changed", stored->id);
}

static DexFuture *
unmarked_cb (DexFuture *future,
             gpointer   user_data)
{
  g_autoptr(GazetteWindow) self = gazette_ticket_dup_owner (user_data);

  if (self != NULL)
    reload_open (self);

  return dex_ref (future);
}

static void
undo_marks_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  GazetteWindow *self = user_data;
  Undo *undo = find_undo (self, "win.undo-marks", g_variant_get_int64 (parameter));
  DexFuture *future;

  if (undo == NULL)
    return;

  future = dex_future_finally (gazette_newsroom_unmark (self->newsroom, undo->marks), unmarked_cb,
                               gazette_ticket_new (self, 0), gazette_ticket_free);
  forget_undo (self, undo);
  gazette_window_tell_failure (self, future);
}

static char *
dup_message (const GazetteMarks *marks)
{
  guint n = marks->ids->len;

  switch (marks->mark)
    {
    case GAZETTE_MARK_READ:
      return g_strdup_printf (ngettext ("%'u article marked as read", "%'u articles marked as read", n), n);
    case GAZETTE_MARK_UNREAD:
      return g_strdup_printf (ngettext ("%'u article marked as unread", "%'u articles marked as unread", n), n);
    case GAZETTE_MARK_SAVED:
      return g_strdup_printf (ngettext ("%'u article is being saved", "%'u articles are being saved", n), n);
    case GAZETTE_MARK_UNSAVED:
    default:
      return g_strdup_printf (ngettext ("%'u article no longer saved", "%'u articles no longer saved", n), n);
    }
}

static void
tell_marked (GazetteWindow *self,
             GazetteMarks  *marks)
{
  g_autofree char *message = dup_message (marks);
  Undo *undo;

  if (marks->ids->len == 0)
    {
      gazette_window_tell (self, _("Nothing had to be changed"));
      return;
    }

  gazette_window_offer_undo (self, message, "win.undo-marks", ++self->undo_serial);
  undo = find_undo (self, "win.undo-marks", self->undo_serial);
  undo->marks = gazette_marks_ref (marks);
}

static DexFuture *
marked_cb (DexFuture *future,
           gpointer   user_data)
{
  Job *job = user_data;
  GazetteWindow *self = job->window;
  g_autoptr(GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  g_clear_handle_id (&job->source, g_source_remove);
  if (job->toast != NULL)
    adw_toast_dismiss (job->toast);
  if (self == NULL || self->toast_overlay == NULL)
    return dex_ref (future);

  if (value != NULL && !job->quietly)
    tell_marked (self, g_value_get_boxed (value));
  else if (value == NULL && error->domain == GAZETTE_ERROR)
    gazette_window_tell (self, error->message);
  reload_open (self);

  return dex_ref (future);
}

static gboolean
patience_cb (gpointer user_data)
{
  Job *job = user_data;

  job->source = 0;
  if (job->window == NULL || job->window->toast_overlay == NULL)
    return G_SOURCE_REMOVE;

  job->toast = g_object_ref (adw_toast_new (_("Marking articles…")));
  adw_toast_set_timeout (job->toast, 0);
  adw_toast_set_button_label (job->toast, _("_Cancel"));
  adw_toast_set_action_name (job->toast, "win.cancel-marking");
  adw_toast_overlay_add_toast (job->window->toast_overlay, g_object_ref (job->toast));

  return G_SOURCE_REMOVE;
}

static void
cancel_marking_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  GazetteWindow *self = user_data;

  if (self->marking != NULL)
    g_cancellable_cancel (self->marking);
}

static void
mark_cb (GazetteWindow *self,
         GazetteMark    mark,
         GArray        *ids,
         guint          start,
         guint          n,
         gboolean       quietly)
{
  Job *job = g_new0 (Job, 1);

  g_set_weak_pointer (&job->window, self);
  job->quietly = quietly;
  if (!quietly)
    job->source = g_timeout_add (PATIENCE, patience_cb, job);
  g_clear_object (&self->marking);
  self->marking = g_cancellable_new ();
  dex_future_disown (dex_future_finally (gazette_newsroom_mark (self->newsroom, mark, ids, start, n, self->marking),
                                         marked_cb, job, job_free));
}

static void
select_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  GazetteWindow *self = user_data;

  adw_navigation_split_view_set_show_content (self->split_view, FALSE);
  gazette_sidebar_begin_selecting (self->sidebar);
}

/**
 * gazette_window_add_marks:
 * @self: a window
 *
 * Adds what can be done with several articles, and undoing.
 */
void
gazette_window_add_marks (GazetteWindow *self)
{
  static const GActionEntry entries[] = {
    { "select", select_cb },
    { "undo", undo_cb },
    { "undo-marks", undo_marks_cb, "x" },
    { "cancel-marking", cancel_marking_cb },
  };
  g_autoptr(GAction) order = g_settings_create_action (self->settings, "headline-order");

  g_queue_init (&self->undos);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_action_map_add_action (G_ACTION_MAP (self), order);
  g_signal_connect_object (self->sidebar, "mark", G_CALLBACK (mark_cb), self, G_CONNECT_SWAPPED);
}

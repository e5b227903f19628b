/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Typing in a list goes to what is called so, without an entry for it. */

#include "config.h"

#include "gazette-type-ahead.h"

/* After that long a pause another name begins, in milliseconds. */
#define PAUSE_MS 1200

typedef struct
{
  GtkListView          *list;
  GazetteTypeAheadFunc  func;
  GtkIMContext         *im;
  GString              *typed;
  guint                 pause_source;
} TypeAhead;

static void
type_ahead_free (gpointer data)
{
  TypeAhead *self = data;

  g_clear_handle_id (&self->pause_source, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->im, self);
  g_object_unref (self->im);
  g_string_free (self->typed, TRUE);
  g_free (self);
}

static gboolean
begins_with (const char *title,
             const char *word)
{
  g_auto(GStrv) alternates = NULL;
  g_auto(GStrv) words = g_str_tokenize_and_fold (title, NULL, &alternates);

  return (words[0] != NULL && g_str_has_prefix (words[0], word)) ||
         (alternates[0] != NULL && g_str_has_prefix (alternates[0], word));
}

/**
 * gazette_type_ahead_find:
 * @model: items
 * @func: what they are called
 * @typed: the beginnings of words
 *
 * Looks for the first item that has words which begin so, and rather for one whose
 * first word does. Case does not count, nor do accents that were not typed.
 *
 * Returns: its position, %GTK_INVALID_LIST_POSITION when there is none
 */
guint
gazette_type_ahead_find (GListModel           *model,
                         GazetteTypeAheadFunc  func,
                         const char           *typed)
{
  g_auto(GStrv) words = g_str_tokenize_and_fold (typed, NULL, NULL);
  guint n_items = g_list_model_get_n_items (model);
  guint found = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; words[0] != NULL && i < n_items; i++)
    {
      g_autoptr(GObject) item = g_list_model_get_item (model, i);
      const char *title = func (item);

      if (!g_str_match_string (typed, title, TRUE))
        continue;
      if (begins_with (title, words[0]))
        return i;
      if (found == GTK_INVALID_LIST_POSITION)
        found = i;
    }

  return found;
}

static void
forget (TypeAhead *self)
{
  g_clear_handle_id (&self->pause_source, g_source_remove);
  g_string_truncate (self->typed, 0);
}

static gboolean
pause_cb (gpointer user_data)
{
  TypeAhead *self = user_data;

  self->pause_source = 0;
  forget (self);

  return G_SOURCE_REMOVE;
}

static void
go (TypeAhead *self)
{
  GtkSelectionModel *model = gtk_list_view_get_model (self->list);
  guint position = model != NULL ? gazette_type_ahead_find (G_LIST_MODEL (model), self->func, self->typed->str)
                                 : GTK_INVALID_LIST_POSITION;

  g_clear_handle_id (&self->pause_source, g_source_remove);
  self->pause_source = g_timeout_add (PAUSE_MS, pause_cb, self);
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_list_view_scroll_to (self->list, position, GTK_LIST_SCROLL_FOCUS | GTK_LIST_SCROLL_SELECT, NULL);
  else
    gtk_widget_error_bell (GTK_WIDGET (self->list));
}

static void
commit_cb (TypeAhead  *self,
           const char *text)
{
  g_string_append (self->typed, text);
  go (self);
}

/* Before the rows: of a name that has begun a space is a part. */
static gboolean
pressed_cb (TypeAhead             *self,
            guint                  keyval,
            guint                  keycode,
            GdkModifierType        state,
            GtkEventControllerKey *controller)
{
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (controller));

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK)) != 0 ||
      (self->typed->len == 0 && (keyval == GDK_KEY_space || keyval == GDK_KEY_KP_Space)))
    return GDK_EVENT_PROPAGATE;

  if (keyval == GDK_KEY_BackSpace && self->typed->len > 0)
    {
      const char *last = g_utf8_find_prev_char (self->typed->str, self->typed->str + self->typed->len);

      g_string_truncate (self->typed, last - self->typed->str);
      if (self->typed->len > 0)
        go (self);
      return GDK_EVENT_STOP;
    }

  return gtk_im_context_filter_keypress (self->im, event);
}

static void
entered_cb (TypeAhead *self)
{
  gtk_im_context_set_client_widget (self->im, GTK_WIDGET (self->list));
  gtk_im_context_focus_in (self->im);
}

static void
left_cb (TypeAhead *self)
{
  forget (self);
  gtk_im_context_focus_out (self->im);
  gtk_im_context_reset (self->im);
  gtk_im_context_set_client_widget (self->im, NULL);
}

/**
 * gazette_type_ahead_add:
 * @list: a list
 * @func: what its items are called
 *
 * Lets a person go to an item by typing the beginning of what it is called, or of
 * words in it.
 */
void
gazette_type_ahead_add (GtkListView          *list,
                        GazetteTypeAheadFunc  func)
{
  GtkEventController *keys;
  GtkEventController *focus;
  TypeAhead *self;

  g_return_if_fail (GTK_IS_LIST_VIEW (list));
  g_return_if_fail (func != NULL);

  self = g_new0 (TypeAhead, 1);
  self->list = list;
  self->func = func;
  self->im = gtk_im_multicontext_new ();
  self->typed = g_string_new (NULL);
  g_object_set_data_full (G_OBJECT (list), "gazette-type-ahead", self, type_ahead_free);

  keys = gtk_event_controller_key_new ();
  focus = gtk_event_controller_focus_new ();
  gtk_im_context_set_use_preedit (self->im, FALSE);
  g_signal_connect_swapped (self->im, "commit", G_CALLBACK (commit_cb), self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (entered_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (left_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (list), keys);
  gtk_widget_add_controller (GTK_WIDGET (list), focus);
}

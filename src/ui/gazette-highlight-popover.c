/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-highlight-popover.h"

struct _GazetteHighlightPopover
{
  GtkPopover         parent_instance;

  GtkTextView       *note;
  GSimpleAction     *colour;

  GazetteAnnotation *annotation;
};

G_DEFINE_FINAL_TYPE (GazetteHighlightPopover, gazette_highlight_popover, GTK_TYPE_POPOVER)

/* Returns: (transfer full) (nullable): what is written, without white at its ends */
static char *
dup_note (GazetteHighlightPopover *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->note);
  g_autofree char *text = NULL;
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));

  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

static void
emit_changed (GazetteHighlightPopover *self)
{
  g_autoptr(GVariant) state = NULL;
  g_autofree char *note = NULL;
  guint colour;

  if (self->annotation == NULL)
    return;

  note = dup_note (self);
  state = g_action_get_state (G_ACTION (self->colour));
  colour = (guint) g_variant_get_int32 (state);
  if (colour == self->annotation->colour && g_strcmp0 (note, self->annotation->note) == 0)
    return;

  g_signal_emit_by_name (self, "changed", self->annotation->id, colour, note);
}

static void
change_colour_cb (GSimpleAction *action,
                  GVariant      *state,
                  gpointer       user_data)
{
  g_simple_action_set_state (action, state);
}

static void
copy_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  GazetteHighlightPopover *self = user_data;

  if (self->annotation != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->annotation->quote.exact);
  gtk_popover_popdown (GTK_POPOVER (self));
}

/* What was written is removed with it, and comes back with it. */
static void
remove_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  GazetteHighlightPopover *self = user_data;
  gint64 id = self->annotation != NULL ? self->annotation->id : 0;

  gtk_popover_popdown (GTK_POPOVER (self));
  if (id != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.remove-highlight", "x", id);
}

static void
close_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  gtk_popover_popdown (user_data);
}

/* Rather than that a part of it is not kept. */
static void
insert_text_cb (GazetteHighlightPopover *self,
                GtkTextIter             *place,
                const char              *text,
                int                      length,
                GtkTextBuffer           *buffer)
{
  if (gtk_text_buffer_get_char_count (buffer) + g_utf8_strlen (text, length) <= GAZETTE_ANNOTATION_MAX_NOTE)
    return;

  g_signal_stop_emission_by_name (buffer, "insert-text");
  gtk_widget_error_bell (GTK_WIDGET (self->note));
}

/* However it closes, and if it is with the window. */
static void
gazette_highlight_popover_unmap (GtkWidget *widget)
{
  GazetteHighlightPopover *self = GAZETTE_HIGHLIGHT_POPOVER (widget);

  emit_changed (self);
  g_clear_pointer (&self->annotation, gazette_annotation_unref);

  GTK_WIDGET_CLASS (gazette_highlight_popover_parent_class)->unmap (widget);
}

static void
gazette_highlight_popover_dispose (GObject *object)
{
  GazetteHighlightPopover *self = GAZETTE_HIGHLIGHT_POPOVER (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), GAZETTE_TYPE_HIGHLIGHT_POPOVER);
  g_clear_pointer (&self->annotation, gazette_annotation_unref);

  G_OBJECT_CLASS (gazette_highlight_popover_parent_class)->dispose (object);
}

static void
gazette_highlight_popover_class_init (GazetteHighlightPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gazette_highlight_popover_dispose;
  widget_class->unmap = gazette_highlight_popover_unmap;

  g_signal_new ("changed", GAZETTE_TYPE_HIGHLIGHT_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 3, G_TYPE_INT64, G_TYPE_UINT, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gazette_reader/Gazette/ui/gazette-highlight-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, GazetteHighlightPopover, note);
}

static void
gazette_highlight_popover_init (GazetteHighlightPopover *self)
{
  static const GActionEntry entries[] = {
    { "colour", NULL, "i", "0", change_colour_cb },
    { "copy", copy_cb },
    { "remove", remove_cb },
    { "close", close_cb },
  };
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), self);
  self->colour = G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (group), "colour"));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "highlight", G_ACTION_GROUP (group));
  g_signal_connect_object (gtk_text_view_get_buffer (self->note), "insert-text", G_CALLBACK (insert_text_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * gazette_highlight_popover_new:
 *
 * Returns: (transfer floating): a popover of no highlight
 */
GtkWidget *
gazette_highlight_popover_new (void)
{
  return g_object_new (GAZETTE_TYPE_HIGHLIGHT_POPOVER, NULL);
}

/**
 * gazette_highlight_popover_open:
 * @self: a popover
 * @annotation: a highlight
 * @place: where it is, in the parent of the popover
 */
void
gazette_highlight_popover_open (GazetteHighlightPopover *self,
                                GazetteAnnotation       *annotation,
                                const GdkRectangle      *place)
{
  g_return_if_fail (GAZETTE_IS_HIGHLIGHT_POPOVER (self));
  g_return_if_fail (annotation != NULL);

  emit_changed (self);
  g_clear_pointer (&self->annotation, gazette_annotation_unref);
  self->annotation = gazette_annotation_ref (annotation);
  g_simple_action_set_state (self->colour, g_variant_new_int32 ((int) annotation->colour));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->note), annotation->note != NULL ? annotation->note : "", -1);
  gtk_popover_set_pointing_to (GTK_POPOVER (self), place);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->note));
}

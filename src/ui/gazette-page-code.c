/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "gazette-page-code.h"
#include "gazette-sideways.h"

struct _GazettePageCode
{
  GtkWidget        parent_instance;

  GtkWidget       *scroller;
  GtkWidget       *button;
  GazetteCodeText *text;
};

G_DEFINE_FINAL_TYPE (GazettePageCode, gazette_page_code, GTK_TYPE_WIDGET)

static void
clicked_cb (GazettePageCode *self)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY);

  gazette_code_text_copy (self->text);
  if (overlay != NULL)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), adw_toast_new (_("Code copied")));
}

/* A scrolled window would be as narrow as its bar, and has no natural height. */
static void
gazette_page_code_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  GazettePageCode *self = GAZETTE_PAGE_CODE (widget);

  gtk_widget_measure (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (self->scroller)), orientation, -1, minimum,
                      natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = 1;
  else
    *natural = *minimum;
}

/* The button is in the corner where a line of code ends. */
static void
gazette_page_code_size_allocate (GtkWidget *widget,
                                 int        width,
                                 int        height,
                                 int        baseline)
{
  GazettePageCode *self = GAZETTE_PAGE_CODE (widget);
  GtkAllocation place = { 0 };

  gtk_widget_allocate (self->scroller, width, height, baseline, NULL);
  gtk_widget_measure (self->button, GTK_ORIENTATION_HORIZONTAL, -1, &place.width, NULL, NULL, NULL);
  gtk_widget_measure (self->button, GTK_ORIENTATION_VERTICAL, -1, &place.height, NULL, NULL, NULL);
  place.y = MAX (0, MIN (6, (height - place.height) / 2));
  place.x = MAX (0, width - place.width - 6);
  gtk_widget_size_allocate (self->button, &place, -1);
}

static void
gazette_page_code_dispose (GObject *object)
{
  GazettePageCode *self = GAZETTE_PAGE_CODE (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_pointer (&self->button, gtk_widget_unparent);

  G_OBJECT_CLASS (gazette_page_code_parent_class)->dispose (object);
}

static void
gazette_page_code_class_init (GazettePageCodeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gazette_page_code_dispose;
  widget_class->measure = gazette_page_code_measure;
  widget_class->size_allocate = gazette_page_code_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "code");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
gazette_page_code_init (GazettePageCode *self)
{
  self->scroller = gazette_sideways_new ();
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));

  self->button = gtk_button_new_from_icon_name ("edit-copy-symbolic");
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_add_css_class (self->button, "copy");
  gtk_widget_set_cursor_from_name (self->button, "default");
  gtk_widget_set_tooltip_text (self->button, _("Copy Code"));
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (clicked_cb), self);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}

/**
 * gazette_page_code_new:
 * @block: preformatted text
 *
 * Returns: (transfer floating): the code as a widget
 */
GtkWidget *
gazette_page_code_new (const GazetteBlock *block)
{
  GazettePageCode *self = g_object_new (GAZETTE_TYPE_PAGE_CODE, NULL);
  GtkTextDirection direction = block->direction == GAZETTE_DIRECTION_RTL ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR;
  GtkWidget *viewport;
  /* TRANSLATORS: before the name of a programming language, as in "Code: python" */
  g_autofree char *label = block->language != NULL ? g_strdup_printf (_("Code: %s"), block->language) : g_strdup (_("Code"));

  self->text = GAZETTE_CODE_TEXT (gazette_code_text_new (block));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "default");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->text));
  viewport = gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (self->scroller));
  /* Code runs from left to right, whatever the page and the window do, and begins there. */
  gtk_widget_set_direction (self->scroller, direction);
  gtk_widget_set_direction (viewport, direction);
  /* The page scrolls to what has the focus, not the card. */
  gtk_viewport_set_scroll_to_focus (GTK_VIEWPORT (viewport), FALSE);

  return GTK_WIDGET (self);
}

/**
 * gazette_page_code_get_text:
 * @self: code
 *
 * Returns: (transfer none): the text in the card
 */
GazetteCodeText *
gazette_page_code_get_text (GazettePageCode *self)
{
  g_return_val_if_fail (GAZETTE_IS_PAGE_CODE (self), NULL);

  return self->text;
}

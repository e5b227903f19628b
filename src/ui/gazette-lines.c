/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-direction.h"
#include "gazette-lines.h"

struct _GazetteLines
{
  GtkWidget    parent_instance;

  char        *text;
  int          n_lines;
  PangoLayout *layout;
};

G_DEFINE_FINAL_TYPE (GazetteLines, gazette_lines, GTK_TYPE_WIDGET)

/* Once it is in its place: what is made before that is made once more for the font there. */
static PangoLayout *
make_layout (GazetteLines *self)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->text);

  pango_layout_set_height (layout, -self->n_lines);
  pango_layout_set_auto_dir (layout, FALSE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);

  return layout;
}

/* What was laid out in this width is not laid out again. */
static void
set_width (GazetteLines *self,
           int           width)
{
  if (self->layout == NULL)
    self->layout = make_layout (self);
  pango_layout_set_width (self->layout, width * PANGO_SCALE);
  pango_layout_set_alignment (self->layout, gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL
                                              ? PANGO_ALIGN_RIGHT
                                              : PANGO_ALIGN_LEFT);
}

static GtkSizeRequestMode
gazette_lines_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
gazette_lines_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  GazetteLines *self = GAZETTE_LINES (widget);

  *minimum = 0;
  *natural = 0;
  /* Nothing is known of a height before there is a width. */
  if (orientation == GTK_ORIENTATION_HORIZONTAL || for_size < 0)
    return;

  set_width (self, for_size);
  pango_layout_get_pixel_size (self->layout, NULL, natural);
  *minimum = *natural;
}

static void
gazette_lines_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  set_width (GAZETTE_LINES (widget), width);
}

static void
gazette_lines_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  GdkRGBA color;

  gtk_widget_get_color (widget, &color);
  gtk_snapshot_append_layout (snapshot, GAZETTE_LINES (widget)->layout, &color);
}

static void
gazette_lines_finalize (GObject *object)
{
  GazetteLines *self = GAZETTE_LINES (object);

  g_clear_object (&self->layout);
  g_free (self->text);

  G_OBJECT_CLASS (gazette_lines_parent_class)->finalize (object);
}

static void
gazette_lines_class_init (GazetteLinesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = gazette_lines_finalize;
  widget_class->get_request_mode = gazette_lines_get_request_mode;
  widget_class->measure = gazette_lines_measure;
  widget_class->size_allocate = gazette_lines_size_allocate;
  widget_class->snapshot = gazette_lines_snapshot;

  gtk_widget_class_set_css_name (widget_class, "label");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
gazette_lines_init (GazetteLines *self)
{
}

/**
 * gazette_lines_new:
 * @text: a paragraph
 * @n_lines: how many lines it has at most
 *
 * Returns: (transfer floating): the text in lines, in its direction
 */
GtkWidget *
gazette_lines_new (const char *text,
                   int         n_lines)
{
  GazetteLines *self = g_object_new (GAZETTE_TYPE_LINES, NULL);

  self->text = g_strdup (text);
  self->n_lines = n_lines;
  gtk_widget_set_direction (GTK_WIDGET (self), gazette_direction_of_text (text));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);

  return GTK_WIDGET (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-line-height.h"
#include "gazette-section-title.h"

/* As high as its font says. The label is made when there is room for it. */
struct _GazetteSectionTitle
{
  GtkWidget  parent_instance;

  GtkWidget *label;
  char      *text;
};

G_DEFINE_FINAL_TYPE (GazetteSectionTitle, gazette_section_title, GTK_TYPE_WIDGET)

static void
gazette_section_title_measure (GtkWidget      *widget,
                               GtkOrientation  orientation,
                               int             for_size,
                               int            *minimum,
                               int            *natural,
                               int            *minimum_baseline,
                               int            *natural_baseline)
{
  GazetteSectionTitle *self = GAZETTE_SECTION_TITLE (widget);
  gboolean is_high = orientation == GTK_ORIENTATION_VERTICAL && self->text != NULL && *self->text != '\0';

  *minimum = is_high ? gazette_line_height_get (widget) : 0;
  *natural = *minimum;
}

static void
make_label (GazetteSectionTitle *self)
{
  self->label = gtk_label_new (self->text);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
}

static void
gazette_section_title_size_allocate (GtkWidget *widget,
                                     int        width,
                                     int        height,
                                     int        baseline)
{
  GazetteSectionTitle *self = GAZETTE_SECTION_TITLE (widget);
  GskTransform *transform;
  int min_width;
  int min_height;

  if (self->label == NULL)
    make_label (self);

  /* Letters of another script may be taller: they reach into the room around it. */
  gtk_widget_measure (self->label, GTK_ORIENTATION_HORIZONTAL, -1, &min_width, NULL, NULL, NULL);
  gtk_widget_measure (self->label, GTK_ORIENTATION_VERTICAL, -1, &min_height, NULL, NULL, NULL);
  transform = gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (0, MIN (height - min_height, 0) / 2));
  gtk_widget_allocate (self->label, MAX (width, min_width), MAX (height, min_height), -1, transform);
}

static GtkSizeRequestMode
gazette_section_title_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
gazette_section_title_dispose (GObject *object)
{
  GazetteSectionTitle *self = GAZETTE_SECTION_TITLE (object);

  g_clear_pointer (&self->label, gtk_widget_unparent);
  g_clear_pointer (&self->text, g_free);

  G_OBJECT_CLASS (gazette_section_title_parent_class)->dispose (object);
}

static void
gazette_section_title_class_init (GazetteSectionTitleClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gazette_section_title_dispose;
  widget_class->measure = gazette_section_title_measure;
  widget_class->size_allocate = gazette_section_title_size_allocate;
  widget_class->get_request_mode = gazette_section_title_get_request_mode;
}

static void
gazette_section_title_init (GazetteSectionTitle *self)
{
}

/**
 * gazette_section_title_new:
 *
 * Returns: (transfer full): the title of a section, empty
 */
GtkWidget *
gazette_section_title_new (void)
{
  return g_object_new (GAZETTE_TYPE_SECTION_TITLE, NULL);
}

/**
 * gazette_section_title_set_text:
 * @self: a title
 * @text: what it says, plain text; nothing of it shows where that is ""
 */
void
gazette_section_title_set_text (GazetteSectionTitle *self,
                                const char          *text)
{
  g_return_if_fail (GAZETTE_IS_SECTION_TITLE (self));
  g_return_if_fail (text != NULL);

  if (!g_set_str (&self->text, text))
    return;

  if (self->label != NULL)
    gtk_label_set_text (GTK_LABEL (self->label), text);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

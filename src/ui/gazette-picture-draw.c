/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <adwaita.h>

#include "gazette-picture-plate.h"
#include "gazette-picture-private.h"

#define RADIUS 12
#define FOCUS_WIDTH 3

/* Height by width of what nothing is known about: that of most photographs. */
#define LIKELY_RATIO (2.0 / 3)

/*
 * gazette_picture_get_drawn_size:
 * @self: a picture
 * @room: how wide it may be, in pixels
 * @width: (out): in pixels
 * @height: (out): in pixels
 *
 * Tells how large it is drawn: no larger than it is by itself, and as the article
 * says.
 */
void
gazette_picture_get_drawn_size (GazettePicture *self,
                                int             room,
                                int            *width,
                                int            *height)
{
  double ratio = self->width > 0 && self->height > 0 ? (double) self->height / self->width : LIKELY_RATIO;

  *width = self->width > 0 ? MIN (room, self->width) : room;
  if (self->claimed_width > 0)
    *width = MIN (*width, self->claimed_width);
  *height = MAX (1, (int) (*width * ratio + 0.5));
}

static GtkSizeRequestMode
gazette_picture_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
gazette_picture_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  GazettePicture *self = GAZETTE_PICTURE (widget);
  int width = 0;
  int height = 0;

  if (self->failure != NULL)
    {
      gtk_widget_measure (self->failure, orientation, for_size, minimum, natural, NULL, NULL);
      return;
    }

  gazette_picture_get_drawn_size (self, for_size > 0 && orientation == GTK_ORIENTATION_VERTICAL ? for_size : 300, &width, &height);
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 1 : height;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? width : height;
}

/* Where the picture is drawn in the widget. */
static void
get_place (GazettePicture  *self,
           int              room,
           graphene_rect_t *place)
{
  int width;
  int height;

  if (self->failure != NULL)
    {
      graphene_rect_init (place, 0, 0, (float) room, (float) gtk_widget_get_height (GTK_WIDGET (self)));
      return;
    }

  gazette_picture_get_drawn_size (self, room, &width, &height);
  graphene_rect_init (place, (float) (room - width) / 2, 0, (float) width, (float) height);
}

/* In the middle of the picture, and no larger than that. */
static void
allocate_mark (GazettePicture *self,
               int             room)
{
  graphene_rect_t place;
  GskTransform *transform;
  int width;
  int height;

  get_place (self, room, &place);
  gtk_widget_measure (self->mark, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  gtk_widget_measure (self->mark, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
  transform = gsk_transform_translate (
    NULL, &GRAPHENE_POINT_INIT (place.origin.x + (place.size.width - (float) width) / 2,
                                place.origin.y + (place.size.height - (float) height) / 2));
  gtk_widget_allocate (self->mark, width, height, -1, transform);
}

static void
gazette_picture_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  GazettePicture *self = GAZETTE_PICTURE (widget);

  if (self->failure != NULL)
    gtk_widget_allocate (self->failure, width, height, baseline, NULL);
  if (self->mark != NULL)
    allocate_mark (self, width);
}

/* What lies beside a picture that is narrower than the text is not of it. */
static gboolean
gazette_picture_contains (GtkWidget *widget,
                          double     x,
                          double     y)
{
  graphene_rect_t place;

  get_place (GAZETTE_PICTURE (widget), gtk_widget_get_width (widget), &place);

  return graphene_rect_contains_point (&place, &GRAPHENE_POINT_INIT ((float) x, (float) y));
}

/* Around the picture, so that nothing of it is covered. */
static void
draw_focus (GazettePicture *self,
            GtkSnapshot    *snapshot,
            GskRoundedRect  outline)
{
  g_autoptr(GdkRGBA) accent = adw_style_manager_get_accent_color_rgba (adw_style_manager_get_default ());
  const float widths[4] = { FOCUS_WIDTH, FOCUS_WIDTH, FOCUS_WIDTH, FOCUS_WIDTH };

  if ((gtk_widget_get_state_flags (GTK_WIDGET (self)) & GTK_STATE_FLAG_FOCUS_VISIBLE) == 0)
    return;

  gsk_rounded_rect_shrink (&outline, -FOCUS_WIDTH, -FOCUS_WIDTH, -FOCUS_WIDTH, -FOCUS_WIDTH);
  gtk_snapshot_append_border (snapshot, &outline, widths, (GdkRGBA[4]) { *accent, *accent, *accent, *accent });
}

/* Decoded for the width that it has, it is as large, but for a pixel of the device. */
static void
draw_texture (GazettePicture        *self,
              GtkSnapshot           *snapshot,
              GdkTexture            *texture,
              const graphene_rect_t *bounds)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));

  if (gdk_texture_get_width (texture) == (int) bounds->size.width * scale &&
      ABS (gdk_texture_get_height (texture) - (int) bounds->size.height * scale) < 2)
    gtk_snapshot_append_texture (snapshot, texture, bounds);
  else
    gtk_snapshot_append_scaled_texture (snapshot, texture, GSK_SCALING_FILTER_TRILINEAR, bounds);
}

static void
gazette_picture_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  GazettePicture *self = GAZETTE_PICTURE (widget);
  GdkTexture *texture = gazette_picture_get_texture (self);
  graphene_rect_t bounds;
  GskRoundedRect outline;

  /* GTK draws all that is in a text, however far it is from what is seen. */
  if (self->state == GAZETTE_PICTURE_WAITING)
    return;

  get_place (self, gtk_widget_get_width (widget), &bounds);
  gsk_rounded_rect_init_from_rect (&outline, &bounds, MIN (RADIUS, MIN (bounds.size.width, bounds.size.height) / 8));
  if (self->failure != NULL)
    {
      gtk_widget_snapshot_child (widget, self->failure, snapshot);
      draw_focus (self, snapshot, outline);
      return;
    }

  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  if (texture != NULL)
    {
      /* Of one that moves, the first frame has the say: it does not blink. */
      if (self->texture != NULL)
        gazette_plate_append (snapshot, self->texture, &bounds);
      draw_texture (self, snapshot, texture, &bounds);
    }
  else
    {
      GdkRGBA colour;

      gtk_widget_get_color (widget, &colour);
      colour.alpha = 0.06f;
      gtk_snapshot_append_color (snapshot, &colour, &bounds);
    }
  gtk_snapshot_pop (snapshot);
  draw_focus (self, snapshot, outline);
  if (self->mark != NULL)
    gtk_widget_snapshot_child (widget, self->mark, snapshot);
}

/*
 * gazette_picture_install_drawing:
 * @klass: the class of #GazettePicture
 *
 * Installs how large a picture is, and how it is drawn.
 */
void
gazette_picture_install_drawing (GtkWidgetClass *klass)
{
  klass->get_request_mode = gazette_picture_get_request_mode;
  klass->measure = gazette_picture_measure;
  klass->size_allocate = gazette_picture_size_allocate;
  klass->contains = gazette_picture_contains;
  klass->snapshot = gazette_picture_snapshot;
}

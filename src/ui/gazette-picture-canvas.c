/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-picture-canvas.h"
#include "gazette-picture-plate.h"

/* How much larger than by itself, or than it fits. */
#define MAX_ZOOM 8.0

/* Of one notch of the wheel. */
#define WHEEL 0.15

/* Of a picture that is no larger than the widget, by a double click. */
#define CLOSER 2.0

struct _GazettePictureCanvas
{
  GtkWidget   parent_instance;

  GdkTexture *texture;
  int         width;
  int         height;

  /* Pixels of the layout for each of the picture, 0 while it fits; and which
   * place of the picture is in the middle of the widget. */
  double      zoom;
  double      x;
  double      y;

  /* At the beginning of a gesture. */
  double      start_zoom;
  double      start_x;
  double      start_y;
  double      pointer_x;
  double      pointer_y;
};

G_DEFINE_FINAL_TYPE (GazettePictureCanvas, gazette_picture_canvas, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_ZOOM,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  BESIDE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static double
get_fitting (GazettePictureCanvas *self)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double height = gtk_widget_get_height (GTK_WIDGET (self));

  if (self->width <= 0 || self->height <= 0 || width <= 0 || height <= 0)
    return 1;

  return MIN (1, MIN (width / self->width, height / self->height));
}

static double
get_closest (GazettePictureCanvas *self)
{
  return MAX_ZOOM * MAX (1, get_fitting (self));
}

/* The picture does not leave the middle as long as it fits, nor the edges when
 * it does not. */
static double
keep_inside (double place,
             double size,
             double seen)
{
  return size <= seen ? size / 2 : CLAMP (place, seen / 2, size - seen / 2);
}

static void
place (GazettePictureCanvas *self,
       double                x,
       double                y)
{
  double zoom = gazette_picture_canvas_get_zoom (self);

  self->x = keep_inside (x, self->width, gtk_widget_get_width (GTK_WIDGET (self)) / zoom);
  self->y = keep_inside (y, self->height, gtk_widget_get_height (GTK_WIDGET (self)) / zoom);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* What is under the pointer stays there. */
static void
zoom_at (GazettePictureCanvas *self,
         double                zoom,
         double                x,
         double                y)
{
  double before = gazette_picture_canvas_get_zoom (self);
  double fitting = get_fitting (self);
  double from_middle_x = x - gtk_widget_get_width (GTK_WIDGET (self)) / 2.0;
  double from_middle_y = y - gtk_widget_get_height (GTK_WIDGET (self)) / 2.0;

  zoom = MIN (zoom, get_closest (self));
  self->zoom = zoom <= fitting * 1.001 ? 0 : zoom;
  zoom = gazette_picture_canvas_get_zoom (self);
  place (self, self->x + from_middle_x / before - from_middle_x / zoom,
         self->y + from_middle_y / before - from_middle_y / zoom);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZOOM]);
}

static void
get_bounds (GazettePictureCanvas *self,
            graphene_rect_t      *bounds)
{
  double zoom = gazette_picture_canvas_get_zoom (self);

  graphene_rect_init (bounds,
                      (float) (gtk_widget_get_width (GTK_WIDGET (self)) / 2.0 - self->x * zoom),
                      (float) (gtk_widget_get_height (GTK_WIDGET (self)) / 2.0 - self->y * zoom),
                      (float) (self->width * zoom), (float) (self->height * zoom));
}

static void
gazette_picture_canvas_measure (GtkWidget      *widget,
                                GtkOrientation  orientation,
                                int             for_size,
                                int            *minimum,
                                int            *natural,
                                int            *minimum_baseline,
                                int            *natural_baseline)
{
  *minimum = 1;
  *natural = 300;
}

static void
gazette_picture_canvas_size_allocate (GtkWidget *widget,
                                      int        width,
                                      int        height,
                                      int        baseline)
{
  GazettePictureCanvas *self = GAZETTE_PICTURE_CANVAS (widget);

  place (self, self->x, self->y);
}

static void
gazette_picture_canvas_snapshot (GtkWidget   *widget,
                                 GtkSnapshot *snapshot)
{
  GazettePictureCanvas *self = GAZETTE_PICTURE_CANVAS (widget);
  graphene_rect_t bounds;

  if (self->texture == NULL)
    return;

  get_bounds (self, &bounds);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                                         (float) gtk_widget_get_height (widget)));
  gazette_plate_append (snapshot, self->texture, &bounds);
  gtk_snapshot_append_scaled_texture (snapshot, self->texture, GSK_SCALING_FILTER_TRILINEAR, &bounds);
  gtk_snapshot_pop (snapshot);
}

static void
motion_cb (GazettePictureCanvas *self,
           double                x,
           double                y)
{
  self->pointer_x = x;
  self->pointer_y = y;
}

static gboolean
scroll_cb (GazettePictureCanvas *self,
           double                x,
           double                y,
           GtkEventController   *controller)
{
  double step;
  gboolean wheel = gtk_event_controller_scroll_get_unit (GTK_EVENT_CONTROLLER_SCROLL (controller)) == GDK_SCROLL_UNIT_WHEEL;

  if ((gtk_event_controller_get_current_event_state (controller) & GDK_CONTROL_MASK) == 0)
    return gazette_picture_canvas_pan (self, wheel ? 60 * x : x, wheel ? 60 * y : y);

  step = 1 + WHEEL * ABS (wheel ? y : y / 20);
  zoom_at (self, gazette_picture_canvas_get_zoom (self) * (y < 0 ? step : 1 / step), self->pointer_x, self->pointer_y);

  return GDK_EVENT_STOP;
}

static void
zoom_begin_cb (GazettePictureCanvas *self)
{
  self->start_zoom = gazette_picture_canvas_get_zoom (self);
}

static void
zoom_changed_cb (GazettePictureCanvas *self,
                 double                scale,
                 GtkGesture           *gesture)
{
  double x;
  double y;

  if (gtk_gesture_get_bounding_box_center (gesture, &x, &y))
    zoom_at (self, self->start_zoom * scale, x, y);
}

static void
drag_begin_cb (GazettePictureCanvas *self)
{
  self->start_x = self->x;
  self->start_y = self->y;
}

static void
drag_update_cb (GazettePictureCanvas *self,
                double                x,
                double                y,
                GtkGesture           *gesture)
{
  double zoom = gazette_picture_canvas_get_zoom (self);

  if (self->zoom <= 0 || !gtk_drag_check_threshold (GTK_WIDGET (self), 0, 0, (int) x, (int) y))
    return;

  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  place (self, self->start_x - x / zoom, self->start_y - y / zoom);
}

static void
released_cb (GazettePictureCanvas *self,
             int                   n_press,
             double                x,
             double                y)
{
  graphene_rect_t bounds;
  gboolean on_it;

  get_bounds (self, &bounds);
  on_it = self->texture != NULL && graphene_rect_contains_point (&bounds, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  if (n_press == 1 && !on_it)
    g_signal_emit (self, signals[BESIDE], 0);
  else if (n_press == 2 && on_it)
    zoom_at (self, self->zoom > 0 ? 0 : MAX (1, CLOSER * get_fitting (self)), x, y);
}

static void
gazette_picture_canvas_get_property (GObject    *object,
                                     guint       prop_id,
                                     GValue     *value,
                                     GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ZOOM:
      g_value_set_double (value, gazette_picture_canvas_get_zoom (GAZETTE_PICTURE_CANVAS (object)));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gazette_picture_canvas_dispose (GObject *object)
{
  g_clear_object (&GAZETTE_PICTURE_CANVAS (object)->texture);

  G_OBJECT_CLASS (gazette_picture_canvas_parent_class)->dispose (object);
}

static void
gazette_picture_canvas_class_init (GazettePictureCanvasClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->get_property = gazette_picture_canvas_get_property;
  G_OBJECT_CLASS (klass)->dispose = gazette_picture_canvas_dispose;
  widget_class->measure = gazette_picture_canvas_measure;
  widget_class->size_allocate = gazette_picture_canvas_size_allocate;
  widget_class->snapshot = gazette_picture_canvas_snapshot;

  properties[PROP_ZOOM] = g_param_spec_double ("zoom", NULL, NULL, 0, G_MAXDOUBLE, 1,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
  signals[BESIDE] = g_signal_new ("beside", GAZETTE_TYPE_PICTURE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
gazette_picture_canvas_init (GazettePictureCanvas *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkGesture *zoom = gtk_gesture_zoom_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_set_focusable (widget, TRUE);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  g_signal_connect_swapped (zoom, "begin", G_CALLBACK (zoom_begin_cb), self);
  g_signal_connect_swapped (zoom, "scale-changed", G_CALLBACK (zoom_changed_cb), self);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (widget, motion);
  gtk_widget_add_controller (widget, scroll);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (zoom));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
}

/**
 * gazette_picture_canvas_show:
 * @self: a canvas
 * @texture: (nullable): a picture, or as much of it as there is
 * @width: how wide the picture is by itself, in pixels
 * @height: how high
 *
 * Shows a picture. One of the size of the former one stays as it was looked at.
 */
void
gazette_picture_canvas_show (GazettePictureCanvas *self,
                             GdkTexture           *texture,
                             int                   width,
                             int                   height)
{
  g_return_if_fail (GAZETTE_IS_PICTURE_CANVAS (self));

  g_set_object (&self->texture, texture);
  if (self->width != width || self->height != height)
    {
      self->width = width;
      self->height = height;
      gazette_picture_canvas_fit (self);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * gazette_picture_canvas_fit:
 * @self: a canvas
 *
 * Shows the whole picture, no larger than it is by itself.
 */
void
gazette_picture_canvas_fit (GazettePictureCanvas *self)
{
  g_return_if_fail (GAZETTE_IS_PICTURE_CANVAS (self));

  zoom_at (self, 0, 0, 0);
}

/**
 * gazette_picture_canvas_zoom:
 * @self: a canvas
 * @factor: over 1.0 to look more closely, below that less
 *
 * Zooms around the middle.
 */
void
gazette_picture_canvas_zoom (GazettePictureCanvas *self,
                             double                factor)
{
  g_return_if_fail (GAZETTE_IS_PICTURE_CANVAS (self));

  zoom_at (self, gazette_picture_canvas_get_zoom (self) * factor,
           gtk_widget_get_width (GTK_WIDGET (self)) / 2.0, gtk_widget_get_height (GTK_WIDGET (self)) / 2.0);
}

/**
 * gazette_picture_canvas_pan:
 * @self: a canvas
 * @x: to the right, in pixels of the layout
 * @y: down
 *
 * Looks at another part of a picture that does not fit.
 *
 * Returns: %FALSE when all of it is seen
 */
gboolean
gazette_picture_canvas_pan (GazettePictureCanvas *self,
                            double                x,
                            double                y)
{
  g_return_val_if_fail (GAZETTE_IS_PICTURE_CANVAS (self), FALSE);

  if (self->zoom <= 0)
    return FALSE;

  place (self, self->x + x / self->zoom, self->y + y / self->zoom);

  return TRUE;
}

/**
 * gazette_picture_canvas_can_zoom:
 * @self: a canvas
 * @closer: whether to look more closely, or less
 *
 * Returns: whether that is possible
 */
gboolean
gazette_picture_canvas_can_zoom (GazettePictureCanvas *self,
                                 gboolean              closer)
{
  g_return_val_if_fail (GAZETTE_IS_PICTURE_CANVAS (self), FALSE);

  return self->texture != NULL && (closer ? self->zoom < get_closest (self) : self->zoom > 0);
}

/**
 * gazette_picture_canvas_get_zoom:
 * @self: a canvas
 *
 * Returns: how many pixels of the layout each pixel of the picture takes
 */
double
gazette_picture_canvas_get_zoom (GazettePictureCanvas *self)
{
  g_return_val_if_fail (GAZETTE_IS_PICTURE_CANVAS (self), 1);

  return self->zoom > 0 ? self->zoom : get_fitting (self);
}

/**
 * gazette_picture_canvas_get_texture:
 * @self: a canvas
 *
 * Returns: (transfer none) (nullable): what is shown
 */
GdkTexture *
gazette_picture_canvas_get_texture (GazettePictureCanvas *self)
{
  g_return_val_if_fail (GAZETTE_IS_PICTURE_CANVAS (self), NULL);

  return self->texture;
}

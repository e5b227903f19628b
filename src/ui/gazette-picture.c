/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "gazette-error.h"
#include "gazette-picture-decode.h"
#include "gazette-picture.h"
#include "gazette-ticket.h"

#define RADIUS 12

/* Height by width of what nothing is known about: that of most photographs. */
#define LIKELY_RATIO (2.0 / 3)

/* How many pictures' sizes are remembered. */
#define MAX_SIZES 4000

struct _GazettePicture
{
  GtkWidget            parent_instance;

  char                *url;
  char                *alt;
  char                *href;
  int                  claimed_width;
  int                  width;
  int                  height;

  GazettePictureState  state;
  GdkTexture          *texture;
  GtkWidget           *failure;
  char                *reason;
  DexFuture           *loading;
  gint64               serial;
  int                  max_width;
};

G_DEFINE_FINAL_TYPE (GazettePicture, gazette_picture, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_STATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

typedef struct
{
  int width;
  int height;
} Size;

/* By address: a picture that was seen before has its height at once. */
static GHashTable *sizes;

static void
remember_size (const char *url,
               int         width,
               int         height)
{
  Size *size;

  if (sizes == NULL)
    sizes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (strlen (url) > 2000 || g_hash_table_size (sizes) >= MAX_SIZES)
    return;

  size = g_new (Size, 1);
  size->width = width;
  size->height = height;
  g_hash_table_replace (sizes, g_strdup (url), size);
}

static void
recall_size (GazettePicture *self)
{
  const Size *size = sizes != NULL ? g_hash_table_lookup (sizes, self->url) : NULL;

  if (size == NULL)
    return;

  self->width = size->width;
  self->height = size->height;
}

/* How large it is drawn where there is room for @room pixels. */
static void
get_drawn_size (GazettePicture *self,
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

  get_drawn_size (self, for_size > 0 && orientation == GTK_ORIENTATION_VERTICAL ? for_size : 300, &width, &height);
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 1 : height;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? width : height;
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
}

static void
gazette_picture_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  GazettePicture *self = GAZETTE_PICTURE (widget);
  graphene_rect_t bounds;
  GskRoundedRect outline;
  int width;
  int height;

  if (self->failure != NULL)
    {
      gtk_widget_snapshot_child (widget, self->failure, snapshot);
      return;
    }

  get_drawn_size (self, gtk_widget_get_width (widget), &width, &height);
  graphene_rect_init (&bounds, (float) (gtk_widget_get_width (widget) - width) / 2, 0, (float) width, (float) height);
  gsk_rounded_rect_init_from_rect (&outline, &bounds, MIN (RADIUS, (float) MIN (width, height) / 8));
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  if (self->texture != NULL)
    {
      gtk_snapshot_append_scaled_texture (snapshot, self->texture, GSK_SCALING_FILTER_TRILINEAR, &bounds);
    }
  else
    {
      GdkRGBA colour;

      gtk_widget_get_color (widget, &colour);
      colour.alpha = 0.06f;
      gtk_snapshot_append_color (snapshot, &colour, &bounds);
    }
  gtk_snapshot_pop (snapshot);
}

static void
set_state (GazettePicture      *self,
           GazettePictureState  state)
{
  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static GtkWidget *
make_label (const char *text,
            const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_lines (GTK_LABEL (label), 4);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, css_class);

  return label;
}

static void
show_failure (GazettePicture *self,
              const char     *reason)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name ("image-missing-symbolic");
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_widget_add_css_class (icon, "dimmed");
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), icon);
  if (self->alt != NULL && self->alt[0] != 0)
    gtk_box_append (GTK_BOX (words), make_label (self->alt, "body"));
  gtk_box_append (GTK_BOX (words), make_label (reason, "caption"));
  gtk_box_append (GTK_BOX (box), words);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_add_css_class (box, "picture-failure");
  gtk_widget_set_parent (box, GTK_WIDGET (self));

  self->failure = box;
  g_set_str (&self->reason, reason);
  set_state (self, GAZETTE_PICTURE_FAILED);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
clear_failure (GazettePicture *self)
{
  g_clear_pointer (&self->failure, gtk_widget_unparent);
  g_clear_pointer (&self->reason, g_free);
}

static void
show_decoded (GazettePicture *self,
              GazetteDecoded *decoded)
{
  gboolean moved = (gint64) self->width * decoded->height != (gint64) self->height * decoded->width ||
                   self->width != decoded->width;

  clear_failure (self);
  g_set_object (&self->texture, decoded->texture);
  self->width = decoded->width;
  self->height = decoded->height;
  remember_size (self->url, decoded->width, decoded->height);
  set_state (self, GAZETTE_PICTURE_SHOWN);
  if (moved)
    gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static DexFuture *
decode_cb (DexFuture *future,
           gpointer   user_data)
{
  g_autoptr(GazettePicture) self = gazette_ticket_dup_owner (user_data);

  if (self == NULL)
    return dex_future_new_true ();

  return gazette_picture_decode (g_value_get_boxed (dex_future_get_value (future, NULL)), self->max_width);
}

static DexFuture *
decoded_cb (DexFuture *future,
            gpointer   user_data)
{
  GazetteTicket *ticket = user_data;
  g_autoptr(GazettePicture) self = gazette_ticket_dup_owner (ticket);
  g_autoptr(GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  /* Not wanted any more. */
  if (self == NULL || self->serial != ticket->id)
    return dex_future_new_true ();

  if (value != NULL)
    show_decoded (self, g_value_get_boxed (value));
  else
    show_failure (self, error->domain == GAZETTE_ERROR ? error->message : _("The picture could not be loaded."));

  return dex_future_new_true ();
}

static void
open_href (GazettePicture *self)
{
  if (self->href != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "page.open-link", "s", self->href);
}

static void
gazette_picture_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  GazettePicture *self = GAZETTE_PICTURE (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_uint (value, self->state);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gazette_picture_dispose (GObject *object)
{
  GazettePicture *self = GAZETTE_PICTURE (object);

  self->serial++;
  dex_clear (&self->loading);
  clear_failure (self);
  g_clear_object (&self->texture);
  g_clear_pointer (&self->url, g_free);
  g_clear_pointer (&self->alt, g_free);
  g_clear_pointer (&self->href, g_free);

  G_OBJECT_CLASS (gazette_picture_parent_class)->dispose (object);
}

static void
gazette_picture_class_init (GazettePictureClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gazette_picture_get_property;
  object_class->dispose = gazette_picture_dispose;
  widget_class->get_request_mode = gazette_picture_get_request_mode;
  widget_class->measure = gazette_picture_measure;
  widget_class->size_allocate = gazette_picture_size_allocate;
  widget_class->snapshot = gazette_picture_snapshot;

  properties[PROP_STATE] = g_param_spec_uint ("state", NULL, NULL, 0, GAZETTE_PICTURE_FAILED, 0,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "articlepicture");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
gazette_picture_init (GazettePicture *self)
{
}

/**
 * gazette_picture_new:
 * @url: an http, https or data: address
 * @alt: (nullable): what it shows
 * @width: in CSS pixels as the article claims, 0 when not known
 * @height: in CSS pixels as the article claims, 0 when not known
 *
 * Returns: (transfer floating): a picture that is not there yet
 */
GtkWidget *
gazette_picture_new (const char *url,
                     const char *alt,
                     int         width,
                     int         height)
{
  GazettePicture *self = g_object_new (GAZETTE_TYPE_PICTURE, NULL);

  self->url = g_strdup (url);
  gazette_picture_describe (self, alt, width, height);

  return GTK_WIDGET (self);
}

/**
 * gazette_picture_describe:
 * @self: a picture
 * @alt: (nullable): what it shows
 * @width: in CSS pixels as the article claims, 0 when not known
 * @height: in CSS pixels as the article claims, 0 when not known
 *
 * Says what is known of it apart from its address.
 */
void
gazette_picture_describe (GazettePicture *self,
                          const char     *alt,
                          int             width,
                          int             height)
{
  g_return_if_fail (GAZETTE_IS_PICTURE (self));

  g_set_str (&self->alt, alt);
  self->claimed_width = width;
  if (self->texture == NULL)
    {
      if (width > 0 && height > 0)
        {
          self->width = width;
          self->height = height;
        }
      recall_size (self);
    }

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  alt != NULL && alt[0] != 0 ? alt : C_("accessible name", "Picture"),
                                  -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * gazette_picture_set_href:
 * @self: a picture
 * @href: (nullable): where it leads when it is clicked
 *
 * Makes it a link, once.
 */
void
gazette_picture_set_href (GazettePicture *self,
                          const char     *href)
{
  GtkGesture *click;

  g_return_if_fail (GAZETTE_IS_PICTURE (self));

  if (!g_set_str (&self->href, href) || href == NULL)
    return;

  click = gtk_gesture_click_new ();
  g_signal_connect_swapped (click, "released", G_CALLBACK (open_href), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "pointer");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), href);
}

/**
 * gazette_picture_load:
 * @self: a picture
 * @newsroom: who gets it
 * @max_width: how wide it will be drawn at most, in device pixels
 *
 * Gets and shows the picture, unless that is under way or done. One that
 * failed is tried again.
 */
void
gazette_picture_load (GazettePicture  *self,
                      GazetteNewsroom *newsroom,
                      int              max_width)
{
  DexFuture *future;

  g_return_if_fail (GAZETTE_IS_PICTURE (self));
  g_return_if_fail (GAZETTE_IS_NEWSROOM (newsroom));

  if (self->state == GAZETTE_PICTURE_LOADING || self->state == GAZETTE_PICTURE_SHOWN)
    return;

  self->serial++;
  set_state (self, GAZETTE_PICTURE_LOADING);
  self->max_width = max_width;
  future = gazette_newsroom_load_picture (newsroom, self->url);
  future = dex_future_then (future, decode_cb, gazette_ticket_new (self, self->serial), gazette_ticket_free);
  future = dex_future_finally (future, decoded_cb, gazette_ticket_new (self, self->serial), gazette_ticket_free);
  dex_clear (&self->loading);
  self->loading = future;
}

/**
 * gazette_picture_unload:
 * @self: a picture
 *
 * Gives back what the picture takes of memory, or stops getting it. Its size
 * stays.
 */
void
gazette_picture_unload (GazettePicture *self)
{
  g_return_if_fail (GAZETTE_IS_PICTURE (self));

  if (self->state != GAZETTE_PICTURE_LOADING && self->state != GAZETTE_PICTURE_SHOWN)
    return;

  self->serial++;
  dex_clear (&self->loading);
  g_clear_object (&self->texture);
  set_state (self, GAZETTE_PICTURE_WAITING);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * gazette_picture_get_state:
 * @self: a picture
 *
 * Returns: whether it is there
 */
GazettePictureState
gazette_picture_get_state (GazettePicture *self)
{
  g_return_val_if_fail (GAZETTE_IS_PICTURE (self), GAZETTE_PICTURE_WAITING);

  return self->state;
}

/**
 * gazette_picture_get_reason:
 * @self: a picture
 *
 * Returns: (transfer none) (nullable): why it could not be had, in plain words
 */
const char *
gazette_picture_get_reason (GazettePicture *self)
{
  g_return_val_if_fail (GAZETTE_IS_PICTURE (self), NULL);

  return self->reason;
}

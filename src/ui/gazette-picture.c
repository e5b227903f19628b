/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-error.h"
#include "gazette-memory.h"
#include "gazette-picture-private.h"
#include "gazette-ticket.h"

/* How many pictures' sizes are remembered. */
#define MAX_SIZES 4000

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

static void
set_state (GazettePicture      *self,
           GazettePictureState  state)
{
  if (self->state == state)
    return;

  self->state = state;
  gazette_picture_update_actions (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
clear_failure (GazettePicture *self)
{
  g_clear_pointer (&self->failure, gtk_widget_unparent);
  g_clear_pointer (&self->reason, g_free);
}

static void
show_failure (GazettePicture *self,
              const char     *reason,
              gboolean        may_pass)
{
  clear_failure (self);
  self->failure = gazette_picture_failure_new (self->alt, reason, may_pass);
  gtk_widget_set_parent (self->failure, GTK_WIDGET (self));
  g_set_str (&self->reason, reason);
  set_state (self, GAZETTE_PICTURE_FAILED);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
motion_changed_cb (GazettePicture *self)
{
  gboolean rests = self->motion != NULL && !gazette_motion_is_playing (self->motion);

  if (rests && self->mark == NULL)
    {
      self->mark = gtk_button_new_from_icon_name ("media-playback-start-symbolic");
      gtk_widget_add_css_class (self->mark, "osd");
      gtk_widget_add_css_class (self->mark, "circular");
      gtk_widget_set_tooltip_text (self->mark, _("Play Animation"));
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->mark), "picture.play");
      gtk_widget_set_parent (self->mark, GTK_WIDGET (self));
    }
  else if (!rests)
    {
      g_clear_pointer (&self->mark, gtk_widget_unparent);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
clear_motion (GazettePicture *self)
{
  g_clear_object (&self->motion);
  motion_changed_cb (self);
  gazette_picture_update_actions (self);
}

static void
begin_motion (GazettePicture       *self,
              const GazetteDecoded *decoded)
{
  self->motion = gazette_motion_new (GTK_WIDGET (self), self->newsroom, self->url, self->max_width, decoded);
  g_signal_connect_object (self->motion, "changed", G_CALLBACK (motion_changed_cb), self, G_CONNECT_SWAPPED);
  gazette_motion_set_in_view (self->motion, self->in_view);
  motion_changed_cb (self);
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
  if (decoded->moves)
    begin_motion (self, decoded);
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

  /* Decoding takes several times what comes of it. */
  gazette_memory_give_back_soon ();

  /* Not wanted any more. */
  if (self == NULL || self->serial != ticket->id)
    return dex_future_new_true ();

  /* What is shown stays where it cannot be had for another width. */
  if (value != NULL)
    show_decoded (self, g_value_get_boxed (value));
  else if (self->state != GAZETTE_PICTURE_SHOWN)
    show_failure (self, error->domain == GAZETTE_ERROR ? error->message : _("The picture could not be loaded."),
                  !g_error_matches (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_A_PICTURE) &&
                  !g_error_matches (error, GAZETTE_ERROR, GAZETTE_ERROR_TOO_LARGE) &&
                  !g_error_matches (error, GAZETTE_ERROR, GAZETTE_ERROR_BAD_ADDRESS));

  return dex_future_new_true ();
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
  clear_motion (self);
  g_clear_object (&self->texture);
  g_clear_object (&self->newsroom);

  G_OBJECT_CLASS (gazette_picture_parent_class)->dispose (object);
}

static void
gazette_picture_finalize (GObject *object)
{
  GazettePicture *self = GAZETTE_PICTURE (object);

  g_free (self->url);
  g_free (self->alt);
  g_free (self->caption);
  g_free (self->href);

  G_OBJECT_CLASS (gazette_picture_parent_class)->finalize (object);
}

static void
gazette_picture_class_init (GazettePictureClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gazette_picture_get_property;
  object_class->dispose = gazette_picture_dispose;
  object_class->finalize = gazette_picture_finalize;

  properties[PROP_STATE] = g_param_spec_uint ("state", NULL, NULL, 0, GAZETTE_PICTURE_FAILED, 0,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_signal_new ("enlarge", GAZETTE_TYPE_PICTURE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gazette_picture_install_drawing (widget_class);
  gazette_picture_install_actions (widget_class);

  gtk_widget_class_set_css_name (widget_class, "articlepicture");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
gazette_picture_init (GazettePicture *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
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

/* Whoever does not see it hears what it shows, else what is written below it. */
static void
update_label (GazettePicture *self)
{
  const char *const words[] = { self->alt, self->caption, C_("accessible name", "Picture") };
  guint i = 0;

  while (words[i] == NULL || words[i][0] == 0)
    i++;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words[i], -1);
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

  update_label (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * gazette_picture_set_href:
 * @self: a picture
 * @href: (nullable): where it leads
 *
 * Makes it a link. A click then goes there, unless it leads to a picture only,
 * which is what enlarging is for.
 */
void
gazette_picture_set_href (GazettePicture *self,
                          const char     *href)
{
  g_return_if_fail (GAZETTE_IS_PICTURE (self));

  if (!g_set_str (&self->href, href))
    return;

  gtk_widget_set_tooltip_text (GTK_WIDGET (self), href);
  gazette_picture_update_actions (self);
}

/**
 * gazette_picture_set_caption:
 * @self: a picture
 * @caption: (nullable): what is written below it
 *
 * Says what is shown with it when it is enlarged.
 */
void
gazette_picture_set_caption (GazettePicture *self,
                             const char     *caption)
{
  g_return_if_fail (GAZETTE_IS_PICTURE (self));

  g_set_str (&self->caption, caption);
  update_label (self);
}

/**
 * gazette_picture_set_saved:
 * @self: a picture
 * @saved_id: the article that it is of, if that is saved; else 0
 *
 * That of a saved article comes from the library alone.
 */
void
gazette_picture_set_saved (GazettePicture *self,
                           gint64          saved_id)
{
  g_return_if_fail (GAZETTE_IS_PICTURE (self));

  self->saved_id = saved_id;
}

/**
 * gazette_picture_ask:
 * @self: a picture
 * @newsroom: who gets it
 *
 * Returns: (transfer full): a future for its bytes, a #GBytes, from where it may
 *   come from
 */
DexFuture *
gazette_picture_ask (GazettePicture  *self,
                     GazetteNewsroom *newsroom)
{
  g_return_val_if_fail (GAZETTE_IS_PICTURE (self), NULL);

  if (self->saved_id != 0)
    return gazette_newsroom_load_saved_picture (newsroom, self->saved_id, self->url);

  return gazette_newsroom_load_picture (newsroom, self->url);
}

static void
ask_and_decode (GazettePicture *self)
{
  DexFuture *future;

  self->serial++;
  future = gazette_picture_ask (self, self->newsroom);
  future = dex_future_then (future, decode_cb, gazette_ticket_new (self, self->serial), gazette_ticket_free);
  future = dex_future_finally (future, decoded_cb, gazette_ticket_new (self, self->serial), gazette_ticket_free);
  dex_clear (&self->loading);
  self->loading = future;
}

/*
 * gazette_picture_begin:
 * @self: a picture
 *
 * Gets the picture, from and for whom it was asked last.
 */
void
gazette_picture_begin (GazettePicture *self)
{
  set_state (self, GAZETTE_PICTURE_LOADING);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  ask_and_decode (self);
}

/* What the article says that is small is drawn small, however large it is. */
static int
get_max_width (GazettePicture *self,
               int             room,
               int             scale)
{
  return scale * (self->claimed_width > 0 ? MIN (room, self->claimed_width) : room);
}

/**
 * gazette_picture_load:
 * @self: a picture
 * @newsroom: who gets it
 * @room: how wide it may be, in pixels of the layout
 * @scale: how many pixels of the device each of those is
 *
 * Gets and shows the picture, unless that is under way or done. One that
 * failed is tried again.
 */
void
gazette_picture_load (GazettePicture  *self,
                      GazetteNewsroom *newsroom,
                      int              room,
                      int              scale)
{
  g_return_if_fail (GAZETTE_IS_PICTURE (self));
  g_return_if_fail (GAZETTE_IS_NEWSROOM (newsroom));

  if (self->state == GAZETTE_PICTURE_LOADING || self->state == GAZETTE_PICTURE_SHOWN)
    return;

  /* Not before it is near: an article may have hundreds. */
  if (self->newsroom == NULL)
    {
      gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "pointer");
      gazette_picture_add_gestures (self);
    }
  g_set_object (&self->newsroom, newsroom);
  self->max_width = get_max_width (self, room, scale);
  gazette_picture_begin (self);
}

/**
 * gazette_picture_fits:
 * @self: a picture
 * @room: how wide it may be, in pixels of the layout
 * @scale: how many pixels of the device each of those is
 *
 * Returns: %FALSE where what is shown was decoded for another width, and has to be
 *   scaled each time that it is drawn
 */
gboolean
gazette_picture_fits (GazettePicture *self,
                      int             room,
                      int             scale)
{
  int max_width;

  g_return_val_if_fail (GAZETTE_IS_PICTURE (self), TRUE);

  max_width = get_max_width (self, room, scale);

  return self->state != GAZETTE_PICTURE_SHOWN || self->motion != NULL ||
         MIN (max_width, self->width) == MIN (self->max_width, self->width);
}

/**
 * gazette_picture_fit:
 * @self: a picture that is shown
 * @room: how wide it may be, in pixels of the layout
 * @scale: how many pixels of the device each of those is
 *
 * Decodes the picture anew for a width. What is shown stays until that is there.
 */
void
gazette_picture_fit (GazettePicture *self,
                     int             room,
                     int             scale)
{
  g_return_if_fail (GAZETTE_IS_PICTURE (self));
  g_return_if_fail (self->state == GAZETTE_PICTURE_SHOWN);

  self->max_width = get_max_width (self, room, scale);
  ask_and_decode (self);
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
  clear_motion (self);
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

/**
 * gazette_picture_set_in_view:
 * @self: a picture
 * @in_view: whether some of it can be seen in the window
 *
 * A picture that moves does so in view only.
 */
void
gazette_picture_set_in_view (GazettePicture *self,
                             gboolean        in_view)
{
  g_return_if_fail (GAZETTE_IS_PICTURE (self));

  self->in_view = in_view;
  if (self->motion != NULL)
    gazette_motion_set_in_view (self->motion, in_view);
}

/**
 * gazette_picture_get_motion:
 * @self: a picture
 *
 * Returns: (transfer none) (nullable): what plays it, %NULL while it is not
 *   there and for one that does not move
 */
GazetteMotion *
gazette_picture_get_motion (GazettePicture *self)
{
  g_return_val_if_fail (GAZETTE_IS_PICTURE (self), NULL);

  return self->motion;
}

/**
 * gazette_picture_get_texture:
 * @self: a picture
 *
 * Returns: (transfer none) (nullable): what is drawn of it at the moment
 */
GdkTexture *
gazette_picture_get_texture (GazettePicture *self)
{
  GdkTexture *frame;

  g_return_val_if_fail (GAZETTE_IS_PICTURE (self), NULL);

  frame = self->motion != NULL ? gazette_motion_get_texture (self->motion) : NULL;

  return frame != NULL ? frame : self->texture;
}

/**
 * gazette_picture_get_cost:
 * @self: a picture
 *
 * Returns: how much memory it takes while it is there, or will, in bytes
 */
gsize
gazette_picture_get_cost (GazettePicture *self)
{
  int width;
  int height;

  g_return_val_if_fail (GAZETTE_IS_PICTURE (self), 0);

  if (self->texture != NULL)
    return (gsize) gdk_texture_get_width (self->texture) * (gsize) gdk_texture_get_height (self->texture) * 4;

  gazette_picture_get_drawn_size (self, self->max_width > 0 ? self->max_width : gtk_widget_get_width (GTK_WIDGET (self)), &width, &height);

  return (gsize) width * (gsize) height * 4;
}

/**
 * gazette_picture_get_url:
 * @self: a picture
 *
 * Returns: (transfer none): its address
 */
const char *
gazette_picture_get_url (GazettePicture *self)
{
  g_return_val_if_fail (GAZETTE_IS_PICTURE (self), NULL);

  return self->url;
}

/**
 * gazette_picture_get_alt:
 * @self: a picture
 *
 * Returns: (transfer none) (nullable): what it shows
 */
const char *
gazette_picture_get_alt (GazettePicture *self)
{
  g_return_val_if_fail (GAZETTE_IS_PICTURE (self), NULL);

  return self->alt;
}

/**
 * gazette_picture_get_caption:
 * @self: a picture
 *
 * Returns: (transfer none) (nullable): what is written below it
 */
const char *
gazette_picture_get_caption (GazettePicture *self)
{
  g_return_val_if_fail (GAZETTE_IS_PICTURE (self), NULL);

  return self->caption;
}

/**
 * gazette_picture_get_href:
 * @self: a picture
 *
 * Returns: (transfer none) (nullable): where it leads
 */
const char *
gazette_picture_get_href (GazettePicture *self)
{
  g_return_val_if_fail (GAZETTE_IS_PICTURE (self), NULL);

  return self->href;
}

/**
 * gazette_picture_get_size:
 * @self: a picture
 * @width: (out): in pixels, 0 when not known
 * @height: (out): in pixels, 0 when not known
 *
 * Tells how large it is by itself.
 */
void
gazette_picture_get_size (GazettePicture *self,
                          int            *width,
                          int            *height)
{
  g_return_if_fail (GAZETTE_IS_PICTURE (self));

  *width = self->width;
  *height = self->height;
}

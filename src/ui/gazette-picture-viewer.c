/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-error.h"
#include "gazette-picture-canvas.h"
#include "gazette-picture-decode.h"
#include "gazette-picture-export.h"
#include "gazette-picture-motion.h"
#include "gazette-picture-viewer.h"
#include "gazette-ticket.h"

/* Of one press of a key. */
#define ZOOM_STEP 1.25
#define PAN_STEP 60

/* The button of a mouse that means “back”. */
#define BUTTON_BACK 8

struct _GazettePictureViewer
{
  AdwBin                parent_instance;

  GtkLabel             *title;
  GtkButton            *play_button;
  GazettePictureCanvas *canvas;
  GtkWidget            *spinner;
  AdwStatusPage        *failure;
  GtkWidget            *previous_button;
  GtkWidget            *next_button;
  GtkWidget            *caption_scroller;
  GtkLabel             *caption;

  GazetteNewsroom      *newsroom;
  GPtrArray            *pictures;
  guint                 position;
  gint64                serial;
  DexFuture            *loading;
  GazetteMotion        *motion;
  int                   width;
  int                   height;
};

G_DEFINE_FINAL_TYPE (GazettePictureViewer, gazette_picture_viewer, ADW_TYPE_BIN)

enum
{
  CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
set_enabled (GazettePictureViewer *self,
             const char           *action,
             gboolean              enabled)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), action, enabled);
}

static void
zoomed_cb (GazettePictureViewer *self)
{
  set_enabled (self, "viewer.zoom-in", gazette_picture_canvas_can_zoom (self->canvas, TRUE));
  set_enabled (self, "viewer.zoom-out", gazette_picture_canvas_can_zoom (self->canvas, FALSE));
  set_enabled (self, "viewer.fit", gazette_picture_canvas_can_zoom (self->canvas, FALSE));
}

static void
close_viewer (GazettePictureViewer *self)
{
  g_signal_emit (self, signals[CLOSED], 0);
}

static void
beside_cb (GazettePictureViewer *self)
{
  close_viewer (self);
}

static void
show_texture (GazettePictureViewer *self,
              GdkTexture           *texture)
{
  gazette_picture_canvas_show (self->canvas, texture, self->width, self->height);
  zoomed_cb (self);
}

static void
motion_changed_cb (GazettePictureViewer *self)
{
  gboolean plays = self->motion != NULL && gazette_motion_is_playing (self->motion);
  const char *label = plays ? _("Pause Animation") : _("Play Animation");

  gtk_widget_set_visible (GTK_WIDGET (self->play_button), self->motion != NULL);
  gtk_button_set_icon_name (self->play_button, plays ? "media-playback-pause-symbolic" : "media-playback-start-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->play_button), label);
  set_enabled (self, "viewer.play", self->motion != NULL);
  if (self->motion != NULL && gazette_motion_get_texture (self->motion) != NULL)
    show_texture (self, gazette_motion_get_texture (self->motion));
}

static void
begin_motion (GazettePictureViewer *self,
              const GazetteDecoded *decoded)
{
  const char *url = gazette_picture_get_url (gazette_picture_viewer_get_picture (self));

  self->motion = gazette_motion_new (GTK_WIDGET (self->canvas), self->newsroom, url, 0, decoded);
  g_signal_connect_object (self->motion, "changed", G_CALLBACK (motion_changed_cb), self, G_CONNECT_SWAPPED);
  gazette_motion_set_in_view (self->motion, TRUE);
  motion_changed_cb (self);
}

static void
show_failure (GazettePictureViewer *self,
              const GError         *error)
{
  const char *reason = error->domain == GAZETTE_ERROR ? error->message : _("The picture could not be loaded.");
  g_autofree char *markup = g_markup_escape_text (reason, -1);

  show_texture (self, NULL);
  adw_status_page_set_description (self->failure, markup);
  gtk_widget_set_visible (GTK_WIDGET (self->failure), TRUE);
}

static DexFuture *
loaded_cb (DexFuture *future,
           gpointer   user_data)
{
  return gazette_picture_decode (g_value_get_boxed (dex_future_get_value (future, NULL)), 0);
}

static DexFuture *
decoded_cb (DexFuture *future,
            gpointer   user_data)
{
  GazetteTicket *ticket = user_data;
  g_autoptr(GazettePictureViewer) self = gazette_ticket_dup_owner (ticket);
  g_autoptr(GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);
  GazetteDecoded *decoded;

  /* Another one is looked at by now. */
  if (self == NULL || self->serial != ticket->id)
    return NULL;

  gtk_widget_set_visible (self->spinner, FALSE);
  if (value == NULL)
    {
      show_failure (self, error);
      return NULL;
    }

  decoded = g_value_get_boxed (value);
  self->width = decoded->width;
  self->height = decoded->height;
  show_texture (self, decoded->texture);
  if (decoded->moves)
    begin_motion (self, decoded);

  return NULL;
}

static void
stop (GazettePictureViewer *self)
{
  self->serial++;
  dex_clear (&self->loading);
  g_clear_object (&self->motion);
}

static void
update_words (GazettePictureViewer *self)
{
  GazettePicture *picture = gazette_picture_viewer_get_picture (self);
  const char *alt = gazette_picture_get_alt (picture);
  const char *caption = gazette_picture_get_caption (picture);
  gboolean has_caption = caption != NULL && caption[0] != 0;
  gboolean several = self->pictures->len > 1;
  g_autofree char *title = NULL;

  if (several)
    /* TRANSLATORS: which one of the pictures of an article, and how many they are */
    title = g_strdup_printf (_("%u of %u"), self->position + 1, self->pictures->len);
  gtk_label_set_label (self->title, several ? title : _("Picture"));
  gtk_label_set_label (self->caption, has_caption ? caption : "");
  gtk_widget_set_visible (self->caption_scroller, has_caption);
  gtk_widget_set_visible (self->previous_button, several);
  gtk_widget_set_visible (self->next_button, several);
  set_enabled (self, "viewer.previous", self->position > 0);
  set_enabled (self, "viewer.next", self->position + 1 < self->pictures->len);
  set_enabled (self, "viewer.open-link", gazette_picture_get_href (picture) != NULL);
  if (alt == NULL || alt[0] == 0)
    alt = has_caption ? caption : C_("accessible name", "Picture");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->canvas), GTK_ACCESSIBLE_PROPERTY_LABEL, alt, -1);
}

/* What the page has of it is shown until all of it is there. */
static void
show_picture (GazettePictureViewer *self,
              guint                 position)
{
  GazettePicture *picture = g_ptr_array_index (self->pictures, position);
  GdkTexture *texture = gazette_picture_get_texture (picture);
  DexFuture *future;

  stop (self);
  self->position = position;
  update_words (self);
  motion_changed_cb (self);
  gazette_picture_get_size (picture, &self->width, &self->height);
  show_texture (self, texture);
  gazette_picture_canvas_fit (self->canvas);
  gtk_widget_set_visible (GTK_WIDGET (self->failure), FALSE);
  gtk_widget_set_visible (self->spinner, texture == NULL);

  future = gazette_picture_ask (picture, self->newsroom);
  future = dex_future_then (future, loaded_cb, NULL, NULL);
  self->loading = dex_future_finally (future, decoded_cb, gazette_ticket_new (self, self->serial), gazette_ticket_free);
}

static void
turn (GazettePictureViewer *self,
      int                   direction)
{
  gint64 position = (gint64) self->position + direction;

  if (position >= 0 && position < self->pictures->len)
    show_picture (self, (guint) position);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static void
close_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  close_viewer (GAZETTE_PICTURE_VIEWER (widget));
}

static void
previous_cb (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  turn (GAZETTE_PICTURE_VIEWER (widget), -1);
}

static void
next_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  turn (GAZETTE_PICTURE_VIEWER (widget), 1);
}

static void
zoom_in_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  gazette_picture_canvas_zoom (GAZETTE_PICTURE_VIEWER (widget)->canvas, ZOOM_STEP);
}

static void
zoom_out_cb (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  gazette_picture_canvas_zoom (GAZETTE_PICTURE_VIEWER (widget)->canvas, 1 / ZOOM_STEP);
}

static void
fit_cb (GtkWidget  *widget,
        const char *name,
        GVariant   *parameter)
{
  gazette_picture_canvas_fit (GAZETTE_PICTURE_VIEWER (widget)->canvas);
}

static void
save_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  GazettePictureViewer *self = GAZETTE_PICTURE_VIEWER (widget);
  GazettePicture *picture = gazette_picture_viewer_get_picture (self);

  gazette_picture_save_as (widget, self->newsroom, gazette_picture_get_url (picture), gazette_picture_get_alt (picture));
}

static void
copy_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  GazettePictureViewer *self = GAZETTE_PICTURE_VIEWER (widget);

  gazette_picture_copy (widget, self->newsroom, gazette_picture_get_url (gazette_picture_viewer_get_picture (self)));
}

static void
copy_address_cb (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  GazettePicture *picture = gazette_picture_viewer_get_picture (GAZETTE_PICTURE_VIEWER (widget));

  gazette_picture_copy_address (widget, gazette_picture_get_url (picture));
}

/* By the picture in the page, which knows what its links are of. What leads to
 * another place of the page is seen when that is. */
static void
open_link_cb (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  g_autoptr(GazettePicture) picture = g_object_ref (gazette_picture_viewer_get_picture (GAZETTE_PICTURE_VIEWER (widget)));

  if (gazette_picture_get_href (picture)[0] == '#')
    close_viewer (GAZETTE_PICTURE_VIEWER (widget));
  gtk_widget_activate_action (GTK_WIDGET (picture), "picture.open-link", NULL);
}

static void
play_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  GazettePictureViewer *self = GAZETTE_PICTURE_VIEWER (widget);

  if (self->motion != NULL)
    gazette_motion_toggle (self->motion);
}

/* Moves a picture that does not fit; else turns to another one. */
static gboolean
arrow_cb (GtkWidget *widget,
          GVariant  *arguments,
          gpointer   user_data)
{
  GazettePictureViewer *self = GAZETTE_PICTURE_VIEWER (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int x;
  int y;

  g_variant_get (arguments, "(ii)", &x, &y);
  if (gazette_picture_canvas_pan (self->canvas, x * PAN_STEP, y * PAN_STEP) || x == 0)
    return GDK_EVENT_STOP;

  turn (self, rtl ? -x : x);

  return GDK_EVENT_STOP;
}

static void
add_keys (GtkWidgetClass *klass)
{
  static const struct
  {
    guint           key;
    GdkModifierType modifiers;
    const char     *action;
  } keys[] = {
    { GDK_KEY_Escape, 0, "viewer.close" },
    { GDK_KEY_Back, 0, "viewer.close" },
    { GDK_KEY_Left, GDK_ALT_MASK, "viewer.close" },
    { GDK_KEY_Page_Up, 0, "viewer.previous" },
    { GDK_KEY_Page_Down, 0, "viewer.next" },
    { GDK_KEY_plus, 0, "viewer.zoom-in" },
    { GDK_KEY_equal, 0, "viewer.zoom-in" },
    { GDK_KEY_KP_Add, 0, "viewer.zoom-in" },
    { GDK_KEY_plus, GDK_CONTROL_MASK, "viewer.zoom-in" },
    { GDK_KEY_equal, GDK_CONTROL_MASK, "viewer.zoom-in" },
    { GDK_KEY_KP_Add, GDK_CONTROL_MASK, "viewer.zoom-in" },
    { GDK_KEY_minus, 0, "viewer.zoom-out" },
    { GDK_KEY_KP_Subtract, 0, "viewer.zoom-out" },
    { GDK_KEY_minus, GDK_CONTROL_MASK, "viewer.zoom-out" },
    { GDK_KEY_KP_Subtract, GDK_CONTROL_MASK, "viewer.zoom-out" },
    { GDK_KEY_0, 0, "viewer.fit" },
    { GDK_KEY_KP_0, 0, "viewer.fit" },
    { GDK_KEY_0, GDK_CONTROL_MASK, "viewer.fit" },
    { GDK_KEY_KP_0, GDK_CONTROL_MASK, "viewer.fit" },
    { GDK_KEY_s, GDK_CONTROL_MASK, "viewer.save" },
    { GDK_KEY_c, GDK_CONTROL_MASK, "viewer.copy" },
    { GDK_KEY_space, 0, "viewer.play" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (klass, keys[i].key, keys[i].modifiers, keys[i].action, NULL);
  gtk_widget_class_add_binding (klass, GDK_KEY_Left, 0, arrow_cb, "(ii)", -1, 0);
  gtk_widget_class_add_binding (klass, GDK_KEY_Right, 0, arrow_cb, "(ii)", 1, 0);
  gtk_widget_class_add_binding (klass, GDK_KEY_Up, 0, arrow_cb, "(ii)", 0, -1);
  gtk_widget_class_add_binding (klass, GDK_KEY_Down, 0, arrow_cb, "(ii)", 0, 1);
}

static void
install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "viewer.close", NULL, close_cb);
  gtk_widget_class_install_action (klass, "viewer.previous", NULL, previous_cb);
  gtk_widget_class_install_action (klass, "viewer.next", NULL, next_cb);
  gtk_widget_class_install_action (klass, "viewer.zoom-in", NULL, zoom_in_cb);
  gtk_widget_class_install_action (klass, "viewer.zoom-out", NULL, zoom_out_cb);
  gtk_widget_class_install_action (klass, "viewer.fit", NULL, fit_cb);
  gtk_widget_class_install_action (klass, "viewer.save", NULL, save_cb);
  gtk_widget_class_install_action (klass, "viewer.copy", NULL, copy_cb);
  gtk_widget_class_install_action (klass, "viewer.copy-address", NULL, copy_address_cb);
  gtk_widget_class_install_action (klass, "viewer.open-link", NULL, open_link_cb);
  gtk_widget_class_install_action (klass, "viewer.play", NULL, play_cb);
}

static gboolean
gazette_picture_viewer_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (GAZETTE_PICTURE_VIEWER (widget)->canvas));
}

static void
gazette_picture_viewer_dispose (GObject *object)
{
  GazettePictureViewer *self = GAZETTE_PICTURE_VIEWER (object);

  stop (self);
  gtk_widget_dispose_template (GTK_WIDGET (object), GAZETTE_TYPE_PICTURE_VIEWER);
  g_clear_pointer (&self->pictures, g_ptr_array_unref);
  g_clear_object (&self->newsroom);

  G_OBJECT_CLASS (gazette_picture_viewer_parent_class)->dispose (object);
}

static void
gazette_picture_viewer_class_init (GazettePictureViewerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gazette_picture_viewer_dispose;
  widget_class->grab_focus = gazette_picture_viewer_grab_focus;
  install_actions (widget_class);
  add_keys (widget_class);
  signals[CLOSED] = g_signal_new ("closed", GAZETTE_TYPE_PICTURE_VIEWER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);

  g_type_ensure (GAZETTE_TYPE_PICTURE_CANVAS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gazette_reader/Gazette/ui/gazette-picture-viewer.ui");
  gtk_widget_class_bind_template_child (widget_class, GazettePictureViewer, title);
  gtk_widget_class_bind_template_child (widget_class, GazettePictureViewer, play_button);
  gtk_widget_class_bind_template_child (widget_class, GazettePictureViewer, canvas);
  gtk_widget_class_bind_template_child (widget_class, GazettePictureViewer, spinner);
  gtk_widget_class_bind_template_child (widget_class, GazettePictureViewer, failure);
  gtk_widget_class_bind_template_child (widget_class, GazettePictureViewer, previous_button);
  gtk_widget_class_bind_template_child (widget_class, GazettePictureViewer, next_button);
  gtk_widget_class_bind_template_child (widget_class, GazettePictureViewer, caption_scroller);
  gtk_widget_class_bind_template_child (widget_class, GazettePictureViewer, caption);
  gtk_widget_class_bind_template_callback (widget_class, zoomed_cb);
  gtk_widget_class_bind_template_callback (widget_class, beside_cb);
}

static void
gazette_picture_viewer_init (GazettePictureViewer *self)
{
  GtkGesture *back = gtk_gesture_click_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (back), BUTTON_BACK);
  g_signal_connect_swapped (back, "released", G_CALLBACK (close_viewer), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (back));
}

/**
 * gazette_picture_viewer_new:
 * @newsroom: who has the pictures, or gets them
 * @pictures: (element-type GazettePicture): the pictures of an article, at least one
 * @position: which one to show
 *
 * Returns: (transfer floating): a viewer
 */
GtkWidget *
gazette_picture_viewer_new (GazetteNewsroom *newsroom,
                            GPtrArray       *pictures,
                            guint            position)
{
  GazettePictureViewer *self;

  g_return_val_if_fail (GAZETTE_IS_NEWSROOM (newsroom), NULL);
  g_return_val_if_fail (position < pictures->len, NULL);

  self = g_object_new (GAZETTE_TYPE_PICTURE_VIEWER, NULL);
  self->newsroom = g_object_ref (newsroom);
  self->pictures = g_ptr_array_ref (pictures);
  show_picture (self, position);

  return GTK_WIDGET (self);
}

/**
 * gazette_picture_viewer_get_picture:
 * @self: a viewer
 *
 * Returns: (transfer none): the picture in the page that is looked at
 */
GazettePicture *
gazette_picture_viewer_get_picture (GazettePictureViewer *self)
{
  g_return_val_if_fail (GAZETTE_IS_PICTURE_VIEWER (self), NULL);

  return g_ptr_array_index (self->pictures, self->position);
}

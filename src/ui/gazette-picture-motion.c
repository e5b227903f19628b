/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-picture-motion.h"
#include "gazette-ticket.h"

/* In bytes, what all pictures that move unasked may take at once. */
#define BUDGET (64 * 1000 * 1000)

struct _GazetteMotion
{
  GObject          parent_instance;

  /* Owns this. */
  GtkWidget       *widget;
  GazetteNewsroom *newsroom;
  char            *url;
  int              max_width;
  gsize            cost;

  gboolean         in_view;
  /* By a person. */
  gboolean         asked;
  gboolean         stopped;
  /* Its last frame stays, or it cannot be read. */
  gboolean         ended;

  gboolean         playing;
  gint64           serial;
  DexFuture       *loading;
  GazetteReel     *reel;
  GdkTexture      *texture;
  GazetteDecoded  *next;
  int              delay;
  gint64           shown_at;
  guint            source;
};

G_DEFINE_FINAL_TYPE (GazetteMotion, gazette_motion, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* All there are, and what those that play take of the budget. */
static GPtrArray *motions;
static gsize spent;

static void ask_next (GazetteMotion *self);
static void update_all (void);

static void
tell (GazetteMotion *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
wants_to_play (GazetteMotion *self)
{
  GtkRoot *root = gtk_widget_get_root (self->widget);
  gboolean animations;

  if (!self->in_view || self->stopped || self->ended || !gtk_widget_get_mapped (self->widget) ||
      !GTK_IS_WINDOW (root) || gtk_window_is_suspended (GTK_WINDOW (root)))
    return FALSE;

  g_object_get (gtk_widget_get_settings (self->widget), "gtk-enable-animations", &animations, NULL);

  return self->asked || animations;
}

static void
stop (GazetteMotion *self)
{
  if (!self->playing)
    return;

  self->playing = FALSE;
  self->serial++;
  spent -= self->cost;
  g_clear_handle_id (&self->source, g_source_remove);
  dex_clear (&self->loading);
  g_clear_pointer (&self->reel, gazette_reel_unref);
  g_clear_pointer (&self->next, gazette_decoded_unref);
}

/* What moves unasked makes room for what a person wants to see. */
static void
make_room (GazetteMotion *self)
{
  for (guint i = 0; i < motions->len && spent + self->cost > BUDGET; i++)
    {
      GazetteMotion *other = g_ptr_array_index (motions, i);

      if (other == self || !other->playing)
        continue;
      stop (other);
      other->asked = FALSE;
      tell (other);
    }
}

static void
show_next (GazetteMotion *self)
{
  g_autoptr(GazetteDecoded) next = g_steal_pointer (&self->next);

  g_set_object (&self->texture, next->texture);
  self->delay = next->delay;
  self->shown_at = g_get_monotonic_time ();
  ask_next (self);
  tell (self);
}

static gboolean
due_cb (gpointer user_data)
{
  GazetteMotion *self = user_data;

  self->source = 0;
  show_next (self);

  return G_SOURCE_REMOVE;
}

static void
end (GazetteMotion *self)
{
  self->ended = TRUE;
  self->asked = FALSE;
  stop (self);
  tell (self);
  update_all ();
}

static DexFuture *
decoded_cb (DexFuture *future,
            gpointer   user_data)
{
  GazetteTicket *ticket = user_data;
  g_autoptr(GazetteMotion) self = gazette_ticket_dup_owner (ticket);
  const GValue *value = dex_future_get_value (future, NULL);
  GazetteDecoded *decoded = value != NULL ? g_value_get_boxed (value) : NULL;
  gint64 passed;

  if (self == NULL || self->serial != ticket->id)
    return NULL;

  if (decoded == NULL || decoded->texture == NULL)
    {
      end (self);
      return NULL;
    }

  self->next = gazette_decoded_ref (decoded);
  passed = (g_get_monotonic_time () - self->shown_at) / 1000;
  self->source = g_timeout_add ((guint) CLAMP (self->delay - passed, 1, G_MAXINT), due_cb, self);

  return NULL;
}

static void
ask_next (GazetteMotion *self)
{
  dex_clear (&self->loading);
  self->loading = dex_future_finally (gazette_picture_decode_next (self->reel), decoded_cb,
                                      gazette_ticket_new (self, self->serial), gazette_ticket_free);
}

static DexFuture *
loaded_cb (DexFuture *future,
           gpointer   user_data)
{
  GazetteTicket *ticket = user_data;
  g_autoptr(GazetteMotion) self = gazette_ticket_dup_owner (ticket);
  const GValue *value = dex_future_get_value (future, NULL);
  const GazetteFit fit = { .max_width = self != NULL ? self->max_width : 0 };

  if (self == NULL || self->serial != ticket->id)
    return NULL;

  if (value != NULL)
    self->reel = gazette_reel_new (g_value_get_boxed (value), &fit);
  if (self->reel != NULL)
    return gazette_picture_decode_next (self->reel);

  end (self);

  return NULL;
}

static void
start (GazetteMotion *self)
{
  DexFuture *future = gazette_newsroom_load_picture (self->newsroom, self->url);

  self->playing = TRUE;
  spent += self->cost;
  self->delay = 0;
  future = dex_future_finally (future, loaded_cb, gazette_ticket_new (self, self->serial), gazette_ticket_free);
  self->loading = dex_future_finally (future, decoded_cb, gazette_ticket_new (self, self->serial), gazette_ticket_free);
}

static void
update (GazetteMotion *self)
{
  gboolean wants = wants_to_play (self);

  if (wants == self->playing)
    return;

  if (!wants)
    {
      stop (self);
      tell (self);
      return;
    }

  if (self->asked)
    make_room (self);
  else if (spent + self->cost > BUDGET)
    return;
  start (self);
  tell (self);
}

/* When one comes to rest there may be room for another. */
static void
update_all (void)
{
  for (guint i = 0; motions != NULL && i < motions->len; i++)
    update (g_ptr_array_index (motions, i));
}

static void
mapped_cb (GazetteMotion *self)
{
  GtkRoot *root = gtk_widget_get_root (self->widget);

  g_signal_connect_object (root, "notify::suspended", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
unmapped_cb (GazetteMotion *self)
{
  GtkRoot *root = gtk_widget_get_root (self->widget);

  if (root != NULL)
    g_signal_handlers_disconnect_by_func (root, update, self);
  update (self);
  update_all ();
}

static void
gazette_motion_dispose (GObject *object)
{
  GazetteMotion *self = GAZETTE_MOTION (object);

  stop (self);
  g_ptr_array_remove_fast (motions, self);
  g_clear_object (&self->texture);
  g_clear_object (&self->newsroom);

  G_OBJECT_CLASS (gazette_motion_parent_class)->dispose (object);
}

static void
gazette_motion_finalize (GObject *object)
{
  g_free (GAZETTE_MOTION (object)->url);

  G_OBJECT_CLASS (gazette_motion_parent_class)->finalize (object);
}

static void
gazette_motion_class_init (GazetteMotionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gazette_motion_dispose;
  G_OBJECT_CLASS (klass)->finalize = gazette_motion_finalize;

  signals[CHANGED] = g_signal_new ("changed", GAZETTE_TYPE_MOTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
gazette_motion_init (GazetteMotion *self)
{
  if (motions == NULL)
    motions = g_ptr_array_new ();
  g_ptr_array_add (motions, self);
}

/**
 * gazette_motion_new:
 * @widget: who shows it and owns the motion
 * @newsroom: who gets the picture again
 * @url: its address
 * @max_width: how wide it will be drawn at most, in device pixels; 0 for all
 *   that there is of it
 * @decoded: its first frame
 *
 * Returns: (transfer full): a picture at rest, which is not in view
 */
GazetteMotion *
gazette_motion_new (GtkWidget            *widget,
                    GazetteNewsroom      *newsroom,
                    const char           *url,
                    int                   max_width,
                    const GazetteDecoded *decoded)
{
  GazetteMotion *self = g_object_new (GAZETTE_TYPE_MOTION, NULL);
  gsize canvas = (gsize) decoded->width * (gsize) decoded->height;
  gsize drawn = (gsize) gdk_texture_get_width (decoded->texture) * (gsize) gdk_texture_get_height (decoded->texture);

  self->widget = widget;
  self->newsroom = g_object_ref (newsroom);
  self->url = g_strdup (url);
  self->max_width = max_width;
  /* The canvas, what a frame covers and the frame; what is shown, what comes
   * next and what is just made of it. */
  self->cost = 4 * (3 * canvas + 3 * drawn);
  g_signal_connect_object (widget, "map", G_CALLBACK (mapped_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (widget, "unmap", G_CALLBACK (unmapped_cb), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (gtk_widget_get_settings (widget), "notify::gtk-enable-animations", G_CALLBACK (update),
                           self, G_CONNECT_SWAPPED);
  if (gtk_widget_get_mapped (widget))
    mapped_cb (self);

  return self;
}

/**
 * gazette_motion_set_in_view:
 * @self: a motion
 * @in_view: whether some of it can be seen in the window
 */
void
gazette_motion_set_in_view (GazetteMotion *self,
                            gboolean       in_view)
{
  g_return_if_fail (GAZETTE_IS_MOTION (self));

  if (self->in_view == in_view)
    return;

  self->in_view = in_view;
  update (self);
  if (!in_view)
    update_all ();
}

/**
 * gazette_motion_toggle:
 * @self: a motion
 *
 * Starts or stops it, as a person wants. It is begun from its first frame.
 */
void
gazette_motion_toggle (GazetteMotion *self)
{
  g_return_if_fail (GAZETTE_IS_MOTION (self));

  self->stopped = self->playing;
  self->asked = !self->playing;
  self->ended = FALSE;
  update (self);
  if (self->stopped)
    update_all ();
}

/**
 * gazette_motion_is_playing:
 * @self: a motion
 *
 * Returns: whether it moves, or is about to
 */
gboolean
gazette_motion_is_playing (GazetteMotion *self)
{
  g_return_val_if_fail (GAZETTE_IS_MOTION (self), FALSE);

  return self->playing;
}

/**
 * gazette_motion_get_texture:
 * @self: a motion
 *
 * Returns: (transfer none) (nullable): the frame to draw, %NULL before it was
 *   started
 */
GdkTexture *
gazette_motion_get_texture (GazetteMotion *self)
{
  g_return_val_if_fail (GAZETTE_IS_MOTION (self), NULL);

  return self->texture;
}

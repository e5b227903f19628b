/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-error.h"
#include "gazette-picture-frames.h"
#include "gazette-picture-reel.h"

/* A canvas that is larger stands still: each of its frames would take longer to
 * draw than it is shown. */
#define MAX_MOVING (8 * 1000 * 1000)

struct _GazetteReel
{
  GazetteFrames *frames;
  GazetteFit     fit;
  int            width;
  int            height;
  GdkPixbuf     *canvas;

  /* What becomes of the last frame: where it stands, and what it has covered. */
  GazetteAfter   after;
  GdkRectangle   place;
  GdkPixbuf     *covered;

  guint          n_shown;
  guint          n_rounds;
};

/**
 * gazette_reel_new:
 * @bytes: a picture
 * @fit: at which size its frames are needed
 *
 * Decodes nothing yet; any thread may ask.
 *
 * Returns: (transfer full) (nullable): a reel, %NULL for a picture without frames
 */
GazetteReel *
gazette_reel_new (GBytes           *bytes,
                  const GazetteFit *fit)
{
  g_autoptr(GazetteFrames) frames = gazette_frames_new (bytes);
  GazetteReel *self;

  if (frames == NULL)
    return NULL;

  self = g_atomic_rc_box_new0 (GazetteReel);
  gazette_frames_get_canvas (frames, &self->width, &self->height);
  self->frames = g_steal_pointer (&frames);
  self->fit = *fit;

  return self;
}

static void
clear_reel (gpointer data)
{
  GazetteReel *self = data;

  gazette_frames_free (self->frames);
  g_clear_object (&self->canvas);
  g_clear_object (&self->covered);
}

/**
 * gazette_reel_ref:
 * @self: a reel
 *
 * Returns: (transfer full): the same
 */
GazetteReel *
gazette_reel_ref (GazetteReel *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * gazette_reel_unref:
 * @self: (transfer full): a reel
 */
void
gazette_reel_unref (GazetteReel *self)
{
  g_atomic_rc_box_release_full (self, clear_reel);
}

static void
clear_place (GazetteReel        *self,
             const GdkRectangle *place)
{
  g_autoptr(GdkPixbuf) part = NULL;

  if (place->width <= 0 || place->height <= 0)
    return;

  part = gdk_pixbuf_new_subpixbuf (self->canvas, place->x, place->y, place->width, place->height);
  gdk_pixbuf_fill (part, 0);
}

static void
finish_last (GazetteReel *self)
{
  if (self->after == GAZETTE_AFTER_CLEAR)
    clear_place (self, &self->place);
  else if (self->covered != NULL)
    gdk_pixbuf_copy_area (self->covered, 0, 0, self->place.width, self->place.height,
                          self->canvas, self->place.x, self->place.y);
  self->after = GAZETTE_AFTER_KEEP;
  g_clear_object (&self->covered);
}

static gboolean
make_canvas (GazetteReel         *self,
             const GazetteFrame  *frame,
             GError             **error)
{
  if (self->canvas != NULL)
    return TRUE;

  /* There are GIFs without a size of their own. */
  if (self->width == 0 || self->height == 0)
    {
      self->width = frame->width;
      self->height = frame->height;
    }
  if (!gazette_pixels_check_size (self->width, self->height, error))
    return FALSE;

  self->canvas = gdk_pixbuf_new (GDK_COLORSPACE_RGB, TRUE, 8, self->width, self->height);
  if (self->canvas != NULL)
    gdk_pixbuf_fill (self->canvas, 0);
  else
    g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_TOO_LARGE, _("The picture is too large to be shown."));

  return self->canvas != NULL;
}

static void
draw (GazetteReel        *self,
      const GazetteFrame *frame,
      GdkPixbuf          *pixels)
{
  const GdkRectangle canvas = { 0, 0, self->width, self->height };
  GdkRectangle place = { frame->x, frame->y, gdk_pixbuf_get_width (pixels), gdk_pixbuf_get_height (pixels) };

  /* What is left of it when it is cut at the edges of the canvas. */
  if (!gdk_rectangle_intersect (&place, &canvas, &self->place))
    return;

  place = self->place;
  self->after = frame->after;
  if (frame->after == GAZETTE_AFTER_RESTORE)
    {
      g_autoptr(GdkPixbuf) part = gdk_pixbuf_new_subpixbuf (self->canvas, place.x, place.y, place.width, place.height);

      self->covered = gdk_pixbuf_copy (part);
    }
  if (frame->replaces)
    gdk_pixbuf_copy_area (pixels, 0, 0, place.width, place.height, self->canvas, place.x, place.y);
  else
    gdk_pixbuf_composite (pixels, self->canvas, place.x, place.y, place.width, place.height,
                          frame->x, frame->y, 1, 1, GDK_INTERP_NEAREST, 255);
}

static GdkTexture *
show_next (GazetteReel  *self,
           int          *delay,
           GError      **error)
{
  g_auto(GazetteFrame) frame = { 0 };
  g_autoptr(GdkPixbuf) pixels = NULL;
  g_autoptr(GdkPixbuf) fitting = NULL;
  GazetteFit whole = { 0 };

  if (!gazette_frames_next (self->frames, &frame))
    {
      g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_A_PICTURE,
                           _("The picture is damaged, or of a kind that cannot be shown here."));
      return NULL;
    }
  if (!make_canvas (self, &frame, error))
    return NULL;

  pixels = gazette_pixels_load (frame.still, &whole, error);
  if (pixels == NULL)
    return NULL;

  finish_last (self);
  draw (self, &frame, pixels);
  fitting = gazette_pixels_fit (self->canvas, &self->fit);
  if (fitting == NULL)
    {
      g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_TOO_LARGE, _("The picture is too large to be shown."));
      return NULL;
    }
  self->n_shown++;
  *delay = frame.delay;

  return gazette_pixels_make_texture (fitting);
}

/* Whether it begins again after its last frame. */
static gboolean
begin_again (GazetteReel *self)
{
  guint plays = gazette_frames_get_plays (self->frames);

  self->n_rounds++;
  if (self->n_shown < 2 || (plays > 0 && self->n_rounds >= plays))
    return FALSE;

  gazette_frames_rewind (self->frames);
  self->n_shown = 0;
  self->after = GAZETTE_AFTER_KEEP;
  g_clear_object (&self->covered);
  gdk_pixbuf_fill (self->canvas, 0);

  return TRUE;
}

/**
 * gazette_reel_next:
 * @self: a reel
 * @delay: (out): how long to show the frame, in milliseconds
 * @error: return location for what is wrong with its first frame, as from
 *   gazette_pixels_load()
 *
 * Decodes the next frame. A frame that cannot be read is where it ends.
 *
 * Returns: (transfer full) (nullable): what to show; %NULL without @error when
 *   the last one stays
 */
GdkTexture *
gazette_reel_next (GazetteReel  *self,
                   int          *delay,
                   GError      **error)
{
  GdkTexture *texture;

  *delay = 0;
  texture = show_next (self, delay, self->n_shown == 0 ? error : NULL);
  if (texture == NULL && self->n_shown > 0 && begin_again (self))
    texture = show_next (self, delay, NULL);

  return texture;
}

/**
 * gazette_reel_get_canvas:
 * @self: a reel of which a frame was shown
 * @width: (out): in pixels
 * @height: (out): in pixels
 *
 * Tells how large the picture is by itself.
 */
void
gazette_reel_get_canvas (GazetteReel *self,
                         int         *width,
                         int         *height)
{
  *width = self->width;
  *height = self->height;
}

/**
 * gazette_reel_moves:
 * @self: a reel of which a frame was shown
 *
 * Returns: whether another frame follows, and none is too large for that
 */
gboolean
gazette_reel_moves (GazetteReel *self)
{
  return (gint64) self->width * self->height <= MAX_MOVING && gazette_frames_has_next (self->frames);
}

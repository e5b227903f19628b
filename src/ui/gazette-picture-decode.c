/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-picture-decode.h"
#include "gazette-picture-reel.h"
#include "gazette-worker.h"

/* So that two pictures at most are in memory as a whole, besides one of a row. */
#define N_THREADS 2

G_DEFINE_BOXED_TYPE (GazetteDecoded, gazette_decoded, gazette_decoded_ref, gazette_decoded_unref)

typedef struct
{
  GBytes    *bytes;
  GazetteFit fit;
} Work;

static void
clear_decoded (gpointer data)
{
  g_clear_object (&((GazetteDecoded *) data)->texture);
}

/**
 * gazette_decoded_ref:
 * @self: a decoded picture
 *
 * Returns: (transfer full): the same
 */
GazetteDecoded *
gazette_decoded_ref (GazetteDecoded *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * gazette_decoded_unref:
 * @self: (transfer full): a decoded picture
 */
void
gazette_decoded_unref (GazetteDecoded *self)
{
  g_atomic_rc_box_release_full (self, clear_decoded);
}

static void
work_free (gpointer data)
{
  Work *work = data;

  g_bytes_unref (work->bytes);
  g_free (work);
}

static GazetteDecoded *
decode_first (GazetteReel  *reel,
              GError      **error)
{
  int delay;
  GdkTexture *texture = gazette_reel_next (reel, &delay, error);
  GazetteDecoded *decoded;

  if (texture == NULL)
    return NULL;

  decoded = g_atomic_rc_box_new0 (GazetteDecoded);
  decoded->texture = texture;
  decoded->moves = gazette_reel_moves (reel);
  gazette_reel_get_canvas (reel, &decoded->width, &decoded->height);

  return decoded;
}

/* What may move is never given to the system's decoder as a whole: some of those
 * decode all frames and keep them. */
static GazetteDecoded *
decode (Work    *work,
        GError **error)
{
  g_autoptr(GazetteReel) reel = gazette_reel_new (work->bytes, &work->fit);
  g_autoptr(GdkPixbuf) pixbuf = NULL;
  GazetteDecoded *decoded;

  if (reel != NULL)
    return decode_first (reel, error);

  pixbuf = gazette_pixels_load (work->bytes, &work->fit, error);
  if (pixbuf == NULL)
    return NULL;

  decoded = g_atomic_rc_box_new0 (GazetteDecoded);
  decoded->texture = gazette_pixels_make_texture (pixbuf);
  decoded->width = work->fit.width;
  decoded->height = work->fit.height;

  return decoded;
}

static gboolean
decode_on_thread (gpointer   data,
                  GValue    *result,
                  GError   **error)
{
  GazetteDecoded *decoded = decode (data, error);

  if (decoded == NULL)
    return FALSE;

  g_value_init (result, GAZETTE_TYPE_DECODED);
  g_value_take_boxed (result, decoded);

  return TRUE;
}

static DexFuture *
run (GazetteWorker *worker,
     GBytes        *bytes,
     int            max_width,
     int            square)
{
  Work *work = g_new0 (Work, 1);

  work->bytes = g_bytes_ref (bytes);
  work->fit.max_width = max_width;
  work->fit.square = square;

  return gazette_worker_run (worker, decode_on_thread, work, work_free);
}

/**
 * gazette_picture_decode:
 * @bytes: a picture in any format that the system reads
 * @max_width: how wide it will be drawn at most, in device pixels; 0 for all
 *   that there is of it
 *
 * Decodes a picture on a thread, no larger than it is needed. Of one that moves
 * it takes the first frame.
 *
 * Rejected with %GAZETTE_ERROR_NOT_A_PICTURE and %GAZETTE_ERROR_TOO_LARGE.
 *
 * Returns: (transfer full): a future for the #GazetteDecoded
 */
DexFuture *
gazette_picture_decode (GBytes *bytes,
                        int     max_width)
{
  static GazetteWorker *worker;

  if (worker == NULL)
    worker = gazette_worker_new ("pictures", N_THREADS);

  return run (worker, bytes, max_width, 0);
}

/**
 * gazette_picture_decode_square:
 * @bytes: a picture in any format that the system reads
 * @side: width and height in device pixels
 *
 * Decodes a picture small, and cuts the middle out of it, on a thread of its own:
 * a list that is scrolled through asks for hundreds of them, and the picture of
 * an article that is opened meanwhile does not wait behind them.
 *
 * Rejected as gazette_picture_decode() is.
 *
 * Returns: (transfer full): a future for the #GazetteDecoded
 */
DexFuture *
gazette_picture_decode_square (GBytes *bytes,
                               int     side)
{
  static GazetteWorker *worker;

  if (worker == NULL)
    worker = gazette_worker_new ("thumbnails", 1);

  return run (worker, bytes, 0, MAX (1, side));
}

/* So that a picture that takes long to decode leaves the thread to others half
 * of the time. */
static gboolean
decode_next_on_thread (gpointer   data,
                       GValue    *result,
                       GError   **error)
{
  gint64 begin = g_get_monotonic_time ();
  g_autoptr(GError) reason = NULL;
  int delay;
  GdkTexture *texture = gazette_reel_next (data, &delay, &reason);
  GazetteDecoded *decoded;

  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }

  decoded = g_atomic_rc_box_new0 (GazetteDecoded);
  decoded->texture = texture;
  decoded->delay = MAX (delay, (int) (2 * (g_get_monotonic_time () - begin) / 1000));
  g_value_init (result, GAZETTE_TYPE_DECODED);
  g_value_take_boxed (result, decoded);

  return TRUE;
}

static void
reel_unref (gpointer data)
{
  gazette_reel_unref (data);
}

/**
 * gazette_picture_decode_next:
 * @reel: a reel, of which no other frame is asked for meanwhile
 *
 * Decodes the next frame. All pictures that move share one thread.
 *
 * Rejected as gazette_picture_decode() is.
 *
 * Returns: (transfer full): a future for the #GazetteDecoded
 */
DexFuture *
gazette_picture_decode_next (GazetteReel *reel)
{
  static GazetteWorker *worker;

  if (worker == NULL)
    worker = gazette_worker_new ("frames", 1);

  return gazette_worker_run (worker, decode_next_on_thread, gazette_reel_ref (reel), reel_unref);
}

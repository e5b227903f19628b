/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GazetteAfter:
 * @GAZETTE_AFTER_KEEP: the frame stays
 * @GAZETTE_AFTER_CLEAR: its place becomes transparent
 * @GAZETTE_AFTER_RESTORE: what was there before comes back
 *
 * What becomes of a frame before the next one is drawn.
 */
typedef enum
{
  GAZETTE_AFTER_KEEP,
  GAZETTE_AFTER_CLEAR,
  GAZETTE_AFTER_RESTORE,
} GazetteAfter;

/**
 * GazetteFrame:
 * @still: the frame as a picture file of its own
 * @x: where it stands on the canvas
 * @y: where it stands on the canvas
 * @width: in pixels
 * @height: in pixels
 * @delay: how long it is shown, in milliseconds
 * @replaces: whether it takes the place of what is there instead of being drawn
 *   over it
 * @after: what becomes of it
 *
 * One frame of a picture that moves.
 */
typedef struct
{
  GBytes      *still;
  int          x;
  int          y;
  int          width;
  int          height;
  int          delay;
  gboolean     replaces;
  GazetteAfter after;
} GazetteFrame;

/**
 * GazetteFrames:
 *
 * Takes a GIF, an animated WebP or an animated PNG apart into its frames, each
 * of which is a picture that any decoder of still pictures reads. Nothing is
 * decoded, and nothing but the place in the file is kept. For one thread at a
 * time.
 */
typedef struct _GazetteFrames GazetteFrames;

GazetteFrames *gazette_frames_new        (GBytes        *bytes);
void           gazette_frames_free       (GazetteFrames *self);
void           gazette_frames_get_canvas (GazetteFrames *self,
                                          int           *width,
                                          int           *height);
guint          gazette_frames_get_plays  (GazetteFrames *self);
gboolean       gazette_frames_next       (GazetteFrames *self,
                                          GazetteFrame  *frame);
gboolean       gazette_frames_has_next   (GazetteFrames *self);
void           gazette_frames_rewind     (GazetteFrames *self);
void           gazette_frame_clear       (GazetteFrame  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteFrames, gazette_frames_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GazetteFrame, gazette_frame_clear)

G_END_DECLS

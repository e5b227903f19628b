/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>

#include "gazette-picture-reel.h"

G_BEGIN_DECLS

/**
 * GazetteDecoded:
 * @texture: (nullable): what to draw, no larger than was asked for; of a reel %NULL
 *   when its last frame stays
 * @width: how wide the picture is by itself, in pixels
 * @height: how high
 * @moves: whether this is only the first of its frames
 * @delay: of a reel, how long to show the frame, in milliseconds
 *
 * A picture that was decoded: a value.
 */
typedef struct
{
  GdkTexture *texture;
  int         width;
  int         height;
  gboolean    moves;
  int         delay;
} GazetteDecoded;

#define GAZETTE_TYPE_DECODED (gazette_decoded_get_type ())

GType           gazette_decoded_get_type      (void) G_GNUC_CONST;
GazetteDecoded *gazette_decoded_ref           (GazetteDecoded *self);
void            gazette_decoded_unref         (GazetteDecoded *self);

DexFuture      *gazette_picture_decode        (GBytes         *bytes,
                                               int             max_width);
DexFuture      *gazette_picture_decode_square (GBytes         *bytes,
                                               int             side);
DexFuture      *gazette_picture_decode_next   (GazetteReel    *reel);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteDecoded, gazette_decoded_unref)

G_END_DECLS

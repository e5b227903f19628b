/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gdk/gdk.h>
#include <libdex.h>

G_BEGIN_DECLS

/**
 * GazetteDecoded:
 * @texture: what to draw, no larger than was asked for
 * @width: how wide the picture is by itself, in pixels
 * @height: how high
 *
 * A picture that was decoded: a value.
 */
typedef struct
{
  GdkTexture *texture;
  int         width;
  int         height;
} GazetteDecoded;

#define GAZETTE_TYPE_DECODED (gazette_decoded_get_type ())

GType           gazette_decoded_get_type (void) G_GNUC_CONST;
GazetteDecoded *gazette_decoded_ref      (GazetteDecoded *self);
void            gazette_decoded_unref    (GazetteDecoded *self);

DexFuture      *gazette_picture_decode   (GBytes         *bytes,
                                          int             max_width);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteDecoded, gazette_decoded_unref)

G_END_DECLS

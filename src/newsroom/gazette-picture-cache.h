/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/**
 * GazettePictureCache:
 *
 * Pictures that were shown, as files in one folder, the oldest of which go when
 * they are too many bytes. It may be lost at any time. Used from the main
 * thread; files are touched on a thread of its own.
 */
#define GAZETTE_TYPE_PICTURE_CACHE (gazette_picture_cache_get_type ())
G_DECLARE_FINAL_TYPE (GazettePictureCache, gazette_picture_cache, GAZETTE, PICTURE_CACHE, GObject)

GazettePictureCache *gazette_picture_cache_new    (const char          *folder,
                                                   guint64              max_size);
DexFuture           *gazette_picture_cache_load   (GazettePictureCache *self,
                                                   const char          *url);
DexFuture           *gazette_picture_cache_store  (GazettePictureCache *self,
                                                   const char          *url,
                                                   GBytes              *bytes);
DexFuture           *gazette_picture_cache_forget (GazettePictureCache *self,
                                                   const char          *url);
DexFuture           *gazette_picture_cache_prune  (GazettePictureCache *self);
DexFuture           *gazette_picture_cache_measure (GazettePictureCache *self);
DexFuture           *gazette_picture_cache_clear  (GazettePictureCache *self);

G_END_DECLS

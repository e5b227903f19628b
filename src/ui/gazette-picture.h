/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gazette-newsroom.h"
#include "gazette-picture-motion.h"

G_BEGIN_DECLS

/**
 * GazettePictureState:
 * @GAZETTE_PICTURE_WAITING: not asked for, or let go
 * @GAZETTE_PICTURE_LOADING: on its way
 * @GAZETTE_PICTURE_SHOWN: there
 * @GAZETTE_PICTURE_FAILED: could not be had; it says why
 */
typedef enum
{
  GAZETTE_PICTURE_WAITING,
  GAZETTE_PICTURE_LOADING,
  GAZETTE_PICTURE_SHOWN,
  GAZETTE_PICTURE_FAILED,
} GazettePictureState;

/**
 * GazettePicture:
 *
 * A picture in an article: never larger than it is by itself, and of the same
 * height before it is there as after, where that can be known.
 *
 * Property, read-only: state.
 *
 * GazettePicture::enlarge: a person wants to see it as large as it is.
 *
 * Actions: picture.enlarge, picture.open-link, picture.save, picture.copy,
 * picture.copy-address, picture.play, picture.try-again. Activates page.open-link (s).
 */
#define GAZETTE_TYPE_PICTURE (gazette_picture_get_type ())
G_DECLARE_FINAL_TYPE (GazettePicture, gazette_picture, GAZETTE, PICTURE, GtkWidget)

GtkWidget           *gazette_picture_new         (const char      *url,
                                                  const char      *alt,
                                                  int              width,
                                                  int              height);
void                 gazette_picture_describe    (GazettePicture  *self,
                                                  const char      *alt,
                                                  int              width,
                                                  int              height);
void                 gazette_picture_set_href    (GazettePicture  *self,
                                                  const char      *href);
void                 gazette_picture_set_caption (GazettePicture  *self,
                                                  const char      *caption);
void                 gazette_picture_set_saved   (GazettePicture  *self,
                                                  gint64           saved_id);
DexFuture           *gazette_picture_ask         (GazettePicture  *self,
                                                  GazetteNewsroom *newsroom);
void                 gazette_picture_load        (GazettePicture  *self,
                                                  GazetteNewsroom *newsroom,
                                                  int              room,
                                                  int              scale);
gboolean             gazette_picture_fits        (GazettePicture  *self,
                                                  int              room,
                                                  int              scale);
void                 gazette_picture_fit         (GazettePicture  *self,
                                                  int              room,
                                                  int              scale);
void                 gazette_picture_unload      (GazettePicture  *self);
GazettePictureState  gazette_picture_get_state   (GazettePicture  *self);
const char          *gazette_picture_get_reason  (GazettePicture  *self);
void                 gazette_picture_set_in_view (GazettePicture  *self,
                                                  gboolean         in_view);
GazetteMotion       *gazette_picture_get_motion  (GazettePicture  *self);
GdkTexture          *gazette_picture_get_texture (GazettePicture  *self);
gsize                gazette_picture_get_cost    (GazettePicture  *self);
const char          *gazette_picture_get_url     (GazettePicture  *self);
const char          *gazette_picture_get_alt     (GazettePicture  *self);
const char          *gazette_picture_get_caption (GazettePicture  *self);
const char          *gazette_picture_get_href    (GazettePicture  *self);
gboolean             gazette_picture_enlarges    (GazettePicture  *self);
void                 gazette_picture_get_size    (GazettePicture  *self,
                                                  int             *width,
                                                  int             *height);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-newsroom.h"
#include "gazette-page-view.h"
#include "gazette-picture.h"

G_BEGIN_DECLS

/**
 * GazettePagePictures:
 *
 * The pictures of the page in a view: gets those near to what is on the
 * screen, and lets go of those far away, or of which there are too many.
 *
 * GazettePagePictures::enlarge: (picture: GazettePicture) one of them is to be
 *   seen as large as it is.
 */
#define GAZETTE_TYPE_PAGE_PICTURES (gazette_page_pictures_get_type ())
G_DECLARE_FINAL_TYPE (GazettePagePictures, gazette_page_pictures, GAZETTE, PAGE_PICTURES, GObject)

GazettePagePictures *gazette_page_pictures_new     (GazettePageView     *view);
void                 gazette_page_pictures_reset   (GazettePagePictures *self,
                                                    GazetteNewsroom     *newsroom);
void                 gazette_page_pictures_set_saved
                                                   (GazettePagePictures *self,
                                                    gint64               saved_id);
void                 gazette_page_pictures_load    (GazettePagePictures *self,
                                                    GazettePicture      *picture,
                                                    GazetteNewsroom     *newsroom);
void                 gazette_page_pictures_add     (GazettePagePictures *self,
                                                    const GazettePiece  *piece,
                                                    GazettePicture      *lead);
void                 gazette_page_pictures_update  (GazettePagePictures *self);
GPtrArray           *gazette_page_pictures_dup_all (GazettePagePictures *self);
gboolean             gazette_page_pictures_reveal  (GazettePagePictures *self,
                                                    GazettePicture      *picture);

G_END_DECLS

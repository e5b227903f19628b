/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-picture-motion.h"
#include "gazette-picture.h"

G_BEGIN_DECLS

struct _GazettePicture
{
  GtkWidget            parent_instance;

  char                *url;
  char                *alt;
  char                *caption;
  char                *href;
  int                  claimed_width;
  int                  width;
  int                  height;

  /* The article that it is of, if that is saved; else 0. */
  gint64               saved_id;

  GazettePictureState  state;
  GazetteNewsroom     *newsroom;
  GdkTexture          *texture;
  GtkWidget           *failure;
  char                *reason;
  DexFuture           *loading;
  gint64               serial;
  int                  max_width;

  gboolean             in_view;
  GazetteMotion       *motion;
  GtkWidget           *mark;
};

void       gazette_picture_begin           (GazettePicture *self);
void       gazette_picture_install_drawing (GtkWidgetClass *klass);
void       gazette_picture_get_drawn_size  (GazettePicture *self,
                                            int             room,
                                            int            *width,
                                            int            *height);
void       gazette_picture_install_actions (GtkWidgetClass *klass);
void       gazette_picture_add_gestures    (GazettePicture *self);
void       gazette_picture_update_actions  (GazettePicture *self);
GtkWidget *gazette_picture_failure_new     (const char     *alt,
                                            const char     *reason,
                                            gboolean        may_pass);

G_END_DECLS

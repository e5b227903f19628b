/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-files.h"
#include "gazette-newsroom.h"

G_BEGIN_DECLS

DexFuture *gazette_newsroom_keep_file         (GazetteNewsroom         *self,
                                               gint64                   article_id,
                                               const GazetteAttachment *attachment);
void       gazette_newsroom_stop_file         (GazetteNewsroom         *self,
                                               gint64                   article_id,
                                               const char              *url);
gboolean   gazette_newsroom_get_file_progress (GazetteNewsroom         *self,
                                               gint64                   article_id,
                                               const char              *url,
                                               gint64                  *n_received,
                                               gint64                  *n_all);
DexFuture *gazette_newsroom_hide_file         (GazetteNewsroom         *self,
                                               gint64                   article_id,
                                               const char              *url,
                                               gboolean                 is_hidden);
DexFuture *gazette_newsroom_forget_file       (GazetteNewsroom         *self,
                                               gint64                   article_id,
                                               const char              *url);
DexFuture *gazette_newsroom_measure_file      (GazetteNewsroom         *self,
                                               const char              *url);
DexFuture *gazette_newsroom_open_file         (GazetteNewsroom         *self,
                                               gint64                   article_id,
                                               const char              *url,
                                               const char              *name);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-file-keep.h"
#include "gazette-newsroom-private.h"

G_BEGIN_DECLS

/* As they are: a packed film is no smaller, and its length is not known. */
#define GAZETTE_FILE_HEADERS ((const char *const[]) { "Accept-Encoding", "identity", NULL })

/* One file on its way. Main thread only. */
typedef struct
{
  GazetteNewsroom   *newsroom;
  gint64             article_id;
  GazetteAttachment *attachment;
  char              *key;
  DexPromise        *stop;
  DexFuture         *task;
  /* Nobody wants it any more. */
  gboolean           is_forgotten;

  /* What it is written to, how much was there at first, and what the rest of it can be
   * asked for with. */
  char              *path;
  gint64             n_there;
  char              *validator;

  gint64             n_received;
  gint64             n_all;
  gint64             told;
} GazetteFileKeep;

void     gazette_file_keep_unref    (gpointer          keep);
void     gazette_file_keep_tell     (GazetteFileKeep  *keep);

gboolean gazette_file_keep_download (GazetteFileKeep  *keep,
                                     GError          **error);
void     gazette_file_keep_leave    (GazetteFileKeep  *keep,
                                     const GError     *reason);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-library.h"

G_BEGIN_DECLS

/**
 * GAZETTE_FILE_LINKS:
 *
 * The folder, below that of the files, for names by which programs open them: one for
 * each file, called by its hash. What is in it may go at any time.
 */
#define GAZETTE_FILE_LINKS "open"

/**
 * GazetteFileState:
 * @GAZETTE_FILE_WANTED: asked for, and not there yet
 * @GAZETTE_FILE_KEPT: on the disk
 * @GAZETTE_FILE_FAILED: could not be had
 *
 * The values are kept in libraries.
 */
typedef enum
{
  GAZETTE_FILE_WANTED = 0,
  GAZETTE_FILE_KEPT = 1,
  GAZETTE_FILE_FAILED = 2,
} GazetteFileState;

/**
 * GazetteKeptFile:
 * @article_id: the article that it comes with
 * @url: where it comes from
 * @title: (nullable): plain text
 * @type: (nullable): media type
 * @state: whether it is there
 * @size: bytes, -1 while that is not known
 * @note: (nullable): why it could not be had, in plain words
 * @draft: (nullable): where that is which came of it before it broke off; it may be gone
 * @validator: (nullable): what the rest of it is to be asked for with
 *
 * A file of an article, such as the sound of a podcast, of which a person wants a
 * copy: a value.
 */
typedef struct
{
  gint64            article_id;
  char             *url;
  char             *title;
  char             *type;
  GazetteFileState  state;
  gint64            size;
  char             *note;
  char             *draft;
  char             *validator;
} GazetteKeptFile;

DexFuture *gazette_library_want_file    (GazetteLibrary          *self,
                                         gint64                   article_id,
                                         const GazetteAttachment *attachment);
DexFuture *gazette_library_keep_file    (GazetteLibrary          *self,
                                         gint64                   article_id,
                                         const char              *url,
                                         const char              *path);
DexFuture *gazette_library_fail_file    (GazetteLibrary          *self,
                                         gint64                   article_id,
                                         const char              *url,
                                         const char              *note);
DexFuture *gazette_library_hide_file    (GazetteLibrary          *self,
                                         gint64                   article_id,
                                         const char              *url,
                                         gboolean                 is_hidden);
DexFuture *gazette_library_forget_file  (GazetteLibrary          *self,
                                         gint64                   article_id,
                                         const char              *url);
DexFuture *gazette_library_list_files   (GazetteLibrary          *self,
                                         gint64                   article_id);
DexFuture *gazette_library_find_file    (GazetteLibrary          *self,
                                         gint64                   article_id,
                                         const char              *url);
DexFuture *gazette_library_begin_file   (GazetteLibrary          *self);
DexFuture *gazette_library_note_draft   (GazetteLibrary          *self,
                                         gint64                   article_id,
                                         const char              *url,
                                         const char              *path,
                                         const char              *validator);
DexFuture *gazette_library_restore_file (GazetteLibrary          *self,
                                         const char              *hash,
                                         const char              *path);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-clipping.h"
#include "gazette-library.h"

G_BEGIN_DECLS

/**
 * GAZETTE_CLIPPINGS_URL:
 *
 * The address of the source that pages are saved to; it is never asked.
 */
#define GAZETTE_CLIPPINGS_URL "gazette:pages"

/**
 * GazetteClippingState:
 * @GAZETTE_CLIPPING_WAITING: it is yet to be fetched
 * @GAZETTE_CLIPPING_DONE: it is there
 * @GAZETTE_CLIPPING_FAILED: it could not be had, and is not tried again unasked
 *
 * How far a page is that a person wants to keep. The values are kept in libraries.
 */
typedef enum
{
  GAZETTE_CLIPPING_WAITING = 0,
  GAZETTE_CLIPPING_DONE = 1,
  GAZETTE_CLIPPING_FAILED = 2,
} GazetteClippingState;

/**
 * GazetteClipped:
 * @article_id: the article of the first of them
 * @import_id: the import, 0 where it was none
 * @n_new: how many were not there before
 * @n_known: how many were
 *
 * What came of adding clippings: a value.
 */
typedef struct
{
  gint64 article_id;
  gint64 import_id;
  guint  n_new;
  guint  n_known;
} GazetteClipped;

/**
 * GazetteClippingWork:
 * @article_id: an article
 * @state: how far it is
 * @n_tries: how often it failed in a row
 *
 * What is to be done for an article: a value.
 */
typedef struct
{
  gint64               article_id;
  GazetteClippingState state;
  guint                n_tries;
} GazetteClippingWork;

/**
 * GazetteClippingsDue:
 * @ids: (element-type gint64): articles that may be fetched, one for each host
 * @next: when others may be, seconds since 1970 UTC, 0 for never
 *
 * What is to be fetched: a value.
 */
typedef struct
{
  GArray *ids;
  gint64  next;
} GazetteClippingsDue;

/**
 * GazetteImportState:
 * @id: row of the import
 * @name: what its file was called
 * @n_all: how many pages were new in it
 * @n_done: how many of them are there
 * @n_failed: how many could not be had
 * @is_stopped: whether a person has stopped it
 *
 * How far an import is: a value.
 */
typedef struct
{
  gint64   id;
  char    *name;
  guint    n_all;
  guint    n_done;
  guint    n_failed;
  gboolean is_stopped;
} GazetteImportState;

/**
 * GazetteClippingFailure:
 * @article_id: an article
 * @title: plain text
 * @url: its address
 * @reason: why it could not be had, in plain words
 *
 * A page of an import that could not be had: a value.
 */
typedef struct
{
  gint64 article_id;
  char  *title;
  char  *url;
  char  *reason;
} GazetteClippingFailure;

#define GAZETTE_TYPE_CLIPPED        (gazette_clipped_get_type ())
#define GAZETTE_TYPE_CLIPPING_WORK  (gazette_clipping_work_get_type ())
#define GAZETTE_TYPE_CLIPPINGS_DUE  (gazette_clippings_due_get_type ())
#define GAZETTE_TYPE_IMPORT_STATE   (gazette_import_state_get_type ())

GType                gazette_clipped_get_type       (void) G_GNUC_CONST;
GType                gazette_clipping_work_get_type (void) G_GNUC_CONST;
GType                gazette_clippings_due_get_type (void) G_GNUC_CONST;
GazetteClippingsDue *gazette_clippings_due_ref      (GazetteClippingsDue *self);
void                 gazette_clippings_due_unref    (GazetteClippingsDue *self);
GType                gazette_import_state_get_type  (void) G_GNUC_CONST;
GazetteImportState  *gazette_import_state_ref       (GazetteImportState  *self);
void                 gazette_import_state_unref     (GazetteImportState  *self);

DexFuture *gazette_library_add_clippings      (GazetteLibrary       *self,
                                               GPtrArray            *clippings,
                                               const char           *import_name);
DexFuture *gazette_library_count_clippings    (GazetteLibrary       *self,
                                               GPtrArray            *clippings);
DexFuture *gazette_library_load_clipping      (GazetteLibrary       *self,
                                               gint64                article_id);
DexFuture *gazette_library_store_clipping     (GazetteLibrary       *self,
                                               gint64                article_id,
                                               GazetteArticle       *article);
DexFuture *gazette_library_note_clipping      (GazetteLibrary       *self,
                                               gint64                article_id,
                                               GazetteClippingState  state,
                                               gint64                not_before,
                                               const char           *reason);
DexFuture *gazette_library_forget_clipping    (GazetteLibrary       *self,
                                               gint64                article_id);
DexFuture *gazette_library_list_due_clippings (GazetteLibrary       *self,
                                               guint                 n);
DexFuture *gazette_library_load_import        (GazetteLibrary       *self);
DexFuture *gazette_library_stop_import        (GazetteLibrary       *self,
                                               gint64                import_id,
                                               gboolean              is_stopped);
DexFuture *gazette_library_retry_import       (GazetteLibrary       *self,
                                               gint64                import_id);
DexFuture *gazette_library_list_import_failures (GazetteLibrary     *self,
                                               gint64                import_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteClippingsDue, gazette_clippings_due_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteImportState, gazette_import_state_unref)

G_END_DECLS

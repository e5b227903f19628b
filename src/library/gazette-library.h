/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>

#include "gazette-archive.h"
#include "gazette-edition.h"
#include "gazette-source.h"

G_BEGIN_DECLS

/**
 * GazetteSavedState:
 * @GAZETTE_SAVED_NONE: not saved
 * @GAZETTE_SAVED_SAVING: asked for; its pictures are still being fetched
 * @GAZETTE_SAVED_COMPLETE: text and every picture are on disk
 * @GAZETTE_SAVED_INCOMPLETE: text is on disk, a picture could not be had
 */
typedef enum
{
  GAZETTE_SAVED_NONE = 0,
  GAZETTE_SAVED_SAVING = 1,
  GAZETTE_SAVED_COMPLETE = 2,
  GAZETTE_SAVED_INCOMPLETE = 3,
} GazetteSavedState;

/**
 * GazettePosition:
 * @block: a block of an article's document, from 0
 * @character: a character of that block's text, from 0
 *
 * A place in the text of an article, whatever it is shown in. Its beginning is
 * all zeros.
 */
typedef struct
{
  guint block;
  guint character;
} GazettePosition;

/**
 * GazetteStored:
 * @id: row of the article in the library
 * @source_id: row of its source
 * @source_title: plain text
 * @source_url: where the source's articles come from
 * @article: the article, body included
 * @first_seen: seconds since 1970 UTC
 * @read: whether it was read
 * @saved: whether it is kept for offline
 * @saved_note: (nullable): why it is not complete, in plain words
 * @full_html: (nullable): its full text as HTML with absolute addresses, where
 *   that was fetched from its own address
 * @full_text: when the full text of articles of its source is fetched
 * @position: how far it was read
 *
 * An article as the library has it: a value.
 */
typedef struct
{
  gint64            id;
  gint64            source_id;
  char             *source_title;
  char             *source_url;
  GazetteArticle   *article;
  gint64            first_seen;
  gboolean          read;
  GazetteSavedState saved;
  char             *saved_note;
  char             *full_html;
  GazetteFullText   full_text;
  GazettePosition   position;
} GazetteStored;

#define GAZETTE_TYPE_STORED (gazette_stored_get_type ())

GType          gazette_stored_get_type (void) G_GNUC_CONST;
GazetteStored *gazette_stored_ref      (GazetteStored *self);
void           gazette_stored_unref    (GazetteStored *self);

/**
 * GazetteCounts:
 *
 * How many articles each fixed view holds.
 */
typedef struct
{
  guint n_articles;
  guint n_unread;
  guint n_saved;
} GazetteCounts;

#define GAZETTE_TYPE_COUNTS (gazette_counts_get_type ())
GType gazette_counts_get_type (void) G_GNUC_CONST;

/**
 * GazetteLibrary:
 *
 * What is kept: sources, articles and the pictures of saved ones, in one
 * folder. Every call returns at once and works on the library's own threads:
 * one that writes, in the order asked, and some that read beside it. Use it
 * from the main thread; signals are emitted there.
 *
 * GazetteLibrary::sources-changed: () the list of sources, a field of one, or
 *   a count has changed. Not for validators and moments (etag, last_modified,
 *   fetched, not_before), which change with each fetch.
 * GazetteLibrary::articles-changed: (source_id: gint64) articles came or went;
 *   0 when it may be any source.
 * GazetteLibrary::archive-changed: (source_id: gint64) how far a source was read
 *   back has changed.
 * GazetteLibrary::search-changed: () the index of words has changed: a search may
 *   find something else.
 * GazetteLibrary::searches-changed: () the list of saved searches has changed.
 * GazetteLibrary::article-changed: (article_id: gint64) the read or saved
 *   state, or the text, of one article has changed.
 * GazetteLibrary::damaged: () a check has found that the file is not what was
 *   written: it is repaired when the library is opened again.
 */
#define GAZETTE_TYPE_LIBRARY (gazette_library_get_type ())
G_DECLARE_FINAL_TYPE (GazetteLibrary, gazette_library, GAZETTE, LIBRARY, GObject)

DexFuture *gazette_library_open            (const char        *folder);
DexFuture *gazette_library_close           (GazetteLibrary    *self);
const char *gazette_library_get_note       (GazetteLibrary    *self);
DexFuture *gazette_library_check           (GazetteLibrary    *self);

DexFuture *gazette_library_list_sources    (GazetteLibrary    *self);
DexFuture *gazette_library_load_source     (GazetteLibrary    *self,
                                            gint64             source_id);
DexFuture *gazette_library_load_counts     (GazetteLibrary    *self);
DexFuture *gazette_library_add_source      (GazetteLibrary    *self,
                                            GazetteSource     *source,
                                            GazetteEdition    *edition);
DexFuture *gazette_library_store_edition   (GazetteLibrary    *self,
                                            GazetteSource     *source,
                                            GazetteEdition    *edition);
DexFuture *gazette_library_update_source   (GazetteLibrary    *self,
                                            GazetteSource     *source);
DexFuture *gazette_library_rename_source   (GazetteLibrary    *self,
                                            gint64             source_id,
                                            const char        *name);
DexFuture *gazette_library_set_full_text   (GazetteLibrary    *self,
                                            gint64             source_id,
                                            GazetteFullText    full_text);
DexFuture *gazette_library_remove_source   (GazetteLibrary    *self,
                                            gint64             source_id);
DexFuture *gazette_library_restore_source  (GazetteLibrary    *self,
                                            gint64             source_id);
DexFuture *gazette_library_purge_removed   (GazetteLibrary    *self);

DexFuture *gazette_library_load_archive    (GazetteLibrary    *self,
                                            gint64             source_id);
DexFuture *gazette_library_store_older     (GazetteLibrary    *self,
                                            gint64             source_id,
                                            GazetteEdition    *edition,
                                            const char        *end_note);
DexFuture *gazette_library_note_archive    (GazetteLibrary    *self,
                                            gint64             source_id,
                                            const char        *note);
DexFuture *gazette_library_begin_download  (GazetteLibrary    *self,
                                            gint64             source_id);
DexFuture *gazette_library_end_download    (GazetteLibrary    *self,
                                            gint64             source_id,
                                            const char        *note);
DexFuture *gazette_library_list_downloads  (GazetteLibrary    *self);

DexFuture *gazette_library_load_article    (GazetteLibrary    *self,
                                            gint64             article_id);
DexFuture *gazette_library_list_more       (GazetteLibrary    *self,
                                            gint64             article_id,
                                            guint              n);
DexFuture *gazette_library_set_read        (GazetteLibrary    *self,
                                            gint64             article_id,
                                            gboolean           read);
DexFuture *gazette_library_set_saved       (GazetteLibrary    *self,
                                            gint64             article_id,
                                            GazetteSavedState  saved,
                                            const char        *note);
DexFuture *gazette_library_keep_full_html  (GazetteLibrary    *self,
                                            gint64             article_id,
                                            const char        *html);
DexFuture *gazette_library_keep_position   (GazetteLibrary    *self,
                                            gint64             article_id,
                                            GazettePosition    position);
DexFuture *gazette_library_list_saving     (GazetteLibrary    *self);

DexFuture *gazette_library_keep_picture    (GazetteLibrary    *self,
                                            gint64             article_id,
                                            const char        *url,
                                            GBytes            *bytes);
DexFuture *gazette_library_load_picture    (GazetteLibrary    *self,
                                            const char        *url);
DexFuture *gazette_library_clean           (GazetteLibrary    *self);

DexFuture *gazette_library_load_setting    (GazetteLibrary    *self,
                                            const char        *name);
DexFuture *gazette_library_store_setting   (GazetteLibrary    *self,
                                            const char        *name,
                                            const char        *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteStored, gazette_stored_unref)

G_END_DECLS

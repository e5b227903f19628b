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
 * GazetteCopyState:
 * @GAZETTE_COPY_NONE: not copied
 * @GAZETTE_COPY_COMPLETE: text and every picture are on disk
 * @GAZETTE_COPY_INCOMPLETE: text is on disk, a picture could not be had
 *
 * Whether an article is kept for offline without a person having saved it: it may
 * go when room is needed. The values are kept in libraries.
 */
typedef enum
{
  GAZETTE_COPY_NONE = 0,
  GAZETTE_COPY_COMPLETE = 1,
  GAZETTE_COPY_INCOMPLETE = 2,
} GazetteCopyState;

/**
 * GazetteSourceRule:
 * @GAZETTE_SOURCE_RULE_FULL_TEXT: a #GazetteFullText
 * @GAZETTE_SOURCE_RULE_NOTIFY: a #GazetteNotify
 * @GAZETTE_SOURCE_RULE_KEEP: a #GazetteKeep
 * @GAZETTE_SOURCE_RULE_KEEP_NUMBER: how many articles, for %GAZETTE_KEEP_NEWEST
 * @GAZETTE_SOURCE_RULE_RETENTION: a #GazetteRetention
 * @GAZETTE_SOURCE_RULE_MUTED: whether its articles show in its own list alone
 *
 * What a person decides about one source.
 */
typedef enum
{
  GAZETTE_SOURCE_RULE_FULL_TEXT,
  GAZETTE_SOURCE_RULE_NOTIFY,
  GAZETTE_SOURCE_RULE_KEEP,
  GAZETTE_SOURCE_RULE_KEEP_NUMBER,
  GAZETTE_SOURCE_RULE_RETENTION,
  GAZETTE_SOURCE_RULE_MUTED,
} GazetteSourceRule;

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
 * @kept: (nullable): of an article that is saved, the addresses of the pictures
 *   and files that are kept of it
 * @is_updated: whether it is saved, and its source says something else by now
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
  GStrv             kept;
  gboolean          is_updated;
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
 * How many articles each fixed view holds; of highlights, how many there are.
 */
typedef struct
{
  guint n_articles;
  guint n_unread;
  guint n_saved;
  guint n_today;
  guint n_highlights;
} GazetteCounts;

#define GAZETTE_TYPE_COUNTS (gazette_counts_get_type ())
GType gazette_counts_get_type (void) G_GNUC_CONST;

/**
 * GazetteShare:
 * @title: of a source, plain text
 * @n_articles: how many articles are kept of it
 * @texts: bytes of their texts
 * @pictures: bytes of the pictures that are kept for them
 * @files: bytes of the copies of files that come with them
 *
 * What one source takes of the disk.
 */
typedef struct
{
  char  *title;
  guint  n_articles;
  gint64 texts;
  gint64 pictures;
  gint64 files;
} GazetteShare;

/**
 * GazetteStorage:
 * @shares: (element-type GazetteShare): those of the sources, the largest first
 * @texts: bytes of all texts
 * @pictures: bytes of all pictures that are kept
 * @files: bytes of all copies of files
 * @index: bytes of the index of words
 * @database: bytes of the file that holds all but the pictures and files
 * @n_read_copies: how many copies were read, and are not saved
 * @read_copies: bytes that they take
 * @n_old: how many articles were read, are older than 30 days, and may go
 *
 * What the library takes of the disk: a value.
 */
typedef struct
{
  GPtrArray *shares;
  gint64     texts;
  gint64     pictures;
  gint64     files;
  gint64     index;
  gint64     database;
  guint      n_read_copies;
  gint64     read_copies;
  guint      n_old;
} GazetteStorage;

#define GAZETTE_TYPE_STORAGE (gazette_storage_get_type ())

GType           gazette_storage_get_type (void) G_GNUC_CONST;
GazetteStorage *gazette_storage_ref      (GazetteStorage *self);
void            gazette_storage_unref    (GazetteStorage *self);

/**
 * GazetteLibrary:
 *
 * What is kept: sources, articles and the pictures of saved ones, in one
 * folder. Every call returns at once and works on the library's own threads:
 * one that writes, in the order asked, and some that read beside it. Use it
 * from the main thread; signals are emitted there.
 *
 * GazetteLibrary::sources-changed: (source_id: gint64) the list of sources, a field of
 *   one, or a count has changed; not 0 where that is the count of this source alone.
 *   Not for validators and moments (etag, last_modified, fetched, not_before), which
 *   change with each fetch.
 * GazetteLibrary::articles-changed: (source_id: gint64) articles came or went;
 *   0 when it may be any source.
 * GazetteLibrary::archive-changed: (source_id: gint64) how far a source was read
 *   back has changed.
 * GazetteLibrary::highlights-changed: (article_id: gint64) highlights were added,
 *   changed or removed in this article, 0 for several
 *
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
gboolean    gazette_library_get_is_new     (GazetteLibrary    *self);
const char *gazette_library_get_note       (GazetteLibrary    *self);
DexFuture *gazette_library_check           (GazetteLibrary    *self);
void       gazette_library_rest            (GazetteLibrary    *self);

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
DexFuture *gazette_library_set_rule        (GazetteLibrary    *self,
                                            gint64             source_id,
                                            GazetteSourceRule  rule,
                                            guint              value);
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
DexFuture *gazette_library_list_wanted     (GazetteLibrary    *self,
                                            gint64             unread_since,
                                            guint              n);
DexFuture *gazette_library_list_to_take    (GazetteLibrary    *self,
                                            gint64             source_id,
                                            guint              n_articles,
                                            guint              n_minutes);
DexFuture *gazette_library_note_copy       (GazetteLibrary    *self,
                                            gint64             article_id,
                                            GazetteCopyState   state);
DexFuture *gazette_library_free_copies     (GazetteLibrary    *self,
                                            gint64             budget);
DexFuture *gazette_library_let_go          (GazetteLibrary    *self,
                                            GazetteRetention   in_general);
DexFuture *gazette_library_let_old_go      (GazetteLibrary    *self);
DexFuture *gazette_library_load_storage    (GazetteLibrary    *self);
DexFuture *gazette_library_load_own_picture (GazetteLibrary   *self,
                                            gint64             article_id,
                                            const char        *url);
DexFuture *gazette_library_check_kept      (GazetteLibrary    *self,
                                            gint64             article_id,
                                            const char        *url);
DexFuture *gazette_library_note_damage     (GazetteLibrary    *self,
                                            gint64             article_id,
                                            const char        *note);
DexFuture *gazette_library_load_update     (GazetteLibrary    *self,
                                            gint64             article_id);
DexFuture *gazette_library_keep_update_html (GazetteLibrary   *self,
                                            gint64             article_id,
                                            const char        *html);
DexFuture *gazette_library_swap_update     (GazetteLibrary    *self,
                                            gint64             article_id);
DexFuture *gazette_library_decline_update  (GazetteLibrary    *self,
                                            gint64             article_id);
DexFuture *gazette_library_clean           (GazetteLibrary    *self);

DexFuture *gazette_library_load_setting    (GazetteLibrary    *self,
                                            const char        *name);
DexFuture *gazette_library_store_setting   (GazetteLibrary    *self,
                                            const char        *name,
                                            const char        *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteStorage, gazette_storage_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteStored, gazette_stored_unref)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-database.h"
#include "gazette-headlines.h"
#include "gazette-ids.h"
#include "gazette-library.h"

G_BEGIN_DECLS

/**
 * GazetteStore:
 *
 * What the threads of a library share: its folder and its connections. It
 * outlives the library until the last of its work is done.
 */
typedef struct _GazetteStore GazetteStore;

typedef struct _GazetteRequest GazetteRequest;

/**
 * GazetteRequestFunc:
 * @request: what is asked
 * @database: the connection to do it on, in a transaction
 * @result: (out): as for #GazetteWorkFunc
 * @error: return location for an error
 *
 * Does one request, on a thread of the library.
 *
 * Returns: whether it succeeded
 */
typedef gboolean (*GazetteRequestFunc) (GazetteRequest   *request,
                                        GazetteDatabase  *database,
                                        GValue           *result,
                                        GError          **error);

/**
 * GazetteRequest:
 *
 * One thing asked of the library. The first fields say what; @sources_changed
 * and those below are filled in by a request that writes, and are told on the
 * main thread after it. Fields that a request does not need are unset.
 */
struct _GazetteRequest
{
  GazetteStore       *store;
  GazetteRequestFunc  func;
  GazetteDurable      durable;

  gint64              id;
  GazetteSourceRule   rule;
  gint64              number;
  char               *text;
  char               *value;
  GazetteSource      *source;
  GazetteEdition     *edition;
  GBytes             *bytes;
  GPtrArray          *clippings;
  GArray             *ids;
  GazetteIds         *listed;
  GazettePosition     position;
  gint64              retained_id;
  gboolean            by_relevance;
  GazetteOrder        order;
  GArray             *sections;
  gpointer            data;
  GDestroyNotify      destroy;

  /* Becomes other than 0, on the main thread, when nobody waits for it. */
  int                 unwanted;

  /* Set when it begins to read: see gazette_store_get_n_writes(). */
  guint               n_writes;

  gboolean            search_changed;
  gboolean            searches_changed;
  gboolean            highlights_changed;
  gboolean            sources_changed;
  /* The source, if all that changed of any is a count of this one. */
  gint64              counted_source_id;
  gboolean            titles_changed;
  gboolean            articles_changed;
  gint64              articles_source_id;
  gint64              archive_source_id;
  gint64              highlights_article_id;
  GArray             *changed_ids;
  /* The paths of files that no row speaks of once it is done, which then go: whenever
   * the program ends, no row speaks of a file that was removed. Those that stay are
   * removed by gazette_keep_clean(). */
  GPtrArray          *unneeded;
};

/**
 * GazettePageKind:
 * @GAZETTE_PAGE_FIRST: what a source shows first: its news
 * @GAZETTE_PAGE_OLDER: what it has before that, which was asked for on purpose
 */
typedef enum
{
  GAZETTE_PAGE_FIRST,
  GAZETTE_PAGE_OLDER,
} GazettePageKind;

/**
 * GazetteVersion:
 * @GAZETTE_VERSION_KEPT: what is shown
 * @GAZETTE_VERSION_OTHER: of a saved article, what its source says now; or what
 *   was shown before that was taken
 */
typedef enum
{
  GAZETTE_VERSION_KEPT,
  GAZETTE_VERSION_OTHER,
} GazetteVersion;

/**
 * GazetteRow:
 *
 * The fields of a headline, as read from the database: a value.
 */
typedef struct
{
  gint64             id;
  gint64             source_id;
  char              *title;
  char              *summary;
  char              *source_title;
  char              *image;
  /* Where it says what was searched for, or NULL. */
  char              *excerpt;
  gint64             published;
  gboolean           read;
  GazetteSavedState  saved;
  gboolean           copied;
  guint              n_writes;
} GazetteRow;

/* Articles that a person wrote in: they are kept as saved ones are. */
#define GAZETTE_ANNOTATED "(SELECT article_id FROM highlights)"

/* Articles of sources that were not removed. */
#define GAZETTE_OF_SOURCES "source_id NOT IN (SELECT id FROM sources WHERE removed != 0)"

/* Those of them that a person wants to see beside others. */
#define GAZETTE_OF_NEWS "source_id NOT IN (SELECT id FROM sources WHERE removed != 0 OR muted != 0)"

/* Articles that are shown at all: of a source that was removed, what is kept. */
#define GAZETTE_SHOWN "(saved != 0 OR id IN " GAZETTE_ANNOTATED " OR " GAZETTE_OF_SOURCES ")"

/* Whether a row of `articles`, called @a, is unread: see the step of unread articles. */
#define GAZETTE_IS_UNREAD(a) \
  "EXISTS (SELECT 1 FROM unread WHERE unread.sort_key = " a ".sort_key AND unread.article_id = " a ".id)"

/* How many threads read. */
#define GAZETTE_N_READERS 2

/* gazette-store.c */
GazetteStore    *gazette_store_new                    (const char         *folder);
GazetteStore    *gazette_store_ref                    (GazetteStore       *self);
void             gazette_store_unref                  (GazetteStore       *self);
gboolean         gazette_store_open                   (GazetteStore       *self,
                                                       GError            **error);
void             gazette_store_close                  (GazetteStore       *self);
GazetteDatabase *gazette_store_take_reader            (GazetteStore       *self);
void             gazette_store_rest                   (GazetteStore       *self);
void             gazette_store_give_reader            (GazetteStore       *self,
                                                       GazetteDatabase    *database);
GazetteDatabase *gazette_store_get_writer             (GazetteStore       *self);
const char      *gazette_store_get_folder             (GazetteStore       *self);
const char      *gazette_store_get_note               (GazetteStore       *self);
gboolean         gazette_store_get_is_new             (GazetteStore       *self);
gboolean         gazette_store_get_was_cut_off        (GazetteStore       *self);
const char      *gazette_store_get_pictures           (GazetteStore       *self);
const char      *gazette_store_get_files              (GazetteStore       *self);
gint64           gazette_store_get_opened             (GazetteStore       *self);
guint            gazette_store_get_n_writes           (GazetteStore       *self);
void             gazette_store_count_write            (GazetteStore       *self);

GazetteRequest  *gazette_request_new                  (GazetteStore       *store,
                                                       GazetteRequestFunc  func,
                                                       gint64              id);
GazetteRequest  *gazette_request_ref                  (GazetteRequest     *self);
void             gazette_request_unref                (GazetteRequest     *self);
void             gazette_request_article_changed      (GazetteRequest     *self,
                                                       gint64              article_id);
void             gazette_request_forget_changes       (GazetteRequest     *self);

/* gazette-request.c */
gboolean         gazette_request_read                 (gpointer            data,
                                                       GValue             *result,
                                                       GError            **error);
gboolean         gazette_request_write                (gpointer            data,
                                                       GValue             *result,
                                                       GError            **error);
void             gazette_request_write_joined         (gpointer           *data,
                                                       GValue             *results,
                                                       GError            **errors,
                                                       guint               n);

/* gazette-rows.c */
void             gazette_row_free                     (GazetteRow         *self);
GPtrArray       *gazette_rows_load                    (GazetteRequest     *request,
                                                       GazetteDatabase    *database,
                                                       GArray             *ids,
                                                       GError            **error);
gboolean         gazette_rows_read_list               (GazetteRequest     *request,
                                                       GazetteDatabase    *database,
                                                       GValue             *result,
                                                       GError            **error);
gboolean         gazette_rows_read_more               (GazetteRequest     *request,
                                                       GazetteDatabase    *database,
                                                       GValue             *result,
                                                       GError            **error);

/* gazette-unread.c */
gboolean         gazette_unread_set                   (GazetteDatabase    *database,
                                                       gint64              id,
                                                       gboolean            unread,
                                                       gboolean           *changed,
                                                       gint64             *source_id,
                                                       GError            **error);
gboolean         gazette_unread_mark                  (GazetteDatabase    *database,
                                                       GArray             *ids,
                                                       gboolean            unread,
                                                       GCancellable       *cancellable,
                                                       GArray             *changed,
                                                       GError            **error);

/* gazette-sources.c */
gboolean         gazette_sources_read_list            (GazetteRequest     *request,
                                                       GazetteDatabase    *database,
                                                       GValue             *result,
                                                       GError            **error);
gboolean         gazette_sources_read                 (GazetteRequest     *request,
                                                       GazetteDatabase    *database,
                                                       GValue             *result,
                                                       GError            **error);
gboolean         gazette_sources_read_counts          (GazetteRequest     *request,
                                                       GazetteDatabase    *database,
                                                       GValue             *result,
                                                       GError            **error);
gboolean         gazette_sources_write_new            (GazetteRequest     *request,
                                                       GazetteDatabase    *database,
                                                       GValue             *result,
                                                       GError            **error);
gboolean         gazette_sources_write_edition        (GazetteRequest     *request,
                                                       GazetteDatabase    *database,
                                                       GValue             *result,
                                                       GError            **error);
gboolean         gazette_sources_write                (GazetteRequest     *request,
                                                       GazetteDatabase    *database,
                                                       GValue             *result,
                                                       GError            **error);
gboolean         gazette_sources_write_name           (GazetteRequest     *request,
                                                       GazetteDatabase    *database,
                                                       GValue             *result,
                                                       GError            **error);
gboolean         gazette_sources_write_rule           (GazetteRequest     *request,
                                                       GazetteDatabase    *database,
                                                       GValue             *result,
                                                       GError            **error);
gboolean         gazette_sources_write_removed        (GazetteRequest     *request,
                                                       GazetteDatabase    *database,
                                                       GValue             *result,
                                                       GError            **error);
gboolean         gazette_sources_purge                (GazetteRequest     *request,
                                                       GazetteDatabase    *database,
                                                       GValue             *result,
                                                       GError            **error);

/* gazette-articles.c */
gboolean         gazette_articles_store               (GazetteRequest     *request,
                                                       GazetteDatabase    *database,
                                                       gint64              source_id,
                                                       GazettePageKind     kind,
                                                       guint              *n_new,
                                                       GError            **error);
gboolean         gazette_articles_write_content       (GazetteDatabase    *database,
                                                       gint64              article_id,
                                                       GazetteArticle     *article,
                                                       GError            **error);
gboolean         gazette_articles_read                (GazetteRequest     *request,
                                                       GazetteDatabase    *database,
                                                       GValue             *result,
                                                       GError            **error);
gboolean         gazette_articles_read_saving         (GazetteRequest     *request,
                                                       GazetteDatabase    *database,
                                                       GValue             *result,
                                                       GError            **error);
gboolean         gazette_articles_write_read          (GazetteRequest     *request,
                                                       GazetteDatabase    *database,
                                                       GValue             *result,
                                                       GError            **error);
gboolean         gazette_articles_write_full_html     (GazetteRequest     *request,
                                                       GazetteDatabase    *database,
                                                       GValue             *result,
                                                       GError            **error);
gboolean         gazette_articles_write_saved         (GazetteRequest     *request,
                                                       GazetteDatabase    *database,
                                                       GValue             *result,
                                                       GError            **error);

char            *gazette_articles_join_lines          (const char *const  *list);
GStrv            gazette_articles_split_lines         (const char         *text);

/* gazette-files.c */
gint64           gazette_files_measure_draft          (GazetteRequest     *request,
                                                       const char         *name);
void             gazette_files_remove_links           (const char         *folder,
                                                       const char         *hash);

/* gazette-attachments.c */
gboolean         gazette_attachments_write            (GazetteDatabase    *database,
                                                       GazetteVersion      version,
                                                       gint64              article_id,
                                                       GPtrArray          *attachments,
                                                       GError            **error);
gboolean         gazette_attachments_read             (GazetteDatabase    *database,
                                                       GazetteVersion      version,
                                                       gint64              article_id,
                                                       GPtrArray         **attachments,
                                                       GError            **error);

/* gazette-updates.c */
gboolean         gazette_updates_note                 (GazetteRequest     *request,
                                                       GazetteDatabase    *database,
                                                       gint64              article_id,
                                                       gint64              digest,
                                                       const GazetteArticle *article,
                                                       GError            **error);
gboolean         gazette_updates_forget               (GazetteDatabase    *database,
                                                       gint64              article_id,
                                                       gboolean            only_offered,
                                                       GError            **error);
gboolean         gazette_updates_read                 (GazetteRequest     *request,
                                                       GazetteDatabase    *database,
                                                       GValue             *result,
                                                       GError            **error);
gboolean         gazette_updates_write_swap           (GazetteRequest     *request,
                                                       GazetteDatabase    *database,
                                                       GValue             *result,
                                                       GError            **error);
gboolean         gazette_updates_write_declined       (GazetteRequest     *request,
                                                       GazetteDatabase    *database,
                                                       GValue             *result,
                                                       GError            **error);
gboolean         gazette_updates_write_full_html      (GazetteRequest     *request,
                                                       GazetteDatabase    *database,
                                                       GValue             *result,
                                                       GError            **error);

/* gazette-positions.c */
gboolean         gazette_positions_write              (GazetteRequest     *request,
                                                       GazetteDatabase    *database,
                                                       GValue             *result,
                                                       GError            **error);

/* gazette-archives.c */
gboolean         gazette_archives_note_first          (GazetteRequest     *request,
                                                       GazetteDatabase    *database,
                                                       gint64              source_id,
                                                       GError            **error);

/* gazette-keep.c */
gboolean         gazette_keep_write_picture           (GazetteRequest     *request,
                                                       GazetteDatabase    *database,
                                                       GValue             *result,
                                                       GError            **error);
gboolean         gazette_keep_read_picture            (GazetteRequest     *request,
                                                       GazetteDatabase    *database,
                                                       GValue             *result,
                                                       GError            **error);
gboolean         gazette_keep_check                   (GazetteRequest     *request,
                                                       GazetteDatabase    *database,
                                                       GValue             *result,
                                                       GError            **error);
gboolean         gazette_keep_write_damage            (GazetteRequest     *request,
                                                       GazetteDatabase    *database,
                                                       GValue             *result,
                                                       GError            **error);
gboolean         gazette_keep_read_urls               (GazetteDatabase    *database,
                                                       GazetteStored      *stored,
                                                       GError            **error);
gboolean         gazette_keep_clean                   (GazetteRequest     *request,
                                                       GazetteDatabase    *database,
                                                       GValue             *result,
                                                       GError            **error);
gboolean         gazette_keep_write_setting           (GazetteRequest     *request,
                                                       GazetteDatabase    *database,
                                                       GValue             *result,
                                                       GError            **error);
gboolean         gazette_keep_read_setting            (GazetteRequest     *request,
                                                       GazetteDatabase    *database,
                                                       GValue             *result,
                                                       GError            **error);

/* gazette-copies.c */
gboolean         gazette_copies_read_wanted           (GazetteRequest     *request,
                                                       GazetteDatabase    *database,
                                                       GValue             *result,
                                                       GError            **error);
gboolean         gazette_copies_read_to_take          (GazetteRequest     *request,
                                                       GazetteDatabase    *database,
                                                       GValue             *result,
                                                       GError            **error);
gboolean         gazette_copies_write                 (GazetteRequest     *request,
                                                       GazetteDatabase    *database,
                                                       GValue             *result,
                                                       GError            **error);
gboolean         gazette_copies_free                  (GazetteRequest     *request,
                                                       GazetteDatabase    *database,
                                                       GValue             *result,
                                                       GError            **error);

/* gazette-retention.c */
gboolean         gazette_retention_write              (GazetteRequest     *request,
                                                       GazetteDatabase    *database,
                                                       GValue             *result,
                                                       GError            **error);
gboolean         gazette_retention_count_old          (GazetteDatabase    *database,
                                                       guint              *n_old,
                                                       GError            **error);
gboolean         gazette_retention_is_gone            (GazetteDatabase    *database,
                                                       gint64              source_id,
                                                       const char         *guid,
                                                       gint64              now,
                                                       gboolean           *is_gone,
                                                       GError            **error);

/* gazette-storage.c */
gboolean         gazette_storage_read                 (GazetteRequest     *request,
                                                       GazetteDatabase    *database,
                                                       GValue             *result,
                                                       GError            **error);

/* gazette-index.c */
gboolean         gazette_index_write_step             (GazetteRequest     *request,
                                                       GazetteDatabase    *database,
                                                       GValue             *result,
                                                       GError            **error);
gboolean         gazette_index_rebuild                (GazetteRequest     *request,
                                                       GazetteDatabase    *database,
                                                       GValue             *result,
                                                       GError            **error);

/* gazette-search.c */
GArray          *gazette_search_read_ids              (GazetteRequest     *request,
                                                       GazetteDatabase    *database,
                                                       int                 limit,
                                                       gboolean           *is_whole,
                                                       GError            **error);
gboolean         gazette_search_read_excerpts         (GazetteRequest     *request,
                                                       GazetteDatabase    *database,
                                                       GPtrArray          *rows,
                                                       GError            **error);
gboolean         gazette_search_read_rows             (GazetteRequest     *request,
                                                       GazetteDatabase    *database,
                                                       GValue             *result,
                                                       GError            **error);
gboolean         gazette_search_count_queue           (GazetteDatabase    *database,
                                                       guint              *n_queued,
                                                       GError            **error);

/* gazette-searches.c */
gboolean         gazette_searches_read_list           (GazetteRequest     *request,
                                                       GazetteDatabase    *database,
                                                       GValue             *result,
                                                       GError            **error);
gboolean         gazette_searches_write_new           (GazetteRequest     *request,
                                                       GazetteDatabase    *database,
                                                       GValue             *result,
                                                       GError            **error);
gboolean         gazette_searches_write_name          (GazetteRequest     *request,
                                                       GazetteDatabase    *database,
                                                       GValue             *result,
                                                       GError            **error);
gboolean         gazette_searches_write_removed       (GazetteRequest     *request,
                                                       GazetteDatabase    *database,
                                                       GValue             *result,
                                                       GError            **error);

/* gazette-library.c */
GazetteStored   *gazette_stored_new                   (void);
gint64           gazette_library_get_today            (void);
GazetteRequest  *gazette_library_ask                  (GazetteLibrary     *self,
                                                       GazetteRequestFunc  func,
                                                       gint64              id);
DexFuture       *gazette_library_read                 (GazetteLibrary     *self,
                                                       GazetteRequest     *request,
                                                       DexFutureCallback   callback,
                                                       gpointer            data,
                                                       GDestroyNotify      destroy);
DexFuture       *gazette_library_write                (GazetteLibrary     *self,
                                                       GazetteRequest     *request,
                                                       GazetteDurable      durable);
DexFuture       *gazette_library_write_joined         (GazetteLibrary     *self,
                                                       GazetteRequest     *request);
DexFuture       *gazette_library_load_headlines       (GazetteLibrary     *self,
                                                       GazetteRequest     *request);
void             gazette_library_mend_index           (GazetteLibrary     *self);
GazetteHeadline *gazette_library_dup_headline         (GazetteLibrary     *self,
                                                       gint64              article_id);
gboolean         gazette_library_has_headline         (GazetteLibrary     *self,
                                                       gint64              article_id);
GPtrArray       *gazette_library_take_rows            (GazetteLibrary     *self,
                                                       GPtrArray          *rows);

/* gazette-headline.c */
GazetteHeadline *gazette_headline_new                 (gint64              id,
                                                       GHashTable         *headlines);
void             gazette_headline_apply               (GazetteHeadline    *self,
                                                       GazetteRow         *row);
void             gazette_headline_drop_excerpt        (GazetteHeadline    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteStore, gazette_store_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteRequest, gazette_request_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteRow, gazette_row_free)

G_END_DECLS

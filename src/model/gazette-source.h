/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * GazetteFullText:
 * @GAZETTE_FULL_TEXT_WHEN_SHORT: where the source gives only the first words
 * @GAZETTE_FULL_TEXT_ALWAYS: for each article that is on the web
 * @GAZETTE_FULL_TEXT_NEVER: only when a person asks for it
 *
 * When the text of an article is fetched from its own address. The values are
 * kept in libraries.
 */
typedef enum
{
  GAZETTE_FULL_TEXT_WHEN_SHORT = 0,
  GAZETTE_FULL_TEXT_ALWAYS = 1,
  GAZETTE_FULL_TEXT_NEVER = 2,
} GazetteFullText;

/**
 * GazetteNotify:
 * @GAZETTE_NOTIFY_AS_SET: as a person wants it in general
 * @GAZETTE_NOTIFY_ALWAYS: of this source in any case
 * @GAZETTE_NOTIFY_NEVER: not of this source
 *
 * Whether new articles of a source are told of. The values are kept in libraries.
 */
typedef enum
{
  GAZETTE_NOTIFY_AS_SET = 0,
  GAZETTE_NOTIFY_ALWAYS = 1,
  GAZETTE_NOTIFY_NEVER = 2,
} GazetteNotify;

/**
 * GazetteKeep:
 * @GAZETTE_KEEP_AS_SET: as a person wants it in general
 * @GAZETTE_KEEP_NEW: all that is unread
 * @GAZETTE_KEEP_NEWEST: what is unread of the newest, as many as @keep_number says
 * @GAZETTE_KEEP_SAVED_ONLY: nothing but what a person saves
 *
 * Which articles of a source are copied to the machine by themselves. The values
 * are kept in libraries.
 */
typedef enum
{
  GAZETTE_KEEP_AS_SET = 0,
  GAZETTE_KEEP_NEW = 1,
  GAZETTE_KEEP_NEWEST = 2,
  GAZETTE_KEEP_SAVED_ONLY = 3,
} GazetteKeep;

/**
 * GazetteRetention:
 * @GAZETTE_RETENTION_AS_SET: as a person wants it in general
 * @GAZETTE_RETENTION_ALL: all articles stay
 * @GAZETTE_RETENTION_MONTH: those of 30 days
 * @GAZETTE_RETENTION_QUARTER: those of 90 days
 * @GAZETTE_RETENTION_YEAR: those of 365 days
 * @GAZETTE_RETENTION_HUNDRED: the newest 100
 * @GAZETTE_RETENTION_THOUSAND: the newest 1000
 *
 * Which of its articles stay when they were read. The values are kept in libraries.
 */
typedef enum
{
  GAZETTE_RETENTION_AS_SET = 0,
  GAZETTE_RETENTION_ALL = 1,
  GAZETTE_RETENTION_MONTH = 2,
  GAZETTE_RETENTION_QUARTER = 3,
  GAZETTE_RETENTION_YEAR = 4,
  GAZETTE_RETENTION_HUNDRED = 5,
  GAZETTE_RETENTION_THOUSAND = 6,
} GazetteRetention;

/**
 * GazetteSource:
 * @id: row in the library, 0 before it is there
 * @url: where its articles are asked for, without what a request adds
 * @dialect: id of the dialect that reads it
 * @title: plain text, never empty
 * @own_title: (nullable): what it calls itself, when @title is a name that a
 *   person gave it
 * @home_url: (nullable): the site's own page
 * @icon: (nullable): address of its icon
 * @etag: (nullable): validator of the last answer; @etag and @last_modified
 *   are always of one and the same answer
 * @last_modified: (nullable): validator of the last answer
 * @fetched: when it was last asked with success, seconds since 1970 UTC, 0 for never
 * @not_before: when it may be asked again at the earliest, 0 for any time
 * @ended: it said that it will never change again, or 410: do not ask
 * @error: (nullable): why the last attempt failed, in plain words
 * @full_text: when the text of its articles is fetched from their addresses
 * @notify: whether its new articles are told of
 * @keep: which of its articles are copied by themselves
 * @keep_number: how many, for %GAZETTE_KEEP_NEWEST
 * @retention: which of its articles stay when they were read
 * @muted: whether its articles show in its own list alone, and count nowhere
 * @n_articles: how many articles the library has of it
 * @n_unread: how many of them are unread
 *
 * Where news comes from: a value, under the rules of #GazetteArticle.
 */
typedef struct
{
  gint64   id;
  char    *url;
  char    *dialect;
  char    *title;
  char    *own_title;
  char    *home_url;
  char    *icon;
  char    *etag;
  char    *last_modified;
  gint64   fetched;
  gint64   not_before;
  gboolean ended;
  char    *error;
  GazetteFullText full_text;
  GazetteNotify notify;
  GazetteKeep keep;
  guint    keep_number;
  GazetteRetention retention;
  gboolean muted;
  guint    n_articles;
  guint    n_unread;
} GazetteSource;

#define GAZETTE_TYPE_SOURCE (gazette_source_get_type ())

GType          gazette_source_get_type (void) G_GNUC_CONST;
GazetteSource *gazette_source_new      (const char    *url);
GazetteSource *gazette_source_copy     (const GazetteSource *self);
GazetteSource *gazette_source_ref      (GazetteSource *self);
void           gazette_source_unref    (GazetteSource *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteSource, gazette_source_unref)

G_END_DECLS

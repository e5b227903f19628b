/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-dialect.h"
#include "gazette-path.h"

G_BEGIN_DECLS

/* How a value is written; what a dialect file calls "as". */
typedef enum
{
  GAZETTE_AS_TEXT,
  GAZETTE_AS_HTML_TEXT,
  GAZETTE_AS_HTML,
  GAZETTE_AS_BLOCKS,
  GAZETTE_AS_URL,
  GAZETTE_AS_ABSOLUTE_URL,
  GAZETTE_AS_HTML_IMAGE,
  GAZETTE_AS_LIST,
  GAZETTE_AS_DATE,
  GAZETTE_AS_NUMBER,
  GAZETTE_AS_FLAG,
} GazetteAs;

/* One place where a field may be, and how it is written there. */
typedef struct
{
  GazettePath *path;
  GazetteAs    as;
} GazetteWay;

/* The places where a field may be, the best first; %NULL when there is none. */
typedef GPtrArray GazetteWays;

typedef enum
{
  GAZETTE_SOURCE_TITLE,
  GAZETTE_SOURCE_HOME_URL,
  GAZETTE_SOURCE_ICON,
  GAZETTE_SOURCE_LANGUAGE,
  GAZETTE_SOURCE_AUTHORS,
  GAZETTE_SOURCE_ENDED,
  GAZETTE_SOURCE_N_FIELDS,
} GazetteSourceField;

typedef enum
{
  GAZETTE_ARTICLE_ID,
  GAZETTE_ARTICLE_URL,
  GAZETTE_ARTICLE_TITLE,
  GAZETTE_ARTICLE_AUTHORS,
  GAZETTE_ARTICLE_PUBLISHED,
  GAZETTE_ARTICLE_MODIFIED,
  GAZETTE_ARTICLE_SUMMARY,
  GAZETTE_ARTICLE_HTML,
  GAZETTE_ARTICLE_IMAGE,
  GAZETTE_ARTICLE_IMAGE_CAPTION,
  GAZETTE_ARTICLE_TAGS,
  GAZETTE_ARTICLE_LANGUAGE,
  GAZETTE_ARTICLE_N_FIELDS,
} GazetteArticleField;

typedef enum
{
  GAZETTE_ATTACHMENT_URL,
  GAZETTE_ATTACHMENT_TYPE,
  GAZETTE_ATTACHMENT_TITLE,
  GAZETTE_ATTACHMENT_SIZE,
  GAZETTE_ATTACHMENT_DURATION,
  GAZETTE_ATTACHMENT_N_FIELDS,
} GazetteAttachmentField;

/* One condition on an answer: @path leads somewhere, to a string with @contains
 * in it or to a node of type @is where these are given. */
typedef struct
{
  GazettePath *path;
  char        *contains;
  char        *is;
} GazetteSign;

/* One way to the next page: an address at @path, or the value there put into
 * @parameter; as many pages as @header says, counted in @parameter; or the
 * relation @rel of the header "Link". */
typedef struct
{
  GazettePath *path;
  char        *header;
  char        *parameter;
  char        *rel;
} GazetteNextRule;

/* One way from a site to the API: what a link with @rel (and media type @type)
 * leads to, with @append at its end, unless the address has one of @except in
 * it; or the address at @path of a JSON answer, called what is at @title. */
typedef struct
{
  char        *rel;
  char        *type;
  char        *append;
  GStrv        except;
  GazettePath *path;
  GazettePath *title;
} GazetteDiscoverRule;

typedef struct
{
  char *name;
  char *value;
} GazetteParameter;

struct _GazetteDialect
{
  GObject parent_instance;

  JsonNode    *mapping;
  char        *id;
  char        *name;
  GPtrArray   *alternatives;
  GPtrArray   *parameters;
  GPtrArray   *next_rules;
  GPtrArray   *discover_rules;
  GPtrArray   *lists;
  GPtrArray   *attachment_lists;
  GazetteWays *source[GAZETTE_SOURCE_N_FIELDS];
  GazetteWays *article[GAZETTE_ARTICLE_N_FIELDS];
  GazetteWays *attachment[GAZETTE_ATTACHMENT_N_FIELDS];
};

gboolean gazette_dialect_compile       (GazetteDialect       *self,
                                        JsonNode             *file,
                                        GError              **error);
gboolean gazette_dialect_compile_rules (GazetteDialect       *self,
                                        JsonObject           *file,
                                        GError              **error);
char    *gazette_dialect_dup_next_url  (GazetteDialect       *self,
                                        JsonNode             *root,
                                        const GazetteAnswer  *answer);

G_END_DECLS

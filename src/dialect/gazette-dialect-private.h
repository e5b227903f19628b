/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-dialect.h"
#include "gazette-path.h"
#include "gazette-pattern.h"
#include "gazette-template.h"

G_BEGIN_DECLS

/* How a value is written; what a dialect file calls "as". */
typedef enum
{
  GAZETTE_AS_TEXT,
  GAZETTE_AS_HTML_TEXT,
  GAZETTE_AS_HTML,
  GAZETTE_AS_MARKDOWN,
  GAZETTE_AS_BLOCKS,
  GAZETTE_AS_URL,
  GAZETTE_AS_ABSOLUTE_URL,
  GAZETTE_AS_HTML_IMAGE,
  GAZETTE_AS_LIST,
  GAZETTE_AS_BYLINE,
  GAZETTE_AS_DATE,
  GAZETTE_AS_NUMBER,
  GAZETTE_AS_FLAG,
} GazetteAs;

/* One place where a field may be, and how it is written there. From what is at
 * @path, or made by @template, it may lead on: to the one whose number at
 * @largest is the largest, to what the table @related has under that key, and
 * from there by @then. A value that is one of @unless counts as not there; what
 * is one of @cut is taken away from its beginning and end. With @takes_all the
 * values of a text are put together. */
typedef struct _GazetteWay GazetteWay;
struct _GazetteWay
{
  GazettePath     *path;
  GazetteTemplate *template;
  GazettePath     *largest;
  char            *related;
  GazetteWay      *then;
  GStrv            unless;
  GPtrArray       *cut;
  gboolean         takes_all;
  GazetteAs        as;
};

/* What can be referred to by a key: the nodes at @path by what is at all of @keys
 * in each; without @keys, the members of the object there by their names. The
 * path leads from the answer, or from each article. */
typedef struct
{
  char        *name;
  GazettePath *path;
  GPtrArray   *keys;
  gboolean     is_in_article;
} GazetteRelated;

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

typedef enum
{
  GAZETTE_COUNT_NOTHING,
  GAZETTE_COUNT_PAGES,
  GAZETTE_COUNT_ARTICLES,
} GazetteCount;

/* One way to the next page:
 * - the relation @rel of the header "Link";
 * - an address at @path, with @extension at the end of its path;
 * - the value at @path, or at @last in the last article, put into @parameter;
 * - the members of the object at @merge, each put into the parameter of its name;
 * - a number counted up in @parameter, or behind @segment in the path, from
 *   @first; as far as @header, @pages or @total say, or until a page has fewer
 *   than @size articles, or none. */
typedef struct
{
  GazettePath  *path;
  GazettePath  *last;
  GazettePath  *merge;
  GazettePath  *pages;
  GazettePath  *total;
  char         *header;
  char         *parameter;
  char         *segment;
  char         *extension;
  char         *rel;
  GazetteCount  count;
  gint64        first;
  gint64        size;
} GazetteNextRule;

/* One way from a site to the API, if all that is given fits: the address looks
 * like @address, the page was made by @generator, the answer has @header with
 * @contains in it. It starts from what a link with @rel (and media type @type)
 * leads to, or the address at @path of a JSON answer, or else from the page, and
 * leads to @url from there, or to there with @append at its end, unless the
 * address has one of @except in it. It is called what is at @title. @guess is
 * tried of every page when all else failed. */
typedef struct
{
  char            *rel;
  char            *type;
  char            *append;
  GStrv            except;
  GazettePath     *path;
  GazettePath     *title;
  GazettePattern  *address;
  GazetteTemplate *url;
  char            *generator;
  char            *header;
  char            *contains;
  char            *guess;
} GazetteDiscoverRule;

/* A parameter of an address, or a header of a request. */
typedef struct
{
  char *name;
  char *value;
} GazetteParameter;

/* How the API is asked. */
typedef struct
{
  GPtrArray *parameters;
  GPtrArray *headers;
  GStrv      hosts;
  char      *search_parameter;
  char      *search_url;
  char      *key_parameter;
  char      *key_header;
  char      *key_prefix;
  char      *key_hint;
  char      *key_url;
  gboolean   key_required;
} GazetteAsking;

struct _GazetteDialect
{
  GObject parent_instance;

  GBytes      *file;
  char        *id;
  char        *name;
  GPtrArray   *alternatives;
  GPtrArray   *error_alternatives;
  GazetteWays *error_message;
  GazetteAsking asking;
  GPtrArray   *next_rules;
  GPtrArray   *discover_rules;
  GPtrArray   *related;
  GPtrArray   *lists;
  GPtrArray   *skip;
  GPtrArray   *attachment_lists;
  GazetteWays *source[GAZETTE_SOURCE_N_FIELDS];
  GazetteWays *article[GAZETTE_ARTICLE_N_FIELDS];
  GazetteWays *attachment[GAZETTE_ATTACHMENT_N_FIELDS];
};

/* What is known of a page when the next one is looked for. */
typedef struct
{
  JsonNode            *root;
  const GazetteAnswer *answer;
  guint                n_articles;
  JsonNode            *last_article;
} GazettePage;

gboolean     gazette_dialect_compile         (GazetteDialect       *self,
                                              JsonNode             *file,
                                              GError              **error);
gboolean     gazette_dialect_compile_rules   (GazetteDialect       *self,
                                              JsonObject           *file,
                                              GError              **error);
gboolean     gazette_dialect_compile_request (GazetteDialect       *self,
                                              JsonNode             *node,
                                              GError              **error);
void         gazette_asking_clear            (GazetteAsking        *self);
gboolean     gazette_signs_show              (GPtrArray            *alternatives,
                                              JsonNode             *root);
char        *gazette_dialect_dup_next_url    (GazetteDialect       *self,
                                              const GazettePage    *page);
guint        gazette_dialect_count_articles  (GazetteDialect       *self,
                                              const GazettePage    *page);
GazetteEdition *
             gazette_dialect_read_up         (GazetteDialect       *self,
                                              JsonNode             *root,
                                              const GazetteAnswer  *answer,
                                              GError              **error);
char        *gazette_dialect_dup_without_key (GazetteDialect       *self,
                                              const char           *url);

void         gazette_way_free                (GazetteWay           *self);
void         gazette_related_free            (GazetteRelated       *self);
const GazetteRelated *
             gazette_related_find            (GPtrArray            *tables,
                                              const char           *name);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GazetteTermKind:
 * @GAZETTE_TERM_ANY: anywhere in an article
 * @GAZETTE_TERM_TITLE: in its title
 * @GAZETTE_TERM_AUTHOR: among its authors
 * @GAZETTE_TERM_SOURCE: in the name of its source
 * @GAZETTE_TERM_TOPIC: in one of its topics
 */
typedef enum
{
  GAZETTE_TERM_ANY,
  GAZETTE_TERM_TITLE,
  GAZETTE_TERM_AUTHOR,
  GAZETTE_TERM_SOURCE,
  GAZETTE_TERM_TOPIC,
} GazetteTermKind;

/**
 * GazetteTerm:
 * @kind: where it is looked for
 * @text: as it was typed, without marks around it
 * @words: its words as the index has them, which follow each other
 * @is_prefix: the last of them may go on
 * @is_typed: since it is the last word of a query, which is still being typed
 * @is_excluded: what has it is not wanted
 * @is_alternative: it, or the term before it, is enough
 */
typedef struct
{
  GazetteTermKind kind;
  char           *text;
  GStrv           words;
  gboolean        is_prefix;
  gboolean        is_typed;
  gboolean        is_excluded;
  gboolean        is_alternative;
} GazetteTerm;

/**
 * GazetteQuery:
 * @terms: (element-type GazetteTerm): what an article has to have
 * @unread: 1 for unread articles only, 0 for those that were read, -1 for both
 * @saved: likewise for saved ones
 * @muted: likewise for those of muted sources
 * @after: from which moment on, in seconds since 1970
 * @before: before which moment
 * @is_empty: it says nothing at all
 *
 * What a person looks for: a value.
 */
typedef struct
{
  GPtrArray *terms;
  int        unread;
  int        saved;
  int        muted;
  gint64     after;
  gint64     before;
  gboolean   is_empty;
} GazetteQuery;

GazetteQuery *gazette_query_parse     (const char         *text);
void          gazette_query_free      (GazetteQuery       *self);
GStrv         gazette_query_dup_words (const GazetteQuery *self);
char         *gazette_query_fold      (const char         *text);
gboolean      gazette_query_is_quote  (gunichar            c);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteQuery, gazette_query_free)

G_END_DECLS

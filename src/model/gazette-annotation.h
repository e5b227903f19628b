/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "gazette-quote.h"

G_BEGIN_DECLS

/* How many highlights an article can have, and how many characters a note. */
#define GAZETTE_ANNOTATION_MAX_NUMBER 1000
#define GAZETTE_ANNOTATION_MAX_NOTE 10000

/**
 * GazetteColour:
 *
 * The colour of a highlight. The values are kept in libraries.
 */
typedef enum
{
  GAZETTE_COLOUR_YELLOW = 0,
  GAZETTE_COLOUR_GREEN = 1,
  GAZETTE_COLOUR_BLUE = 2,
  GAZETTE_COLOUR_PINK = 3,
} GazetteColour;

#define GAZETTE_N_COLOURS 4

/**
 * GazetteAnnotation:
 * @id: row of the highlight in the library, 0 for one that is not in it
 * @article_id: the article that it is in
 * @quote: what is highlighted
 * @colour: how that is shown
 * @note: (nullable): what a person wrote beside it, plain text
 * @created: when it was made, seconds since 1970 UTC
 * @modified: when its colour or note was changed last
 * @is_lost: whether it was not found in the text when that was shown last
 * @title: (nullable): of the article, where that was asked for
 * @source: (nullable): the name of its source, where that was asked for
 * @url: (nullable): of the article, where that was asked for
 * @published: when the article was, 0 when not known or not asked for
 *
 * A passage of an article that a person has highlighted: a value, not changed once it
 * is handed on.
 */
typedef struct
{
  gint64         id;
  gint64         article_id;
  GazetteQuote   quote;
  GazetteColour  colour;
  char          *note;
  gint64         created;
  gint64         modified;
  gboolean       is_lost;
  char          *title;
  char          *source;
  char          *url;
  gint64         published;
} GazetteAnnotation;

#define GAZETTE_TYPE_ANNOTATION (gazette_annotation_get_type ())

GType              gazette_annotation_get_type (void) G_GNUC_CONST;
GazetteAnnotation *gazette_annotation_new      (gint64             article_id);
GazetteAnnotation *gazette_annotation_ref      (GazetteAnnotation *self);
void               gazette_annotation_unref    (GazetteAnnotation *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteAnnotation, gazette_annotation_unref)

G_END_DECLS

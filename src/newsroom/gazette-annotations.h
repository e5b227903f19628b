/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-annotated.h"
#include "gazette-highlights.h"
#include "gazette-newsroom.h"

G_BEGIN_DECLS

/**
 * GazetteAnnotations:
 * @all: (element-type GazetteAnnotation): the highlights of an article
 * @passages: (element-type GazettePassage): where in its document each of them is
 * @marked: (nullable): the document with what is highlighted marked in it, and notes
 *   below it; %NULL where nothing is highlighted
 *
 * What is highlighted in a document: a value.
 */
typedef struct
{
  GPtrArray       *all;
  GArray          *passages;
  GazetteDocument *marked;
} GazetteAnnotations;

#define GAZETTE_TYPE_ANNOTATIONS (gazette_annotations_get_type ())

GType               gazette_annotations_get_type       (void) G_GNUC_CONST;
GazetteAnnotations *gazette_annotations_ref            (GazetteAnnotations   *self);
void                gazette_annotations_unref          (GazetteAnnotations   *self);
GazetteDocument    *gazette_annotations_list           (GazetteAnnotations   *self,
                                                        GazetteDocument      *document);

DexFuture          *gazette_newsroom_find_highlights   (GazetteNewsroom      *self,
                                                        gint64                article_id,
                                                        GazetteDocument      *document);
DexFuture          *gazette_newsroom_annotate          (GazetteNewsroom      *self,
                                                        gint64                article_id,
                                                        GazetteDocument      *document,
                                                        GazetteAnnotatedForm  form);
DexFuture          *gazette_newsroom_highlight         (GazetteNewsroom      *self,
                                                        gint64                article_id,
                                                        GazetteDocument      *document,
                                                        const GazetteExcerpt *excerpt);
DexFuture          *gazette_newsroom_export_highlights (GazetteNewsroom      *self,
                                                        const char           *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteAnnotations, gazette_annotations_unref)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-dialect.h"

G_BEGIN_DECLS

/**
 * GazetteInferredField:
 * @name: the field, as a dialect file calls it, such as "title"
 * @confidence: how sure it is, from 0 to 1
 *
 * One field of a mapping that was inferred.
 */
typedef struct
{
  const char *name;
  double      confidence;
} GazetteInferredField;

/**
 * GazetteInference:
 * @mapping: a whole dialect file, immutable
 * @path: where the articles are, as the mapping says
 * @confidence: how sure it is that these are articles, from 0 to 1
 * @n_articles: how many there are in the answer
 * @fields: (element-type GazetteInferredField): the fields that were found, in
 *   the order of the mapping
 *
 * What was made of an answer in no known dialect: a value, shared by reference
 * and never written to again.
 */
typedef struct
{
  JsonNode *mapping;
  char     *path;
  double    confidence;
  guint     n_articles;
  GArray   *fields;
} GazetteInference;

#define GAZETTE_TYPE_INFERENCE (gazette_inference_get_type ())

GType             gazette_inference_get_type       (void) G_GNUC_CONST;
GazetteInference *gazette_inference_ref            (GazetteInference     *self);
void              gazette_inference_unref          (GazetteInference     *self);
const char       *gazette_inference_get_id         (GazetteInference     *self);
double            gazette_inference_get_confidence (GazetteInference     *self,
                                                    const char           *field);

char             *gazette_infer_dup_id             (const GazetteAnswer  *answer);
GazetteInference *gazette_infer                    (JsonNode             *root,
                                                    const GazetteAnswer  *answer,
                                                    const char           *id,
                                                    GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteInference, gazette_inference_unref)

G_END_DECLS

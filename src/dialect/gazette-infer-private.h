/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-infer.h"

G_BEGIN_DECLS

/* How many items of a list are looked at; one bit of a #guint64 for each. */
#define GAZETTE_INFER_MAX_SAMPLES 48

/* What a name or a value may speak for. */
typedef enum
{
  GAZETTE_ROLE_TITLE,
  GAZETTE_ROLE_URL,
  GAZETTE_ROLE_PUBLISHED,
  GAZETTE_ROLE_MODIFIED,
  GAZETTE_ROLE_SUMMARY,
  GAZETTE_ROLE_BODY,
  GAZETTE_ROLE_IMAGE,
  GAZETTE_ROLE_CAPTION,
  GAZETTE_ROLE_AUTHOR,
  GAZETTE_ROLE_TAGS,
  GAZETTE_ROLE_ID,
  GAZETTE_ROLE_LANGUAGE,
  GAZETTE_ROLE_LIST,
  GAZETTE_ROLE_FOREIGN,
  GAZETTE_ROLE_SLUG,
  GAZETTE_ROLE_GENERIC,
  GAZETTE_ROLE_WRAPPER,
  GAZETTE_ROLE_ENVELOPE,
  GAZETTE_N_ROLES,
} GazetteRole;

/* What things that are not articles are, by the names of what they have. */
typedef enum
{
  GAZETTE_KIND_PEOPLE,
  GAZETTE_KIND_GOODS,
  GAZETTE_KIND_WEATHER,
  GAZETTE_KIND_FEEDS,
  GAZETTE_KIND_TOPICS,
  GAZETTE_KIND_SETTINGS,
  GAZETTE_KIND_FILES,
  GAZETTE_KIND_FILMS,
  GAZETTE_N_KINDS,
} GazetteKind;

/* What can be seen of one value, or of many on average: each from 0 to 1 but
 * the two lengths, which are in characters and in words. */
typedef struct
{
  double string;
  double number;
  double date;
  double address;
  double relative;
  double image;
  double media;
  double html;
  double markdown;
  double slug;
  double headline;
  double prose;
  double language;
  double chars;
  double words;
} GazetteTraits;

/* All values at one place of the items of a list. */
typedef struct
{
  char          *path;
  char          *holder;
  char          *leaf;
  GStrv          names;
  GPtrArray     *values;
  guint64        mask;
  guint          n_all;
  gboolean       is_many;
  gboolean       is_blocks;
  gboolean       is_translated;
  double         blocks_length;
  double         distinct;
  GazetteTraits  traits;
} GazetteColumn;

/* What may be the list of articles: all that @path leads to. @items are the
 * elements looked at, @columns what they have. */
typedef struct
{
  char      *path;
  GPtrArray *items;
  GPtrArray *columns;
  GPtrArray *header;
  guint      n_items;
  guint      n_lists;
  gboolean   is_single;
  gboolean   is_map;
  gboolean   is_rows;
  gboolean   has_header;
} GazetteCandidateList;

/* A column as a field: how it is written, and how sure that is. */
typedef struct
{
  GazetteColumn *column;
  const char    *as;
  double         confidence;
} GazetteChoice;

#define GAZETTE_MAX_CHOICES 4

/* The columns of one field, the best first. */
typedef struct
{
  GazetteChoice choices[GAZETTE_MAX_CHOICES];
  guint         n;
} GazetteChoices;

/* How a candidate would be read. */
typedef struct
{
  GazetteCandidateList *list;
  GazetteChoices        fields[GAZETTE_N_ROLES];
  GazetteChoices        attachments;
  double                score;
  guint64               items;
  gboolean              is_micro;
  double                kinds[GAZETTE_N_KINDS];
} GazetteProposal;

double gazette_infer_name (GazetteRole  role,
                           const char  *name);
double gazette_infer_names (GazetteRole        role,
                            const char *const *names);
double gazette_infer_kind (GazetteKind  kind,
                           const char  *name);
gboolean gazette_infer_type (GazetteKind  kind,
                             const char  *type);
gboolean gazette_infer_is_wrapper (const char *name);
gboolean gazette_infer_is_envelope (const char *name);
char *gazette_infer_fold_name (const char *name);

void gazette_infer_judge (JsonNode      *value,
                          GazetteTraits *traits);
void gazette_infer_judge_all (GPtrArray     *values,
                              GazetteTraits *traits);

void gazette_infer_append_step (GString    *path,
                                const char *name);
gboolean gazette_infer_is_keyed (JsonObject *object);
void gazette_infer_survey (GazetteCandidateList *list);
GPtrArray *gazette_infer_find_lists (JsonNode *root);
gboolean gazette_infer_choose (GPtrArray       *lists,
                               GazetteProposal *best);
void gazette_infer_refuse (JsonNode               *root,
                           const GazetteProposal  *best,
                           GError                **error);
void gazette_infer_propose (GazetteProposal      *self,
                            GazetteCandidateList *list);
void gazette_infer_write_way (JsonBuilder *builder,
                              const char  *path,
                              const char  *as);
void gazette_infer_write_frame (JsonBuilder          *builder,
                                GazetteCandidateList *list,
                                GPtrArray            *lists,
                                const GazetteAnswer  *answer);
void gazette_infer_write_mapping (GazetteInference      *inference,
                                  const GazetteProposal *best,
                                  GPtrArray             *lists,
                                  const GazetteAnswer   *answer,
                                  const char            *id);

G_END_DECLS

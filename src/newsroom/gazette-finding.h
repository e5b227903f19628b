/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "gazette-edition.h"
#include "gazette-source.h"

G_BEGIN_DECLS

/**
 * GazettePlace:
 * @path: a path, as a dialect file has it
 * @value: what is there in the first article, shortened
 *
 * Where something is in an answer.
 */
typedef struct
{
  char *path;
  char *value;
} GazettePlace;

/**
 * GazetteField:
 * @name: as a dialect file calls it, such as "title"; "articles" is the list
 * @path: where it is, "" for nowhere
 * @value: (nullable): what the first article has of it, as plain text; %NULL when
 *   it has nothing there
 * @error: (nullable): why @path cannot be used, in plain words
 *
 * How one field is read, and what comes of it.
 */
typedef struct
{
  char *name;
  char *path;
  char *value;
  char *error;
} GazetteField;

/**
 * GazetteFinding:
 * @source: what would be added
 * @edition: (nullable): what it brought; %NULL as long as it was not looked at,
 *   or could not be read
 * @dialect_name: (nullable): how it speaks, for people
 * @is_inferred: nobody has described it: how to read it was made out from the answer
 * @can_edit: how it is read can be changed
 * @needs_key: it answers only who has a key
 * @key_hint: (nullable): where a key can be had, in a sentence
 * @key_url: (nullable): the page for it
 * @can_search: it can be asked for articles about something
 * @terms: (nullable): what the articles are about, when it was asked for something
 * @error: (nullable): why it could not be read
 * @fields: (nullable) (element-type GazetteField): how each field is read; this
 *   and the next two are there after gazette_newsroom_read_again()
 * @places: (nullable) (element-type GazettePlace): what the first article has
 * @lists: (nullable) (element-type GazettePlace): where there are lists in the answer
 *
 * What was found behind an address: a value, shared by reference and never
 * written to again.
 */
typedef struct
{
  GazetteSource  *source;
  GazetteEdition *edition;
  char           *dialect_name;
  gboolean        is_inferred;
  gboolean        can_edit;
  gboolean        needs_key;
  char           *key_hint;
  char           *key_url;
  gboolean        can_search;
  char           *terms;
  GError         *error;
  GPtrArray      *fields;
  GPtrArray      *places;
  GPtrArray      *lists;
} GazetteFinding;

#define GAZETTE_TYPE_FINDING (gazette_finding_get_type ())

GType           gazette_finding_get_type (void) G_GNUC_CONST;
GazetteFinding *gazette_finding_ref      (GazetteFinding *self);
void            gazette_finding_unref    (GazetteFinding *self);
char           *gazette_finding_dup_name (GazetteFinding *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteFinding, gazette_finding_unref)

G_END_DECLS

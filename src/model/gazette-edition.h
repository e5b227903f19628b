/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-article.h"

G_BEGIN_DECLS

/**
 * GazetteEdition:
 * @dialect: id of the dialect that read it
 * @title: (nullable): what the source calls itself, plain text
 * @home_url: (nullable): the site's own page
 * @icon: (nullable): address of the source's icon
 * @language: (nullable): BCP 47 tag
 * @next_url: (nullable): where the next, older page of articles is
 * @n_total: about how many articles there are on all pages, 0 when that is not known
 * @ended: the source says that it will never change again
 * @articles: (element-type GazetteArticle): in the order of the source
 *
 * What one fetch brought: a value, under the rules of #GazetteArticle.
 */
typedef struct
{
  char      *dialect;
  char      *title;
  char      *home_url;
  char      *icon;
  char      *language;
  char      *next_url;
  guint      n_total;
  gboolean   ended;
  GPtrArray *articles;
} GazetteEdition;

#define GAZETTE_TYPE_EDITION (gazette_edition_get_type ())

GType           gazette_edition_get_type (void) G_GNUC_CONST;
GazetteEdition *gazette_edition_new      (const char     *dialect);
GazetteEdition *gazette_edition_ref      (GazetteEdition *self);
void            gazette_edition_unref    (GazetteEdition *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteEdition, gazette_edition_unref)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-element.h"
#include "gazette-html.h"

G_BEGIN_DECLS

/**
 * GazetteFacts:
 * @headline: (nullable): the article's title
 * @page_title: (nullable): the title of the page
 * @byline: (nullable): who wrote it, as the page says it
 * @publisher: (nullable): who published it
 * @site: (nullable): the name of the site
 * @language: (nullable): as the page says it
 * @image: (nullable): the address of a picture, as the page says it
 * @canonical: (nullable): its own address, as the page says it
 * @description: (nullable): what it is about
 * @body: (nullable): the text of the article, plain or HTML
 * @ingredients: (nullable): of a recipe, what is needed for it
 * @steps: (nullable): of a recipe, what to do
 * @published: when, 0 when not known
 *
 * What a page says about its article, beside showing it.
 */
typedef struct
{
  char   *headline;
  char   *page_title;
  char   *byline;
  char   *publisher;
  char   *site;
  char   *language;
  char   *image;
  char   *canonical;
  char   *description;
  char   *body;
  char  **ingredients;
  char  **steps;
  gint64  published;
} GazetteFacts;

GazetteFacts *gazette_facts_new     (const GumboNode *root);
void          gazette_facts_free    (GazetteFacts    *self);
void          gazette_facts_read_ld (GazetteFacts    *self,
                                     const GumboNode *root);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteFacts, gazette_facts_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * GazetteExtract:
 * @title: (nullable): of the article
 * @byline: (nullable): who wrote it
 * @published: when it was published, 0 when not known
 * @site: (nullable): what the site calls itself
 * @language: (nullable): a tag such as "en-GB"
 * @image: (nullable): an absolute http or https address of the lead picture
 * @lead: (nullable): the same as HTML with its caption, where the page shows it above
 *   the text and that begins without a picture; @html does not have it
 * @canonical: (nullable): an absolute http or https address that the page says is
 *   its own
 * @excerpt: (nullable): what the page says it is about, or its first paragraph
 * @text: its paragraphs, headings, lists, quotations, tables and code as plain
 *   text, with a blank line between them; without title and captions. "" when
 *   no article was found
 * @html: the same with its pictures, captions and embeds, as a fragment with few
 *   elements and attributes and absolute addresses; "" when no article was found
 *
 * The article that was found in a page. A value: immutable once made,
 * references may cross threads.
 */
typedef struct
{
  char   *title;
  char   *byline;
  gint64  published;
  char   *site;
  char   *language;
  char   *image;
  char   *lead;
  char   *canonical;
  char   *excerpt;
  char   *text;
  char   *html;
} GazetteExtract;

#define GAZETTE_TYPE_EXTRACT (gazette_extract_get_type ())

GType           gazette_extract_get_type      (void) G_GNUC_CONST;
GazetteExtract *gazette_extract_new_from_html (const char     *html,
                                               gssize          length,
                                               const char     *url);
GazetteExtract *gazette_extract_ref           (GazetteExtract *self);
void            gazette_extract_unref         (GazetteExtract *self);
JsonNode       *gazette_extract_to_json       (GazetteExtract *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteExtract, gazette_extract_unref)

G_END_DECLS

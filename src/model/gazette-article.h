/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * GazetteAttachment:
 * @url: an absolute http or https address
 * @type: (nullable): media type
 * @title: (nullable): plain text
 * @size: in bytes, -1 when not known
 * @duration: in seconds, -1 when not known
 *
 * A file that comes with an article, such as the sound of a podcast.
 */
typedef struct
{
  char  *url;
  char  *type;
  char  *title;
  gint64 size;
  gint64 duration;
} GazetteAttachment;

/**
 * GazetteArticle:
 * @id: what tells this article from the others of its source; never %NULL
 * @url: (nullable): absolute http or https address of the article on the web
 * @title: plain text, "" when the article has none
 * @authors: (nullable): names, in order
 * @published: seconds since 1970 UTC, 0 when not known
 * @is_published_roughly: @published was said relative to when it was read, such
 *   as “2 hours ago”: of what was read earlier, the date is the better one
 * @modified: seconds since 1970 UTC, 0 when not known
 * @summary: plain text, "" when nothing can be said
 * @html: (nullable): the body as untrusted HTML, addresses in it resolved
 *   against @url by whoever reads it
 * @image: (nullable): absolute address of the lead picture
 * @image_caption: (nullable): plain text
 * @tags: (nullable): plain text, in order
 * @attachments: (element-type GazetteAttachment) (nullable): files
 * @language: (nullable): BCP 47 tag
 *
 * An article as it was read from its source: a value. Fill the fields in after
 * gazette_article_new(), then share it and never write to it again; references
 * may cross threads.
 */
typedef struct
{
  char      *id;
  char      *url;
  char      *title;
  GStrv      authors;
  gint64     published;
  gboolean   is_published_roughly;
  gint64     modified;
  char      *summary;
  char      *html;
  char      *image;
  char      *image_caption;
  GStrv      tags;
  GPtrArray *attachments;
  char      *language;
} GazetteArticle;

#define GAZETTE_TYPE_ARTICLE (gazette_article_get_type ())

GType              gazette_article_get_type (void) G_GNUC_CONST;
GazetteArticle    *gazette_article_new      (const char        *id);
GazetteArticle    *gazette_article_ref      (GazetteArticle    *self);
void               gazette_article_unref    (GazetteArticle    *self);

GazetteAttachment *gazette_attachment_new   (const char        *url);
GazetteAttachment *gazette_attachment_copy  (const GazetteAttachment *self);
GazetteAttachment *gazette_attachment_new_for_media (const char           *url,
                                                     const char           *title);
char              *gazette_attachment_dup_name      (const GazetteAttachment *self);
char              *gazette_attachment_dup_file_name (const GazetteAttachment *self);
void               gazette_attachment_free  (GazetteAttachment *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteArticle, gazette_article_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteAttachment, gazette_attachment_free)

G_END_DECLS

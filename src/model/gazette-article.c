/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-article.h"

G_DEFINE_BOXED_TYPE (GazetteArticle, gazette_article, gazette_article_ref, gazette_article_unref)

/**
 * gazette_attachment_new:
 * @url: an absolute http or https address
 *
 * Returns: (transfer full): an attachment of which only the address is known
 */
GazetteAttachment *
gazette_attachment_new (const char *url)
{
  GazetteAttachment *self;

  g_return_val_if_fail (url != NULL, NULL);

  self = g_new0 (GazetteAttachment, 1);
  self->url = g_strdup (url);
  self->size = -1;
  self->duration = -1;

  return self;
}

/**
 * gazette_attachment_copy:
 * @self: an attachment
 *
 * Returns: (transfer full): another one that says the same
 */
GazetteAttachment *
gazette_attachment_copy (const GazetteAttachment *self)
{
  GazetteAttachment *copy = gazette_attachment_new (self->url);

  copy->type = g_strdup (self->type);
  copy->title = g_strdup (self->title);
  copy->size = self->size;
  copy->duration = self->duration;

  return copy;
}

/**
 * gazette_attachment_free:
 * @self: (transfer full): an attachment
 *
 * Frees it.
 */
void
gazette_attachment_free (GazetteAttachment *self)
{
  g_free (self->url);
  g_free (self->type);
  g_free (self->title);
  g_free (self);
}

/**
 * gazette_article_new:
 * @id: what tells the article from the others of its source
 *
 * Creates an article with an empty title and summary and nothing else, for the
 * caller to fill in.
 *
 * Returns: (transfer full): the article
 */
GazetteArticle *
gazette_article_new (const char *id)
{
  GazetteArticle *self;

  g_return_val_if_fail (id != NULL, NULL);

  self = g_atomic_rc_box_new0 (GazetteArticle);
  self->id = g_strdup (id);
  self->title = g_strdup ("");
  self->summary = g_strdup ("");

  return self;
}

/**
 * gazette_article_ref:
 * @self: an article
 *
 * Takes a reference, on any thread.
 *
 * Returns: (transfer full): @self
 */
GazetteArticle *
gazette_article_ref (GazetteArticle *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_article (gpointer data)
{
  GazetteArticle *self = data;

  g_free (self->id);
  g_free (self->url);
  g_free (self->title);
  g_strfreev (self->authors);
  g_free (self->summary);
  g_free (self->html);
  g_free (self->image);
  g_free (self->image_caption);
  g_strfreev (self->tags);
  g_clear_pointer (&self->attachments, g_ptr_array_unref);
  g_free (self->language);
}

/**
 * gazette_article_unref:
 * @self: (transfer full): an article
 *
 * Drops a reference, on any thread.
 */
void
gazette_article_unref (GazetteArticle *self)
{
  g_atomic_rc_box_release_full (self, clear_article);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-document-private.h"

/* So many bytes beside a link are "[…]", an arrow, or a bar between two of them. */
#define MAX_BESIDE 12

/* A longer paragraph with the article's title in it says more than where it is from. */
#define MAX_TAIL 500

/* Whether an address is that of the article, whatever comes after its path. */
static gboolean
is_own (const char *href,
        const char *url)
{
  const char *own = strstr (url, "://");
  const char *other = href != NULL ? strstr (href, "://") : NULL;
  gsize length;
  gsize other_length;

  if (own == NULL || other == NULL)
    return FALSE;

  length = strcspn (own, "?#");
  other_length = strcspn (other, "?#");
  if (own[length - 1] == '/')
    length--;
  if (other[other_length - 1] == '/')
    other_length--;

  return length == other_length && strncmp (own, other, length) == 0;
}

static gboolean
has_title (const GazetteBlock *block,
           const char         *url,
           const char         *words)
{
  for (guint i = 0; i < block->runs->len; i++)
    {
      const GazetteRun *run = &g_array_index (block->runs, GazetteRun, i);
      g_autofree char *text = NULL;
      g_autofree char *own = NULL;

      if (!is_own (run->href, url))
        continue;
      text = g_strndup (block->text + run->start, run->end - run->start);
      own = gazette_document_dup_words (text);
      if (*own != '\0' && strcmp (own, words) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Whether there is nothing in it but links to the article itself. */
static gboolean
is_link_only (const GazetteBlock *block,
              const char         *url)
{
  gsize linked = 0;

  for (guint i = 0; i < block->runs->len; i++)
    {
      const GazetteRun *run = &g_array_index (block->runs, GazetteRun, i);

      if (run->link != 0 && !is_own (run->href, url))
        return FALSE;
      if (run->link != 0)
        linked += run->end - run->start;
    }

  return linked > 0 && strlen (block->text) - linked <= MAX_BESIDE;
}

static gboolean
is_tail (const GazetteBlock *block,
         const char         *url,
         const char         *words)
{
  if (block->kind != GAZETTE_BLOCK_PARAGRAPH || strlen (block->text) > MAX_TAIL)
    return FALSE;

  return is_link_only (block, url) || (*words != '\0' && has_title (block, url, words));
}

/*
 * gazette_document_drop_tail:
 * @self: a document that is being made
 * @url: address of the article
 * @title: (nullable): its title
 *
 * Takes away what a program that writes articles puts at the end of each: "Read
 * more", or where it appeared first, in whatever language. Those paragraphs lead
 * to the article itself, which is where the reader is.
 */
void
gazette_document_drop_tail (GazetteDocument *self,
                            const char      *url,
                            const char      *title)
{
  g_autofree char *words = gazette_document_dup_words (title != NULL ? title : "");
  gboolean dropped = FALSE;

  for (guint n = self->blocks->len; n > 1; n--)
    {
      const GazetteBlock *block = self->blocks->pdata[n - 1];

      if (is_tail (block, url, words))
        dropped = TRUE;
      else if (!dropped || block->kind != GAZETTE_BLOCK_RULE)
        break;
      g_ptr_array_remove_index (self->blocks, n - 1);
    }
}

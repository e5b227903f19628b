/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-base-direction.h"
#include "gazette-document-private.h"
#include "gazette-url.h"

/* More bytes are a sentence that happens to begin with a dash. */
#define MAX_ATTRIBUTION 300

static const char *
skip_scheme (const char *url)
{
  const char *found = strstr (url, "://");

  return found != NULL ? found + 3 : url;
}

/* The part of an address that names a page. */
static gsize
page_length (const char *url)
{
  gsize length = strcspn (url, "#");

  return length > 0 && url[length - 1] == '/' ? length - 1 : length;
}

static gboolean
is_same_page (const char *url,
              const char *other)
{
  const char *own = skip_scheme (url);
  gsize length;

  other = skip_scheme (other);
  length = page_length (own);

  return length == page_length (other) && strncmp (own, other, length) == 0;
}

/* The fragment of a link to this very page, "#" included; NULL for any other. */
static const char *
find_own_fragment (const char *href,
                   const char *url)
{
  const char *fragment = href != NULL && *href != '#' ? strchr (href, '#') : NULL;

  return fragment != NULL && is_same_page (href, url) ? fragment : NULL;
}

static void
collect_anchors (GHashTable         *anchors,
                 const GazetteBlock *block)
{
  for (guint i = 0; block->anchors != NULL && i < block->anchors->len; i++)
    g_hash_table_add (anchors, (gpointer) g_array_index (block->anchors, GazetteAnchor, i).id);
}

static void
join_links_of (GHashTable   *anchors,
               GazetteBlock *block,
               const char   *url)
{
  for (guint i = 0; i < block->runs->len; i++)
    {
      GazetteRun *run = &g_array_index (block->runs, GazetteRun, i);
      const char *fragment = find_own_fragment (run->href, url);
      g_autofree char *id = fragment != NULL ? g_uri_unescape_string (fragment + 1, NULL) : NULL;

      if (id != NULL && g_hash_table_contains (anchors, id))
        run->href = fragment;
    }
}

/*
 * gazette_document_join_links:
 * @self: a document that is being made
 * @base_url: (nullable): where it was
 *
 * Links to a place in this very text need not leave it, even if they name its full
 * address: many sites write those of their footnotes so.
 */
void
gazette_document_join_links (GazetteDocument *self,
                             const char      *base_url)
{
  g_autofree char *url = base_url != NULL ? gazette_url_resolve (NULL, base_url) : NULL;
  g_autoptr(GHashTable) anchors = NULL;

  if (url == NULL)
    return;

  anchors = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < self->blocks->len; i++)
    collect_anchors (anchors, self->blocks->pdata[i]);
  if (g_hash_table_size (anchors) == 0)
    return;

  for (guint i = 0; i < self->blocks->len; i++)
    join_links_of (anchors, self->blocks->pdata[i], url);
}

static gboolean
begins_with_dash (const char *text)
{
  return g_str_has_prefix (text, "—") || g_str_has_prefix (text, "―") || g_str_has_prefix (text, "– ");
}

/*
 * gazette_document_find_attributions:
 * @self: a document that is being made
 *
 * The last paragraph of a quotation that begins with a dash says whose words
 * they are.
 */
void
gazette_document_find_attributions (GazetteDocument *self)
{
  for (guint i = 1; i < self->blocks->len; i++)
    {
      GazetteBlock *block = self->blocks->pdata[i];
      const GazetteBlock *before = self->blocks->pdata[i - 1];
      const GazetteBlock *after = i + 1 < self->blocks->len ? self->blocks->pdata[i + 1] : NULL;

      if (block->kind == GAZETTE_BLOCK_PARAGRAPH && block->quote_depth > 0 && block->list_depth == 0 &&
          block->quotes == 0 && before->quote_depth >= block->quote_depth &&
          (after == NULL || after->quote_depth - after->quotes < block->quote_depth) &&
          strlen (block->text) <= MAX_ATTRIBUTION && begins_with_dash (block->text))
        block->role = GAZETTE_ROLE_ATTRIBUTION;
    }
}

static GazetteDirection
get_direction (const GazetteBlock *block)
{
  return block->direction != GAZETTE_DIRECTION_NONE ? block->direction
                                                    : gazette_base_direction_of_text (block->text, -1);
}

/* What has its marker at the side at which its text begins. */
static gboolean
is_in_list (const GazetteBlock *block)
{
  return block->list_depth > 0 && block->kind == GAZETTE_BLOCK_PARAGRAPH;
}

static guint
find_end_of_list (GazetteDocument *self,
                  guint            start)
{
  guint end = start;

  while (end < self->blocks->len && ((const GazetteBlock *) self->blocks->pdata[end])->list_depth > 0)
    end++;

  return end;
}

static GazetteDirection
find_direction_of_list (GazetteDocument *self,
                        guint            start,
                        guint            end)
{
  int balance = 0;

  for (guint i = start; i < end; i++)
    {
      const GazetteBlock *block = self->blocks->pdata[i];
      GazetteDirection direction = is_in_list (block) ? get_direction (block) : GAZETTE_DIRECTION_NONE;

      if (direction != GAZETTE_DIRECTION_NONE)
        balance += direction == GAZETTE_DIRECTION_RTL ? 1 : -1;
    }
  if (balance == 0 && start > 0)
    return get_direction (self->blocks->pdata[start - 1]);

  return balance > 0 ? GAZETTE_DIRECTION_RTL : GAZETTE_DIRECTION_LTR;
}

/*
 * gazette_document_align_lists:
 * @self: a document that is being made
 *
 * A list has its markers at one side: an item for which no direction is said, such
 * as a name from elsewhere, stands where most of the others do; in doubt, where the
 * text before the list does.
 */
void
gazette_document_align_lists (GazetteDocument *self)
{
  for (guint start = 0; start < self->blocks->len; start++)
    {
      guint end = find_end_of_list (self, start);
      GazetteDirection direction = end > start ? find_direction_of_list (self, start, end) : GAZETTE_DIRECTION_NONE;

      for (guint i = start; direction != GAZETTE_DIRECTION_NONE && i < end; i++)
        {
          GazetteBlock *block = self->blocks->pdata[i];
          GazetteDirection own = get_direction (block);

          /* Without a letter it is read from left to right. */
          if (own == GAZETTE_DIRECTION_NONE)
            own = GAZETTE_DIRECTION_LTR;
          if (is_in_list (block) && block->direction == GAZETTE_DIRECTION_NONE && own != direction)
            block->direction = direction;
        }
      start = MAX (start, end);
    }
}

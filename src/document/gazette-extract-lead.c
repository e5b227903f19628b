/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-address.h"
#include "gazette-extract-private.h"

/* One that is shown smaller stands for a link to the article. */
#define MIN_WIDTH 200

/* How many pictures above the text are looked at, the lowest first. */
#define MAX_PICTURES 200

/* The figure is no further around its picture, its caption no longer. */
#define MAX_DEPTH   6
#define MAX_CAPTION 600

/* Whether something to see comes before the first word, as the HTML was written. */
static gboolean
begins_with_picture (const char *html)
{
  while (*html == '<' || g_ascii_isspace (*html))
    {
      if (g_str_has_prefix (html, "<img ") || g_str_has_prefix (html, "<iframe "))
        return TRUE;
      html += *html == '<' ? strcspn (html, ">") + 1 : 1;
    }

  return FALSE;
}

static gboolean
has_picture (const char *html,
             const char *url)
{
  static const char start[] = "<img src=\"";

  for (const char *p = strstr (html, start); p != NULL; p = strstr (p, start))
    {
      g_autoptr(GString) src = NULL;

      p += strlen (start);
      src = g_string_new_len (p, (gssize) strcspn (p, "\""));
      g_string_replace (src, "&amp;", "&", 0);
      if (gazette_picture_is_same (src->str, url))
        return TRUE;
    }

  return FALSE;
}

static guint
find_text (GazetteOutline *outline,
           guint           root)
{
  const GazetteOutlineItem *article = gazette_outline_item (outline, root);

  for (guint i = article->first_block; i < article->end_block; i++)
    {
      const GazetteOutlineBlock *block = gazette_outline_block (outline, i);

      if (!block->is_cut)
        return block->first;
    }

  return root;
}

static GazetteBlock *
read_picture (GazetteBase              *base,
              GazetteOutline           *outline,
              const GazetteOutlineItem *item)
{
  const GumboNode *parent = gazette_outline_item (outline, item->parent)->node;
  const GumboNode *node = item->node;

  while (node != NULL && !gazette_element_is (node, GUMBO_TAG_IMG))
    node = gazette_html_next (item->node, node);

  return node == NULL ? NULL
                      : gazette_picture_read (base, node, gazette_element_is (parent, GUMBO_TAG_PICTURE) ? parent : NULL);
}

/* Returns: (nullable): the last picture before @end that is @url */
static GazetteBlock *
find_picture (GazetteBase    *base,
              GazetteOutline *outline,
              guint           end,
              const char     *url,
              guint          *position)
{
  guint n_pictures = 0;

  for (guint i = end; i > 0 && n_pictures < MAX_PICTURES; i--)
    {
      GumboTag tag = gazette_outline_get_tag (outline, i - 1);
      g_autoptr(GazetteBlock) block = NULL;

      if (tag != GUMBO_TAG_IMG && tag != GUMBO_TAG_NOSCRIPT)
        continue;
      n_pictures++;
      block = read_picture (base, outline, gazette_outline_item (outline, i - 1));
      if (block == NULL || block->src == NULL || (block->width > 0 && block->width < MIN_WIDTH) ||
          !gazette_picture_is_same (block->src, url))
        continue;
      *position = i - 1;
      return g_steal_pointer (&block);
    }

  return NULL;
}

/* What is said of it in the figure that it stands in. */
static void
append_caption (GString        *html,
                GazetteOutline *outline,
                guint           position)
{
  const GazetteOutlineItem *figure = gazette_outline_item (outline, position);
  g_autoptr(GString) caption = g_string_new (NULL);
  g_autofree char *escaped = NULL;

  for (guint i = 0; i < MAX_DEPTH && (figure->flags & GAZETTE_ELEMENT_FIGURE) == 0; i++)
    figure = gazette_outline_item (outline, figure->parent);
  if ((figure->flags & GAZETTE_ELEMENT_FIGURE) == 0)
    return;

  for (guint i = figure->first_block; i < figure->end_block && caption->len < MAX_CAPTION; i++)
    {
      const GazetteOutlineBlock *block = gazette_outline_block (outline, i);

      if (block->is_caption && !gazette_phrase_is_label (block->text))
        g_string_append_printf (caption, "%s%s", caption->len > 0 ? " " : "", block->text);
    }
  if (caption->len == 0 || caption->len > MAX_CAPTION)
    return;

  escaped = g_markup_escape_text (caption->str, -1);
  g_string_append_printf (html, "<figcaption>%s</figcaption>", escaped);
}

/*
 * gazette_extract_dup_lead:
 * @outline: a page
 * @root: the item of the article in it
 * @html: the article, as it was written
 * @base_url: (nullable): what relative addresses are relative to
 * @image: the address of the picture that the page says is that of the article
 *
 * Many sites show that picture between the headline and the text, in a place of its own.
 *
 * Returns: (transfer full) (nullable): it as a figure, as the page shows it above the
 *   text; %NULL where it does not, or where the text begins with a picture or has it
 */
char *
gazette_extract_dup_lead (GazetteOutline *outline,
                          guint           root,
                          const char     *html,
                          const char     *base_url,
                          const char     *image)
{
  g_autoptr(GazetteWriter) limits = gazette_writer_new ();
  GazetteBase base = { .url = (char *) base_url, .writer = limits };
  g_autoptr(GazetteBlock) block = NULL;
  guint position = 0;
  GString *lead;

  if (begins_with_picture (html) || has_picture (html, image))
    return NULL;
  block = find_picture (&base, outline, find_text (outline, root), image, &position);
  if (block == NULL)
    return NULL;

  lead = g_string_new ("<figure>");
  gazette_extract_append_picture (lead, block);
  append_caption (lead, outline, position);
  g_string_append (lead, "</figure>");

  return g_string_free_and_steal (lead);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-address.h"
#include "gazette-element.h"
#include "gazette-text.h"
#include "gazette-url.h"

#define MAX_CHILDREN 32
#define MAX_ID 64
#define ID_CHARACTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"

/* A card has some ten. */
#define MAX_CARD_NODES 200

/* Addresses of players, and of the pages on which they show the same. */
static const char *const players[][2] = {
  { "youtube.com/embed/", "https://www.youtube.com/watch?v=" },
  { "youtube-nocookie.com/embed/", "https://www.youtube.com/watch?v=" },
  { "youtube.com/v/", "https://www.youtube.com/watch?v=" },
  { "player.vimeo.com/video/", "https://vimeo.com/" },
  { "dailymotion.com/embed/video/", "https://www.dailymotion.com/video/" },
  { "platform.twitter.com/embed/Tweet.html?id=", "https://x.com/i/status/" },
  { "open.spotify.com/embed/", "https://open.spotify.com/" },
  { "instagram.com/p/", "https://www.instagram.com/p/" },
  { "tiktok.com/embed/v2/", "https://www.tiktok.com/embed/v2/" },
};

/* What elements of scripts name a film or a post by, and where that is. */
static const char *const names[][2] = {
  { "videoid", "https://www.youtube.com/watch?v=" },
  { "data-videoid", "https://www.youtube.com/watch?v=" },
  { "data-tweetid", "https://x.com/i/status/" },
  { "data-shortcode", "https://www.instagram.com/p/" },
};

/* What only counts, sells or asks to be liked. */
static const char *const useless[] = {
  "googletagmanager.com/", "doubleclick.net/", "googlesyndication.com/", "facebook.com/plugins/like",
  "facebook.com/plugins/share", "platform.twitter.com/widgets/", "amazon-adsystem.com/", "://feedads.",
};

static const char *const address_attributes[] = {
  "src", "data-src", "data-lazy-src", "data-src-fg", "data-litespeed-src", "data-mp4src", "data-webmsrc", "data",
  "data-instgrm-permalink", "data-href",
};

/* The part of a path that names what is played. */
static char *
dup_page_of_player (const char *src)
{
  for (guint i = 0; i < G_N_ELEMENTS (players); i++)
    {
      const char *found = strstr (src, players[i][0]);
      const char *id = found != NULL ? found + strlen (players[i][0]) : NULL;
      gsize length = id != NULL ? strcspn (id, "?&#/\"") : 0;

      if (length > 0 && strncmp (id, "videoseries", length) != 0)
        return g_strdup_printf ("%s%.*s", players[i][1], (int) length, id);
    }

  return NULL;
}

/* Vimeo and Dailymotion name theirs as YouTube does. */
static const char *
find_site (const GumboNode *node,
           const char      *site)
{
  if (gazette_element_is_named (node, "amp-vimeo") || gazette_element_is_named (node, "lite-vimeo"))
    return "https://vimeo.com/";
  if (gazette_element_is_named (node, "amp-dailymotion"))
    return "https://www.dailymotion.com/video/";

  return site;
}

static char *
find_named (const GumboNode *node)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *id = gazette_html_get_attribute (node, names[i][0]);

      if (id != NULL && *id != '\0' && strspn (id, ID_CHARACTERS) == strnlen (id, MAX_ID))
        return g_strconcat (find_site (node, names[i][1]), id, NULL);
    }

  return NULL;
}

static char *
find_address (GazetteBase     *base,
              const GumboNode *node)
{
  for (guint i = 0; i < G_N_ELEMENTS (address_attributes); i++)
    {
      const char *value = gazette_html_get_attribute (node, address_attributes[i]);
      char *address = value != NULL && *value != '\0' ? gazette_base_resolve (base, value) : NULL;

      if (address != NULL)
        return address;
    }

  return NULL;
}

/* That of the element, of a source in it, or of a parameter of an old player. */
static char *
find_address_around (GazetteBase     *base,
                     const GumboNode *node)
{
  const GumboVector *children = &node->v.element.children;
  char *address = find_address (base, node);

  if (address == NULL)
    address = find_named (node);

  for (guint i = 0; address == NULL && i < MIN (children->length, MAX_CHILDREN); i++)
    {
      const GumboNode *child = children->data[i];
      const char *name = gazette_html_get_attribute (child, "name");

      if (gazette_element_is (child, GUMBO_TAG_SOURCE) || gazette_element_is (child, GUMBO_TAG_EMBED))
        address = find_address (base, child);
      else if (gazette_element_is (child, GUMBO_TAG_PARAM) && name != NULL &&
               (g_ascii_strcasecmp (name, "movie") == 0 || g_ascii_strcasecmp (name, "src") == 0))
        address = gazette_base_resolve (base, gazette_html_get_attribute (child, "value") != NULL
                                                ? gazette_html_get_attribute (child, "value")
                                                : "");
    }

  return address;
}

static gboolean
is_useless (const char      *address,
            const GumboNode *node)
{
  const char *width = gazette_html_get_attribute (node, "width");
  const char *height = gazette_html_get_attribute (node, "height");

  for (guint i = 0; i < G_N_ELEMENTS (useless); i++)
    {
      if (strstr (address, useless[i]) != NULL)
        return TRUE;
    }

  return g_strcmp0 (width, "0") == 0 || g_strcmp0 (width, "1") == 0 ||
         g_strcmp0 (height, "0") == 0 || g_strcmp0 (height, "1") == 0;
}

static char *
dup_title (const GumboNode *node)
{
  char *title = gazette_element_dup_label (node, "title");

  return title != NULL ? title : gazette_element_dup_label (node, "aria-label");
}

/*
 * gazette_embed_read:
 * @base: what addresses are relative to
 * @node: an `iframe`, `video`, `audio`, `embed` or `object` element, or one that a
 *   script replaces by such
 *
 * What cannot be shown within an article is a title and a link to it. Well-known
 * players lead to the page of what they play.
 *
 * Returns: (transfer full) (nullable): a block; %NULL when there is nothing to
 *   see or no address for it
 */
GazetteBlock *
gazette_embed_read (GazetteBase     *base,
                    const GumboNode *node)
{
  g_autofree char *address = find_address_around (base, node);
  GazetteBlock *block;
  char *page;

  if (address == NULL || is_useless (address, node))
    return NULL;

  block = gazette_block_new (GAZETTE_BLOCK_EMBED);
  page = dup_page_of_player (address);
  block->href = page != NULL ? page : g_steal_pointer (&address);
  block->alt = dup_title (node);
  /* Without a title, it is called after the site where it is. */
  if (block->alt == NULL)
    block->alt = gazette_url_dup_host (block->href);

  return block;
}

static char *
dup_text (const GumboNode *root)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (const GumboNode *node = root; node != NULL; node = gazette_html_next (root, node))
    {
      if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE)
        g_string_append (text, node->v.text.text);
    }

  return gazette_text_fold (text->str);
}

/*
 * gazette_embed_read_bookmark:
 * @base: what addresses are relative to
 * @node: a link that holds a card with the title and a picture of a page
 *
 * Returns: (transfer full) (nullable): a block; %NULL when it is not complete
 */
GazetteBlock *
gazette_embed_read_bookmark (GazetteBase     *base,
                             const GumboNode *node)
{
  const char *href = gazette_html_get_attribute (node, "href");
  g_autofree char *address = href != NULL ? gazette_base_resolve (base, href) : NULL;
  g_autoptr(GazetteBlock) block = NULL;
  const GumboNode *below = node;

  if (address == NULL)
    return NULL;

  block = gazette_block_new (GAZETTE_BLOCK_EMBED);
  block->href = g_steal_pointer (&address);
  for (guint i = 0; below != NULL && i < MAX_CARD_NODES; i++)
    {
      GazetteElement element = { 0 };

      if (below->type == GUMBO_NODE_ELEMENT)
        gazette_element_read (below, &element);
      if (element.flags & GAZETTE_ELEMENT_BOOKMARK_TITLE)
        {
          block->alt = dup_text (below);
          break;
        }
      below = gazette_html_next (node, below);
    }

  return block->alt != NULL && *block->alt != '\0' ? g_steal_pointer (&block) : NULL;
}

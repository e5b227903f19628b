/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-extract-private.h"

/* Above this share of all prose, names that say "not the article" are wrong. */
#define MAX_JUNK_SHARE 0.4
/* Readers may say much more than the article. */
#define MAX_COMMENTS_SHARE 0.9

/* Texts that stand side by side. */
typedef struct
{
  guint    anchor;
  guint    first;
  guint    last;
  double   value;
} Cluster;

/* The item that holds all clusters of the article, its first and its last block. */
typedef struct
{
  guint root;
  guint first;
  guint last;
} Extent;

static gboolean
is_cell (GazetteOutline            *outline,
         const GazetteOutlineBlock *block)
{
  GumboTag tag = gazette_outline_get_tag (outline, block->home);

  return tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH;
}

static double
value_block (GazetteOutline            *outline,
             const GazetteOutlineBlock *block)
{
  double own = (double) block->n_chars - block->n_link_chars;
  double value;

  if (block->is_known)
    return 2.0 * block->n_chars;
  if (block->n_link_chars * 2 > block->n_chars || block->is_heading || block->is_caption)
    return 0;
  if (is_cell (outline, block))
    return 0.3 * own;
  if (block->n_chars < 25 || (block->n_stops == 0 && block->n_chars < 80))
    return 0;
  if (block->n_stops == 0)
    return 0.2 * own;

  value = own * MIN (1, 0.3 + 0.35 * block->n_stops);

  return block->is_item ? 0.6 * value : value;
}

static double
sum (GazetteOutline           *outline,
     const GazetteOutlineItem *item)
{
  double total = 0;

  for (guint i = item->first_block; i < item->end_block; i++)
    {
      const GazetteOutlineBlock *block = gazette_outline_block (outline, i);

      if (!block->is_cut)
        total += block->value;
    }

  return total;
}

static void
cut_named (GazetteOutline *outline)
{
  double all = sum (outline, gazette_outline_item (outline, 0));

  for (guint i = 1; i < outline->items->len; i++)
    {
      const GazetteOutlineItem *item = gazette_outline_item (outline, i);
      double max_share;

      if ((item->signals & (GAZETTE_SIGNAL_JUNK | GAZETTE_SIGNAL_COMMENTS)) == 0 ||
          (item->flags & GAZETTE_ELEMENT_BLOCK) == 0)
        continue;
      max_share = (item->signals & GAZETTE_SIGNAL_COMMENTS) != 0 ? MAX_COMMENTS_SHARE : MAX_JUNK_SHARE;
      if (sum (outline, item) > max_share * all)
        continue;
      gazette_outline_cut (outline, i);
      i = item->end - 1;
    }
}

static GArray *
find_clusters (GazetteOutline *outline)
{
  GArray *clusters = g_array_new (FALSE, FALSE, sizeof (Cluster));
  g_autoptr(GHashTable) by_anchor = g_hash_table_new (g_direct_hash, g_direct_equal);

  for (guint i = 0; i < outline->blocks->len; i++)
    {
      const GazetteOutlineBlock *block = gazette_outline_block (outline, i);
      guint anchor;
      guint position;
      Cluster *cluster;

      if (block->is_cut || block->value <= 0)
        continue;

      anchor = gazette_outline_find_anchor (outline, block);
      position = GPOINTER_TO_UINT (g_hash_table_lookup (by_anchor, GUINT_TO_POINTER (anchor + 1)));
      if (position == 0)
        {
          Cluster fresh = { .anchor = anchor, .first = i };

          g_array_append_val (clusters, fresh);
          position = clusters->len;
          g_hash_table_insert (by_anchor, GUINT_TO_POINTER (anchor + 1), GUINT_TO_POINTER (position));
        }
      cluster = &g_array_index (clusters, Cluster, position - 1);
      cluster->value += block->value;
      cluster->last = i;
    }

  return clusters;
}

static double
weigh (GazetteOutline *outline,
       const Cluster  *cluster)
{
  double weight = 1;
  guint item = cluster->anchor;

  for (guint i = 0; i < 4; i++)
    {
      GazetteSignals signals = gazette_outline_item (outline, item)->signals;

      if ((signals & GAZETTE_SIGNAL_BODY) != 0)
        weight = MAX (weight, 1.5);
      else if ((signals & GAZETTE_SIGNAL_ARTICLE) != 0)
        weight = MAX (weight, 1.25);
      else if ((signals & GAZETTE_SIGNAL_CONTENT) != 0)
        weight = MAX (weight, 1.1);
      item = gazette_outline_item (outline, item)->parent;
    }

  return weight * cluster->value;
}

static guint
find_common (GazetteOutline *outline,
             guint           a,
             guint           b)
{
  while (!gazette_outline_is_within (outline, b, a))
    a = gazette_outline_item (outline, a)->parent;

  return a;
}

static guint
count_levels (GazetteOutline *outline,
              guint           from,
              guint           to)
{
  guint n = 0;

  for (; from != to; n++)
    from = gazette_outline_item (outline, from)->parent;

  return n;
}

static guint
find_article (GazetteOutline *outline,
              guint           item)
{
  while (item != 0 && gazette_outline_get_tag (outline, item) != GUMBO_TAG_ARTICLE)
    item = gazette_outline_item (outline, item)->parent;

  return item;
}

static gboolean
is_same_kind (GazetteOutline *outline,
              guint           a,
              guint           b)
{
  const GumboNode *node = gazette_outline_item (outline, a)->node;
  const GumboNode *other = gazette_outline_item (outline, b)->node;
  guint both = gazette_outline_item (outline, a)->signals & gazette_outline_item (outline, b)->signals;

  if ((both & GAZETTE_SIGNAL_BODY) != 0)
    return TRUE;

  return node->v.element.tag == other->v.element.tag &&
         g_strcmp0 (gazette_html_get_attribute (node, "class"), gazette_html_get_attribute (other, "class")) == 0;
}

/* Whether a cluster goes on with what the main one says. */
static gboolean
belongs (GazetteOutline *outline,
         const Cluster  *main,
         const Cluster  *cluster,
         guint           root)
{
  guint common = find_common (outline, root, cluster->anchor);
  guint n_up = count_levels (outline, root, common);
  guint n_down = count_levels (outline, cluster->anchor, common);
  guint article = find_article (outline, main->anchor);
  guint other_article = find_article (outline, cluster->anchor);
  gboolean is_body = (gazette_outline_item (outline, cluster->anchor)->signals & GAZETTE_SIGNAL_BODY) != 0;

  if (common == 0 && gazette_outline_item (outline, main->anchor)->parent != 0)
    return FALSE;
  if (article != other_article && !gazette_outline_is_within (outline, main->anchor, other_article))
    return FALSE;
  if (n_up == 0 && n_down <= 4)
    return TRUE;
  if (cluster->value >= 0.25 * main->value && n_up <= 3 && n_down <= 4)
    return TRUE;
  if (n_down == 0)
    return n_up <= 2 && cluster->value >= 100;
  if (!is_same_kind (outline, main->anchor, cluster->anchor))
    return FALSE;

  if (is_body && n_up <= 8 && n_down <= 8)
    return TRUE;

  return n_up <= 3 && n_down <= 3 && cluster->value >= 100;
}

static void
join (GazetteOutline *outline,
      Extent         *extent,
      const Cluster  *main,
      const Cluster  *cluster)
{
  if (!belongs (outline, main, cluster, extent->root))
    return;

  extent->root = find_common (outline, extent->root, cluster->anchor);
  extent->first = MIN (extent->first, cluster->first);
  extent->last = MAX (extent->last, cluster->last);
}

/* Whether a block beside the article is its first or last words, which may be few. */
static gboolean
leads_on (GazetteOutline *outline,
          const Cluster  *main,
          guint           position)
{
  const GazetteOutlineBlock *block = gazette_outline_block (outline, position);
  GumboTag tag = gazette_outline_get_tag (outline, block->home);

  return !block->is_cut && block->n_link_chars * 10 < block->n_chars * 9 &&
         (gazette_outline_is_part (tag) || gazette_phrase_is_sentence (block->text)) &&
         tag != GUMBO_TAG_H1 && tag != GUMBO_TAG_SPAN &&
         gazette_outline_find_anchor (outline, block) == main->anchor;
}

/*
 * gazette_extract_find:
 * @outline: a page
 *
 * Values its blocks, cuts what is named as no article, and chooses the item that
 * holds most of the prose and least else.
 *
 * Returns: position of the item
 */
guint
gazette_extract_find (GazetteOutline *outline)
{
  g_autoptr(GArray) clusters = NULL;
  Cluster *best = NULL;
  Extent extent;

  for (guint i = 0; i < outline->blocks->len; i++)
    {
      GazetteOutlineBlock *block = gazette_outline_block (outline, i);

      block->value = value_block (outline, block);
    }
  cut_named (outline);

  clusters = find_clusters (outline);
  for (guint i = 0; i < clusters->len; i++)
    {
      Cluster *cluster = &g_array_index (clusters, Cluster, i);

      if (best == NULL || weigh (outline, cluster) > weigh (outline, best))
        best = cluster;
    }
  if (best == NULL)
    return 0;

  extent = (Extent) { .root = best->anchor, .first = best->first, .last = best->last };
  for (gint i = best - (Cluster *) clusters->data - 1; i >= 0; i--)
    join (outline, &extent, best, &g_array_index (clusters, Cluster, i));
  for (guint i = best - (Cluster *) clusters->data + 1; i < clusters->len; i++)
    join (outline, &extent, best, &g_array_index (clusters, Cluster, i));

  while (extent.first > 0 && leads_on (outline, best, extent.first - 1))
    extent.first--;
  while (extent.last + 1 < outline->blocks->len && leads_on (outline, best, extent.last + 1) &&
         gazette_phrase_is_sentence (gazette_outline_block (outline, extent.last + 1)->text))
    extent.last++;

  for (guint i = 0; i < outline->blocks->len; i++)
    {
      if (i < extent.first || i > extent.last)
        gazette_outline_block (outline, i)->is_cut = TRUE;
    }

  return extent.root;
}

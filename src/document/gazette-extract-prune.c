/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-address.h"
#include "gazette-caption.h"
#include "gazette-extract-private.h"

/* Blocks at the ends of an article that may be notices. */
#define N_END_BLOCKS 6
#define MAX_CAPTION 400
#define MAX_CAPTION_BLOCKS 3
#define MAX_LEAD 350
#define MAX_SUMMARY 300
#define MIN_TITLE 10
#define MAX_SCRAP 30
#define MAX_POINTER 40

/* How many texts may be in a row of a table, and what stands beside it above and below. */
#define MAX_ROW 12

/* How far to look for the text beside a block. */
#define MAX_GAP 20

/* How far the picture may be above a block, in elements and texts. */
#define MAX_PICTURE_GAP 200

typedef struct
{
  guint n_chars;
  guint n_link_chars;
  guint n_stops;
  guint n_blocks;
} Measure;

static Measure
measure (GazetteOutline           *outline,
         const GazetteOutlineItem *item)
{
  Measure total = { 0 };

  for (guint i = item->first_block; i < item->end_block; i++)
    {
      const GazetteOutlineBlock *block = gazette_outline_block (outline, i);

      if (block->is_cut)
        continue;
      total.n_chars += block->n_chars;
      total.n_link_chars += block->n_link_chars;
      total.n_stops += block->n_stops;
      total.n_blocks++;
    }

  return total;
}

/* Whether the text speaks of a list, which may be one of links then. */
static gboolean
is_announced (GazetteOutline           *outline,
              const GazetteOutlineItem *list)
{
  const GazetteOutlineBlock *first = gazette_outline_block (outline, list->first_block);

  for (guint i = list->first_block; i > 0 && i + MAX_GAP > list->first_block; i--)
    {
      const GazetteOutlineBlock *before = gazette_outline_block (outline, i - 1);

      if (!before->is_cut && !before->is_caption)
        return gazette_outline_find_anchor (outline, before) == gazette_outline_find_anchor (outline, first) &&
               !gazette_phrase_is_pointer (before->text) && before->n_link_chars * 2 < before->n_chars;
    }

  return FALSE;
}

static gboolean
is_superfluous (GazetteOutline           *outline,
                const GazetteOutlineItem *item,
                guint                     n_all)
{
  Measure own = measure (outline, item);
  GumboTag tag = item->node->v.element.tag;

  if (own.n_chars == 0 || own.n_chars * 2 > n_all)
    return FALSE;
  if ((item->signals & (GAZETTE_SIGNAL_JUNK | GAZETTE_SIGNAL_COMMENTS)) != 0)
    return TRUE;
  if ((item->signals & GAZETTE_SIGNAL_META) != 0)
    return own.n_chars < 200 || own.n_link_chars * 4 > own.n_chars;
  if ((item->signals & GAZETTE_SIGNAL_WEAK_JUNK) != 0)
    return own.n_chars < 100 || own.n_link_chars * 4 > own.n_chars;
  if ((tag == GUMBO_TAG_UL || tag == GUMBO_TAG_OL) && is_announced (outline, item))
    return FALSE;
  if (tag == GUMBO_TAG_UL || tag == GUMBO_TAG_OL || tag == GUMBO_TAG_DIV || tag == GUMBO_TAG_SECTION ||
      tag == GUMBO_TAG_TABLE)
    return own.n_link_chars * 10 > own.n_chars * 9;

  return FALSE;
}

static gboolean
has_picture (GazetteOutline           *outline,
             const GazetteOutlineItem *item,
             guint                     position)
{
  for (guint i = position; i < item->end; i++)
    {
      GumboTag tag = gazette_outline_get_tag (outline, i);

      if (tag == GUMBO_TAG_IMG || tag == GUMBO_TAG_PICTURE || tag == GUMBO_TAG_VIDEO || tag == GUMBO_TAG_NOSCRIPT ||
          (tag != GUMBO_TAG_LAST && gazette_picture_is_stand_in (gazette_outline_item (outline, i)->node)))
        return TRUE;
    }

  return FALSE;
}

/* What is said in the box of a picture is its caption. */
static void
mark_captions (GazetteOutline *outline,
               guint           root)
{
  const GazetteOutlineItem *article = gazette_outline_item (outline, root);

  for (guint i = root + 1; i < article->end; i++)
    {
      const GazetteOutlineItem *item = gazette_outline_item (outline, i);
      gboolean is_box = (item->signals & GAZETTE_SIGNAL_PICTURE) != 0 || (item->flags & GAZETTE_ELEMENT_FIGURE) != 0 ||
                        gazette_caption_is_box (item->node);

      if (item->is_cut || !is_box || item->end_block == item->first_block ||
          item->end_block - item->first_block > MAX_CAPTION_BLOCKS || measure (outline, item).n_chars > MAX_CAPTION ||
          !has_picture (outline, item, i))
        continue;
      for (guint j = item->first_block; j < item->end_block; j++)
        {
          GazetteOutlineBlock *block = gazette_outline_block (outline, j);

          if (block->is_heading || block->is_caption)
            continue;
          block->is_caption = TRUE;
          if (block->home != i)
            gazette_outline_item (outline, block->home)->flags |= GAZETTE_ELEMENT_CAPTION;
        }
      gazette_outline_item (outline, i)->flags |= GAZETTE_ELEMENT_FIGURE;
      i = item->end - 1;
    }
}

/* Whether the last thing before a block is a picture, but for the label of an advertisement. */
static gboolean
is_below_picture (GazetteOutline            *outline,
                  const GazetteOutlineItem  *article,
                  guint                      position)
{
  guint item = gazette_outline_block (outline, position)->first;
  guint start = (guint) (article - gazette_outline_item (outline, 0));

  while (position > article->first_block && gazette_phrase_is_label (gazette_outline_block (outline, position - 1)->text))
    position--;
  if (position > article->first_block)
    start = gazette_outline_block (outline, position - 1)->last;
  start = MAX (start, item > MAX_PICTURE_GAP ? item - MAX_PICTURE_GAP : 0);
  while (--item > start)
    {
      if (gazette_outline_get_tag (outline, item) == GUMBO_TAG_IMG)
        return TRUE;
    }

  return FALSE;
}

/* So is what says below a picture whose that is. */
static void
mark_credits (GazetteOutline *outline,
              guint           root)
{
  const GazetteOutlineItem *article = gazette_outline_item (outline, root);

  for (guint i = article->first_block; i < article->end_block; i++)
    {
      GazetteOutlineBlock *block = gazette_outline_block (outline, i);
      GazetteOutlineItem *home = gazette_outline_item (outline, block->home);

      if (block->is_cut || block->is_caption || block->is_heading || block->is_item ||
          home->end_block - home->first_block > 1 || has_picture (outline, home, block->home) ||
          !gazette_caption_is_credit (block->text) || !is_below_picture (outline, article, i))
        continue;
      block->is_caption = block->is_credit = TRUE;
      home->flags |= GAZETTE_ELEMENT_CAPTION;
    }
}

static void
prune_items (GazetteOutline *outline,
             guint           root)
{
  const GazetteOutlineItem *article = gazette_outline_item (outline, root);
  guint n_all = measure (outline, article).n_chars;

  for (guint i = root + 1; i < article->end; i++)
    {
      const GazetteOutlineItem *item = gazette_outline_item (outline, i);

      if (item->is_cut || item->node->type != GUMBO_NODE_ELEMENT || (item->flags & GAZETTE_ELEMENT_BLOCK) == 0)
        continue;
      if (is_superfluous (outline, item, n_all))
        {
          gazette_outline_cut (outline, i);
          i = item->end - 1;
        }
    }
}

static gboolean
is_linked (const GazetteOutlineBlock *block)
{
  return block->n_link_chars * 20 > block->n_chars * (block->n_chars < 100 ? 17 : 18);
}

/* A link that stands near once more, as "Details" in each row of a table does. */
static gboolean
is_repeated (GazetteOutline *outline,
             guint           position)
{
  const char *text = gazette_outline_block (outline, position)->text;
  guint end = MIN (position + MAX_ROW + 1, outline->blocks->len);

  for (guint i = position > MAX_ROW ? position - MAX_ROW : 0; i < end; i++)
    {
      if (i != position && strcmp (gazette_outline_block (outline, i)->text, text) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Whether a block is beside its name in a row of a table, such as "Capital: Wellington". */
static gboolean
is_value (GazetteOutline            *outline,
          const GazetteOutlineBlock *block)
{
  guint item = block->home;
  const GazetteOutlineItem *row;

  while (item != 0 && gazette_outline_get_tag (outline, item) != GUMBO_TAG_TR)
    {
      if (gazette_outline_get_tag (outline, item) == GUMBO_TAG_TABLE)
        return FALSE;
      item = gazette_outline_item (outline, item)->parent;
    }
  if (item == 0 || is_repeated (outline, (guint) (block - gazette_outline_block (outline, 0))))
    return FALSE;

  row = gazette_outline_item (outline, item);
  for (guint i = row->first_block; i < row->end_block; i++)
    {
      const GazetteOutlineBlock *other = gazette_outline_block (outline, i);

      if (!other->is_cut && other->n_link_chars == 0)
        return TRUE;
    }

  return FALSE;
}

/* A word in a box of its own is a part of a chart, or a button. */
static gboolean
is_scrap (GazetteOutline            *outline,
          const GazetteOutlineBlock *block)
{
  const GazetteOutlineItem *home = gazette_outline_item (outline, block->home);
  GumboTag tag = home->node->v.element.tag;

  return block->n_chars < MAX_SCRAP && !block->is_item && home->end_block - home->first_block == 1 &&
         (tag == GUMBO_TAG_DIV || tag == GUMBO_TAG_SPAN || tag == GUMBO_TAG_SECTION) &&
         !gazette_phrase_is_sentence (block->text);
}

static gboolean
is_same_text (const char *a,
              const char *b)
{
  return b != NULL && g_ascii_strcasecmp (a, b) == 0;
}

static gboolean
is_junk_block (GazetteOutline            *outline,
               const GazetteOutlineBlock *block,
               const GazetteFacts        *facts)
{
  /* In a list it is the line of a table of contents. */
  if (!block->is_item && (is_same_text (block->text, facts->headline) || is_same_text (block->text, facts->page_title)))
    return TRUE;
  if (block->is_known)
    return FALSE;
  if (gazette_phrase_is_label (block->text))
    return TRUE;
  if (*block->text == '<' && gazette_outline_get_tag (outline, block->home) != GUMBO_TAG_PRE)
    return TRUE;
  if (gazette_phrase_is_pointer (block->text) && (block->is_heading || block->n_link_chars * 3 > block->n_chars))
    return TRUE;

  if (block->is_credit)
    return FALSE;

  return (is_linked (block) && !block->is_item && !is_value (outline, block)) || is_scrap (outline, block);
}

static void
prune_blocks (GazetteOutline     *outline,
              guint               root,
              const GazetteFacts *facts)
{
  const GazetteOutlineItem *article = gazette_outline_item (outline, root);
  gboolean is_after_pointer = FALSE;

  for (guint i = article->first_block; i < article->end_block; i++)
    {
      GazetteOutlineBlock *block = gazette_outline_block (outline, i);

      if (block->is_cut)
        continue;

      /* A heading over links, and those. */
      if (is_after_pointer && !block->is_known &&
          (block->n_link_chars * 3 > block->n_chars || (block->is_item && block->n_link_chars > 0)))
        {
          block->is_cut = TRUE;
          continue;
        }
      is_after_pointer = gazette_phrase_is_pointer (block->text) && !gazette_phrase_is_sentence (block->text) &&
                         block->n_chars < MAX_POINTER;
      block->is_cut = is_junk_block (outline, block, facts);
    }
}

/* Whether a block is the summary above an article, in a place of its own. */
static gboolean
is_lead (GazetteOutline            *outline,
         const GazetteOutlineItem  *article,
         guint                      position,
         const GazetteFacts        *facts)
{
  const GazetteOutlineBlock *block = gazette_outline_block (outline, position);
  guint anchor = gazette_outline_find_anchor (outline, block);
  GazetteSignals signals = gazette_outline_item (outline, block->home)->signals;
  guint next = position + 1;

  if (block->n_chars > MAX_LEAD)
    return FALSE;
  while (next < article->end_block && next < position + MAX_GAP && gazette_outline_block (outline, next)->value <= 0)
    next++;
  if (next >= article->end_block ||
      gazette_outline_find_anchor (outline, gazette_outline_block (outline, next)) == anchor)
    return FALSE;

  for (guint i = 0, item = block->home; i < 3; i++, item = gazette_outline_item (outline, item)->parent)
    signals |= gazette_outline_item (outline, item)->signals;

  return (signals & GAZETTE_SIGNAL_LEAD) != 0 ||
         (block->n_chars < MAX_SUMMARY && is_same_text (block->text, facts->description));
}

/* The heading of the page says more than the title of the article. */
static gboolean
is_title (const GazetteOutlineBlock *block,
          const GazetteFacts        *facts)
{
  return block->n_chars >= MIN_TITLE && !block->is_item && facts->page_title != NULL &&
         strstr (facts->page_title, block->text) != NULL;
}

/* What stands before the text: the title, a summary, the day, the writer. */
static void
prune_start (GazetteOutline     *outline,
             guint               root,
             const GazetteFacts *facts)
{
  const GazetteOutlineItem *article = gazette_outline_item (outline, root);

  for (guint i = article->first_block; i < article->end_block; i++)
    {
      GazetteOutlineBlock *block = gazette_outline_block (outline, i);
      gboolean is_date = gazette_phrase_is_date (block->text) && !gazette_phrase_is_sentence (block->text);

      if (block->is_cut || block->is_caption)
        continue;
      if (is_title (block, facts) || is_lead (outline, article, i, facts) || (is_date && !block->is_known))
        block->is_cut = TRUE;
      else if (!block->is_heading)
        return;
    }
}

static gboolean
is_quoted (GazetteOutline *outline,
           guint           item)
{
  for (guint i = 0; i < 3 && item != 0; i++, item = gazette_outline_item (outline, item)->parent)
    {
      if (gazette_outline_get_tag (outline, item) == GUMBO_TAG_BLOCKQUOTE)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_outro (GazetteOutline            *outline,
          const GazetteOutlineBlock *block,
          gboolean                   is_last)
{
  if (block->is_known)
    return FALSE;
  if (is_last && block->is_item && block->n_link_chars * 3 > block->n_chars * 2)
    return TRUE;

  return gazette_phrase_is_pointer (block->text) ||
         (gazette_phrase_is_notice (block->text) && !is_quoted (outline, block->home));
}

/* What stands after the text: rights, the writer, and what is asked of readers. */
static void
prune_end (GazetteOutline *outline,
           guint           root)
{
  const GazetteOutlineItem *article = gazette_outline_item (outline, root);
  gboolean is_last = TRUE;
  guint n = 0;

  for (guint i = article->end_block; i > article->first_block && n < N_END_BLOCKS; i--)
    {
      GazetteOutlineBlock *block = gazette_outline_block (outline, i - 1);

      if (block->is_cut || block->is_caption)
        continue;
      n++;
      block->is_cut = is_outro (outline, block, is_last);
      is_last &= block->is_cut;
    }

  /* A heading over nothing, and what is no sentence. */
  for (guint i = article->end_block; i > article->first_block; i--)
    {
      GazetteOutlineBlock *block = gazette_outline_block (outline, i - 1);

      if (block->is_cut || block->is_caption)
        continue;
      if (!block->is_heading)
        break;
      block->is_cut = TRUE;
    }
}

/*
 * gazette_extract_prune:
 * @outline: a page
 * @root: the item of the article in it
 * @facts: what is known about it
 *
 * Cuts what stands within the article and does not belong to it.
 */
void
gazette_extract_prune (GazetteOutline *outline,
                       guint           root,
                       GazetteFacts   *facts)
{
  mark_captions (outline, root);
  mark_credits (outline, root);
  prune_items (outline, root);
  prune_blocks (outline, root, facts);
  prune_start (outline, root, facts);
  prune_end (outline, root);
}

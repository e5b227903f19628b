/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-element.h"
#include "gazette-extract-facts.h"
#include "gazette-extract.h"
#include "gazette-html.h"

G_BEGIN_DECLS

/**
 * GazetteSignals:
 * @GAZETTE_SIGNAL_BODY: says that it is the text of the article
 * @GAZETTE_SIGNAL_ARTICLE: speaks of an article
 * @GAZETTE_SIGNAL_CONTENT: speaks of content
 * @GAZETTE_SIGNAL_LEAD: the paragraph before the text
 * @GAZETTE_SIGNAL_JUNK: is never part of an article
 * @GAZETTE_SIGNAL_WEAK_JUNK: is seldom part of an article
 * @GAZETTE_SIGNAL_COMMENTS: what readers say
 * @GAZETTE_SIGNAL_META: who wrote it, when, about what
 * @GAZETTE_SIGNAL_CAPTION: belongs to a picture
 * @GAZETTE_SIGNAL_PICTURE: is a picture
 *
 * What the names of an element say about it: its classes, id, role and tag.
 */
typedef enum
{
  GAZETTE_SIGNAL_BODY = 1 << 0,
  GAZETTE_SIGNAL_ARTICLE = 1 << 1,
  GAZETTE_SIGNAL_CONTENT = 1 << 2,
  GAZETTE_SIGNAL_LEAD = 1 << 3,
  GAZETTE_SIGNAL_JUNK = 1 << 4,
  GAZETTE_SIGNAL_WEAK_JUNK = 1 << 5,
  GAZETTE_SIGNAL_COMMENTS = 1 << 6,
  GAZETTE_SIGNAL_META = 1 << 7,
  GAZETTE_SIGNAL_CAPTION = 1 << 8,
  GAZETTE_SIGNAL_PICTURE = 1 << 9,
} GazetteSignals;

/**
 * GazetteOutlineItem:
 * @node: the element or text
 * @flags: how an element is shown
 * @signals: what its names say
 * @parent: position of the element around it
 * @end: position after the last item within it
 * @first_block: number of blocks before it
 * @end_block: number of blocks before its end
 * @is_cut: whether it is left out, with all within it
 *
 * A node of the page, in the order of the page.
 */
typedef struct
{
  const GumboNode     *node;
  GazetteElementFlags  flags;
  GazetteSignals       signals;
  guint                parent;
  guint                end;
  guint                first_block;
  guint                end_block;
  gboolean             is_cut;
} GazetteOutlineItem;

/**
 * GazetteOutlineBlock:
 * @text: what it says, folded
 * @home: the item of the block element that it stands in
 * @first: the item of its first text
 * @last: the item of its last text
 * @n_chars: weight of its text, where a letter is 1 and an ideograph 2
 * @n_link_chars: that of the text in links
 * @n_words: how many words
 * @n_stops: how many marks end or part a sentence in it
 * @is_heading: whether it stands in a heading
 * @is_item: whether it stands in a list
 * @is_caption: whether it stands in a caption
 * @is_credit: whether it says whose the picture above it is
 * @is_cut: whether it is left out
 * @is_known: whether the page's own data say that it is of the article
 * @value: how much it looks like the text of an article; less than 0 is against it
 *
 * A stretch of text that stands by itself.
 */
typedef struct
{
  char     *text;
  guint     home;
  guint     first;
  guint     last;
  guint     n_chars;
  guint     n_link_chars;
  guint     n_words;
  guint     n_stops;
  gboolean  is_heading;
  gboolean  is_item;
  gboolean  is_caption;
  gboolean  is_credit;
  gboolean  is_cut;
  gboolean  is_known;
  double    value;
} GazetteOutlineBlock;

/**
 * GazetteOutline:
 * @items: (element-type GazetteOutlineItem): elements and texts that can be seen
 * @blocks: (element-type GazetteOutlineBlock): the texts of the page
 *
 * A page as a list of what can be seen on it.
 */
typedef struct
{
  GArray *items;
  GArray *blocks;
} GazetteOutline;

#define gazette_outline_item(outline, i) (&g_array_index ((outline)->items, GazetteOutlineItem, (i)))
#define gazette_outline_block(outline, i) (&g_array_index ((outline)->blocks, GazetteOutlineBlock, (i)))

GazetteOutline *gazette_outline_new         (const GumboNode *root);
void            gazette_outline_free        (GazetteOutline  *self);
void            gazette_outline_cut         (GazetteOutline  *self,
                                             guint            item);
gboolean        gazette_outline_is_within   (GazetteOutline  *self,
                                             guint            item,
                                             guint            ancestor);
GumboTag        gazette_outline_get_tag     (GazetteOutline  *self,
                                             guint            item);
gboolean        gazette_outline_is_part     (GumboTag         tag);
guint           gazette_outline_find_anchor (GazetteOutline            *self,
                                             const GazetteOutlineBlock *block);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteOutline, gazette_outline_free)

GazetteSignals  gazette_signals_read        (const GumboNode *node);

gboolean        gazette_phrase_is_pointer   (const char      *text);
gboolean        gazette_phrase_is_label     (const char      *text);
gboolean        gazette_phrase_is_notice    (const char      *text);
gboolean        gazette_phrase_is_sentence  (const char      *text);
gboolean        gazette_phrase_is_date      (const char      *text);

gboolean        gazette_extract_match       (GazetteOutline  *outline,
                                             const char      *body);
guint           gazette_extract_find        (GazetteOutline  *outline);
void            gazette_extract_prune       (GazetteOutline  *outline,
                                             guint            root,
                                             GazetteFacts    *facts);
void            gazette_extract_write       (GazetteOutline  *outline,
                                             guint            root,
                                             const char      *base_url,
                                             GazetteExtract  *extract);

void            gazette_extract_append_picture (GString            *html,
                                                const GazetteBlock *block);

char           *gazette_extract_dup_lead    (GazetteOutline  *outline,
                                             guint            root,
                                             const char      *html,
                                             const char      *base_url,
                                             const char      *image);

void            gazette_recipe_read         (GazetteFacts       *facts,
                                             JsonObject         *object);
void            gazette_recipe_complete     (GazetteExtract     *extract,
                                             const GazetteFacts *facts);

G_END_DECLS

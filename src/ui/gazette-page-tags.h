/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GazetteTag:
 *
 * What a stretch of a page's text is. Later ones win over earlier ones.
 */
typedef enum
{
  GAZETTE_TAG_BODY,
  GAZETTE_TAG_BODY_RTL,
  GAZETTE_TAG_SYLLABLE,
  GAZETTE_TAG_KICKER,
  GAZETTE_TAG_TITLE,
  GAZETTE_TAG_STANDFIRST,
  GAZETTE_TAG_BYLINE,
  GAZETTE_TAG_CAPTION,
  GAZETTE_TAG_HEADING_1,
  GAZETTE_TAG_HEADING_2,
  GAZETTE_TAG_HEADING_3,
  GAZETTE_TAG_HEADING_4,
  GAZETTE_TAG_HEADING_5,
  GAZETTE_TAG_QUOTE,
  GAZETTE_TAG_PREFORMATTED,
  GAZETTE_TAG_RULE,
  GAZETTE_TAG_SLOT,
  GAZETTE_TAG_NOTE,
  GAZETTE_TAG_ATTRIBUTION,
  GAZETTE_TAG_MARKER,
  GAZETTE_TAG_OTHER_SIDE,
  GAZETTE_TAG_EMPHASIS,
  GAZETTE_TAG_STRONG,
  GAZETTE_TAG_CODE,
  GAZETTE_TAG_DELETED,
  GAZETTE_TAG_UNDERLINE,
  GAZETTE_TAG_SUBSCRIPT,
  GAZETTE_TAG_SUPERSCRIPT,
  GAZETTE_TAG_SMALL,
  GAZETTE_TAG_MARK,
  GAZETTE_TAG_KEY,
  GAZETTE_TAG_ABBREVIATION,
  GAZETTE_TAG_LINK,
  GAZETTE_TAG_HIGHLIGHT_YELLOW,
  GAZETTE_TAG_HIGHLIGHT_GREEN,
  GAZETTE_TAG_HIGHLIGHT_BLUE,
  GAZETTE_TAG_HIGHLIGHT_PINK,
  GAZETTE_TAG_HIGHLIGHT_NOTE,
  GAZETTE_TAG_FOCUS,
  GAZETTE_TAG_SPOKEN,
  GAZETTE_TAG_MATCH,
  GAZETTE_TAG_CURRENT_MATCH,
  GAZETTE_TAG_HIDDEN,
  GAZETTE_N_TAGS,
} GazetteTag;

/**
 * GazettePageLook:
 * @font_size: of the body, in pixels
 * @font_height: how high a line is by itself that has letters like the title's, of the
 *   size of its font
 * @line_height: how high a line of the body is, of its font's size
 * @justified: whether lines of the body are equally long
 * @title_scale: how much larger the title is than the body
 * @title_margin: by how much the title is narrower than the column, in pixels,
 *   so that its lines are about as long as one another
 * @title_rtl: whether the title is read from right to left
 * @text: colour of the text
 * @dim: of what is beside the point
 * @accent: of links
 * @dark: whether text is lighter than what is behind it
 * @language: (nullable): what the article is written in, which decides between fonts
 *   that draw the same characters otherwise
 *
 * What a page takes from the display: fonts and colours.
 */
typedef struct
{
  double         font_size;
  double         font_height;
  double         line_height;
  gboolean       justified;
  double         title_scale;
  int            title_margin;
  gboolean       title_rtl;
  GdkRGBA        text;
  GdkRGBA        dim;
  GdkRGBA        accent;
  gboolean       dark;
  PangoLanguage *language;
} GazettePageLook;

/**
 * GazetteIndent:
 * @quote_depth: in how many quotations
 * @list_depth: in how many lists
 * @wide: whether the lists' markers are long
 * @hanging: whether a marker comes first
 * @card: whether it stands in a card
 * @rtl: whether it is read from right to left
 */
typedef struct
{
  guint    quote_depth;
  guint    list_depth;
  gboolean wide;
  gboolean hanging;
  gboolean rtl;
} GazetteIndent;

#define GAZETTE_QUOTE_STEP 19
#define GAZETTE_QUOTE_BAR 3

/**
 * GazettePageTags:
 *
 * The tags of one page's text, made when they are first wanted.
 */
typedef struct _GazettePageTags GazettePageTags;

GazettePageTags *gazette_page_tags_new          (void);
void             gazette_page_tags_free         (GazettePageTags       *self);
GtkTextTagTable *gazette_page_tags_get_table    (GazettePageTags       *self);
GtkTextTag      *gazette_page_tags_get          (GazettePageTags       *self,
                                                 GazetteTag             tag);
GtkTextTag      *gazette_page_tags_get_above    (GazettePageTags       *self,
                                                 guint                  percent);
GtkTextTag      *gazette_page_tags_get_indent   (GazettePageTags       *self,
                                                 const GazetteIndent   *indent);
int              gazette_page_tags_measure      (GazettePageTags       *self,
                                                 guint                  percent);
int              gazette_page_tags_get_margin   (GazettePageTags       *self,
                                                 const GazetteIndent   *indent);
void             gazette_page_tags_set_look     (GazettePageTags       *self,
                                                 const GazettePageLook *look);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazettePageTags, gazette_page_tags_free)

G_END_DECLS

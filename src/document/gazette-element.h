/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-document.h"
#include "gazette-html.h"

G_BEGIN_DECLS

/**
 * GazetteElementFlags:
 * @GAZETTE_ELEMENT_BLOCK: stands apart from the text beside it
 * @GAZETTE_ELEMENT_DROPPED: nothing of it is shown
 * @GAZETTE_ELEMENT_PICTURES_ONLY: only pictures in it are shown
 * @GAZETTE_ELEMENT_FIGURE: what it holds belongs to its caption
 * @GAZETTE_ELEMENT_CAPTION: the caption of a picture
 * @GAZETTE_ELEMENT_INLINE_PICTURE: a picture that stands for its text
 * @GAZETTE_ELEMENT_BOOKMARK: a card that shows what a link leads to
 * @GAZETTE_ELEMENT_BOOKMARK_TITLE: the title in it
 * @GAZETTE_ELEMENT_NO_MARKER: a list without markers
 * @GAZETTE_ELEMENT_PREFORMATTED: white space in it is kept
 * @GAZETTE_ELEMENT_CREDIT: says in a figure whose the picture is
 * @GAZETTE_ELEMENT_EMBED: stands for what a site shows at the address that it names
 */
typedef enum
{
  GAZETTE_ELEMENT_BLOCK = 1 << 0,
  GAZETTE_ELEMENT_DROPPED = 1 << 1,
  GAZETTE_ELEMENT_PICTURES_ONLY = 1 << 2,
  GAZETTE_ELEMENT_FIGURE = 1 << 3,
  GAZETTE_ELEMENT_CAPTION = 1 << 4,
  GAZETTE_ELEMENT_INLINE_PICTURE = 1 << 5,
  GAZETTE_ELEMENT_BOOKMARK = 1 << 6,
  GAZETTE_ELEMENT_BOOKMARK_TITLE = 1 << 7,
  GAZETTE_ELEMENT_NO_MARKER = 1 << 8,
  GAZETTE_ELEMENT_PREFORMATTED = 1 << 9,
  GAZETTE_ELEMENT_CREDIT = 1 << 10,
  GAZETTE_ELEMENT_EMBED = 1 << 11,
} GazetteElementFlags;

/**
 * GazetteElement:
 * @flags: how it is shown
 * @style: what it adds to the look of its text
 * @no_style: what it takes away from the look of its text
 *
 * What an element is to a reader, from its tag, its classes and its own style.
 */
typedef struct
{
  GazetteElementFlags flags;
  GazetteStyle        style;
  GazetteStyle        no_style;
} GazetteElement;

void             gazette_element_read           (const GumboNode *node,
                                                 GazetteElement  *element);
gboolean         gazette_element_is             (const GumboNode *node,
                                                 GumboTag         tag);
gboolean         gazette_element_is_named       (const GumboNode *node,
                                                 const char      *name);
char            *gazette_element_dup_label      (const GumboNode *node,
                                                 const char      *attribute);
char            *gazette_element_dup_property   (const GumboNode *node,
                                                 const char      *property);
GazetteDirection gazette_element_read_direction (const GumboNode *node);
gboolean         gazette_element_is_attribution (const GumboNode *node);
gboolean         gazette_element_is_form        (const GumboNode *node);

G_END_DECLS

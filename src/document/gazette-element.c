/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-element.h"
#include "gazette-text.h"

/* More of them, or of a style, only costs time. */
#define MAX_CLASSES_LENGTH 1024
#define MAX_STYLE_LENGTH   4096

/* A form with more text around its fields, in bytes, is a page in a form. */
#define MAX_FORM_TEXT 600

/* What parts words in the value of a property. */
#define WORD_ENDS " \t\n\f\r,!'\""

#define BLOCK   GAZETTE_ELEMENT_BLOCK
#define DROPPED GAZETTE_ELEMENT_DROPPED

static const guint16 tag_flags[GUMBO_TAG_LAST] = {
  [GUMBO_TAG_ADDRESS] = BLOCK,
  [GUMBO_TAG_APPLET] = DROPPED,
  [GUMBO_TAG_ARTICLE] = BLOCK,
  [GUMBO_TAG_ASIDE] = BLOCK,
  [GUMBO_TAG_BLOCKQUOTE] = BLOCK,
  [GUMBO_TAG_BODY] = BLOCK,
  [GUMBO_TAG_BUTTON] = GAZETTE_ELEMENT_PICTURES_ONLY,
  [GUMBO_TAG_CANVAS] = DROPPED,
  [GUMBO_TAG_CAPTION] = BLOCK,
  [GUMBO_TAG_CENTER] = BLOCK,
  [GUMBO_TAG_DATALIST] = DROPPED,
  [GUMBO_TAG_DD] = BLOCK,
  [GUMBO_TAG_DETAILS] = BLOCK,
  [GUMBO_TAG_DIALOG] = BLOCK,
  [GUMBO_TAG_DIR] = BLOCK,
  [GUMBO_TAG_DIV] = BLOCK,
  [GUMBO_TAG_DL] = BLOCK,
  [GUMBO_TAG_DT] = BLOCK,
  [GUMBO_TAG_FIELDSET] = BLOCK,
  [GUMBO_TAG_FIGCAPTION] = BLOCK | GAZETTE_ELEMENT_CAPTION,
  [GUMBO_TAG_FIGURE] = BLOCK | GAZETTE_ELEMENT_FIGURE,
  [GUMBO_TAG_FOOTER] = BLOCK,
  [GUMBO_TAG_FORM] = BLOCK,
  [GUMBO_TAG_FRAMESET] = DROPPED,
  [GUMBO_TAG_H1] = BLOCK,
  [GUMBO_TAG_H2] = BLOCK,
  [GUMBO_TAG_H3] = BLOCK,
  [GUMBO_TAG_H4] = BLOCK,
  [GUMBO_TAG_H5] = BLOCK,
  [GUMBO_TAG_H6] = BLOCK,
  [GUMBO_TAG_HEADER] = BLOCK,
  [GUMBO_TAG_HGROUP] = BLOCK,
  [GUMBO_TAG_HR] = BLOCK,
  [GUMBO_TAG_KEYGEN] = DROPPED,
  [GUMBO_TAG_LABEL] = DROPPED,
  [GUMBO_TAG_LEGEND] = BLOCK,
  [GUMBO_TAG_LI] = BLOCK,
  [GUMBO_TAG_LINK] = DROPPED,
  [GUMBO_TAG_LISTING] = BLOCK | GAZETTE_ELEMENT_PREFORMATTED,
  [GUMBO_TAG_MAIN] = BLOCK,
  [GUMBO_TAG_MENU] = BLOCK,
  [GUMBO_TAG_META] = DROPPED,
  [GUMBO_TAG_METER] = DROPPED,
  [GUMBO_TAG_MULTICOL] = BLOCK,
  [GUMBO_TAG_NAV] = BLOCK,
  [GUMBO_TAG_NOEMBED] = DROPPED,
  [GUMBO_TAG_NOFRAMES] = DROPPED,
  [GUMBO_TAG_NOSCRIPT] = GAZETTE_ELEMENT_PICTURES_ONLY,
  [GUMBO_TAG_OL] = BLOCK,
  [GUMBO_TAG_OPTGROUP] = DROPPED,
  [GUMBO_TAG_OPTION] = DROPPED,
  [GUMBO_TAG_P] = BLOCK,
  [GUMBO_TAG_PLAINTEXT] = BLOCK | GAZETTE_ELEMENT_PREFORMATTED,
  [GUMBO_TAG_PRE] = BLOCK | GAZETTE_ELEMENT_PREFORMATTED,
  [GUMBO_TAG_PROGRESS] = DROPPED,
  [GUMBO_TAG_RP] = DROPPED,
  [GUMBO_TAG_SCRIPT] = DROPPED,
  [GUMBO_TAG_SEARCH] = DROPPED,
  [GUMBO_TAG_SECTION] = BLOCK,
  [GUMBO_TAG_SELECT] = DROPPED,
  [GUMBO_TAG_STYLE] = DROPPED,
  [GUMBO_TAG_SUMMARY] = BLOCK,
  [GUMBO_TAG_TABLE] = BLOCK,
  [GUMBO_TAG_TBODY] = BLOCK,
  [GUMBO_TAG_TD] = BLOCK,
  [GUMBO_TAG_TEMPLATE] = DROPPED,
  [GUMBO_TAG_TEXTAREA] = DROPPED,
  [GUMBO_TAG_TFOOT] = BLOCK,
  [GUMBO_TAG_TH] = BLOCK,
  [GUMBO_TAG_THEAD] = BLOCK,
  [GUMBO_TAG_TITLE] = DROPPED,
  [GUMBO_TAG_TR] = BLOCK,
  [GUMBO_TAG_UL] = BLOCK,
  [GUMBO_TAG_XMP] = BLOCK | GAZETTE_ELEMENT_PREFORMATTED,
};

static const guint16 tag_styles[GUMBO_TAG_LAST] = {
  [GUMBO_TAG_B] = GAZETTE_STYLE_STRONG,
  [GUMBO_TAG_CITE] = GAZETTE_STYLE_EMPHASIS,
  [GUMBO_TAG_CODE] = GAZETTE_STYLE_CODE,
  [GUMBO_TAG_DEL] = GAZETTE_STYLE_DELETED,
  [GUMBO_TAG_DFN] = GAZETTE_STYLE_EMPHASIS,
  [GUMBO_TAG_DT] = GAZETTE_STYLE_STRONG,
  [GUMBO_TAG_EM] = GAZETTE_STYLE_EMPHASIS,
  [GUMBO_TAG_I] = GAZETTE_STYLE_EMPHASIS,
  [GUMBO_TAG_INS] = GAZETTE_STYLE_UNDERLINE,
  [GUMBO_TAG_KBD] = GAZETTE_STYLE_KEY,
  [GUMBO_TAG_MARK] = GAZETTE_STYLE_MARK,
  [GUMBO_TAG_RT] = GAZETTE_STYLE_SMALL,
  [GUMBO_TAG_S] = GAZETTE_STYLE_DELETED,
  [GUMBO_TAG_SAMP] = GAZETTE_STYLE_CODE,
  [GUMBO_TAG_SMALL] = GAZETTE_STYLE_SMALL,
  [GUMBO_TAG_STRIKE] = GAZETTE_STYLE_DELETED,
  [GUMBO_TAG_STRONG] = GAZETTE_STYLE_STRONG,
  [GUMBO_TAG_SUB] = GAZETTE_STYLE_SUBSCRIPT,
  [GUMBO_TAG_SUMMARY] = GAZETTE_STYLE_STRONG,
  [GUMBO_TAG_SUP] = GAZETTE_STYLE_SUPERSCRIPT,
  [GUMBO_TAG_TT] = GAZETTE_STYLE_CODE,
  [GUMBO_TAG_U] = GAZETTE_STYLE_UNDERLINE,
  [GUMBO_TAG_VAR] = GAZETTE_STYLE_EMPHASIS,
};

/* With a tag, it holds only for elements of that tag. */
typedef struct
{
  const char *name;
  guint       flags;
  GumboTag    tag;
} Class;

/* What the programs that write most of the web's articles call their parts:
 * WordPress and what is added to it for sharing, Ghost, Substack, FeedBurner, Jekyll,
 * Hugo, Sphinx, Pygments, MediaWiki, KaTeX. */
static const Class classes[] = {
  { "MathJax_Display", DROPPED },
  { "MathJax_Preview", DROPPED },
  { "a2a_kit", DROPPED },
  { "addthis_inline_share_toolbox", DROPPED },
  { "addthis_toolbox", DROPPED },
  { "addtoany_content", DROPPED },
  { "addtoany_share_save_container", DROPPED },
  { "anchorjs-link", DROPPED },
  { "apester-media", DROPPED },
  { "blob-num", DROPPED },
  { "button-wrapper", DROPPED },
  { "caption", BLOCK | GAZETTE_ELEMENT_CAPTION },
  { "caption-credit", GAZETTE_ELEMENT_CREDIT },
  { "caption-text", BLOCK | GAZETTE_ELEMENT_CAPTION },
  { "crayon-nums", DROPPED },
  { "credit", GAZETTE_ELEMENT_CREDIT },
  { "crp_related", DROPPED },
  { "custom-emoji", GAZETTE_ELEMENT_INLINE_PICTURE },
  { "dpsp-content-wrapper", DROPPED },
  { "dpsp-share-text", DROPPED },
  { "emoji", GAZETTE_ELEMENT_INLINE_PICTURE },
  { "essb_links", DROPPED },
  { "fb-like", DROPPED },
  { "fb-post", GAZETTE_ELEMENT_EMBED },
  { "fb-share-button", DROPPED },
  { "fb-video", GAZETTE_ELEMENT_EMBED },
  { "feedflare", DROPPED },
  { "footnote_tooltip", DROPPED },
  { "gallery-caption", BLOCK | GAZETTE_ELEMENT_CAPTION },
  { "gutter", DROPPED, GUMBO_TAG_TD },
  { "header-anchor", DROPPED },
  { "headerlink", DROPPED },
  { "heateor_sss_sharing_container", DROPPED },
  { "image-caption", BLOCK | GAZETTE_ELEMENT_CAPTION },
  { "image-credit", GAZETTE_ELEMENT_CREDIT },
  { "image-link-expand", DROPPED },
  { "instagram-media", GAZETTE_ELEMENT_EMBED },
  { "jp-relatedposts", DROPPED },
  { "katex-html", DROPPED },
  { "kg-audio-player", DROPPED },
  { "kg-audio-thumbnail", DROPPED },
  { "kg-bookmark-container", BLOCK | GAZETTE_ELEMENT_BOOKMARK },
  { "kg-bookmark-title", GAZETTE_ELEMENT_BOOKMARK_TITLE },
  { "kg-signup-card", DROPPED },
  { "kg-video-player-container", DROPPED },
  { "latex", GAZETTE_ELEMENT_INLINE_PICTURE },
  { "lineno", DROPPED },
  { "linenos", DROPPED },
  { "media-credit", GAZETTE_ELEMENT_CREDIT },
  { "more-link", DROPPED, GUMBO_TAG_A },
  { "mw-editsection", DROPPED },
  { "mwe-math-fallback-image-display", GAZETTE_ELEMENT_INLINE_PICTURE },
  { "mwe-math-fallback-image-inline", GAZETTE_ELEMENT_INLINE_PICTURE },
  { "navbox", DROPPED },
  { "off-screen", DROPPED },
  { "photo-caption", BLOCK | GAZETTE_ELEMENT_CAPTION },
  { "photo-credit", GAZETTE_ELEMENT_CREDIT },
  { "post-share", DROPPED },
  { "post-views", DROPPED },
  { "read-more-link", DROPPED },
  { "related-posts", DROPPED },
  { "rouge-gutter", DROPPED },
  { "rp4wp-related-posts", DROPPED },
  { "screen-reader-text", DROPPED },
  { "share-buttons", DROPPED },
  { "sharedaddy", DROPPED },
  { "sharethis-inline-share-buttons", DROPPED },
  { "sharing-buttons", DROPPED },
  { "social-share", DROPPED },
  { "social-sharing", DROPPED },
  { "sr-only", DROPPED },
  { "ssba", DROPPED },
  { "subscribe-widget", DROPPED },
  { "subscription-widget", DROPPED },
  { "subscription-widget-wrap", DROPPED },
  { "subscription-widget-wrap-editor", DROPPED },
  { "swp_social_panel", DROPPED },
  { "thumbcaption", BLOCK | GAZETTE_ELEMENT_CAPTION },
  { "thumbinner", BLOCK | GAZETTE_ELEMENT_FIGURE },
  { "tr-caption", BLOCK | GAZETTE_ELEMENT_CAPTION },
  { "twemoji", GAZETTE_ELEMENT_INLINE_PICTURE },
  { "twitter-share-button", DROPPED },
  { "visually-hidden", DROPPED },
  { "visuallyhidden", DROPPED },
  { "wp-block-file__button", BLOCK },
  { "wp-block-jetpack-sharing-buttons", DROPPED },
  { "wp-caption", BLOCK | GAZETTE_ELEMENT_FIGURE },
  { "wp-caption-text", BLOCK | GAZETTE_ELEMENT_CAPTION },
  { "wp-element-caption", BLOCK | GAZETTE_ELEMENT_CAPTION },
  { "wp-smiley", GAZETTE_ELEMENT_INLINE_PICTURE },
  { "wpulike", DROPPED },
  { "yarpp", DROPPED },
  { "yarpp-related", DROPPED },
};

typedef struct
{
  const char *property;
  const char *value;
  guint       flags;
  guint       style;
  guint       no_style;
} Declaration;

/* The @value is a word in the value of the property, wherever it stands in there. */
static const Declaration declarations[] = {
  { "display", "none", .flags = DROPPED },
  { "display", "block", .flags = BLOCK },
  { "display", "flex", .flags = BLOCK },
  { "display", "grid", .flags = BLOCK },
  { "visibility", "hidden", .flags = DROPPED },
  { "mso-hide", "all", .flags = DROPPED },
  { "font-style", "italic", .style = GAZETTE_STYLE_EMPHASIS },
  { "font-style", "normal", .no_style = GAZETTE_STYLE_EMPHASIS },
  { "font-weight", "bold", .style = GAZETTE_STYLE_STRONG },
  { "font-weight", "600", .style = GAZETTE_STYLE_STRONG },
  { "font-weight", "700", .style = GAZETTE_STYLE_STRONG },
  { "font-weight", "800", .style = GAZETTE_STYLE_STRONG },
  { "font-weight", "900", .style = GAZETTE_STYLE_STRONG },
  { "font-weight", "normal", .no_style = GAZETTE_STYLE_STRONG },
  { "font-weight", "400", .no_style = GAZETTE_STYLE_STRONG },
  { "font-family", "monospace", .style = GAZETTE_STYLE_CODE },
  { "font-family", "courier", .style = GAZETTE_STYLE_CODE },
  { "text-decoration", "line-through", .style = GAZETTE_STYLE_DELETED },
  { "text-decoration", "underline", .style = GAZETTE_STYLE_UNDERLINE },
  { "vertical-align", "super", .style = GAZETTE_STYLE_SUPERSCRIPT },
  { "vertical-align", "sub", .style = GAZETTE_STYLE_SUBSCRIPT },
  { "list-style", "none", .flags = GAZETTE_ELEMENT_NO_MARKER },
  { "list-style-type", "none", .flags = GAZETTE_ELEMENT_NO_MARKER },
};

static guint
read_classes (const char *names,
              GumboTag    tag)
{
  const char *end = names + strnlen (names, MAX_CLASSES_LENGTH);
  guint flags = 0;

  while (names < end)
    {
      gsize length = strcspn (names, " \t\n\f\r");

      for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
        {
          if (strncmp (classes[i].name, names, length) == 0 && classes[i].name[length] == '\0' &&
              (classes[i].tag == 0 || classes[i].tag == tag))
            flags |= classes[i].flags;
        }
      names += length + (names[length] != '\0' ? 1 : 0);
    }

  return flags;
}

static gboolean
has_word (const char *value,
          const char *word)
{
  gsize length = strlen (word);

  while (*value != '\0')
    {
      gsize own = strcspn (value, WORD_ENDS);

      if (own == length && strncmp (value, word, length) == 0)
        return TRUE;
      value += own;
      value += strspn (value, WORD_ENDS);
    }

  return FALSE;
}

static void
read_declaration (char           *text,
                  GazetteElement *element)
{
  char *colon = strchr (text, ':');
  const char *property;
  const char *value;

  if (colon == NULL)
    return;

  *colon = '\0';
  property = g_strstrip (text);
  value = g_strstrip (colon + 1);

  for (guint i = 0; i < G_N_ELEMENTS (declarations); i++)
    {
      const Declaration *declaration = &declarations[i];

      if (strcmp (property, declaration->property) == 0 && has_word (value, declaration->value))
        {
          element->flags |= declaration->flags;
          element->style |= declaration->style;
          element->no_style |= declaration->no_style;
        }
    }
}

/* Declarations of a style attribute, roughly: a ";" in a quoted value is not
 * understood, and does no harm. */
static void
read_style (const char     *style,
            GazetteElement *element)
{
  g_autofree char *lower = g_ascii_strdown (style, strnlen (style, MAX_STYLE_LENGTH));
  char *next = lower;

  while (next != NULL)
    {
      char *text = next;

      next = strchr (text, ';');
      if (next != NULL)
        *next++ = '\0';
      read_declaration (text, element);
    }
}

static gboolean
is_in_item (const GumboNode *node)
{
  const GumboNode *above = node->parent;

  if (gazette_element_is (above, GUMBO_TAG_P))
    above = above->parent;

  return gazette_element_is (above, GUMBO_TAG_LI);
}

/* With scripts, what is in a `noscript` is no markup but ends with the next end tag. Half of an
 * element in there takes in what comes after that. */
static gboolean
is_torn (const GumboNode *node)
{
  static const char end_tag[] = "</noscript";
  GumboStringPiece start = node->v.element.original_tag;
  GumboStringPiece end = node->v.element.original_end_tag;

  if (start.data == NULL || end.data == NULL)
    return start.data != NULL;

  for (const char *p = start.data + start.length; p < end.data; p++)
    {
      if (*p == '<' && g_ascii_strncasecmp (p, end_tag, strlen (end_tag)) == 0)
        return TRUE;
    }

  return FALSE;
}

/**
 * gazette_element_read:
 * @node: an element
 * @element: (out caller-allocates): what it is
 *
 * Finds out how an element is shown. Takes time in proportion to its tag.
 */
void
gazette_element_read (const GumboNode *node,
                      GazetteElement  *element)
{
  GumboTag tag = node->v.element.tag;
  gboolean is_page = tag == GUMBO_TAG_HTML || tag == GUMBO_TAG_BODY;
  const char *names = gazette_html_get_attribute (node, "class");
  const char *style = gazette_html_get_attribute (node, "style");

  *element = (GazetteElement) { .flags = tag_flags[tag], .style = tag_styles[tag] };

  if (node->type == GUMBO_NODE_TEMPLATE)
    element->flags |= DROPPED;
  if (tag == GUMBO_TAG_DIALOG && gazette_html_get_attribute (node, "open") == NULL)
    element->flags |= DROPPED;

  if (tag == GUMBO_TAG_NOSCRIPT && is_torn (node))
    element->flags &= ~(guint) GAZETTE_ELEMENT_PICTURES_ONLY;

  /* A page that hides itself until its script has run is meant to be seen. */
  if (is_page)
    return;

  if (gazette_html_get_attribute (node, "hidden") != NULL)
    element->flags |= DROPPED;
  if (style != NULL)
    read_style (style, element);
  /* What is not there does not stand between the text before and after it. */
  if ((element->flags & DROPPED) != 0)
    element->flags &= ~(guint) BLOCK;
  if (names != NULL)
    element->flags |= read_classes (names, tag);

  /* The words beside a box in a list that can be ticked are the item. */
  if (tag == GUMBO_TAG_LABEL && is_in_item (node))
    element->flags &= ~DROPPED;

  /* All of them look so. */
  if (tag == GUMBO_TAG_A)
    element->style &= ~GAZETTE_STYLE_UNDERLINE;
}

/**
 * gazette_element_dup_property:
 * @node: an element
 * @property: name of a property of style, such as "text-align"
 *
 * Returns: (transfer full) (nullable): what the element's own style says it is, in
 *   lower case
 */
char *
gazette_element_dup_property (const GumboNode *node,
                              const char      *property)
{
  const char *style = gazette_html_get_attribute (node, "style");
  g_autofree char *lower = style != NULL ? g_ascii_strdown (style, strnlen (style, MAX_STYLE_LENGTH)) : NULL;
  g_auto(GStrv) texts = lower != NULL ? g_strsplit (lower, ";", -1) : NULL;

  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    {
      char *colon = strchr (texts[i], ':');

      if (colon == NULL)
        continue;
      *colon = '\0';
      if (strcmp (g_strstrip (texts[i]), property) == 0)
        return g_strdup (g_strstrip (colon + 1));
    }

  return NULL;
}

/**
 * gazette_element_read_direction:
 * @node: an element
 *
 * Returns: in which direction its text is read, if it says so
 */
GazetteDirection
gazette_element_read_direction (const GumboNode *node)
{
  const char *dir = gazette_html_get_attribute (node, "dir");

  if (dir != NULL && g_ascii_strcasecmp (dir, "rtl") == 0)
    return GAZETTE_DIRECTION_RTL;
  if (dir != NULL && g_ascii_strcasecmp (dir, "ltr") == 0)
    return GAZETTE_DIRECTION_LTR;

  return GAZETTE_DIRECTION_NONE;
}

/* Nothing but white space and what may stand before a name. */
static gboolean
is_dash (const GumboNode *node)
{
  const char *p = node->v.text.text;

  for (; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char_validated (p, -1);

      if (c >= (gunichar) -2 || (!g_unichar_isspace (c) && g_unichar_type (c) != G_UNICODE_DASH_PUNCTUATION))
        return FALSE;
    }

  return TRUE;
}

/**
 * gazette_element_is_attribution:
 * @node: an element in a quotation
 *
 * Tells who is quoted from what is quoted: a `footer`, or a `cite` that is not
 * part of a sentence, or the paragraph around it (HTML standard, 4.4.4).
 *
 * Returns: whether it says whose words the quotation is
 */
gboolean
gazette_element_is_attribution (const GumboNode *node)
{
  const GumboVector *children = &node->v.element.children;
  guint n_cites = 0;

  if (node->v.element.tag == GUMBO_TAG_FOOTER)
    return TRUE;
  if (node->v.element.tag == GUMBO_TAG_CITE)
    return gazette_element_is (node->parent, GUMBO_TAG_BLOCKQUOTE);
  if (node->v.element.tag != GUMBO_TAG_P)
    return FALSE;

  for (guint i = 0; i < children->length; i++)
    {
      const GumboNode *child = children->data[i];

      if (gazette_element_is (child, GUMBO_TAG_CITE))
        n_cites++;
      else if (child->type == GUMBO_NODE_ELEMENT || (child->type == GUMBO_NODE_TEXT && !is_dash (child)))
        return FALSE;
    }

  return n_cites == 1;
}

static gboolean
is_field (const GumboNode *node)
{
  static const char *const others[] = {
    "hidden", "checkbox", "radio", "submit", "button", "reset", "image", "file", "range", "color",
  };
  const char *type = gazette_html_get_attribute (node, "type");

  if (gazette_element_is (node, GUMBO_TAG_TEXTAREA) || gazette_element_is (node, GUMBO_TAG_SELECT))
    return TRUE;
  if (!gazette_element_is (node, GUMBO_TAG_INPUT))
    return FALSE;

  for (guint i = 0; type != NULL && i < G_N_ELEMENTS (others); i++)
    {
      if (g_ascii_strcasecmp (type, others[i]) == 0)
        return FALSE;
    }

  return TRUE;
}

/**
 * gazette_element_is_form:
 * @node: a `form` element
 *
 * Returns: whether it is there to be filled in, not around a whole page
 */
gboolean
gazette_element_is_form (const GumboNode *node)
{
  gboolean has_field = FALSE;
  gsize n_bytes = 0;

  for (const GumboNode *below = node; below != NULL && n_bytes <= MAX_FORM_TEXT; below = gazette_html_next (node, below))
    {
      if (below->type == GUMBO_NODE_TEXT && !gazette_element_is (below->parent, GUMBO_TAG_OPTION))
        n_bytes += strlen (below->v.text.text);
      has_field = has_field || is_field (below);
    }

  return has_field && n_bytes <= MAX_FORM_TEXT;
}

/**
 * gazette_element_is:
 * @node: a node
 * @tag: a tag
 *
 * Returns: whether @node is an element with that tag
 */
gboolean
gazette_element_is (const GumboNode *node,
                    GumboTag         tag)
{
  return node->type == GUMBO_NODE_ELEMENT && node->v.element.tag == tag;
}

/**
 * gazette_element_is_named:
 * @node: an element
 * @name: a name that HTML does not know, such as "amp-img"
 *
 * Returns: whether @node has that name
 */
gboolean
gazette_element_is_named (const GumboNode *node,
                          const char      *name)
{
  GumboStringPiece own = node->v.element.original_tag;

  if (node->v.element.tag != GUMBO_TAG_UNKNOWN || own.data == NULL)
    return FALSE;
  gumbo_tag_from_original_text (&own);

  return own.length == strlen (name) && g_ascii_strncasecmp (own.data, name, own.length) == 0;
}

/**
 * gazette_element_dup_label:
 * @node: an element
 * @attribute: name of an attribute that people read, such as "alt"
 *
 * Returns: (transfer full) (nullable): its value, folded; %NULL when there is
 *   none or nothing in it
 */
char *
gazette_element_dup_label (const GumboNode *node,
                           const char      *attribute)
{
  const char *value = gazette_html_get_attribute (node, attribute);
  g_autofree char *folded = value != NULL ? gazette_text_fold (value) : NULL;

  if (folded == NULL || *folded == '\0')
    return NULL;

  return g_steal_pointer (&folded);
}

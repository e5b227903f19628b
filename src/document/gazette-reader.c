/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-address.h"
#include "gazette-element.h"
#include "gazette-list.h"
#include "gazette-table.h"
#include "gazette-text.h"

/* More would leave no room for text. */
#define MAX_NESTING 16

/* How far up a class may stand that names the language of code. */
#define LANGUAGE_ANCESTORS 3

/* Words in a title of a picture that says more than a file name. */
#define MIN_TITLE_WORDS 5

/* An element that is open. */
typedef struct
{
  GazetteContext   context;
  const GumboNode *picture;
  gboolean         pictures_only;
  gboolean         is_block;
  gboolean         is_figure;
  gboolean         is_caption;
  gboolean         is_item;
  /* The frames of the figure and the list around it, -1 for none. */
  gint             figure;
  gint             list;
  GazetteFigure    own_figure;
  GazetteList      own_list;
  const char      *after;
} Frame;

typedef struct
{
  GazetteWriter *writer;
  GazetteBase    base;
  gboolean       has_base;
  /* Whether the last picture is one for readers without scripts. */
  gboolean       last_is_fallback;
  /* Frames of all elements that are open, the innermost last. */
  GArray        *frames;
  GazetteTable   table;
} Reader;

static Frame *
get_frame (Reader *self,
           gint    position)
{
  return position >= 0 ? &g_array_index (self->frames, Frame, position) : NULL;
}

static Frame *
get_top (Reader *self)
{
  return get_frame (self, self->frames->len - 1);
}

static GazetteFigure *
get_figure (Reader      *self,
            const Frame *frame)
{
  Frame *holder = get_frame (self, frame->figure);

  return holder != NULL ? &holder->own_figure : NULL;
}

static void
add_block (Reader       *self,
           const Frame  *frame,
           GazetteBlock *block)
{
  gazette_writer_add (self->writer, &frame->context, block, get_figure (self, frame));
}

static gboolean
is_in_paragraphs (const Frame *frame)
{
  return frame->context.flow == GAZETTE_FLOW_PARAGRAPH || frame->context.flow == GAZETTE_FLOW_HEADING;
}

static void
deepen (Reader *self,
        guint  *depth)
{
  if (*depth < MAX_NESTING)
    (*depth)++;
  else
    gazette_writer_set_truncated (self->writer);
}

static guint
count_words (const char *text)
{
  guint n = 0;

  for (const char *p = text; p != NULL; p = strchr (p + 1, ' '))
    n++;

  return n;
}

/* Some comics have half of the joke in it. In a figure there is a caption. */
static void
caption_with_title (const Frame     *frame,
                    const GumboNode *node,
                    GazetteBlock    *block)
{
  g_autofree char *title = frame->figure < 0 ? gazette_element_dup_label (node, "title") : NULL;

  if (title == NULL || count_words (title) < MIN_TITLE_WORDS)
    return;

  g_free (block->text);
  block->text = g_steal_pointer (&title);
}

static void
write_picture (Reader          *self,
               const Frame     *frame,
               const GumboNode *node)
{
  GazetteBlock *block = gazette_picture_read (&self->base, node, frame->picture);
  const GazetteBlock *last;

  if (block == NULL)
    return;

  if (block->src == NULL)
    {
      if (!frame->pictures_only)
        gazette_writer_text (self->writer, &frame->context, block->alt);
      gazette_block_free (block);
      return;
    }

  /* For readers without scripts, many pages show a picture a second time. */
  last = gazette_writer_get_last (self->writer);
  if ((frame->pictures_only || self->last_is_fallback) && last != NULL && last->kind == GAZETTE_BLOCK_PICTURE &&
      gazette_picture_is_same (last->src, block->src))
    {
      gazette_block_free (block);
      return;
    }

  if (frame->context.href != NULL && *frame->context.href != '#')
    block->href = g_strdup (frame->context.href);
  caption_with_title (frame, node, block);
  self->last_is_fallback = frame->pictures_only;
  add_block (self, frame, block);
}

static void
write_embed (Reader          *self,
             const Frame     *frame,
             const GumboNode *node)
{
  GazetteBlock *block = frame->pictures_only ? NULL : gazette_embed_read (&self->base, node);

  if (block != NULL)
    add_block (self, frame, block);
}

/* What has no text of its own to be walked through. Returns whether @node is
 * such an element. */
static gboolean
write_whole (Reader          *self,
             const Frame     *frame,
             const GumboNode *node)
{
  switch ((guint) node->v.element.tag)
    {
    case GUMBO_TAG_IMG:
    case GUMBO_TAG_IMAGE:
      write_picture (self, frame, node);
      return TRUE;

    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_VIDEO:
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_EMBED:
    case GUMBO_TAG_OBJECT:
      write_embed (self, frame, node);
      return TRUE;

    case GUMBO_TAG_BR:
      if (!frame->pictures_only)
        gazette_writer_line_break (self->writer, &frame->context);
      return TRUE;

    case GUMBO_TAG_HR:
      if (is_in_paragraphs (frame) && !frame->pictures_only)
        add_block (self, frame, gazette_block_new (GAZETTE_BLOCK_RULE));
      return TRUE;

    default:
      break;
    }

  if (gazette_element_is_named (node, "amp-img"))
    {
      write_picture (self, frame, node);
      return TRUE;
    }

  return FALSE;
}

/* MathML is meant for another program; the text that it stands for is not. */
static void
write_math (Reader          *self,
            const Frame     *frame,
            const GumboNode *node)
{
  g_autofree char *label = gazette_element_dup_label (node, "alttext");

  for (const GumboNode *below = node; below != NULL; below = gazette_html_next (node, below))
    {
      if (label == NULL && below->type == GUMBO_NODE_TEXT && !gazette_element_is_named (below->parent, "annotation"))
        gazette_writer_text (self->writer, &frame->context, below->v.text.text);
    }

  if (label != NULL)
    gazette_writer_text (self->writer, &frame->context, label);
}

static gboolean
is_language (const char *name)
{
  gsize length = strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789+#.-_");

  return length > 0 && length <= 32 && name[length] == '\0' && strcmp (name, "none") != 0 &&
         strcmp (name, "text") != 0 && strcmp (name, "plaintext") != 0 && strcmp (name, "default") != 0;
}

/* From "language-c", "lang-c", "highlight-source-c" and "brush: c". */
static char *
find_language_in_classes (const char *names)
{
  static const char *const prefixes[] = { "language-", "lang-", "highlight-source-", "brush:" };
  g_autofree char *lower = g_ascii_strdown (names, strnlen (names, 1024));
  g_auto(GStrv) tokens = g_strsplit_set (lower, " \t\n\f\r;", -1);

  for (guint i = 0; tokens[i] != NULL; i++)
    {
      for (guint j = 0; j < G_N_ELEMENTS (prefixes); j++)
        {
          const char *name = tokens[i] + strlen (prefixes[j]);

          if (!g_str_has_prefix (tokens[i], prefixes[j]))
            continue;
          if (*name == '\0' && tokens[i + 1] != NULL)
            name = tokens[i + 1];
          if (is_language (name))
            return g_strdup (name);
        }
    }

  return NULL;
}

static char *
find_language_of (const GumboNode *node)
{
  static const char *const names[] = { "data-lang", "data-language", "data-enlighter-language" };
  const char *classes = gazette_html_get_attribute (node, "class");

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *value = gazette_html_get_attribute (node, names[i]);
      g_autofree char *lower = value != NULL ? g_ascii_strdown (value, strnlen (value, 64)) : NULL;

      if (lower != NULL && is_language (lower))
        return g_steal_pointer (&lower);
    }

  return classes != NULL ? find_language_in_classes (classes) : NULL;
}

/* The language is named on the element, on the code in it, or on what is
 * around it. */
static char *
find_language (const GumboNode *pre)
{
  const GumboVector *children = &pre->v.element.children;
  const GumboNode *above = pre->parent;
  char *language = find_language_of (pre);

  if (language == NULL && children->length > 0 && gazette_element_is (children->data[0], GUMBO_TAG_CODE))
    language = find_language_of (children->data[0]);

  for (guint i = 0; language == NULL && i < LANGUAGE_ANCESTORS && above != NULL; i++)
    {
      if (above->type != GUMBO_NODE_ELEMENT || above->v.element.tag == GUMBO_TAG_BODY)
        break;
      language = find_language_of (above);
      above = above->parent;
    }

  return language;
}

static void
enter_preformatted (Reader          *self,
                    Frame           *frame,
                    const GumboNode *node)
{
  if (!is_in_paragraphs (frame))
    return;

  gazette_writer_end_block (self->writer);
  frame->context.flow = GAZETTE_FLOW_PREFORMATTED;
  frame->context.style = GAZETTE_STYLE_NONE;
  frame->context.language = gazette_writer_take_address (self->writer, find_language (node));
}

static void
enter_heading (Reader *self,
               Frame  *frame,
               guint   level)
{
  if (!is_in_paragraphs (frame))
    return;

  gazette_writer_end_block (self->writer);
  frame->context.flow = GAZETTE_FLOW_HEADING;
  frame->context.level = level;
}

static void
enter_list (Reader          *self,
            Frame           *frame,
            const GumboNode *node,
            gboolean         has_markers)
{
  const Frame *outer = get_frame (self, frame->list);

  gazette_list_begin (&frame->own_list, node, outer != NULL ? &outer->own_list : NULL, has_markers);
  frame->list = self->frames->len;
  deepen (self, &frame->context.list_depth);
}

static void
enter_item (Reader          *self,
            Frame           *frame,
            const GumboNode *node)
{
  Frame *list = get_frame (self, frame->list);
  GazetteList stray;
  g_autofree char *marker = NULL;

  /* An item outside of a list is one in a list of its own. */
  if (list == NULL)
    {
      gazette_list_begin (&stray, NULL, NULL, TRUE);
      deepen (self, &frame->context.list_depth);
    }

  marker = gazette_list_dup_marker (list != NULL ? &list->own_list : &stray, node);
  gazette_writer_set_marker (self->writer, marker);
  frame->is_item = TRUE;
}

static void
enter_link (Reader          *self,
            Frame           *frame,
            const GumboNode *node)
{
  const char *href = gazette_html_get_attribute (node, "href");

  frame->context.href = href != NULL
                          ? gazette_writer_take_address (self->writer, gazette_base_resolve_link (&self->base, href))
                          : NULL;
}

static void
enter_caption (Reader *self,
               Frame  *frame)
{
  if (!is_in_paragraphs (frame))
    return;

  gazette_writer_end_block (self->writer);
  frame->context.flow = GAZETTE_FLOW_CAPTION;
  frame->is_caption = TRUE;
}

/* The parts of a table that is shown as one. */
static void
enter_table_part (Reader          *self,
                  Frame           *frame,
                  const GumboNode *node)
{
  if (frame->context.flow != GAZETTE_FLOW_TABLE)
    return;

  switch ((guint) node->v.element.tag)
    {
    case GUMBO_TAG_CAPTION:
      gazette_writer_end_block (self->writer);
      frame->context.flow = GAZETTE_FLOW_PARAGRAPH;
      break;

    case GUMBO_TAG_TR:
      gazette_table_begin_row (&self->table, self->writer, &frame->context, node);
      break;

    case GUMBO_TAG_TH:
    case GUMBO_TAG_TD:
      gazette_table_begin_cell (&self->table, self->writer, node);
      if (node->v.element.tag == GUMBO_TAG_TH && !self->table.in_header)
        frame->context.style |= GAZETTE_STYLE_STRONG;
      break;

    default:
      break;
    }
}

static void
enter_table (Reader          *self,
             Frame           *frame,
             const GumboNode *node)
{
  if (!is_in_paragraphs (frame) || !gazette_table_is_data (node))
    return;

  gazette_writer_end_block (self->writer);
  frame->context.flow = GAZETTE_FLOW_TABLE;
  gazette_table_begin (&self->table);
}

static void
enter_quotation (Reader *self,
                 Frame  *frame)
{
  if (frame->pictures_only)
    return;

  gazette_writer_text (self->writer, &frame->context, "“");
  frame->after = "”";
}

static void
enter_ruby (Reader *self,
            Frame  *frame)
{
  if (frame->pictures_only)
    return;

  gazette_writer_text (self->writer, &frame->context, "(");
  frame->after = ")";
}

/* What an element means beyond its flags. */
static void
enter_tag (Reader               *self,
           Frame                *frame,
           const GumboNode      *node,
           const GazetteElement *element)
{
  switch ((guint) node->v.element.tag)
    {
    case GUMBO_TAG_A:
      enter_link (self, frame, node);
      break;

    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_H4:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6:
      enter_heading (self, frame, node->v.element.tag - GUMBO_TAG_H1 + 1);
      break;

    case GUMBO_TAG_BLOCKQUOTE:
      deepen (self, &frame->context.quote_depth);
      break;

    case GUMBO_TAG_OL:
    case GUMBO_TAG_UL:
    case GUMBO_TAG_MENU:
    case GUMBO_TAG_DIR:
      enter_list (self, frame, node, (element->flags & GAZETTE_ELEMENT_NO_MARKER) == 0);
      break;

    case GUMBO_TAG_LI:
      enter_item (self, frame, node);
      break;

    case GUMBO_TAG_DD:
      deepen (self, &frame->context.list_depth);
      gazette_writer_set_marker (self->writer, NULL);
      break;

    case GUMBO_TAG_PICTURE:
      frame->picture = node;
      break;

    case GUMBO_TAG_Q:
      enter_quotation (self, frame);
      break;

    case GUMBO_TAG_RT:
      enter_ruby (self, frame);
      break;

    case GUMBO_TAG_TABLE:
      enter_table (self, frame, node);
      break;

    default:
      enter_table_part (self, frame, node);
      break;
    }
}

static void
take_base (Reader          *self,
           const GumboNode *node)
{
  const char *href = gazette_html_get_attribute (node, "href");
  char *url = href != NULL && !self->has_base ? gazette_base_resolve (&self->base, href) : NULL;

  if (url == NULL)
    return;

  g_free (self->base.url);
  self->base.url = url;
  self->has_base = TRUE;
}

/* The sign after many a heading that only links to the heading itself. */
static gboolean
is_anchor (const Frame     *frame,
           const GumboNode *node)
{
  static const char *const signs[] = { "#", "¶", "§", "🔗", "⚓", "∞" };
  const GumboVector *children = &node->v.element.children;
  const GumboNode *child = children->length == 1 ? children->data[0] : NULL;

  if (frame->context.flow != GAZETTE_FLOW_HEADING || node->v.element.tag != GUMBO_TAG_A || child == NULL ||
      child->type != GUMBO_NODE_TEXT)
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    {
      if (strcmp (child->v.text.text, signs[i]) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Whether @node is left out or written at once, so that nothing in it is to be
 * walked through. */
static gboolean
is_done_with (Reader               *self,
              const Frame          *outer,
              const GumboNode      *node,
              const GazetteElement *element)
{
  GazetteBlock *card;

  if (node->v.element.tag == GUMBO_TAG_BASE)
    take_base (self, node);

  if ((element->flags & GAZETTE_ELEMENT_DROPPED) != 0 || is_anchor (outer, node))
    return TRUE;

  if (node->v.element.tag_namespace == GUMBO_NAMESPACE_MATHML && !outer->pictures_only)
    write_math (self, outer, node);
  if (node->v.element.tag_namespace != GUMBO_NAMESPACE_HTML || node->v.element.tag == GUMBO_TAG_SVG)
    return TRUE;

  if (write_whole (self, outer, node))
    return TRUE;

  card = (element->flags & GAZETTE_ELEMENT_BOOKMARK) != 0 && node->v.element.tag == GUMBO_TAG_A && !outer->pictures_only
           ? gazette_embed_read_bookmark (&self->base, node)
           : NULL;
  if (card != NULL)
    add_block (self, outer, card);

  return card != NULL;
}

/* Opens an element. Returns whether to walk through what is in it. */
static gboolean
enter (Reader          *self,
       const GumboNode *node)
{
  const Frame *outer = get_top (self);
  GazetteElement element;
  Frame frame;

  gazette_element_read (node, &element);
  if (is_done_with (self, outer, node, &element))
    return FALSE;

  frame = *outer;
  frame.is_figure = frame.is_caption = frame.is_item = FALSE;
  frame.after = NULL;
  frame.is_block = (element.flags & GAZETTE_ELEMENT_BLOCK) != 0;
  frame.pictures_only |= (element.flags & GAZETTE_ELEMENT_PICTURES_ONLY) != 0;
  frame.context.style |= element.style;
  frame.context.style &= ~element.no_style;
  if (frame.context.flow == GAZETTE_FLOW_PREFORMATTED)
    frame.context.style &= ~GAZETTE_STYLE_CODE;

  if (frame.is_block)
    gazette_writer_break (self->writer);
  if (element.flags & GAZETTE_ELEMENT_FIGURE)
    {
      gazette_writer_begin_figure (self->writer, &frame.own_figure);
      frame.figure = self->frames->len;
    }
  if (element.flags & GAZETTE_ELEMENT_PREFORMATTED)
    enter_preformatted (self, &frame, node);
  enter_tag (self, &frame, node, &element);
  if (element.flags & GAZETTE_ELEMENT_CAPTION)
    enter_caption (self, &frame);

  g_array_append_val (self->frames, frame);

  return TRUE;
}

static void
leave (Reader *self)
{
  Frame frame = *get_top (self);
  const Frame *outer = get_frame (self, self->frames->len - 2);

  g_array_set_size (self->frames, self->frames->len - 1);

  if (frame.after != NULL)
    gazette_writer_text (self->writer, &frame.context, frame.after);
  if (frame.is_caption)
    gazette_writer_end_caption (self->writer, get_figure (self, outer));

  /* Where text becomes something else, what it was is over. */
  if (frame.context.flow != outer->context.flow)
    gazette_writer_end_block (self->writer);
  else if (frame.is_block)
    gazette_writer_break (self->writer);

  if (frame.is_item)
    gazette_writer_set_marker (self->writer, NULL);
}

static void
write_text (Reader     *self,
            const char *text)
{
  const Frame *frame = get_top (self);

  if (!frame->pictures_only)
    gazette_writer_text (self->writer, &frame->context, text);
}

/* Goes through all below @root, each element before and after what is in it. */
static void
walk (Reader          *self,
      const GumboNode *root)
{
  const GumboNode *node = root;

  while (node != NULL && !gazette_writer_is_full (self->writer))
    {
      gboolean is_element = node->type == GUMBO_NODE_ELEMENT;

      if (is_element && enter (self, node))
        {
          if (node->v.element.children.length > 0)
            {
              node = node->v.element.children.data[0];
              continue;
            }
          leave (self);
        }
      else if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE || node->type == GUMBO_NODE_CDATA)
        {
          write_text (self, node->v.text.text);
        }

      while (node != root)
        {
          const GumboVector *siblings = &node->parent->v.element.children;

          if (node->index_within_parent + 1 < siblings->length)
            break;
          node = node->parent;
          leave (self);
        }
      node = node != root ? node->parent->v.element.children.data[node->index_within_parent + 1] : NULL;
    }
}

/**
 * gazette_document_new_from_html:
 * @html: an HTML page or fragment, from anywhere
 * @length: of @html in bytes, or -1 when it is nul-terminated
 * @base_url: (nullable): what relative addresses in it are relative to
 *
 * Reads HTML as a browser shows it: white space folds, what is hidden is left
 * out, and so is everything that is not text, a picture, or a link to something
 * that plays. There is no HTML that it refuses; where a limit is met, the rest
 * is left out, see gazette_document_is_truncated(). Takes time in proportion to
 * @length.
 *
 * May be called on any thread, but wants more stack than a fiber has.
 *
 * Returns: (transfer full): a document, maybe without blocks
 */
GazetteDocument *
gazette_document_new_from_html (const char *html,
                                gssize      length,
                                const char *base_url)
{
  g_autoptr(GazetteHtml) parsed = NULL;
  g_autoptr(GazetteWriter) writer = NULL;
  g_autoptr(GArray) frames = NULL;
  Reader self = { 0 };
  Frame outermost = { .figure = -1, .list = -1 };

  g_return_val_if_fail (html != NULL, NULL);

  parsed = gazette_html_parse (html, length);
  writer = gazette_writer_new ();
  frames = g_array_new (FALSE, FALSE, sizeof (Frame));
  g_array_append_val (frames, outermost);

  self.writer = writer;
  self.base.url = g_strdup (base_url);
  self.base.writer = writer;
  self.frames = frames;

  if (gazette_html_is_truncated (parsed))
    gazette_writer_set_truncated (writer);
  walk (&self, gazette_html_get_root (parsed));
  g_free (self.base.url);

  return gazette_writer_finish (writer);
}

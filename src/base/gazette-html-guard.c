/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gumbo.h>
#include <string.h>

#include "gazette-html-private.h"

/* The parser looks through its stack of open elements for almost every tag,
 * and through the attributes of a tag for each further one. Both are without
 * bound, so a few hundred kilobytes of "<div>" or of attributes would keep it
 * busy for minutes. Browsers stop nesting at 512, too.
 *
 * This follows the stack as the HTML standard (13.2.6) keeps it, roughly: where
 * it is not exact it counts an element as open longer than it is. An element
 * of formatting that is not closed is opened again in each next block, so of
 * those each kind has a bound of its own. */
#define MAX_DEPTH      512
#define MAX_FORMATTING 64
#define MAX_ATTRIBUTES 256

typedef enum
{
  /* Has no content and no end tag. */
  VOID = 1 << 0,
  /* Its content is text up to its end tag. */
  RAW = 1 << 1,
  FORMATTING = 1 << 2,
  /* An end tag of an ordinary element does not reach beyond it. */
  SPECIAL = 1 << 3,
  /* No end tag but those of tables reaches beyond it. */
  SCOPE = 1 << 4,
  /* The next one of the same kind ends it, ... */
  OPTIONAL_END = 1 << 5,
  /* ... but only when nothing else is open in it. */
  OPTIONAL_END_AT_TOP = 1 << 6,
  TABLE = 1 << 7,
  FOREIGN = 1 << 8,
  /* HTML within foreign content. */
  INTEGRATION = 1 << 9,
} TagFlags;

static const guint16 tag_flags[GUMBO_TAG_LAST] = {
  [GUMBO_TAG_A] = FORMATTING,
  [GUMBO_TAG_ADDRESS] = SPECIAL,
  [GUMBO_TAG_ANNOTATION_XML] = SPECIAL | SCOPE | INTEGRATION,
  [GUMBO_TAG_APPLET] = SPECIAL | SCOPE,
  [GUMBO_TAG_AREA] = VOID,
  [GUMBO_TAG_ARTICLE] = SPECIAL,
  [GUMBO_TAG_ASIDE] = SPECIAL,
  [GUMBO_TAG_B] = FORMATTING,
  [GUMBO_TAG_BASE] = VOID,
  [GUMBO_TAG_BASEFONT] = VOID,
  [GUMBO_TAG_BGSOUND] = VOID,
  [GUMBO_TAG_BIG] = FORMATTING,
  [GUMBO_TAG_BLOCKQUOTE] = SPECIAL,
  [GUMBO_TAG_BODY] = SPECIAL | OPTIONAL_END,
  [GUMBO_TAG_BR] = VOID,
  [GUMBO_TAG_BUTTON] = SPECIAL,
  [GUMBO_TAG_CAPTION] = SPECIAL | SCOPE | TABLE,
  [GUMBO_TAG_CENTER] = SPECIAL,
  [GUMBO_TAG_CODE] = FORMATTING,
  [GUMBO_TAG_COL] = VOID,
  [GUMBO_TAG_COLGROUP] = SPECIAL | OPTIONAL_END,
  [GUMBO_TAG_DD] = SPECIAL | OPTIONAL_END,
  [GUMBO_TAG_DESC] = SPECIAL | SCOPE | INTEGRATION,
  [GUMBO_TAG_DETAILS] = SPECIAL,
  [GUMBO_TAG_DIR] = SPECIAL,
  [GUMBO_TAG_DIV] = SPECIAL,
  [GUMBO_TAG_DL] = SPECIAL,
  [GUMBO_TAG_DT] = SPECIAL | OPTIONAL_END,
  [GUMBO_TAG_EM] = FORMATTING,
  [GUMBO_TAG_EMBED] = VOID,
  [GUMBO_TAG_FIELDSET] = SPECIAL,
  [GUMBO_TAG_FIGCAPTION] = SPECIAL,
  [GUMBO_TAG_FIGURE] = SPECIAL,
  [GUMBO_TAG_FONT] = FORMATTING,
  [GUMBO_TAG_FOOTER] = SPECIAL,
  [GUMBO_TAG_FOREIGNOBJECT] = SPECIAL | SCOPE | INTEGRATION,
  [GUMBO_TAG_FORM] = SPECIAL,
  [GUMBO_TAG_FRAME] = VOID,
  [GUMBO_TAG_FRAMESET] = SPECIAL,
  [GUMBO_TAG_H1] = SPECIAL,
  [GUMBO_TAG_H2] = SPECIAL,
  [GUMBO_TAG_H3] = SPECIAL,
  [GUMBO_TAG_H4] = SPECIAL,
  [GUMBO_TAG_H5] = SPECIAL,
  [GUMBO_TAG_H6] = SPECIAL,
  [GUMBO_TAG_HEAD] = SPECIAL | OPTIONAL_END,
  [GUMBO_TAG_HEADER] = SPECIAL,
  [GUMBO_TAG_HGROUP] = SPECIAL,
  [GUMBO_TAG_HR] = VOID,
  [GUMBO_TAG_HTML] = SPECIAL | SCOPE | OPTIONAL_END,
  [GUMBO_TAG_I] = FORMATTING,
  [GUMBO_TAG_IFRAME] = RAW,
  [GUMBO_TAG_IMAGE] = VOID,
  [GUMBO_TAG_IMG] = VOID,
  [GUMBO_TAG_INPUT] = VOID,
  [GUMBO_TAG_KEYGEN] = VOID,
  [GUMBO_TAG_LI] = SPECIAL | OPTIONAL_END,
  [GUMBO_TAG_LINK] = VOID,
  [GUMBO_TAG_LISTING] = SPECIAL,
  [GUMBO_TAG_MAIN] = SPECIAL,
  [GUMBO_TAG_MARQUEE] = SPECIAL | SCOPE,
  [GUMBO_TAG_MATH] = FOREIGN,
  [GUMBO_TAG_MENU] = SPECIAL,
  [GUMBO_TAG_META] = VOID,
  [GUMBO_TAG_MI] = SPECIAL | SCOPE | INTEGRATION,
  [GUMBO_TAG_MN] = SPECIAL | SCOPE | INTEGRATION,
  [GUMBO_TAG_MO] = SPECIAL | SCOPE | INTEGRATION,
  [GUMBO_TAG_MS] = SPECIAL | SCOPE | INTEGRATION,
  [GUMBO_TAG_MTEXT] = SPECIAL | SCOPE | INTEGRATION,
  [GUMBO_TAG_NAV] = SPECIAL,
  [GUMBO_TAG_NOBR] = FORMATTING,
  [GUMBO_TAG_NOEMBED] = RAW,
  [GUMBO_TAG_NOFRAMES] = RAW,
  [GUMBO_TAG_NOSCRIPT] = SPECIAL,
  [GUMBO_TAG_OBJECT] = SPECIAL | SCOPE,
  [GUMBO_TAG_OL] = SPECIAL,
  [GUMBO_TAG_OPTGROUP] = OPTIONAL_END_AT_TOP,
  [GUMBO_TAG_OPTION] = OPTIONAL_END_AT_TOP,
  [GUMBO_TAG_P] = SPECIAL | OPTIONAL_END,
  [GUMBO_TAG_PARAM] = VOID,
  [GUMBO_TAG_PRE] = SPECIAL,
  [GUMBO_TAG_RB] = OPTIONAL_END_AT_TOP,
  [GUMBO_TAG_RP] = OPTIONAL_END_AT_TOP,
  [GUMBO_TAG_RT] = OPTIONAL_END_AT_TOP,
  [GUMBO_TAG_RTC] = OPTIONAL_END_AT_TOP,
  [GUMBO_TAG_S] = FORMATTING,
  [GUMBO_TAG_SCRIPT] = RAW,
  [GUMBO_TAG_SECTION] = SPECIAL,
  [GUMBO_TAG_SELECT] = SPECIAL,
  [GUMBO_TAG_SMALL] = FORMATTING,
  [GUMBO_TAG_SOURCE] = VOID,
  [GUMBO_TAG_STRIKE] = FORMATTING,
  [GUMBO_TAG_STRONG] = FORMATTING,
  [GUMBO_TAG_STYLE] = RAW,
  [GUMBO_TAG_SUMMARY] = SPECIAL,
  [GUMBO_TAG_SVG] = FOREIGN,
  [GUMBO_TAG_TABLE] = SPECIAL | SCOPE | TABLE,
  [GUMBO_TAG_TBODY] = SPECIAL | OPTIONAL_END | TABLE,
  [GUMBO_TAG_TD] = SPECIAL | SCOPE | OPTIONAL_END | TABLE,
  [GUMBO_TAG_TEMPLATE] = SPECIAL | SCOPE,
  [GUMBO_TAG_TEXTAREA] = RAW,
  [GUMBO_TAG_TFOOT] = SPECIAL | OPTIONAL_END | TABLE,
  [GUMBO_TAG_TH] = SPECIAL | SCOPE | OPTIONAL_END | TABLE,
  [GUMBO_TAG_THEAD] = SPECIAL | OPTIONAL_END | TABLE,
  [GUMBO_TAG_TITLE] = RAW | INTEGRATION,
  [GUMBO_TAG_TR] = SPECIAL | OPTIONAL_END | TABLE,
  [GUMBO_TAG_TRACK] = VOID,
  [GUMBO_TAG_TT] = FORMATTING,
  [GUMBO_TAG_U] = FORMATTING,
  [GUMBO_TAG_UL] = SPECIAL,
  [GUMBO_TAG_WBR] = VOID,
  [GUMBO_TAG_XMP] = RAW,
};

typedef struct
{
  char     *html;
  gsize     length;
  gsize     position;
  gsize     kept_length;
  gsize     kept_until;
  GumboTag  open[MAX_DEPTH];
  guint     depth;
  guint     n_foreign;
  guint     n_integration;
  guint     n_select;
  guint     n_formatting[GUMBO_TAG_LAST];
  gsize     n_dropped;
} Guard;

typedef struct
{
  GumboTag tag;
  gboolean is_end;
  gboolean is_self_closing;
} Tag;

static gboolean
has_flag (GumboTag tag,
          TagFlags flag)
{
  return (tag_flags[tag] & flag) != 0;
}

/* Takes out what is between @start and @end; what was read before @start moves
 * up to close the gaps, each byte once. */
static void
cut (Guard *self,
     gsize  start,
     gsize  end)
{
  memmove (self->html + self->kept_length, self->html + self->kept_until, start - self->kept_until);
  self->kept_length += start - self->kept_until;
  self->kept_until = end;
}

static void
skip_past (Guard      *self,
           const char *mark)
{
  const char *found = g_strstr_len (self->html + self->position, self->length - self->position, mark);

  self->position = found != NULL ? (gsize) (found - self->html) + strlen (mark) : self->length;
}

static void
skip_spaces (Guard *self)
{
  while (self->position < self->length && g_ascii_isspace (self->html[self->position]))
    self->position++;
}

static void
skip_value (Guard *self)
{
  char quote;

  skip_spaces (self);
  if (self->position >= self->length)
    return;

  quote = self->html[self->position];
  if (quote == '"' || quote == '\'')
    {
      const char *start = self->html + self->position + 1;
      const char *end = memchr (start, quote, self->length - self->position - 1);

      self->position = end != NULL ? (gsize) (end - self->html) + 1 : self->length;
      return;
    }

  while (self->position < self->length && self->html[self->position] != '>' &&
         !g_ascii_isspace (self->html[self->position]))
    self->position++;
}

/* One attribute, read as the tokenizer of the HTML standard does (13.2.5.32 on). */
static void
skip_attribute (Guard *self)
{
  /* A name may begin with "=" but not go on with it. */
  self->position++;
  while (self->position < self->length)
    {
      char c = self->html[self->position];

      if (c == '=' || c == '>' || c == '/' || g_ascii_isspace (c))
        break;
      self->position++;
    }

  skip_spaces (self);
  if (self->position < self->length && self->html[self->position] == '=')
    {
      self->position++;
      skip_value (self);
    }
}

static void
skip_attributes (Guard *self,
                 Tag   *tag)
{
  gsize too_many = 0;
  guint n = 0;

  while (self->position < self->length && self->html[self->position] != '>')
    {
      char c = self->html[self->position];

      if (c == '/' || g_ascii_isspace (c))
        {
          tag->is_self_closing = c == '/';
          self->position++;
          continue;
        }

      tag->is_self_closing = FALSE;
      if (n++ == MAX_ATTRIBUTES)
        too_many = self->position;
      skip_attribute (self);
    }

  if (too_many > 0)
    cut (self, too_many, self->position);
  if (self->position < self->length)
    self->position++;
}

/* At "<" and a letter, or "</" and a letter. */
static void
read_tag (Guard *self,
          Tag   *tag)
{
  gsize start;

  *tag = (Tag) { 0 };
  self->position++;
  if (self->html[self->position] == '/')
    {
      tag->is_end = TRUE;
      self->position++;
    }

  start = self->position;
  while (self->position < self->length && self->html[self->position] != '>' &&
         self->html[self->position] != '/' && !g_ascii_isspace (self->html[self->position]))
    self->position++;
  tag->tag = gumbo_tagn_enum (self->html + start, MIN (self->position - start, 64));

  skip_attributes (self, tag);
}

static void
count_tag (Guard   *self,
           GumboTag tag,
           int      by)
{
  if (has_flag (tag, FOREIGN))
    self->n_foreign += by;
  if (has_flag (tag, INTEGRATION))
    self->n_integration += by;
  if (tag == GUMBO_TAG_SELECT)
    self->n_select += by;
}

static void
pop_to (Guard *self,
        guint  depth)
{
  while (self->depth > depth)
    count_tag (self, self->open[--self->depth], -1);
}

static void
leave_foreign (Guard *self)
{
  guint depth = self->depth;

  while (self->n_foreign > 0 && depth > 0)
    {
      depth--;
      if (has_flag (self->open[depth], FOREIGN))
        pop_to (self, depth);
    }
}

/* Whether @open keeps an end tag of @tag from what is below it. */
static gboolean
is_barrier (GumboTag open,
            GumboTag tag)
{
  if (has_flag (tag, TABLE))
    return open == GUMBO_TAG_TABLE || open == GUMBO_TAG_TEMPLATE || open == GUMBO_TAG_HTML;
  if (has_flag (open, SCOPE))
    return TRUE;
  if (tag == GUMBO_TAG_LI)
    return open == GUMBO_TAG_UL || open == GUMBO_TAG_OL;
  if (tag == GUMBO_TAG_P)
    return open == GUMBO_TAG_BUTTON;

  return !has_flag (tag, SPECIAL | FORMATTING) && has_flag (open, SPECIAL);
}

static void
take_end_tag (Guard     *self,
              const Tag *tag,
              gsize      start)
{
  if (self->n_dropped > 0)
    {
      self->n_dropped--;
      cut (self, start, self->position);
      return;
    }

  if (self->n_foreign > 0 && (tag->tag == GUMBO_TAG_P || tag->tag == GUMBO_TAG_BR))
    leave_foreign (self);

  for (guint i = self->depth; i > 0; i--)
    {
      if (self->open[i - 1] == tag->tag)
        {
          pop_to (self, i - 1);
          if (self->n_formatting[tag->tag] > 0)
            self->n_formatting[tag->tag]--;
          return;
        }
      if (is_barrier (self->open[i - 1], tag->tag))
        return;
    }

  /* Popped together with a block, and open again in this one. */
  if (self->n_formatting[tag->tag] > 0)
    self->n_formatting[tag->tag]--;
}

static void
end_previous (Guard   *self,
              GumboTag tag)
{
  for (guint i = self->depth; i > 0; i--)
    {
      GumboTag open = self->open[i - 1];

      if (open == tag)
        {
          pop_to (self, i - 1);
          return;
        }
      if (!has_flag (open, OPTIONAL_END | OPTIONAL_END_AT_TOP) &&
          (has_flag (tag, OPTIONAL_END_AT_TOP) || has_flag (open, SPECIAL)))
        return;
    }
}

/* Whether the start tag opens nothing. In foreign content that holds for any
 * with a slash at its end, unless HTML stands in between. */
static gboolean
is_empty (Guard     *self,
          const Tag *tag)
{
  if (has_flag (tag->tag, VOID))
    return TRUE;

  return tag->is_self_closing && (has_flag (tag->tag, FOREIGN) || (self->n_foreign > 0 && self->n_integration == 0));
}

/* Most tags of HTML end foreign content around them. */
static gboolean
ends_foreign (GumboTag tag)
{
  return tag == GUMBO_TAG_FONT || tag == GUMBO_TAG_SPAN || tag == GUMBO_TAG_VAR || tag == GUMBO_TAG_SUB ||
         tag == GUMBO_TAG_SUP || tag == GUMBO_TAG_RUBY ||
         (tag != GUMBO_TAG_A && has_flag (tag, SPECIAL | FORMATTING | VOID) && !has_flag (tag, INTEGRATION));
}

static void
take_start_tag (Guard     *self,
                const Tag *tag,
                gsize      start)
{
  if (self->n_foreign > 0 && ends_foreign (tag->tag))
    leave_foreign (self);

  if (is_empty (self, tag))
    return;

  if (has_flag (tag->tag, FORMATTING) && self->n_formatting[tag->tag] == MAX_FORMATTING)
    {
      cut (self, start, self->position);
      return;
    }

  if (has_flag (tag->tag, OPTIONAL_END | OPTIONAL_END_AT_TOP))
    end_previous (self, tag->tag);

  if (self->depth == MAX_DEPTH)
    {
      self->n_dropped++;
      cut (self, start, self->position);
      return;
    }

  self->open[self->depth++] = tag->tag;
  count_tag (self, tag->tag, 1);
  if (has_flag (tag->tag, FORMATTING))
    self->n_formatting[tag->tag]++;
}

/* Past an element in which "<" has no meaning, its end tag included. Nothing
 * nests in it, so it may stand at any depth. */
static void
skip_raw_text (Guard   *self,
               GumboTag tag)
{
  const char *name = gumbo_normalized_tagname (tag);
  gsize name_length = strlen (name);

  while (self->position < self->length)
    {
      const char *found = memchr (self->html + self->position, '<', self->length - self->position);

      self->position = found != NULL ? (gsize) (found - self->html) : self->length;
      if (self->length - self->position > name_length + 1 && found[1] == '/' &&
          g_ascii_strncasecmp (found + 2, name, name_length) == 0)
        {
          Tag end;

          read_tag (self, &end);
          return;
        }
      if (found != NULL)
        self->position++;
    }
}

/* "<!-->" is a whole comment, and so is one that ends in "--!>". */
static void
skip_comment (Guard *self)
{
  self->position += 2;
  while (self->position < self->length)
    {
      const char *at;
      gsize left;

      skip_past (self, "--");
      at = self->html + self->position;
      left = self->length - self->position;
      if (left > 0 && (at[0] == '>' || (left > 1 && at[0] == '!' && at[1] == '>')))
        return;
      if (left > 0)
        self->position--;
    }
}

static void
take_tag (Guard *self)
{
  gsize start = self->position;
  Tag tag;

  read_tag (self, &tag);
  if (tag.is_end)
    take_end_tag (self, &tag, start);
  else if (has_flag (tag.tag, RAW) && self->n_foreign == 0 && self->n_select == 0)
    skip_raw_text (self, tag.tag);
  else
    take_start_tag (self, &tag, start);
}

static void
take_markup (Guard *self)
{
  const char *at = self->html + self->position;
  gsize left = self->length - self->position;

  if (left >= 4 && memcmp (at, "<!--", 4) == 0)
    skip_comment (self);
  else if (left >= 9 && memcmp (at, "<![CDATA[", 9) == 0 && self->n_foreign > 0 && self->n_integration == 0)
    skip_past (self, "]]>");
  else if (left >= 2 && g_ascii_isalpha (at[1]))
    take_tag (self);
  else if (left >= 3 && at[1] == '/' && g_ascii_isalpha (at[2]))
    take_tag (self);
  else if (left >= 2 && (at[1] == '!' || at[1] == '?' || at[1] == '/'))
    skip_past (self, ">");
  else
    self->position++;
}

/*
 * gazette_html_guard:
 * @html: text that is about to be parsed; changed in place
 * @length: of @html in bytes
 *
 * Takes out of it what would cost the parser time out of all proportion: tags
 * nested too deep and attributes that are too many. Their text stays. Takes
 * time in proportion to @length.
 *
 * Returns: how many bytes of @html are left
 */
gsize
gazette_html_guard (char *html,
                    gsize length)
{
  g_autofree Guard *self = g_new0 (Guard, 1);

  self->html = html;
  self->length = length;

  while (self->position < self->length)
    {
      const char *found = memchr (self->html + self->position, '<', self->length - self->position);

      if (found == NULL)
        break;
      self->position = found - self->html;
      take_markup (self);
    }

  cut (self, length, length);

  return self->kept_length;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gumbo.h>
#include <string.h>

#include "gazette-html-private.h"

/* The parser looks through its stack of open elements for almost every tag,
 * and through the attributes of a tag for each further one. Both are without
 * bound, so a few hundred kilobytes of "<div>" or of attributes would keep it
 * busy for minutes. Browsers stop nesting at 512, too. */
#define MAX_DEPTH      512
#define MAX_ATTRIBUTES 256

typedef struct
{
  char     *html;
  gsize     length;
  gsize     position;
  GumboTag  open[MAX_DEPTH];
  guint     depth;
  guint     n_foreign;
  gsize     n_dropped;
  gboolean  changed;
} Guard;

typedef struct
{
  GumboTag tag;
  gboolean is_end;
  gboolean is_self_closing;
} Tag;

static gboolean
is_void (GumboTag tag)
{
  static const GumboTag tags[] = {
    GUMBO_TAG_AREA, GUMBO_TAG_BASE, GUMBO_TAG_BASEFONT, GUMBO_TAG_BGSOUND, GUMBO_TAG_BR, GUMBO_TAG_COL,
    GUMBO_TAG_EMBED, GUMBO_TAG_FRAME, GUMBO_TAG_HR, GUMBO_TAG_IMAGE, GUMBO_TAG_IMG, GUMBO_TAG_INPUT,
    GUMBO_TAG_KEYGEN, GUMBO_TAG_LINK, GUMBO_TAG_META, GUMBO_TAG_PARAM, GUMBO_TAG_SOURCE, GUMBO_TAG_TRACK,
    GUMBO_TAG_WBR,
  };

  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    {
      if (tags[i] == tag)
        return TRUE;
    }

  return FALSE;
}

/* Whether the end tag may be left out, so that the next start tag of the same
 * kind ends the element. */
static gboolean
has_optional_end (GumboTag tag)
{
  static const GumboTag tags[] = {
    GUMBO_TAG_P, GUMBO_TAG_LI, GUMBO_TAG_DT, GUMBO_TAG_DD, GUMBO_TAG_TR, GUMBO_TAG_TD, GUMBO_TAG_TH,
    GUMBO_TAG_TBODY, GUMBO_TAG_THEAD, GUMBO_TAG_TFOOT, GUMBO_TAG_OPTION, GUMBO_TAG_OPTGROUP,
    GUMBO_TAG_RB, GUMBO_TAG_RT, GUMBO_TAG_RP, GUMBO_TAG_RTC, GUMBO_TAG_BODY, GUMBO_TAG_HTML, GUMBO_TAG_HEAD,
  };

  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    {
      if (tags[i] == tag)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_raw_text (GumboTag tag)
{
  return tag == GUMBO_TAG_SCRIPT || tag == GUMBO_TAG_STYLE || tag == GUMBO_TAG_TEXTAREA ||
         tag == GUMBO_TAG_TITLE || tag == GUMBO_TAG_IFRAME || tag == GUMBO_TAG_NOEMBED ||
         tag == GUMBO_TAG_NOFRAMES || tag == GUMBO_TAG_XMP;
}

static gboolean
is_foreign (GumboTag tag)
{
  return tag == GUMBO_TAG_SVG || tag == GUMBO_TAG_MATH;
}

static void
blank (Guard *self,
       gsize  start,
       gsize  end)
{
  memset (self->html + start, ' ', end - start);
  self->changed = TRUE;
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
    blank (self, too_many, self->position);
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
pop_to (Guard *self,
        guint  depth)
{
  while (self->depth > depth)
    {
      self->depth--;
      if (is_foreign (self->open[self->depth]))
        self->n_foreign--;
    }
}

static void
take_end_tag (Guard     *self,
              const Tag *tag,
              gsize      start)
{
  if (self->n_dropped > 0)
    {
      self->n_dropped--;
      blank (self, start, self->position);
      return;
    }

  for (guint i = self->depth; i > 0; i--)
    {
      if (self->open[i - 1] == tag->tag)
        {
          pop_to (self, i - 1);
          return;
        }
    }
}

static void
take_start_tag (Guard     *self,
                const Tag *tag,
                gsize      start)
{
  if (is_void (tag->tag) || (tag->is_self_closing && self->n_foreign > 0))
    return;

  if (has_optional_end (tag->tag))
    {
      for (guint i = self->depth; i > 0 && has_optional_end (self->open[i - 1]); i--)
        {
          if (self->open[i - 1] == tag->tag)
            {
              pop_to (self, i - 1);
              break;
            }
        }
    }

  if (self->depth == MAX_DEPTH)
    {
      self->n_dropped++;
      blank (self, start, self->position);
      return;
    }

  self->open[self->depth++] = tag->tag;
  if (is_foreign (tag->tag))
    self->n_foreign++;
}

/* Past the text of an element in which "<" has no meaning, up to its end tag. */
static void
skip_raw_text (Guard   *self,
               GumboTag tag)
{
  const char *name = gumbo_normalized_tagname (tag);
  gsize name_length = strlen (name);

  while (self->position < self->length)
    {
      const char *found = memchr (self->html + self->position, '<', self->length - self->position);

      if (found == NULL)
        {
          self->position = self->length;
          return;
        }

      self->position = found - self->html;
      if (self->length - self->position > name_length + 1 && found[1] == '/' &&
          g_ascii_strncasecmp (found + 2, name, name_length) == 0)
        return;
      self->position++;
    }
}

static void
take_markup (Guard *self)
{
  const char *at = self->html + self->position;
  gsize left = self->length - self->position;
  gsize start = self->position;
  Tag tag;

  if (left >= 4 && memcmp (at, "<!--", 4) == 0)
    {
      self->position += 4;
      skip_past (self, "-->");
    }
  else if (left >= 2 && (g_ascii_isalpha (at[1]) || (left >= 3 && at[1] == '/' && g_ascii_isalpha (at[2]))))
    {
      read_tag (self, &tag);
      if (tag.is_end)
        {
          take_end_tag (self, &tag, start);
        }
      else
        {
          take_start_tag (self, &tag, start);
          if (is_raw_text (tag.tag) && self->n_foreign == 0 && self->html[start] == '<')
            skip_raw_text (self, tag.tag);
        }
    }
  else
    {
      self->position++;
    }
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
 * Returns: whether anything was taken out
 */
gboolean
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

  return self->changed;
}
